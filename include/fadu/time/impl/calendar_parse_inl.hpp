// Reading calendar text: first every line for itself, then the days of all lines against the years they open.
#pragma once

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "fadu/time/calendar.hpp"

namespace fadu::time {

namespace detail {

inline constexpr std::size_t longest_calendar_text = std::size_t{4} << 20U;
inline constexpr std::size_t most_calendar_errors = 100;

/// One `off` or `work` line.
struct CalendarEntry {
    Day first;
    Day last;
    bool off;
    std::string_view name;
    text::Span span;
};

struct CalendarYear {
    int year;
    text::Span span;
};

class CalendarReader {
  public:
    CalendarReader(std::string_view text, text::FileId file) : text_(text), file_(file) {}

    std::vector<CalendarYear> years;     ///< sorted once read
    std::vector<CalendarEntry> entries;  ///< sorted by their first day once read
    std::vector<text::Diagnostic> diagnostics;

    void read() {
        if (text_.size() > longest_calendar_text) {
            report("FD0308", {file_, 0, 0}, "日历文件超过 4 MiB", "the calendar is larger than 4 MiB");
            return;
        }
        std::size_t begin = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        while (begin < text_.size()) {
            const std::size_t end = std::min(text_.find('\n', begin), text_.size());
            read_line(text_.substr(begin, end - begin));
            begin = end + 1;
        }
        check_years();
        if (diagnostics.empty()) check_entries();
    }

  private:
    void report(std::string code, text::Span span, std::string zh, std::string en,
                std::vector<text::Related> related = {}) {
        if (diagnostics.size() >= most_calendar_errors) return;
        diagnostics.push_back({std::move(code), text::Level::error, span, text::Message{std::move(zh), std::move(en)},
                               std::move(related), text::Message{}, std::nullopt});
    }

    static constexpr std::string_view blanks = " \t\r";

    text::Span span_of(std::string_view part) const {
        const auto begin = static_cast<std::uint32_t>(part.data() - text_.data());
        return {file_, begin, begin + static_cast<std::uint32_t>(part.size())};
    }

    static std::string_view trimmed(std::string_view part) {
        const std::size_t begin = part.find_first_not_of(blanks);
        if (begin == std::string_view::npos) return part.substr(0, 0);
        return part.substr(begin, part.find_last_not_of(blanks) - begin + 1);
    }

    /// Cuts the first word off; `rest` keeps what follows it, trimmed.
    static std::string_view take_word(std::string_view& rest) {
        const std::size_t end = std::min(rest.find_first_of(blanks), rest.size());
        const std::string_view word = rest.substr(0, end);
        rest = trimmed(rest.substr(end));
        return word;
    }

    void read_line(std::string_view line) {
        std::string_view rest = trimmed(line.substr(0, line.find('#')));
        if (rest.empty()) return;
        const std::string_view whole = rest;
        const std::string_view keyword = take_word(rest);
        if (keyword == "year") {
            read_year(rest, whole);
        } else if (keyword == "off" || keyword == "work") {
            read_days(keyword == "off", rest, whole);
        } else {
            report("FD0301", span_of(keyword), fmt::format("日历行须以 year、off 或 work 开头，而非“{}”", keyword),
                   fmt::format("a calendar line begins with year, off or work, not \"{}\"", keyword));
        }
    }

    void read_year(std::string_view rest, std::string_view whole) {
        int year = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), year);
        if (error != std::errc{} || end != rest.data() + rest.size() || rest.size() != 4 || year < 1) {
            report("FD0306", span_of(whole), "year 之后须为四位年份", "year is followed by a year of four digits");
            return;
        }
        years.push_back({year, span_of(whole)});
    }

    void read_days(bool off, std::string_view rest, std::string_view whole) {
        const std::string_view written = take_word(rest);
        const std::size_t dots = off ? written.find("..") : std::string_view::npos;
        const auto first = parse_day(written.substr(0, dots));
        const auto last = dots == std::string_view::npos ? first : parse_day(written.substr(dots + 2));
        if (!first || !last || *last < *first) {
            report("FD0302", span_of(written.empty() ? whole : written),
                   off ? "off 之后须为日期，或者不倒置的“日期..日期”" : "work 之后须为一个日期",
                   off ? "off is followed by a date, or by date..date in order" : "work is followed by one date");
            return;
        }
        if (!off && !is_weekend(*first)) {
            report("FD0305", span_of(written), fmt::format("{} 不是周六、周日，无须调休上班", time::to_string(*first)),
                   fmt::format("{} is no Saturday or Sunday, so it cannot be made a working day",
                               time::to_string(*first)));
            return;
        }
        entries.push_back({*first, *last, off, rest, span_of(whole)});
    }

    void check_years() {
        std::stable_sort(years.begin(), years.end(),
                         [](const CalendarYear& a, const CalendarYear& b) { return a.year < b.year; });
        if (years.empty()) {
            report("FD0306", {file_, 0, 0}, "日历没有 year 行", "the calendar has no year line");
            return;
        }
        for (std::size_t i = 1; i < years.size(); ++i) {
            const int before = years[i - 1].year;
            const int here = years[i].year;
            if (here == before) {
                report("FD0306", years[i].span, fmt::format("{} 年重复", here),
                       fmt::format("{} is opened twice", here));
            } else if (here != before + 1) {
                report("FD0307", years[i].span, fmt::format("{} 年与 {} 年之间有缺年", before, here),
                       fmt::format("there are years missing between {} and {}", before, here));
            }
        }
    }

    void check_entries() {
        const Day begin = std::max(earliest_day, make_day(years.front().year, 1, 1) - std::chrono::days{31});
        const Day end = std::min(latest_day, make_day(years.back().year, 12, 31) + std::chrono::days{31});
        for (const CalendarEntry& entry : entries) {
            if (entry.first >= begin && entry.last <= end) continue;
            report("FD0303", entry.span, "日期不在已列年份之内", "the date lies outside the opened years");
        }
        if (!diagnostics.empty()) return;
        std::stable_sort(entries.begin(), entries.end(),
                         [](const CalendarEntry& a, const CalendarEntry& b) { return a.first < b.first; });
        // A line that shares a day with any before it shares one with that which reaches furthest.
        const CalendarEntry* furthest = nullptr;
        for (const CalendarEntry& entry : entries) {
            if (furthest != nullptr && entry.first <= furthest->last &&
                (entry.off != furthest->off || entry.name != furthest->name)) {
                report_twice(*furthest, entry);
            }
            if (furthest == nullptr || entry.last > furthest->last) furthest = &entry;
        }
    }

    void report_twice(const CalendarEntry& one, const CalendarEntry& other) {
        const auto [earlier, later] = std::minmax(one.span, other.span);
        const std::string day = time::to_string(other.first);
        report("FD0304", later, fmt::format("{} 已另有不同安排", day),
               fmt::format("{} has been given differently before", day),
               {{earlier, text::Message{"先前的安排在此", "first given here"}}});
    }

    std::string_view text_;
    text::FileId file_;
};

}  // namespace detail

FADU_INLINE tl::expected<Calendar, std::vector<text::Diagnostic>> Calendar::parse(std::string_view text,
                                                                                  text::FileId file) {
    detail::CalendarReader reader{text, file};
    reader.read();
    if (!reader.diagnostics.empty()) return tl::unexpected(std::move(reader.diagnostics));

    Calendar calendar;
    calendar.first_year_ = reader.years.front().year;
    calendar.last_year_ = reader.years.back().year;
    calendar.first_day_ = make_day(calendar.first_year_, 1, 1);
    const Day end = make_day(calendar.last_year_, 12, 31);
    const auto days = static_cast<std::size_t>((end - calendar.first_day_).count() + 1);

    calendar.kinds_.assign(days, DayKind::working_day);
    // From 0 for a Sunday, so that no day needs its own calendar arithmetic.
    auto weekday = std::chrono::weekday{calendar.first_day_}.c_encoding();
    for (DayKind& kind : calendar.kinds_) {
        if (weekday == 0 || weekday == 6) kind = DayKind::weekend;
        weekday = weekday == 6 ? 0 : weekday + 1;
    }
    Day next = calendar.first_day_;  // what lies before it is done: lines may repeat one another's days
    for (const detail::CalendarEntry& entry : reader.entries) {
        const Day first = std::max(entry.first, next);
        const Day last = std::min(entry.last, end);
        if (last < first) continue;
        next = last + std::chrono::days{1};
        const auto kind = entry.off ? DayKind::public_holiday : DayKind::make_up_day;
        std::fill(calendar.kinds_.begin() + calendar.index_of(first), calendar.kinds_.begin() + calendar.index_of(next),
                  kind);
        if (entry.name.empty()) continue;
        auto& named = calendar.named_;
        if (!named.empty() && named.back().last + std::chrono::days{1} == first && named.back().name == entry.name) {
            named.back().last = last;
        } else {
            named.push_back({first, last, std::string{entry.name}});
        }
    }

    calendar.working_before_.reserve(days + 1);
    std::int32_t working = 0;
    calendar.working_before_.push_back(working);
    for (const DayKind kind : calendar.kinds_) {
        working += kind == DayKind::working_day || kind == DayKind::make_up_day ? 1 : 0;
        calendar.working_before_.push_back(working);
    }
    return calendar;
}

}  // namespace fadu::time
