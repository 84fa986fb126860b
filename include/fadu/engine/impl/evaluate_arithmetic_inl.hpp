// Exact arithmetic on intervals, and the declared rounding.
#pragma once

#include <algorithm>

#include "fadu/engine/impl/evaluation.hpp"

namespace fadu::engine {

namespace detail {

FADU_INLINE void Evaluation::arithmetic() {
    std::vector<Value> operands;
    for (std::size_t i = 0; i < e_.arguments.size(); ++i) operands.push_back(take(i));
    bool none = false;
    bool gone = false;
    for (const Value& operand : operands) {
        if (!operand.may_be_value && !operand.may_be_unascertainable) none = true;
        gone = gone || operand.did_not_happen;
    }
    if (none) return set(none_value(e_.type, gone));
    std::vector<NumberInterval> n;
    for (const Value& operand : operands) {
        const auto* interval = operand.may_be_value ? std::get_if<NumberInterval>(&operand.domain) : nullptr;
        n.push_back(interval ? *interval : NumberInterval{});
    }
    bool overflow = false;
    std::optional<Cause> cause;
    using Ends = std::optional<model::Number>;
    const auto apply = [&](auto operation, const Ends& x, const Ends& y) -> Ends {
        if (!x || !y) return std::nullopt;
        const Ends result = operation(*x, *y);
        if (!result) overflow = true;
        return result;
    };
    NumberInterval result;
    const auto of_products = [&](auto operation) {
        // The extremes of a product or quotient stand at the corners; an open end leaves the result open.
        if (!n[0].low || !n[0].high || !n[1].low || !n[1].high) {
            const bool both_from_zero =
                n[0].low && n[1].low && *n[0].low >= model::Number(0) && *n[1].low > model::Number(0);
            if (both_from_zero && e_.operation == Operation::multiply) {
                result.low = apply(operation, n[0].low, n[1].low);
                result.high = apply(operation, n[0].high, n[1].high);
            }
            return;
        }
        for (const Ends& x : {n[0].low, n[0].high}) {
            for (const Ends& y : {n[1].low, n[1].high}) {
                const Ends corner = apply(operation, x, y);
                if (!corner) return;
                if (!result.low || *corner < *result.low) result.low = corner;
                if (!result.high || *corner > *result.high) result.high = corner;
            }
        }
    };
    switch (e_.operation) {
        case Operation::add:
            result.low = apply(model::add, n[0].low, n[1].low);
            result.high = apply(model::add, n[0].high, n[1].high);
            break;
        case Operation::subtract:
            result.low = apply(model::subtract, n[0].low, n[1].high);
            result.high = apply(model::subtract, n[0].high, n[1].low);
            break;
        case Operation::multiply: of_products(model::multiply); break;
        case Operation::divide: {
            const bool may_be_zero =
                (!n[1].low || *n[1].low <= model::Number(0)) && (!n[1].high || *n[1].high >= model::Number(0));
            if (may_be_zero)
                cause = Cause::division_by_zero;
            else
                of_products(model::divide);
            break;
        }
        case Operation::negate:
            result.low = apply(model::subtract, model::Number(0), n[0].high);
            result.high = apply(model::subtract, model::Number(0), n[0].low);
            break;
        default:  // half
            result.low = apply(model::divide, n[0].low, model::Number(2));
            result.high = apply(model::divide, n[0].high, model::Number(2));
            break;
    }
    if (overflow) cause = Cause::overflow;
    if (cause) return set(unknown_value(e_.type, *cause));
    Value value;
    value.domain = result;
    for (const Value& operand : operands) {
        value.may_be_none = value.may_be_none || operand.may_be_none;
        value.absence_possible = value.absence_possible || operand.absence_possible;
        if (operand.cause) value.cause = operand.cause;
    }
    set(std::move(value));
}

FADU_INLINE void Evaluation::rounded() {
    const Value inner = take(0);
    const auto* interval = inner.may_be_value ? std::get_if<NumberInterval>(&inner.domain) : nullptr;
    const auto* unit = std::get_if<model::Number>(&e_.constant);
    if (!interval || !unit) return set(inner);
    Value value = inner;
    NumberInterval result;
    if (interval->low) result.low = model::round_to(*interval->low, *unit, e_.rounding);
    if (interval->high) result.high = model::round_to(*interval->high, *unit, e_.rounding);
    value.domain = result;
    set(std::move(value));
}

}  // namespace detail

}  // namespace fadu::engine
