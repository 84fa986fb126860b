// Scores: what a scorecard took off a case and why, in words. Data and text; JSON in write_json.hpp.
#pragma once

#include <string>
#include <vector>

#include "fadu/engine/scorecards.hpp"
#include "fadu/findings/figures.hpp"

namespace fadu::findings {

/// One line of the scorecard that counts, or that may count.
struct ScoreLine {
    std::string section;  ///< "" outside every section
    bool veto = false;
    std::string what;               ///< the norm or the grade, in the author's words
    FigureRange points;             ///< taken off by this line, before the section's cap
    FigureRange times;              ///< how often
    bool capped = false;            ///< the section's cap keeps some of its points from being taken off
    bool doubtful = false;          ///< whether it counts cannot be told yet
    std::vector<Finding> findings;  ///< what it rests on; their outcomes must be alive for explanations
};

struct ScoreSectionNote {
    std::string name;
    FigureRange points;  ///< taken off in this section, after the cap
    std::string cap;     ///< "" without one
    bool capped = false;
};

struct CaseScore {
    std::string case_id, record, card;
    std::string total;  ///< the full score
    FigureRange score;
    model::Number low, high;          ///< the same as numbers
    std::vector<std::string> grades;  ///< those that are possible, from the best down; one where it is decided
    bool vetoed = false;              ///< for certain
    bool may_be_vetoed = false;
    std::vector<ScoreSectionNote> sections;  ///< in the card's order, those in which points are taken off
    std::vector<ScoreLine> lines;            ///< vetoes first, then as in the card
    std::vector<std::string> notes;          ///< what is odd about the card or the sum
    std::vector<Cite> cites;                 ///< of the card
};

/// Puts a score into words. The score's outcomes must be alive.
CaseScore make_score(const model::Rulebook& rulebook, const text::Sources& sources, const facts::Case& value,
                     const engine::Score& score, time::Day as_of, text::Language language);

/// How many cases of each grade.
struct ScoreTally {
    std::size_t cases = 0, undecided = 0, vetoed = 0;
    std::vector<std::pair<std::string, std::size_t>> grades;  ///< as in the card; those of no case too
    explicit ScoreTally(const model::Scorecard& card);
    void add(const CaseScore& score);
};

/// Heading, then a line for each section and each reason. Ends with a line end.
std::string write_text(const CaseScore& score, const TextOptions& options = {});
/// "共 3 件：优秀 1，合格 2".
std::string write_text(const ScoreTally& tally, const TextOptions& options = {});
/// The heading of CSV and the lines of one case: a line for each reason, at least one.
std::string scores_csv_heading();
std::string write_csv(const CaseScore& score);

}  // namespace fadu::findings

#ifdef FADU_HEADER_ONLY
#include "fadu/findings/impl/scores_inl.hpp"
#endif
