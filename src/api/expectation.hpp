// What an 案例 expects, compared with what was found. Data: examples.cpp makes failures of it.
#pragma once

#include <string>
#include <vector>

#include "fadu/rules.hpp"

namespace fadu {

/// An expectation with its words read.
struct Expected {
    const syntax::Expectation* written = nullptr;
    bool negative = false;
    std::optional<engine::Verdict> verdict;  ///< nothing: any of 违反, 待办, 存疑, 冲突
    bool allowed = false;                    ///< 可行
    std::string rule, step, missing;
    std::optional<model::Grade> grade;
    std::optional<std::int64_t> late;
    bool late_in_working_days = false;
    std::optional<time::Day> due;

    /// 应有 违反 普通程序 的 处罚决定 逾期 41日, as a person would write it.
    std::string in_words(text::Language language) const;
};

/// Reads an expectation; the error is a diagnostic at the words that are wrong: FD0620 an unknown rule or step (with the
/// nearest name), FD0621 an unreadable figure or date.
tl::expected<Expected, text::Diagnostic> read_expectation(const syntax::Expectation& expectation,
                                                          const model::Rulebook& rulebook);

/// Does the finding have everything that is expected of it?
bool matches(const Expected& expected, const findings::Finding& finding);
/// Does it at least speak of the same rule and step?
bool speaks_of(const Expected& expected, const findings::Finding& finding);

}  // namespace fadu
