#include "facts/example_values.hpp"

#include "fadu/syntax/literal.hpp"

namespace fadu::facts {
namespace {

using model::Constant;
using model::Number;
using model::Type;
using model::TypeKind;
using syntax::ExampleEntry;
using syntax::Expression;
using syntax::ExpressionKind;
using syntax::Keyword;
using syntax::Token;
using syntax::TokenKind;

bool present(const Token& token) { return token.kind != TokenKind::end; }
bool is_some_day(const Token& token) { return token.keyword == Keyword::some_day && !token.quoted; }

std::optional<Number> number_of(const syntax::Literal<syntax::Fraction>& fraction) {
    if (!fraction) return std::nullopt;
    return Number::of(fraction->numerator, fraction->denominator);
}

bool is_keyword(const ExampleEntry& entry, Keyword keyword) {
    return entry.values.size() == 1 && entry.values.front().kind == ExpressionKind::literal &&
           entry.values.front().token.keyword == keyword && !entry.values.front().token.quoted;
}

}  // namespace

bool ExampleValues::says_none(const ExampleEntry& entry) const { return is_keyword(entry, Keyword::none); }

std::optional<Knowledge> ExampleValues::knowledge(const ExampleEntry& entry, const model::Field& field) const {
    if (field.may_be_none && says_none(entry)) return Knowledge::none;
    if (field.may_be_unascertainable && is_keyword(entry, Keyword::unascertainable)) return Knowledge::unascertainable;
    return std::nullopt;
}

Converted<time::TimeSpan> ExampleValues::moment_of(const Token& token) {
    if (token.kind == TokenKind::date)
        if (const auto day = syntax::read_date(token.text)) return time::TimeSpan::of(*day);
    if (token.kind == TokenKind::moment) {
        const auto moment = syntax::read_moment(token.text, rulebook_.zone_offset_minutes, rulebook_.keep_wall_clock);
        if (moment) return time::TimeSpan::of(*moment);
    }
    return span_from_text(conversion_, token.text);
}

ExampleValues::When ExampleValues::when(const ExampleEntry& entry) {
    When when;
    const auto put = [&](const Token& token, std::optional<time::TimeSpan>& to) {
        if (!present(token) || is_some_day(token)) return;
        const auto span = moment_of(token);
        if (span)
            to = *span;
        else
            when.problems.emplace_back(token.span, span.error());
    };
    put(entry.begin, when.begin);
    put(entry.end, when.end);
    when.end_said = present(entry.end);
    if (entry.values.empty()) return when;
    const Expression& value = entry.values.front();
    const bool dated = present(entry.begin) || entry.values.size() > 1;
    if (!dated && value.kind == ExpressionKind::interval && value.children.size() == 2) {
        put(value.children[0].token, when.begin);
        put(value.children[1].token, when.end);
        when.end_said = true;
    } else if (!dated && (value.token.kind == TokenKind::date || value.token.kind == TokenKind::moment)) {
        put(value.token, when.begin);
    } else if (!dated && is_some_day(value.token)) {
    } else {
        when.problems.emplace_back(value.span, text::Message{"事件只写日期；它的字段另起一行或写在（）里",
                                                             "an event has a date only; its fields stand on lines of "
                                                             "their own or in ( )"});
    }
    return when;
}

Converted<Constant> ExampleValues::interval(const Token& first, const Token& last, const Type& type) {
    const auto begin = syntax::read_date(first.text);
    const auto end = syntax::read_date(last.text);
    if (type.kind != TypeKind::interval || !begin || !end || *end < *begin)
        return wrong(type, std::string(first.text) + " 至 " + std::string(last.text));
    return Constant(model::DayInterval{*begin, *end});
}

ExampleValues::Constants ExampleValues::constants(const ExampleEntry& entry, const Type& type) {
    Constants result;
    const auto add = [&](Converted<Constant> value, text::Span span) {
        if (value) {
            result.values.emplace_back(std::move(*value));
        } else {
            result.values.emplace_back(std::nullopt);
            result.problems.emplace_back(span, std::move(value.error()));
        }
    };
    if (present(entry.begin)) {
        if (is_some_day(entry.begin))
            result.unknown = true;
        else if (present(entry.end))
            add(interval(entry.begin, entry.end, type), entry.span);
        else
            add(literal(entry.begin, type), entry.begin.span);
    }
    for (const Expression& value : entry.values) {
        if (is_some_day(value.token))
            result.unknown = true;
        else if (value.kind == ExpressionKind::set)
            for (const Expression& each : value.children) add(constant(each, type), each.span);
        else if (!(says_none(entry) && type.kind != TypeKind::enumeration && type.kind != TypeKind::text))
            add(constant(value, type), value.span);
    }
    if (says_none(entry) && result.values.empty()) result.problems.clear();
    for (const auto& fields : entry.records)
        if (!fields.empty()) add(wrong(type, "（…）"), fields.front().span);
    return result;
}

Converted<Constant> ExampleValues::constant(const Expression& value, const Type& type) {
    switch (value.kind) {
        case ExpressionKind::parenthesized:
            if (value.children.size() == 1) return constant(value.children.front(), type);
            break;
        case ExpressionKind::interval:
            if (value.children.size() == 2) return interval(value.children[0].token, value.children[1].token, type);
            break;
        case ExpressionKind::range: return range(value, type);
        case ExpressionKind::unary:
            if (value.token.symbol == '-' && value.children.size() == 1) {
                auto positive = constant(value.children.front(), type);
                if (!positive) return positive;
                if (const auto* number = std::get_if<Number>(&*positive))
                    if (const auto negative = model::subtract(Number(0), *number)) return Constant(*negative);
            }
            break;
        case ExpressionKind::error: break;
        default: return literal(value.token, type);
    }
    return wrong(type, value.token.text);
}

Converted<Constant> ExampleValues::literal(const Token& token, const Type& type) {
    if (type.kind == TypeKind::text) {
        if (token.kind == TokenKind::text || token.kind == TokenKind::name) return Constant(std::string(token.text));
        return wrong(type, token.text);
    }
    if (type.kind == TypeKind::enumeration) return constant_from_text(conversion_, type, token.text);
    std::optional<Number> number;
    bool fits = false;
    switch (token.kind) {
        case TokenKind::number:
            number = number_of(syntax::read_number(token.text));
            fits = type.kind == TypeKind::integer || type.kind == TypeKind::decimal || type.kind == TypeKind::ratio;
            break;
        case TokenKind::count:
            if (const auto count = syntax::read_count(token.text)) number = Number(*count);
            fits = type.kind == TypeKind::integer || type.kind == TypeKind::decimal;
            break;
        case TokenKind::percent:
            number = number_of(syntax::read_percent(token.text));
            fits = type.kind == TypeKind::ratio;
            break;
        case TokenKind::money:
            number = number_of(syntax::read_money(token.text));
            fits = type.kind == TypeKind::money;
            break;
        case TokenKind::span:
            if (const auto part = syntax::read_span(token.text); part && type.kind == TypeKind::span)
                return Constant(time::Period{{*part}});
            break;
        case TokenKind::date:
            if (const auto day = syntax::read_date(token.text); day && type.kind == TypeKind::date)
                return Constant(*day);
            break;
        case TokenKind::moment: {
            const auto moment =
                syntax::read_moment(token.text, rulebook_.zone_offset_minutes, rulebook_.keep_wall_clock);
            if (moment && type.kind == TypeKind::moment) return Constant(*moment);
            break;
        }
        case TokenKind::keyword:
            if (type.kind == TypeKind::boolean && token.keyword == Keyword::yes) return Constant(true);
            if (type.kind == TypeKind::boolean && token.keyword == Keyword::no) return Constant(false);
            break;
        default: break;
    }
    const bool whole = type.kind == TypeKind::integer || type.kind == TypeKind::money;
    if (number && fits && (!whole || number->is_integer())) return Constant(*number);
    return wrong(type, token.text);
}

Converted<Constant> ExampleValues::range(const Expression& value, const Type& type) {
    if (type.kind != TypeKind::range || value.children.empty()) return wrong(type, value.token.text);
    const bool both = value.children.size() == 2;
    const Expression* low = both || value.low_open_word ? &value.children.front() : nullptr;
    const Expression* high = both || !value.low_open_word ? &value.children.back() : nullptr;
    const auto fill = [&](auto made) -> Converted<Constant> {
        using End = typename decltype(made.low)::value_type;
        for (const auto& [said, end] : {std::pair{low, &made.low}, std::pair{high, &made.high}}) {
            if (said == nullptr) continue;
            auto read = constant(*said, type.element_type());
            if (!read) return tl::unexpected(std::move(read.error()));
            *end = std::get<End>(std::move(*read));
        }
        return Constant(std::move(made));
    };
    return type.element == TypeKind::span ? fill(model::SpanRange{}) : fill(model::NumberRange{});
}

}  // namespace fadu::facts
