#include "fadu/procedure/duration.hpp"

#include <doctest/doctest.h>

#include "unit/procedure/make_procedure.hpp"

namespace {

using namespace fadu::procedure_test;
using fadu::model::Mode;
using fadu::model::Operation;
using fadu::model::Procedure;
using fadu::procedure::ConditionalSteps;
using fadu::procedure::longest_chain;
using fadu::procedure::minimum_duration;
using fadu::time::Period;
using fadu::time::Unit;

TEST_CASE("the ordinary procedure waits only for the notice of a hearing") {
    const Procedure procedure = ordinary_procedure();
    CHECK(minimum_duration(procedure).parts.empty());
    CHECK(minimum_duration(procedure, ConditionalSteps::taken) == Period{{{7, Unit::working_day}}});
}

TEST_CASE("waits add up along a chain and stand beside each other across branches") {
    Procedure procedure = make_procedure({{"公告", {}}, {"听证", {0}}, {"论证", {0}}, {"决定", {1, 2}}});
    procedure.steps[1].duties = {duty(window(Operation::window_only_after, 0, 30), 1)};
    procedure.steps[2].duties = {duty(window(Operation::window_only_after, 0, 20, Unit::working_day), 2)};
    procedure.steps[3].duties = {duty(window(Operation::window_only_after, 1, 2, Unit::month), 3)};
    CHECK(minimum_duration(procedure) == Period{{{2, Unit::month}, {30, Unit::calendar_day}}});
    const auto chain = longest_chain(procedure);
    REQUIRE(chain.waits.size() == 2);
    CHECK(chain.waits[0].from == 0);
    CHECK(chain.waits[0].to == 1);
    CHECK(chain.waits[1].to == 3);
    CHECK(chain.waits[1].day_after);
}

TEST_CASE("a wait passes through steps that take no time") {
    Procedure procedure = make_procedure({{"甲", {}}, {"乙", {0}}, {"丙", {1}}, {"丁", {2}}});
    procedure.steps[1].duties = {duty(window(Operation::window_only_after, 0, 10), 1)};
    procedure.steps[2].when = field(0);
    procedure.steps[3].duties = {duty(window(Operation::window_ahead, 3, 7), 1)};
    CHECK(minimum_duration(procedure) == Period{{{17, Unit::calendar_day}}});
}

TEST_CASE("a bare number of days has the unit of the law") {
    Procedure procedure = make_procedure({{"甲", {}}, {"乙", {0}}});
    procedure.steps[1].duties = {duty(window(Operation::window_only_after, 0, 7, Unit::day), 1)};
    CHECK(minimum_duration(procedure) == Period{{{7, Unit::calendar_day}}});
    procedure.steps[1].duties[0].policy.working_day_numbers = {7};
    CHECK(minimum_duration(procedure) == Period{{{7, Unit::working_day}}});
}

TEST_CASE("must not within a period is a wait, may is none") {
    Procedure procedure = make_procedure({{"甲", {}}, {"乙", {0}}});
    procedure.steps[1].duties = {duty(window(Operation::window_within, 0, 5), 1, Mode::must_not)};
    CHECK(minimum_duration(procedure) == Period{{{5, Unit::calendar_day}}});
    procedure.steps[1].duties = {duty(window(Operation::window_only_after, 0, 5), 1, Mode::may)};
    CHECK(minimum_duration(procedure).parts.empty());
    procedure.steps[1].duties = {duty(window(Operation::window_only_after, 0, 5), 1)};
    procedure.steps[1].duties[0].exceptions.resize(1);
    CHECK(minimum_duration(procedure).parts.empty());
    CHECK(minimum_duration(procedure, ConditionalSteps::taken).parts.size() == 1);
}

TEST_CASE("an anchor may itself be the end of a period, or an event that is no step") {
    Procedure procedure = make_procedure({{"甲", {}}, {"乙", {0}}});
    const auto end = combine(Operation::add_period, {occurrence(0), period(60)});
    procedure.steps[1].duties = {duty(combine(Operation::window_only_after, {end, period(5)}), 1)};
    CHECK(minimum_duration(procedure) == Period{{{65, Unit::calendar_day}}});
    procedure.steps[1].duties = {duty(window(Operation::window_only_after, 77, 5), 1)};
    CHECK(minimum_duration(procedure) == Period{{{5, Unit::calendar_day}}});
}

TEST_CASE("strange procedures have no chain and do no harm") {
    CHECK(minimum_duration(make_procedure({})).parts.empty());
    Procedure cyclic = make_procedure({{"甲", {1}}, {"乙", {0}}});
    cyclic.steps[1].duties = {duty(window(Operation::window_only_after, 0, 5), 1)};
    CHECK(minimum_duration(cyclic).parts.empty());
    // A wait against the order of the steps.
    Procedure backwards = make_procedure({{"甲", {}}, {"乙", {0}}});
    backwards.steps[0].duties = {duty(window(Operation::window_only_after, 1, 5), 0)};
    backwards.steps[1].duties = {duty(window(Operation::window_only_after, 0, 3), 1)};
    CHECK(minimum_duration(backwards) == Period{{{8, Unit::calendar_day}}});
    // Numbers beyond all measure are nobody's wait.
    Procedure huge = make_procedure({{"甲", {}}, {"乙", {0}}});
    huge.steps[1].duties = {duty(window(Operation::window_only_after, 0, INT64_MAX), 1)};
    CHECK(minimum_duration(huge).parts.empty());
}

}  // namespace
