// Findings as a report for people: plain text for a terminal, in Chinese or English, with colour only when asked for.
#pragma once

#include <array>
#include <string>

#include "fadu/findings/finding.hpp"

namespace fadu::findings {

struct TextOptions {
    text::Language language = text::Language::zh;
    bool colour = false;
    std::size_t most_facts = 12;  ///< shown of each finding; the rest is counted
    bool fold_assumed = true;     ///< findings about events that nobody said have happened become one paragraph
};

/// How many findings of each verdict there were, over all cases.
struct Tally {
    std::size_t cases = 0;
    bool hides = false;  ///< a breach, a pending duty or a doubt was not asked for and is not shown
    std::array<std::size_t, 7> by_verdict{};  ///< in the order of engine::Verdict
    void add(const CaseFindings& findings);
    /// Findings of rules over many cases: no further case.
    void add_batch(const CaseFindings& batch);
    std::size_t count(engine::Verdict verdict) const { return by_verdict[static_cast<std::size_t>(verdict)]; }
};

/// A heading, then the findings by verdict: breaches first, the heaviest on top, otherwise in the rulebook's order. Ends
/// with a line end.
std::string write_text(const CaseFindings& findings, const TextOptions& options = {});
/// The same for rules over many cases, headed "多案比对".
std::string write_batch_text(const CaseFindings& batch, const TextOptions& options = {});
/// The closing line: "共 3 件案件：违反 2，待办 1".
std::string write_text(const Tally& tally, const TextOptions& options = {});

/// "《行政处罚法》（2021）第四十四条、第六十二条；《…》第三条".
std::string cites_text(const std::vector<Cite>& cites, text::Language language);

}  // namespace fadu::findings

#ifdef FADU_HEADER_ONLY
#include "fadu/findings/impl/write_text_inl.hpp"
#endif
