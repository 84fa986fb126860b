// Bodies of fadu/findings/write_text.hpp.
#pragma once

#include <algorithm>
#include <array>

#include "fadu/findings/describe.hpp"
#include "fadu/findings/write_text.hpp"

namespace fadu::findings {
namespace write_text_detail {

using engine::Verdict;

inline constexpr std::array<Verdict, 7> order{Verdict::violated,      Verdict::pending, Verdict::undetermined,
                                              Verdict::conflict,      Verdict::excused, Verdict::compliant,
                                              Verdict::not_applicable};

inline std::string_view symbol(Verdict verdict) {
    switch (verdict) {
        case Verdict::violated: return "✗";
        case Verdict::pending: return "○";
        case Verdict::undetermined: return "?";
        case Verdict::conflict: return "!";
        case Verdict::excused: return "~";
        case Verdict::compliant: return "✓";
        case Verdict::not_applicable: return "-";
    }
    return " ";
}

inline std::string_view colour(const Finding& finding) {
    switch (finding.verdict) {
        case Verdict::violated:
            return finding.severity == model::Grade::note || finding.severity == model::Grade::flaw ? "\x1b[33m"
                                                                                                    : "\x1b[1;31m";
        case Verdict::pending: return "\x1b[1;34m";
        case Verdict::undetermined: return "\x1b[1;35m";
        case Verdict::conflict: return "\x1b[1;31m";
        case Verdict::excused: return "\x1b[36m";
        case Verdict::compliant: return "\x1b[32m";
        case Verdict::not_applicable: return "\x1b[2m";
    }
    return "";
}

/// Is there a breach, a pending duty or a doubt that the selection left out?
inline bool hides_open_matters(const CaseFindings& findings) {
    if (findings.verdicts == nullptr) return false;
    const auto& outcomes = findings.verdicts->outcomes;
    const auto open = [](Verdict verdict) {
        return verdict == Verdict::violated || verdict == Verdict::pending || verdict == Verdict::undetermined;
    };
    const auto all = std::count_if(outcomes.begin(), outcomes.end(),
                                   [&](const engine::Outcome& outcome) { return open(outcome.verdict); });
    const auto shown = std::count_if(findings.findings.begin(), findings.findings.end(),
                                     [&](const Finding& finding) { return open(finding.verdict); });
    return shown < all;
}

class Writer {
  public:
    explicit Writer(const TextOptions& options) : options_(options), chinese_(options.language == text::Language::zh) {}

    std::string of_batch(const CaseFindings& batch) {
        heading(batch, word("多案比对", "Cases together"));
        return list(batch);
    }

    std::string operator()(const CaseFindings& findings) {
        std::string title = word("案件 ", "Case ") + findings.case_id;
        if (!findings.record.empty()) title += word("（", " (") + findings.record + word("）", ")");
        heading(findings, title);
        return list(findings);
    }

  private:
    std::string list(const CaseFindings& findings) {
        for (const Verdict verdict : order) {
            std::vector<const Finding*> group;
            for (const Finding& finding : findings.findings)
                if (finding.verdict == verdict) group.push_back(&finding);
            std::stable_sort(group.begin(), group.end(),
                             [](const Finding* a, const Finding* b) { return a->severity > b->severity; });
            std::vector<const Finding*> assumed;
            for (const Finding* finding : group)
                if (options_.fold_assumed && rests_on_assumed_event(*finding))
                    assumed.push_back(finding);
                else
                    write(*finding);
            write_folded(assumed);
        }
        return std::move(out_);
    }

    /// Nobody said whether the event that it is about has happened at all.
    static bool rests_on_assumed_event(const Finding& finding) {
        if (finding.verdict != Verdict::undetermined || finding.outcome == nullptr) return false;
        const auto& instance = finding.outcome->instance;
        return std::any_of(instance.begin(), instance.end(), [](const engine::Entity& entity) {
            return entity.event != nullptr && entity.event->source == nullptr && !entity.event->deemed;
        });
    }

    /// One paragraph for all of them: which events to supply, and which rules wait for it.
    void write_folded(const std::vector<const Finding*>& findings) {
        if (findings.empty()) return;
        std::vector<std::string> events;
        std::vector<std::string> rules;
        const auto add = [](std::vector<std::string>& all, const std::string& one) {
            if (!one.empty() && std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
        };
        for (const Finding* finding : findings) {
            add(events, finding->missing.empty() ? finding->instance : finding->missing.front());
            add(rules, finding->rule + (finding->step.empty() ? "" : word("·", ", ") + finding->step));
        }
        const std::string count = std::to_string(findings.size());
        out_ += paint(colour(*findings.front()),
                      "? " + std::string(verdict_name(Verdict::undetermined, options_.language))) +
                word("  另有 " + count + " 项取决于没有提供的事件是否发生",
                     "  " + count + (findings.size() == 1 ? " more depends" : " more depend") +
                         " on whether events that were not supplied have happened") +
                "\n";
        const std::string_view comma = chinese_ ? "、" : ", ";
        line(word("事件", "events"), join(events, comma));
        line(word("规则", "rules"), join(rules, comma));
        line(
            "",
            word(
                "输入完整的，写“事件齐全”；没有发生的事件，写空的列表",
                "where the input is complete, say complete_events; give an empty list for events that did not happen"));
    }

    std::string word(std::string_view zh, std::string_view en) const { return std::string(chinese_ ? zh : en); }

    std::string paint(std::string_view code, std::string_view text) const {
        if (!options_.colour) return std::string(text);
        return std::string(code) + std::string(text) + "\x1b[0m";
    }

    void heading(const CaseFindings& findings, const std::string& title) {
        out_ += paint("\x1b[1m", title) + word("  截至 ", "  as of ") + time::to_string(findings.as_of);
        if (findings.findings.empty()) {
            // What was not asked for may still be there; then it would be wrong to say that all is well.
            const bool hidden = hides_open_matters(findings);
            out_ += hidden ? word("  没有所选的结果", "  nothing of what was asked for")
                           : word("  未发现问题", "  nothing found");
        }
        out_ += '\n';
    }

    void line(std::string_view label, const std::string& text) {
        if (text.empty()) return;
        out_ += "  ";
        if (!label.empty()) out_ += paint("\x1b[2m", label) + " ";
        out_ += text + "\n";
    }

    void write(const Finding& finding) {
        std::string label(verdict_name(finding.verdict, options_.language));
        const std::string_view grade = grade_name(finding.severity, options_.language);
        if (!grade.empty()) label += word("·", ", ") + std::string(grade);
        out_ += paint(colour(finding), std::string(symbol(finding.verdict)) + " " + label) + "  " + finding.rule;
        if (!finding.step.empty()) out_ += word("·", ", ") + finding.step;
        if (!finding.code.empty()) out_ += word("（", " (") + finding.code + word("）", ")");
        if (!finding.instance.empty()) out_ += "  " + finding.instance;
        out_ += '\n';
        line("", finding.message);
        if (finding.verdict == Verdict::not_applicable) return;
        line(word("依据", "law"), cites_text(finding.cites, options_.language));
        if (finding.verdict == Verdict::compliant) return;
        deadline(finding);
        norms(finding);
        line(word("裁决", "ruling"), finding.referee);
        line(word("事实", "facts"), facts(finding));
        line(word("建议", "advice"), finding.advice);
        remedy(finding);
    }

    void deadline(const Finding& finding) {
        std::string text = finding.due_note;
        if (finding.due && text.empty()) text = time::to_string(*finding.due);
        if (finding.days_late && *finding.days_late > 0)
            text += word("，逾期 ", ", ") + std::to_string(*finding.days_late) +
                    word(" 日", *finding.days_late == 1 ? " day late" : " days late");
        if (text != finding.message) line(word("期限", "deadline"), text);
    }

    /// The other provisions of the name: what each of them would say, or why it does not govern.
    void norms(const Finding& finding) {
        if (finding.norms.size() < 2) return;
        std::vector<std::string> parts;
        for (const NormNote& norm : finding.norms) {
            std::string text = norm.source + word("：", ": ");
            if (norm.why_not.empty()) {
                text += verdict_name(norm.verdict, options_.language);
                const bool dated = norm.due && (norm.verdict == Verdict::pending || norm.verdict == Verdict::violated);
                if (dated) text += word("（期限 ", " (due ") + time::to_string(*norm.due) + word("）", ")");
            } else {
                text += norm.why_not;
            }
            parts.push_back(std::move(text));
        }
        line(word("各项规定", "provisions"), join(parts, chinese_ ? "；" : "; "));
    }

    void remedy(const Finding& finding) {
        if (!finding.remedy) return;
        const std::vector<std::string> lines = remedy_lines(*finding.remedy, options_.language);
        line(word("补救", "remedy"), join(lines, word("；", "; ")));
        if (finding.treatment.empty()) return;
        const std::string cites = cites_text(finding.treatment_cites, options_.language);
        line(word("依法处理", "treatment by law"),
             finding.treatment + (cites.empty() ? "" : word("（", " (") + cites + word("）", ")")));
    }

    std::string facts(const Finding& finding) const {
        std::vector<std::string> shown;
        std::size_t all = 0;
        for (const Fact& fact : finding.facts) {
            const bool said =
                std::find(finding.missing.begin(), finding.missing.end(), fact.path) != finding.missing.end();
            if (said) continue;  // the message names it as missing
            if (++all <= options_.most_facts) shown.push_back(fact.name + (chinese_ ? "：" : ": ") + fact.value);
        }
        std::string text = join(shown, chinese_ ? "；" : "; ");
        if (all > options_.most_facts) text += word("；等 ", "; ") + std::to_string(all) + word(" 项", " in all");
        return text;
    }

    const TextOptions& options_;
    bool chinese_;
    std::string out_;
};

}  // namespace write_text_detail

FADU_INLINE void Tally::add(const CaseFindings& findings) {
    ++cases;
    hides = hides || write_text_detail::hides_open_matters(findings);
    for (const Finding& finding : findings.findings) ++by_verdict[static_cast<std::size_t>(finding.verdict)];
}

FADU_INLINE void Tally::add_batch(const CaseFindings& batch) {
    add(batch);
    --cases;
}

FADU_INLINE std::string cites_text(const std::vector<Cite>& cites, text::Language language) {
    const bool chinese = language == text::Language::zh;
    std::string text;
    for (std::size_t i = 0; i < cites.size(); ++i) {
        const bool same = i > 0 && cites[i].source == cites[i - 1].source;
        if (i > 0) text += same ? (chinese ? "、" : ", ") : (chinese ? "；" : "; ");
        if (!same) text += cites[i].source;
        text += cites[i].article;
    }
    return text;
}

FADU_INLINE std::string write_text(const CaseFindings& findings, const TextOptions& options) {
    return write_text_detail::Writer(options)(findings);
}

FADU_INLINE std::string write_batch_text(const CaseFindings& batch, const TextOptions& options) {
    return write_text_detail::Writer(options).of_batch(batch);
}

FADU_INLINE std::string write_text(const Tally& tally, const TextOptions& options) {
    const bool chinese = options.language == text::Language::zh;
    std::string text = chinese ? "共 " + std::to_string(tally.cases) + " 件案件"
                               : std::to_string(tally.cases) + (tally.cases == 1 ? " case" : " cases");
    std::vector<std::string> counts;
    for (const engine::Verdict verdict : write_text_detail::order) {
        if (tally.count(verdict) == 0) continue;
        counts.push_back(std::string(verdict_name(verdict, options.language)) + " " +
                         std::to_string(tally.count(verdict)));
    }
    if (counts.empty() && tally.hides)
        return text + (chinese ? "，没有所选的结果\n" : ", nothing of what was asked for\n");
    if (counts.empty()) return text + (chinese ? "，未发现问题\n" : ", nothing found\n");
    return text + (chinese ? "：" : ": ") + join(counts, chinese ? "，" : ", ") + "\n";
}

}  // namespace fadu::findings
