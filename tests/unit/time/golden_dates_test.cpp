// Dates of real cases under real laws, worked out apart from this code with the published holidays.
#include "support.hpp"

using namespace fadu::time;
using namespace fadu::time::testing;

TEST_CASE("法制审核（广东 18）：遇春节与调休") {
    CHECK(due("2023-01-18", working_days(5)) == "2023-01-30");
    CHECK(due("2023-01-18", {{{5, Unit::working_day}, {3, Unit::working_day}}}) == "2023-02-02");
    CHECK(due("2023-01-18", working_days(10)) == "2023-02-06");
}

TEST_CASE("处罚决定公开（广东 21）：遇国庆与调休") { CHECK(due("2023-09-22", working_days(7)) == "2023-10-09"); }

TEST_CASE("线索核查（市监 18）") {
    CHECK(due("2023-04-20", working_days(15)) == "2023-05-12");
    CHECK(due("2023-04-20", {{{15, Unit::working_day}, {15, Unit::working_day}}}) == "2023-06-02");
}

TEST_CASE("办案期限（处罚法 60、市监 64）") {
    CHECK(due("2023-07-03", days(90)) == "2023-10-01");
    CHECK(due("2023-07-03", days(90), rolling(Roll::public_holidays)) == "2023-10-07");
    CHECK(due("2023-03-01", days(90)) == "2023-05-30");
}

TEST_CASE("办案期限扣除听证与鉴定，重叠的只扣一次") {
    const std::vector<Exclusion> exclusions{{day("2023-08-01"), day("2023-08-20"), "听证"},
                                            {day("2023-08-15"), day("2023-09-03"), "鉴定"}};
    CHECK(due("2023-07-03", days(90), rolling(Roll::public_holidays), exclusions) == "2023-11-04");
    CHECK(due("2023-07-03", days(90 + 20 + 20)) == "2023-11-10");
}

TEST_CASE("复议答复：旧法与新法") {
    CountingPolicy law_of_2017 = rolling(Roll::rest_days);
    law_of_2017.working_day_numbers = {5, 7};
    CountingPolicy law_of_2023 = rolling(Roll::rest_days);
    law_of_2023.working_day_numbers = {3, 5, 7, 10};
    CHECK(due("2023-12-20", days(10)) == "2023-12-30");
    CHECK(due("2023-12-20", days(10), law_of_2017) == "2024-01-02");
    CHECK(due("2023-12-20", days(10), law_of_2023) == "2024-01-04");
    CHECK(due("2024-02-05", days(10), law_of_2023) == "2024-02-23");
    CHECK(due("2024-02-05", days(10)) == "2024-02-15");
    CHECK(due("2024-02-05", days(10), law_of_2017) == "2024-02-18");
}

TEST_CASE("听证申请（处罚法 64）：届满于调休的周六") {
    CountingPolicy penalty_law;
    penalty_law.working_day_numbers = {2, 3, 5, 7};
    CHECK(due("2023-04-26", days(5), penalty_law) == "2023-05-06");
    CHECK(due("2023-07-10", days(7), penalty_law) == "2023-07-19");
}

TEST_CASE("查封（强制法 25）：延长与扣除检验") {
    CountingPolicy coercion_law;
    coercion_law.working_days_up_to = 10;
    const Period extended{{{30, Unit::day}, {30, Unit::day}}};
    CHECK(due("2023-03-01", days(30), coercion_law) == "2023-03-31");
    CHECK(due("2023-03-01", extended, coercion_law) == "2023-04-30");
    CHECK(due("2023-03-01", extended, coercion_law, {{day("2023-03-10"), day("2023-03-21"), "检验"}}) == "2023-05-12");
}

TEST_CASE("缴罚（处罚法 67）") {
    CHECK(due("2023-09-20", days(15)) == "2023-10-05");
    CHECK(due("2023-09-20", days(15), rolling(Roll::public_holidays)) == "2023-10-07");
}

TEST_CASE("公开征求意见（条例 15）与 12345 工单") {
    CHECK(due("2023-03-01", days(30)) == "2023-03-31");
    CHECK(due("2023-04-20", working_days(15)) == "2023-05-12");
}

TEST_CASE("倒计：听证会材料七日前（条例 16）与通知听证七日前（处罚法 64）") {
    CHECK(latest("2023-06-20", days(7), Backward::one_end) == "2023-06-13");
    CHECK(latest("2023-06-20", days(7), Backward::both_ends) == "2023-06-12");
    CHECK(latest("2023-05-10", working_days(7), Backward::one_end) == "2023-04-27");
    CHECK(latest("2023-05-10", working_days(7), Backward::both_ends) == "2023-04-26");
}
