#include "facts/convert.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "facts/figures.hpp"
#include "fadu/text/unicode.hpp"

namespace fadu::facts {
namespace {

using model::Constant;
using model::Number;
using model::Type;
using model::TypeKind;

tl::unexpected<text::Message> wrong(const Conversion& conversion, const Type& type, std::string_view found) {
    return tl::unexpected(mismatch(conversion.rulebook, type, found));
}

bool is_time_zone_word(std::string_view text) { return text == " UTC" || text == " GMT" || text == " Z"; }

std::optional<time::Moment> parse_moment(const Conversion& conversion, std::string_view text) {
    const int zone = conversion.rulebook.zone_offset_minutes;
    const bool keep = conversion.rulebook.keep_wall_clock;
    for (const std::size_t length : {4u, 2u}) {
        if (text.size() > length && is_time_zone_word(text.substr(text.size() - length)))
            return time::parse_moment(std::string(text.substr(0, text.size() - length)) + "Z", zone, keep);
    }
    return time::parse_moment(text, zone, keep);
}

/// A date, or a date with a time where the reader may cut it.
std::optional<time::Day> parse_date(const Conversion& conversion, std::string_view text) {
    if (const auto day = time::parse_day(text)) return day;
    if (!conversion.cut_to_days) return std::nullopt;
    const auto moment = parse_moment(conversion, text);
    return moment ? std::optional(time::day_of(*moment)) : std::nullopt;
}

Converted<Constant> interval_from_text(const Conversion& conversion, const Type& type, std::string_view text) {
    for (const std::string_view separator : {"至", "～", "~", " - ", " to "}) {
        const std::size_t at = text.find(separator);
        if (at == std::string_view::npos) continue;
        const auto first = parse_date(conversion, trim(text.substr(0, at)));
        const auto last = parse_date(conversion, trim(text.substr(at + separator.size())));
        if (!first || !last || *last < *first) return wrong(conversion, type, text);
        return Constant(model::DayInterval{*first, *last});
    }
    // Dates may be written with slashes themselves, so every one is tried.
    for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', at + 1)) {
        const auto first = parse_date(conversion, trim(text.substr(0, at)));
        const auto last = parse_date(conversion, trim(text.substr(at + 1)));
        if (first && last && *first <= *last) return Constant(model::DayInterval{*first, *last});
    }
    return wrong(conversion, type, text);
}

Converted<Constant> enumerator_from_text(const Conversion& conversion, const Type& type, std::string_view text) {
    const model::Enumeration& kind = conversion.rulebook.enumerations.at(static_cast<std::size_t>(type.index));
    const auto found = std::find(kind.enumerators.begin(), kind.enumerators.end(), text);
    if (found != kind.enumerators.end())
        return Constant(model::Enumerator{static_cast<int>(found - kind.enumerators.begin())});
    text::Message message = mismatch(conversion.rulebook, type, text);
    if (const auto meant = text::nearest(text, kind.enumerators)) {
        message.zh += fmt::format("；是不是“{}”？", *meant);
        message.en += fmt::format("; did you mean “{}”?", *meant);
    }
    return tl::unexpected(std::move(message));
}

Converted<Constant> range_from_text(const Conversion& conversion, const Type& type, std::string_view text) {
    std::string_view rest = text;
    std::optional<Constant> low, high;
    constexpr std::string_view or_more = "以上";
    if (const std::size_t at = rest.find(or_more); at != std::string_view::npos) {
        const auto end = constant_from_text(conversion, type.element_type(), trim(rest.substr(0, at)));
        if (!end) return wrong(conversion, type, text);
        low = *end;
        rest = trim(rest.substr(at + or_more.size()));
    }
    if (!rest.empty()) {
        if (!rest.ends_with("以下") && !rest.ends_with("以内")) return wrong(conversion, type, text);
        rest.remove_suffix(std::string_view("以下").size());
        const auto end = constant_from_text(conversion, type.element_type(), trim(rest));
        if (!end) return wrong(conversion, type, text);
        high = *end;
    }
    if (!low && !high) return wrong(conversion, type, text);
    if (type.element == TypeKind::span) {
        model::SpanRange range;
        if (low) range.low = std::get<time::Period>(*low);
        if (high) range.high = std::get<time::Period>(*high);
        return Constant(std::move(range));
    }
    model::NumberRange range;
    if (low) range.low = std::get<Number>(*low);
    if (high) range.high = std::get<Number>(*high);
    if (range.low && range.high && *range.high < *range.low) return wrong(conversion, type, text);
    return Constant(range);
}

bool is_plain_integer(std::string_view digits) {
    if (digits.starts_with('-')) digits.remove_prefix(1);
    return !digits.empty() && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Converted<Constant> constant_from_text(const Conversion& conversion, const Type& type, std::string_view written) {
    if (type.kind == TypeKind::text) {
        std::string storage;
        return Constant(std::string(composed(written, storage)));
    }
    if (type.kind == TypeKind::enumeration) {
        std::string storage;
        return enumerator_from_text(conversion, type, composed(trim(written), storage));
    }
    const std::string text = plain(written);
    switch (type.kind) {
        case TypeKind::boolean:
            if (const auto truth = truth_of(text)) return Constant(*truth);
            break;
        case TypeKind::integer:
        case TypeKind::decimal:
        case TypeKind::ratio:
        case TypeKind::money: {
            auto number = figure_from_text(conversion.rulebook, type, text);
            if (!number) return tl::unexpected(std::move(number.error()));
            return Constant(*number);
        }
        case TypeKind::date:
            if (const auto day = parse_date(conversion, text)) return Constant(*day);
            break;
        case TypeKind::moment:
            if (const auto moment = parse_moment(conversion, text)) return Constant(*moment);
            break;
        case TypeKind::span:
            if (auto period = parse_period(text)) return Constant(std::move(*period));
            break;
        case TypeKind::interval: return interval_from_text(conversion, type, text);
        case TypeKind::range: return range_from_text(conversion, type, text);
        default: break;
    }
    return wrong(conversion, type, text);
}

Converted<Constant> constant_from_number(const Conversion& conversion, const Type& type, std::string_view digits) {
    switch (type.kind) {
        case TypeKind::integer:
        case TypeKind::decimal:
        case TypeKind::ratio:
        case TypeKind::money: {
            auto number = figure_from_text(conversion.rulebook, type, digits);
            if (!number) return tl::unexpected(std::move(number.error()));
            return Constant(*number);
        }
        // Case numbers are often written as JSON numbers; a whole number's digits are its text without loss.
        case TypeKind::text:
            if (is_plain_integer(digits)) return Constant(std::string(digits));
            break;
        default: break;
    }
    return wrong(conversion, type, digits);
}

Converted<Constant> constant_from_boolean(const Conversion& conversion, const Type& type, bool value) {
    if (type.kind == TypeKind::boolean) return Constant(value);
    return wrong(conversion, type, value ? "true" : "false");
}

Converted<Slot> slot_from_text(const Conversion& conversion, const model::Field& field, const Type& type,
                               std::string_view text) {
    Slot slot;
    if (field.may_be_none && means_none(text)) {
        slot.knowledge = Knowledge::none;
        return slot;
    }
    if (field.may_be_unascertainable && means_unascertainable(text)) {
        slot.knowledge = Knowledge::unascertainable;
        return slot;
    }
    auto value = constant_from_text(conversion, type, text);
    if (!value) {
        text::Message message = std::move(value.error());
        if (means_none(text)) {
            message.zh += "（“无”只能用于“可无”的字段）";
            message.en += " (only a field that “may be none” can be none)";
        } else if (means_unascertainable(text)) {
            message.zh += "（“无法查明”只能用于“可无法查明”的字段）";
            message.en += " (only a field that “may be unascertainable” can be so)";
        }
        return tl::unexpected(std::move(message));
    }
    slot.knowledge = Knowledge::known;
    slot.value = std::move(*value);
    return slot;
}

Converted<time::TimeSpan> span_from_text(const Conversion& conversion, std::string_view written) {
    const std::string text = plain(written);
    if (const auto day = time::parse_day(text)) return time::TimeSpan::of(*day);
    if (const auto moment = parse_moment(conversion, text)) {
        if (conversion.cut_to_days) return time::TimeSpan::of(time::day_of(*moment));
        return time::TimeSpan::of(*moment);
    }
    return tl::unexpected(
        text::Message{fmt::format("应为日期或时刻，如 2023-03-01、2023-03-01T10:30，却是“{}”", shown(written)),
                      fmt::format("expected a date or a moment, such as 2023-03-01 or 2023-03-01T10:30, found “{}”",
                                  shown(written))});
}

std::string text_of(const model::Rulebook& rulebook, const Type& type, const Constant& value) {
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "是" : "否";
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* day = std::get_if<time::Day>(&value)) return time::to_string(*day);
    if (const auto* moment = std::get_if<time::Moment>(&value)) return time::to_string(*moment);
    if (const auto* period = std::get_if<time::Period>(&value)) return time::to_string(*period);
    if (const auto* interval = std::get_if<model::DayInterval>(&value))
        return time::to_string(interval->first) + "/" + time::to_string(interval->last);
    if (const auto* enumerator = std::get_if<model::Enumerator>(&value))
        return rulebook.enumerations.at(static_cast<std::size_t>(type.index))
            .enumerators.at(static_cast<std::size_t>(enumerator->position));
    if (const auto* number = std::get_if<Number>(&value)) {
        if (type.kind != TypeKind::money) return decimal_of(*number);
        const auto yuan = model::divide(*number, Number(100));
        return yuan ? decimal_of(*yuan) + "元" : "";
    }
    const auto ends = [&](const auto& range) {
        std::string text;
        if (range.low) text += text_of(rulebook, type.element_type(), Constant(*range.low)) + "以上";
        if (range.high) text += text_of(rulebook, type.element_type(), Constant(*range.high)) + "以下";
        return text;
    };
    if (const auto* range = std::get_if<model::NumberRange>(&value)) return ends(*range);
    if (const auto* range = std::get_if<model::SpanRange>(&value)) return ends(*range);
    return "";
}

text::Message expected_form(const model::Rulebook& rulebook, const Type& type) {
    switch (type.kind) {
        case TypeKind::boolean: return {"是否（true、false、“是”、“否”）", "yes or no (true, false, “是”, “否”)"};
        case TypeKind::integer: return {"整数", "a whole number"};
        case TypeKind::decimal: return {"数", "a number"};
        case TypeKind::ratio: return {"比率（0.2 或“20%”）", "a ratio (0.2 or “20%”)"};
        case TypeKind::money:
            return {"金额（元的数，或“3000元”、“1.2万元”，到分为止）",
                    "an amount of money (a number of yuan, or “3000元”, “1.2万元”; no less than a fen)"};
        case TypeKind::text: return {"文本", "a text"};
        case TypeKind::date: return {"日期（“2023-03-01”）", "a date (“2023-03-01”)"};
        case TypeKind::moment: return {"时刻（“2023-03-01T10:30”）", "a moment (“2023-03-01T10:30”)"};
        case TypeKind::span: return {"期间（“30日”、“7个工作日”、“3个月”）", "a span (“30日”, “7个工作日”, “3个月”)"};
        case TypeKind::interval:
            return {"起止日期（{\"起\":…,\"止\":…} 或“2020-01-01/2025-01-01”，起不晚于止）",
                    "an interval ({\"begin\":…,\"end\":…} or “2020-01-01/2025-01-01”, in this order)"};
        case TypeKind::enumeration: {
            constexpr std::size_t most = 12;
            const auto& names = rulebook.enumerations.at(static_cast<std::size_t>(type.index)).enumerators;
            std::string list;
            for (std::size_t i = 0; i < names.size() && i < most; ++i) list += (i == 0 ? "" : "、") + names[i];
            if (names.size() > most) list += "……";
            return {list + "之一", "one of " + list};
        }
        case TypeKind::record: return {fmt::format("{}（对象）", rulebook.type_name(type)), "an object"};
        case TypeKind::list: {
            const text::Message element = expected_form(rulebook, type.element_type());
            return {"列表，其中每个为" + element.zh, "a list, each of it " + element.en};
        }
        case TypeKind::range: return {"范围（“1万元以上5万元以下”）", "a range (“1万元以上5万元以下”)"};
        default: return {"不由案件给出的值", "nothing that a case can give"};
    }
}

text::Message mismatch(const model::Rulebook& rulebook, const Type& type, std::string_view found_zh,
                       std::string_view found_en) {
    const text::Message expected = expected_form(rulebook, type);
    return {fmt::format("应为{}，却是{}", expected.zh, found_zh),
            fmt::format("expected {}, found {}", expected.en, found_en)};
}

text::Message mismatch(const model::Rulebook& rulebook, const Type& type, std::string_view found) {
    const std::string quoted = "“" + shown(found) + "”";
    return mismatch(rulebook, type, quoted, quoted);
}

}  // namespace fadu::facts
