// The guarantee of semantics.md section 8, as a property over completions: 违反 and 待办 are given only if every way of
// filling in the unknowns gives them; 合规, 除外 and 不适用 only if none gives 违反 or 待办.
#include "random_cases.hpp"

using namespace fadu;
using test::Generator;

namespace {

/// Which instance of which norm an outcome is about, so that it can be found again in a completion.
std::string identity(const engine::Outcome& outcome) {
    std::string id = std::to_string(outcome.norm.is_procedure) + std::to_string(outcome.norm.is_state_table) + "/" +
                     std::to_string(outcome.norm.index) + "/" + std::to_string(outcome.step) +
                     (outcome.rule ? "d" : "o");
    for (const engine::Entity& entity : outcome.instance)
        if (entity.event)
            id += "/" + (entity.event->source ? std::to_string(entity.event->source->sequence) : std::string("?"));
    if (outcome.deadline || outcome.act) id += "";
    return id;
}

bool accuses(engine::Verdict verdict) {
    return verdict == engine::Verdict::violated || verdict == engine::Verdict::pending;
}

/// State tables and texts beside the many rules.
const char* const more_rules = R"(状态表 办理状态 对 案件
  始于 未立
  未立 经 立案 转为 办理中
  办理中 经 听证 其 已告知 转为 听证中
  听证中 经 鉴定 转为 办理中
  办理中、听证中 自 立案 之日起 15日 届满 转为 逾期
  听证中 自 听证 之日起 时限 届满 转为 办理中
  办理中、听证中 经 决定 其 说明 转为 已决
  终态 已决、逾期
  违者 重大
状态表 送达状态 对 案件
  始于 未决
  未决、已送 经 决定 转为 待送
  待送 经 送达 转为 已送
  待送 自 决定 之日起 5日 届满 转为 迟送
  迟送 经 送达 转为 已送
  违者 轻微
规则 审核有时 对 案件 的 每次 审核
  应当 办理状态 为 办理中 或 办理状态 为 已决
规则 听证中不延期 对 案件
  当 办理状态 为 听证中
  不得 延期
规则 结束时已送 对 案件
  应当 送达状态 为 已送 或 送达状态 为 未决
规则 理由成文 对 案件
  当 非（理由 符合 “?*b”）
  应当 案号 符合 “a*” 且 非（案号 包含 理由）
)";

/// Interprets random cases with holes and several completions of each; gives how many verdicts were decided.
int check_completions(const std::string& rules) {
    const test::Book book(rules);
    int decided = 0;
    for (unsigned seed = 0; seed < 600; ++seed) {
        Generator generator(book.rulebook(), seed);
        const facts::Case partial = generator.random_case();
        const engine::CaseVerdicts verdicts = book.interpret(partial, "2023-05-25");
        for (int round = 0; round < 6; ++round) {
            const facts::Case whole = generator.complete(partial);
            const engine::CaseVerdicts after = book.interpret(whole, "2023-05-25");
            std::map<std::string, std::vector<const engine::Outcome*>> by_identity;
            for (const engine::Outcome& outcome : after.outcomes) by_identity[identity(outcome)].push_back(&outcome);
            for (const engine::Outcome& before : verdicts.outcomes) {
                const auto found = by_identity.find(identity(before));
                if (found == by_identity.end() || found->second.size() != 1) continue;
                const engine::Outcome& now = *found->second.front();
                const std::string name = before.rule          ? before.rule->name
                                         : before.state_table ? before.state_table->name
                                                              : before.procedure->name;
                CAPTURE(seed);
                CAPTURE(round);
                CAPTURE(name);
                CAPTURE(before.step);
                CAPTURE(std::string(test::name_of(before.verdict)));
                CAPTURE(std::string(test::name_of(now.verdict)));
                if (before.verdict == engine::Verdict::undetermined) {
                    // What it may still be says so.
                    if (now.verdict != engine::Verdict::undetermined) CHECK(before.possible.contains(now.verdict));
                    continue;
                }
                ++decided;
                // More facts turn nothing but 存疑 into another verdict, except among those that accuse nobody.
                if (accuses(before.verdict))
                    CHECK(now.verdict == before.verdict);
                else
                    CHECK_FALSE(accuses(now.verdict));
            }
        }
    }
    return decided;
}

}  // namespace

TEST_CASE("a verdict holds under every completion of what is unknown") {
    CHECK(check_completions(test::many_rules) > 10'000);
}

TEST_CASE("so it does where state tables and texts are spoken of") {
    const std::string declarations(test::many_rules);
    CHECK(check_completions(declarations.substr(0, declarations.find("规则 ")) + more_rules) > 2'000);
}

TEST_CASE("the same case gives the same verdicts again") {
    const test::Book book(test::many_rules);
    Generator generator(book.rulebook(), 7);
    for (int i = 0; i < 50; ++i) {
        const facts::Case value = generator.random_case();
        const auto first = book.interpret(value, "2023-05-25");
        const auto second = book.interpret(value, "2023-05-25");
        REQUIRE(first.outcomes.size() == second.outcomes.size());
        for (std::size_t k = 0; k < first.outcomes.size(); ++k)
            CHECK(first.outcomes[k].verdict == second.outcomes[k].verdict);
    }
}
