// Which of several declarations of one name govern: by their time in force, their selectors, what displaces what, and the
// order of norms (semantics.md section 6; 立法法 98–106). Between the rulebook's slots and the verdicts of their candidates.
#pragma once

#include <optional>
#include <vector>

#include "fadu/engine/evaluate.hpp"
#include "fadu/engine/verdict.hpp"

namespace fadu::engine {

/// One candidate as it stands before one instance.
struct NormView {
    const model::Authority* authority = nullptr;
    const model::Source* source = nullptr;  ///< the first that it cites; nothing if it cites none
    int index = -1;                         ///< in Rulebook::rules or Rulebook::definitions
    Context context;                        ///< where its governing date and selector are evaluated
    std::optional<TimeInterval> day;        ///< of what it is about, where no 适用 … 的规定 names another
};

/// One way in which the unknowns that decide who governs may turn out.
struct NormWorld {
    std::vector<std::size_t> surviving;  ///< positions in the views, ascending
    std::vector<Dropped> dropped;        ///< one a view
    std::vector<int> dropped_by;         ///< one a view: position of the one that it lost to, or -1
    bool none_in_force = false;
};
struct NormWorlds {
    std::vector<NormWorld> worlds;  ///< at least one
    std::vector<Trace> governing;   ///< governing dates and selectors that are unknown
    bool too_many = false;          ///< not all could be listed: every candidate, and none, may govern
};

/// No more worlds than this are told apart for one slot and instance.
inline constexpr std::size_t most_norm_worlds = 64;

/// `governed_on`: by the law of this day, whatever the candidates say.
NormWorlds norm_worlds(const std::vector<NormView>& candidates, std::optional<TimeInterval> governed_on = {});

/// Was it in force on that day (or in that stretch of days)?
Truth in_force(const std::optional<time::Day>& from, const std::optional<time::Day>& until, const TimeInterval& day);

/// The day whose law governs, by 适用 … 的规定; the as-of date where what it names has not happened; else `view.day`;
/// nothing where neither says. The trace is of the expression.
std::optional<TimeInterval> governing_day(const NormView& view, std::optional<Trace>& trace);

/// Who rules between two norms that contradict each other (立法法 105, 106); `organ` is set for issuing_organ.
Referee referee_of(const model::Source& a, const model::Source& b, std::string& organ);

/// The label of several norms, or of several worlds: semantics.md section 8, "Joining". 冲突 where norms differ.
Verdict join_norms(const std::vector<Verdict>& labels);
Verdict join_worlds(const std::vector<Verdict>& labels);

}  // namespace fadu::engine
