// The interpreter: one case, one as-of date, every verdict. The reference that the compiled program is tested against,
// written to be read beside semantics.md.
#pragma once

#include "fadu/engine/options.hpp"
#include "fadu/engine/verdict.hpp"

namespace fadu::engine {

/// Evaluates every rule and procedure whose record is the case's. Never fails: what goes wrong in one place is an unknown
/// with its cause. The rulebook and the case must outlive the result.
CaseVerdicts interpret(const model::Rulebook& rulebook, const facts::Case& value, const CheckOptions& options);

}  // namespace fadu::engine

#ifdef FADU_HEADER_ONLY
// Brings all bodies of the room: its inner headers (world, evaluate, duty, …) refer to each other and have none of their own.
#include "fadu/engine/impl/interpreter_inl.hpp"
#endif
