// Bodies of planner.hpp: what would make a condition hold or fail.
#pragma once

#include "fadu/engine/impl/planner_values_inl.hpp"

namespace fadu::engine {

namespace planning {

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

}  // namespace planning

}  // namespace fadu::engine
