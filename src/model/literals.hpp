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
/// 第二款 after 第二十五条第一款 is 第二十五条第二款; what begins with its own 条 stays as it is.
std::string complete_article(std::string_view article, std::string_view previous);

}  // namespace fadu::model::detail
