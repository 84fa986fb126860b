// Findings: verdicts in words, each with its article, its reasons and its remedy. Data only; writers stand beside it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fadu/engine/interpreter.hpp"
#include "fadu/findings/remedy.hpp"

namespace fadu::findings {

struct Cite {
    std::string source;   ///< 《行政处罚法》（2021）
    std::string article;  ///< 第四十二条第一款; "" where only the source is cited
};
struct Fact {
    std::string path;       ///< 处罚决定[1].罚款, 案号, 询问[2].办案人员[1].执法证有效期
    std::string value;      ///< as a person reads it; "未知" / "unknown" where it is not known
    std::string name = {};  ///< the path as a person says it: 办案人员孙强（粤L0311）的执法证有效期
};
struct Explanation;  ///< explanation.hpp

/// One of several norms of one name, beside the answer.
struct NormNote {
    std::string source;  ///< 《…》（2021）
    engine::Verdict verdict = engine::Verdict::undetermined;
    std::optional<time::Day> due;
    std::string why_not;  ///< 当时未施行, 被…优先适用: empty if it governs
};

struct Finding {
    std::string id;  ///< 16 hex digits of case, rule, step and instance: the same in every run and in every language
    std::string rule, code, step;
    std::string instance;  ///< which occurrence or element: "2023-03-05 询问"; "" for the case as a whole
    engine::Verdict verdict = engine::Verdict::undetermined;
    model::Grade severity = model::Grade::none;
    std::vector<Cite> cites;
    std::string message;  ///< the author's words with values put in, or a plain sentence where there are none
    std::string advice;
    std::vector<Fact> facts;  ///< deciding facts
    std::optional<time::Day> due;
    std::string due_note;  ///< how it was counted, in one line; "停止计算中: 已用28日, 余62日"
    std::optional<std::int64_t> days_late;
    std::vector<std::string> missing;       ///< 存疑: facts that would decide; 违反 of items: the missing items
    std::vector<engine::Verdict> possible;  ///< 存疑
    std::string excused_by;                 ///< 除外: the exception in the author's words
    std::string reason;                     ///< not_applicable: why, in a few words
    std::vector<NormNote> norms;            ///< where several norms bear the name
    std::string referee;                    ///< 冲突: who rules, with the article
    std::optional<Remedy> remedy;           ///< where it was asked for
    std::string treatment;  ///< 违反 that can no longer be cured: how the law treats it; the author's words
    std::vector<Cite> treatment_cites;
    std::vector<std::string> cases;  ///< of a rule over many cases: their ids
    const engine::Outcome* outcome = nullptr;
    const engine::CaseVerdicts* verdicts =
        nullptr;  ///< all of the case; lives as long as the CaseFindings, like `outcome`
};

/// All findings of one case; keeps the verdicts they point into. Cheap to copy.
struct CaseFindings {
    std::string case_id;
    std::string record;
    time::Day as_of{};
    std::shared_ptr<const engine::CaseVerdicts> verdicts;  ///< shared by copies: findings point into it
    std::vector<Finding> findings;
};

/// Which verdicts to keep; by default all but 不适用, 合规 and 除外.
struct Selection {
    engine::VerdictSet verdicts;
    static Selection usual();
    static Selection all();
};

/// Turns verdicts into findings, in the same order. `sources` gives the author's own words for exceptions and expressions.
CaseFindings make_findings(const model::Rulebook& rulebook, const text::Sources& sources, const facts::Case& value,
                           engine::CaseVerdicts verdicts, const Selection& selection, text::Language language);
/// The same for the verdicts of rules over many cases, which belong to no single one: case_id and record stay empty.
CaseFindings make_findings(const model::Rulebook& rulebook, const text::Sources& sources, engine::CaseVerdicts verdicts,
                           const Selection& selection, text::Language language);

/// Finds the remedy of a finding and puts it into words: Finding::remedy, and for what can no longer be cured
/// Finding::treatment. `options` are those of the check.
void add_remedy(Finding& finding, const model::Rulebook& rulebook, const text::Sources& sources,
                const engine::CheckOptions& options, text::Language language);

}  // namespace fadu::findings

#ifdef FADU_HEADER_ONLY
#include "fadu/findings/impl/finding_inl.hpp"
#endif
