#pragma once

#include <algorithm>

#include "fadu/engine/evaluate.hpp"
#include "fadu/engine/impl/collections_inl.hpp"
#include "fadu/engine/impl/deadline_inl.hpp"
#include "fadu/engine/impl/tables_inl.hpp"

namespace fadu::engine {

FADU_INLINE Context Context::at_frame(int frame, Entity entity) const {
    Context inner = *this;
    if (frame < 0) return inner;
    if (inner.frames.size() <= static_cast<std::size_t>(frame))
        inner.frames.resize(static_cast<std::size_t>(frame) + 1);
    inner.frames[static_cast<std::size_t>(frame)] = std::move(entity);
    return inner;
}

FADU_INLINE Value truth_value(Truth truth) {
    Value value;
    value.type = {model::TypeKind::boolean};
    value.domain = truth;
    return value;
}

FADU_INLINE Value unknown_value(const model::Type& type, Cause cause) {
    Value value;
    value.type = type;
    value.domain = AnyValue{};
    if (type.kind == model::TypeKind::boolean) value.domain = Truth::unknown;
    value.cause = cause;
    return value;
}

FADU_INLINE Value none_value(const model::Type& type, bool did_not_happen) {
    Value value;
    value.type = type;
    value.may_be_value = false;
    value.may_be_none = true;
    value.did_not_happen = did_not_happen;
    return value;
}

FADU_INLINE Value entity_value(Entity entity, const model::Type& type) {
    if (!entity.exists()) return none_value(type, true);
    Value value;
    value.type = type;
    value.domain = EntityChoice{{std::move(entity)}};
    return value;
}

FADU_INLINE Value constant_value(const model::Constant& constant, const model::Type& type) {
    Value value;
    value.type = type;
    std::visit(Overload{
                   [&](std::monostate) { value = none_value(type, false); },
                   [&](bool b) { value.domain = truth(b); },
                   [&](const model::Number& n) {
                       value.domain = NumberInterval{n, n};
                   },
                   [&](const std::string& s) { value.domain = s; },
                   [&](const time::Day& day) {
                       value.domain = TimeInterval{time::TimeSpan::of(day), time::TimeSpan::of(day)};
                   },
                   [&](const time::Moment& m) {
                       value.domain = TimeInterval{time::TimeSpan::of(m), time::TimeSpan::of(m)};
                   },
                   [&](const time::Period& period) { value.domain = period; },
                   [&](const model::DayInterval& interval) { value.domain = interval; },
                   [&](const model::Enumerator& e) { value.domain = EnumeratorSet{{e.position}}; },
                   [&](const model::NumberRange& range) { value.domain = std::vector<model::NumberRange>{range}; },
                   [&](const model::SpanRange& range) { value.domain = std::vector<model::SpanRange>{range}; },
               },
               constant);
    return value;
}

FADU_INLINE Trace slot_value(const facts::Slot* slot, const model::Field& field, Path path) {
    Trace trace;
    trace.path = std::move(path);
    trace.is_fact = true;
    const facts::Knowledge knowledge = slot ? slot->knowledge : facts::Knowledge::unknown;
    switch (knowledge) {
        case facts::Knowledge::unknown:
            if (field.default_value)
                trace.value = constant_value(*field.default_value, field.type);
            else if (!field.burden.empty() && field.type.kind == model::TypeKind::boolean)
                trace.value = truth_value(Truth::no);  // not proven by the party who had to prove it
            else {
                trace.value = unknown_value(field.type, Cause::missing_fact);
                trace.value.may_be_none = field.may_be_none;
                trace.value.may_be_unascertainable = field.may_be_unascertainable;
            }
            return trace;
        case facts::Knowledge::none: trace.value = none_value(field.type, false); return trace;
        case facts::Knowledge::unascertainable:
            trace.value = none_value(field.type, false);
            trace.value.may_be_none = false;
            trace.value.may_be_unascertainable = true;
            return trace;
        case facts::Knowledge::known: break;
    }
    if (field.type.kind == model::TypeKind::list) {
        Elements elements;
        elements.complete = slot->complete;
        const model::Type element_type = field.type.element_type();
        int position = 0;
        const auto element_path = [&] {
            Path inner = trace.path;
            inner.push_back({PathStep::Kind::element, ++position, -1, false, 0});
            return inner;
        };
        if (element_type.kind == model::TypeKind::record) {
            for (const facts::RecordValue& record : slot->records) {
                Path inner = element_path();
                elements.elements.push_back(
                    {entity_value({&record, nullptr, nullptr, inner}, element_type), Truth::yes, inner});
            }
        } else {
            for (const facts::Slot& item : slot->items) {
                Path inner = element_path();
                Value value = item.knowledge == facts::Knowledge::known
                                  ? constant_value(item.value, element_type)
                                  : unknown_value(element_type, Cause::missing_fact);
                elements.elements.push_back({std::move(value), Truth::yes, inner});
            }
        }
        trace.value.type = field.type;
        trace.value.domain = std::move(elements);
    } else if (field.type.kind == model::TypeKind::record) {
        trace.value = slot->records.empty()
                          ? unknown_value(field.type, Cause::missing_fact)
                          : entity_value({&slot->records.front(), nullptr, nullptr, trace.path}, field.type);
    } else {
        trace.value = constant_value(slot->value, field.type);
    }
    return trace;
}

FADU_INLINE Entity event_entity(const World& world, const Event& event) {
    Entity entity;
    entity.event = &event;
    entity.path = {{PathStep::Kind::event, event.kind, world.record_index(), false, event.ordinal}};
    return entity;
}

FADU_INLINE Trace event_trace(const World& world, const Event& event, Truth truth) {
    Trace trace;
    trace.value = truth_value(truth);
    trace.is_fact = true;
    trace.event = &event;
    trace.path = event_entity(world, event).path;
    return trace;
}

FADU_INLINE Trace fits(const model::EventPattern& pattern, const Event& event, const Context& context) {
    Trace trace = event_trace(*context.world, event, Truth::yes);
    if (pattern.where) {
        Trace where = evaluate(*pattern.where, context.at_frame(pattern.frame, event_entity(*context.world, event)));
        trace.value = truth_value(where.value.truth());
        trace.children.push_back(std::move(where));
    }
    return trace;
}

FADU_INLINE Entity element_entity(const Element& element) {
    const auto* choice = element.value.may_be_value ? std::get_if<EntityChoice>(&element.value.domain) : nullptr;
    if (choice && choice->entities.size() == 1) return choice->entities.front();
    Entity entity;
    entity.path = element.path;
    entity.scalar = std::make_shared<const Value>(element.value);
    return entity;
}

namespace detail {

using model::Operation;

class Evaluation {
  public:
    Evaluation(const model::Expression& expression, const Context& context) : e_(expression), c_(context) {
        trace_.expression = &expression;
        trace_.value.type = expression.type;
    }

    Trace run();

  private:
    const model::Expression& argument(std::size_t i) const { return e_.arguments[i]; }
    /// Evaluates an argument, keeps its trace, gives its value.
    Value take(std::size_t i) { return take(evaluate(argument(i), c_)); }
    Value take(Trace part) {
        Value value = part.value;
        trace_.children.push_back(std::move(part));
        return value;
    }
    void set(Value value) {
        const model::Type type = trace_.value.type;
        trace_.value = std::move(value);
        trace_.value.type = type.kind == model::TypeKind::nothing ? trace_.value.type : type;
    }
    void set(Truth truth) { set(truth_value(truth)); }

    void frame();
    void field();
    void property();
    void occurrence_of();
    void map();
    void filter();
    void quantified();
    void happened();
    void compare_two();
    void in_set();
    void in_range();
    void in_interval();
    void includes();
    void order_in_time();
    void connective();
    void arithmetic();
    void rounded();
    void parameter();
    void gaps();
    bool compares_lengths(const Value& a, const Value& b);
    Truth item_in(const Value& list, const Value& item);

    const model::Expression& e_;
    const Context& c_;
    Trace trace_;
};

FADU_INLINE Trace Evaluation::run() {
    switch (e_.operation) {
        case Operation::constant: set(constant_value(e_.constant, e_.type)); break;
        case Operation::unascertainable: {
            Value value = none_value(e_.type, false);
            value.may_be_none = false;
            value.may_be_unascertainable = true;
            set(value);
            break;
        }
        case Operation::frame: frame(); break;
        case Operation::field: field(); break;
        case Operation::property: property(); break;
        case Operation::map: map(); break;
        case Operation::last_live:
        case Operation::occurrences: occurrence_of(); break;
        case Operation::filter: filter(); break;
        case Operation::count: set(count_distinct(take(0), c_)); break;
        case Operation::least: set(least_or_greatest(take(0), true, e_.type)); break;
        case Operation::greatest: set(least_or_greatest(take(0), false, e_.type)); break;
        case Operation::sum: set(sum_of(take(0), e_.type)); break;
        case Operation::mean: set(mean_of(take(0), e_.type)); break;
        case Operation::first_item: set(first_or_last_item(take(0), true, e_.type)); break;
        case Operation::last_item: set(first_or_last_item(take(0), false, e_.type)); break;
        case Operation::definition: {
            Trace inner = evaluate_definition(e_.index, c_);
            set(inner.value);
            trace_.label = inner.label;
            trace_.children = std::move(inner.children);
            break;
        }
        case Operation::list_result: {
            Trace inner = evaluate_list(e_.index, e_.column, e_.type, c_);
            set(inner.value);
            trace_.label = inner.label;
            trace_.children = std::move(inner.children);
            break;
        }
        case Operation::parameter: parameter(); break;
        case Operation::equal:
        case Operation::not_equal:
        case Operation::less:
        case Operation::less_equal:
        case Operation::greater:
        case Operation::greater_equal: compare_two(); break;
        case Operation::in_set: in_set(); break;
        case Operation::in_range: in_range(); break;
        case Operation::in_interval: in_interval(); break;
        case Operation::includes: includes(); break;
        case Operation::before:
        case Operation::after:
        case Operation::not_after:
        case Operation::not_before: order_in_time(); break;
        case Operation::is_none: {
            const Value value = take(0);
            set(truth(value.may_be_none, value.may_be_value || value.may_be_unascertainable));
            break;
        }
        case Operation::and_:
        case Operation::or_: connective(); break;
        case Operation::not_: set(!take(0).truth()); break;
        case Operation::happened:
        case Operation::not_happened: happened(); break;
        case Operation::some:
        case Operation::none:
        case Operation::every: quantified(); break;
        case Operation::half:
        case Operation::add:
        case Operation::subtract:
        case Operation::multiply:
        case Operation::divide:
        case Operation::negate: arithmetic(); break;
        case Operation::add_period: {
            Trace end = evaluate_end_of_period(e_, c_);
            end.value.type = e_.type;
            return end;
        }
        case Operation::round: rounded(); break;
        case Operation::gaps: gaps(); break;
        case Operation::window_within:
        case Operation::window_only_after:
        case Operation::window_ahead:
        case Operation::window_before:
        case Operation::window_after: set(unknown_value(e_.type, Cause::missing_fact)); break;
    }
    return std::move(trace_);
}

FADU_INLINE void Evaluation::frame() {
    const auto index = static_cast<std::size_t>(e_.index >= 0 ? e_.index : e_.frame);
    if (index >= c_.frames.size() || !c_.frames[index].exists()) {
        set(none_value(e_.type, true));
        return;
    }
    const Entity& entity = c_.frames[index];
    set(entity.scalar ? *entity.scalar : entity_value(entity, e_.type));
    if (entity.scalar) trace_.is_fact = true;
    trace_.path = entity.path;
    if (entity.event) {
        trace_.is_fact = true;
        trace_.event = entity.event;
    }
}

FADU_INLINE void Evaluation::field() {
    const Trace owner = evaluate(argument(0), c_);
    const auto index = static_cast<std::size_t>(e_.index);
    const auto& records = c_.world->rulebook().records;
    std::optional<Value> result;
    const auto add = [&](const Value& value) { result = result ? join(*result, value) : value; };
    Path path;
    const auto* choice = owner.value.may_be_value ? std::get_if<EntityChoice>(&owner.value.domain) : nullptr;
    if (choice) {
        for (const Entity& entity : choice->entities) {
            Trace fact;
            if (entity.record) {
                const model::Record& record = records[static_cast<std::size_t>(entity.record->record)];
                const facts::Slot* slot = index < entity.record->slots.size() ? &entity.record->slots[index] : nullptr;
                Path inner = entity.path;
                inner.push_back({PathStep::Kind::field, e_.index, entity.record->record, false, 0});
                fact = slot_value(slot, record.fields[index], std::move(inner));
            } else if (entity.event) {
                // Through a class's field to the member's own.
                const model::Record& record = c_.world->record();
                const model::Type& owner_type = argument(0).type;
                std::size_t own = index;
                if (owner_type.index >= 0 && owner_type.index != entity.event->kind) {
                    const model::EventKind& family = record.events[static_cast<std::size_t>(owner_type.index)];
                    for (std::size_t m = 0; m < family.members.size(); ++m)
                        if (family.members[m] == entity.event->kind)
                            own = static_cast<std::size_t>(family.member_fields[m][index]);
                }
                const model::EventKind& kind = record.events[static_cast<std::size_t>(entity.event->kind)];
                const facts::Occurrence* source = entity.event->source;
                const facts::Slot* slot = source && own < source->slots.size() ? &source->slots[own] : nullptr;
                Path inner = entity.path;
                inner.push_back({PathStep::Kind::field, static_cast<int>(own), entity.event->kind, true, 0});
                fact = slot_value(slot, kind.fields[own], std::move(inner));
            }
            add(fact.value);
            if (path.empty()) path = std::move(fact.path);
        }
    } else if (owner.value.may_be_value) {
        add(unknown_value(e_.type, Cause::missing_fact));
    }
    if (owner.value.may_be_none) add(none_value(e_.type, owner.value.did_not_happen));
    if (!result) result = none_value(e_.type, true);
    if (!owner.value.may_be_value) result->did_not_happen = owner.value.did_not_happen;
    set(std::move(*result));
    trace_.is_fact = true;
    trace_.path = path.empty() ? owner.path : std::move(path);
    if (path.empty() && trace_.path.empty() && argument(0).operation == Operation::last_live)
        trace_.path = {{PathStep::Kind::event, argument(0).index, c_.world->record_index(), false, 0},
                       {PathStep::Kind::field, e_.index, argument(0).index, true, 0}};
}

FADU_INLINE void Evaluation::property() {
    const Trace owner = evaluate(argument(0), c_);
    trace_.is_fact = true;
    trace_.path = owner.path;
    trace_.event = owner.event;
    if (!owner.value.may_be_value) {
        set(none_value(e_.type, owner.value.did_not_happen));
        return;
    }
    const auto property = static_cast<model::Property>(e_.index);
    Value value;
    value.may_be_none = owner.value.may_be_none;
    const auto* choice = std::get_if<EntityChoice>(&owner.value.domain);
    const auto by_day = [](const TimeInterval& t) {
        const auto whole_day = [](const time::TimeSpan& span) {
            return is_far(span) ? span : time::TimeSpan::of(time::day_of(span.begin));
        };
        return TimeInterval{whole_day(t.earliest), whole_day(t.latest)};
    };
    switch (property) {
        case model::Property::first_day:
        case model::Property::day: {
            if (choice && choice->entities.size() == 1 && choice->entities.front().event &&
                choice->entities.front().event->deemed) {
                const time::TimeSpan day = time::TimeSpan::of(choice->entities.front().event->day());
                value.domain = TimeInterval{day, day};
            } else {
                value.domain = by_day(begin_of(owner.value).value_or(any_time()));
            }
            break;
        }
        case model::Property::last_day: value.domain = by_day(end_of(owner.value).value_or(any_time())); break;
        case model::Property::begin: value.domain = begin_of(owner.value).value_or(any_time()); break;
        case model::Property::end: value.domain = end_of(owner.value).value_or(any_time()); break;
        case model::Property::length: {
            const auto length = length_of(owner.value);
            if (length)
                value.domain = *length;
            else if (const auto begin = begin_of(owner.value))
                value.domain = LengthInterval{*begin, end_of(owner.value).value_or(any_time()), false};
            break;
        }
        case model::Property::previous_part:
        case model::Property::next_part: {
            const Gap* gap = choice && choice->entities.size() == 1 ? choice->entities.front().gap : nullptr;
            const Event* part = gap ? (property == model::Property::next_part ? gap->next : gap->previous) : nullptr;
            value = part ? entity_value(event_entity(*c_.world, *part), e_.type) : none_value(e_.type, true);
            break;
        }
    }
    set(std::move(value));
}

FADU_INLINE void Evaluation::occurrence_of() {
    Value value = e_.operation == Operation::last_live ? last_live_value(e_.index, e_.type, c_)
                                                       : occurrences_value(e_.index, e_.rounds, e_.type, c_);
    if (const auto* choice = std::get_if<EntityChoice>(&value.domain); choice && choice->entities.size() == 1) {
        trace_.path = choice->entities.front().path;
        trace_.event = choice->entities.front().event;
    } else {
        trace_.path = {{PathStep::Kind::event, e_.index, c_.world->record_index(), false, 0}};
    }
    trace_.is_fact = true;
    set(std::move(value));
}

FADU_INLINE void Evaluation::map() {
    const Value list = take(0);
    const Elements* elements = elements_of(list);
    if (!elements) {
        set(list.may_be_value ? unknown_value(e_.type, Cause::missing_fact) : none_value(e_.type, list.did_not_happen));
        return;
    }
    Elements mapped;
    mapped.complete = elements->complete;
    trace_.children.clear();  // the elements' own facts say more than the list
    for (const Element& element : elements->elements) {
        Trace inner = evaluate(argument(1), c_.at_frame(e_.frame, element_entity(element)));
        mapped.elements.push_back({inner.value, element.member, inner.path});
        trace_.children.push_back(std::move(inner));
    }
    Value value;
    value.domain = std::move(mapped);
    set(std::move(value));
}

FADU_INLINE void Evaluation::filter() {
    const Trace source = evaluate(argument(0), c_);
    const Elements* elements = elements_of(source.value);
    if (!elements) {
        set(source.value.may_be_value ? unknown_value(e_.type, Cause::missing_fact)
                                      : none_value(e_.type, source.value.did_not_happen));
        trace_.children.push_back(source);
        return;
    }
    Elements kept;
    kept.complete = elements->complete;
    for (const Element& element : elements->elements) {
        Trace inner = evaluate(argument(1), c_.at_frame(e_.frame, element_entity(element)));
        const Truth in = element.member && inner.value.truth();
        if (in != Truth::no) kept.elements.push_back({element.value, in, element.path});
        trace_.children.push_back(std::move(inner));
    }
    if (elements->elements.empty()) trace_.children.push_back(source);
    Value value;
    value.domain = std::move(kept);
    set(std::move(value));
}

FADU_INLINE void Evaluation::quantified() {
    const bool every = e_.operation == Operation::every;
    Trace source = evaluate(argument(0), c_);
    const Elements* elements = elements_of(source.value);
    Truth some = Truth::no;
    Truth all = Truth::yes;
    if (!elements) {
        const bool nothing = !source.value.may_be_value;
        const bool entity = source.value.may_be_value && std::holds_alternative<EntityChoice>(source.value.domain);
        some = nothing ? Truth::no : entity ? truth(true, source.value.may_be_none) : Truth::unknown;
        all = nothing ? Truth::yes : Truth::unknown;
        trace_.children.push_back(source);
    } else {
        for (const Element& element : elements->elements) {
            some = some || element.member;
            if (every) {
                Trace inner = evaluate(argument(1), c_.at_frame(e_.frame, element_entity(element)));
                const Truth holds = !element.member || inner.value.truth();
                all = all && holds;
                trace_.children.push_back(std::move(inner));
            }
        }
        if (!elements->complete) {
            some = some || Truth::unknown;
            all = all && Truth::unknown;
        }
        if (!every || trace_.children.empty()) trace_.children.push_back(std::move(source));
    }
    set(every ? all : e_.operation == Operation::some ? some : !some);
}

FADU_INLINE void Evaluation::happened() {
    Context inner = c_;
    if (e_.arguments.size() > 1) {
        Window window = evaluate_window(argument(1), {}, {}, c_);
        if (!window.anchored) {
            set(e_.operation == Operation::happened ? Truth::no : Truth::yes);
            trace_.value.did_not_happen = true;
            trace_.children = std::move(window.traces);
            return;
        }
        inner.bounds = window.bounds;
        for (Trace& part : window.traces)
            if (!part.value.is_known()) trace_.children.push_back(std::move(part));
    }
    Truth any = Truth::no;
    const model::EventPattern pattern{e_.index, e_.frame, std::nullopt, {}};
    for (const Event* event : c_.world->occurrences(e_.index)) {
        Truth seen = c_.world->visible(*event, c_.at, c_.policy->same_day);
        if (seen != Truth::no) seen = seen && c_.world->live(*event, c_.at, c_.policy->same_day);
        if (seen != Truth::no && inner.bounds) seen = seen && is_within(*event, *inner.bounds);
        if (seen == Truth::no) continue;
        Trace leaf = event_trace(*c_.world, *event, seen);
        const bool has_condition = !e_.arguments.empty() && argument(0).operation != Operation::constant;
        if (has_condition) {
            Trace where = evaluate(argument(0), c_.at_frame(e_.frame, event_entity(*c_.world, *event)));
            leaf.value = truth_value(seen && where.value.truth());
            leaf.children.push_back(std::move(where));
        }
        any = any || leaf.value.truth();
        trace_.children.push_back(std::move(leaf));
    }
    if (trace_.children.empty()) {
        // Nothing of the kind: that itself is the fact.
        Trace leaf;
        leaf.value = truth_value(Truth::no);
        leaf.is_fact = true;
        leaf.path = {{PathStep::Kind::event, e_.index, c_.world->record_index(), false, 0}};
        trace_.children.push_back(std::move(leaf));
    }
    set(e_.operation == Operation::happened ? any : !any);
}

FADU_INLINE bool Evaluation::compares_lengths(const Value& a, const Value& b) {
    const auto* period = b.may_be_value ? std::get_if<time::Period>(&b.domain) : nullptr;
    const auto length = length_of(a);
    if (!length) return false;
    if (!period) {
        set(Truth::unknown);
        return true;
    }
    const Truth at_least = lasts_at_least(*length, *period, false, *c_.policy, c_.world->calendar());
    const Truth longer = lasts_at_least(*length, *period, true, *c_.policy, c_.world->calendar());
    switch (e_.operation) {
        case Operation::greater_equal: set(at_least); break;
        case Operation::greater: set(longer); break;
        case Operation::less: set(!at_least); break;
        case Operation::less_equal: set(!longer); break;
        case Operation::equal: set(at_least && !longer); break;
        default: set(!(at_least && !longer)); break;
    }
    return true;
}

FADU_INLINE void Evaluation::compare_two() {
    const Value a = take(0);
    const Value b = take(1);
    if (a.did_not_happen || b.did_not_happen) trace_.value.did_not_happen = true;
    const bool gone = trace_.value.did_not_happen;
    // 为 无 and 为 无法查明 are always decided.
    const auto special = [&](const model::Expression& literal, const Value& other) -> std::optional<Truth> {
        if (literal.operation == Operation::unascertainable)
            return truth(other.may_be_unascertainable, other.may_be_value || other.may_be_none);
        if (literal.operation == Operation::constant && std::holds_alternative<std::monostate>(literal.constant))
            return truth(other.may_be_none, other.may_be_value || other.may_be_unascertainable);
        return std::nullopt;
    };
    if (e_.operation == Operation::equal || e_.operation == Operation::not_equal) {
        auto decided = special(argument(1), a);
        if (!decided) decided = special(argument(0), b);
        if (decided) {
            set(e_.operation == Operation::equal ? *decided : !*decided);
            return;
        }
    }
    if (a.may_be_value && (a.type.kind == model::TypeKind::duration || a.type.kind == model::TypeKind::interval) &&
        b.type.kind == model::TypeKind::span) {
        if (compares_lengths(a, b)) {
            if (a.may_be_none) set(trace_.value.truth() && Truth::unknown);
            return;
        }
        set(Truth::unknown);
        return;
    }
    switch (e_.operation) {
        case Operation::equal: set(is_equal(a, b)); break;
        case Operation::not_equal: set(is_not_equal(a, b)); break;
        case Operation::less: set(is_less(a, b)); break;
        case Operation::less_equal: set(is_less_or_equal(a, b)); break;
        case Operation::greater: set(is_less(b, a)); break;
        default: set(is_less_or_equal(b, a)); break;
    }
    if (gone && trace_.value.truth() == Truth::no) trace_.value.did_not_happen = true;
}

FADU_INLINE void Evaluation::in_set() {
    const Value value = take(0);
    Truth any = Truth::no;
    // For a set of kinds the pairs are looked at together: a value that may only be one of them is surely in.
    const auto* positions = value.may_be_value ? std::get_if<EnumeratorSet>(&value.domain) : nullptr;
    std::vector<int> allowed;
    bool all_known = positions != nullptr;
    for (std::size_t i = 1; i < e_.arguments.size(); ++i) {
        const Trace item = evaluate(argument(i), c_);
        any = any || is_equal(value, item.value);
        const auto* one = std::get_if<EnumeratorSet>(&item.value.domain);
        if (one && one->positions.size() == 1)
            allowed.push_back(one->positions.front());
        else
            all_known = false;
    }
    if (all_known) {
        bool in = false;
        bool out = value.may_be_none;
        for (const int p : positions->positions)
            (std::find(allowed.begin(), allowed.end(), p) != allowed.end() ? in : out) = true;
        any = truth(in || value.may_be_unascertainable, out || value.may_be_unascertainable);
    }
    set(any);
    if (value.did_not_happen && any == Truth::no) trace_.value.did_not_happen = true;
}

FADU_INLINE void Evaluation::in_range() {
    const Value value = take(0);
    const Value range = take(1);
    const auto* spans = range.may_be_value ? std::get_if<std::vector<model::SpanRange>>(&range.domain) : nullptr;
    if (spans) {
        const auto length = length_of(value);
        Truth in = Truth::no;
        bool first = true;
        for (const model::SpanRange& r : *spans) {
            Truth one = Truth::yes;
            if (length) {
                if (r.low)
                    one = one && lasts_at_least(*length, *r.low, !r.low_included, *c_.policy, c_.world->calendar());
                if (r.high)
                    one = one && !lasts_at_least(*length, *r.high, r.high_included, *c_.policy, c_.world->calendar());
            } else if (const auto* period = value.may_be_value ? std::get_if<time::Period>(&value.domain) : nullptr) {
                const auto low = r.low ? compare_periods(*period, *r.low) : std::strong_ordering::greater;
                const auto high = r.high ? compare_periods(*period, *r.high) : std::strong_ordering::less;
                if (!low || !high)
                    one = Truth::unknown;
                else
                    one = truth((*low > 0 || (*low == 0 && r.low_included)) &&
                                (*high < 0 || (*high == 0 && r.high_included)));
            } else if (!value.may_be_value) {
                one = value.may_be_unascertainable ? Truth::unknown : Truth::no;
            } else {
                one = Truth::unknown;
            }
            if (value.may_be_value && value.may_be_none) one = one && Truth::unknown;
            in = first ? one : join(in, one);
            first = false;
        }
        set(in);
        return;
    }
    set(is_in_range(value, range));
    if ((value.did_not_happen || range.did_not_happen) && trace_.value.truth() == Truth::no)
        trace_.value.did_not_happen = true;
}

FADU_INLINE void Evaluation::in_interval() {
    const Value interval = take(0);
    const Value date = take(1);
    const auto* days = interval.may_be_value ? std::get_if<model::DayInterval>(&interval.domain) : nullptr;
    if (!interval.may_be_value && !interval.may_be_unascertainable) return set(Truth::no);
    const auto point = begin_of(date);
    if (!point) return set(Truth::no);
    if (!days) return set(Truth::unknown);
    const TimeInterval first{time::TimeSpan::of(days->first), time::TimeSpan::of(days->first)};
    const TimeInterval last{time::TimeSpan::of(days->last), time::TimeSpan::of(days->last)};
    Truth in = is_day_not_after(first, *point) && is_day_not_after(*point, last);
    if (interval.may_be_none || date.may_be_none) in = in && Truth::unknown;
    set(in);
}

FADU_INLINE Truth Evaluation::item_in(const Value& list, const Value& item) {
    const Elements* elements = elements_of(list);
    if (!elements) return list.may_be_value || list.may_be_unascertainable ? Truth::unknown : Truth::no;
    Truth any = Truth::no;
    for (const Element& element : elements->elements) any = any || (element.member && is_equal(element.value, item));
    return elements->complete ? any : any || Truth::unknown;
}

FADU_INLINE void Evaluation::includes() {
    const Value list = take(0);
    Truth all = Truth::yes;
    for (std::size_t i = 1; i < e_.arguments.size(); ++i) {
        const Trace item = evaluate(argument(i), c_);
        all = all && item_in(list, item.value);
    }
    set(all);
}

FADU_INLINE void Evaluation::order_in_time() {
    const Value a = take(0);
    const Value b = take(1);
    const bool gone = a.did_not_happen || b.did_not_happen;
    const auto recorded_first = [&]() -> std::optional<bool> {
        const auto event = [](const Value& v) -> const Event* {
            const auto* choice = v.may_be_value ? std::get_if<EntityChoice>(&v.domain) : nullptr;
            return choice && choice->entities.size() == 1 ? choice->entities.front().event : nullptr;
        };
        const Event* x = event(a);
        const Event* y = event(b);
        if (!x || !y || !x->source || !y->source) return std::nullopt;
        return x->sequence < y->sequence;
    };
    const auto a_begin = begin_of(a);
    const auto b_begin = begin_of(b);
    Truth result = Truth::no;
    if (a_begin && b_begin) {
        const auto first = recorded_first();
        const auto not_first = first ? std::optional(!*first) : std::nullopt;
        switch (e_.operation) {
            case Operation::before: result = is_before(*end_of(a), *b_begin, c_.policy->same_day, first); break;
            case Operation::after: result = is_before(*end_of(b), *a_begin, c_.policy->same_day, not_first); break;
            case Operation::not_after: result = is_day_not_after(*a_begin, *b_begin); break;
            default: result = is_day_not_after(*b_begin, *a_begin); break;
        }
    }
    // What may be 无 may make the comparison 否.
    if ((a.may_be_none && a.may_be_value) || (b.may_be_none && b.may_be_value)) result = result && Truth::unknown;
    if (a.may_be_unascertainable || b.may_be_unascertainable) result = Truth::unknown;
    set(result);
    if (gone && result == Truth::no) trace_.value.did_not_happen = true;
}

FADU_INLINE void Evaluation::connective() {
    const bool conjunction = e_.operation == Operation::and_;
    Truth result = truth(conjunction);
    for (const model::Expression& part : e_.arguments) {
        Trace child = evaluate(part, c_);
        child.label = part.label;
        const Truth t = child.value.truth();
        result = conjunction ? result && t : result || t;
        trace_.children.push_back(std::move(child));
    }
    set(result);
    // A conjunction that fails only because something did not happen says so.
    if (conjunction && result == Truth::no) {
        for (const Trace& child : trace_.children) {
            if (child.value.truth() != Truth::no) continue;
            trace_.value.did_not_happen = child.value.did_not_happen;
            break;
        }
    }
}

FADU_INLINE void Evaluation::arithmetic() {
    std::vector<Value> operands;
    for (std::size_t i = 0; i < e_.arguments.size(); ++i) operands.push_back(take(i));
    bool none = false;
    bool gone = false;
    for (const Value& operand : operands) {
        if (!operand.may_be_value && !operand.may_be_unascertainable) none = true;
        gone = gone || operand.did_not_happen;
    }
    if (none) return set(none_value(e_.type, gone));
    std::vector<NumberInterval> n;
    for (const Value& operand : operands) {
        const auto* interval = operand.may_be_value ? std::get_if<NumberInterval>(&operand.domain) : nullptr;
        n.push_back(interval ? *interval : NumberInterval{});
    }
    bool overflow = false;
    std::optional<Cause> cause;
    using Ends = std::optional<model::Number>;
    const auto apply = [&](auto operation, const Ends& x, const Ends& y) -> Ends {
        if (!x || !y) return std::nullopt;
        const Ends result = operation(*x, *y);
        if (!result) overflow = true;
        return result;
    };
    NumberInterval result;
    const auto of_products = [&](auto operation) {
        // The extremes of a product or quotient stand at the corners; an open end leaves the result open.
        if (!n[0].low || !n[0].high || !n[1].low || !n[1].high) {
            const bool both_from_zero =
                n[0].low && n[1].low && *n[0].low >= model::Number(0) && *n[1].low > model::Number(0);
            if (both_from_zero && e_.operation == Operation::multiply) {
                result.low = apply(operation, n[0].low, n[1].low);
                result.high = apply(operation, n[0].high, n[1].high);
            }
            return;
        }
        for (const Ends& x : {n[0].low, n[0].high}) {
            for (const Ends& y : {n[1].low, n[1].high}) {
                const Ends corner = apply(operation, x, y);
                if (!corner) return;
                if (!result.low || *corner < *result.low) result.low = corner;
                if (!result.high || *corner > *result.high) result.high = corner;
            }
        }
    };
    switch (e_.operation) {
        case Operation::add:
            result.low = apply(model::add, n[0].low, n[1].low);
            result.high = apply(model::add, n[0].high, n[1].high);
            break;
        case Operation::subtract:
            result.low = apply(model::subtract, n[0].low, n[1].high);
            result.high = apply(model::subtract, n[0].high, n[1].low);
            break;
        case Operation::multiply: of_products(model::multiply); break;
        case Operation::divide: {
            const bool may_be_zero =
                (!n[1].low || *n[1].low <= model::Number(0)) && (!n[1].high || *n[1].high >= model::Number(0));
            if (may_be_zero)
                cause = Cause::division_by_zero;
            else
                of_products(model::divide);
            break;
        }
        case Operation::negate:
            result.low = apply(model::subtract, model::Number(0), n[0].high);
            result.high = apply(model::subtract, model::Number(0), n[0].low);
            break;
        default:  // half
            result.low = apply(model::divide, n[0].low, model::Number(2));
            result.high = apply(model::divide, n[0].high, model::Number(2));
            break;
    }
    if (overflow) cause = Cause::overflow;
    if (cause) return set(unknown_value(e_.type, *cause));
    Value value;
    value.domain = result;
    for (const Value& operand : operands) {
        value.may_be_none = value.may_be_none || operand.may_be_none;
        if (operand.cause) value.cause = operand.cause;
    }
    set(std::move(value));
}

FADU_INLINE void Evaluation::rounded() {
    const Value inner = take(0);
    const auto* interval = inner.may_be_value ? std::get_if<NumberInterval>(&inner.domain) : nullptr;
    const auto* unit = std::get_if<model::Number>(&e_.constant);
    if (!interval || !unit) return set(inner);
    Value value = inner;
    NumberInterval result;
    if (interval->low) result.low = model::round_to(*interval->low, *unit, e_.rounding);
    if (interval->high) result.high = model::round_to(*interval->high, *unit, e_.rounding);
    value.domain = result;
    set(std::move(value));
}

FADU_INLINE void Evaluation::parameter() {
    trace_.is_fact = true;
    trace_.path = {{PathStep::Kind::parameter, e_.index, -1, false, 0}};
    const model::Constant* constant = c_.world->parameter(e_.index);
    set(constant ? constant_value(*constant, e_.type) : unknown_value(e_.type, Cause::no_parameter));
}

FADU_INLINE void Evaluation::gaps() {
    Value value;
    Elements elements;
    if (c_.gaps) {
        int position = 0;
        for (const Gap& gap : *c_.gaps) {
            Entity entity;
            entity.gap = &gap;
            entity.path = {{PathStep::Kind::element, ++position, -1, false, 0}};
            Path path = entity.path;
            elements.elements.push_back(
                {entity_value(std::move(entity), e_.type.element_type()), Truth::yes, std::move(path)});
        }
    }
    value.domain = std::move(elements);
    set(std::move(value));
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE Trace evaluate(const model::Expression& expression, const Context& context) {
    return Evaluation(expression, context).run();
}

}  // namespace fadu::engine
