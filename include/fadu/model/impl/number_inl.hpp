// Exact numbers, implementation: 128-bit intermediates, every result checked against 64 bits.
#pragma once

#include <limits>

#include "fadu/model/number.hpp"

namespace fadu::model {
namespace number_detail {

__extension__ using Wide = __int128;

inline Wide magnitude(Wide value) { return value < 0 ? -value : value; }

inline Wide common_divisor(Wide a, Wide b) {
    a = magnitude(a);
    b = magnitude(b);
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a == 0 ? 1 : a;
}

inline bool fits(Wide value) {
    return value >= std::numeric_limits<std::int64_t>::min() && value <= std::numeric_limits<std::int64_t>::max();
}

/// The parts must not have overflowed 128 bits: products of two 64-bit parts and the sum of two such products do not.
struct Parts {
    std::int64_t numerator, denominator;
};
inline std::optional<Parts> reduce(Wide numerator, Wide denominator) {
    if (denominator == 0) return std::nullopt;
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    const Wide divisor = common_divisor(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
    if (!fits(numerator) || !fits(denominator)) return std::nullopt;
    return Parts{static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator)};
}

inline std::optional<Number> make(Wide numerator, Wide denominator) {
    const auto parts = reduce(numerator, denominator);
    if (!parts) return std::nullopt;
    return Number::of(parts->numerator, parts->denominator);
}

}  // namespace number_detail

FADU_INLINE std::optional<Number> Number::of(std::int64_t numerator, std::int64_t denominator) {
    const auto parts = number_detail::reduce(numerator, denominator);
    if (!parts) return std::nullopt;
    return Number(parts->numerator, parts->denominator);
}

FADU_INLINE std::strong_ordering operator<=>(const Number& a, const Number& b) {
    using number_detail::Wide;
    const Wide left = Wide{a.numerator_} * b.denominator_;
    const Wide right = Wide{b.numerator_} * a.denominator_;
    if (left < right) return std::strong_ordering::less;
    return left > right ? std::strong_ordering::greater : std::strong_ordering::equal;
}

FADU_INLINE std::optional<Number> add(Number a, Number b) {
    using number_detail::Wide;
    return number_detail::make(Wide{a.numerator()} * b.denominator() + Wide{b.numerator()} * a.denominator(),
                               Wide{a.denominator()} * b.denominator());
}

FADU_INLINE std::optional<Number> subtract(Number a, Number b) {
    using number_detail::Wide;
    return number_detail::make(Wide{a.numerator()} * b.denominator() - Wide{b.numerator()} * a.denominator(),
                               Wide{a.denominator()} * b.denominator());
}

FADU_INLINE std::optional<Number> multiply(Number a, Number b) {
    using number_detail::Wide;
    return number_detail::make(Wide{a.numerator()} * b.numerator(), Wide{a.denominator()} * b.denominator());
}

FADU_INLINE std::optional<Number> divide(Number a, Number b) {
    using number_detail::Wide;
    return number_detail::make(Wide{a.numerator()} * b.denominator(), Wide{a.denominator()} * b.numerator());
}

FADU_INLINE std::optional<Number> round_to(Number value, Number unit, Rounding rounding) {
    using number_detail::Wide;
    if (unit <= Number(0)) return std::nullopt;
    const auto units = divide(value, unit);
    if (!units) return std::nullopt;
    const Wide size = number_detail::magnitude(units->numerator());
    const Wide denominator = units->denominator();
    Wide whole = size / denominator;
    const Wide rest = size % denominator;
    const bool away = rounding == Rounding::up ? rest != 0 : rounding == Rounding::half_up && 2 * rest >= denominator;
    if (away) ++whole;
    if (units->numerator() < 0) whole = -whole;
    if (!number_detail::fits(whole)) return std::nullopt;
    return multiply(Number(static_cast<std::int64_t>(whole)), unit);
}

FADU_INLINE std::string to_decimal(Number value, int max_digits) {
    using number_detail::Wide;
    Wide rest = number_detail::magnitude(value.numerator());
    const Wide denominator = value.denominator();
    std::string text = std::to_string(static_cast<std::uint64_t>(rest / denominator));
    rest %= denominator;
    if (rest != 0) {
        text += '.';
        for (int digit = 0; digit < max_digits && rest != 0; ++digit) {
            rest *= 10;
            text += static_cast<char>('0' + static_cast<int>(rest / denominator));
            rest %= denominator;
        }
    }
    if (rest != 0) return std::to_string(value.numerator()) + "/" + std::to_string(value.denominator());
    return value.numerator() < 0 ? "-" + text : text;
}

FADU_INLINE std::string money_to_string(Number fen) {
    const auto in = [&](std::int64_t unit, const char* word) -> std::string {
        const auto amount = divide(fen, Number(unit));
        if (amount) return to_decimal(*amount) + word;
        return to_decimal(fen) + "分";
    };
    constexpr std::int64_t yuan = 100;
    constexpr std::int64_t ten_thousand = 10'000 * yuan;
    constexpr std::int64_t hundred_million = 10'000 * ten_thousand;
    const auto multiple_of = [&](std::int64_t unit) { return fen.is_integer() && fen.numerator() % unit == 0; };
    const auto at_least = [&](std::int64_t unit) { return fen >= Number(unit) || fen <= Number(-unit); };
    if (at_least(hundred_million) && multiple_of(hundred_million / 10)) return in(hundred_million, "亿元");
    if (at_least(ten_thousand) && multiple_of(ten_thousand / 10)) return in(ten_thousand, "万元");
    return in(yuan, "元");
}

}  // namespace fadu::model
