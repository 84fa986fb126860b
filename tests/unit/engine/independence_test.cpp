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

TEST_CASE("a definition has one value, whoever asks for it first") {
    const Book book(R"(法源 《法》
  位阶 法律
记录 案件
  案号 : 文本 标识
  事件 甲、乙、丙
定义 幅 : 整数 对 案件
  为 1
  适用于 已 自 乙 之日起 5日 内 丙
定义 幅 : 整数 对 案件
  为 2
  适用于 未 自 乙 之日起 5日 内 丙
规则 规甲 对 案件
  当 幅 为 2
  应当 幅 为 1
规则 规乙 对 案件
  应当 自 乙 之日起 10日 内 甲
  但 幅 为 1 的除外
案例 例 对 案件
  2023-05-01 乙
  2023-05-03 丙
  2023-05-08 乙
  截至 2023-06-22
)");
    const facts::Case value = book.read("例");
    engine::CheckOptions options;
    options.as_of = *time::parse_day("2023-06-22");
    const auto whole = engine::interpret(book.rulebook(), value, options);
    std::vector<engine::Verdict> alone;
    for (const model::NormReference& norm : book.rulebook().order) {
        options.only = norm;
        for (const engine::Outcome& one : engine::interpret(book.rulebook(), value, options).outcomes)
            alone.push_back(one.verdict);
    }
    REQUIRE(whole.outcomes.size() == alone.size());
    for (std::size_t i = 0; i < alone.size(); ++i) CHECK(whole.outcomes[i].verdict == alone[i]);
}

TEST_CASE("a list counts by its own source, whoever asks for it first") {
    const Book book(R"(法源 《记载法》
  位阶 法律
  同日 按记载顺序
记录 案件
  案号 : 文本 标识
  事件 甲、乙
清单 表 对 案件 取 首项
  | 甲 在 乙 之前 | 则 整数 |
  | 是             | 1       |
  | 其他           | 2       |
规则 依法的 对 案件
  当 表 为 1
  应当 表 为 2
  依据 《记载法》第一条
规则 不依法的 对 案件
  当 表 为 1
  应当 表 为 2
案例 例 对 案件
  2023-05-01 甲
  2023-05-01 乙
  截至 2023-05-22
)");
    const auto verdicts = book.interpret(book.read("例"), "2023-05-22");
    CHECK(verdicts_of(book, verdicts, "依法的") == "存疑");
    CHECK(verdicts_of(book, verdicts, "不依法的") == "存疑");
}

TEST_CASE("an event does not come after itself, however the day is recorded") {
    const Book book(R"(规则集 示例 版本 1.0
  同日 按记载顺序
记录 案件
  案号 : 文本 标识
  事件 甲
规则 规 对 案件
  应当 非 （首次 甲 在 最后一次 甲 之后）
案例 例 对 案件
  2023-05-01 甲
  截至 2023-05-22
)");
    CHECK(verdicts_of(book, book.interpret(book.read("例"), "2023-05-22"), "规") == "合规");
}
