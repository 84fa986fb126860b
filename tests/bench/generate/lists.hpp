// A decision list of any number of rows as a rule file, and cases for it: the same list with 20 and with 10,000 rows.
#pragma once

#include <string>

#include "generate/cases.hpp"

namespace fadu::bench {

/// The rule file. Four rows an item, then 其他; `rows` counts all but the last.
std::string make_list(std::size_t rows);

/// A case for the list of so many rows.
Json make_list_case(std::uint64_t seed, std::uint64_t number, std::size_t rows);
Corpus make_list_corpus(std::size_t cases, std::size_t rows, std::uint64_t seed = usual_seed);

}  // namespace fadu::bench
