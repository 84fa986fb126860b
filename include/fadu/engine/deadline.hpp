// Windows of time: what 自 … 之日起 … 内, 满 … 后, 于 … 前, 在 … 之前 come to in one case, with exclusions, extensions and
// everything doubtful about them (semantics.md section 4).
#pragma once

#include "fadu/engine/evaluate.hpp"
#include "fadu/engine/verdict.hpp"

namespace fadu::engine {

struct Window {
    bool anchored = true;  ///< false: what the window hangs on did not happen
    Truth anchor_certain = Truth::yes;
    std::optional<TimeInterval> anchor;  ///< from here on acts are looked at; nothing: from the beginning
    Bounds bounds;                       ///< the act is in time between these
    bool has_end = false;                ///< there is a due date at all (however doubtful)
    Deadline deadline;
    std::vector<Trace> traces;  ///< of the point, the period, and doubtful exclusions and extensions
};

/// `window` is one of the window_… operations. For a bare event as its point, context.anchor is the occurrence meant.
Window evaluate_window(const model::Expression& window, const std::vector<model::Extension>& extensions,
                       const std::vector<model::Exclusion>& exclusions, const Context& context);

/// 自 X 之日起 P 届满: the last day of the period as a date.
Trace evaluate_end_of_period(const model::Expression& expression, const Context& context);

/// Does the occurrence begin at or after the point? On the point's own bare day it does.
Truth is_not_before(const Event& event, const TimeInterval& from);
/// Does the occurrence begin inside the bounds?
Truth is_within(const Event& event, const Bounds& bounds);

}  // namespace fadu::engine
