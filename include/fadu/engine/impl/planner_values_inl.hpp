// Bodies of planner.hpp: which slots may be set, and to what values.
#pragma once

#include <tuple>

#include "fadu/engine/compare.hpp"
#include "fadu/engine/impl/planner.hpp"

namespace fadu::engine {

namespace planning {

FADU_INLINE Truth holds(Operation operation, const Value& a, const Value& b) {
    switch (operation) {
        case Operation::equal: return is_equal(a, b);
        case Operation::not_equal: return is_not_equal(a, b);
        case Operation::less: return is_less(a, b);
        case Operation::less_equal: return is_less_or_equal(a, b);
        case Operation::greater: return is_less(b, a);
        case Operation::greater_equal: return is_less_or_equal(b, a);
        default: return Truth::unknown;
    }
}

FADU_INLINE std::optional<Entity> only_entity(const Value& value) {
    const auto* choice = value.may_be_value ? std::get_if<EntityChoice>(&value.domain) : nullptr;
    return choice && choice->entities.size() == 1 ? std::optional(choice->entities.front()) : std::nullopt;
}

FADU_INLINE facts::Slot known_slot(model::Constant constant) {
    facts::Slot slot;
    slot.knowledge = facts::Knowledge::known;
    slot.value = std::move(constant);
    return slot;
}

/// The steps from a record to one that stands somewhere inside it.
FADU_INLINE bool find_inside(const std::vector<facts::Slot>& slots, const facts::RecordValue* wanted,
                             std::vector<int>& steps) {
    for (std::size_t field = 0; field < slots.size(); ++field) {
        for (std::size_t i = 0; i < slots[field].records.size(); ++i) {
            const facts::RecordValue& record = slots[field].records[i];
            steps.push_back(static_cast<int>(field));
            steps.push_back(static_cast<int>(i));
            if (&record == wanted || find_inside(record.slots, wanted, steps)) return true;
            steps.resize(steps.size() - 2);
        }
    }
    return false;
}

// ---- what may be set -----------------------------------------------------------------------------------------------

FADU_INLINE bool Planner::may_set(const model::Field& field, facts::Knowledge knowledge, bool is_new) const {
    if (is_new) return true;
    if (field.key) return false;
    if (imagines()) return true;
    if (field.found) return false;  // a judgement is made by who must make it, not for the sake of a verdict
    if (field.curable) return true;
    // What nobody said may be found out; where a default or a burden of proof has answered already, it may not be undone.
    return knowledge == facts::Knowledge::unknown && !field.default_value && field.burden.empty();
}

FADU_INLINE std::optional<SlotPlace> Planner::place_of(const Entity& entity, int field) const {
    SlotPlace place;
    if (entity.event) {
        const facts::Occurrence* source = entity.event->source;
        if (!source) return std::nullopt;
        for (std::size_t i = 0; i < new_occurrences_.size(); ++i)
            if (source == &new_occurrences_[i]) place.occurrence = -2 - static_cast<int>(i);
        for (std::size_t i = 0; i < case_.occurrences.size(); ++i)
            if (source == &case_.occurrences[i]) place.occurrence = static_cast<int>(i);
        if (place.occurrence == -1) return std::nullopt;
    } else if (entity.record && entity.record != &case_.root) {
        bool found = find_inside(case_.root.slots, entity.record, place.steps);
        for (std::size_t i = 0; !found && i < case_.occurrences.size(); ++i) {
            place.occurrence = static_cast<int>(i);
            found = find_inside(case_.occurrences[i].slots, entity.record, place.steps);
        }
        if (!found) return std::nullopt;
    } else if (!entity.record) {
        return std::nullopt;
    }
    place.steps.push_back(field);
    return place;
}

FADU_INLINE std::optional<Planner::Target> Planner::target_of(const model::Expression& e, const Context& c) {
    if (e.operation != Operation::field) return std::nullopt;
    const model::Expression& owner_expression = e.arguments[0];
    const Trace owner = evaluate(owner_expression, c);
    const auto entity = only_entity(owner.value);
    if (!entity || owner.value.may_be_none) return std::nullopt;
    Target target;
    int own = e.index;
    const std::vector<facts::Slot>* slots = nullptr;
    if (entity->event) {
        const model::Record& record = world_.record();
        const model::Type& type = owner_expression.type;
        if (type.index >= 0 && type.index != entity->event->kind) {  // through a class's field to the member's own
            const model::EventKind& family = record.events[static_cast<std::size_t>(type.index)];
            for (std::size_t m = 0; m < family.members.size(); ++m)
                if (family.members[m] == entity->event->kind)
                    own = family.member_fields[m][static_cast<std::size_t>(e.index)];
        }
        const model::EventKind& kind = record.events[static_cast<std::size_t>(entity->event->kind)];
        if (own < 0 || static_cast<std::size_t>(own) >= kind.fields.size() || !entity->event->source)
            return std::nullopt;
        target.field = &kind.fields[static_cast<std::size_t>(own)];
        slots = &entity->event->source->slots;
        target.path = entity->path;
        target.path.push_back({PathStep::Kind::field, own, entity->event->kind, true, 0});
    } else if (entity->record) {
        const model::Record& record = rulebook_.records[static_cast<std::size_t>(entity->record->record)];
        target.field = &record.fields[static_cast<std::size_t>(own)];
        slots = &entity->record->slots;
        target.path = entity->path;
        target.path.push_back({PathStep::Kind::field, own, entity->record->record, false, 0});
    } else {
        return std::nullopt;
    }
    const auto place = place_of(*entity, own);
    if (!place) return std::nullopt;
    target.place = *place;
    if (static_cast<std::size_t>(own) < slots->size()) target.slot = &(*slots)[static_cast<std::size_t>(own)];
    const facts::Knowledge knowledge = target.slot ? target.slot->knowledge : facts::Knowledge::unknown;
    if (!may_set(*target.field, knowledge, target.place.occurrence < -1)) return std::nullopt;
    target.now = evaluate(e, c).value;
    return target;
}

FADU_INLINE Plans Planner::set(const Target& target, std::vector<facts::Slot> values, bool any) const {
    Plans plans;
    for (facts::Slot& value : values) {
        if (value.knowledge == facts::Knowledge::none && !target.field->may_be_none) continue;
        if (value.knowledge == facts::Knowledge::unascertainable && !target.field->may_be_unascertainable) continue;
        Change change;
        change.kind = Change::Kind::set_field;
        change.place = target.place;
        change.path = target.path;
        change.type = target.field->type;
        change.value = std::move(value);
        change.was_unknown = !target.slot || target.slot->knowledge == facts::Knowledge::unknown;
        change.any_value = any;
        const int cost = target.place.occurrence < -1 ? one_field : one_change;
        plans.push_back({{std::move(change)}, cost + static_cast<int>(plans.size())});
    }
    return plans;
}

FADU_INLINE Plans Planner::add(const Target& target, const facts::Slot& item) const {
    const bool is_new = target.place.occurrence < -1;
    const bool has_list = target.slot && target.slot->knowledge == facts::Knowledge::known;
    if (!has_list) {  // the list is not known: it is found out that it holds this
        facts::Slot list;
        list.knowledge = facts::Knowledge::known;
        list.items = {item};
        list.complete = is_new;
        return set(target, {list});
    }
    Change change;
    change.kind = Change::Kind::add_item;
    change.place = target.place;
    change.path = target.path;
    change.type = target.field->type;
    change.value = item;
    return {{{std::move(change)}, is_new ? one_field : one_change}};
}

FADU_INLINE std::optional<facts::Slot> Planner::some_value(const model::Type& type) const {
    switch (type.kind) {
        case model::TypeKind::boolean: return known_slot(true);
        case model::TypeKind::integer:
        case model::TypeKind::decimal:
        case model::TypeKind::ratio: return known_slot(model::Number(1));
        case model::TypeKind::money: return known_slot(model::Number(100));
        case model::TypeKind::text: return known_slot(std::string("—"));
        case model::TypeKind::date: return known_slot(today());
        case model::TypeKind::moment: return known_slot(time::start_of(today()));
        case model::TypeKind::span: return known_slot(time::Period{{{1, time::Unit::calendar_day}}});
        case model::TypeKind::interval: return known_slot(model::DayInterval{today(), today()});
        case model::TypeKind::enumeration: return known_slot(model::Enumerator{0});
        default: return std::nullopt;
    }
}

FADU_INLINE std::vector<facts::Slot> Planner::values_for(const model::Type& type, Operation operation,
                                                         const Value& right) const {
    const auto special = [&](facts::Knowledge knowledge) -> std::vector<facts::Slot> {
        if (operation == Operation::equal) {
            facts::Slot slot;
            slot.knowledge = knowledge;
            return {slot};
        }
        if (operation != Operation::not_equal) return {};
        const auto some = some_value(type);
        return some ? std::vector<facts::Slot>{*some} : std::vector<facts::Slot>{};
    };
    if (!right.may_be_value && right.may_be_none) return special(facts::Knowledge::none);
    if (!right.may_be_value && right.may_be_unascertainable) return special(facts::Knowledge::unascertainable);

    if (const auto* numbers = std::get_if<NumberInterval>(&right.domain); numbers && type.is_number()) {
        // A step that a person would name: a yuan, a unit, a percent.
        const model::Number step = type.kind == model::TypeKind::money   ? model::Number(100)
                                   : type.kind == model::TypeKind::ratio ? *model::Number::of(1, 100)
                                                                         : model::Number(1);
        std::vector<facts::Slot> values;
        const auto give = [&](std::optional<model::Number> number) {
            if (number) values.push_back(known_slot(*number));
        };
        switch (operation) {
            case Operation::equal:
                if (numbers->low == numbers->high) give(numbers->low);
                break;
            case Operation::not_equal:
                if (numbers->high) give(model::add(*numbers->high, step));
                break;
            case Operation::less_equal: give(numbers->low); break;
            case Operation::greater_equal: give(numbers->high); break;
            case Operation::less:
                if (numbers->low) give(model::subtract(*numbers->low, step));
                break;
            case Operation::greater:
                if (numbers->high) give(model::add(*numbers->high, step));
                break;
            default: break;
        }
        return values;
    }
    const auto constant = constant_of(right);
    if (!constant) return {};
    if (operation == Operation::equal || operation == Operation::less_equal || operation == Operation::greater_equal)
        return {known_slot(*constant)};
    if (const auto* truth = std::get_if<bool>(&*constant)) return {known_slot(!*truth)};
    if (const auto* one = std::get_if<model::Enumerator>(&*constant); one && type.index >= 0) {
        const auto& enumeration = rulebook_.enumerations[static_cast<std::size_t>(type.index)];
        const int size = static_cast<int>(enumeration.enumerators.size());
        std::vector<facts::Slot> values;
        if (operation == Operation::not_equal) {
            for (int i = 0; i < size && values.size() < 3; ++i)
                if (i != one->position) values.push_back(known_slot(model::Enumerator{i}));
        } else if (operation == Operation::less && one->position > 0) {
            values.push_back(known_slot(model::Enumerator{one->position - 1}));
        } else if (operation == Operation::greater && one->position + 1 < size) {
            values.push_back(known_slot(model::Enumerator{one->position + 1}));
        }
        return values;
    }
    if (const auto* day = std::get_if<time::Day>(&*constant)) {
        const auto other = *day + std::chrono::days{operation == Operation::less ? -1 : 1};
        return {known_slot(time::Day{other})};
    }
    if (const auto* text = std::get_if<std::string>(&*constant); text && operation == Operation::not_equal)
        return {known_slot(std::string(*text == "—" ? "——" : "—"))};
    return {};
}

}  // namespace planning

}  // namespace fadu::engine
