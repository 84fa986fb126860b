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

bool may_become(engine::VerdictSet possible, engine::Verdict verdict) {
    if (possible.contains(verdict)) return true;
    if (accuses(verdict) || verdict == engine::Verdict::conflict) return false;
    return possible.contains(engine::Verdict::compliant) || possible.contains(engine::Verdict::excused) ||
           possible.contains(engine::Verdict::not_applicable);
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

/// Several norms of one name: versions, selectors, exceptions, an opening, ranks, conflicts, the lighter of old and new.
const char* const many_norms = R"(法源 《办法》（旧）
  位阶 部门规章
  制定机关 某部
  施行 2000-01-01 至 2023-05-04
  计算 全部 按工作日
法源 《办法》（新）
  位阶 部门规章
  制定机关 某部
  施行 2023-05-05
法源 《省规》
  位阶 地方政府规章
  制定机关 某省人民政府
  施行 2010-01-01
法源 《基本法》
  位阶 法律
  制定机关 全国人大常委会
  施行 2010-01-01
法源 《另一法》
  位阶 法律
  制定机关 全国人大常委会
  施行 2011-01-01
规则 版本 对 案件
  应当 自 立案 之日起 10日内 决定
  适用 立案 的规定
  依据 《办法》（旧）第一条、《办法》（新）第一条
规则 日期定版本 对 案件 的 每次 决定
  应当 说明
  适用 期日 的规定
  依据 《办法》（旧）第二条
规则 日期定版本 对 案件 的 每次 决定
  当 甲
  应当 罚 超过 0元
  适用 期日 的规定
  依据 《办法》（新）第二条
规则 两地 对 案件 的 每次 决定
  适用于 甲
  应当 自 本次 之日起 3日内 送达
  依据 《办法》（新）第三条
规则 两地 对 案件 的 每次 决定
  适用于 乙
  应当 自 本次 之日起 8日内 送达
  依据 《省规》第三条
规则 上位 对 案件
  应当 在 决定 之前 告知
  依据 《省规》第四条
规则 上位 对 案件
  当 丙
  应当 在 决定 之前 申辩
  依据 《基本法》第四条
规则 特别 对 案件 的 每次 调查
  应当 人员们 的 数量 不少于 2
  依据 《基本法》第五条
规则 特别 对 案件 的 每次 调查
  适用于 情形 为 轻
  应当 人员们 的 数量 不少于 1
  依据 《另一法》第五条
规则 开口 对 案件
  未经 审核 不得 决定
  从其规定 部门规章
  依据 《基本法》第六条
规则 开口 对 案件
  适用于 情形 为 重
  未经 审核 其 可 不得 决定
  依据 《办法》（新）第六条
规则 有例外 对 案件
  应当 自 立案 之日起 20日内 决定
  从其规定 部门规章
  依据 《基本法》第七条
例外 免 对 规则 有例外
  当 甲 且 非 乙
  依据 《办法》（新）第七条
例外 免的例外 对 例外 免
  当 情形 为 重
  依据 《办法》（新）第七条
例外 另期 对 规则 有例外
  当 乙
  应当 自 立案 之日起 5个工作日内 决定
  经 延期 其 可 可以延长 5日
  依据 《办法》（新）第八条
定义 幅度 : 金额范围 对 案件
  为 100元以下
  适用 期日 的规定 从旧兼从轻
  依据 《办法》（旧）第九条
定义 幅度 : 金额范围 对 案件
  为 50元以上150元以下
  当 甲 则 50元以下
  适用 期日 的规定 从旧兼从轻
  依据 《办法》（新）第九条
定义 档次 : 结果 对 案件
  为 处罚
  当 情形 为 轻 则 不罚
  依据 《办法》（新）第十条
定义 档次 : 结果 对 案件
  为 可以不罚
  适用于 乙
  依据 《省规》第十条
例外 改档 对 定义 档次
  当 甲 则 处罚
  理由 “示例”
规则 幅度内 对 案件 的 每次 决定
  应当 罚 属于 幅度
规则 档次相符 对 案件 的 每次 决定
  当 说明
  应当 档次 为 可以不罚
视为 弃权 对 案件
  当 自 告知 之日起 5日内 未 申辩
  适用 告知 的规定
  依据 《办法》（旧）第十一条
视为 弃权 对 案件
  当 自 告知 之日起 5日内 未 申辩
  适用 告知 的规定
  依据 《办法》（新）第十一条
规则 等弃权 对 案件
  未经 弃权 不得 决定
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
                    // What it may still be says so; those that accuse nobody may stand for each other.
                    if (now.verdict != engine::Verdict::undetermined) CHECK(may_become(before.possible, now.verdict));
                    continue;
                }
                ++decided;
                if (before.verdict == engine::Verdict::conflict) {
                    CHECK(now.verdict == engine::Verdict::conflict);
                    continue;
                }
                // More facts turn nothing but 存疑 into another verdict, except among those that accuse nobody.
                if (accuses(before.verdict))
                    CHECK(now.verdict == before.verdict);
                else
                    CHECK_FALSE((accuses(now.verdict) || now.verdict == engine::Verdict::conflict));
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

TEST_CASE("so it does where several norms bear one name") {
    const std::string declarations(test::many_rules);
    CHECK(check_completions(declarations.substr(0, declarations.find("规则 按时限送达")) + many_norms) > 5'000);
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
