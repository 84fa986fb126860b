// The trace of an evaluation: the expression's tree with the value that each part came to. Findings take their deciding
// facts from it by position (semantics.md section 8), so that no order of work can change them.
#pragma once

#include <string>
#include <vector>

#include "fadu/engine/value.hpp"
#include "fadu/model/rulebook.hpp"

namespace fadu::engine {

struct Trace {
    const model::Expression* expression = nullptr;  ///< nothing for parts that the evaluator adds (a row, a default)
    Value value;
    Path path;                            ///< of a fact: where it stands
    bool is_fact = false;                 ///< a leaf read from the case, a parameter, an occurrence
    const Event* event = nullptr;         ///< the occurrence that a boolean leaf speaks of
    const model::ListRow* row = nullptr;  ///< of a list: the row whose conditions these are
    std::string label;                    ///< an item's number, a row's label
    std::vector<Trace> children;
};

/// The leaves that decide: of a false ∧ (true ∨) those of the first false (true) child; of a true ∧ (false ∨) those of all
/// children; of an unknown node the unknown leaves under its unknown children. In order, each fact once.
std::vector<const Trace*> deciding_facts(const Trace& trace);
/// The leaves of it that are unknown.
std::vector<const Trace*> unknown_facts(const Trace& trace);

}  // namespace fadu::engine

#ifdef FADU_HEADER_ONLY
#include "fadu/engine/impl/trace_inl.hpp"
#endif
