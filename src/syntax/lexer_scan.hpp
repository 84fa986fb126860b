// Inside the lexer: how far a word, a literal, an article or an item's label reaches. Pure functions over text, shared
// by the lexer and by the splitting of runs without spaces.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "fadu/syntax/token.hpp"

namespace fadu::syntax::lexer {

/// Where a word ends, and whether it consists of ASCII and common ideographs alone, so that it needs no normalisation.
struct Word {
    std::size_t end = 0;
    bool plain = true;
};

/// The word at `at`: letters, ideographs, digits behind the first character, hyphens between ASCII letters and digits.
/// Ends at `at` if none begins there. `trusted` texts are valid UTF-8.
Word scan_word(std::string_view text, std::size_t at, bool trusted);

enum class LiteralProblem : std::uint8_t { none, impossible_date, impossible_time, loose_date };

struct Literal {
    TokenKind kind = TokenKind::number;
    std::size_t end = 0;
    bool plain = true;  ///< no full-width digits or signs
    LiteralProblem problem = LiteralProblem::none;
};

/// The longest literal that begins with the digit at `at`.
Literal scan_literal(std::string_view text, std::size_t at);

/// Whether an article could begin at `at`; quick, for every word is asked.
inline bool may_be_article(std::string_view text, std::size_t at) {
    const char lead = text[at];
    if (lead != 'a' && lead != "第"[0] && lead != "附"[0]) return false;
    const std::string_view rest = text.substr(at);
    return rest.starts_with("第") || rest.starts_with("附") || rest.starts_with("art.");
}

/// The end of the article at `at` (第十五条第一款, 附件一§1.1, art. 15 para. 1), if one begins there.
std::optional<std::size_t> scan_article(std::string_view text, std::size_t at);

/// What is inside an item's label, and where the label ends.
struct Item {
    std::size_t inside_begin = 0;
    std::size_t inside_end = 0;
    std::size_t end = 0;
    bool plain = true;
};

/// The label （一）, （一之一）, (1) or (a) whose parenthesis stands at `at`.
std::optional<Item> scan_item(std::string_view text, std::size_t at);

}  // namespace fadu::syntax::lexer
