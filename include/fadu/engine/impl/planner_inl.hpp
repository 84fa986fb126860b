// Bodies of planner.hpp.
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

// ---- expressions ---------------------------------------------------------------------------------------------------

FADU_INLINE Plans Planner::want(const model::Expression& e, const Context& c, bool wanted) {
    if (depth_ >= deepest) return {};
    const Trace now = evaluate(e, c);
    if (now.value.truth() == truth(wanted) && now.value.is_known()) return nothing_to_do();
    ++depth_;
    Plans plans;
    switch (e.operation) {
        case Operation::field:
            if (const auto target = target_of(e, c); target && target->field->type.kind == model::TypeKind::boolean)
                plans = set(*target, {known_slot(wanted)});
            break;
        case Operation::not_: plans = want(e.arguments[0], c, !wanted); break;
        case Operation::and_:
        case Operation::or_:
            if ((e.operation == Operation::and_) == wanted) {
                plans = nothing_to_do();
                for (const model::Expression& part : e.arguments) {
                    plans = both(plans, want(part, c, wanted));
                    if (plans.empty()) break;
                }
            } else {
                int place = 0;
                for (const model::Expression& part : e.arguments) take_also(plans, want(part, c, wanted), place++);
            }
            break;
        case Operation::definition:
            plans = want_of_definition(e.index, c, Operation::equal, truth_value(truth(wanted)));
            break;
        case Operation::list_result:
            plans = want_of_list(e.index, e.column, c, Operation::equal, truth_value(truth(wanted)));
            break;
        case Operation::equal:
        case Operation::not_equal:
        case Operation::less:
        case Operation::less_equal:
        case Operation::greater:
        case Operation::greater_equal: plans = want_compare(e, c, wanted); break;
        case Operation::in_set: plans = want_in_set(e, c, wanted); break;
        case Operation::in_range: plans = want_in_range(e, c, wanted); break;
        case Operation::in_interval: plans = want_in_interval(e, c, wanted); break;
        case Operation::includes: plans = want_includes(e, c, wanted); break;
        case Operation::before:
        case Operation::after:
        case Operation::not_after:
        case Operation::not_before: plans = want_order(e, c, wanted); break;
        case Operation::is_none: plans = want_none(e, c, wanted); break;
        case Operation::matches:
        case Operation::text_contains: plans = want_text(e, c, wanted); break;
        case Operation::happened:
        case Operation::not_happened:
            plans = want_happened(e, c, (e.operation == Operation::happened) == wanted);
            break;
        case Operation::some: plans = wanted ? at_least(e.arguments[0], c, 1) : at_most(e.arguments[0], c, 0); break;
        case Operation::none: plans = wanted ? at_most(e.arguments[0], c, 0) : at_least(e.arguments[0], c, 1); break;
        case Operation::every: plans = want_every(e, c, wanted); break;
        default: break;
    }
    --depth_;
    return plans;
}

FADU_INLINE Plans Planner::want_compare(const model::Expression& e, const Context& c, bool wanted) {
    const Operation operation = wanted ? e.operation : denied(e.operation);
    const Value left = evaluate(e.arguments[0], c).value;
    const Value right = evaluate(e.arguments[1], c).value;
    Plans plans = want_relation(e.arguments[0], operation, right, c);
    take_also(plans, want_relation(e.arguments[1], mirrored(operation), left, c), 1);
    return plans;
}

FADU_INLINE Plans Planner::want_relation(const model::Expression& left, Operation operation, const Value& right,
                                         const Context& c) {
    if (left.type.kind == model::TypeKind::boolean && right.type.kind == model::TypeKind::boolean) {
        if (!right.is_known() || (operation != Operation::equal && operation != Operation::not_equal)) return {};
        return want(left, c, (right.truth() == Truth::yes) == (operation == Operation::equal));
    }
    switch (left.operation) {
        case Operation::field: {
            const auto target = target_of(left, c);
            if (!target) return {};
            const bool any = operation == Operation::not_equal && !right.may_be_value;
            return set(*target, values_for(target->field->type, operation, right), any);
        }
        case Operation::definition: return want_of_definition(left.index, c, operation, right);
        case Operation::list_result: return want_of_list(left.index, left.column, c, operation, right);
        case Operation::count: return want_count(left.arguments[0], operation, right, c);
        default: break;
    }
    return holds(operation, evaluate(left, c).value, right) == Truth::yes ? nothing_to_do() : Plans{};
}

FADU_INLINE Plans Planner::want_of_definition(int index, const Context& outer, Operation operation,
                                              const Value& right) {
    if (depth_ >= deepest) return {};
    const model::Definition& definition = rulebook_.definitions[static_cast<std::size_t>(index)];
    Context c = outer;
    c.frames = {world_.case_entity()};
    c.policy = &definition.policy;
    c.bounds.reset();
    c.anchor = nullptr;
    ++depth_;
    Plans plans;
    Plans earlier_missed = nothing_to_do();
    for (const model::Case& alternative : definition.cases) {
        take_also(plans, both(both(earlier_missed, want(alternative.condition, c, true)),
                              want_relation(alternative.value, operation, right, c)));
        earlier_missed = both(earlier_missed, want(alternative.condition, c, false));
        if (earlier_missed.empty()) break;
    }
    if (!earlier_missed.empty())
        take_also(plans, both(earlier_missed, want_relation(definition.default_value, operation, right, c)));
    --depth_;
    return plans;
}

FADU_INLINE Plans Planner::want_of_list(int index, int column, const Context& outer, Operation operation,
                                        const Value& right) {
    if (depth_ >= deepest) return {};
    const model::List& list = rulebook_.lists[static_cast<std::size_t>(index)];
    if (list.policy == model::ListPolicy::sum || list.policy == model::ListPolicy::all) return {};
    Context c = outer;
    c.frames = {world_.case_entity()};
    c.bounds.reset();
    c.anchor = nullptr;
    ++depth_;
    Plans plans;
    Plans earlier_missed = nothing_to_do();
    const auto which = static_cast<std::size_t>(column);
    for (const model::ListRow& row : list.rows) {
        if (which >= row.results.size() || earlier_missed.empty()) continue;
        const model::Expression& result = row.results[which];
        const bool fits = holds(operation, evaluate(result, c).value, right) != Truth::no;
        if (fits || result.operation != Operation::constant) {
            Plans hit = want_relation(result, operation, right, c);
            for (const model::Expression& condition : row.conditions) {
                if (hit.empty() || row.otherwise) break;
                hit = both(hit, want(condition, c, true));
            }
            take_also(plans, both(earlier_missed, hit));
        }
        if (row.otherwise) continue;
        Plans missed;
        for (const model::Expression& condition : row.conditions)
            if (condition.operation != Operation::constant) take_also(missed, want(condition, c, false));
        earlier_missed = both(earlier_missed, missed);
    }
    --depth_;
    return plans;
}

FADU_INLINE Plans Planner::want_in_set(const model::Expression& e, const Context& c, bool wanted) {
    Plans plans;
    if (wanted) {
        for (std::size_t i = 1; i < e.arguments.size() && i <= 3; ++i)
            take_also(plans, want_relation(e.arguments[0], Operation::equal, evaluate(e.arguments[i], c).value, c),
                      static_cast<int>(i));
        return plans;
    }
    const auto target = target_of(e.arguments[0], c);
    if (!target || target->field->type.kind != model::TypeKind::enumeration) return {};
    const auto& enumeration = rulebook_.enumerations[static_cast<std::size_t>(target->field->type.index)];
    for (int position = 0; position < static_cast<int>(enumeration.enumerators.size()); ++position) {
        const Value one = constant_value(model::Enumerator{position}, target->field->type);
        bool in = false;
        for (std::size_t i = 1; i < e.arguments.size(); ++i)
            in = in || is_equal(one, evaluate(e.arguments[i], c).value) != Truth::no;
        if (in) continue;
        take_also(plans, set(*target, {known_slot(model::Enumerator{position})}), position);
    }
    return plans;
}

FADU_INLINE Plans Planner::want_in_range(const model::Expression& e, const Context& c, bool wanted) {
    const Value range = evaluate(e.arguments[1], c).value;
    const auto* ranges = range.may_be_value ? std::get_if<std::vector<model::NumberRange>>(&range.domain) : nullptr;
    if (!ranges || ranges->size() != 1) return {};
    const model::NumberRange& one = ranges->front();
    const auto compared = [&](const std::optional<model::Number>& end, Operation in, Operation out) {
        if (!end) return wanted ? nothing_to_do() : Plans{};
        model::Type type = e.arguments[0].type;
        const Value number = constant_value(*end, type);
        const Operation operation = wanted ? in : out;
        if (holds(operation, evaluate(e.arguments[0], c).value, number) == Truth::yes) return nothing_to_do();
        return want_relation(e.arguments[0], operation, number, c);
    };
    const Plans low = compared(one.low, one.low_included ? Operation::greater_equal : Operation::greater,
                               one.low_included ? Operation::less : Operation::less_equal);
    const Plans high = compared(one.high, one.high_included ? Operation::less_equal : Operation::less,
                                one.high_included ? Operation::greater : Operation::greater_equal);
    if (wanted) return both(low, high);
    Plans plans = high;
    take_also(plans, low, 1);
    return plans;
}

FADU_INLINE Plans Planner::want_in_interval(const model::Expression& e, const Context& c, bool wanted) {
    const Value interval = evaluate(e.arguments[0], c).value;
    const auto point = begin_of(evaluate(e.arguments[1], c).value);
    Plans plans;
    if (point && point->earliest == point->latest) {
        const time::Day day = time::day_of(point->earliest.begin);
        if (const auto target = target_of(e.arguments[0], c)) {
            const auto* now = interval.may_be_value ? std::get_if<model::DayInterval>(&interval.domain) : nullptr;
            model::DayInterval days = now ? *now : model::DayInterval{day, day};
            if (wanted) {
                days = {std::min(days.first, day), std::max(days.last, day)};
            } else {
                days.last = day - std::chrono::days{1};
                days.first = std::min(days.first, days.last);
            }
            take_also(plans, set(*target, {known_slot(days)}));
        }
    }
    const auto* days = interval.may_be_value ? std::get_if<model::DayInterval>(&interval.domain) : nullptr;
    if (days) {
        const time::Day day = wanted ? days->last : days->last + std::chrono::days{1};
        if (const auto target = target_of(e.arguments[1], c))
            take_also(plans, set(*target, {known_slot(day)}), 1);
        else if (const auto entity = only_entity(evaluate(e.arguments[1], c).value); entity && entity->event)
            take_also(plans, redate(*entity->event, day), less_direct);
    }
    return plans;
}

FADU_INLINE Plans Planner::want_includes(const model::Expression& e, const Context& c, bool wanted) {
    const auto target = target_of(e.arguments[0], c);
    if (!target || target->field->type.element == model::TypeKind::record) return {};
    const Value list = evaluate(e.arguments[0], c).value;
    const auto* elements = list.may_be_value ? std::get_if<Elements>(&list.domain) : nullptr;
    Plans plans = wanted ? nothing_to_do() : Plans{};
    facts::Slot known;
    known.knowledge = facts::Knowledge::known;
    for (std::size_t i = 1; i < e.arguments.size(); ++i) {
        const Value item = evaluate(e.arguments[i], c).value;
        const auto constant = constant_of(item);
        if (!constant) return {};
        bool there = false;
        if (elements)
            for (const Element& element : elements->elements)
                there = there || is_equal(element.value, item) == Truth::yes;
        if (wanted && !there) {
            if (target->slot && target->slot->knowledge == facts::Knowledge::known)
                plans = both(plans, add(*target, known_slot(*constant)));
            else
                known.items.push_back(known_slot(*constant));
        }
        if (!wanted && there && imagines()) {
            facts::Slot without = *target->slot;
            std::erase_if(without.items, [&](const facts::Slot& slot) { return slot.value == *constant; });
            take_also(plans, set(*target, {without}));
        }
    }
    if (!known.items.empty()) {
        known.complete = target->place.occurrence < -1;
        plans = both(plans, set(*target, {known}));
    }
    return plans;
}

FADU_INLINE Plans Planner::want_order(const model::Expression& e, const Context& c, bool wanted) {
    const Operation operation = wanted ? e.operation : denied(e.operation);
    Plans plans;
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        const auto other = begin_of(evaluate(e.arguments[1 - side], c).value);
        if (!other || other->earliest != other->latest) continue;
        const Operation here = side == 0 ? operation : mirrored(operation);
        const int shift = here == Operation::before ? -1 : here == Operation::after ? 1 : 0;
        const time::Day day = time::day_of(other->earliest.begin) + std::chrono::days{shift};
        if (const auto target = target_of(e.arguments[side], c)) {
            if (target->field->type.kind == model::TypeKind::date)
                take_also(plans, set(*target, {known_slot(day)}), static_cast<int>(side));
            continue;
        }
        const model::Expression* event = &e.arguments[side];
        if (event->operation == Operation::property) event = &event->arguments[0];
        const Value value = evaluate(*event, c).value;
        if (const auto entity = only_entity(value); entity && entity->event)
            take_also(plans, redate(*entity->event, day), less_direct + static_cast<int>(side));
    }
    return plans;
}

FADU_INLINE Plans Planner::want_none(const model::Expression& e, const Context& c, bool wanted) {
    const auto target = target_of(e.arguments[0], c);
    if (!target) return {};
    facts::Slot none;
    none.knowledge = facts::Knowledge::none;
    if (wanted) return set(*target, {none});
    const auto some = some_value(target->field->type);
    return some ? set(*target, {*some}, true) : Plans{};
}

FADU_INLINE Plans Planner::want_text(const model::Expression& e, const Context& c, bool wanted) {
    const auto target = target_of(e.arguments[0], c);
    if (!target || target->field->type.kind != model::TypeKind::text) return {};
    const Value now = evaluate(e.arguments[0], c).value;
    const auto* text = now.may_be_value ? std::get_if<std::string>(&now.domain) : nullptr;
    if (!wanted) return set(*target, {known_slot(std::string("—"))}, true);
    if (e.operation == Operation::text_contains) {
        const auto part = constant_of(evaluate(e.arguments[1], c).value);
        const auto* words = part ? std::get_if<std::string>(&*part) : nullptr;
        if (!words) return {};
        return set(*target, {known_slot((text ? *text : std::string()) + *words)});
    }
    const auto* pattern = std::get_if<std::string>(&e.constant);
    if (!pattern) return {};
    std::string sample;
    for (const char sign : *pattern) {
        if (sign == '#')
            sample += '1';
        else if (sign == '?')
            sample += 'x';
        else if (sign != '*')
            sample += sign;
    }
    return set(*target, {known_slot(sample)}, true);
}

// ---- events --------------------------------------------------------------------------------------------------------

FADU_INLINE std::optional<time::Day> Planner::day_for(const Context& c, const std::optional<Bounds>& bounds) const {
    time::Day day = today();
    if (!imagines()) {
        if (!looks_from_now(c)) return std::nullopt;
        if (!bounds) return day;
        if (bounds->from.latest.begin >= time::end_of_time) return std::nullopt;
        if (bounds->from.latest.begin > time::start_of(day)) {
            // 24:00 of the last day of waiting is 00:00 of the first lawful one.
            day = time::day_of(bounds->from.latest.begin);
            if (time::start_of(day) < bounds->from.latest.begin) day += std::chrono::days{1};
        }
        return time::end_of(day) <= bounds->until.latest.end ? std::optional(day) : std::nullopt;
    }
    if (c.at.act && c.at.act->dated()) day = time::day_of(c.at.act->begin_earliest.begin) - std::chrono::days{1};
    if (bounds) {
        if (bounds->until.earliest.end < time::end_of(day) && bounds->until.earliest.end > time::beginning_of_time)
            day = time::day_of(time::Moment{bounds->until.earliest.end.seconds - 1});
        if (bounds->from.latest.begin > time::start_of(day)) return std::nullopt;
    }
    return day;
}

FADU_INLINE Plans Planner::perform(int kind, const std::vector<Condition>& conditions, const Context& c,
                                   time::Day day) {
    const model::EventKind& event_kind = world_.record().events[static_cast<std::size_t>(kind)];
    if (event_kind.is_class) {
        Plans plans;
        int place = 0;
        for (const int member : event_kind.members) {
            if (place >= 3) break;
            take_also(plans, perform(member, conditions, c, day), place++);
        }
        return plans;
    }
    if (event_kind.deemed) return {};
    if (event_kind.once && !world_.occurrences(kind).empty() &&
        world_.occurrences(kind).front()->happened == Truth::yes)
        return {};
    if (new_occurrences_.size() > 200) return {};
    const int which = -2 - static_cast<int>(new_occurrences_.size());
    facts::Occurrence& occurrence = new_occurrences_.emplace_back();
    occurrence.event = kind;
    occurrence.begin = occurrence.end = time::TimeSpan::of(day);
    occurrence.slots.resize(event_kind.fields.size());
    Event& event = new_events_.emplace_back();
    event.kind = kind;
    event.source = &occurrence;
    event.begin_earliest = event.begin_latest = event.end_earliest = event.end_latest = time::TimeSpan::of(day);
    event.sequence = static_cast<int>(case_.occurrences.size()) + static_cast<int>(new_events_.size());
    const Entity entity = event_entity(world_, event);
    Plans plans = all_of(conditions, c, entity);
    for (Plan& plan : plans) {
        Change change;
        change.kind = Change::Kind::perform;
        change.event = kind;
        change.day = day;
        std::vector<Change> others;
        for (Change& part : plan.changes) {
            if (part.kind == Change::Kind::set_field && part.place.occurrence == which && part.place.steps.size() == 1)
                change.fields.push_back({part.place.steps.front(), std::move(part.value), part.any_value});
            else
                others.push_back(std::move(part));
        }
        plan.changes = std::move(others);
        plan.changes.push_back(std::move(change));
        plan.cost += one_change + one_field;
    }
    return plans;
}

FADU_INLINE Plans Planner::withdraw(const Event& event) const {
    if (!imagines() || !event.source) return {};
    for (std::size_t i = 0; i < case_.occurrences.size(); ++i) {
        if (event.source != &case_.occurrences[i]) continue;
        Change change;
        change.kind = Change::Kind::withdraw;
        change.occurrence = static_cast<int>(i);
        return {{{std::move(change)}, one_change + less_direct}};
    }
    return {};
}

FADU_INLINE Plans Planner::redate(const Event& event, time::Day day) const {
    if (!imagines() || !event.source) return {};
    for (std::size_t i = 0; i < case_.occurrences.size(); ++i) {
        if (event.source != &case_.occurrences[i]) continue;
        Change change;
        change.kind = Change::Kind::redate;
        change.occurrence = static_cast<int>(i);
        change.day = day;
        return {{{std::move(change)}, one_change}};
    }
    return {};
}

FADU_INLINE Plans Planner::want_happened(const model::Expression& e, const Context& c, bool wanted) {
    std::optional<Bounds> bounds;
    if (e.arguments.size() > 1) {
        const Window window = evaluate_window(e.arguments[1], {}, {}, c);
        if (!window.anchored) return {};
        bounds = window.bounds;
    }
    std::vector<Condition> conditions;
    if (!e.arguments.empty() && e.arguments[0].operation != Operation::constant)
        conditions.push_back({&e.arguments[0], e.frame});
    std::vector<const Event*> there;
    for (const Event* event : world_.occurrences(e.index)) {
        const time::SameDay same_day = world_.same_day(*c.policy);
        if (world_.visible(*event, c.at, same_day) == Truth::no || world_.live(*event, c.at, same_day) == Truth::no)
            continue;
        if (bounds && is_within(*event, *bounds) == Truth::no) continue;
        there.push_back(event);
    }
    Plans plans;
    if (wanted) {
        if (!conditions.empty())
            for (auto event = there.rbegin(); event != there.rend(); ++event)
                if ((*event)->happened == Truth::yes)
                    take_also(plans, all_of(conditions, c, event_entity(world_, **event)));
        if (const auto day = day_for(c, bounds)) take_also(plans, perform(e.index, conditions, c, *day), less_direct);
        return plans;
    }
    plans = nothing_to_do();
    for (const Event* event : there) {
        if (event->happened != Truth::yes) continue;
        const Entity entity = event_entity(world_, *event);
        if (!conditions.empty() && !hold(conditions, c, entity)) continue;
        Plans away = none_of(conditions, c, entity);
        take_also(away, withdraw(*event));
        plans = both(plans, away);
    }
    return plans;
}

// ---- elements ------------------------------------------------------------------------------------------------------

FADU_INLINE const model::Expression& Planner::members(const model::Expression& list, const Context& c,
                                                      std::vector<Member>& found, std::vector<Condition>& conditions) {
    const model::Expression* base = &list;
    while (base->operation == Operation::filter) {
        conditions.push_back({&base->arguments[1], base->frame});
        base = &base->arguments[0];
    }
    const Value value = evaluate(*base, c).value;
    if (const auto* elements = value.may_be_value ? std::get_if<Elements>(&value.domain) : nullptr) {
        for (const Element& element : elements->elements)
            if (element.member != Truth::no) found.push_back({element_entity(element), element.member});
    } else if (const auto entity = only_entity(value)) {
        found.push_back({*entity, truth(true, value.may_be_none)});
    }
    return *base;
}

FADU_INLINE Plans Planner::all_of(const std::vector<Condition>& conditions, const Context& c, const Entity& entity) {
    Plans plans = nothing_to_do();
    for (const Condition& condition : conditions)
        plans = both(plans, want(*condition.expression, c.at_frame(condition.frame, entity), true));
    return plans;
}

FADU_INLINE Plans Planner::none_of(const std::vector<Condition>& conditions, const Context& c, const Entity& entity) {
    Plans plans;
    for (const Condition& condition : conditions)
        take_also(plans, want(*condition.expression, c.at_frame(condition.frame, entity), false));
    return plans;
}

FADU_INLINE bool Planner::hold(const std::vector<Condition>& conditions, const Context& c, const Entity& entity) const {
    return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
        return evaluate(*condition.expression, c.at_frame(condition.frame, entity)).value.truth() == Truth::yes;
    });
}

FADU_INLINE Plans Planner::want_every(const model::Expression& e, const Context& c, bool wanted) {
    std::vector<Member> found;
    std::vector<Condition> conditions;
    members(e.arguments[0], c, found, conditions);
    Plans plans = wanted ? nothing_to_do() : Plans{};
    for (const Member& member : found) {
        Plans one = want(e.arguments[1], c.at_frame(e.frame, member.entity), wanted);
        if (wanted)
            take_also(one, none_of(conditions, c, member.entity), less_direct);
        else
            one = both(one, all_of(conditions, c, member.entity));
        if (wanted)
            plans = both(plans, one);
        else
            take_also(plans, one);
    }
    return plans;
}

FADU_INLINE Plans Planner::at_least(const model::Expression& list, const Context& c, std::int64_t number) {
    std::vector<Member> found;
    std::vector<Condition> conditions;
    const model::Expression& base = members(list, c, found, conditions);
    Plans options;  // the best of each element: not cut to a few
    std::int64_t missing = number;
    for (const Member& member : found) {
        if (member.in == Truth::yes && hold(conditions, c, member.entity)) {
            --missing;
            continue;
        }
        if (member.in != Truth::yes || conditions.empty()) continue;
        const Plans one = all_of(conditions, c, member.entity);
        if (!one.empty()) options.push_back(one.front());
    }
    if (missing <= 0) return nothing_to_do();
    if (missing > 50) return {};
    std::stable_sort(options.begin(), options.end(), [](const Plan& a, const Plan& b) { return a.cost < b.cost; });
    Plans fresh;
    if (base.operation == Operation::occurrences)
        if (const auto day = day_for(c, std::nullopt)) fresh = perform(base.index, conditions, c, *day);
    const auto assemble = [&](std::size_t altered) -> Plans {
        Plan sum;
        std::int64_t still = missing;
        for (std::size_t i = 0; i < options.size() && i < altered && still > 0; ++i) {
            const auto more = together(sum, options[i]);
            if (!more) continue;
            sum = *more;
            --still;
        }
        for (; still > 0; --still) {
            if (fresh.empty()) return {};
            sum.cost += fresh.front().cost;
            sum.changes.insert(sum.changes.end(), fresh.front().changes.begin(), fresh.front().changes.end());
        }
        return {sum};
    };
    Plans plans = assemble(options.size());
    if (!options.empty()) take_also(plans, assemble(0), less_direct);
    return plans;
}

FADU_INLINE Plans Planner::at_most(const model::Expression& list, const Context& c, std::int64_t number) {
    std::vector<Member> found;
    std::vector<Condition> conditions;
    members(list, c, found, conditions);
    Plans options;
    std::int64_t count = 0;
    for (const Member& member : found) {
        const bool out = std::any_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
            return evaluate(*condition.expression, c.at_frame(condition.frame, member.entity)).value.truth() ==
                   Truth::no;
        });
        if (out) continue;
        ++count;
        Plans one = none_of(conditions, c, member.entity);
        if (member.entity.event) take_also(one, withdraw(*member.entity.event));
        if (!one.empty()) options.push_back(one.front());
    }
    std::stable_sort(options.begin(), options.end(), [](const Plan& a, const Plan& b) { return a.cost < b.cost; });
    Plan sum;
    for (std::size_t i = 0; i < options.size() && count > number; ++i) {
        const auto more = together(sum, options[i]);
        if (!more) continue;
        sum = *more;
        --count;
    }
    return count > number ? Plans{} : Plans{sum};
}

FADU_INLINE Plans Planner::want_count(const model::Expression& list, Operation operation, const Value& right,
                                      const Context& c) {
    const auto constant = constant_of(right);
    const auto* number = constant ? std::get_if<model::Number>(&*constant) : nullptr;
    if (!number || !number->is_integer()) return {};
    const std::int64_t n = number->numerator();
    switch (operation) {
        case Operation::less: return at_most(list, c, n - 1);
        case Operation::less_equal: return at_most(list, c, n);
        case Operation::greater: return at_least(list, c, n + 1);
        case Operation::greater_equal: return at_least(list, c, n);
        case Operation::equal: return both(at_least(list, c, n), at_most(list, c, n));
        case Operation::not_equal: {
            Plans plans = at_least(list, c, n + 1);
            take_also(plans, at_most(list, c, n - 1));
            return plans;
        }
        default: return {};
    }
}

}  // namespace planning

}  // namespace fadu::engine
