// The full explanation of one finding, made on demand from the same evaluation: the conclusion, the rule and its article,
// every condition with what it came to, exceptions that applied and that did not, list rows, dates day by day. A tree of
// data; write_explanation makes indented text of it, explanation_json (write_json.hpp) JSON.
#pragma once

#include <string>
#include <vector>

#include "fadu/findings/finding.hpp"

namespace fadu::findings {

struct Explanation {
    enum class Kind : std::uint8_t { conclusion, norm, condition, fact, note, remedy };
    std::string title;  ///< what is spoken of: 适用条件, 除外情形, 期限, a condition in its author's words, a fact
    std::string sentence;  ///< what is said of it; may be empty
    std::vector<Explanation> children;
    Kind kind = Kind::note;
    std::optional<engine::Truth> truth = {};  ///< of a condition, a requirement, an exception
};

std::string_view kind_code(Explanation::Kind kind);  ///< the spelling of JSON: "conclusion", "norm", …

/// Explains a finding. `finding.outcome` must be alive, and so the CaseFindings that it came from; `calendar` is the one
/// that was counted with. Its remedy is told where the finding has one (add_remedy).
Explanation explain(const Finding& finding, const model::Rulebook& rulebook, const text::Sources& sources,
                    const time::Calendar& calendar, text::Language language);

/// Two blanks of indentation a level, "title：sentence" a line.
std::string write_explanation(const Explanation& explanation, text::Language language);

/// The explanations as one picture in Graphviz's language, each a tree of boxes: conditions by their truth (green holds,
/// red does not, yellow cannot be told), facts as notes.
std::string explanation_dot(const std::vector<Explanation>& explanations, text::Language language);

}  // namespace fadu::findings

#ifdef FADU_HEADER_ONLY
#include "fadu/findings/impl/explanation_inl.hpp"
#endif
