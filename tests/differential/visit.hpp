// Every expression and every text pattern of a rulebook, wherever it stands: for those who collect figures or count
// constructs.
#pragma once

#include <functional>

#include "fadu/model/rulebook.hpp"

namespace fadu::differential {

/// Each expression once, outer before inner.
void for_each_expression(const model::Rulebook& rulebook, const std::function<void(const model::Expression&)>& visit);
/// Each rule, those of steps included.
void for_each_rule(const model::Rulebook& rulebook, const std::function<void(const model::Rule&)>& visit);

}  // namespace fadu::differential
