// Counting by arithmetic: calendar days by addition, working days by the calendar's prefix sums, exclusions by the free
// stretches between them. An account of the days, if asked for, is written afterwards from the stages found here.
#pragma once

#include <algorithm>

#include "fadu/time/impl/account_inl.hpp"
#include "fadu/time/period.hpp"

namespace fadu::time {

namespace detail {

/// The union of the exclusions: in order, apart from one another, within earliest_day to latest_day.
FADU_INLINE std::vector<DayRange> union_of(const std::vector<Exclusion>& exclusions) {
    std::vector<DayRange> ranges;
    for (const Exclusion& exclusion : exclusions) {
        const DayRange range{std::max(exclusion.first, earliest_day), std::min(exclusion.last, latest_day)};
        if (range.first <= range.last) ranges.push_back(range);
    }
    std::sort(ranges.begin(), ranges.end(), [](DayRange a, DayRange b) { return a.first < b.first; });
    std::vector<DayRange> joined;
    for (const DayRange range : ranges) {
        if (!joined.empty() && range.first <= joined.back().last + one_day) {
            joined.back().last = std::max(joined.back().last, range.last);
        } else {
            joined.push_back(range);
        }
    }
    return joined;
}

/// Days of the union in (after, upto].
FADU_INLINE std::int64_t excluded_between(Day after, Day upto, const std::vector<DayRange>& excluded) {
    std::int64_t days = 0;
    for (const DayRange range : excluded) {
        const Day first = std::max(range.first, after + one_day);
        const Day last = std::min(range.last, upto);
        if (first <= last) days += (last - first).count() + 1;
    }
    return days;
}

FADU_INLINE tl::unexpected<CountError> failure(CountErrorKind kind, Day where = {}) {
    return tl::unexpected(CountError{kind, where});
}

/// The first day after `after` that the calendar does not know.
FADU_INLINE Day first_unknown_after(Day after, const Calendar& calendar) {
    const Day next = after + one_day;
    return calendar.knows(next) ? make_day(calendar.last_year(), 12, 31) + one_day : next;
}

FADU_INLINE Day first_unknown_before(Day before, const Calendar& calendar) {
    const Day previous = before - one_day;
    return calendar.knows(previous) ? make_day(calendar.first_year(), 1, 1) - one_day : previous;
}

/// Days of the unit in (after, upto], of which none is excluded.
FADU_INLINE tl::expected<std::int64_t, CountError> days_between(Day after, Day upto, bool working,
                                                                const Calendar& calendar) {
    if (!working) return std::int64_t{(upto - after).count()};
    if (upto == after) return 0;
    const Day unknown = first_unknown_after(after, calendar);
    if (unknown <= upto) return failure(CountErrorKind::beyond_calendar, unknown);
    return calendar.working_days_between(after, upto);
}

/// The day on which the `number`-th day of the unit after `from` falls that is not excluded; `from` itself for 0.
FADU_INLINE tl::expected<Day, CountError> step(Day from, std::int64_t number, bool working, const Calendar& calendar,
                                               const std::vector<DayRange>& excluded) {
    if (number == 0) return from;
    Day through = from;
    std::int64_t missing = number;
    const auto after_free_days = [&]() -> std::optional<Day> {
        if (working) return calendar.working_day_after(through, missing);
        return through + std::chrono::days{missing};
    };
    for (const DayRange range : excluded) {
        if (range.last <= through) continue;
        if (range.first > through + one_day) {
            const Day end_of_free = range.first - one_day;
            const auto reached = after_free_days();
            if (reached && *reached <= end_of_free) return *reached;
            const auto passed = days_between(through, end_of_free, working, calendar);
            if (!passed) return tl::unexpected(passed.error());
            missing -= *passed;
        }
        through = range.last;
    }
    const auto reached = after_free_days();
    if (!reached) return failure(CountErrorKind::beyond_calendar, first_unknown_after(through, calendar));
    return *reached;
}

/// The same day of the month so many months on (or back), or the end of that month where it has no such day.
FADU_INLINE Day add_months(Day day, std::int64_t number) {
    const std::chrono::year_month_day date =
        std::chrono::year_month_day{day} + std::chrono::months{static_cast<int>(number)};
    return date.ok() ? Day{date} : Day{date.year() / date.month() / std::chrono::last};
}

/// The part's unit with "N日" read as the law reads it, and its number in that unit (months for years).
FADU_INLINE tl::expected<PeriodPart, CountError> resolved(const PeriodPart& part, const CountingPolicy& policy) {
    if (part.number < 0) return failure(CountErrorKind::negative);
    if (part.number > longest_period_in_days) return failure(CountErrorKind::overflow);
    switch (part.unit) {
        case Unit::hour: return failure(CountErrorKind::hours_need_a_moment);
        case Unit::day: return PeriodPart{part.number, policy.meaning_of_days(part.number)};
        case Unit::year: return resolved({part.number * 12, Unit::month}, policy);
        case Unit::month:
            // Every month has at least 28 days.
            if (part.number > longest_period_in_days / 28) return failure(CountErrorKind::overflow);
            return part;
        case Unit::working_day:
        case Unit::calendar_day: break;
    }
    return part;
}

FADU_INLINE bool is_too_far(Day from, Day to) {
    const auto distance = std::chrono::abs(to - from).count();
    return distance > longest_period_in_days || to > latest_day || to < earliest_day;
}

FADU_INLINE tl::expected<Stage, CountError> stage_from(Day from, const PeriodPart& part, const Calendar& calendar,
                                                       const std::vector<DayRange>& excluded) {
    Stage stage{from, from, from, part.unit};
    std::int64_t number = part.number;
    if (part.unit == Unit::month) {
        stage.jumped_to = add_months(from, number);
        if (is_too_far(from, stage.jumped_to)) return failure(CountErrorKind::overflow);
        number = excluded_between(from, stage.jumped_to, excluded);
    }
    const auto reached = step(stage.jumped_to, number, part.unit == Unit::working_day, calendar, excluded);
    if (!reached) return tl::unexpected(reached.error());
    stage.to = *reached;
    return stage;
}

FADU_INLINE tl::expected<Stage, CountError> stage_back_from(Day from, const PeriodPart& part,
                                                            const Calendar& calendar) {
    if (part.unit == Unit::month) {
        const Day to = add_months(from, -part.number);
        return Stage{from, to, to, part.unit};
    }
    if (part.unit == Unit::calendar_day) return Stage{from, from, from - std::chrono::days{part.number}, part.unit};
    if (part.number == 0) return Stage{from, from, from, part.unit};
    const auto reached = calendar.working_day_before(from, part.number);
    if (!reached) return failure(CountErrorKind::beyond_calendar, first_unknown_before(from, calendar));
    return Stage{from, from, *reached, part.unit};
}

FADU_INLINE tl::expected<Day, CountError> rolled(Day last, Roll roll, const Calendar& calendar) {
    if (roll == Roll::none) return last;
    for (Day day = last; calendar.knows(day); day += one_day) {
        const bool stays =
            roll == Roll::public_holidays ? calendar.kind(day) != DayKind::public_holiday : calendar.is_working(day);
        if (stays) return day;
    }
    return failure(CountErrorKind::beyond_calendar, first_unknown_after(last - one_day, calendar));
}

}  // namespace detail

FADU_INLINE tl::expected<Count, CountError> due_day(Day anchor, const Period& period, const CountingPolicy& policy,
                                                    const Calendar& calendar, const std::vector<Exclusion>& exclusions,
                                                    Explain explain) {
    const std::vector<detail::DayRange> excluded = detail::union_of(exclusions);
    std::vector<detail::Stage> stages;
    Day last = anchor;
    for (const PeriodPart& written : period.parts) {
        const auto part = detail::resolved(written, policy);
        if (!part) return tl::unexpected(part.error());
        const auto stage = detail::stage_from(last, *part, calendar, excluded);
        if (!stage) return tl::unexpected(stage.error());
        last = stage->to;
        if (detail::is_too_far(anchor, last)) return detail::failure(CountErrorKind::overflow);
        if (explain == Explain::yes) stages.push_back(*stage);
    }
    const auto due = detail::rolled(last, policy.roll, calendar);
    if (!due) return tl::unexpected(due.error());
    Count count{*due, last, {}};
    if (explain == Explain::yes) {
        count.days = detail::Account{calendar, exclusions}.forward(anchor, stages, *due);
    }
    return count;
}

FADU_INLINE tl::expected<Count, CountError> latest_day_before(Day target, const Period& period,
                                                              const CountingPolicy& policy, const Calendar& calendar,
                                                              Explain explain) {
    std::vector<detail::Stage> stages;
    Day last = target;
    for (const PeriodPart& written : period.parts) {
        const auto part = detail::resolved(written, policy);
        if (!part) return tl::unexpected(part.error());
        const auto stage = detail::stage_back_from(last, *part, calendar);
        if (!stage) return tl::unexpected(stage.error());
        last = stage->to;
        if (detail::is_too_far(target, last)) return detail::failure(CountErrorKind::overflow);
        if (explain == Explain::yes) stages.push_back(*stage);
    }
    if (policy.backward == Backward::both_ends) last -= detail::one_day;
    if (last < earliest_day) return detail::failure(CountErrorKind::overflow);
    Count count{last, last, {}};
    if (explain == Explain::yes) {
        const std::vector<Exclusion> none;
        count.days = detail::Account{calendar, none}.backward(target, stages, last);
    }
    return count;
}

FADU_INLINE tl::expected<Moment, CountError> due_moment(Moment anchor, const Period& period) {
    Moment end = anchor;
    for (const PeriodPart& part : period.parts) {
        if (part.unit != Unit::hour) return detail::failure(CountErrorKind::hours_need_a_moment);
        if (part.number < 0) return detail::failure(CountErrorKind::negative);
        if (part.number > longest_period_in_days * 24) return detail::failure(CountErrorKind::overflow);
        if (end > end_of_time) return detail::failure(CountErrorKind::overflow);
        end.seconds += part.number * 3600;
        if (end > end_of_time || end.seconds - anchor.seconds > longest_period_in_days * 86400) {
            return detail::failure(CountErrorKind::overflow);
        }
    }
    return end;
}

FADU_INLINE tl::expected<std::int64_t, CountError> days_used(Day anchor, Day upto, Unit unit, const Calendar& calendar,
                                                             const std::vector<Exclusion>& exclusions) {
    if (unit == Unit::hour) return detail::failure(CountErrorKind::hours_need_a_moment);
    const bool working = unit == Unit::working_day;
    std::int64_t used = 0;
    Day through = anchor;
    const auto add_until = [&](Day end) -> tl::expected<void, CountError> {
        if (end <= through) return {};
        const auto days = detail::days_between(through, end, working, calendar);
        if (!days) return tl::unexpected(days.error());
        used += *days;
        return {};
    };
    for (const detail::DayRange range : detail::union_of(exclusions)) {
        if (range.first > upto) break;
        if (const auto added = add_until(range.first - detail::one_day); !added) return tl::unexpected(added.error());
        through = std::max(through, range.last);
    }
    if (const auto added = add_until(upto); !added) return tl::unexpected(added.error());
    return used;
}

}  // namespace fadu::time
