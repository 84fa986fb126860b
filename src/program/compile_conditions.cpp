// Conditions: comparisons, order in time, connectives, happenings and quantifiers (engine/impl/evaluate_conditions_inl.hpp).
#include <algorithm>

#include "program/compiler.hpp"
#include "program/fill.hpp"

namespace fadu::program {

using model::Operation;

namespace {

unsigned orders_of(Operation operation) {
    switch (operation) {
        case Operation::equal: return order::equal;
        case Operation::not_equal: return order::less | order::greater;
        case Operation::less: return order::less;
        case Operation::less_equal: return order::less | order::equal;
        case Operation::greater: return order::greater;
        default: return order::greater | order::equal;
    }
}

bool is_none_literal(const model::Expression& e) {
    return e.operation == Operation::constant && std::holds_alternative<std::monostate>(e.constant);
}

}  // namespace

int Compiler::as_truth(const Operand& operand, const Place& place) {
    if (operand.kind != Operand::Kind::cells || shape_of(operand.reg) != Shape::truth)
        throw LeftOutError{"condition of another kind"};
    const Opcode opcode = place.flags ? Opcode::collapse : Opcode::without_flags;
    const Register& reg = code_.registers[static_cast<std::size_t>(operand.reg)];
    if (reg.constant) {
        const std::uint8_t t = kernels::collapse(reg.state);
        return truth_constant(place.flags ? t : kernels::without_flags(t), place.domain);
    }
    if (!place.flags && is_plain_truth(operand.reg)) return operand.reg;
    if (!place.flags) {
        // A comparison drops its flags itself; the one that keeps them is then not needed.
        if (const int plain = as_plain_comparison(operand.reg); plain >= 0) return plain;
    }
    return emit({.opcode = opcode, .domain = place.domain, .a = operand.reg}, Shape::truth);
}

int Compiler::truth(const model::Expression& expression, const Place& place) {
    return as_truth(value(expression, place), place);
}

int Compiler::comparison(const model::Expression& e, const Place& place) {
    const unsigned wanted = orders_of(e.operation);
    const bool equality = e.operation == Operation::equal || e.operation == Operation::not_equal;
    for (const std::size_t literal : {std::size_t{1}, std::size_t{0}}) {
        const model::Expression& special = e.arguments[literal];
        const bool none = is_none_literal(special);
        if (!equality || (!none && special.operation != Operation::unascertainable)) continue;
        const Operand other = value(e.arguments[1 - literal], place);
        const std::uint8_t asked = none ? state::none : state::unascertainable;
        int reg = -1;
        if (other.kind == Operand::Kind::cells) reg = other.reg;
        if (other.kind == Operand::Kind::nothing) {
            const bool holds = none == (e.operation == Operation::equal);
            return truth_constant(holds ? truth_bits::yes : truth_bits::no, place.domain);
        }
        if (other.kind == Operand::Kind::choice && !other.may_be_unlisted) reg = other.state;
        if (other.kind == Operand::Kind::list) reg = other.state;
        if (reg < 0) throw LeftOutError{"为 无 of another kind"};
        const bool truth = shape_of(reg) == Shape::truth;
        const int is = emit({.opcode = truth ? Opcode::truth_state_is : Opcode::state_is,
                             .domain = place.domain,
                             .a = reg,
                             .immediate = asked},
                            Shape::truth);
        return e.operation == Operation::equal
                   ? is
                   : emit({.opcode = Opcode::not_, .domain = place.domain, .a = is}, Shape::truth);
    }
    const Operand a = value(e.arguments[0], place);
    const Operand b = value(e.arguments[1], place);
    const auto is_length = [](const model::Type& type) {
        return type.kind == model::TypeKind::duration || type.kind == model::TypeKind::interval;
    };
    if (is_length(e.arguments[0].type) || is_length(e.arguments[1].type)) throw LeftOutError{"length of time"};
    return compare_operands(a, b, wanted, place.domain);
}

int Compiler::compare_operands(Operand a, Operand b, unsigned wanted, int domain) {
    if (a.kind != Operand::Kind::cells || b.kind != Operand::Kind::cells)
        throw LeftOutError{"comparison of another kind"};
    const Shape shape = shape_of(a.reg);
    if (shape != shape_of(b.reg)) throw LeftOutError{"comparison of two kinds"};
    Instruction compare{.domain = domain, .immediate = wanted};
    switch (shape) {
        case Shape::number:
            same_scale(a, b);
            compare.opcode = Opcode::compare_numbers;
            break;
        case Shape::time: compare.opcode = Opcode::compare_times; break;
        case Shape::set:
            if (a.type.kind == model::TypeKind::span || b.type.kind == model::TypeKind::span)
                throw LeftOutError{"comparison of periods"};
            compare.opcode = Opcode::compare_sets;
            break;
        case Shape::text: compare.opcode = Opcode::compare_texts; break;
        case Shape::truth: compare.opcode = Opcode::compare_truths; break;
        default: throw LeftOutError{"comparison of another kind"};
    }
    compare.a = a.reg;
    compare.b = b.reg;
    return emit(compare, Shape::truth);
}

int Compiler::in_set(const model::Expression& e, const Place& place) {
    const Operand operand = value(e.arguments[0], place);
    if (operand.kind != Operand::Kind::cells) throw LeftOutError{"comparison of another kind"};
    const Shape shape = shape_of(operand.reg);
    const bool constants = std::all_of(e.arguments.begin() + 1, e.arguments.end(), [](const model::Expression& item) {
        return item.operation == Operation::constant;
    });
    if (shape == Shape::set && constants && operand.type.kind == model::TypeKind::enumeration) {
        std::uint64_t allowed = 0;
        bool all_enumerators = true;
        for (std::size_t i = 1; i < e.arguments.size(); ++i) {
            const auto* one = std::get_if<model::Enumerator>(&e.arguments[i].constant);
            all_enumerators = all_enumerators && one;
            if (one) allowed |= std::uint64_t{1} << static_cast<unsigned>(one->position);
        }
        if (all_enumerators)
            return emit({.opcode = Opcode::set_in,
                         .domain = place.domain,
                         .a = operand.reg,
                         .immediate = static_cast<std::int64_t>(allowed)},
                        Shape::truth);
    }
    if (shape == Shape::set) throw LeftOutError{"set that is not constant"};
    int any = truth_constant(truth_bits::no, place.domain);
    for (std::size_t i = 1; i < e.arguments.size(); ++i) {
        const Operand item = value(e.arguments[i], place);
        const int equal = compare_operands(operand, item, order::equal, place.domain);
        any = emit({.opcode = Opcode::or_, .domain = place.domain, .a = any, .b = equal}, Shape::truth);
    }
    if (shape == Shape::truth) return any;
    return emit({.opcode = Opcode::flags_of, .domain = place.domain, .a = any, .b = operand.reg}, Shape::truth);
}

int Compiler::in_range(const model::Expression& e, const Place& place) {
    Operand operand = value(e.arguments[0], place);
    const auto* range = std::get_if<model::NumberRange>(&e.arguments[1].constant);
    if (e.arguments[1].operation != Operation::constant || !range) throw LeftOutError{"range that is not constant"};
    if (operand.kind != Operand::Kind::cells || shape_of(operand.reg) != Shape::number)
        throw LeftOutError{"range of another kind"};
    // The finest scale at which both the number and the ends are whole.
    for (int scale = operand.scale; scale <= 12; ++scale) {
        std::int64_t low = no_low;
        std::int64_t high = no_high;
        if (range->low && !scaled(*range->low, scale, low)) continue;
        if (range->high && !scaled(*range->high, scale, high)) continue;
        if (range->low && !range->low_included) ++low;
        if (range->high && !range->high_included) --high;
        Operand fine = cells(-1, operand.type, scale);
        same_scale(operand, fine);
        return emit(
            {.opcode = Opcode::number_in, .domain = place.domain, .a = operand.reg, .immediate = low, .second = high},
            Shape::truth);
    }
    throw LeftOutError{"number without a finite decimal"};
}

int Compiler::includes(const model::Expression& e, const Place& place) {
    const Operand list = value(e.arguments[0], place);
    if (list.kind != Operand::Kind::list || list.element < 0) throw LeftOutError{"list of another kind"};
    int all = truth_constant(truth_bits::yes, place.domain);
    for (std::size_t i = 1; i < e.arguments.size(); ++i) {
        Operand item = value(e.arguments[i], place);
        if (item.kind != Operand::Kind::cells) throw LeftOutError{"list of another kind"};
        item.reg = lift(item.reg, list.rows);
        const Operand element = cells(list.element, list.type.element_type(), list.element_scale);
        int same = compare_operands(element, item, order::equal, list.rows);
        same = emit({.opcode = Opcode::without_flags, .domain = list.rows, .a = same}, Shape::truth);
        if (list.in >= 0)
            same = emit({.opcode = Opcode::and_, .domain = list.rows, .a = list.in, .b = same}, Shape::truth);
        const int any = emit({.opcode = Opcode::some_row,
                              .domain = place.domain,
                              .a = same,
                              .b = list.state,
                              .e = 1,
                              .immediate = list.rows},
                             Shape::truth);
        all = emit({.opcode = Opcode::and_, .domain = place.domain, .a = all, .b = any}, Shape::truth);
    }
    return all;
}

int Compiler::order_in_time(const model::Expression& e, const Place& place) {
    const Operand a = value(e.arguments[0], place);
    const Operand b = value(e.arguments[1], place);
    const auto order = [&](const Operand& x, const Operand& y) {
        return emit({.opcode = Opcode::before,
                     .domain = place.domain,
                     .a = times(x, false, place.domain),
                     .b = times(y, true, place.domain),
                     .c = place_in_record(x, place.domain),
                     .d = place_in_record(y, place.domain),
                     .immediate = same_day_of(*place.policy)},
                    Shape::truth);
    };
    const auto not_after = [&](const Operand& x, const Operand& y) {
        return emit({.opcode = Opcode::day_not_after,
                     .domain = place.domain,
                     .a = times(x, true, place.domain),
                     .b = times(y, true, place.domain)},
                    Shape::truth);
    };
    switch (e.operation) {
        case Operation::before: return order(a, b);
        case Operation::after: return order(b, a);
        case Operation::not_after: return not_after(a, b);
        default: return not_after(b, a);
    }
}

int Compiler::connective(const model::Expression& e, const Place& place) {
    const bool conjunction = e.operation == Operation::and_;
    const Opcode opcode =
        conjunction ? (place.flags ? Opcode::and_flags : Opcode::and_) : (place.flags ? Opcode::or_flags : Opcode::or_);
    int result = truth_constant(conjunction ? truth_bits::yes : truth_bits::no, place.domain);
    bool first = true;
    for (const model::Expression& part : e.arguments) {
        const int one = truth(part, place);
        // The first part alone, unless its own flags would be more than a connective keeps.
        if (first && !place.flags)
            result = one;
        else
            result = emit({.opcode = opcode, .domain = place.domain, .a = result, .b = one}, Shape::truth);
        first = false;
    }
    return result;
}

int Compiler::inside_bounds(int rows, int from, int until) {
    return emit({.opcode = Opcode::within,
                 .domain = rows,
                 .a = load(rows, event_column::begin),
                 .b = lift(from, rows),
                 .c = lift(until, rows),
                 .e = is_deemed_domain(rows) ? 1 : 0},
                Shape::truth);
}

int Compiler::happened(const model::Expression& e, const Place& place) {
    const int rows = rows_of_events(place.domain, e.index);
    int in = members(rows, e.index, true, place);
    int point = -1;
    if (e.arguments.size() > 1) {
        const Window bounds = window(e.arguments[1], place);
        point = bounds.point;
        const int inside = inside_bounds(rows, bounds.from, bounds.until);
        in = emit({.opcode = Opcode::and_, .domain = rows, .a = in, .b = inside}, Shape::truth);
    } else if (place.bounds_from >= 0) {
        in = conjunction(in, inside_bounds(rows, place.bounds_from, place.bounds_until), rows);
    }
    const bool has_condition = !e.arguments.empty() && e.arguments[0].operation != Operation::constant;
    int fit = -1;
    if (has_condition) {
        Place inner = place.at_frame(e.frame, {rows, code_.domains[static_cast<std::size_t>(rows)].table});
        inner.flags = false;
        fit = truth(e.arguments[0], inner);
    }
    int any = emit({.opcode = Opcode::last_fits,
                    .domain = place.domain,
                    .a = in,
                    .b = fit,
                    .c = load(rows, event_column::begin),
                    .d = load(rows, event_column::order),
                    .immediate = rows},
                   Shape::truth);
    if (point >= 0)
        // Before its point has come nothing has happened in it.
        any = emit({.opcode = Opcode::where_anchored, .domain = place.domain, .a = any, .b = point}, Shape::truth);
    if (e.operation == Operation::happened) return any;
    const int not_any = emit({.opcode = Opcode::not_, .domain = place.domain, .a = any}, Shape::truth);
    if (point < 0) return not_any;
    return emit({.opcode = Opcode::where_anchored, .domain = place.domain, .a = not_any, .b = point, .e = 1},
                Shape::truth);
}

int Compiler::quantified(const model::Expression& e, const Place& place) {
    const Operand list = value(e.arguments[0], place);
    if (list.kind == Operand::Kind::choice) {
        if (e.operation == Operation::every || !list.of_occurrences || list.may_be_unlisted)
            throw LeftOutError{"quantifier over one"};
        const int none =
            emit({.opcode = Opcode::state_is, .domain = place.domain, .a = list.state, .immediate = state::none},
                 Shape::truth);
        return e.operation == Operation::none
                   ? none
                   : emit({.opcode = Opcode::not_, .domain = place.domain, .a = none}, Shape::truth);
    }
    if (list.kind != Operand::Kind::list) throw LeftOutError{"quantifier of another kind"};
    const int in = list.in >= 0 ? list.in : truth_constant(truth_bits::yes, list.rows);
    if (e.operation == Operation::every) {
        Place inner = place.at_frame(e.frame, element_frame(list));
        inner.flags = false;
        const int holds = truth(e.arguments[1], inner);
        return emit({.opcode = Opcode::every_row,
                     .domain = place.domain,
                     .a = in,
                     .b = holds,
                     .c = list.state,
                     .immediate = list.rows},
                    Shape::truth);
    }
    const int some =
        emit({.opcode = Opcode::some_row, .domain = place.domain, .a = in, .b = list.state, .immediate = list.rows},
             Shape::truth);
    return e.operation == Operation::some
               ? some
               : emit({.opcode = Opcode::not_, .domain = place.domain, .a = some}, Shape::truth);
}

}  // namespace fadu::program
