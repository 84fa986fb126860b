// Three-valued logic and days that may not be known, as one would write them by hand: small numbers, no branches where
// the compiler can do without. What every check of the hand-written twin is made of.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace fadu::bench {

/// 0 no, 1 unknown, 2 yes: "and" is the smaller, "or" the larger, "not" is 2 - x.
using Truth = std::uint8_t;
inline constexpr Truth no = 0, unknown = 1, yes = 2;

constexpr Truth both(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth either(Truth a, Truth b) { return a < b ? b : a; }
constexpr Truth negated(Truth a) { return static_cast<Truth>(2 - a); }
constexpr Truth truth(bool value) { return value ? yes : no; }

/// Days from 1970-01-01; these two stand for "long ago" and "no end".
using Day = std::int32_t;
inline constexpr Day far_past = -(1 << 28), far_future = 1 << 28;

/// A day, or the first and the last day that it may be.
struct Days {
    Day low = far_past, high = far_past;
};

constexpr Truth is_before(Days end, Days begin) {
    return end.high < begin.low ? yes : end.low > begin.high ? no : unknown;
}
constexpr Truth is_not_after(Days a, Days b) { return a.high <= b.low ? yes : a.low > b.high ? no : unknown; }
/// Is what happened on `a` no earlier than a start on `from`?
constexpr Truth has_begun(Days a, Days from) { return a.low >= from.high ? yes : a.high < from.low ? no : unknown; }
constexpr Truth is_in_time(Days a, Days until) { return a.high <= until.low ? yes : a.low > until.high ? no : unknown; }

/// What a duty may be, as bits.
using Standing = std::uint8_t;
inline constexpr Standing met = 1, open = 2, broken = 4;

constexpr Standing stand(Truth holds, Standing otherwise) {
    return static_cast<Standing>((holds != no ? met : 0) | (holds != yes ? otherwise : 0));
}

/// Nothing done yet: open while there is time, broken after.
constexpr Standing wait(Days until, Day as_of) {
    return static_cast<Standing>((until.high >= as_of ? open : 0) | (until.low < as_of ? broken : 0));
}

/// In the order of model::Verdict.
enum Verdict : std::uint8_t { not_applicable, compliant, excused, violated, pending, undetermined };

constexpr Verdict verdict_from(Truth applies, Truth excepted, Standing standing) {
    if (applies == no) return not_applicable;
    if (standing == met) return compliant;
    if (excepted == yes) return excused;
    if (applies == yes && excepted == no) {
        if (standing == broken) return violated;
        if (standing == open) return pending;
    }
    return undetermined;
}

constexpr std::array<std::uint8_t, 72> make_verdict_table() {
    std::array<std::uint8_t, 72> table{};
    for (unsigned i = 0; i < 72; ++i)
        table[i] =
            verdict_from(static_cast<Truth>(i / 24), static_cast<Truth>(i / 8 % 3), static_cast<Standing>(i % 8));
    return table;
}
inline constexpr std::array<std::uint8_t, 72> verdict_table = make_verdict_table();

inline std::uint8_t verdict_of(Truth applies, Standing standing, Truth excepted = no) {
    return verdict_table[static_cast<std::size_t>(applies * 24 + excepted * 8 + standing)];
}

}  // namespace fadu::bench
