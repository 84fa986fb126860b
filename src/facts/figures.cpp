#include "facts/figures.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>

#include "fadu/text/unicode.hpp"

namespace fadu::facts {
namespace {

using model::Number;
using model::TypeKind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool take(std::string_view& text, std::string_view end) {
    if (!text.ends_with(end)) return false;
    text.remove_suffix(end.size());
    text = trim(text);
    return true;
}

std::optional<std::int64_t> power_of_ten(std::int64_t exponent) {
    if (exponent < 0 || exponent > 18) return std::nullopt;
    std::int64_t power = 1;
    for (std::int64_t i = 0; i < exponent; ++i) power *= 10;
    return power;
}

text::Message too_large(std::string_view text) {
    return {fmt::format("数“{}”超出可以精确表示的范围（64 位）", shown(text)),
            fmt::format("the number “{}” does not fit into 64 bits exactly", shown(text))};
}

/// The scale of 万 and 亿, taken off the end of the text.
std::int64_t take_scale(std::string_view& text) {
    if (take(text, "万") || take(text, "萬")) return 10'000;
    if (take(text, "亿") || take(text, "億")) return 100'000'000;
    return 1;
}

enum class Fault : std::uint8_t { malformed, too_large };

tl::expected<Number, Fault> read_decimal(std::string_view text) {
    const auto malformed = [] { return tl::unexpected(Fault::malformed); };
    std::string_view rest = text;
    const bool negative = rest.starts_with('-');
    if (negative || rest.starts_with('+')) rest.remove_prefix(1);
    const std::size_t exponent_at = std::min(rest.find_first_of("eE"), rest.size());
    const std::string_view mantissa = rest.substr(0, exponent_at);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const std::string_view whole = mantissa.substr(0, point);
    std::string_view fraction = point < mantissa.size() ? mantissa.substr(point + 1) : std::string_view{};
    if (whole.empty() || !std::all_of(whole.begin(), whole.end(), is_digit)) return malformed();
    if (point < mantissa.size() && (fraction.empty() || !std::all_of(fraction.begin(), fraction.end(), is_digit)))
        return malformed();
    std::int64_t exponent = 0;
    if (exponent_at < rest.size()) {
        std::string_view digits = rest.substr(exponent_at + 1);
        const bool down = digits.starts_with('-');
        if (down || digits.starts_with('+')) digits.remove_prefix(1);
        if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return malformed();
        for (const char c : digits) exponent = std::min<std::int64_t>(exponent * 10 + (c - '0'), 1'000'000'000);
        if (down) exponent = -exponent;
    }
    while (fraction.ends_with('0')) fraction.remove_suffix(1);
    std::int64_t value = 0;
    const auto append = [&](char c) {
        return !__builtin_mul_overflow(value, std::int64_t{10}, &value) &&
               !__builtin_add_overflow(value, std::int64_t{c - '0'}, &value);
    };
    // Zeros at the end of the whole part go to the exponent, so that 1000…e-20 fits where its value does.
    std::string_view leading = whole;
    std::int64_t shift = exponent;
    if (fraction.empty()) {
        while (leading.size() > 1 && leading.ends_with('0')) {
            leading.remove_suffix(1);
            ++shift;
        }
    }
    shift -= static_cast<std::int64_t>(fraction.size());
    for (const std::string_view part : {leading, fraction})
        for (const char c : part)
            if (!append(c)) return tl::unexpected(Fault::too_large);
    if (value == 0) return Number(0);
    if (negative) value = -value;
    const auto power = power_of_ten(shift < 0 ? -shift : shift);
    if (!power) return tl::unexpected(Fault::too_large);
    const auto number = shift < 0 ? Number::of(value, *power) : model::multiply(Number(value), Number(*power));
    if (!number) return tl::unexpected(Fault::too_large);
    return *number;
}

struct UnitWord {
    std::string_view word;
    time::Unit unit;
};
// Longer words first: 个工作日 ends in 日.
constexpr std::array unit_words{
    UnitWord{"个工作日", time::Unit::working_day},
    UnitWord{"個工作日", time::Unit::working_day},
    UnitWord{"工作日", time::Unit::working_day},
    UnitWord{"个自然日", time::Unit::calendar_day},
    UnitWord{"個自然日", time::Unit::calendar_day},
    UnitWord{"自然日", time::Unit::calendar_day},
    UnitWord{"个月", time::Unit::month},
    UnitWord{"個月", time::Unit::month},
    UnitWord{"小时", time::Unit::hour},
    UnitWord{"小時", time::Unit::hour},
    UnitWord{"日", time::Unit::day},
    UnitWord{"天", time::Unit::day},
    UnitWord{"年", time::Unit::year},
    UnitWord{"working days", time::Unit::working_day},
    UnitWord{"working day", time::Unit::working_day},
    UnitWord{"calendar days", time::Unit::calendar_day},
    UnitWord{"calendar day", time::Unit::calendar_day},
    UnitWord{"days", time::Unit::day},
    UnitWord{"day", time::Unit::day},
    UnitWord{"months", time::Unit::month},
    UnitWord{"month", time::Unit::month},
    UnitWord{"years", time::Unit::year},
    UnitWord{"year", time::Unit::year},
    UnitWord{"hours", time::Unit::hour},
    UnitWord{"hour", time::Unit::hour},
};

std::optional<time::PeriodPart> parse_part(std::string_view text) {
    for (const UnitWord& unit : unit_words) {
        std::string_view digits = text;
        if (!take(digits, unit.word)) continue;
        const auto number = read_decimal(digits);
        if (!number || !number->is_integer() || number->numerator() < 0) return std::nullopt;
        return time::PeriodPart{number->numerator(), unit.unit};
    }
    return std::nullopt;
}

}  // namespace

Converted<Number> parse_decimal(std::string_view text) {
    const auto number = read_decimal(text);
    if (number) return *number;
    if (number.error() == Fault::too_large) return tl::unexpected(too_large(text));
    return tl::unexpected(
        text::Message{fmt::format("“{}”不是数", shown(text)), fmt::format("“{}” is no number", shown(text))});
}

Converted<Number> figure_from_text(const model::Rulebook& rulebook, const model::Type& type, std::string_view text) {
    std::string_view rest = trim(text);
    std::int64_t numerator = 1;
    std::int64_t denominator = 1;
    if (type.kind == TypeKind::money) {
        numerator = 100;
        if (take(rest, "元") || take(rest, "圆") || take(rest, "圓") || take(rest, "yuan")) {
        } else if (take(rest, "角")) {
            numerator = 10;
        } else if (take(rest, "分")) {
            numerator = 1;
        }
    } else if (type.kind == TypeKind::ratio) {
        if (take(rest, "%")) {
            denominator = 100;
        } else if (take(rest, "‰")) {
            denominator = 1000;
        }
    }
    const std::int64_t scale = denominator == 1 ? take_scale(rest) : 1;
    std::string_view divisor;
    if (const std::size_t slash = rest.find('/'); slash != std::string_view::npos) {
        divisor = trim(rest.substr(slash + 1));
        rest = trim(rest.substr(0, slash));
        if (divisor.empty()) return tl::unexpected(mismatch(rulebook, type, text));
    }
    const auto number = read_decimal(rest);
    const auto parts = divisor.empty() ? tl::expected<Number, Fault>(Number(1)) : read_decimal(divisor);
    if (!number || !parts) {
        if ((number ? parts.error() : number.error()) == Fault::too_large) return tl::unexpected(too_large(text));
        return tl::unexpected(mismatch(rulebook, type, text));
    }
    auto value = model::divide(*number, *parts);
    if (value) value = model::multiply(*value, Number(scale));
    if (value) value = model::multiply(*value, Number(numerator));
    if (value) value = model::divide(*value, Number(denominator));
    if (!value) return tl::unexpected(too_large(text));
    const bool whole = type.kind == TypeKind::integer || type.kind == TypeKind::money;
    if (whole && !value->is_integer()) return tl::unexpected(mismatch(rulebook, type, text));
    return *value;
}

std::optional<time::Period> parse_period(std::string_view text) {
    time::Period period;
    std::string_view rest = trim(text);
    while (true) {
        std::size_t at = std::string_view::npos;
        std::size_t length = 0;
        for (const std::string_view joint : {"加", "+", " plus "}) {
            const std::size_t found = rest.find(joint);
            if (found < at) {
                at = found;
                length = joint.size();
            }
        }
        const auto part = parse_part(trim(rest.substr(0, at)));
        if (!part) return std::nullopt;
        period.parts.push_back(*part);
        if (at == std::string_view::npos) return period;
        rest = trim(rest.substr(at + length));
    }
}

std::string decimal_of(Number value) {
    // 64-bit denominators have at most 62 decimal places; the longer ones fall back to a fraction.
    return model::to_decimal(value, 18);
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(spaces);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(spaces) - begin + 1);
}

std::string_view composed(std::string_view text, std::string& storage) {
    if (text::is_nfc(text)) return text;
    storage = text::to_nfc(text);
    return storage;
}

std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto code = text::decode(text, at);
        if (code.bytes == 0) break;
        if (code.value >= 0xFF01 && code.value <= 0xFF5E)
            out += static_cast<char>(code.value - 0xFEE0);
        else if (code.value == 0x3000 || code.value == 0xA0)
            out += ' ';
        else
            out += text.substr(at, code.bytes);
        at += code.bytes;
    }
    std::string storage;
    return std::string(composed(trim(out), storage));
}

std::string shown(std::string_view text, std::size_t most) {
    std::string out;
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++characters) {
        if (characters == most) return out + "……";
        const auto code = text::decode(text, at);
        if (code.bytes == 0) break;
        if (!code.valid || code.value < 0x20 || code.value == 0x7F)
            out += "·";
        else
            out += text.substr(at, code.bytes);
        at += code.bytes;
    }
    return out;
}

bool means_none(std::string_view text) { return text == "无" || text == "無" || text == "none"; }
bool means_unascertainable(std::string_view text) {
    return text == "无法查明" || text == "無法查明" || text == "unascertainable";
}

std::optional<bool> truth_of(std::string_view text) {
    for (const std::string_view word : {"是", "true", "TRUE", "True", "yes"})
        if (text == word) return true;
    for (const std::string_view word : {"否", "false", "FALSE", "False", "no"})
        if (text == word) return false;
    return std::nullopt;
}

}  // namespace fadu::facts
