// Civil days, moments and spans: local wall-clock time in the rulebook's zone, without time zones or leap seconds.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "fadu/config.hpp"

namespace fadu::time {

/// A local civil day; no zone is implied.
using Day = std::chrono::sys_days;

/// Days are written with four digits of the year; what lies beyond these two is never computed.
inline constexpr Day earliest_day{std::chrono::year{1} / 1 / 1};
inline constexpr Day latest_day{std::chrono::year{9999} / 12 / 31};

Day make_day(int year, unsigned month, unsigned day);  ///< Expects a valid date.
/// The day, if there is such a date from earliest_day to latest_day.
std::optional<Day> checked_day(int year, unsigned month, unsigned day);
std::string to_string(Day day);  ///< 2023-03-01
/// 2023-03-01, 2023/3/1, 20230301 (8 digits), 2023年3月1日; nothing else, no surrounding space.
std::optional<Day> parse_day(std::string_view text);
int year_of(Day day);

/// A point of local civil time, in seconds from 1970-01-01 00:00.
struct Moment {
    std::int64_t seconds = 0;
    friend auto operator<=>(const Moment&, const Moment&) = default;
};

inline constexpr Moment beginning_of_time{std::numeric_limits<std::int64_t>::min() / 4};
inline constexpr Moment end_of_time{std::numeric_limits<std::int64_t>::max() / 4};

constexpr Moment start_of(Day day) { return {std::int64_t{day.time_since_epoch().count()} * 86400}; }
constexpr Moment end_of(Day day) { return {(std::int64_t{day.time_since_epoch().count()} + 1) * 86400}; }
/// The day on which the moment lies; 24:00 of a day is 00:00 of the next. Moments outside earliest_day to latest_day
/// give the nearer of the two.
Day day_of(Moment moment);
/// 2023-03-01 10:30 or 2023-03-01 10:30:05; moments before earliest_day are "-∞", those after latest_day "∞".
std::string to_string(Moment moment);

/// 2023-03-01 10:30, 2023-03-01T10:30:05.250+08:00, …Z. The date may have any form of parse_day, the hour one digit or
/// two; 24:00 is 00:00 of the next day. Seconds' fractions are cut. With an offset, the moment is carried over into the
/// zone `zone_offset_minutes` (east positive); `keep_wall_clock` keeps the clock as written instead.
std::optional<Moment> parse_moment(std::string_view text, int zone_offset_minutes = 480, bool keep_wall_clock = false);

/// Time from begin up to end, end not included; begin == end is one exact moment. A bare date is the span of its day.
struct TimeSpan {
    Moment begin;
    Moment end;

    static constexpr TimeSpan of(Day day) { return {start_of(day), end_of(day)}; }
    static constexpr TimeSpan of(Moment moment) { return {moment, moment}; }
    constexpr bool is_exact() const { return begin == end; }
    friend auto operator<=>(const TimeSpan&, const TimeSpan&) = default;
};

}  // namespace fadu::time

#ifdef FADU_HEADER_ONLY
#include "fadu/time/impl/civil_inl.hpp"
#endif
