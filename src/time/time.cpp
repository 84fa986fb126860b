// The time room of the compiled library.
#include "fadu/time/impl/argument_inl.hpp"
#include "fadu/time/impl/calendar_inl.hpp"
#include "fadu/time/impl/civil_inl.hpp"
#include "fadu/time/impl/explain_inl.hpp"
#include "fadu/time/impl/period_inl.hpp"
