// Figures as people write them: decimals, amounts of money, ratios, periods; exact, in half- or full-width digits.
// Used by convert.cpp alone.
#pragma once

#include "facts/convert.hpp"

namespace fadu::facts {

/// A whole number, decimal, ratio or amount of money (in fen) from a plain text.
Converted<model::Number> figure_from_text(const model::Rulebook& rulebook, const model::Type& type,
                                          std::string_view text);

}  // namespace fadu::facts
