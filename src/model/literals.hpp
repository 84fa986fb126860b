// Literals of the rule language as constants: numbers with 万 and 亿, percentages, money in fen, spans, dates.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fadu/model/value.hpp"

namespace fadu::model::detail {

/// Full-width digits, signs and letters as their ASCII twins.
std::string to_ascii(std::string_view text);
/// 3, 0.75, 1万, 2.5亿; nothing on overflow or if it is no number.
std::optional<Number> parse_number(std::string_view text);
std::optional<Number> parse_percent(std::string_view text);   ///< 20%, 5‰
std::optional<Number> parse_money(std::string_view text);     ///< 3000元, 1.2万元, 5角 in fen
std::optional<Number> parse_count(std::string_view text);     ///< 2人: the number alone
std::optional<time::Period> parse_span(std::string_view text);
std::optional<time::Day> parse_date(std::string_view text);
/// 取整 到 元, 分, 万元, 百元, 整数: in fen for money, in units otherwise.
struct RoundingUnit {
    Number unit;
    bool money = false;
};
std::optional<RoundingUnit> parse_rounding_unit(std::string_view text);
/// 十五 in 第十五条: 15; Arabic digits too. 0 if there is none.
int article_number(std::string_view article);

}  // namespace fadu::model::detail
