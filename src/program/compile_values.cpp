// Values: constants, fields, properties of occurrences, definitions, lists, parameters, arithmetic.
#include <algorithm>

#include "program/compiler.hpp"
#include "program/fill.hpp"

namespace fadu::program {

using model::Operation;

namespace {

/// Does the expression itself look at the case from the reference moment?
bool looks_back(Operation operation) {
    switch (operation) {
        case Operation::last_live:
        case Operation::occurrences:
        case Operation::definition:
        case Operation::list_result:
        case Operation::state:
        case Operation::happened:
        case Operation::not_happened: return true;
        default: return false;
    }
}

/// The innermost of the domains that the expression's frames and its reference moment stand in.
int needed_domain(const model::Expression& expression, const Place& place, int moment_domain, int deepest,
                  const std::vector<int>& bound, const auto& is_within) {
    const auto deeper = [&](int domain) {
        if (domain >= 0 && is_within(domain, deepest)) deepest = domain;
    };
    if (expression.operation == Operation::frame) {
        const int frame = expression.index >= 0 ? expression.index : expression.frame;
        const bool inner = std::find(bound.begin(), bound.end(), frame) != bound.end();
        if (!inner && static_cast<std::size_t>(frame) < place.frames.size())
            deeper(place.frames[static_cast<std::size_t>(frame)].domain);
    }
    if (looks_back(expression.operation)) {
        deeper(place.act);
        deeper(moment_domain);
    }
    if (expression.operation == Operation::last_live && place.anchor.domain >= 0) deeper(place.anchor.domain);
    std::vector<int> inside = bound;
    if (expression.frame >= 0 && expression.operation != Operation::frame) inside.push_back(expression.frame);
    for (const model::Expression& argument : expression.arguments)
        deepest = needed_domain(argument, place, moment_domain, deepest, inside, is_within);
    return deepest;
}

}  // namespace

Operand Compiler::cells(int reg, const model::Type& type, int scale) const {
    Operand operand;
    operand.kind = Operand::Kind::cells;
    operand.type = type;
    operand.reg = reg;
    operand.scale = scale;
    return operand;
}

Operand Compiler::constant_value(const model::Constant& given, const model::Type& type, int domain) {
    if (const auto* period = std::get_if<time::Period>(&given))
        return cells(constant(Shape::set, domain, std::int64_t{1} << period_set(*period), 0, state::value), type);
    Column column;
    column.type = type;
    if (!has_shape(book_, type, column.shape) || column.shape == Shape::list)
        throw LeftOutError{"constant of another type"};
    if (std::holds_alternative<std::monostate>(given)) return none_value(type, domain, false);
    if (const auto* text = std::get_if<std::string>(&given)) {
        const auto known = std::find(code_.texts.begin(), code_.texts.end(), *text);
        const auto number = known - code_.texts.begin();
        if (known == code_.texts.end()) code_.texts.push_back(*text);
        return cells(constant(Shape::text, domain, number, 0, state::value), type);
    }
    if (const auto* number = std::get_if<model::Number>(&given)) {
        for (int scale = 0; scale <= 12; ++scale) {
            std::int64_t value = 0;
            if (!scaled(*number, scale, value)) continue;
            return cells(constant(Shape::number, domain, value, value, state::value), type, scale);
        }
        throw LeftOutError{"number without a finite decimal"};
    }
    TextPool none({});
    const Cell cell = cell_of(given, column, {none, code_.periods});
    if ((cell.state & state::deferred) != 0) throw LeftOutError{"constant of another type"};
    return cells(constant(column.shape, domain, cell.low, cell.high, cell.state), type);
}

Operand Compiler::unknown_value(const model::Type& type, int domain) {
    if (type.kind == model::TypeKind::span) return cells(constant(Shape::set, domain, 0, 0, state::value), type);
    Column column;
    column.type = type;
    if (!has_shape(book_, type, column.shape) || column.shape == Shape::list)
        throw LeftOutError{"value of another type"};
    const Cell cell = unknown_cell(column);
    return cells(constant(column.shape, domain, cell.low, cell.high, cell.state), type);
}

Operand Compiler::none_value(const model::Type& type, int domain, bool gone) {
    const std::uint8_t flags = gone ? state::gone | state::absent : 0;
    if (type.kind == model::TypeKind::span)
        return cells(constant(Shape::set, domain, 0, 0, static_cast<std::uint8_t>(state::none | flags)), type);
    Column column;
    column.type = type;
    if (!has_shape(book_, type, column.shape) || column.shape == Shape::list)
        throw LeftOutError{"value of another type"};
    Cell cell = none_cell(column);
    if (gone) cell.state |= column.shape == Shape::truth ? truth_bits::gone | truth_bits::absent : flags;
    return cells(constant(column.shape, domain, cell.low, cell.high, cell.state), type, scale_of(type));
}

Operand Compiler::value(const model::Expression& expression, const Place& place) {
    // What does not change from row to row is computed once for the outer row.
    const auto inside = [this](int domain, int ancestor) { return is_within(domain, ancestor); };
    const int moment_domain = place.moment >= 0 ? domain_of(place.moment) : -1;
    const int domain = needed_domain(expression, place, moment_domain, 0, {}, inside);
    if (domain == place.domain || !is_within(place.domain, domain)) return value_here(expression, place);
    Place outer = place;
    outer.domain = domain;
    Operand operand = value_here(expression, outer);
    if (operand.kind == Operand::Kind::cells) {
        operand.reg = lift(operand.reg, place.domain);
        return operand;
    }
    if (operand.kind == Operand::Kind::row) return operand;
    return value_here(expression, place);  // rows hang on the domain that they are asked for in
}

Operand Compiler::value_here(const model::Expression& e, const Place& place) {
    switch (e.operation) {
        case Operation::constant: return constant_value(e.constant, e.type, place.domain);
        case Operation::frame: {
            const auto index = static_cast<std::size_t>(e.index >= 0 ? e.index : e.frame);
            if (index >= place.frames.size() || place.frames[index].domain < 0) {
                Operand nothing;
                nothing.kind = Operand::Kind::nothing;
                nothing.type = e.type;
                return nothing;
            }
            const Frame& frame = place.frames[index];
            const int table = frame.table;
            if (table >= 0 && layout_.tables[static_cast<std::size_t>(table)].kind == Table::Kind::values) {
                const int reg = load(frame.domain, 0);
                return cells(lift(reg, place.domain), e.type, scale_of(e.type));
            }
            Operand row;
            row.kind = Operand::Kind::row;
            row.type = e.type;
            row.frame = frame;
            return row;
        }
        case Operation::field: return field(e, place);
        case Operation::property: return property(e, place);
        case Operation::last_live: {
            Operand choice = last_member(e.index, true, true, place);
            choice.type = e.type;
            return choice;
        }
        case Operation::occurrences: return list_of_occurrences(e, place);
        case Operation::filter: return filter(e, place);
        case Operation::map: return map(e, place);
        case Operation::count:
        case Operation::sum:
        case Operation::least:
        case Operation::greatest: return aggregate(e, place);
        case Operation::definition: return definition(e, place);
        case Operation::list_result: return list_result(e, place);
        case Operation::parameter: return parameter(e, place);
        case Operation::add:
        case Operation::subtract:
        case Operation::multiply:
        case Operation::negate: return arithmetic(e, place);
        case Operation::add_period: {
            const Window end = window(e, place);
            const int reg = emit(
                {.opcode = Opcode::end_of_period, .domain = place.domain, .a = end.until, .b = end.point}, Shape::time);
            return cells(reg, e.type);
        }
        case Operation::equal:
        case Operation::not_equal:
        case Operation::less:
        case Operation::less_equal:
        case Operation::greater:
        case Operation::greater_equal: return cells(comparison(e, place), e.type);
        case Operation::in_set: return cells(in_set(e, place), e.type);
        case Operation::in_range: return cells(in_range(e, place), e.type);
        case Operation::includes: return cells(includes(e, place), e.type);
        case Operation::before:
        case Operation::after:
        case Operation::not_after:
        case Operation::not_before: return cells(order_in_time(e, place), e.type);
        case Operation::is_none: {
            const Operand operand = value(e.arguments[0], place);
            if (operand.kind == Operand::Kind::cells) {
                const bool truth = shape_of(operand.reg) == Shape::truth;
                return cells(emit({.opcode = truth ? Opcode::truth_state_is : Opcode::state_is,
                                   .domain = place.domain,
                                   .a = operand.reg,
                                   .immediate = state::none},
                                  Shape::truth),
                             e.type);
            }
            if (operand.kind == Operand::Kind::choice)
                return cells(emit({.opcode = Opcode::state_is,
                                   .domain = place.domain,
                                   .a = operand.state,
                                   .immediate = state::none},
                                  Shape::truth),
                             e.type);
            throw LeftOutError{"为 无 of another kind"};
        }
        case Operation::matches: {
            const Operand operand = value(e.arguments[0], place);
            const auto* pattern = std::get_if<std::string>(&e.constant);
            if (operand.kind != Operand::Kind::cells || !pattern) throw LeftOutError{"pattern of another kind"};
            const Operand form = constant_value(*pattern, {model::TypeKind::text}, place.domain);
            const std::int64_t number = code_.registers[static_cast<std::size_t>(form.reg)].low;
            return cells(
                emit({.opcode = Opcode::text_matches, .domain = place.domain, .a = operand.reg, .immediate = number},
                     Shape::truth),
                e.type);
        }
        case Operation::and_:
        case Operation::or_: return cells(connective(e, place), e.type);
        case Operation::not_: {
            const int inner = truth(e.arguments[0], place);
            return cells(emit({.opcode = Opcode::not_, .domain = place.domain, .a = inner}, Shape::truth), e.type);
        }
        case Operation::happened:
        case Operation::not_happened: return cells(happened(e, place), e.type);
        case Operation::some:
        case Operation::none:
        case Operation::every: return cells(quantified(e, place), e.type);
        case Operation::untranslatable: return unknown_value(e.type, place.domain);
        case Operation::half: {
            const Operand whole = value(e.arguments[0], place);
            if (whole.kind != Operand::Kind::cells || shape_of(whole.reg) != Shape::number)
                throw LeftOutError{"half of another kind"};
            return cells(emit({.opcode = Opcode::halve, .domain = place.domain, .a = whole.reg}, Shape::number), e.type,
                         whole.scale + 1);
        }
        case Operation::divide: throw LeftOutError{"division"};
        case Operation::round: throw LeftOutError{"rounding"};
        case Operation::mean: throw LeftOutError{"mean"};
        case Operation::first_item:
        case Operation::last_item: return first_or_last(e, place);
        case Operation::state: throw LeftOutError{"state"};
        case Operation::gaps: throw LeftOutError{"interruptions"};
        case Operation::in_interval: {
            const Operand days = value(e.arguments[0], place);
            const Operand date = value(e.arguments[1], place);
            if (days.kind != Operand::Kind::cells || shape_of(days.reg) != Shape::days)
                throw LeftOutError{"interval of another kind"};
            return cells(emit({.opcode = Opcode::in_days,
                               .domain = place.domain,
                               .a = days.reg,
                               .b = times(date, true, place.domain)},
                              Shape::truth),
                         e.type);
        }
        case Operation::includes_in_order: throw LeftOutError{"order of a list"};
        case Operation::text_contains: {
            const Operand whole = value(e.arguments[0], place);
            const Operand part = value(e.arguments[1], place);
            const auto is_text = [&](const Operand& o) {
                return o.kind == Operand::Kind::cells && shape_of(o.reg) == Shape::text;
            };
            if (!is_text(whole) || !is_text(part)) throw LeftOutError{"text of another kind"};
            return cells(emit({.opcode = Opcode::text_contains, .domain = place.domain, .a = whole.reg, .b = part.reg},
                              Shape::truth),
                         e.type);
        }
        default: throw LeftOutError{"another operation"};
    }
}

Operand Compiler::field(const model::Expression& e, const Place& place) {
    return field_of_operand(value(e.arguments[0], place), e.index, e.type, place);
}

Operand Compiler::field_of_operand(const Operand& owner, int field, const model::Type& type, const Place& place) {
    const bool list = type.kind == model::TypeKind::list;
    const bool nested = type.kind == model::TypeKind::record;
    if (owner.kind == Operand::Kind::nothing) {
        if (list || nested) throw LeftOutError{"list of what is not there"};
        return none_value(type, place.domain, true);
    }
    if (owner.kind == Operand::Kind::row) {
        if (list || nested) {
            const int state_of = lift(load(owner.frame.domain, field), place.domain);
            const int rows = rows_of_list(owner.frame, place.domain, field);
            Operand operand;
            operand.kind = list ? Operand::Kind::list : Operand::Kind::choice;
            operand.type = type;
            operand.rows = rows;
            operand.table = code_.domains[static_cast<std::size_t>(rows)].table;
            operand.state = state_of;
            if (nested) operand.in = truth_constant(truth_bits::yes, rows);
            const Table& table = layout_.tables[static_cast<std::size_t>(operand.table)];
            if (list && table.kind == Table::Kind::values) {
                operand.element = load(rows, 0);
                operand.element_scale = table.columns.front().scale;
            }
            return operand;
        }
        const int reg = load(owner.frame.domain, field);
        return cells(lift(reg, place.domain), type, scale_of(type));
    }
    if (owner.kind == Operand::Kind::choice) {
        if (list) return list_of_choice(owner, field, type, place);
        if (nested) throw LeftOutError{"record of an occurrence that may be another"};
        const Table::Kind kind = layout_.tables[static_cast<std::size_t>(owner.table)].kind;
        const int own = load(owner.rows, field);
        const Shape shape = shape_of(own);
        const int joined = emit({.opcode = Opcode::join_chosen,
                                 .domain = place.domain,
                                 .a = own,
                                 .b = owner.in,
                                 .c = owner.state,
                                 .e = kind == Table::Kind::records ? 1 : 0,
                                 .immediate = owner.rows},
                                shape);
        return cells(joined, type, scale_of(type));
    }
    throw LeftOutError{"field of another kind"};
}

/// The list that the last (first, …) occurrence holds; where several may be the one, nobody says what is in it.
Operand Compiler::list_of_choice(const Operand& owner, int field, const model::Type& type, const Place& place) {
    const int inner = rows_of_list({owner.rows, owner.table}, owner.rows, field);
    const int flat =
        new_domain({Domain::Kind::flat, place.domain, code_.domains[static_cast<std::size_t>(inner)].table, inner});
    const int alone = emit({.opcode = Opcode::alone, .domain = owner.rows, .a = owner.in}, Shape::truth);
    Operand list;
    list.kind = Operand::Kind::list;
    list.type = type;
    list.rows = flat;
    list.table = code_.domains[static_cast<std::size_t>(inner)].table;
    list.in = emit({.opcode = Opcode::same_rows, .domain = flat, .a = lift(alone, inner)}, Shape::truth);
    list.state = emit({.opcode = Opcode::one_chosen,
                       .domain = place.domain,
                       .a = load(owner.rows, field),
                       .b = owner.in,
                       .c = owner.state,
                       .immediate = owner.rows},
                      Shape::list);
    const Table& table = layout_.tables[static_cast<std::size_t>(list.table)];
    if (table.kind == Table::Kind::values) {
        list.element = load(flat, 0);
        list.element_scale = table.columns.front().scale;
    }
    return list;
}

Operand Compiler::property(const model::Expression& e, const Place& place) {
    const Operand owner = value(e.arguments[0], place);
    const bool deemed = (owner.kind == Operand::Kind::row && is_deemed_domain(owner.frame.domain)) ||
                        (owner.kind == Operand::Kind::choice && is_deemed_domain(owner.rows));
    if (deemed) throw LeftOutError{"day of a deemed event"};
    if (owner.kind == Operand::Kind::nothing) return none_value(e.type, place.domain, true);
    const auto end = [&](bool begin) {
        if (owner.kind != Operand::Kind::cells) return times(owner, begin, place.domain);
        if (shape_of(owner.reg) != Shape::days) throw LeftOutError{"day of a day"};
        return emit({.opcode = Opcode::end_of_days, .domain = place.domain, .a = owner.reg, .e = begin ? 3 : 2},
                    Shape::time);
    };
    const auto whole_day = [&](bool begin) {
        return cells(emit({.opcode = Opcode::by_day, .domain = place.domain, .a = end(begin)}, Shape::time), e.type);
    };
    switch (static_cast<model::Property>(e.index)) {
        case model::Property::first_day:
        case model::Property::day: return whole_day(true);
        case model::Property::last_day: return whole_day(false);
        case model::Property::begin: return cells(end(true), e.type);
        case model::Property::end: return cells(end(false), e.type);
        default: throw LeftOutError{"length of time"};
    }
}

int Compiler::times(const Operand& operand, bool begin, int domain) {
    switch (operand.kind) {
        case Operand::Kind::cells:
            if (shape_of(operand.reg) == Shape::days)
                return emit({.opcode = Opcode::end_of_days, .domain = domain, .a = operand.reg, .e = begin ? 1 : 0},
                            Shape::time);
            if (shape_of(operand.reg) != Shape::time) throw LeftOutError{"time of another kind"};
            return operand.reg;
        case Operand::Kind::nothing:
            return constant(Shape::time, domain, beginning, ending, state::none | state::gone | state::absent);
        case Operand::Kind::row: {
            const Table& table = layout_.tables[static_cast<std::size_t>(operand.frame.table)];
            if (table.kind != Table::Kind::events) throw LeftOutError{"time of another kind"};
            return lift(load(operand.frame.domain, begin ? event_column::begin : event_column::end), domain);
        }
        case Operand::Kind::choice: {
            if (!operand.of_occurrences) throw LeftOutError{"time of another kind"};
            const int own = load(operand.rows, begin ? event_column::begin : event_column::end);
            return emit({.opcode = Opcode::join_chosen,
                         .domain = domain,
                         .a = own,
                         .b = operand.in,
                         .c = operand.state,
                         .immediate = operand.rows},
                        Shape::time);
        }
        case Operand::Kind::list: break;
    }
    throw LeftOutError{"time of another kind"};
}

int Compiler::place_in_record(const Operand& operand, int domain) {
    if (operand.kind == Operand::Kind::row) return lift(load(operand.frame.domain, event_column::sequence), domain);
    if (operand.kind == Operand::Kind::choice && operand.of_occurrences)
        return emit({.opcode = Opcode::join_places,
                     .domain = domain,
                     .a = load(operand.rows, event_column::sequence),
                     .b = operand.in,
                     .immediate = operand.rows},
                    Shape::plain);
    return -1;
}

Operand Compiler::choose(const std::vector<int>& conditions, std::vector<Operand> values, const model::Type& type,
                         int domain) {
    int scale = 0;
    for (const Operand& operand : values) {
        if (operand.kind != Operand::Kind::cells) throw LeftOutError{"definition of another kind"};
        scale = std::max(scale, operand.scale);
    }
    std::vector<int> operands = conditions;
    for (Operand& operand : values) {
        if (shape_of(operand.reg) == Shape::number && operand.scale < scale) {
            Operand fine = cells(-1, type, scale);
            same_scale(operand, fine);
        }
        operands.push_back(operand.reg);
    }
    const Shape shape = shape_of(values.front().reg);
    return cells(emit_with({.opcode = Opcode::choose, .domain = domain}, shape, operands), type, scale);
}

Operand Compiler::definition(const model::Expression& e, const Place& place) {
    // A definition looks at the case alone, from the place's reference moment.
    Place own;
    own.domain = reference_domain(place);
    own.frames = {{0, 0}};
    own.act = place.act;
    own.moment = place.moment;
    const std::tuple key(e.index, own.act, own.moment, place.flags);
    own.flags = place.flags;
    const auto found = definitions_.find(key);
    Operand operand = found != definitions_.end() ? found->second : definition_at(e.index, own);
    definitions_.emplace(key, operand);
    if (operand.kind != Operand::Kind::cells) throw LeftOutError{"definition of another kind"};
    operand.reg = lift(operand.reg, place.domain);
    return operand;
}

Operand Compiler::definition_at(int index, const Place& place) {
    const model::Definition& definition = book_.definitions[static_cast<std::size_t>(index)];
    if (definition.slot >= 0) throw LeftOutError{"definition with versions"};
    Place own = place;
    own.policy = &definition.policy;
    std::vector<int> conditions;
    std::vector<Operand> values;
    for (const model::Case& alternative : definition.cases) {
        Place plain = own;
        plain.flags = false;
        conditions.push_back(truth(alternative.condition, plain));
        values.push_back(value(alternative.value, own));
    }
    values.push_back(value(definition.default_value, own));
    if (conditions.empty()) {
        Operand only = values.front();
        only.type = definition.type;
        return only;
    }
    return choose(conditions, std::move(values), definition.type, own.domain);
}

Operand Compiler::parameter(const model::Expression& e, const Place& place) {
    const model::Parameter& parameter = book_.parameters[static_cast<std::size_t>(e.index)];
    const auto set = settings_.parameters.find(parameter.name);
    if (set != settings_.parameters.end()) return constant_value(set->second, e.type, place.domain);
    if (parameter.value) return constant_value(*parameter.value, e.type, place.domain);
    return unknown_value(e.type, place.domain);
}

int Compiler::same_scale(Operand& a, Operand& b) {
    const int scale = std::max(a.scale, b.scale);
    for (Operand* operand : {&a, &b}) {
        if (operand->reg < 0 || operand->scale == scale) continue;
        std::int64_t factor = 1;
        for (int i = operand->scale; i < scale; ++i) factor *= 10;
        operand->reg =
            emit({.opcode = Opcode::rescale, .domain = domain_of(operand->reg), .a = operand->reg, .immediate = factor},
                 Shape::number);
        operand->scale = scale;
    }
    return scale;
}

Operand Compiler::arithmetic(const model::Expression& e, const Place& place) {
    std::vector<Operand> operands;
    for (const model::Expression& argument : e.arguments) {
        operands.push_back(value(argument, place));
        if (operands.back().kind != Operand::Kind::cells || shape_of(operands.back().reg) != Shape::number)
            throw LeftOutError{"arithmetic of another kind"};
    }
    if (e.operation == Operation::negate)
        return cells(emit({.opcode = Opcode::negate, .domain = place.domain, .a = operands[0].reg}, Shape::number),
                     e.type, operands[0].scale);
    int scale = 0;
    Opcode opcode = Opcode::add;
    if (e.operation == Operation::multiply) {
        scale = operands[0].scale + operands[1].scale;
        if (scale > 12) throw LeftOutError{"product of many decimals"};
        opcode = Opcode::multiply;
    } else {
        scale = same_scale(operands[0], operands[1]);
        if (e.operation == Operation::subtract) opcode = Opcode::subtract;
    }
    return cells(
        emit({.opcode = opcode, .domain = place.domain, .a = operands[0].reg, .b = operands[1].reg}, Shape::number),
        e.type, scale);
}

}  // namespace fadu::program
