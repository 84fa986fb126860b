// A run over many pairs: rulebooks by number, so that any number of threads asks the same questions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compare.hpp"
#include "tally.hpp"

namespace fadu::differential {

struct RunOptions {
    std::uint64_t seed = 1;
    std::uint64_t pairs = 3000;
    int cases = 12;          ///< a rulebook
    int thorough_every = 4;  ///< of these one is asked every way
    int threads = 1;
    bool shrink = true;
    bool program = true;          ///< ask the program too
    std::size_t most_found = 10;  ///< kinds
};

struct Found {
    std::string where;   ///< the seed of the rulebook or the file of the corpus, and the number of the case
    std::string report;  ///< rules, case and both answers, shrunk
    std::string kind;    ///< the rules without the numbers of names: what two reports of one fault have in common
    std::uint64_t times = 1;
};

struct Run {
    Tally tally;
    std::vector<Found> found;
    std::vector<Found> refused;  ///< generated texts that do not load
    void add(Found one, std::size_t most);
};

Run run_generated(const RunOptions& options);
/// Each text with cases of its own.
void run_text(const std::string& name, const std::string& text, std::uint64_t seed, int cases,
              const RunOptions& options, Run& run);

}  // namespace fadu::differential
