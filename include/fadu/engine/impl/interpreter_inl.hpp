// Bodies of fadu/engine/interpreter.hpp.
#pragma once

#include <algorithm>
#include <memory>

#include "fadu/engine/impl/deem_inl.hpp"
#include "fadu/engine/impl/procedure_order_inl.hpp"
#include "fadu/engine/impl/slots_inl.hpp"
#include "fadu/engine/interpreter.hpp"

namespace fadu::engine {

namespace detail {

/// A case's world with everything that stands before rules are evaluated: returns of procedures and deemed events.
struct PreparedWorld {
    std::shared_ptr<World> world;
    std::map<int, procedure::StepGraph> graphs;  ///< by Rulebook::procedures
};

FADU_INLINE PreparedWorld prepare_world(const model::Rulebook& rulebook, const facts::Case& value,
                                        const CheckOptions& options) {
    PreparedWorld prepared{std::make_shared<World>(rulebook, value, options), {}};
    World& world = *prepared.world;
    const int record = value.root.record;
    for (std::size_t i = 0; i < rulebook.procedures.size(); ++i) {
        const model::Procedure& procedure = rulebook.procedures[i];
        if (procedure.record != record) continue;
        const auto graph = prepared.graphs.emplace(static_cast<int>(i), procedure::StepGraph(procedure)).first;
        register_returns(procedure, graph->second, world);
    }
    for (const model::Evaluation& evaluation : rulebook.evaluation_order) {
        if (evaluation.kind != model::Evaluation::Kind::deem) continue;
        const model::Deem& deem = rulebook.deems[static_cast<std::size_t>(evaluation.index)];
        if (deem.record == record) evaluate_deem(deem, world);
    }
    world.memo.clear();
    return prepared;
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE std::shared_ptr<World> make_world(const model::Rulebook& rulebook, const facts::Case& value,
                                              const CheckOptions& options) {
    return prepare_world(rulebook, value, options).world;
}

FADU_INLINE CaseVerdicts interpret(const model::Rulebook& rulebook, const facts::Case& value,
                                   const CheckOptions& options) {
    const int record = value.root.record;
    CaseVerdicts verdicts;
    verdicts.as_of = options.as_of;
    verdicts.value = &value;
    const auto* wanted = options.norms;
    if (wanted && std::none_of(wanted->begin(), wanted->end(), [](std::uint8_t norm) { return norm != 0; }))
        return verdicts;
    auto [world, graphs] = prepare_world(rulebook, value, options);
    for (std::size_t place = 0; place < rulebook.order.size(); ++place) {
        const model::NormReference& norm = rulebook.order[place];
        if (wanted && (*wanted)[place] == 0) continue;
        if (options.only && !(*options.only == norm)) continue;
        const auto index = static_cast<std::size_t>(norm.index);
        std::vector<Outcome> outcomes;
        if (norm.is_procedure) {
            if (rulebook.procedures[index].record != record) continue;
            outcomes = evaluate_procedure(rulebook.procedures[index], graphs.at(norm.index), *world, options.messages);
        } else if (norm.is_state_table) {
            if (rulebook.state_tables[index].record != record) continue;
            outcomes = evaluate_state_table(norm.index, *world, options.messages);
        } else {
            if (rulebook.rules[index].record != record || rulebook.rules[index].grouping) continue;
            const int slot = rulebook.rules[index].slot;
            outcomes = slot < 0
                           ? evaluate_rule(rulebook.rules[index], *world, options.messages)
                           : evaluate_slot(rulebook.slots[static_cast<std::size_t>(slot)], *world, options.messages);
        }
        for (Outcome& outcome : outcomes) {
            outcome.norm = norm;
            verdicts.outcomes.push_back(std::move(outcome));
        }
    }
    verdicts.keep_alive = std::move(world);
    return verdicts;
}

}  // namespace fadu::engine
