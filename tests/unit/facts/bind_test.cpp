// Structs of a host's as cases: one described with Boost.Describe, one by a table.
#include <doctest/doctest.h>

#include <array>

#include "fadu/facts/bind.hpp"
#include "unit/facts/support.hpp"

namespace host {

struct Officer {
    std::string name;
    std::optional<std::string> badge;
};
BOOST_DESCRIBE_STRUCT(Officer, (), (name, badge))

struct Inquiry {
    std::chrono::year_month_day date;
    std::vector<Officer> officers;
};
BOOST_DESCRIBE_STRUCT(Inquiry, (), (date, officers))

struct Hearing {
    std::optional<std::chrono::sys_days> end;
    std::chrono::sys_days begin;
};
BOOST_DESCRIBE_STRUCT(Hearing, (), (end, begin))

struct Decision {
    std::optional<fadu::time::Moment> date;
    fadu::facts::Money fine;
    bool planned = false;
};
BOOST_DESCRIBE_STRUCT(Decision, (), (date, fine, planned))

struct Penalty {
    std::string case_no;
    std::string field;
    std::optional<bool> ordinary;
    std::int32_t people = 0;
    fadu::facts::Money fine;
    std::chrono::year_month_day ended;
    std::vector<std::string> papers;
    Officer handler;
    std::optional<std::chrono::sys_days> filed;
    std::vector<Inquiry> inquiries;
    std::vector<Hearing> hearings;
    std::optional<Decision> decision;
};
BOOST_DESCRIBE_STRUCT(Penalty, (),
                      (case_no, field, ordinary, people, fine, ended, papers, handler, filed, inquiries, hearings,
                       decision))

struct Noted {
    std::string 备注;
};
BOOST_DESCRIBE_STRUCT(Noted, (), (备注))
struct Derived : Noted {
    std::string 案号;
};
BOOST_DESCRIBE_STRUCT(Derived, (Noted), (案号))

struct Plain {
    std::string number;
    std::vector<std::chrono::sys_days> visits;
};

struct Wrong {
    std::string case_no_;
    int 罚款;
    std::vector<int> 人数;
    std::string 立案;
    Officer 备注;
    std::optional<std::chrono::sys_days> 调查取证;
};
BOOST_DESCRIBE_STRUCT(Wrong, (), (case_no_, 罚款, 人数, 立案, 备注, 调查取证))

}  // namespace host

namespace fadu::facts {

using Names = std::pair<std::string_view, std::string_view>;
template <>
struct Binding<host::Officer> {
    static constexpr std::array<Names, 1> names{{{"name", "姓名"}}};
};
template <>
struct Binding<host::Inquiry> {
    static constexpr std::array<Names, 1> names{{{"officers", "办案人员"}}};
};
template <>
struct Binding<host::Penalty> {
    static constexpr std::array<Names, 10> names{{{"field", "领域"},
                                                  {"ordinary", "适用普通程序"},
                                                  {"people", "人数"},
                                                  {"fine", "罚款"},
                                                  {"ended", "违法行为终了日"},
                                                  {"papers", "材料"},
                                                  {"handler", "承办人"},
                                                  {"inquiries", "询问"},
                                                  {"hearings", "听证"},
                                                  {"decision", "处罚决定"}}};
};
template <>
struct Binding<host::Plain> {
    static constexpr auto members =
        std::make_tuple(member("案号", &host::Plain::number), member("现场检查", &host::Plain::visits));
};

}  // namespace fadu::facts

using namespace fadu;
using namespace fadu::facts;
using namespace fadu::facts::test;
using namespace std::chrono_literals;

TEST_CASE("a described struct is a case") {
    const model::Rulebook book = rulebook();
    const auto binder = Binder<host::Penalty>::make(book, penalty_case);
    REQUIRE(binder.has_value());
    host::Penalty from;
    from.case_no = "甲";
    from.field = "公安";
    from.people = -2;
    from.fine = {649999};
    from.ended = 2023y / 1 / 1;
    from.papers = {"收据"};
    from.handler = {"丙", std::nullopt};
    from.filed = std::chrono::sys_days(2023y / 3 / 1);
    from.inquiries = {{2023y / 3 / 5, {{"甲", "A1"}}}, {2023y / 2 / 30, {}}};
    from.hearings = {{std::chrono::sys_days(2023y / 8 / 20), std::chrono::sys_days(2023y / 8 / 1)},
                     {std::nullopt, std::chrono::sys_days(2023y / 9 / 1)},
                     {std::chrono::sys_days(2023y / 8 / 20), std::chrono::sys_days(2023y / 9 / 1)}};
    from.decision = host::Decision{std::nullopt, {500}, true};
    const Case value = (*binder)(from);
    CHECK(value.id == "甲");
    CHECK(words(slot(book, value, "领域")) == "#2");
    CHECK(words(slot(book, value, "适用普通程序")) == "?");
    CHECK(words(slot(book, value, "人数")) == "-2");
    CHECK(words(slot(book, value, "罚款")) == "649999");
    CHECK(words(slot(book, value, "违法行为终了日")) == "2023-01-01");
    CHECK(words(slot(book, value, "材料")) == "[收据]");
    CHECK(words(slot(book, value, "承办人")) == "{丙;?;?;?;}");
    CHECK(words(slot(book, value, "备注")) == "?");
    CHECK(events(book, value) ==
          "立案 2023-03-01\n询问 2023-03-05 {甲;A1;?;?;}\n询问 某日 \n听证 2023-08-01 至 2023-08-20\n"
          "听证 2023-09-01 至 …\n听证 2023-09-01 至 某日\n处罚决定 某日 计划 500 ?\n");
    CHECK(closed(book, value) == "立案 询问 听证 处罚决定");

    from.field = "海关";
    CHECK(words(slot(book, (*binder)(from), "领域")) == "?");
}

TEST_CASE("a struct bound by a table; what it does not have stays open") {
    const model::Rulebook book = rulebook();
    const auto binder = Binder<host::Plain>::make(book, penalty_case);
    REQUIRE(binder.has_value());
    const Case value = (*binder)({"", {std::chrono::sys_days(2023y / 3 / 1), std::chrono::sys_days(2023y / 3 / 2)}}, 7);
    CHECK(events(book, value) == "现场检查 2023-03-01 ?\n现场检查 2023-03-02 ?\n");
    CHECK(closed(book, value) == "现场检查");
    CHECK((*binder)({"乙", {}}).id == "乙");
}

TEST_CASE("inherited members count") {
    const model::Rulebook book = rulebook();
    const auto binder = Binder<host::Derived>::make(book, penalty_case);
    REQUIRE(binder.has_value());
    host::Derived from;
    from.案号 = "甲";
    from.备注 = "乙";
    CHECK((*binder)(from).id == "甲");
    CHECK(words(slot(book, (*binder)(from), "备注")) == "乙");
}

TEST_CASE("what does not fit is told when the binder is made") {
    const model::Rulebook book = rulebook();
    const auto binder = Binder<host::Wrong>::make(book, penalty_case);
    REQUIRE(!binder.has_value());
    CHECK(binder.error().size() == 6);
    for (const auto& diagnostic : binder.error()) CHECK(diagnostic.code == "FD0513");
    CHECK(binder.error()[0].help.zh == "是不是“case_no”？");
}
