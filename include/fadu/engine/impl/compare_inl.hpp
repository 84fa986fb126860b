// Bodies of fadu/engine/compare.hpp.
#pragma once

#include <algorithm>

#include "fadu/engine/compare.hpp"
#include "fadu/engine/impl/value_inl.hpp"

namespace fadu::engine {

namespace detail {

FADU_INLINE Orders compare_numbers(const NumberInterval& a, const NumberInterval& b) {
    Orders orders;
    orders.less = !a.low || !b.high || *a.low < *b.high;
    orders.greater = !a.high || !b.low || *a.high > *b.low;
    const bool a_below = a.high && b.low && *a.high < *b.low;
    const bool a_above = a.low && b.high && *a.low > *b.high;
    orders.equal = !a_below && !a_above;
    return orders;
}

FADU_INLINE Orders compare_days(const TimeInterval& a, const TimeInterval& b) {
    Orders orders;
    const auto first = [](const TimeInterval& t) { return t.earliest.begin; };
    const auto last = [](const TimeInterval& t) { return t.latest.begin; };
    orders.less = first(a) < last(b);
    orders.greater = last(a) > first(b);
    orders.equal = !(last(a) < first(b)) && !(first(a) > last(b));
    return orders;
}

template <class T>
Orders compare_exact(const T& a, const T& b) {
    return {.less = !(a == b), .equal = a == b, .greater = false};
}

inline constexpr Orders every_order{true, true, true};

/// The truth of a comparison that holds exactly for the orders picked by `holds`.
template <class Holds>
Truth decide(const Value& a, const Value& b, Holds holds) {
    bool yes = false;
    bool no = a.may_be_none || b.may_be_none;
    if (a.may_be_unascertainable || b.may_be_unascertainable) yes = no = true;
    if (a.may_be_value && b.may_be_value) {
        const Orders orders = compare(a, b);
        if (orders.less) (holds(-1) ? yes : no) = true;
        if (orders.equal) (holds(0) ? yes : no) = true;
        if (orders.greater) (holds(1) ? yes : no) = true;
    }
    if (!yes && !no) no = true;
    return truth(yes, no);
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE Orders compare(const Value& a, const Value& b) {
    if (std::holds_alternative<AnyValue>(a.domain) || std::holds_alternative<AnyValue>(b.domain)) return every_order;
    if (a.domain.index() != b.domain.index()) return every_order;
    return std::visit(
        Overload{
            [&](const Truth& x) {
                const Truth y = std::get<Truth>(b.domain);
                return Orders{.less = may_be_no(x) && may_be_yes(y),
                              .equal = (may_be_no(x) && may_be_no(y)) || (may_be_yes(x) && may_be_yes(y)),
                              .greater = may_be_yes(x) && may_be_no(y)};
            },
            [&](const NumberInterval& x) { return compare_numbers(x, std::get<NumberInterval>(b.domain)); },
            [&](const EnumeratorSet& x) {
                Orders orders;
                for (const int p : x.positions)
                    for (const int q : std::get<EnumeratorSet>(b.domain).positions)
                        (p < q ? orders.less : p == q ? orders.equal : orders.greater) = true;
                return orders;
            },
            [&](const TimeInterval& x) { return compare_days(x, std::get<TimeInterval>(b.domain)); },
            [&](const std::string& x) { return compare_exact(x, std::get<std::string>(b.domain)); },
            [&](const time::Period& x) {
                const auto order = compare_periods(x, std::get<time::Period>(b.domain));
                if (!order) return every_order;
                return Orders{.less = *order<0, .equal = *order == 0, .greater = *order> 0};
            },
            [&](const model::DayInterval& x) { return compare_exact(x, std::get<model::DayInterval>(b.domain)); },
            [&](const EntityChoice& x) {
                const auto& y = std::get<EntityChoice>(b.domain);
                if (x.entities.size() != 1 || y.entities.size() != 1) return every_order;
                const Entity& e = x.entities.front();
                const Entity& f = y.entities.front();
                const bool same = e.record == f.record && e.event == f.event && e.gap == f.gap;
                return Orders{.less = !same, .equal = same, .greater = false};
            },
            [&](const auto&) { return every_order; },
        },
        a.domain);
}

FADU_INLINE Truth is_equal(const Value& a, const Value& b) {
    return decide(a, b, [](int order) { return order == 0; });
}
FADU_INLINE Truth is_not_equal(const Value& a, const Value& b) {
    return decide(a, b, [](int order) { return order != 0; });
}
FADU_INLINE Truth is_less(const Value& a, const Value& b) {
    return decide(a, b, [](int order) { return order < 0; });
}
FADU_INLINE Truth is_less_or_equal(const Value& a, const Value& b) {
    return decide(a, b, [](int order) { return order <= 0; });
}

FADU_INLINE Truth is_in_range(const Value& number, const Value& range) {
    bool yes = false;
    bool no = number.may_be_none || range.may_be_none;
    if (number.may_be_unascertainable || range.may_be_unascertainable) yes = no = true;
    if (number.may_be_value && range.may_be_value) {
        const auto* value = std::get_if<NumberInterval>(&number.domain);
        const auto* ranges = std::get_if<std::vector<model::NumberRange>>(&range.domain);
        if (!value || !ranges) return Truth::unknown;
        for (const model::NumberRange& r : *ranges) {
            const auto outside_low = [&](const model::Number& n) {
                return r.low && (r.low_included ? n < *r.low : n <= *r.low);
            };
            const auto outside_high = [&](const model::Number& n) {
                return r.high && (r.high_included ? n > *r.high : n >= *r.high);
            };
            const bool low_in = r.low ? (value->low && !outside_low(*value->low)) : true;
            const bool high_in = r.high ? (value->high && !outside_high(*value->high)) : true;
            const bool surely_out =
                (value->high && outside_low(*value->high)) || (value->low && outside_high(*value->low));
            if (low_in && high_in)
                yes = true;
            else if (surely_out)
                no = true;
            else
                yes = no = true;
        }
    }
    if (!yes && !no) no = true;
    return truth(yes, no);
}

FADU_INLINE std::optional<std::strong_ordering> compare_periods(const time::Period& a, const time::Period& b) {
    enum class Base { none, days, working_days, months, hours };
    const auto total = [](const time::Period& period) -> std::optional<std::pair<Base, std::int64_t>> {
        std::pair<Base, std::int64_t> sum{Base::none, 0};
        for (const time::PeriodPart& part : period.parts) {
            Base base = Base::days;
            std::int64_t number = part.number;
            switch (part.unit) {
                case time::Unit::day:
                case time::Unit::calendar_day: break;
                case time::Unit::working_day: base = Base::working_days; break;
                case time::Unit::month: base = Base::months; break;
                case time::Unit::year:
                    base = Base::months;
                    number *= 12;
                    break;
                case time::Unit::hour: base = Base::hours; break;
            }
            if (sum.first != Base::none && sum.first != base) return std::nullopt;
            sum.first = base;
            sum.second += number;
        }
        return sum;
    };
    const auto x = total(a);
    const auto y = total(b);
    if (!x || !y || (x->first != y->first && x->first != Base::none && y->first != Base::none)) return std::nullopt;
    return x->second <=> y->second;
}

FADU_INLINE std::optional<LengthInterval> length_of(const Value& value) {
    if (!value.may_be_value) return std::nullopt;
    if (const auto* length = std::get_if<LengthInterval>(&value.domain)) return *length;
    if (const auto* interval = std::get_if<model::DayInterval>(&value.domain)) {
        const time::TimeSpan first = time::TimeSpan::of(interval->first);
        const time::TimeSpan last = time::TimeSpan::of(interval->last);
        return LengthInterval{{first, first}, {last, last}, false};
    }
    if (const auto* choice = std::get_if<EntityChoice>(&value.domain); choice && choice->entities.size() == 1) {
        if (const Event* event = choice->entities.front().event)
            return LengthInterval{
                {event->begin_earliest, event->begin_latest}, {event->end_earliest, event->end_latest}, event->running};
    }
    return std::nullopt;
}

FADU_INLINE Truth lasts_at_least(const LengthInterval& length, const time::Period& period, bool strictly,
                                 const time::CountingPolicy& policy, const time::Calendar& calendar) {
    const bool hours = std::any_of(period.parts.begin(), period.parts.end(),
                                   [](const time::PeriodPart& part) { return part.unit == time::Unit::hour; });
    time::CountingPolicy unrolled = policy;
    unrolled.roll = time::Roll::none;
    // The last point at which the length is still short of (or, not strictly, equal to) the period.
    const auto reached = [&](const time::TimeSpan& begin, const time::TimeSpan& end) -> Truth {
        if (begin.begin <= time::beginning_of_time || end.begin >= time::end_of_time)
            return end.begin >= time::end_of_time ? Truth::yes : Truth::unknown;
        if (hours) {
            const auto due = time::due_moment(begin.begin, period);
            if (!due) return Truth::unknown;
            const bool long_enough = strictly ? end.begin > *due : end.begin >= *due;
            return begin.is_exact() && end.is_exact() ? truth(long_enough) : Truth::unknown;
        }
        const auto due = time::due_day(time::day_of(begin.begin), period, unrolled, calendar);
        if (!due) return Truth::unknown;
        const time::Day last = time::day_of(end.begin);
        return truth(strictly ? last > due->due : last >= due->due);
    };
    // Longest: began early, ended late; shortest: began late, ended early.
    const Truth longest = reached(length.begin.earliest, length.end.latest);
    const Truth shortest = reached(length.begin.latest, length.end.earliest);
    return join(longest, shortest);
}

FADU_INLINE TimeInterval any_time() {
    return {time::TimeSpan::of(time::beginning_of_time), time::TimeSpan::of(time::end_of_time)};
}

FADU_INLINE Truth is_before(const TimeInterval& x_end, const TimeInterval& y_begin, time::SameDay same_day,
                            std::optional<bool> x_recorded_first) {
    if (x_end.latest.end <= y_begin.earliest.begin) return Truth::yes;
    if (x_end.earliest.begin >= y_begin.latest.end) return Truth::no;
    const bool one_day =
        x_end.earliest == x_end.latest && y_begin.earliest == y_begin.latest && x_end.earliest == y_begin.earliest;
    if (one_day && same_day == time::SameDay::in_order) return Truth::yes;
    if (one_day && same_day == time::SameDay::as_recorded && x_recorded_first) return truth(*x_recorded_first);
    return Truth::unknown;
}

FADU_INLINE Truth is_day_not_after(const TimeInterval& x, const TimeInterval& y) {
    const auto is_known = [](const time::TimeSpan& span) {
        return span.begin > time::beginning_of_time && span.begin < time::end_of_time;
    };
    const auto day = [](const time::TimeSpan& span) { return time::day_of(span.begin); };
    if (is_known(x.latest) && is_known(y.earliest) && day(x.latest) <= day(y.earliest)) return Truth::yes;
    if (is_known(x.earliest) && is_known(y.latest) && day(x.earliest) > day(y.latest)) return Truth::no;
    return Truth::unknown;
}

namespace detail {

FADU_INLINE std::optional<TimeInterval> time_of(const Value& value, bool begin) {
    if (!value.may_be_value) return std::nullopt;
    if (const auto* t = std::get_if<TimeInterval>(&value.domain)) return *t;
    if (const auto* interval = std::get_if<model::DayInterval>(&value.domain)) {
        const time::TimeSpan day = time::TimeSpan::of(begin ? interval->first : interval->last);
        return TimeInterval{day, day};
    }
    if (const auto* choice = std::get_if<EntityChoice>(&value.domain)) {
        std::optional<TimeInterval> all;
        for (const Entity& entity : choice->entities) {
            TimeInterval one = any_time();
            if (entity.event) {
                one = begin ? TimeInterval{entity.event->begin_earliest, entity.event->begin_latest}
                            : TimeInterval{entity.event->end_earliest, entity.event->end_latest};
            } else if (entity.gap) {
                const time::Moment moment = begin ? entity.gap->span.begin : entity.gap->span.end;
                one = {time::TimeSpan::of(moment), time::TimeSpan::of(moment)};
            }
            if (!all)
                all = one;
            else
                all = TimeInterval{std::min(all->earliest, one.earliest), std::max(all->latest, one.latest)};
        }
        return all;
    }
    return any_time();
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE std::optional<TimeInterval> begin_of(const Value& value) { return time_of(value, true); }
FADU_INLINE std::optional<TimeInterval> end_of(const Value& value) { return time_of(value, false); }

}  // namespace fadu::engine
