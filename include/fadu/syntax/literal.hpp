// What literal tokens mean, exactly: from the lexeme that the lexer found to numbers, money, spans and days, on the way
// from the syntax tree to the model. Nothing passes through floating point.
#pragma once

#include <cstdint>
#include <string_view>

#include <tl/expected.hpp>

#include "fadu/text/diagnostic.hpp"
#include "fadu/time/civil.hpp"
#include "fadu/time/period.hpp"

namespace fadu::syntax {

/// An exact fraction in lowest terms; the denominator is positive.
struct Fraction {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
    friend bool operator==(const Fraction&, const Fraction&) = default;
};

template <class Value>
using Literal = tl::expected<Value, text::Message>;

// All of these take the text of a token and fail on what the lexer would not have made, and on overflow.

/// 3, 0.75, 1.2万; also the number before a measure word: 1.5倍.
Literal<Fraction> read_number(std::string_view lexeme);
/// 20% and 5‰ as ratios: 1/5, 1/200.
Literal<Fraction> read_percent(std::string_view lexeme);
/// Money in fen: 3000元 is 300000/1, 0.001元 is 1/10.
Literal<Fraction> read_money(std::string_view lexeme);
/// 2人, 1万次: whole numbers only.
Literal<std::int64_t> read_count(std::string_view lexeme);
/// 7个工作日, 3 months: whole numbers of a unit.
Literal<time::PeriodPart> read_span(std::string_view lexeme);
/// 2023-03-01, 2023年3月1日.
Literal<time::Day> read_date(std::string_view lexeme);
/// 2023-03-01T10:30:05+08:00; the zone and its use are time::parse_moment's.
Literal<time::Moment> read_moment(std::string_view lexeme, int zone_offset_minutes = 480, bool keep_wall_clock = false);

}  // namespace fadu::syntax
