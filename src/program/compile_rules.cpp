// Rules: their instances, and the verdict of each (engine/instances.hpp, engine/duty.hpp).
#include <algorithm>

#include "program/compiler.hpp"

namespace fadu::program {

using model::Operation;

namespace {

bool is_prohibition(const model::Rule& rule) {
    return !rule.without.empty() || (rule.mode == model::Mode::must_not && rule.content == model::ContentKind::acts);
}

bool has_window(const model::Rule& rule, Operation operation) {
    return rule.window && rule.window->operation == operation;
}

}  // namespace

Place Compiler::case_place(const time::CountingPolicy& policy) const {
    Place place;
    place.frames = {{0, 0}};
    place.policy = &policy;
    return place;
}

int Compiler::conjunction(int a, int b, int domain) {
    if (a < 0) return b < 0 ? -1 : lift(b, domain);
    if (b < 0) return lift(a, domain);
    return emit({.opcode = Opcode::and_, .domain = domain, .a = lift(a, domain), .b = lift(b, domain)}, Shape::truth);
}

int Compiler::happened_by_now(int rows, int event, const model::Rule& rule) {
    if (touches_deemed(event) || is_deemed_domain(rows)) throw LeftOutError{"deemed event"};
    const int happened = load(rows, event_column::happened);
    const int planned = load(rows, event_column::planned);
    // A duty ahead of something may look forward to what is only planned.
    if (has_window(rule, Operation::window_ahead))
        return emit({.opcode = Opcode::or_, .domain = rows, .a = planned, .b = happened}, Shape::truth);
    return emit({.opcode = Opcode::visible_now, .domain = rows, .a = happened, .b = planned}, Shape::truth);
}

Compiler::Instances Compiler::scope(const model::Rule& rule, NormPlan& plan) {
    Instances found{case_place(rule.policy), -1};
    for (const model::ScopeLevel& level : rule.scope) {
        Place& place = found.place;
        if (level.occurrences) {
            const int rows = rows_of_events(place.domain, level.event);
            const int in = happened_by_now(rows, level.event, rule);
            found.certain = conjunction(found.certain, in, rows);
            place = place.at_frame(level.frame, {rows, code_.domains[static_cast<std::size_t>(rows)].table});
            place.domain = rows;
            place.act = rows;
            continue;
        }
        const Operand list = value(*level.collection, place);
        if (list.kind != Operand::Kind::list) throw LeftOutError{"scope of another kind"};
        if (list.state >= 0) {
            const int unlisted =
                emit({.opcode = Opcode::defer_unlisted, .domain = place.domain, .a = list.state}, Shape::truth);
            plan.defer.push_back(to_cases(unlisted));
        }
        if (list.in >= 0) found.certain = conjunction(found.certain, list.in, list.rows);
        place = place.at_frame(level.frame, element_frame(list));
        place.domain = list.rows;
        if (found.certain >= 0) found.certain = lift(found.certain, list.rows);
    }
    return found;
}

int Compiler::to_cases(int reg) {
    int domain = domain_of(reg);
    while (domain != 0) {
        const int parent = parent_of(domain);
        reg = emit({.opcode = Opcode::any_deferred, .domain = parent, .a = reg, .immediate = domain}, Shape::truth);
        domain = parent;
    }
    return reg;
}

void Compiler::check_rule(const model::Rule& rule) const {
    if (rule.slot >= 0) throw LeftOutError{"rule with versions"};
    if (rule.in_order) throw LeftOutError{"order of a list"};
}

NormPart Compiler::compile_rule(const model::Rule& rule, NormPlan& plan) {
    check_rule(rule);
    const Instances scoped = scope(rule, plan);
    NormPart part;
    part.scope = scoped.place.domain;
    const bool in_scope_of_event = scoped.place.act >= 0;
    if (is_prohibition(rule)) {
        for (std::size_t kind = 0; kind < rule.acts.size(); ++kind) {
            const int event = rule.acts[kind].event;
            const int rows = rows_of_events(scoped.place.domain, event);
            int in = happened_by_now(rows, event, rule);
            if (in_scope_of_event) {
                // An occurrence that the rule speaks of is itself the act, where it is of its kind.
                const int own_kind = lift(load(scoped.place.act, event_column::kind), rows);
                const int of_kind = emit_with({.opcode = Opcode::kind_in, .domain = rows, .a = own_kind}, Shape::truth,
                                              kinds_of(event));
                const int itself = emit({.opcode = Opcode::same_number,
                                         .domain = rows,
                                         .a = load(rows, event_column::identity),
                                         .b = lift(load(scoped.place.act, event_column::identity), rows)},
                                        Shape::truth);
                const int not_of_kind = emit({.opcode = Opcode::not_, .domain = rows, .a = of_kind}, Shape::truth);
                const int meant =
                    emit({.opcode = Opcode::or_, .domain = rows, .a = not_of_kind, .b = itself}, Shape::truth);
                in = emit({.opcode = Opcode::and_, .domain = rows, .a = in, .b = meant}, Shape::truth);
            }
            Place place =
                scoped.place.at_frame(rule.act_frame, {rows, code_.domains[static_cast<std::size_t>(rows)].table});
            place.domain = rows;
            if (!in_scope_of_event) place.act = rows;
            const int certain = conjunction(scoped.certain, in, rows);
            part.rows.push_back(
                verdict(rule, place, certain, content(rule, place, rows, static_cast<int>(kind)), rows));
        }
        const int met = constant(Shape::truth, scoped.place.domain, 0, 0, standing::met);
        part.otherwise = verdict(rule, scoped.place, scoped.certain, met, -1);
        return part;
    }
    const bool bare = rule.window && rule.window->arguments[0].operation == Operation::last_live;
    const bool before = has_window(rule, Operation::window_before);
    if (bare) {
        const int event = rule.window->arguments[0].index;
        const int rows = rows_of_events(scoped.place.domain, event);
        const int in = happened_by_now(rows, event, rule);
        const Frame anchor{rows, code_.domains[static_cast<std::size_t>(rows)].table};
        Place place = scoped.place.at_frame(rule.act_frame, anchor);
        place.domain = rows;
        place.anchor = anchor;
        if (before && !in_scope_of_event) place.act = rows;
        const int certain = conjunction(scoped.certain, in, rows);
        part.rows.push_back(verdict(rule, place, certain, content(rule, place, rows, -1), rows));
        if (!before) return part;
    }
    const int standing = content(rule, scoped.place, -1, -1);
    part.otherwise = verdict(rule, scoped.place, scoped.certain, standing, -1);
    return part;
}

int Compiler::day_of_law(const model::Rule& rule, const Place& place, int day) {
    if (!rule.governing_date) return day;
    const model::Expression& e = *rule.governing_date;
    if (e.operation == Operation::last_live && is_anchored_at(e.index, place))
        return lift(load(place.anchor.domain, event_column::begin), place.domain);
    Place plain = place;
    plain.flags = false;
    const int named = times(value(e, plain), true, place.domain);
    return emit({.opcode = Opcode::day_or_now, .domain = place.domain, .a = named}, Shape::time);
}

int Compiler::verdict(const model::Rule& rule, const Place& place, int certain, int standing, int act) {
    const int domain = place.domain;
    const int about = act >= 0 ? act : place.anchor.domain >= 0 ? place.anchor.domain : place.act;
    int day = about >= 0 ? lift(load(about, event_column::begin), domain) : -1;
    int governs = -1;
    const auto ends = [](const auto& authority) {
        const auto days = [](const std::optional<time::Day>& d, std::int64_t open) {
            return d ? std::int64_t{d->time_since_epoch().count()} : open;
        };
        return std::pair(days(authority.in_force_from, no_low), days(authority.in_force_until, no_high));
    };
    if (rule.in_force_from || rule.in_force_until) {
        day = day_of_law(rule, place, day);
        const auto [from, until] = ends(rule);
        if (day >= 0)
            governs = emit({.opcode = Opcode::in_force, .domain = domain, .a = day, .immediate = from, .second = until},
                           Shape::truth);
    }
    int applies = -1;
    for (const auto* condition : {&rule.when, &rule.applies_where})
        if (*condition) applies = conjunction(applies, truth(**condition, place), domain);
    int excepted = -1;
    for (const model::Exception& exception : rule.exceptions) {
        int holds = truth(exception.condition, place);
        if (exception.in_force_from || exception.in_force_until) {
            const auto [from, until] = ends(exception);
            int on = day;
            if (on < 0) {
                const int no_day = constant(Shape::time, domain, beginning, ending, state::none);
                on = emit({.opcode = Opcode::day_or_now, .domain = domain, .a = no_day}, Shape::time);
            }
            const int valid =
                emit({.opcode = Opcode::in_force, .domain = domain, .a = on, .immediate = from, .second = until},
                     Shape::truth);
            holds = conjunction(holds, valid, domain);
        }
        excepted = excepted < 0
                       ? holds
                       : emit({.opcode = Opcode::or_, .domain = domain, .a = excepted, .b = holds}, Shape::truth);
    }
    const int flags = (rule.mode == model::Mode::may ? 1 : 0) | (rule.untranslatable >= 0 ? 2 : 0);
    return emit_with({.opcode = Opcode::verdict, .domain = domain, .e = flags}, Shape::truth,
                     {governs, applies, certain, excepted, standing});
}

}  // namespace fadu::program
