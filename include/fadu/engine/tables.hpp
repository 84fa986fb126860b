// Lists (decision tables) and definitions as values: which results are possible, and the rows that say so (semantics.md
// section 7).
#pragma once

#include "fadu/engine/evaluate.hpp"

namespace fadu::engine {

Trace evaluate_list(int index, int column, const model::Type& type, const Context& context);
Trace evaluate_definition(int index, const Context& context);

}  // namespace fadu::engine
