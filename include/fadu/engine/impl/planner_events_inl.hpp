// Bodies of planner.hpp: events to perform, to withdraw or to date otherwise.
#pragma once

#include "fadu/engine/impl/planner_values_inl.hpp"

namespace fadu::engine {

namespace planning {

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

}  // namespace planning

}  // namespace fadu::engine
