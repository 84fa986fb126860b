// Collections: which occurrences and elements are in, what is counted, the least, the greatest, the sum; all as bounds
// where membership or values are doubtful (semantics.md section 2).
#pragma once

#include "fadu/engine/evaluate.hpp"

namespace fadu::engine {

/// Occurrences of a kind seen from context.at: live ones, all rounds, or (as a list of candidates) the first or the last.
Value occurrences_value(int kind, model::Rounds rounds, const model::Type& type, const Context& context);
/// Bare A: the last live occurrence, or which ones it may be.
Value last_live_value(int kind, const model::Type& type, const Context& context);

Value count_distinct(const Value& list, const Context& context);
Value least_or_greatest(const Value& list, bool least, const model::Type& type);
Value sum_of(const Value& list, const model::Type& type);
Value mean_of(const Value& list, const model::Type& type);
Value first_or_last_item(const Value& list, bool first, const model::Type& type);

}  // namespace fadu::engine
