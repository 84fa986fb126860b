// Exceptions to steps, where a duty of the step has acts of its own.
#include "support.hpp"

using namespace fadu;
using test::Book;
using test::verdicts_of;

TEST_CASE("an exception to a step does not take another act for the step") {
    const Book book(R"(记录 案件
  案号 : 文本 标识
  事件 立案
  事件 决定
    简易 : 是否
  事件 送达
程序 流程 对 案件
  步骤 立案
  步骤 决定 在 立案 之后
    应当 在 送达 之前
例外 简易的 对 程序 流程 的 步骤 决定
  当 本次 的 简易
  理由 “示例”
案例 送达在先 对 案件
  2023-05-01 立案
  2023-05-02 送达
  2023-05-03 决定
    简易 是
  截至 2023-05-22
)");
    CHECK(verdicts_of(book, book.interpret(book.read("送达在先"), "2023-05-22"), "流程", "决定") == "合规 违反");
}
