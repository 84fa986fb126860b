// The compiled half of the room's header-centric code.
#include "fadu/model/impl/hierarchy_inl.hpp"
#include "fadu/model/impl/number_inl.hpp"
#include "fadu/model/impl/rulebook_inl.hpp"
