// Periods and how a law counts them: from an anchor day and a number of days, months or hours to a due day, with every
// day accounted for. Source of the rules: semantics.md section 4; 民法典-style counting (the first day is left out).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "fadu/time/calendar.hpp"

namespace fadu::time {

/// No period reaches further than this from its anchor, in either direction; beyond it counting is an overflow.
inline constexpr std::int64_t longest_period_in_days = 200'000;

enum class Unit {
    day,  ///< as the source counts: a working or a calendar day by CountingPolicy
    working_day,
    calendar_day,
    month,
    year,
    hour,
};

struct PeriodPart {
    std::int64_t number = 0;
    Unit unit = Unit::day;
    friend bool operator==(const PeriodPart&, const PeriodPart&) = default;
};

/// One or more parts that run on without a break ("5个工作日" extended by "3个工作日").
struct Period {
    std::vector<PeriodPart> parts;
    friend bool operator==(const Period&, const Period&) = default;
};

enum class Roll { none, public_holidays, rest_days };   ///< 不顺延 / 法定节假日 / 法定休假日
enum class Backward { one_end, both_ends };             ///< 不计当日 / 首尾不计
enum class SameDay { unknown, as_recorded, in_order };  ///< 同日: 存疑 / 按记载顺序 / 视为合序

/// How one law, in one version, counts.
struct CountingPolicy {
    std::vector<std::int64_t> working_day_numbers;   ///< "2日、3日、5日、7日 按工作日"
    std::optional<std::int64_t> working_days_up_to;  ///< "10日以内 按工作日"
    bool all_days_are_working = false;               ///< "全部 按工作日"
    Roll roll = Roll::none;
    Backward backward = Backward::one_end;
    SameDay same_day = SameDay::unknown;
    bool or_more_includes = true;  ///< 以上 includes the figure
    bool or_less_includes = true;  ///< 以下、以内 include the figure
    bool transit_counts = false;   ///< 在途时间 计 / 不计

    /// What a bare "N日" means under this law.
    Unit meaning_of_days(std::int64_t number) const;
};

/// Days left out of the count, both ends in. Several are a union. One that ends before it begins is empty.
struct Exclusion {
    Day first;
    Day last;
    std::string label;
};

enum class DayUse {
    anchor,          ///< an end that is left out: the first day; under 首尾不计 also the last of a backward count
    counted,         ///< counts towards the period
    weekend,         ///< no working day, so not counted
    public_holiday,  ///< no working day, so not counted
    excluded,        ///< inside an exclusion
    jumped,          ///< inside a month or year, which is not counted day by day
    rolled,          ///< the last day fell on it and was put off; the count stands still
};

struct DayNote {
    Day day;
    DayUse use;
    std::int64_t count = 0;  ///< which counted (or rolled) day of its part it is, from 1; 0 for the others
    bool make_up = false;    ///< counted as a working day although it is a Saturday or Sunday
    std::string label = {};  ///< the holiday's name, or the exclusions' names joined by 、
};

struct Count {
    Day due;                    ///< the last day of the period, rolled
    Day unrolled;               ///< before rolling
    std::vector<DayNote> days;  ///< empty unless asked for; every day from the anchor to `due`, in that direction
};

enum class CountErrorKind {
    beyond_calendar,
    overflow,             ///< more than longest_period_in_days, or past latest_day
    negative,             ///< a part with a negative number
    hours_need_a_moment,  ///< hours where days are counted, or days where hours are
};
struct CountError {
    CountErrorKind kind;
    Day where{};  ///< beyond_calendar: the first day in counting order that the calendar does not know
    text::Message message() const;
};

enum class Explain { no, yes };

/// The last day of a period that begins on `anchor` (which is not counted). Parts run on; only the very end rolls.
/// Months and years clamp to the end of the month and are then lengthened by the excluded days inside them, excluded
/// days in the lengthening left out too. Hours are an error: use due_moment. The calendar is asked only where a working
/// day or a roll depends on it: calendar days without a roll need none.
tl::expected<Count, CountError> due_day(Day anchor, const Period& period, const CountingPolicy& policy,
                                        const Calendar& calendar, const std::vector<Exclusion>& exclusions = {},
                                        Explain explain = Explain::no);

/// The latest day on which something that must be done `period` before `target` may be done (backward counting): under
/// one_end only the target day stays out, under both_ends the day itself must lie outside too, which gives the calendar
/// day before. Months and years clamp to the end of the month. Not rolled; `unrolled` equals `due`.
tl::expected<Count, CountError> latest_day_before(Day target, const Period& period, const CountingPolicy& policy,
                                                  const Calendar& calendar, Explain explain = Explain::no);

/// The end of a period given in hours from a moment; a part in days or longer is an error (hours_need_a_moment).
tl::expected<Moment, CountError> due_moment(Moment anchor, const Period& period);

/// Days counted under the period's own unit from `anchor` (out) to `upto` (in), exclusions left out: "已用 28 日"; 0 if
/// upto is not after the anchor. Only Unit::working_day asks the calendar; months and years are used up in calendar days,
/// and so is Unit::day, which the caller resolves by CountingPolicy::meaning_of_days. Hours are an error.
tl::expected<std::int64_t, CountError> days_used(Day anchor, Day upto, Unit unit, const Calendar& calendar,
                                                 const std::vector<Exclusion>& exclusions = {});

/// "7个工作日", "90日", "90个自然日", "3个月", "48小时", "30日加30日"; "7 working days", "30 days plus 30 days".
std::string to_string(const Period& period, text::Language language = text::Language::zh);

}  // namespace fadu::time

#ifdef FADU_HEADER_ONLY
#include "fadu/time/impl/period_inl.hpp"
#endif
