// Procedures: the place of each step, and its duties (engine/procedure_order.hpp).
#include "fadu/procedure/graph.hpp"
#include "program/compiler.hpp"

namespace fadu::program {

int Compiler::wanted(const model::Procedure& procedure, const model::Step& step, int domain, int act) {
    if (!step.when) return truth_constant(truth_bits::yes, domain);
    Place place = case_place(procedure.policy);
    place.domain = domain;
    place.act = act;
    return truth(*step.when, place);
}

int Compiler::done_before(const model::Procedure& procedure, const model::Step& step, int domain, int act) {
    Place place = case_place(procedure.policy);
    place.domain = domain;
    place.act = act;
    const int rows = rows_of_events(domain, step.event);
    const int in = members(rows, step.event, true, place);
    return emit({.opcode = Opcode::some_row, .domain = domain, .a = in, .immediate = rows}, Shape::truth);
}

int Compiler::step_place(const model::Procedure& procedure, const procedure::StepGraph& graph, int index, int applies) {
    const auto step_of = [&](int step) -> const model::Step& {
        return procedure.steps[static_cast<std::size_t>(step)];
    };
    const model::Step& step = step_of(index);
    const auto either = [&](int a, int b) {
        return emit({.opcode = Opcode::or_, .domain = 0, .a = a, .b = b}, Shape::truth);
    };
    const int no = truth_constant(truth_bits::no, 0);
    int any_later = no;
    int any_wanted = no;
    int out_of_place = no;
    for (const int later : graph.descendants(index)) {
        const int event = step_of(later).event;
        if (touches_deemed(event)) throw LeftOutError{"deemed event"};
        const int acts = rows_of_events(0, event);
        // Whatever is planned has not happened.
        const int happened = emit({.opcode = Opcode::visible_now,
                                   .domain = acts,
                                   .a = load(acts, event_column::happened),
                                   .b = load(acts, event_column::planned)},
                                  Shape::truth);
        const int is_wanted = conjunction(happened, wanted(procedure, step, acts, acts), acts);
        const int not_done =
            emit({.opcode = Opcode::not_, .domain = acts, .a = done_before(procedure, step, acts, acts)}, Shape::truth);
        const int charge = conjunction(is_wanted, not_done, acts);
        const auto some = [&](int holds) {
            return emit({.opcode = Opcode::some_row, .domain = 0, .a = holds, .immediate = acts}, Shape::truth);
        };
        any_later = either(any_later, some(happened));
        any_wanted = either(any_wanted, some(is_wanted));
        out_of_place = either(out_of_place, some(charge));
    }
    const int seen_to = either(done_before(procedure, step, 0, -1), any_wanted);
    int next = wanted(procedure, step, 0, -1);
    for (const int earlier : graph.ancestors(index)) {
        const model::Step& other = step_of(earlier);
        const int not_wanted =
            emit({.opcode = Opcode::not_, .domain = 0, .a = wanted(procedure, other, 0, -1)}, Shape::truth);
        next = conjunction(next, either(done_before(procedure, other, 0, -1), not_wanted), 0);
    }
    return emit_with({.opcode = Opcode::place, .domain = 0}, Shape::truth,
                     {applies, out_of_place, any_later, seen_to, next});
}

void Compiler::compile_procedure(const model::Procedure& procedure, NormPlan& plan) {
    const procedure::StepGraph graph(procedure);
    int applies = -1;
    if (procedure.when) applies = truth(*procedure.when, case_place(procedure.policy));
    const auto under = [&](int verdicts) {
        const int domain = domain_of(verdicts);
        return emit({.opcode = Opcode::under_procedure, .domain = domain, .a = verdicts, .b = lift(applies, domain)},
                    Shape::truth);
    };
    for (std::size_t index = 0; index < procedure.steps.size(); ++index) {
        NormPart place;
        place.is_place = true;
        place.otherwise = step_place(procedure, graph, static_cast<int>(index), applies);
        plan.parts.push_back(place);
        for (const model::Rule& duty : procedure.steps[index].duties) {
            NormPart part = compile_rule(duty, plan);
            if (applies >= 0) {
                for (int& reg : part.rows) reg = under(reg);
                if (part.otherwise >= 0) part.otherwise = under(part.otherwise);
                part.empty = under(truth_constant(verdict::not_applicable, 0));
            }
            plan.parts.push_back(std::move(part));
        }
    }
}

}  // namespace fadu::program
