// Texts as documents are asked for them: patterns of numbers and names. Beside the evaluation of expressions, which it
// serves.
#pragma once

#include <string_view>

#include "fadu/config.hpp"

namespace fadu::engine {

/// Does the whole text fit: # one digit (half or full width), ? one character, * any run of characters, everything else
/// itself? Digits of either width are the same; brackets are as written. Time: the product of the lengths.
bool fits_pattern(std::string_view text, std::string_view pattern);

}  // namespace fadu::engine
