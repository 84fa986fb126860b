#include "twin/rules_by_hand.hpp"

namespace fadu::bench {

Truth two_certified(const Case& c, const Team& team, Days day) {
    if (!team.known) return unknown;
    std::array<std::string_view, 32> sure, maybe;
    std::size_t sure_count = 0, maybe_count = 0, sure_nameless = 0, maybe_nameless = 0;
    const auto add = [](auto& keys, std::size_t& count, std::string_view key) {
        for (std::size_t i = 0; i < count; ++i)
            if (keys[i] == key) return;
        keys[count++] = key;
    };
    for (std::size_t i = team.first; i < static_cast<std::size_t>(team.first + team.count); ++i) {
        const Officer& officer = c.officers[i];
        const Truth certified = officer.from == unknown_day ? unknown
                                                            : both(is_not_after({officer.from, officer.from}, day),
                                                                   is_not_after(day, {officer.until, officer.until}));
        if (certified == no) continue;
        if (officer.certificate.empty()) {
            ++maybe_nameless;
            if (certified == yes) ++sure_nameless;
        } else {
            add(maybe, maybe_count, officer.certificate);
            if (certified == yes) add(sure, sure_count, officer.certificate);
        }
    }
    // Those whose certificate nobody gave may be ones already counted.
    const std::size_t low = sure_count > 0 ? sure_count : sure_nameless > 0 ? 1 : 0;
    return low >= 2 ? yes : maybe_count + maybe_nameless < 2 ? no : unknown;
}

Truth nobody_is_called(const Case& c, std::string_view name, Days moment) {
    Truth somebody = no;
    for (const Evidence& step : c.evidence) {
        const Truth counts = done_before(step, moment);
        if (counts == no) continue;
        if (!step.team.known) {
            somebody = either(somebody, unknown);
            continue;
        }
        for (std::size_t i = step.team.first; i < static_cast<std::size_t>(step.team.first + step.team.count); ++i) {
            const std::string_view other = c.officers[i].name;
            const Truth same = name.empty() || other.empty() ? unknown : truth(name == other);
            somebody = either(somebody, both(counts, same));
        }
    }
    return negated(somebody);
}

namespace {

void widen(Amounts& all, std::int64_t yuan) {
    all.low = std::min(all.low, yuan * 100);
    all.high = std::max(all.high, yuan * 100);
}

}  // namespace

Lists::Lists() {
    // Of a region or party that is not known every row with the other may fit, and with none certain the last row too.
    for (std::size_t region = 0; region <= 10; ++region) {
        for (std::size_t party = 0; party <= 3; ++party) {
            Amounts all{highest_amount, lowest_amount};
            for (std::size_t r = 0; r < 10; ++r) {
                if (region < 10 && region != r) continue;
                if (party == 0 || party == 3) widen(all, hearing_thresholds[r].natural);
                if (party != 0) widen(all, hearing_thresholds[r].other);
            }
            if (region == 10 || party == 3) widen(all, hearing_threshold_otherwise);
            hearing_threshold[region][party] = all;
        }
    }
    Amounts highest{highest_amount, lowest_amount};
    for (std::size_t cause = 0; cause < 40; ++cause) {
        const FineRange range = fine_ranges[cause];
        fine_range[cause] = {range.low < 0 ? lowest_amount : range.low * std::int64_t{100},
                             range.high * std::int64_t{100}};
        highest_fine[cause] = {range.high * std::int64_t{100}, range.high * std::int64_t{100}};
        widen(highest, range.high);
    }
    highest_fine[40] = highest;
    constexpr std::array<std::int64_t, 5> below{50000, 100000, 300000, 1000000, highest_amount};
    for (std::size_t row = 0; row < 40; ++row) {
        LenientRow& lenient_row = lenient[row * 7 % 40];
        lenient_row.harm = {truth(row % 3 != 2), truth(row % 3 != 0), no, no, unknown};
        lenient_row.corrected_any = row % 3 == 2 ? yes : no;
        lenient_row.first_any = row % 2 == 1 ? yes : no;
        lenient_row.below = below[row % 5];
        lenient_row.no_penalty = row % 3 != 2;
    }
}

Truth Lists::in_range(std::int64_t fine, Choice cause) const {
    if (fine == unknown_money) return unknown;
    if (cause < 40) return truth(fine >= fine_range[cause][0] && fine <= fine_range[cause][1]);
    bool in = false, out = false;
    for (const auto& [low, high] : fine_range) (fine >= low && fine <= high ? in : out) = true;
    return in ? (out ? unknown : yes) : no;
}

Truth Lists::not_penalised(const CaseFacts& c) const {
    const auto fits = [&](const LenientRow& row) {
        const Truth cheap = row.below == highest_amount ? yes
                            : c.amount == unknown_money ? unknown
                                                        : truth(c.amount < row.below);
        return both(both(row.harm[c.harm], either(c.corrected, row.corrected_any)),
                    both(either(c.first_offence, row.first_any), cheap));
    };
    if (c.cause < 40) {
        const LenientRow& row = lenient[c.cause];
        return row.no_penalty ? fits(row) : no;
    }
    Truth any = no;
    for (const LenientRow& row : lenient)
        if (row.no_penalty) any = either(any, both(unknown, fits(row)));
    return any;
}

}  // namespace fadu::bench
