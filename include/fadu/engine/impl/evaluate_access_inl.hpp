// Operations that reach for something: frames, fields, properties, occurrences, maps and filters, parameters, gaps.
#pragma once

#include <algorithm>

#include "fadu/engine/impl/collections_inl.hpp"
#include "fadu/engine/impl/deadline_inl.hpp"
#include "fadu/engine/impl/evaluation.hpp"

namespace fadu::engine {

namespace detail {

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
    result->absence_possible = result->absence_possible || owner.value.absence_possible;
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
    value.absence_possible = owner.value.absence_possible;
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
        if (const Elements* parts = elements_of(inner.value)) {  // a list of lists is one list
            mapped.complete = mapped.complete && parts->complete;
            for (const Element& part : parts->elements)
                mapped.elements.push_back({part.value, element.member && part.member, part.path});
        } else if (inner.value.type.kind == model::TypeKind::list) {
            if (inner.value.may_be_value) mapped.complete = false;
        } else {
            mapped.elements.push_back({inner.value, element.member, inner.path});
        }
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
        if (inner.path.empty()) inner.path = element_entity(element).path;  // whose condition it is
        trace_.children.push_back(std::move(inner));
    }
    if (elements->elements.empty()) trace_.children.push_back(source);
    Value value;
    value.domain = std::move(kept);
    set(std::move(value));
}

/// A count that hangs on identities nobody gave: those are the facts that would decide it.
FADU_INLINE void Evaluation::show_unknown_keys(const Value& list) {
    const Elements* elements = elements_of(list);
    if (!elements || !has_key(list, c_)) return;
    const auto& fields = c_.world->rulebook().records[static_cast<std::size_t>(list.type.index)].fields;
    for (const Element& element : elements->elements) {
        if (element.member == Truth::no || key_of(element, c_)) continue;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (!fields[i].key) continue;
            Trace leaf;
            leaf.is_fact = true;
            leaf.value = unknown_value(fields[i].type, Cause::missing_fact);
            leaf.path = element.path;
            leaf.path.push_back({PathStep::Kind::field, static_cast<int>(i), list.type.index, false, 0});
            trace_.children.push_back(std::move(leaf));
            break;
        }
    }
}

FADU_INLINE void Evaluation::parameter() {
    trace_.is_fact = true;
    trace_.path = {{PathStep::Kind::parameter, e_.index, -1, false, 0}};
    const model::Constant* constant = c_.world->parameter(e_.index);
    set(constant ? constant_value(*constant, e_.type) : unknown_value(e_.type, Cause::no_parameter));
}

/// Operations that name something of a case and not of an entity that stands in a frame.
constexpr bool looks_into_a_case(Operation operation) {
    return operation == Operation::last_live || operation == Operation::occurrences ||
           operation == Operation::definition || operation == Operation::list_result || operation == Operation::state;
}

FADU_INLINE void prefix_path(const Path& member, Path& path) {
    if (path.empty() || path.front().kind == PathStep::Kind::parameter ||
        path.front().kind == PathStep::Kind::untranslatable || path.front().kind == PathStep::Kind::member)
        return;
    path.insert(path.begin(), member.begin(), member.end());
}

FADU_INLINE void prefix_paths(const Path& member, Value& value) {
    if (auto* choice = std::get_if<EntityChoice>(&value.domain))
        for (Entity& entity : choice->entities) prefix_path(member, entity.path);
    if (auto* list = std::get_if<Elements>(&value.domain))
        for (Element& element : list->elements) {
            prefix_path(member, element.path);
            prefix_paths(member, element.value);
        }
}

FADU_INLINE void prefix_paths(const Path& member, Trace& trace) {
    prefix_path(member, trace.path);
    prefix_paths(member, trace.value);
    for (Trace& child : trace.children) prefix_paths(member, child);
}

/// In a rule over many cases: the same operation, in the world of the case that the member belongs to.
FADU_INLINE Trace Evaluation::in_case_of_member() {
    const auto index = static_cast<std::size_t>(e_.frame);
    World* world = index < c_.frames.size() ? c_.members->of(c_.frames[index]) : nullptr;
    if (!world) {
        set(unknown_value(e_.type, Cause::missing_fact));
        trace_.is_fact = true;
        if (index < c_.frames.size()) trace_.path = c_.frames[index].path;
        return std::move(trace_);
    }
    Context inner = c_;
    inner.members = nullptr;
    inner.world = world;
    inner.frames = {world->case_entity()};
    Trace trace = Evaluation(e_, inner).run();
    prefix_paths(c_.frames[index].path, trace);
    return trace;
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

}  // namespace fadu::engine
