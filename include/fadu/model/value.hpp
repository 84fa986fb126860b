// Types and constants of the rule language, after names and units have been resolved.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "fadu/model/number.hpp"
#include "fadu/time/period.hpp"

namespace fadu::model {

enum class TypeKind : std::uint8_t {
    nothing,  ///< the type of 无 and of an expression already reported as wrong
    boolean,
    integer,
    decimal,
    ratio,
    money,  ///< in fen
    text,
    date,
    moment,
    span,      ///< a period as written: 30日
    duration,  ///< the length of something that has a beginning and an end; compared with a span by adding to the start
    interval,  ///< 起止日期
    enumeration,  ///< index = Rulebook::enumerations
    record,       ///< index = Rulebook::records
    occurrence,   ///< an occurrence of an event: owner = record, index = its event kind
    gap,          ///< an interruption found by 覆盖
    list,         ///< of element (with index, owner as for the element)
    range,        ///< of element: money, integer, decimal, ratio, span
};

struct Type {
    TypeKind kind = TypeKind::nothing;
    TypeKind element = TypeKind::nothing;
    int index = -1;
    int owner = -1;

    friend bool operator==(const Type&, const Type&) = default;
    bool is_number() const {
        return kind == TypeKind::integer || kind == TypeKind::decimal || kind == TypeKind::ratio ||
               kind == TypeKind::money;
    }
    Type element_type() const { return {element, TypeKind::nothing, index, owner}; }
    static Type list_of(Type element) { return {TypeKind::list, element.kind, element.index, element.owner}; }
};

struct Enumerator {
    int position = 0;
    friend auto operator<=>(const Enumerator&, const Enumerator&) = default;
};

struct DayInterval {
    time::Day first;
    time::Day last;  ///< both in
    friend bool operator==(const DayInterval&, const DayInterval&) = default;
};

/// Ends of a range with what the source's 本数 policy says about the figure itself.
struct NumberRange {
    std::optional<Number> low, high;
    bool low_included = true, high_included = true;
    friend bool operator==(const NumberRange&, const NumberRange&) = default;
};
struct SpanRange {
    std::optional<time::Period> low, high;
    bool low_included = true, high_included = true;
    friend bool operator==(const SpanRange&, const SpanRange&) = default;
};

/// A known value; which alternative holds follows from its Type (integer, decimal, ratio and money are all Number).
using Constant = std::variant<std::monostate, bool, Number, std::string, time::Day, time::Moment, time::Period,
                              DayInterval, Enumerator, NumberRange, SpanRange>;

}  // namespace fadu::model
