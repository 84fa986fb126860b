// The formulas of kleene.hpp and rules_by_hand.hpp without branches, for loops that the compiler is to vectorise. Used by
// the column checks only.
#pragma once

#include "twin/columns.hpp"

namespace fadu::bench::loops {

/// One of two bytes without a branch: what compilers make of ?: depends on what stands around it.
inline std::uint8_t pick(bool condition, std::uint8_t a, std::uint8_t b) {
    const auto mask = static_cast<std::uint8_t>(-static_cast<int>(condition));
    return static_cast<std::uint8_t>((a & mask) | (b & ~mask));
}

/// verdict_from as choices of bytes.
inline std::uint8_t settle(Truth applies, Standing standing, Truth excepted = no) {
    std::uint8_t verdict = undetermined;
    verdict = pick(standing == open, pending, verdict);
    verdict = pick(standing == broken, violated, verdict);
    verdict = pick((applies != yes) | (excepted != no), undetermined, verdict);
    verdict = pick(excepted == yes, excused, verdict);
    verdict = pick(standing == met, compliant, verdict);
    return pick(applies == no, not_applicable, verdict);
}
/// A duty that a condition decides.
inline std::uint8_t condition(Truth applies, Truth holds) {
    std::uint8_t verdict = pick((holds == no) & (applies == yes), violated, undetermined);
    verdict = pick(holds == yes, compliant, verdict);
    return pick(applies == no, not_applicable, verdict);
}

inline Truth before(Day end_low, Day end_high, Day begin_low, Day begin_high) {
    return static_cast<Truth>(1 + (end_high < begin_low) - (end_low > begin_high));
}
inline Truth not_after(Day a_low, Day a_high, Day b_low, Day b_high) {
    return static_cast<Truth>(1 + (a_high <= b_low) - (a_low > b_high));
}
inline Truth begun(Day low, Day high, Day from_low, Day from_high) {
    return static_cast<Truth>(1 + (low >= from_high) - (high < from_low));
}
inline Truth in_time(Day low, Day high, Day until_low, Day until_high) {
    return static_cast<Truth>(1 + (high <= until_low) - (low > until_high));
}

inline Standing act(Truth fits, Truth timely, Day until_low, Day until_high) {
    const auto done = static_cast<Standing>(pick(timely != no, met, 0) | pick(timely != yes, broken, 0));
    const auto waiting = static_cast<Standing>(pick(until_high >= today, open, 0) | pick(until_low < today, broken, 0));
    return static_cast<Standing>(pick(fits != no, done, 0) | pick(fits != yes, waiting, 0));
}

template <class F>
void each(F f) {
    for (std::size_t i = 0; i < lanes; ++i) f(i);
}

/// 应当 自 A 之日起 … 内 B
inline void duty(const HappeningColumn& anchor, const HappeningColumn& done, const DaysColumn& until, const Truth* when,
                 std::uint8_t* out) {
    alignas(64) Standing standing[lanes];
    each([&](std::size_t i) {
        const Truth started = begun(done.days.low[i], done.days.high[i], anchor.days.low[i], anchor.days.high[i]);
        const Truth timely = both(started, in_time(done.days.low[i], done.days.high[i], until.low[i], until.high[i]));
        standing[i] = act(both(done.happened[i], started), timely, until.low[i], until.high[i]);
    });
    each([&](std::size_t i) { out[i] = settle(both(when[i], anchor.happened[i]), standing[i]); });
}
inline void duty(const HappeningColumn& anchor, const HappeningColumn& done, const DaysColumn& until,
                 std::uint8_t* out) {
    duty(anchor, done, until, anchor.happened.at, out);
}

/// When B has happened: was A done before?
inline void done_before(const HappeningColumn& done, const DaysColumn& end, const DaysColumn& moment, Truth* out) {
    each([&](std::size_t i) {
        out[i] = both(done.happened[i], before(end.low[i], end.high[i], moment.low[i], moment.high[i]));
    });
}
inline void done_before(const HappeningColumn& done, const DaysColumn& moment, Truth* out) {
    done_before(done, done.days, moment, out);
}

/// 未经 … 不得 处罚决定
inline void decision_needs(const Columns& c, const Truth* cleared, const Truth* when, std::uint8_t* out) {
    each([&](std::size_t i) {
        const Truth decided = c.decision.happened[i];
        const std::uint8_t with = condition(both(when[i], decided), cleared[i]);
        out[i] = pick(decided == no, pick(when[i] == no, not_applicable, compliant), with);
    });
}

}  // namespace fadu::bench::loops
