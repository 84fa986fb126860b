// Units of literals in the three spellings: 30日 and 30 days, 7个工作日 and 7 working days.
#pragma once

#include <string>

#include "fadu/syntax/keyword.hpp"
#include "fadu/syntax/token.hpp"

namespace fadu::syntax {

/// The literal with its number as written and its unit in this spelling. Measure words of counts (2人) have no English and
/// stay.
std::string rewrite_literal(const Token& token, Spelling spelling);

}  // namespace fadu::syntax
