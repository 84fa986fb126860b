// The switch over all operations; the families stand in the evaluate_…_inl.hpp files.
#pragma once

#include "fadu/engine/impl/documents_inl.hpp"
#include "fadu/engine/impl/evaluate_access_inl.hpp"
#include "fadu/engine/impl/evaluate_arithmetic_inl.hpp"
#include "fadu/engine/impl/evaluate_conditions_inl.hpp"
#include "fadu/engine/impl/states_inl.hpp"
#include "fadu/engine/impl/tables_inl.hpp"

namespace fadu::engine {

namespace detail {

FADU_INLINE Trace Evaluation::run() {
    if (c_.members && e_.frame >= 0 && looks_into_a_case(e_.operation)) return in_case_of_member();
    switch (e_.operation) {
        case Operation::constant: set(constant_value(e_.constant, e_.type)); break;
        case Operation::unascertainable: {
            Value value = none_value(e_.type, false);
            value.may_be_none = false;
            value.may_be_unascertainable = true;
            set(value);
            break;
        }
        case Operation::frame: frame(); break;
        case Operation::field: field(); break;
        case Operation::property: property(); break;
        case Operation::map: map(); break;
        case Operation::last_live:
        case Operation::occurrences: occurrence_of(); break;
        case Operation::filter: filter(); break;
        case Operation::count: {
            const Value list = take(0);
            set(count_distinct(list, c_));
            if (!trace_.value.is_known()) show_unknown_keys(list);
            break;
        }
        case Operation::least: set(least_or_greatest(take(0), true, e_.type)); break;
        case Operation::greatest: set(least_or_greatest(take(0), false, e_.type)); break;
        case Operation::sum: set(sum_of(take(0), e_.type)); break;
        case Operation::mean: set(mean_of(take(0), e_.type)); break;
        case Operation::first_item: set(first_or_last_item(take(0), true, e_.type)); break;
        case Operation::last_item: set(first_or_last_item(take(0), false, e_.type)); break;
        case Operation::definition: {
            Trace inner = evaluate_definition(e_.index, c_);
            set(inner.value);
            trace_.label = inner.label;
            trace_.children = std::move(inner.children);
            break;
        }
        case Operation::list_result: {
            Trace inner = evaluate_list(e_.index, e_.column, e_.type, c_);
            set(inner.value);
            trace_.label = inner.label;
            trace_.children = std::move(inner.children);
            break;
        }
        case Operation::parameter: parameter(); break;
        case Operation::equal:
        case Operation::not_equal:
        case Operation::less:
        case Operation::less_equal:
        case Operation::greater:
        case Operation::greater_equal: compare_two(); break;
        case Operation::in_set: in_set(); break;
        case Operation::in_range: in_range(); break;
        case Operation::in_interval: in_interval(); break;
        case Operation::includes: includes(); break;
        case Operation::before:
        case Operation::after:
        case Operation::not_after:
        case Operation::not_before: order_in_time(); break;
        case Operation::is_none: {
            const Value value = take(0);
            set(truth(value.may_be_none, value.may_be_value || value.may_be_unascertainable));
            break;
        }
        case Operation::and_:
        case Operation::or_: connective(); break;
        case Operation::not_: {
            const Value inner = take(0);
            set(!inner.truth());
            trace_.value.absence_possible = inner.absence_possible;
            break;
        }
        case Operation::happened:
        case Operation::not_happened: happened(); break;
        case Operation::some:
        case Operation::none:
        case Operation::every: quantified(); break;
        case Operation::half:
        case Operation::add:
        case Operation::subtract:
        case Operation::multiply:
        case Operation::divide:
        case Operation::negate: arithmetic(); break;
        case Operation::add_period: {
            Trace end = evaluate_end_of_period(e_, c_);
            end.value.type = e_.type;
            return end;
        }
        case Operation::round: rounded(); break;
        case Operation::gaps: gaps(); break;
        case Operation::window_within:
        case Operation::window_only_after:
        case Operation::window_ahead:
        case Operation::window_before:
        case Operation::window_after: set(unknown_value(e_.type, Cause::missing_fact)); break;
        case Operation::matches: matches(); break;
        case Operation::text_contains: text_contains(); break;
        case Operation::includes_in_order: includes_in_order(); break;
        case Operation::state: {
            Trace state = evaluate_state(e_.index, c_);
            state.expression = &e_;
            return state;
        }
        case Operation::untranslatable:
            trace_.is_fact = true;
            trace_.path = {{PathStep::Kind::untranslatable, e_.index, -1, false, 0}};
            set(unknown_value(e_.type, Cause::untranslatable));
            break;
        case Operation::indicator:
            trace_.is_fact = true;
            if (c_.indicators && static_cast<std::size_t>(e_.index) < c_.indicators->size())
                set((*c_.indicators)[static_cast<std::size_t>(e_.index)]);
            else
                set(unknown_value(e_.type, Cause::missing_fact));
            break;
    }
    return std::move(trace_);
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE Trace evaluate(const model::Expression& expression, const Context& context) {
    return Evaluation(expression, context).run();
}

}  // namespace fadu::engine
