// What would change a verdict: the smallest set of changes that makes a breach good (semantics.md section 10), and, for a
// rule that did not fire, the smallest set that would have made it fire. Planned on the rule's own formula, proved by
// running the interpreter on the changed case. Between the interpreter, whose outcomes it starts from, and the findings,
// which put it into words.
#pragma once

#include <vector>

#include "fadu/engine/interpreter.hpp"

namespace fadu::engine {

/// Where a slot stands in a facts::Case.
struct SlotPlace {
    int occurrence = -1;     ///< facts::Case::occurrences; -1: among the case's own fields
    std::vector<int> steps;  ///< a field, then element and field by turns
    friend bool operator==(const SlotPlace&, const SlotPlace&) = default;
};

/// What a field of an occurrence that is still to be performed must say.
struct FieldValue {
    int field = -1;
    facts::Slot value;
    bool any = false;  ///< this value or another: it only has to be there
};

/// One change of a case. A remedy sets fields that may still be set right and performs events; the other kinds serve to
/// say what would have been otherwise (why_not) and which acts must be withdrawn before steps are redone.
struct Change {
    enum class Kind : std::uint8_t {
        set_field,  ///< `place` becomes `value`
        add_item,   ///< the list at `place` gets `value` as one more item
        perform,    ///< `event` happens on `day`, with `fields`
        withdraw,   ///< `occurrence` counts no longer
        redate,     ///< `occurrence` happens on `day`
    } kind = Kind::set_field;
    SlotPlace place;
    Path path;         ///< of the slot, as findings name it
    model::Type type;  ///< of the slot, for add_item of its elements
    facts::Slot value;
    bool was_unknown = false;  ///< the case did not say: it is to be found out, not altered
    bool any_value = false;    ///< the field only has to be filled in; `value` is one way
    int event = -1;            ///< event kind of the case's record
    time::Day day{};
    std::vector<FieldValue> fields;
    int occurrence = -1;  ///< index of facts::Case::occurrences
};

/// The case after the changes. They must have been made for this case.
facts::Case changed(const model::Rulebook& rulebook, const facts::Case& value, const std::vector<Change>& changes);

enum class RemedyKind : std::uint8_t {
    not_needed,  ///< the outcome accuses nobody
    cure,        ///< 违反: after `changes` it is none
    redo,        ///< 违反 of a procedure's order: `changes` withdraw what came too early; `redo` is to be carried out
    to_do,       ///< 待办: `changes` are what is still to be done
    to_find_out,  ///< 存疑: `changes` are facts that would settle it for the good
    incurable,    ///< nothing that can still be changed makes it good
};

struct Remedy {
    RemedyKind kind = RemedyKind::not_needed;
    std::vector<Change> changes;  ///< none can be left out
    time::Day as_of{};  ///< on which the changes are done: the check's own day, or a later one that it must wait for
    Verdict result = Verdict::compliant;  ///< 合规, 除外 or 不适用: what the interpreter gives then
    std::optional<time::Day> until;       ///< the last day for it, where the duty has one
    std::vector<int> redo;                ///< steps of the outcome's procedure, in the order in which they are to come
    std::vector<Change> limits;           ///< incurable: what stops the breach from growing
};

/// The remedy of one of the verdicts' outcomes. The rulebook, the case and the options must be those of the verdicts.
/// Fields change only where they are declared 可补正, or are not known and may still be found out (not where a default or a
/// burden of proof, 举证, has answered for them); keys and judgements (认定) never, and no moment that has passed. Of a rule over many cases, and of outcomes about events that nobody said
/// have happened, it is not_needed. Polynomial: a few dozen runs of one norm.
Remedy remedy_of(const model::Rulebook& rulebook, const facts::Case& value, const CaseVerdicts& verdicts,
                 const Outcome& outcome, const CheckOptions& options);

/// What would have made a rule fire.
struct Flips {
    bool found = false;
    std::vector<Change> changes;  ///< none can be left out
    time::Day as_of{};
    Verdict result = Verdict::violated;  ///< 违反, or 待办 where only that can be had
};

/// The smallest set of changes of any facts after which an outcome of 不适用, 合规 or 除外 would be 违反 or 待办. Not found
/// for other verdicts, for orders of steps and for rules over many cases.
Flips flips_of(const model::Rulebook& rulebook, const facts::Case& value, const CaseVerdicts& verdicts,
               const Outcome& outcome, const CheckOptions& options);

}  // namespace fadu::engine

#ifdef FADU_HEADER_ONLY
#include "fadu/engine/impl/remedy_inl.hpp"
#endif
