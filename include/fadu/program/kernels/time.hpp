// Order in time, windows and deadlines on columns of packed time spans: engine/compare.hpp and engine/deadline.hpp a lane
// at a time. Due days come from tables that the compiler fills with time::due_day, so both count alike.
#pragma once

#include "fadu/program/kernels/compare.hpp"

namespace fadu::program {

/// One period as one law counts it, for every anchor day from `first`: the due day, or `unknown_day`.
struct DueTable {
    static constexpr std::int32_t unknown_day = std::numeric_limits<std::int32_t>::min();
    std::int64_t plain_days = -1;  ///< calendar days that never roll: added, no table
    std::int64_t hours = -1;       ///< a period in hours, in seconds
    std::int64_t first = 0;
    std::int64_t size = 0;
    const std::int32_t* due = nullptr;
};

namespace kernels {

/// X ends no later than Y begins. `recorded_first`: 0 unknown, 1 X stands first in the record, 2 it does not.
constexpr std::uint8_t is_before(std::int64_t x_low, std::int64_t x_high, std::int64_t y_low, std::int64_t y_high,
                                 std::int64_t same_day_policy, int recorded_first) {
    if (end_of(x_high) <= begin_of(y_low)) return truth_bits::yes;
    if (begin_of(x_low) >= end_of(y_high)) return truth_bits::no;
    const bool one_day = x_low == x_high && y_low == y_high && x_low == y_low;
    if (one_day && same_day_policy == same_day::in_order) return truth_bits::yes;
    if (one_day && same_day_policy == same_day::as_recorded && recorded_first != 0)
        return recorded_first == 1 ? truth_bits::yes : truth_bits::no;
    return truth_bits::unknown;
}
constexpr int recorded_first(std::int64_t x, std::int64_t y) { return x < 0 || y < 0 ? 0 : x < y ? 1 : 2; }

constexpr std::uint8_t is_day_not_after(std::int64_t x_low, std::int64_t x_high, std::int64_t y_low,
                                        std::int64_t y_high) {
    const auto known = [](std::int64_t span) {
        return begin_of(span) > begin_of(beginning) && begin_of(span) < begin_of(ending);
    };
    if (known(x_high) && known(y_low) && day_of(begin_of(x_high)) <= day_of(begin_of(y_low))) return truth_bits::yes;
    if (known(x_low) && known(y_high) && day_of(begin_of(x_low)) > day_of(begin_of(y_high))) return truth_bits::no;
    return truth_bits::unknown;
}

/// The truth of an order of two values that may be 无 or 无法查明, with its flags.
constexpr std::uint8_t order_of_values(std::uint8_t known, std::uint8_t a, std::uint8_t b) {
    const unsigned any = static_cast<unsigned>(a | b);
    unsigned t = (a & b & state::value) != 0 ? known : truth_bits::no;
    const auto perhaps_none = [](std::uint8_t s) { return (s & state::none) != 0 && (s & state::value) != 0; };
    if (perhaps_none(a) || perhaps_none(b)) t |= truth_bits::no;
    if ((any & state::unascertainable) != 0) t = truth_bits::unknown;
    const bool gone = (any & state::gone) != 0;
    if (gone && t == truth_bits::no) t |= truth_bits::gone;
    if (gone || (any & state::absent) != 0) t |= truth_bits::absent;
    return static_cast<std::uint8_t>(t | (any & truth_bits::deferred));
}

/// `x` holds ends, `y` beginnings; the sequences may be missing.
inline void before(int n, std::uint8_t* out, Cells x, Cells y, std::int64_t same_day_policy,
                   const std::int64_t* x_sequence, const std::int64_t* y_sequence) {
    each(n, [=](int i) {
        const int first = x_sequence && y_sequence ? recorded_first(x_sequence[i], y_sequence[i]) : 0;
        const std::uint8_t known = is_before(x.low[i], x.high[i], y.low[i], y.high[i], same_day_policy, first);
        out[i] = order_of_values(known, x.state[i], y.state[i]);
    });
}
inline void day_not_after(int n, std::uint8_t* out, Cells x, Cells y) {
    each(n, [=](int i) {
        out[i] = order_of_values(is_day_not_after(x.low[i], x.high[i], y.low[i], y.high[i]), x.state[i], y.state[i]);
    });
}

/// Beginnings cut to whole days (日期, 起日); far ends stay.
inline void by_day(int n, Cells out, Cells a) {
    const auto cut = [](std::int64_t span) { return is_far(span) ? span : whole_day(day_of(begin_of(span))); };
    each(n, [=](int i) {
        out.low[i] = cut(a.low[i]);
        out.high[i] = cut(a.high[i]);
        out.state[i] = a.state[i];
    });
}

/// What is derived from a value that cannot be found out is 无, as from one that is not there.
constexpr std::uint8_t without_unascertainable(std::uint8_t s) {
    const unsigned kept = s & ~static_cast<unsigned>(state::unascertainable);
    return static_cast<std::uint8_t>((s & state::value) != 0 ? kept : kept | state::none);
}

/// Does a date lie in an interval of days?
inline void in_days(int n, std::uint8_t* out, Cells days, Cells date) {
    each(n, [=](int i) {
        const std::uint8_t d = days.state[i];
        const std::uint8_t p = date.state[i];
        const std::uint8_t deferred = (d | p) & truth_bits::deferred;
        if ((d & (state::value | state::unascertainable)) == 0 || (p & state::value) == 0) {
            out[i] = static_cast<std::uint8_t>(truth_bits::no | deferred);
            return;
        }
        if ((d & state::value) == 0 || days.low[i] == no_low) {
            out[i] = static_cast<std::uint8_t>(truth_bits::unknown | deferred);
            return;
        }
        const std::int64_t first = whole_day(days.low[i]);
        const std::int64_t last = whole_day(days.high[i]);
        unsigned t = both(is_day_not_after(first, first, date.low[i], date.high[i]),
                          is_day_not_after(date.low[i], date.high[i], last, last));
        if (((d | p) & state::none) != 0) t |= truth_bits::no;
        const bool gone = ((d | p) & state::gone) != 0;
        if (gone && t == truth_bits::no) t |= truth_bits::gone;
        if (gone || ((d | p) & state::absent) != 0) t |= truth_bits::absent;
        out[i] = static_cast<std::uint8_t>(t | deferred);
    });
}
/// `as_property`: as 起日 or 止日, which of an interval that cannot be found out is 无.
inline void end_of_days(int n, Cells out, Cells days, bool first, bool as_property) {
    each(n, [=](int i) {
        const bool known = days.low[i] != no_low;
        const std::int64_t day = first ? days.low[i] : days.high[i];
        out.low[i] = known ? whole_day(day) : beginning;
        out.high[i] = known ? whole_day(day) : ending;
        out.state[i] = as_property ? without_unascertainable(days.state[i]) : days.state[i];
    });
}

// ---- windows -------------------------------------------------------------------------------------------------------

constexpr std::uint8_t is_not_before(std::int64_t event_low, std::int64_t event_high, std::int64_t from_low,
                                     std::int64_t from_high) {
    if (begin_of(event_low) >= begin_of(from_high)) return truth_bits::yes;
    if (end_of(event_high) <= begin_of(from_low) && begin_of(event_high) < begin_of(from_low)) return truth_bits::no;
    return truth_bits::unknown;
}
/// Does an occurrence begin inside the bounds? What is deemed at 24:00 belongs to the day that ends.
constexpr std::uint8_t is_within(std::int64_t event_low, std::int64_t event_high, std::int64_t from_low,
                                 std::int64_t from_high, std::int64_t until_low, std::int64_t until_high, bool deemed) {
    const std::uint8_t not_early = is_not_before(event_low, event_high, from_low, from_high);
    const auto is_over = [deemed](std::int64_t span, std::int64_t until) {
        return is_exact(span) && !deemed && !is_exact(until) ? begin_of(span) < end_of(until)
                                                             : end_of(span) <= end_of(until);
    };
    std::uint8_t not_late = truth_bits::unknown;
    if (is_over(event_high, until_low))
        not_late = truth_bits::yes;
    else if (!is_over(event_low, until_high) && begin_of(event_low) >= end_of(until_high))
        not_late = truth_bits::no;
    return both(not_early, not_late);
}

/// The due day of an anchor day; unknown_day where counting fails, `outside` where the table does not reach.
inline std::int64_t due_from(const DueTable& table, std::int64_t anchor, bool& outside) {
    if (table.plain_days >= 0) {
        const std::int64_t due = anchor + table.plain_days;
        return due > 2932896 ? DueTable::unknown_day : due;
    }
    const std::int64_t at = anchor - table.first;
    if (at < 0 || at >= table.size) {
        outside = true;
        return DueTable::unknown_day;
    }
    return table.due[at];
}

/// Where a period from an anchor ends, as engine's period_end: the earliest and the latest that the doubts allow.
inline void period_end(const DueTable& table, std::int64_t anchor_low, std::int64_t anchor_high, std::int64_t& low,
                       std::int64_t& high, std::uint8_t& s) {
    low = anchor_low;
    high = ending;
    if (table.hours >= 0) {
        const bool fits = end_of(anchor_high) + table.hours <= begin_of(ending);
        if (!is_far(anchor_low) && fits) {
            low = exact_moment(begin_of(anchor_low) + table.hours);
            high = exact_moment(end_of(anchor_high) + table.hours);
        }
        return;
    }
    bool outside = false;
    if (is_far(anchor_low)) {
        low = beginning;
    } else {
        const std::int64_t due = due_from(table, day_of(begin_of(anchor_low)), outside);
        if (due != DueTable::unknown_day)
            low = whole_day(due);
        else
            s |= state::uncounted;
    }
    bool outside_high = false;
    const std::int64_t last = day_of(begin_of(anchor_high));
    const std::int64_t due = due_from(table, last, outside_high);
    if (due != DueTable::unknown_day)
        high = whole_day(due);
    else
        s |= state::uncounted;
    // Beyond the last possible day counting fails in any case.
    if (outside || (outside_high && last < 2932896)) s |= state::deferred;
}

/// 自 X 之日起 P: `end` is where the period ends; periods[k] may be meant where bit k of the set is there.
inline void forward_end(int n, Cells end, Cells anchor, Cells period, const DueTable* tables) {
    each(n, [=](int i) {
        const std::uint8_t p = period.state[i];
        std::uint8_t s =
            static_cast<std::uint8_t>(state::value | (p & state::deferred) | (anchor.state[i] & state::deferred));
        auto set = static_cast<std::uint64_t>(period.low[i]);
        const bool sure = (p & state::value) != 0 && (p & state::none) == 0 && set != 0 &&
                          ((set & (set - 1)) != 0 || (p & state::unascertainable) == 0);
        std::int64_t low = anchor.low[i];
        std::int64_t high = ending;
        if ((anchor.state[i] & state::value) == 0) {
            low = beginning;  // it runs from nothing; nobody asks when it ends
        } else if (sure) {
            bool first = true;
            while (set != 0) {
                const int k = __builtin_ctzll(set);
                set &= set - 1;
                std::int64_t one_low = 0;
                std::int64_t one_high = 0;
                period_end(tables[k], anchor.low[i], anchor.high[i], one_low, one_high, s);
                low = first || one_low < low ? one_low : low;
                high = first || one_high > high ? one_high : high;
                first = false;
            }
        } else {
            s |= state::uncounted;
        }
        end.low[i] = low;
        end.high[i] = high;
        end.state[i] = s;
    });
}

/// 于 X P 前: the last lawful day. Tables hold time::latest_day_before.
inline void backward_end(int n, Cells end, Cells target, Cells period, const DueTable* tables) {
    each(n, [=](int i) {
        const std::uint8_t p = period.state[i];
        std::uint8_t s =
            static_cast<std::uint8_t>(state::value | (p & state::deferred) | (target.state[i] & state::deferred));
        const auto set = static_cast<std::uint64_t>(period.low[i]);
        const bool sure = (p & (state::value | state::none | state::unascertainable)) == state::value && set != 0 &&
                          (set & (set - 1)) == 0;
        std::int64_t low = beginning;
        std::int64_t high = target.high[i];
        if (sure && (target.state[i] & state::value) != 0) {
            const DueTable& table = tables[__builtin_ctzll(set)];
            const auto latest = [&](std::int64_t span, std::int64_t& to) {
                if (is_far(span)) return;
                bool outside = false;
                const std::int64_t day = due_from(table, day_of(begin_of(span)), outside);
                if (outside) s |= state::deferred;
                if (day != DueTable::unknown_day) to = whole_day(day);
            };
            latest(target.low[i], low);
            latest(target.high[i], high);
        }
        end.low[i] = low;
        end.high[i] = high;
        end.state[i] = s;
    });
}

/// The end of a period as a date: 无 where what it runs from did not happen, any day where it could not be counted.
inline void end_of_period(int n, Cells out, Cells end, const std::uint8_t* point) {
    each(n, [=](int i) {
        const bool happened = (point[i] & state::value) != 0;
        const bool counted = (end.state[i] & state::uncounted) == 0;
        out.low[i] = counted ? end.low[i] : beginning;
        out.high[i] = counted ? end.high[i] : ending;
        const unsigned s = happened ? state::value : state::none | state::gone | state::absent;
        out.state[i] = static_cast<std::uint8_t>(s | ((end.state[i] | point[i]) & state::deferred));
    });
}

/// The first lawful moment after a time of waiting: the end of its last day.
inline void after_waiting(int n, Cells out, Cells end) {
    each(n, [=](int i) {
        out.low[i] = exact_moment(end_of(end.low[i]));
        out.high[i] = exact_moment(end_of(end.high[i]));
        out.state[i] = end.state[i];
    });
}
/// 在 X 之前: up to its beginning. 在 X 之后: from its end.
inline void up_to(int n, Cells out, Cells anchor) {
    each(n, [=](int i) {
        out.low[i] = exact_moment(begin_of(anchor.low[i]));
        out.high[i] = exact_moment(begin_of(anchor.high[i]));
        out.state[i] = anchor.state[i];
    });
}

/// Occurrences (by their beginnings) inside bounds.
inline void within(int n, std::uint8_t* out, Cells event, Cells from, Cells until, bool deemed) {
    each(n, [=](int i) {
        const std::uint8_t t =
            is_within(event.low[i], event.high[i], from.low[i], from.high[i], until.low[i], until.high[i], deemed);
        out[i] =
            static_cast<std::uint8_t>(t | ((event.state[i] | from.state[i] | until.state[i]) & truth_bits::deferred));
    });
}

inline void not_before(int n, std::uint8_t* out, Cells event, Cells from) {
    each(n, [=](int i) {
        const std::uint8_t t = is_not_before(event.low[i], event.high[i], from.low[i], from.high[i]);
        out[i] = static_cast<std::uint8_t>(t | ((event.state[i] | from.state[i]) & truth_bits::deferred));
    });
}

/// The day whose law governs: the one named; as far as that is 无, the as-of date.
inline void day_or_now(int n, Cells out, Cells named, std::int64_t as_of) {
    const std::int64_t now = whole_day(as_of);
    each(n, [=](int i) {
        const std::uint8_t s = named.state[i];
        std::int64_t low = now;
        std::int64_t high = now;
        if ((s & state::value) != 0) {
            low = named.low[i];
            high = named.high[i];
            if ((s & state::none) != 0 && high < now) high = now;
            if (begin_of(high) >= begin_of(ending)) high = now > low ? now : low;
        }
        out.low[i] = low;
        out.high[i] = high;
        out.state[i] = static_cast<std::uint8_t>(state::value | (s & state::deferred));
    });
}

/// Is a period over? No where there is still time for certain.
inline void expired(int n, std::uint8_t* out, Cells until, std::int64_t now) {
    each(n, [=](int i) {
        const bool time_left = end_of(until.low[i]) > now;
        const std::uint8_t over = end_of(until.high[i]) > now ? truth_bits::unknown : truth_bits::yes;
        out[i] =
            static_cast<std::uint8_t>((time_left ? truth_bits::no : over) | (until.state[i] & truth_bits::deferred));
    });
}
inline void deemed_time(int n, Cells out, Cells until, std::int64_t now) {
    each(n, [=](int i) {
        const std::int64_t last = end_of(until.high[i]);
        out.low[i] = exact_moment(end_of(until.low[i]));
        out.high[i] = exact_moment(last < now ? last : now);
        out.state[i] = until.state[i];
    });
}
inline void latest_of(int n, Cells out, Cells a) {
    each(n, [=](int i) {
        out.low[i] = out.high[i] = a.high[i];
        out.state[i] = a.state[i];
    });
}
/// Seen from a moment.
inline void visible_by(int n, std::uint8_t* out, const std::uint8_t* happened, const std::uint8_t* planned, Cells begin,
                       Cells moment, bool deemed) {
    each(n, [=](int i) {
        const std::int64_t m = begin_of(moment.low[i]);
        const std::int64_t first = begin_of(begin.low[i]);
        const std::int64_t last = begin_of(begin.high[i]);
        std::uint8_t t = happened[i];
        if (planned[i] == truth_bits::yes || (last >= m && first >= m && !(deemed && last == m)))
            t = truth_bits::no;
        else if (last >= m && !deemed)
            t = both(t, truth_bits::unknown);
        out[i] = static_cast<std::uint8_t>(t | (moment.state[i] & truth_bits::deferred));
    });
}

/// Was it in force on that day? Open ends are `beginning` and `ending`, in days otherwise.
inline void in_force(int n, std::uint8_t* out, Cells day, std::int64_t from, std::int64_t until) {
    each(n, [=](int i) {
        const std::int64_t first = begin_of(day.low[i]);
        const std::int64_t last = begin_of(day.high[i]);
        const std::uint8_t begun =
            from == no_low ? truth_bits::yes : with(last >= from * seconds_a_day, first < from * seconds_a_day);
        const std::uint8_t lasts = until == no_high
                                       ? truth_bits::yes
                                       : with(first < (until + 1) * seconds_a_day, last >= (until + 1) * seconds_a_day);
        out[i] = static_cast<std::uint8_t>(both(begun, lasts) | (day.state[i] & truth_bits::deferred));
    });
}

}  // namespace kernels

}  // namespace fadu::program
