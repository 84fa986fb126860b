// The keyword table (keywords.def) as types: which words the language has, in three spellings.
#pragma once

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

std::string_view spelling(Keyword keyword, Spelling spelling);
KeywordUse use_of(Keyword keyword);
/// The keyword of a whole word in any spelling; English keywords of several words need find_longest.
std::optional<Keyword> find_keyword(std::string_view word);

}  // namespace fadu::syntax
