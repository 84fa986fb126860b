// Bodies of fadu/engine/deem.hpp.
#pragma once

#include "fadu/engine/deem.hpp"
#include "fadu/engine/impl/norms_inl.hpp"

namespace fadu::engine {

namespace detail {

FADU_INLINE void deem_for(const model::Deem& deem, World& world, const Event* anchor) {
    Context context;
    context.world = &world;
    context.frames = {world.case_entity()};
    context.policy = &deem.policy;
    context.anchor = anchor;
    const Window window = evaluate_window(deem.window, deem.extensions, deem.exclusions, context);
    if (!window.anchored) return;
    const TimeInterval& until = window.bounds.until;
    if (until.earliest.end > world.now()) return;  // there is still time
    const Truth expired = truth(true, until.latest.end > world.now());
    Truth when = Truth::yes;
    std::optional<TimeInterval> day = window.anchor;
    if (anchor) day = TimeInterval{anchor->begin_earliest, anchor->begin_latest};
    std::optional<Trace> governing;
    day = governing_day({&deem, nullptr, -1, context, day}, governing);
    if (day) when = in_force(deem.in_force_from, deem.in_force_until, *day);
    if (deem.applies_where) when = when && evaluate(*deem.applies_where, context).value.truth();
    if (deem.when) when = when && evaluate(*deem.when, context).value.truth();
    context.bounds = window.bounds;
    const time::Moment end = std::min(until.latest.end, world.now());
    context.at = Reference{nullptr, end};
    const Truth holds = evaluate(deem.condition, context).value.truth();
    const Truth happened = expired && window.anchor_certain && when && holds;
    if (happened == Truth::no) return;
    // 24:00 of the last day of the period.
    world.add_deemed(deem.event, {time::TimeSpan::of(until.earliest.end), time::TimeSpan::of(end)}, happened);
}

}  // namespace detail

FADU_INLINE void evaluate_deem(const model::Deem& deem, World& world) {
    const model::Expression& point = deem.window.arguments[0];
    if (point.operation != model::Operation::last_live) return detail::deem_for(deem, world, nullptr);
    // A copy: adding a deemed event re-orders the world's lists.
    const std::vector<const Event*> anchors = world.occurrences(point.index);
    for (const Event* anchor : anchors)
        if (world.visible(*anchor, Reference{}, world.same_day(deem.policy)) != Truth::no)
            detail::deem_for(deem, world, anchor);
}

}  // namespace fadu::engine
