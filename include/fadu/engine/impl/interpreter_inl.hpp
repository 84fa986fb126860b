#pragma once

#include <memory>

#include "fadu/engine/impl/deem_inl.hpp"
#include "fadu/engine/impl/procedure_order_inl.hpp"
#include "fadu/engine/interpreter.hpp"

namespace fadu::engine {

FADU_INLINE CaseVerdicts interpret(const model::Rulebook& rulebook, const facts::Case& value,
                                   const CheckOptions& options) {
    auto world = std::make_shared<World>(rulebook, value, options);
    const int record = value.root.record;

    std::map<int, procedure::StepGraph> graphs;
    for (std::size_t i = 0; i < rulebook.procedures.size(); ++i) {
        const model::Procedure& procedure = rulebook.procedures[i];
        if (procedure.record != record) continue;
        const auto graph = graphs.emplace(static_cast<int>(i), procedure::StepGraph(procedure)).first;
        register_returns(procedure, graph->second, *world);
    }
    for (const model::Evaluation& evaluation : rulebook.evaluation_order) {
        if (evaluation.kind != model::Evaluation::Kind::deem) continue;
        const model::Deem& deem = rulebook.deems[static_cast<std::size_t>(evaluation.index)];
        if (deem.record == record) evaluate_deem(deem, *world);
    }
    world->memo.clear();

    CaseVerdicts verdicts;
    verdicts.as_of = options.as_of;
    for (const model::NormReference& norm : rulebook.order) {
        const auto index = static_cast<std::size_t>(norm.index);
        std::vector<Outcome> outcomes;
        if (norm.is_procedure) {
            if (rulebook.procedures[index].record != record) continue;
            outcomes = evaluate_procedure(rulebook.procedures[index], graphs.at(norm.index), *world, options.messages);
        } else {
            if (rulebook.rules[index].record != record) continue;
            outcomes = evaluate_rule(rulebook.rules[index], *world, options.messages);
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
