// Bodies of fadu/engine/norms.hpp.
#pragma once

#include <algorithm>

#include "fadu/engine/impl/evaluate_inl.hpp"
#include "fadu/engine/norms.hpp"
#include "fadu/model/hierarchy.hpp"

namespace fadu::engine {

FADU_INLINE Truth in_force(const std::optional<time::Day>& from, const std::optional<time::Day>& until,
                           const TimeInterval& day) {
    const time::Moment first = day.earliest.begin;
    const time::Moment last = day.latest.begin;
    Truth begun = Truth::yes;
    if (from) begun = truth(last >= time::start_of(*from), first < time::start_of(*from));
    Truth lasts = Truth::yes;
    if (until) lasts = truth(first < time::end_of(*until), last >= time::end_of(*until));
    return begun && lasts;
}

FADU_INLINE std::optional<TimeInterval> governing_day(const NormView& view, std::optional<Trace>& trace) {
    if (!view.authority->governing_date) return view.day;
    const model::Expression& expression = *view.authority->governing_date;
    const World& world = *view.context.world;
    const TimeInterval now{time::TimeSpan::of(world.as_of()), time::TimeSpan::of(world.as_of())};
    const Event* anchor = view.context.anchor;
    const bool is_anchor =
        anchor && expression.operation == model::Operation::last_live && world.is_of(*anchor, expression.index);
    if (is_anchor) {
        trace = event_trace(world, *anchor, anchor->happened);
        return TimeInterval{anchor->begin_earliest, anchor->begin_latest};
    }
    trace = evaluate(expression, view.context);
    const Value& value = trace->value;
    if (!value.may_be_value) return now;  // not yet decided or done: the law of today
    std::optional<TimeInterval> day = begin_of(value);
    if (!day) return now;
    if (value.may_be_none) day->latest = std::max(day->latest, now.latest);
    // Nothing that governs lies after the as-of date, unless it is a date that the case states.
    if (day->latest.begin >= time::end_of_time) day->latest = std::max(now.latest, day->earliest);
    return day;
}

FADU_INLINE Referee referee_of(const model::Source& a, const model::Source& b, std::string& organ) {
    using model::Rank;
    const auto is = [&](Rank one, Rank other) {
        return (a.rank == one && b.rank == other) || (a.rank == other && b.rank == one);
    };
    if (is(Rank::law, Rank::law)) return Referee::npc_standing_committee;
    if (is(Rank::regulation, Rank::regulation)) return Referee::state_council;
    if (is(Rank::law, Rank::zone_regulation)) return Referee::npc_standing_committee;
    if (model::same_organ(a, b)) {
        organ = a.issued_by;
        return Referee::issuing_organ;
    }
    if (is(Rank::local_regulation, Rank::ministry_rule)) return Referee::state_council_first;
    if (is(Rank::ministry_rule, Rank::ministry_rule) || is(Rank::ministry_rule, Rank::local_rule))
        return Referee::state_council;
    return Referee::common_superior;
}

FADU_INLINE Verdict join_norms(const std::vector<Verdict>& labels) {
    const auto any = [&](Verdict v) { return std::find(labels.begin(), labels.end(), v) != labels.end(); };
    if (labels.empty()) return Verdict::not_applicable;
    if (any(Verdict::undetermined)) return Verdict::undetermined;
    if (std::all_of(labels.begin(), labels.end(), [&](Verdict v) { return v == labels.front(); }))
        return labels.front();
    const bool harmless = std::all_of(labels.begin(), labels.end(), [](Verdict v) {
        return v == Verdict::not_applicable || v == Verdict::excused || v == Verdict::compliant;
    });
    if (harmless) return any(Verdict::compliant) ? Verdict::compliant : Verdict::excused;
    return Verdict::conflict;
}

FADU_INLINE Verdict join_worlds(const std::vector<Verdict>& labels) {
    const Verdict joined = join_norms(labels);
    const bool all_conflict =
        std::all_of(labels.begin(), labels.end(), [](Verdict v) { return v == Verdict::conflict; });
    return joined == Verdict::conflict && !all_conflict ? Verdict::undetermined : joined;
}

namespace detail {

/// Finds the worlds: each unknown that decides who governs is a variable with its few ways to turn out.
class NormFinder {
  public:
    NormFinder(const std::vector<NormView>& views, std::optional<TimeInterval> governed_on)
        : views_(views), governed_on_(std::move(governed_on)) {
        for (std::size_t i = 0; i < views_.size(); ++i) {
            dates(i);
            selectors(i);
        }
    }

    NormWorlds run() {
        for (Variable& variable : variables_) options(variable);
        std::vector<bool> governs(views_.size(), true), in_force_now(views_.size(), true);
        enumerate(0, governs, in_force_now);
        return std::move(result_);
    }

  private:
    struct Variable {
        bool is_date = false;
        const model::Expression* expression = nullptr;
        std::optional<TimeInterval> day;
        Truth selector = Truth::yes;
        std::vector<std::size_t> members;
        std::vector<std::vector<bool>> ways;  ///< each: does it let the member govern?
    };

    static bool same(const model::Expression* a, const model::Expression* b) {
        return a == b || (a && b && model::same_expression(*a, *b));
    }
    static bool same_day(const std::optional<TimeInterval>& a, const std::optional<TimeInterval>& b) {
        return a.has_value() == b.has_value() && (!a || (a->earliest == b->earliest && a->latest == b->latest));
    }

    void dates(std::size_t i) {
        std::optional<Trace> trace;
        std::optional<TimeInterval> day = governed_on_ ? governed_on_ : governing_day(views_[i], trace);
        const model::Expression* expression =
            !governed_on_ && views_[i].authority->governing_date ? &*views_[i].authority->governing_date : nullptr;
        for (Variable& variable : variables_) {
            if (!variable.is_date || !same(variable.expression, expression) || !same_day(variable.day, day)) continue;
            variable.members.push_back(i);
            return;
        }
        if (trace && day && day->earliest != day->latest) result_.governing.push_back(std::move(*trace));
        Variable made;
        made.is_date = true;
        made.expression = expression;
        made.day = day;
        made.members = {i};
        variables_.push_back(std::move(made));
    }

    void selectors(std::size_t i) {
        if (!views_[i].authority->applies_where) return;
        const model::Expression& expression = *views_[i].authority->applies_where;
        for (Variable& variable : variables_) {
            if (variable.is_date || !same(variable.expression, &expression)) continue;
            variable.members.push_back(i);
            return;
        }
        Trace trace = evaluate(expression, views_[i].context);
        Variable made;
        made.expression = &expression;
        made.selector = trace.value.truth();
        made.members = {i};
        if (made.selector == Truth::unknown) result_.governing.push_back(std::move(trace));
        variables_.push_back(std::move(made));
    }

    void options(Variable& variable) {
        if (!variable.is_date) {
            for (const bool way : {true, false})
                if (way ? may_be_yes(variable.selector) : may_be_no(variable.selector))
                    variable.ways.push_back(std::vector<bool>(variable.members.size(), way));
            return;
        }
        if (!variable.day) {
            variable.ways.push_back(std::vector<bool>(variable.members.size(), true));
            return;
        }
        // The days at which something begins or ends to be in force, within what the date may be.
        const bool open_begin = variable.day->earliest.begin <= time::beginning_of_time;
        std::vector<time::Day> days;
        const time::Day last = time::day_of(variable.day->latest.begin);
        const time::Day first = open_begin ? time::earliest_day : time::day_of(variable.day->earliest.begin);
        if (!open_begin) days.push_back(first);
        for (const std::size_t i : variable.members) {
            const model::Authority& one = *views_[i].authority;
            std::vector<time::Day> edges;
            if (one.in_force_from) edges.push_back(*one.in_force_from);
            if (one.in_force_until) edges.push_back(*one.in_force_until + std::chrono::days(1));
            for (const time::Day edge : edges)
                if (edge > first && edge <= last) days.push_back(edge);
        }
        if (days.empty()) days.push_back(last);
        std::sort(days.begin(), days.end());
        for (const time::Day day : days) {
            std::vector<bool> way;
            for (const std::size_t i : variable.members) {
                const model::Authority& one = *views_[i].authority;
                way.push_back((!one.in_force_from || *one.in_force_from <= day) &&
                              (!one.in_force_until || day <= *one.in_force_until));
            }
            if (std::find(variable.ways.begin(), variable.ways.end(), way) == variable.ways.end())
                variable.ways.push_back(std::move(way));
        }
    }

    void enumerate(std::size_t which, std::vector<bool>& governs, std::vector<bool>& in_force_now) {
        if (result_.worlds.size() >= most_norm_worlds) {
            result_.too_many = true;
            return;
        }
        if (which == variables_.size()) {
            result_.worlds.push_back(survivors(governs, in_force_now));
            return;
        }
        const Variable& variable = variables_[which];
        for (const std::vector<bool>& way : variable.ways) {
            std::vector<bool> next = governs, force = in_force_now;
            for (std::size_t m = 0; m < variable.members.size(); ++m) {
                if (way[m]) continue;
                next[variable.members[m]] = false;
                if (variable.is_date) force[variable.members[m]] = false;
            }
            enumerate(which + 1, next, force);
        }
    }

    bool displaces(std::size_t a, std::size_t b) const {
        const model::Authority& by = *views_[a].authority;
        const model::Authority& target = *views_[b].authority;
        if (std::find(by.displaces.begin(), by.displaces.end(), views_[b].index) != by.displaces.end()) return true;
        if (by.prevails && !target.prevails) return true;
        const auto opens = [](const model::Authority& to, const model::Source* source) {
            return source && std::find(to.yields_to.begin(), to.yields_to.end(), source->rank) != to.yields_to.end();
        };
        return opens(target, views_[a].source) && !opens(by, views_[b].source);
    }

    /// Within one organ: special before general, new before old; new general against old special leaves both.
    std::optional<Dropped> beats(std::size_t a, std::size_t b) const {
        if (!views_[a].source || !views_[b].source || !model::same_organ(*views_[a].source, *views_[b].source))
            return std::nullopt;
        const model::Authority& by = *views_[a].authority;
        const model::Authority& target = *views_[b].authority;
        const auto since = [&](std::size_t i) {
            const auto& own = views_[i].authority->in_force_from;
            return own ? own : views_[i].source->in_force_from;
        };
        const bool newer = since(a) && since(b) && *since(a) > *since(b);
        const bool older = since(a) && since(b) && *since(a) < *since(b);
        const bool special = by.applies_where.has_value();
        const bool target_special = target.applies_where.has_value();
        if (special && !target_special && !older) return Dropped::general;
        if (special == target_special && newer) return Dropped::older;
        return std::nullopt;
    }

    NormWorld survivors(const std::vector<bool>& governs, const std::vector<bool>& in_force_now) const {
        const std::size_t count = views_.size();
        NormWorld world;
        world.dropped.assign(count, Dropped::no);
        world.dropped_by.assign(count, -1);
        world.none_in_force = std::none_of(in_force_now.begin(), in_force_now.end(), [](bool one) { return one; });
        std::vector<std::size_t> alive;
        for (std::size_t i = 0; i < count; ++i) {
            if (governs[i])
                alive.push_back(i);
            else
                world.dropped[i] = in_force_now[i] ? Dropped::not_selected : Dropped::not_in_force;
        }
        const auto stage = [&](const auto& why) {
            std::vector<std::size_t> left;
            for (const std::size_t b : alive) {
                for (const std::size_t a : alive) {
                    if (a == b || world.dropped[b] != Dropped::no) continue;
                    const std::optional<Dropped> reason = why(a, b);
                    if (!reason) continue;
                    world.dropped[b] = *reason;
                    world.dropped_by[b] = static_cast<int>(a);
                }
                if (world.dropped[b] == Dropped::no) left.push_back(b);
            }
            // What displaces each other in a circle was refused when it was loaded; nothing must ever leave nobody.
            if (left.empty())
                for (const std::size_t b : alive) world.dropped[b] = Dropped::no, world.dropped_by[b] = -1;
            else
                alive = std::move(left);
        };
        stage([&](std::size_t a, std::size_t b) {
            return displaces(a, b) ? std::optional(Dropped::displaced) : std::nullopt;
        });
        stage([&](std::size_t a, std::size_t b) {
            const bool higher =
                views_[a].source && views_[b].source && model::outranks(*views_[a].source, *views_[b].source);
            return higher ? std::optional(Dropped::lower_rank) : std::nullopt;
        });
        stage([&](std::size_t a, std::size_t b) { return beats(a, b); });
        world.surviving = std::move(alive);
        return world;
    }

    const std::vector<NormView>& views_;
    std::optional<TimeInterval> governed_on_;
    std::vector<Variable> variables_;
    NormWorlds result_;
};

}  // namespace detail

FADU_INLINE NormWorlds norm_worlds(const std::vector<NormView>& candidates, std::optional<TimeInterval> governed_on) {
    return detail::NormFinder(candidates, std::move(governed_on)).run();
}

}  // namespace fadu::engine
