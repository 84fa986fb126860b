// The load-time checks of procedures, one function for each code.
#include "fadu/procedure/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "fadu/procedure/duration.hpp"
#include "fadu/procedure/graph.hpp"
#include "procedure/condition.hpp"
#include "procedure/measure.hpp"

namespace fadu::procedure {

namespace {

using text::Diagnostic;
using text::Level;
using text::Message;

class Checker {
  public:
    Checker(const model::Rulebook& rulebook, const model::Procedure& procedure)
        : procedure_(procedure), conditions_(rulebook) {}

    std::vector<Diagnostic> run() {
        if (procedure_.steps.size() > static_cast<std::size_t>(most_steps)) {
            report("FD0319", Level::error, procedure_.span,
                   {fmt::format("程序“{}”的步骤超过 {} 个", procedure_.name, most_steps),
                    fmt::format("procedure “{}” has more than {} steps", procedure_.name, most_steps)});
            return std::move(found_);
        }
        const StepGraph graph(procedure_);
        check_names();
        check_events();
        check_cycles(graph);
        check_reach(graph);
        check_returns(graph);
        check_conditions(graph);
        if (graph.is_acyclic()) {
            check_redundancy(graph);
            check_times(graph);
        }
        text::sort(found_);
        return std::move(found_);
    }

  private:
    const model::Step& step(int index) const { return procedure_.steps[static_cast<std::size_t>(index)]; }
    const std::string& name(int index) const { return step(index).name; }

    Diagnostic& report(const char* code, Level level, text::Span span, Message message) {
        found_.push_back({code, level, span, std::move(message)});
        return found_.back();
    }

    std::string chain(const std::vector<int>& steps) const {
        std::string result;
        for (const int index : steps) result += (result.empty() ? "" : " → ") + name(index);
        return result;
    }
    std::string cycle(const std::vector<int>& steps) const { return chain(steps) + " → " + name(steps.front()); }

    void check_names() {
        std::map<std::string_view, int> first;
        for (std::size_t i = 0; i < procedure_.steps.size(); ++i) {
            const auto [known, is_new] = first.emplace(procedure_.steps[i].name, static_cast<int>(i));
            if (is_new) continue;
            const model::Step& again = procedure_.steps[i];
            report("FD0316", Level::error, again.span,
                   {fmt::format("程序“{}”中步骤“{}”重复", procedure_.name, again.name),
                    fmt::format("step “{}” is declared twice in procedure “{}”", again.name, procedure_.name)})
                .related = {{step(known->second).span, {"首次声明于此", "first declared here"}}};
        }
    }

    void check_events() {
        std::map<int, int> first;
        for (std::size_t i = 0; i < procedure_.steps.size(); ++i) {
            const model::Step& again = procedure_.steps[i];
            if (again.event < 0) continue;
            const auto [known, is_new] = first.emplace(again.event, static_cast<int>(i));
            if (is_new || name(known->second) == again.name) continue;
            Diagnostic& diagnostic =
                report("FD0317", Level::warning, again.span,
                       {fmt::format("步骤“{}”与“{}”是同一事件，不能分辨先后", again.name, name(known->second)),
                        fmt::format("steps “{}” and “{}” are one event and cannot be told apart", again.name,
                                    name(known->second))});
            diagnostic.related = {{step(known->second).span, {"另一步骤", "the other step"}}};
            diagnostic.help = {"为每个步骤各声明一个事件", "declare an event for each step"};
        }
    }

    void check_cycles(const StepGraph& graph) {
        for (const std::vector<int>& steps : graph.cycles()) {
            Diagnostic& diagnostic = report("FD0310", Level::error, step(steps.front()).span,
                                            {fmt::format("步骤互相等待，成为循环：{}", cycle(steps)),
                                             fmt::format("steps wait for each other in a cycle: {}", cycle(steps))});
            for (std::size_t i = 0; i < steps.size(); ++i) {
                const std::string& later = name(steps[(i + 1) % steps.size()]);
                const int next = steps[(i + 1) % steps.size()];
                diagnostic.related.push_back({step(next).span,
                                              {fmt::format("“{}”在“{}”之后", later, name(steps[i])),
                                               fmt::format("“{}” comes after “{}”", later, name(steps[i]))}});
            }
            diagnostic.help = {"确需返工的，删去其中一处 在 … 之后，改用 退回 至 … 当 …",
                               "if rework is meant, remove one of them and declare a return: 退回 至 … 当 …"};
        }
    }

    void check_reach(const StepGraph& graph) {
        for (int later = 0; later < graph.size(); ++later) {
            if (graph.comes_before(later, later)) continue;
            for (const std::vector<int>& steps : graph.cycles()) {
                if (!graph.comes_before(steps.front(), later)) continue;
                report("FD0311", Level::error, step(later).span,
                       {fmt::format("步骤“{}”永远到不了：它在循环“{}”之后", name(later), cycle(steps)),
                        fmt::format("step “{}” is never reached: it comes after the cycle “{}”", name(later),
                                    cycle(steps))})
                    .related = {{step(steps.front()).span, {"循环在此", "the cycle is here"}}};
                break;
            }
            if (graph.size() > 1 && graph.predecessors(later).empty() && graph.successors(later).empty()) {
                Diagnostic& diagnostic =
                    report("FD0318", Level::hint, step(later).span,
                           {fmt::format("步骤“{}”与其他步骤没有先后关系", name(later)),
                            fmt::format("step “{}” stands in no order to any other", name(later))});
                diagnostic.help = {"以 在 … 之后 写明先后", "say what it comes after: 在 … 之后"};
            }
        }
    }

    void check_returns(const StepGraph& graph) {
        for (int from = 0; from < graph.size(); ++from) {
            const int target = step(from).return_to;
            if (target < 0 || (target != from && graph.comes_before(target, from))) continue;
            Diagnostic& diagnostic = report(
                "FD0312", Level::error, step(from).span,
                {fmt::format("步骤“{}”退回至“{}”，但后者不在它之前", name(from), name(target)),
                 fmt::format("step “{}” returns to “{}”, which does not come before it", name(from), name(target))});
            diagnostic.related = {{step(target).span, {"退回的目标", "the target of the return"}}};
            std::string possible;
            for (const int earlier : graph.ancestors(from))
                if (earlier != from) possible += (possible.empty() ? "" : "、") + name(earlier);
            if (!possible.empty())
                diagnostic.help = {fmt::format("可以退回至：{}", possible),
                                   fmt::format("it may return to: {}", possible)};
        }
    }

    void check_redundancy(const StepGraph& graph) {
        for (const Edge& edge : graph.surely_redundant_edges()) {
            const auto& others = graph.predecessors(edge.after);
            const int by = *std::find_if(others.begin(), others.end(),
                                         [&](int other) { return graph.comes_before(edge.before, other); });
            redundant(edge.before, edge.after,
                      {fmt::format("“{}”已经在“{}”之后", name(by), name(edge.before)),
                       fmt::format("“{}” already comes after “{}”", name(by), name(edge.before))},
                      step(by).span);
        }
        for (int later = 0; later < graph.size(); ++later) {
            const auto& after = step(later).after;
            for (std::size_t i = 0; i < after.size(); ++i) {
                const auto here = after.begin() + static_cast<std::ptrdiff_t>(i);
                if (std::find(after.begin(), here, *here) == here) continue;
                redundant(*here, later, {"同一步骤写了两次", "it is named twice"}, step(*here).span);
            }
        }
    }

    void redundant(int earlier, int later, Message why, text::Span where) {
        Diagnostic& diagnostic =
            report("FD0313", Level::hint, step(later).span,
                   {fmt::format("步骤“{}”的 在“{}”之后 是多余的", name(later), name(earlier)),
                    fmt::format("step “{}” need not say that it comes after “{}”", name(later), name(earlier))});
        diagnostic.related = {{where, std::move(why)}};
        diagnostic.help = {fmt::format("从 在 … 之后 中删去“{}”", name(earlier)),
                           fmt::format("leave “{}” out of 在 … 之后", name(earlier))};
    }

    void check_conditions(const StepGraph& graph) {
        for (int later = 0; later < graph.size(); ++later) {
            const model::Step& declared = step(later);
            if (declared.return_when && conditions_.never(*declared.return_when))
                report("FD0314", Level::error, declared.return_when->span,
                       {fmt::format("步骤“{}”的退回条件自相矛盾，永远不成立", name(later)),
                        fmt::format("the condition of step “{}” to return contradicts itself", name(later))});
            if (!declared.when) continue;
            if (conditions_.never(*declared.when)) {
                report(
                    "FD0314", Level::error, declared.when->span,
                    {fmt::format("步骤“{}”的条件自相矛盾，该步骤永远不需要", name(later)),
                     fmt::format("the condition of step “{}” contradicts itself: it is never required", name(later))});
                continue;
            }
            if (procedure_.when && conditions_.never_both_in_a_case(*procedure_.when, *declared.when)) {
                report(
                    "FD0314", Level::error, declared.when->span,
                    {fmt::format("步骤“{}”的条件与程序“{}”的条件矛盾，该步骤永远不需要", name(later), procedure_.name),
                     fmt::format("the condition of step “{}” contradicts that of procedure “{}”: it is never required",
                                 name(later), procedure_.name)})
                    .related = {{procedure_.when->span, {"程序的条件", "the procedure's condition"}}};
                continue;
            }
            for (const int earlier : graph.checkpoints_before(later)) {
                if (!step(earlier).when || !conditions_.never_both_in_a_case(*step(earlier).when, *declared.when))
                    continue;
                Diagnostic& diagnostic = report(
                    "FD0314", Level::warning, declared.when->span,
                    {fmt::format("步骤“{}”只在“{}”之后，但两者的条件互相矛盾，同一案件中不会都需要", name(later),
                                 name(earlier)),
                     fmt::format("step “{}” comes only after “{}”, but their conditions contradict each other: no case "
                                 "requires both",
                                 name(later), name(earlier))});
                diagnostic.related = {
                    {step(earlier).when->span,
                     {fmt::format("“{}”的条件", name(earlier)), fmt::format("the condition of “{}”", name(earlier))}}};
                diagnostic.help = {"两者是不同分支的，应当各自在其共同的前一步骤之后",
                                   "if they are two branches, let both come after the step before the fork"};
            }
        }
    }

    /// Whether waits that add up to `total` cannot fit into the limit, whatever the calendar.
    static bool cannot_fit(const StepGraph& graph, const std::vector<Wait>& waits, const Limit& limit, Chain& chain) {
        const auto in_days = [](const Wait& wait) { return fewest_days(wait.period) + (wait.day_after ? 1 : 0); };
        const WaitPaths days(graph, waits, in_days, limit.from);
        if (days.length_to(limit.to).value_or(0) > most_days(limit.period, limit.duty->policy)) {
            chain = days.chain_to(limit.to);
            return true;
        }
        if (!is_in_working_days(limit.period)) return false;
        // A day after all the working days of a limit is too late as well, but only one more, whatever the chain's length.
        constexpr std::int64_t scale = std::int64_t{2} * most_steps;
        const auto in_working_days = [](const Wait& wait) {
            const std::int64_t number = working_days(wait.period);
            // Counted back from a day of rest, the last of them may be the earlier step's own day.
            return (wait.backward && number > 0 ? number - 1 : number) * scale + (wait.day_after ? 1 : 0);
        };
        const WaitPaths paths(graph, waits, in_working_days, limit.from);
        if (paths.length_to(limit.to).value_or(0) <= working_days(limit.period) * scale) return false;
        chain = paths.chain_to(limit.to);
        return true;
    }

    void check_times(const StepGraph& graph) {
        const std::vector<Wait> all = waits(procedure_);
        if (all.empty()) return;
        std::vector<Wait> certain;
        std::copy_if(all.begin(), all.end(), std::back_inserter(certain),
                     [](const Wait& wait) { return wait.certain; });
        for (const Limit& limit : limits(procedure_)) {
            Chain chain;
            const bool always = limit.certain && cannot_fit(graph, certain, limit, chain);
            if (!always && !cannot_fit(graph, all, limit, chain)) continue;
            const std::string most_zh = time::to_string(limit.period);
            const std::string most_en = time::to_string(limit.period, text::Language::en);
            const std::string least_zh = time::to_string(chain.total);
            const std::string least_en = time::to_string(chain.total, text::Language::en);
            Diagnostic& diagnostic = report(
                "FD0315", always ? Level::error : Level::warning, limit.duty->window->span,
                {fmt::format("期限无法遵守：“{}”须在“{}”之后 {}内，其间{}至少须等待 {}", name(limit.to),
                             name(limit.from), most_zh, always ? "" : "有的案件", least_zh),
                 fmt::format("this cannot be kept: “{}” is due within {} from “{}”, but between them {}{} must pass",
                             name(limit.to), most_en, name(limit.from), always ? "" : "in some cases ", least_en)});
            for (const Wait& wait : chain.waits)
                diagnostic.related.push_back(
                    {wait.duty->window->span,
                     {fmt::format("等待 {}", time::to_string(wait.period)),
                      fmt::format("a wait of {}", time::to_string(wait.period, text::Language::en))}});
        }
    }

    const model::Procedure& procedure_;
    ConditionComparer conditions_;
    std::vector<Diagnostic> found_;
};

}  // namespace

std::vector<Diagnostic> check(const model::Rulebook& rulebook, const model::Procedure& procedure) {
    return Checker(rulebook, procedure).run();
}

std::vector<Diagnostic> check(const model::Rulebook& rulebook) {
    std::vector<Diagnostic> all;
    for (const model::Procedure& procedure : rulebook.procedures) {
        std::vector<Diagnostic> found = check(rulebook, procedure);
        all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    }
    return all;
}

}  // namespace fadu::procedure
