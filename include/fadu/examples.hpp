// The examples (案例) of rule files, run: what each expects against what is found. Beside rules.hpp, which loads them; the
// command `fadu test` and the pytest plugin print what comes out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fadu/rules.hpp"

namespace fadu {

/// One 案例 as it was written; lives as long as its rules.
struct ExampleReference {
    const syntax::File* file = nullptr;
    const syntax::Example* example = nullptr;
    text::Span place;

    std::string_view name() const { return example->name.text; }
};

/// Something that is not as the example expects.
struct ExampleFailure {
    text::Span place;                ///< the expectation, or the example where its case cannot be had
    std::string expected;            ///< 应有 违反 两人执法, or what hindered
    std::vector<std::string> found;  ///< the verdicts that the expectation should have met, in words
    /// An expectation that cannot be read (FD0620 an unknown rule or step, FD0621 an unreadable figure or date): points
    /// into the rules' sources; the other members say nothing then.
    std::optional<text::Diagnostic> unreadable;
};

struct ExampleReport {
    std::size_t expectations = 0;
    std::vector<ExampleFailure> failures;  ///< none: all is as expected
    std::vector<Problems> notes;           ///< on the reading of its case
};

/// All examples of the rules' files, in the order of loading. Files below folders named `tests` are among them where
/// LoadOptions::include_tests was set.
std::vector<ExampleReference> examples_of(const Rules& rules);

/// Runs one example of these rules; reads its case file (案件 载于 “…”) beside the rule file. From any number of threads.
ExampleReport run_example(const RulesPointer& rules, const ExampleReference& example, text::Language language);

}  // namespace fadu
