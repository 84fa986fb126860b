// How long a procedure takes at the least: the waits that its duties impose (满 … 后, 于 … 前, 不得 … 内) and the chain of
// steps on which they add up. Beside graph.hpp; reads only the rulebook.
#pragma once

#include <optional>
#include <vector>

#include "fadu/model/rulebook.hpp"

namespace fadu::procedure {

/// Something that may not come earlier than `period` after something else.
struct Wait {
    int from = -1;                      ///< a step; -1 for an event that is no step
    int to = -1;                        ///< a step
    time::Period period;                ///< in the units that the law's policy gives to its numbers
    bool day_after = false;             ///< the period must be over: the first lawful day is the one after it
    bool backward = false;              ///< 于 … 前: counted back from the later step
    bool certain = false;               ///< without condition or exception, neither of the duty nor of its steps
    const model::Rule* duty = nullptr;  ///< in the procedure
};

/// The latest that a step may come after another one.
struct Limit {
    int from = -1;  ///< a step; limits from other events are left out
    int to = -1;
    time::Period period;  ///< with all extensions
    bool certain = false;
    const model::Rule* duty = nullptr;
};

/// Those whose periods are written in the rule (parameters and definitions are not); by step, then as declared.
std::vector<Wait> waits(const model::Procedure& procedure);
/// Likewise. A limit under which time may be excluded, or be extended by no fixed period, is none.
std::vector<Limit> limits(const model::Procedure& procedure);

enum class ConditionalSteps {
    left_out,  ///< only waits without a condition count: no lawful way is shorter
    taken,     ///< every step with a condition is required
};

/// The chain of waits that takes longest, one following another in the order of the steps.
struct Chain {
    std::vector<Wait> waits;
    time::Period total;  ///< their sum: one part for each unit, years first
};

/// Working days and calendar days are compared as five to seven, months as thirty days. What is anchored in an event that
/// is no step is taken to begin with the procedure. Empty where no wait is declared, or the steps form a cycle.
Chain longest_chain(const model::Procedure& procedure, ConditionalSteps steps = ConditionalSteps::left_out);

/// The least time from the first step to the last: longest_chain(…).total.
time::Period minimum_duration(const model::Procedure& procedure, ConditionalSteps steps = ConditionalSteps::left_out);

}  // namespace fadu::procedure
