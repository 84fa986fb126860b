// Verdicts where several rules bear one name: each candidate's own verdict, weighed by norms.hpp and joined to one answer
// that shows the others (semantics.md sections 6 and 8).
#pragma once

#include "fadu/engine/duty.hpp"
#include "fadu/engine/norms.hpp"

namespace fadu::engine {

/// One outcome an instance, over all candidates of the slot.
std::vector<Outcome> evaluate_slot(const model::Slot& slot, World& world, bool messages);

}  // namespace fadu::engine
