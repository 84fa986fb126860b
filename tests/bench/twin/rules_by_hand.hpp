// The pieces that several checks by hand share: when an act meets a duty, what counts as having been done before, teams of
// officers, the small lists. Between kleene.hpp and checks.cpp.
#pragma once

#include <array>

#include "twin/calendar.hpp"
#include "twin/case.hpp"

namespace fadu::bench {

/// The one act that may meet a duty: earliest fitting act not before the anchor, in time or not, or still awaited.
inline Standing act_in_time(const Happening& act, Days anchor, Days from, Days until, Day as_of) {
    const Truth fits = both(act.happened, has_begun(act.days, anchor));
    if (fits == no) return wait(until, as_of);
    const Standing done = stand(both(has_begun(act.days, from), is_in_time(act.days, until)), broken);
    return fits == yes ? done : static_cast<Standing>(done | wait(until, as_of));
}

/// The same where there may be several acts, in time order, undated ones last.
template <class Acts>
Standing first_act_in_time(const Acts& acts, Days anchor, Days until, Day as_of) {
    Standing standing = 0;
    bool certain = false, certain_in_time = false;
    for (const auto& act : acts) {
        const Truth fits = both(act.happened, has_begun(act.days, anchor));
        if (fits == no || (certain && act.days.low == act.days.high)) continue;
        const Truth in_time = both(has_begun(act.days, anchor), is_in_time(act.days, until));
        standing = static_cast<Standing>(standing | stand(in_time, broken));
        if (fits == yes && !certain) {
            certain = true;
            certain_in_time = in_time == yes;
        }
    }
    if (!certain) return static_cast<Standing>(standing | wait(until, as_of));
    return certain_in_time ? met : standing;
}

inline Truth done_before(const Happening& act, Days moment) { return both(act.happened, is_before(act.days, moment)); }
inline Truth done_before(const Lasting& act, Days moment) { return both(act.happened, is_before(act.end, moment)); }

template <class Acts>
Truth any_before(const Acts& acts, Days moment) {
    Truth any = no;
    for (const auto& act : acts) any = either(any, done_before(act, moment));
    return any;
}
template <class Acts>
Truth any_happened(const Acts& acts) {
    Truth any = no;
    for (const auto& act : acts) any = either(any, act.happened);
    return any;
}

/// Are two of the team, told apart by their certificates, certified on the day?
Truth two_certified(const Officer* officers, std::size_t count, Days day);
inline Truth two_certified(const Case& c, const Team& team, Days day) {
    return team.known ? two_certified(c.officers.data() + team.first, team.count, day) : unknown;
}
/// Does nobody of the investigation so far bear the name?
Truth nobody_is_called(const Case& c, const Text& name, Days moment);

/// 自 立案 之日起 90日内, 延期 30日; 听证 and 鉴定 are left out.
Days put_off(const CaseFacts& c, Days filed);
/// When the last notice before a moment may have been.
Days last_notice_before(const Few<Notice, 4>& notices, Days moment, bool& any);

/// How `day` stands to the end of so many years from `start`, without counting months where that is plain: a year has 365 or
/// 366 days, and of any four at most one has 366 (and none of a century's).
inline int beside_years_after(Day day, Day start, int years) {
    const Day gap = day - start;
    if (gap <= years * 365) return -1;
    if (gap > years * 365 + (years + 3) / 4) return 1;
    const Day end = add_months(start, years * 12);
    return day <= end ? (day == end ? 0 : -1) : 1;
}

/// Was who was born then younger, when the act ended? On the birthday nobody knows.
inline Truth was_younger(Day born, Day ended, int years) {
    if (born == no_day) return no;
    if (born == unknown_day || ended == unknown_day) return unknown;
    const int beside = beside_years_after(ended, born, years);
    return beside < 0 ? yes : beside == 0 ? unknown : no;
}

/// What there is of a step of 处罚程序.
struct StepActs {
    struct Act {
        Day low, high;
        Truth happened;
    };
    std::array<Act, 6> acts;  // left as it is: only `count` of them are looked at
    std::size_t count = 0;
    bool all_known = true;
    Day first = far_future;

    void add(const Happening& act) {
        if (act.happened == no) return;
        acts[count++] = {act.days.low, act.days.high, act.happened};
        all_known = all_known && act.happened == yes && act.days.low == act.days.high;
        first = std::min(first, act.days.low);
    }
};
/// 处罚程序: seven steps, each of which may only come after those before it.
std::array<std::uint8_t, 7> order_of_steps(const std::array<StepActs, 7>& all, Truth applies);

/// An amount that may not be known.
struct Amounts {
    std::int64_t low, high;
};
inline constexpr std::int64_t lowest_amount = -(std::int64_t{1} << 60), highest_amount = std::int64_t{1} << 60;
inline Amounts amounts(std::int64_t value) {
    return value == unknown_money ? Amounts{lowest_amount, highest_amount} : Amounts{value, value};
}
inline Truth is_at_most(Amounts a, Amounts b) { return a.high <= b.low ? yes : a.low > b.high ? no : unknown; }
inline Truth is_more_than(std::int64_t value, std::int64_t limit) {
    return value == unknown_money ? unknown : truth(value > limit);
}

/// The lists as look-ups; the last of each stands for "not known".
struct Lists {
    Lists();
    std::array<std::array<Amounts, 4>, 11> hearing_threshold;  ///< by region and party
    std::array<Amounts, 41> highest_fine;                      ///< by cause
    std::array<std::array<std::int64_t, 2>, 40> fine_range;    ///< by cause, both ends in
    /// 轻微违法清单: each cause has one row.
    struct LenientRow {
        std::array<Truth, 5> harm;  ///< by harm, not known last
        std::uint8_t corrected_any, first_any;
        std::int64_t below;  ///< not a limit if highest_amount
        bool no_penalty;     ///< 不予处罚; else 可以不予处罚
    };
    std::array<LenientRow, 40> lenient;

    Truth in_range(std::int64_t fine, Choice cause) const;
    /// Is the lightest of the fitting rows 不予处罚?
    Truth not_penalised(Choice cause, Choice harm, Truth corrected, Truth first_offence, std::int64_t amount) const;
};

}  // namespace fadu::bench
