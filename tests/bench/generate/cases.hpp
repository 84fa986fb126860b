// Penalty cases for the benchmarks, drawn by number from a seed: NDJSON in the form that `fadu check` reads, laid out by
// rules/records.fadu.
//
// What the hand-written twin relies on, and no engine may: dates without a time of day, none after the as-of date; events
// marked 一次 at most once; a case that does not say 事件齐全 names the kinds that are complete and leaves open only
// kinds that it does not list.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fadu/time/civil.hpp"
#include "generate/json.hpp"

namespace fadu::bench {

inline constexpr std::uint64_t usual_seed = 20251130;

/// The day as of which the cases are checked.
time::Day as_of();

/// How much is left out, in a thousand.
struct Gaps {
    int fields = 20, dates = 10, incomplete = 20;  ///< incomplete: cases that leave some kinds of events open
};

/// The n-th case of a seed.
Json make_case(std::uint64_t seed, std::uint64_t number, const Gaps& gaps = {});

/// Cases as NDJSON held in memory: a line a case, with the padding behind the last that simdjson wants.
struct Corpus {
    std::string text;
    std::vector<std::size_t> begins;  ///< where each line begins, and where the text ends
    std::size_t size() const { return begins.size() - 1; }
    std::string_view all() const { return {text.data(), begins.back()}; }
    /// A line without its line end.
    std::string_view line(std::size_t i) const { return {text.data() + begins[i], begins[i + 1] - begins[i] - 1}; }
};
Corpus make_corpus(std::size_t cases, Encoding encoding = Encoding::plain, std::uint64_t seed = usual_seed,
                   const Gaps& gaps = {});

}  // namespace fadu::bench
