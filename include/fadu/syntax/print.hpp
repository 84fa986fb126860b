// From the syntax tree back to text: the formatter. Printing what was parsed from print's own output changes nothing, and
// parsing it gives the same tree up to spans and the spelling of keywords.
#pragma once

#include <optional>
#include <string>

#include "fadu/syntax/tree.hpp"

namespace fadu::syntax {

struct PrintOptions {
    /// Rewrites every keyword (and unit, and punctuation to go with it) into one spelling; none keeps each as written.
    std::optional<Spelling> keywords;
};

/// Canonical layout: a declaration a block, a clause a line, items and rows aligned, comments kept at their places.
std::string print(const File& file, const text::Sources& sources, const PrintOptions& options = {});

/// Equal up to spans, comments and the spelling of keywords.
bool same_meaning(const File& a, const File& b);

}  // namespace fadu::syntax
