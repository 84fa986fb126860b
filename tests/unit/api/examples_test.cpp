// Examples run by the library: what is as expected, what is not, and what cannot be read.
#include "fadu/examples.hpp"

#include <doctest/doctest.h>

namespace {

using namespace fadu;

ExampleReport run(const std::string& example, text::Language language = text::Language::zh) {
    const std::string rules = R"(记录 案件
  案号 : 文本 标识
  合格 : 是否
  事件 决定、送达
规则 甲 对 案件
  应当 合格
  违者 轻微 “不合格”
规则 乙 对 案件 的 每次 决定
  应当 自 本次 之日起 7日内 送达
  违者 轻微 “逾期”
案例 一 对 案件
)";
    const auto loaded = load_text("rules.fadu", rules + example);
    REQUIRE_MESSAGE(loaded.has_value(), loaded.error().to_text());
    const auto examples = examples_of(**loaded);
    REQUIRE(examples.size() == 1);
    CHECK(examples[0].name() == "一");
    return run_example(*loaded, examples[0], language);
}

TEST_CASE("what is as expected has no failures") {
    const auto report = run(R"(  合格 否
  2023-07-03 决定
  截至 2023-07-05
  应有 违反 甲
  应有 待办 乙 期限 2023-07-10
  应无 违反 乙
)");
    CHECK(report.expectations == 3);
    CHECK(report.failures.empty());
    CHECK(report.notes.empty());
}

TEST_CASE("a failure says what was expected and what was found") {
    const auto report = run(R"(  合格 否
  截至 2023-07-05
  应无 违反 甲
  应有 违反 乙
)");
    REQUIRE(report.failures.size() == 2);
    CHECK(report.failures[0].expected == "应无 违反 甲");
    CHECK(report.failures[0].found == std::vector<std::string>{"违反 甲 轻微 ：不合格"});
    CHECK(report.failures[1].expected == "应有 违反 乙");
    CHECK(report.failures[1].found.size() == 1);
    CHECK(report.failures[0].place.begin < report.failures[1].place.begin);
}

TEST_CASE("an expectation that cannot be read") {
    const auto report = run("  合格 否\n  截至 2023-07-05\n  应有 违反 丙\n");
    REQUIRE(report.failures.size() == 1);
    REQUIRE(report.failures[0].unreadable);
    CHECK(report.failures[0].unreadable->code == "FD0620");
}

TEST_CASE("no day, and no case file") {
    const auto no_day = run("  合格 否\n  应有 违反 甲\n", text::Language::en);
    REQUIRE(no_day.failures.size() == 1);
    CHECK(no_day.failures[0].expected == "there is no \"as of DATE\"");
    CHECK(no_day.expectations == 0);
    const auto no_file = run("  案件 载于 “no/such/file.json”\n  截至 2023-07-05\n  应有 违反 甲\n");
    REQUIRE(no_file.failures.size() == 1);
    CHECK(no_file.failures[0].expected.find("no/such/file.json") != std::string::npos);
}

}  // namespace
