// Cases that name their record, and findings that name what they are about by its value.
#include <doctest/doctest.h>

#include <algorithm>

#include "fadu/fadu.hpp"

namespace {

constexpr const char* rule_text = R"(规则集 示例 版本 1.0
法源 《示例条例》
  位阶 行政法规
  施行 2019-09-01
记录 决策
  名称 : 文本 标识
  相关单位 : 列表 文本
  事件 启动
    承办单位 : 列表 文本
    牵头单位 : 文本 可无
  事件 送审
    材料 : 列表 文本
  事件 协商
    单位 : 文本
记录 机关
  名称 : 文本 标识
  事件 建立制度
规则 牵头 对 决策 的 每次 启动
  应当 牵头单位 属于 承办单位
  违者 轻微 “没有牵头单位”
规则 送审材料 对 决策 的 每次 送审
  应当 材料 包括 下列各项
    （一）草案
    （二）说明
  违者 轻微 “缺少【缺项】”
规则 协商一致 对 决策 的 每个 相关单位（以下称 该单位）
  应当 在 送审 之前 协商 其 单位 为 该单位
  违者 轻微 “没有与【该单位】协商”
规则 制度 对 机关
  应当 已 建立制度
  违者 轻微 “没有制度”

案例 没有承办单位 对 决策
  启动 2023-03-01
    承办单位 无
  截至 2023-04-01
)";

fadu::RulesPointer example() {
    auto rules = fadu::load_text("example.fadu", rule_text);
    REQUIRE_MESSAGE(rules.has_value(), (rules ? std::string() : rules.error().to_text()));
    return *rules;
}

fadu::CheckOptions at_april() {
    fadu::CheckOptions options;
    options.as_of = fadu::time::make_day(2023, 4, 1);
    return options;
}

}  // namespace

TEST_CASE("where the rules have several records, each case names its own") {
    const auto rules = example();
    const auto checked = rules->check_json(R"([
        {"记录": "决策", "名称": "甲", "事件齐全": true, "送审": {"日期": "2023-03-01", "材料": ["草案", "说明"]}},
        {"记录": "机关", "名称": "乙", "事件齐全": true}])",
                                           at_april());
    REQUIRE(checked);
    REQUIRE(checked->cases.size() == 2);
    CHECK(checked->cases[0].record == "决策");
    REQUIRE(checked->cases[1].findings.size() == 1);
    CHECK(checked->cases[1].findings[0].rule == "制度");
    CHECK_FALSE(rules->check_json(R"({"名称": "丙"})", at_april()).has_value());
    CHECK(rules->reading_record("机关").value() == rules->case_record("机关").value());
    CHECK_FALSE(rules->reading_record("没有的").has_value());
}

TEST_CASE("findings show the values they are about") {
    const auto rules = example();
    const auto checked = rules->check_json(R"({"记录": "决策", "名称": "甲", "事件齐全": true, "相关单位": ["财政局"],
        "启动": {"日期": "2023-02-01", "承办单位": ["住建局", "财政局"]},
        "送审": {"日期": "2023-03-01", "材料": ["草案"]}})",
                                           at_april());
    REQUIRE(checked);
    const auto& findings = checked->cases.at(0).findings;
    REQUIRE(findings.size() == 3);
    CHECK(findings[0].rule == "牵头");
    CHECK(findings[0].missing == std::vector<std::string>{"启动[1].牵头单位"});
    CHECK(findings[1].message == "缺少说明");
    const auto list = std::find_if(findings[1].facts.begin(), findings[1].facts.end(),
                                   [](const auto& fact) { return fact.path == "送审[1].材料"; });
    REQUIRE(list != findings[1].facts.end());
    CHECK(list->value == "草案");
    CHECK(findings[2].instance.find("财政局") == 0);
}

TEST_CASE("where nobody says what is in the list, the list is what is missing") {
    const auto rules = example();
    const auto checked = rules->check_json(R"({"记录": "决策", "名称": "甲", "事件齐全": true,
        "送审": {"日期": "2023-03-01", "材料": ["草案", "说明"]}})",
                                           at_april());
    REQUIRE(checked);
    const auto& findings = checked->cases.at(0).findings;
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].missing == std::vector<std::string>{"相关单位"});
}

TEST_CASE("in an example 无 is an empty list of texts") {
    const auto rules = example();
    for (const auto& declaration : rules->files().at(0).declarations) {
        const auto* written = std::get_if<fadu::syntax::Example>(&declaration.body);
        if (written == nullptr) continue;
        const auto read = fadu::facts::read_example(rules->rulebook(), *written);
        CHECK(read.diagnostics.empty());
        REQUIRE(read.value.occurrences.size() == 1);
        CHECK(read.value.occurrences[0].slots[0].knowledge == fadu::facts::Knowledge::known);
        CHECK(read.value.occurrences[0].slots[0].items.empty());
    }
}

TEST_CASE("an explanation says no sentence both true and false, and a definition's name once") {
    const auto rules = fadu::load_text("example.fadu", R"(规则集 示例 版本 1.0
记录 决策
  名称 : 文本 标识
  本条例适用 : 是否
  缩短理由 : 文本 可无
  事件 公布
定义 在范围内 : 是否 对 决策
  为 本条例适用
规则 满三十日 对 决策 的 每次 公布
  适用于 在范围内
  当 本条例适用
  应当 缩短理由 不为 无
  违者 轻微 “没有理由”
)");
    REQUIRE_MESSAGE(rules.has_value(), (rules ? std::string() : rules.error().to_text()));
    auto options = at_april();
    options.verdicts = fadu::findings::Selection::all();
    const auto checked = (*rules)->check_json(
        R"({"名称": "甲", "事件齐全": true, "本条例适用": true, "缩短理由": "防汛", "公布": "2023-03-01"})", options);
    REQUIRE(checked);
    const auto explanation = (*rules)->explain(checked->cases.at(0).findings.at(0), options);
    const std::string text = fadu::findings::write_explanation(explanation, fadu::text::Language::zh);
    CHECK(text.find("不为无：否") == std::string::npos);
    CHECK(text.find("在范围内在范围内") == std::string::npos);
}
