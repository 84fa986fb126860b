// Compiles case.hpp into the library; with FADU_HEADER_ONLY its users do.
#ifndef FADU_HEADER_ONLY
#include "fadu/facts/impl/case_inl.hpp"
#endif
