// Waits and limits as the duties of a procedure's steps declare them, and the chain on which the waits add up.
#include "fadu/procedure/duration.hpp"

#include <algorithm>

#include "fadu/procedure/graph.hpp"
#include "procedure/measure.hpp"

namespace fadu::procedure {

namespace {

using model::Expression;
using model::Operation;

/// The period, in the units that it has under the policy; nothing if it is not written in the rule or beyond all measure.
std::optional<time::Period> written_period(const Expression& expression, const time::CountingPolicy& policy) {
    if (expression.operation != Operation::constant) return std::nullopt;
    const auto* written = std::get_if<time::Period>(&expression.constant);
    if (written == nullptr) return std::nullopt;
    time::Period period = *written;
    for (time::PeriodPart& part : period.parts) {
        if (part.number < 0 || part.number > time::longest_period_in_days) return std::nullopt;
        if (part.unit == time::Unit::day) part.unit = policy.meaning_of_days(part.number);
    }
    return period;
}

void append(time::Period& to, const time::Period& more) {
    to.parts.insert(to.parts.end(), more.parts.begin(), more.parts.end());
}

/// From where a period is counted: an event, and what has to be over since it (自 X 之日起 P 届满).
struct Anchor {
    int event = -1;
    time::Period later;
};

std::optional<Anchor> anchor_of(const Expression& expression, const time::CountingPolicy& policy) {
    if (expression.type.kind == model::TypeKind::occurrence) return Anchor{expression.type.index, {}};
    if (expression.operation == Operation::property && !expression.arguments.empty())
        return anchor_of(expression.arguments[0], policy);
    if (expression.operation != Operation::add_period || expression.arguments.size() != 2) return std::nullopt;
    auto anchor = anchor_of(expression.arguments[0], policy);
    const auto period = written_period(expression.arguments[1], policy);
    if (!anchor || !period) return std::nullopt;
    append(anchor->later, *period);
    return anchor;
}

/// Calls found(duty, step, anchor, period) for each duty whose window has a written period.
template <class Found>
void for_each_window(const model::Procedure& procedure, Found found) {
    for (const model::Step& step : procedure.steps)
        for (const model::Rule& duty : step.duties) {
            if (!duty.window || duty.window->arguments.size() != 2 || duty.mode == model::Mode::may ||
                !duty.without.empty())
                continue;
            const auto anchor = anchor_of(duty.window->arguments[0], duty.policy);
            const auto period = written_period(duty.window->arguments[1], duty.policy);
            if (anchor && period) found(duty, step, *anchor, *period);
        }
}

class Steps {
  public:
    explicit Steps(const model::Procedure& procedure) : procedure_(procedure) {}

    int of_event(int event) const {
        for (std::size_t i = 0; i < procedure_.steps.size(); ++i)
            if (event >= 0 && procedure_.steps[i].event == event) return static_cast<int>(i);
        return -1;
    }

    std::vector<int> acts_of(const model::Rule& duty, const model::Step& step) const {
        if (duty.content == model::ContentKind::order_only || duty.acts.empty()) return {step.event};
        if (duty.content != model::ContentKind::acts) return {};
        std::vector<int> events;
        for (const model::EventPattern& act : duty.acts) events.push_back(act.event);
        return events;
    }

    bool is_certain(const model::Rule& duty, int from, int to) const {
        const auto conditional = [&](int step) {
            return step >= 0 && procedure_.steps[static_cast<std::size_t>(step)].when.has_value();
        };
        return !duty.when && !duty.applies_where && duty.exceptions.empty() &&
               duty.mode != model::Mode::normally_must && duty.acts.size() <= 1 &&
               (duty.acts.empty() || !duty.acts[0].where) && !conditional(from) && !conditional(to);
    }

  private:
    const model::Procedure& procedure_;
};

}  // namespace

std::vector<Wait> waits(const model::Procedure& procedure) {
    const Steps steps(procedure);
    std::vector<Wait> result;
    for_each_window(procedure, [&](const model::Rule& duty, const model::Step& step, const Anchor& anchor,
                                   const time::Period& period) {
        const bool forbids = duty.mode == model::Mode::must_not;
        const Operation operation = duty.window->operation;
        const bool forward = operation == (forbids ? Operation::window_within : Operation::window_only_after);
        const bool backward = operation == Operation::window_ahead && !forbids && anchor.later.parts.empty();
        if (!forward && !backward) return;
        for (const int event : steps.acts_of(duty, step)) {
            Wait wait;
            wait.from = steps.of_event(forward ? anchor.event : event);
            wait.to = steps.of_event(forward ? event : anchor.event);
            if (wait.to < 0 || wait.from == wait.to) continue;
            if (forward) wait.period = anchor.later;
            append(wait.period, period);
            wait.day_after = forward || duty.policy.backward == time::Backward::both_ends;
            wait.certain = steps.is_certain(duty, wait.from, wait.to);
            wait.backward = backward;
            wait.duty = &duty;
            result.push_back(std::move(wait));
        }
    });
    return result;
}

std::vector<Limit> limits(const model::Procedure& procedure) {
    const Steps steps(procedure);
    std::vector<Limit> result;
    for_each_window(procedure, [&](const model::Rule& duty, const model::Step& step, const Anchor& anchor,
                                   const time::Period& period) {
        const bool forbids = duty.mode == model::Mode::must_not;
        if (duty.window->operation != (forbids ? Operation::window_only_after : Operation::window_within)) return;
        if (!duty.exclusions.empty()) return;
        Limit limit;
        limit.period = anchor.later;
        append(limit.period, period);
        for (const model::Extension& extension : duty.extensions) {
            const auto longer = extension.period ? written_period(*extension.period, duty.policy) : std::nullopt;
            if (!longer) return;
            append(limit.period, *longer);
        }
        limit.from = steps.of_event(anchor.event);
        limit.duty = &duty;
        for (const int event : steps.acts_of(duty, step)) {
            limit.to = steps.of_event(event);
            if (limit.from < 0 || limit.to < 0 || limit.from == limit.to) continue;
            limit.certain = steps.is_certain(duty, limit.from, limit.to);
            result.push_back(limit);
        }
    });
    return result;
}

Chain longest_chain(const model::Procedure& procedure, ConditionalSteps steps) {
    const StepGraph graph(procedure);
    if (!graph.is_acyclic()) return {};
    std::vector<Wait> all = waits(procedure);
    if (steps == ConditionalSteps::left_out) std::erase_if(all, [](const Wait& wait) { return !wait.certain; });
    const WaitPaths paths(graph, all, [](const Wait& wait) { return usual_length(wait.period); });
    return paths.longest();
}

time::Period minimum_duration(const model::Procedure& procedure, ConditionalSteps steps) {
    return longest_chain(procedure, steps).total;
}

}  // namespace fadu::procedure
