// The forms of scalars that nearly all input has, read without a look at anything else: 2023-03-01, 12.50. What is written
// otherwise is for the facts' own conversion.
#pragma once

#include <cstdint>
#include <string_view>

#include "fadu/program/cells.hpp"
#include "program/words.hpp"

namespace fadu::program::reading {

/// Days since 1970-01-01 of a day of the Gregorian calendar.
constexpr std::int64_t days_of(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (month <= 2) --year;
    const std::int64_t era = year / 400;
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

/// YYYY-MM-DD, from 0001-01-01 on.
inline bool read_plain_day(std::string_view text, std::int64_t& day) {
    if (text.size() != 10) return false;
    constexpr std::uint64_t zeros = 0x2D30302D30303030U;  // "0000-00-", first byte lowest
    const std::uint64_t digits = load8(text.data()) ^ zeros;
    // A digit differs from '0' in its low half only, and by no more than nine; a hyphen not at all.
    constexpr std::uint64_t nine = 0x0006060006060606U;
    constexpr std::uint64_t rest = 0xFFF0F0FFF0F0F0F0U;
    if ((digits & rest) != 0 || ((digits + nine) & 0xF0F0F0F0F0F0F0F0U) != 0) return false;
    const auto digit = [digits](int at) { return static_cast<std::int64_t>(digits >> (8 * at) & 15U); };
    const auto tens = static_cast<unsigned char>(text[8]) - '0';
    const auto ones = static_cast<unsigned char>(text[9]) - '0';
    if (tens < 0 || tens > 3 || ones < 0 || ones > 9) return false;
    const std::int64_t year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    const std::int64_t month = digit(5) * 10 + digit(6);
    const std::int64_t in_month = tens * 10 + ones;
    if (year < 1 || month < 1 || month > 12 || in_month < 1) return false;
    if (in_month > 28) {
        const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        const std::int64_t longest = month == 2 ? (leap ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);
        if (in_month > longest) return false;
    }
    day = days_of(year, month, in_month);
    return true;
}

/// A JSON number without an exponent, times ten to the power of `scale`; no more than `scale` digits behind the point and no
/// more than eighteen in all.
inline bool read_plain_number(std::string_view text, int scale, std::int64_t& number) {
    std::size_t at = 0;
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) at = 1;
    if (text.size() - at > 19 || at == text.size()) return false;
    if (text[at] == '0' && at + 1 < text.size() && text[at + 1] != '.') return false;
    std::uint64_t value = 0;
    int digits = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++digits)
        value = value * 10 + static_cast<std::uint64_t>(text[at] - '0');
    if (digits == 0) return false;
    int behind = 0;
    if (at < text.size()) {
        if (text[at++] != '.') return false;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++behind)
            value = value * 10 + static_cast<std::uint64_t>(text[at] - '0');
        if (behind == 0 || behind > scale || at != text.size()) return false;
    }
    if (digits + scale > 18) return false;
    for (; behind < scale; ++behind) value *= 10;
    number = negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
    return true;
}

/// Exactly JSON's numbers.
bool is_json_number(std::string_view text);
/// A text's content; false where an escape is wrong or stands for half a character.
bool unescape(std::string_view raw, std::string& content);

}  // namespace fadu::program::reading
