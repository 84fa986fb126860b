// The few literals that syntax/literal.hpp does not read: units to round to and the numbers of articles.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fadu/model/value.hpp"
#include "fadu/syntax/literal.hpp"

namespace fadu::model::detail {

/// Full-width digits, signs and letters as their ASCII twins.
std::string to_ascii(std::string_view text);
std::optional<Number> to_number(const syntax::Literal<syntax::Fraction>& fraction);
/// 取整 到 元, 分, 万元, 百元, 整数: in fen for money, in units otherwise.
struct RoundingUnit {
    Number unit;
    bool money = false;
};
std::optional<RoundingUnit> parse_rounding_unit(std::string_view text);
/// 十五 in 第十五条: 15; Arabic digits too. 0 if there is none.
int article_number(std::string_view article);

}  // namespace fadu::model::detail
