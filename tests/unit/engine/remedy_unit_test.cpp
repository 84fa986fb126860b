// Remedies, reasons why not and next steps at their boundaries: the last day and the day after, fields that may and may
// not be set right, what is planned and what is past.
#include "fadu/engine/next_steps.hpp"
#include "fadu/engine/remedy.hpp"

#include "support.hpp"

using namespace fadu;
using engine::Change;
using engine::NextStep;
using engine::RemedyKind;

namespace {

const char* const rules = R"(规则集 补救 版本 1.0
法源 《示例法》
  位阶 法律
  制定机关 示例机关
  施行 2000-01-01
记录 案件
  案号 : 文本 标识
  载明 : 列表 文本 可补正
  盖章 : 是否 可补正
  重大 : 是否 可补正 认定
  涉密 : 是否 缺省 否
  有理由 : 是否
  金额 : 金额 可补正
  上限 : 金额
  事件 立案 一次
  事件 告知
  事件 决定 一次
    批准 : 甲、乙
  事件 送达
  事件 听证
视为 放弃 对 案件
  当 自 告知 之日起 5日内 未 听证
  依据 《示例法》第一条
规则 盖章 对 案件
  应当 盖章
  但 涉密 的除外
规则 载明 对 案件
  应当 载明 包括 下列各项
    （一）“依据”
    （二）“期限”
    （三）“印章”
规则 认定 对 案件
  应当 重大
规则 限额 对 案件
  应当 金额 不超过 上限
规则 送达 对 案件 的 每次 决定
  由 承办机构
  应当 自 本次 之日起 7日内 送达
  依据 《示例法》第二条
规则 理由 对 案件
  当 已 决定
  应当 有理由
规则 告知在前 对 案件
  未经 告知 不得 决定
规则 等待 对 案件
  未经 放弃 或 听证 不得 决定
规则 批准 对 案件 的 每次 决定
  应当 批准 为 甲
程序 流程 对 案件
  步骤 立案
  步骤 告知 在 立案 之后
  步骤 决定 在 告知 之后
    应当 自 立案 之日起 30日内
  步骤 送达 在 决定 之后
案例 可补正 对 案件
  载明 为 “依据”
  盖章 为 否
  重大 为 否
  金额 为 100元
  上限 为 80元
  2023-05-25 决定
    批准 为 乙
案例 在途 对 案件
  2023-05-20 立案
  2023-05-30 告知
案例 理由不明 对 案件
  2023-05-01 立案
  2023-05-05 告知
  2023-05-12 决定
    批准 为 甲
  2023-05-13 送达
)";

engine::CheckOptions as_of(std::string_view day) {
    engine::CheckOptions options;
    options.as_of = *time::parse_day(day);
    return options;
}

struct Fixture {
    test::Book book{rules};

    const engine::Outcome& outcome(const engine::CaseVerdicts& verdicts, std::string_view rule,
                                   std::string_view step = {}) const {
        for (const engine::Outcome& one : verdicts.outcomes) {
            if (one.procedure ? one.procedure->name != rule : one.rule->name != rule) continue;
            if (one.procedure && one.procedure->steps[static_cast<std::size_t>(one.step)].name != step) continue;
            return one;
        }
        FAIL("no outcome of ", std::string(rule));
        throw 0;
    }

    engine::Remedy remedy(std::string_view example, std::string_view day, std::string_view rule,
                          std::string_view step = {}) {
        value = book.read(example);
        verdicts = engine::interpret(book.rulebook(), value, as_of(day));
        return engine::remedy_of(book.rulebook(), value, verdicts, outcome(verdicts, rule, step), as_of(day));
    }

    facts::Case value;
    engine::CaseVerdicts verdicts;
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "only fields that may be set right are set right") {
    const auto seal = remedy("可补正", "2023-06-01", "盖章");
    CHECK(seal.kind == RemedyKind::cure);
    REQUIRE(seal.changes.size() == 1);
    CHECK(seal.changes[0].kind == Change::Kind::set_field);
    CHECK(seal.changes[0].value.value == model::Constant(true));
    CHECK_FALSE(seal.changes[0].was_unknown);
    CHECK(seal.result == engine::Verdict::compliant);
    // A judgement is not changed for the sake of a verdict, 可补正 or not.
    CHECK(remedy("可补正", "2023-06-01", "认定").kind == RemedyKind::incurable);
    // Nor a field of an act that lies in the past and is not declared.
    CHECK(remedy("可补正", "2023-06-01", "批准").kind == RemedyKind::incurable);
}

TEST_CASE_FIXTURE(Fixture, "missing items are added, an amount goes to the limit itself") {
    const auto items = remedy("可补正", "2023-06-01", "载明");
    CHECK(items.kind == RemedyKind::cure);
    CHECK(items.changes.size() == 2);
    for (const Change& change : items.changes) CHECK(change.kind == Change::Kind::add_item);
    const auto amount = remedy("可补正", "2023-06-01", "限额");
    CHECK(amount.kind == RemedyKind::cure);
    REQUIRE(amount.changes.size() == 1);
    CHECK(amount.changes[0].value.value == model::Constant(model::Number(8000)));
}

TEST_CASE_FIXTURE(Fixture, "on the last day the act itself is the remedy, on the day after it only limits the breach") {
    const auto last = remedy("可补正", "2023-06-01", "送达");  // 2023-05-25 and seven days
    CHECK(last.kind == RemedyKind::to_do);
    REQUIRE(last.changes.size() == 1);
    CHECK(last.changes[0].kind == Change::Kind::perform);
    CHECK(last.until == *time::parse_day("2023-06-01"));
    const auto late = remedy("可补正", "2023-06-02", "送达");
    CHECK(late.kind == RemedyKind::incurable);
    CHECK(late.changes.empty());
    REQUIRE(late.limits.size() == 1);
    CHECK(late.limits[0].kind == Change::Kind::perform);
}

TEST_CASE_FIXTURE(Fixture, "what came without the step before it is withdrawn and done again") {
    const auto order = remedy("可补正", "2023-06-01", "流程", "告知");
    CHECK(order.kind == RemedyKind::redo);
    REQUIRE(order.redo.size() == 2);  // 告知, 决定
    CHECK(order.redo[0] == 1);
    CHECK(order.redo[1] == 2);
    CHECK(std::any_of(order.changes.begin(), order.changes.end(),
                      [](const Change& change) { return change.kind == Change::Kind::withdraw; }));
    // What is past cannot be cured by giving notice now.
    CHECK(remedy("可补正", "2023-06-01", "告知在前").kind == RemedyKind::incurable);
}

TEST_CASE_FIXTURE(Fixture, "a fact that nobody told is to be found out; a default has answered") {
    const auto reason = remedy("理由不明", "2023-06-01", "理由");
    CHECK(reason.kind == RemedyKind::to_find_out);
    REQUIRE(reason.changes.size() == 1);
    CHECK(reason.changes[0].was_unknown);
    const auto seal = remedy("理由不明", "2023-06-01", "盖章");
    for (const Change& change : seal.changes) CHECK(change.path.back().index != 4);  // 涉密 has a default
    CHECK(remedy("理由不明", "2023-06-01", "送达").kind == RemedyKind::not_needed);
}

TEST_CASE_FIXTURE(Fixture, "why a rule did not fire, and what would have made it") {
    value = book.read("理由不明");
    verdicts = engine::interpret(book.rulebook(), value, as_of("2023-06-01"));
    const auto flips = [&](std::string_view rule) {
        return engine::flips_of(book.rulebook(), value, verdicts, outcome(verdicts, rule), as_of("2023-06-01"));
    };
    const auto approval = flips("批准");
    CHECK(approval.found);
    REQUIRE(approval.changes.size() == 1);
    CHECK(approval.changes[0].value.value == model::Constant(model::Enumerator{1}));
    // Within seven days counts the seventh; the first day too late is the eighth.
    const auto service = flips("送达");
    CHECK(service.found);
    REQUIRE(service.changes.size() == 1);
    CHECK(service.changes[0].kind == Change::Kind::redate);
    CHECK(time::to_string(service.changes[0].day) == "2023-05-20");
    CHECK(service.result == engine::Verdict::violated);
    const auto notice = flips("告知在前");
    CHECK(notice.found);
    REQUIRE(notice.changes.size() == 1);
    CHECK(notice.changes[0].kind == Change::Kind::withdraw);
    // A rule that fires has nothing to be flipped.
    CHECK_FALSE(flips("理由").found);
}

TEST_CASE_FIXTURE(Fixture, "a step that must wait is given the first day on which it is lawful") {
    value = book.read("在途");
    const auto steps = engine::next_steps(book.rulebook(), value, as_of("2023-06-01"));
    REQUIRE(steps.size() == 2);  // 决定, 送达
    const NextStep& decision = steps[0];
    CHECK(decision.standing == NextStep::Standing::later);
    REQUIRE(decision.earliest);
    // Notice on 30 May, five days end on 4 June at 24:00.
    CHECK(time::to_string(*decision.earliest) == "2023-06-05");
    REQUIRE(decision.bars.size() == 1);
    CHECK(decision.bars[0].rule->name == "等待");
    REQUIRE(decision.due.size() == 1);
    CHECK(time::to_string(*decision.due[0].day) == "2023-06-19");
    CHECK(decision.due[0].days_left == 18);
    CHECK(decision.due[0].working_left == 12);
    CHECK(steps[1].standing == NextStep::Standing::waiting);
    CHECK(steps[1].waits_for == std::vector<int>{2});
    // The day on which it may be done, nothing bars it any longer.
    const auto then = engine::next_steps(book.rulebook(), value, as_of("2023-06-05"));
    CHECK(then[0].standing == NextStep::Standing::now);
    CHECK(then[0].bars.empty());
    // The day before it is still barred.
    const auto before = engine::next_steps(book.rulebook(), value, as_of("2023-06-04"));
    CHECK(before[0].standing == NextStep::Standing::later);
    CHECK(time::to_string(*before[0].earliest) == "2023-06-05");
}

TEST_CASE_FIXTURE(Fixture, "what a rule alone asks for is a next step too, with who does it and by when") {
    value = book.read("可补正");
    const auto steps = engine::next_steps(book.rulebook(), value, as_of("2023-05-30"));
    const auto service = std::find_if(steps.begin(), steps.end(), [&](const NextStep& step) {
        return step.due.size() == 1 && step.due[0].rule->name == "送达";
    });
    REQUIRE(service != steps.end());
    CHECK(service->bearer == "承办机构");
    CHECK(time::to_string(*service->due[0].day) == "2023-06-01");
    CHECK(service->due[0].days_left == 2);
}
