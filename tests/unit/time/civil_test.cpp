#include "fadu/time/civil.hpp"

#include <doctest/doctest.h>

using namespace fadu::time;

TEST_CASE("a day is written with four, two and two digits") {
    CHECK(to_string(make_day(2023, 3, 1)) == "2023-03-01");
    CHECK(to_string(earliest_day) == "0001-01-01");
    CHECK(to_string(latest_day) == "9999-12-31");
    CHECK(year_of(make_day(2024, 2, 29)) == 2024);
}

TEST_CASE("only dates that exist are days") {
    CHECK(checked_day(2024, 2, 29));
    CHECK_FALSE(checked_day(2023, 2, 29));
    CHECK_FALSE(checked_day(1900, 2, 29));
    CHECK_FALSE(checked_day(2023, 13, 1));
    CHECK_FALSE(checked_day(2023, 0, 1));
    CHECK_FALSE(checked_day(2023, 4, 31));
    CHECK_FALSE(checked_day(0, 1, 1));
    CHECK_FALSE(checked_day(10000, 1, 1));
    CHECK_FALSE(checked_day(2023, 257, 1));
    CHECK_FALSE(checked_day(2023, 1, 257));
}

TEST_CASE("the four written forms of a day") {
    const Day day = make_day(2023, 3, 1);
    for (const char* text : {"2023-03-01", "2023/3/1", "2023/03/01", "20230301", "2023年3月1日", "2023年03月01日"}) {
        CAPTURE(text);
        CHECK(parse_day(text) == day);
    }
    for (const char* text :
         {"", " 2023-03-01", "2023-03-01 ", "2023-3-1", "2023-02-30", "230301", "2023030", "202303011", "2023-03/01",
          "2023年3月1", "2023-03", "+2023-03-01", "2023-03-011", "2023.03.01"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_day(text));
    }
}

TEST_CASE("what is written can be read again, on every day of some centuries") {
    for (Day day = make_day(1895, 1, 1); day <= make_day(2105, 12, 31); day += std::chrono::days{1}) {
        REQUIRE(parse_day(to_string(day)) == day);
        REQUIRE(day_of(start_of(day)) == day);
        REQUIRE(day_of({end_of(day).seconds - 1}) == day);
        REQUIRE(day_of(end_of(day)) == day + std::chrono::days{1});
    }
}

TEST_CASE("moments are written to the second only where there are seconds") {
    const Moment midnight = start_of(make_day(2023, 3, 1));
    CHECK(to_string(midnight) == "2023-03-01 00:00");
    CHECK(to_string(Moment{midnight.seconds + 37800}) == "2023-03-01 10:30");
    CHECK(to_string(Moment{midnight.seconds + 37805}) == "2023-03-01 10:30:05");
    CHECK(to_string(Moment{-1}) == "1969-12-31 23:59:59");
    CHECK(to_string(beginning_of_time) == "-∞");
    CHECK(to_string(end_of_time) == "∞");
}

TEST_CASE("moments far outside are on the nearest day") {
    CHECK(day_of(beginning_of_time) == earliest_day);
    CHECK(day_of(end_of_time) == latest_day);
    CHECK(day_of(start_of(latest_day)) == latest_day);
}

TEST_CASE("moments are read with and without an offset") {
    const auto read = [](std::string_view text, int zone = 480, bool keep = false) {
        const auto moment = parse_moment(text, zone, keep);
        return moment ? to_string(*moment) : std::string{"none"};
    };
    CHECK(read("2023-03-01 10:30") == "2023-03-01 10:30");
    CHECK(read("2023-03-01T10:30:05") == "2023-03-01 10:30:05");
    CHECK(read("2023/3/1 9:05") == "2023-03-01 09:05");
    CHECK(read("2023年3月1日 10:30") == "2023-03-01 10:30");
    CHECK(read("2023-03-01T10:30:05.250+08:00") == "2023-03-01 10:30:05");
    CHECK(read("2023-03-01T10:30:05,999999999999999999999") == "2023-03-01 10:30:05");
    CHECK(read("2023-03-01T18:30:00Z") == "2023-03-02 02:30");
    CHECK(read("2023-03-01T18:30:00Z", 480, true) == "2023-03-01 18:30");
    CHECK(read("2023-03-01T00:30:00+09:00") == "2023-02-28 23:30");
    CHECK(read("2023-03-01T00:30:00-0330") == "2023-03-01 12:00");
    CHECK(read("2023-03-01T00:30:00Z", -300) == "2023-02-28 19:30");
    CHECK(read("2023-02-28 24:00") == "2023-03-01 00:00");
    for (const char* text :
         {"2023-03-01", "2023-03-01 ", "2023-03-01  10:30", "2023-03-01 24:01", "2023-03-01 10:60",
          "2023-03-01 10:30:60", "2023-03-01 10", "2023-03-01 10:30.5", "2023-03-01 10:30:05.", "2023-03-01 10:30+8",
          "2023-03-01 10:30+19:00", "2023-03-01 10:30 Z", "2023-02-29 10:30"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_moment(text));
    }
}

TEST_CASE("a bare date is the span of its day") {
    const TimeSpan span = TimeSpan::of(make_day(2023, 3, 1));
    CHECK(span.end.seconds - span.begin.seconds == 86400);
    CHECK_FALSE(span.is_exact());
    CHECK(TimeSpan::of(span.begin).is_exact());
}
