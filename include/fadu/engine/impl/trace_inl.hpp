// Bodies of fadu/engine/trace.hpp.
#pragma once

#include <algorithm>

#include "fadu/engine/trace.hpp"

namespace fadu::engine {

namespace detail {

FADU_INLINE bool is_conjunction(const Trace& t) {
    if (!t.expression) return false;
    using model::Operation;
    const auto op = t.expression->operation;
    return op == Operation::and_ || op == Operation::every || op == Operation::includes ||
           op == Operation::not_happened || op == Operation::none;
}
FADU_INLINE bool is_disjunction(const Trace& t) {
    if (!t.expression) return false;
    using model::Operation;
    const auto op = t.expression->operation;
    return op == Operation::or_ || op == Operation::happened || op == Operation::some || op == Operation::in_set;
}

FADU_INLINE void add_once(std::vector<const Trace*>& facts, const Trace* fact) {
    const bool known =
        std::any_of(facts.begin(), facts.end(), [&](const Trace* f) { return f == fact || f->path == fact->path; });
    if (!known) facts.push_back(fact);
}

FADU_INLINE void collect_leaves(const Trace& t, bool only_unknown, std::vector<const Trace*>& facts) {
    if (t.is_fact) {
        if (!only_unknown || !t.value.is_known()) add_once(facts, &t);
        if (!t.children.empty() && only_unknown && t.value.is_known()) return;
    }
    for (const Trace& child : t.children) collect_leaves(child, only_unknown, facts);
}

FADU_INLINE void collect_unknown(const Trace& t, std::vector<const Trace*>& facts) {
    if (t.value.is_known()) return;
    const bool has_unknown_child =
        std::any_of(t.children.begin(), t.children.end(), [](const Trace& child) { return !child.value.is_known(); });
    if (!has_unknown_child) {
        if (t.is_fact)
            add_once(facts, &t);
        else
            collect_leaves(t, false, facts);
        return;
    }
    for (const Trace& child : t.children) collect_unknown(child, facts);
}

FADU_INLINE void collect_deciding(const Trace& t, std::vector<const Trace*>& facts) {
    if (t.value.type.kind == model::TypeKind::boolean && !t.is_fact) {
        const Truth truth = t.value.truth();
        if (truth == Truth::unknown) {
            collect_unknown(t, facts);
            return;
        }
        // The parts of a "has not happened" and of a "no such" are positive: what decides them is the child that is 是.
        const bool negative = t.expression && (t.expression->operation == model::Operation::not_happened ||
                                               t.expression->operation == model::Operation::none);
        const Truth deciding = negative ? !truth : truth;
        const bool one_decides = (is_conjunction(t) && !negative && truth == Truth::no) ||
                                 ((is_disjunction(t) || negative) && deciding == Truth::yes);
        if (one_decides) {
            for (const Trace& child : t.children) {
                if (child.value.type.kind == model::TypeKind::boolean && child.value.truth() == deciding) {
                    collect_deciding(child, facts);
                    return;
                }
            }
        }
    }
    if (t.is_fact) add_once(facts, &t);
    for (const Trace& child : t.children) collect_deciding(child, facts);
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE std::vector<const Trace*> deciding_facts(const Trace& trace) {
    std::vector<const Trace*> facts;
    collect_deciding(trace, facts);
    return facts;
}

FADU_INLINE std::vector<const Trace*> unknown_facts(const Trace& trace) {
    std::vector<const Trace*> facts;
    collect_unknown(trace, facts);
    return facts;
}

}  // namespace fadu::engine
