#include "fadu/time/explain.hpp"

#include "support.hpp"

using namespace fadu::time;
using namespace fadu::time::testing;
using fadu::text::Language;

namespace {

/// One text, so that a failing check shows it.
std::string shown(const Count& count, Language language = Language::zh, Detail detail = Detail::brief) {
    std::string text;
    for (const std::string& line : explain(count, language, detail)) text += line + '\n';
    return text;
}

Count counted(std::string_view anchor, const Period& period, Roll roll = Roll::none,
              const std::vector<Exclusion>& exclusions = {}) {
    return due_day(day(anchor), period, rolling(roll), Calendar::china(), exclusions, Explain::yes).value();
}

}  // namespace

TEST_CASE("every day of a count over the Spring Festival") {
    const Count count = counted("2023-01-18", working_days(5));
    CHECK(shown(count, Language::zh, Detail::full) ==
          "2023-01-18 周三 起算日 不计入\n"
          "2023-01-19 周四 第1日 计入\n"
          "2023-01-20 周五 第2日 计入\n"
          "2023-01-21 周六 节假日（春节） 不计入\n"
          "2023-01-22 周日 节假日（春节） 不计入\n"
          "2023-01-23 周一 节假日（春节） 不计入\n"
          "2023-01-24 周二 节假日（春节） 不计入\n"
          "2023-01-25 周三 节假日（春节） 不计入\n"
          "2023-01-26 周四 节假日（春节） 不计入\n"
          "2023-01-27 周五 节假日（春节） 不计入\n"
          "2023-01-28 周六 调休上班 第3日 计入\n"
          "2023-01-29 周日 调休上班 第4日 计入\n"
          "2023-01-30 周一 第5日 计入 届满\n");
}

TEST_CASE("in short, days of the same use share a line") {
    const Count count = counted("2023-01-18", working_days(5));
    CHECK(shown(count) ==
          "2023-01-18 周三 起算日 不计入\n"
          "2023-01-19 周四 至 2023-01-20 周五 第1日至第2日 计入\n"
          "2023-01-21 周六 至 2023-01-27 周五 节假日（春节） 不计入\n"
          "2023-01-28 周六 至 2023-01-29 周日 调休上班 第3日至第4日 计入\n"
          "2023-01-30 周一 第5日 计入 届满\n");
    CHECK(shown(count, Language::en) ==
          "2023-01-18 Wed, first day, not counted\n"
          "2023-01-19 Thu to 2023-01-20 Fri, days 1 to 2, counted\n"
          "2023-01-21 Sat to 2023-01-27 Fri, public holiday (春节), not counted\n"
          "2023-01-28 Sat to 2023-01-29 Sun, make-up working day, days 3 to 4, counted\n"
          "2023-01-30 Mon, day 5, counted, last day of the period\n");
}

TEST_CASE("the day put off keeps its number") {
    CHECK(shown(counted("2023-07-03", calendar_days(90), Roll::public_holidays)) ==
          "2023-07-03 周一 起算日 不计入\n"
          "2023-07-04 周二 至 2023-09-30 周六 第1日至第89日 计入\n"
          "2023-10-01 周日 至 2023-10-06 周五 节假日（中秋节、国庆节） 第90日 顺延\n"
          "2023-10-07 周六 调休上班 第90日 计入 届满\n");
    CHECK(shown(counted("2023-12-20", calendar_days(10), Roll::rest_days)) ==
          "2023-12-20 周三 起算日 不计入\n"
          "2023-12-21 周四 至 2023-12-29 周五 第1日至第9日 计入\n"
          "2023-12-30 周六 至 2023-12-31 周日 休息日 第10日 顺延\n"
          "2024-01-01 周一 节假日（元旦） 第10日 顺延\n"
          "2024-01-02 周二 第10日 计入 届满\n");
}

TEST_CASE("excluded days carry the names of all that exclude them") {
    const std::vector<Exclusion> exclusions{{day("2023-08-01"), day("2023-08-20"), "听证"},
                                            {day("2023-08-15"), day("2023-09-03"), "鉴定"}};
    CHECK(shown(counted("2023-07-03", calendar_days(90), Roll::public_holidays, exclusions)) ==
          "2023-07-03 周一 起算日 不计入\n"
          "2023-07-04 周二 至 2023-07-31 周一 第1日至第28日 计入\n"
          "2023-08-01 周二 至 2023-08-14 周一 不计入期限（听证） 扣除\n"
          "2023-08-15 周二 至 2023-08-20 周日 不计入期限（听证、鉴定） 扣除\n"
          "2023-08-21 周一 至 2023-09-03 周日 不计入期限（鉴定） 扣除\n"
          "2023-09-04 周一 至 2023-11-03 周五 第29日至第89日 计入\n"
          "2023-11-04 周六 第90日 计入 届满\n");
}

TEST_CASE("months are not counted day by day; a second part counts from one") {
    CHECK(shown(counted("2023-03-01", months(3), Roll::none, {{day("2023-05-01"), day("2023-05-02"), "检验"}})) ==
          "2023-03-01 周三 起算日 不计入\n"
          "2023-03-02 周四 至 2023-04-30 周日 按月计，不逐日\n"
          "2023-05-01 周一 至 2023-05-02 周二 不计入期限（检验） 扣除\n"
          "2023-05-03 周三 至 2023-06-01 周四 按月计，不逐日\n"
          "2023-06-02 周五 第1日 计入\n"
          "2023-06-03 周六 第2日 计入 届满\n");
    CHECK(shown(counted("2023-03-01", {{{2, Unit::calendar_day}, {3, Unit::calendar_day}}})) ==
          "2023-03-01 周三 起算日 不计入\n"
          "2023-03-02 周四 至 2023-03-03 周五 第1日至第2日 计入\n"
          "2023-03-04 周六 至 2023-03-05 周日 第1日至第2日 计入\n"
          "2023-03-06 周一 第3日 计入 届满\n");
}

TEST_CASE("backward, both ends are shown as left out") {
    const auto count = latest_day_before(day("2023-06-20"), days(7), counting_back(Backward::both_ends),
                                         Calendar::china(), Explain::yes);
    CHECK(shown(count.value()) ==
          "2023-06-20 周二 期限当日 不计入\n"
          "2023-06-19 周一 至 2023-06-13 周二 第1日至第7日 计入\n"
          "2023-06-12 周一 末端当日 不计入 最迟日\n");
    const auto working = latest_day_before(day("2023-05-10"), working_days(3), {}, Calendar::china(), Explain::yes);
    CHECK(shown(working.value(), Language::en) ==
          "2023-05-10 Wed, target day, not counted\n"
          "2023-05-09 Tue to 2023-05-08 Mon, days 1 to 2, counted\n"
          "2023-05-07 Sun, weekend, not counted\n"
          "2023-05-06 Sat, make-up working day, day 3, counted, latest day\n");
}

TEST_CASE("a count without its days gives no lines; an empty period gives one") {
    CHECK(explain(due_day(day("2023-03-01"), days(3), {}, Calendar::china()).value()).empty());
    CHECK(shown(counted("2023-03-01", {})) == "2023-03-01 周三 起算日 不计入 届满\n");
    CHECK(shown(counted("2023-10-05", {}, Roll::rest_days)) ==
          "2023-10-05 周四 起算日 不计入\n"
          "2023-10-06 周五 节假日（中秋节、国庆节） 顺延\n"
          "2023-10-07 周六 调休上班 计入 届满\n");
}
