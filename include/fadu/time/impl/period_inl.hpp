// What a bare "N日" means, how periods are written, and what counting errors say; the counting itself stands in
// counting_inl.hpp, its day-by-day account in account_inl.hpp.
#pragma once

#include <algorithm>

#include <fmt/format.h>

#include "fadu/time/impl/counting_inl.hpp"
#include "fadu/time/period.hpp"

namespace fadu::time {

FADU_INLINE Unit CountingPolicy::meaning_of_days(std::int64_t number) const {
    const bool working =
        all_days_are_working || (working_days_up_to && number <= *working_days_up_to) ||
        std::find(working_day_numbers.begin(), working_day_numbers.end(), number) != working_day_numbers.end();
    return working ? Unit::working_day : Unit::calendar_day;
}

FADU_INLINE text::Message CountError::message() const {
    switch (kind) {
        case CountErrorKind::beyond_calendar:
            return {fmt::format("工作日历未载 {} 的放假安排，不能计算", to_string(where)),
                    fmt::format("the calendar does not know {}, so the period cannot be counted", to_string(where))};
        case CountErrorKind::overflow:
            return {fmt::format("期间过长，超过 {} 日或者可表示的日期", longest_period_in_days),
                    fmt::format("the period is too long: over {} days, or past the last date that can be written",
                                longest_period_in_days)};
        case CountErrorKind::negative: return {"期间的数不能为负", "a period cannot have a negative number"};
        case CountErrorKind::hours_need_a_moment: break;
    }
    return {"以小时计的期间自时刻起算，不与以日、月、年计的期间混用",
            "a period in hours runs from a moment and does not mix with days, months or years"};
}

namespace detail {

struct UnitName {
    std::string_view zh;
    std::string_view en;
};

FADU_INLINE UnitName name_of(Unit unit) {
    switch (unit) {
        case Unit::working_day: return {"个工作日", "working day"};
        case Unit::calendar_day: return {"个自然日", "calendar day"};
        case Unit::month: return {"个月", "month"};
        case Unit::year: return {"年", "year"};
        case Unit::hour: return {"小时", "hour"};
        case Unit::day: break;
    }
    return {"日", "day"};
}

}  // namespace detail

FADU_INLINE std::string to_string(const Period& period, text::Language language) {
    const bool chinese = language == text::Language::zh;
    if (period.parts.empty()) return chinese ? "0日" : "0 days";
    std::string text;
    for (const PeriodPart& part : period.parts) {
        const detail::UnitName name = detail::name_of(part.unit);
        if (!text.empty()) text += chinese ? "加" : " plus ";
        text += chinese ? fmt::format("{}{}", part.number, name.zh)
                        : fmt::format("{} {}{}", part.number, name.en, part.number == 1 ? "" : "s");
    }
    return text;
}

}  // namespace fadu::time
