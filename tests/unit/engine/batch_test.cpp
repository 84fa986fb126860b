// Rules over groups and pairs of many cases: which members meet, what is said of those that cannot be placed, soundness
// under completion, and independence of the order of the input.
#include "fadu/engine/batch.hpp"

#include <algorithm>
#include <random>

#include "support.hpp"

using namespace fadu;

namespace {

const char* const visits = R"(规则集 检查 版本 1.0
法源 《条例》
  位阶 地方性法规
  制定机关 广东省人大常委会
  施行 2020-01-01
参数 同一时期 : 期间
记录 行政检查
  检查编号 : 文本 标识
  机关 : 文本 可无
  检查对象 : 文本
  检查日 : 日期
  检查任务号 : 文本
  可以合并 : 是否
  缘由 : 计划检查、投诉举报
规则 应当合并 对 行政检查 中 同一 机关、检查对象 且 相隔 不超过 同一时期 的 每两次（以下称 前次、后次）
  当 前次 的 可以合并 且 后次 的 可以合并
  应当 前次 的 检查任务号 为 后次 的 检查任务号
  但 前次 的 缘由 不为 计划检查 或 后次 的 缘由 不为 计划检查 的除外
  依据 《条例》第四十八条
  违者 轻微 “对【后次 的 检查对象】在【同一时期】内分两次检查”
规则 任务号不得重复 对 行政检查 中 同一 检查任务号 的 每组（以下称 同号检查）
  应当 同号检查 的 机关 的 数量 不超过 1
)";

const char* const penalties = R"(规则集 处罚 版本 1.0
法源 《处罚法》
  位阶 法律
  制定机关 全国人大常委会
  施行 2020-01-01
记录 人员
  姓名 : 文本
  执法证号 : 文本 标识
记录 案件
  案号 : 文本 标识
  当事人 : 文本
  事件 询问
    办案人员 : 列表 人员
  事件 决定
    文号 : 文本
    罚款 : 金额
  事件 送达
定义 数额较大 : 是否 对 案件
  为 决定 的 罚款 超过 1000元
规则 文号不得重复 对 案件 的 每次 决定 中 同一 文号 的 每组（以下称 同号决定）
  应当 同号决定 的 数量 不超过 1
规则 一证一人 对 案件 的 每次 询问 的 每个 办案人员 中 同一 执法证号 的 每组（以下称 同证人员）
  应当 同证人员 的 姓名 的 数量 不超过 1
规则 不得分拆 对 案件 中 同一 当事人 且 决定 相隔 不超过 30日 的 每两次（以下称 甲案、乙案）
  应当 甲案 的 数额较大 或 乙案 的 数额较大
规则 同日两罚 对 案件 的 每次 决定 中 同一 文号 且 日期 相隔 不超过 1日 的 每两次（以下称 甲、乙）
  应当 甲 的 罚款 不为 乙 的 罚款
规则 都要送达 对 案件 中 同一 当事人 的 每组（以下称 同人案件）
  应当 每个 同人案件 均 已 送达
)";

class Cases {
  public:
    Cases(const test::Book& book, std::string_view record)
        : book_(book), record_(book.rulebook().find_record(record)) {}

    facts::Case blank(const std::string& id) const {
        facts::Case value = facts::Case::blank(book_.rulebook(), record_);
        value.id = id;
        value.closed.assign(value.closed.size(), true);
        set(value, 0, id);
        return value;
    }
    static void set(facts::Slot& slot, model::Constant constant) {
        slot.knowledge = facts::Knowledge::known;
        slot.value = std::move(constant);
    }
    static void set(facts::Case& value, std::size_t field, model::Constant constant) {
        set(value.root.slots[field], std::move(constant));
    }
    facts::Occurrence& happen(facts::Case& value, std::string_view event, std::string_view day) const {
        const model::Record& record = book_.rulebook().records[static_cast<std::size_t>(record_)];
        facts::Occurrence occurrence;
        occurrence.event = record.find_event(event);
        occurrence.slots.resize(record.events[static_cast<std::size_t>(occurrence.event)].fields.size());
        occurrence.sequence = static_cast<int>(value.occurrences.size());
        occurrence.dated = !day.empty();
        if (occurrence.dated) occurrence.begin = occurrence.end = time::TimeSpan::of(*time::parse_day(day));
        value.occurrences.push_back(std::move(occurrence));
        return value.occurrences.back();
    }

  private:
    const test::Book& book_;
    int record_;
};

facts::Case visit(const Cases& cases, const std::string& id, std::string_view organ, std::string_view party,
                  std::string_view day, std::string_view task, int reason = 0) {
    facts::Case value = cases.blank(id);
    if (!organ.empty()) Cases::set(value, 1, std::string(organ));
    if (!party.empty()) Cases::set(value, 2, std::string(party));
    if (!day.empty()) Cases::set(value, 3, *time::parse_day(day));
    if (!task.empty()) Cases::set(value, 4, std::string(task));
    Cases::set(value, 5, true);
    Cases::set(value, 6, model::Enumerator{reason});
    return value;
}

engine::CaseVerdicts run(const test::Book& book, const std::vector<facts::Case>& cases, bool all = true,
                         std::map<std::string, model::Constant> parameters = {
                             {"同一时期", time::Period{{{30, time::Unit::calendar_day}}}}}) {
    engine::CheckOptions options;
    options.as_of = time::make_day(2024, 12, 31);
    options.parameters = std::move(parameters);
    engine::Batch batch(book.rulebook(), options, all);
    for (const facts::Case& value : cases) batch.add(std::make_shared<const facts::Case>(value));
    return batch.finish();
}

/// "规则[案件 案件]: 违反" of all outcomes, a line each.
std::string lines(const engine::CaseVerdicts& verdicts, std::string_view rule) {
    std::string text;
    for (const engine::Outcome& outcome : verdicts.outcomes) {
        if (outcome.rule->name != rule) continue;
        for (const facts::Case* value : outcome.cases) text += value->id + " ";
        text += std::string(test::name_of(outcome.verdict)) + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("pairs: within the window, one key, in the order of their days") {
    const test::Book book(visits);
    const Cases cases(book, "行政检查");
    const std::vector<facts::Case> all = {
        visit(cases, "C", "甲局", "乙公司", "2024-03-31", "T1"),  // the 30th day after A
        visit(cases, "A", "甲局", "乙公司", "2024-03-01", "T2"),
        visit(cases, "D", "甲局", "乙公司", "2024-04-01", "T2"),  // the 31st
        visit(cases, "B", "甲局", "丙公司", "2024-03-02", "T3"),
        visit(cases, "E", "甲局", "丙公司", "2024-03-03", "T3"),
        visit(cases, "F", "丁局", "乙公司", "2024-03-02", "T4"),
    };
    const auto verdicts = run(book, all);
    CHECK(lines(verdicts, "应当合并") == "A C 违反\nC D 违反\nB E 合规\n");
    CHECK(lines(run(book, all, false), "应当合并") == "A C 违反\nC D 违反\n");
    const engine::Outcome& first = verdicts.outcomes.front();
    REQUIRE(first.common.size() == 2);
    CHECK(first.common[0].path.front().kind == engine::PathStep::Kind::member);
    CHECK(first.applies->children[0].path.front() ==
          engine::PathStep{engine::PathStep::Kind::member, 0, book.rulebook().find_rule("应当合并"), false, 0});
    CHECK(first.message_values.size() == 2);
}

TEST_CASE("pairs: conditions, exceptions and unknown facts of the members") {
    const test::Book book(visits);
    const Cases cases(book, "行政检查");
    CHECK(lines(run(book, {visit(cases, "A", "甲局", "乙公司", "2024-03-01", "T1"),
                           visit(cases, "B", "甲局", "乙公司", "2024-03-02", "T2", 1)}),
                "应当合并") == "A B 除外\n");
    facts::Case apart = visit(cases, "B", "甲局", "乙公司", "2024-03-02", "T2");
    Cases::set(apart, 5, false);
    CHECK(lines(run(book, {visit(cases, "A", "甲局", "乙公司", "2024-03-01", "T1"), apart}), "应当合并") ==
          "A B 不适用\n");
    CHECK(lines(run(book, {visit(cases, "A", "甲局", "乙公司", "2024-03-01", "T1"),
                           visit(cases, "B", "甲局", "乙公司", "2024-03-02", "")}),
                "应当合并") == "A B 存疑\n");
}

TEST_CASE("a member whose key or day is not known is one doubt; one whose key is 无 is not spoken of") {
    const test::Book book(visits);
    const Cases cases(book, "行政检查");
    facts::Case none = visit(cases, "N", "", "乙公司", "2024-03-01", "T1");
    none.root.slots[1].knowledge = facts::Knowledge::none;
    const auto verdicts = run(book, {visit(cases, "A", "甲局", "乙公司", "2024-03-01", "T1"),
                                     visit(cases, "B", "", "乙公司", "2024-03-02", "T2"),
                                     visit(cases, "C", "甲局", "乙公司", "", "T3"), none});
    CHECK(lines(verdicts, "应当合并") == "B 存疑\nC 存疑\n");
    const engine::Outcome& doubt = verdicts.outcomes.front();
    CHECK(doubt.possible.contains(engine::Verdict::violated));
    CHECK(doubt.possible.contains(engine::Verdict::compliant));
    CHECK(doubt.possible.contains(engine::Verdict::excused));
    CHECK_FALSE(doubt.possible.contains(engine::Verdict::pending));
    const auto missing = engine::unknown_facts(*doubt.content);
    REQUIRE(missing.size() == 1);
    CHECK(missing.front()->path.back().index == 1);
}

TEST_CASE("a window that nobody set is one doubt for the rule, and none where no two could meet") {
    const test::Book book(visits);
    const Cases cases(book, "行政检查");
    const std::vector<facts::Case> two = {visit(cases, "A", "甲局", "乙公司", "2024-03-01", "T1"),
                                          visit(cases, "B", "甲局", "乙公司", "2024-03-02", "T2"),
                                          visit(cases, "C", "甲局", "乙公司", "2024-03-03", "T3")};
    const auto verdicts = run(book, two, true, {});
    CHECK(lines(verdicts, "应当合并") == "存疑\n");
    CHECK(engine::unknown_facts(*verdicts.outcomes.front().content).front()->value.cause ==
          engine::Cause::no_parameter);
    CHECK(lines(run(book, {two[0]}, true, {}), "应当合并") == "不适用\n");
    CHECK(run(book, {two[0]}, false, {}).outcomes.empty());
    CHECK(run(book, {}, true).outcomes.empty());
}

TEST_CASE("groups: distinct values among members, counted with all that may belong to them") {
    const test::Book book(visits);
    const Cases cases(book, "行政检查");
    const std::vector<facts::Case> all = {visit(cases, "A", "甲局", "乙公司", "2024-03-01", "T1"),
                                          visit(cases, "B", "丁局", "丙公司", "2024-05-02", "T1"),
                                          visit(cases, "C", "甲局", "乙公司", "2024-07-03", "T2")};
    CHECK(lines(run(book, all), "任务号不得重复") == "A B 违反\nC 合规\n");
}

TEST_CASE("members below the case: occurrences and elements of lists, within one case and across") {
    const test::Book book(penalties);
    const Cases cases(book, "案件");
    facts::Case one = cases.blank("一");
    Cases::set(one, 1, std::string("张"));
    Cases::set(cases.happen(one, "决定", "2024-03-01").slots[0], std::string("1号"));
    Cases::set(cases.happen(one, "决定", "2024-03-02").slots[0], std::string("1号"));
    facts::Case two = cases.blank("二");
    Cases::set(two, 1, std::string("张"));
    Cases::set(cases.happen(two, "决定", "2024-03-20").slots[0], std::string("2号"));
    for (auto& occurrence : one.occurrences) Cases::set(occurrence.slots[1], model::Number(50000));
    Cases::set(two.occurrences[0].slots[1], model::Number(200000));
    const auto person = [&](const char* name, const char* number) {
        facts::RecordValue value;
        value.record = book.rulebook().find_record("人员");
        value.slots.resize(2);
        Cases::set(value.slots[0], std::string(name));
        Cases::set(value.slots[1], std::string(number));
        return value;
    };
    for (facts::Case* value : {&one, &two}) {
        facts::Slot& people = cases.happen(*value, "询问", "2024-02-01").slots[0];
        people.knowledge = facts::Knowledge::known;
        people.records = {person(value == &one ? "王" : "李", "A1"), person("赵", "A2")};
    }
    const auto verdicts = run(book, {one, two});
    CHECK(lines(verdicts, "文号不得重复") == "一 违反\n二 合规\n");
    CHECK(lines(verdicts, "一证一人") == "一 二 违反\n一 二 合规\n");
    CHECK(lines(verdicts, "同日两罚") == "一 违反\n");
    CHECK(lines(verdicts, "不得分拆") == "一 二 合规\n");  // the definition is that of each member's own case
    CHECK(lines(verdicts, "都要送达") == "一 二 违反\n");
    cases.happen(one, "送达", "2024-04-01");
    CHECK(lines(run(book, {one, two}), "都要送达") == "一 二 违反\n");
    cases.happen(two, "送达", "2024-04-01");
    CHECK(lines(run(book, {one, two}), "都要送达") == "一 二 合规\n");
    Cases::set(two.occurrences[0].slots[1], model::Number(90000));
    CHECK(lines(run(book, {one, two}), "不得分拆") == "一 二 违反\n");
}

TEST_CASE("an accusation of a group holds whoever else may belong to it") {
    const test::Book book(R"(规则集 组 版本 1.0
记录 案件
  案号 : 文本 标识
  甲 : 文本
规则 成双 对 案件 中 同一 甲 的 每组（以下称 同类）
  应当 同类 的 数量 不少于 2
)");
    const Cases cases(book, "案件");
    facts::Case lone = cases.blank("1");
    Cases::set(lone, 1, std::string("x"));
    CHECK(lines(run(book, {lone}), "成双") == "1 违反\n");
    CHECK(lines(run(book, {lone, cases.blank("2")}), "成双") == "1 存疑\n2 存疑\n");
}

namespace {

struct Partial {
    std::vector<facts::Case> cases;
    explicit Partial(const Cases& make, unsigned seed) {
        std::mt19937 random(seed);
        const auto below = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
        for (int i = 0; i < 7; ++i) {
            facts::Case value = make.blank("J" + std::to_string(i));
            if (below(100) < 80) Cases::set(value, 1, std::string(below(2) ? "甲局" : "丁局"));
            if (below(100) < 80) Cases::set(value, 2, std::string(below(2) ? "乙公司" : "丙公司"));
            if (below(100) < 80) Cases::set(value, 3, time::make_day(2024, 3, 1) + std::chrono::days{below(60)});
            if (below(100) < 70) Cases::set(value, 4, "T" + std::to_string(below(4)));
            if (below(100) < 80) Cases::set(value, 5, below(4) > 0);
            if (below(100) < 80) Cases::set(value, 6, model::Enumerator{below(4) == 0});
            cases.push_back(std::move(value));
        }
    }
    std::vector<facts::Case> complete(unsigned seed) const {
        std::mt19937 random(seed);
        const auto below = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
        std::vector<facts::Case> whole = cases;
        for (facts::Case& value : whole) {
            const auto fill = [&](std::size_t field, model::Constant constant) {
                if (value.root.slots[field].knowledge == facts::Knowledge::unknown) Cases::set(value, field, constant);
            };
            fill(1, std::string(below(2) ? "甲局" : "丁局"));
            fill(2, std::string(below(2) ? "乙公司" : "丙公司"));
            fill(3, time::make_day(2024, 3, 1) + std::chrono::days{below(60)});
            fill(4, "T" + std::to_string(below(4)));
            fill(5, below(2) == 0);
            fill(6, model::Enumerator{below(2)});
        }
        return whole;
    }
};

std::map<std::string, engine::Verdict> by_pair(const engine::CaseVerdicts& verdicts) {
    std::map<std::string, engine::Verdict> all;
    for (const engine::Outcome& outcome : verdicts.outcomes) {
        if (!outcome.rule->grouping->pairs || outcome.cases.size() != 2) continue;
        std::vector<std::string> ids{outcome.cases[0]->id, outcome.cases[1]->id};
        std::sort(ids.begin(), ids.end());
        all[ids[0] + ids[1]] = outcome.verdict;
    }
    return all;
}

/// Of groups: by the key they share.
std::map<std::string, engine::Verdict> by_key(const engine::CaseVerdicts& verdicts) {
    std::map<std::string, engine::Verdict> all;
    for (const engine::Outcome& outcome : verdicts.outcomes)
        if (!outcome.rule->grouping->pairs && !outcome.common.empty())
            all[std::get<std::string>(outcome.common.front().value.domain)] = outcome.verdict;
    return all;
}

bool accuses(engine::Verdict verdict) {
    return verdict == engine::Verdict::violated || verdict == engine::Verdict::pending;
}

}  // namespace

TEST_CASE("verdicts over many cases hold under every completion of what is unknown") {
    const test::Book book(visits);
    const Cases make(book, "行政检查");
    int decided = 0;
    for (unsigned seed = 0; seed < 150; ++seed) {
        const Partial partial(make, seed);
        const auto before = run(book, partial.cases);
        const auto pairs = by_pair(before);
        const auto groups = by_key(before);
        for (unsigned round = 0; round < 5; ++round) {
            CAPTURE(seed);
            CAPTURE(round);
            const auto after = run(book, partial.complete(seed * 100 + round));
            const auto pairs_after = by_pair(after);
            for (const auto& [pair, verdict] : pairs) {
                REQUIRE(pairs_after.contains(pair));  // a pair that meets keeps meeting
                if (verdict == engine::Verdict::undetermined) continue;
                ++decided;
                if (accuses(verdict))
                    CHECK(pairs_after.at(pair) == verdict);
                else
                    CHECK_FALSE(accuses(pairs_after.at(pair)));
            }
            // A member that is a doubt of its own may turn a group that was in order; what a group is accused of stays.
            const auto groups_after = by_key(after);
            for (const auto& [key, verdict] : groups)
                if (accuses(verdict)) {
                    ++decided;
                    CHECK(groups_after.at(key) == verdict);
                }
        }
    }
    CHECK(decided > 200);
}

TEST_CASE("the order of the input decides nothing but the order of the outcomes") {
    const test::Book book(visits);
    const Cases make(book, "行政检查");
    for (unsigned seed = 0; seed < 60; ++seed) {
        Partial partial(make, seed);
        const auto first = run(book, partial.cases);
        std::mt19937 random(seed);
        std::shuffle(partial.cases.begin(), partial.cases.end(), random);
        const auto second = run(book, partial.cases);
        CHECK(first.outcomes.size() == second.outcomes.size());
        CHECK(by_pair(first) == by_pair(second));
        CHECK(by_key(first) == by_key(second));
    }
}
