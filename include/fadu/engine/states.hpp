// State tables over one case: which states a thing may be in as seen from a moment, and the events that met a state which
// they lead nowhere from. Between the case's events and verdicts.
#pragma once

#include "fadu/engine/evaluate.hpp"
#include "fadu/engine/verdict.hpp"

namespace fadu::engine {

/// The state as seen from context.at: a set of those that the doubts allow, never empty, and the facts that decide. Where
/// the orders in which the events may have happened are too many to try, every state that can be reached at all.
Trace evaluate_state(int index, const Context& context);

/// One outcome for each event that the table names: 违反 where it leads nowhere from the state that it met. One 不适用 if
/// none has happened; nothing where the table reports nothing (no 违者).
std::vector<Outcome> evaluate_state_table(int index, World& world, bool messages);

}  // namespace fadu::engine
