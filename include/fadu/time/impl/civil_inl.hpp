// Civil days and moments: reading, writing, and the step between the two.
#pragma once

#include <fmt/format.h>

#include <gsl/assert>

#include "fadu/time/civil.hpp"

namespace fadu::time {

namespace detail {

inline constexpr std::int64_t seconds_per_day = 86400;

FADU_INLINE bool is_weekend(Day day) {
    const std::chrono::weekday weekday{day};
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

/// Reads a text from the left; every step either takes something or leaves the place alone.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }

    bool take(std::string_view word) {
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }

    bool next_is_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }

    /// From `fewest` to `most` digits and not a digit more; `most` is at most 9.
    std::optional<int> number(std::size_t fewest, std::size_t most) {
        int value = 0;
        std::size_t length = 0;
        while (length < rest_.size() && rest_[length] >= '0' && rest_[length] <= '9') {
            if (length == most) return std::nullopt;
            value = value * 10 + (rest_[length] - '0');
            ++length;
        }
        if (length < fewest) return std::nullopt;
        rest_.remove_prefix(length);
        return value;
    }

    void skip_digits() {
        while (next_is_digit()) rest_.remove_prefix(1);
    }

  private:
    std::string_view rest_;
};

FADU_INLINE std::optional<Day> checked_day_of(std::optional<int> year, std::optional<int> month,
                                              std::optional<int> day) {
    if (!year || !month || !day) return std::nullopt;
    return checked_day(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

FADU_INLINE std::optional<Day> take_day(Scanner& scanner) {
    Scanner compact = scanner;
    if (const auto digits = compact.number(8, 8)) {
        scanner = compact;
        return checked_day_of(*digits / 10000, *digits / 100 % 100, *digits % 100);
    }
    const auto year = scanner.number(4, 4);
    if (scanner.take("-")) {
        const auto month = scanner.number(2, 2);
        if (!scanner.take("-")) return std::nullopt;
        return checked_day_of(year, month, scanner.number(2, 2));
    }
    if (scanner.take("/")) {
        const auto month = scanner.number(1, 2);
        if (!scanner.take("/")) return std::nullopt;
        return checked_day_of(year, month, scanner.number(1, 2));
    }
    if (!scanner.take("年")) return std::nullopt;
    const auto month = scanner.number(1, 2);
    if (!scanner.take("月")) return std::nullopt;
    const auto day = scanner.number(1, 2);
    if (!scanner.take("日")) return std::nullopt;
    return checked_day_of(year, month, day);
}

/// Seconds since the start of the day, up to 86400 (24:00).
FADU_INLINE std::optional<std::int64_t> take_clock(Scanner& scanner) {
    const auto hour = scanner.number(1, 2);
    if (!hour || !scanner.take(":")) return std::nullopt;
    const auto minute = scanner.number(2, 2);
    if (!minute || *minute > 59) return std::nullopt;
    int second = 0;
    if (scanner.take(":")) {
        const auto written = scanner.number(2, 2);
        if (!written || *written > 59) return std::nullopt;
        second = *written;
        if (scanner.take(".") || scanner.take(",")) {
            if (!scanner.next_is_digit()) return std::nullopt;
            scanner.skip_digits();
        }
    }
    const std::int64_t seconds = std::int64_t{*hour} * 3600 + *minute * 60 + second;
    if (seconds > seconds_per_day) return std::nullopt;
    return seconds;
}

/// Minutes east of UTC: "+08:00", "-0330", "Z".
FADU_INLINE std::optional<int> take_offset(Scanner& scanner) {
    if (scanner.take("Z")) return 0;
    const bool west = scanner.take("-");
    if (!west && !scanner.take("+")) return std::nullopt;
    std::optional<int> hours;
    std::optional<int> minutes;
    if (Scanner compact = scanner; const auto digits = compact.number(4, 4)) {
        scanner = compact;
        hours = *digits / 100;
        minutes = *digits % 100;
    } else {
        hours = scanner.number(2, 2);
        if (!scanner.take(":")) return std::nullopt;
        minutes = scanner.number(2, 2);
    }
    if (!hours || !minutes || *hours > 18 || *minutes > 59) return std::nullopt;
    const int offset = *hours * 60 + *minutes;
    return west ? -offset : offset;
}

}  // namespace detail

FADU_INLINE std::optional<Day> checked_day(int year, unsigned month, unsigned day) {
    // chrono keeps a month and a day in a byte, so that 257 would pass for 1.
    if (year < 1 || year > 9999 || month > 12 || day > 31) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok()) return std::nullopt;
    return Day{date};
}

FADU_INLINE Day make_day(int year, unsigned month, unsigned day) {
    const auto made = checked_day(year, month, day);
    Expects(made.has_value());
    return *made;
}

FADU_INLINE std::string to_string(Day day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", int{date.year()}, unsigned{date.month()}, unsigned{date.day()});
}

FADU_INLINE std::optional<Day> parse_day(std::string_view text) {
    detail::Scanner scanner{text};
    const auto day = detail::take_day(scanner);
    return scanner.at_end() ? day : std::nullopt;
}

FADU_INLINE int year_of(Day day) { return int{std::chrono::year_month_day{day}.year()}; }

FADU_INLINE Day day_of(Moment moment) {
    if (moment < start_of(earliest_day)) return earliest_day;
    if (moment >= end_of(latest_day)) return latest_day;
    return std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{moment.seconds}});
}

FADU_INLINE std::string to_string(Moment moment) {
    if (moment < start_of(earliest_day)) return "-∞";
    if (moment >= end_of(latest_day)) return "∞";
    const Day day = day_of(moment);
    const std::int64_t seconds = moment.seconds - start_of(day).seconds;
    std::string text = fmt::format("{} {:02}:{:02}", to_string(day), seconds / 3600, seconds / 60 % 60);
    if (seconds % 60 != 0) text += fmt::format(":{:02}", seconds % 60);
    return text;
}

FADU_INLINE std::optional<Moment> parse_moment(std::string_view text, int zone_offset_minutes, bool keep_wall_clock) {
    detail::Scanner scanner{text};
    const auto day = detail::take_day(scanner);
    if (!day || !(scanner.take("T") || scanner.take(" "))) return std::nullopt;
    const auto clock = detail::take_clock(scanner);
    if (!clock) return std::nullopt;
    Moment moment{start_of(*day).seconds + *clock};
    if (scanner.at_end()) return moment;
    const auto offset = detail::take_offset(scanner);
    if (!offset || !scanner.at_end()) return std::nullopt;
    if (!keep_wall_clock) moment.seconds += (std::int64_t{zone_offset_minutes} - *offset) * 60;
    return moment;
}

}  // namespace fadu::time
