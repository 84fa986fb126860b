// Reading a typed period: sign, parts, and the word that turns the direction.
#pragma once

#include <array>

#include <fmt/format.h>

#include "fadu/time/argument.hpp"
#include "fadu/time/impl/civil_inl.hpp"

namespace fadu::time {

namespace detail {

struct UnitWord {
    std::string_view word;
    Unit unit;
};

/// A word stands before those that begin like it.
inline constexpr std::array unit_words{
    UnitWord{"wd", Unit::working_day},
    UnitWord{"cd", Unit::calendar_day},
    UnitWord{"d", Unit::day},
    UnitWord{"m", Unit::month},
    UnitWord{"y", Unit::year},
    UnitWord{"h", Unit::hour},
    UnitWord{"个工作日", Unit::working_day},
    UnitWord{"個工作日", Unit::working_day},
    UnitWord{"工作日", Unit::working_day},
    UnitWord{"个自然日", Unit::calendar_day},
    UnitWord{"個自然日", Unit::calendar_day},
    UnitWord{"自然日", Unit::calendar_day},
    UnitWord{"日", Unit::day},
    UnitWord{"天", Unit::day},
    UnitWord{"个月", Unit::month},
    UnitWord{"個月", Unit::month},
    UnitWord{"年", Unit::year},
    UnitWord{"个小时", Unit::hour},
    UnitWord{"個小時", Unit::hour},
    UnitWord{"小时", Unit::hour},
    UnitWord{"小時", Unit::hour},
};

FADU_INLINE tl::unexpected<text::Message> unreadable_period(std::string_view text) {
    return tl::unexpected(text::Message{
        fmt::format("“{}”不是期间：可写作 +5wd、-7wd、+90d、+90cd、+3m、+2y、+48h，或者 "
                    "5个工作日、90日、3个月、2年、48小时、7日前",
                    text),
        fmt::format(
            "\"{}\" is not a period: write +5wd, -7wd, +90d, +90cd, +3m, +2y or +48h, or 5个工作日, 90日, 3个月, 2年, "
            "48小时 or 7日前",
            text)});
}

FADU_INLINE std::optional<Unit> take_unit(Scanner& scanner) {
    for (const UnitWord& word : unit_words) {
        if (scanner.take(word.word)) return word.unit;
    }
    return std::nullopt;
}

}  // namespace detail

FADU_INLINE tl::expected<PeriodArgument, text::Message> parse_period_argument(std::string_view text) {
    detail::Scanner scanner{text};
    PeriodArgument argument;
    const std::string_view sign = scanner.take("+") ? "+" : scanner.take("-") ? "-" : "";
    const std::string_view joint = sign.empty() ? "加" : sign;
    do {
        const auto number = scanner.number(1, 9);
        const auto unit = detail::take_unit(scanner);
        if (!number || !unit) return detail::unreadable_period(text);
        if (*number > longest_period_in_days * (*unit == Unit::hour ? 24 : 1)) {
            return tl::unexpected(CountError{CountErrorKind::overflow}.message());
        }
        argument.period.parts.push_back({*number, *unit});
    } while (scanner.take(joint));
    const bool before = scanner.take("前");
    if (!before) scanner.take("内");
    if (!scanner.at_end() || (before && !sign.empty())) return detail::unreadable_period(text);
    if (before || sign == "-") argument.direction = Direction::backward;
    return argument;
}

}  // namespace fadu::time
