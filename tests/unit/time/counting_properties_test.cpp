// The quick ways of counting against a plain walk over the days, and what must hold of every count.
#include <set>

#include "support.hpp"

using namespace fadu::time;
using namespace fadu::time::testing;

namespace {

constexpr std::chrono::days one{1};

bool covered(Day date, const std::vector<Exclusion>& exclusions) {
    for (const Exclusion& exclusion : exclusions) {
        if (exclusion.first <= date && date <= exclusion.last) return true;
    }
    return false;
}

Day walk(Day date, std::int64_t number, bool working, const std::vector<Exclusion>& exclusions) {
    while (number > 0) {
        date += one;
        if (!covered(date, exclusions) && (!working || Calendar::china().is_working(date))) --number;
    }
    return date;
}

/// Some exclusions around a day, different for each seed, overlapping and touching often.
std::vector<Exclusion> some_exclusions(Day around, unsigned seed) {
    std::vector<Exclusion> exclusions;
    for (unsigned i = 0; i < seed % 4; ++i) {
        seed = seed * 1103515245U + 12345U;
        const Day first = around + std::chrono::days{static_cast<int>(seed >> 16U) % 40 - 3};
        exclusions.push_back({first, first + std::chrono::days{static_cast<int>(seed >> 8U) % 12 - 1}, "x"});
    }
    return exclusions;
}

std::int64_t counted_days(const Count& count) {
    std::int64_t counted = 0;
    for (const DayNote& note : count.days) counted += note.use == DayUse::counted ? 1 : 0;
    return counted;
}

}  // namespace

TEST_CASE("due days equal a plain walk, with exclusions and without") {
    unsigned seed = 1;
    for (Day anchor = make_day(2008, 1, 1); anchor < make_day(2026, 1, 1); anchor += std::chrono::days{3}) {
        ++seed;
        const auto exclusions = some_exclusions(anchor, seed);
        const std::int64_t number = seed % 37;
        for (const bool working : {false, true}) {
            const Period period = working ? working_days(number) : calendar_days(number);
            const auto count = due_day(anchor, period, {}, Calendar::china(), exclusions);
            REQUIRE(count.has_value());
            REQUIRE(count->due == walk(anchor, number, working, exclusions));
            REQUIRE(days_used(anchor, count->due, period.parts[0].unit, Calendar::china(), exclusions) == number);
        }
    }
}

TEST_CASE("an account has every day once, ends on the due day and agrees with the count") {
    unsigned seed = 7;
    for (Day anchor = make_day(2008, 1, 1); anchor < make_day(2026, 1, 1); anchor += std::chrono::days{5}) {
        ++seed;
        const auto exclusions = some_exclusions(anchor, seed);
        for (const Unit unit : {Unit::working_day, Unit::calendar_day, Unit::month}) {
            for (const Roll roll : {Roll::none, Roll::public_holidays, Roll::rest_days}) {
                const std::int64_t number = unit == Unit::month ? seed % 4 + 1 : seed % 29 + 1;
                const Period period{{{number, unit}}};
                const auto plain = due_day(anchor, period, rolling(roll), Calendar::china(), exclusions);
                const auto count = due_day(anchor, period, rolling(roll), Calendar::china(), exclusions, Explain::yes);
                REQUIRE(plain.has_value());
                REQUIRE(plain->days.empty());
                REQUIRE(count.has_value());
                REQUIRE(count->due == plain->due);
                REQUIRE(count->days.size() == static_cast<std::size_t>((count->due - anchor).count()) + 1);
                Day expected = anchor;
                for (const DayNote& note : count->days) {
                    REQUIRE(note.day == expected);
                    REQUIRE((note.use == DayUse::excluded) ==
                            (note.day != anchor && note.day <= count->unrolled && covered(note.day, exclusions)));
                    expected += one;
                }
                REQUIRE(count->days.front().use == DayUse::anchor);
                if (unit != Unit::month) {
                    REQUIRE(counted_days(*count) == number);
                    REQUIRE(count->days.back().count == number);
                }
                if (roll == Roll::rest_days) REQUIRE(Calendar::china().is_working(count->due));
                if (unit == Unit::working_day) REQUIRE(count->due == count->unrolled);
            }
        }
    }
}

TEST_CASE("a longer period never ends earlier, nor does one with more excluded") {
    unsigned seed = 3;
    for (Day anchor = make_day(2020, 1, 1); anchor < make_day(2025, 1, 1); anchor += std::chrono::days{11}) {
        ++seed;
        auto exclusions = some_exclusions(anchor, seed);
        for (const Unit unit : {Unit::working_day, Unit::calendar_day, Unit::month}) {
            Day before = anchor;
            for (std::int64_t number = 1; number < 20; ++number) {
                const auto count =
                    due_day(anchor, {{{number, unit}}}, rolling(Roll::rest_days), Calendar::china(), exclusions);
                REQUIRE(count.has_value());
                REQUIRE(count->due >= before);
                before = count->due;
                auto more = exclusions;
                more.push_back({anchor + std::chrono::days{4}, anchor + std::chrono::days{9}, "y"});
                REQUIRE(due_day(anchor, {{{number, unit}}}, rolling(Roll::rest_days), Calendar::china(), more)->due >=
                        count->due);
            }
        }
    }
}

TEST_CASE("months with exclusions equal clamping and a plain walk") {
    unsigned seed = 5;
    for (Day anchor = make_day(2020, 1, 1); anchor < make_day(2025, 1, 1); anchor += one) {
        ++seed;
        const auto exclusions = some_exclusions(anchor + std::chrono::days{20}, seed);
        const Day clamped = due_day(anchor, months(1), {}, Calendar::china())->due;
        REQUIRE(clamped - anchor >= std::chrono::days{28});
        REQUIRE(clamped - anchor <= std::chrono::days{31});
        std::int64_t excluded = 0;
        for (Day date = anchor + one; date <= clamped; date += one) excluded += covered(date, exclusions) ? 1 : 0;
        REQUIRE(due_day(anchor, months(1), {}, Calendar::china(), exclusions)->due ==
                walk(clamped, excluded, false, exclusions));
    }
}

TEST_CASE("the latest day before is the latest with enough days between") {
    const Calendar& china = Calendar::china();
    for (Day target = make_day(2008, 6, 1); target < make_day(2027, 1, 1); target += std::chrono::days{7}) {
        for (const std::int64_t number : {1, 3, 7, 15}) {
            const auto one_end = latest_day_before(target, working_days(number), {}, china);
            const auto both =
                latest_day_before(target, working_days(number), counting_back(Backward::both_ends), china);
            REQUIRE(one_end.has_value());
            REQUIRE(both.has_value());
            // Working days from the day on, the target left out; and those strictly between.
            REQUIRE(china.working_days_between(one_end->due - one, target - one) >= number);
            REQUIRE(china.working_days_between(one_end->due, target - one) < number);
            REQUIRE(china.working_days_between(both->due, target - one) >= number);
            REQUIRE(china.working_days_between(both->due + one, target - one) < number);
        }
    }
}
