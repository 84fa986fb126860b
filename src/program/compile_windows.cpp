// Windows of time: where they begin and end, with the due days of their periods in tables (engine/deadline.hpp).
#include <algorithm>

#include "program/compiler.hpp"

namespace fadu::program {

using model::Operation;

int Compiler::period_set(const time::Period& period) {
    const auto known = std::find(code_.periods.begin(), code_.periods.end(), period);
    if (known != code_.periods.end()) return static_cast<int>(known - code_.periods.begin());
    if (code_.periods.size() == 63) throw LeftOutError{"more than 63 periods"};
    code_.periods.push_back(period);
    return static_cast<int>(code_.periods.size()) - 1;
}

int Compiler::counts(const time::CountingPolicy& policy, bool backward) {
    const auto same = [&](const std::vector<PeriodTable>& tables) {
        const time::CountingPolicy& p = tables.front().policy;
        return tables.front().backward == backward && p.working_day_numbers == policy.working_day_numbers &&
               p.working_days_up_to == policy.working_days_up_to &&
               p.all_days_are_working == policy.all_days_are_working && p.roll == policy.roll &&
               p.backward == policy.backward;
    };
    for (std::size_t i = 0; i < code_.counts.size(); ++i)
        if (same(code_.counts[i])) return static_cast<int>(i);
    PeriodTable table;
    table.policy = policy;
    table.backward = backward;
    code_.counts.push_back({table});  // its periods are filled in when all are known
    return static_cast<int>(code_.counts.size()) - 1;
}

int Compiler::period(const model::Expression& expression, const Place& place) {
    const Operand operand = value(expression, place);
    if (operand.kind != Operand::Kind::cells || shape_of(operand.reg) != Shape::set ||
        expression.type.kind != model::TypeKind::span)
        throw LeftOutError{"period of another kind"};
    return operand.reg;
}

bool Compiler::is_anchored_at(int event, const Place& place) const {
    if (place.anchor.domain < 0) return false;
    const int anchor = layout_.tables[static_cast<std::size_t>(place.anchor.table)].event;
    if (anchor == event) return true;
    const std::vector<int> wanted = kinds_of(event);
    const std::vector<int> own = kinds_of(anchor);
    const auto meant = [&](int kind) { return std::find(wanted.begin(), wanted.end(), kind) != wanted.end(); };
    if (std::all_of(own.begin(), own.end(), meant)) return true;
    if (std::none_of(own.begin(), own.end(), meant)) return false;
    throw LeftOutError{"anchor of a class of which only some are meant"};
}

Compiler::Window Compiler::window(const model::Expression& e, const Place& place) {
    Window result;
    const model::Expression& point = e.arguments[0];
    const bool after = e.operation == Operation::window_after;
    // Only what the rule itself counts from; a condition of the rule may count from something else.
    const bool anchored = point.operation == Operation::last_live && is_anchored_at(point.index, place);
    Operand what;
    if (anchored) {
        what.kind = Operand::Kind::row;
        what.frame = place.anchor;
        result.happened = lift(load(place.anchor.domain, event_column::happened), place.domain);
    } else {
        what = value(point, place);
    }
    const int domain = place.domain;
    const bool deemed = (what.kind == Operand::Kind::choice && is_deemed_domain(what.rows)) ||
                        (what.kind == Operand::Kind::row && is_deemed_domain(what.frame.domain));
    if (deemed && e.operation != Operation::window_before && !after) throw LeftOutError{"period from a deemed event"};
    result.point = times(what, !after, domain);
    const int nothing_before = constant(Shape::time, domain, beginning, beginning, state::value);
    const int no_end = constant(Shape::time, domain, ending, ending, state::value);
    switch (e.operation) {
        case Operation::window_before:
            result.from = nothing_before;
            result.until = emit({.opcode = Opcode::up_to, .domain = domain, .a = result.point}, Shape::time);
            return result;
        case Operation::window_after:
            result.from = emit({.opcode = Opcode::after_waiting, .domain = domain, .a = result.point}, Shape::time);
            result.until = no_end;
            return result;
        case Operation::window_ahead: {
            const int length = period(e.arguments[1], place);
            result.from = nothing_before;
            result.until = emit({.opcode = Opcode::backward_end,
                                 .domain = domain,
                                 .a = result.point,
                                 .b = length,
                                 .immediate = counts(*place.policy, true)},
                                Shape::time);
            return result;
        }
        default: break;
    }
    const int length = period(e.arguments[1], place);
    const int end = emit({.opcode = Opcode::forward_end,
                          .domain = domain,
                          .a = result.point,
                          .b = length,
                          .immediate = counts(*place.policy, false)},
                         Shape::time);
    result.anchor = result.point;
    if (e.operation == Operation::window_only_after) {
        result.from = emit({.opcode = Opcode::after_waiting, .domain = domain, .a = end}, Shape::time);
        result.until = no_end;
    } else {
        result.from = result.point;
        result.until = end;
    }
    return result;
}

}  // namespace fadu::program
