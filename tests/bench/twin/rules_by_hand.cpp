#include "twin/rules_by_hand.hpp"

namespace fadu::bench {

namespace {

Truth certified(const Officer& officer, Days day) {
    return officer.from == unknown_day ? unknown
                                       : both(is_not_after({officer.from, officer.from}, day),
                                              is_not_after(day, {officer.until, officer.until}));
}

/// Any number of officers, told apart by certificates of which some are not known.
Truth two_of_many(const Officer* officers, std::size_t count, Days day) {
    std::array<const Text*, 32> sure, maybe;
    std::size_t sure_count = 0, maybe_count = 0, sure_nameless = 0, maybe_nameless = 0;
    const auto add = [](auto& keys, std::size_t& keys_count, const Text& key) {
        for (std::size_t i = 0; i < keys_count; ++i)
            if (*keys[i] == key) return;
        keys[keys_count++] = &key;
    };
    for (std::size_t i = 0; i < count; ++i) {
        const Truth in = certified(officers[i], day);
        if (in == no) continue;
        const Text& certificate = officers[i].certificate;
        if (certificate.empty()) {
            ++maybe_nameless;
            if (in == yes) ++sure_nameless;
        } else {
            add(maybe, maybe_count, certificate);
            if (in == yes) add(sure, sure_count, certificate);
        }
    }
    // Those whose certificate nobody gave may be ones already counted.
    const std::size_t low = sure_count > 0 ? sure_count : sure_nameless > 0 ? 1 : 0;
    return low >= 2 ? yes : maybe_count + maybe_nameless < 2 ? no : unknown;
}

}  // namespace

Truth two_certified(const Officer* officers, std::size_t count, Days day) {
    if (count != 2 || officers[0].certificate.empty() || officers[1].certificate.empty())
        return two_of_many(officers, count, day);
    const Truth together = both(certified(officers[0], day), certified(officers[1], day));
    return officers[0].certificate == officers[1].certificate ? no : together;
}

Truth nobody_is_called(const Case& c, const Text& name, Days moment) {
    Truth somebody = no;
    for (const Evidence& step : c.evidence) {
        const Truth counts = done_before(step, moment);
        if (counts == no) continue;
        if (!step.team.known) {
            somebody = either(somebody, unknown);
            continue;
        }
        for (std::size_t i = step.team.first; i < static_cast<std::size_t>(step.team.first + step.team.count); ++i) {
            const Text& other = c.officers[i].name;
            const Truth same = name.empty() || other.empty() ? unknown : truth(name == other);
            somebody = either(somebody, both(counts, same));
        }
    }
    return negated(somebody);
}

namespace {

/// So many calendar days after a day, the stretches left out; these are in order and apart or touching.
Day count_days(Day from, int number, const std::array<Days, 2>& left_out, int stretches) {
    Day through = from;
    int missing = number;
    for (int i = 0; i < stretches; ++i) {
        const Days stretch = left_out[static_cast<std::size_t>(i)];
        if (stretch.high <= through) continue;
        if (stretch.low > through + 1) {
            const Day end_of_free = stretch.low - 1;
            if (through + missing <= end_of_free) return through + missing;
            missing -= end_of_free - through;
        }
        through = stretch.high;
    }
    return through + missing;
}

void widen(Amounts& all, std::int64_t yuan) {
    all.low = std::min(all.low, yuan * 100);
    all.high = std::max(all.high, yuan * 100);
}

}  // namespace

Days put_off(const CaseFacts& c, Days filed) {
    std::array<Days, 2> left_out;
    int sure = 0;
    bool stopped_for_sure = false, stopped_perhaps = false;
    Day stopped_from = far_future;
    for (const Lasting* one : {static_cast<const Lasting*>(&c.hearing), &c.appraisal}) {
        if (one->happened == no) continue;
        if (!one->dated()) {
            // Nobody knows when: it may have stopped the clock at any time; one that still runs has, unless it was late.
            stopped_perhaps = true;
        } else if (one->running) {
            stopped_for_sure = true;
            stopped_from = std::min(stopped_from, one->days.low);
        } else {
            left_out[static_cast<std::size_t>(sure++)] = {one->days.low, one->end.high};
        }
    }
    if (sure == 2 && left_out[1].low < left_out[0].low) std::swap(left_out[0], left_out[1]);
    const auto due = [&](Day anchor, bool with_doubts) {
        Day day = count_days(anchor, 90, left_out, sure);
        const Extension& longer = c.extension;
        const Truth extends = both(longer.happened, longer.by_head);
        const bool certain = extends == yes && longer.days.low == longer.days.high && longer.days.high <= day;
        const bool perhaps = extends != no && longer.days.low <= day;
        if (with_doubts ? perhaps : certain) day = count_days(day, 30, left_out, sure);
        if (stopped_for_sure && stopped_from <= day) return far_future;
        return with_doubts && stopped_perhaps ? far_future : day;
    };
    return {filed.low == far_past ? far_past : due(filed.low, false), due(filed.high, true)};
}

Days last_notice_before(const Few<Notice, 4>& notices, Days moment, bool& any) {
    std::array<Truth, 4> counts{};
    for (std::size_t i = 0; i < notices.count; ++i) counts[i] = done_before(notices.items[i], moment);
    Days last{far_future, far_past};
    any = false;
    for (std::size_t i = 0; i < notices.count; ++i) {
        if (counts[i] == no) continue;
        const Days mine = notices.items[i].days;
        bool passed = false;
        for (std::size_t k = 0; k < notices.count; ++k) {
            const Days other = notices.items[k].days;
            if (k == i || counts[k] != yes || other.low != other.high) continue;
            passed = passed || mine.high < other.low || (mine.high == other.low && mine.low == mine.high && i < k);
        }
        if (passed) continue;
        any = true;
        last = {std::min(last.low, mine.low), std::max(last.high, mine.high)};
    }
    return last;
}

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

Truth Lists::not_penalised(Choice cause, Choice harm, Truth corrected, Truth first_offence, std::int64_t amount) const {
    const auto fits = [&](const LenientRow& row) {
        const Truth cheap = row.below == highest_amount ? yes
                            : amount == unknown_money   ? unknown
                                                        : truth(amount < row.below);
        return both(both(row.harm[harm], either(corrected, row.corrected_any)),
                    both(either(first_offence, row.first_any), cheap));
    };
    if (cause < 40) {
        const LenientRow& row = lenient[cause];
        return row.no_penalty ? fits(row) : no;
    }
    Truth any = no;
    for (const LenientRow& row : lenient)
        if (row.no_penalty) any = either(any, both(unknown, fits(row)));
    return any;
}

}  // namespace fadu::bench
