// What is known of a value: every value it may have, as a set, an interval or a choice of entities. One step from the
// facts' slots towards a verdict; a known value is the set of one.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "fadu/engine/truth.hpp"
#include "fadu/facts/case.hpp"

namespace fadu::engine {

/// Why something is unknown although the case does not leave it out.
enum class Cause : std::uint8_t {
    missing_fact,     ///< the case does not say
    no_parameter,     ///< 地方参数未定
    beyond_calendar,  ///< the calendar does not know the year
    overflow,
    division_by_zero,
    same_day,   ///< two bare dates on one day have no order
    ambiguous,  ///< a list that must have one answer has several
    untranslatable,
    conflict,      ///< several norms of one name give different values and none prevails
    not_in_force,  ///< no version was in force on the governing date
};

/// Where a fact stands in a case: fields, list positions and occurrences from the case inwards.
struct PathStep {
    enum class Kind : std::uint8_t {
        field,
        event,
        element,
        parameter,
        definition,
        list,
        state,           ///< index: Rulebook::state_tables
        untranslatable,  ///< index: Rulebook::untranslatables
        member,          ///< of a rule over many cases: owner = the rule, index = 0 or 1, its binder
    } kind = Kind::field;
    int index = -1;  ///< field, event, parameter, definition or list; for element the position
    int owner = -1;  ///< record of the field or event; event kind for a field of an occurrence (see of_event)
    bool of_event = false;
    int ordinal = 0;  ///< event: the how-manieth of its kind, from 1; 0 if it may not exist
    friend bool operator==(const PathStep&, const PathStep&) = default;
};
using Path = std::vector<PathStep>;

/// One occurrence as the evaluator sees it: of the case, or made by law, or only possible.
struct Event {
    int kind = -1;                                ///< event kind of the case's record
    const facts::Occurrence* source = nullptr;    ///< nothing for deemed and assumed ones
    time::TimeSpan begin_earliest, begin_latest;  ///< equal where the day is known
    time::TimeSpan end_earliest, end_latest;      ///< equal to begin for events without duration
    bool running = false;                         ///< lasts and has not ended
    bool deemed = false;
    bool planned = false;
    Truth happened = Truth::yes;
    int sequence = 0;
    int ordinal = 0;  ///< of its kind, from 1 in time order as recorded
    bool dated() const { return begin_earliest == begin_latest; }
    time::Day day() const;  ///< of the (earliest) beginning; a deemed fact belongs to the day it ends
};

/// A stretch that 覆盖 leaves open.
struct Gap {
    time::TimeSpan span;
    const Event* previous = nullptr;
    const Event* next = nullptr;
};

struct Value;

/// What a frame holds: the case itself, an element of a list (a record or a bare value), an occurrence, a gap. Pointers
/// live as long as the World.
struct Entity {
    const facts::RecordValue* record = nullptr;
    const Event* event = nullptr;
    const Gap* gap = nullptr;
    Path path;
    std::shared_ptr<const Value> scalar = nullptr;
    bool exists() const { return record || event || gap || scalar; }
};

struct AnyValue {};  ///< nothing is known
struct NumberInterval {
    std::optional<model::Number> low, high;
};  ///< both in; nothing = unbounded
struct EnumeratorSet {
    std::vector<int> positions;
};  ///< ascending, not empty
struct TimeInterval {
    time::TimeSpan earliest, latest;
};  ///< dates, moments
struct EntityChoice {
    std::vector<Entity> entities;
};                       ///< one of them
struct LengthInterval {  ///< a duration: from begin to end
    TimeInterval begin, end;
    bool running = false;
};
struct PeriodChoice {
    std::vector<time::Period> periods;
};  ///< one of several spans, which have no order that could bound them
struct Element;
struct Elements {
    std::vector<Element> elements;
    bool complete = true;  ///< false: there may be more
};

using Domain = std::variant<AnyValue, Truth, NumberInterval, EnumeratorSet, TimeInterval, EntityChoice, LengthInterval,
                            Elements, std::string, time::Period, PeriodChoice, model::DayInterval,
                            std::vector<model::NumberRange>, std::vector<model::SpanRange>>;

/// Everything a value may be.
struct Value {
    model::Type type;
    bool may_be_value = true;
    bool may_be_none = false;  ///< 无, or of something that did not happen
    bool may_be_unascertainable = false;
    bool did_not_happen = false;    ///< none because the event it belongs to did not happen
    bool absence_possible = false;  ///< in some completions it is none because an event did not happen
    Domain domain;
    std::optional<Cause> cause;  ///< of not being known

    bool is_known() const;  ///< exactly one value, or none, or unascertainable
    Truth truth() const;    ///< of a boolean: none counts as 否
};

struct Element {
    Value value;
    Truth member = Truth::yes;  ///< unknown: may be in the list
    Path path;
};

/// One value standing for "a or b".
Value join(const Value& a, const Value& b);

}  // namespace fadu::engine

#ifdef FADU_HEADER_ONLY
#include "fadu/engine/impl/value_inl.hpp"
#endif
