// What the language needs of Unicode: decoding with errors, display width, letters, NFC. Over utf8proc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fadu/config.hpp"

namespace fadu::text {

struct CodePoint {
    char32_t value = 0;       ///< U+FFFD where the bytes are not UTF-8
    std::uint32_t bytes = 0;  ///< 1 for a bad byte; 0 only at the end of the text
    bool valid = true;
};

/// The code point at `offset`. Over-long forms, surrogates and values beyond U+10FFFF are bad bytes.
CodePoint decode(std::string_view text, std::size_t offset);
/// The offset of the first byte that is not UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view text);
/// Columns on a terminal: 0 (combining), 1 or 2.
int width(char32_t c);
int width(std::string_view text);
/// A letter, ideograph, mark or connector that may stand in a name; digits are told by is_digit.
bool is_name_character(char32_t c);
std::string encode(char32_t c);
/// True if the text is in Normalization Form C; quick for ASCII and common Chinese.
bool is_nfc(std::string_view text);
std::string to_nfc(std::string_view text);

}  // namespace fadu::text

#ifdef FADU_HEADER_ONLY
#include "fadu/text/impl/unicode_inl.hpp"
#endif
