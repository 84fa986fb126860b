// Bodies of fadu/text/unicode.hpp. ASCII and the common ideographs never reach utf8proc's tables.
#pragma once

#include <utf8proc.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "fadu/text/unicode.hpp"

namespace fadu::text {

namespace unicode_detail {

inline constexpr char32_t replacement = 0xFFFD;

/// U+4E00 to U+9FFF: letters of width 2 that normalisation leaves alone.
constexpr bool is_common_ideograph(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

constexpr bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr bool is_variation_selector(char32_t c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

/// Characters that normalisation never changes and that never take part in a composition with a neighbour.
constexpr bool is_inert(char32_t c) {
    return c < 0x300 || is_common_ideograph(c) || (c >= 0x2010 && c <= 0x2027) || (c >= 0x3001 && c <= 0x3020) ||
           (c >= 0xFF01 && c <= 0xFF5E);
}

inline utf8proc_int32_t code(char32_t c) { return static_cast<utf8proc_int32_t>(c); }

/// Marks by their class, each run apart: what utf8proc itself does by exchanging neighbours, in quadratic time.
inline void order_marks(std::vector<utf8proc_int32_t>& characters) {
    const auto combining_class = [](utf8proc_int32_t c) { return utf8proc_get_property(c)->combining_class; };
    auto run = characters.begin();
    while (run != characters.end()) {
        run = std::find_if(run, characters.end(), [&](auto c) { return combining_class(c) != 0; });
        const auto end = std::find_if(run, characters.end(), [&](auto c) { return combining_class(c) == 0; });
        std::stable_sort(run, end, [&](auto a, auto b) { return combining_class(a) < combining_class(b); });
        run = end;
    }
}

}  // namespace unicode_detail

FADU_INLINE CodePoint decode(std::string_view text, std::size_t offset) {
    if (offset >= text.size()) return {0, 0, true};
    const auto byte = [&](std::size_t i) -> std::uint32_t {
        return offset + i < text.size() ? static_cast<unsigned char>(text[offset + i]) : 0u;
    };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
    const CodePoint bad{unicode_detail::replacement, 1, false};
    const std::uint32_t lead = byte(0);
    if (lead < 0x80) return {static_cast<char32_t>(lead), 1, true};
    if (lead < 0xC2) return bad;
    if (lead < 0xE0) {
        if (!continues(1)) return bad;
        return {static_cast<char32_t>((lead & 0x1Fu) << 6 | (byte(1) & 0x3Fu)), 2, true};
    }
    if (lead < 0xF0) {
        if (!continues(1) || !continues(2)) return bad;
        const auto value = (lead & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
        if (value < 0x800 || (value >= 0xD800 && value <= 0xDFFF)) return bad;
        return {static_cast<char32_t>(value), 3, true};
    }
    if (lead > 0xF4 || !continues(1) || !continues(2) || !continues(3)) return bad;
    const auto value = (lead & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu);
    if (value < 0x10000 || value > 0x10FFFF) return bad;
    return {static_cast<char32_t>(value), 4, true};
}

FADU_INLINE std::size_t find_invalid_utf8(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    std::size_t at = 0;
    while (at < text.size()) {
        // Eight ASCII bytes at a time, then runs of the three-byte characters that need no further look.
        while (at + 8 <= text.size()) {
            std::uint64_t block;
            std::memcpy(&block, text.data() + at, 8);
            if ((block & 0x8080808080808080u) != 0) break;
            at += 8;
        }
        while (at + 3 <= text.size() && byte(at) >= 0xE1 && byte(at) <= 0xEF && byte(at) != 0xED &&
               ((byte(at + 1) ^ 0x80u) | (byte(at + 2) ^ 0x80u)) < 0x40u) {
            at += 3;
        }
        while (at < text.size() && byte(at) < 0x80) ++at;
        if (at == text.size()) break;
        const CodePoint point = decode(text, at);
        if (!point.valid) return at;
        at += point.bytes;
    }
    return std::string_view::npos;
}

FADU_INLINE int width(char32_t c) {
    if (c < 0x20 || c == 0x7F) return 0;
    if (c < 0x7F) return 1;
    if (unicode_detail::is_common_ideograph(c)) return 2;
    return utf8proc_charwidth(unicode_detail::code(c));
}

FADU_INLINE int width(std::string_view text) {
    int columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        columns += width(point.value);
        at += point.bytes;
    }
    return columns;
}

FADU_INLINE bool is_name_character(char32_t c) {
    if (c < 0x80) return unicode_detail::is_ascii_letter(c) || c == '_';
    if (unicode_detail::is_common_ideograph(c)) return true;
    if (c == 0xB7 || c == 0x30FB) return true;  // the middle dot inside foreign names
    if (c >= 0xFF10 && c <= 0xFF19) return false;
    if (unicode_detail::is_variation_selector(c)) return true;
    if (utf8proc_get_property(unicode_detail::code(c))->ignorable) return false;
    switch (utf8proc_category(unicode_detail::code(c))) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ME:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO:
        case UTF8PROC_CATEGORY_PC: return true;
        default: return false;
    }
}

FADU_INLINE std::string encode(char32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = unicode_detail::replacement;
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char(unicode_detail::code(c), bytes);
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length)};
}

FADU_INLINE bool is_nfc(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        if (!unicode_detail::is_inert(point.value)) return to_nfc(text) == text;
        at += point.bytes;
    }
    return true;
}

FADU_INLINE std::string to_nfc(std::string_view text) {
    std::vector<utf8proc_int32_t> characters;
    characters.reserve(text.size() + 1);
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        if (!point.valid) return std::string(text);
        utf8proc_int32_t parts[32];
        int boundary = 0;
        const auto count =
            utf8proc_decompose_char(unicode_detail::code(point.value), parts, 32, UTF8PROC_DECOMPOSE, &boundary);
        if (count < 0 || count > 32) return std::string(text);
        characters.insert(characters.end(), parts, parts + count);
        at += point.bytes;
    }
    unicode_detail::order_marks(characters);
    const auto length = utf8proc_normalize_utf32(characters.data(), static_cast<utf8proc_ssize_t>(characters.size()),
                                                 static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    std::string normalised;
    normalised.reserve(text.size());
    for (utf8proc_ssize_t i = 0; i < length; ++i) {
        normalised += encode(static_cast<char32_t>(characters[static_cast<std::size_t>(i)]));
    }
    return normalised;
}

}  // namespace fadu::text
