// Comparisons of columns that are only partly known: yes where they hold for all pairs of possible values, no where for
// none. The same questions as engine/compare.hpp, a lane at a time and without branches where that is possible.
#pragma once

#include "fadu/program/kernels/truth.hpp"

namespace fadu::program {

/// One register of numbers, times, enumerator sets or texts. Sets and texts use `low` only.
struct Cells {
    std::int64_t* low = nullptr;
    std::int64_t* high = nullptr;
    std::uint8_t* state = nullptr;
};

/// Which orders satisfy a comparison.
namespace order {
inline constexpr unsigned less = 1;
inline constexpr unsigned equal = 2;
inline constexpr unsigned greater = 4;
}  // namespace order

namespace kernels {

constexpr unsigned bit(bool b) { return b ? 1U : 0U; }
/// Is any of the three orders in the set?
constexpr unsigned any_order(unsigned orders) { return (orders | orders >> 1U | orders >> 2U) & 1U; }

/// A truth out of the possible orders of two cells and what they may be besides values. Without branches: it stands in the
/// innermost loops.
constexpr std::uint8_t decide(unsigned possible, unsigned wanted, std::uint8_t a, std::uint8_t b) {
    const unsigned any = static_cast<unsigned>(a) | b;
    const unsigned values = static_cast<unsigned>(a) & b & 1U;
    const unsigned unascertainable = any >> 2U & 1U;
    const unsigned none = any >> 1U & 1U;
    const unsigned gone = any >> 3U & 1U;
    const unsigned absent = any >> 4U & 1U;
    const unsigned yes = unascertainable | (values & any_order(possible & wanted));
    const unsigned no = unascertainable | none | (values & any_order(possible & ~wanted & 7U)) | (yes ^ 1U);
    const unsigned flags = (gone & (yes ^ 1U)) << 4U | (gone | absent) << 5U | (any & truth_bits::deferred);
    return static_cast<std::uint8_t>(no | yes << 1U | flags);
}

constexpr unsigned number_orders(std::int64_t a_low, std::int64_t a_high, std::int64_t b_low, std::int64_t b_high) {
    const unsigned open_low = bit(a_low == no_low) | bit(b_high == no_high);
    const unsigned open_high = bit(a_high == no_high) | bit(b_low == no_low);
    const unsigned less = open_low | bit(a_low < b_high);
    const unsigned greater = open_high | bit(a_high > b_low);
    const unsigned below = (open_high ^ 1U) & bit(a_high < b_low);
    const unsigned above = (open_low ^ 1U) & bit(a_low > b_high);
    return less | ((below | above) ^ 1U) << 1U | greater << 2U;
}

inline void compare_numbers(int n, std::uint8_t* out, Cells a, Cells b, unsigned wanted) {
    each(n, [=](int i) {
        out[i] = decide(number_orders(a.low[i], a.high[i], b.low[i], b.high[i]), wanted, a.state[i], b.state[i]);
    });
}

/// By the beginnings of the days or moments.
inline void compare_times(int n, std::uint8_t* out, Cells a, Cells b, unsigned wanted) {
    each(n, [=](int i) {
        const std::int64_t a_first = begin_of(a.low[i]);
        const std::int64_t a_last = begin_of(a.high[i]);
        const std::int64_t b_first = begin_of(b.low[i]);
        const std::int64_t b_last = begin_of(b.high[i]);
        const unsigned possible = bit(a_first < b_last) | (bit(a_last >= b_first) & bit(a_first <= b_last)) << 1U |
                                  bit(a_last > b_first) << 2U;
        out[i] = decide(possible, wanted, a.state[i], b.state[i]);
    });
}

/// Sets of enumerators; the empty set stands for "nothing is known".
constexpr unsigned set_orders(std::uint64_t a, std::uint64_t b) {
    const std::uint64_t above_a = (a & (~a + 1)) << 1U;
    const std::uint64_t above_b = (b & (~b + 1)) << 1U;
    // Some p of a below some q of b: a's least below b's greatest.
    const unsigned less = bit(b >= above_a) & bit(above_a != 0);
    const unsigned greater = bit(a >= above_b) & bit(above_b != 0);
    const unsigned unknown = bit(a == 0) | bit(b == 0);
    return less | bit((a & b) != 0) << 1U | greater << 2U | unknown * 7U;
}

inline void compare_sets(int n, std::uint8_t* out, Cells a, Cells b, unsigned wanted) {
    each(n, [=](int i) {
        const auto x = static_cast<std::uint64_t>(a.low[i]);
        const auto y = static_cast<std::uint64_t>(b.low[i]);
        out[i] = decide(set_orders(x, y), wanted, a.state[i], b.state[i]);
    });
}

/// Texts by the numbers that the block gave them; below 0 nothing is known.
inline void compare_texts(int n, std::uint8_t* out, Cells a, Cells b, unsigned wanted) {
    each(n, [=](int i) {
        const bool known = a.low[i] >= 0 && b.low[i] >= 0;
        const unsigned possible = !known                 ? order::less | order::equal | order::greater
                                  : a.low[i] == b.low[i] ? order::equal
                                                         : order::less;
        out[i] = decide(possible, wanted, a.state[i], b.state[i]);
    });
}

inline void compare_truths(int n, std::uint8_t* out, const std::uint8_t* a, const std::uint8_t* b, unsigned wanted) {
    each(n, [=](int i) {
        const std::uint8_t x = a[i];
        const std::uint8_t y = b[i];
        const unsigned possible = (may_no(x) && may_yes(y) ? order::less : 0) | ((x & y & 3U) != 0 ? order::equal : 0) |
                                  (may_yes(x) && may_no(y) ? order::greater : 0);
        const auto as_state = [](std::uint8_t t) {
            return static_cast<std::uint8_t>(
                ((t & 3U) != 0 ? state::value : 0) | ((t & truth_bits::none) != 0 ? state::none : 0) |
                ((t & truth_bits::unascertainable) != 0 ? state::unascertainable : 0) |
                ((t & truth_bits::gone) != 0 ? state::gone : 0) | ((t & truth_bits::absent) != 0 ? state::absent : 0) |
                (t & state::deferred));
        };
        out[i] = decide(possible, wanted, as_state(x), as_state(y));
    });
}

/// A yes or no of one cell's value, with what else the cell may be.
constexpr std::uint8_t of_cell(unsigned in, unsigned out_of, std::uint8_t s) {
    const unsigned value = s & 1U;
    const unsigned unascertainable = static_cast<unsigned>(s) >> 2U & 1U;
    const unsigned yes = unascertainable | (value & in);
    const unsigned no = unascertainable | (static_cast<unsigned>(s) >> 1U & 1U) | (value & out_of) | (yes ^ 1U);
    const unsigned gone = static_cast<unsigned>(s) >> 3U & 1U;
    const unsigned absent = static_cast<unsigned>(s) >> 4U & 1U;
    const unsigned flags = (gone & (yes ^ 1U)) << 4U | (gone | absent) << 5U | (s & truth_bits::deferred);
    return static_cast<std::uint8_t>(no | yes << 1U | flags);
}

/// Is it one of these enumerators?
inline void set_in(int n, std::uint8_t* out, Cells a, std::uint64_t allowed) {
    each(n, [=](int i) {
        const auto set = static_cast<std::uint64_t>(a.low[i]);
        const unsigned unknown = bit(set == 0);
        out[i] = of_cell(unknown | bit((set & allowed) != 0), unknown | bit((set & ~allowed) != 0), a.state[i]);
    });
}

/// Is the number in a constant range? Open ends are no_low and no_high; ends that are not in it have been moved by one.
inline void number_in(int n, std::uint8_t* out, Cells a, std::int64_t low, std::int64_t high) {
    const unsigned any_low = bit(low == no_low);
    const unsigned any_high = bit(high == no_high);
    each(n, [=](int i) {
        const unsigned open_low = bit(a.low[i] == no_low);
        const unsigned open_high = bit(a.high[i] == no_high);
        const unsigned low_in = any_low | ((open_low ^ 1U) & bit(a.low[i] >= low));
        const unsigned high_in = any_high | ((open_high ^ 1U) & bit(a.high[i] <= high));
        const unsigned below = (any_low ^ 1U) & (open_high ^ 1U) & bit(a.high[i] < low);
        const unsigned above = (any_high ^ 1U) & (open_low ^ 1U) & bit(a.low[i] > high);
        const unsigned surely_in = low_in & high_in;
        out[i] = of_cell(surely_in | ((below | above) ^ 1U), surely_in ^ 1U, a.state[i]);
    });
}

/// Drops the flags of a comparison just made, where nobody asks what did not happen.
inline void drop_flags(int n, std::uint8_t* t) {
    each(n, [=](int i) { t[i] = settle(t[i] & 3U, t[i]); });
}

/// A truth with the absence flags of the value that it was asked of.
inline void flags_of(int n, std::uint8_t* out, const std::uint8_t* a, const std::uint8_t* s) {
    each(n, [=](int i) {
        unsigned t = a[i] & (truth_bits::unknown | truth_bits::deferred);
        if ((s[i] & state::gone) != 0 && (t & 3U) == truth_bits::no) t |= truth_bits::gone;
        if ((s[i] & (state::gone | state::absent)) != 0) t |= truth_bits::absent;
        out[i] = static_cast<std::uint8_t>(t);
    });
}
/// Where the point of a window did not happen nothing happened in it either; `otherwise`: or it is yes.
inline void where_anchored(int n, std::uint8_t* out, const std::uint8_t* a, const std::uint8_t* point, bool otherwise) {
    each(n, [=](int i) {
        const std::uint8_t without = otherwise ? truth_bits::yes : truth_bits::no | truth_bits::gone;
        const bool anchored = (point[i] & state::value) != 0;
        out[i] = static_cast<std::uint8_t>((anchored ? a[i] : without) | (point[i] & truth_bits::deferred));
    });
}

inline std::uint8_t is_state(std::uint8_t s, std::uint8_t wanted) {
    const auto others = static_cast<std::uint8_t>((state::value | state::none | state::unascertainable) & ~wanted);
    return static_cast<std::uint8_t>(with((s & wanted) != 0, (s & others) != 0) | (s & truth_bits::deferred));
}
/// 为 无, 为 无法查明: always decided where the state is.
inline void state_is(int n, std::uint8_t* out, const std::uint8_t* a, std::uint8_t wanted) {
    each(n, [=](int i) { out[i] = is_state(a[i], wanted); });
}
inline void truth_state_is(int n, std::uint8_t* out, const std::uint8_t* a, std::uint8_t wanted) {
    each(n, [=](int i) {
        const std::uint8_t t = a[i];
        const auto s = static_cast<std::uint8_t>(
            ((t & 3U) != 0 ? state::value : 0) | ((t & truth_bits::none) != 0 ? state::none : 0) |
            ((t & truth_bits::unascertainable) != 0 ? state::unascertainable : 0) | (t & state::deferred));
        out[i] = is_state(s, wanted);
    });
}

}  // namespace kernels

}  // namespace fadu::program
