// Relations between the occurrences of two events, and uninterrupted cover of a stretch of time: engine's relations_inl.hpp
// and the covers of content_inl.hpp, a case (or outer row) at a time.
#pragma once

#include "fadu/program/kernels/duty.hpp"

namespace fadu::program {

/// The rows of one of the two events: those that may be in, with their times and their order in the record.
struct Occurrences {
    const std::int32_t* begin_row = nullptr;  ///< segments by parent row
    const std::uint8_t* in = nullptr;
    Cells begin, end;
    const std::int64_t* order = nullptr;
};

namespace relation {
inline constexpr int precedes = 0;
inline constexpr int followed_by = 1;
inline constexpr int accompanies = 2;
inline constexpr int alternates = 3;
}  // namespace relation

namespace kernels {

class RelationOf {
  public:
    RelationOf(const Occurrences& a, const Occurrences& b, int kind, const DueTable* within,
               std::int64_t same_day_policy, std::int64_t as_of)
        : a_(a), b_(b), kind_(kind), within_(within), same_day_(same_day_policy), as_of_(as_of) {}

    std::uint8_t at(int p) {
        outside_ = doubtful_pair_ = false;
        std::uint8_t flags = 0;
        const auto look = [&flags, p](const Occurrences& events, bool& some, bool& doubtful) {
            for (int r = events.begin_row[p]; r < events.begin_row[p + 1]; ++r) {
                flags |= events.in[r] & truth_bits::deferred;
                some = some || (events.in[r] & 3U) == truth_bits::yes;
                doubtful = doubtful || (events.in[r] & 3U) == truth_bits::unknown;
            }
        };
        bool some_a = false;
        bool some_b = false;
        bool doubtful = false;
        look(a_, some_a, doubtful);
        look(b_, some_b, doubtful);
        if ((flags & truth_bits::deferred) != 0) return standing::deferred;
        const bool about_later = kind_ == relation::precedes;
        const bool about_both = kind_ == relation::accompanies || kind_ == relation::alternates;
        const bool nothing = about_both ? !some_a && !some_b : about_later ? !some_b : !some_a;
        if (nothing && !doubtful) return standing::nothing;
        constexpr unsigned all = standing::met | standing::open | standing::broken;
        unsigned s = doubtful ? all | (nothing ? standing::perhaps_nothing : 0U) : 0U;
        bool broken = false;
        bool open = false;
        if (kind_ != relation::followed_by) precedes(p, broken);
        if (kind_ != relation::precedes) followed(p, broken, open);
        if (kind_ == relation::alternates) broken = broken || !by_turns(p);
        if (doubtful_pair_) s |= all;
        s |= broken ? standing::broken : open ? standing::open : standing::met;
        return outside_ ? standing::deferred : static_cast<std::uint8_t>(s);
    }

  private:
    static bool dated(const Occurrences& events, int r) { return events.begin.low[r] == events.begin.high[r]; }
    static bool is_in(const Occurrences& events, int r) { return (events.in[r] & 3U) == truth_bits::yes; }
    static std::int64_t day(const Occurrences& events, int r) { return day_of(begin_of(events.begin.low[r])); }

    std::uint8_t pair(int x, int y) {
        const std::uint8_t order = is_before(a_.end.low[x], a_.end.high[x], b_.begin.low[y], b_.begin.high[y],
                                             same_day_, a_.order[x] < b_.order[y] ? 1 : 2);
        return both(order, near_enough(x, y));
    }

    std::int64_t due_after(int x) {
        const std::int64_t due = due_from(*within_, day(a_, x), outside_);
        if (due == DueTable::unknown_day) doubtful_pair_ = true;
        return due;
    }
    std::uint8_t near_enough(int x, int y) {
        if (!within_) return truth_bits::yes;
        if (!dated(a_, x) || !dated(b_, y)) return truth_bits::unknown;
        const std::int64_t due = due_after(x);
        if (due == DueTable::unknown_day) return truth_bits::unknown;
        return day(b_, y) <= due ? truth_bits::yes : truth_bits::no;
    }

    void precedes(int p, bool& broken) {
        for (int y = b_.begin_row[p]; y < b_.begin_row[p + 1]; ++y) {
            if (!is_in(b_, y)) continue;
            std::uint8_t some = truth_bits::no;
            for (int x = a_.begin_row[p]; x < a_.begin_row[p + 1]; ++x)
                if (is_in(a_, x)) some = either(some, pair(x, y));
            broken = broken || some == truth_bits::no;
            doubtful_pair_ = doubtful_pair_ || some == truth_bits::unknown;
        }
    }
    void followed(int p, bool& broken, bool& open) {
        for (int x = a_.begin_row[p]; x < a_.begin_row[p + 1]; ++x) {
            if (!is_in(a_, x)) continue;
            std::uint8_t some = truth_bits::no;
            for (int y = b_.begin_row[p]; y < b_.begin_row[p + 1]; ++y)
                if (is_in(b_, y)) some = either(some, pair(x, y));
            doubtful_pair_ = doubtful_pair_ || some == truth_bits::unknown;
            if (some != truth_bits::no) continue;
            (time_left(x) ? open : broken) = true;
        }
    }
    bool time_left(int x) {
        if (!within_) return true;
        if (!dated(a_, x)) {
            doubtful_pair_ = true;
            return true;
        }
        const std::int64_t due = due_after(x);
        return due == DueTable::unknown_day || due >= as_of_;
    }

    /// A and B by turns, beginning with A: by beginning and the order of the record.
    bool by_turns(int p) const {
        struct At {
            std::int64_t begin, order;
            bool of_a;
        };
        const auto next_after = [&](const At* last, At& next) {
            bool found = false;
            const auto consider = [&](const Occurrences& events, bool of_a) {
                for (int r = events.begin_row[p]; r < events.begin_row[p + 1]; ++r) {
                    if (!is_in(events, r)) continue;
                    const At one{events.begin.low[r], events.order[r], of_a};
                    if (last && !before(*last, one)) continue;
                    if (found && !before(one, next)) continue;
                    next = one;
                    found = true;
                }
            };
            consider(a_, true);
            consider(b_, false);
            return found;
        };
        At last{};
        bool first = true;
        bool wants_a = true;
        for (At next{}; next_after(first ? nullptr : &last, next); last = next) {
            if (next.of_a != wants_a) return false;
            wants_a = !wants_a;
            first = false;
        }
        return true;
    }
    template <class T>
    static bool before(const T& x, const T& y) {
        if (x.begin != y.begin) return x.begin < y.begin;
        if (x.order != y.order) return x.order < y.order;
        return x.of_a && !y.of_a;
    }

    const Occurrences& a_;
    const Occurrences& b_;
    int kind_;
    const DueTable* within_;
    std::int64_t same_day_, as_of_;
    bool outside_ = false, doubtful_pair_ = false;
};

inline void relations(int n, std::uint8_t* out, const Occurrences& a, const Occurrences& b, int kind,
                      const DueTable* within, std::int64_t same_day_policy, std::int64_t as_of) {
    RelationOf relation_of(a, b, kind, within, same_day_policy, as_of);
    each(n, [&](int i) { out[i] = relation_of.at(i); });
}

/// Does what is in cover the time from one occurrence to another without a gap? Rows stand in the order of time.
inline void covers(int n, std::uint8_t* out, Cells from, Cells to, const Occurrences& parts,
                   const std::uint8_t* running, std::int64_t now) {
    each(n, [&](int i) {
        const std::uint8_t f = from.state[i];
        const std::uint8_t t = to.state[i];
        std::uint8_t deferred = (f | t) & standing::deferred;
        if ((f & state::value) == 0) {
            out[i] = static_cast<std::uint8_t>(standing::nothing | deferred);
            return;
        }
        const bool ended = (t & state::value) != 0;
        const std::int64_t end_low = ended ? to.low[i] : exact_moment(now);
        const std::int64_t end_high = ended ? to.high[i] : exact_moment(now);
        bool doubtful = (f & state::none) != 0 || (ended && (t & state::none) != 0) || from.low[i] != from.high[i] ||
                        end_low != end_high;
        std::int64_t covered = begin_of(from.high[i]);
        const std::int64_t upto = end_of(end_low);
        bool gap = false;
        for (int r = parts.begin_row[i]; r < parts.begin_row[i + 1]; ++r) {
            deferred |= parts.in[r] & standing::deferred;
            if ((parts.in[r] & 3U) == truth_bits::no) continue;
            const bool certain = parts.in[r] == truth_bits::yes && parts.begin.low[r] == parts.begin.high[r] &&
                                 parts.end.low[r] == parts.end.high[r];
            if (!certain) {
                doubtful = true;
                continue;
            }
            gap = gap || (begin_of(parts.begin.low[r]) > covered && covered < upto);
            const std::int64_t end = running[r] == truth_bits::yes ? now : end_of(parts.end.low[r]);
            covered = end > covered ? end : covered;
        }
        gap = gap || covered < upto;
        const unsigned whole = ended ? standing::met : standing::open;
        unsigned s = gap ? standing::broken : whole;
        if (doubtful) s |= gap ? whole : standing::broken;
        if ((f & state::none) != 0) s |= standing::perhaps_nothing;
        out[i] = static_cast<std::uint8_t>(s | deferred);
    });
}

}  // namespace kernels

}  // namespace fadu::program
