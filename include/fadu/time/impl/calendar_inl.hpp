// The calendar's questions and their answers; how one is read stands in calendar_parse_inl.hpp.
#pragma once

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include <gsl/assert>

#include "fadu/time/calendar.hpp"
#include "fadu/time/impl/calendar_parse_inl.hpp"
#include "fadu/time/impl/china_calendar_data.hpp"

namespace fadu::time {

FADU_INLINE const Calendar& Calendar::china() {
    static const Calendar calendar = [] {
        auto parsed = parse(detail::china_calendar_text);
        Ensures(parsed.has_value());
        return *std::move(parsed);
    }();
    return calendar;
}

FADU_INLINE bool Calendar::knows(Day day) const { return index_of(day) >= 0 && index_of(day) < size(); }

FADU_INLINE DayKind Calendar::kind(Day day) const {
    Expects(knows(day));
    return kinds_[static_cast<std::size_t>(index_of(day))];
}

FADU_INLINE bool Calendar::is_working(Day day) const {
    const DayKind its_kind = kind(day);
    return its_kind == DayKind::working_day || its_kind == DayKind::make_up_day;
}

FADU_INLINE std::string_view Calendar::label(Day day) const {
    const auto after = std::upper_bound(named_.begin(), named_.end(), day,
                                        [](Day wanted, const NamedDays& named) { return wanted < named.first; });
    if (after == named_.begin()) return {};
    const NamedDays& candidate = *std::prev(after);
    return day <= candidate.last ? std::string_view{candidate.name} : std::string_view{};
}

FADU_INLINE std::int64_t Calendar::working_days_between(Day after, Day upto) const {
    Expects(!kinds_.empty());
    const std::int64_t begin = index_of(after) + 1;
    const std::int64_t end = index_of(upto) + 1;
    Expects(begin >= 0 && begin <= size() && end >= 0 && end <= size());
    return std::int64_t{working_before_[static_cast<std::size_t>(end)]} -
           working_before_[static_cast<std::size_t>(begin)];
}

FADU_INLINE std::optional<Day> Calendar::working_day_after(Day after, std::int64_t number) const {
    Expects(number >= 1);
    const std::int64_t begin = index_of(after) + 1;
    if (begin < 0 || begin >= size()) return std::nullopt;
    const std::int64_t wanted = working_before_[static_cast<std::size_t>(begin)] + number;
    if (wanted > working_before_.back()) return std::nullopt;
    const auto found = std::lower_bound(working_before_.begin() + begin, working_before_.end(), wanted);
    return first_day_ + std::chrono::days{found - working_before_.begin() - 1};
}

FADU_INLINE std::optional<Day> Calendar::working_day_before(Day before, std::int64_t number) const {
    Expects(number >= 1);
    const std::int64_t end = index_of(before);
    if (end <= 0 || end > size()) return std::nullopt;
    const std::int64_t wanted = working_before_[static_cast<std::size_t>(end)] - number + 1;
    if (wanted < 1) return std::nullopt;
    const auto found = std::lower_bound(working_before_.begin(), working_before_.begin() + end, wanted);
    return first_day_ + std::chrono::days{found - working_before_.begin() - 1};
}

FADU_INLINE std::string Calendar::content_hash() const {
    std::uint64_t hash = 0xcbf29ce484222325U;
    const auto add = [&hash](std::string_view bytes) {
        for (const char byte : bytes) {
            hash ^= static_cast<unsigned char>(byte);
            hash *= 0x100000001b3U;
        }
    };
    add(fmt::format("{}..{}\n", first_year_, last_year_));
    for (const DayKind its_kind : kinds_) add(std::string_view{"wmeh"}.substr(static_cast<std::size_t>(its_kind), 1));
    for (const auto& [first, last, name] : named_) {
        add(fmt::format("\n{}..{} {}", to_string(first), to_string(last), name));
    }
    return fmt::format("{:016x}", hash);
}

}  // namespace fadu::time
