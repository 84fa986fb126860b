// Remedies in words: what to set right, what to do and by when; what can no longer be cured and how the law treats it.
// Between the engine's changes (engine/remedy.hpp) and the reports.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fadu/engine/remedy.hpp"
#include "fadu/findings/describe.hpp"

namespace fadu::findings {

struct Cite;  ///< finding.hpp

/// One change in words.
struct RemedyStep {
    std::string kind;      ///< "correct", "find_out", "perform", "withdraw", "redate"
    std::string sentence;  ///< 补正：在决定书载明中补入“履行方式和期限”
    std::string path;      ///< correct, find_out: as in Fact::path
    std::string value;     ///< what it becomes, as a person reads it; empty where any value will do
    std::string event;     ///< perform, withdraw, redate: the event's name
    std::optional<time::Day> day;
};

struct Remedy {
    engine::RemedyKind kind = engine::RemedyKind::not_needed;
    std::string sentence;  ///< 可以补正，补正后合规; 不能补正; 应当重新实施：事先告知、处罚决定
    std::vector<RemedyStep> steps;                        ///< all of them together; none can be left out
    std::optional<time::Day> until;                       ///< the last day for it
    engine::Verdict result = engine::Verdict::compliant;  ///< after them
    std::vector<std::string> redo;   ///< steps of the procedure, in the order in which they are to come
    std::vector<RemedyStep> limits;  ///< incurable: what stops the breach from growing
};

/// The spelling of JSON: "cure", "redo", "to_do", "to_find_out", "incurable", "not_needed".
std::string_view remedy_code(engine::RemedyKind kind);

/// One change as a sentence; `kind` says what its outcome is to be cured of.
RemedyStep describe_change(const engine::Change& change, const facts::Case& value, const Wording& wording);
/// The same for "had it been otherwise": 如果领域为“公安”.
std::string describe_flip(const engine::Change& change, const facts::Case& value, const Wording& wording);

/// A remedy in words. `value` is the case that it was found for.
Remedy make_remedy(const engine::Remedy& remedy, const engine::Outcome& outcome, const facts::Case& value,
                   const Wording& wording);

/// The lines of a report, the first with the remedy's own sentence.
std::vector<std::string> remedy_lines(const Remedy& remedy, text::Language language);

}  // namespace fadu::findings

#ifdef FADU_HEADER_ONLY
#include "fadu/findings/finding.hpp"  // which brings the bodies of both
#endif
