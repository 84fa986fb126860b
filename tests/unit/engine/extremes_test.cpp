// 最小值 and 最大值 where one of the values is unknown: the known ones bound the extreme on their side.
#include "support.hpp"

using namespace fadu;

namespace {

constexpr const char* rules = R"(
记录 案件
  案号 : 文本 标识
  事件 告知
    拟罚 : 金额 可无
    限期 : 日期
  事件 决定
    罚 : 金额
    期限 : 日期
规则 不超过最低 对 案件 的 每次 决定
  应当 罚 不超过 告知 的 拟罚 的 最小值
规则 不少于最高 对 案件 的 每次 决定
  应当 罚 不少于 告知 的 拟罚 的 最大值
规则 不晚于最早 对 案件 的 每次 决定
  应当 期限 不晚于 告知 的 限期 的 最小值
案例 一次不明 对 案件
  2023-04-01 告知
    拟罚 4万元
    限期 2023-05-01
  2023-04-05 告知
  2023-05-10 决定
    罚 5万元
    期限 2023-05-02
  截至 2023-06-01
案例 一次不明而较低 对 案件
  2023-04-01 告知
    拟罚 4万元
    限期 2023-05-01
  2023-04-05 告知
  2023-05-10 决定
    罚 3万元
    期限 2023-04-30
  截至 2023-06-01
案例 都不明 对 案件
  2023-04-01 告知
  2023-05-10 决定
    罚 5万元
    期限 2023-05-02
  截至 2023-06-01
)";

}  // namespace

TEST_CASE("extremes: a value above the least known one is above the least whatever the unknown one is") {
    const test::Book book(rules);
    const auto verdicts = book.interpret(book.read("一次不明"), "2023-06-01");
    CHECK(test::verdicts_of(book, verdicts, "不超过最低") == "违反");
    CHECK(test::verdicts_of(book, verdicts, "不晚于最早") == "违反");
    CHECK(test::verdicts_of(book, verdicts, "不少于最高") == "存疑");
}

TEST_CASE("extremes: the unknown one may still be the least or the greatest") {
    const test::Book book(rules);
    const auto verdicts = book.interpret(book.read("一次不明而较低"), "2023-06-01");
    CHECK(test::verdicts_of(book, verdicts, "不超过最低") == "存疑");
    CHECK(test::verdicts_of(book, verdicts, "不晚于最早") == "存疑");
    CHECK(test::verdicts_of(book, verdicts, "不少于最高") == "违反");
}

TEST_CASE("extremes: nothing known bounds nothing") {
    const test::Book book(rules);
    const auto verdicts = book.interpret(book.read("都不明"), "2023-06-01");
    CHECK(test::verdicts_of(book, verdicts, "不超过最低") == "存疑");
    CHECK(test::verdicts_of(book, verdicts, "不晚于最早") == "存疑");
}
