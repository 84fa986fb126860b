// Why a rule did not fire: the condition that failed first, with its facts, and what would have made it fire. The
// counterpart of an explanation, for findings that accuse nobody.
#pragma once

#include <string>
#include <vector>

#include "fadu/findings/finding.hpp"

namespace fadu::findings {

struct WhyNot {
    std::string rule, step, instance;
    engine::Verdict verdict = engine::Verdict::not_applicable;
    std::string sentence;            ///< 不适用：“领域为公安”不符合
    std::string condition;           ///< the condition in its author's words; empty where none failed
    std::vector<Fact> facts;         ///< on which it rests
    bool can_fire = false;           ///< a small set of changes would have made it fire
    std::vector<std::string> flips;  ///< all of them together; none can be left out
    engine::Verdict would_be = engine::Verdict::violated;
};

/// For a finding of 不适用, 合规 or 除外; of other findings it only says that the rule did fire. `options` are those of the
/// check.
WhyNot why_not(const Finding& finding, const model::Rulebook& rulebook, const text::Sources& sources,
               const engine::CheckOptions& options, text::Language language);

/// A paragraph for people; ends with a line end.
std::string write_why_not(const WhyNot& why_not, text::Language language);

}  // namespace fadu::findings

#ifdef FADU_HEADER_ONLY
#include "fadu/findings/impl/why_not_inl.hpp"
#endif
