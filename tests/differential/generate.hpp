// Random rulebooks as rule text, well-typed by construction: each construct of the language that is evaluated case by
// case has its chance. The same seed gives the same text everywhere.
#pragma once

#include <cstdint>
#include <string>

namespace fadu::differential {

std::string random_rulebook(std::uint64_t seed);

}  // namespace fadu::differential
