#include "fadu/procedure/graph.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

#include "unit/procedure/make_procedure.hpp"

namespace {

using fadu::model::Procedure;
using fadu::procedure::Edge;
using fadu::procedure::StepGraph;
using fadu::procedure_test::make_procedure;
using fadu::procedure_test::ordinary_procedure;
using Steps = std::vector<int>;

// ---- naive algorithms, to compare with -----------------------------------------------------------------------------

using Matrix = std::vector<std::vector<bool>>;

Matrix closure_of(const Procedure& procedure) {
    const std::size_t size = procedure.steps.size();
    Matrix reaches(size, std::vector<bool>(size, false));
    for (std::size_t step = 0; step < size; ++step)
        for (const int earlier : procedure.steps[step].after) reaches[static_cast<std::size_t>(earlier)][step] = true;
    for (std::size_t middle = 0; middle < size; ++middle)
        for (std::size_t from = 0; from < size; ++from)
            for (std::size_t to = 0; to < size; ++to)
                if (reaches[from][middle] && reaches[middle][to]) reaches[from][to] = true;
    return reaches;
}

/// Whether some way leads from an entry to `target` (to any final step: -1) that does not touch `removed`.
bool can_avoid(const Procedure& procedure, int removed, int target) {
    const std::size_t size = procedure.steps.size();
    std::vector<bool> has_successor(size, false);
    for (const auto& step : procedure.steps)
        for (const int earlier : step.after) has_successor[static_cast<std::size_t>(earlier)] = true;
    std::vector<bool> reached(size, false);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t step = 0; step < size; ++step) {
            if (static_cast<int>(step) == removed || reached[step]) continue;
            const auto& after = procedure.steps[step].after;
            if (after.empty() || std::any_of(after.begin(), after.end(),
                                             [&](int earlier) { return reached[static_cast<std::size_t>(earlier)]; })) {
                reached[step] = true;
                changed = true;
            }
        }
    }
    for (std::size_t step = 0; step < size; ++step)
        if (reached[step] && (target < 0 ? !has_successor[step] : static_cast<int>(step) == target)) return true;
    return false;
}

/// Labels shuffled, so that the order of declaration is no topological order.
Procedure random_procedure(std::mt19937& random, int size, double density, bool acyclic) {
    Steps position(static_cast<std::size_t>(size));
    for (int i = 0; i < size; ++i) position[static_cast<std::size_t>(i)] = i;
    std::shuffle(position.begin(), position.end(), random);
    std::bernoulli_distribution edge(density);
    std::bernoulli_distribution condition(0.4);
    std::vector<std::pair<std::string, Steps>> steps(static_cast<std::size_t>(size));
    for (int later = 0; later < size; ++later)
        for (int earlier = 0; earlier < (acyclic ? later : size); ++earlier)
            if (edge(random))
                steps[static_cast<std::size_t>(position[static_cast<std::size_t>(later)])].second.push_back(
                    position[static_cast<std::size_t>(earlier)]);
    Procedure procedure = make_procedure(steps);
    for (auto& step : procedure.steps)
        if (condition(random)) step.when = fadu::procedure_test::field(0);
    return procedure;
}

Steps sorted(Steps steps) {
    std::sort(steps.begin(), steps.end());
    return steps;
}

TEST_CASE("the ordinary procedure of the penalty law") {
    const StepGraph graph(ordinary_procedure());
    CHECK(graph.is_acyclic());
    CHECK(graph.order() == Steps{0, 1, 2, 3, 4, 5, 6, 7});
    CHECK(graph.entries() == Steps{0});
    CHECK(graph.finals() == Steps{7});
    CHECK(graph.ancestors(4) == Steps{0, 1, 2, 3});
    CHECK(graph.descendants(4) == Steps{5, 6, 7});
    CHECK(graph.spent_by_return(1) == Steps{1, 2, 3, 4, 5, 6, 7});
    CHECK(graph.comes_before(0, 7));
    CHECK_FALSE(graph.comes_before(7, 0));
    CHECK_FALSE(graph.comes_before(3, 3));

    // 调查取证 → 法制审核 leads past the notice and the hearing, so neither is on every way.
    CHECK(graph.checkpoints() == Steps{0, 1, 6, 7});
    CHECK(graph.checkpoints_before(3) == Steps{0, 1, 2});

    const std::vector<Edge> redundant{{1, 4}, {2, 6}, {3, 6}, {4, 6}};
    CHECK(graph.redundant_edges() == redundant);
    // Where the conditional steps fall away, the order still needs these edges.
    CHECK(graph.surely_redundant_edges().empty());
}

TEST_CASE("free choices keep the order of declaration") {
    const StepGraph graph(make_procedure({{"丁", {2}}, {"乙", {}}, {"丙", {1}}, {"甲", {}}}));
    CHECK(graph.order() == Steps{1, 2, 0, 3});
    CHECK(graph.entries() == Steps{1, 3});
    CHECK(graph.finals() == Steps{0, 3});
}

TEST_CASE("an empty procedure has an empty graph") {
    const StepGraph graph(make_procedure({}));
    CHECK(graph.size() == 0);
    CHECK(graph.is_acyclic());
    CHECK(graph.checkpoints().empty());
}

TEST_CASE("an edge named twice counts once") {
    const StepGraph graph(make_procedure({{"甲", {}}, {"乙", {0, 0}}}));
    CHECK(graph.predecessors(1) == Steps{0});
    CHECK(graph.redundant_edges().empty());
}

TEST_CASE("cycles are spelled out and what comes after them is not reachable") {
    const StepGraph graph(
        make_procedure({{"甲", {}}, {"乙", {0, 3}}, {"丙", {1}}, {"丁", {2}}, {"戊", {3}}, {"己", {5}}, {"庚", {0}}}));
    CHECK_FALSE(graph.is_acyclic());
    CHECK(graph.cycles() == std::vector<Steps>{{1, 2, 3}, {5}});
    CHECK(graph.reachable() == Steps{0, 6});
    CHECK(sorted(graph.order()) == Steps{0, 1, 2, 3, 4, 5, 6});
    CHECK(graph.checkpoints() == Steps{0, 6});
    CHECK(graph.ancestors(2) == Steps{0, 1, 2, 3});
}

TEST_CASE("an edge is surely redundant only past steps without a condition") {
    Procedure procedure = make_procedure({{"甲", {}}, {"乙", {0}}, {"丙", {0, 1}}});
    CHECK(StepGraph(procedure).surely_redundant_edges() == std::vector<Edge>{{0, 2}});
    procedure.steps[1].when = fadu::procedure_test::field(0);
    CHECK(StepGraph(procedure).surely_redundant_edges().empty());
    CHECK(StepGraph(procedure).redundant_edges() == std::vector<Edge>{{0, 2}});
}

TEST_CASE("random acyclic graphs agree with the naive algorithms") {
    std::mt19937 random(20230301);
    for (int round = 0; round < 300; ++round) {
        const int size = 1 + round % 14;
        const Procedure procedure = random_procedure(random, size, 0.05 + 0.1 * (round % 5), true);
        const StepGraph graph(procedure);
        const Matrix reaches = closure_of(procedure);
        CAPTURE(round);
        REQUIRE(graph.is_acyclic());
        REQUIRE(graph.reachable() == graph.order());

        Steps place(static_cast<std::size_t>(size), -1);
        for (int i = 0; i < size; ++i) place[static_cast<std::size_t>(graph.order()[static_cast<std::size_t>(i)])] = i;
        for (int a = 0; a < size; ++a) {
            const auto row = static_cast<std::size_t>(a);
            REQUIRE(place[row] >= 0);
            for (int b = 0; b < size; ++b) {
                const auto column = static_cast<std::size_t>(b);
                REQUIRE(graph.comes_before(a, b) == reaches[row][column]);
                if (reaches[row][column]) REQUIRE(place[row] < place[column]);
                const auto& ancestors = graph.ancestors(b);
                REQUIRE((std::find(ancestors.begin(), ancestors.end(), a) != ancestors.end()) == reaches[row][column]);
            }
            const auto& checkpoints = graph.checkpoints();
            const bool is_checkpoint = std::find(checkpoints.begin(), checkpoints.end(), a) != checkpoints.end();
            REQUIRE(is_checkpoint == !can_avoid(procedure, a, -1));
            for (int b = 0; b < size; ++b) {
                if (a == b) continue;
                const auto& before = graph.checkpoints_before(b);
                REQUIRE((std::find(before.begin(), before.end(), a) != before.end()) == !can_avoid(procedure, a, b));
            }
        }

        // The direct edges alone must give the same closure, and none of them can be spared.
        std::vector<std::pair<std::string, Steps>> reduced(static_cast<std::size_t>(size));
        for (const Edge& edge : graph.direct_edges())
            reduced[static_cast<std::size_t>(edge.after)].second.push_back(edge.before);
        REQUIRE(closure_of(make_procedure(reduced)) == reaches);
        for (const Edge& edge : graph.direct_edges()) {
            auto fewer = reduced;
            std::erase(fewer[static_cast<std::size_t>(edge.after)].second, edge.before);
            REQUIRE(closure_of(make_procedure(fewer)) != reaches);
        }

        // A surely redundant edge stays implied whichever conditional steps fall away.
        std::set<Edge> sure;
        for (const Edge& edge : graph.surely_redundant_edges()) sure.insert(edge);
        for (const Edge& edge : graph.redundant_edges()) {
            Procedure without = procedure;
            std::erase(without.steps[static_cast<std::size_t>(edge.after)].after, edge.before);
            for (int step = 0; step < size; ++step) {
                if (!procedure.steps[static_cast<std::size_t>(step)].when || step == edge.before || step == edge.after)
                    continue;
                without.steps[static_cast<std::size_t>(step)].after.clear();
                for (auto& other : without.steps)
                    if (&other != &without.steps[static_cast<std::size_t>(step)]) std::erase(other.after, step);
            }
            const bool implied =
                closure_of(without)[static_cast<std::size_t>(edge.before)][static_cast<std::size_t>(edge.after)];
            REQUIRE(implied == (sure.count(edge) == 1));
        }
    }
}

TEST_CASE("random graphs with cycles: closure, cycles and reachable steps") {
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        const int size = 1 + round % 10;
        const Procedure procedure = random_procedure(random, size, 0.15, false);
        const StepGraph graph(procedure);
        const Matrix reaches = closure_of(procedure);
        CAPTURE(round);
        bool cyclic = false;
        Steps reachable;
        for (std::size_t a = 0; a < reaches.size(); ++a) {
            cyclic = cyclic || reaches[a][a];
            bool blocked = reaches[a][a];
            for (std::size_t b = 0; b < reaches.size(); ++b) {
                REQUIRE(graph.comes_before(static_cast<int>(a), static_cast<int>(b)) == reaches[a][b]);
                blocked = blocked || (reaches[b][a] && reaches[b][b]);
            }
            if (!blocked) reachable.push_back(static_cast<int>(a));
        }
        REQUIRE(graph.is_acyclic() == !cyclic);
        REQUIRE(sorted(graph.reachable()) == reachable);
        for (const Steps& cycle : graph.cycles())
            for (std::size_t i = 0; i < cycle.size(); ++i) {
                const auto& after = graph.predecessors(cycle[(i + 1) % cycle.size()]);
                REQUIRE(std::find(after.begin(), after.end(), cycle[i]) != after.end());
            }
        Steps order = sorted(graph.order());
        for (int step = 0; step < size; ++step) REQUIRE(order[static_cast<std::size_t>(step)] == step);
    }
}

TEST_CASE("the longest procedure allowed is built in no time") {
    std::vector<std::pair<std::string, Steps>> steps(static_cast<std::size_t>(fadu::procedure::most_steps));
    for (std::size_t i = 1; i < steps.size(); ++i) steps[i].second.push_back(static_cast<int>(i - 1));
    const StepGraph graph(make_procedure(steps));
    CHECK(graph.checkpoints().size() == steps.size());
    CHECK(graph.ancestors(fadu::procedure::most_steps - 1).size() == steps.size() - 1);
}

}  // namespace
