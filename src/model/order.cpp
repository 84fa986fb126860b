// The order in which definitions, lists and deemed events are evaluated: each after what it refers to, and no cycle.
#include <algorithm>

#include "model/resolver.hpp"

namespace fadu::model::detail {
namespace {

struct Edge {
    std::size_t to;
    Span span;
};

/// Definitions, then lists, then deems, then state tables, each by its index.
class Graph {
  public:
    explicit Graph(const Rulebook& book)
        : book_(book),
          edges_(book.definitions.size() + book.lists.size() + book.deems.size() + book.state_tables.size()) {
        for (std::size_t i = 0; i < book.definitions.size(); ++i) {
            const Definition& definition = book.definitions[i];
            visit(i, definition.record, definition.default_value);
            for (const Case& one : definition.cases) {
                visit(i, definition.record, one.condition);
                visit(i, definition.record, one.value);
            }
            if (definition.governing_date) visit(i, definition.record, *definition.governing_date);
            if (definition.applies_where) visit(i, definition.record, *definition.applies_where);
        }
        for (std::size_t i = 0; i < book.lists.size(); ++i)
            for (const ListRow& row : book.lists[i].rows) {
                for (const Expression& condition : row.conditions) visit(list_node(i), book.lists[i].record, condition);
                for (const Expression& result : row.results) visit(list_node(i), book.lists[i].record, result);
            }
        for (std::size_t i = 0; i < book.deems.size(); ++i) deem(i);
        for (std::size_t i = 0; i < book.state_tables.size(); ++i) state_table(i);
        for (auto& edges : edges_) {
            // The first mention is the one to show.
            std::stable_sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.to < b.to; });
            edges.erase(
                std::unique(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.to == b.to; }),
                edges.end());
        }
    }

    std::size_t size() const { return edges_.size(); }
    const std::vector<Edge>& edges(std::size_t node) const { return edges_[node]; }
    Evaluation evaluation(std::size_t node) const {
        if (node < book_.definitions.size()) return {Evaluation::Kind::definition, static_cast<int>(node)};
        node -= book_.definitions.size();
        if (node < book_.lists.size()) return {Evaluation::Kind::list, static_cast<int>(node)};
        return {Evaluation::Kind::deem, static_cast<int>(node - book_.lists.size())};
    }
    /// State tables are worked out when they are asked for; they only must not lead back to themselves.
    bool is_state_table(std::size_t node) const { return node >= state_node(0); }
    int state_table_of(std::size_t node) const { return static_cast<int>(node - state_node(0)); }
    const std::string& name(std::size_t node) const {
        if (is_state_table(node)) return book_.state_tables[node - state_node(0)].name;
        const Evaluation one = evaluation(node);
        if (one.kind == Evaluation::Kind::definition) return book_.definitions[at(one.index)].name;
        return one.kind == Evaluation::Kind::list ? book_.lists[at(one.index)].name : book_.deems[at(one.index)].name;
    }

  private:
    std::size_t list_node(std::size_t i) const { return book_.definitions.size() + i; }
    std::size_t deem_node(std::size_t i) const { return book_.definitions.size() + book_.lists.size() + i; }

    std::size_t state_node(std::size_t i) const { return deem_node(book_.deems.size()) + i; }

    void state_table(std::size_t i) {
        const StateTable& table = book_.state_tables[i];
        for (const Transition& transition : table.transitions) {
            if (transition.upon) pattern(state_node(i), table.record, *transition.upon);
            if (transition.due) visit(state_node(i), table.record, *transition.due);
        }
    }

    void deem(std::size_t i) {
        const Deem& deem = book_.deems[i];
        const std::size_t node = deem_node(i);
        visit(node, deem.record, deem.window);
        visit(node, deem.record, deem.condition);
        for (const auto* condition : {&deem.when, &deem.applies_where, &deem.governing_date})
            if (*condition) visit(node, deem.record, **condition);
        for (const Extension& extension : deem.extensions) {
            pattern(node, deem.record, extension.pattern);
            if (extension.period) visit(node, deem.record, *extension.period);
        }
        for (const Exclusion& exclusion : deem.exclusions) pattern(node, deem.record, exclusion.pattern);
    }

    void pattern(std::size_t node, int record, const EventPattern& pattern) {
        event(node, record, pattern.event, pattern.span);
        if (pattern.where) visit(node, record, *pattern.where);
    }

    /// Whoever looks for an event depends on every deeming that may make it, or that may spend what it looks for.
    void event(std::size_t node, int record, int index, Span span) {
        if (record < 0 || index < 0) return;
        const auto& kinds = book_.records[at(record)].events;
        const auto concerns = [&](int made) {
            if (made == index) return true;
            const auto& members = kinds[at(index)].members;
            if (std::find(members.begin(), members.end(), made) != members.end()) return true;
            const auto& spent = kinds[at(made)].voids;
            return std::find(spent.begin(), spent.end(), index) != spent.end();
        };
        for (std::size_t i = 0; i < book_.deems.size(); ++i)
            if (book_.deems[i].record == record && concerns(book_.deems[i].event))
                edges_[node].push_back({deem_node(i), span});
    }

    /// A name that several definitions bear needs them all.
    void definition(std::size_t node, int index, Span span) {
        const int slot = book_.definitions[at(index)].slot;
        if (slot < 0) {
            edges_[node].push_back({at(index), span});
            return;
        }
        for (const int candidate : book_.slots[at(slot)].candidates) edges_[node].push_back({at(candidate), span});
    }

    void visit(std::size_t node, int record, const Expression& expression) {
        switch (expression.operation) {
            case Operation::definition: definition(node, expression.index, expression.span); break;
            case Operation::list_result:
                edges_[node].push_back({list_node(at(expression.index)), expression.span});
                break;
            case Operation::state: edges_[node].push_back({state_node(at(expression.index)), expression.span}); break;
            case Operation::last_live:
            case Operation::occurrences:
            case Operation::happened:
            case Operation::not_happened: event(node, record, expression.index, expression.span); break;
            default: break;
        }
        for (const Expression& argument : expression.arguments) visit(node, record, argument);
    }

    const Rulebook& book_;
    std::vector<std::vector<Edge>> edges_;
};

}  // namespace

void Resolver::order_evaluations() {
    const Graph graph(book_);
    enum class Mark : std::uint8_t { unseen, open, done };
    std::vector<Mark> marks(graph.size(), Mark::unseen);
    struct Stop {
        std::size_t node, next;
    };
    std::vector<std::size_t> wrong;
    // Depth first with a stack of its own: a long chain of definitions must not exhaust the machine's.
    for (std::size_t root = 0; root < graph.size(); ++root) {
        if (marks[root] != Mark::unseen) continue;
        std::vector<Stop> stack{{root, 0}};
        marks[root] = Mark::open;
        while (!stack.empty()) {
            const std::size_t node = stack.back().node;
            if (stack.back().next == graph.edges(node).size()) {
                marks[node] = Mark::done;
                if (!graph.is_state_table(node)) book_.evaluation_order.push_back(graph.evaluation(node));
                stack.pop_back();
                continue;
            }
            const Edge& edge = graph.edges(node)[stack.back().next++];
            if (marks[edge.to] == Mark::unseen) {
                marks[edge.to] = Mark::open;
                stack.push_back({edge.to, 0});
            } else if (marks[edge.to] == Mark::open) {
                std::size_t begin = stack.size() - 1;
                while (stack[begin].node != edge.to) --begin;
                std::string zh;
                for (std::size_t i = begin; i < stack.size(); ++i)
                    zh += fmt::format("“{}”→", graph.name(stack[i].node));
                zh += fmt::format("“{}”", graph.name(edge.to));
                text::Diagnostic& diagnostic = error(
                    "FD0230", graph.edges(stack[begin].node)[stack[begin].next - 1].span,
                    fmt::format("定义、清单、视为或者状态表互相依赖，成了一个圈：{}", zh),
                    fmt::format(
                        "definitions, lists, deemed events or state tables depend on each other in a circle: {}", zh));
                for (std::size_t i = begin; i < stack.size(); ++i) {
                    const Edge& used = graph.edges(stack[i].node)[stack[i].next - 1];
                    diagnostic.related.push_back(
                        {used.span,
                         {fmt::format("“{}”在这里用到“{}”", graph.name(stack[i].node), graph.name(used.to)),
                          fmt::format("“{}” refers to “{}” here", graph.name(stack[i].node), graph.name(used.to))}});
                    wrong.push_back(stack[i].node);
                }
                diagnostic.help = {"其中一处改为直接写出条件", "write out the condition in one of these places"};
            }
        }
    }
    for (const std::size_t node : wrong) {
        if (graph.is_state_table(node)) {
            book_.state_tables[at(graph.state_table_of(node))].transitions.clear();
            continue;
        }
        const Evaluation one = graph.evaluation(node);
        if (one.kind == Evaluation::Kind::definition) {
            Definition& definition = book_.definitions[at(one.index)];
            definition.cases.clear();
            definition.default_value = make(Operation::unascertainable, definition.type, definition.span);
        } else if (one.kind == Evaluation::Kind::list) {
            book_.lists[at(one.index)].rows.clear();
            book_.lists[at(one.index)].factor.clear();
        } else {
            book_.deems[at(one.index)].condition =
                make_constant(false, boolean_type(), book_.deems[at(one.index)].span);
        }
    }
}

}  // namespace fadu::model::detail
