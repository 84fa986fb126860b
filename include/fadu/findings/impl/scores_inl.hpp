// Bodies of fadu/findings/scores.hpp.
#pragma once

#include "fadu/findings/impl/figures_inl.hpp"
#include "fadu/findings/scores.hpp"

namespace fadu::findings {
namespace scores_detail {

inline std::string points_text(model::Number points) { return figures_detail::decimal_text(points, 0, 4); }

inline FigureRange points_range(model::Number low, model::Number high) { return {points_text(low), points_text(high)}; }

class ScoreWriter {
  public:
    explicit ScoreWriter(const TextOptions& options)
        : options_(options), wording_{nullptr, nullptr, options.language} {}

    std::string operator()(const CaseScore& score) {
        std::string title = word("案件 ", "Case ") + score.case_id;
        if (options_.colour) title = "\x1b[1m" + title + "\x1b[0m";
        out_ = title + "  " + score.card + "  " + range(score.score) + word("分（满分 ", " points (of ") + score.total +
               word("）", ")");
        if (!score.grades.empty()) out_ += "  " + join(score.grades, word("或者", " or "));
        out_ += "\n";
        std::string section;
        for (const ScoreLine& line : score.lines) {
            if (!line.veto && line.section != section) {
                section = line.section;
                for (const ScoreSectionNote& note : score.sections)
                    if (note.name == section) heading(note);
            }
            reason(line);
        }
        for (const std::string& note : score.notes) out_ += "  " + note + "\n";
        return std::move(out_);
    }

  private:
    std::string word(std::string_view zh, std::string_view en) const { return std::string(wording_.word(zh, en)); }
    std::string range(const FigureRange& range) const { return figures_detail::range_text(range, wording_); }

    void heading(const ScoreSectionNote& note) {
        out_ += "  " + note.name + word("  扣 ", "  minus ") + range(note.points);
        if (!note.cap.empty())
            out_ += word("（上限 ", " (cap ") + note.cap + (note.capped ? word("，已达上限", ", reached") : "") +
                    word("）", ")");
        out_ += "\n";
    }

    void reason(const ScoreLine& line) {
        const std::string indent = line.section.empty() ? "  " : "    ";
        if (line.veto)
            out_ += indent + word("一票否决", "veto") + (line.doubtful ? word("（存疑）", " (doubtful)") : "") + "  ";
        else
            out_ += indent +
                    (line.points.low == "0" && line.doubtful ? "-0" + word("至", " to ") + line.points.high
                                                             : "-" + range(line.points)) +
                    "  ";
        out_ += line.what;
        if (line.times.high != "1") out_ += word(" × ", " × ") + range(line.times);
        out_ += "\n";
        for (const Finding& finding : line.findings) {
            out_ += indent + "  ";
            if (finding.verdict != engine::Verdict::violated)
                out_ += std::string(verdict_name(finding.verdict, options_.language)) + word("：", ": ");
            out_ += finding.rule + (finding.step.empty() ? "" : word("·", ", ") + finding.step);
            if (!finding.instance.empty()) out_ += "  " + finding.instance;
            out_ += word("：", ": ") + finding.message + "\n";
        }
    }

    const TextOptions& options_;
    Wording wording_;
    std::string out_;
};

}  // namespace scores_detail

FADU_INLINE CaseScore make_score(const model::Rulebook& rulebook, const text::Sources& sources,
                                 const facts::Case& value, const engine::Score& score, time::Day as_of,
                                 text::Language language) {
    using namespace scores_detail;
    const Wording wording{&rulebook, &sources, language};
    const model::Scorecard& card = *score.card;
    CaseScore result;
    result.case_id = value.id;
    if (const auto* record = describe_detail::at(rulebook.records, value.root.record)) result.record = record->name;
    result.card = card.name;
    result.total = points_text(card.total);
    result.low = score.low;
    result.high = score.high;
    result.score = points_range(score.low, score.high);
    for (const int grade : score.grades) result.grades.push_back(card.grades[static_cast<std::size_t>(grade)].name);
    result.vetoed = score.vetoed == engine::Truth::yes;
    result.may_be_vetoed = engine::may_be_yes(score.vetoed);
    for (const model::Citation& citation : card.citations) {
        const auto* source = describe_detail::at(rulebook.sources, citation.source);
        if (citation.articles.empty()) result.cites.push_back({source != nullptr ? source->full_name() : "", ""});
        for (const std::string& article : citation.articles)
            result.cites.push_back({source != nullptr ? source->full_name() : "", article});
    }
    for (std::size_t i = 0; i < card.sections.size(); ++i) {
        if (score.sections[i].most == model::Number(0)) continue;
        ScoreSectionNote note;
        note.name = card.sections[i].name;
        note.points = points_range(score.sections[i].least, score.sections[i].most);
        if (card.sections[i].cap) note.cap = points_text(*card.sections[i].cap);
        note.capped = score.sections[i].capped;
        result.sections.push_back(std::move(note));
    }
    finding_detail::Maker make(wording, as_of);
    for (const engine::ScoreReason& reason : score.reasons) {
        ScoreLine line;
        line.veto = reason.section < 0;
        if (!line.veto) {
            line.section = card.sections[static_cast<std::size_t>(reason.section)].name;
            line.capped = score.sections[static_cast<std::size_t>(reason.section)].capped;
        }
        line.what = reason.deduction->what ? author_words(reason.deduction->what->span, sources)
                                           : std::string(grade_name(reason.deduction->grade, language));
        line.points = points_range(reason.points_least, reason.points_most);
        line.times = {std::to_string(reason.least), std::to_string(reason.most)};
        line.doubtful = reason.least != reason.most;
        for (const engine::Outcome* outcome : reason.outcomes) line.findings.push_back(make(*outcome));
        result.lines.push_back(std::move(line));
    }
    if (score.overflow)
        result.notes.emplace_back(
            wording.word("扣分超出范围，不能相加：按 0 分计", "the points cannot be added up: counted as 0"));
    model::Number caps(0);
    bool all_capped = !card.sections.empty();
    for (const model::ScoreSection& section : card.sections) {
        all_capped = all_capped && section.cap.has_value();
        if (const auto sum = section.cap ? model::add(caps, *section.cap) : std::nullopt) caps = *sum;
    }
    if (all_capped && caps > card.total)
        result.notes.push_back(
            std::string(wording.word("各类项上限合计 ", "the sections' caps come to ")) + points_text(caps) +
            std::string(wording.word(" 分，超过满分 ", " points, more than the full score of ")) + result.total);
    return result;
}

FADU_INLINE ScoreTally::ScoreTally(const model::Scorecard& card) {
    for (const model::ScoreGrade& grade : card.grades) grades.emplace_back(grade.name, 0);
}

FADU_INLINE void ScoreTally::add(const CaseScore& score) {
    ++cases;
    if (score.vetoed) ++vetoed;
    if (score.grades.size() != 1) {
        if (!score.score.is_known() || score.grades.size() > 1) ++undecided;
        return;
    }
    for (auto& [name, count] : grades)
        if (name == score.grades.front()) ++count;
}

FADU_INLINE std::string write_text(const CaseScore& score, const TextOptions& options) {
    return scores_detail::ScoreWriter(options)(score);
}

FADU_INLINE std::string write_text(const ScoreTally& tally, const TextOptions& options) {
    const Wording wording{nullptr, nullptr, options.language};
    const auto word = [&](std::string_view zh, std::string_view en) { return std::string(wording.word(zh, en)); };
    std::vector<std::string> parts;
    for (const auto& [name, count] : tally.grades)
        if (count > 0) parts.push_back(name + " " + std::to_string(count));
    if (tally.undecided > 0) parts.push_back(word("待定 ", "undecided ") + std::to_string(tally.undecided));
    if (tally.vetoed > 0) parts.push_back(word("其中一票否决 ", "of them vetoed ") + std::to_string(tally.vetoed));
    const std::string cases =
        word("共 ", "") + std::to_string(tally.cases) + word(" 件", tally.cases == 1 ? " case" : " cases");
    return cases + (parts.empty() ? "" : word("：", ": ") + join(parts, word("，", ", "))) + "\n";
}

FADU_INLINE std::string scores_csv_heading() {
    return table_detail::csv_line({"case", "card", "score_low", "score_high", "grades", "vetoed", "section", "reason",
                                   "points_low", "points_high", "times_low", "times_high", "rules", "message"});
}

FADU_INLINE std::string write_csv(const CaseScore& score) {
    const std::vector<std::string> head{score.case_id,
                                        score.card,
                                        score.score.low,
                                        score.score.high,
                                        join(score.grades, "、"),
                                        score.vetoed          ? "yes"
                                        : score.may_be_vetoed ? "undecided"
                                                              : "no"};
    std::string out;
    const auto line = [&](std::vector<std::string> rest) {
        rest.insert(rest.begin(), head.begin(), head.end());
        rest.resize(14);
        out += table_detail::csv_line(rest);
    };
    if (score.lines.empty()) line({});
    for (const ScoreLine& reason : score.lines) {
        std::vector<std::string> rules;
        std::vector<std::string> messages;
        for (const Finding& finding : reason.findings) {
            rules.push_back(finding.rule + (finding.step.empty() ? "" : "·" + finding.step));
            messages.push_back(finding.message);
        }
        line({reason.veto ? "veto" : reason.section, reason.what, reason.veto ? "" : reason.points.low,
              reason.veto ? "" : reason.points.high, reason.times.low, reason.times.high, join(rules, "、"),
              join(messages, "；")});
    }
    return out;
}

}  // namespace fadu::findings
