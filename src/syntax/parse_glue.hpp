// Two words that the law writes as one and the lexer leaves together: 取整 到元.
#pragma once

#include <vector>

#include "fadu/syntax/token.hpp"

namespace fadu::syntax {

void split_glued_words(std::vector<Token>& tokens);

/// 类项 程序: a head word right behind 类项 is a section's name, since no declaration begins there.
void release_section_names(std::vector<Token>& tokens);

}  // namespace fadu::syntax
