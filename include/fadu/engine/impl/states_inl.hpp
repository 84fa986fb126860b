// Bodies of fadu/engine/states.hpp.
#pragma once

#include <algorithm>
#include <set>

#include "fadu/engine/impl/deadline_inl.hpp"
#include "fadu/engine/impl/facts_inl.hpp"
#include "fadu/engine/states.hpp"

namespace fadu::engine {

namespace detail {

/// A state that the thing may be in at some point of the walk, since when, and by which event it was entered.
struct StatePoint {
    int state = -1;
    const Event* entered = nullptr;  ///< nothing: it began so, or a period ended
    time::Moment since_earliest = time::beginning_of_time, since_latest = time::beginning_of_time;
    friend auto operator<=>(const StatePoint&, const StatePoint&) = default;
};

/// Walks the events in every order that is possible, doubtful ones taken and left out.
class StateWalk {
  public:
    StateWalk(const model::StateTable& table, World& world, const Reference& at)
        : table_(table), world_(world), at_(at), same_day_(world.same_day(table.policy)) {
        // "Taken to be in order" speaks for the authority and tells no order: every order is tried.
        if (same_day_ == time::SameDay::in_order) same_day_ = time::SameDay::unknown;
        collect_events();
        order_events();
    }

    std::vector<StatePoint> run() {
        std::set<Node> seen;
        std::vector<Node> open;
        const auto push = [&](Node node) {
            if (seen.insert(node).second) open.push_back(std::move(node));
        };
        push({std::vector<bool>(events_.size(), false), {table_.initial}});
        std::set<StatePoint> ends;
        while (!open.empty()) {
            if (seen.size() > most_nodes || events_.size() > most_events) return everything();
            const Node node = std::move(open.back());
            open.pop_back();
            bool any = false;
            bool left = false;
            for (std::size_t i = 0; i < events_.size(); ++i) {
                if (node.done[i]) continue;
                left = true;
                if (!is_next(i, node.done)) continue;
                any = true;
                Node next{node.done, node.point};
                next.done[i] = true;
                if (may_be_no(events_[i].happened)) push(next);
                const Event& event = *events_[i].event;
                const TimeInterval limit{event.begin_earliest, event.begin_latest};
                for (const StatePoint& before : advance(node.point, limit, Reference{&event, {}}))
                    for (const StatePoint& after : take(before, event)) push({next.done, after});
            }
            if (left && !any) return everything();  // an order that contradicts itself
            if (left) continue;
            for (const StatePoint& end : advance(node.point, limit(), at_)) ends.insert(end);
        }
        return {ends.begin(), ends.end()};
    }

    /// Facts that leave the state open.
    std::vector<Trace> doubts() {
        std::vector<Trace> leaves;
        for (const Step& step : events_) {
            const Event& event = *step.event;
            if (event.happened == Truth::unknown)
                leaves.push_back(event_trace(world_, event, Truth::unknown));
            else if (!event.dated())
                leaves.push_back(unknown_day(world_, event));
            for (std::size_t i = 0; i < table_.transitions.size(); ++i) {
                if (!names(i, event)) continue;
                const Trace& fit = fit_of(i, event);
                if (fit.value.truth() == Truth::unknown) leaves.push_back(fit);
            }
        }
        for (const Due* due : dues_in_order_)
            for (const Trace& trace : due->traces)
                if (!trace.value.is_known()) leaves.push_back(trace);
        return leaves;
    }

    bool names(std::size_t transition, const Event& event) const {
        const auto& upon = table_.transitions[transition].upon;
        return upon && world_.is_of(event, upon->event);
    }

    /// Does the event fit what the transition asks of it?
    const Trace& fit_of(std::size_t transition, const Event& event) {
        const std::pair key(transition, &event);
        const auto known = fits_.find(key);
        if (known != fits_.end()) return known->second;
        return fits_.emplace(key, fits(*table_.transitions[transition].upon, event, context(Reference{&event, {}})))
            .first->second;
    }

    static bool leaves(const model::Transition& transition, int state) {
        return std::find(transition.from.begin(), transition.from.end(), state) != transition.from.end();
    }

  private:
    static constexpr std::size_t most_nodes = 20'000;
    static constexpr std::size_t most_events = 400;

    struct Step {
        const Event* event;
        Truth happened;
    };
    struct Node {
        std::vector<bool> done;
        StatePoint point;
        friend auto operator<=>(const Node&, const Node&) = default;
    };
    struct Due {
        bool anchored = false;
        bool certain = false;
        time::Moment earliest, latest;  ///< the end of its day
        std::vector<Trace> traces;
    };

    Context context(const Reference& at) const {
        Context context;
        context.world = &world_;
        context.frames = {world_.case_entity()};
        context.policy = &table_.policy;
        context.at = at;
        return context;
    }

    /// Has it begun, seen from the reference? A state changes when an event begins, not when it is over.
    Truth begun(const Event& event) const {
        if (!at_.act) return world_.visible(event, at_, same_day_);
        if (event.planned || at_.act == &event) return Truth::no;
        if (goes_first(*at_.act, event)) return Truth::no;
        return event.happened && (goes_first(event, *at_.act) ? Truth::yes : Truth::unknown);
    }

    void collect_events() {
        const auto add = [&](int kind) {
            for (const Event* event : world_.occurrences(kind)) {
                const auto same = [&](const Step& step) { return step.event == event; };
                if (std::any_of(events_.begin(), events_.end(), same)) continue;
                const Truth happened = begun(*event);
                if (happened != Truth::no) events_.push_back({event, happened});
            }
        };
        for (const model::Transition& transition : table_.transitions) {
            if (transition.upon) add(transition.upon->event);
            // What a period runs from leads nowhere itself, but from then on it is the one that counts.
            if (transition.due && transition.due->arguments[0].operation == model::Operation::last_live)
                add(transition.due->arguments[0].index);
        }
        std::stable_sort(events_.begin(), events_.end(), [](const Step& a, const Step& b) {
            const auto key = [](const Event& e) { return std::tuple(e.begin_earliest, e.begin_latest, e.sequence); };
            return key(*a.event) < key(*b.event);
        });
    }

    /// Certainly a before b, by their beginnings.
    bool goes_first(const Event& a, const Event& b) const {
        const auto before = [&](const Event& x, const Event& y) {
            std::optional<bool> recorded_first;
            if (x.source && y.source) recorded_first = x.sequence < y.sequence;
            return is_before({x.begin_earliest, x.begin_latest}, {y.begin_earliest, y.begin_latest}, same_day_,
                             recorded_first) == Truth::yes;
        };
        if (!before(a, b)) return false;
        if (!before(b, a)) return true;
        // At one exact moment: what the law made at 24:00 of the day before goes first, then as recorded.
        if (a.deemed != b.deemed) return a.deemed;
        return a.sequence < b.sequence;
    }

    void order_events() {
        if (events_.size() > most_events) return;
        earlier_.resize(events_.size());
        for (std::size_t i = 0; i < events_.size(); ++i)
            for (std::size_t j = 0; j < events_.size(); ++j)
                if (i != j && goes_first(*events_[j].event, *events_[i].event)) earlier_[i].push_back(j);
    }

    bool is_next(std::size_t i, const std::vector<bool>& done) const {
        return std::all_of(earlier_[i].begin(), earlier_[i].end(), [&](std::size_t j) { return done[j]; });
    }

    TimeInterval limit() const {
        if (at_.act) return {at_.act->begin_earliest, at_.act->begin_latest};
        const time::TimeSpan moment = time::TimeSpan::of(at_.moment.value_or(world_.now()));
        return {moment, moment};
    }

    const Due& due_of(std::size_t transition, const StatePoint& point, const Reference& at) {
        const model::Expression& period = *table_.transitions[transition].due;
        const bool from_entry = point.entered && period.arguments[0].operation == model::Operation::last_live &&
                                world_.is_of(*point.entered, period.arguments[0].index);
        const std::tuple key(transition, from_entry ? point.entered : nullptr, from_entry ? Reference{} : at);
        const auto known = dues_.find(key);
        if (known != dues_.end()) return known->second;
        Context from = context(at);
        if (from_entry) from.anchor = point.entered;
        Window window = evaluate_window(period, {}, {}, from);
        Due due;
        due.anchored = window.anchored;
        due.certain = (from_entry || window.anchor_certain == Truth::yes) && !window.deadline.cause;
        due.earliest = window.bounds.until.earliest.end;
        due.latest = window.bounds.until.latest.end;
        if (window.deadline.cause) {  // nobody can count it: any day from the anchor on
            due.earliest = window.anchor ? window.anchor->earliest.begin : time::beginning_of_time;
            due.latest = time::end_of_time;
        }
        due.traces = std::move(window.traces);
        const Due& kept = dues_.emplace(key, std::move(due)).first->second;
        dues_in_order_.push_back(&kept);
        return kept;
    }

    /// Where periods that have run out by the limit lead: what may be the case just before it.
    std::vector<StatePoint> advance(const StatePoint& start, const TimeInterval& limit, const Reference& at) {
        std::vector<StatePoint> stay;
        std::set<StatePoint> seen{start};
        std::vector<StatePoint> open{start};
        while (!open.empty()) {
            const StatePoint point = open.back();
            open.pop_back();
            struct Firing {
                int to;
                time::Moment earliest, latest;
                bool certain;
            };
            std::vector<Firing> firings;
            for (std::size_t i = 0; i < table_.transitions.size(); ++i) {
                const model::Transition& transition = table_.transitions[i];
                if (!transition.due || !leaves(transition, point.state)) continue;
                const Due& due = due_of(i, point, at);
                if (!due.anchored) continue;
                const time::Moment earliest = std::max(due.earliest, point.since_earliest);
                const time::Moment latest = std::max(due.latest, point.since_latest);
                const bool never =
                    limit.latest.is_exact() ? limit.latest.begin < earliest : limit.latest.end <= earliest;
                if (!never)
                    firings.push_back({transition.to, earliest, latest, due.certain && latest <= limit.earliest.begin});
            }
            const auto is_beaten = [&](const Firing& one) {
                return std::any_of(firings.begin(), firings.end(),
                                   [&](const Firing& other) { return other.certain && other.latest < one.earliest; });
            };
            if (std::none_of(firings.begin(), firings.end(), [](const Firing& one) { return one.certain; }))
                stay.push_back(point);
            for (const Firing& one : firings) {
                if (is_beaten(one)) continue;
                const StatePoint next{one.to, nullptr, one.earliest, one.latest};
                if (seen.insert(next).second)
                    open.push_back(next);
                else
                    stay.push_back(next);  // periods that lead round in a circle: any of them
            }
        }
        return stay;
    }

    /// The first transition that the event fits is taken; none: the state stays.
    std::vector<StatePoint> take(const StatePoint& before, const Event& event) {
        std::vector<StatePoint> after;
        for (std::size_t i = 0; i < table_.transitions.size(); ++i) {
            const model::Transition& transition = table_.transitions[i];
            if (!names(i, event) || !leaves(transition, before.state)) continue;
            const Truth fit = fit_of(i, event).value.truth();
            if (fit == Truth::no) continue;
            after.push_back({transition.to, &event, event.begin_earliest.begin, event.begin_latest.begin});
            if (fit == Truth::yes) return after;
        }
        after.push_back(before);
        return after;
    }

    /// Every state that can be reached at all.
    std::vector<StatePoint> everything() const {
        std::vector<StatePoint> points{{table_.initial}};
        for (std::size_t i = 0; i < points.size(); ++i)
            for (const model::Transition& transition : table_.transitions) {
                if (!leaves(transition, points[i].state)) continue;
                const auto same = [&](const StatePoint& point) { return point.state == transition.to; };
                if (std::none_of(points.begin(), points.end(), same)) points.push_back({transition.to});
            }
        return points;
    }

    const model::StateTable& table_;
    World& world_;
    Reference at_;
    time::SameDay same_day_;
    std::vector<Step> events_;
    std::vector<std::vector<std::size_t>> earlier_;
    std::map<std::pair<std::size_t, const Event*>, Trace> fits_;
    std::map<std::tuple<std::size_t, const Event*, Reference>, Due> dues_;
    std::vector<const Due*> dues_in_order_;  ///< as they were asked for: the map's keys are addresses
};

FADU_INLINE std::vector<int> states_of(const std::vector<StatePoint>& points) {
    std::vector<int> states;
    for (const StatePoint& point : points) states.push_back(point.state);
    std::sort(states.begin(), states.end());
    states.erase(std::unique(states.begin(), states.end()), states.end());
    return states;
}

/// Does the event lead nowhere from the state, although the table speaks of it elsewhere?
FADU_INLINE Truth meets_wrong_state(const model::StateTable& table, StateWalk& walk, const Event& event, int state) {
    Truth leads = Truth::no;
    Truth elsewhere = Truth::no;
    for (std::size_t i = 0; i < table.transitions.size(); ++i) {
        if (!walk.names(i, event)) continue;
        const Truth fit = walk.fit_of(i, event).value.truth();
        (StateWalk::leaves(table.transitions[i], state) ? leads : elsewhere) =
            (StateWalk::leaves(table.transitions[i], state) ? leads : elsewhere) || fit;
    }
    return elsewhere && !leads;
}

/// Does any transition speak of it?
FADU_INLINE Truth is_spoken_of(const model::StateTable& table, StateWalk& walk, const Event& event) {
    Truth any = Truth::no;
    for (std::size_t i = 0; i < table.transitions.size(); ++i)
        if (walk.names(i, event)) any = any || walk.fit_of(i, event).value.truth();
    return any;
}

FADU_INLINE Outcome outcome_at(const model::StateTable& table, int index, const Event& event, World& world,
                               bool messages) {
    Outcome outcome;
    outcome.state_table = &table;
    outcome.grade = table.grade;
    outcome.act = &event;
    outcome.about = event.kind;
    outcome.candidates = {&event};
    outcome.instance = {world.case_entity(), event_entity(world, event)};
    outcome.instance_certain = world.visible(event, Reference{}, world.same_day(table.policy));
    Context context;
    context.world = &world;
    context.frames = outcome.instance;
    context.policy = &table.policy;
    context.at = Reference{&event, {}};
    StateWalk walk(table, world, context.at);
    Truth wrong = Truth::no;
    bool first = true;
    Trace state = evaluate_state(index, context);
    if (const auto* states = std::get_if<EnumeratorSet>(&state.value.domain))
        for (const int one : states->positions) {
            const Truth here = meets_wrong_state(table, walk, event, one);
            wrong = first ? here : join(wrong, here);
            first = false;
        }
    else
        wrong = Truth::unknown;
    Trace content;
    content.value = truth_value(!wrong);
    content.children.push_back(std::move(state));
    for (std::size_t i = 0; i < table.transitions.size(); ++i)
        if (walk.names(i, event) && walk.fit_of(i, event).value.truth() == Truth::unknown)
            content.children.push_back(walk.fit_of(i, event));
    outcome.content = std::move(content);
    if (may_be_no(wrong)) outcome.standing.insert(Standing::met);
    if (may_be_yes(wrong)) outcome.standing.insert(Standing::broken);
    if (outcome.standing.is_only(Standing::met))
        outcome.verdict = Verdict::compliant;
    else if (outcome.standing.is_only(Standing::broken) && outcome.instance_certain == Truth::yes)
        outcome.verdict = Verdict::violated;
    if (outcome.verdict == Verdict::violated) outcome.note = Note::wrong_state;
    if (outcome.verdict == Verdict::undetermined) {
        if (may_be_no(outcome.instance_certain)) outcome.possible.insert(Verdict::not_applicable);
        if (outcome.standing.contains(Standing::met)) outcome.possible.insert(Verdict::compliant);
        outcome.possible.insert(Verdict::violated);
    }
    if (messages && outcome.verdict != Verdict::compliant) {
        for (const auto& [words, values] :
             {std::pair(&table.message, &outcome.message_values), std::pair(&table.advice, &outcome.advice_values)})
            for (const model::Template::Piece& piece : words->pieces)
                if (piece.expression) values->push_back(evaluate(*piece.expression, context).value);
    }
    return outcome;
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE Trace evaluate_state(int index, const Context& outer) {
    World& world = *outer.world;
    const model::StateTable& table = world.rulebook().state_tables[static_cast<std::size_t>(index)];
    const model::Type type{model::TypeKind::enumeration, model::TypeKind::nothing, table.enumeration};
    const std::tuple key(-1, index, outer.at);
    if (const auto known = world.memo.find(key); known != world.memo.end()) return known->second;
    Trace trace;
    trace.is_fact = true;
    trace.path = {{PathStep::Kind::state, index, -1, false, 0}};
    if (table.initial < 0) {
        trace.value = unknown_value(type, Cause::missing_fact);
        return trace;
    }
    StateWalk walk(table, world, outer.at);
    const std::vector<StatePoint> points = walk.run();
    trace.value.type = type;
    trace.value.domain = EnumeratorSet{states_of(points)};
    if (!trace.value.is_known()) {
        trace.children = walk.doubts();
        if (trace.children.empty()) trace.value.cause = Cause::same_day;
    } else if (points.size() == 1 && points.front().entered) {
        trace.children.push_back(event_trace(world, *points.front().entered, Truth::yes));
    }
    world.memo.emplace(key, trace);
    return trace;
}

FADU_INLINE std::vector<Outcome> evaluate_state_table(int index, World& world, bool messages) {
    const model::StateTable& table = world.rulebook().state_tables[static_cast<std::size_t>(index)];
    std::vector<Outcome> outcomes;
    if (table.grade == model::Grade::none) return outcomes;
    std::vector<const Event*> events;
    int first_kind = -1;
    for (const model::Transition& transition : table.transitions) {
        if (!transition.upon) continue;
        if (first_kind < 0) first_kind = transition.upon->event;
        for (const Event* event : world.occurrences(transition.upon->event))
            if (std::find(events.begin(), events.end(), event) == events.end() &&
                world.visible(*event, Reference{}, world.same_day(table.policy)) != Truth::no)
                events.push_back(event);
    }
    std::stable_sort(events.begin(), events.end(), [](const Event* a, const Event* b) {
        const auto key = [](const Event& e) { return std::tuple(!e.dated(), e.begin_earliest, e.sequence); };
        return key(*a) < key(*b);
    });
    for (const Event* event : events) {
        StateWalk walk(table, world, Reference{event, {}});
        if (is_spoken_of(table, walk, *event) == Truth::no) continue;
        outcomes.push_back(outcome_at(table, index, *event, world, messages));
    }
    if (!outcomes.empty()) return outcomes;
    Outcome outcome;
    outcome.state_table = &table;
    outcome.grade = table.grade;
    outcome.verdict = Verdict::not_applicable;
    outcome.note = Note::not_yet_happened;
    outcome.about = first_kind;
    outcome.instance = {world.case_entity()};
    outcomes.push_back(std::move(outcome));
    return outcomes;
}

}  // namespace fadu::engine
