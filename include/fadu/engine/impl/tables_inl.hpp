// Bodies of fadu/engine/tables.hpp.
#pragma once

#include <algorithm>
#include <set>

#include "fadu/engine/impl/collections_inl.hpp"
#include "fadu/engine/norms.hpp"
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

namespace detail {

/// One definition's own value, whatever others bear its name.
FADU_INLINE Trace evaluate_one_definition(const model::Definition& definition, const Context& outer) {
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
    return trace;
}

/// The value of a name that several definitions bear: the governing one's, by norms.hpp; under 从旧兼从轻 the lighter of
/// the old law's and of the new.
class DefinitionSlot {
  public:
    DefinitionSlot(const model::Slot& slot, const Context& outer) : slot_(slot), outer_(outer) {}

    Trace run() {
        const model::Definition& first = definition(0);
        bool lighter = false;
        for (std::size_t c = 0; c < slot_.candidates.size(); ++c) {
            values_.push_back(evaluate_one_definition(definition(c), outer_));
            lighter = lighter || definition(c).lighter_of_old_and_new;
            NormView view;
            view.authority = &definition(c);
            const auto& cited = definition(c).citations;
            if (!cited.empty()) view.source = &book().sources[static_cast<std::size_t>(cited.front().source)];
            view.index = slot_.candidates[c];
            view.context = outer_;
            view.context.frames = {outer_.world->case_entity()};
            view.context.policy = &definition(c).policy;
            view.context.bounds.reset();
            view.context.anchor = nullptr;  // whoever asks from one reference is given one value
            view.day = today();
            views_.push_back(std::move(view));
        }
        trace_.label = first.name;
        const NormWorlds old_law = norm_worlds(views_);
        for (const Trace& governing : old_law.governing) trace_.children.push_back(governing);
        std::optional<NormWorlds> new_law;
        if (lighter) new_law = norm_worlds(views_, today());
        for (const NormWorld& world : old_law.worlds) {
            const Value then = value_in(world);
            if (!new_law) {
                add(then);
                continue;
            }
            for (const NormWorld& now : new_law->worlds) add(lighter_of(then, value_in(now)));
        }
        for (std::size_t c = 0; c < values_.size(); ++c) {
            if (std::find(shown_.begin(), shown_.end(), c) == shown_.end()) continue;
            Trace shown = std::move(values_[c]);
            if (views_[c].source) shown.label = views_[c].source->full_name();
            trace_.children.push_back(std::move(shown));
        }
        trace_.value = result_ ? *result_ : unknown_value(first.type, Cause::missing_fact);
        trace_.value.type = first.type;
        if (conflict_ && !trace_.value.is_known()) {
            trace_.value.cause = Cause::conflict;
            trace_.is_fact = true;
            PathStep step;
            step.kind = PathStep::Kind::definition;
            step.index = slot_.candidates.front();
            trace_.path = {step};
        }
        return std::move(trace_);
    }

  private:
    const model::Rulebook& book() const { return outer_.world->rulebook(); }
    const model::Definition& definition(std::size_t c) const {
        return book().definitions[static_cast<std::size_t>(slot_.candidates[c])];
    }
    /// The reference moment's day.
    TimeInterval today() const {
        if (outer_.at.act) return {outer_.at.act->begin_earliest, outer_.at.act->begin_latest};
        const time::Day day =
            outer_.at.moment ? time::day_of(time::Moment{outer_.at.moment->seconds - 1}) : outer_.world->as_of();
        return {time::TimeSpan::of(day), time::TimeSpan::of(day)};
    }

    Value value_in(const NormWorld& world) {
        std::optional<Value> value;
        for (const std::size_t c : world.surviving) {
            if (std::find(shown_.begin(), shown_.end(), c) == shown_.end()) shown_.push_back(c);
            value = value ? join(*value, values_[c].value) : values_[c].value;
        }
        if (value) {
            if (world.surviving.size() > 1 && !value->is_known()) conflict_ = true;
            return *value;
        }
        Value none = none_value(definition(0).type, true);
        none.cause = Cause::not_in_force;
        return none;
    }

    Value lighter_of(const Value& then, const Value& now) {
        if (!then.may_be_value) return now;  // the old law had nothing to say
        if (!now.may_be_value) return then;
        if (is_equal(then, now) == Truth::yes) return now;
        if (const auto* a = std::get_if<EnumeratorSet>(&then.domain))
            if (const auto* b = std::get_if<EnumeratorSet>(&now.domain)) {
                Value value = then;
                std::set<int> positions;
                for (const int x : a->positions)
                    for (const int y : b->positions) positions.insert(std::min(x, y));
                value.domain = EnumeratorSet{{positions.begin(), positions.end()}};
                return value;
            }
        if (const std::optional<bool> lighter = is_lighter(then, now)) return *lighter ? then : now;
        if (const std::optional<bool> heavier = is_lighter(now, then)) return *heavier ? now : then;
        if (then.is_known() && now.is_known()) conflict_ = true;
        return join(then, now);
    }

    void add(const Value& value) { result_ = result_ ? join(*result_, value) : value; }

    const model::Slot& slot_;
    const Context& outer_;
    std::vector<Trace> values_;
    std::vector<NormView> views_;
    std::vector<std::size_t> shown_;
    std::optional<Value> result_;
    bool conflict_ = false;
    Trace trace_;
};

}  // namespace detail

FADU_INLINE Trace evaluate_definition(int index, const Context& outer) {
    const model::Rulebook& book = outer.world->rulebook();
    const model::Definition& definition = book.definitions[static_cast<std::size_t>(index)];
    const std::tuple key(0, index, outer.at);
    if (const auto known = outer.world->memo.find(key); known != outer.world->memo.end()) return known->second;
    Trace trace = definition.slot < 0
                      ? detail::evaluate_one_definition(definition, outer)
                      : detail::DefinitionSlot(book.slots[static_cast<std::size_t>(definition.slot)], outer).run();
    outer.world->memo.emplace(key, trace);
    return trace;
}

FADU_INLINE Trace evaluate_list(int index, int column, const model::Type& type, const Context& outer) {
    const model::List& list = outer.world->rulebook().lists[static_cast<std::size_t>(index)];
    const std::tuple key(1 + column, index, outer.at);
    if (const auto known = outer.world->memo.find(key); known != outer.world->memo.end()) return known->second;
    Context context = outer;
    context.frames = {outer.world->case_entity()};
    context.policy = &list.counting;
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
