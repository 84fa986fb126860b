// Plans: which changes of a case make an expression of its rules 是 or 否, the cheapest first. One evaluation of one
// formula from the top down, each part as the interpreter sees it; whether a plan keeps its word is for the interpreter to
// say (remedy_inl.hpp).
#pragma once

#include <algorithm>
#include <deque>

#include "fadu/engine/deadline.hpp"
#include "fadu/engine/instances.hpp"
#include "fadu/engine/remedy.hpp"

namespace fadu::engine {

namespace planning {

using model::Operation;

/// What may be changed: what the law still lets be set right, or, to say what would have been otherwise, everything.
enum class Power : std::uint8_t { cure, imagine };

struct Plan {
    std::vector<Change> changes;
    int cost = 0;  ///< a thousand a change; less than that only orders equals
};
using Plans = std::vector<Plan>;  ///< the cheapest first, at most `most_plans`

inline constexpr std::size_t most_plans = 6;
inline constexpr int one_change = 1000;
inline constexpr int one_field = 10;
inline constexpr int less_direct = 100;
inline constexpr int deepest = 60;  ///< of expressions that lead to definitions that lead on

inline Plans nothing_to_do() { return {Plan{}}; }

inline void keep_best(Plans& plans) {
    std::stable_sort(plans.begin(), plans.end(), [](const Plan& a, const Plan& b) { return a.cost < b.cost; });
    if (plans.size() > most_plans) plans.resize(most_plans);
}

/// One or the other.
inline void take_also(Plans& plans, Plans more, int penalty = 0) {
    for (Plan& plan : more) {
        plan.cost += penalty;
        plans.push_back(std::move(plan));
    }
    keep_best(plans);
}

inline bool same_constant(const facts::Slot& a, const facts::Slot& b) {
    return a.knowledge == b.knowledge && a.value == b.value && a.items.size() == b.items.size();
}

/// Both changes at one time: nothing if they contradict each other; `doubled` if they are one and the same.
inline bool contradict(const Change& a, const Change& b, bool& doubled) {
    doubled = false;
    using Kind = Change::Kind;
    const bool slots = (a.kind == Kind::set_field && b.kind == Kind::set_field) ||
                       (a.kind == Kind::add_item && b.kind == Kind::add_item);
    if (slots && a.place == b.place) {
        doubled = same_constant(a.value, b.value);
        return a.kind == Kind::set_field && !doubled;
    }
    if (a.kind == b.kind && (a.kind == Kind::withdraw || a.kind == Kind::redate) && a.occurrence == b.occurrence) {
        doubled = a.kind == Kind::withdraw || a.day == b.day;
        return !doubled;
    }
    return false;
}

inline std::optional<Plan> together(const Plan& a, const Plan& b) {
    Plan sum = a;
    sum.cost += b.cost;
    for (const Change& change : b.changes) {
        bool known = false;
        for (const Change& other : a.changes) {
            bool doubled = false;
            if (contradict(other, change, doubled)) return std::nullopt;
            known = known || doubled;
        }
        if (known)
            sum.cost -= one_change;
        else
            sum.changes.push_back(change);
    }
    return sum;
}

/// Two events of one kind on one day made one, where their fields allow it.
inline std::optional<Plan> with_one_event(const Plan& a, const Plan& b) {
    Plan sum = a;
    sum.cost += b.cost;
    bool merged = false;
    for (const Change& change : b.changes) {
        const auto same = std::find_if(sum.changes.begin(), sum.changes.end(), [&](const Change& other) {
            return other.kind == Change::Kind::perform && change.kind == Change::Kind::perform &&
                   other.event == change.event && other.day == change.day;
        });
        if (same == sum.changes.end()) {
            sum.changes.push_back(change);
            continue;
        }
        for (const FieldValue& field : change.fields) {
            const auto known = std::find_if(same->fields.begin(), same->fields.end(),
                                            [&](const FieldValue& f) { return f.field == field.field; });
            if (known == same->fields.end())
                same->fields.push_back(field);
            else if (!same_constant(known->value, field.value))
                return std::nullopt;
        }
        sum.cost -= one_change;
        merged = true;
    }
    return merged ? std::optional(sum) : std::nullopt;
}

/// Both.
inline Plans both(const Plans& a, const Plans& b) {
    Plans sums;
    for (const Plan& x : a)
        for (const Plan& y : b) {
            if (auto one = with_one_event(x, y)) sums.push_back(std::move(*one));
            if (auto sum = together(x, y)) sums.push_back(std::move(*sum));
        }
    keep_best(sums);
    return sums;
}

inline std::optional<model::Constant> constant_of(const Value& value) {
    if (!value.may_be_value || value.may_be_none || value.may_be_unascertainable) return std::nullopt;
    if (const auto* numbers = std::get_if<NumberInterval>(&value.domain)) {
        if (numbers->low && numbers->low == numbers->high) return model::Constant(*numbers->low);
        return std::nullopt;
    }
    if (const auto* truth = std::get_if<Truth>(&value.domain))
        return *truth == Truth::unknown ? std::nullopt : std::optional<model::Constant>(*truth == Truth::yes);
    if (const auto* set = std::get_if<EnumeratorSet>(&value.domain))
        return set->positions.size() == 1 ? std::optional<model::Constant>(model::Enumerator{set->positions.front()})
                                          : std::nullopt;
    if (const auto* text = std::get_if<std::string>(&value.domain)) return model::Constant(*text);
    if (const auto* period = std::get_if<time::Period>(&value.domain)) return model::Constant(*period);
    if (const auto* days = std::get_if<model::DayInterval>(&value.domain)) return model::Constant(*days);
    if (const auto* when = std::get_if<TimeInterval>(&value.domain); when && when->earliest == when->latest) {
        if (when->earliest.is_exact()) return model::Constant(when->earliest.begin);
        return model::Constant(time::day_of(when->earliest.begin));
    }
    return std::nullopt;
}

/// A comparison turned round, and its denial.
constexpr Operation mirrored(Operation operation) {
    switch (operation) {
        case Operation::less: return Operation::greater;
        case Operation::greater: return Operation::less;
        case Operation::less_equal: return Operation::greater_equal;
        case Operation::greater_equal: return Operation::less_equal;
        case Operation::before: return Operation::after;
        case Operation::after: return Operation::before;
        case Operation::not_after: return Operation::not_before;
        case Operation::not_before: return Operation::not_after;
        default: return operation;
    }
}
constexpr Operation denied(Operation operation) {
    switch (operation) {
        case Operation::equal: return Operation::not_equal;
        case Operation::not_equal: return Operation::equal;
        case Operation::less: return Operation::greater_equal;
        case Operation::greater_equal: return Operation::less;
        case Operation::greater: return Operation::less_equal;
        case Operation::less_equal: return Operation::greater;
        case Operation::before: return Operation::not_before;
        case Operation::not_before: return Operation::before;
        case Operation::after: return Operation::not_after;
        case Operation::not_after: return Operation::after;
        default: return operation;
    }
}

class Planner {
  public:
    Planner(const model::Rulebook& rulebook, const facts::Case& value, World& world, Power power)
        : rulebook_(rulebook), case_(value), world_(world), power_(power) {}

    Plans want(const model::Expression& e, const Context& c, bool wanted);

    /// The event happens, with all that these conditions on it (each with its frame) ask for.
    struct Condition {
        const model::Expression* expression;
        int frame;
    };
    Plans perform(int kind, const std::vector<Condition>& conditions, const Context& c, time::Day day);
    Plans withdraw(const Event& event) const;
    Plans redate(const Event& event, time::Day day) const;
    time::Day today() const { return world_.as_of(); }
    bool imagines() const { return power_ == Power::imagine; }
    World& world() const { return world_; }

  private:
    struct Target {  ///< a slot that may be set
        SlotPlace place;
        Path path;
        const model::Field* field = nullptr;
        const facts::Slot* slot = nullptr;
        Value now;
    };
    std::optional<Target> target_of(const model::Expression& e, const Context& c);
    bool may_set(const model::Field& field, facts::Knowledge knowledge, bool is_new) const;
    std::optional<SlotPlace> place_of(const Entity& entity, int field) const;
    Plans set(const Target& target, std::vector<facts::Slot> values, bool any = false) const;
    Plans add(const Target& target, const facts::Slot& item) const;

    Plans want_compare(const model::Expression& e, const Context& c, bool wanted);
    Plans want_relation(const model::Expression& left, Operation operation, const Value& right, const Context& c);
    Plans want_of_definition(int index, const Context& c, Operation operation, const Value& right);
    Plans want_of_list(int index, int column, const Context& c, Operation operation, const Value& right);
    Plans want_count(const model::Expression& list, Operation operation, const Value& right, const Context& c);
    Plans want_order(const model::Expression& e, const Context& c, bool wanted);
    Plans want_in_set(const model::Expression& e, const Context& c, bool wanted);
    Plans want_in_range(const model::Expression& e, const Context& c, bool wanted);
    Plans want_in_interval(const model::Expression& e, const Context& c, bool wanted);
    Plans want_includes(const model::Expression& e, const Context& c, bool wanted);
    Plans want_text(const model::Expression& e, const Context& c, bool wanted);
    Plans want_none(const model::Expression& e, const Context& c, bool wanted);
    Plans want_happened(const model::Expression& e, const Context& c, bool wanted);
    Plans want_every(const model::Expression& e, const Context& c, bool wanted);
    Plans at_least(const model::Expression& list, const Context& c, std::int64_t number);
    Plans at_most(const model::Expression& list, const Context& c, std::int64_t number);

    struct Member {
        Entity entity;
        Truth in = Truth::yes;
    };
    /// The elements of a list before its filters, and the filters.
    const model::Expression& members(const model::Expression& list, const Context& c, std::vector<Member>& found,
                                     std::vector<Condition>& conditions);
    Plans all_of(const std::vector<Condition>& conditions, const Context& c, const Entity& entity);
    Plans none_of(const std::vector<Condition>& conditions, const Context& c, const Entity& entity);
    bool hold(const std::vector<Condition>& conditions, const Context& c, const Entity& entity) const;
    bool looks_from_now(const Context& c) const { return !c.at.act && !c.at.moment; }
    std::optional<time::Day> day_for(const Context& c, const std::optional<Bounds>& bounds) const;
    std::vector<facts::Slot> values_for(const model::Type& type, Operation operation, const Value& right) const;
    std::optional<facts::Slot> some_value(const model::Type& type) const;

    const model::Rulebook& rulebook_;
    const facts::Case& case_;
    World& world_;
    Power power_;
    int depth_ = 0;
    std::deque<facts::Occurrence> new_occurrences_;  ///< the n-th has place.occurrence -2 - n
    std::deque<Event> new_events_;
};

}  // namespace planning

}  // namespace fadu::engine
