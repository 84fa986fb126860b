#include "fadu/procedure/check.hpp"

#include <doctest/doctest.h>

#include "fadu/procedure/graph.hpp"
#include "unit/procedure/make_procedure.hpp"

namespace {

using namespace fadu::procedure_test;
using fadu::model::Operation;
using fadu::model::Procedure;
using fadu::text::Diagnostic;
using fadu::text::Level;
using fadu::time::Unit;

std::vector<Diagnostic> check(const Procedure& procedure) { return fadu::procedure::check({}, procedure); }

/// The only diagnostic of that code; the test fails where there is none or more than one.
Diagnostic only(const std::vector<Diagnostic>& all, const std::string& code) {
    Diagnostic found;
    int count = 0;
    for (const Diagnostic& diagnostic : all)
        if (diagnostic.code == code) {
            found = diagnostic;
            ++count;
        }
    CHECK_MESSAGE(count == 1, code << ": " << count);
    return found;
}

fadu::model::Expression truth(bool value) {
    fadu::model::Expression result;
    result.type = {fadu::model::TypeKind::boolean};
    result.constant = value;
    return result;
}
fadu::model::Expression not_(const fadu::model::Expression& condition) { return combine(Operation::not_, {condition}); }

TEST_CASE("the ordinary procedure is clean") {
    CHECK(check(ordinary_procedure()).empty());
    CHECK(check(make_procedure({})).empty());
    CHECK(check(make_procedure({{"独步", {}}})).empty());
}

TEST_CASE("FD0310 spells the whole cycle, FD0311 names what comes after it") {
    const auto found = check(make_procedure({{"立案", {2}}, {"调查", {0}}, {"审核", {1}}, {"决定", {2}}}));
    REQUIRE(found.size() == 2);
    const Diagnostic cycle = only(found, "FD0310");
    CHECK(cycle.level == Level::error);
    CHECK(cycle.message.zh == "步骤互相等待，成为循环：立案 → 调查 → 审核 → 立案");
    CHECK(cycle.related.size() == 3);
    CHECK(cycle.related[2].message.zh == "“立案”在“审核”之后");
    const Diagnostic unreachable = only(found, "FD0311");
    CHECK(unreachable.message.zh == "步骤“决定”永远到不了：它在循环“立案 → 调查 → 审核 → 立案”之后");
    CHECK(only(check(make_procedure({{"甲", {0}}})), "FD0310").message.zh == "步骤互相等待，成为循环：甲 → 甲");
}

TEST_CASE("FD0312 a return must lead to a step before") {
    Procedure procedure = ordinary_procedure();
    procedure.steps[4].return_to = 6;
    const Diagnostic wrong = only(check(procedure), "FD0312");
    CHECK(wrong.message.zh == "步骤“法制审核”退回至“处罚决定”，但后者不在它之前");
    CHECK(wrong.help.zh == "可以退回至：立案、调查取证、事先告知、听证");
    procedure.steps[4].return_to = 4;
    only(check(procedure), "FD0312");
}

TEST_CASE("FD0313 redundant edges are hints") {
    const auto found = check(make_procedure({{"甲", {}}, {"乙", {0}}, {"丙", {0, 1}}, {"丁", {2, 2}}}));
    REQUIRE(found.size() == 2);
    CHECK(found[0].code == "FD0313");
    CHECK(found[0].level == Level::hint);
    CHECK(found[0].message.zh == "步骤“丙”的 在“甲”之后 是多余的");
    CHECK(found[0].related[0].message.zh == "“乙”已经在“甲”之后");
    CHECK(found[1].related[0].message.zh == "同一步骤写了两次");
}

TEST_CASE("FD0314 contradictory conditions") {
    Procedure procedure = make_procedure({{"甲", {}}, {"乙", {0}}, {"丙", {1}}});
    procedure.steps[1].when = combine(Operation::and_, {field(0), field(1), not_(field(0))});
    CHECK(only(check(procedure), "FD0314").level == Level::error);
    procedure.steps[1].when = truth(false);
    only(check(procedure), "FD0314");

    procedure.steps[1].when = field(0);
    CHECK(check(procedure).empty());
    procedure.steps[2].when = combine(Operation::and_, {field(1), not_(field(0))});
    const Diagnostic between = only(check(procedure), "FD0314");
    CHECK(between.level == Level::warning);
    CHECK(between.related.size() == 1);

    // With another way past 乙 there are two branches, which is as it should be.
    procedure.steps[2].after = {0, 1};
    CHECK(check(procedure).empty());

    procedure.steps[2].when.reset();
    procedure.when = not_(field(0));
    CHECK(only(check(procedure), "FD0314").level == Level::error);
}

TEST_CASE("what happened at one moment and not at another is no contradiction") {
    Procedure procedure = make_procedure({{"甲", {}}, {"乙", {0}}});
    auto happened = combine(Operation::happened, {truth(true)});
    happened.index = 9;
    auto not_happened = happened;
    not_happened.operation = Operation::not_happened;
    procedure.steps[0].when = happened;
    procedure.steps[1].when = not_happened;
    CHECK(check(procedure).empty());
    procedure.steps[1].when = combine(Operation::and_, {happened, not_happened});
    only(check(procedure), "FD0314");

    // Nor where a definition in between looks at events.
    fadu::model::Rulebook rulebook;
    rulebook.definitions.resize(2);
    rulebook.definitions[0].default_value = truth(true);
    rulebook.definitions[1].default_value = happened;
    fadu::model::Expression definition;
    definition.operation = Operation::definition;
    for (const int index : {0, 1}) {
        definition.index = index;
        procedure.steps[0].when = definition;
        procedure.steps[1].when = not_(definition);
        CHECK(fadu::procedure::check(rulebook, procedure).size() == (index == 0 ? 1U : 0U));
    }
}

TEST_CASE("two values of one field, and alternatives that are all excluded") {
    Procedure procedure = make_procedure({{"甲", {}}, {"乙", {0}}});
    const auto kind_is = [](const char* kind) {
        fadu::model::Expression text;
        text.type = {fadu::model::TypeKind::text};
        text.constant = std::string(kind);
        return combine(Operation::equal, {field(5), text});
    };
    procedure.steps[0].when = combine(Operation::or_, {kind_is("一"), kind_is("二")});
    procedure.steps[1].when = kind_is("三");
    only(check(procedure), "FD0314");
    procedure.steps[1].when = kind_is("二");
    CHECK(check(procedure).empty());
}

TEST_CASE("FD0315 a limit shorter than the waits before it") {
    Procedure procedure = make_procedure({{"告知", {}}, {"听证", {0}}, {"决定", {1}}});
    procedure.steps[1].duties = {duty(window(Operation::window_only_after, 0, 5, Unit::working_day), 1)};
    procedure.steps[2].duties = {duty(window(Operation::window_within, 0, 5, Unit::working_day), 2)};
    const Diagnostic late = only(check(procedure), "FD0315");
    CHECK(late.level == Level::error);
    CHECK(late.message.zh == "期限无法遵守：“决定”须在“告知”之后 5个工作日内，其间至少须等待 5个工作日");
    CHECK(late.related.size() == 1);

    procedure.steps[2].duties = {duty(window(Operation::window_within, 0, 6, Unit::working_day), 2)};
    CHECK(check(procedure).empty());
    // A limit that may be extended far enough, or from which time is excluded, can be kept.
    procedure.steps[2].duties = {duty(window(Operation::window_within, 0, 3), 2)};
    only(check(procedure), "FD0315");
    procedure.steps[2].duties[0].extensions.resize(1);
    procedure.steps[2].duties[0].extensions[0].period = period(3);
    CHECK(check(procedure).empty());
    procedure.steps[2].duties[0].extensions.clear();
    procedure.steps[2].duties[0].exclusions.resize(1);
    CHECK(check(procedure).empty());
}

TEST_CASE("FD0315 is a warning where a step of the chain is conditional") {
    Procedure procedure = make_procedure({{"告知", {}}, {"听证", {0}}, {"决定", {1}}});
    procedure.steps[1].when = field(0);
    procedure.steps[1].duties = {duty(window(Operation::window_only_after, 0, 30), 1)};
    procedure.steps[2].duties = {duty(window(Operation::window_within, 0, 1, Unit::month), 2)};
    CHECK(check(procedure).empty());  // a month may have 31 days
    procedure.steps[2].duties = {duty(window(Operation::window_within, 0, 30), 2)};
    CHECK(only(check(procedure), "FD0315").level == Level::warning);
    procedure.steps[2].duties[0].policy.roll = fadu::time::Roll::rest_days;
    CHECK(check(procedure).empty());  // the last day may roll
}

TEST_CASE("FD0315 counts a notice back from its hearing") {
    Procedure procedure = make_procedure({{"通知", {}}, {"听证", {0}}});
    procedure.steps[1].duties = {duty(window(Operation::window_ahead, 1, 7), 0),
                                 duty(window(Operation::window_within, 0, 7), 1)};
    CHECK(check(procedure).empty());  // exactly seven days lie between them
    procedure.steps[1].duties[0].policy.backward = fadu::time::Backward::both_ends;
    only(check(procedure), "FD0315");
}

TEST_CASE("FD0316 to FD0319") {
    Procedure procedure = make_procedure({{"甲", {}}, {"甲", {0}}, {"乙", {1}}});
    CHECK(only(check(procedure), "FD0316").related.size() == 1);
    procedure = make_procedure({{"甲", {}}, {"乙", {0}}});
    procedure.steps[1].event = 0;
    CHECK(only(check(procedure), "FD0317").level == Level::warning);
    CHECK(only(check(make_procedure({{"甲", {}}, {"乙", {0}}, {"丙", {}}})), "FD0318").level == Level::hint);

    const auto many = static_cast<std::size_t>(fadu::procedure::most_steps) + 1;
    CHECK(only(check(make_procedure(std::vector<std::pair<std::string, std::vector<int>>>(many))), "FD0319").level ==
          Level::error);
}

TEST_CASE("all procedures of a rulebook") {
    fadu::model::Rulebook rulebook;
    rulebook.procedures = {ordinary_procedure(), make_procedure({{"甲", {0}}}), make_procedure({{"乙", {0}}})};
    CHECK(fadu::procedure::check(rulebook).size() == 2);
}

}  // namespace
