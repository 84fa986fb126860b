// How far words reach.
#include "syntax/lexer_characters.hpp"
#include "syntax/lexer_scan.hpp"

namespace fadu::syntax::lexer {

Word scan_word(std::string_view text, std::size_t at, bool trusted) {
    Word word{at, true};
    bool after_alphanumeric = false;
    while (word.end < text.size()) {
        if (trusted && is_common_ideograph(text, word.end)) {
            word.end += 3;
            after_alphanumeric = false;
            continue;
        }
        const Character c = character(text, word.end);
        if (is_blank(c.value)) break;
        if (is_alphanumeric(c.value) || c.value == '_') {
            if (word.end == at && is_digit(c.value)) break;
            after_alphanumeric = c.value != '_';
        } else if (c.value == '-' && after_alphanumeric && is_alphanumeric(character(text, word.end + c.bytes).value)) {
            after_alphanumeric = false;
        } else if (c.valid && !c.folded && c.value >= 0x80 && text::is_name_character(c.value)) {
            after_alphanumeric = false;
            word.plain = word.plain && c.value >= 0x4E00 && c.value <= 0x9FFF;
        } else {
            break;
        }
        word.plain = word.plain && !c.folded;
        word.end += c.bytes;
    }
    return word;
}

}  // namespace fadu::syntax::lexer
