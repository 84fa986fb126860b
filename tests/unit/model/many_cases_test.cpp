// Indicators, scorecards and state tables as the resolver leaves them: names from other files, and what remains when one
// of them is wrong.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "fadu/model/resolve.hpp"
#include "fadu/syntax/parse.hpp"

namespace {

using namespace fadu;

struct Book {
    text::Sources sources;
    std::vector<syntax::File> files;
    model::Resolved resolved;

    explicit Book(const std::vector<std::string>& texts) {
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const text::FileId id = sources.add(std::to_string(i) + ".fadu", texts[i]);
            files.push_back(syntax::parse(id, sources).file);
        }
        resolved = model::resolve(files, sources);
    }
    std::vector<std::string> errors() const {
        std::vector<std::string> codes;
        for (const text::Diagnostic& one : resolved.diagnostics)
            if (one.level == text::Level::error) codes.push_back(one.code);
        return codes;
    }
    const model::Rulebook& book() const { return resolved.rulebook; }
};

const char* const record = R"(记录 案件
  案号 : 文本
  日数 : 整数
  立案日 : 日期
  事件 立案
  事件 决定
)";

}  // namespace

TEST_CASE("a verdict may be of what is declared later or in another file") {
    const Book made({std::string(record) +
                         "指标 违反数 对 案件\n  计数 违反 流程 的 决定\n评查表 表 对 案件\n  满分 100\n"
                         "  扣分 10 违反 状态\n  扣分 5 违反 限期\n",
                     "规则 限期 对 案件\n  应当 日数 不超过 30\n  违者 轻微\n"
                     "程序 流程 对 案件\n  步骤 立案\n  步骤 决定 在 立案 之后\n"
                     "状态表 状态 对 案件\n  始于 未立\n  未立 经 立案 转为 已立\n  违者 轻微\n"});
    CHECK(made.errors().empty());
    REQUIRE(made.book().indicators.size() == 1);
    const auto& what = made.book().indicators.front().what;
    REQUIRE(what);
    REQUIRE(what->verdict);
    CHECK(what->verdict->norm.is_procedure);
    CHECK(what->verdict->step == 1);
    REQUIRE(made.book().scorecards.size() == 1);
    const auto& deductions = made.book().scorecards.front().sections.front().deductions;
    REQUIRE(deductions.size() == 2);
    CHECK(deductions[0].what->norm.is_state_table);
    CHECK_FALSE(deductions[1].what->norm.is_procedure);
    CHECK(deductions[1].points == model::Number(5));
}

TEST_CASE("a wrong indicator goes and takes with it what is computed from it") {
    const Book made({std::string(record) +
                     "指标 甲 对 案件\n  合计 案号\n指标 乙 对 案件\n  计数\n指标 丙\n  为 甲 + 1\n"
                     "指标 丁\n  为 戊 * 2\n指标 戊\n  为 乙 + 1\n"});
    CHECK(made.errors() == std::vector<std::string>{"FD0260"});  // said once, where it is
    REQUIRE(made.book().indicators.size() == 3);
    CHECK(made.book().indicators[0].name == "乙");
    CHECK(made.book().indicators[1].name == "丁");
    CHECK(made.book().indicators[2].name == "戊");
    CHECK(made.book().indicators[1].value->arguments.front().index == 2);
    CHECK(made.book().indicators[2].value->arguments.front().index == 0);
}

TEST_CASE("indicators are names for indicators only") {
    const Book made(
        {std::string(record) + "指标 甲 对 案件\n  计数\n规则 乙 对 案件\n  应当 甲 不超过 3\n  违者 轻微\n"});
    CHECK(made.errors() == std::vector<std::string>{"FD0203"});
}

TEST_CASE("the states of a table are in the order in which they are first written") {
    const Book made(
        {std::string(record) +
         "状态表 状态 对 案件\n  始于 未立\n  已立、未立 经 决定 转为 已决\n  未立 经 立案 转为 已立\n  终态 已决\n"});
    CHECK(made.errors().empty());
    REQUIRE(made.book().state_tables.size() == 1);
    const model::StateTable& table = made.book().state_tables.front();
    CHECK(made.book().enumerations[static_cast<std::size_t>(table.enumeration)].enumerators ==
          std::vector<std::string>{"未立", "已立", "已决"});
    CHECK(table.initial == 0);
    CHECK(table.is_final == std::vector<bool>{false, false, true});
    REQUIRE(made.book().order.size() == 1);
    CHECK(made.book().order.front().is_state_table);
}

TEST_CASE("a name for what is untranslatable is declared once and stands for a condition") {
    const std::string source = "法源 《办法》\n  位阶 法律\n";
    const std::string named = "不可译 《办法》第三条（以下称 相当）\n  理由 “要看轻重”\n";
    const Book good({std::string(record) + source + named + "规则 乙 对 案件\n  应当 相当\n  违者 轻微\n"});
    CHECK(good.errors().empty());
    REQUIRE(good.book().rules.size() == 1);
    CHECK(good.book().rules.front().condition->operation == model::Operation::untranslatable);
    CHECK(good.book().untranslatables[static_cast<std::size_t>(good.book().rules.front().condition->index)].name ==
          "相当");
    const Book twice({std::string(record) + source + named + named});
    CHECK(twice.errors() == std::vector<std::string>{"FD0220"});
}

TEST_CASE("the day of a pair is the member's only date, or the occurrence itself") {
    const Book made({std::string(record) +
                     "规则 甲 对 案件 中 同一 案号 且 相隔 不超过 30日 的 每两次（以下称 前案、后案）\n"
                     "  应当 前案 的 日数 不超过 后案 的 日数\n  违者 轻微\n"
                     "规则 乙 对 案件 的 每次 决定 中 同一 案号 且 相隔 不超过 30日 的 每两次（以下称 前次、后次）\n"
                     "  应当 前次 的 日期 不晚于 后次 的 日期\n  违者 轻微\n"});
    CHECK(made.errors().empty());
    REQUIRE(made.book().rules.size() == 2);
    const auto& cases = made.book().rules[0].grouping;
    REQUIRE(cases);
    CHECK(cases->day->operation == model::Operation::field);
    CHECK(cases->day->index == 2);
    const auto& events = made.book().rules[1].grouping;
    REQUIRE(events);
    CHECK(events->member_frame == 1);
    CHECK(events->day->operation == model::Operation::frame);
    CHECK(events->day->type.kind == model::TypeKind::occurrence);
    // 案号 is the case's: members may be the same by what stands around them too.
    CHECK(events->keys.front().arguments.front().index == 0);
}
