// Duties and prohibitions: what a rule's content comes to in one instance, as a set out of {met, open, broken}, and the
// verdict by the six lines of semantics.md section 8.
#pragma once

#include "fadu/engine/instances.hpp"
#include "fadu/engine/verdict.hpp"

namespace fadu::engine {

/// The first line that fits.
Verdict verdict_of(Truth applies, Truth excepted, StandingSet standing);
/// For 存疑: every verdict that some way of filling in the unknowns gives.
VerdictSet possible_verdicts(Truth applies, Truth excepted, StandingSet standing);

/// All outcomes of a rule (or of a step's duty), one an instance; one 不适用 where there is no instance.
std::vector<Outcome> evaluate_rule(const model::Rule& rule, World& world, bool messages);

}  // namespace fadu::engine
