// A case laid out by the rulebook's records: typed slots, unknowns kept apart from absences, occurrences of events. What
// the readers make and the evaluators read; knows nothing of rules.
#pragma once

#include <string>
#include <vector>

#include "fadu/model/rulebook.hpp"

namespace fadu::facts {

/// What is known of a slot. Unknown is not false: it is what nobody said.
enum class Knowledge : std::uint8_t {
    unknown,
    none,             ///< 无: known to be absent (fields that are 可无)
    unascertainable,  ///< 无法查明: found to be impossible to find out (fields declared so)
    known,
};

struct RecordValue;

/// Who made a judgement (认定), when and why; empty where not given.
struct Judgement {
    std::string by, reason;
    std::optional<time::Day> on;
};

struct Slot {
    Knowledge knowledge = Knowledge::unknown;
    model::Constant value;             ///< scalars
    std::vector<Slot> items;           ///< lists of scalars
    std::vector<RecordValue> records;  ///< lists of records; one element for a nested record
    bool complete = true;              ///< a list: nothing is missing from it
    std::optional<Judgement> judgement;
};

struct RecordValue {
    int record = -1;          ///< Rulebook::records
    std::vector<Slot> slots;  ///< one a field
};

enum class EndKnowledge : std::uint8_t { at, running, unknown };

/// One happening of an event. A bare date is the span of its day; an unknown date is everything up to the as-of date.
struct Occurrence {
    int event = -1;                                 ///< the record's event kind, never a class
    bool dated = true;                              ///< false: happened, but nobody knows when
    time::TimeSpan begin;                           ///< valid if dated
    EndKnowledge end_knowledge = EndKnowledge::at;  ///< events that last: ended, still running, or nobody said
    time::TimeSpan end;                             ///< events that last and ended; equal to begin otherwise
    bool possible = false;                          ///< may have happened (assumed by the engine, never by a reader)
    bool planned = false;                           ///< announced for a day to come
    int sequence = 0;                               ///< its place in the input, for 同日 按记载顺序
    std::vector<Slot> slots;                        ///< one a field of its event kind
};

struct Case {
    std::string id;  ///< the key field's value, or a number given by the reader
    RecordValue root;
    std::vector<Occurrence> occurrences;  ///< in input order
    std::vector<bool> closed;             ///< by event kind: what is not listed did not happen
    bool in_order = false;                ///< the occurrences stand in their real order (Mapping::sequence)

    /// An empty case of the record: everything unknown, nothing closed.
    static Case blank(const model::Rulebook& rulebook, int record);
};

}  // namespace fadu::facts

#ifdef FADU_HEADER_ONLY
#include "fadu/facts/impl/case_inl.hpp"
#endif
