// Bodies of planner.hpp: how many elements of a list must come to fit or to fit no more.
#pragma once

#include "fadu/engine/impl/planner_values_inl.hpp"

namespace fadu::engine {

namespace planning {

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
