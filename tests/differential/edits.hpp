// What may be cut from a rule text, by its syntax tree: the larger parts first.
#pragma once

#include <string>
#include <vector>

#include "load.hpp"

namespace fadu::differential {

struct Edit {
    std::uint32_t begin = 0, end = 0;  ///< bytes of the text
    std::string replacement;
};

std::vector<Edit> edits_of(const Loaded& loaded);
std::string applied(const std::string& text, const Edit& edit);

}  // namespace fadu::differential
