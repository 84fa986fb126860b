// Procedures for the tests of this room, made without a rule file.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "fadu/model/rulebook.hpp"

namespace fadu::procedure_test {

inline model::Expression occurrence(int event) {
    model::Expression result;
    result.operation = model::Operation::last_live;
    result.type = {model::TypeKind::occurrence, model::TypeKind::nothing, event, 0};
    result.index = event;
    return result;
}

inline model::Expression field(int index) {
    model::Expression self;
    self.operation = model::Operation::frame;
    self.index = 0;
    model::Expression result;
    result.operation = model::Operation::field;
    result.type = {model::TypeKind::boolean};
    result.index = index;
    result.arguments = {self};
    return result;
}

inline model::Expression combine(model::Operation operation, std::vector<model::Expression> arguments) {
    model::Expression result;
    result.operation = operation;
    result.type = {model::TypeKind::boolean};
    result.arguments = std::move(arguments);
    return result;
}

inline model::Expression period(std::int64_t number, time::Unit unit = time::Unit::calendar_day) {
    model::Expression result;
    result.type = {model::TypeKind::span};
    result.constant = time::Period{{{number, unit}}};
    return result;
}

inline model::Expression window(model::Operation operation, int anchor_event, std::int64_t number,
                                time::Unit unit = time::Unit::calendar_day) {
    return combine(operation, {occurrence(anchor_event), period(number, unit)});
}

/// A duty `mode` window act, as the resolver makes it for a step.
inline model::Rule duty(model::Expression window, int act_event, model::Mode mode = model::Mode::must) {
    model::Rule rule;
    rule.mode = mode;
    rule.content = model::ContentKind::acts;
    rule.window = std::move(window);
    rule.acts.resize(1);
    rule.acts[0].event = act_event;
    return rule;
}

/// Steps with the events 0, 1, 2, … ; each pair names a step and those it comes after.
inline model::Procedure make_procedure(const std::vector<std::pair<std::string, std::vector<int>>>& steps) {
    model::Procedure procedure;
    procedure.name = "程序";
    procedure.record = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        model::Step step;
        step.name = steps[i].first;
        step.event = static_cast<int>(i);
        step.after = steps[i].second;
        step.span = {0, static_cast<std::uint32_t>(i * 10), static_cast<std::uint32_t>(i * 10 + 9)};
        procedure.steps.push_back(std::move(step));
    }
    return procedure;
}

/// 普通程序 of worked-law.md 1.18, its conditions stood in for by fields.
inline model::Procedure ordinary_procedure() {
    model::Procedure procedure = make_procedure({{"立案", {}},
                                                 {"调查取证", {0}},
                                                 {"事先告知", {1}},
                                                 {"听证", {2}},
                                                 {"法制审核", {1, 3}},
                                                 {"集体讨论", {4}},
                                                 {"处罚决定", {2, 3, 4, 5}},
                                                 {"送达", {6}}});
    procedure.name = "普通程序";
    procedure.steps[3].when = field(0);
    procedure.steps[4].when = field(1);
    procedure.steps[4].return_to = 1;
    procedure.steps[4].return_when = field(3);
    procedure.steps[5].when = field(2);
    procedure.steps[3].duties = {duty(window(model::Operation::window_ahead, 3, 7, time::Unit::working_day), 8)};
    procedure.steps[6].duties = {duty(window(model::Operation::window_within, 0, 90), 6)};
    procedure.steps[7].duties = {duty(window(model::Operation::window_within, 6, 7, time::Unit::working_day), 7)};
    return procedure;
}

}  // namespace fadu::procedure_test
