// What a norm comes to depends on the case alone: not on what was evaluated before it, nor on where things lie in memory.
#include "support.hpp"

using namespace fadu;
using test::Book;
using test::verdicts_of;

TEST_CASE("a condition counts from its own event, whatever the rule counts from") {
    const Book book(R"(记录 案件
  案号 : 文本 标识
  事件 甲、乙、丙、丁
规则 规 对 案件
  当 已 自 乙 之日起 5日 内 丙
  应当 自 甲 之日起 10日 内 丁
案例 例 对 案件
  2023-05-01 乙
  2023-05-03 丙
  2023-05-20 甲
  截至 2023-05-22
)");
    CHECK(verdicts_of(book, book.interpret(book.read("例"), "2023-05-22"), "规") == "待办(2023-05-30)");
}
