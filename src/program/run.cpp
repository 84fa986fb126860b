// Running a program over a block: rows first, then one instruction after another over whole columns.
#include "program/run_state.hpp"

#include "fadu/engine/documents.hpp"

namespace fadu::program {

namespace {

kernels::Joining joining_of(Shape shape) {
    switch (shape) {
        case Shape::set: return kernels::Joining::set;
        case Shape::text: return kernels::Joining::text;
        case Shape::days: return kernels::Joining::days;
        default: return kernels::Joining::interval;
    }
}

}  // namespace

void Run::State::choose(const Instruction& i, int n) {
    const int count = i.operand_count / 2;
    const int* operands = code->operands.data() + i.first_operand;
    chosen_conditions.clear();
    for (int k = 0; k < count; ++k) chosen_conditions.push_back(truths(operands[k]));
    const Shape shape = shape_of(i.out);
    if (shape == Shape::truth) {
        chosen_truths.clear();
        for (int k = count; k < i.operand_count; ++k) chosen_truths.push_back(truths(operands[k]));
        kernels::choose_truths(n, truths(i.out), chosen_conditions.data(), chosen_truths.data(), count);
        return;
    }
    chosen_cells.clear();
    for (int k = count; k < i.operand_count; ++k) chosen_cells.push_back(cells_of(operands[k]));
    kernels::choose_cells(n, cells_of(i.out), chosen_conditions.data(), chosen_cells.data(), count, joining_of(shape));
}

void Run::State::choose_best(const Instruction& i, int n) {
    const int count = static_cast<int>(i.immediate);
    const int* operands = code->operands.data() + i.first_operand;
    chosen_conditions.clear();
    for (int k = 0; k < count; ++k) chosen_conditions.push_back(truths(operands[k]));
    chosen_cells.clear();
    for (int k = count; k <= 2 * count; ++k) chosen_cells.push_back(cells_of(operands[k]));
    const int* ranks = i.e == 1 ? operands + 2 * count + 1 : nullptr;
    kernels::choose_best(n, cells_of(i.out), chosen_conditions.data(), chosen_cells.data(), count, ranks,
                         joining_of(shape_of(i.out)));
}

void Run::State::look_up(const Instruction& i, int n) {
    const Lookup& list = code->lookups[static_cast<std::size_t>(i.immediate)];
    LookupView view;
    view.columns = static_cast<int>(list.kinds.size());
    view.rows = static_cast<int>(list.result_state.size()) - 1;
    view.tests = list.tests.data();
    view.result_low = list.result_low.data();
    view.result_high = list.result_high.data();
    view.result_state = list.result_state.data();
    view.indexed = list.indexed;
    view.classes = static_cast<int>(list.bounds.size()) + 1;
    view.bounds = list.bounds.data();
    view.class_begin = list.class_begin.data();
    view.class_rows = list.class_rows.data();
    chosen_cells.clear();
    for (int k = 0; k < i.operand_count; ++k)
        chosen_cells.push_back(cells_of(code->operands[static_cast<std::size_t>(i.first_operand + k)]));
    kernels::look_up(n, cells_of(i.out), view, chosen_cells.data(), list.kinds.data());
}

void Run::State::first_act(const Instruction& i, int n) {
    grow(first_day, n);
    grow(first_sequence, n);
    grow(first_in_time, n);
    const kernels::FirstAct first{first_day.data(), first_sequence.data(), first_in_time.data()};
    kernels::first_act_clear(n, first);
    std::fill_n(truths(i.out), n, std::uint8_t{0});
    for (const bool standing_pass : {false, true}) {
        for (int k = 0; k < i.operand_count; k += 5) {
            const int* operand = code->operands.data() + i.first_operand + k;
            const Segments acts = segments(operand[0]);
            if (standing_pass)
                kernels::acts_stand(acts, truths(i.out), first, truths(operand[1]), truths(operand[2]),
                                    cells_of(operand[3]), plain(operand[4]));
            else
                kernels::first_act(acts, first, truths(operand[1]), truths(operand[2]), cells_of(operand[3]),
                                   plain(operand[4]));
        }
    }
    kernels::acts_decide(n, truths(i.out), first, truths(i.a), i.e == 1);
}

void Run::State::text_matches(const Instruction& i, int n) {
    const Cells a = cells_of(i.a);
    std::uint8_t* out = truths(i.out);
    const std::string_view pattern = block->texts().text(i.immediate);
    for (int lane = 0; lane < n; ++lane) {
        const std::uint8_t s = a.state[lane];
        std::uint8_t t = truth_bits::no;
        if ((s & state::unascertainable) != 0)
            t = truth_bits::unknown;
        else if ((s & state::value) != 0) {
            t = a.low[lane] < 0 ? truth_bits::unknown
                                : kernels::with(engine::fits_pattern(block->texts().text(a.low[lane]), pattern),
                                                !engine::fits_pattern(block->texts().text(a.low[lane]), pattern));
            if ((s & state::none) != 0) t = kernels::both(t, truth_bits::unknown);
        }
        unsigned flags = s & truth_bits::deferred;
        if ((s & state::gone) != 0 && t == truth_bits::no) flags |= truth_bits::gone;
        if ((s & (state::gone | state::absent)) != 0) flags |= truth_bits::absent;
        out[lane] = static_cast<std::uint8_t>(t | flags);
    }
}

void Run::State::text_contains(const Instruction& i, int n) {
    const Cells whole = cells_of(i.a);
    const Cells part = cells_of(i.b);
    std::uint8_t* out = truths(i.out);
    for (int lane = 0; lane < n; ++lane) {
        const std::uint8_t w = whole.state[lane];
        const std::uint8_t p = part.state[lane];
        const auto is_gone_for_good = [](std::uint8_t s) { return (s & (state::value | state::unascertainable)) == 0; };
        unsigned t = truth_bits::unknown;
        if ((p & state::value) != 0 && part.low[lane] >= 0 && (p & state::unascertainable) == 0) {
            if ((w & state::unascertainable) != 0) {
                t = truth_bits::unknown;
            } else if ((w & state::value) == 0) {
                t = truth_bits::no;
            } else if (whole.low[lane] >= 0) {
                const bool found = block->texts().text(whole.low[lane]).find(block->texts().text(part.low[lane])) !=
                                   std::string_view::npos;
                t = kernels::with(found, !found);
                if ((w & state::none) != 0) t |= truth_bits::no;
            }
            if ((p & state::none) != 0) t |= truth_bits::no;
        } else if (is_gone_for_good(p) || is_gone_for_good(w)) {
            t = truth_bits::no;
        }
        const unsigned any = static_cast<unsigned>(w | p);
        if ((any & state::gone) != 0 && t == truth_bits::no) t |= truth_bits::gone;
        if ((any & (state::gone | state::absent)) != 0) t |= truth_bits::absent;
        out[lane] = static_cast<std::uint8_t>(t | (any & truth_bits::deferred));
    }
}

void Run::State::execute(const Instruction& i, int n) {
    if (i.opcode == Opcode::same_rows) {
        cells_of(i.out) = cells_of(i.a);
        return;
    }
    if (n == 0 && i.opcode != Opcode::pick && i.opcode != Opcode::pick_in_order) return;
    make(static_cast<std::size_t>(i.out), n);
    switch (i.opcode) {
        case Opcode::gather: gather(i.out, cells_of(i.a), rows_of(i.domain).up, n); break;
        case Opcode::collapse: kernels::collapse_all(n, truths(i.out), truths(i.a)); break;
        case Opcode::without_flags: kernels::without_flags_all(n, truths(i.out), truths(i.a)); break;
        case Opcode::and_: kernels::and_all(n, truths(i.out), truths(i.a), truths(i.b)); break;
        case Opcode::or_: kernels::or_all(n, truths(i.out), truths(i.a), truths(i.b)); break;
        case Opcode::not_: kernels::not_all(n, truths(i.out), truths(i.a)); break;
        case Opcode::and_flags: kernels::and_flags_all(n, truths(i.out), truths(i.a), truths(i.b)); break;
        case Opcode::or_flags: kernels::or_flags_all(n, truths(i.out), truths(i.a), truths(i.b)); break;
        case Opcode::flags_of: kernels::flags_of(n, truths(i.out), truths(i.a), cells_of(i.b).state); break;
        case Opcode::where_anchored:
            kernels::where_anchored(n, truths(i.out), truths(i.a), cells_of(i.b).state, i.e == 1);
            break;
        case Opcode::compare_numbers:
            kernels::compare_numbers(n, truths(i.out), cells_of(i.a), cells_of(i.b),
                                     static_cast<unsigned>(i.immediate));
            break;
        case Opcode::compare_times:
            kernels::compare_times(n, truths(i.out), cells_of(i.a), cells_of(i.b), static_cast<unsigned>(i.immediate));
            break;
        case Opcode::compare_sets:
            kernels::compare_sets(n, truths(i.out), cells_of(i.a), cells_of(i.b), static_cast<unsigned>(i.immediate));
            break;
        case Opcode::compare_texts:
            kernels::compare_texts(n, truths(i.out), cells_of(i.a), cells_of(i.b), static_cast<unsigned>(i.immediate));
            break;
        case Opcode::compare_truths:
            kernels::compare_truths(n, truths(i.out), truths(i.a), truths(i.b), static_cast<unsigned>(i.immediate));
            break;
        case Opcode::set_in:
            kernels::set_in(n, truths(i.out), cells_of(i.a), static_cast<std::uint64_t>(i.immediate));
            break;
        case Opcode::number_in: kernels::number_in(n, truths(i.out), cells_of(i.a), i.immediate, i.second); break;
        case Opcode::state_is:
            kernels::state_is(n, truths(i.out), truths(i.a), static_cast<std::uint8_t>(i.immediate));
            break;
        case Opcode::truth_state_is:
            kernels::truth_state_is(n, truths(i.out), truths(i.a), static_cast<std::uint8_t>(i.immediate));
            break;
        case Opcode::before:
            kernels::before(n, truths(i.out), cells_of(i.a), cells_of(i.b), same_day_policy(i.immediate), plain(i.c),
                            plain(i.d));
            break;
        case Opcode::day_not_after: kernels::day_not_after(n, truths(i.out), cells_of(i.a), cells_of(i.b)); break;
        case Opcode::text_matches: text_matches(i, n); break;
        case Opcode::text_contains: text_contains(i, n); break;
        case Opcode::in_days: kernels::in_days(n, truths(i.out), cells_of(i.a), cells_of(i.b)); break;
        case Opcode::end_of_days:
            kernels::end_of_days(n, cells_of(i.out), cells_of(i.a), (i.e & 1) != 0, (i.e & 2) != 0);
            break;
        case Opcode::halve: kernels::halve(n, cells_of(i.out), cells_of(i.a)); break;
        case Opcode::by_day: kernels::by_day(n, cells_of(i.out), cells_of(i.a)); break;
        case Opcode::add: kernels::add(n, cells_of(i.out), cells_of(i.a), cells_of(i.b)); break;
        case Opcode::subtract: kernels::subtract(n, cells_of(i.out), cells_of(i.a), cells_of(i.b)); break;
        case Opcode::multiply: kernels::multiply(n, cells_of(i.out), cells_of(i.a), cells_of(i.b)); break;
        case Opcode::negate: kernels::negate(n, cells_of(i.out), cells_of(i.a)); break;
        case Opcode::rescale: kernels::rescale(n, cells_of(i.out), cells_of(i.a), i.immediate); break;
        case Opcode::choose: choose(i, n); break;
        case Opcode::choose_best: choose_best(i, n); break;
        case Opcode::look_up: look_up(i, n); break;
        default: execute_rows(i, n); break;
    }
    if (i.plain) kernels::drop_flags(n, truths(i.out));
}

void Run::State::execute_rows(const Instruction& i, int n) {
    const int over = static_cast<int>(i.immediate);
    switch (i.opcode) {
        case Opcode::derived_list: kernels::derived_list(n, truths(i.out), truths(i.a)); break;
        case Opcode::flat_state:
            kernels::flat_state(segments(over), truths(i.out), truths(i.a), truths(i.c), truths(i.b));
            break;
        case Opcode::visible_now: kernels::visible_now(n, truths(i.out), truths(i.a), truths(i.b)); break;
        case Opcode::visible_at:
            kernels::visible_at(n, truths(i.out), truths(i.a), truths(i.b), truths(i.c), truths(i.d));
            break;
        case Opcode::visible_by:
            kernels::visible_by(n, truths(i.out), truths(i.a), truths(i.b), cells_of(i.c), cells_of(i.d), i.e == 1);
            break;
        case Opcode::expired: kernels::expired(n, truths(i.out), cells_of(i.a), now()); break;
        case Opcode::deemed_time: kernels::deemed_time(n, cells_of(i.out), cells_of(i.a), now()); break;
        case Opcode::latest_of: kernels::latest_of(n, cells_of(i.out), cells_of(i.a)); break;
        case Opcode::by_table_row: gather(i.out, cells_of(i.a), rows_of(i.domain).row, n); break;
        case Opcode::row_number: kernels::row_numbers(n, plain(i.out), rows_of(i.domain).row, i.immediate); break;
        case Opcode::same_number: kernels::same_number(n, truths(i.out), plain(i.a), plain(i.b)); break;
        case Opcode::kind_in:
            kernels::kind_in(n, truths(i.out), plain(i.a), code->operands.data() + i.first_operand, i.operand_count);
            break;
        case Opcode::some_row:
            kernels::some_row(segments(over), truths(i.out), truths(i.a), truths(i.b), i.e == 1);
            break;
        case Opcode::every_row:
            kernels::every_row(segments(over), truths(i.out), truths(i.a), truths(i.b), truths(i.c));
            break;
        case Opcode::last_fits:
            kernels::last_fits(segments(over), truths(i.out), truths(i.a), truths(i.b), cells_of(i.c), plain(i.d));
            break;
        case Opcode::pick:
            make(static_cast<std::size_t>(i.second),
                 rows_of(code->domains[static_cast<std::size_t>(i.domain)].parent).count);
            kernels::pick(segments(i.domain), truths(i.out), truths(static_cast<int>(i.second)), truths(i.a),
                          cells_of(i.c), plain(i.d), i.e == 1);
            break;
        case Opcode::join_chosen:
            switch (code->registers[static_cast<std::size_t>(i.out)].shape) {
                case Shape::truth:
                    kernels::join_truths(segments(over), truths(i.out), truths(i.a), truths(i.b), truths(i.c));
                    break;
                case Shape::set:
                    kernels::join_sets(segments(over), cells_of(i.out), cells_of(i.a), truths(i.b), truths(i.c));
                    break;
                case Shape::days:
                    kernels::join_days(segments(over), cells_of(i.out), cells_of(i.a), truths(i.b), truths(i.c));
                    break;
                case Shape::text:
                    kernels::join_texts(segments(over), cells_of(i.out), cells_of(i.a), truths(i.b), truths(i.c));
                    break;
                case Shape::time:
                    kernels::join_times(segments(over), cells_of(i.out), cells_of(i.a), truths(i.b), truths(i.c));
                    break;
                default:
                    kernels::join_numbers(segments(over), cells_of(i.out), cells_of(i.a), truths(i.b), truths(i.c));
                    break;
            }
            break;
        case Opcode::pick_in_order:
            make(static_cast<std::size_t>(i.second),
                 rows_of(code->domains[static_cast<std::size_t>(i.domain)].parent).count);
            kernels::pick_in_order(segments(i.domain), truths(i.out), truths(static_cast<int>(i.second)), truths(i.a),
                                   truths(i.b), (i.e & 1) != 0, (i.e & 2) != 0);
            break;
        case Opcode::alone: kernels::alone(segments(i.domain), truths(i.out), truths(i.a)); break;
        case Opcode::one_chosen:
            kernels::one_chosen(segments(over), truths(i.out), truths(i.a), truths(i.b), truths(i.c));
            break;
        case Opcode::join_places: kernels::join_sequences(segments(over), plain(i.out), plain(i.a), truths(i.b)); break;
        case Opcode::count_rows:
            kernels::count_rows(segments(over), cells_of(i.out), truths(i.a), optional_cells(i.b), i.second, i.e == 1,
                                truths(i.c));
            break;
        case Opcode::sum_rows:
            kernels::sum_rows(segments(over), cells_of(i.out), truths(i.a), cells_of(i.b), truths(i.c));
            break;
        case Opcode::least_row:
        case Opcode::greatest_row:
            kernels::extreme_rows(segments(over), cells_of(i.out), truths(i.a), cells_of(i.b), truths(i.c),
                                  i.opcode == Opcode::least_row,
                                  code->registers[static_cast<std::size_t>(i.out)].shape == Shape::time);
            break;
        case Opcode::defer_where_some:
            std::copy_n(truths(i.a), n, truths(i.out));
            kernels::defer_where_some(segments(over), truths(i.out), truths(i.b));
            break;
        case Opcode::any_deferred: kernels::any_deferred(segments(over), truths(i.out), truths(i.a)); break;
        case Opcode::defer_unlisted: kernels::defer_unlisted(n, truths(i.out), truths(i.a)); break;
        default: execute_duty(i, n); break;
    }
}

void Run::State::execute_duty(const Instruction& i, int n) {
    const auto due = [&] { return due_tables[static_cast<std::size_t>(i.immediate)].data(); };
    switch (i.opcode) {
        case Opcode::forward_end: kernels::forward_end(n, cells_of(i.out), cells_of(i.a), cells_of(i.b), due()); break;
        case Opcode::backward_end:
            kernels::backward_end(n, cells_of(i.out), cells_of(i.a), cells_of(i.b), due());
            break;
        case Opcode::end_of_period:
            kernels::end_of_period(n, cells_of(i.out), cells_of(i.a), cells_of(i.b).state);
            break;
        case Opcode::after_waiting: kernels::after_waiting(n, cells_of(i.out), cells_of(i.a)); break;
        case Opcode::up_to: kernels::up_to(n, cells_of(i.out), cells_of(i.a)); break;
        case Opcode::within:
            kernels::within(n, truths(i.out), cells_of(i.a), cells_of(i.b), cells_of(i.c), i.e == 1);
            break;
        case Opcode::not_before: kernels::not_before(n, truths(i.out), cells_of(i.a), cells_of(i.b)); break;
        case Opcode::in_force: kernels::in_force(n, truths(i.out), cells_of(i.a), i.immediate, i.second); break;
        case Opcode::day_or_now:
            kernels::day_or_now(n, cells_of(i.out), cells_of(i.a), block->as_of().time_since_epoch().count());
            break;
        case Opcode::stand:
            kernels::stand_all(n, truths(i.out), truths(i.a), static_cast<std::uint8_t>(i.immediate));
            break;
        case Opcode::stand_before: kernels::stand_before(n, truths(i.out), truths(i.a), truths(i.b)); break;
        case Opcode::stand_until:
            kernels::stand_until(n, truths(i.out), truths(i.a), truths(i.b), cells_of(i.c).state);
            break;
        case Opcode::by_anchor:
            kernels::by_anchor(n, truths(i.out), truths(i.a), truths(i.b), cells_of(i.c).state);
            break;
        case Opcode::waiting: kernels::waiting(n, truths(i.out), cells_of(i.a), now()); break;
        case Opcode::condition_stands:
            kernels::condition_stands(n, truths(i.out), truths(i.a), (i.e & 1) != 0, truths(i.b),
                                      static_cast<std::uint8_t>(i.immediate), (i.e & 2) != 0);
            break;
        case Opcode::first_act: first_act(i, n); break;
        case Opcode::relation: {
            const Occurrences a = occurrences(code->operands.data() + i.first_operand);
            const Occurrences b = occurrences(code->operands.data() + i.first_operand + 5);
            const DueTable* within =
                i.e < 0 ? nullptr : &due_tables[static_cast<std::size_t>(i.e)][static_cast<std::size_t>(i.d)];
            kernels::relations(n, truths(i.out), a, b, static_cast<int>(i.second), within, same_day_policy(i.immediate),
                               block->as_of().time_since_epoch().count());
            break;
        }
        case Opcode::cover: {
            const int* operand = code->operands.data() + i.first_operand;
            kernels::covers(n, truths(i.out), cells_of(i.a), cells_of(i.b), occurrences(operand), truths(operand[5]),
                            now());
            break;
        }
        case Opcode::anchored_stands:
            kernels::anchored_stands(n, truths(i.out), truths(i.a), cells_of(i.b).state, i.e == 1);
            break;
        case Opcode::doubt_anchor: kernels::doubt_anchor(n, truths(i.out), truths(i.a), truths(i.b)); break;
        case Opcode::verdict: {
            const int* operand = code->operands.data() + i.first_operand;
            kernels::verdicts(n, truths(i.out),
                              {truths(operand[0]), truths(operand[1]), truths(operand[2]), truths(operand[3]),
                               truths(operand[4]), (i.e & 1) != 0, (i.e & 2) != 0});
            break;
        }
        case Opcode::place: {
            const int* operand = code->operands.data() + i.first_operand;
            kernels::places(
                n, truths(i.out),
                {truths(operand[0]), truths(operand[1]), truths(operand[2]), truths(operand[3]), truths(operand[4])});
            break;
        }
        case Opcode::under_procedure: kernels::under_procedure(n, truths(i.out), truths(i.a), truths(i.b)); break;
        default: break;
    }
}

Run::Run(const Program& program) : state_(std::make_unique<State>(program)) {
    state_->verdicts.columns_.resize(program.norms().size());
}
Run::~Run() = default;
Run::Run(Run&&) noexcept = default;
Run& Run::operator=(Run&&) noexcept = default;

const Verdicts& Run::check(const Block& block) {
    state_->verdicts.block_ = &block;
    state_->run(block);
    return state_->verdicts;
}

}  // namespace fadu::program
