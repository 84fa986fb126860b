// Duties and verdicts on columns: engine/content.hpp and engine/duty.hpp a lane at a time.
#pragma once

#include "fadu/program/kernels/rows.hpp"
#include "fadu/program/kernels/time.hpp"

namespace fadu::program::kernels {

/// What a truth makes of a duty: met where it may hold, `otherwise` where it may not.
constexpr std::uint8_t stand(std::uint8_t holds, std::uint8_t otherwise) {
    return static_cast<std::uint8_t>((may_yes(holds) ? standing::met : 0) | (may_no(holds) ? otherwise : 0) |
                                     (holds & standing::deferred));
}
/// Nothing has been done: open while there is time, broken after. `now` is a second.
constexpr std::uint8_t wait_or_break(std::int64_t until_low, std::int64_t until_high, std::int64_t now) {
    return static_cast<std::uint8_t>((end_of(until_high) >= now ? standing::open : 0) |
                                     (end_of(until_low) < now ? standing::broken : 0));
}

inline void stand_all(int n, std::uint8_t* out, const std::uint8_t* holds, std::uint8_t otherwise) {
    each(n, [=](int i) { out[i] = stand(holds[i], otherwise); });
}
inline void waiting(int n, std::uint8_t* out, Cells until, std::int64_t now) {
    each(n, [=](int i) {
        out[i] = static_cast<std::uint8_t>(wait_or_break(until.low[i], until.high[i], now) |
                                           (until.state[i] & standing::deferred));
    });
}

/// A condition as content: 否 of something that did not happen accuses nobody. `must_not`: it must not hold. `late`: what
/// a duty with a time limit is where the condition does not hold (open, broken), else nothing.
inline void condition_stands(int n, std::uint8_t* out, const std::uint8_t* holds, bool must_not,
                             const std::uint8_t* late, std::uint8_t otherwise, bool asks_what_happened) {
    each(n, [=](int i) {
        std::uint8_t t = holds[i];
        unsigned s = t & standing::deferred;
        if (asks_what_happened) {
            if ((t & 3U) == truth_bits::no && (t & truth_bits::gone) != 0)
                s |= standing::nothing;
            else if (may_no(t) && (t & truth_bits::absent) != 0)
                s |= standing::perhaps_nothing;
        }
        if (must_not) t = static_cast<std::uint8_t>((t & 1U) << 1U | (t >> 1U & 1U));
        if (may_yes(t)) s |= standing::met;
        if (may_no(t)) s |= late ? late[i] : otherwise;
        out[i] = static_cast<std::uint8_t>(s);
    });
}

/// The first act that certainly fits decides; what comes after it cannot be the earliest. A first pass over the rows of
/// each pattern finds it, a second one takes in those up to it and all without a date.
struct FirstAct {
    std::int64_t* day = nullptr;       ///< its beginning, packed; no_high where there is none
    std::int64_t* sequence = nullptr;  ///< its place in the record
    std::uint8_t* in_time = nullptr;   ///< 0: no certain act; else the truth of its being in time
};
inline void first_act_clear(int n, FirstAct first) {
    each(n, [=](int i) {
        first.day[i] = no_high;
        first.sequence[i] = no_high;
        first.in_time[i] = 0;
    });
}
inline void first_act(Segments rows, FirstAct first, const std::uint8_t* in, const std::uint8_t* in_time, Cells day,
                      const std::int64_t* sequence) {
    each(rows.parents, [=](int p) {
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r) {
            if ((in[r] & 3U) != truth_bits::yes || day.low[r] != day.high[r]) continue;
            if (day.low[r] > first.day[p] || (day.low[r] == first.day[p] && sequence[r] >= first.sequence[p])) continue;
            first.day[p] = day.low[r];
            first.sequence[p] = sequence[r];
            first.in_time[p] = in_time[r];
        }
    });
}
inline void acts_stand(Segments rows, std::uint8_t* out, FirstAct first, const std::uint8_t* in,
                       const std::uint8_t* in_time, Cells day, const std::int64_t* sequence) {
    each(rows.parents, [=](int p) {
        unsigned s = out[p];
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r) {
            s |= in[r] & standing::deferred;
            if ((in[r] & 3U) == truth_bits::no) continue;
            const bool dated = day.low[r] == day.high[r];
            if (dated && (day.low[r] > first.day[p] || (day.low[r] == first.day[p] && sequence[r] > first.sequence[p])))
                continue;
            s |= stand(in_time[r], standing::broken);
            // Without a dated one, the first certain one without a date decides whether all were in time.
            if (!dated && (in[r] & 3U) == truth_bits::yes && first.in_time[p] == 0) first.in_time[p] = in_time[r];
        }
        out[p] = static_cast<std::uint8_t>(s);
    });
}
/// `anchored`: where there is a window without an anchor a first act in time does not make good for doubtful others.
inline void acts_decide(int n, std::uint8_t* out, FirstAct first, const std::uint8_t* late, bool anchored) {
    each(n, [=](int i) {
        const std::uint8_t deferred = out[i] & standing::deferred;
        if (first.in_time[i] == 0)
            out[i] |= late[i];
        else if ((first.in_time[i] & 3U) == truth_bits::yes && anchored)
            out[i] = static_cast<std::uint8_t>(standing::met | deferred);
    });
}

/// A window whose point is 无 speaks of something that did not happen; one whose point may be 无, perhaps.
/// `only_perhaps`: where the point is 无 the content stands as it is.
inline void anchored_stands(int n, std::uint8_t* out, const std::uint8_t* content, const std::uint8_t* point,
                            bool only_perhaps) {
    each(n, [=](int i) {
        const std::uint8_t s = point[i];
        if ((s & state::value) == 0)
            out[i] =
                static_cast<std::uint8_t>((only_perhaps ? content[i] : standing::nothing) | (s & standing::deferred));
        else
            out[i] = static_cast<std::uint8_t>(content[i] | ((s & state::none) != 0 ? standing::perhaps_nothing : 0) |
                                               (s & standing::deferred));
    });
}
/// The anchor is an occurrence that perhaps did not happen.
inline void doubt_anchor(int n, std::uint8_t* out, const std::uint8_t* content, const std::uint8_t* happened) {
    each(n, [=](int i) {
        out[i] =
            static_cast<std::uint8_t>(content[i] | (happened[i] != truth_bits::yes ? standing::perhaps_nothing : 0));
    });
}

/// Where a condition does not hold: `anchored` where its time has a beginning, else `otherwise`.
inline void by_anchor(int n, std::uint8_t* out, const std::uint8_t* anchored, const std::uint8_t* otherwise,
                      const std::uint8_t* point) {
    each(n, [=](int i) { out[i] = (point[i] & state::value) != 0 ? anchored[i] : otherwise[i]; });
}
/// In something before an act: while the act is only planned there is time.
inline void stand_before(int n, std::uint8_t* out, const std::uint8_t* done, const std::uint8_t* planned) {
    each(n, [=](int i) { out[i] = stand(done[i], planned[i] == truth_bits::yes ? standing::open : standing::broken); });
}
/// Before a date: open until then; open too where the date's event has not happened.
inline void stand_until(int n, std::uint8_t* out, const std::uint8_t* done, const std::uint8_t* waiting,
                        const std::uint8_t* point) {
    each(n, [=](int i) {
        const bool anchored = (point[i] & state::value) != 0;
        out[i] = static_cast<std::uint8_t>(stand(done[i], anchored ? waiting[i] : standing::open) |
                                           (point[i] & standing::deferred));
    });
}

/// Where there is anything that might lengthen a period, the interpreter counts.
inline void defer_where_some(Segments rows, std::uint8_t* out, const std::uint8_t* in) {
    each(rows.parents, [=](int p) {
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r)
            if ((in[r] & 3U) != truth_bits::no) out[p] |= standing::deferred;
    });
}

/// The verdict by the lines of semantics.md section 8.
struct VerdictInputs {
    const std::uint8_t* governs = nullptr;  ///< nothing: it does
    const std::uint8_t* applies = nullptr;  ///< nothing: it does
    const std::uint8_t* certain = nullptr;  ///< does the instance exist; nothing: it does
    const std::uint8_t* excepted = nullptr;
    const std::uint8_t* standing = nullptr;
    bool may = false;
    bool untranslatable = false;
};

inline std::uint8_t verdict_of(const VerdictInputs& in, int i) {
    const auto at = [i](const std::uint8_t* column, std::uint8_t otherwise) { return column ? column[i] : otherwise; };
    if (in.certain && (in.certain[i] & 3U) == truth_bits::no) return verdict::no_instance;
    const std::uint8_t governs = at(in.governs, truth_bits::yes);
    if ((governs & 3U) == truth_bits::no) return verdict::not_applicable;
    const std::uint8_t condition = at(in.applies, truth_bits::yes);
    if ((condition & 3U) == truth_bits::no) return verdict::not_applicable;
    const std::uint8_t s = in.standing[i];
    const std::uint8_t certain = at(in.certain, truth_bits::yes);
    if (((governs | condition | s | certain) & truth_bits::deferred) != 0) return verdict::deferred;
    if ((s & standing::nothing) != 0) return verdict::not_applicable;
    std::uint8_t applies = both(both(condition, certain), governs);
    if ((s & standing::perhaps_nothing) != 0) applies = both(applies, truth_bits::unknown);
    const std::uint8_t excepted = at(in.excepted, truth_bits::no);
    if (in.may) {
        const std::uint8_t open = both(applies, negated(excepted));
        if ((open & truth_bits::deferred) != 0) return verdict::deferred;
        return (open & 3U) == truth_bits::no ? verdict::not_applicable : verdict::compliant;
    }
    const unsigned is = s & (standing::met | standing::open | standing::broken);
    if (is == standing::met) return in.untranslatable ? verdict::undetermined : verdict::compliant;
    if ((excepted & truth_bits::deferred) != 0) return verdict::deferred;
    if ((excepted & 3U) == truth_bits::yes) return verdict::excused;
    if ((applies & 3U) == truth_bits::yes && (excepted & 3U) == truth_bits::no) {
        if (is == standing::broken) return verdict::violated;
        if (is == standing::open) return verdict::pending;
    }
    return verdict::undetermined;
}
inline void verdicts(int n, std::uint8_t* out, const VerdictInputs& in) {
    each(n, [&](int i) { out[i] = verdict_of(in, i); });
}

}  // namespace fadu::program::kernels
