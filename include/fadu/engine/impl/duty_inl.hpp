// Bodies of fadu/engine/duty.hpp.
#pragma once

#include "fadu/engine/duty.hpp"
#include "fadu/engine/impl/content_inl.hpp"
#include "fadu/engine/impl/norms_inl.hpp"

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

/// 当 and, unless candidates of one name are weighed against each other by it, 适用于.
FADU_INLINE Trace applicability(const model::Rule& rule, const Context& context, bool candidate) {
    Trace trace;
    Truth applies = Truth::yes;
    for (const auto* condition : {&rule.when, &rule.applies_where}) {
        if (!*condition || (candidate && condition == &rule.applies_where)) continue;
        Trace part = evaluate(**condition, context);
        applies = applies && part.value.truth();
        trace.children.push_back(std::move(part));
    }
    if (trace.children.size() == 1) return std::move(trace.children.front());
    trace.value = truth_value(applies);
    return trace;
}

/// The day of what an instance is about: its act, its anchor, or the occurrence in its scope.
FADU_INLINE std::optional<TimeInterval> day_of_instance(const Event* act, const Context& context) {
    const Event* event = act ? act : context.anchor ? context.anchor : context.at.act;
    if (!event) return std::nullopt;
    return TimeInterval{event->begin_earliest, event->begin_latest};
}

FADU_INLINE const model::Source* first_source(const model::Rule& rule, const World& world) {
    if (rule.citations.empty()) return nullptr;
    return &world.rulebook().sources[static_cast<std::size_t>(rule.citations.front().source)];
}

/// A leaf for an article that no machine can check.
FADU_INLINE Trace untranslatable_trace(int index, const World& world) {
    const auto& marked = world.rulebook().untranslatables[static_cast<std::size_t>(index)];
    Trace leaf;
    leaf.value = unknown_value({model::TypeKind::boolean}, Cause::untranslatable);
    leaf.is_fact = true;
    leaf.label = marked.name;
    if (leaf.label.empty() && marked.citation.source >= 0) {
        leaf.label = world.rulebook().sources[static_cast<std::size_t>(marked.citation.source)].full_name();
        for (const std::string& article : marked.citation.articles) leaf.label += article;
    }
    return leaf;
}

/// 存疑 only because norms of one name disagree about a value is 冲突: an organ must rule, no fact would help.
FADU_INLINE void doubt_is_conflict(Outcome& outcome, const World& world) {
    std::vector<const Trace*> unknown;
    const auto add = [&](const Trace& trace) {
        for (const Trace* leaf : unknown_facts(trace)) unknown.push_back(leaf);
    };
    if (outcome.applies) add(*outcome.applies);
    if (outcome.content) add(*outcome.content);
    for (const ExceptionTrace& exception : outcome.exceptions) add(exception.trace);
    if (unknown.empty() || outcome.instance_certain != Truth::yes || !outcome.governing.empty()) return;
    const Trace* norm = nullptr;
    for (const Trace* leaf : unknown) {
        if (leaf->value.cause != Cause::conflict) return;
        if (!norm) norm = leaf;
    }
    outcome.verdict = Verdict::conflict;
    outcome.referee = Referee::common_superior;
    if (norm->path.empty() || norm->path.back().kind != PathStep::Kind::definition) return;
    const auto& book = world.rulebook();
    const int slot = book.definitions[static_cast<std::size_t>(norm->path.back().index)].slot;
    if (slot < 0) return;
    const auto& candidates = book.slots[static_cast<std::size_t>(slot)].candidates;
    const auto source = [&](int index) -> const model::Source* {
        const auto& cited = book.definitions[static_cast<std::size_t>(index)].citations;
        return cited.empty() ? nullptr : &book.sources[static_cast<std::size_t>(cited.front().source)];
    };
    for (std::size_t a = 0; a < candidates.size(); ++a)
        for (std::size_t b = a + 1; b < candidates.size(); ++b) {
            const model::Source* one = source(candidates[a]);
            const model::Source* other = source(candidates[b]);
            if (!one || !other || one->title == other->title || model::outranks(*one, *other) ||
                model::outranks(*other, *one))
                continue;
            outcome.referee = referee_of(*one, *other, outcome.referee_organ);
            return;
        }
}

/// `candidate`: one of several rules of its name; whether it governs is not asked here.
FADU_INLINE Outcome evaluate_instance(const model::Rule& rule, Instance& instance, World& world, bool messages,
                                      bool candidate = false) {
    Outcome outcome;
    outcome.rule = &rule;
    outcome.grade = rule.grade;
    outcome.instance = instance.context.frames;
    outcome.instance_certain = instance.certain;

    Truth governs = Truth::yes;
    std::optional<TimeInterval> day = day_of_instance(instance.act, instance.context);
    if (!candidate && (rule.in_force_from || rule.in_force_until)) {
        std::optional<Trace> trace;
        day = governing_day({&rule, first_source(rule, world), -1, instance.context, day}, trace);
        if (day) governs = in_force(rule.in_force_from, rule.in_force_until, *day);
        if (governs == Truth::no) {
            outcome.verdict = Verdict::not_applicable;
            outcome.note = Note::not_in_force;
            return outcome;
        }
        if (governs == Truth::unknown && trace) outcome.governing.push_back(std::move(*trace));
        if (governs == Truth::unknown && !trace && instance.act)
            outcome.governing.push_back(unknown_day(world, *instance.act));
    }

    outcome.applies = applicability(rule, instance.context, candidate);
    const Truth condition = outcome.applies->value.truth();
    Truth applies = condition && instance.certain && governs;
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
        Truth holds = trace.value.truth();
        if (exception.in_force_from || exception.in_force_until) {
            const time::TimeSpan today = time::TimeSpan::of(world.as_of());
            holds = holds && in_force(exception.in_force_from, exception.in_force_until,
                                      day.value_or(TimeInterval{today, today}));
        }
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
    if (outcome.verdict == Verdict::compliant && rule.untranslatable >= 0) {
        // What the machine can see is in order; the article asks for more.
        outcome.standing.insert(Standing::broken);
        outcome.verdict = Verdict::undetermined;
        outcome.governing.push_back(untranslatable_trace(rule.untranslatable, world));
    }
    if (outcome.verdict == Verdict::undetermined) {
        outcome.possible = possible_verdicts(applies, excepted, outcome.standing);
        doubt_is_conflict(outcome, world);
    }
    fill_lateness(outcome, world);
    const bool speaks = outcome.verdict == Verdict::violated || outcome.verdict == Verdict::pending ||
                        outcome.verdict == Verdict::undetermined || outcome.verdict == Verdict::conflict;
    if (messages && speaks) {
        outcome.message_values = template_values(rule.message, context);
        outcome.advice_values = template_values(rule.advice, context);
        outcome.incurable_values = template_values(rule.incurable, context);
    }
    outcome.gaps = std::move(gaps);
    return outcome;
}

/// There is no instance: one 不适用 that says what has not happened.
FADU_INLINE Outcome nothing_happened(const model::Rule& rule, const Instances& instances, const World& world) {
    Outcome outcome;
    outcome.rule = &rule;
    outcome.grade = rule.grade;
    outcome.verdict = Verdict::not_applicable;
    outcome.note = Note::not_yet_happened;
    outcome.about = instances.missing_event;
    outcome.instance = {world.case_entity()};
    return outcome;
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE std::vector<Outcome> evaluate_rule(const model::Rule& rule, World& world, bool messages) {
    std::vector<Outcome> outcomes;
    Instances instances = instances_of(rule, world);
    for (Instance& instance : instances.all) outcomes.push_back(evaluate_instance(rule, instance, world, messages));
    if (outcomes.empty()) outcomes.push_back(nothing_happened(rule, instances, world));
    return outcomes;
}

}  // namespace fadu::engine
