#include "fadu/time/calendar.hpp"

#include <fstream>
#include <sstream>

#include "support.hpp"

using namespace fadu::time;
using fadu::time::testing::day;

namespace {

std::string file_text(const std::string& path) {
    std::ifstream stream{path, std::ios::binary};
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

/// The codes of the errors with the text that each points at.
std::string errors_of(std::string_view text) {
    const auto calendar = Calendar::parse(text);
    if (calendar) return "";
    std::string all;
    for (const auto& diagnostic : calendar.error()) {
        CHECK_FALSE(diagnostic.message.zh.empty());
        CHECK_FALSE(diagnostic.message.en.empty());
        if (!all.empty()) all += "; ";
        all += diagnostic.code + " " +
               std::string{text.substr(diagnostic.span.begin, diagnostic.span.end - diagnostic.span.begin)};
    }
    return all;
}

std::int64_t working_days_of(int year) {
    return Calendar::china().working_days_between(make_day(year - 1, 12, 31), make_day(year, 12, 31));
}

}  // namespace

TEST_CASE("the compiled-in calendar is the file") {
    const auto parsed = Calendar::parse(file_text(FADU_SOURCE_DIRECTORY "/data/calendars/cn.txt"));
    REQUIRE(parsed.has_value());
    CHECK(parsed->content_hash() == Calendar::china().content_hash());
    const std::string header = file_text(FADU_SOURCE_DIRECTORY "/include/fadu/time/impl/china_calendar_data.hpp");
    CHECK(header.find("R\"calendar(" + file_text(FADU_SOURCE_DIRECTORY "/data/calendars/cn.txt") + ")calendar\"") !=
          std::string::npos);
}

TEST_CASE("working days of a year") {
    // Weekdays of the year, less the holidays on weekdays, plus the weekend days made working days.
    CHECK(working_days_of(2007) == 261 - 19 + 7);
    CHECK(working_days_of(2015) == 261 - 17 + 5);
    CHECK(working_days_of(2020) == 262 - 19 + 6);  // with the three days by which 春节 was lengthened
    CHECK(working_days_of(2023) == 260 - 18 + 7);
    CHECK(working_days_of(2024) == 262 - 19 + 8);
    CHECK(working_days_of(2025) == 261 - 18 + 5);
    CHECK(working_days_of(2026) == 261 - 19 + 6);
}

TEST_CASE("kinds and names of days") {
    const Calendar& china = Calendar::china();
    CHECK(china.first_year() == 2007);
    CHECK(china.last_year() == 2026);
    CHECK(china.kind(day("2023-01-20")) == DayKind::working_day);
    CHECK(china.kind(day("2023-01-21")) == DayKind::public_holiday);
    CHECK(china.kind(day("2023-01-28")) == DayKind::make_up_day);
    CHECK(china.kind(day("2023-01-14")) == DayKind::weekend);
    CHECK(china.label(day("2023-01-21")) == "春节");
    CHECK(china.label(day("2023-01-27")) == "春节");
    CHECK(china.label(day("2023-01-28")).empty());
    CHECK(china.label(day("2023-01-20")).empty());
    CHECK(china.label(day("2023-10-06")) == "中秋节、国庆节");
    CHECK(china.label(day("2025-10-01")) == "国庆节、中秋节");
    CHECK(china.label(day("2018-12-31")) == "元旦");
    CHECK(china.label(day("2015-09-03")) == "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日");
    CHECK(china.label(day("2006-12-31")).empty());
    // 2020-02-03 was announced as a working day; it was a Monday anyway.
    CHECK(china.kind(day("2020-02-03")) == DayKind::working_day);
    CHECK(china.kind(day("2020-01-31")) == DayKind::public_holiday);
}

TEST_CASE("every holiday has a name") {
    const Calendar& china = Calendar::china();
    for (Day date = make_day(2007, 1, 1); date <= make_day(2026, 12, 31); date += std::chrono::days{1}) {
        if (china.kind(date) != DayKind::public_holiday) continue;
        CAPTURE(to_string(date));
        CHECK_FALSE(china.label(date).empty());
    }
}

TEST_CASE("the calendar knows its years and no day more") {
    const Calendar& china = Calendar::china();
    CHECK_FALSE(china.knows(day("2006-12-31")));
    CHECK(china.knows(day("2007-01-01")));
    CHECK(china.knows(day("2026-12-31")));
    CHECK_FALSE(china.knows(day("2027-01-01")));
    CHECK_FALSE(Calendar{}.knows(day("2023-01-01")));
    CHECK_FALSE(Calendar{}.working_day_after(day("2023-01-01"), 1));
    CHECK_FALSE(Calendar{}.working_day_before(day("2023-01-01"), 1));
}

TEST_CASE("working days between two days equal those found one by one") {
    const Calendar& china = Calendar::china();
    for (Day after = make_day(2006, 12, 31); after < make_day(2026, 12, 1); after += std::chrono::days{17}) {
        std::int64_t count = 0;
        const Day end = std::min(after + std::chrono::days{400}, make_day(2026, 12, 31));
        for (Day upto = after + std::chrono::days{1}; upto <= end; upto += std::chrono::days{1}) {
            count += china.is_working(upto) ? 1 : 0;
            REQUIRE(china.working_days_between(after, upto) == count);
            REQUIRE(china.working_days_between(upto, after) == -count);
            if (china.is_working(upto)) REQUIRE(china.working_day_after(after, count) == upto);
        }
    }
}

TEST_CASE("working days backward equal those found one by one") {
    const Calendar& china = Calendar::china();
    for (Day before = make_day(2008, 6, 1); before <= make_day(2027, 1, 1); before += std::chrono::days{13}) {
        std::int64_t count = 0;
        for (Day date = before - std::chrono::days{1}; date > before - std::chrono::days{300};
             date -= std::chrono::days{1}) {
            if (!china.is_working(date)) continue;
            ++count;
            REQUIRE(china.working_day_before(before, count) == date);
        }
    }
    CHECK_FALSE(china.working_day_before(day("2007-01-05"), 2));
    CHECK(china.working_day_before(day("2007-01-05"), 1) == day("2007-01-04"));
}

TEST_CASE("a calendar of the host's own") {
    const auto calendar = Calendar::parse(
        "\xEF\xBB\xBF# ours\r\nyear 2031\r\noff 2031-01-01 New Year's Day # a Wednesday\r\n\twork 2031-01-04\r\n"
        "year 2030\noff 2029-12-31..2030-01-01 New Year\noff 2030-12-31 x\noff 2032-01-01");
    REQUIRE(calendar.has_value());
    CHECK(calendar->first_year() == 2030);
    CHECK(calendar->last_year() == 2031);
    CHECK(calendar->label(day("2031-01-01")) == "New Year's Day");
    CHECK(calendar->kind(day("2031-01-04")) == DayKind::make_up_day);
    CHECK(calendar->label(day("2030-01-01")) == "New Year");
    CHECK_FALSE(calendar->knows(day("2029-12-31")));
    CHECK_FALSE(calendar->knows(day("2032-01-01")));
}

TEST_CASE("the hash depends on the content, not on how it is written") {
    const auto hash = [](std::string_view text) { return Calendar::parse(text).value().content_hash(); };
    const std::string one = hash("year 2030\noff 2030-01-01..2030-01-03 New Year\n");
    CHECK(one.size() == 16);
    CHECK(one == hash("# other\noff 2030-01-03 New Year\noff 2030-01-01..2030-01-02  New Year\nyear 2030"));
    CHECK(one == hash("year 2030\noff 2030-01-01..2030-01-03 New Year\noff 2030-01-02..2030-01-03 New Year"));
    CHECK(one != hash("year 2030\noff 2030-01-01..2030-01-03 Year\n"));
    CHECK(one != hash("year 2030\noff 2030-01-01..2030-01-02 New Year\n"));
    CHECK(one != hash("year 2030\nyear 2031\noff 2030-01-01..2030-01-03 New Year\n"));
}

TEST_CASE("errors of calendar text point at their words") {
    CHECK(errors_of("year 2030\nholiday 2030-01-01") == "FD0301 holiday");
    CHECK(errors_of("year 2030\noff 2030-02-30 x") == "FD0302 2030-02-30");
    CHECK(errors_of("year 2030\noff") == "FD0302 off");
    CHECK(errors_of("year 2030\noff 2030-01-03..2030-01-01") == "FD0302 2030-01-03..2030-01-01");
    CHECK(errors_of("year 2030\nwork 2030-01-05..2030-01-06") == "FD0302 2030-01-05..2030-01-06");
    CHECK(errors_of("year 2030\noff 2031-02-01") == "FD0303 off 2031-02-01");
    CHECK(errors_of("year 2030\noff 2029-11-30..2030-01-01 x") == "FD0303 off 2029-11-30..2030-01-01 x");
    CHECK(errors_of("year 2030\noff 2030-01-05 a\nwork 2030-01-05 a") == "FD0304 work 2030-01-05 a");
    CHECK(errors_of("year 2030\noff 2030-01-03 b\noff 2030-01-01..2030-01-05 a") ==
          "FD0304 off 2030-01-01..2030-01-05 a");
    CHECK(errors_of("year 2030\nwork 2030-01-04") == "FD0305 2030-01-04");
    CHECK(errors_of("year 30") == "FD0306 year 30; FD0306 ");
    CHECK(errors_of("year 2030\nyear 2030 ") == "FD0306 year 2030");
    CHECK(errors_of("") == "FD0306 ");
    CHECK(errors_of("year 2030\nyear 2032") == "FD0307 year 2032");
    CHECK(errors_of(std::string((4U << 20U) + 1, '\n')) == "FD0308 ");
}

TEST_CASE("a day named twice differently shows both places") {
    const auto calendar = Calendar::parse("year 2030\noff 2030-01-05 a\nwork 2030-01-05 a");
    REQUIRE_FALSE(calendar.has_value());
    REQUIRE(calendar.error().size() == 1);
    REQUIRE(calendar.error()[0].related.size() == 1);
    CHECK(calendar.error()[0].related[0].span.begin == 10);
}

TEST_CASE("a flood of errors is cut off") {
    std::string text = "year 2030\n";
    for (int i = 0; i < 1000; ++i) text += "?\n";
    const auto calendar = Calendar::parse(text);
    REQUIRE_FALSE(calendar.has_value());
    CHECK(calendar.error().size() == 100);
}
