// Does a pair of rulebook and case get one answer, whichever way it is asked? The ways that must agree are put side by
// side here, and nowhere else.
#pragma once

#include <optional>
#include <string>

#include "cases.hpp"
#include "fadu/engine/verdict.hpp"

namespace fadu::differential {

struct Difference {
    std::string ways;        ///< which two
    std::string one, other;  ///< what each said of the norm in question
};

/// How much is compared: everything takes the interpreter once more for each norm.
enum class Effort { quick, thorough };

/// Asks every way; nothing where all agree. `answers` receives the interpreter's answer to the whole, if wanted.
std::optional<Difference> difference(const model::Rulebook& rulebook, int record, const facts::Case& value,
                                     time::Day as_of, const Settings& settings, Effort effort = Effort::thorough,
                                     engine::CaseVerdicts* answers = nullptr);

/// All that an outcome says, as text; without the values of messages.
std::string describe(const model::Rulebook& rulebook, const engine::Outcome& outcome);
/// Its norm's name, the step and the verdict.
std::string name_of(const model::Rulebook& rulebook, const engine::Outcome& outcome);
const char* name_of(engine::Verdict verdict);

}  // namespace fadu::differential
