// The full explanation of one finding, made on demand from the same evaluation: the conclusion, the rule and its article,
// every condition with what it came to, exceptions that applied and that did not, list rows, dates day by day. A tree of
// data; write_explanation makes indented text of it, explanation_json (write_json.hpp) JSON.
#pragma once

#include <string>
#include <vector>

#include "fadu/findings/finding.hpp"

namespace fadu::findings {

struct Explanation {
    std::string title;     ///< what is spoken of: 当, 除外, 期限, a condition in its author's words, a fact's path
    std::string sentence;  ///< what is said of it; may be empty
    std::vector<Explanation> children;
};

/// Explains a finding. `finding.outcome` must be alive, and so the CaseFindings that it came from; `calendar` is the one
/// that was counted with.
Explanation explain(const Finding& finding, const model::Rulebook& rulebook, const text::Sources& sources,
                    const time::Calendar& calendar, text::Language language);

/// Two blanks of indentation a level, "title：sentence" a line.
std::string write_explanation(const Explanation& explanation, text::Language language);

}  // namespace fadu::findings

#ifdef FADU_HEADER_ONLY
#include "fadu/findings/impl/explanation_inl.hpp"
#endif
