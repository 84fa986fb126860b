// Typed expressions: what conditions, contents and values of the rulebook are made of. Every name is an index, every
// literal a constant; the interpreter (engine/evaluate.hpp) has one case for each Operation.
#pragma once

#include <string>
#include <vector>

#include "fadu/model/value.hpp"
#include "fadu/text/source.hpp"

namespace fadu::model {

/// Entities live in frames: frame 0 is the case (本案), the scope's levels follow, then the act of a prohibition or of a
/// duty 在 … 之前 (`Rule::act_frame`); filters, patterns (E 其 P), quantifiers and maps push one frame more while their
/// inner expression is evaluated. Frame numbers are absolute and known when the rulebook is loaded.
enum class Operation : std::uint8_t {
    constant,         ///< `constant`; 无 is monostate with type nothing
    unascertainable,  ///< 无法查明
    frame,            ///< the entity in frame `index`
    field,      ///< arguments[0] (record or occurrence), `index` = its field. Of an occurrence type whose event is a
                ///< class: the class's field
    property,   ///< arguments[0] (occurrence, interval, gap), `index` = Property
    map,        ///< for each element of list arguments[0], in frame `frame`: arguments[1]; a list
    last_live,  ///< the last live occurrence of event `index` before the reference moment (bare A). In rules over many
    ///< cases, `frame` ≥ 0 is the member whose case is meant; so in occurrences, definition, list_result, state
    occurrences,  ///< a list: live occurrences of event `index`, or, by `rounds`, all, the first, the last
    filter,       ///< list arguments[0], in frame `frame`: arguments[1]
    count,        ///< of distinct keys of list arguments[0]
    least,
    greatest,
    sum,
    mean,
    half,  ///< half of number arguments[0]
    first_item,
    last_item,
    definition,      ///< `index` = Rulebook::definitions
    list_result,     ///< `index` = Rulebook::lists, `column` = which result column
    parameter,       ///< `index` = Rulebook::parameters
    state,           ///< `index` = Rulebook::state_tables: the state as seen from the reference moment
    untranslatable,  ///< `index` = Rulebook::untranslatables: a condition that nobody can decide
    indicator,       ///< `index` = Rulebook::indicators; only in indicators' targets, published and derived values
    equal,           ///< comparisons: two arguments
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    in_set,             ///< arguments[0] equals one of arguments[1…]
    in_range,           ///< arguments[0] lies in range arguments[1]; duration or interval against SpanRange too
    in_interval,        ///< arguments[1] (a date, moment or occurrence) lies in interval arguments[0]
    includes,           ///< list arguments[0] has every one of arguments[1…]
    includes_in_order,  ///< list arguments[0] has arguments[1], [3], … in this order, so far as [2], [4], … hold
    before,             ///< arguments: dates, moments, occurrences; X ends no later than Y begins
    after,
    not_after,  ///< X's day is not later than Y's
    not_before,
    is_none,        ///< arguments[0] is 无
    matches,        ///< text arguments[0] fits the pattern `constant`: # a digit, ? one character, * any run of them
    text_contains,  ///< text arguments[0] has text arguments[1] somewhere
    and_,           ///< n arguments; labels where they were items
    or_,
    not_,
    happened,  ///< an occurrence of event `index` that fits arguments[0] (in frame `frame`); optional arguments[1] = window
    not_happened,  ///< its negation
    some,          ///< list arguments[0] is not empty
    none,          ///< list arguments[0] is empty
    every,         ///< for all elements of arguments[0], in frame `frame`: arguments[1]
    add,
    subtract,
    multiply,
    divide,
    negate,
    add_period,         ///< date arguments[0] + span arguments[1] as the policy counts: 自 X 之日起 P 届满
    round,              ///< arguments[0] to the multiple `constant` (a Number) by `rounding`
    gaps,               ///< the interruptions of the 覆盖 last spoken of in this rule
    window_within,      ///< 自 arguments[0] 之日起 arguments[1] 内     (`hours`: 之时起)
    window_only_after,  ///< 自 arguments[0] 之日起 满 arguments[1] 后
    window_ahead,       ///< 于 arguments[0] arguments[1] 前
    window_before,      ///< 在 arguments[0] 之前
    window_after,       ///< 在 arguments[0] 之后
};

enum class Property : std::uint8_t {
    first_day,      ///< 起日
    last_day,       ///< 止日
    begin,          ///< 起时
    end,            ///< 止时
    length,         ///< 期间, 时长: a duration
    day,            ///< 日期: the day of an occurrence
    previous_part,  ///< 前段 of a gap: the occurrence before it
    next_part,      ///< 后段 of a gap
};
enum class Rounds : std::uint8_t { live, all, first, last };

struct Expression {
    Operation operation = Operation::constant;
    Type type;
    text::Span span;
    std::vector<Expression> arguments;
    Constant constant;
    int index = -1;
    int frame = -1;
    int column = 0;
    Rounds rounds = Rounds::live;
    Rounding rounding = Rounding::half_up;
    bool hours = false;
    std::string label;  ///< the item's number （一） where the argument of and_/or_ was an item
};

}  // namespace fadu::model
