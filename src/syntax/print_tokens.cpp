// How single tokens are written, as they are or in another spelling, and where blanks stand between them.
#include <array>

#include "syntax/print_layout.hpp"
#include "syntax/print_units.hpp"

namespace fadu::syntax {

namespace {

bool is_literal(const Token& token) { return token.kind >= TokenKind::number && token.kind <= TokenKind::moment; }
bool is_ascii(std::string_view text) { return !text.empty() && static_cast<unsigned char>(text.front()) < 0x80; }

std::string punctuation(const Token& token, bool english, bool parts_entries, bool ends_line, bool before_keyword) {
    switch (token.symbol) {
        case ',': return english ? "," : parts_entries || ends_line || before_keyword ? "，" : "、";
        case ';': return english ? ";" : "；";
        case '.': return english ? "." : "。";
        case '(': return english ? "(" : "（";
        case ')': return english ? ")" : "）";
        case ':': return english || !ends_line ? ":" : "：";
        default: return std::string(token.text);
    }
}

/// Keywords that the law writes close behind a number: 30日内, 1万元以上.
bool follows_closely(Keyword keyword) {
    switch (keyword) {
        case Keyword::within:
        case Keyword::only_after:
        case Keyword::ahead:
        case Keyword::or_more:
        case Keyword::or_less:
        case Keyword::or_within: return true;
        default: return false;
    }
}

bool is_english_unit(std::string_view text) {
    constexpr std::array units{"working", "calendar", "day",  "days",  "month", "months",
                               "year",    "years",    "hour", "hours", "yuan"};
    for (std::string_view unit : units) {
        if (text == unit || (text.starts_with(unit) && text.substr(unit.size()).starts_with(' '))) return true;
    }
    return false;
}

/// Two words that would be read as one longer keyword stand two blanks apart.
bool would_merge(std::string_view left, std::string_view right) {
    if (!is_ascii(left) || !is_ascii(right)) return false;
    if (left.front() < 'a' || left.front() > 'z') return false;
    const auto found = find_longest(std::string(left) + " " + std::string(right) + " x x x");
    return found && found->bytes > left.size();
}

}  // namespace

std::string token_text(const Token& token, const text::Sources& sources, std::optional<Spelling> keywords,
                       bool parts_entries, bool ends_line, bool before_keyword) {
    switch (token.kind) {
        case TokenKind::keyword:
            if (keywords) return std::string(spelling(token.keyword, *keywords));
            break;
        case TokenKind::name: return token.quoted ? "「" + std::string(token.text) + "」" : std::string(token.text);
        case TokenKind::number:
        case TokenKind::money:
        case TokenKind::count:
        case TokenKind::span: return keywords ? rewrite_literal(token, *keywords) : std::string(token.text);
        case TokenKind::percent:
        case TokenKind::date:
        case TokenKind::moment: return std::string(token.text);
        case TokenKind::item:
            if (!keywords) break;
            return *keywords == Spelling::en ? "(" + std::string(token.text) + ")"
                                             : "（" + std::string(token.text) + "）";
        case TokenKind::punctuation:
            if (keywords)
                return punctuation(token, *keywords == Spelling::en, parts_entries, ends_line, before_keyword);
            break;
        default: break;
    }
    return std::string(sources.slice(token.span));
}

std::string_view gap(const Token& left, const Token& right, std::string_view left_text, std::string_view right_text,
                     bool left_is_unary) {
    constexpr std::string_view none = "", blank = " ", wide = "  ";
    const auto symbol = [](const Token& token) { return token.kind == TokenKind::punctuation ? token.symbol : '\0'; };
    switch (symbol(right)) {
        case ',':
        case ';':
        case '.':
        case ')': return none;
        case '(': return is_ascii(right_text) && symbol(left) != '(' ? blank : none;
        case ':': return is_ascii(right_text) ? blank : none;
        default: break;
    }
    switch (symbol(left)) {
        case '(': return none;
        case ')':
        case ',':
        case ';':
        case '.':
        case ':': return is_ascii(left_text) ? blank : none;
        default: break;
    }
    if (left_is_unary) return none;
    if (left.kind == TokenKind::title && right.kind == TokenKind::article) return none;
    if (left.kind == TokenKind::item) return is_ascii(left_text) ? blank : none;
    if (!is_ascii(right_text) && is_literal(left) && follows_closely(right.keyword)) return none;
    if (!is_ascii(left_text) && is_literal(right) && (left.keyword == Keyword::or_more)) return none;
    if (!is_ascii(left_text) && left.keyword == Keyword::to_unit && right.kind == TokenKind::name && !right.quoted)
        return none;
    if (is_literal(left) && is_english_unit(right_text)) return wide;
    return would_merge(left_text, right_text) ? wide : blank;
}

}  // namespace fadu::syntax
