// Contents of duties: acts in their windows, acts before others, conditions, items, prohibitions (engine/content.hpp).
#include <algorithm>

#include "program/compiler.hpp"

namespace fadu::program {

using model::Operation;

namespace {

bool has_window(const model::Rule& rule, Operation operation) {
    return rule.window && rule.window->operation == operation;
}

}  // namespace

int Compiler::content(const model::Rule& rule, const Place& place, int act, int act_kind) {
    if (act_kind >= 0) return prohibition(rule, place, act, act_kind);
    switch (rule.content) {
        case model::ContentKind::acts:
            return has_window(rule, Operation::window_before) ? acts_before(rule, place, act)
                                                              : acts_content(rule, place);
        case model::ContentKind::condition: return condition_content(rule, place, act >= 0);
        case model::ContentKind::items: return items_content(rule, place, act >= 0);
        case model::ContentKind::order_only: return constant(Shape::truth, place.domain, 0, 0, standing::met);
        case model::ContentKind::covers: return cover_content(rule, place);
        case model::ContentKind::relation: return relation_content(rule, place);
    }
    throw LeftOutError{"content of another kind"};
}

int Compiler::fits(const model::EventPattern& pattern, int rows, const Place& place) {
    if (!pattern.where) return truth_constant(truth_bits::yes, rows);
    Place inner = place.at_frame(pattern.frame, {rows, code_.domains[static_cast<std::size_t>(rows)].table});
    inner.domain = rows;
    return truth(*pattern.where, inner);
}

int Compiler::defer_extensions(const model::Rule& rule, const Place& place, int content) {
    Place now = place;
    now.act = -1;
    const auto defer = [&](const model::EventPattern& pattern) {
        const int rows = rows_of_events(place.domain, pattern.event);
        const int in = conjunction(visible(rows, pattern.event, now), fits(pattern, rows, place), rows);
        content =
            emit({.opcode = Opcode::defer_where_some, .domain = place.domain, .a = content, .b = in, .immediate = rows},
                 Shape::truth);
    };
    for (const model::Extension& extension : rule.extensions) defer(extension.pattern);
    for (const model::Exclusion& exclusion : rule.exclusions) defer(exclusion.pattern);
    return content;
}

int Compiler::about_window(const Window& bounds, const Place& place, int content, bool nothing_without) {
    content = emit({.opcode = Opcode::anchored_stands,
                    .domain = place.domain,
                    .a = content,
                    .b = bounds.point,
                    .e = nothing_without ? 0 : 1},
                   Shape::truth);
    if (bounds.happened >= 0)
        content = emit({.opcode = Opcode::doubt_anchor, .domain = place.domain, .a = content, .b = bounds.happened},
                       Shape::truth);
    return content;
}

int Compiler::acts_content(const model::Rule& rule, const Place& place) {
    const int domain = place.domain;
    Window bounds;
    bounds.from = constant(Shape::time, domain, beginning, beginning, state::value);
    bounds.until = constant(Shape::time, domain, ending, ending, state::value);
    if (rule.window) bounds = window(*rule.window, place);
    Place now = place;
    now.act = -1;
    std::vector<int> operands;
    for (const model::EventPattern& pattern : rule.acts) {
        const int rows = rows_of_events(domain, pattern.event);
        const int begin = load(rows, event_column::begin);
        int in = conjunction(visible(rows, pattern.event, now), fits(pattern, rows, place), rows);
        if (bounds.anchor >= 0) {
            const int not_before =
                emit({.opcode = Opcode::not_before, .domain = rows, .a = begin, .b = lift(bounds.anchor, rows)},
                     Shape::truth);
            in = conjunction(in, not_before, rows);
        }
        const int in_time = inside_bounds(rows, bounds.from, bounds.until);
        operands.insert(operands.end(), {rows, in, in_time, begin, load(rows, event_column::order)});
    }
    const int late = emit({.opcode = Opcode::waiting, .domain = domain, .a = bounds.until}, Shape::truth);
    const bool anchored = !rule.window || bounds.anchor >= 0;
    int content = emit_with({.opcode = Opcode::first_act, .domain = domain, .a = late, .e = anchored ? 1 : 0},
                            Shape::truth, operands);
    if (!rule.window) return content;
    content = about_window(bounds, place, content, true);
    return bounds.anchor >= 0 ? defer_extensions(rule, place, content) : content;
}

int Compiler::acts_before(const model::Rule& rule, const Place& place, int act) {
    const int domain = place.domain;
    const model::Expression& point = rule.window->arguments[0];
    int before = act;
    if (before < 0 && point.operation == Operation::frame) {
        const auto index = static_cast<std::size_t>(point.index >= 0 ? point.index : point.frame);
        if (index < place.frames.size() && place.frames[index].table >= 0 &&
            layout_.tables[static_cast<std::size_t>(place.frames[index].table)].kind == Table::Kind::events)
            before = place.frames[index].domain;
    }
    Window bounds;
    if (before < 0) bounds = window(*rule.window, place);
    Place at = place;
    at.act = before;
    int done = truth_constant(truth_bits::no, domain);
    for (const model::EventPattern& pattern : rule.acts) {
        const int rows = rows_of_events(domain, pattern.event);
        int in = members(rows, pattern.event, true, at);
        if (before < 0) {
            const int inside = inside_bounds(rows, bounds.from, bounds.until);
            // Only where there is a time before which it must be.
            const int anchored = emit(
                {.opcode = Opcode::where_anchored, .domain = rows, .a = inside, .b = lift(bounds.point, rows), .e = 1},
                Shape::truth);
            in = conjunction(in, emit({.opcode = Opcode::without_flags, .domain = rows, .a = anchored}, Shape::truth),
                             rows);
        }
        in = conjunction(in, fits(pattern, rows, place), rows);
        const int some = emit({.opcode = Opcode::some_row, .domain = domain, .a = in, .immediate = rows}, Shape::truth);
        done = emit({.opcode = Opcode::or_, .domain = domain, .a = done, .b = some}, Shape::truth);
    }
    if (before >= 0) {
        const int planned = lift(load(before, event_column::planned), domain);
        return emit({.opcode = Opcode::stand_before, .domain = domain, .a = done, .b = planned}, Shape::truth);
    }
    const int waiting = emit({.opcode = Opcode::waiting, .domain = domain, .a = bounds.until}, Shape::truth);
    return emit({.opcode = Opcode::stand_until, .domain = domain, .a = done, .b = waiting, .c = bounds.point},
                Shape::truth);
}

int Compiler::condition_content(const model::Rule& rule, const Place& place, bool has_act) {
    const int domain = place.domain;
    Place with_flags = place;
    with_flags.flags = true;
    const int holds = truth(*rule.condition, with_flags);
    Instruction stand{.opcode = Opcode::condition_stands, .domain = domain, .a = holds, .immediate = standing::broken};
    stand.e = (rule.mode == model::Mode::must_not ? 1 : 0) | 2;
    if (has_window(rule, Operation::window_before) && !has_act) {
        const Window bounds = window(*rule.window, place);
        // Before its time has come it is open; and whatever did not happen does not excuse.
        const int open = constant(Shape::truth, domain, 0, 0, standing::open);
        const int broken = constant(Shape::truth, domain, 0, 0, standing::broken);
        stand.b = emit({.opcode = Opcode::by_anchor, .domain = domain, .a = broken, .b = open, .c = bounds.point},
                       Shape::truth);
        stand.e &= 1;
        return emit(stand, Shape::truth);
    }
    if (!has_window(rule, Operation::window_within)) return emit(stand, Shape::truth);
    const Window bounds = window(*rule.window, place);
    const int waiting = emit({.opcode = Opcode::waiting, .domain = domain, .a = bounds.until}, Shape::truth);
    const int broken = constant(Shape::truth, domain, 0, 0, standing::broken);
    stand.b = emit({.opcode = Opcode::by_anchor, .domain = domain, .a = waiting, .b = broken, .c = bounds.point},
                   Shape::truth);
    const int content = about_window(bounds, place, emit(stand, Shape::truth), false);
    return defer_extensions(rule, place, content);
}

int Compiler::items_content(const model::Rule& rule, const Place& place, bool has_act) {
    const int domain = place.domain;
    const Operand list = value(*rule.condition, place);
    const bool is_list = list.kind == Operand::Kind::list;
    if (!is_list && !(list.kind == Operand::Kind::choice && list.of_occurrences) && list.kind != Operand::Kind::row)
        throw LeftOutError{"document of another kind"};
    int all = truth_constant(truth_bits::yes, domain);
    for (const model::Item& item : rule.items) {
        int there = -1;
        if (item.required.type.kind == model::TypeKind::boolean) {
            there = truth(item.required, place);
        } else {
            if (!is_list || list.element < 0) throw LeftOutError{"list of another kind"};
            Operand thing = value(item.required, place);
            if (thing.kind != Operand::Kind::cells) throw LeftOutError{"item of another kind"};
            thing.reg = lift(thing.reg, list.rows);
            const Operand element = cells(list.element, list.type.element_type(), list.element_scale);
            int same = compare_operands(element, thing, order::equal, list.rows);
            same = emit({.opcode = Opcode::without_flags, .domain = list.rows, .a = same}, Shape::truth);
            same = conjunction(list.in, same, list.rows);
            there =
                emit({.opcode = Opcode::some_row, .domain = domain, .a = same, .b = list.state, .immediate = list.rows},
                     Shape::truth);
        }
        if (item.when) {
            const int not_wanted =
                emit({.opcode = Opcode::not_, .domain = domain, .a = truth(*item.when, place)}, Shape::truth);
            there = emit({.opcode = Opcode::or_, .domain = domain, .a = not_wanted, .b = there}, Shape::truth);
        }
        all = conjunction(all, there, domain);
    }
    const bool open = has_window(rule, Operation::window_before) && !has_act;
    const int content = emit(
        {.opcode = Opcode::stand, .domain = domain, .a = all, .immediate = open ? standing::open : standing::broken},
        Shape::truth);
    if (list.kind != Operand::Kind::choice) return content;
    return emit({.opcode = Opcode::anchored_stands, .domain = domain, .a = content, .b = list.state}, Shape::truth);
}

void Compiler::add_occurrences(const model::EventPattern& pattern, const Place& place, std::vector<int>& operands) {
    Place now = place;
    now.act = -1;
    const int rows = rows_of_events(place.domain, pattern.event);
    if (is_deemed_domain(rows)) throw LeftOutError{"relation of a deemed event"};
    const int in = conjunction(visible(rows, pattern.event, now), fits(pattern, rows, place), rows);
    operands.insert(operands.end(), {rows, in, load(rows, event_column::begin), load(rows, event_column::end),
                                     load(rows, event_column::order)});
}

int Compiler::relation_content(const model::Rule& rule, const Place& place) {
    int kind = relation::precedes;
    switch (rule.relation) {
        case model::Relation::precedes: break;
        case model::Relation::followed_by: kind = relation::followed_by; break;
        case model::Relation::accompanies: kind = relation::accompanies; break;
        case model::Relation::alternates: kind = relation::alternates; break;
        case model::Relation::immediately_followed: throw LeftOutError{"event right after another"};
    }
    std::vector<int> operands;
    add_occurrences(rule.acts[0], place, operands);
    add_occurrences(rule.acts[1], place, operands);
    Instruction relate{.opcode = Opcode::relation,
                       .domain = place.domain,
                       .e = -1,
                       .immediate = same_day_of(rule.policy),
                       .second = kind};
    if (rule.relation_within) {
        const Register& length = code_.registers[static_cast<std::size_t>(period(*rule.relation_within, place))];
        const auto set = static_cast<std::uint64_t>(length.low);
        if (!length.constant || length.state != state::value || set == 0 || (set & (set - 1)) != 0)
            throw LeftOutError{"period that is not constant"};
        relate.e = counts(rule.policy, false);
        relate.d = __builtin_ctzll(set);
    }
    return emit_with(relate, Shape::truth, operands);
}

int Compiler::cover_content(const model::Rule& rule, const Place& place) {
    const auto end_of_cover = [&](int event) {
        for (const Frame& frame : place.frames) {
            if (frame.table < 0) continue;
            const Table& table = layout_.tables[static_cast<std::size_t>(frame.table)];
            if (table.kind != Table::Kind::events) continue;
            const std::vector<int> wanted = kinds_of(event);
            const std::vector<int> own = kinds_of(table.event);
            const bool is = own.size() == 1 && std::find(wanted.begin(), wanted.end(), own.front()) != wanted.end();
            if (own.size() > 1) throw LeftOutError{"cover of a class"};
            if (!is) continue;
            Operand row;
            row.kind = Operand::Kind::row;
            row.frame = frame;
            return row;
        }
        return last_member(event, true, true, place);
    };
    std::vector<int> operands;
    add_occurrences(rule.acts[0], place, operands);
    operands.push_back(load(operands.front(), event_column::running));
    return emit_with({.opcode = Opcode::cover,
                      .domain = place.domain,
                      .a = times(end_of_cover(rule.acts[1].event), true, place.domain),
                      .b = times(end_of_cover(rule.acts[2].event), false, place.domain)},
                     Shape::truth, operands);
}

int Compiler::prohibition(const model::Rule& rule, const Place& place, int act, int act_kind) {
    const int domain = place.domain;
    const model::EventPattern& pattern = rule.acts[static_cast<std::size_t>(act_kind)];
    int barred = -1;
    if (rule.without.empty()) {
        if (rule.window) {
            const Window bounds = window(*rule.window, place);
            const int inside = emit({.opcode = Opcode::within,
                                     .domain = domain,
                                     .a = lift(load(act, event_column::begin), domain),
                                     .b = bounds.from,
                                     .c = bounds.until},
                                    Shape::truth);
            const int anchored = emit({.opcode = Opcode::where_anchored,
                                       .domain = domain,
                                       .a = inside,
                                       .b = bounds.point,
                                       .e = has_window(rule, Operation::window_before) ? 1 : 0},
                                      Shape::truth);
            barred = emit({.opcode = Opcode::without_flags, .domain = domain, .a = anchored}, Shape::truth);
        }
    } else {
        Place before_act = place;
        before_act.act = act;
        int cleared = truth_constant(truth_bits::no, domain);
        for (const model::EventPattern& needed : rule.without) {
            const int rows = rows_of_events(domain, needed.event);
            const int in = members(rows, needed.event, true, before_act);
            const int fit = needed.where ? fits(needed, rows, place) : -1;
            const int last = emit({.opcode = Opcode::last_fits,
                                   .domain = domain,
                                   .a = in,
                                   .b = fit,
                                   .c = load(rows, event_column::begin),
                                   .d = load(rows, event_column::order),
                                   .immediate = rows},
                                  Shape::truth);
            cleared = emit({.opcode = Opcode::or_, .domain = domain, .a = cleared, .b = last}, Shape::truth);
        }
        barred = emit({.opcode = Opcode::not_, .domain = domain, .a = cleared}, Shape::truth);
    }
    const int broken = conjunction(pattern.where ? fits(pattern, act, place) : -1, barred, domain);
    if (broken < 0) return constant(Shape::truth, domain, 0, 0, standing::broken);
    const int kept = emit({.opcode = Opcode::not_, .domain = domain, .a = broken}, Shape::truth);
    const int content =
        emit({.opcode = Opcode::stand, .domain = domain, .a = kept, .immediate = standing::broken}, Shape::truth);
    if (!rule.without.empty() || !rule.window) return content;
    const bool forward =
        rule.window->operation == Operation::window_within || rule.window->operation == Operation::window_only_after;
    return forward ? defer_extensions(rule, place, content) : content;
}

}  // namespace fadu::program
