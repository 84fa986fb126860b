// Bodies of fadu/engine/procedure_order.hpp.
#pragma once

#include <algorithm>

#include "fadu/engine/impl/duty_inl.hpp"
#include "fadu/engine/procedure_order.hpp"

namespace fadu::engine {

FADU_INLINE void register_returns(const model::Procedure& procedure, const procedure::StepGraph& graph, World& world) {
    for (const model::Step& step : procedure.steps) {
        if (step.return_to < 0) continue;
        std::vector<int> spent;
        for (const int other : graph.spent_by_return(step.return_to))
            for (const int kind : world.kinds_of(procedure.steps[static_cast<std::size_t>(other)].event))
                spent.push_back(kind);
        for (const Event* event : world.occurrences(step.event)) {
            if (event->planned) continue;
            Context context;
            context.world = &world;
            context.frames = {world.case_entity(), event_entity(world, *event)};
            context.at = Reference{event, {}};
            context.policy = &procedure.policy;
            const Truth sent_back = step.return_when ? evaluate(*step.return_when, context).value.truth() : Truth::yes;
            world.add_return(*event, spent, event->happened && sent_back);
        }
    }
}

namespace detail {

class OrderEvaluation {
  public:
    OrderEvaluation(const model::Procedure& procedure, const procedure::StepGraph& graph, World& world, bool messages)
        : procedure_(procedure), graph_(graph), world_(world), messages_(messages) {}

    std::vector<Outcome> run() {
        const Truth applies = procedure_applies();
        for (std::size_t step = 0; step < procedure_.steps.size(); ++step) {
            std::vector<Outcome> duties;
            if (applies != Truth::no)
                for (const model::Rule& duty : procedure_.steps[step].duties)
                    for (Outcome& outcome : evaluate_rule(duty, world_, messages_))
                        duties.push_back(std::move(outcome));
            Outcome order = place_of(static_cast<int>(step), applies);
            const bool waiting = order.verdict == Verdict::pending;
            const bool due_is_told = std::any_of(duties.begin(), duties.end(), [](const Outcome& duty) {
                return duty.verdict == Verdict::pending || duty.verdict == Verdict::violated;
            });
            const auto with_step = [&](Outcome&& outcome) {
                outcome.procedure = &procedure_;
                outcome.step = static_cast<int>(step);
                if (outcome.grade == model::Grade::none) outcome.grade = procedure_.grade;
                if (outcome.grade == model::Grade::none)
                    outcome.grade = outcome.rule ? model::Grade::minor : model::Grade::major;
                outcomes_.push_back(std::move(outcome));
            };
            // Where a duty of the step says by when, that it is still to come need not be said as well.
            if (!(waiting && due_is_told)) with_step(std::move(order));
            for (Outcome& duty : duties) {
                if (applies == Truth::unknown) doubt(duty);
                with_step(std::move(duty));
            }
        }
        return std::move(outcomes_);
    }

  private:
    Context context_at(const Event* act, const Event* own) const {
        Context context;
        context.world = &world_;
        context.frames = {world_.case_entity()};
        if (own) context.frames.push_back(event_entity(world_, *own));
        context.at = Reference{act, {}};
        context.policy = &procedure_.policy;
        return context;
    }

    Truth procedure_applies() {
        if (!procedure_.when) return Truth::yes;
        applies_ = evaluate(*procedure_.when, context_at(nullptr, nullptr));
        return applies_->value.truth();
    }

    /// A verdict under a procedure that perhaps does not apply at all.
    static void doubt(Outcome& outcome) {
        if (outcome.verdict == Verdict::undetermined) outcome.possible.insert(Verdict::not_applicable);
        if (outcome.verdict != Verdict::violated && outcome.verdict != Verdict::pending) return;
        outcome.possible.insert(outcome.verdict);
        outcome.possible.insert(Verdict::not_applicable);
        outcome.verdict = Verdict::undetermined;
    }

    Truth wanted_at(const model::Step& step, const Event* act, Trace* keep = nullptr) const {
        if (!step.when) return Truth::yes;
        Trace trace = evaluate(*step.when, context_at(act, nullptr));
        const Truth wanted = trace.value.truth();
        if (keep) *keep = std::move(trace);
        return wanted;
    }

    /// Later steps that have, or may have, happened, in time order: where a missing earlier step is charged, once.
    std::vector<std::pair<const Event*, int>> later_acts(int step) const {
        std::vector<std::pair<const Event*, int>> acts;
        for (const int later : graph_.descendants(step))
            for (const Event* event : world_.occurrences(procedure_.steps[static_cast<std::size_t>(later)].event))
                if (!event->planned) acts.emplace_back(event, later);
        std::stable_sort(acts.begin(), acts.end(), [](const auto& a, const auto& b) {
            const auto key = [](const Event& e) { return std::tuple(!e.dated(), e.begin_earliest, e.sequence); };
            return key(*a.first) < key(*b.first);
        });
        return acts;
    }

    Truth done_before(const model::Step& step, const Event* act, std::vector<Trace>* keep) const {
        Truth done = Truth::no;
        for (const Event* event : world_.occurrences(step.event)) {
            Truth in = world_.visible(*event, Reference{act, {}}, world_.same_day(procedure_.policy));
            if (in == Truth::no) continue;
            in = in && world_.live(*event, Reference{act, {}}, world_.same_day(procedure_.policy));
            done = done || in;
            if (keep) keep->push_back(event_trace(world_, *event, in));
        }
        return done;
    }

    Outcome place_of(int index, Truth applies) {
        const model::Step& step = procedure_.steps[static_cast<std::size_t>(index)];
        Outcome outcome;
        outcome.grade = step.grade;
        outcome.about = step.event;
        outcome.instance = {world_.case_entity()};
        outcome.applies = applies_;
        if (applies == Truth::no) {
            outcome.verdict = Verdict::not_applicable;
            outcome.note = Note::condition_not_met;
            return outcome;
        }
        Trace content;
        content.value = truth_value(Truth::yes);
        Truth any_later = Truth::no;
        Truth any_wanted = Truth::no;
        Truth out_of_place = Truth::no;
        for (const auto& [act, later] : later_acts(index)) {
            any_later = any_later || act->happened;
            Trace when;
            const Truth wanted = wanted_at(step, act, &when);
            if (wanted == Truth::no) continue;
            any_wanted = any_wanted || (act->happened && wanted);
            std::vector<Trace> leaves;
            const Truth done = done_before(step, act, &leaves);
            const Truth charge = act->happened && wanted && !done;
            if (charge == Truth::no) continue;
            out_of_place = out_of_place || charge;
            if (step.when) content.children.push_back(std::move(when));
            for (Trace& leaf : leaves) content.children.push_back(std::move(leaf));
            content.children.push_back(event_trace(world_, *act, act->happened));
            if (charge == Truth::yes) {
                content.value = truth_value(Truth::no);
                outcome.act = act;
                return breach(std::move(outcome), step, std::move(content), applies);
            }
        }
        std::vector<Trace> own;
        const Truth done_now = done_before(step, nullptr, &own);
        const Truth seen_to = done_now || any_wanted;
        VerdictSet& possible = outcome.possible;
        if (out_of_place == Truth::unknown) possible.insert(Verdict::violated);
        if (may_be_yes(seen_to)) possible.insert(Verdict::compliant);
        if (may_be_no(seen_to)) {
            if (may_be_yes(any_later)) possible.insert(Verdict::not_applicable);
            if (may_be_no(any_later)) {
                const Truth next = is_next(index, content);
                if (may_be_yes(next)) possible.insert(Verdict::pending);
                if (may_be_no(next)) possible.insert(Verdict::not_applicable);
            }
            for (Trace& leaf : own)
                if (!leaf.value.is_known()) content.children.push_back(std::move(leaf));
        }
        if (applies == Truth::unknown) possible.insert(Verdict::not_applicable);
        settle(outcome, seen_to, any_later);
        if (outcome.verdict == Verdict::undetermined) content.value = truth_value(Truth::unknown);
        outcome.content = std::move(content);
        return outcome;
    }

    /// One verdict out of those still possible; among those that accuse nobody the one that says most.
    static void settle(Outcome& outcome, Truth seen_to, Truth any_later) {
        const VerdictSet possible = outcome.possible;
        const bool violated = possible.contains(Verdict::violated);
        const bool pending = possible.contains(Verdict::pending);
        const bool quiet = possible.contains(Verdict::compliant) || possible.contains(Verdict::not_applicable);
        if (pending && !violated && !quiet) {
            outcome.verdict = Verdict::pending;
        } else if (violated || pending) {
            outcome.verdict = Verdict::undetermined;
            return;
        } else if (possible.contains(Verdict::compliant)) {
            outcome.verdict = Verdict::compliant;
        } else {
            outcome.verdict = Verdict::not_applicable;
            outcome.note =
                any_later == Truth::yes && seen_to == Truth::no ? Note::lawfully_skipped : Note::not_needed_yet;
        }
        outcome.possible = {};
    }

    Outcome breach(Outcome outcome, const model::Step& step, Trace content, Truth applies) {
        outcome.verdict = Verdict::violated;
        const auto& own = world_.occurrences(step.event);
        const bool came_later = std::any_of(own.begin(), own.end(), [](const Event* event) {
            return event->happened == Truth::yes && !event->planned;
        });
        outcome.note = came_later ? Note::out_of_order : Note::missing_step;
        if (!came_later) {
            Trace leaf;
            leaf.value = truth_value(Truth::no);
            leaf.is_fact = true;
            leaf.path = {{PathStep::Kind::event, step.event, world_.record_index(), false, 0}};
            content.children.insert(content.children.begin(), std::move(leaf));
        } else {
            for (const Event* event : own) content.children.push_back(event_trace(world_, *event, event->happened));
        }
        outcome.content = std::move(content);
        if (messages_) {
            const Context context = context_at(outcome.act, outcome.act);
            outcome.message_values = template_values(step.message, context);
            outcome.advice_values = template_values(step.advice, context);
            outcome.incurable_values = template_values(step.incurable, context);
        }
        if (applies == Truth::unknown) doubt(outcome);
        return outcome;
    }

    /// Nothing of the step or after it has happened: is it the next thing to do?
    Truth is_next(int index, Trace& content) const {
        const model::Step& step = procedure_.steps[static_cast<std::size_t>(index)];
        Trace when;
        Truth next = wanted_at(step, nullptr, &when);
        if (next == Truth::unknown) content.children.push_back(std::move(when));
        for (const int earlier : graph_.ancestors(index)) {
            const model::Step& other = procedure_.steps[static_cast<std::size_t>(earlier)];
            std::vector<Trace> leaves;
            const Truth over = done_before(other, nullptr, &leaves) || !wanted_at(other, nullptr);
            next = next && over;
            if (over == Truth::unknown)
                for (Trace& leaf : leaves) content.children.push_back(std::move(leaf));
        }
        return next;
    }

    const model::Procedure& procedure_;
    const procedure::StepGraph& graph_;
    World& world_;
    bool messages_;
    std::optional<Trace> applies_;
    std::vector<Outcome> outcomes_;
};

}  // namespace detail

FADU_INLINE std::vector<Outcome> evaluate_procedure(const model::Procedure& procedure,
                                                    const procedure::StepGraph& graph, World& world, bool messages) {
    return detail::OrderEvaluation(procedure, graph, world, messages).run();
}

}  // namespace fadu::engine
