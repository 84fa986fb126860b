// The rulebook as stable text: every declaration with its types, frames and operations as s-expressions. For golden tests
// and for people who want to see what a rule file was understood to mean.
#pragma once

#include <string>

#include "fadu/model/rulebook.hpp"

namespace fadu::model {

std::string print(const Rulebook& rulebook);

/// One expression: (less_equal (field 0 (frame 1)) 300000). Indexes, not names.
std::string to_text(const Expression& expression);
std::string to_text(const Constant& constant);
std::string_view name_of(Operation operation);

}  // namespace fadu::model
