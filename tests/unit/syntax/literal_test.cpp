#include "fadu/syntax/literal.hpp"

#include <doctest/doctest.h>

using namespace fadu::syntax;
using fadu::time::Unit;

namespace {

struct Exact {
    const char* lexeme;
    std::int64_t numerator;
    std::int64_t denominator;
};

template <class Read, std::size_t count>
void check_all(Read read, const Exact (&rows)[count]) {
    for (const Exact& row : rows) {
        CAPTURE(row.lexeme);
        const auto value = read(row.lexeme);
        REQUIRE(value.has_value());
        CHECK(value->numerator == row.numerator);
        CHECK(value->denominator == row.denominator);
    }
}

template <class Read>
void check_refused(Read read, std::initializer_list<const char*> lexemes) {
    for (const char* lexeme : lexemes) {
        CAPTURE(lexeme);
        const auto value = read(lexeme);
        CHECK_FALSE(value.has_value());
        if (!value) {
            CHECK_FALSE(value.error().zh.empty());
            CHECK_FALSE(value.error().en.empty());
        }
    }
}

}  // namespace

TEST_CASE("numbers are exact") {
    check_all(read_number, {{"3", 3, 1},
                            {"0", 0, 1},
                            {"007", 7, 1},
                            {"0.75", 3, 4},
                            {"1.50", 3, 2},
                            {"1万", 10'000, 1},
                            {"2.5亿", 250'000'000, 1},
                            {"1万亿", 1'000'000'000'000, 1},
                            {"1.00005萬", 20'001, 2},
                            {"１２．５", 25, 2},
                            {"1.5倍", 3, 2},
                            {"0.0000000000000000000000000", 0, 1},
                            {"1.0000000000000000000000000", 1, 1},
                            {"9223372036854775807", 9'223'372'036'854'775'807, 1},
                            {"0.000000000000000001", 1, 1'000'000'000'000'000'000}});
    check_refused(read_number, {"", "x", "9223372036854775808", "92233720368547758070", "0.0000000000000000001",
                                "92233720368547758.07万亿", "3元", "3%", "1.2.3", ".5", "1。5", "3日"});
    CHECK_FALSE(read_number(std::string(100'000, '9')).has_value());
    CHECK(read_number("0." + std::string(100'000, '0')).has_value());
    CHECK_FALSE(read_number("1" + std::string(100'000, '0')).has_value());
}

TEST_CASE("percentages are ratios") {
    check_all(read_percent, {{"20%", 1, 5},
                             {"5‰", 1, 200},
                             {"0%", 0, 1},
                             {"100%", 1, 1},
                             {"150％", 3, 2},
                             {"0.5%", 1, 200},
                             {"１２％", 3, 25}});
    check_refused(read_percent, {"20", "20元", "%", "0.00000000000000001%"});
}

TEST_CASE("money is in fen") {
    check_all(read_money, {{"3000元", 300'000, 1},
                           {"1.2万元", 1'200'000, 1},
                           {"2.5亿元", 25'000'000'000, 1},
                           {"0.01元", 1, 1},
                           {"0.001元", 1, 10},
                           {"5角", 50, 1},
                           {"5分", 5, 1},
                           {"3000 yuan", 300'000, 1},
                           {"92233720368547758.07元", 9'223'372'036'854'775'807, 1}});
    check_refused(read_money, {"3000", "92233720368547758.08元", "1000000亿亿元", "3000 euro", "元"});
}

TEST_CASE("counts are whole") {
    CHECK(read_count("2人") == 2);
    CHECK(read_count("1.2万次") == 12'000);
    CHECK(read_count("3項") == 3);
    CHECK(read_count("5") == 5);
    check_refused(read_count, {"1.5倍", "2日", "2元", ""});
}

TEST_CASE("spans carry their unit") {
    struct Row {
        const char* lexeme;
        std::int64_t number;
        Unit unit;
    };
    const Row rows[] = {
        {"30日", 30, Unit::day},
        {"7个工作日", 7, Unit::working_day},
        {"7個工作日", 7, Unit::working_day},
        {"7工作日", 7, Unit::working_day},
        {"3个自然日", 3, Unit::calendar_day},
        {"3自然日", 3, Unit::calendar_day},
        {"3个月", 3, Unit::month},
        {"3個月", 3, Unit::month},
        {"2年", 2, Unit::year},
        {"48小时", 48, Unit::hour},
        {"48小時", 48, Unit::hour},
        {"1万日", 10'000, Unit::day},
        {"1 day", 1, Unit::day},
        {"30 days", 30, Unit::day},
        {"7 working days", 7, Unit::working_day},
        {"3 calendar days", 3, Unit::calendar_day},
        {"1 month", 1, Unit::month},
        {"2 years", 2, Unit::year},
        {"48 hours", 48, Unit::hour},
        {"３０日", 30, Unit::day},
    };
    for (const Row& row : rows) {
        CAPTURE(row.lexeme);
        const auto span = read_span(row.lexeme);
        REQUIRE(span.has_value());
        CHECK(span->number == row.number);
        CHECK(span->unit == row.unit);
    }
    check_refused(read_span, {"1.5小时", "30", "30天", "30days", "30  days", "日", ""});
}

TEST_CASE("dates") {
    using namespace std::chrono;
    for (const char* lexeme :
         {"2023-03-01", "2023-3-1", "2023年3月1日", "2023年03月01日", "２０２３年３月１日", "２０２３－０３－０１"}) {
        CAPTURE(lexeme);
        CHECK(read_date(lexeme) == sys_days(2023y / 3 / 1));
    }
    CHECK(read_date("2024-02-29") == sys_days(2024y / 2 / 29));
    check_refused(read_date, {"2023-02-29", "2023-13-01", "2023-00-01", "2023-01", "2023", "", "2023-01-01-01",
                              "20230301", "2023/03/01", "99999-01-01", "2023--01"});
}

TEST_CASE("moments are left to the time room") {
    const auto moment = read_moment("2023-03-01T10:30:00+08:00");
    REQUIRE(moment.has_value());
    CHECK(fadu::time::to_string(*moment) == "2023-03-01 10:30");
    check_refused([](std::string_view lexeme) { return read_moment(lexeme); }, {"2023-03-01T25:00", "x", ""});
}
