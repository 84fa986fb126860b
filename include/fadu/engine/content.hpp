// Contents of duties: acts in a window, conditions, required items, uninterrupted cover, relations between events.
#pragma once

#include <deque>

#include "fadu/engine/instances.hpp"
#include "fadu/engine/verdict.hpp"

namespace fadu::engine {

/// What the content came to; the parts of an Outcome that stand for it.
struct Content {
    StandingSet standing;
    std::optional<Trace> trace;
    std::optional<Window> window;
    const Event* act = nullptr;
    std::vector<const Event*> candidates;
    std::vector<std::string> missing_items, unclear_items;
    std::vector<Gap> gaps;
    Truth something_happened = Truth::yes;  ///< no: nothing_happened
    bool nothing_happened = false;          ///< it speaks of something that has not happened
    int about = -1;                         ///< the event kind meant by nothing_happened or barred_now
    bool barred_now = false;
    bool early = false;
};

Content evaluate_content(const model::Rule& rule, const Instance& instance);

}  // namespace fadu::engine
