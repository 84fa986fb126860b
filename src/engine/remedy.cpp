// The compiled form of remedies; header-only use includes the same definitions through the header.
#ifndef FADU_HEADER_ONLY
#include "fadu/engine/impl/remedy_inl.hpp"
#endif
