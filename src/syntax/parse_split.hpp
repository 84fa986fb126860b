// Where a declaration has a syntax error and holds a run that is no declared name, the blanks between its words may be
// missing: says so, with a mend where the run splits in exactly one way.
#pragma once

#include "fadu/syntax/parse.hpp"

namespace fadu::syntax {

void mend_missing_blanks(Parsed& parsed);

}  // namespace fadu::syntax
