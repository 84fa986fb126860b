// How a run of characters without spaces falls into known words: so that `当金额` can be mended to `当 金额`, between the
// syntax tree, which leaves the run one name, and the diagnostic that says what was meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fadu::syntax {

/// Runs of more characters than this are not split.
inline constexpr std::size_t longest_run = 64;

/// The ways in which `run` falls into two words or more, each a keyword, a known name or a literal: none; the only one;
/// or the two with the fewest words, fewer first. `names` must be sorted. The views point into `run`.
std::vector<std::vector<std::string_view>> split(std::string_view run, const std::vector<std::string>& names);

}  // namespace fadu::syntax
