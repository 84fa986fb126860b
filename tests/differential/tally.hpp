// How often each construct was met: keywords of the language, operations and contents of the model, verdicts. What a run
// prints, and what the corpus is chosen by.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "compare.hpp"
#include "load.hpp"

namespace fadu::differential {

/// Names of the constructs in a rulebook, such as "operation in_range", "content covers", "keyword 依次包括".
std::set<std::string> constructs_of(const Loaded& loaded);
/// All that there are, whether met or not: to see what is missing.
std::set<std::string> all_constructs();

/// What an outcome is about and what it came to: "answer rule covers 违反".
std::string answer_of(const engine::Outcome& outcome);

struct Tally {
    std::map<std::string, std::uint64_t> constructs;  ///< in how many pairs
    std::map<std::string, std::uint64_t> verdicts;    ///< of how many outcomes
    std::uint64_t rulebooks = 0, pairs = 0, outcomes = 0, refused = 0;
    ProgramShare share;

    void add(const std::set<std::string>& met, std::uint64_t times);
    void add(const engine::CaseVerdicts& verdicts_of_case);
    void add(const ProgramShare& of_rulebook);
    void add(const Tally& other);
    std::string report() const;
};

}  // namespace fadu::differential
