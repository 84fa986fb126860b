// Two words that the law writes as one and the lexer leaves together: 取整 到元.
#pragma once

#include <vector>

#include "fadu/syntax/token.hpp"

namespace fadu::syntax {

void split_glued_words(std::vector<Token>& tokens);

}  // namespace fadu::syntax
