// What literal tokens mean: digits and a power of ten, kept apart until the fraction is made.
#include "fadu/syntax/literal.hpp"

#include <array>
#include <limits>
#include <numeric>
#include <optional>
#include <string>

#include "syntax/lexer_characters.hpp"

namespace fadu::syntax {

namespace {

using lexer::character;
using lexer::Character;
using lexer::is_digit;

/// digits × 10^exponent, and what of the lexeme follows.
struct Decimal {
    std::int64_t digits = 0;
    int exponent = 0;
    std::string_view unit;
};

text::Message unreadable(std::string_view lexeme, std::string_view zh, std::string_view en) {
    const std::string shown(lexeme);
    return {"“" + shown + "”" + std::string(zh), "“" + shown + "” " + std::string(en)};
}

text::Message too_large(std::string_view lexeme) {
    return unreadable(lexeme, "超出可表示的范围", "is beyond what can be represented");
}

text::Message no_literal(std::string_view lexeme) {
    return unreadable(lexeme, "不是这里要的字面值", "is not the literal that is wanted here");
}

text::Message not_whole(std::string_view lexeme) { return unreadable(lexeme, "应为整数", "must be a whole number"); }

bool times_ten(std::int64_t& value, std::int64_t plus = 0) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    if (value > (most - plus) / 10) return false;
    value = value * 10 + plus;
    return true;
}

bool take(std::string_view& rest, std::string_view word) {
    if (!rest.starts_with(word)) return false;
    rest.remove_prefix(word.size());
    return true;
}

/// 万, 亿, 万亿 as a power of ten.
int take_multiplier(std::string_view& rest) {
    int exponent = 0;
    if (take(rest, "万") || take(rest, "萬")) exponent += 4;
    if (take(rest, "亿") || take(rest, "億")) exponent += 8;
    return exponent;
}

Literal<Decimal> read_decimal(std::string_view lexeme) {
    Decimal decimal;
    int pending_zeros = 0;  // written only when another digit follows, so that 1.0000…0 does not overflow
    bool any = false;
    bool point = false;
    std::size_t at = 0;
    for (Character c = character(lexeme, at); c.bytes > 0; c = character(lexeme, at)) {
        if (c.value == '.' && any && !point && !lexeme.substr(at).starts_with("。")) {
            point = true;
        } else if (is_digit(c.value)) {
            any = true;
            if (point) --decimal.exponent;
            if (c.value == '0') {
                ++pending_zeros;
            } else {
                for (; pending_zeros > 0; --pending_zeros) {
                    if (!times_ten(decimal.digits)) return tl::unexpected(too_large(lexeme));
                }
                if (!times_ten(decimal.digits, static_cast<std::int64_t>(c.value - '0'))) {
                    return tl::unexpected(too_large(lexeme));
                }
            }
        } else {
            break;
        }
        at += c.bytes;
    }
    if (!any) return tl::unexpected(no_literal(lexeme));
    decimal.exponent += pending_zeros;
    decimal.unit = lexeme.substr(at);
    decimal.exponent += take_multiplier(decimal.unit);
    return decimal;
}

Literal<Fraction> make_fraction(std::string_view lexeme, std::int64_t digits, int exponent) {
    Fraction fraction{digits, 1};
    if (digits == 0) return fraction;
    for (; exponent > 0; --exponent) {
        if (!times_ten(fraction.numerator)) return tl::unexpected(too_large(lexeme));
    }
    for (; exponent < 0; ++exponent) {
        if (!times_ten(fraction.denominator)) return tl::unexpected(too_large(lexeme));
    }
    const std::int64_t divisor = std::gcd(fraction.numerator, fraction.denominator);
    return Fraction{fraction.numerator / divisor, fraction.denominator / divisor};
}

bool is_measure_word(std::string_view unit) {
    constexpr std::array words{std::string_view("个"), std::string_view("個"), std::string_view("人"),
                               std::string_view("名"), std::string_view("次"), std::string_view("件"),
                               std::string_view("份"), std::string_view("项"), std::string_view("項"),
                               std::string_view("家"), std::string_view("处"), std::string_view("處"),
                               std::string_view("种"), std::string_view("種"), std::string_view("倍")};
    for (const std::string_view word : words) {
        if (unit == word) return true;
    }
    return false;
}

std::optional<time::Unit> find_unit(std::string_view unit) {
    using time::Unit;
    struct Named {
        std::string_view word;
        Unit unit;
    };
    constexpr std::array units{
        Named{"日", Unit::day},
        Named{"个工作日", Unit::working_day},
        Named{"個工作日", Unit::working_day},
        Named{"工作日", Unit::working_day},
        Named{"个自然日", Unit::calendar_day},
        Named{"個自然日", Unit::calendar_day},
        Named{"自然日", Unit::calendar_day},
        Named{"个月", Unit::month},
        Named{"個月", Unit::month},
        Named{"年", Unit::year},
        Named{"小时", Unit::hour},
        Named{"小時", Unit::hour},
        Named{" day", Unit::day},
        Named{" days", Unit::day},
        Named{" working day", Unit::working_day},
        Named{" working days", Unit::working_day},
        Named{" calendar day", Unit::calendar_day},
        Named{" calendar days", Unit::calendar_day},
        Named{" month", Unit::month},
        Named{" months", Unit::month},
        Named{" year", Unit::year},
        Named{" years", Unit::year},
        Named{" hour", Unit::hour},
        Named{" hours", Unit::hour},
    };
    for (const Named& named : units) {
        if (unit == named.word) return named.unit;
    }
    return std::nullopt;
}

}  // namespace

Literal<Fraction> read_number(std::string_view lexeme) {
    const auto decimal = read_decimal(lexeme);
    if (!decimal) return tl::unexpected(decimal.error());
    if (!decimal->unit.empty() && !is_measure_word(decimal->unit)) return tl::unexpected(no_literal(lexeme));
    return make_fraction(lexeme, decimal->digits, decimal->exponent);
}

Literal<Fraction> read_percent(std::string_view lexeme) {
    const auto decimal = read_decimal(lexeme);
    if (!decimal) return tl::unexpected(decimal.error());
    const bool percent = decimal->unit == "%" || decimal->unit == "％";
    if (!percent && decimal->unit != "‰") return tl::unexpected(no_literal(lexeme));
    return make_fraction(lexeme, decimal->digits, decimal->exponent - (percent ? 2 : 3));
}

Literal<Fraction> read_money(std::string_view lexeme) {
    const auto decimal = read_decimal(lexeme);
    if (!decimal) return tl::unexpected(decimal.error());
    int exponent = decimal->exponent;
    if (decimal->unit == "元" || decimal->unit == " yuan") {
        exponent += 2;
    } else if (decimal->unit == "角") {
        exponent += 1;
    } else if (decimal->unit != "分") {
        return tl::unexpected(no_literal(lexeme));
    }
    return make_fraction(lexeme, decimal->digits, exponent);
}

Literal<std::int64_t> read_count(std::string_view lexeme) {
    const auto number = read_number(lexeme);
    if (!number) return tl::unexpected(number.error());
    if (number->denominator != 1) return tl::unexpected(not_whole(lexeme));
    return number->numerator;
}

Literal<time::PeriodPart> read_span(std::string_view lexeme) {
    const auto decimal = read_decimal(lexeme);
    if (!decimal) return tl::unexpected(decimal.error());
    const auto unit = find_unit(decimal->unit);
    if (!unit) return tl::unexpected(no_literal(lexeme));
    const auto number = make_fraction(lexeme, decimal->digits, decimal->exponent);
    if (!number) return tl::unexpected(number.error());
    if (number->denominator != 1) return tl::unexpected(not_whole(lexeme));
    return time::PeriodPart{number->numerator, *unit};
}

Literal<time::Day> read_date(std::string_view lexeme) {
    std::array<unsigned, 3> parts{};  // year, month, day
    std::size_t part = 0;
    std::size_t digits = 0;
    for (std::size_t at = 0; at < lexeme.size();) {
        const Character c = character(lexeme, at);
        at += c.bytes;
        if (is_digit(c.value)) {
            if (part == parts.size() || ++digits > 4) return tl::unexpected(no_literal(lexeme));
            parts[part] = parts[part] * 10 + static_cast<unsigned>(c.value - '0');
        } else if (c.value == '-' || c.value == U'年' || c.value == U'月' || c.value == U'日') {
            if (digits == 0) return tl::unexpected(no_literal(lexeme));
            digits = 0;
            ++part;
        } else {
            return tl::unexpected(no_literal(lexeme));
        }
    }
    if (part + (digits > 0 ? 1u : 0u) != parts.size()) return tl::unexpected(no_literal(lexeme));
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(parts[0])), std::chrono::month(parts[1]),
                                           std::chrono::day(parts[2])};
    if (!date.ok()) return tl::unexpected(unreadable(lexeme, "这一天不存在", "does not exist"));
    return time::Day{date};
}

Literal<time::Moment> read_moment(std::string_view lexeme, int zone_offset_minutes, bool keep_wall_clock) {
    const auto moment = time::parse_moment(lexeme, zone_offset_minutes, keep_wall_clock);
    if (!moment) return tl::unexpected(no_literal(lexeme));
    return *moment;
}

}  // namespace fadu::syntax
