// Documents: what must stand in them in an order, texts that fit a pattern, and what no machine can decide.
#include "fadu/engine/documents.hpp"
#include "support.hpp"

namespace {

using namespace fadu;

const char* const law = R"(
法源 《办法》
  位阶 部门规章
记录 案件
  卷内文书 : 列表 文本
  已询问 : 是否
  文号 : 文本 可无
  公示文本 : 文本
  身份证号 : 文本
不可译 《办法》第三条（以下称 过罚相当）
  理由 “要看轻重”
规则 依次 对 案件
  应当 卷内文书 依次包括 下列各项
    （一）“立案审批表”
    （二）“询问笔录” 当 已询问
    （三）“处罚决定书”
  违者 瑕疵 “缺【缺项】”
定义 次序对 : 是否 对 案件
  为 卷内文书 依次包括 下列各项
    （一）“立案审批表”
    （二）“询问笔录” 当 已询问
    （三）“处罚决定书”
规则 依次作条件 对 案件
  应当 次序对
  违者 瑕疵 “次序不对”
规则 文号式样 对 案件
  应当 文号 符合 “粤〔####〕罚#*号”
  违者 瑕疵 “文号不对”
规则 掩去 对 案件
  应当 非（公示文本 包含 身份证号）
  违者 轻微 “没有掩去”
规则 相当 对 案件
  应当 过罚相当
  违者 重大 “不相当”
规则 不相当不问 对 案件
  当 已询问 且 过罚相当
  应当 文号 不为 无
  违者 重大 “没有文号”
)";

engine::Outcome verdict(const std::string& entries, std::string_view rule) {
    const test::Book book(std::string(law) + "案例 甲 对 案件\n" + entries + "  截至 2024-06-01\n");
    const facts::Case value = book.read("甲");
    const engine::CaseVerdicts verdicts = book.interpret(value, "2024-06-01");
    for (const engine::Outcome& outcome : verdicts.outcomes)
        if (outcome.rule->name == rule) {
            engine::Outcome copy = outcome;
            copy.rule = nullptr;
            return copy;
        }
    FAIL("no outcome");
    return {};
}

std::string label(const std::string& entries, std::string_view rule) {
    return test::name_of(verdict(entries, rule).verdict);
}

}  // namespace

TEST_CASE("items must be there and in their order") {
    for (const char* const rule : {"依次", "依次作条件"}) {
        CAPTURE(rule);
        CHECK(label("  已询问 是\n  卷内文书 为 “立案审批表”、“询问笔录”、“处罚决定书”\n", rule) == "合规");
        CHECK(label("  已询问 是\n  卷内文书 为 “封面”、“立案审批表”、“询问笔录”、“证据”、“处罚决定书”\n", rule) ==
              "合规");
        CHECK(label("  已询问 否\n  卷内文书 为 “立案审批表”、“处罚决定书”\n", rule) == "合规");
        CHECK(label("  已询问 是\n  卷内文书 为 “立案审批表”、“处罚决定书”\n", rule) == "违反");
        CHECK(label("  已询问 是\n  卷内文书 为 “立案审批表”、“处罚决定书”、“询问笔录”\n", rule) == "违反");
        CHECK(label("  已询问 否\n  卷内文书 为 “立案审批表”、“处罚决定书”、“询问笔录”\n", rule) == "合规");
        // Asked once before and once after: the one in between is in its place.
        CHECK(label("  已询问 是\n  卷内文书 为 “询问笔录”、“立案审批表”、“询问笔录”、“处罚决定书”\n", rule) == "合规");
        CHECK(label("  卷内文书 为 “立案审批表”、“处罚决定书”\n", rule) == "存疑");
        CHECK(label("  卷内文书 为 “处罚决定书”、“立案审批表”\n", rule) == "违反");
        CHECK(label("  已询问 是\n", rule) == "存疑");
    }
}

TEST_CASE("missing items and those out of their place are named") {
    const auto missing = [](const std::string& entries) { return verdict(entries, "依次").missing_items; };
    CHECK(missing("  已询问 是\n  卷内文书 为 “立案审批表”、“处罚决定书”\n") == std::vector<std::string>{"询问笔录"});
    CHECK(missing("  已询问 是\n  卷内文书 为 “询问笔录”、“立案审批表”、“处罚决定书”\n").size() == 1);
    CHECK(missing("  已询问 是\n  卷内文书 为 “立案审批表”、“处罚决定书”、“询问笔录”\n")
              .front()
              .ends_with("（次序不对）"));
    CHECK(missing("  已询问 是\n  卷内文书 为 “处罚决定书”、“立案审批表”\n").size() == 2);
}

TEST_CASE("a text fits a pattern") {
    const auto fits = [](const char* text) { return label(std::string("  文号 ") + text + "\n", "文号式样"); };
    CHECK(fits("“粤〔2023〕罚7号”") == "合规");
    CHECK(fits("“粤〔２０２３〕罚１２－３号”") == "合规");
    CHECK(fits("“粤〔2023〕罚号”") == "违反");
    CHECK(fits("“粤[2023]罚7号”") == "违反");
    CHECK(fits("“粤〔2023〕罚7号之一”") == "违反");
    CHECK(fits("“粤〔202〕罚7号”") == "违反");
    CHECK(fits("无") == "违反");
    CHECK(label("", "文号式样") == "存疑");
}

TEST_CASE("patterns go back to an earlier run") {
    using engine::fits_pattern;
    CHECK(fits_pattern("aXbXc", "a*X?"));
    CHECK(fits_pattern("", "*"));
    CHECK_FALSE(fits_pattern("", "?"));
    CHECK(fits_pattern("甲乙", "甲?"));
    CHECK(fits_pattern("甲", "甲*"));
    CHECK_FALSE(fits_pattern("甲x", "甲#"));
    CHECK(fits_pattern(std::string(4000, 'a'), "*a*a*a*a*a*a"));
    CHECK_FALSE(fits_pattern(std::string(4000, 'a'), "*a*a*a*a*a*b"));
}

TEST_CASE("a text holds another") {
    CHECK(label("  公示文本 “某某，身份证 110”\n  身份证号 “110”\n", "掩去") == "违反");
    CHECK(label("  公示文本 “某某，身份证 1**”\n  身份证号 “110”\n", "掩去") == "合规");
    CHECK(label("  公示文本 “某某”\n", "掩去") == "存疑");
    CHECK(label("  身份证号 “110”\n", "掩去") == "存疑");
}

TEST_CASE("what is untranslatable is decided by nobody") {
    CHECK(label("  已询问 是\n", "相当") == "存疑");
    CHECK(label("  已询问 是\n  文号 无\n", "不相当不问") == "存疑");
    CHECK(label("  已询问 否\n  文号 无\n", "不相当不问") == "不适用");
    const engine::Outcome outcome = verdict("  已询问 是\n", "相当");
    REQUIRE(outcome.content);
    CHECK(outcome.content->value.cause == engine::Cause::untranslatable);
    REQUIRE(outcome.content->path.size() == 1);
    CHECK(outcome.content->path.front().kind == engine::PathStep::Kind::untranslatable);
}
