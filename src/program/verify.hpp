// Is a program that was read from somewhere safe to run? Nothing in it may reach out of the tables, registers and lists that
// it is made of, whatever the cases hold.
#pragma once

#include <string_view>

#include "fadu/program/program.hpp"

namespace fadu::program {

/// The part that does not hold together ("instructions"); empty if all does.
std::string_view fault_of(const Layout& layout, const Code& code, const std::vector<NormPlan>& norms);

/// Sets of periods have so many bits: each may be looked up in a table of counts.
inline constexpr std::size_t most_periods = 64;

}  // namespace fadu::program
