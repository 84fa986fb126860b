// The corpus: small rule texts that together meet every construct, run whatever the seed. Made by a run of its own from
// generated rulebooks, each cut down to what it is there for.
#pragma once

#include <string>

#include "run.hpp"

namespace fadu::differential {

/// Every .fadu file of the folder, in the order of their names. False if there is none.
bool run_corpus(const std::string& folder, const RunOptions& options, Run& run);
/// Chooses and shrinks; writes the files. False if a construct that was met cannot be kept.
bool write_corpus(const std::string& folder, const RunOptions& options);

}  // namespace fadu::differential
