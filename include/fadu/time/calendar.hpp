// The holiday calendar: which days are worked, which are published holidays, which weekend days were made working days.
// Data, a file a year, replaceable by the host; beyond its years nothing is guessed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "fadu/text/diagnostic.hpp"
#include "fadu/time/civil.hpp"

namespace fadu::time {

enum class DayKind {
    working_day,     ///< an ordinary weekday
    make_up_day,     ///< a Saturday or Sunday made a working day (调休)
    weekend,         ///< an ordinary Saturday or Sunday
    public_holiday,  ///< a day off by the published notice, the weekend days inside it included
};

/// Immutable; shared by any number of threads.
class Calendar {
  public:
    /// Knows no year at all.
    Calendar() = default;

    /// Reads calendar text: one line `year YYYY` opens a year; then lines `off YYYY-MM-DD[..YYYY-MM-DD] [name]` and
    /// `work YYYY-MM-DD [name]`; `#` comments. Years may stand in any order but must leave no gap. A date may lie in the
    /// December before or the January after the opened years; it has no effect there. Errors, each with its line:
    /// FD0301 an unreadable line, FD0302 an unreadable date or range, FD0303 a date outside the opened years, FD0304 a
    /// day named twice differently, FD0305 a `work` on a weekday, FD0306 an unreadable year, one opened twice, or none,
    /// FD0307 a gap between years, FD0308 a text over 4 MiB. At most 100 errors are given.
    static tl::expected<Calendar, std::vector<text::Diagnostic>> parse(std::string_view text, text::FileId file = 0);
    /// The calendar of the PRC, 2007 to 2026, that is compiled in from data/calendars/cn.txt.
    static const Calendar& china();

    bool knows(Day day) const;
    int first_year() const { return first_year_; }
    int last_year() const { return last_year_; }
    /// Expects knows(day).
    DayKind kind(Day day) const;
    bool is_working(Day day) const;
    /// The published name of a holiday or make-up day, "" where the data gives none.
    std::string_view label(Day day) const;
    /// Working days in (after, upto]; negative if upto is earlier. Expects both ends known, or the day before the first
    /// known day. Constant time, by prefix sums.
    std::int64_t working_days_between(Day after, Day upto) const;
    /// The `number`-th working day after a day, which itself need not be known; `number` from 1. None if the calendar
    /// ends first. A binary search.
    std::optional<Day> working_day_after(Day after, std::int64_t number) const;
    /// The `number`-th working day before a day; `number` from 1. None if the calendar begins too late.
    std::optional<Day> working_day_before(Day before, std::int64_t number) const;
    /// The 64-bit FNV-1a hash of the canonical content, in hex; equal content, equal hash.
    std::string content_hash() const;

  private:
    struct NamedDays {
        Day first;
        Day last;
        std::string name;
    };

    std::int64_t index_of(Day day) const { return std::int64_t{(day - first_day_).count()}; }
    std::int64_t size() const { return static_cast<std::int64_t>(kinds_.size()); }

    int first_year_ = 0;
    int last_year_ = -1;
    Day first_day_{};
    std::vector<DayKind> kinds_;
    std::vector<std::int32_t> working_before_;  ///< one more than days: [i] counts the working ones of the first i
    std::vector<NamedDays> named_;              ///< in the order of the days, apart or of different names
};

}  // namespace fadu::time

#ifdef FADU_HEADER_ONLY
#include "fadu/time/impl/calendar_inl.hpp"
#endif
