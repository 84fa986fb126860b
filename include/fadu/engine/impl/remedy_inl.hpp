// Bodies of fadu/engine/remedy.hpp: plans for a whole outcome, proved on the changed case and pruned.
#pragma once

#include <algorithm>
#include <set>
#include <string>

#include "fadu/engine/impl/planner_inl.hpp"
#include "fadu/engine/remedy.hpp"
#include "fadu/procedure/graph.hpp"

namespace fadu::engine {

namespace planning {

// ---- changed cases -------------------------------------------------------------------------------------------------

FADU_INLINE facts::Slot* slot_at(facts::Case& value, const SlotPlace& place) {
    std::vector<facts::Slot>* slots = &value.root.slots;
    if (place.occurrence >= 0) {
        if (static_cast<std::size_t>(place.occurrence) >= value.occurrences.size()) return nullptr;
        slots = &value.occurrences[static_cast<std::size_t>(place.occurrence)].slots;
    }
    for (std::size_t i = 0; i < place.steps.size(); i += 2) {
        const auto field = static_cast<std::size_t>(place.steps[i]);
        if (field >= slots->size()) slots->resize(field + 1);
        facts::Slot* slot = &(*slots)[field];
        if (i + 1 == place.steps.size()) return slot;
        const auto element = static_cast<std::size_t>(place.steps[i + 1]);
        if (element >= slot->records.size()) return nullptr;
        slots = &slot->records[element].slots;
    }
    return nullptr;
}

FADU_INLINE void move_to(facts::Occurrence& occurrence, time::Day day) {
    const auto length = occurrence.dated ? occurrence.end.end.seconds - occurrence.begin.end.seconds : 0;
    const bool lasts = occurrence.dated && occurrence.end != occurrence.begin && length > 0;
    occurrence.dated = true;
    occurrence.planned = false;
    occurrence.begin = time::TimeSpan::of(day);
    occurrence.end = lasts ? time::TimeSpan::of(day + std::chrono::days{length / 86400}) : occurrence.begin;
}

// ---- finding an outcome again --------------------------------------------------------------------------------------

/// Which instance of which norm it is about, in a case to which events have been added.
FADU_INLINE std::string identity(const Outcome& outcome) {
    std::string id = outcome.rule ? "duty" : "order";
    id += std::to_string(outcome.step);
    if (outcome.procedure && outcome.rule)
        for (std::size_t i = 0; i < outcome.procedure->steps.size(); ++i)
            for (std::size_t k = 0; k < outcome.procedure->steps[i].duties.size(); ++k)
                if (&outcome.procedure->steps[i].duties[k] == outcome.rule) id += "." + std::to_string(k);
    for (std::size_t i = 1; i < outcome.instance.size(); ++i) {
        const Entity& entity = outcome.instance[i];
        id += "/";
        if (entity.event)
            id += std::to_string(entity.event->kind) + "@" +
                  (entity.event->source ? std::to_string(entity.event->source->sequence)
                                        : std::to_string(entity.event->begin_earliest.begin.seconds));
        else
            for (const PathStep& step : entity.path)
                if (step.kind != PathStep::Kind::event) id += "," + std::to_string(step.index);
    }
    return id;
}

struct Named {
    std::string id;  ///< with its number among equals
    const Outcome* outcome;
};

FADU_INLINE std::vector<Named> named(const CaseVerdicts& verdicts, const model::NormReference& norm) {
    std::vector<Named> all;
    std::map<std::string, int> seen;
    for (const Outcome& outcome : verdicts.outcomes) {
        if (!(outcome.norm == norm)) continue;
        std::string id = identity(outcome);
        const int number = seen[id]++;
        all.push_back({id + "#" + std::to_string(number), &outcome});
    }
    return all;
}

constexpr bool is_good(Verdict verdict) {
    return verdict == Verdict::compliant || verdict == Verdict::excused || verdict == Verdict::not_applicable;
}
constexpr bool accuses(Verdict verdict) { return verdict == Verdict::violated || verdict == Verdict::pending; }

// ---- a search for one outcome --------------------------------------------------------------------------------------

inline constexpr int most_trials = 40;  ///< runs of the interpreter for one outcome, pruning left out
inline constexpr int most_rounds = 3;   ///< plans upon plans

class Search {
  public:
    Search(const model::Rulebook& rulebook, const facts::Case& value, const CaseVerdicts& verdicts,
           const Outcome& outcome, const CheckOptions& options, Power power)
        : rulebook_(rulebook), value_(value), outcome_(outcome), options_(options), power_(power) {
        options_.only = outcome.norm;
        options_.messages = false;
        for (const Named& one : named(verdicts, outcome.norm)) {
            if (one.outcome == &outcome)
                id_ = one.id;
            else if (one.outcome->verdict == Verdict::violated)
                breaches_.insert(one.id);
        }
    }

    struct Found {
        std::vector<Change> changes;
        time::Day as_of;
        Verdict result;
    };

    std::optional<Found> run() {
        if (id_.empty()) return std::nullopt;
        std::vector<Change> so_far;
        for (int round = 0; round < most_rounds; ++round) {
            const facts::Case here = changed(rulebook_, value_, so_far);
            CheckOptions options = options_;
            options.as_of = day_of(so_far);
            const CaseVerdicts verdicts = interpret(rulebook_, here, options);
            const Outcome* outcome = current(verdicts);
            if (!outcome) return std::nullopt;
            const auto world = make_world(rulebook_, here, options);
            Planner planner(rulebook_, here, *world, power_);
            const Plans plans = plans_for(*outcome, verdicts, planner, *world);
            for (const Plan& plan : plans) {
                if (trials_ >= most_trials) return std::nullopt;
                std::vector<Change> all = so_far;
                all.insert(all.end(), plan.changes.begin(), plan.changes.end());
                if (all.empty() || !proved(all)) continue;
                prune(all);
                return Found{all, day_of(all), *proved(all)};
            }
            if (plans.empty() || plans.front().changes.empty()) return std::nullopt;
            // Some of it may only have shown what else is asked.
            for (const Change& change : plans.front().changes) so_far.push_back(change);
            if (so_far.size() > 12) return std::nullopt;
        }
        return std::nullopt;
    }

    /// What can still be done where nothing makes the breach good.
    std::vector<Change> limits() {
        if (!outcome_.rule || is_prohibition(*outcome_.rule) || outcome_.act) return {};
        const model::Rule& rule = *outcome_.rule;
        const bool has_end = outcome_.deadline && !outcome_.deadline->backward && !outcome_.deadline->not_before;
        const bool within = rule.window && rule.window->operation == model::Operation::window_within;
        if (!has_end || !within) return {};
        const auto world = make_world(rulebook_, value_, options_);
        Planner planner(rulebook_, value_, *world, power_);
        const auto instance = instance_of(outcome_, *world);
        if (!instance) return {};
        Plans plans;
        if (rule.content == model::ContentKind::condition && rule.condition) {
            plans = planner.want(*rule.condition, instance->context, rule.mode != model::Mode::must_not);
        } else if (rule.content == model::ContentKind::acts) {
            for (const model::EventPattern& pattern : rule.acts)
                take_also(plans, perform(pattern, instance->context, planner, options_.as_of), 1);
        }
        return plans.empty() ? std::vector<Change>{} : plans.front().changes;
    }

    /// Acts of later steps that came without this one are withdrawn; the step itself is done, and they are done again.
    Remedy redo() {
        Remedy remedy;
        remedy.kind = RemedyKind::incurable;
        if (!outcome_.procedure || outcome_.step < 0) return remedy;
        const procedure::StepGraph graph(*outcome_.procedure);
        const auto world = make_world(rulebook_, value_, options_);
        const auto kind_of = [&](int step) { return outcome_.procedure->steps[static_cast<std::size_t>(step)].event; };
        const model::EventKind& own = world->record().events[static_cast<std::size_t>(kind_of(outcome_.step))];
        std::vector<Change> changes;
        const auto did_happen = [&](const Event& event) {
            return event.happened == Truth::yes && !event.planned && event.source &&
                   world->visible(event, Reference{}, time::SameDay::unknown) == Truth::yes;
        };
        std::vector<bool> again(outcome_.procedure->steps.size(), false);
        for (const int step : graph.descendants(outcome_.step)) {
            for (const Event* event : world->occurrences(kind_of(step))) {
                if (!did_happen(*event)) continue;
                again[static_cast<std::size_t>(step)] = true;
                for (std::size_t i = 0; i < value_.occurrences.size(); ++i) {
                    if (event->source != &value_.occurrences[i]) continue;
                    Change change;
                    change.kind = Change::Kind::withdraw;
                    change.occurrence = static_cast<int>(i);
                    const bool known = std::any_of(changes.begin(), changes.end(), [&](const Change& other) {
                        return other.occurrence == change.occurrence;
                    });
                    if (!known) changes.push_back(std::move(change));
                }
            }
        }
        const auto& occurrences = world->occurrences(kind_of(outcome_.step));
        const bool done =
            std::any_of(occurrences.begin(), occurrences.end(), [&](const Event* event) { return did_happen(*event); });
        if (!done && !own.deemed) {
            Change change;
            change.kind = Change::Kind::perform;
            change.event = own.is_class && !own.members.empty() ? own.members.front() : kind_of(outcome_.step);
            change.day = options_.as_of;
            changes.push_back(std::move(change));
        }
        if (changes.empty() || !proved(changes)) return remedy;
        prune(changes);
        remedy.kind = RemedyKind::redo;
        remedy.result = *proved(changes);
        remedy.as_of = options_.as_of;
        for (const int step : graph.order())
            if ((step == outcome_.step && !done) || again[static_cast<std::size_t>(step)]) remedy.redo.push_back(step);
        remedy.changes = std::move(changes);
        return remedy;
    }

  private:
    time::Day day_of(const std::vector<Change>& changes) const {
        time::Day day = options_.as_of;
        for (const Change& change : changes)
            if (change.kind == Change::Kind::perform) day = std::max(day, change.day);
        return day;
    }

    /// Only one outcome is there where nothing of its kind has happened; then any other may stand for it.
    bool stands_for_none() const { return outcome_.note == Note::not_yet_happened && outcome_.instance.size() <= 1; }

    const Outcome* current(const CaseVerdicts& verdicts) const {
        const auto all = named(verdicts, outcome_.norm);
        for (const Named& one : all)
            if (one.id == id_) return one.outcome;
        const bool may_differ = power_ == Power::imagine && stands_for_none();
        for (auto one = all.rbegin(); may_differ && one != all.rend(); ++one)
            if ((one->outcome->rule != nullptr) == (outcome_.rule != nullptr) && one->outcome->step == outcome_.step)
                return one->outcome;
        return nullptr;
    }

    /// What the changed case gives, if that is what is looked for.
    std::optional<Verdict> proved(const std::vector<Change>& changes) {
        ++trials_;
        CheckOptions options = options_;
        options.as_of = day_of(changes);
        const facts::Case there = changed(rulebook_, value_, changes);
        const CaseVerdicts verdicts = interpret(rulebook_, there, options);
        const Outcome* now = current(verdicts);
        if (power_ == Power::imagine) return now && accuses(now->verdict) ? std::optional(now->verdict) : std::nullopt;
        if (now && !is_good(now->verdict)) return std::nullopt;
        for (const Named& one : named(verdicts, outcome_.norm))
            if (one.outcome->verdict == Verdict::violated && !breaches_.contains(one.id)) return std::nullopt;
        return now ? now->verdict : Verdict::not_applicable;
    }

    void prune(std::vector<Change>& changes) {
        for (std::size_t i = changes.size(); i-- > 0;) {
            std::vector<Change> fewer = changes;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            if (!fewer.empty() && proved(fewer)) {
                changes = std::move(fewer);
                i = changes.size();  // what was needed before may not be any longer
                continue;
            }
        }
        for (Change& change : changes) {
            for (std::size_t k = change.fields.size(); k-- > 0;) {
                const FieldValue kept = change.fields[k];
                change.fields.erase(change.fields.begin() + static_cast<std::ptrdiff_t>(k));
                if (!proved(changes))
                    change.fields.insert(change.fields.begin() + static_cast<std::ptrdiff_t>(k), kept);
            }
        }
    }

    std::optional<Instance> instance_of(const Outcome& outcome, World& world) const {
        const Instances instances = instances_of(*outcome.rule, world);
        Outcome probe;
        probe.rule = outcome.rule;
        probe.procedure = outcome.procedure;
        probe.step = outcome.step;
        probe.instance = outcome.instance;
        const std::string wanted = identity(probe);
        const auto hash = id_.rfind('#');
        const bool is_same = hash != std::string::npos && id_.compare(0, hash, wanted) == 0;
        int number = is_same ? std::stoi(id_.substr(hash + 1)) : 0;
        std::optional<Instance> last;
        for (const Instance& instance : instances.all) {
            probe.instance = instance.context.frames;
            if (identity(probe) != wanted) continue;
            last = instance;
            if (number-- == 0) break;
        }
        return last;
    }

    Plans perform(const model::EventPattern& pattern, const Context& c, Planner& planner, time::Day day) const {
        std::vector<Planner::Condition> conditions;
        if (pattern.where) conditions.push_back({&*pattern.where, pattern.frame});
        return planner.perform(pattern.event, conditions, c, day);
    }

    /// The pattern fits what has already happened.
    Plans make_fit(const model::EventPattern& pattern, const Event& event, const Context& c, Planner& planner,
                   bool wanted) const {
        if (!pattern.where) return wanted ? nothing_to_do() : Plans{};
        return planner.want(*pattern.where, c.at_frame(pattern.frame, event_entity(planner.world(), event)), wanted);
    }

    // ---- the formula of a rule -------------------------------------------------------------------------------------

    Plans plans_for(const Outcome& outcome, const CaseVerdicts&, Planner& planner, World& world) {
        if (!outcome.rule) return power_ == Power::cure ? step_plans(outcome, planner) : Plans{};
        const model::Rule& rule = *outcome.rule;
        auto instance = instance_of(outcome, world);
        if (!instance) return power_ == Power::imagine ? first_event(outcome, planner, world) : Plans{};
        Context& c = instance->context;
        if (power_ == Power::cure) {
            Plans plans = meet(rule, *instance, planner);
            for (const model::Exception& exception : rule.exceptions)
                take_also(plans, planner.want(exception.condition, c, true), less_direct);
            for (const auto* when : {&rule.when, &rule.applies_where})
                if (*when) take_also(plans, planner.want(**when, c, false), 2 * less_direct);
            return plans;
        }
        Plans reached = nothing_to_do();  // the rule applies and nothing excuses
        for (const auto* when : {&rule.when, &rule.applies_where})
            if (*when) reached = both(reached, planner.want(**when, c, true));
        for (const model::Exception& exception : rule.exceptions)
            reached = both(reached, planner.want(exception.condition, c, false));
        Plans plans = both(break_it(rule, outcome, *instance, planner), reached);
        // What its content would then ask may show only once it applies.
        return plans.empty() ? reached : plans;
    }

    Plans step_plans(const Outcome& outcome, Planner& planner) {
        if (outcome.verdict != Verdict::pending || !outcome.procedure) return {};
        Context c;
        c.world = &planner.world();
        c.frames = {planner.world().case_entity()};
        c.policy = &outcome.procedure->policy;
        return planner.perform(outcome.procedure->steps[static_cast<std::size_t>(outcome.step)].event, {}, c,
                               planner.today());
    }

    /// Of a rule that waits for something to happen first.
    Plans first_event(const Outcome& outcome, Planner& planner, World& world) {
        const int kind = outcome.about;
        if (kind < 0) return {};
        Context c;
        c.world = &world;
        c.frames = {world.case_entity()};
        c.policy = &outcome.rule->policy;
        return planner.perform(kind, {}, c, planner.today());
    }

    /// The first day in the window on which something may still be done.
    static std::optional<time::Day> day_in(const Window& window, time::Day today) {
        const TimeInterval& from = window.bounds.from;
        if (from.latest.begin >= time::end_of_time) return std::nullopt;
        time::Day day = today;
        if (from.latest.begin > time::start_of(today)) {
            day = time::day_of(from.latest.begin);
            if (time::start_of(day) < from.latest.begin) day += std::chrono::days{1};
        }
        if (window.bounds.until.latest.end < time::end_of(day)) return std::nullopt;
        return day;
    }

    Plans meet(const model::Rule& rule, Instance& instance, Planner& planner) {
        Context& c = instance.context;
        World& world = planner.world();
        Plans plans;
        if (is_prohibition(rule)) {
            if (!instance.act) return nothing_to_do();
            plans = make_fit(rule.acts[static_cast<std::size_t>(instance.act_kind)], *instance.act, c, planner, false);
            for (const model::EventPattern& pattern : rule.without)
                for (const Event* event : world.occurrences(pattern.event))
                    if (event->happened == Truth::yes &&
                        world.visible(*event, Reference{instance.act, {}}, world.same_day(rule.policy)) != Truth::no)
                        take_also(plans, make_fit(pattern, *event, c, planner, true), 1);
            return plans;
        }
        const bool before = rule.window && rule.window->operation == model::Operation::window_before;
        switch (rule.content) {
            case model::ContentKind::acts: {
                for (const model::EventPattern& pattern : rule.acts)
                    for (const Event* event : world.occurrences(pattern.event))
                        if (event->happened == Truth::yes && pattern.where)
                            take_also(plans, make_fit(pattern, *event, c, planner, true));
                std::optional<time::Day> day = planner.today();
                if (before && instance.act && !instance.act->planned) {
                    day.reset();
                } else if (rule.window && !before) {
                    const Window window = evaluate_window(*rule.window, rule.extensions, rule.exclusions, c);
                    day = window.anchored ? day_in(window, planner.today()) : std::nullopt;
                }
                int place = 0;
                for (const model::EventPattern& pattern : rule.acts) {
                    if (!day) break;
                    Context now = c;
                    if (before) now.at = {};
                    take_also(plans, perform(pattern, now, planner, *day), place++);
                }
                break;
            }
            case model::ContentKind::condition:
                plans = planner.want(*rule.condition, c, rule.mode != model::Mode::must_not);
                break;
            case model::ContentKind::items: plans = meet_items(rule, c, planner); break;
            case model::ContentKind::relation:
                for (std::size_t i = rule.acts.size(); i-- > 0;)
                    take_also(plans, perform(rule.acts[i], c, planner, planner.today()),
                              static_cast<int>(rule.acts.size() - i));
                break;
            case model::ContentKind::covers:
            case model::ContentKind::order_only: break;
        }
        return plans;
    }

    Plans meet_items(const model::Rule& rule, const Context& c, Planner& planner) const {
        Plans plans = nothing_to_do();
        for (const model::Item& item : rule.items) {
            if (item.when && evaluate(*item.when, c).value.truth() == Truth::no) continue;
            Plans one;
            if (item.required.type.kind == model::TypeKind::boolean) {
                one = planner.want(item.required, c, true);
            } else {
                model::Expression includes;
                includes.operation = Operation::includes;
                includes.type = {model::TypeKind::boolean};
                includes.arguments = {*rule.condition, item.required};
                one = planner.want(includes, c, true);
            }
            if (item.when) take_also(one, planner.want(*item.when, c, false), less_direct);
            plans = both(plans, one);
            if (plans.empty()) break;
        }
        return plans;
    }

    /// What would have broken the content.
    Plans break_it(const model::Rule& rule, const Outcome& outcome, Instance& instance, Planner& planner) {
        Context& c = instance.context;
        World& world = planner.world();
        if (is_prohibition(rule)) {
            Plans plans = nothing_to_do();
            if (!instance.act) {
                plans = Plans{};
                int place = 0;
                for (const model::EventPattern& pattern : rule.acts)
                    take_also(plans, perform(pattern, c, planner, planner.today()), place++);
            } else {
                plans =
                    make_fit(rule.acts[static_cast<std::size_t>(instance.act_kind)], *instance.act, c, planner, true);
            }
            if (!rule.without.empty()) {
                for (const model::EventPattern& pattern : rule.without)
                    for (const Event* event : world.occurrences(pattern.event)) {
                        if (event->happened != Truth::yes) continue;
                        if (instance.act && world.visible(*event, Reference{instance.act, {}},
                                                          world.same_day(rule.policy)) == Truth::no)
                            continue;
                        if (fits(pattern, *event, c).value.truth() == Truth::no) continue;
                        Plans away = make_fit(pattern, *event, c, planner, false);
                        take_also(away, planner.withdraw(*event));
                        plans = both(plans, away);
                    }
            } else if (rule.window && instance.act) {
                const Window window = evaluate_window(*rule.window, rule.extensions, rule.exclusions, c);
                if (window.anchored && is_within(*instance.act, window.bounds) != Truth::yes)
                    plans = both(plans, planner.redate(*instance.act, inside(window, planner.today())));
            }
            return plans;
        }
        Plans plans;
        switch (rule.content) {
            case model::ContentKind::acts: {
                Plans gone = nothing_to_do();  // none of the acts has been done
                for (const model::EventPattern& pattern : rule.acts)
                    for (const Event* event : world.occurrences(pattern.event)) {
                        if (event->happened != Truth::yes || event->planned) continue;
                        if (fits(pattern, *event, c).value.truth() == Truth::no) continue;
                        if (instance.act && rule.window && rule.window->operation == model::Operation::window_before &&
                            world.visible(*event, Reference{instance.act, {}}, world.same_day(rule.policy)) ==
                                Truth::no)
                            continue;
                        Plans away = planner.withdraw(*event);
                        take_also(away, make_fit(pattern, *event, c, planner, false));
                        gone = both(gone, away);
                    }
                plans = gone;
                if (rule.window && rule.window->operation != model::Operation::window_before && outcome.act) {
                    const Window window = evaluate_window(*rule.window, rule.extensions, rule.exclusions, c);
                    if (const auto day = outside(window)) take_also(plans, planner.redate(*outcome.act, *day));
                }
                break;
            }
            case model::ContentKind::condition:
                plans = planner.want(*rule.condition, c, rule.mode == model::Mode::must_not);
                break;
            case model::ContentKind::items:
                for (const model::Item& item : rule.items) {
                    model::Expression includes;
                    includes.operation = Operation::includes;
                    includes.type = {model::TypeKind::boolean};
                    includes.arguments = {*rule.condition, item.required};
                    const bool boolean = item.required.type.kind == model::TypeKind::boolean;
                    Plans one = planner.want(boolean ? item.required : includes, c, false);
                    if (item.when) one = both(one, planner.want(*item.when, c, true));
                    take_also(plans, one);
                }
                break;
            case model::ContentKind::relation:
                for (std::size_t i = 0; i < rule.acts.size(); ++i)
                    for (const Event* event : world.occurrences(rule.acts[i].event))
                        if (event->happened == Truth::yes)
                            take_also(plans, planner.withdraw(*event), static_cast<int>(i));
                for (const model::EventPattern& pattern : rule.acts)
                    take_also(plans, perform(pattern, c, planner, planner.today()), less_direct);
                break;
            case model::ContentKind::covers:
                for (const Event* event : world.occurrences(rule.acts[0].event))
                    if (event->happened == Truth::yes) take_also(plans, planner.withdraw(*event));
                break;
            case model::ContentKind::order_only: break;
        }
        return plans;
    }

    static time::Day inside(const Window& window, time::Day otherwise) {
        const TimeInterval& from = window.bounds.from;
        if (from.latest.begin > time::beginning_of_time && from.latest.begin < time::end_of_time)
            return time::day_of(from.latest.begin);
        const TimeInterval& until = window.bounds.until;
        if (until.earliest.begin < time::end_of_time && until.earliest.begin > time::beginning_of_time)
            return time::day_of(until.earliest.begin);
        return otherwise;
    }

    /// The first day that is too late, or the last that is too early.
    static std::optional<time::Day> outside(const Window& window) {
        if (!window.anchored) return std::nullopt;
        const Deadline& deadline = window.deadline;
        if (deadline.not_before) return deadline.earliest;
        if (deadline.latest) return *deadline.latest + std::chrono::days{1};
        return std::nullopt;
    }

    const model::Rulebook& rulebook_;
    const facts::Case& value_;
    const Outcome& outcome_;
    CheckOptions options_;
    Power power_;
    std::string id_;
    std::set<std::string> breaches_;
    int trials_ = 0;
};

FADU_INLINE bool rests_on_assumption(const Outcome& outcome) {
    return std::any_of(outcome.instance.begin(), outcome.instance.end(), [](const Entity& entity) {
        return entity.event && !entity.event->source && !entity.event->deemed;
    });
}

}  // namespace planning

FADU_INLINE facts::Case changed(const model::Rulebook& rulebook, const facts::Case& value,
                                const std::vector<Change>& changes) {
    facts::Case result = value;
    std::vector<std::size_t> gone;
    int sequence = 0;
    for (const facts::Occurrence& occurrence : value.occurrences) sequence = std::max(sequence, occurrence.sequence);
    const auto& kinds = rulebook.records[static_cast<std::size_t>(value.root.record)].events;
    for (const Change& change : changes) {
        switch (change.kind) {
            case Change::Kind::set_field:
                if (facts::Slot* slot = planning::slot_at(result, change.place)) *slot = change.value;
                break;
            case Change::Kind::add_item:
                if (facts::Slot* slot = planning::slot_at(result, change.place)) slot->items.push_back(change.value);
                break;
            case Change::Kind::perform: {
                facts::Occurrence occurrence;
                occurrence.event = change.event;
                occurrence.begin = occurrence.end = time::TimeSpan::of(change.day);
                occurrence.sequence = ++sequence;
                occurrence.slots.resize(kinds[static_cast<std::size_t>(change.event)].fields.size());
                for (const FieldValue& field : change.fields)
                    occurrence.slots[static_cast<std::size_t>(field.field)] = field.value;
                result.occurrences.push_back(std::move(occurrence));
                break;
            }
            case Change::Kind::withdraw: gone.push_back(static_cast<std::size_t>(change.occurrence)); break;
            case Change::Kind::redate:
                planning::move_to(result.occurrences[static_cast<std::size_t>(change.occurrence)], change.day);
                break;
        }
    }
    std::sort(gone.rbegin(), gone.rend());
    for (const std::size_t index : gone)
        result.occurrences.erase(result.occurrences.begin() + static_cast<std::ptrdiff_t>(index));
    return result;
}

FADU_INLINE Remedy remedy_of(const model::Rulebook& rulebook, const facts::Case& value, const CaseVerdicts& verdicts,
                             const Outcome& outcome, const CheckOptions& options) {
    using namespace planning;
    Remedy remedy;
    remedy.as_of = options.as_of;
    const bool over_many = !outcome.cases.empty() || (outcome.rule && outcome.rule->grouping);
    if (is_good(outcome.verdict) || over_many || outcome.norm.is_state_table || rests_on_assumption(outcome))
        return remedy;
    Search search(rulebook, value, verdicts, outcome, options, Power::cure);
    if (outcome.verdict == Verdict::violated && !outcome.rule) return search.redo();
    if (outcome.deadline && !outcome.deadline->not_before) remedy.until = outcome.deadline->latest;
    if (const auto found = search.run()) {
        remedy.kind = outcome.verdict == Verdict::violated  ? RemedyKind::cure
                      : outcome.verdict == Verdict::pending ? RemedyKind::to_do
                                                            : RemedyKind::to_find_out;
        remedy.changes = found->changes;
        remedy.as_of = found->as_of;
        remedy.result = found->result;
        return remedy;
    }
    if (outcome.verdict != Verdict::violated) return remedy;
    remedy.kind = RemedyKind::incurable;
    remedy.until.reset();
    remedy.limits = search.limits();
    return remedy;
}

FADU_INLINE Flips flips_of(const model::Rulebook& rulebook, const facts::Case& value, const CaseVerdicts& verdicts,
                           const Outcome& outcome, const CheckOptions& options) {
    using namespace planning;
    Flips flips;
    flips.as_of = options.as_of;
    const bool over_many = !outcome.cases.empty() || (outcome.rule && outcome.rule->grouping);
    if (!is_good(outcome.verdict) || over_many || !outcome.rule || rests_on_assumption(outcome)) return flips;
    Search search(rulebook, value, verdicts, outcome, options, Power::imagine);
    const auto found = search.run();
    if (!found) return flips;
    flips.found = true;
    flips.changes = found->changes;
    flips.as_of = found->as_of;
    flips.result = found->result;
    return flips;
}

}  // namespace fadu::engine
