// The tutorial of fadu.hpp, compiled and run; loading from memory; one rulebook in several threads.
#include <doctest/doctest.h>

#include <thread>

#include "fadu/fadu.hpp"

namespace {

constexpr const char* rule_text = R"(规则集 示例 版本 1.0
法源 《行政处罚法》（2021）
  位阶 法律
  施行 2021-07-15
  计算 2日、3日、5日、7日 按工作日
参数 及时 : 期间
记录 处罚案件
  案号 : 文本 标识
  事件 处罚决定
  事件 送达
规则 送达期限 对 处罚案件 的 每次 处罚决定
  应当 自 本次 之日起 7日内 送达
  依据 《行政处罚法》（2021）第六十一条第一款
  违者 轻微 “逾期【逾期日数】日未送达”
)";

constexpr const char* case_text = R"({"案号": "甲1", "事件齐全": true, "处罚决定": ["2023-07-10"]})";

fadu::RulesPointer example() {
    auto rules = fadu::load_text("example.fadu", rule_text);
    REQUIRE_MESSAGE(rules.has_value(), (rules ? std::string() : rules.error().to_text()));
    return *rules;
}

}  // namespace

TEST_CASE("from rules to findings in ten lines") {
    auto rules = fadu::load_text("example.fadu", rule_text);
    REQUIRE(rules);
    auto checked = (*rules)->check_json(case_text, {.as_of = fadu::time::make_day(2023, 7, 21)});
    REQUIRE(checked);
    std::string lines;
    for (const auto& one : checked->cases)
        for (const auto& finding : one.findings)
            lines += one.case_id + ' ' + finding.rule + ": " + finding.message + '\n';
    CHECK(lines == "甲1 送达期限: 逾期2日未送达\n");
}

TEST_CASE("findings outlive the rules and the case that they came from") {
    fadu::findings::CaseFindings kept;
    {
        const auto rules = example();
        kept = rules->check_json(case_text, {.as_of = fadu::time::make_day(2023, 7, 15)})->cases.at(0);
    }
    REQUIRE(kept.findings.size() == 1);
    CHECK(kept.findings[0].outcome->rule->name == "送达期限");
    CHECK(kept.findings[0].due == fadu::time::make_day(2023, 7, 19));
}

TEST_CASE("one rulebook serves several threads, with the same bytes from each") {
    const auto rules = example();
    const fadu::CheckOptions options{.as_of = fadu::time::make_day(2023, 7, 21)};
    std::vector<std::string> answers(4);
    std::vector<std::thread> threads;
    for (std::string& answer : answers)
        threads.emplace_back([&] {
            for (int i = 0; i < 20; ++i)
                answer =
                    fadu::findings::check_json(rules->receipt(options), rules->check_json(case_text, options)->cases);
        });
    for (std::thread& thread : threads) thread.join();
    for (const std::string& answer : answers) CHECK(answer == answers[0]);
}

TEST_CASE("errors are values with their places") {
    const auto nothing = fadu::load("no-such-directory");
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().diagnostics.at(0).code == "FD0601");
    const auto wrong = fadu::load_text("wrong.fadu", "规则 甲 对 没有的记录\n  应当 乙\n");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().to_text().find("没有的记录") != std::string::npos);
    const auto absent = fadu::load_texts({{"a.fadu", "规则集 甲\n引用 “../b/b.fadu”\n"}});
    REQUIRE_FALSE(absent);
    CHECK(absent.error().diagnostics.at(0).code == "FD0605");
    const auto bad = example()->check_json("{", {.as_of = fadu::time::make_day(2023, 7, 21)});
    CHECK_FALSE(bad.has_value());
}

TEST_CASE("a used text is loaded before its user, once") {
    const auto rules = fadu::load_texts(
        {{"x/a.fadu", "规则集 甲\n引用 “../y/b.fadu”\n"}, {"y/b.fadu", "规则集 乙\n引用 “../x/a.fadu”\n"}});
    REQUIRE_MESSAGE(rules.has_value(), (rules ? std::string() : rules.error().to_text()));
    REQUIRE((*rules)->rulebook().books.size() == 2);
    CHECK((*rules)->rulebook().books[0].name == "乙");
    CHECK((*rules)->rulebook().books[1].name == "甲");
}

TEST_CASE("parameters are read as a rule file would read them") {
    const auto rules = example();
    const auto value = rules->parameter_value("及时", "3个工作日");
    REQUIRE(value);
    CHECK(std::get<fadu::time::Period>(*value).parts.at(0).number == 3);
    CHECK_FALSE(rules->parameter_value("及时", "很快").has_value());
    CHECK(rules->parameter_value("及时的", "3日").error().zh.find("及时") != std::string::npos);
}
