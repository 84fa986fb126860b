// The step graph of a procedure and what can be asked of it without a case. Between the rulebook (whose procedures it
// reads) and the interpreter (which lays the events of a case over it); it knows steps, never events of cases.
#pragma once

#include <cstddef>
#include <vector>

#include "fadu/model/rulebook.hpp"

namespace fadu::procedure {

/// `after` declares 在 `before` 之后. Steps are indices of Procedure::steps everywhere in this room.
struct Edge {
    int before = -1;
    int after = -1;
    friend auto operator<=>(const Edge&, const Edge&) = default;
};

/// Procedures with more steps are refused when they are loaded (check.hpp); a graph of one is never built.
inline constexpr int most_steps = 1000;

/// Built once for each procedure; immutable, so that threads may share it. The declared returns (退回 至) are no edges of
/// it. All lists are in topological order unless said otherwise, free choices by order of declaration.
class StepGraph {
  public:
    /// Expects at most most_steps steps, each `after` and `return_to` a step of the procedure (or -1 for no return).
    explicit StepGraph(const model::Procedure& procedure);

    int size() const { return static_cast<int>(order_.size()); }
    bool is_acyclic() const { return cycles_.empty(); }

    /// Every step after all that it must come after. With cycles (which check.hpp refuses) still every step once.
    const std::vector<int>& order() const { return order_; }

    /// The steps named in 在 … 之后, each once, as declared.
    const std::vector<int>& predecessors(int step) const { return at(predecessors_, step); }
    const std::vector<int>& successors(int step) const { return at(successors_, step); }

    /// All that must come before (after) the step, through any number of edges. A step is its own ancestor only on a
    /// cycle.
    const std::vector<int>& ancestors(int step) const { return at(ancestors_, step); }
    const std::vector<int>& descendants(int step) const { return at(descendants_, step); }
    bool comes_before(int earlier, int later) const;

    std::vector<int> entries() const;  ///< steps after nothing
    std::vector<int> finals() const;   ///< steps with nothing after them

    /// Edges by later step, then as declared. Direct ones are the least that give the same order (the transitive
    /// reduction), redundant ones the others. Both are empty where there are cycles.
    const std::vector<Edge>& direct_edges() const { return direct_edges_; }
    const std::vector<Edge>& redundant_edges() const { return redundant_edges_; }
    /// Of the redundant ones those that stay so when every step with a condition is left out.
    std::vector<Edge> surely_redundant_edges() const;

    /// One cycle for each knot of steps that wait for each other: the shortest through the knot's first step, beginning
    /// with it, the return to it not repeated.
    const std::vector<std::vector<int>>& cycles() const { return cycles_; }

    /// Steps that can come at all: all but those on a cycle or after one.
    std::vector<int> reachable() const;

    /// Mandatory checkpoints: steps on every way from an entry to a final step.
    const std::vector<int>& checkpoints() const { return checkpoints_; }
    /// Steps on every way from an entry to this one, itself not included.
    const std::vector<int>& checkpoints_before(int step) const { return at(dominators_, step); }

    /// What 退回 至 `target` spends: the target and all its descendants.
    std::vector<int> spent_by_return(int target) const;

  private:
    static const std::vector<int>& at(const std::vector<std::vector<int>>& lists, int step);
    std::vector<bool> reached_without_conditions(int from) const;

    std::vector<int> order_;
    std::vector<std::vector<int>> predecessors_, successors_, ancestors_, descendants_, dominators_, cycles_;
    std::vector<int> checkpoints_;
    std::vector<Edge> direct_edges_, redundant_edges_;
    std::vector<bool> closure_;        // [earlier * size + later]
    std::vector<bool> unconditional_;  // [step]
};

}  // namespace fadu::procedure
