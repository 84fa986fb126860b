// Facts that the law makes out of silence or expiry (视为): events added to the world before any rule is evaluated.
#pragma once

#include "fadu/engine/deadline.hpp"

namespace fadu::engine {

/// Adds the deemed event for each anchor whose period is over by now (semantics.md section 5).
void evaluate_deem(const model::Deem& deem, World& world);

}  // namespace fadu::engine
