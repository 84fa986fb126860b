#include "fadu/time/argument.hpp"

#include "support.hpp"

using namespace fadu::time;
using namespace fadu::time::testing;

TEST_CASE("periods as typed") {
    const auto reads = [](std::string_view text, const Period& period, Direction direction = Direction::forward) {
        CAPTURE(std::string{text});
        const auto argument = parse_period_argument(text);
        REQUIRE(argument.has_value());
        CHECK(*argument == PeriodArgument{direction, period});
    };
    reads("+5wd", working_days(5));
    reads("5wd", working_days(5));
    reads("-7wd", working_days(7), Direction::backward);
    reads("+90d", days(90));
    reads("+90cd", calendar_days(90));
    reads("+3m", months(3));
    reads("+2y", years(2));
    reads("+48h", {{{48, Unit::hour}}});
    reads("+5wd+3wd", {{{5, Unit::working_day}, {3, Unit::working_day}}});
    reads("-1m-7d", {{{1, Unit::month}, {7, Unit::day}}}, Direction::backward);
    reads("5个工作日", working_days(5));
    reads("5個工作日", working_days(5));
    reads("90日", days(90));
    reads("90天", days(90));
    reads("90个自然日", calendar_days(90));
    reads("3个月", months(3));
    reads("2年", years(2));
    reads("48小时", {{{48, Unit::hour}}});
    reads("7日前", days(7), Direction::backward);
    reads("7个工作日前", working_days(7), Direction::backward);
    reads("10日内", days(10));
    reads("30日加30日", {{{30, Unit::day}, {30, Unit::day}}});
    reads("+200000d", days(200000));
}

TEST_CASE("what is no period is answered with what is one") {
    for (const char* text :
         {"",         "+",       "5",      "wd",     "+wd", "5 wd",    " +5wd", "+5wd ",       "5.5d", "+5x",
          "+5wd-3wd", "5wd+3wd", "-7日前", "+7日前", "日",  "7日前前", "--5d",  "1234567890d", "五日", "5WD"}) {
        CAPTURE(text);
        const auto argument = parse_period_argument(text);
        REQUIRE_FALSE(argument.has_value());
        CHECK(argument.error().zh.find("+5wd") != std::string::npos);
        CHECK(argument.error().en.find("+5wd") != std::string::npos);
    }
    CHECK(parse_period_argument("+200001d").error().zh.find("200000") != std::string::npos);
    CHECK(parse_period_argument("+4800000h").has_value());
    CHECK_FALSE(parse_period_argument("+4800001h").has_value());
}

TEST_CASE("what to_string writes can be typed") {
    for (const Period& period : {working_days(7), days(90), calendar_days(1), months(3), years(2),
                                 Period{{{48, Unit::hour}}}, Period{{{30, Unit::day}, {5, Unit::working_day}}}}) {
        CAPTURE(to_string(period));
        CHECK(parse_period_argument(to_string(period)).value().period == period);
    }
}
