// Long lists are looked up through an index: the same row as the interpreter's search, whatever is asked.
#include "../engine/random_cases.hpp"
#include "fadu/program/program.hpp"

using namespace fadu;

namespace {

/// A list of so many rows over a text, a kind, an amount and a date, with gaps, overlaps and 不限.
std::string long_list(int rows, const std::string& policy) {
    std::string text = R"(规则集 长清单 版本 1.0
类别 处理方式 由轻到重 不罚、可以不罚、减轻、依法
类别 程度 由轻到重 轻微、一般、严重
记录 案件
  案号 : 文本 标识
  事项 : 文本 可无
  程度 : 程度
  金额 : 金额 可无法查明
  期日 : 日期
  处理 : 处理方式
规则 按清单 对 案件
  应当 处理 为 处理清单
清单 处理清单 : 处理方式 对 案件 取 )" +
                       policy + R"(
  | 事项 | 程度 | 金额 | 期日 | 则 处理方式 |
)";
    const char* degrees[] = {"轻微", "一般、严重", "不限", "严重"};
    const char* results[] = {"不罚", "可以不罚", "减轻", "依法"};
    for (int i = 0; i < rows; ++i) {
        const int amount = 100 + 137 * (i % 29);
        const std::string limits[] = {"不足 " + std::to_string(amount) + "元", "不限",
                                      std::to_string(amount) + "元以上"};
        const std::string dates[] = {"不限", "不早于 2023-05-01", "不晚于 2023-05-10"};
        text += "  | " + (i % 31 == 30 ? std::string("不限") : "“项" + std::to_string(i % 40) + "”") + " | " +
                degrees[i % 4] + " | " + limits[i % 3] + " | " + dates[0] + " | " + results[(i * 7) % 4] + " |\n";
    }
    return text + "  | 其他 | 依法 |\n";
}

}  // namespace

TEST_CASE("a long list gives the row that a search finds") {
    for (const char* policy : {"首项", "最轻", "最重"}) {
        const test::Book book(long_list(200, policy));
        const int record = book.rulebook().find_record("案件");
        const auto program = program::compile(book.rulebook(), record);
        REQUIRE(program->left_out().empty());
        CHECK(program->code().lookups.size() == 1);
        test::Generator random(book.rulebook(), 3);
        program::Block block(*program, time::make_day(2023, 6, 1));
        std::vector<facts::Case> cases;
        for (int i = 0; i < 500; ++i) {
            facts::Case value = random.random_case();
            if (i % 3 != 0) value = random.complete(std::move(value));
            for (std::size_t f = 0; f < value.root.slots.size(); ++f) {
                facts::Slot& slot = value.root.slots[f];
                if (slot.knowledge != facts::Knowledge::known) continue;
                if (f == 1) slot.value = "项" + std::to_string(random.below(44));
                if (f == 3) slot.value = model::Number(10000 + 137 * 100 * random.below(31) + random.below(3) - 1);
            }
            cases.push_back(std::move(value));
            block.add(cases.back());
        }
        program::Run run(*program);
        const program::Verdicts& verdicts = run.check(block);
        std::size_t decided = 0;
        for (std::size_t c = 0; c < cases.size(); ++c) {
            engine::CheckOptions options;
            options.as_of = time::make_day(2023, 6, 1);
            options.messages = false;
            const auto expected = engine::interpret(book.rulebook(), cases[c], options);
            const std::uint8_t got = *verdicts.of(static_cast<int>(c), 0).begin();
            if (got == program::verdict::deferred) continue;
            ++decided;
            INFO(facts::write_case(book.rulebook(), cases[c]));
            CHECK(got == static_cast<std::uint8_t>(expected.outcomes.front().verdict));
        }
        CHECK(decided > 250);
    }
}
