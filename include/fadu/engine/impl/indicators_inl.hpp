// Bodies of fadu/engine/indicators.hpp.
#pragma once

#include <algorithm>
#include <set>
#include <unordered_map>

#include "fadu/engine/impl/batch_inl.hpp"
#include "fadu/engine/impl/tally_inl.hpp"
#include "fadu/engine/indicators.hpp"

namespace fadu::engine {

namespace detail {

/// Is the outcome one of the norm that is asked for? A rule with a slot stands for all candidates of its name.
FADU_INLINE bool is_asked_for(const model::VerdictQuery& query, const Outcome& outcome,
                              const model::Rulebook& rulebook) {
    if (query.step >= 0 && outcome.step != query.step) return false;
    const model::NormReference& asked = query.norm;
    const model::NormReference& norm = outcome.norm;
    if (asked.is_procedure != norm.is_procedure || asked.is_state_table != norm.is_state_table) return false;
    if (asked.index == norm.index) return true;
    if (asked.is_procedure || asked.is_state_table) return false;
    const int slot = rulebook.rules[static_cast<std::size_t>(asked.index)].slot;
    return slot >= 0 && slot == rulebook.rules[static_cast<std::size_t>(norm.index)].slot;
}

/// May (and must) the outcome have the verdict once everything is known?
FADU_INLINE Truth may_come_to(model::Verdict wanted, const Outcome& outcome) {
    if (outcome.verdict == wanted) return Truth::yes;
    if (wanted == Verdict::undetermined || wanted == Verdict::conflict) return Truth::no;
    if (outcome.verdict == Verdict::undetermined)
        return truth(outcome.possible.bits == 0 || outcome.possible.contains(wanted), true);
    return outcome.verdict == Verdict::conflict ? Truth::unknown : Truth::no;
}

FADU_INLINE bool is_over_many(const model::VerdictQuery& query, const model::Rulebook& rulebook) {
    return !query.norm.is_procedure && !query.norm.is_state_table && query.norm.index >= 0 &&
           rulebook.rules[static_cast<std::size_t>(query.norm.index)].grouping.has_value();
}

FADU_INLINE void round_row(const model::Indicator& indicator, IndicatorRow& row) {
    row.rounded = row.value;
    if (!indicator.rounding_unit) return;
    const auto round = [&](std::optional<model::Number>& end) {
        if (!end) return;
        end = model::round_to(*end, *indicator.rounding_unit, indicator.rounding);
        if (!end) row.cause = Cause::overflow;
    };
    round(row.rounded.low);
    round(row.rounded.high);
}

FADU_INLINE Value value_of_row(const IndicatorRow& row, const model::Type& type) {
    if (row.none) return none_value(type, false);
    Value value;
    value.type = type;
    value.domain = row.value;
    value.may_be_none = row.may_be_none;
    value.cause = row.cause;
    return value;
}

FADU_INLINE Truth meets(model::Operation operation, const Value& value, const Value& target) {
    switch (operation) {
        case model::Operation::equal: return is_equal(value, target);
        case model::Operation::not_equal: return is_not_equal(value, target);
        case model::Operation::less: return is_less(value, target);
        case model::Operation::less_equal: return is_less_or_equal(value, target);
        case model::Operation::greater: return is_less(target, value);
        default: return is_less_or_equal(target, value);
    }
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE bool IndicatorResult::is_missed() const {
    return all.on_target == Truth::no ||
           std::any_of(groups.begin(), groups.end(), [](const auto& row) { return row.on_target == Truth::no; });
}

FADU_INLINE Truth has_verdict(const model::VerdictQuery& query, const std::vector<const Outcome*>& outcomes,
                              const model::Rulebook& rulebook) {
    Truth has = Truth::no;
    for (const Outcome* outcome : outcomes)
        if (is_asked_for(query, *outcome, rulebook)) has = has || may_come_to(query.verdict, *outcome);
    return has;
}

struct Indicators::State {
    struct Group {
        std::vector<Value> values;
        IndicatorTally tally;
    };
    /// A case that waits for the verdicts of rules over many cases.
    struct Waiting {
        const facts::Case* value;
        Truth in, has;
        Value number;
        std::optional<std::vector<Value>> group;  ///< nothing: not known
    };
    struct Count {
        const model::Indicator* indicator = nullptr;
        bool needs_world = false, waits = false;
        std::size_t cases = 0;
        IndicatorTally all, unknown_group, maybe;  ///< maybe: the unknown group as it may belong to any other
        bool any_unknown_group = false;
        std::vector<Group> groups;
        std::unordered_map<std::string, std::size_t> positions;  ///< only looked up
        std::vector<Waiting> waiting;
    };

    State(const model::Rulebook& book, CheckOptions given) : rulebook(&book), options(std::move(given)) {
        if (book.records.empty()) {
            // Figures may be given without any case: then parameters still need a world to stand in.
            auto with_record = std::make_shared<model::Rulebook>(book);
            with_record->records.emplace_back();
            bare = std::move(with_record);
        }
        blanks.resize(std::max<std::size_t>(book.records.size(), 1));
        for (const model::Indicator& indicator : book.indicators) {
            Count count;
            count.indicator = &indicator;
            const auto look = [&](const model::Measured& measured) {
                if (measured.condition && !is_plain(*measured.condition)) count.needs_world = true;
                if (measured.verdict && is_over_many(*measured.verdict, book)) count.waits = true;
            };
            for (const model::Measured& one : indicator.when) look(one);
            if (indicator.what) look(*indicator.what);
            const auto needs = [&](const model::Expression& e) {
                count.needs_world = count.needs_world || !is_plain(e);
            };
            if (indicator.measure != model::Measure::derived && indicator.value) needs(*indicator.value);
            if (indicator.period_by) needs(*indicator.period_by);
            for (const model::Expression& group : indicator.groups) needs(group);
            counts.push_back(std::move(count));
        }
    }

    /// As the first source that it cites counts.
    time::CountingPolicy policy_of(const model::Indicator& indicator) const {
        if (indicator.citations.empty() || indicator.citations.front().source < 0) return {};
        return rulebook->sources[static_cast<std::size_t>(indicator.citations.front().source)].policy;
    }

    const model::Rulebook& book() const { return bare ? *bare : *rulebook; }

    World& blank_world(int record) {
        auto& blank = blanks[static_cast<std::size_t>(std::max(record, 0))];
        if (!blank) blank = std::make_shared<BlankCase>(book(), std::max(record, 0), options);
        return blank->world;
    }

    void add(const std::shared_ptr<const facts::Case>& value, const CaseVerdicts& verdicts);
    void count(Count& one, Truth in, Truth has, const Value& number, std::optional<std::vector<Value>> group);
    Truth in_period(const model::Indicator& indicator, const Context& context) const;
    IndicatorResult result(const Count& one) const;
    void derive(std::size_t index, std::vector<IndicatorResult>& results, std::vector<Value>& values,
                std::vector<int>& state);
    Value figure(const model::Expression& expression, const std::vector<Value>& values);
    void judge(const Count& one, IndicatorResult& result, const std::vector<Value>& values);

    const model::Rulebook* rulebook;
    CheckOptions options;
    std::shared_ptr<const model::Rulebook> bare;
    std::vector<Count> counts;
    std::vector<std::shared_ptr<BlankCase>> blanks;
};

FADU_INLINE Truth Indicators::State::in_period(const model::Indicator& indicator, const Context& context) const {
    if (!indicator.period_by || (!indicator.from && !indicator.until)) return Truth::yes;
    const Value date = evaluate(*indicator.period_by, context).value;
    if (!date.may_be_value) return Truth::no;
    const auto when = begin_of(date);
    Truth in = Truth::unknown;
    if (when) {
        const time::Day first = time::day_of(when->earliest.begin);
        const time::Day last = time::day_of(when->latest.begin);
        const bool some_early = indicator.from && first < *indicator.from;
        const bool some_late = indicator.until && last > *indicator.until;
        const bool all_early = indicator.from && last < *indicator.from;
        const bool all_late = indicator.until && first > *indicator.until;
        in = all_early || all_late ? Truth::no : some_early || some_late ? Truth::unknown : Truth::yes;
    }
    return date.may_be_none || date.may_be_unascertainable ? join(in, Truth::no) : in;
}

FADU_INLINE void Indicators::State::count(Count& one, Truth in, Truth has, const Value& number,
                                          std::optional<std::vector<Value>> group) {
    const model::Indicator& indicator = *one.indicator;
    const bool keeps = indicator.measure == model::Measure::quantile;
    const auto add = [&](IndicatorTally& tally, Truth there) {
        if (indicator.value)
            tally.add(there, number, keeps);
        else
            tally.add(there, has);
    };
    add(one.all, in);
    if (indicator.groups.empty() || in == Truth::no) return;
    if (!group) {
        one.any_unknown_group = true;
        add(one.unknown_group, in);
        add(one.maybe, in && Truth::unknown);
        return;
    }
    std::string key;
    for (const Value& value : *group) {
        const std::string part = key_text(value, *rulebook).value_or("?");
        key += std::to_string(part.size()) + ":" + part;
    }
    const auto [position, is_new] = one.positions.emplace(std::move(key), one.groups.size());
    if (is_new) one.groups.push_back({std::move(*group), {}});
    add(one.groups[position->second].tally, in);
}

FADU_INLINE void Indicators::State::add(const std::shared_ptr<const facts::Case>& value, const CaseVerdicts& verdicts) {
    std::shared_ptr<World> world;
    std::vector<const Outcome*> outcomes;
    for (const Outcome& outcome : verdicts.outcomes) outcomes.push_back(&outcome);
    for (Count& one : counts) {
        const model::Indicator& indicator = *one.indicator;
        if (indicator.record != value->root.record || indicator.measure == model::Measure::derived) continue;
        ++one.cases;
        if (one.needs_world && !world) world = make_world(*rulebook, *value, options);
        const time::CountingPolicy policy = policy_of(indicator);
        Context context;
        context.world = one.needs_world ? world.get() : &blank_world(value->root.record);
        context.policy = &policy;
        context.frames = {{&value->root, nullptr, nullptr, {}}};
        const auto measured = [&](const model::Measured& what) {
            if (what.condition) return evaluate(*what.condition, context).value.truth();
            if (!what.verdict || is_over_many(*what.verdict, *rulebook)) return Truth::yes;  // asked for at the end
            return has_verdict(*what.verdict, outcomes, *rulebook);
        };
        Truth in = in_period(indicator, context);
        for (const model::Measured& what : indicator.when)
            if (in != Truth::no) in = in && measured(what);
        if (in == Truth::no) continue;
        const Truth has = indicator.what ? measured(*indicator.what) : Truth::yes;
        Value number;
        if (indicator.value) number = evaluate(*indicator.value, context).value;
        std::optional<std::vector<Value>> group;
        if (!indicator.groups.empty()) group.emplace();
        for (const model::Expression& expression : indicator.groups) {
            Value part = evaluate(expression, context).value;
            if (!key_text(part, *rulebook)) {
                group.reset();
                break;
            }
            group->push_back(std::move(part));
        }
        if (one.waits)
            one.waiting.push_back({value.get(), in, has, std::move(number), std::move(group)});
        else
            count(one, in, has, number, std::move(group));
    }
}

FADU_INLINE IndicatorResult Indicators::State::result(const Count& one) const {
    const model::Indicator& indicator = *one.indicator;
    IndicatorResult result;
    result.indicator = &indicator;
    result.cases = one.cases;
    switch (indicator.measure) {
        case model::Measure::count: result.type = {model::TypeKind::integer}; break;
        case model::Measure::share: result.type = {model::TypeKind::ratio}; break;
        default:
            if (indicator.value) result.type = indicator.value->type;
            if (indicator.measure == model::Measure::mean && result.type.kind == model::TypeKind::integer)
                result.type = {model::TypeKind::decimal};
    }
    one.all.fill(indicator, result.all);
    for (const Group& group : one.groups) {
        IndicatorRow row;
        row.group = group.values;
        group.tally.fill(indicator, row);
        result.groups.push_back(std::move(row));
    }
    if (one.any_unknown_group) {
        IndicatorRow row;
        row.unknown_group = true;
        one.unknown_group.fill(indicator, row);
        result.groups.push_back(std::move(row));
    }
    return result;
}

FADU_INLINE Value Indicators::State::figure(const model::Expression& expression, const std::vector<Value>& values) {
    const time::CountingPolicy policy;
    Context context;
    context.world = &blank_world(0);
    context.policy = &policy;
    context.indicators = &values;
    return evaluate(expression, context).value;
}

/// A derived indicator after those that it is computed from.
FADU_INLINE void Indicators::State::derive(std::size_t index, std::vector<IndicatorResult>& results,
                                           std::vector<Value>& values, std::vector<int>& state) {
    if (state[index] != 0) return;
    state[index] = 1;
    const model::Indicator& indicator = *counts[index].indicator;
    if (indicator.measure == model::Measure::derived && indicator.value) {
        const auto visit = [&](const auto& self, const model::Expression& e) -> void {
            if (e.operation == model::Operation::indicator)
                derive(static_cast<std::size_t>(e.index), results, values, state);
            for (const model::Expression& argument : e.arguments) self(self, argument);
        };
        visit(visit, *indicator.value);
        const Value value = figure(*indicator.value, values);
        IndicatorRow& row = results[index].all;
        row.cause = value.cause;
        row.may_be_none = value.may_be_none;
        row.none = !value.may_be_value;
        if (const auto* n = std::get_if<NumberInterval>(&value.domain); n && value.may_be_value) row.value = *n;
        if (indicator.value->operation == model::Operation::divide) {
            const auto part = [&](std::size_t i) {
                const Value operand = figure(indicator.value->arguments[i], values);
                const auto* n = operand.may_be_value ? std::get_if<NumberInterval>(&operand.domain) : nullptr;
                return n ? *n : NumberInterval{};
            };
            row.numerator = part(0);
            row.denominator = part(1);
            const model::Number zero(0);
            row.none = row.none || (row.denominator.low == zero && row.denominator.high == zero);
        }
    }
    values[index] = value_of_row(results[index].all, results[index].type);
}

FADU_INLINE void Indicators::State::judge(const Count& one, IndicatorResult& result, const std::vector<Value>& values) {
    const model::Indicator& indicator = *one.indicator;
    round_row(indicator, result.all);
    for (IndicatorRow& row : result.groups) round_row(indicator, row);
    const auto judged = [&](const IndicatorRow& row) {
        Value value = value_of_row(row, result.type);
        if (row.none) return Truth::unknown;  // without a value no target is met or missed
        value.may_be_none = false;
        const Truth meets_it = meets(indicator.target_operator, value, *result.target);
        return row.may_be_none ? Truth::unknown : meets_it;
    };
    if (indicator.target) {
        result.target = figure(*indicator.target, values);
        result.all.on_target = judged(result.all);
        for (std::size_t i = 0; i < result.groups.size(); ++i) {
            IndicatorRow& row = result.groups[i];
            if (row.unknown_group || !one.any_unknown_group) {
                row.on_target = row.unknown_group ? Truth::unknown : judged(row);
                continue;
            }
            // Cases whose group is not known may belong to this one.
            IndicatorTally wider = one.groups[i].tally;
            wider.add(one.maybe);
            IndicatorRow bounds;
            wider.fill(indicator, bounds);
            row.on_target = judged(bounds);
        }
    }
    if (indicator.published) {
        result.published = figure(*indicator.published, values);
        const IndicatorRow& row = result.all;
        Value shown = value_of_row(row, result.type);
        shown.domain = row.rounded;
        shown.may_be_none = false;
        result.agrees = row.none ? Truth::unknown : is_equal(shown, *result.published);
        if (row.may_be_none && result.agrees == Truth::yes) result.agrees = Truth::unknown;
    }
    const auto fill = [&](const model::Template& words, std::vector<Value>& filled) {
        for (const model::Template::Piece& piece : words.pieces)
            if (piece.expression) filled.push_back(figure(*piece.expression, values));
    };
    if (!options.messages) return;
    fill(indicator.message, result.message_values);
    fill(indicator.advice, result.advice_values);
}

FADU_INLINE Indicators::Indicators(const model::Rulebook& rulebook, CheckOptions options)
    : state_(std::make_unique<State>(rulebook, std::move(options))) {}
FADU_INLINE Indicators::~Indicators() = default;
FADU_INLINE Indicators::Indicators(Indicators&&) noexcept = default;
FADU_INLINE Indicators& Indicators::operator=(Indicators&&) noexcept = default;

FADU_INLINE bool Indicators::reads_batch() const {
    return std::any_of(state_->counts.begin(), state_->counts.end(), [](const auto& count) { return count.waits; });
}

FADU_INLINE void Indicators::add(const std::shared_ptr<const facts::Case>& value, const CaseVerdicts& verdicts) {
    if (value && !state_->counts.empty()) state_->add(value, verdicts);
}

FADU_INLINE std::vector<IndicatorResult> Indicators::finish(const CaseVerdicts* batch) {
    OutcomesByCase of_case;
    std::set<int> doubtful;  // rules of which a member could not be placed: it may meet any other
    if (batch) {
        of_case = outcomes_by_case(*batch);
        for (const Outcome& outcome : batch->outcomes)
            if (outcome.verdict == Verdict::undetermined && outcome.common.empty()) doubtful.insert(outcome.norm.index);
    }
    for (State::Count& one : state_->counts) {
        for (State::Waiting& waiting : one.waiting) {
            const auto asked = [&](const model::Measured& what) {
                if (!what.verdict || !is_over_many(*what.verdict, *state_->rulebook)) return Truth::yes;
                if (!batch) return Truth::unknown;
                const Truth has = has_verdict(*what.verdict, of_case[waiting.value], *state_->rulebook);
                const bool settled = what.verdict->verdict == Verdict::undetermined ||
                                     what.verdict->verdict == Verdict::conflict ||
                                     !doubtful.contains(what.verdict->norm.index);
                return has == Truth::no && !settled ? Truth::unknown : has;
            };
            for (const model::Measured& what : one.indicator->when) waiting.in = waiting.in && asked(what);
            if (one.indicator->what) waiting.has = waiting.has && asked(*one.indicator->what);
            state_->count(one, waiting.in, waiting.has, waiting.number, std::move(waiting.group));
        }
        one.waiting.clear();
    }
    std::vector<IndicatorResult> results;
    std::vector<Value> values;
    for (const State::Count& one : state_->counts) {
        results.push_back(state_->result(one));
        values.push_back(value_of_row(results.back().all, results.back().type));
    }
    std::vector<int> state(results.size(), 0);
    for (std::size_t i = 0; i < results.size(); ++i) state_->derive(i, results, values, state);
    for (std::size_t i = 0; i < results.size(); ++i) state_->judge(state_->counts[i], results[i], values);
    return results;
}

}  // namespace fadu::engine
