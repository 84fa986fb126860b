#include "model/literals.hpp"

#include <array>
#include <utility>

#include "fadu/text/unicode.hpp"

namespace fadu::model::detail {
namespace {

bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

}  // namespace

std::string to_ascii(std::string_view text) {
    std::string out;
    for (std::size_t offset = 0; offset < text.size();) {
        const text::CodePoint point = text::decode(text, offset);
        if (point.bytes == 0) break;
        if (point.value >= 0xFF01 && point.value <= 0xFF5E)
            out += static_cast<char>(point.value - 0xFF01 + 0x21);
        else
            out += text.substr(offset, point.bytes);
        offset += point.bytes;
    }
    return out;
}

std::optional<Number> to_number(const syntax::Literal<syntax::Fraction>& fraction) {
    return fraction ? Number::of(fraction->numerator, fraction->denominator) : std::nullopt;
}

std::optional<RoundingUnit> parse_rounding_unit(std::string_view text) {
    std::string_view rest = text;
    take(rest, "到");
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 18> units{{
        {"元", 100},
        {"分", 1},
        {"角", 10},
        {"十元", 1'000},
        {"百元", 10'000},
        {"千元", 100'000},
        {"万元", 1'000'000},
        {"萬元", 1'000'000},
        {"十万元", 10'000'000},
        {"百万元", 100'000'000},
        {"yuan", 100},
        {"jiao", 10},
        {"fen", 1},
        {"圆", 100},
        {"圓", 100},
        {"一元", 100},
        {"一分", 1},
        {"亿元", 10'000'000'000},
    }};
    for (const auto& [word, fen] : units)
        if (rest == word) return RoundingUnit{Number(fen), true};
    if (rest == "整数" || rest == "整數" || rest == "个位" || rest == "integer") return RoundingUnit{Number(1), false};
    if (const auto money = to_number(syntax::read_money(rest)); money && *money > Number(0))
        return RoundingUnit{*money, true};
    if (const auto percent = to_number(syntax::read_percent(rest)); percent && *percent > Number(0))
        return RoundingUnit{*percent, false};
    if (const auto number = to_number(syntax::read_number(rest)); number && *number > Number(0))
        return RoundingUnit{*number, false};
    return std::nullopt;
}

int article_number(std::string_view article) {
    const std::string ascii = to_ascii(article);
    std::string_view rest = ascii;
    take(rest, "第");
    take(rest, "art. ");
    constexpr std::array<std::string_view, 10> digits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    int total = 0;
    int digit = 0;
    bool any = false;
    while (!rest.empty()) {
        bool taken = false;
        for (std::size_t i = 0; i < digits.size() && !taken; ++i)
            if (take(rest, digits[i])) {
                digit = static_cast<int>(i);
                taken = any = true;
            }
        if (!taken && rest.front() >= '0' && rest.front() <= '9' && digit < 10'000) {
            digit = digit * 10 + (rest.front() - '0');
            rest.remove_prefix(1);
            taken = any = true;
        }
        const auto unit = [&](std::string_view word, int factor) {
            if (taken || !take(rest, word)) return;
            total += (digit == 0 ? 1 : digit) * factor;
            digit = 0;
            taken = any = true;
        };
        unit("千", 1000);
        unit("百", 100);
        unit("十", 10);
        if (!taken) break;
        if (total > 1'000'000) return 0;
    }
    if (!any) return 0;
    const bool is_article = rest.starts_with("条") || rest.starts_with("條") || article.starts_with("art. ");
    return is_article ? total + digit : 0;
}

namespace {

/// 条 1, 款 2, 项 3, 目 4: of the part that begins at `at`; 0 if it is none of these. `end` is set behind it.
int unit_of_part(std::string_view text, std::size_t at, std::size_t& end) {
    constexpr std::string_view mark = "第";
    constexpr std::array<std::pair<std::string_view, int>, 6> units{
        {{"条", 1}, {"條", 1}, {"款", 2}, {"项", 3}, {"項", 3}, {"目", 4}}};
    end = std::min(text.find(mark, at + mark.size()), text.size());
    const std::string_view part = text.substr(at, end - at);
    if (!part.starts_with(mark)) return 0;
    for (const auto& [word, unit] : units)
        if (part.find(word) != std::string_view::npos) return unit;
    return 0;
}

}  // namespace

std::string complete_article(std::string_view article, std::string_view previous) {
    std::size_t end = 0;
    const int unit = unit_of_part(article, 0, end);
    if (unit < 2) return std::string(article);
    std::size_t kept = 0;
    while (kept < previous.size()) {
        const int above = unit_of_part(previous, kept, end);
        if (above == 0 || above >= unit) break;
        kept = end;
    }
    return std::string(previous.substr(0, kept)) + std::string(article);
}

}  // namespace fadu::model::detail
