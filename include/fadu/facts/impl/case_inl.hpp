// The making of an empty case: one slot for every field, so that readers only fill in and never lay out.
#pragma once

#include "fadu/facts/case.hpp"

namespace fadu::facts {

FADU_INLINE Case Case::blank(const model::Rulebook& rulebook, int record) {
    Case made;
    made.root.record = record;
    if (record < 0 || static_cast<std::size_t>(record) >= rulebook.records.size()) return made;
    const model::Record& shape = rulebook.records[static_cast<std::size_t>(record)];
    made.root.slots.resize(shape.fields.size());
    made.closed.assign(shape.events.size(), false);
    return made;
}

}  // namespace fadu::facts
