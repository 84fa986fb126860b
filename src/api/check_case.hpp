// Checking one case by interpreting all norms or only some: what Rules and Checker share.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "fadu/rules.hpp"

namespace fadu {

/// `norms`: by Rulebook::order, which to interpret; nothing: all.
findings::CaseFindings check_case(const Rules& rules, std::shared_ptr<const facts::Case> value,
                                  const CheckOptions& options, const std::vector<std::uint8_t>* norms);

}  // namespace fadu
