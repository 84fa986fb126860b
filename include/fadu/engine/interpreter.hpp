// The interpreter: one case, one as-of date, every verdict. The reference that the compiled program is tested against,
// written to be read beside semantics.md.
#pragma once

#include <map>
#include <string>

#include "fadu/engine/verdict.hpp"

namespace fadu::engine {

struct CheckOptions {
    time::Day as_of{};                                  ///< its 24:00 is "now"
    const time::Calendar* calendar = nullptr;           ///< nothing: time::Calendar::china()
    std::map<std::string, model::Constant> parameters;  ///< set by the host, by name; wins over the rule file's value
    bool messages = true;                               ///< evaluate the templates' expressions too
};

/// Evaluates every rule and procedure whose record is the case's. Never fails: what goes wrong in one place is an unknown
/// with its cause. The rulebook and the case must outlive the result.
CaseVerdicts interpret(const model::Rulebook& rulebook, const facts::Case& value, const CheckOptions& options);

}  // namespace fadu::engine

#ifdef FADU_HEADER_ONLY
#include "fadu/engine/impl/interpreter_inl.hpp"
#endif
