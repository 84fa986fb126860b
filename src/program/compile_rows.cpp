// Rows: events by kind, elements of lists, and which of them are seen and live from a reference moment (engine/world.hpp).
#include <algorithm>

#include "program/compiler.hpp"

namespace fadu::program {

int Compiler::events_table(int event) {
    if (const int known = layout_.find_events(event); known >= 0) return known;
    Table table;
    table.kind = Table::Kind::events;
    table.parent = 0;
    table.record = record_;
    table.event = event;
    layout_.tables.push_back(table);
    return static_cast<int>(layout_.tables.size()) - 1;
}

const model::Field& Compiler::field_of(int table, int field) const {
    const Table& shape = layout_.tables[static_cast<std::size_t>(table)];
    const model::Record& record = book_.records[static_cast<std::size_t>(shape.record)];
    const auto& fields =
        shape.kind == Table::Kind::events ? record.events[static_cast<std::size_t>(shape.event)].fields : record.fields;
    return fields[static_cast<std::size_t>(field)];
}

int Compiler::child_table(int table, int field) {
    if (const int known = layout_.find_child(table, field); known >= 0) return known;
    const model::Type& type = field_of(table, field).type;
    Table child;
    child.parent = table;
    child.field = field;
    const bool of_records = type.kind == model::TypeKind::record ||
                            (type.kind == model::TypeKind::list && type.element == model::TypeKind::record);
    if (of_records) {
        child.kind = Table::Kind::records;
        child.record = type.index;
    } else {
        child.kind = Table::Kind::values;
        Column column;
        column.type = type.element_type();
        column.scale = scale_of(column.type);
        if (!has_shape(book_, column.type, column.shape)) throw LeftOutError{"list of another type"};
        child.columns.push_back(column);
    }
    layout_.tables.push_back(child);
    return static_cast<int>(layout_.tables.size()) - 1;
}

int Compiler::column(int table, int field) {
    if (const int known = layout_.find_column(table, field); known >= 0) return known;
    Column made;
    made.field = field;
    if (field < 0) {
        made.shape = shape_of_event_column(field);
    } else {
        made.type = field_of(table, field).type;
        made.scale = scale_of(made.type);
        if (!has_shape(book_, made.type, made.shape)) throw LeftOutError{"field of another type"};
    }
    auto& columns = layout_.tables[static_cast<std::size_t>(table)].columns;
    columns.push_back(made);
    return static_cast<int>(columns.size()) - 1;
}

int Compiler::rows_of_events(int domain, int event) {
    int table = -1;
    int mark = -1;
    if (const int deem = deem_of_[static_cast<std::size_t>(event)]; deem >= 0) {
        // One row for each occurrence from which its period runs.
        const Deemed& made = deemed_rows(event);
        table = code_.domains[static_cast<std::size_t>(made.anchors)].table;
        mark = deemed_mark(event);
    } else {
        table = events_table(event);
    }
    if (domain == 0) return new_domain({Domain::Kind::table, 0, table, mark});
    return new_domain({Domain::Kind::of_case, domain, table, mark});
}

int Compiler::rows_of_list(const Frame& frame, int domain, int field) {
    const int table = child_table(frame.table, field);
    const Domain& owner = code_.domains[static_cast<std::size_t>(frame.domain)];
    const bool as_it_stands = owner.kind == Domain::Kind::table && frame.domain == domain;
    if (as_it_stands) return new_domain({Domain::Kind::table, domain, table, -1});
    if (frame.domain == domain) return new_domain({Domain::Kind::of_row, domain, table, frame.domain});
    // The elements of an outer row, for each inner row.
    if (!is_within(domain, frame.domain)) throw LeftOutError{"rows of another kind"};
    return new_domain({Domain::Kind::of_row, domain, table, frame.domain});
}

int Compiler::load(int domain, int field) {
    if (is_deemed_domain(domain)) return load_deemed(domain, field);
    const int table = code_.domains[static_cast<std::size_t>(domain)].table;
    const int index = column(table, field);
    const Shape shape = layout_.tables[static_cast<std::size_t>(table)].columns[static_cast<std::size_t>(index)].shape;
    return emit({.opcode = Opcode::load, .domain = domain, .immediate = index}, shape);
}

std::vector<int> Compiler::kinds_of(int event) const {
    const model::EventKind& kind =
        book_.records[static_cast<std::size_t>(record_)].events[static_cast<std::size_t>(event)];
    return kind.is_class ? kind.members : std::vector<int>{event};
}

bool Compiler::touches_deemed(int event) const {
    const std::vector<int> kinds = kinds_of(event);
    return std::any_of(kinds.begin(), kinds.end(), [&](int kind) { return deemed_[static_cast<std::size_t>(kind)]; });
}

std::int64_t Compiler::same_day_of(const time::CountingPolicy& policy) const {
    switch (policy.same_day) {
        case time::SameDay::unknown: return same_day::unknown;
        case time::SameDay::as_recorded: return same_day::as_recorded;
        case time::SameDay::in_order: return same_day::in_order;
    }
    return same_day::unknown;
}

int Compiler::ends_before_act(int rows, int act, const time::CountingPolicy& policy) {
    const int begin = lift(load(act, event_column::begin), rows);
    const int place = lift(load(act, event_column::sequence), rows);
    return emit({.opcode = Opcode::before,
                 .domain = rows,
                 .a = load(rows, event_column::end),
                 .b = begin,
                 .c = load(rows, event_column::sequence),
                 .d = place,
                 .immediate = same_day_of(policy)},
                Shape::truth);
}

int Compiler::visible(int rows, int event, const Place& place) {
    if (touches_deemed(event)) throw LeftOutError{"deemed event"};
    return seen(rows, load(rows, event_column::identity), place, false);
}

int Compiler::seen(int rows, int identity, const Place& place, bool also_the_act) {
    const int happened = load(rows, event_column::happened);
    const int planned = load(rows, event_column::planned);
    if (place.moment >= 0)
        return emit({.opcode = Opcode::visible_by,
                     .domain = rows,
                     .a = happened,
                     .b = planned,
                     .c = load(rows, event_column::begin),
                     .d = lift(place.moment, rows),
                     .e = is_deemed_domain(rows) ? 1 : 0},
                    Shape::truth);
    if (place.act < 0)
        return emit({.opcode = Opcode::visible_now, .domain = rows, .a = happened, .b = planned}, Shape::truth);
    const int of_act = lift(load(place.act, event_column::identity), rows);
    const int itself = emit({.opcode = Opcode::same_number, .domain = rows, .a = identity, .b = of_act}, Shape::truth);
    const auto visible_at = [&](int not_seen) {
        return emit({.opcode = Opcode::visible_at,
                     .domain = rows,
                     .a = happened,
                     .b = planned,
                     .c = not_seen,
                     .d = ends_before_act(rows, place.act, *place.policy)},
                    Shape::truth);
    };
    if (!also_the_act) return visible_at(itself);
    // The act that is looked from may itself be what spends: then it counts as far as it happened.
    const int others = visible_at(truth_constant(truth_bits::no, rows));
    return emit_with({.opcode = Opcode::choose, .domain = rows}, Shape::truth, {itself, happened, others});
}

int Compiler::members(int rows, int event, bool only_live, const Place& place) {
    int in = visible(rows, event, place);
    if (!only_live) return in;
    const std::vector<int> own_kinds = kinds_of(event);
    const auto shared = [&](const std::vector<int>& targets) {
        std::vector<int> spent;
        for (const int target : targets)
            for (const int kind : kinds_of(target))
                if (std::find(own_kinds.begin(), own_kinds.end(), kind) != own_kinds.end()) spent.push_back(kind);
        return spent;
    };
    // Spent by a later event (使 … 失效) that is itself seen,
    const auto& kinds = book_.records[static_cast<std::size_t>(record_)].events;
    for (std::size_t by = 0; by < kinds.size(); ++by) {
        const std::vector<int> spent = shared(kinds[by].voids);
        if (spent.empty() || kinds[by].is_class) continue;
        in = not_spent(in, rows, own_kinds, spent, static_cast<int>(by), nullptr, nullptr, place);
    }
    // or by a step that was sent back.
    for (const model::Procedure& procedure : book_.procedures) {
        if (procedure.record != record_) continue;
        const bool returns = std::any_of(procedure.steps.begin(), procedure.steps.end(),
                                         [](const model::Step& step) { return step.return_to >= 0; });
        if (!returns) continue;
        const procedure::StepGraph graph(procedure);
        for (const model::Step& step : procedure.steps) {
            if (step.return_to < 0) continue;
            std::vector<int> targets;
            for (const int other : graph.spent_by_return(step.return_to))
                targets.push_back(procedure.steps[static_cast<std::size_t>(other)].event);
            const std::vector<int> spent = shared(targets);
            if (!spent.empty()) in = not_spent(in, rows, own_kinds, spent, step.event, &procedure, &step, place);
        }
    }
    return in;
}

int Compiler::not_spent(int in, int rows, const std::vector<int>& own_kinds, const std::vector<int>& spent, int by,
                        const model::Procedure* procedure, const model::Step* sent_back, const Place& place) {
    const int voiders = rows_of_events(rows, by);
    if (touches_deemed(by)) throw LeftOutError{"deemed event"};
    const int own = load(voiders, event_column::identity);
    // What is sent back is spent only after the sending back.
    const int voider_seen = seen(voiders, own, place, sent_back == nullptr);
    const int ended = lift(load(rows, event_column::end), voiders);
    const int order = emit({.opcode = Opcode::before,
                            .domain = voiders,
                            .a = ended,
                            .b = load(voiders, event_column::begin),
                            .c = lift(load(rows, event_column::sequence), voiders),
                            .d = load(voiders, event_column::sequence),
                            .immediate = same_day_of(*place.policy)},
                           Shape::truth);
    int spends = conjunction(voider_seen, order, voiders);
    // Not by itself; and of a class only the kinds that are meant.
    const int itself = emit({.opcode = Opcode::same_number,
                             .domain = voiders,
                             .a = own,
                             .b = lift(load(rows, event_column::identity), voiders)},
                            Shape::truth);
    spends = conjunction(spends, emit({.opcode = Opcode::not_, .domain = voiders, .a = itself}, Shape::truth), voiders);
    if (sent_back && sent_back->return_when) {
        if (looks_at_events(*sent_back->return_when)) throw LeftOutError{"return that looks at other events"};
        Place at_return = case_place(procedure->policy);
        at_return.domain = voiders;
        at_return.frames = {{0, 0}, {voiders, code_.domains[static_cast<std::size_t>(voiders)].table}};
        at_return.act = voiders;
        spends = conjunction(spends, truth(*sent_back->return_when, at_return), voiders);
    }
    int any = emit({.opcode = Opcode::some_row, .domain = rows, .a = spends, .immediate = voiders}, Shape::truth);
    if (spent.size() < own_kinds.size()) {
        const int meant = emit_with({.opcode = Opcode::kind_in, .domain = rows, .a = load(rows, event_column::kind)},
                                    Shape::truth, spent);
        any = conjunction(any, meant, rows);
    }
    return conjunction(in, emit({.opcode = Opcode::not_, .domain = rows, .a = any}, Shape::truth), rows);
}

Operand Compiler::last_member(int event, bool only_live, bool last, const Place& place) {
    const int rows = rows_of_events(place.domain, event);
    const int in = members(rows, event, only_live, place);
    // `second` is the register of the state; it belongs to the outer domain.
    const std::tuple key(2 * static_cast<int>(Opcode::pick), rows, in, last ? 1 : 0, 0, 0, 0, 0, std::int64_t{0},
                         std::int64_t{0}, std::vector<int>{});
    Operand choice;
    choice.kind = Operand::Kind::choice;
    choice.rows = rows;
    choice.table = code_.domains[static_cast<std::size_t>(rows)].table;
    choice.of_occurrences = true;
    if (const auto found = known_.find(key); found != known_.end()) {
        choice.in = found->second;
        choice.state = found->second + 1;
        return choice;
    }
    const int begin = load(rows, event_column::begin);
    const int order = load(rows, event_column::order);
    Instruction pick{.opcode = Opcode::pick, .domain = rows, .a = in, .c = begin, .d = order, .e = last ? 1 : 0};
    pick.out = new_register(Shape::truth, rows);
    pick.second = new_register(Shape::list, place.domain);
    code_.instructions.push_back(pick);
    known_.emplace(key, pick.out);
    choice.in = pick.out;
    choice.state = static_cast<int>(pick.second);
    return choice;
}

}  // namespace fadu::program
