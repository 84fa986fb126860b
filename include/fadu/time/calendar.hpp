// The holiday calendar: which days are worked, which are published holidays, which weekend days were made working days.
// Data, a file a year, replaceable by the host; beyond its years nothing is guessed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "fadu/text/diagnostic.hpp"
#include "fadu/time/civil.hpp"

namespace fadu::time {

enum class DayKind {
    working_day,      ///< an ordinary weekday
    make_up_day,      ///< a Saturday or Sunday made a working day (调休)
    weekend,          ///< an ordinary Saturday or Sunday
    public_holiday,   ///< a day off by the published notice, the weekend days inside it included
};

/// Immutable; shared by any number of threads.
class Calendar {
  public:
    /// Knows no year at all.
    Calendar() = default;

    /// Reads calendar text: one line `year YYYY` opens a year; then lines `off YYYY-MM-DD[..YYYY-MM-DD] [name]` and
    /// `work YYYY-MM-DD [name]`; `#` comments. A day named twice differently, a date outside any opened year by more
    /// than the neighbouring turn of the year, and a `work` on a weekday are errors with their line (FD03xx).
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
    /// Working days in (after, upto]; both ends must be known. Constant time, by prefix sums.
    std::int64_t working_days_between(Day after, Day upto) const;
    /// The SHA-256 or 64-bit FNV hash of the canonical content, in hex; equal content, equal hash.
    std::string content_hash() const;

  private:
    int first_year_ = 0;
    int last_year_ = -1;
    std::vector<DayKind> kinds_;
    std::vector<std::int32_t> working_before_;
    std::vector<std::pair<Day, std::string>> labels_;
};

}  // namespace fadu::time

#ifdef FADU_HEADER_ONLY
#include "fadu/time/impl/calendar_inl.hpp"
#endif
