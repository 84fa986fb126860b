// Scorecards and samples: what takes points off, caps, vetoes, grades, doubt; and that a seed always draws the same.
#include "fadu/engine/scorecards.hpp"

#include <set>

#include "support.hpp"

using namespace fadu;
using engine::Verdict;
using model::Grade;
using model::Number;

namespace {

const char* const rules = R"(规则集 评查 版本 1.0
记录 案件
  案号 : 文本 标识
  甲 : 是否
  乙 : 是否
  丙 : 是否
  丁 : 是否
  事件 询问
    两人 : 是否
规则 甲规 对 案件
  应当 甲
  违者 重大 “甲”
规则 乙规 对 案件
  应当 乙
  违者 瑕疵 “乙”
规则 丙规 对 案件
  应当 丙
  违者 无效 “丙”
规则 丁规 对 案件
  应当 丁
  违者 瑕疵 “丁”
规则 两人 对 案件 的 每次 询问
  应当 两人
  违者 轻微 “两人”
评查表 评查 对 案件
  满分 100
  类项 程序 不超过 25
    扣分 20 违反 甲规
    扣分 10 违反 两人 每次
  类项 文书
    扣分 5 违反 乙规
    扣分 2 瑕疵
  一票否决 无效
  等次 优秀 不少于 90
  等次 合格 不少于 60
  等次 不合格
)";

struct Facts {
    int a = 1, b = 1, c = 1, d = 1;  // 0 否, 1 是, 2 unknown
    std::vector<int> interviews = {};
};

class Card {
  public:
    engine::Score score(const Facts& facts) {
        value_ = facts::Case::blank(book_.rulebook(), 0);
        value_.closed.assign(value_.closed.size(), true);
        const auto set = [](facts::Slot& slot, int truth) {
            if (truth == 2) return;
            slot.knowledge = facts::Knowledge::known;
            slot.value = truth == 1;
        };
        set(value_.root.slots[1], facts.a);
        set(value_.root.slots[2], facts.b);
        set(value_.root.slots[3], facts.c);
        set(value_.root.slots[4], facts.d);
        for (const int both : facts.interviews) {
            facts::Occurrence occurrence;
            occurrence.event = 0;
            occurrence.slots.resize(1);
            occurrence.begin = occurrence.end = time::TimeSpan::of(time::make_day(2023, 3, 1));
            set(occurrence.slots[0], both);
            value_.occurrences.push_back(std::move(occurrence));
        }
        engine::CheckOptions options;
        options.as_of = time::make_day(2023, 12, 31);
        verdicts_ = engine::interpret(book_.rulebook(), value_, options);
        std::vector<const engine::Outcome*> outcomes;
        for (const engine::Outcome& outcome : verdicts_.outcomes) outcomes.push_back(&outcome);
        return engine::score_case(book_.rulebook().scorecards.front(), book_.rulebook(), outcomes);
    }

  private:
    test::Book book_{rules};
    facts::Case value_;
    engine::CaseVerdicts verdicts_;
};

std::string shown(const engine::Score& score) {
    std::string all = model::to_decimal(score.low);
    if (score.low != score.high) all += ".." + model::to_decimal(score.high);
    for (const int grade : score.grades) all += " " + score.card->grades[static_cast<std::size_t>(grade)].name;
    return all;
}

}  // namespace

TEST_CASE("points come off by rule, by grade, once or each time, up to the section's cap") {
    Card card;
    CHECK(shown(card.score({})) == "100 优秀");
    CHECK(card.score({}).reasons.empty());
    CHECK(shown(card.score({.a = 0})) == "80 合格");
    CHECK(shown(card.score({.b = 0})) == "95 优秀");  // named: not once more for its grade
    CHECK(shown(card.score({.d = 0})) == "98 优秀");  // by its grade
    CHECK(shown(card.score({.b = 0, .d = 0})) == "93 优秀");
    CHECK(shown(card.score({.interviews = {0, 1, 0}})) == "80 合格");
    const engine::Score capped = card.score({.a = 0, .interviews = {0, 0}});
    CHECK(shown(capped) == "75 合格");
    CHECK(capped.sections[0].capped);
    CHECK(capped.reasons[0].points_most == Number(20));
    CHECK(capped.reasons[1].most == 2);
    CHECK(capped.reasons[1].outcomes.size() == 2);
    CHECK_FALSE(card.score({.a = 0}).sections[0].capped);
}

TEST_CASE("a veto gives no points and the worst grade") {
    Card card;
    const engine::Score score = card.score({.b = 0, .c = 0});
    CHECK(shown(score) == "0 不合格");
    CHECK(score.vetoed == engine::Truth::yes);
    CHECK(score.reasons[0].section == -1);
}

TEST_CASE("what is undetermined leaves the score open") {
    Card card;
    CHECK(shown(card.score({.a = 2})) == "80..100 优秀 合格");
    CHECK(shown(card.score({.b = 2})) == "95..100 优秀");
    const engine::Score doubtful = card.score({.c = 2});
    CHECK(shown(doubtful) == "0..100 优秀 不合格");
    CHECK(doubtful.vetoed == engine::Truth::unknown);
    CHECK(doubtful.reasons[0].least == 0);
    CHECK(doubtful.reasons[0].most == 1);
}

TEST_CASE("a score never falls below 0, and points that do not add up are said to") {
    model::Rulebook book;
    book.records.emplace_back();
    model::Rule rule;
    rule.record = 0;
    book.rules.push_back(rule);
    model::Scorecard card;
    card.total = Number(100);
    model::ScoreSection section;
    model::Deduction line;
    line.points = Number(60);
    line.what = model::VerdictQuery{Verdict::violated, {false, 0, false}, -1, {}};
    line.each = true;
    section.deductions = {line};
    card.sections = {section};
    engine::Outcome breach;
    breach.norm = {false, 0, false};
    breach.verdict = Verdict::violated;
    const engine::Score score = engine::score_case(card, book, {&breach, &breach});
    CHECK(score.low == Number(0));
    CHECK(score.high == Number(0));
    CHECK_FALSE(score.overflow);
    card.sections[0].deductions[0].points = Number(std::numeric_limits<std::int64_t>::max());
    const engine::Score odd = engine::score_case(card, book, {&breach, &breach});
    CHECK(odd.overflow);
    CHECK(odd.low == Number(0));
}

TEST_CASE("samples: without replacement, the same for the same seed, rounded up") {
    CHECK(engine::draw_sample(10, {.count = 3, .share = {}}, 1).size() == 3);
    CHECK(engine::draw_sample(10, {.count = 30, .share = {}}, 1).size() == 10);
    CHECK(engine::draw_sample(0, {.count = 3, .share = {}}, 1).empty());
    CHECK(engine::draw_sample(11, {.count = {}, .share = Number::of(1, 10)}, 1).size() == 2);
    CHECK(engine::draw_sample(10, {.count = {}, .share = Number::of(1, 10)}, 1).size() == 1);
    // Written down once: a seed draws the same on every machine, for ever.
    CHECK(engine::draw_sample(100, {.count = 5, .share = {}}, 20231231) ==
          engine::draw_sample(100, {.count = 5, .share = {}}, 20231231));
    std::set<std::vector<std::size_t>> seen;
    std::vector<int> times(6, 0);
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        const auto drawn = engine::draw_sample(6, {.count = 3, .share = {}}, seed);
        CHECK(std::is_sorted(drawn.begin(), drawn.end()));
        CHECK(std::set<std::size_t>(drawn.begin(), drawn.end()).size() == 3);
        seen.insert(drawn);
        for (const std::size_t one : drawn) ++times[one];
    }
    CHECK(seen.size() == 20);  // every set of three of six
    for (const int n : times) {
        CHECK(n > 1350);
        CHECK(n < 1650);
    }
}

TEST_CASE("stratified samples draw from every stratum") {
    std::vector<std::string> strata;
    for (int i = 0; i < 30; ++i) strata.emplace_back(i % 3 == 0 ? "甲" : "乙");
    const auto drawn = engine::draw_sample(strata, {.count = {}, .share = Number::of(1, 4)}, 7);
    int first = 0;
    for (const std::size_t i : drawn)
        if (i % 3 == 0) ++first;
    CHECK(first == 3);
    CHECK(drawn.size() == 8);
}
