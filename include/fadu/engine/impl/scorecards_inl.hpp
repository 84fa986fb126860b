// Bodies of fadu/engine/scorecards.hpp.
#pragma once

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "fadu/engine/impl/indicators_inl.hpp"
#include "fadu/engine/scorecards.hpp"

namespace fadu::engine {

namespace detail {

/// A norm as a line counts it: candidates of one name are one, steps are apart.
FADU_INLINE std::tuple<int, int, int> norm_of(const Outcome& outcome, const model::Rulebook& rulebook) {
    const int kind = outcome.norm.is_procedure ? 1 : outcome.norm.is_state_table ? 2 : 0;
    if (kind == 0 && outcome.norm.index >= 0) {
        const int slot = rulebook.rules[static_cast<std::size_t>(outcome.norm.index)].slot;
        if (slot >= 0) return {3, slot, -1};
    }
    return {kind, outcome.norm.index, outcome.step};
}

class ScoreMaker {
  public:
    ScoreMaker(const model::Scorecard& card, const model::Rulebook& rulebook,
               const std::vector<const Outcome*>& outcomes)
        : card_(card), rulebook_(rulebook), outcomes_(outcomes) {
        score_.card = &card;
    }

    Score run() {
        for (const model::Deduction& veto : card_.vetoes) {
            ScoreReason reason = look(veto, -1);
            if (reason.most == 0) continue;
            score_.vetoed = score_.vetoed || truth(true, reason.least == 0);
            score_.reasons.push_back(std::move(reason));
        }
        model::Number off_least(0);
        model::Number off_most(0);
        for (std::size_t i = 0; i < card_.sections.size(); ++i) {
            const SectionScore one = section(i);
            add(off_least, one.least);
            add(off_most, one.most);
            score_.sections.push_back(one);
        }
        score_.high = left(off_least);
        score_.low = score_.overflow ? model::Number(0) : left(off_most);
        if (score_.vetoed == Truth::yes) score_.high = model::Number(0);
        if (may_be_yes(score_.vetoed)) score_.low = model::Number(0);
        grades(left(off_most));
        return std::move(score_);
    }

  private:
    void add(model::Number& sum, model::Number part) {
        const auto total = model::add(sum, part);
        if (total)
            sum = *total;
        else
            score_.overflow = true;
    }

    model::Number left(model::Number off) const {
        const auto rest = model::subtract(card_.total, off);
        return rest && *rest > model::Number(0) ? *rest : model::Number(0);
    }

    bool is_named(const Outcome& outcome) const {
        const auto names = [&](const model::Deduction& line) {
            return line.what && line.what->verdict == Verdict::violated && is_asked_for(*line.what, outcome, rulebook_);
        };
        if (std::any_of(card_.vetoes.begin(), card_.vetoes.end(), names)) return true;
        return std::any_of(card_.sections.begin(), card_.sections.end(), [&](const model::ScoreSection& section) {
            return std::any_of(section.deductions.begin(), section.deductions.end(), names);
        });
    }

    ScoreReason look(const model::Deduction& line, int section) {
        ScoreReason reason;
        reason.deduction = &line;
        reason.section = section;
        std::set<std::tuple<int, int, int>> sure;
        std::set<std::tuple<int, int, int>> possible;
        for (const Outcome* outcome : outcomes_) {
            const bool meant = line.what ? is_asked_for(*line.what, *outcome, rulebook_)
                                         : outcome->grade == line.grade && !is_named(*outcome);
            if (!meant) continue;
            const Truth has = may_come_to(line.what ? line.what->verdict : Verdict::violated, *outcome);
            if (has == Truth::no) continue;
            reason.outcomes.push_back(outcome);
            ++reason.most;
            if (has == Truth::yes) ++reason.least;
            // A line that names a norm counts it once, whichever step or candidate it was.
            const auto norm = line.what ? std::tuple(0, 0, 0) : norm_of(*outcome, rulebook_);
            possible.insert(norm);
            if (has == Truth::yes) sure.insert(norm);
        }
        if (!line.each) {
            reason.least = static_cast<std::int64_t>(sure.size());
            reason.most = static_cast<std::int64_t>(possible.size());
        }
        const auto times = [&](std::int64_t n) {
            const auto points = model::multiply(line.points, model::Number(n));
            if (!points) score_.overflow = true;
            return points.value_or(card_.total);
        };
        reason.points_least = times(reason.least);
        reason.points_most = times(reason.most);
        return reason;
    }

    SectionScore section(std::size_t index) {
        const model::ScoreSection& section = card_.sections[index];
        SectionScore result;
        for (const model::Deduction& line : section.deductions) {
            ScoreReason reason = look(line, static_cast<int>(index));
            if (reason.most == 0) continue;
            add(result.least, reason.points_least);
            add(result.most, reason.points_most);
            score_.reasons.push_back(std::move(reason));
        }
        if (section.cap) {
            result.capped = result.least > *section.cap;
            result.least = std::min(result.least, *section.cap);
            result.most = std::min(result.most, *section.cap);
        }
        return result;
    }

    int grade_of(model::Number points) const {
        for (std::size_t i = 0; i < card_.grades.size(); ++i)
            if (!card_.grades[i].at_least || points >= *card_.grades[i].at_least) return static_cast<int>(i);
        return -1;
    }

    /// `unvetoed`: the least score if no veto holds.
    void grades(model::Number unvetoed) {
        if (card_.grades.empty()) return;
        const int worst = static_cast<int>(card_.grades.size()) - 1;
        if (score_.vetoed == Truth::yes) {
            score_.grades = {worst};
            return;
        }
        const int best = grade_of(score_.high);
        int least = grade_of(score_.overflow ? model::Number(0) : unvetoed);
        if (best < 0) return;
        if (least < 0) least = worst;
        for (int i = best; i <= least; ++i) score_.grades.push_back(i);
        if (score_.vetoed == Truth::unknown && least < worst) score_.grades.push_back(worst);
    }

    const model::Scorecard& card_;
    const model::Rulebook& rulebook_;
    const std::vector<const Outcome*>& outcomes_;
    Score score_;
};

/// A number below n, each as likely as every other: what would favour the small ones is drawn again.
FADU_INLINE std::uint64_t below(std::mt19937_64& random, std::uint64_t n) {
    const std::uint64_t unfair = (~std::uint64_t{0} % n + 1) % n;  // 2^64 mod n
    while (true) {
        const std::uint64_t drawn = random();
        if (drawn <= ~std::uint64_t{0} - unfair) return drawn % n;
    }
}

FADU_INLINE std::size_t size_of_sample(std::size_t population, const SampleSize& size) {
    if (size.count) return static_cast<std::size_t>(std::min<std::uint64_t>(*size.count, population));
    if (!size.share) return population;
    const auto part = model::multiply(*size.share, model::Number(static_cast<std::int64_t>(population)));
    const auto whole = part ? model::round_to(*part, model::Number(1), model::Rounding::up) : std::nullopt;
    if (!whole || *whole < model::Number(0)) return population;
    return std::min(static_cast<std::size_t>(whole->numerator()), population);
}

/// Floyd's: for each j of the last n places one of 0 … j, or j itself where that is taken already.
FADU_INLINE void draw(std::mt19937_64& random, const std::vector<std::size_t>& from, std::size_t n,
                      std::vector<std::size_t>& drawn) {
    std::set<std::size_t> places;
    for (std::size_t j = from.size() - n; j < from.size(); ++j) {
        const auto place = static_cast<std::size_t>(below(random, j + 1));
        if (!places.insert(place).second) places.insert(j);
    }
    for (const std::size_t place : places) drawn.push_back(from[place]);
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE Score score_case(const model::Scorecard& card, const model::Rulebook& rulebook,
                             const std::vector<const Outcome*>& outcomes) {
    return detail::ScoreMaker(card, rulebook, outcomes).run();
}

FADU_INLINE bool reads_batch(const model::Scorecard& card, const model::Rulebook& rulebook) {
    const auto is = [&](const model::Deduction& line) {
        if (line.what) return is_over_many(*line.what, rulebook);
        return std::any_of(rulebook.rules.begin(), rulebook.rules.end(), [&](const model::Rule& rule) {
            return rule.grouping && rule.record == card.record && rule.grade == line.grade;
        });
    };
    return std::any_of(card.vetoes.begin(), card.vetoes.end(), is) ||
           std::any_of(card.sections.begin(), card.sections.end(), [&](const model::ScoreSection& section) {
               return std::any_of(section.deductions.begin(), section.deductions.end(), is);
           });
}

FADU_INLINE std::vector<std::size_t> draw_sample(std::size_t population, const SampleSize& size, std::uint64_t seed) {
    return draw_sample(std::vector<std::string>(population), size, seed);
}

FADU_INLINE std::vector<std::size_t> draw_sample(const std::vector<std::string>& strata, const SampleSize& size,
                                                 std::uint64_t seed) {
    std::vector<std::vector<std::size_t>> by_stratum;
    std::map<std::string, std::size_t> known;
    for (std::size_t i = 0; i < strata.size(); ++i) {
        const auto [position, is_new] = known.emplace(strata[i], by_stratum.size());
        if (is_new) by_stratum.emplace_back();
        by_stratum[position->second].push_back(i);
    }
    std::mt19937_64 random(seed);
    std::vector<std::size_t> drawn;
    for (const auto& members : by_stratum) draw(random, members, size_of_sample(members.size(), size), drawn);
    std::sort(drawn.begin(), drawn.end());
    return drawn;
}

}  // namespace fadu::engine
