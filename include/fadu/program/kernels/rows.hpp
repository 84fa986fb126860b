// From rows to what they belong to and back: events and list elements stand in row tables, each row under one row of its
// parent. Quantifiers, "the last one", sums and counts are reductions over such segments.
#pragma once

#include "fadu/program/kernels/compare.hpp"

namespace fadu::program {

/// The segments of a row table: rows begin[p] … begin[p + 1] - 1 belong to row p of the parent.
struct Segments {
    int parents = 0;
    const std::int32_t* begin = nullptr;
};

namespace kernels {

inline void gather_truths(int n, std::uint8_t* out, const std::uint8_t* a, const std::int32_t* from) {
    each(n, [=](int i) { out[i] = a[from[i]]; });
}
inline void gather_numbers(int n, std::int64_t* out, const std::int64_t* a, const std::int32_t* from) {
    each(n, [=](int i) { out[i] = a[from[i]]; });
}
inline void gather_cells(int n, Cells out, Cells a, const std::int32_t* from) {
    gather_numbers(n, out.low, a.low, from);
    if (out.high && a.high) gather_numbers(n, out.high, a.high, from);
    gather_truths(n, out.state, a.state, from);
}

/// Seen from now: what is planned is not.
inline void visible_now(int n, std::uint8_t* out, const std::uint8_t* happened, const std::uint8_t* planned) {
    each(n, [=](int i) { out[i] = planned[i] == truth_bits::yes ? truth_bits::no : happened[i]; });
}
/// Seen from an act: what ended before it, and not the act itself.
inline void visible_at(int n, std::uint8_t* out, const std::uint8_t* happened, const std::uint8_t* planned,
                       const std::uint8_t* itself, const std::uint8_t* before) {
    each(n, [=](int i) {
        const bool never = planned[i] == truth_bits::yes || itself[i] == truth_bits::yes;
        out[i] = never ? truth_bits::no : both(happened[i], before[i]);
    });
}
/// The number of each row's table row, from `first` on.
inline void row_numbers(int n, std::int64_t* out, const std::int32_t* row, std::int64_t first) {
    each(n, [=](int i) { out[i] = first + (row ? row[i] : i); });
}
inline void same_number(int n, std::uint8_t* out, const std::int64_t* a, const std::int64_t* b) {
    each(n, [=](int i) { out[i] = a[i] == b[i] ? truth_bits::yes : truth_bits::no; });
}
inline void kind_in(int n, std::uint8_t* out, const std::int64_t* kind, const int* kinds, int count) {
    each(n, [=](int i) {
        bool in = false;
        for (int k = 0; k < count; ++k) in = in || kind[i] == kinds[k];
        out[i] = in ? truth_bits::yes : truth_bits::no;
    });
}
/// A list made from one that cannot be found out is 无.
inline void derived_list(int n, std::uint8_t* out, const std::uint8_t* list) {
    each(n, [=](int i) {
        const unsigned kept = list[i] & ~static_cast<unsigned>(state::unascertainable);
        out[i] = static_cast<std::uint8_t>((list[i] & state::value) != 0 ? kept : kept | state::none);
    });
}
/// Of a list of lists: incomplete where one of them is.
inline void flat_state(Segments rows, std::uint8_t* out, const std::uint8_t* outer, const std::uint8_t* in,
                       const std::uint8_t* inner) {
    each(rows.parents, [=](int p) {
        std::uint8_t s = outer ? outer[p] : state::value;
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r)
            if ((in[r] & 3U) != truth_bits::no && (inner[r] & state::value) != 0)
                s |= inner[r] & (state::incomplete | state::deferred);
        out[p] = s;
    });
}
inline void any_deferred(Segments rows, std::uint8_t* out, const std::uint8_t* a) {
    each(rows.parents, [=](int p) {
        std::uint8_t any = 0;
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r) any |= a[r] & truth_bits::deferred;
        out[p] = any;
    });
}
inline void defer_unlisted(int n, std::uint8_t* out, const std::uint8_t* list) {
    each(n, [=](int i) { out[i] = (list[i] & (state::unlisted | state::deferred)) != 0 ? truth_bits::deferred : 0; });
}

/// Is there a row that holds? `list` is the state of each list, or nothing where the rows are all there are.
/// `unascertainable_is_unknown`: a list that cannot be found out may have one.
inline void some_row(Segments rows, std::uint8_t* out, const std::uint8_t* holds, const std::uint8_t* list,
                     bool unascertainable_is_unknown) {
    each(rows.parents, [=](int p) {
        std::uint8_t any = truth_bits::no;
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r) any = either(any, holds[r]);
        if (list) {
            const std::uint8_t s = list[p];
            if ((s & state::value) == 0)
                any = unascertainable_is_unknown && (s & state::unascertainable) != 0 ? truth_bits::unknown
                                                                                      : truth_bits::no;
            else if ((s & state::incomplete) != 0)
                any = either(any, truth_bits::unknown);
            any = static_cast<std::uint8_t>(any | (s & truth_bits::deferred));
        }
        out[p] = any;
    });
}
/// Do all rows that are in hold?
inline void every_row(Segments rows, std::uint8_t* out, const std::uint8_t* in, const std::uint8_t* holds,
                      const std::uint8_t* list) {
    each(rows.parents, [=](int p) {
        std::uint8_t all = truth_bits::yes;
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r)
            all = both(all, either(negated(static_cast<std::uint8_t>(in[r] & ~truth_bits::absent)), holds[r]));
        if (list) {
            const std::uint8_t s = list[p];
            if ((s & state::value) == 0)
                all = truth_bits::yes;
            else if ((s & state::incomplete) != 0)
                all = both(all, truth_bits::unknown);
            all = static_cast<std::uint8_t>(all | (s & truth_bits::deferred));
        }
        out[p] = all;
    });
}

/// Is row r certainly not the last (first) one of its segment, since a certain one comes after (before) it?
inline bool is_passed(int r, int begin, int end, const std::uint8_t* in, const Cells& day, const std::int64_t* sequence,
                      bool last) {
    for (int other = begin; other < end; ++other) {
        if (other == r || in[other] != truth_bits::yes || day.low[other] != day.high[other]) continue;
        const int early = last ? r : other;
        const int late = last ? other : r;
        const std::int64_t early_latest = begin_of(day.high[early]);
        const std::int64_t late_earliest = begin_of(day.low[late]);
        if (early_latest < late_earliest) return true;
        if (early_latest == late_earliest && day.low[early] == day.high[early] && day.low[late] == day.high[late] &&
            sequence[early] < sequence[late])
            return true;
    }
    return false;
}

/// Does the last of the rows that are in fit? Without `fits`, is there one at all?
inline void last_fits(Segments rows, std::uint8_t* out, const std::uint8_t* in, const std::uint8_t* fits, Cells day,
                      const std::int64_t* sequence) {
    each(rows.parents, [=](int p) {
        const int begin = rows.begin[p];
        const int end = rows.begin[p + 1];
        bool yes = false;
        bool certain = false;
        bool no = false;
        std::uint8_t flags = 0;
        for (int r = begin; r < end; ++r) {
            if ((in[r] & 3U) == truth_bits::no) continue;
            certain = certain || (in[r] & 3U) == truth_bits::yes;
            flags |= in[r];
            if (fits && is_passed(r, begin, end, in, day, sequence, true)) continue;
            const std::uint8_t fit = fits ? fits[r] : truth_bits::yes;
            flags |= fit;
            yes = yes || may_yes(fit);
            no = no || may_no(fit);
        }
        const std::uint8_t t = with(yes, no || !certain || !yes);
        out[p] = settle(t, flags);
    });
}

/// Which rows may be the last (first) one, and what that comes to: a value, none, or perhaps none.
inline void pick(Segments rows, std::uint8_t* chosen, std::uint8_t* state_of, const std::uint8_t* in, Cells day,
                 const std::int64_t* sequence, bool last) {
    each(rows.parents, [=](int p) {
        const int begin = rows.begin[p];
        const int end = rows.begin[p + 1];
        bool any = false;
        bool certain = false;
        std::uint8_t flags = 0;
        for (int r = begin; r < end; ++r) {
            chosen[r] = truth_bits::no;
            if ((in[r] & 3U) == truth_bits::no) continue;
            flags |= in[r];
            certain = certain || (in[r] & 3U) == truth_bits::yes;
            if (is_passed(r, begin, end, in, day, sequence, last)) continue;
            chosen[r] = truth_bits::yes;
            any = true;
        }
        unsigned s = (any ? state::value : state::gone) | (certain ? 0U : state::none | state::absent);
        // Whether it is in nobody knows without the interpreter: then anything of it is.
        if ((flags & truth_bits::deferred) != 0) s |= state::deferred;
        state_of[p] = static_cast<std::uint8_t>(s);
    });
}

/// The same by the rows' own order (第一个, 最后一个): rows that may be in, up to the first that certainly is.
inline void pick_in_order(Segments rows, std::uint8_t* chosen, std::uint8_t* state_of, const std::uint8_t* in,
                          const std::uint8_t* list, bool first, bool of_occurrences) {
    each(rows.parents, [=](int p) {
        const int begin = rows.begin[p];
        const int count = rows.begin[p + 1] - begin;
        const std::uint8_t given = list ? list[p] : state::value;
        for (int r = begin; r < begin + count; ++r) chosen[r] = truth_bits::no;
        unsigned s = 0;
        bool certain = false;
        const bool listed = (given & state::value) != 0 && (given & state::unlisted) == 0;
        if ((given & state::value) == 0) {
            s = state::none | (given & state::gone) | ((given & state::gone) != 0 ? state::absent : 0U);
        } else if (!listed || ((given & state::incomplete) != 0 && !first)) {
            s = state::value | state::unlisted;
        } else {
            for (int k = 0; k < count && !certain; ++k) {
                const int r = first ? begin + k : begin + count - 1 - k;
                if ((in[r] & 3U) == truth_bits::no) continue;
                s |= state::value | (in[r] & state::deferred);
                chosen[r] = truth_bits::yes;
                certain = (in[r] & 3U) == truth_bits::yes;
            }
            // Of occurrences the one that is not there did not happen.
            if (!certain) s |= state::none | (of_occurrences ? state::absent : 0U);
            if (s == (state::none | state::absent)) s |= state::gone;
        }
        state_of[p] = static_cast<std::uint8_t>(s | (given & state::deferred));
    });
}
/// The list that the chosen row holds: unlisted where several may be chosen.
inline void one_chosen(Segments rows, std::uint8_t* out, const std::uint8_t* a, const std::uint8_t* chosen,
                       const std::uint8_t* owner) {
    each(rows.parents, [=](int p) {
        int count = 0;
        std::uint8_t s = 0;
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r) {
            if (chosen[r] != truth_bits::yes) continue;
            ++count;
            s |= a[r];
        }
        if (count > 1) {
            // Lists that may be one or the other have no elements in common that could be told.
            s |= state::incomplete | ((s & state::value) != 0 ? state::unlisted : 0);
        }
        const std::uint8_t o = owner[p];
        if ((o & state::unlisted) != 0) s |= state::value | state::unlisted | state::incomplete;
        out[p] = static_cast<std::uint8_t>(s | (o & (state::none | state::gone | state::absent | state::deferred)));
    });
}

/// Rows that are the only ones that may be chosen.
inline void alone(Segments rows, std::uint8_t* out, const std::uint8_t* chosen) {
    each(rows.parents, [=](int p) {
        int count = 0;
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r) count += chosen[r] == truth_bits::yes ? 1 : 0;
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r)
            out[r] = count == 1 && chosen[r] == truth_bits::yes ? truth_bits::yes : truth_bits::no;
    });
}

/// What a value of the chosen row may be, over all that may be chosen; `owner` is the state that pick gave.
template <class Join>
inline void join_chosen(Segments rows, Cells out, Cells a, const std::uint8_t* chosen, const std::uint8_t* owner,
                        Join join, std::int64_t unknown_low = 0) {
    each(rows.parents, [=](int p) {
        std::int64_t low = 0;
        std::int64_t high = 0;
        std::uint8_t s = 0;
        bool first = true;
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r) {
            if (chosen[r] != truth_bits::yes) continue;
            s |= a.state[r];
            if ((a.state[r] & state::value) == 0) continue;
            const std::int64_t row_high = a.high ? a.high[r] : 0;
            if (first) {
                low = a.low[r];
                high = row_high;
            } else {
                join(low, high, a.low[r], row_high);
            }
            first = false;
        }
        const std::uint8_t o = owner[p];
        s = static_cast<std::uint8_t>(s & ~state::gone);
        s |= static_cast<std::uint8_t>(o & (state::none | state::absent | state::gone));
        // What cannot be found out has no fields: they are not there.
        if ((o & (state::value | state::none)) == 0) s |= state::none | state::absent;
        if ((o & state::unlisted) != 0) {
            // A nested record of which nobody says anything.
            s |= state::value;
            low = out.high ? no_low : unknown_low;
            high = no_high;
        }
        if (((s | o) & state::deferred) != 0) {
            s = state::anything;
            low = out.high ? no_low : unknown_low;
            high = no_high;
        }
        out.low[p] = low;
        if (out.high) out.high[p] = high;
        out.state[p] = s;
    });
}
inline void join_numbers(Segments rows, Cells out, Cells a, const std::uint8_t* chosen, const std::uint8_t* owner) {
    join_chosen(rows, out, a, chosen, owner, [](std::int64_t& low, std::int64_t& high, std::int64_t l, std::int64_t h) {
        low = l < low ? l : low;
        high = h > high ? h : high;
    });
}
inline void join_times(Segments rows, Cells out, Cells a, const std::uint8_t* chosen, const std::uint8_t* owner) {
    join_numbers(rows, out, a, chosen, owner);
    each(rows.parents, [=](int p) {
        if ((owner[p] & state::unlisted) == 0) return;
        out.low[p] = beginning;
        out.high[p] = ending;
    });
}
inline void join_sets(Segments rows, Cells out, Cells a, const std::uint8_t* chosen, const std::uint8_t* owner) {
    join_chosen(rows, out, a, chosen, owner, [](std::int64_t& low, std::int64_t&, std::int64_t l, std::int64_t) {
        low = low == 0 || l == 0 ? 0 : low | l;
    });
}
inline void join_days(Segments rows, Cells out, Cells a, const std::uint8_t* chosen, const std::uint8_t* owner) {
    join_chosen(rows, out, a, chosen, owner, [](std::int64_t& low, std::int64_t& high, std::int64_t l, std::int64_t h) {
        if (low == l && high == h) return;
        low = no_low;
        high = no_high;
    });
}
inline void join_texts(Segments rows, Cells out, Cells a, const std::uint8_t* chosen, const std::uint8_t* owner) {
    join_chosen(
        rows, out, a, chosen, owner,
        [](std::int64_t& low, std::int64_t&, std::int64_t l, std::int64_t) { low = low == l ? low : -1; }, -1);
}
inline void join_truths(Segments rows, std::uint8_t* out, const std::uint8_t* a, const std::uint8_t* chosen,
                        const std::uint8_t* owner) {
    each(rows.parents, [=](int p) {
        unsigned t = 0;
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r)
            if (chosen[r] == truth_bits::yes) t |= a[r];
        const std::uint8_t o = owner[p];
        if ((o & state::none) != 0) t |= truth_bits::none;
        if ((o & (state::value | state::none)) == 0) t |= truth_bits::none | truth_bits::absent;
        if ((o & state::unlisted) != 0) t |= truth_bits::unknown;
        if ((o & state::absent) != 0) t |= truth_bits::absent;
        t &= ~static_cast<unsigned>(truth_bits::gone);
        if ((o & state::gone) != 0) t |= truth_bits::gone;
        if ((o & state::deferred) != 0) t |= truth_bits::anything;
        out[p] = static_cast<std::uint8_t>(t);
    });
}
/// The place in the record of the chosen row, if it is the only one that may be chosen; else -1.
inline void join_sequences(Segments rows, std::int64_t* out, const std::int64_t* a, const std::uint8_t* chosen) {
    each(rows.parents, [=](int p) {
        int count = 0;
        std::int64_t one = -1;
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r) {
            if (chosen[r] != truth_bits::yes) continue;
            one = a[r];
            ++count;
        }
        out[p] = count == 1 ? one : -1;
    });
}

// ---- sums and counts -------------------------------------------------------------------------------------------------

/// How many rows are in. With keys (numbers of texts, or of anything that equal values share) equal ones count once.
inline void count_rows(Segments rows, Cells out, const std::uint8_t* in, Cells key, std::int64_t unknown_key,
                       bool keyed, const std::uint8_t* list) {
    constexpr int most_compared = 256;
    each(rows.parents, [=](int p) {
        const int begin = rows.begin[p];
        const int end = rows.begin[p + 1];
        std::int64_t certain_keys = 0;
        std::int64_t possible_keys = 0;
        std::int64_t certain_keyless = 0;
        std::int64_t possible_keyless = 0;
        std::uint8_t flags = 0;
        const auto is_key = [&](int r) {
            return key.state != nullptr && key.state[r] == state::value && key.low[r] != unknown_key;
        };
        for (int r = begin; r < end; ++r) {
            if ((in[r] & 3U) == truth_bits::no) continue;
            flags |= in[r] & truth_bits::deferred;
            if (key.state) flags |= key.state[r] & truth_bits::deferred;
            const bool certain = (in[r] & 3U) == truth_bits::yes;
            if (!is_key(r)) {
                ++possible_keyless;
                certain_keyless += certain ? 1 : 0;
                continue;
            }
            bool possible_before = false;
            bool certain_before = false;
            for (int q = begin; q < r; ++q) {
                if ((in[q] & 3U) == truth_bits::no || !is_key(q) || key.low[q] != key.low[r]) continue;
                possible_before = true;
                certain_before = certain_before || (in[q] & 3U) == truth_bits::yes;
            }
            possible_keys += possible_before ? 0 : 1;
            certain_keys += certain && !certain_before ? 1 : 0;
        }
        const bool some = certain_keys + certain_keyless > 0;
        std::int64_t low =
            keyed ? (certain_keys > (some ? 1 : 0) ? certain_keys : (some ? 1 : 0)) : certain_keys + certain_keyless;
        std::int64_t high = possible_keys + possible_keyless;
        std::uint8_t s = state::value;
        if (list) {
            const std::uint8_t l = list[p];
            if ((l & state::value) == 0 && (l & state::none) != 0) {
                s = static_cast<std::uint8_t>(state::none | (l & (state::gone | state::absent)));
            } else if ((l & state::value) == 0) {
                low = 0;
                high = no_high;
            } else if ((l & state::incomplete) != 0) {
                high = no_high;
            }
            flags |= l & state::deferred;
        }
        if ((keyed && end - begin > most_compared) || (flags & state::deferred) != 0) s = state::anything;
        out.low[p] = s == state::anything ? no_low : low;
        out.high[p] = s == state::anything ? no_high : high;
        out.state[p] = s;
    });
}

/// The sum of the rows' numbers, so far as they are in.
inline void sum_rows(Segments rows, Cells out, const std::uint8_t* in, Cells a, const std::uint8_t* list) {
    each(rows.parents, [=](int p) {
        std::int64_t low = 0;
        std::int64_t high = 0;
        std::uint8_t s = state::value;
        std::uint8_t flags = 0;
        const auto plus = [&](std::int64_t& sum, std::int64_t part, std::int64_t open) {
            if (sum == open || part == open)
                sum = open;
            else
                sum += part;
            if (sum != open && (sum > largest_number || sum < -largest_number)) {
                flags |= state::deferred;
                sum = 0;
            }
        };
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r) {
            flags |=
                (in[r] & 3U) == truth_bits::no ? 0 : static_cast<std::uint8_t>((in[r] | a.state[r]) & state::deferred);
            if ((in[r] & 3U) == truth_bits::no || (a.state[r] & state::value) == 0) continue;
            std::int64_t l = a.low[r];
            std::int64_t h = a.high[r];
            if ((in[r] & 3U) != truth_bits::yes || (a.state[r] & state::none) != 0) {
                if (l != no_low && l > 0) l = 0;
                if (h != no_high && h < 0) h = 0;
            }
            plus(low, l, no_low);
            plus(high, h, no_high);
        }
        if (list) {
            const std::uint8_t ls = list[p];
            if ((ls & state::value) == 0) {
                s = static_cast<std::uint8_t>(state::none | (ls & state::gone) |
                                              ((ls & state::gone) != 0 ? state::absent : 0));
            } else if ((ls & state::incomplete) != 0) {
                low = no_low;
                high = no_high;
            }
            flags |= ls & state::deferred;
        }
        if ((flags & state::deferred) != 0) {
            s = state::anything;
            low = no_low;
            high = no_high;
        }
        out.low[p] = low;
        out.high[p] = high;
        out.state[p] = s;
    });
}

/// The least (greatest) of the rows' numbers or times: between the extreme of all that may be in and that of what is.
inline void extreme_rows(Segments rows, Cells out, const std::uint8_t* in, Cells a, const std::uint8_t* list,
                         bool least, bool times) {
    each(rows.parents, [=](int p) {
        const bool complete = !list || (list[p] & state::incomplete) == 0;
        std::int64_t low = 0;
        std::int64_t high = 0;
        std::int64_t bound = 0;
        bool any = false;
        bool bounded = false;
        bool certain_some = false;
        std::uint8_t s = 0;
        std::uint8_t flags = list ? static_cast<std::uint8_t>(list[p] & state::deferred) : std::uint8_t{0};
        bool empty = true;
        const std::int64_t open_low = no_low;
        const std::int64_t open_high = no_high;
        for (int r = rows.begin[p]; r < rows.begin[p + 1]; ++r) {
            if ((in[r] & 3U) == truth_bits::no) continue;
            flags |= static_cast<std::uint8_t>((in[r] | a.state[r]) & state::deferred);
            empty = false;
            if ((a.state[r] & state::value) == 0) continue;
            const bool certain =
                (in[r] & 3U) == truth_bits::yes && (a.state[r] & (state::none | state::unascertainable)) == 0;
            if (certain) {
                certain_some = true;
                const std::int64_t end = least ? a.high[r] : a.low[r];
                const bool open = !times && end == (least ? open_high : open_low);
                if (!open && (!bounded || (least ? end < bound : end > bound))) {
                    bound = end;
                    bounded = true;
                }
            }
            low = !any || a.low[r] < low ? a.low[r] : low;
            high = !any || a.high[r] > high ? a.high[r] : high;
            any = true;
        }
        bool none = !certain_some;
        if (!complete) none = !any;
        if (none) s |= state::none | state::absent;
        if (any) {
            s |= state::value;
            if (bounded) (least ? high : low) = bound;
            if (!complete && !times) (least ? low : high) = least ? open_low : open_high;
            if (!complete && times) {
                low = beginning;
                high = ending;
                flags |= state::deferred;  // the interpreter knows nothing of it then, not even that it is a time
            }
        } else {
            if (!complete) s |= state::value;
            if (empty) s |= state::gone;
            low = times ? beginning : no_low;
            high = times ? ending : no_high;
            if (!complete && times && (list[p] & state::unlisted) == 0) flags |= state::deferred;
        }
        if (list && (list[p] & state::unlisted) != 0) {
            s = state::value;  // nobody says what is in it: any value at all
            low = times ? beginning : no_low;
            high = times ? ending : no_high;
        }
        if (list && (list[p] & state::value) == 0)
            s = static_cast<std::uint8_t>(state::none | (list[p] & state::gone) |
                                          ((list[p] & state::gone) != 0 ? state::absent : 0));
        if ((flags & state::deferred) != 0) {
            s = state::anything;
            low = times ? beginning : no_low;
            high = times ? ending : no_high;
        }
        out.low[p] = low;
        out.high[p] = high;
        out.state[p] = s;
    });
}

}  // namespace kernels

}  // namespace fadu::program
