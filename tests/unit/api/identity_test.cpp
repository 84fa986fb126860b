// The lasting names of findings: equal where the finding is the same, different where it is not.
#include <doctest/doctest.h>

#include <set>

#include "fadu/fadu.hpp"

namespace {

using namespace fadu;

const std::string records = R"(规则集 示例 版本 1.0
法源 《示例条例》
  位阶 行政法规
  施行 2019-09-01
记录 人员
  姓名 : 文本
  证号 : 文本 标识
  合格 : 是否
记录 案件
  案号 : 文本 标识
  单位 : 列表 文本
  事件 立案 一次
  事件 询问
    人员 : 列表 人员
    合法 : 是否
  事件 告知、决定
)";
const std::string rules_text = R"(
规则 询问合法 对 案件 的 每次 询问
  应当 合法
  违者 轻微 “询问不合法”
规则 人员合格 对 案件 的 每次 询问 的 每个 人员（以下称 该员）
  应当 该员 的 合格
  违者 轻微 “【该员】不合格”
规则 告知在前 对 案件
  未经 告知 不得 决定
  违者 重大 “没有告知”
规则 单位已告知 对 案件 的 每个 单位（以下称 该单位）
  应当 已 告知
  违者 轻微 “没有告知”
程序 普通 对 案件
  步骤 立案
  步骤 询问 在 立案 之后
  步骤 决定 在 询问 之后
)";
const std::string more_rules = R"(
规则 先立案 对 案件 的 每次 询问
  应当 已 立案
  违者 轻微 “没有立案”
)";
const char* const json = R"({"案号": "甲", "事件齐全": true, "单位": ["财政局", "住建局", "财政局"],
    "询问": [{"日期": "2023-03-05", "合法": false, "人员": [{"姓名": "张", "证号": "A1", "合格": false},
                                                            {"姓名": "李", "证号": "A2", "合格": false}]},
             {"日期": "2023-03-05", "合法": false},
             {"日期": "2023-03-09", "合法": false}],
    "决定": "2023-04-01"})";

std::vector<findings::Finding> findings_of(const std::string& text, const char* input, text::Language language,
                                           findings::Selection selection = findings::Selection::all()) {
    static std::vector<findings::CaseFindings> kept;
    const auto rules = load_text("example.fadu", text);
    REQUIRE_MESSAGE(rules.has_value(), (rules ? std::string() : rules.error().to_text()));
    CheckOptions options;
    options.as_of = time::make_day(2023, 5, 1);
    options.language = language;
    options.verdicts = selection;
    const auto checked = (*rules)->check_json(input, options);
    REQUIRE(checked);
    kept.push_back(checked->cases.at(0));
    return kept.back().findings;
}

std::set<std::string> ids_of(const std::vector<findings::Finding>& all) {
    std::set<std::string> ids;
    for (const auto& finding : all) {
        CHECK(finding.id.size() == 16);
        CHECK_MESSAGE(ids.insert(finding.id).second, finding.rule, " ", finding.instance);
    }
    return ids;
}

std::string id_of(const std::vector<findings::Finding>& all, std::string_view rule, std::string_view instance) {
    for (const auto& finding : all)
        if (finding.rule == rule && finding.instance == instance) return finding.id;
    FAIL("no finding of ", std::string(rule), " for ", std::string(instance));
    return {};
}

}  // namespace

TEST_CASE("no two findings of a case share an id, not even those of one day") {
    CHECK(ids_of(findings_of(records + rules_text, json, text::Language::zh)).size() > 10);
}

TEST_CASE("ids are the same in both languages, and for whatever is shown") {
    const auto chinese = findings_of(records + rules_text, json, text::Language::zh);
    CHECK(ids_of(chinese) == ids_of(findings_of(records + rules_text, json, text::Language::en)));
    const auto all = ids_of(chinese);
    for (const std::string& id :
         ids_of(findings_of(records + rules_text, json, text::Language::en, findings::Selection::usual())))
        CHECK(all.contains(id));
}

TEST_CASE("ids stay when rules are added in front") {
    const auto before = ids_of(findings_of(records + rules_text, json, text::Language::zh));
    const auto after = ids_of(findings_of(records + more_rules + rules_text, json, text::Language::zh));
    CHECK(after.size() > before.size());
    for (const std::string& id : before) CHECK(after.contains(id));
}

TEST_CASE("ids stay when something earlier is recorded later") {
    const char* const longer = R"({"案号": "甲", "事件齐全": true, "单位": ["财政局", "住建局", "财政局"],
        "询问": [{"日期": "2023-03-01", "合法": false},
                 {"日期": "2023-03-05", "合法": false, "人员": [{"姓名": "王", "证号": "A0", "合格": false},
                                                                {"姓名": "李四", "证号": "A2", "合格": false}]},
                 {"日期": "2023-03-09", "合法": false}]})";
    const auto before = findings_of(records + rules_text, json, text::Language::zh);
    const auto after = findings_of(records + rules_text, longer, text::Language::zh);
    CHECK(id_of(before, "询问合法", "2023-03-09 询问") == id_of(after, "询问合法", "2023-03-09 询问"));
    CHECK(id_of(before, "人员合格", "2023-03-05 询问 李（A2）") ==
          id_of(after, "人员合格", "2023-03-05 询问 李四（A2）"));
    CHECK(id_of(before, "询问合法", "2023-03-09 询问") != id_of(after, "询问合法", "2023-03-05 询问"));
}

TEST_CASE("an explanation says of which finding it is") {
    const auto rules = load_text("example.fadu", records + rules_text);
    REQUIRE(rules);
    CheckOptions options;
    options.as_of = time::make_day(2023, 5, 1);
    const auto checked = (*rules)->check_json(json, options);
    REQUIRE(checked);
    const auto& finding = checked->cases.at(0).findings.at(0);
    const auto explanation = (*rules)->explain(finding, options);
    REQUIRE(!explanation.children.empty());
    CHECK(explanation.children[0].title == "结论编号");
    CHECK(explanation.children[0].sentence == finding.id);
}

TEST_CASE("findings over many cases: a pair goes by both its members, a group by its keys, however it grows") {
    const auto rules = load_text("example.fadu", R"(规则集 示例 版本 1.0
法源 《示例条例》
  位阶 行政法规
  施行 2019-09-01
记录 案件
  案号 : 文本 标识
  文号 : 文本
  事件 检查
规则 文号不得重复 对 案件 中 同一 文号 的 每组（以下称 同号案件）
  应当 同号案件 的 数量 不超过 1
  违者 轻微 “重复”
规则 不得频繁检查 对 案件 的 每次 检查 中 同一 文号 且 相隔 不超过 30日 的 每两次（以下称 前次、后次）
  应当 前次 为 后次
  违者 轻微 “频繁”
)");
    REQUIRE_MESSAGE(rules.has_value(), (rules ? std::string() : rules.error().to_text()));
    CheckOptions options;
    options.as_of = time::make_day(2023, 5, 1);
    const auto batch_of = [&](const char* input, findings::Selection selection) {
        options.verdicts = selection;
        auto checked = (*rules)->check_json(input, options);
        REQUIRE(checked);
        return checked->batch;
    };
    const char* const two = R"([{"案号": "甲", "文号": "1", "事件齐全": true, "检查": ["2023-03-01", "2023-03-09"]},
                                {"案号": "乙", "文号": "1", "事件齐全": true, "检查": ["2023-03-05", "2023-03-12"]}])";
    const char* const three = R"([{"案号": "丙", "文号": "1", "事件齐全": true, "检查": ["2023-02-27"]},
                                  {"案号": "甲", "文号": "1", "事件齐全": true, "检查": ["2023-03-01", "2023-03-09"]},
                                  {"案号": "乙", "文号": "1", "事件齐全": true, "检查": ["2023-03-05", "2023-03-12"]}])";
    const auto before = ids_of(batch_of(two, findings::Selection::usual()).findings);
    CHECK(before.size() == 7);  // six pairs and one group
    const auto all = ids_of(batch_of(two, findings::Selection::all()).findings);
    const auto after = ids_of(batch_of(three, findings::Selection::usual()).findings);
    for (const std::string& id : before) {
        CHECK(all.contains(id));
        CHECK(after.contains(id));
    }
}
