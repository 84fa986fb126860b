// Scorecards: points taken off a full score for breaches, grades from the best down, and what makes a scorecard unfit.
#include <algorithm>

#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

Grade grade_of(Keyword keyword) {
    switch (keyword) {
        case Keyword::grade_void: return Grade::void_;
        case Keyword::grade_major: return Grade::major;
        case Keyword::grade_minor: return Grade::minor;
        case Keyword::grade_flaw: return Grade::flaw;
        case Keyword::grade_note: return Grade::note;
        default: return Grade::none;
    }
}

/// Do they take points for the same?
bool same_subject(const Deduction& a, const Deduction& b) {
    if (a.what.has_value() != b.what.has_value()) return false;
    if (!a.what) return a.grade == b.grade;
    return a.what->verdict == b.what->verdict && a.what->norm.index == b.what->norm.index &&
           a.what->norm.is_procedure == b.what->norm.is_procedure &&
           a.what->norm.is_state_table == b.what->norm.is_state_table && a.what->step == b.what->step;
}

}  // namespace

bool Resolver::deduction(const tree::Deduction& written, Scorecard& card, Deduction& out) {
    out.span = written.span;
    out.each = written.each;
    bool good = true;
    if (written.points.kind != TokenKind::end) {
        const auto points = plain_number(written.points, "分值", "the points");
        good = points.has_value();
        if (points) out.points = *points;
        if (points && *points <= Number(0)) {
            error("FD0270", written.points.span, "扣的分要大于零", "the points to take off must be more than zero");
            good = false;
        } else if (points && *points > card.total) {
            error("FD0270", written.points.span,
                  fmt::format("扣 {} 分，超过满分 {}", to_decimal(*points), to_decimal(card.total)),
                  fmt::format("{} points are more than the full score of {}", to_decimal(*points),
                              to_decimal(card.total)))
                .help = {"一有就不合格的，写“一票否决”", "for what fails the case at once write “veto”"};
            good = false;
        }
    }
    if (written.what) {
        out.what = verdict_query(*written.what, card.record);
        return good && out.what;
    }
    out.grade = grade_of(written.grade);
    return good && out.grade != Grade::none;
}

bool Resolver::score_grades(const tree::Scorecard& body, Scorecard& out) {
    bool good = true;
    std::map<std::string, Span, std::less<>> seen;
    const tree::ScoreGrade* rest = nullptr;
    for (const tree::ScoreGrade& written : body.grades) {
        good = !duplicate(seen, written.name.text, written.name.span, {"等次", "score grade"}) && good;
        ScoreGrade grade;
        grade.name = written.name.text;
        if (written.at_least.kind != TokenKind::end) {
            grade.at_least = plain_number(written.at_least, "等次的分数", "the score of the grade");
            if (!grade.at_least) return false;
            const bool above = *grade.at_least > out.total;
            const auto& last = out.grades.empty() ? std::nullopt : out.grades.back().at_least;
            if (above || rest != nullptr || (last && *grade.at_least >= *last)) {
                error("FD0273", written.at_least.span,
                      above ? fmt::format("“{}”要 {} 分，超过满分，没有案件够得上", grade.name,
                                          to_decimal(*grade.at_least))
                            : fmt::format("“{}”永远轮不到：前面的等次分数不高于它", grade.name),
                      above ? fmt::format("“{}” needs {} points, more than the full score", grade.name,
                                          to_decimal(*grade.at_least))
                            : fmt::format("“{}” is never reached: a grade before it asks for no more", grade.name))
                    .help = {"等次从高到低写，最后一个不写分数",
                             "write the grades from the best down, the last without a score"};
                good = false;
            }
        } else if (rest != nullptr) {
            error("FD0273", written.span, "只有一个等次可以不写分数", "only one grade goes without a score")
                .related.push_back({rest->span, {"另一个在这里", "the other is here"}});
            good = false;
        } else {
            rest = &written;
        }
        out.grades.push_back(std::move(grade));
    }
    const bool all = rest != nullptr || body.grades.empty() ||
                     (out.grades.back().at_least && *out.grades.back().at_least <= Number(0));
    if (!all && good) {
        lacks("FD0272", body.grades.back().span,
              fmt::format("低于 {} 分的案件没有等次", to_decimal(*out.grades.back().at_least)),
              fmt::format("cases of fewer than {} points have no grade", to_decimal(*out.grades.back().at_least)))
            .help = {"加一行不写分数的，例如“等次 不合格”",
                     "add one without a score, for example “score grade FAILED”"};
        good = false;
    }
    return good;
}

void Resolver::check_scorecard(const tree::Scorecard& body, const Scorecard& card) {
    Number caps(0);
    bool all_capped = !card.sections.empty();
    for (std::size_t i = 0; i < card.sections.size(); ++i) {
        const ScoreSection& section = card.sections[i];
        all_capped = all_capped && section.cap;
        if (!section.cap) continue;
        if (const auto sum = add(caps, *section.cap)) caps = *sum;
        for (const Deduction& one : section.deductions)
            if (one.points > *section.cap)
                report(text::Level::warning, "FD0271", one.span,
                       fmt::format("扣 {} 分，超过类项“{}”的上限 {}，扣不满", to_decimal(one.points), section.name,
                                   to_decimal(*section.cap)),
                       fmt::format("{} points are more than the cap {} of the section “{}” and cannot all be taken",
                                   to_decimal(one.points), to_decimal(*section.cap), section.name));
    }
    if (all_capped && caps > card.total)
        report(text::Level::warning, "FD0271", body.total.span,
               fmt::format("各类项的上限合计 {}，超过满分 {}", to_decimal(caps), to_decimal(card.total)),
               fmt::format("the sections' caps come to {}, more than the full score of {}", to_decimal(caps),
                           to_decimal(card.total)))
            .help = {"分数最低为 0，超过的部分不再扣；核对各类项的上限",
                     "a score does not fall below 0; check the caps of the sections"};
    std::vector<const Deduction*> all;
    for (const ScoreSection& section : card.sections)
        for (const Deduction& one : section.deductions) {
            for (const Deduction* other : all)
                if (same_subject(*other, one))
                    report(text::Level::warning, "FD0274", one.span, "同一件事扣两次分",
                           "points are taken twice for the same")
                        .related.push_back({other->span, {"第一次在这里", "the first is here"}});
            all.push_back(&one);
        }
    for (const Deduction& veto : card.vetoes)
        for (const Deduction* other : all)
            if (same_subject(*other, veto))
                report(text::Level::warning, "FD0274", veto.span, "既扣分又一票否决：扣分没有意义",
                       "both a deduction and a veto: the deduction means nothing")
                    .related.push_back({other->span, {"扣分在这里", "the deduction is here"}});
}

bool Resolver::scorecard(const tree::Scorecard& body, Scorecard& out) {
    out.citations = citations_of(body.clauses);
    std::vector<ScopeLevel> levels;
    const auto context = scoped_context(body.scope, levels, policy_of(out.citations));
    if (!context) return false;
    if (!levels.empty()) {
        error("FD0222", body.scope.span, "评查表评的是案件，不能对每次或者每个",
              "a scorecard rates cases, not occurrences or elements");
        return false;
    }
    out.record = context->record;
    if (body.total.kind == TokenKind::end) {
        lacks("FD0221", body.name.span, fmt::format("评查表“{}”没有写满分", body.name.text),
              fmt::format("the scorecard “{}” does not say its full score", body.name.text))
            .help = {"例如“满分 100”", "for example “full score 100”"};
        return false;
    }
    const auto total = plain_number(body.total, "满分", "the full score");
    if (!total) return false;
    out.total = *total;
    if (*total <= Number(0)) {
        error("FD0270", body.total.span, "满分要大于零", "the full score must be more than zero");
        return false;
    }
    bool good = true;
    std::map<std::string, Span, std::less<>> seen;
    for (const tree::ScoreSection& written : body.sections) {
        ScoreSection section;
        section.name = written.name.text;
        if (written.name) good = !duplicate(seen, section.name, written.name.span, {"类项", "section"}) && good;
        if (written.cap.kind != TokenKind::end) {
            section.cap = plain_number(written.cap, "上限", "the cap");
            good = good && section.cap;
            if (section.cap && (*section.cap > out.total || *section.cap <= Number(0))) {
                error("FD0270", written.cap.span,
                      fmt::format("类项“{}”的上限要大于零，不超过满分 {}", section.name, to_decimal(out.total)),
                      fmt::format("the cap of the section “{}” must be more than zero and at most {}", section.name,
                                  to_decimal(out.total)));
                good = false;
            }
        }
        for (const tree::Deduction& one : written.deductions) {
            Deduction made;
            if (deduction(one, out, made))
                section.deductions.push_back(std::move(made));
            else
                good = false;
        }
        out.sections.push_back(std::move(section));
    }
    for (const tree::Deduction& one : body.vetoes) {
        Deduction made;
        if (deduction(one, out, made))
            out.vetoes.push_back(std::move(made));
        else
            good = false;
    }
    good = score_grades(body, out) && good;
    for (const tree::Clause& clause : body.clauses) switch (clause.kind) {
            case tree::ClauseKind::reading:
                if (!clause.words.empty()) out.reading = clause.words.front().text;
                break;
            case tree::ClauseKind::cites: break;
            default:
                error("FD0223", clause.head.span, fmt::format("“{}”不能写在评查表里", clause.head.text),
                      fmt::format("“{}” does not belong in a scorecard", clause.head.text));
                good = false;
        }
    if (good) check_scorecard(body, out);
    return good;
}

void Resolver::resolve_scorecards() {
    std::map<std::string, Span, std::less<>> seen;
    each<tree::Scorecard>([&](const tree::Scorecard& body, const tree::Declaration& declaration) {
        if (!body.name || duplicate(seen, body.name.text, body.name.span, {"评查表", "scorecard"})) return;
        Scorecard out;
        out.name = body.name.text;
        out.span = declaration.span;
        if (scorecard(body, out) && declaration.complete) book_.scorecards.push_back(std::move(out));
    });
}

}  // namespace fadu::model::detail
