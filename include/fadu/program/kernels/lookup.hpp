// Long lists: rows found through an index instead of by trying one after another, where everything that the list asks for
// is known. Where it is not the interpreter decides.
#pragma once

#include "fadu/program/kernels/compare.hpp"

namespace fadu::program {

/// What a column of a long list holds.
namespace lookup_kind {
inline constexpr std::uint8_t number = 0;
inline constexpr std::uint8_t set = 1;
inline constexpr std::uint8_t time = 2;
inline constexpr std::uint8_t text = 3;
}  // namespace lookup_kind

/// What a row asks of one column.
struct CellTest {
    static constexpr std::uint8_t anything = 0;
    static constexpr std::uint8_t between = 1;  ///< low … high, both in: numbers, days, one text
    static constexpr std::uint8_t among = 2;    ///< enumerators of the set `low`
    std::uint8_t kind = anything;
    std::int64_t low = 0, high = 0;
};

/// A list as the program keeps it: tests row by row, constant results, and by the values of one column the rows that may
/// fit.
struct LookupView {
    int rows = 0, columns = 0;
    const CellTest* tests = nullptr;  ///< [row * columns + column], in the order in which the first that fits decides
    const std::int64_t* result_low = nullptr;  ///< one a row, and one more for where none fits
    const std::int64_t* result_high = nullptr;
    const std::uint8_t* result_state = nullptr;
    int indexed = -1;                           ///< column; -1: no index
    int classes = 0;                            ///< stretches of values of that column: the first is what is 无
    const std::int64_t* bounds = nullptr;       ///< class c ≥ 1 holds values from bounds[c - 1] up to below bounds[c]
    const std::int32_t* class_begin = nullptr;  ///< by class, and the end of the last, into class_rows
    const std::int32_t* class_rows = nullptr;
};

namespace kernels {

/// A column's value where it is known: the number, the beginning of a time, the set's only enumerator as a bit, the text's
/// number. 0: not known, 1: none, 2: known.
inline int known_cell(const Cells& cells, int i, std::uint8_t kind, std::int64_t& value) {
    const std::uint8_t s = cells.state[i];
    const unsigned may_be = s & (state::value | state::none | state::unascertainable | state::deferred);
    if (may_be == state::none) return 1;
    if (may_be != state::value) return 0;
    value = cells.low[i];
    if (kind == lookup_kind::set) {
        const auto set = static_cast<std::uint64_t>(value);
        return set != 0 && (set & (set - 1)) == 0 ? 2 : 0;
    }
    if (kind == lookup_kind::time) {
        if (begin_of(cells.low[i]) != begin_of(cells.high[i])) return 0;
        value = begin_of(cells.low[i]);
        return 2;
    }
    if (kind == lookup_kind::text) return value >= 0 ? 2 : 0;
    return cells.low[i] == cells.high[i] && value != no_low ? 2 : 0;
}

inline bool fits(const CellTest& test, int known, std::int64_t value) {
    switch (test.kind) {
        case CellTest::anything: return true;
        case CellTest::between: return known == 2 && value >= test.low && value <= test.high;
        default: return known == 2 && (value & test.low) != 0;
    }
}

inline int class_of(const LookupView& list, int known, std::int64_t value) {
    if (known == 1) return 0;
    int low = 0;
    int high = list.classes - 1;  // bounds
    while (low < high) {
        const int middle = (low + high + 1) / 2;
        if (list.bounds[middle - 1] <= value)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

inline constexpr int most_lookup_columns = 16;

/// `kinds`: of each column a lookup_kind.
inline void look_up(int n, Cells out, const LookupView& list, const Cells* subjects, const std::uint8_t* kinds) {
    each(n, [&](int i) {
        std::int64_t values[most_lookup_columns];
        int known[most_lookup_columns];
        for (int c = 0; c < list.columns; ++c) {
            values[c] = 0;
            known[c] = known_cell(subjects[c], i, kinds[c], values[c]);
        }
        int found = list.rows;
        bool all = list.indexed < 0 || known[list.indexed] != 0;
        if (all) {
            int first = 0;
            int last = list.rows;
            const std::int32_t* candidates = nullptr;
            if (list.indexed >= 0) {
                const int c = class_of(list, known[list.indexed], values[list.indexed]);
                first = list.class_begin[c];
                last = list.class_begin[c + 1];
                candidates = list.class_rows;
            }
            for (int k = first; k < last && all && found == list.rows; ++k) {
                const int row = candidates ? candidates[k] : k;
                const CellTest* tests = list.tests + static_cast<std::ptrdiff_t>(row) * list.columns;
                bool hit = true;
                bool perhaps = false;
                for (int c = 0; c < list.columns && hit; ++c) {
                    const bool asked = tests[c].kind != CellTest::anything;
                    perhaps = perhaps || (asked && known[c] == 0);
                    hit = !asked || known[c] == 0 || fits(tests[c], known[c], values[c]);
                }
                if (hit && perhaps) all = false;  // a row that only may fit
                if (hit && !perhaps) found = row;
            }
        }
        out.low[i] = all ? list.result_low[found] : 0;
        if (out.high) out.high[i] = all ? list.result_high[found] : 0;
        out.state[i] = all ? list.result_state[found] : state::anything;
    });
}

}  // namespace kernels

}  // namespace fadu::program
