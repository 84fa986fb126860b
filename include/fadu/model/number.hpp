// Exact numbers: every integer, decimal, ratio and amount of money (in fen) is a rational with 64-bit parts and 128-bit
// intermediates. Overflow is reported, never a wrong number.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "fadu/config.hpp"

namespace fadu::model {

/// num/den in lowest terms, den > 0.
class Number {
  public:
    constexpr Number() = default;
    constexpr Number(std::int64_t integer) : numerator_(integer) {}  // NOLINT(google-explicit-constructor)

    /// Nothing if the parts do not fit in 64 bits or the denominator is 0.
    static std::optional<Number> of(std::int64_t numerator, std::int64_t denominator);

    constexpr std::int64_t numerator() const { return numerator_; }
    constexpr std::int64_t denominator() const { return denominator_; }
    constexpr bool is_integer() const { return denominator_ == 1; }

    friend bool operator==(const Number&, const Number&) = default;
    friend std::strong_ordering operator<=>(const Number& a, const Number& b);

  private:
    constexpr Number(std::int64_t n, std::int64_t d) : numerator_(n), denominator_(d) {}
    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1;
};

/// Nothing on overflow (and on division by zero).
std::optional<Number> add(Number a, Number b);
std::optional<Number> subtract(Number a, Number b);
std::optional<Number> multiply(Number a, Number b);
std::optional<Number> divide(Number a, Number b);

enum class Rounding {
    half_up,
    down,
    up
};  ///< 四舍五入 (halves away from zero), 舍去 (towards zero), 进一 (away from zero)
/// The nearest multiple of `unit` (> 0).
std::optional<Number> round_to(Number value, Number unit, Rounding rounding);

std::string to_decimal(Number value,
                       int max_digits = 12);  ///< "0.75", "1/3" where the decimal does not end within max_digits
std::string money_to_string(Number fen);  ///< "3000元", "6499.99元", "1.5万元" only for exact multiples of 1000 元

}  // namespace fadu::model

#ifdef FADU_HEADER_ONLY
#include "fadu/model/impl/number_inl.hpp"
#endif
