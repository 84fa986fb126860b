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

void skip_spaces(std::string_view& text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

/// Digits with an optional fraction, grouping commas allowed, then 万 or 亿.
std::optional<Number> take_number(std::string_view& text) {
    Number value;
    Number scale(1);
    bool any = false;
    bool fraction = false;
    while (!text.empty()) {
        const char c = text.front();
        if (c >= '0' && c <= '9') {
            any = true;
            auto next = multiply(value, Number(10));
            if (next) next = add(*next, Number(c - '0'));
            if (!next) return std::nullopt;
            value = *next;
            if (fraction) {
                const auto finer = multiply(scale, Number(10));
                if (!finer) return std::nullopt;
                scale = *finer;
            }
        } else if (c == '.' && !fraction) {
            fraction = true;
        } else if (!(c == ',' && any && !fraction) && c != '_') {
            break;
        }
        text.remove_prefix(1);
    }
    if (!any) return std::nullopt;
    auto result = divide(value, scale);
    const auto times = [&](std::int64_t factor) {
        if (result) result = multiply(*result, Number(factor));
    };
    if (take(text, "万") || take(text, "萬")) times(10'000);
    if (take(text, "亿") || take(text, "億")) times(100'000'000);
    return result;
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

std::optional<Number> parse_number(std::string_view text) {
    const std::string ascii = to_ascii(text);
    std::string_view rest = ascii;
    const auto value = take_number(rest);
    return rest.empty() ? value : std::nullopt;
}

std::optional<Number> parse_percent(std::string_view text) {
    const std::string ascii = to_ascii(text);
    std::string_view rest = ascii;
    const auto value = take_number(rest);
    if (!value) return std::nullopt;
    skip_spaces(rest);
    if (rest == "%") return divide(*value, Number(100));
    if (rest == "‰") return divide(*value, Number(1000));
    return std::nullopt;
}

std::optional<Number> parse_money(std::string_view text) {
    const std::string ascii = to_ascii(text);
    std::string_view rest = ascii;
    const auto value = take_number(rest);
    if (!value) return std::nullopt;
    skip_spaces(rest);
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 9> units{
        {{"元", 100}, {"圆", 100}, {"圓", 100}, {"角", 10}, {"分", 1}, {"yuan", 100}, {"jiao", 10}, {"fen", 1}, {"CNY", 100}}};
    for (const auto& [word, fen] : units)
        if (rest == word) return multiply(*value, Number(fen));
    return std::nullopt;
}

std::optional<Number> parse_count(std::string_view text) {
    const std::string ascii = to_ascii(text);
    std::string_view rest = ascii;
    return take_number(rest);
}

std::optional<time::Period> parse_span(std::string_view text) {
    using time::Unit;
    const std::string ascii = to_ascii(text);
    std::string_view rest = ascii;
    const auto value = take_number(rest);
    if (!value || !value->is_integer()) return std::nullopt;
    skip_spaces(rest);
    constexpr std::array<std::pair<std::string_view, Unit>, 30> units{{
        {"日", Unit::day}, {"天", Unit::day}, {"days", Unit::day}, {"day", Unit::day},
        {"个工作日", Unit::working_day}, {"個工作日", Unit::working_day}, {"工作日", Unit::working_day},
        {"working days", Unit::working_day}, {"working day", Unit::working_day},
        {"个自然日", Unit::calendar_day}, {"個自然日", Unit::calendar_day}, {"自然日", Unit::calendar_day},
        {"calendar days", Unit::calendar_day}, {"calendar day", Unit::calendar_day},
        {"个月", Unit::month}, {"個月", Unit::month}, {"月", Unit::month}, {"months", Unit::month}, {"month", Unit::month},
        {"年", Unit::year}, {"years", Unit::year}, {"year", Unit::year},
        {"小时", Unit::hour}, {"小時", Unit::hour}, {"个小时", Unit::hour}, {"個小時", Unit::hour}, {"hours", Unit::hour},
        {"hour", Unit::hour}, {"時", Unit::hour}, {"时", Unit::hour},
    }};
    for (const auto& [word, unit] : units)
        if (rest == word) return time::Period{{time::PeriodPart{value->numerator(), unit}}};
    return std::nullopt;
}

std::optional<time::Day> parse_date(std::string_view text) { return time::parse_day(to_ascii(text)); }

std::optional<RoundingUnit> parse_rounding_unit(std::string_view text) {
    std::string_view rest = text;
    take(rest, "到");
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 18> units{{
        {"元", 100}, {"分", 1}, {"角", 10}, {"十元", 1'000}, {"百元", 10'000}, {"千元", 100'000}, {"万元", 1'000'000},
        {"萬元", 1'000'000}, {"十万元", 10'000'000}, {"百万元", 100'000'000}, {"yuan", 100}, {"jiao", 10}, {"fen", 1},
        {"圆", 100}, {"圓", 100}, {"一元", 100}, {"一分", 1}, {"亿元", 10'000'000'000},
    }};
    for (const auto& [word, fen] : units)
        if (rest == word) return RoundingUnit{Number(fen), true};
    if (rest == "整数" || rest == "整數" || rest == "个位" || rest == "integer") return RoundingUnit{Number(1), false};
    if (const auto money = parse_money(rest); money && *money > Number(0)) return RoundingUnit{*money, true};
    if (const auto percent = parse_percent(rest); percent && *percent > Number(0)) return RoundingUnit{*percent, false};
    if (const auto number = parse_number(rest); number && *number > Number(0)) return RoundingUnit{*number, false};
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

}  // namespace fadu::model::detail
