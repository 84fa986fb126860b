// The compiled form of remedies and next steps; header-only use includes the same definitions through the header.
#ifndef FADU_HEADER_ONLY
#include "fadu/engine/impl/next_steps_inl.hpp"
#endif
