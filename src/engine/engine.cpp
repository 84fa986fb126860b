// The compiled form of the engine room; header-only use includes the same definitions through the headers.
#ifndef FADU_HEADER_ONLY
#include "fadu/engine/impl/batch_inl.hpp"
#include "fadu/engine/impl/indicators_inl.hpp"
#include "fadu/engine/impl/interpreter_inl.hpp"
#include "fadu/engine/impl/scorecards_inl.hpp"
#include "fadu/engine/impl/trace_inl.hpp"
#endif
