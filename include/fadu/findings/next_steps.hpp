// Next steps in words: what may be done now in a case in progress, from when, by when, by whom, and what bars it. The
// words of engine/next_steps.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fadu/engine/next_steps.hpp"
#include "fadu/findings/describe.hpp"

namespace fadu::findings {

struct NextStep {
    std::string procedure;  ///< empty for an act that only a rule asks for
    std::string step;
    std::string standing;  ///< "now", "later", "barred", "waiting"
    bool again = false;
    std::optional<time::Day> earliest;
    struct Due {
        std::string rule;
        std::optional<time::Day> day;
        bool stopped = false;
        std::int64_t days_left = 0;
        std::optional<std::int64_t> working_left;
    };
    std::vector<Due> due;
    std::vector<std::string> bars;       ///< why not today, each a sentence with the rule's name
    std::vector<std::string> bar_rules;  ///< the same rules, by name
    std::vector<std::string> waits_for;  ///< names of steps
    std::string bearer;
    std::string sentence;  ///< all of it in one sentence
};

/// In the order of the procedures and of their steps.
std::vector<NextStep> next_steps(const model::Rulebook& rulebook, const text::Sources& sources,
                                 const facts::Case& value, const engine::CheckOptions& options,
                                 text::Language language);

/// A heading and a paragraph a step; ends with a line end.
std::string write_next_steps(const std::string& case_id, time::Day as_of, const std::vector<NextStep>& steps,
                             text::Language language);

}  // namespace fadu::findings

#ifdef FADU_HEADER_ONLY
#include "fadu/findings/impl/next_steps_inl.hpp"
#endif
