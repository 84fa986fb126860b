// Bodies of fadu/engine/next_steps.hpp.
#pragma once

#include <algorithm>
#include <set>

#include "fadu/engine/impl/remedy_inl.hpp"
#include "fadu/engine/next_steps.hpp"

namespace fadu::engine {

namespace planning {

inline constexpr std::size_t most_days_tried = 24;

class NextSteps {
  public:
    NextSteps(const model::Rulebook& rulebook, const facts::Case& value, const CheckOptions& options)
        : rulebook_(rulebook), value_(value), options_(options) {
        options_.messages = false;
        options_.only.reset();
    }

    std::vector<NextStep> run() {
        verdicts_ = interpret(rulebook_, value_, options_);
        world_ = make_world(rulebook_, value_, options_);
        std::vector<NextStep> all;
        for (const model::Procedure& procedure : rulebook_.procedures) {
            if (procedure.record != value_.root.record) continue;
            if (procedure.when && holds_now(*procedure.when, procedure) == Truth::no) continue;
            const procedure::StepGraph graph(procedure);
            for (const int step : graph.order())
                if (auto next = look_at(procedure, graph, step)) all.push_back(std::move(*next));
        }
        for (const Outcome& outcome : verdicts_.outcomes) {
            if (outcome.verdict != Verdict::pending || !outcome.rule || outcome.procedure) continue;
            const model::Rule& rule = *outcome.rule;
            if (rule.content != model::ContentKind::acts || is_prohibition(rule) || rule.acts.empty()) continue;
            const int event = rule.acts.front().event;
            const bool known = std::any_of(all.begin(), all.end(), [&](const NextStep& other) {
                return std::any_of(rule.acts.begin(), rule.acts.end(),
                                   [&](const model::EventPattern& act) { return overlap(other.event, act.event); });
            });
            const int kind = kind_to_do(event);
            if (known || kind < 0) continue;
            NextStep next;
            next.event = event;
            find_due(next);
            find_day(next, kind);
            all.push_back(std::move(next));
        }
        return all;
    }

  private:
    Truth holds_now(const model::Expression& condition, const model::Procedure& procedure) const {
        Context c;
        c.world = world_.get();
        c.frames = {world_->case_entity()};
        c.policy = &procedure.policy;
        return evaluate(condition, c).value.truth();
    }

    struct Done {
        Truth live = Truth::no;
        bool ever = false;
    };
    Done done(const model::Step& step, const model::Procedure& procedure) const {
        Done result;
        const time::SameDay same_day = world_->same_day(procedure.policy);
        for (const Event* event : world_->occurrences(step.event)) {
            const Truth seen = world_->visible(*event, Reference{}, same_day);
            result.live = result.live || (seen && world_->live(*event, Reference{}, same_day));
            result.ever = result.ever || seen == Truth::yes;
        }
        return result;
    }

    bool is_wanted(const model::Step& step, const model::Procedure& procedure) const {
        return !step.when || holds_now(*step.when, procedure) != Truth::no;
    }

    std::optional<NextStep> look_at(const model::Procedure& procedure, const procedure::StepGraph& graph, int index) {
        const model::Step& step = procedure.steps[static_cast<std::size_t>(index)];
        const Done here = done(step, procedure);
        if (here.live == Truth::yes || !is_wanted(step, procedure)) return std::nullopt;
        for (const int later : graph.descendants(index))
            if (done(procedure.steps[static_cast<std::size_t>(later)], procedure).live == Truth::yes)
                return std::nullopt;
        const int kind = kind_to_do(step.event);
        if (kind < 0) return std::nullopt;
        NextStep next;
        next.procedure = &procedure;
        next.step = index;
        next.event = step.event;
        next.again = here.ever;
        const auto& earlier = graph.ancestors(index);
        for (const int other : graph.order()) {
            if (std::find(earlier.begin(), earlier.end(), other) == earlier.end()) continue;
            const model::Step& before = procedure.steps[static_cast<std::size_t>(other)];
            if (done(before, procedure).live != Truth::yes && is_wanted(before, procedure))
                next.waits_for.push_back(other);
        }
        find_due(next);
        for (const model::Rule& duty : step.duties)
            if (next.bearer.empty()) next.bearer = duty.bearer;
        if (!next.waits_for.empty())
            next.standing = NextStep::Standing::waiting;
        else
            find_day(next, kind);
        return next;
    }

    /// An event kind that can still happen; of a class one of its members.
    int kind_to_do(int kind) const {
        const auto& kinds = world_->record().events;
        for (const int member : world_->kinds_of(kind)) {
            const model::EventKind& one = kinds[static_cast<std::size_t>(member)];
            const bool spent = one.once && std::any_of(world_->occurrences(member).begin(),
                                                       world_->occurrences(member).end(), [](const Event* event) {
                                                           return event->happened == Truth::yes && !event->planned;
                                                       });
            if (!one.deemed && !spent) return member;
        }
        return -1;
    }

    // ---- by when ---------------------------------------------------------------------------------------------------

    bool overlap(int a, int b) const {
        const auto as = world_->kinds_of(a);
        const auto bs = world_->kinds_of(b);
        return std::any_of(as.begin(), as.end(),
                           [&](int kind) { return std::find(bs.begin(), bs.end(), kind) != bs.end(); });
    }

    void find_due(NextStep& next) const {
        const auto speaks_of_it = [&](const Outcome& outcome) {
            if (next.procedure && outcome.procedure == next.procedure && outcome.step == next.step) return true;
            if (!outcome.rule) return false;
            const model::Rule& rule = *outcome.rule;
            if (rule.content != model::ContentKind::acts || is_prohibition(rule)) return false;
            return std::any_of(rule.acts.begin(), rule.acts.end(),
                               [&](const model::EventPattern& pattern) { return overlap(next.event, pattern.event); });
        };
        for (const Outcome& outcome : verdicts_.outcomes) {
            if (outcome.verdict != Verdict::pending || !outcome.rule || !speaks_of_it(outcome)) continue;
            if (next.bearer.empty()) next.bearer = outcome.rule->bearer;
            if (!outcome.deadline || outcome.deadline->not_before) continue;
            const Deadline& deadline = *outcome.deadline;
            NextStep::Due due;
            due.rule = outcome.rule;
            due.procedure = outcome.procedure;
            due.stopped = deadline.stopped;
            if (deadline.stopped) {
                due.days_left = deadline.days_left;
            } else if (deadline.earliest) {
                due.day = deadline.earliest;
                due.days_left = (*due.day - options_.as_of).count();
                const time::Calendar& calendar = world_->calendar();
                if (calendar.knows(options_.as_of) && calendar.knows(*due.day))
                    due.working_left = calendar.working_days_between(options_.as_of, *due.day);
            } else {
                continue;
            }
            next.due.push_back(due);
        }
        std::stable_sort(next.due.begin(), next.due.end(), [](const NextStep::Due& a, const NextStep::Due& b) {
            return std::tuple(!a.day, a.day.value_or(time::latest_day)) <
                   std::tuple(!b.day, b.day.value_or(time::latest_day));
        });
    }

    // ---- from when -------------------------------------------------------------------------------------------------

    static std::string name_of(const Outcome& outcome, const std::string& id) {
        return std::to_string(outcome.norm.index) + (outcome.norm.is_procedure ? "p" : "r") +
               (outcome.norm.is_state_table ? "s" : "") + id;
    }

    template <class Use>
    void each(const CaseVerdicts& verdicts, Use use) const {
        std::map<std::string, int> seen;
        for (const Outcome& outcome : verdicts.outcomes) {
            const std::string id = name_of(outcome, identity(outcome));
            use(outcome, id + "#" + std::to_string(seen[id]++));
        }
    }

    /// What is broken on that day without the step.
    const std::set<std::string>& broken_anyway(time::Day day) {
        const auto known = broken_.find(day);
        if (known != broken_.end()) return known->second;
        std::set<std::string> broken;
        CheckOptions options = options_;
        options.as_of = day;
        const CaseVerdicts verdicts = day == options_.as_of ? CaseVerdicts{} : interpret(rulebook_, value_, options);
        each(day == options_.as_of ? verdicts_ : verdicts, [&](const Outcome& outcome, const std::string& id) {
            if (outcome.verdict == Verdict::violated) broken.insert(id);
        });
        return broken_.emplace(day, std::move(broken)).first->second;
    }

    /// The norms that the step would break on that day; notes the days on which that may change.
    std::vector<NextStep::Bar> bars_on(int kind, time::Day day) {
        Change change;
        change.kind = Change::Kind::perform;
        change.event = kind;
        change.day = day;
        const facts::Case there = changed(rulebook_, value_, {change});
        CheckOptions options = options_;
        options.as_of = day;
        const CaseVerdicts verdicts = interpret(rulebook_, there, options);
        const std::set<std::string>& before = broken_anyway(day);
        std::vector<NextStep::Bar> bars;
        each(verdicts, [&](const Outcome& outcome, const std::string& id) {
            if (outcome.deadline) note_days(*outcome.deadline);
            if (outcome.verdict != Verdict::violated || before.contains(id)) return;
            const bool late = outcome.days_late && *outcome.days_late > 0;
            const bool of_its_time = outcome.deadline && !outcome.deadline->not_before && !outcome.deadline->backward;
            if (late || (of_its_time && outcome.note != Note::early))
                return;  // to be late is no reason to leave it undone
            const NextStep::Bar bar{outcome.norm, outcome.rule, outcome.procedure, outcome.step, outcome.note};
            if (std::find(bars.begin(), bars.end(), bar) == bars.end()) bars.push_back(bar);
        });
        return bars;
    }

    void note_days(const Deadline& deadline) {
        for (const auto& day : {deadline.earliest, deadline.latest}) {
            if (!day) continue;
            days_.insert(*day);
            days_.insert(*day + std::chrono::days{1});
        }
    }

    void find_day(NextStep& next, int kind) {
        const time::Day today = options_.as_of;
        days_.clear();
        for (const Outcome& outcome : verdicts_.outcomes)
            if (outcome.deadline) note_days(*outcome.deadline);
        next.bars = bars_on(kind, today);
        if (next.bars.empty()) {
            next.earliest = today;
            return;
        }
        for (int ahead = 1; ahead < most_days_ahead; ahead *= 2) days_.insert(today + std::chrono::days{ahead});
        time::Day barred = today;
        std::size_t tried = 0;
        for (auto day = days_.upper_bound(today); day != days_.end() && tried < most_days_tried; ++day, ++tried) {
            if ((*day - today).count() > most_days_ahead) break;
            if (!bars_on(kind, *day).empty()) {
                barred = *day;
                continue;
            }
            time::Day lawful = *day;
            while ((lawful - barred).count() > 1) {
                const time::Day middle = barred + (lawful - barred) / 2;
                (bars_on(kind, middle).empty() ? lawful : barred) = middle;
            }
            next.standing = NextStep::Standing::later;
            next.earliest = lawful;
            return;
        }
        next.standing = NextStep::Standing::barred;
    }

    const model::Rulebook& rulebook_;
    const facts::Case& value_;
    CheckOptions options_;
    CaseVerdicts verdicts_;
    std::shared_ptr<World> world_;
    std::map<time::Day, std::set<std::string>> broken_;
    std::set<time::Day> days_;
};

}  // namespace planning

FADU_INLINE std::vector<NextStep> next_steps(const model::Rulebook& rulebook, const facts::Case& value,
                                             const CheckOptions& options) {
    return planning::NextSteps(rulebook, value, options).run();
}

}  // namespace fadu::engine
