// Indicators: counts, shares, sums, means and quantiles with all that is doubtful, groups, periods, targets and published
// values; bounds checked against every completion.
#include "fadu/engine/indicators.hpp"

#include <random>

#include "support.hpp"

using namespace fadu;
using model::Number;

namespace {

const char* const rules = R"(规则集 数字 版本 1.0
参数 目标率 : 比率
记录 案件
  案号 : 文本 标识
  机关 : 文本 可无
  罚款 : 金额
  已审 : 是否
  重大 : 是否
  立案日 : 日期
规则 应当审核 对 案件
  当 重大
  应当 已审
规则 案号不得重复 对 案件 中 同一 机关 的 每组（以下称 同案）
  应当 同案 的 数量 不超过 2
指标 件数 对 案件
  计数
指标 审核率 对 案件
  当 重大
  占比 已审
  统计期间 2023-01-01 至 2023-12-31 按 立案日
  分组 机关
  取整 到 0.1% 四舍五入
  目标 不少于 60%
指标 违反率 对 案件
  占比 违反 应当审核
指标 重复件数 对 案件
  计数 违反 案号不得重复
指标 罚款合计 对 案件
  合计 罚款
指标 平均罚款 对 案件
  平均 罚款
指标 中位罚款 对 案件
  分位 50% 罚款
指标 应审 对 案件
  计数 重大
指标 已审件数 对 案件
  当 重大
  计数 已审
指标 未审件数
  为 应审 - 已审件数
  目标 为 0
指标 复算审核率
  为 已审件数 / 应审
  公布值 66.7%
  取整 到 0.1% 四舍五入
指标 比目标 对 案件
  占比 重大
  目标 不少于 目标率
)";

struct Row {
    const char* organ;    // "" unknown, "-" 无
    int yuan;             // -1 unknown
    int reviewed, major;  // 0 否, 1 是, 2 unknown
    const char* day;
};

class Figures {
  public:
    explicit Figures(const char* text = rules) : book_(text) {}

    facts::Case make(const Row& row) {
        facts::Case value = facts::Case::blank(book_.rulebook(), 0);
        value.id = std::to_string(++count_);
        const auto set = [&](std::size_t field, model::Constant constant) {
            value.root.slots[field].knowledge = facts::Knowledge::known;
            value.root.slots[field].value = std::move(constant);
        };
        set(0, value.id);
        const std::string organ = row.organ;
        if (organ == "-")
            value.root.slots[1].knowledge = facts::Knowledge::none;
        else if (!organ.empty())
            set(1, organ);
        if (row.yuan >= 0) set(2, Number(row.yuan * 100));
        if (row.reviewed < 2) set(3, row.reviewed == 1);
        if (row.major < 2) set(4, row.major == 1);
        if (*row.day) set(5, *time::parse_day(row.day));
        return value;
    }

    std::vector<engine::IndicatorResult> run(const std::vector<facts::Case>& cases,
                                             std::map<std::string, model::Constant> parameters = {}) {
        engine::CheckOptions options;
        options.as_of = time::make_day(2024, 12, 31);
        options.parameters = std::move(parameters);
        engine::Indicators indicators(book_.rulebook(), options);
        engine::Batch batch(book_.rulebook(), options, true);
        for (const facts::Case& value : cases) {
            const auto shared = std::make_shared<const facts::Case>(value);
            indicators.add(shared, engine::interpret(book_.rulebook(), *shared, options));
            batch.add(shared);
        }
        const auto together = batch.finish();
        return indicators.finish(&together);
    }

    std::vector<engine::IndicatorResult> run(const std::vector<Row>& rows,
                                             std::map<std::string, model::Constant> parameters = {}) {
        std::vector<facts::Case> cases;
        for (const Row& row : rows) cases.push_back(make(row));
        return run(cases, std::move(parameters));
    }

    const model::Rulebook& rulebook() const { return book_.rulebook(); }

  private:
    test::Book book_;
    int count_ = 0;
};

const engine::IndicatorResult& named(const std::vector<engine::IndicatorResult>& all, std::string_view name) {
    for (const auto& one : all)
        if (one.indicator->name == name) return one;
    FAIL("no indicator");
    throw 0;
}

std::string shown(const engine::NumberInterval& n) {
    const auto end = [](const std::optional<Number>& number) { return number ? model::to_decimal(*number) : "∞"; };
    return n.low == n.high && n.low ? end(n.low) : end(n.low) + ".." + end(n.high);
}

}  // namespace

TEST_CASE("counts, shares, sums, means and quantiles of known cases are exact") {
    Figures figures;
    const auto all = figures.run({{"甲", 10, 1, 1, "2023-01-01"},
                                  {"甲", 20, 0, 1, "2023-12-31"},
                                  {"乙", 40, 1, 1, "2023-06-01"},
                                  {"乙", 31, 0, 0, "2023-06-01"}});
    CHECK(shown(named(all, "件数").all.value) == "4");
    const auto& share = named(all, "审核率");
    CHECK(shown(share.all.value) == "2/3");
    CHECK(shown(share.all.numerator) == "2");
    CHECK(shown(share.all.denominator) == "3");
    CHECK(shown(share.all.rounded) == "0.667");
    CHECK(share.all.on_target == engine::Truth::yes);
    REQUIRE(share.groups.size() == 2);
    CHECK(shown(share.groups[0].value) == "0.5");
    CHECK(share.groups[0].on_target == engine::Truth::no);
    CHECK(shown(share.groups[1].value) == "1");
    CHECK(share.is_missed());
    CHECK(shown(named(all, "违反率").all.value) == "0.25");
    CHECK(shown(named(all, "罚款合计").all.value) == "10100");
    CHECK(shown(named(all, "平均罚款").all.value) == "2525");
    CHECK(shown(named(all, "中位罚款").all.value) == "2000");  // the 2nd of 4: the nearest rank
    CHECK(shown(named(all, "未审件数").all.value) == "1");
    CHECK(named(all, "未审件数").all.on_target == engine::Truth::no);
    CHECK(named(all, "复算审核率").agrees == engine::Truth::yes);
}

TEST_CASE("the period takes in both its ends; a case without a date, or outside, is not counted") {
    Figures figures;
    const auto all =
        figures.run({{"甲", 1, 1, 1, "2022-12-31"}, {"甲", 1, 1, 1, "2024-01-01"}, {"甲", 1, 0, 1, "2023-01-01"}});
    CHECK(shown(named(all, "审核率").all.denominator) == "1");
    CHECK(shown(named(all, "审核率").all.value) == "0");
    const auto undated = figures.run({{"甲", 1, 1, 1, ""}, {"甲", 1, 0, 1, "2023-01-01"}});
    CHECK(shown(named(undated, "审核率").all.denominator) == "1..2");
    CHECK(shown(named(undated, "审核率").all.value) == "0..0.5");
}

TEST_CASE("what is doubtful gives bounds") {
    Figures figures;
    const auto all = figures.run({{"甲", 10, 1, 1, "2023-02-01"},
                                  {"甲", 20, 2, 1, "2023-02-01"},  // has it, perhaps
                                  {"甲", -1, 1, 2, "2023-02-01"},  // is in, perhaps
                                  {"甲", 40, 0, 2, "2023-02-01"}});
    const auto& share = named(all, "审核率");
    CHECK(shown(share.all.numerator) == "1..3");
    CHECK(shown(share.all.denominator) == "2..4");
    CHECK(shown(share.all.value) == "1/3..1");
    CHECK(share.all.on_target == engine::Truth::unknown);
    CHECK(shown(named(all, "违反率").all.value) == "0..0.5");
    CHECK(shown(named(all, "罚款合计").all.value) == "∞..∞");
    CHECK(shown(named(all, "中位罚款").all.value) == "1000..2000");
}

TEST_CASE("groups: 无 is a group, an unknown group a row of its own that leaves targets open") {
    Figures figures;
    const auto all =
        figures.run({{"甲", 1, 1, 1, "2023-02-01"}, {"-", 1, 1, 1, "2023-02-01"}, {"", 1, 0, 1, "2023-02-01"}});
    const auto& groups = named(all, "审核率").groups;
    REQUIRE(groups.size() == 3);
    CHECK_FALSE(groups[1].group.front().may_be_value);
    CHECK(groups[2].unknown_group);
    CHECK(shown(groups[0].value) == "1");
    CHECK(groups[0].on_target == engine::Truth::unknown);  // with the unknown one it may be 1 of 2
}

TEST_CASE("an empty denominator gives no value, and no target is met or missed by it") {
    Figures figures;
    const auto all = figures.run(std::vector<Row>{});
    for (const char* name : {"审核率", "违反率", "平均罚款", "中位罚款", "复算审核率"}) {
        CAPTURE(std::string(name));
        CHECK(named(all, name).all.none);
    }
    CHECK(named(all, "审核率").all.on_target == engine::Truth::unknown);
    CHECK(named(all, "复算审核率").agrees == engine::Truth::unknown);
    CHECK(shown(named(all, "件数").all.value) == "0");
    CHECK(shown(named(all, "罚款合计").all.value) == "0");
}

TEST_CASE("verdicts of rules over many cases are counted after the last case") {
    Figures figures;
    const auto all = figures.run(
        {{"甲", 1, 1, 1, ""}, {"甲", 1, 1, 1, ""}, {"甲", 1, 1, 1, ""}, {"乙", 1, 1, 1, ""}, {"-", 1, 1, 1, ""}});
    CHECK(shown(named(all, "重复件数").all.value) == "3");
    const auto doubtful = figures.run({{"甲", 1, 1, 1, ""}, {"甲", 1, 1, 1, ""}, {"", 1, 1, 1, ""}});
    CHECK(shown(named(doubtful, "重复件数").all.value) == "0..3");
}

TEST_CASE("a target that is a parameter nobody set is undecided") {
    Figures figures;
    const auto open = figures.run({{"甲", 1, 1, 1, ""}});
    CHECK(named(open, "比目标").all.on_target == engine::Truth::unknown);
    const auto set = figures.run({{"甲", 1, 1, 1, ""}}, {{"目标率", *Number::of(1, 2)}});
    CHECK(named(set, "比目标").all.on_target == engine::Truth::yes);
}

TEST_CASE("figures without any case: derived from numbers alone") {
    Figures figures(R"(规则集 年报 版本 1.0
指标 延期率
  为 2524 / 53754
  取整 到 0.1% 四舍五入
  公布值 4.6%
指标 纠错率
  为 50 / 146
  取整 到 0.01% 舍去
  公布值 34.24%
指标 空
  为 1 / 0
)");
    const auto all = figures.run(std::vector<facts::Case>{});
    CHECK(shown(named(all, "延期率").all.rounded) == "0.047");
    CHECK(named(all, "延期率").agrees == engine::Truth::no);
    CHECK(shown(named(all, "延期率").all.numerator) == "2524");
    CHECK(named(all, "纠错率").agrees == engine::Truth::yes);
    CHECK(named(all, "空").all.none);
}

TEST_CASE("bounds hold under every completion of what is unknown") {
    Figures figures;
    int checked = 0;
    for (unsigned seed = 0; seed < 120; ++seed) {
        std::mt19937 random(seed);
        const auto below = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
        std::vector<Row> rows;
        const int n = 1 + below(7);
        const char* days[] = {"2023-01-01", "2023-07-01", "2024-02-01", ""};
        for (int i = 0; i < n; ++i)
            rows.push_back({below(2) ? "甲" : "乙", below(4) ? below(50) : -1, below(3), below(3), days[below(4)]});
        const auto before = figures.run(rows);
        for (int round = 0; round < 6; ++round) {
            std::vector<Row> whole = rows;
            for (Row& row : whole) {
                if (row.yuan < 0) row.yuan = below(50);
                if (row.reviewed == 2) row.reviewed = below(2);
                if (row.major == 2) row.major = below(2);
                if (!*row.day) row.day = days[below(3)];
            }
            const auto after = figures.run(whole);
            for (std::size_t i = 0; i < before.size(); ++i) {
                CAPTURE(seed);
                CAPTURE(before[i].indicator->name);
                const auto& was = before[i].all;
                const auto& is = after[i].all;
                CAPTURE(shown(was.value));
                CAPTURE(shown(is.value));
                if (is.none) {
                    CHECK((was.none || was.may_be_none || was.cause));
                    continue;
                }
                CHECK_FALSE(was.none);
                if (was.cause || !is.value.low) continue;
                ++checked;
                REQUIRE(is.value.low == is.value.high);
                CHECK((!was.value.low || *was.value.low <= *is.value.low));
                CHECK((!was.value.high || *is.value.low <= *was.value.high));
                if (was.on_target && *was.on_target != engine::Truth::unknown) CHECK(is.on_target == was.on_target);
            }
        }
    }
    CHECK(checked > 3000);
}
