// What a run works in: the rows of each domain, the memory of each register, and the verdicts gathered from them. Inside of
// Run (program.hpp); its parts stand in run.cpp (instructions) and run_collect.cpp (verdicts).
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "fadu/program/program.hpp"

namespace fadu::program {

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

}  // namespace fadu::program
