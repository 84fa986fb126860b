#pragma once

#include <algorithm>

#include "fadu/engine/impl/collections_inl.hpp"
#include "fadu/engine/tables.hpp"

namespace fadu::engine {

namespace detail {

struct RowHit {
    std::size_t row;
    Truth hit;
    Value result;
    Value rank{};  ///< the row's first result, by which lightest and heaviest choose the row
};

/// A row's conditions as one conjunction, and its result.
FADU_INLINE Trace evaluate_row(const model::ListRow& row, int column, const Context& context, Truth& hit,
                               Trace& result) {
    Trace trace;
    trace.label = row.label;
    trace.row = &row;
    hit = Truth::yes;
    for (const model::Expression& condition : row.conditions) {
        Trace part = evaluate(condition, context);
        hit = hit && part.value.truth();
        const bool missed = part.value.truth() == Truth::no;
        if (condition.operation != model::Operation::constant) trace.children.push_back(std::move(part));
        if (missed) {
            // Only the column that misses decides.
            Trace last = std::move(trace.children.back());
            trace.children.clear();
            trace.children.push_back(std::move(last));
            break;
        }
    }
    trace.value = truth_value(hit);
    if (hit != Truth::no && static_cast<std::size_t>(column) < row.results.size()) {
        result = evaluate(row.results[static_cast<std::size_t>(column)], context);
    }
    return trace;
}

FADU_INLINE bool rests_on_unascertainable(const Trace& trace) {
    if (trace.is_fact && trace.value.may_be_unascertainable && !trace.value.may_be_value) return true;
    return std::any_of(trace.children.begin(), trace.children.end(), rests_on_unascertainable);
}

/// Is a lighter than b? By the kind's order, by amount, for ranges by upper and then lower end.
FADU_INLINE std::optional<bool> is_lighter(const Value& a, const Value& b) {
    if (a.may_be_none || b.may_be_none) return std::nullopt;  // 无, where no row fits, has no place in the order
    if (const auto* x = std::get_if<std::vector<model::NumberRange>>(&a.domain)) {
        const auto* y = std::get_if<std::vector<model::NumberRange>>(&b.domain);
        if (!y || x->size() != 1 || y->size() != 1) return std::nullopt;
        const auto& p = x->front();
        const auto& q = y->front();
        if (p.high != q.high) return !q.high || (p.high && *p.high < *q.high);
        if (p.low != q.low) return !p.low || (q.low && *p.low < *q.low);
        return false;
    }
    const Truth less = is_less(a, b);
    if (less == Truth::unknown) return std::nullopt;
    return less == Truth::yes;
}

FADU_INLINE Value join_results(const std::vector<RowHit>& hits) {
    Value value = hits.front().result;
    for (std::size_t i = 1; i < hits.size(); ++i) value = join(value, hits[i].result);
    return value;
}

/// Factor tables: the sum over factors of what each may give, then the cap.
FADU_INLINE Value sum_of_factors(const model::List& list, std::vector<RowHit> hits, const model::Type& type,
                                 const std::vector<bool>& unascertainable) {
    std::vector<std::vector<RowHit>> by_factor(std::max<std::size_t>(list.factor_names.size(), 1));
    for (RowHit& hit : hits) {
        const std::size_t factor = list.factor.empty() ? 0 : static_cast<std::size_t>(list.factor[hit.row]);
        by_factor[factor].push_back(std::move(hit));
    }
    NumberInterval total{model::Number(0), model::Number(0)};
    const auto plus = [](std::optional<model::Number>& sum, const std::optional<model::Number>& part) {
        if (!sum || !part)
            sum.reset();
        else
            sum = model::add(*sum, *part);
    };
    for (std::size_t factor = 0; factor < by_factor.size(); ++factor) {
        const auto& group = by_factor[factor];
        NumberInterval weight{model::Number(0), model::Number(0)};
        bool first = true;
        bool certain = false;
        for (const RowHit& hit : group) {
            const auto* n = std::get_if<NumberInterval>(&hit.result.domain);
            if (!n) continue;
            if (hit.hit == Truth::yes) certain = true;
            if (list.factor.empty()) {  // a plain sum: every row that hits adds its weight
                NumberInterval part = *n;
                if (hit.hit == Truth::unknown) {
                    if (part.low && *part.low > model::Number(0)) part.low = model::Number(0);
                    if (part.high && *part.high < model::Number(0)) part.high = model::Number(0);
                }
                plus(total.low, part.low);
                plus(total.high, part.high);
                continue;
            }
            if (first) {
                weight = *n;
                first = false;
            } else {
                if (weight.low && n->low)
                    weight.low = std::min(*weight.low, *n->low);
                else
                    weight.low.reset();
                if (weight.high && n->high)
                    weight.high = std::max(*weight.high, *n->high);
                else
                    weight.high.reset();
            }
        }
        if (list.factor.empty()) continue;
        // A factor that cannot be found out takes its lowest weight, where the list says so.
        if (!certain && unascertainable[factor] && list.unascertainable_takes_lowest && weight.low)
            weight.high = weight.low;
        plus(total.low, weight.low);
        plus(total.high, weight.high);
    }
    if (list.cap) {
        if (const auto* cap = std::get_if<model::Number>(&*list.cap)) {
            if (total.low && *total.low > *cap) total.low = *cap;
            if (!total.high || *total.high > *cap) total.high = *cap;
        }
    }
    Value value;
    value.type = type;
    value.domain = total;
    return value;
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE Trace evaluate_definition(int index, const Context& outer) {
    const model::Definition& definition = outer.world->rulebook().definitions[static_cast<std::size_t>(index)];
    const std::tuple key(0, index, outer.at);
    if (const auto known = outer.world->memo.find(key); known != outer.world->memo.end()) return known->second;
    Context context = outer;
    context.frames = {outer.world->case_entity()};
    context.policy = &definition.policy;
    context.bounds.reset();
    context.anchor = nullptr;
    Trace trace;
    trace.label = definition.name;
    std::optional<Value> result;
    const auto add = [&](const Value& value) { result = result ? join(*result, value) : value; };
    bool decided = false;
    for (const model::Case& alternative : definition.cases) {
        Trace condition = evaluate(alternative.condition, context);
        const Truth holds = condition.value.truth();
        trace.children.push_back(std::move(condition));
        if (holds == Truth::no) continue;
        Trace value = evaluate(alternative.value, context);
        add(value.value);
        trace.children.push_back(std::move(value));
        if (holds == Truth::yes) {
            decided = true;
            break;
        }
    }
    if (!decided) {
        Trace value = evaluate(definition.default_value, context);
        add(value.value);
        trace.children.push_back(std::move(value));
    }
    trace.value = std::move(*result);
    trace.value.type = definition.type;
    outer.world->memo.emplace(key, trace);
    return trace;
}

FADU_INLINE Trace evaluate_list(int index, int column, const model::Type& type, const Context& outer) {
    const model::List& list = outer.world->rulebook().lists[static_cast<std::size_t>(index)];
    const std::tuple key(1 + column, index, outer.at);
    if (const auto known = outer.world->memo.find(key); known != outer.world->memo.end()) return known->second;
    Context context = outer;
    context.frames = {outer.world->case_entity()};
    context.bounds.reset();
    context.anchor = nullptr;

    Trace trace;
    trace.label = list.name;
    std::vector<RowHit> hits;
    std::vector<bool> unascertainable(std::max<std::size_t>(list.factor_names.size(), 1), false);
    const model::ListRow* otherwise = nullptr;
    bool certain = false;
    const bool by_rank = list.policy == model::ListPolicy::lightest || list.policy == model::ListPolicy::heaviest;
    const auto result_of = [&](const model::ListRow& row, std::size_t which) {
        return which < row.results.size() ? evaluate(row.results[which], context).value : none_value(type, false);
    };
    for (std::size_t row = 0; row < list.rows.size(); ++row) {
        if (list.rows[row].otherwise) {
            otherwise = &list.rows[row];
            continue;
        }
        Truth hit = Truth::no;
        Trace result;
        Trace row_trace = evaluate_row(list.rows[row], column, context, hit, result);
        if (!list.factor.empty()) {
            for (const Trace& part : row_trace.children)
                if (rests_on_unascertainable(part)) unascertainable[static_cast<std::size_t>(list.factor[row])] = true;
        }
        if (hit == Truth::no) continue;
        trace.children.push_back(std::move(row_trace));
        hits.push_back({row, hit, result.value, by_rank ? result_of(list.rows[row], 0) : Value{}});
        if (!result.value.is_known()) trace.children.push_back(std::move(result));
        certain = certain || hit == Truth::yes;
        if (hit == Truth::yes && list.policy == model::ListPolicy::first) break;
    }
    const auto rest = [&](std::size_t which) {
        return otherwise ? result_of(*otherwise, which) : none_value(type, false);
    };
    const auto otherwise_result = [&] { return rest(static_cast<std::size_t>(column)); };
    switch (list.policy) {
        case model::ListPolicy::sum: trace.value = sum_of_factors(list, std::move(hits), type, unascertainable); break;
        case model::ListPolicy::all: {
            Elements elements;
            for (RowHit& hit : hits) elements.elements.push_back({std::move(hit.result), hit.hit, {}});
            trace.value.domain = std::move(elements);
            break;
        }
        case model::ListPolicy::first:
        case model::ListPolicy::unique: {
            if (!certain) hits.push_back({0, Truth::unknown, otherwise_result()});
            trace.value = join_results(hits);
            if (list.policy == model::ListPolicy::unique) {
                std::optional<Value> sure;
                for (const RowHit& hit : hits) {
                    if (hit.hit != Truth::yes) continue;
                    if (sure && is_equal(*sure, hit.result) != Truth::yes) trace.value.cause = Cause::ambiguous;
                    sure = hit.result;
                }
            }
            break;
        }
        case model::ListPolicy::lightest:
        case model::ListPolicy::heaviest: {
            const bool lightest = list.policy == model::ListPolicy::lightest;
            if (!certain) hits.push_back({0, Truth::yes, otherwise_result(), rest(0)});
            const auto better = [&](const Value& a, const Value& b) {
                return lightest ? is_lighter(a, b) : is_lighter(b, a);
            };
            // What certainly hits bounds the result; of the doubtful rows only a better one can still win.
            const RowHit* bound = nullptr;
            for (const RowHit& hit : hits)
                if (hit.hit == Truth::yes && (!bound || better(hit.rank, bound->rank).value_or(false))) bound = &hit;
            std::vector<RowHit> possible;
            for (const RowHit& hit : hits)
                if (&hit == bound || (hit.hit == Truth::unknown && better(hit.rank, bound->rank).value_or(true)))
                    possible.push_back(hit);
            trace.value = join_results(possible);
            break;
        }
    }
    trace.value.type = type;
    outer.world->memo.emplace(key, trace);
    return trace;
}

}  // namespace fadu::engine
