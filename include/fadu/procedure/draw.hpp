// Drawings of a procedure: its step graph as DOT (for Graphviz) and as Mermaid text, for reviewers, with each step
// coloured by its state where a case is laid over it. The last thing this room makes; it only writes text.
#pragma once

#include <string>
#include <vector>

#include "fadu/model/rulebook.hpp"
#include "fadu/text/diagnostic.hpp"

namespace fadu::procedure {

enum class StepState : std::uint8_t { done, skipped, missing, out_of_order, late, pending, not_yet, undetermined };

/// 已办 依法省略 缺失 倒置 逾期 待办 尚不需要 存疑
text::Message name_of(StepState state);

/// What the author wrote about a step.
struct StepWords {
    std::string condition;            ///< of 当
    std::string return_condition;     ///< of 退回 至 … 当
    std::vector<std::string> limits;  ///< 自 立案 之日起 90日内
};

struct Drawing {
    std::vector<StepWords> words;   ///< one a step, or none at all
    std::vector<StepState> states;  ///< one a step, or none at all
    text::Language language = text::Language::zh;
};

/// The words as they stand in the rule files, each run of white space made one space.
std::vector<StepWords> author_words(const model::Procedure& procedure, const text::Sources& sources);

/// Same input, same bytes. Steps by declaration, edges by later step; returns are dashed.
std::string to_dot(const model::Procedure& procedure, const Drawing& drawing = {});
std::string to_mermaid(const model::Procedure& procedure, const Drawing& drawing = {});

}  // namespace fadu::procedure
