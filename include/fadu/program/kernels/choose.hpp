// Values by cases: of several conditions in their order the first that holds decides; those that may hold before it leave
// several values possible (definitions, lists).
#pragma once

#include "fadu/program/kernels/compare.hpp"

namespace fadu::program::kernels {

/// How two possible values become one column cell.
enum class Joining : std::uint8_t { interval, set, text, days };

struct Joined {
    std::int64_t low = 0, high = 0;
    std::uint8_t state = 0;
    bool any = false;

    /// engine::join: what either may be.
    void add(std::int64_t l, std::int64_t h, std::uint8_t s, Joining joining) {
        if (!any) {
            low = l;
            high = h;
            state = s;
            any = true;
            return;
        }
        const bool mine = (state & program::state::value) != 0;
        const bool theirs = (s & program::state::value) != 0;
        const bool gone =
            ((state & program::state::gone) != 0 && !theirs) || ((s & program::state::gone) != 0 && !mine);
        if (!mine) {
            low = l;
            high = h;
        } else if (theirs) {
            switch (joining) {
                case Joining::interval:
                    low = l < low ? l : low;
                    high = h > high ? h : high;
                    break;
                case Joining::set: low = low == 0 || l == 0 ? 0 : low | l; break;
                case Joining::text: low = low == l ? low : -1; break;
                case Joining::days:
                    if (low == l && high == h) break;
                    low = no_low;
                    high = no_high;
                    break;
            }
        }
        state = static_cast<std::uint8_t>(((state | s) & ~program::state::gone) | (gone ? program::state::gone : 0));
    }
};

/// `count` conditions (truths) and count + 1 values, the last for where none holds.
inline void choose_cells(int n, Cells out, const std::uint8_t* const* conditions, const Cells* values, int count,
                         Joining joining) {
    each(n, [=](int i) {
        Joined joined;
        bool decided = false;
        std::uint8_t flags = 0;
        for (int k = 0; k < count && !decided; ++k) {
            const std::uint8_t t = conditions[k][i];
            flags |= t & truth_bits::deferred;
            if ((t & 3U) == truth_bits::no) continue;
            joined.add(values[k].low[i], values[k].high ? values[k].high[i] : 0, values[k].state[i], joining);
            decided = (t & 3U) == truth_bits::yes;
        }
        if (!decided)
            joined.add(values[count].low[i], values[count].high ? values[count].high[i] : 0, values[count].state[i],
                       joining);
        out.low[i] = joined.low;
        if (out.high) out.high[i] = joined.high;
        out.state[i] = static_cast<std::uint8_t>(joined.state | flags);
    });
}

/// All that may hit and, where none surely does, what stands for the rest. With ranks (-1: none) only what may be better
/// than the best that surely hits, and that.
inline void choose_best(int n, Cells out, const std::uint8_t* const* conditions, const Cells* values, int count,
                        const int* ranks, Joining joining) {
    each(n, [=](int i) {
        Joined joined;
        std::uint8_t flags = 0;
        int bound = -1;
        const auto truth_of = [&](int k) { return conditions[k][i]; };
        for (int k = 0; k < count; ++k) {
            flags = static_cast<std::uint8_t>(flags | (truth_of(k) & truth_bits::deferred));
            if ((truth_of(k) & 3U) != truth_bits::yes) continue;
            if (bound < 0 || (ranks && ranks[k] < ranks[bound])) bound = k;
        }
        const int best = bound < 0 ? count : bound;
        const auto add = [&](int k) {
            joined.add(values[k].low[i], values[k].high ? values[k].high[i] : 0, values[k].state[i], joining);
        };
        for (int k = 0; k < count; ++k) {
            const std::uint8_t t = truth_of(k) & 3U;
            if (t == truth_bits::no) continue;
            const bool counts =
                !ranks || k == bound || (t == truth_bits::unknown && (ranks[best] < 0 || ranks[k] < ranks[best]));
            if (counts) add(k);
        }
        if (bound < 0) add(count);
        out.low[i] = joined.low;
        if (out.high) out.high[i] = joined.high;
        out.state[i] = static_cast<std::uint8_t>(joined.state | flags);
    });
}

inline void choose_truths(int n, std::uint8_t* out, const std::uint8_t* const* conditions,
                          const std::uint8_t* const* values, int count) {
    each(n, [=](int i) {
        unsigned joined = 0;
        bool any = false;
        bool decided = false;
        unsigned flags = 0;
        const auto add = [&](unsigned t) {
            if (!any) {
                joined = t;
                any = true;
                return;
            }
            const bool gone = ((joined & truth_bits::gone) != 0 && (t & 3U) == 0) ||
                              ((t & truth_bits::gone) != 0 && (joined & 3U) == 0);
            joined = ((joined | t) & ~static_cast<unsigned>(truth_bits::gone)) | (gone ? truth_bits::gone : 0U);
        };
        for (int k = 0; k < count && !decided; ++k) {
            const std::uint8_t t = conditions[k][i];
            flags |= t & truth_bits::deferred;
            if ((t & 3U) == truth_bits::no) continue;
            add(values[k][i]);
            decided = (t & 3U) == truth_bits::yes;
        }
        if (!decided) add(values[count][i]);
        out[i] = static_cast<std::uint8_t>(joined | flags);
    });
}

}  // namespace fadu::program::kernels
