// A case of one rulebook as a case of another that has been cut down from it: everything by name, what is no longer
// declared left out.
#pragma once

#include <optional>

#include "cases.hpp"

namespace fadu::differential {

/// Nothing if the other has no such record, or a value of a kind no longer exists.
std::optional<facts::Case> transfer(const model::Rulebook& from, const facts::Case& value, const model::Rulebook& to);

}  // namespace fadu::differential
