// Decision tables: what is left where rows are doubtful, and that all results come from one row.
#include "support.hpp"

using namespace fadu;
using test::Book;

namespace {

const char* const rules = R"(规则集 决策表 版本 1.0
类别 结果 由轻到重 不罚、可以不罚、处罚
记录 案件
  案号 : 文本 标识
  甲 : 是否
  乙 : 是否
  事件 决定
    说明 : 是否
清单 无其他 对 案件 取 最轻
  | 甲 | 则 结果 |
  | 是 | 不罚   |
清单 两项 对 案件 取 最轻
  | 甲   | 乙   | 则 结果  | 则 措施   |
  | 是   | 不限 | 不罚     | “甲措施” |
  | 不限 | 是   | 可以不罚 | “乙措施” |
  | 其他 | 处罚 | “无” |
规则 措施 对 案件 的 每次 决定
  应当 两项 的 措施 为 “甲措施”
规则 说明 对 案件 的 每次 决定
  当 无其他 为 不罚
  应当 说明
规则 须合清单 对 案件 的 每次 决定
  应当 无其他 为 不罚
案例 不明 对 案件
  案号 “一”
  2023-01-01 决定
    说明 否
案例 不合 对 案件
  案号 “二”
  甲 否
  2023-01-01 决定
    说明 否
案例 两项都合 对 案件
  案号 “三”
  甲 是
  乙 是
  2023-01-01 决定
案例 只知道重的一项 对 案件
  案号 “四”
  乙 是
  2023-01-01 决定
案例 只合重的一项 对 案件
  案号 “五”
  甲 否
  乙 是
  2023-01-01 决定
)";

}  // namespace

TEST_CASE("lists: a doubtful row stays possible where no row is certain and there is no 其他") {
    const Book book(rules);
    const auto unknown = book.interpret(book.read("不明"), "2023-02-01");
    CHECK(test::verdicts_of(book, unknown, "说明") == "存疑");
    CHECK(test::verdicts_of(book, unknown, "须合清单") == "存疑");
    const auto missed = book.interpret(book.read("不合"), "2023-02-01");
    CHECK(test::verdicts_of(book, missed, "说明") == "不适用");
    CHECK(test::verdicts_of(book, missed, "须合清单") == "违反");
}

TEST_CASE("lists: lightest chooses the row by its first result, for the other results too") {
    const Book book(rules);
    const auto verdict = [&](std::string_view name) {
        return test::verdicts_of(book, book.interpret(book.read(name), "2023-02-01"), "措施");
    };
    CHECK(verdict("两项都合") == "合规");
    CHECK(verdict("只知道重的一项") == "存疑");
    CHECK(verdict("只合重的一项") == "违反");
}
