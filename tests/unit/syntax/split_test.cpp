#include "fadu/syntax/split.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace fadu::syntax;

namespace {

std::string shown(std::string_view run, std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    std::string all;
    for (const auto& reading : split(run, names)) {
        if (!all.empty()) all += " | ";
        for (std::size_t i = 0; i < reading.size(); ++i) all += (i > 0 ? " " : "") + std::string(reading[i]);
    }
    return all;
}

}  // namespace

TEST_CASE("runs fall into known words") {
    struct Row {
        const char* run;
        std::vector<std::string> names;
        const char* expected;
    };
    const Row rows[] = {
        {"当罚款", {"罚款"}, "当 罚款"},
        {"应当罚款不超过3000元", {"罚款"}, "应当 罚款 不超过 3000元"},
        {"自立案之日起90日内", {"立案"}, "自 立案 之日起 90日 内"},
        {"当金额", {}, "当 金额"},
        {"未经听证", {"听证"}, "未经 听证 | 未 经 听证"},
        {"罚款1万元以上5万元以下", {"罚款"}, "罚款 1万元 以上 5万元 以下"},
        {"依据第十五条第一款", {}, "依据 第十五条第一款"},
        {"罚款", {"罚款"}, ""},  // a known word is no run of words
        {"当甲乙", {"甲"}, ""},  // nothing known is called 乙
        {"甲乙丙", {"甲", "乙", "丙", "甲乙", "乙丙"}, "甲乙 丙 | 甲 乙丙"},
        {"", {}, ""},
        {"当", {}, ""},
        {"30日", {}, ""},
        {"when金额", {}, "when 金额"},
        {"\xFF当", {}, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.run);
        const std::string result = shown(row.run, row.names);
        if (std::string_view(row.run) == "甲乙丙") {
            CHECK((result == "甲乙 丙 | 甲 乙丙" || result == "甲 乙丙 | 甲乙 丙"));
        } else {
            CHECK(result == row.expected);
        }
    }
}

TEST_CASE("fewer words come first") {
    const std::vector<std::string> names{"甲", "甲乙", "乙"};
    std::vector<std::string> sorted = names;
    std::sort(sorted.begin(), sorted.end());
    const auto readings = split("当甲乙", sorted);
    REQUIRE(readings.size() == 2);
    CHECK(readings[0].size() == 2);
    CHECK(readings[1].size() == 3);
}

TEST_CASE("long runs cost little and very long ones are not split") {
    std::vector<std::string> names;
    std::string word;
    for (int i = 0; i < 64; ++i) names.push_back(word += "甲");
    std::sort(names.begin(), names.end());
    std::string run;
    for (std::size_t i = 0; i < longest_run; ++i) run += "甲";
    const auto readings = split(run, names);
    REQUIRE(readings.size() == 2);
    CHECK(readings[0].size() == 2);
    CHECK(split(run + "甲", names).empty());
    CHECK(split(std::string(1'000'000, 'a'), names).empty());
}

TEST_CASE("readings cover the run from end to end") {
    const auto readings = split("应当于本次7日前送达", {"送达"});
    REQUIRE(readings.size() == 1);
    std::string joined;
    for (const std::string_view word : readings[0]) joined += word;
    CHECK(joined == "应当于本次7日前送达");
}
