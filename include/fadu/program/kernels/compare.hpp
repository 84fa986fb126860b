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

/// A truth out of the possible orders of two cells and what they may be besides values.
constexpr std::uint8_t decide(unsigned possible, unsigned wanted, std::uint8_t a, std::uint8_t b) {
    const unsigned either_state = static_cast<unsigned>(a | b);
    const bool values = (a & b & state::value) != 0;
    const bool unascertainable = (either_state & state::unascertainable) != 0;
    const bool yes = unascertainable || (values && (possible & wanted) != 0);
    const bool no =
        unascertainable || (either_state & state::none) != 0 || (values && (possible & ~wanted) != 0) || !yes;
    unsigned result = with(yes, no);
    const bool gone = (either_state & state::gone) != 0;
    if (gone && !yes) result |= truth_bits::gone;
    if (gone || (either_state & state::absent) != 0) result |= truth_bits::absent;
    result |= either_state & truth_bits::deferred;
    return static_cast<std::uint8_t>(result);
}

constexpr unsigned number_orders(std::int64_t a_low, std::int64_t a_high, std::int64_t b_low, std::int64_t b_high) {
    const bool less = a_low == no_low || b_high == no_high || a_low < b_high;
    const bool greater = a_high == no_high || b_low == no_low || a_high > b_low;
    const bool below = a_high != no_high && b_low != no_low && a_high < b_low;
    const bool above = a_low != no_low && b_high != no_high && a_low > b_high;
    return (less ? order::less : 0) | (!below && !above ? order::equal : 0) | (greater ? order::greater : 0);
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
        const unsigned possible = (a_first < b_last ? order::less : 0) |
                                  (!(a_last < b_first) && !(a_first > b_last) ? order::equal : 0) |
                                  (a_last > b_first ? order::greater : 0);
        out[i] = decide(possible, wanted, a.state[i], b.state[i]);
    });
}

/// Sets of enumerators; the empty set stands for "nothing is known".
constexpr unsigned set_orders(std::uint64_t a, std::uint64_t b) {
    if (a == 0 || b == 0) return order::less | order::equal | order::greater;
    const std::uint64_t a_least = a & (~a + 1);
    const std::uint64_t b_least = b & (~b + 1);
    // Some p of a below some q of b: a's least below b's greatest.
    const bool less = b >= (a_least << 1U) && a_least << 1U != 0;
    const bool greater = a >= (b_least << 1U) && b_least << 1U != 0;
    return (less ? order::less : 0) | ((a & b) != 0 ? order::equal : 0) | (greater ? order::greater : 0);
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

/// Is it one of these enumerators?
inline void set_in(int n, std::uint8_t* out, Cells a, std::uint64_t allowed) {
    each(n, [=](int i) {
        const auto set = static_cast<std::uint64_t>(a.low[i]);
        const std::uint8_t s = a.state[i];
        const bool value = (s & state::value) != 0;
        const bool unascertainable = (s & state::unascertainable) != 0;
        const bool in = value && (set == 0 || (set & allowed) != 0);
        const bool out_of = (value && (set == 0 || (set & ~allowed) != 0)) || (s & state::none) != 0;
        const bool yes = in || unascertainable;
        unsigned result = with(yes, out_of || unascertainable || !yes);
        if ((s & state::gone) != 0 && !yes) result |= truth_bits::gone;
        if ((s & (state::gone | state::absent)) != 0) result |= truth_bits::absent;
        out[i] = static_cast<std::uint8_t>(result | (s & truth_bits::deferred));
    });
}

/// Is the number in a constant range? Open ends are no_low and no_high; ends that are not in it have been moved by one.
inline void number_in(int n, std::uint8_t* out, Cells a, std::int64_t low, std::int64_t high) {
    each(n, [=](int i) {
        const std::uint8_t s = a.state[i];
        const bool value = (s & state::value) != 0;
        const bool unascertainable = (s & state::unascertainable) != 0;
        const bool low_in = low == no_low || (a.low[i] != no_low && a.low[i] >= low);
        const bool high_in = high == no_high || (a.high[i] != no_high && a.high[i] <= high);
        const bool surely_out = (low != no_low && a.high[i] != no_high && a.high[i] < low) ||
                                (high != no_high && a.low[i] != no_low && a.low[i] > high);
        const bool surely_in = low_in && high_in;
        const bool yes = unascertainable || (value && !(surely_out && !surely_in));
        const bool no = unascertainable || (s & state::none) != 0 || (value && !surely_in) || !yes;
        unsigned result = with(yes, no);
        if ((s & state::gone) != 0 && !yes) result |= truth_bits::gone;
        if ((s & (state::gone | state::absent)) != 0) result |= truth_bits::absent;
        out[i] = static_cast<std::uint8_t>(result | (s & truth_bits::deferred));
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
