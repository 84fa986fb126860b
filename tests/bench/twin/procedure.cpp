// 处罚程序 by hand: seven steps, each of which may only come after the one before it.
#include "twin/checks.hpp"

namespace fadu::bench {
namespace {

constexpr std::size_t steps = 7;

}  // namespace

std::array<std::uint8_t, steps> order_of_steps(const std::array<StepActs, steps>& all, Truth applies) {
    // From the last step back: is a later one done, and when at the earliest?
    std::array<std::uint8_t, steps> verdicts{};
    Truth any_later = no;
    bool later_known = true;
    Day first_later = far_future;
    for (std::size_t i = steps; i-- > 0;) {
        const StepActs& own = all[i];
        Truth charged = no;
        if (later_known && own.all_known) {
            if (first_later != far_future)
                charged = own.first < first_later ? no : own.first == first_later ? unknown : yes;
        } else {
            for (std::size_t k = i + 1; k < steps; ++k)
                for (std::size_t a = 0; a < all[k].count; ++a) {
                    Truth done = no;
                    for (std::size_t b = 0; b < own.count; ++b)
                        done = either(done,
                                      both(own.acts[b].happened, is_before({own.acts[b].low, own.acts[b].high},
                                                                           {all[k].acts[a].low, all[k].acts[a].high})));
                    charged = either(charged, both(all[k].acts[a].happened, negated(done)));
                }
        }
        Truth done_now = no;
        for (std::size_t a = 0; a < own.count; ++a) done_now = either(done_now, own.acts[a].happened);
        if (charged == yes) {
            verdicts[i] = applies == unknown ? undetermined : violated;
        } else {
            const Truth seen_to = either(done_now, any_later);
            bool possibly_violated = charged == unknown, possibly_pending = false;
            bool possibly_compliant = seen_to != no, possibly_not_applicable = applies == unknown;
            if (seen_to != yes) {
                if (any_later != no) possibly_not_applicable = true;
                if (any_later != yes) {
                    // Is it the next thing to do?
                    Truth next = yes;
                    for (std::size_t k = 0; k < i; ++k) {
                        Truth done = no;
                        for (std::size_t a = 0; a < all[k].count; ++a) done = either(done, all[k].acts[a].happened);
                        next = both(next, done);
                    }
                    if (next != no) possibly_pending = true;
                    if (next != yes) possibly_not_applicable = true;
                }
            }
            const bool quiet = possibly_compliant || possibly_not_applicable;
            if (possibly_pending && !possibly_violated && !quiet)
                verdicts[i] = pending;
            else if (possibly_violated || possibly_pending)
                verdicts[i] = undetermined;
            else
                verdicts[i] = possibly_compliant ? compliant : not_applicable;
        }
        any_later = either(any_later, done_now);
        later_known = later_known && own.all_known;
        first_later = std::min(first_later, own.first);
    }
    return verdicts;
}

void Checks::procedure(const Case& c, Verdicts& out) const {
    const Truth applies = c.procedure == 2 ? unknown : truth(c.procedure == 0);
    if (applies == no) {
        for (std::size_t i = 0; i < steps; ++i) out.add(not_applicable);
        out.close();
        return;
    }
    // Where every day is known, the first of each step is all that counts.
    std::array<Day, steps> first;
    bool known = applies == yes;
    const auto single = [&](std::size_t step, const Happening& one) {
        first[step] = one.happened == no ? far_future : one.days.low;
        known = known && (one.happened == no || (one.happened == yes && one.days.low == one.days.high));
    };
    const auto several = [&](std::size_t step, const auto& acts) {
        // In time order, undated ones last.
        first[step] = acts.count == 0 ? far_future : acts.items[0].days.low;
        if (acts.count == 0) return;
        const auto& last = acts.items[acts.count - 1u];
        known = known && last.happened == yes && last.days.low == last.days.high;
    };
    single(0, c.filed);
    several(1, c.evidence);
    several(2, c.notices);
    single(3, c.decision);
    single(4, c.served);
    single(5, c.closed);
    single(6, c.archived);
    if (known) {
        std::array<std::uint8_t, steps> verdicts;
        Day later = far_future;
        std::size_t ready = 0;  // steps done from the first on, without a gap
        while (ready < steps && first[ready] != far_future) ++ready;
        for (std::size_t i = steps; i-- > 0;) {
            const bool done = first[i] != far_future || later != far_future;
            std::uint8_t verdict = done ? compliant : i == ready ? pending : not_applicable;
            if (later != far_future && first[i] >= later) verdict = first[i] == later ? undetermined : violated;
            verdicts[i] = verdict;
            later = std::min(later, first[i]);
        }
        for (const std::uint8_t one : verdicts) out.add(one);
        out.close();
        return;
    }
    std::array<StepActs, steps> all;
    all[0].add(c.filed);
    for (const Evidence& step : c.evidence) all[1].add(step);
    for (const Notice& notice : c.notices) all[2].add(notice);
    all[3].add(c.decision);
    all[4].add(c.served);
    all[5].add(c.closed);
    all[6].add(c.archived);
    for (const std::uint8_t one : order_of_steps(all, applies)) out.add(one);
    out.close();
}

}  // namespace fadu::bench
