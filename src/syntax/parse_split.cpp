#include "syntax/parse_split.hpp"

namespace fadu::syntax {

void mend_missing_blanks(Parsed& parsed, GrammarState& state) {
    (void)parsed;
    (void)state;
}

}  // namespace fadu::syntax
