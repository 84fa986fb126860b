// Facts as values: constants, slots of the case, entities and occurrences with their paths.
#pragma once

#include <algorithm>

#include "fadu/engine/evaluate.hpp"
#include "fadu/engine/impl/world_inl.hpp"

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
    if (type.is_number()) value.domain = NumberInterval{};
    if (type.kind == model::TypeKind::date || type.kind == model::TypeKind::moment) value.domain = any_time();
    value.cause = cause;
    return value;
}

FADU_INLINE Value none_value(const model::Type& type, bool did_not_happen) {
    Value value;
    value.type = type;
    value.may_be_value = false;
    value.may_be_none = true;
    value.did_not_happen = value.absence_possible = did_not_happen;
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

FADU_INLINE Trace unknown_day(const World& world, const Event& event) {
    Trace leaf;
    leaf.is_fact = true;
    leaf.event = &event;
    leaf.value = unknown_value({model::TypeKind::date}, Cause::missing_fact);
    leaf.path = event_entity(world, event).path;
    return leaf;
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

}  // namespace fadu::engine
