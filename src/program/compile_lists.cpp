// Lists: occurrences, filters, maps, and what is counted or summed over them (engine/impl/collections_inl.hpp).
#include "program/compiler.hpp"

namespace fadu::program {

using model::Operation;

Frame Compiler::element_frame(const Operand& list) const {
    if (list.table < 0) throw LeftOutError{"condition on computed values"};
    return {list.rows, list.table};
}

Operand Compiler::list_of_occurrences(const model::Expression& e, const Place& place) {
    if (e.rounds == model::Rounds::first || e.rounds == model::Rounds::last) {
        Operand choice = last_member(e.index, false, e.rounds == model::Rounds::last, place);
        choice.type = e.type;
        return choice;
    }
    Operand list;
    list.kind = Operand::Kind::list;
    list.type = e.type;
    list.rows = rows_of_events(place.domain, e.index);
    list.table = code_.domains[static_cast<std::size_t>(list.rows)].table;
    list.in = members(list.rows, e.index, e.rounds == model::Rounds::live, place);
    list.of_occurrences = true;
    return list;
}

Operand Compiler::first_or_last(const model::Expression& e, const Place& place) {
    const bool first = e.operation == Operation::first_item;
    const Operand list = value(e.arguments[0], place);
    if (list.kind == Operand::Kind::choice) return list;  // 首次, 最后一次: already the one
    if (list.kind != Operand::Kind::list) throw LeftOutError{"list of another kind"};
    const int in = list.in >= 0 ? list.in : truth_constant(truth_bits::yes, list.rows);
    const bool of_occurrences = e.arguments[0].type.element == model::TypeKind::occurrence;
    Instruction pick{.opcode = Opcode::pick_in_order,
                     .domain = list.rows,
                     .a = in,
                     .b = list.state,
                     .e = (first ? 1 : 0) | (of_occurrences ? 2 : 0)};
    pick.out = new_register(Shape::truth, list.rows);
    pick.second = new_register(Shape::list, place.domain);
    code_.instructions.push_back(pick);
    Operand choice = list;
    choice.kind = Operand::Kind::choice;
    choice.type = e.type;
    choice.in = pick.out;
    choice.state = static_cast<int>(pick.second);
    choice.of_occurrences = of_occurrences;
    choice.may_be_unlisted = true;
    if (list.element < 0) return choice;
    const int joined = emit({.opcode = Opcode::join_chosen,
                             .domain = place.domain,
                             .a = list.element,
                             .b = choice.in,
                             .c = choice.state,
                             .immediate = list.rows},
                            shape_of(list.element));
    return cells(joined, e.type, list.element_scale);
}

int Compiler::derived_state(int list, int domain) {
    return list < 0 ? -1 : emit({.opcode = Opcode::derived_list, .domain = domain, .a = list}, Shape::list);
}

Operand Compiler::filter(const model::Expression& e, const Place& place) {
    Operand list = value(e.arguments[0], place);
    if (list.kind != Operand::Kind::list) throw LeftOutError{"filter of another kind"};
    Place inner = place.at_frame(e.frame, element_frame(list));
    inner.flags = false;
    const int holds = truth(e.arguments[1], inner);
    list.state = derived_state(list.state, place.domain);
    list.in = list.in < 0 ? holds
                          : emit({.opcode = Opcode::and_, .domain = list.rows, .a = list.in, .b = holds}, Shape::truth);
    list.type = e.type;
    return list;
}

Operand Compiler::map(const model::Expression& e, const Place& place) {
    const Operand list = value(e.arguments[0], place);
    if (list.kind != Operand::Kind::list) throw LeftOutError{"list of another kind"};
    Place inner = place.at_frame(e.frame, element_frame(list));
    inner.flags = false;
    const Operand element = value(e.arguments[1], inner);
    Operand mapped = list;
    mapped.state = derived_state(list.state, place.domain);
    mapped.type = e.type;
    mapped.table = -1;
    mapped.of_occurrences = false;
    if (element.kind == Operand::Kind::cells) {
        mapped.element = element.reg;
        mapped.element_scale = element.scale;
        return mapped;
    }
    if (element.kind != Operand::Kind::list) throw LeftOutError{"list of rows of another kind"};
    // A list of lists is one list.
    const int flat = new_domain(
        {Domain::Kind::flat, place.domain, code_.domains[static_cast<std::size_t>(element.rows)].table, element.rows});
    const auto carry = [&](int reg) {
        return emit({.opcode = Opcode::same_rows, .domain = flat, .a = reg}, shape_of(reg));
    };
    int in = element.in;
    if (list.in >= 0) {
        const int outer = lift(list.in, element.rows);
        in = in < 0 ? outer : emit({.opcode = Opcode::and_, .domain = element.rows, .a = outer, .b = in}, Shape::truth);
    }
    mapped.rows = flat;
    mapped.in = in < 0 ? -1 : carry(in);
    mapped.table = element.table;
    mapped.of_occurrences = element.of_occurrences;
    mapped.element = element.element < 0 ? -1 : carry(element.element);
    mapped.element_scale = element.element_scale;
    if (element.state >= 0)
        mapped.state = emit({.opcode = Opcode::flat_state,
                             .domain = place.domain,
                             .a = mapped.state,
                             .b = element.state,
                             .c = list.in >= 0 ? list.in : truth_constant(truth_bits::yes, list.rows),
                             .immediate = list.rows},
                            Shape::list);
    return mapped;
}

Operand Compiler::aggregate(const model::Expression& e, const Place& place) {
    const Operand list = value(e.arguments[0], place);
    if (list.kind != Operand::Kind::list) throw LeftOutError{"list of another kind"};
    const int in = list.in >= 0 ? list.in : truth_constant(truth_bits::yes, list.rows);
    if (e.operation == Operation::count) {
        int key = -1;
        std::int64_t unknown_key = 0;
        bool keyed = false;
        if (list.table >= 0) {
            const Table& table = layout_.tables[static_cast<std::size_t>(list.table)];
            if (table.kind != Table::Kind::values) {
                const model::Record& record = book_.records[static_cast<std::size_t>(table.record)];
                const auto& fields = table.kind == Table::Kind::events
                                         ? record.events[static_cast<std::size_t>(table.event)].fields
                                         : record.fields;
                int found = -1;
                for (std::size_t i = 0; i < fields.size(); ++i) {
                    if (!fields[i].key) continue;
                    if (found >= 0 || fields[i].default_value || table.kind == Table::Kind::events)
                        throw LeftOutError{"key of another kind"};
                    found = static_cast<int>(i);
                }
                keyed = found >= 0;
                if (keyed) key = load(list.rows, found);
            }
        }
        if (key >= 0) {
            switch (shape_of(key)) {
                case Shape::text: unknown_key = -1; break;
                case Shape::number: unknown_key = no_low; break;
                case Shape::time: unknown_key = beginning; break;
                case Shape::set: unknown_key = 0; break;
                default: throw LeftOutError{"key of another kind"};
            }
        }
        const int count = emit({.opcode = Opcode::count_rows,
                                .domain = place.domain,
                                .a = in,
                                .b = key,
                                .c = list.state,
                                .e = keyed ? 1 : 0,
                                .immediate = list.rows,
                                .second = unknown_key},
                               Shape::number);
        return cells(count, e.type);
    }
    if (list.element < 0) throw LeftOutError{"extreme of rows"};
    const Shape shape = shape_of(list.element);
    Instruction reduce{.domain = place.domain, .a = in, .b = list.element, .c = list.state, .immediate = list.rows};
    if (e.operation == Operation::sum) {
        if (shape != Shape::number) throw LeftOutError{"sum of another kind"};
        reduce.opcode = Opcode::sum_rows;
    } else {
        if (shape != Shape::number && shape != Shape::time) throw LeftOutError{"extreme of another kind"};
        reduce.opcode = e.operation == Operation::least ? Opcode::least_row : Opcode::greatest_row;
    }
    return cells(emit(reduce, shape), e.type, list.element_scale);
}

}  // namespace fadu::program
