// StepGraph on Boost.Graph: the library finds closures, knots and dominators; here they are put into the rulebook's order.
#include "fadu/procedure/graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/transitive_closure.hpp>
#include <deque>
#include <gsl/assert>
#include <queue>

namespace fadu::procedure {

namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
using Vertex = boost::graph_traits<Graph>::vertex_descriptor;

Vertex vertex(int step) { return static_cast<Vertex>(step); }
int step_of(Vertex vertex) { return static_cast<int>(vertex); }

Graph graph_of(const std::vector<std::vector<int>>& successors) {
    Graph graph(successors.size());
    for (std::size_t from = 0; from < successors.size(); ++from)
        for (const int to : successors[from]) boost::add_edge(from, vertex(to), graph);
    return graph;
}

/// Takes the first free step by declaration again and again; where a cycle leaves none free, the first that is left.
std::vector<int> topological_order(const std::vector<std::vector<int>>& predecessors,
                                   const std::vector<std::vector<int>>& successors) {
    const std::size_t size = predecessors.size();
    std::vector<std::size_t> waiting_for(size);
    std::vector<bool> taken(size, false);
    std::priority_queue<int, std::vector<int>, std::greater<>> free;
    for (std::size_t step = 0; step < size; ++step) {
        waiting_for[step] = predecessors[step].size();
        if (waiting_for[step] == 0) free.push(static_cast<int>(step));
    }
    std::vector<int> order;
    order.reserve(size);
    std::size_t first_left = 0;
    while (order.size() < size) {
        if (free.empty()) {
            while (taken[first_left]) ++first_left;
            free.push(static_cast<int>(first_left));
        }
        const int step = free.top();
        free.pop();
        if (taken[static_cast<std::size_t>(step)]) continue;
        taken[static_cast<std::size_t>(step)] = true;
        order.push_back(step);
        for (const int next : successors[static_cast<std::size_t>(step)])
            if (--waiting_for[static_cast<std::size_t>(next)] == 0) free.push(next);
    }
    return order;
}

/// Shortest way from `start` back to itself; the caller knows that there is one.
std::vector<int> shortest_cycle(const std::vector<std::vector<int>>& successors, int start) {
    std::vector<int> came_from(successors.size(), -1);
    std::deque<int> queue{start};
    while (!queue.empty()) {
        const int step = queue.front();
        queue.pop_front();
        for (const int next : successors[static_cast<std::size_t>(step)]) {
            if (next == start) {
                std::vector<int> cycle;
                for (int back = step; back != start; back = came_from[static_cast<std::size_t>(back)])
                    cycle.push_back(back);
                cycle.push_back(start);
                std::reverse(cycle.begin(), cycle.end());
                return cycle;
            }
            if (came_from[static_cast<std::size_t>(next)] >= 0) continue;
            came_from[static_cast<std::size_t>(next)] = step;
            queue.push_back(next);
        }
    }
    return {};
}

}  // namespace

StepGraph::StepGraph(const model::Procedure& procedure) {
    Expects(procedure.steps.size() <= static_cast<std::size_t>(most_steps));
    const int size = static_cast<int>(procedure.steps.size());
    const auto count = procedure.steps.size();
    predecessors_.resize(count);
    successors_.resize(count);
    ancestors_.resize(count);
    descendants_.resize(count);
    dominators_.resize(count);
    for (int step = 0; step < size; ++step) {
        const model::Step& declared = procedure.steps[static_cast<std::size_t>(step)];
        Expects(declared.return_to >= -1 && declared.return_to < size);
        unconditional_.push_back(!declared.when.has_value());
        auto& before = predecessors_[static_cast<std::size_t>(step)];
        for (const int earlier : declared.after) {
            Expects(earlier >= 0 && earlier < size);
            if (std::find(before.begin(), before.end(), earlier) != before.end()) continue;
            before.push_back(earlier);
            successors_[static_cast<std::size_t>(earlier)].push_back(step);
        }
    }
    order_ = topological_order(predecessors_, successors_);

    const Graph graph = graph_of(successors_);
    Graph closed;
    boost::transitive_closure(graph, closed);
    closure_.assign(count * count, false);
    for (const auto edge : boost::make_iterator_range(boost::edges(closed)))
        closure_[boost::source(edge, closed) * count + boost::target(edge, closed)] = true;
    for (const int earlier : order_)
        for (const int later : order_)
            if (comes_before(earlier, later)) {
                ancestors_[static_cast<std::size_t>(later)].push_back(earlier);
                descendants_[static_cast<std::size_t>(earlier)].push_back(later);
            }

    std::vector<std::size_t> knot(count);
    boost::strong_components(graph,
                             boost::make_iterator_property_map(knot.begin(), boost::get(boost::vertex_index, graph)));
    std::vector<bool> knot_told(count, false);
    for (int step = 0; step < size; ++step) {
        const std::size_t mine = knot[static_cast<std::size_t>(step)];
        if (knot_told[mine] || !comes_before(step, step)) continue;
        knot_told[mine] = true;
        cycles_.push_back(shortest_cycle(successors_, step));
    }

    if (is_acyclic())
        for (int later = 0; later < size; ++later)
            for (const int earlier : predecessors(later)) {
                const auto& others = predecessors(later);
                const bool implied =
                    std::any_of(others.begin(), others.end(), [&](int other) { return comes_before(earlier, other); });
                (implied ? redundant_edges_ : direct_edges_).push_back({earlier, later});
            }

    // Two vertices more: a source before all entries and a sink after all final steps. Steps that can never come are left
    // out, for no way leads through them.
    const std::vector<int> possible = reachable();
    std::vector<bool> is_possible(count, false);
    for (const int step : possible) is_possible[static_cast<std::size_t>(step)] = true;
    const Vertex source = count;
    const Vertex sink = count + 1;
    Graph ways(count + 2);
    for (const int step : possible) {
        if (predecessors(step).empty()) boost::add_edge(source, vertex(step), ways);
        bool is_last = true;
        for (const int next : successors(step))
            if (is_possible[static_cast<std::size_t>(next)]) {
                boost::add_edge(vertex(step), vertex(next), ways);
                is_last = false;
            }
        if (is_last) boost::add_edge(vertex(step), sink, ways);
    }
    if (possible.empty()) return;
    const Vertex nothing = boost::graph_traits<Graph>::null_vertex();
    std::vector<Vertex> dominator(count + 2, nothing);
    boost::lengauer_tarjan_dominator_tree(
        ways, source, boost::make_iterator_property_map(dominator.begin(), boost::get(boost::vertex_index, ways)));
    const auto chain_to = [&](Vertex end) {
        std::vector<int> chain;
        for (Vertex up = dominator[end]; up != source && up != nothing; up = dominator[up])
            chain.push_back(step_of(up));
        std::reverse(chain.begin(), chain.end());
        return chain;
    };
    checkpoints_ = chain_to(sink);
    for (const int step : possible) dominators_[static_cast<std::size_t>(step)] = chain_to(vertex(step));
}

const std::vector<int>& StepGraph::at(const std::vector<std::vector<int>>& lists, int step) {
    Expects(step >= 0 && static_cast<std::size_t>(step) < lists.size());
    return lists[static_cast<std::size_t>(step)];
}

bool StepGraph::comes_before(int earlier, int later) const {
    Expects(earlier >= 0 && earlier < size() && later >= 0 && later < size());
    return closure_[static_cast<std::size_t>(earlier) * order_.size() + static_cast<std::size_t>(later)];
}

std::vector<int> StepGraph::entries() const {
    std::vector<int> result;
    std::copy_if(order_.begin(), order_.end(), std::back_inserter(result),
                 [&](int step) { return predecessors(step).empty(); });
    return result;
}

std::vector<int> StepGraph::finals() const {
    std::vector<int> result;
    std::copy_if(order_.begin(), order_.end(), std::back_inserter(result),
                 [&](int step) { return successors(step).empty(); });
    return result;
}

std::vector<Edge> StepGraph::surely_redundant_edges() const {
    std::vector<std::vector<bool>> implied(order_.size());
    std::vector<Edge> result;
    for (const Edge& edge : redundant_edges_) {
        auto& targets = implied[static_cast<std::size_t>(edge.before)];
        if (targets.empty()) targets = reached_without_conditions(edge.before);
        if (targets[static_cast<std::size_t>(edge.after)]) result.push_back(edge);
    }
    return result;
}

/// The steps to which a way of at least two edges leads with no conditional step in between.
std::vector<bool> StepGraph::reached_without_conditions(int from) const {
    std::vector<bool> reached(order_.size(), false);
    std::vector<bool> passed(order_.size(), false);
    std::deque<int> queue;
    const auto pass = [&](int step) {
        if (!unconditional_[static_cast<std::size_t>(step)] || passed[static_cast<std::size_t>(step)]) return;
        passed[static_cast<std::size_t>(step)] = true;
        queue.push_back(step);
    };
    for (const int next : successors(from)) pass(next);
    while (!queue.empty()) {
        const int step = queue.front();
        queue.pop_front();
        for (const int next : successors(step)) {
            reached[static_cast<std::size_t>(next)] = true;
            pass(next);
        }
    }
    return reached;
}

std::vector<int> StepGraph::reachable() const {
    std::vector<int> result;
    for (const int step : order_) {
        const auto& before = ancestors(step);
        const bool blocked = comes_before(step, step) || std::any_of(before.begin(), before.end(), [&](int earlier) {
                                 return comes_before(earlier, earlier);
                             });
        if (!blocked) result.push_back(step);
    }
    return result;
}

std::vector<int> StepGraph::spent_by_return(int target) const {
    std::vector<int> result{target};
    const auto& later = descendants(target);
    std::copy_if(later.begin(), later.end(), std::back_inserter(result), [&](int step) { return step != target; });
    return result;
}

}  // namespace fadu::procedure
