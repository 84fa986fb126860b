// Cells: how a value that may be partly unknown stands in a column. The compiled program's only data; the kernels and the
// generated code are made of nothing else, so this header needs the standard library alone.
#pragma once

#include <cstdint>
#include <limits>

namespace fadu::program {

/// What a value of a register or column may be. The bits are those of engine::Value.
namespace state {
inline constexpr std::uint8_t value = 1;            ///< some value
inline constexpr std::uint8_t none = 2;             ///< 无, or of something that did not happen
inline constexpr std::uint8_t unascertainable = 4;  ///< 无法查明
inline constexpr std::uint8_t gone = 8;             ///< none because what it belongs to did not happen
inline constexpr std::uint8_t absent = 16;          ///< in some completions it is none because something did not happen
inline constexpr std::uint8_t unlisted = 32;        ///< a list: nobody says what is in it
inline constexpr std::uint8_t uncounted = 32;       ///< the end of a period: it could not be counted
inline constexpr std::uint8_t incomplete = 64;      ///< a list: there may be more (also where it is unlisted)
inline constexpr std::uint8_t deferred = 128;       ///< columns cannot say it: the interpreter has to
inline constexpr std::uint8_t anything = value | none | unascertainable | absent | deferred;
}  // namespace state

/// Truths: bits 0 and 1 as in engine::Truth; then what a boolean field may be besides.
namespace truth_bits {
inline constexpr std::uint8_t no = 1;
inline constexpr std::uint8_t yes = 2;
inline constexpr std::uint8_t unknown = 3;
inline constexpr std::uint8_t none = 4;
inline constexpr std::uint8_t unascertainable = 8;
inline constexpr std::uint8_t gone = 16;
inline constexpr std::uint8_t absent = 32;
inline constexpr std::uint8_t deferred = 128;
inline constexpr std::uint8_t anything = unknown | none | unascertainable | absent | deferred;
}  // namespace truth_bits

/// Open ends of numbers.
inline constexpr std::int64_t no_low = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t no_high = std::numeric_limits<std::int64_t>::max();
/// No number in a column lies beyond this, so that sums of two cannot overflow.
inline constexpr std::int64_t largest_number = std::int64_t{1} << 61;

/// Stretches of time, packed: twice the second of the beginning, and one more if it is a whole day (else an exact moment).
/// Their order is that of time::TimeSpan.
inline constexpr std::int64_t seconds_a_day = 86400;
inline constexpr std::int64_t beginning = (std::numeric_limits<std::int64_t>::min() / 4) * 2;
inline constexpr std::int64_t ending = (std::numeric_limits<std::int64_t>::max() / 4) * 2;

constexpr std::int64_t whole_day(std::int64_t day) { return day * seconds_a_day * 2 + 1; }
constexpr std::int64_t exact_moment(std::int64_t second) { return second * 2; }
constexpr std::int64_t begin_of(std::int64_t span) { return span >> 1; }
constexpr std::int64_t end_of(std::int64_t span) { return (span >> 1) + ((span & 1) != 0 ? seconds_a_day : 0); }
constexpr bool is_exact(std::int64_t span) { return (span & 1) == 0; }
constexpr bool is_far(std::int64_t span) {
    return begin_of(span) <= begin_of(beginning) || begin_of(span) >= begin_of(ending);
}
/// The day of a second, kept within 0001-01-01 and 9999-12-31 as time::day_of does.
constexpr std::int64_t day_of(std::int64_t second) {
    constexpr std::int64_t earliest = -719162;
    constexpr std::int64_t latest = 2932896;
    const std::int64_t day = second >= 0 ? second / seconds_a_day : -((-second + seconds_a_day - 1) / seconds_a_day);
    return day < earliest ? earliest : day > latest ? latest : day;
}

/// How two bare dates of one day stand (time::SameDay).
namespace same_day {
inline constexpr std::int64_t unknown = 0;
inline constexpr std::int64_t as_recorded = 1;
inline constexpr std::int64_t in_order = 2;
}  // namespace same_day

/// Verdicts, as model::Verdict counts them; and one that the interpreter has to give.
namespace verdict {
inline constexpr std::uint8_t not_applicable = 0;
inline constexpr std::uint8_t compliant = 1;
inline constexpr std::uint8_t excused = 2;
inline constexpr std::uint8_t violated = 3;
inline constexpr std::uint8_t pending = 4;
inline constexpr std::uint8_t undetermined = 5;
inline constexpr std::uint8_t conflict = 6;
inline constexpr std::uint8_t deferred = 7;
inline constexpr std::uint8_t no_instance = 8;  ///< a row that is no instance: no outcome
}  // namespace verdict

/// What a duty may be, as engine::Standing; and more that an outcome hangs on.
namespace standing {
inline constexpr std::uint8_t met = 1;
inline constexpr std::uint8_t open = 2;
inline constexpr std::uint8_t broken = 4;
inline constexpr std::uint8_t nothing = 8;           ///< it speaks of something that has not happened
inline constexpr std::uint8_t perhaps_nothing = 16;  ///< perhaps of something that has not happened
inline constexpr std::uint8_t deferred = 128;
}  // namespace standing

}  // namespace fadu::program
