#include "fadu/time/period.hpp"

#include "support.hpp"

using namespace fadu::time;
using namespace fadu::time::testing;
using fadu::text::Language;

TEST_CASE("what a bare number of days means depends on the law") {
    CountingPolicy penalty_law;
    penalty_law.working_day_numbers = {2, 3, 5, 7};
    CHECK(penalty_law.meaning_of_days(5) == Unit::working_day);
    CHECK(penalty_law.meaning_of_days(7) == Unit::working_day);
    CHECK(penalty_law.meaning_of_days(10) == Unit::calendar_day);

    CountingPolicy coercion_law;
    coercion_law.working_days_up_to = 10;
    CHECK(coercion_law.meaning_of_days(10) == Unit::working_day);
    CHECK(coercion_law.meaning_of_days(11) == Unit::calendar_day);

    CountingPolicy licensing_law;
    licensing_law.all_days_are_working = true;
    CHECK(licensing_law.meaning_of_days(45) == Unit::working_day);

    CHECK(CountingPolicy{}.meaning_of_days(7) == Unit::calendar_day);
    CHECK(due("2023-07-10", days(7), penalty_law) == "2023-07-19");
    CHECK(due("2023-07-10", days(7)) == "2023-07-17");
}

TEST_CASE("months clamp to the end of the month") {
    CHECK(due("2023-01-31", months(1)) == "2023-02-28");
    CHECK(due("2024-01-31", months(1)) == "2024-02-29");
    CHECK(due("2023-01-31", months(2)) == "2023-03-31");
    CHECK(due("2023-03-31", months(6)) == "2023-09-30");
    CHECK(due("2023-12-15", months(3)) == "2024-03-15");
    CHECK(due("2024-02-29", years(1)) == "2025-02-28");
    CHECK(due("2024-02-29", years(4)) == "2028-02-29");
    CHECK(due("2023-02-28", years(1)) == "2024-02-28");
    // Parts run on: the second month runs from the clamped end of the first.
    CHECK(due("2023-01-31", {{{1, Unit::month}, {1, Unit::month}}}) == "2023-03-28");
}

TEST_CASE("only the very end rolls, past holidays or past all rest days") {
    CHECK(due("2023-09-30", calendar_days(1), rolling(Roll::public_holidays)) == "2023-10-07");
    CHECK(due("2023-09-30", calendar_days(1), rolling(Roll::rest_days)) == "2023-10-07");
    CHECK(due("2023-09-30", calendar_days(1)) == "2023-10-01");
    // An ordinary Saturday.
    CHECK(due("2023-07-07", calendar_days(1), rolling(Roll::public_holidays)) == "2023-07-08");
    CHECK(due("2023-07-07", calendar_days(1), rolling(Roll::rest_days)) == "2023-07-10");
    // A Saturday that is worked.
    CHECK(due("2023-05-05", calendar_days(1), rolling(Roll::rest_days)) == "2023-05-06");
    // The first part ends on a holiday and does not roll.
    CHECK(due("2023-09-30", {{{1, Unit::calendar_day}, {10, Unit::calendar_day}}}, rolling(Roll::rest_days)) ==
          "2023-10-11");
    CHECK(due("2023-09-01", months(1), rolling(Roll::rest_days)) == "2023-10-07");
    const auto count = due_day(day("2023-09-30"), calendar_days(1), rolling(Roll::rest_days), Calendar::china());
    CHECK(to_string(count.value().unrolled) == "2023-10-01");
}

TEST_CASE("excluded days lengthen months, and are left out of the lengthening too") {
    const auto exclude = [](std::string_view first, std::string_view last) {
        return Exclusion{day(first), day(last), "鉴定"};
    };
    CHECK(due("2023-03-01", months(3), {}, {exclude("2023-04-01", "2023-04-10")}) == "2023-06-11");
    CHECK(due("2023-03-01", months(3), {}, {exclude("2023-05-31", "2023-06-03")}) == "2023-06-05");
    CHECK(due("2023-03-01", months(3), {}, {exclude("2023-06-01", "2023-06-03")}) == "2023-06-04");
    CHECK(due("2023-03-01", months(3), {}, {exclude("2023-06-02", "2023-06-03")}) == "2023-06-01");
    CHECK(due("2023-03-01", months(3), {}, {exclude("2023-02-01", "2023-03-01")}) == "2023-06-01");
    CHECK(due("2023-03-01", months(3), {},
              {exclude("2023-05-01", "2023-05-10"), exclude("2023-06-03", "2023-06-04")}) == "2023-06-13");
}

TEST_CASE("exclusions that touch or lie within one another count once") {
    const Exclusion a{day("2023-03-05"), day("2023-03-10"), "a"};
    const Exclusion b{day("2023-03-07"), day("2023-03-08"), "b"};
    const Exclusion c{day("2023-03-11"), day("2023-03-12"), "c"};
    const Exclusion empty{day("2023-03-20"), day("2023-03-19"), "empty"};
    CHECK(due("2023-03-01", calendar_days(10), {}, {c, b, a, empty}) == "2023-03-19");
    // The anchor is out in any case; an exclusion that ends on it changes nothing.
    CHECK(due("2023-03-12", calendar_days(10), {}, {a, b, c}) == "2023-03-22");
    CHECK(due("2023-03-01", working_days(3), {}, {{day("2023-03-03"), day("2023-03-05"), "d"}}) == "2023-03-07");
}

TEST_CASE("no calendar, no working days; calendar days need none") {
    const Calendar none;
    CHECK(due("2023-03-01", calendar_days(90), {}, {}, none) == "2023-05-30");
    CHECK(due("2023-03-01", months(3), {}, {}, none) == "2023-06-01");
    CHECK(due("2023-03-01", calendar_days(90), rolling(Roll::rest_days), {}, none) == "beyond 2023-05-30");
    CHECK(due("2023-03-01", working_days(1), {}, {}, none) == "beyond 2023-03-02");
    CHECK(due("2023-03-01", working_days(0), {}, {}, none) == "2023-03-01");
}

TEST_CASE("beyond the calendar's years nothing is guessed") {
    CHECK(due("2026-12-30", working_days(1)) == "2026-12-31");
    CHECK(due("2026-12-30", working_days(2)) == "beyond 2027-01-01");
    CHECK(due("2027-03-01", working_days(2)) == "beyond 2027-03-02");
    CHECK(due("2006-12-31", working_days(1)) == "2007-01-04");
    CHECK(due("2006-12-30", working_days(1)) == "beyond 2006-12-31");
    CHECK(due("2026-12-01", calendar_days(31)) == "2027-01-01");
    CHECK(due("2026-12-01", calendar_days(31), rolling(Roll::public_holidays)) == "beyond 2027-01-01");
    CHECK(due("2026-12-01", working_days(5), {}, {{day("2026-12-02"), day("9999-12-31"), ""}}) == "beyond 10000-01-01");
    CHECK(due("2026-12-20", working_days(5), {}, {{day("2026-12-30"), day("2027-02-01"), ""}}) == "2026-12-25");
    CHECK(due("2026-12-28", working_days(5), {}, {{day("2027-01-01"), day("2027-02-01"), ""}}) == "beyond 2027-02-02");
    CHECK(due("2026-12-28", working_days(5), {}, {{day("2027-01-05"), day("2027-02-01"), ""}}) == "beyond 2027-01-01");
}

TEST_CASE("absurd periods are errors") {
    CHECK(due("2023-03-01", calendar_days(200000)) == "2570-09-29");
    CHECK(due("2023-03-01", calendar_days(200001)) == "overflow");
    CHECK(due("2023-03-01", calendar_days(std::numeric_limits<std::int64_t>::max())) == "overflow");
    CHECK(due("2023-03-01", years(547)) == "2570-03-01");
    CHECK(due("2023-03-01", years(548)) == "overflow");
    CHECK(due("2023-03-01", years(std::numeric_limits<std::int64_t>::max())) == "overflow");
    CHECK(due("2023-03-01", months(std::numeric_limits<std::int64_t>::max())) == "overflow");
    CHECK(due("2023-03-01", {{{150000, Unit::calendar_day}, {150000, Unit::calendar_day}}}) == "overflow");
    CHECK(due("2023-03-01", calendar_days(10), {}, {{day("2023-03-05"), Day::max(), ""}}) == "overflow");
    CHECK(due("2023-03-01", calendar_days(10), {}, {{Day::min(), Day::max(), ""}}) == "overflow");
    CHECK(due("9999-12-30", calendar_days(1)) == "9999-12-31");
    CHECK(due("9999-12-30", calendar_days(2)) == "overflow");
    CHECK(due("9999-12-30", months(1)) == "overflow");
    CHECK(due("2023-03-01", calendar_days(-1)) == "negative");
    CHECK(due("2023-03-01", {{{2, Unit::hour}}}) == "hours");
    CHECK(due("2023-03-01", {}) == "2023-03-01");
}

TEST_CASE("hours run from a moment") {
    const Moment begin = parse_moment("2023-03-01 10:30").value();
    const auto end = [&](const Period& period) {
        const auto moment = due_moment(begin, period);
        return moment ? to_string(*moment) : to_string(days(static_cast<int>(moment.error().kind)), Language::en);
    };
    CHECK(end({{{48, Unit::hour}}}) == "2023-03-03 10:30");
    CHECK(end({{{24, Unit::hour}, {1, Unit::hour}}}) == "2023-03-02 11:30");
    CHECK(due_moment(begin, days(1)).error().kind == CountErrorKind::hours_need_a_moment);
    CHECK(due_moment(begin, {{{24, Unit::hour}, {1, Unit::day}}}).error().kind == CountErrorKind::hours_need_a_moment);
    CHECK(due_moment(begin, {{{-1, Unit::hour}}}).error().kind == CountErrorKind::negative);
    CHECK(due_moment(begin, {{{std::numeric_limits<std::int64_t>::max(), Unit::hour}}}).error().kind ==
          CountErrorKind::overflow);
    CHECK(due_moment(begin, {{{4'800'000, Unit::hour}}}).has_value());
    CHECK(due_moment(begin, {{{4'800'000, Unit::hour}, {1, Unit::hour}}}).error().kind == CountErrorKind::overflow);
    CHECK(due_moment(end_of_time, {{{1, Unit::hour}}}).error().kind == CountErrorKind::overflow);
}

TEST_CASE("days used so far") {
    const Calendar& china = Calendar::china();
    const auto used = [&](std::string_view anchor, std::string_view upto, Unit unit,
                          const std::vector<Exclusion>& exclusions = {}) {
        return days_used(day(anchor), day(upto), unit, china, exclusions).value();
    };
    // A hearing began on 08-01 and has not ended: 28 days are used, 62 are left.
    CHECK(used("2023-07-03", "2023-08-10", Unit::calendar_day, {{day("2023-08-01"), day("2023-08-10"), "听证"}}) == 28);
    CHECK(used("2023-07-03", "2023-07-03", Unit::calendar_day) == 0);
    CHECK(used("2023-07-03", "2023-07-01", Unit::working_day) == 0);
    CHECK(used("2023-01-18", "2023-01-30", Unit::working_day) == 5);
    CHECK(used("2023-01-18", "2023-01-30", Unit::working_day, {{day("2023-01-28"), day("2023-02-15"), ""}}) == 2);
    CHECK(used("2023-01-18", "2023-01-30", Unit::working_day, {{day("2023-01-01"), day("2023-01-19"), ""}}) == 4);
    CHECK(used("2023-01-18", "2023-01-30", Unit::month) == 12);
    CHECK(days_used(day("2026-12-30"), day("2027-01-02"), Unit::working_day, china).error().where == day("2027-01-01"));
    CHECK(days_used(day("2026-12-30"), day("2027-01-02"), Unit::working_day, china,
                    {{day("2027-01-01"), day("2027-01-05"), ""}}) == 1);
    CHECK(days_used(day("2026-12-30"), day("2027-01-02"), Unit::hour, china).error().kind ==
          CountErrorKind::hours_need_a_moment);
}

TEST_CASE("backward periods leave out the target day, or both end days") {
    CHECK(latest("2023-03-31", months(1), Backward::one_end) == "2023-02-28");
    CHECK(latest("2023-03-31", months(1), Backward::both_ends) == "2023-02-27");
    CHECK(latest("2023-05-10", {{{2, Unit::working_day}, {3, Unit::calendar_day}}}, Backward::one_end) == "2023-05-05");
    CHECK(latest("2023-05-10", working_days(0), Backward::one_end) == "2023-05-10");
    CHECK(latest("2007-01-05", working_days(2), Backward::one_end) == "2006-12-31");
    CHECK(latest("2027-02-01", working_days(2), Backward::one_end) == "2027-01-31");
    const auto error = [](const Period& period) {
        return latest_day_before(day("2023-05-10"), period, {}, Calendar::china()).error().kind;
    };
    CHECK(error(calendar_days(-1)) == CountErrorKind::negative);
    CHECK(error({{{1, Unit::hour}}}) == CountErrorKind::hours_need_a_moment);
    CHECK(error(years(1000)) == CountErrorKind::overflow);
    CHECK(latest_day_before(earliest_day, calendar_days(1), {}, Calendar::china()).error().kind ==
          CountErrorKind::overflow);
}

TEST_CASE("periods in words") {
    CHECK(to_string(working_days(7)) == "7个工作日");
    CHECK(to_string(days(90)) == "90日");
    CHECK(to_string(calendar_days(90)) == "90个自然日");
    CHECK(to_string(months(3)) == "3个月");
    CHECK(to_string(years(2)) == "2年");
    CHECK(to_string(Period{{{48, Unit::hour}}}) == "48小时");
    CHECK(to_string(Period{{{30, Unit::day}, {30, Unit::day}}}) == "30日加30日");
    CHECK(to_string(Period{{{30, Unit::day}, {1, Unit::working_day}}}, Language::en) == "30 days plus 1 working day");
    CHECK(to_string(Period{}) == "0日");
}

TEST_CASE("every counting error has words in both languages") {
    for (const auto kind : {CountErrorKind::beyond_calendar, CountErrorKind::overflow, CountErrorKind::negative,
                            CountErrorKind::hours_need_a_moment}) {
        const auto message = CountError{kind, day("2027-01-01")}.message();
        CHECK_FALSE(message.zh.empty());
        CHECK_FALSE(message.en.empty());
    }
    CHECK(CountError{CountErrorKind::beyond_calendar, day("2027-01-01")}.message().zh.find("2027-01-01") !=
          std::string::npos);
}
