// Exact arithmetic on columns of whole numbers (money in fen, others scaled by a power of ten that the compiler keeps
// track of), each an interval of what it may be. What leaves 62 bits is deferred to the interpreter's rationals.
#pragma once

#include <initializer_list>

#include "fadu/program/kernels/compare.hpp"

namespace fadu::program::kernels {

__extension__ using Wide = __int128;

struct Interval {
    std::int64_t low, high;
};

constexpr bool is_open_low(std::int64_t low) { return low == no_low; }
constexpr bool is_open_high(std::int64_t high) { return high == no_high; }

/// The state of a result: 无 where an operand is nothing but 无; what may be 无 may make it 无.
constexpr std::uint8_t arithmetic_state(std::uint8_t a, std::uint8_t b) {
    const unsigned any = static_cast<unsigned>(a | b);
    const auto only_none = [](std::uint8_t s) { return (s & (state::value | state::unascertainable)) == 0; };
    if (only_none(a) || only_none(b)) {
        const bool gone = (any & state::gone) != 0;
        return static_cast<std::uint8_t>(state::none | (gone ? state::gone | state::absent : 0) |
                                         (any & state::deferred));
    }
    return static_cast<std::uint8_t>(state::value | (any & (state::none | state::absent | state::deferred)));
}

/// An end of a result that is too large for the column: everything is possible and the interpreter has to say.
inline void keep_in_range(Interval& r, std::uint8_t& s) {
    const auto too_large = [](std::int64_t v) { return v > largest_number || v < -largest_number; };
    if ((!is_open_low(r.low) && too_large(r.low)) || (!is_open_high(r.high) && too_large(r.high))) {
        r = {no_low, no_high};
        s = state::anything;
    }
}

template <class Combine>
inline void arithmetic(int n, Cells out, Cells a, Cells b, Combine combine) {
    each(n, [=](int i) {
        // An operand that is no value stands for any number.
        const auto interval = [i](const Cells& c) {
            return (c.state[i] & state::value) != 0 ? Interval{c.low[i], c.high[i]} : Interval{no_low, no_high};
        };
        std::uint8_t s = arithmetic_state(a.state[i], b.state[i]);
        Interval r = combine(interval(a), interval(b), s);
        keep_in_range(r, s);
        out.low[i] = r.low;
        out.high[i] = r.high;
        out.state[i] = s;
    });
}

inline void add(int n, Cells out, Cells a, Cells b) {
    arithmetic(n, out, a, b, [](Interval x, Interval y, std::uint8_t&) {
        return Interval{is_open_low(x.low) || is_open_low(y.low) ? no_low : x.low + y.low,
                        is_open_high(x.high) || is_open_high(y.high) ? no_high : x.high + y.high};
    });
}
inline void subtract(int n, Cells out, Cells a, Cells b) {
    arithmetic(n, out, a, b, [](Interval x, Interval y, std::uint8_t&) {
        return Interval{is_open_low(x.low) || is_open_high(y.high) ? no_low : x.low - y.high,
                        is_open_high(x.high) || is_open_low(y.low) ? no_high : x.high - y.low};
    });
}
inline void multiply(int n, Cells out, Cells a, Cells b) {
    arithmetic(n, out, a, b, [](Interval x, Interval y, std::uint8_t& s) {
        const auto product = [&s](std::int64_t p, std::int64_t q) {
            const Wide wide = static_cast<Wide>(p) * q;
            if (wide > largest_number || wide < -largest_number) {
                s = state::anything;
                return std::int64_t{0};
            }
            return static_cast<std::int64_t>(wide);
        };
        const bool open = is_open_low(x.low) || is_open_high(x.high) || is_open_low(y.low) || is_open_high(y.high);
        if (open) {
            Interval r{no_low, no_high};
            if (!is_open_low(x.low) && !is_open_low(y.low) && x.low >= 0 && y.low > 0) {
                r.low = product(x.low, y.low);
                if (!is_open_high(x.high) && !is_open_high(y.high)) r.high = product(x.high, y.high);
            }
            return r;
        }
        Interval r{no_high, no_low};
        for (const std::int64_t p : {x.low, x.high}) {
            for (const std::int64_t q : {y.low, y.high}) {
                const std::int64_t corner = product(p, q);
                if (corner < r.low) r.low = corner;
                if (corner > r.high) r.high = corner;
            }
        }
        return r;
    });
}
inline void negate(int n, Cells out, Cells a) {
    each(n, [=](int i) {
        const bool value = (a.state[i] & state::value) != 0;
        const std::int64_t low = value ? a.low[i] : no_low;
        const std::int64_t high = value ? a.high[i] : no_high;
        out.low[i] = is_open_high(high) ? no_low : -high;
        out.high[i] = is_open_low(low) ? no_high : -low;
        out.state[i] = arithmetic_state(a.state[i], state::value);
    });
}
/// Half of it, on a scale ten times as fine.
inline void halve(int n, Cells out, Cells a) {
    each(n, [=](int i) {
        const bool value = (a.state[i] & state::value) != 0;
        Interval r{value ? a.low[i] : no_low, value ? a.high[i] : no_high};
        std::uint8_t s = arithmetic_state(a.state[i], state::value);
        const auto fits = [](std::int64_t v) { return v <= largest_number / 5 && v >= -largest_number / 5; };
        if ((is_open_low(r.low) || fits(r.low)) && (is_open_high(r.high) || fits(r.high))) {
            if (!is_open_low(r.low)) r.low *= 5;
            if (!is_open_high(r.high)) r.high *= 5;
        } else {
            r = {no_low, no_high};
            s = state::anything;
        }
        out.low[i] = r.low;
        out.high[i] = r.high;
        out.state[i] = s;
    });
}
/// The same number on a finer scale.
inline void rescale(int n, Cells out, Cells a, std::int64_t factor) {
    each(n, [=](int i) {
        std::uint8_t s = a.state[i];
        Interval r{a.low[i], a.high[i]};
        const std::int64_t most = largest_number / factor;
        const auto fits = [most](std::int64_t v) { return v <= most && v >= -most; };
        if ((is_open_low(r.low) || fits(r.low)) && (is_open_high(r.high) || fits(r.high))) {
            if (!is_open_low(r.low)) r.low *= factor;
            if (!is_open_high(r.high)) r.high *= factor;
        } else {
            r = {no_low, no_high};
            s = state::anything;
        }
        out.low[i] = r.low;
        out.high[i] = r.high;
        out.state[i] = s;
    });
}

}  // namespace fadu::program::kernels
