// What is wrong with a procedure whatever the case: cycles, steps never reached, returns that lead nowhere, edges and
// conditions that contradict or repeat each other, times that cannot be kept. Asked once, when a rulebook is loaded.
#pragma once

#include <vector>

#include "fadu/model/rulebook.hpp"
#include "fadu/text/diagnostic.hpp"

namespace fadu::procedure {

/// FD0310 a cycle that is no declared return · FD0311 a step never reached · FD0312 a return to a step that is not before
/// · FD0313 a redundant 在 … 之后 (hint) · FD0314 contradictory conditions · FD0315 times that cannot be kept · FD0316 two
/// steps of one name · FD0317 two steps with one event (warning) · FD0318 a step without connection (hint) · FD0319 too
/// many steps. In the order of their places.
std::vector<text::Diagnostic> check(const model::Rulebook& rulebook, const model::Procedure& procedure);

/// All procedures of the rulebook.
std::vector<text::Diagnostic> check(const model::Rulebook& rulebook);

}  // namespace fadu::procedure
