// Comparisons of what is only partly known: 是 when they hold for all pairs of possible values, 否 when for none
// (semantics.md section 2).
#pragma once

#include "fadu/engine/value.hpp"

namespace fadu::engine {

/// Which orders of two values are possible.
struct Orders {
    bool less = false, equal = false, greater = false;
};

/// Values without an order between them (texts, records) are only equal or not; `less` then stands for "not equal".
Orders compare(const Value& a, const Value& b);

/// An operand that is 无 or did not happen makes every comparison 否.
Truth is_equal(const Value& a, const Value& b);
Truth is_not_equal(const Value& a, const Value& b);
Truth is_less(const Value& a, const Value& b);
Truth is_less_or_equal(const Value& a, const Value& b);

/// Is the number in the range (one of several possible ranges)?
Truth is_in_range(const Value& number, const Value& range);

/// Do both periods come to one unit? Then their order; spans of months and of days have none.
std::optional<std::strong_ordering> compare_periods(const time::Period& a, const time::Period& b);

/// Is the length of something that began and ended at least (more than) `period`? By adding to its beginning.
Truth lasts_at_least(const LengthInterval& length, const time::Period& period, bool strictly,
                     const time::CountingPolicy& policy, const time::Calendar& calendar);
/// The length that a value stands for: of a duration, an interval of days, an occurrence.
std::optional<LengthInterval> length_of(const Value& value);

/// X ends no later than Y begins. Two bare dates on one day: unknown, or as `same_day` says, where `x_recorded_first`
/// tells their order in the record.
Truth is_before(const TimeInterval& x_end, const TimeInterval& y_begin, time::SameDay same_day,
                std::optional<bool> x_recorded_first = {});
/// The day of X is not later than the day of Y.
Truth is_day_not_after(const TimeInterval& x, const TimeInterval& y);

/// Beginning and end of a date, moment, occurrence or interval; nothing if it is none of these or not known at all.
std::optional<TimeInterval> begin_of(const Value& value);
std::optional<TimeInterval> end_of(const Value& value);
/// Everything is possible.
TimeInterval any_time();

}  // namespace fadu::engine

#ifdef FADU_HEADER_ONLY
#include "fadu/engine/impl/compare_inl.hpp"
#endif
