// Deemed events (视为): rows that no record holds, one for each occurrence from which their period runs (engine/deem.hpp).
#include <algorithm>

#include "program/compiler.hpp"
#include "program/fill.hpp"

namespace fadu::program {

using model::Operation;

namespace {

constexpr int first_mark = -1000;
/// Places in the order of the record after all that the record names, and identities that nothing else has.
constexpr std::int64_t after_all = std::int64_t{1} << 40;

}  // namespace

bool looks_at_events(const model::Expression& expression) {
    switch (expression.operation) {
        case Operation::last_live:
        case Operation::occurrences:
        case Operation::definition:
        case Operation::list_result:
        case Operation::state:
        case Operation::happened:
        case Operation::not_happened: return true;
        default: break;
    }
    return std::any_of(expression.arguments.begin(), expression.arguments.end(), looks_at_events);
}

int Compiler::deemed_mark(int event) const { return first_mark - event; }

bool Compiler::is_deemed_domain(int domain) const {
    return code_.domains[static_cast<std::size_t>(domain)].index <= first_mark;
}

void Compiler::find_deems() {
    const auto& kinds = book_.records[static_cast<std::size_t>(record_)].events;
    deem_of_.assign(kinds.size(), -1);
    std::vector<int> count(kinds.size(), 0);
    for (std::size_t d = 0; d < book_.deems.size(); ++d) {
        const model::Deem& deem = book_.deems[d];
        if (deem.record != record_) continue;
        const auto event = static_cast<std::size_t>(deem.event);
        deem_of_[event] = static_cast<int>(d);
        ++count[event];
        const bool anchored = deem.window.arguments[0].operation == Operation::last_live;
        const bool simple =
            anchored && deem.extensions.empty() && deem.exclusions.empty() && kinds[event].voids.empty();
        // An event of its own too would be recorded beside what the law makes.
        if (count[event] > 1 || !simple || !kinds[event].deemed) deemed_[event] = true;
    }
    for (const model::EventKind& kind : kinds)
        for (const int member : kind.members)
            if (deem_of_[static_cast<std::size_t>(member)] >= 0) deemed_[static_cast<std::size_t>(member)] = true;
    for (std::size_t event = 0; event < kinds.size(); ++event)
        if (deemed_[event]) deem_of_[event] = -1;
}

const Compiler::Deemed& Compiler::deemed_rows(int event) {
    if (const auto known = deemed_rows_.find(event); known != deemed_rows_.end()) {
        if (known->second.happened < 0) throw LeftOutError{"deemed event"};  // it leads back to itself
        return known->second;
    }
    deemed_rows_[event] = {};
    const model::Deem& deem = book_.deems[static_cast<std::size_t>(deem_of_[static_cast<std::size_t>(event)])];
    const int point = deem.window.arguments[0].index;
    if (deem_of_[static_cast<std::size_t>(point)] >= 0) throw LeftOutError{"deemed event"};
    Deemed made;
    made.anchors = rows_of_events(0, point);
    const int domain = made.anchors;
    Place place = case_place(deem.policy);
    const Frame anchor{domain, code_.domains[static_cast<std::size_t>(domain)].table};
    place.domain = domain;
    place.anchor = anchor;
    const int seen_now = visible(domain, point, place);
    const Window window_of = window(deem.window, place);
    made.expired = emit({.opcode = Opcode::expired, .domain = domain, .a = window_of.until}, Shape::truth);
    int happened = conjunction(seen_now, made.expired, domain);
    happened = conjunction(happened, window_of.happened, domain);
    if (deem.in_force_from || deem.in_force_until) {
        if (deem.governing_date) throw LeftOutError{"governing date of a deemed event"};
        const auto days = [](const std::optional<time::Day>& d, std::int64_t open) {
            return d ? std::int64_t{d->time_since_epoch().count()} : open;
        };
        happened = conjunction(happened,
                               emit({.opcode = Opcode::in_force,
                                     .domain = domain,
                                     .a = load(domain, event_column::begin),
                                     .immediate = days(deem.in_force_from, no_low),
                                     .second = days(deem.in_force_until, no_high)},
                                    Shape::truth),
                               domain);
    }
    for (const auto* condition : {&deem.applies_where, &deem.when})
        if (*condition) happened = conjunction(happened, truth(**condition, place), domain);
    // 24:00 of the last day of the period, or now.
    made.time = emit({.opcode = Opcode::deemed_time, .domain = domain, .a = window_of.until}, Shape::time);
    Place within = place;
    within.moment = emit({.opcode = Opcode::latest_of, .domain = domain, .a = made.time}, Shape::time);
    within.bounds_from = window_of.from;
    within.bounds_until = window_of.until;
    happened = conjunction(happened, truth(deem.condition, within), domain);
    made.happened = happened;
    return deemed_rows_[event] = made;
}

int Compiler::load_deemed(int domain, int field) {
    const Domain& shape = code_.domains[static_cast<std::size_t>(domain)];
    const int event = first_mark - shape.index;
    const Deemed& made = deemed_rows(event);
    // The rows are those of the anchors: by number, or each one's table row.
    const auto carry = [&](int reg) {
        const Opcode opcode = shape.kind == Domain::Kind::table ? Opcode::same_rows : Opcode::by_table_row;
        return emit({.opcode = opcode, .domain = domain, .a = reg}, shape_of(reg));
    };
    const auto number = [&](std::int64_t base) {
        return emit({.opcode = Opcode::row_number, .domain = domain, .immediate = base}, Shape::plain);
    };
    switch (field) {
        case event_column::begin:
        case event_column::end: return carry(made.time);
        case event_column::happened: return carry(made.happened);
        case event_column::planned:
        case event_column::running: return truth_constant(truth_bits::no, domain);
        case event_column::sequence: return constant(Shape::plain, domain, -1, 0, 0);
        case event_column::order: return number(after_all);
        case event_column::identity: return number(-after_all * (event + 1));
        case event_column::kind: return constant(Shape::plain, domain, event, 0, 0);
        default: break;
    }
    const model::Field& declared = book_.records[static_cast<std::size_t>(record_)]
                                       .events[static_cast<std::size_t>(event)]
                                       .fields[static_cast<std::size_t>(field)];
    Column column;
    column.type = declared.type;
    column.scale = scale_of(declared.type);
    if (!has_shape(book_, declared.type, column.shape) || column.shape == Shape::list || column.shape == Shape::text)
        throw LeftOutError{"field of a deemed event"};
    TextPool none({});
    const Cell cell = cell_of(nullptr, declared, column, {none, code_.periods});
    return constant(column.shape, domain, cell.low, cell.high, cell.state);
}

}  // namespace fadu::program
