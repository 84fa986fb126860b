// Where an expression stands while it is being resolved: the entities it can speak of, from the case inwards, and how the
// law cited by its declaration counts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fadu/model/rulebook.hpp"

namespace fadu::model::detail {

/// An expression, or nothing where something wrong was already reported.
using Maybe = std::optional<Expression>;

struct Frame {
    Type type;
    std::string binder = {};
    bool inner = false;          ///< of a filter, pattern or quantifier: its fields win over the outer ones
    int number = -1;             ///< absolute; -1 if `value` stands for the entity
    Maybe value = std::nullopt;  ///< the entity itself, for 下列各项 of a document
    text::Span span = {};
    bool is_case = false;  ///< one of several cases (Context::grouped): events and definitions are looked for in it
};

struct Context {
    int record = -1;
    std::vector<Frame> frames;
    int next_number = 0;
    int most_frames = 1;
    int this_frame = -1;      ///< position in `frames` of 本次
    int covering_event = -1;  ///< event of the rule's 覆盖, whose interruptions 间断 speaks of
    bool grouped = false;     ///< a rule over many cases: there is no 本案, frames 0 and 1 are members
    bool figures = false;     ///< of an indicator's targets and derived values: indicators are names here
    time::CountingPolicy policy;
    Maybe window = std::nullopt;  ///< the leading time phrase that governs 已 / 未

    int push(Frame frame) {
        frame.number = frame.value ? -1 : next_number++;
        if (next_number > most_frames) most_frames = next_number;
        frames.push_back(std::move(frame));
        return frames.back().number;
    }
    void pop() {
        if (frames.back().number >= 0) --next_number;
        frames.pop_back();
    }
};

}  // namespace fadu::model::detail
