// What may be done next in a case in progress: the steps of its procedures that are still to come, the first day on which
// each is lawful, by when it is due and what bars it. Found by running the interpreter with the step added on a day, at
// the days where something can change. Beside remedies, which look back.
#pragma once

#include <vector>

#include "fadu/engine/interpreter.hpp"

namespace fadu::engine {

struct NextStep {
    enum class Standing : std::uint8_t {
        now,      ///< may be done today
        later,    ///< from `earliest` on
        barred,   ///< on none of the days that were looked at, as the case stands
        waiting,  ///< for the steps of `waits_for`
    } standing = Standing::now;
    struct Bar {  ///< a norm that would be broken today
        model::NormReference norm;
        const model::Rule* rule = nullptr;            ///< nothing for the order of a procedure's steps
        const model::Procedure* procedure = nullptr;  ///< with `step` where the norm is a procedure
        int step = -1;
        Note note = Note::none;
        friend bool operator==(const Bar&, const Bar&) = default;
    };
    struct Due {
        const model::Rule* rule = nullptr;  ///< whose deadline it is
        const model::Procedure* procedure = nullptr;
        std::optional<time::Day> day;              ///< nothing while the clock stands or the day is not known
        bool stopped = false;                      ///< 停止计算中
        std::int64_t days_left = 0;                ///< calendar days up to `day`; while stopped, in the period's unit
        std::optional<std::int64_t> working_left;  ///< working days up to `day`, where the calendar knows them
    };
    const model::Procedure* procedure = nullptr;  ///< nothing for an act that only a rule asks for
    int step = -1;
    int event = -1;      ///< event kind of the case's record, or the class that it may be any member of
    bool again = false;  ///< it was done and is spent: to be done once more
    std::optional<time::Day> earliest;
    std::vector<Bar> bars;       ///< why not today, in the rulebook's order
    std::vector<int> waits_for;  ///< steps of the procedure, in their order
    std::vector<Due> due;        ///< the earliest first, those without a day last
    std::string bearer;          ///< 由: who does it; empty where no rule says
};

/// How far ahead a lawful day is looked for.
inline constexpr int most_days_ahead = 400;

/// The steps still to come of every procedure that applies (or may apply) to the case, in the procedures' order, then the
/// other acts that rules are waiting for (待办). A step after which another has lawfully come, one that is not needed, and
/// one that the law itself makes happen are left out.
std::vector<NextStep> next_steps(const model::Rulebook& rulebook, const facts::Case& value,
                                 const CheckOptions& options);

}  // namespace fadu::engine

#ifdef FADU_HEADER_ONLY
#include "fadu/engine/impl/next_steps_inl.hpp"
#endif
