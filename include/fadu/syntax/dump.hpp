// The syntax tree as an indented text, for golden tests and for looking at; beside print.hpp, which gives back rule files.
#pragma once

#include <string>

#include "fadu/syntax/tree.hpp"

namespace fadu::syntax {

/// One node a line, children indented by two. Keywords appear by their identifiers, whatever their spelling.
std::string dump(const File& file);
std::string dump(const Expression& expression);

}  // namespace fadu::syntax
