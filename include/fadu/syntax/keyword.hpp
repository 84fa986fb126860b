// The keyword table (keywords.def) as types: which words the language has, in three spellings. The lexer asks it of every
// word, the printer when it rewrites a file in another spelling.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace fadu::syntax {

enum class Keyword : std::uint16_t {
    none_,  ///< no keyword; Keyword::none is the value 无
#define FADU_KEYWORD(id, english, simplified, traditional, use) id,
#include "fadu/syntax/keywords.def"
#undef FADU_KEYWORD
};

enum class KeywordUse : std::uint8_t { head, word, local };
enum class Spelling : std::uint8_t { en, zh_hans, zh_hant };

/// How a keyword is written in one spelling; "" for Keyword::none_.
std::string_view spelling(Keyword keyword, Spelling spelling);
/// Where a keyword is one; `local` for Keyword::none_.
KeywordUse use_of(Keyword keyword);
/// The keyword of a whole word (or of several English words, single blanks between them) in any spelling.
std::optional<Keyword> find_keyword(std::string_view word);

struct KeywordMatch {
    Keyword keyword = Keyword::none_;
    std::size_t bytes = 0;
};
/// The longest English keyword of two words and more that begins `text`, its words a blank or tab apart.
std::optional<KeywordMatch> find_longest(std::string_view text);

}  // namespace fadu::syntax
