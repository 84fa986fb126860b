// Instances: the elements and occurrences that a rule speaks of, each with its reference moment (semantics.md sections 3
// and 8).
#pragma once

#include "fadu/engine/deadline.hpp"

namespace fadu::engine {

struct Instance {
    Context context;             ///< frames, reference moment, anchor
    Truth certain = Truth::yes;  ///< does the instance exist at all?
    const Event* act = nullptr;  ///< of a prohibition: the act that is looked at; of 在 B 之前: B
    int act_kind = -1;           ///< which of the rule's acts it is an occurrence of
};

struct Instances {
    std::vector<Instance> all;
    int missing_event = -1;  ///< none: because nothing of this kind has happened
};

/// A prohibition looks at acts: 未经 … 不得 E, 不得 E.
bool is_prohibition(const model::Rule& rule);

Instances instances_of(const model::Rule& rule, World& world);

}  // namespace fadu::engine
