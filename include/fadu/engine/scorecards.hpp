// Scorecards (评查表): points taken off a full score for what was found in one case, with every reason; and the drawing of
// a sample of cases to be scored. Reads verdicts, as indicators do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fadu/engine/verdict.hpp"

namespace fadu::engine {

/// What one line of a scorecard came to.
struct ScoreReason {
    const model::Deduction* deduction = nullptr;
    int section = -1;                         ///< -1: a veto
    std::int64_t least = 0, most = 0;         ///< how often it counts; they differ where 存疑 could move it
    model::Number points_least, points_most;  ///< points × how often, before the section's cap
    std::vector<const Outcome*> outcomes;     ///< that it rests on, in the rulebook's order, doubtful ones included
};

struct SectionScore {
    model::Number least, most;  ///< points taken off in this section, after the cap
    bool capped = false;        ///< the cap kept points from being taken off
};

struct Score {
    const model::Scorecard* card = nullptr;
    model::Number low, high;  ///< the score lies between them; never below 0
    Truth vetoed = Truth::no;
    std::vector<int> grades;  ///< Scorecard::grades, those that are possible, from the best down
    std::vector<SectionScore> sections;
    std::vector<ScoreReason> reasons;  ///< lines that count or may count, vetoes first, then as in the scorecard
    bool overflow = false;             ///< the points could not be added up: low is then 0
};

/// Scores one case. `outcomes`: all outcomes that speak of it, those of rules over many cases included where the card asks
/// for them. A line counts once a rule (违反 R of several candidates or instances: once), with 每次 once an outcome; a line
/// for a grade counts every breach of that grade that no other line names. A veto gives 0 points and the worst grade.
Score score_case(const model::Scorecard& card, const model::Rulebook& rulebook,
                 const std::vector<const Outcome*>& outcomes);

/// Does the card ask for a rule over many cases?
bool reads_batch(const model::Scorecard& card, const model::Rulebook& rulebook);

/// How many to draw.
struct SampleSize {
    std::optional<std::uint64_t> count;  ///< of each stratum
    std::optional<model::Number> share;  ///< 0 to 1, of each stratum, rounded up
};

/// Draws from 0 … population-1 without replacement, each set of that size being as likely as every other; ascending. The
/// same seed draws the same on every machine: std::mt19937_64 and whole numbers only. More than there are: all.
std::vector<std::size_t> draw_sample(std::size_t population, const SampleSize& size, std::uint64_t seed);

/// The same in each stratum; `strata` names that of every case. Strata are drawn in order of first appearance, with one
/// generator. Ascending.
std::vector<std::size_t> draw_sample(const std::vector<std::string>& strata, const SampleSize& size,
                                     std::uint64_t seed);

}  // namespace fadu::engine

#ifdef FADU_HEADER_ONLY
#include "fadu/engine/impl/scorecards_inl.hpp"
#endif
