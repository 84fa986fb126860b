// Inside the lexer: single characters, with their full-width forms folded to the ASCII ones they stand for.
#pragma once

#include <cstdint>
#include <string_view>

#include "fadu/text/unicode.hpp"

namespace fadu::syntax::lexer {

/// A character as the lexer sees it: folded, with the bytes it takes in the source.
struct Character {
    char32_t value = 0;  ///< 0 with no bytes at the end of the text
    std::uint32_t bytes = 0;
    bool valid = true;
    bool folded = false;  ///< differs from what is written
};

constexpr char32_t less_or_equal = 0x2264;
constexpr char32_t greater_or_equal = 0x2265;
constexpr char32_t not_equal = 0x2260;
constexpr char32_t per_mille = 0x2030;
constexpr char32_t section_sign = 0xA7;

/// The ASCII twin of a full-width character or of a symbol with several forms; any other character is itself.
constexpr char32_t fold(char32_t c) {
    if (c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF)) return c;
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
    switch (c) {
        case 0x3001:
        case 0xFF64: return ',';
        case 0x3002:
        case 0xFF61: return '.';
        case 0xD7: return '*';
        case 0xF7: return '/';
        case 0x2212: return '-';
        case 0x2266: return less_or_equal;
        case 0x2267: return greater_or_equal;
        case 0x85:
        case 0xA0:
        case 0x1680:
        case 0x2028:
        case 0x2029:
        case 0x202F:
        case 0x205F:
        case 0x3000:
        case 0xFEFF: return ' ';
        default: return c >= 0x2000 && c <= 0x200A ? U' ' : c;
    }
}

/// Whether the bytes at `at` begin one of U+4E00 to U+9FFF; only for valid UTF-8.
inline bool is_common_ideograph(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    return (lead >= 0xE5 && lead <= 0xE9) || (lead == 0xE4 && static_cast<unsigned char>(text[at + 1]) >= 0xB8);
}

/// text::decode with its commonest cases, one and three bytes, at hand.
inline text::CodePoint decode(std::string_view text, std::size_t at) {
    if (at + 3 <= text.size()) {
        const auto byte = [&](std::size_t i) {
            return static_cast<unsigned>(static_cast<unsigned char>(text[at + i]));
        };
        const unsigned lead = byte(0);
        if (lead < 0x80) return {static_cast<char32_t>(lead), 1, true};
        if (lead >= 0xE1 && lead <= 0xEF && lead != 0xED && ((byte(1) ^ 0x80u) | (byte(2) ^ 0x80u)) < 0x40u) {
            return {static_cast<char32_t>((lead & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu)), 3, true};
        }
    }
    return text::decode(text, at);
}

inline Character character(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    if (const auto byte = static_cast<unsigned char>(text[at]); byte < 0x80) return {byte, 1, true, false};
    const text::CodePoint point = decode(text, at);
    const char32_t value = fold(point.value);
    return {value, point.bytes, point.valid, value != point.value};
}

constexpr bool is_blank(char32_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f'; }
constexpr bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char32_t c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_letter(char32_t c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }
constexpr bool is_alphanumeric(char32_t c) { return is_letter(c) || is_digit(c); }

/// A numeral as statutes count: 〇 零 一 … 九 十 百 千 万 两, or a digit.
constexpr bool is_chinese_numeral(char32_t c) {
    constexpr std::u32string_view numerals = U"〇零一二三四五六七八九十百千万萬两兩";
    return numerals.find(c) != std::u32string_view::npos;
}
constexpr bool is_numeral(char32_t c) { return is_digit(c) || is_chinese_numeral(c); }

}  // namespace fadu::syntax::lexer
