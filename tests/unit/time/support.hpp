// Short ways to write days and periods in the tests of time.
#pragma once

#include <doctest/doctest.h>

#include "fadu/time/period.hpp"

namespace fadu::time::testing {

inline Day day(std::string_view text) {
    const auto parsed = parse_day(text);
    REQUIRE_MESSAGE(parsed.has_value(), std::string{text});
    return *parsed;
}

inline Period working_days(std::int64_t number) { return {{{number, Unit::working_day}}}; }
inline Period calendar_days(std::int64_t number) { return {{{number, Unit::calendar_day}}}; }
inline Period days(std::int64_t number) { return {{{number, Unit::day}}}; }
inline Period months(std::int64_t number) { return {{{number, Unit::month}}}; }
inline Period years(std::int64_t number) { return {{{number, Unit::year}}}; }

inline CountingPolicy rolling(Roll roll) {
    CountingPolicy policy;
    policy.roll = roll;
    return policy;
}

inline CountingPolicy counting_back(Backward backward) {
    CountingPolicy policy;
    policy.backward = backward;
    return policy;
}

/// The due day as text, or the kind of error.
inline std::string due(std::string_view anchor, const Period& period, const CountingPolicy& policy = {},
                       const std::vector<Exclusion>& exclusions = {}, const Calendar& calendar = Calendar::china()) {
    const auto count = due_day(day(anchor), period, policy, calendar, exclusions);
    if (count) return to_string(count->due);
    switch (count.error().kind) {
        case CountErrorKind::beyond_calendar: return "beyond " + to_string(count.error().where);
        case CountErrorKind::overflow: return "overflow";
        case CountErrorKind::negative: return "negative";
        case CountErrorKind::hours_need_a_moment: return "hours";
    }
    return "?";
}

inline std::string latest(std::string_view target, const Period& period, Backward backward) {
    const auto count = latest_day_before(day(target), period, counting_back(backward), Calendar::china());
    return count ? to_string(count->due) : to_string(count.error().where);
}

}  // namespace fadu::time::testing
