// The order of a procedure's steps over the events of one case: done, lawfully skipped, missing, out of order, still to
// come (semantics.md section 8, "step S").
#pragma once

#include "fadu/engine/duty.hpp"
#include "fadu/procedure/graph.hpp"

namespace fadu::engine {

/// Tells the world what the procedure's returns (退回 至) spend. Before any rule is evaluated.
void register_returns(const model::Procedure& procedure, const procedure::StepGraph& graph, World& world);

/// For each step its place in the order, then its duties.
std::vector<Outcome> evaluate_procedure(const model::Procedure& procedure, const procedure::StepGraph& graph,
                                        World& world, bool messages);

}  // namespace fadu::engine
