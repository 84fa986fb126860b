#pragma once

#include "fadu/engine/duty.hpp"
#include "fadu/engine/impl/content_inl.hpp"

namespace fadu::engine {

FADU_INLINE Verdict verdict_of(Truth applies, Truth excepted, StandingSet standing) {
    if (applies == Truth::no) return Verdict::not_applicable;
    if (standing.is_only(Standing::met)) return Verdict::compliant;
    if (excepted == Truth::yes) return Verdict::excused;
    if (applies == Truth::yes && excepted == Truth::no) {
        if (standing.is_only(Standing::broken)) return Verdict::violated;
        if (standing.is_only(Standing::open)) return Verdict::pending;
    }
    return Verdict::undetermined;
}

FADU_INLINE VerdictSet possible_verdicts(Truth applies, Truth excepted, StandingSet standing) {
    VerdictSet possible;
    if (may_be_no(applies)) possible.insert(Verdict::not_applicable);
    if (!may_be_yes(applies)) return possible;
    if (standing.contains(Standing::met)) possible.insert(Verdict::compliant);
    const bool not_met = standing.contains(Standing::open) || standing.contains(Standing::broken);
    if (not_met && may_be_yes(excepted)) possible.insert(Verdict::excused);
    if (may_be_no(excepted)) {
        if (standing.contains(Standing::broken)) possible.insert(Verdict::violated);
        if (standing.contains(Standing::open)) possible.insert(Verdict::pending);
    }
    return possible;
}

namespace detail {

FADU_INLINE void fill_lateness(Outcome& outcome, const World& world) {
    if (!outcome.deadline || outcome.verdict != Verdict::violated) return;
    const Deadline& deadline = *outcome.deadline;
    if (deadline.backward || deadline.not_before || !deadline.latest) return;
    const time::Day done = outcome.act ? outcome.act->day() : world.as_of();
    const std::int64_t late = (done - *deadline.latest).count();
    if (late <= 0) return;
    outcome.days_late = late;
    const bool in_working_days =
        !deadline.period.parts.empty() &&
        (deadline.period.parts.front().unit == time::Unit::working_day ||
         (deadline.period.parts.front().unit == time::Unit::day &&
          deadline.policy.meaning_of_days(deadline.period.parts.front().number) == time::Unit::working_day));
    if (!in_working_days)
        outcome.days_late_in_unit = late;
    else if (world.calendar().knows(*deadline.latest) && world.calendar().knows(done))
        outcome.days_late_in_unit = world.calendar().working_days_between(*deadline.latest, done);
}

FADU_INLINE std::vector<Value> template_values(const model::Template& message, const Context& context) {
    std::vector<Value> values;
    for (const model::Template::Piece& piece : message.pieces)
        if (piece.expression) values.push_back(evaluate(*piece.expression, context).value);
    return values;
}

FADU_INLINE Trace applicability(const model::Rule& rule, const Context& context) {
    Trace trace;
    Truth applies = Truth::yes;
    for (const auto* condition : {&rule.when, &rule.applies_where}) {
        if (!*condition) continue;
        Trace part = evaluate(**condition, context);
        applies = applies && part.value.truth();
        trace.children.push_back(std::move(part));
    }
    if (trace.children.size() == 1) return std::move(trace.children.front());
    trace.value = truth_value(applies);
    return trace;
}

FADU_INLINE Outcome evaluate_instance(const model::Rule& rule, Instance& instance, World& world, bool messages) {
    Outcome outcome;
    outcome.rule = &rule;
    outcome.grade = rule.grade;
    outcome.instance = instance.context.frames;
    outcome.instance_certain = instance.certain;

    outcome.applies = applicability(rule, instance.context);
    const Truth condition = outcome.applies->value.truth();
    Truth applies = condition && instance.certain;
    if (condition == Truth::no) {
        outcome.verdict = Verdict::not_applicable;
        outcome.note = Note::condition_not_met;
        return outcome;
    }

    Content content = evaluate_content(rule, instance);
    if (content.nothing_happened) {
        outcome.verdict = Verdict::not_applicable;
        outcome.note = Note::not_yet_happened;
        outcome.about = content.about;
        outcome.content = std::move(content.trace);
        return outcome;
    }
    applies = applies && content.something_happened;
    Context context = instance.context;
    auto gaps = std::make_shared<std::vector<Gap>>(std::move(content.gaps));
    context.gaps = gaps.get();

    Truth excepted = Truth::no;
    for (const model::Exception& exception : rule.exceptions) {
        Trace trace = evaluate(exception.condition, context);
        const Truth holds = trace.value.truth();
        if (holds == Truth::yes && outcome.excused_by < 0)
            outcome.excused_by = static_cast<int>(outcome.exceptions.size());
        excepted = excepted || holds;
        outcome.exceptions.push_back({&exception, std::move(trace)});
    }

    outcome.standing = content.standing;
    outcome.content = std::move(content.trace);
    outcome.act = content.act;
    outcome.candidates = std::move(content.candidates);
    outcome.missing_items = std::move(content.missing_items);
    outcome.unclear_items = std::move(content.unclear_items);
    if (content.window && (content.window->has_end || content.window->deadline.not_before))
        outcome.deadline = std::move(content.window->deadline);
    if (content.barred_now && condition == Truth::yes) {
        outcome.note = Note::barred_now;
        outcome.about = content.about;
    }
    if (content.early) outcome.note = Note::early;

    if (rule.mode == model::Mode::may) {
        // A permission accuses nobody: it is open to the authority, it is not, or nobody knows yet (line 2: nothing to do).
        const Truth open = applies && !excepted;
        outcome.verdict = open == Truth::no ? Verdict::not_applicable : Verdict::compliant;
        if (open != Truth::unknown) outcome.note = open == Truth::yes ? Note::permitted : Note::condition_not_met;
        return outcome;
    }
    outcome.verdict = verdict_of(applies, excepted, outcome.standing);
    if (outcome.verdict == Verdict::undetermined)
        outcome.possible = possible_verdicts(applies, excepted, outcome.standing);
    fill_lateness(outcome, world);
    const bool speaks = outcome.verdict == Verdict::violated || outcome.verdict == Verdict::pending ||
                        outcome.verdict == Verdict::undetermined;
    if (messages && speaks) {
        outcome.message_values = template_values(rule.message, context);
        outcome.advice_values = template_values(rule.advice, context);
        outcome.incurable_values = template_values(rule.incurable, context);
    }
    outcome.gaps = std::move(gaps);
    return outcome;
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE std::vector<Outcome> evaluate_rule(const model::Rule& rule, World& world, bool messages) {
    std::vector<Outcome> outcomes;
    Instances instances = instances_of(rule, world);
    for (Instance& instance : instances.all) outcomes.push_back(evaluate_instance(rule, instance, world, messages));
    if (outcomes.empty()) {
        Outcome outcome;
        outcome.rule = &rule;
        outcome.grade = rule.grade;
        outcome.verdict = Verdict::not_applicable;
        outcome.note = Note::not_yet_happened;
        outcome.about = instances.missing_event;
        outcome.instance = {world.case_entity()};
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

}  // namespace fadu::engine
