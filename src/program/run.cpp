// Running a program over a block: rows first, then one instruction after another over whole columns.
#include <algorithm>

#include "fadu/engine/documents.hpp"
#include "fadu/program/program.hpp"

namespace fadu::program {

namespace {

/// The rows of a domain in the block at hand.
struct Rows {
    int count = 0;
    const std::int32_t* begin = nullptr;  ///< by parent row
    const std::int32_t* up = nullptr;     ///< parent row
    const std::int32_t* row = nullptr;    ///< row of the table; nothing: the same
    std::vector<std::int32_t> own_begin, own_up, own_row, case_of;
};

struct Storage {
    std::vector<std::int64_t> low, high;
    std::vector<std::uint8_t> state;
    int lanes = 0;  ///< there is memory for so many; of constants so many hold them
};

template <class T>
void grow(std::vector<T>& vector, int n) {
    if (vector.size() < static_cast<std::size_t>(n)) vector.resize(static_cast<std::size_t>(n));
}

kernels::Joining joining_of(Shape shape) {
    switch (shape) {
        case Shape::set: return kernels::Joining::set;
        case Shape::text: return kernels::Joining::text;
        case Shape::days: return kernels::Joining::days;
        default: return kernels::Joining::interval;
    }
}

constexpr std::uint8_t deferred_verdict = verdict::deferred;
constexpr std::uint8_t not_applicable_verdict = verdict::not_applicable;

}  // namespace

struct Run::State {
    explicit State(const Program& p) : program(&p), code(&p.code()) {
        rows.resize(code->domains.size());
        storage.resize(code->registers.size());
        cells.resize(code->registers.size());
        results.resize(p.norms().size());
        for (const auto& counts : code->counts) {
            std::vector<DueTable> made;
            for (const PeriodTable& table : counts)
                made.push_back({table.plain_days, table.hours, table.first,
                                static_cast<std::int64_t>(table.days().size()), table.days().data()});
            due_tables.push_back(std::move(made));
        }
        for (std::size_t reg = 0; reg < code->registers.size(); ++reg) {
            const Register& constant = code->registers[reg];
            if (!constant.constant || !code->domains[static_cast<std::size_t>(constant.domain)].used) continue;
            auto of_domain = std::find_if(constants.begin(), constants.end(),
                                          [&](const Constants& c) { return c.domain == constant.domain; });
            if (of_domain == constants.end()) of_domain = constants.insert(of_domain, {constant.domain, 0, {}});
            of_domain->registers.push_back(reg);
        }
        for (const Instruction& i : code->instructions) {
            if (i.opcode == Opcode::load) {
                loads.push_back(i);
                continue;
            }
            if (stretches.empty() || stretches.back().domain != i.domain)
                stretches.push_back({i.domain, others.size(), others.size(), false});
            others.push_back(i);
            ++stretches.back().end;
            stretches.back().reaches_out |= i.opcode == Opcode::pick || i.opcode == Opcode::pick_in_order;
        }
    }

    void run(const Block& given) {
        block = &given;
        for (std::size_t d = 0; d < code->domains.size(); ++d)
            if (code->domains[d].used) lay_rows(static_cast<int>(d));
        for (Constants& of_domain : constants) {
            const int n = rows_of(of_domain.domain).count;
            if (n <= of_domain.lanes) continue;
            of_domain.lanes = 2 * n;
            for (const std::size_t reg : of_domain.registers) lay_constant(reg, of_domain.lanes);
        }
        for (const Instruction& i : loads) load(i, rows_of(i.domain).count);
        for (const Stretch& stretch : stretches) {
            const int n = rows_of(stretch.domain).count;
            if (n == 0 && !stretch.reaches_out) continue;
            for (std::size_t i = stretch.begin; i < stretch.end; ++i) execute(others[i], n);
        }
        for (std::size_t n = 0; n < results.size(); ++n) collect(n);
    }

    // ---- rows --------------------------------------------------------------------------------------------------------

    Rows& rows_of(int domain) { return rows[static_cast<std::size_t>(domain)]; }

    const std::vector<std::int32_t>& case_of(int domain) {
        Rows& here = rows_of(domain);
        grow(here.case_of, here.count);
        for (int r = 0; r < here.count; ++r) {
            std::int32_t row = r;
            for (int d = domain; d > 0; d = code->domains[static_cast<std::size_t>(d)].parent) row = rows_of(d).up[row];
            here.case_of[static_cast<std::size_t>(r)] = row;
        }
        return here.case_of;
    }

    void lay_rows(int domain) {
        const Domain& shape = code->domains[static_cast<std::size_t>(domain)];
        Rows& here = rows_of(domain);
        const auto table_data = [&]() -> const TableData& {
            return block->tables()[static_cast<std::size_t>(shape.table)];
        };
        switch (shape.kind) {
            case Domain::Kind::table: {
                const TableData& table = table_data();
                here.count = table.rows;
                here.begin = table.begin.data();
                here.up = table.up.data();
                here.row = nullptr;
                return;
            }
            case Domain::Kind::of_case: {
                const std::vector<std::int32_t>& cases = case_of(shape.parent);
                expand(here, shape.parent, table_data(), [&](int p) { return cases[static_cast<std::size_t>(p)]; });
                return;
            }
            case Domain::Kind::of_row:
                expand(here, shape.parent, table_data(), [&](int p) {
                    std::int32_t row = p;
                    for (int d = shape.parent; d != shape.index; d = code->domains[static_cast<std::size_t>(d)].parent)
                        row = rows_of(d).up[row];
                    const Rows& owner = rows_of(shape.index);
                    return owner.row ? owner.row[row] : row;
                });
                return;
            case Domain::Kind::flat: flatten(here, shape); return;
        }
    }

    template <class Key>
    void expand(Rows& here, int parent, const TableData& table, Key key) {
        const int parents = rows_of(parent).count;
        grow(here.own_begin, parents + 1);
        int count = 0;
        for (int p = 0; p < parents; ++p) {
            here.own_begin[static_cast<std::size_t>(p)] = count;
            const auto k = static_cast<std::size_t>(key(p));
            count += table.begin[k + 1] - table.begin[k];
        }
        here.own_begin[static_cast<std::size_t>(parents)] = count;
        grow(here.own_up, count);
        grow(here.own_row, count);
        for (int p = 0; p < parents; ++p) {
            const auto k = static_cast<std::size_t>(key(p));
            std::int32_t row = table.begin[k];
            for (int r = here.own_begin[static_cast<std::size_t>(p)];
                 r < here.own_begin[static_cast<std::size_t>(p) + 1]; ++r) {
                here.own_up[static_cast<std::size_t>(r)] = p;
                here.own_row[static_cast<std::size_t>(r)] = row++;
            }
        }
        set(here, count);
    }

    void flatten(Rows& here, const Domain& shape) {
        const Rows& inner = rows_of(shape.index);
        const Rows& outer = rows_of(code->domains[static_cast<std::size_t>(shape.index)].parent);
        const int parents = rows_of(shape.parent).count;
        grow(here.own_begin, parents + 1);
        for (int p = 0; p <= parents; ++p) here.own_begin[static_cast<std::size_t>(p)] = inner.begin[outer.begin[p]];
        grow(here.own_up, inner.count);
        grow(here.own_row, inner.count);
        for (int r = 0; r < inner.count; ++r) {
            here.own_up[static_cast<std::size_t>(r)] = outer.up[inner.up[r]];
            here.own_row[static_cast<std::size_t>(r)] = inner.row ? inner.row[r] : r;
        }
        set(here, inner.count);
    }

    static void set(Rows& here, int count) {
        here.count = count;
        here.begin = here.own_begin.data();
        here.up = here.own_up.data();
        here.row = here.own_row.data();
    }

    Segments segments(int domain) {
        const int parent = code->domains[static_cast<std::size_t>(domain)].parent;
        return {rows_of(parent).count, rows_of(domain).begin};
    }

    // ---- registers ---------------------------------------------------------------------------------------------------

    Shape shape_of(int reg) const { return code->registers[static_cast<std::size_t>(reg)].shape; }
    Cells& cells_of(int reg) { return cells[static_cast<std::size_t>(reg)]; }
    std::uint8_t* truths(int reg) { return reg < 0 ? nullptr : cells[static_cast<std::size_t>(reg)].state; }
    std::int64_t* plain(int reg) { return reg < 0 ? nullptr : cells[static_cast<std::size_t>(reg)].low; }
    Cells optional_cells(int reg) { return reg < 0 ? Cells{} : cells_of(reg); }

    /// Memory for a register's lanes; none of it is given back.
    void make(std::size_t reg, int n) {
        Storage& mine = storage[reg];
        if (mine.lanes >= n) return;
        mine.lanes = std::max(n, 2 * mine.lanes);
        const Shape shape = code->registers[reg].shape;
        Cells& out = cells[reg];
        if (shape == Shape::number || shape == Shape::time || shape == Shape::days) grow(mine.high, mine.lanes);
        if (shape != Shape::truth && shape != Shape::list) grow(mine.low, mine.lanes);
        if (shape != Shape::plain) grow(mine.state, mine.lanes);
        out.low = mine.low.empty() ? nullptr : mine.low.data();
        out.high = mine.high.empty() ? nullptr : mine.high.data();
        out.state = mine.state.empty() ? nullptr : mine.state.data();
    }

    void lay_constant(std::size_t reg, int n) {
        const Register& constant = code->registers[reg];
        Storage& mine = storage[reg];
        make(reg, n);
        std::fill(mine.low.begin(), mine.low.end(), constant.low);
        std::fill(mine.high.begin(), mine.high.end(), constant.high);
        std::fill(mine.state.begin(), mine.state.end(), constant.state);
    }

    /// A column as it stands in the block, or the domain's rows of it.
    void load(const Instruction& i, int n) {
        const Domain& domain = code->domains[static_cast<std::size_t>(i.domain)];
        const ColumnData& column =
            block->tables()[static_cast<std::size_t>(domain.table)].columns[static_cast<std::size_t>(i.immediate)];
        const Rows& here = rows_of(i.domain);
        Cells source;
        // The kernels do not write to what they read.
        source.low = const_cast<std::int64_t*>(column.low.data());      // NOLINT(cppcoreguidelines-pro-type-const-cast)
        source.high = const_cast<std::int64_t*>(column.high.data());    // NOLINT(cppcoreguidelines-pro-type-const-cast)
        source.state = const_cast<std::uint8_t*>(column.state.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
        if (!here.row) {
            cells_of(i.out) = source;
            return;
        }
        make(static_cast<std::size_t>(i.out), n);
        gather(i.out, source, here.row, n);
    }

    void gather(int reg, const Cells& source, const std::int32_t* from, int n) {
        const Cells& out = cells_of(reg);
        switch (code->registers[static_cast<std::size_t>(reg)].shape) {
            case Shape::truth:
            case Shape::list: kernels::gather_truths(n, out.state, source.state, from); break;
            case Shape::plain: kernels::gather_numbers(n, out.low, source.low, from); break;
            case Shape::set:
            case Shape::text:
                kernels::gather_numbers(n, out.low, source.low, from);
                kernels::gather_truths(n, out.state, source.state, from);
                break;
            case Shape::number:
            case Shape::days:
            case Shape::time: kernels::gather_cells(n, out, source, from); break;
        }
    }

    std::int64_t same_day_policy(std::int64_t declared) const {
        return declared == same_day::unknown && block->in_order() ? same_day::as_recorded : declared;
    }
    std::int64_t now() const { return time::end_of(block->as_of()).seconds; }

    void execute(const Instruction& i, int n);
    void execute_rows(const Instruction& i, int n);
    void execute_duty(const Instruction& i, int n);
    void choose(const Instruction& i, int n);
    void choose_best(const Instruction& i, int n);
    void look_up(const Instruction& i, int n);
    void first_act(const Instruction& i, int n);
    void text_matches(const Instruction& i, int n);
    void text_contains(const Instruction& i, int n);
    Occurrences occurrences(const int* operand) {
        return {segments(operand[0]).begin, truths(operand[1]), cells_of(operand[2]), cells_of(operand[3]),
                plain(operand[4])};
    }

    // ---- results -----------------------------------------------------------------------------------------------------

    struct Result {
        std::vector<std::uint8_t> verdicts;
        std::vector<std::int32_t> begin;
    };
    /// A part of a norm with what is asked of it for every case at hand.
    struct Part {
        const std::int32_t* scope_begin = nullptr;  ///< by case; nothing: the case itself
        std::vector<std::int32_t> own_begin;
        struct Acts {
            const std::uint8_t* verdicts;
            const std::int32_t* begin;
        };
        std::vector<Acts> acts;
        const std::uint8_t* otherwise = nullptr;
        const std::uint8_t* empty = nullptr;
    };
    struct Told {
        bool deferred = false;
        bool due = false;  ///< something is pending or violated
    };

    void collect(std::size_t norm);
    void prepare(const NormPart& plan, Part& part);
    /// The row of a domain with which a case begins.
    std::int32_t begin_below(int domain, std::int32_t case_row);
    static std::uint8_t* collect_part(const Part& part, int case_index, std::uint8_t* out, Told& told);

    const Program* program;
    const Code* code;
    const Block* block = nullptr;
    std::vector<Rows> rows;
    std::vector<Storage> storage;
    std::vector<Cells> cells;
    std::vector<std::vector<DueTable>> due_tables;
    struct Constants {
        int domain;
        int lanes;  ///< so many lanes hold them
        std::vector<std::size_t> registers;
    };
    std::vector<Constants> constants;
    /// Instructions over the rows of one domain that stand one after another.
    struct Stretch {
        int domain;
        std::size_t begin, end;
        bool reaches_out;  ///< some give something to the outer rows even where there are no inner ones
    };
    std::vector<Instruction> loads, others;
    std::vector<Stretch> stretches;
    std::vector<const std::uint8_t*> chosen_conditions, chosen_truths;
    std::vector<Cells> chosen_cells;
    std::vector<std::int64_t> first_day, first_sequence;
    std::vector<std::uint8_t> first_in_time;
    std::vector<Part> parts;
    std::vector<Result> results;
    Verdicts verdicts;
};

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

void Run::State::prepare(const NormPart& plan, Part& part) {
    part.scope_begin = nullptr;
    if (plan.scope != 0) {
        const int parent = code->domains[static_cast<std::size_t>(plan.scope)].parent;
        part.scope_begin = rows_of(plan.scope).begin;
        if (parent != 0) {
            grow(part.own_begin, block->size() + 1);
            for (int c = 0; c <= block->size(); ++c)
                part.own_begin[static_cast<std::size_t>(c)] = begin_below(plan.scope, c);
            part.scope_begin = part.own_begin.data();
        }
    }
    part.acts.clear();
    for (const int reg : plan.rows)
        part.acts.push_back({truths(reg), rows_of(code->registers[static_cast<std::size_t>(reg)].domain).begin});
    part.otherwise = truths(plan.otherwise);
    part.empty = truths(plan.empty);
}

std::int32_t Run::State::begin_below(int domain, std::int32_t case_row) {
    if (domain == 0) return case_row;
    return rows_of(domain).begin[begin_below(code->domains[static_cast<std::size_t>(domain)].parent, case_row)];
}

std::uint8_t* Run::State::collect_part(const Part& part, int case_index, std::uint8_t* out, Told& told) {
    std::uint8_t* const before = out;
    const auto add = [&](std::uint8_t v) {
        told.deferred |= v == verdict::deferred;
        told.due |= v == verdict::pending || v == verdict::violated;
        *out = v;
        out += v == verdict::no_instance ? 0 : 1;
    };
    const int first = part.scope_begin ? part.scope_begin[case_index] : case_index;
    const int last = part.scope_begin ? part.scope_begin[case_index + 1] : case_index + 1;
    for (int p = first; p < last; ++p) {
        const std::uint8_t* const before_acts = out;
        for (const Part::Acts& acts : part.acts)
            for (int r = acts.begin[p]; r < acts.begin[p + 1]; ++r) add(acts.verdicts[r]);
        if (out == before_acts && part.otherwise) add(part.otherwise[p]);
    }
    if (out == before) add(part.empty ? part.empty[case_index] : not_applicable_verdict);
    return out;
}

void Run::State::collect(std::size_t norm) {
    const NormPlan& plan = program->norms()[norm];
    Result& result = results[norm];
    Verdicts::Column& column = verdicts.columns_[norm];
    column = {};
    if (!plan.compiled) return;
    const NormPart& only = plan.parts.front();
    const bool one_a_case = plan.parts.size() == 1 && plan.defer.empty() && only.rows.empty() && only.scope == 0;
    if (one_a_case) {
        column.verdicts = truths(only.otherwise);
        return;
    }
    if (parts.size() < plan.parts.size()) parts.resize(plan.parts.size());
    std::size_t most = 0;
    for (std::size_t p = 0; p < plan.parts.size(); ++p) {
        prepare(plan.parts[p], parts[p]);
        most += static_cast<std::size_t>(block->size() + 1 + rows_of(plan.parts[p].scope).count);
        for (const int reg : plan.parts[p].rows)
            most += static_cast<std::size_t>(rows_of(code->registers[static_cast<std::size_t>(reg)].domain).count);
    }
    grow(result.verdicts, static_cast<int>(most + 1));
    grow(result.begin, block->size() + 1);
    std::uint8_t* const all = result.verdicts.data();
    std::uint8_t* out = all;
    for (int c = 0; c < block->size(); ++c) {
        std::uint8_t* const begin = out;
        result.begin[static_cast<std::size_t>(c)] = static_cast<std::int32_t>(begin - all);
        Told told;
        for (const int reg : plan.defer) told.deferred |= (truths(reg)[c] & truth_bits::deferred) != 0;
        for (std::size_t p = 0; p < plan.parts.size() && !told.deferred; ++p) {
            if (!plan.parts[p].is_place) {
                out = collect_part(parts[p], c, out, told);
                continue;
            }
            // Where a duty of the step says by when, that it is still to come need not be said as well.
            std::uint8_t* const place = out;
            out = collect_part(parts[p], c, out, told);
            told.due = false;
            while (p + 1 < plan.parts.size() && !plan.parts[p + 1].is_place)
                out = collect_part(parts[++p], c, out, told);
            if (told.due && *place == verdict::pending) {
                std::copy(place + 1, out, place);
                --out;
            }
        }
        if (!told.deferred) continue;
        out = begin;
        *out++ = deferred_verdict;
    }
    result.begin[static_cast<std::size_t>(block->size())] = static_cast<std::int32_t>(out - all);
    column.verdicts = all;
    column.begin = result.begin.data();
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

Verdicts::Span Verdicts::of(int case_index, std::size_t norm) const {
    const Column& column = columns_[norm];
    if (!column.verdicts || block_->is_deferred(case_index)) return {&deferred_verdict, 1};
    const auto c = static_cast<std::size_t>(case_index);
    if (!column.begin) return {column.verdicts + c, 1};
    return {column.verdicts + column.begin[c], static_cast<std::size_t>(column.begin[c + 1] - column.begin[c])};
}

}  // namespace fadu::program
