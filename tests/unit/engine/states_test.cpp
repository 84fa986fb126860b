// State tables: where events and periods lead, and what meets a state that it leads nowhere from.
#include "fadu/engine/states.hpp"
#include "support.hpp"

namespace {

using namespace fadu;

const char* const law = R"(
法源 《处罚法》
  位阶 法律
记录 处罚案件
  说明日 : 日期
  事件 先行登记保存 有起止
  事件 处理决定
    结果 : 没收、退还
  事件 处罚决定
  事件 送达

状态表 登记保存 对 处罚案件
  始于 未保存
  未保存 经 先行登记保存 转为 保存中
  保存中 经 处理决定 其 结果 为 没收 转为 已处理
  保存中 经 处理决定 其 结果 为 退还 转为 已退还
  保存中 自 先行登记保存 之日起 7日 届满 转为 自动解除
  终态 已处理、已退还、自动解除
  依据 《处罚法》
  违者 重大 “登记保存是【登记保存】，不得再【本次】”

状态表 处罚 对 处罚案件
  始于 未罚
  未罚 经 处罚决定 转为 未送达
  未送达 经 送达 转为 已送达
  未送达 自 处罚决定 之日起 3日 届满 转为 逾期未送达
  逾期未送达 经 送达 转为 已送达

规则 保存期间不得处罚 对 处罚案件
  不得 处罚决定
  当 登记保存 为 保存中
  违者 重大 “还在保存”

规则 送达合法 对 处罚案件 的 每次 送达
  应当 处罚 为 未送达
  违者 轻微 “送达过迟”
)";

class Found {
  public:
    Found(const std::string& entries, std::string_view as_of)
        : book_(std::string(law) + "案例 甲 对 处罚案件\n" + entries + "  截至 " + std::string(as_of) + "\n"),
          value_(book_.read("甲")),
          verdicts_(book_.interpret(value_, as_of)) {}

    std::string of(std::string_view name) const {
        std::string all;
        for (const engine::Outcome& outcome : verdicts_.outcomes)
            if ((outcome.state_table ? outcome.state_table->name : outcome.rule->name) == name)
                all += (all.empty() ? "" : " ") + std::string(test::name_of(outcome.verdict));
        return all;
    }
    const std::vector<engine::Outcome>& outcomes() const { return verdicts_.outcomes; }
    std::string states(int table) const {
        engine::CheckOptions options;
        options.as_of = verdicts_.as_of;
        const auto world = engine::make_world(book_.rulebook(), value_, options);
        engine::Context context;
        context.world = world.get();
        context.frames = {world->case_entity()};
        const engine::Trace trace = engine::evaluate_state(table, context);
        const auto& names = book_.rulebook().enumerations[static_cast<std::size_t>(trace.value.type.index)].enumerators;
        std::string all;
        for (const int state : std::get<engine::EnumeratorSet>(trace.value.domain).positions)
            all += (all.empty() ? "" : "、") + names[static_cast<std::size_t>(state)];
        return all;
    }

  private:
    test::Book book_;
    facts::Case value_;
    engine::CaseVerdicts verdicts_;
};

}  // namespace

TEST_CASE("events that lead on from the state are in order") {
    const Found found("  2024-03-01 先行登记保存\n  2024-03-05 处理决定 （结果 没收）\n  2024-03-20 处罚决定\n",
                      "2024-06-01");
    CHECK(found.of("登记保存") == "合规 合规");
    CHECK(found.states(0) == "已处理");
    CHECK(found.of("保存期间不得处罚") == "不适用");
}

TEST_CASE("an event that leads nowhere from the state is a breach") {
    const Found found("  2024-03-01 先行登记保存\n  2024-03-05 处理决定 （结果 没收）\n  2024-03-06 先行登记保存\n",
                      "2024-06-01");
    CHECK(found.of("登记保存") == "合规 合规 违反");
    const engine::Outcome& breach = found.outcomes()[2];
    CHECK(breach.note == engine::Note::wrong_state);
    CHECK(breach.grade == model::Grade::major);
    CHECK(breach.norm.is_state_table);
    REQUIRE(breach.message_values.size() == 2);
    CHECK(std::get<engine::EnumeratorSet>(breach.message_values[0].domain).positions == std::vector<int>{2});
}

TEST_CASE("a table without events says that nothing has happened; one without a grade says nothing") {
    const Found found("  2024-03-20 处罚决定\n", "2024-06-01");
    CHECK(found.of("登记保存") == "不适用");
    CHECK(found.of("处罚").empty());
}

TEST_CASE("a period that has run out leads on at 24:00 of its last day") {
    const char* const kept = "  2024-03-01 先行登记保存\n";
    CHECK(Found(kept, "2024-03-07").states(0) == "保存中");
    CHECK(Found(kept, "2024-03-08").states(0) == "自动解除");  // as of a day: its 24:00
    const Found last_day("  2024-03-01 先行登记保存\n  2024-03-08 处理决定 （结果 退还）\n", "2024-06-01");
    CHECK(last_day.of("登记保存") == "合规 合规");
    CHECK(last_day.states(0) == "已退还");
    const Found late("  2024-03-01 先行登记保存\n  2024-03-09 处理决定 （结果 退还）\n", "2024-06-01");
    CHECK(late.of("登记保存") == "合规 违反");
    CHECK(late.states(0) == "自动解除");
}

TEST_CASE("conditions see the state from their moment") {
    const Found found("  2024-03-01 先行登记保存\n  2024-03-05 处罚决定\n  2024-03-20 处罚决定\n", "2024-06-01");
    CHECK(found.of("保存期间不得处罚") == "违反 不适用");
    CHECK(Found("  2024-03-01 处罚决定\n  2024-03-04 送达\n", "2024-06-01").of("送达合法") == "合规");
    CHECK(Found("  2024-03-01 处罚决定\n  2024-03-05 送达\n", "2024-06-01").of("送达合法") == "违反");
}

TEST_CASE("what is doubtful leaves every state that it may lead to") {
    const Found undated("  2024-03-01 先行登记保存\n  某日 处理决定 （结果 没收）\n", "2024-06-01");
    CHECK(undated.states(0) == "已处理、自动解除");
    CHECK(undated.of("登记保存") == "合规 存疑");
    const Found unknown_result("  2024-03-01 先行登记保存\n  2024-03-05 处理决定\n", "2024-03-06");
    // Each transition is looked at alone: that one of them must be taken is not seen.
    CHECK(unknown_result.states(0) == "保存中、已处理、已退还");
    CHECK(unknown_result.of("登记保存") == "合规 合规");  // either way it leads on
    const Found same_day("  2024-03-01 先行登记保存\n  2024-03-01 处理决定 （结果 没收）\n", "2024-03-02");
    CHECK(same_day.states(0) == "保存中、已处理");
    CHECK(same_day.of("登记保存") == "合规 存疑");
}

TEST_CASE("more orders than can be tried give every state that can be reached") {
    std::string many;
    for (int i = 0; i < 14; ++i) many += "  某日 先行登记保存\n  某日 处理决定\n";
    CHECK(Found(many, "2024-06-01").states(0) == "未保存、保存中、已处理、已退还、自动解除");
}

TEST_CASE("kinds that nobody says are complete leave the state open") {
    const Found found("  不完整\n  2024-03-01 先行登记保存\n", "2024-03-02");
    CHECK(found.states(0) == "保存中、已处理、已退还、自动解除");
}
