// Operations that are 是, 否 or 未知: comparisons, happenings, quantifiers, connectives.
#pragma once

#include <algorithm>

#include "fadu/engine/impl/compare_inl.hpp"
#include "fadu/engine/impl/deadline_inl.hpp"
#include "fadu/engine/impl/evaluation.hpp"

namespace fadu::engine {

namespace detail {

FADU_INLINE void Evaluation::quantified() {
    const bool every = e_.operation == Operation::every;
    Trace source = evaluate(argument(0), c_);
    const Elements* elements = elements_of(source.value);
    Truth some = Truth::no;
    Truth all = Truth::yes;
    if (!elements) {
        const bool nothing = !source.value.may_be_value;
        const bool entity = source.value.may_be_value && std::holds_alternative<EntityChoice>(source.value.domain);
        some = nothing ? Truth::no : entity ? truth(true, source.value.may_be_none) : Truth::unknown;
        all = nothing ? Truth::yes : Truth::unknown;
        trace_.children.push_back(source);
    } else {
        for (const Element& element : elements->elements) {
            some = some || element.member;
            if (every) {
                Trace inner = evaluate(argument(1), c_.at_frame(e_.frame, element_entity(element)));
                const Truth holds = !element.member || inner.value.truth();
                all = all && holds;
                if (inner.path.empty()) inner.path = element_entity(element).path;
                trace_.children.push_back(std::move(inner));
            }
        }
        if (!elements->complete) {
            some = some || Truth::unknown;
            all = all && Truth::unknown;
        }
        if (!every || trace_.children.empty()) trace_.children.push_back(std::move(source));
    }
    // "Every interruption is explained" speaks of interruptions: where there is none, it excuses nothing.
    if (every && argument(0).operation == Operation::gaps && elements && elements->elements.empty()) all = Truth::no;
    set(every ? all : e_.operation == Operation::some ? some : !some);
}

FADU_INLINE void Evaluation::happened() {
    Context inner = c_;
    if (e_.arguments.size() > 1) {
        Window window = evaluate_window(argument(1), {}, {}, c_);
        if (!window.anchored) {
            set(e_.operation == Operation::happened ? Truth::no : Truth::yes);
            trace_.value.did_not_happen = true;
            trace_.children = std::move(window.traces);
            return;
        }
        inner.bounds = window.bounds;
        for (Trace& part : window.traces)
            if (!part.value.is_known()) trace_.children.push_back(std::move(part));
    }
    std::vector<Member> all = members(e_.index, true, c_);
    if (inner.bounds) {
        for (Member& member : all) member.in = member.in && is_within(*member.event, *inner.bounds);
        std::erase_if(all, [](const Member& member) { return member.in == Truth::no; });
    }
    const bool has_condition = !e_.arguments.empty() && argument(0).operation != Operation::constant;
    const auto where = [&](const Event& event) -> std::optional<Trace> {
        if (!has_condition) return std::nullopt;
        return evaluate(argument(0), c_.at_frame(e_.frame, event_entity(*c_.world, event)));
    };
    const Truth any = last_fits(all, *c_.world, where, trace_.children);
    if (trace_.children.empty()) {
        // Nothing of the kind: that itself is the fact.
        Trace leaf;
        leaf.value = truth_value(Truth::no);
        leaf.is_fact = true;
        leaf.path = {{PathStep::Kind::event, e_.index, c_.world->record_index(), false, 0}};
        trace_.children.push_back(std::move(leaf));
    }
    set(e_.operation == Operation::happened ? any : !any);
}

FADU_INLINE bool Evaluation::compares_lengths(const Value& a, const Value& b) {
    const auto* period = b.may_be_value ? std::get_if<time::Period>(&b.domain) : nullptr;
    const auto length = length_of(a);
    if (!length) return false;
    if (!period) {
        set(Truth::unknown);
        return true;
    }
    const Truth at_least = lasts_at_least(*length, *period, false, *c_.policy, c_.world->calendar());
    const Truth longer = lasts_at_least(*length, *period, true, *c_.policy, c_.world->calendar());
    switch (e_.operation) {
        case Operation::greater_equal: set(at_least); break;
        case Operation::greater: set(longer); break;
        case Operation::less: set(!at_least); break;
        case Operation::less_equal: set(!longer); break;
        case Operation::equal: set(at_least && !longer); break;
        default: set(!(at_least && !longer)); break;
    }
    return true;
}

/// A comparison that is 否 because something did not happen accuses nobody; one that may be so leaves it open.
FADU_INLINE void Evaluation::note_absence(bool certain, bool possible) {
    trace_.value.did_not_happen = certain && trace_.value.truth() == Truth::no;
    trace_.value.absence_possible = certain || possible;
}

FADU_INLINE void Evaluation::compare_two() {
    const Value a = take(0);
    const Value b = take(1);
    const bool gone = a.did_not_happen || b.did_not_happen;
    const bool may_be_gone = a.absence_possible || b.absence_possible;
    // 为 无 and 为 无法查明 are always decided.
    const auto special = [&](const model::Expression& literal, const Value& other) -> std::optional<Truth> {
        if (literal.operation == Operation::unascertainable)
            return truth(other.may_be_unascertainable, other.may_be_value || other.may_be_none);
        if (literal.operation == Operation::constant && std::holds_alternative<std::monostate>(literal.constant))
            return truth(other.may_be_none, other.may_be_value || other.may_be_unascertainable);
        return std::nullopt;
    };
    if (e_.operation == Operation::equal || e_.operation == Operation::not_equal) {
        auto decided = special(argument(1), a);
        if (!decided) decided = special(argument(0), b);
        if (decided) {
            set(e_.operation == Operation::equal ? *decided : !*decided);
            return;
        }
    }
    if (a.may_be_value && (a.type.kind == model::TypeKind::duration || a.type.kind == model::TypeKind::interval) &&
        b.type.kind == model::TypeKind::span) {
        if (!compares_lengths(a, b))
            set(Truth::unknown);
        else if (a.may_be_none)
            set(trace_.value.truth() && Truth::unknown);
        note_absence(gone, may_be_gone);
        return;
    }
    switch (e_.operation) {
        case Operation::equal: set(is_equal(a, b)); break;
        case Operation::not_equal: set(is_not_equal(a, b)); break;
        case Operation::less: set(is_less(a, b)); break;
        case Operation::less_equal: set(is_less_or_equal(a, b)); break;
        case Operation::greater: set(is_less(b, a)); break;
        default: set(is_less_or_equal(b, a)); break;
    }
    note_absence(gone, may_be_gone);
}

FADU_INLINE void Evaluation::in_set() {
    const Value value = take(0);
    Truth any = Truth::no;
    // For a set of kinds the pairs are looked at together: a value that may only be one of them is surely in.
    const auto* positions = value.may_be_value ? std::get_if<EnumeratorSet>(&value.domain) : nullptr;
    std::vector<int> allowed;
    bool all_known = positions != nullptr;
    for (std::size_t i = 1; i < e_.arguments.size(); ++i) {
        const Trace item = evaluate(argument(i), c_);
        any = any || is_equal(value, item.value);
        const auto* one = std::get_if<EnumeratorSet>(&item.value.domain);
        if (one && one->positions.size() == 1)
            allowed.push_back(one->positions.front());
        else
            all_known = false;
    }
    if (all_known) {
        bool in = false;
        bool out = value.may_be_none;
        for (const int p : positions->positions)
            (std::find(allowed.begin(), allowed.end(), p) != allowed.end() ? in : out) = true;
        any = truth(in || value.may_be_unascertainable, out || value.may_be_unascertainable);
    }
    set(any);
    note_absence(value.did_not_happen, value.absence_possible);
}

FADU_INLINE void Evaluation::in_range() {
    const Value value = take(0);
    const Value range = take(1);
    const auto* spans = range.may_be_value ? std::get_if<std::vector<model::SpanRange>>(&range.domain) : nullptr;
    if (spans) {
        const auto length = length_of(value);
        Truth in = Truth::no;
        bool first = true;
        for (const model::SpanRange& r : *spans) {
            Truth one = Truth::yes;
            if (length) {
                if (r.low)
                    one = one && lasts_at_least(*length, *r.low, !r.low_included, *c_.policy, c_.world->calendar());
                if (r.high)
                    one = one && !lasts_at_least(*length, *r.high, r.high_included, *c_.policy, c_.world->calendar());
            } else if (const auto* period = value.may_be_value ? std::get_if<time::Period>(&value.domain) : nullptr) {
                const auto low = r.low ? compare_periods(*period, *r.low) : std::strong_ordering::greater;
                const auto high = r.high ? compare_periods(*period, *r.high) : std::strong_ordering::less;
                if (!low || !high)
                    one = Truth::unknown;
                else
                    one = truth((*low > 0 || (*low == 0 && r.low_included)) &&
                                (*high < 0 || (*high == 0 && r.high_included)));
            } else if (!value.may_be_value) {
                one = value.may_be_unascertainable ? Truth::unknown : Truth::no;
            } else {
                one = Truth::unknown;
            }
            if (value.may_be_value && value.may_be_none) one = one && Truth::unknown;
            in = first ? one : join(in, one);
            first = false;
        }
        set(in);
        note_absence(value.did_not_happen || range.did_not_happen, value.absence_possible || range.absence_possible);
        return;
    }
    set(is_in_range(value, range));
    note_absence(value.did_not_happen || range.did_not_happen, value.absence_possible || range.absence_possible);
}

FADU_INLINE void Evaluation::in_interval() {
    const Value interval = take(0);
    const Value date = take(1);
    const auto* days = interval.may_be_value ? std::get_if<model::DayInterval>(&interval.domain) : nullptr;
    if (!interval.may_be_value && !interval.may_be_unascertainable) return set(Truth::no);
    const auto point = begin_of(date);
    if (!point) return set(Truth::no);
    if (!days) return set(Truth::unknown);
    const TimeInterval first{time::TimeSpan::of(days->first), time::TimeSpan::of(days->first)};
    const TimeInterval last{time::TimeSpan::of(days->last), time::TimeSpan::of(days->last)};
    Truth in = is_day_not_after(first, *point) && is_day_not_after(*point, last);
    if (interval.may_be_none || date.may_be_none) in = in && Truth::unknown;
    set(in);
    note_absence(interval.did_not_happen || date.did_not_happen, interval.absence_possible || date.absence_possible);
}

FADU_INLINE Truth Evaluation::item_in(const Value& list, const Value& item) {
    const Elements* elements = elements_of(list);
    if (!elements) return list.may_be_value || list.may_be_unascertainable ? Truth::unknown : Truth::no;
    Truth any = Truth::no;
    for (const Element& element : elements->elements) any = any || (element.member && is_equal(element.value, item));
    return elements->complete ? any : any || Truth::unknown;
}

FADU_INLINE void Evaluation::includes() {
    const Value list = take(0);
    Truth all = Truth::yes;
    for (std::size_t i = 1; i < e_.arguments.size(); ++i) {
        Trace item = evaluate(argument(i), c_);
        all = all && item_in(list, item.value);
        if (argument(i).operation != Operation::constant) trace_.children.push_back(std::move(item));
    }
    set(all);
}

FADU_INLINE void Evaluation::order_in_time() {
    const Value a = take(0);
    const Value b = take(1);
    const bool gone = a.did_not_happen || b.did_not_happen;
    const auto recorded_first = [](const Value& one, const Value& other) -> std::optional<bool> {
        const auto event = [](const Value& v) -> const Event* {
            const auto* choice = v.may_be_value ? std::get_if<EntityChoice>(&v.domain) : nullptr;
            return choice && choice->entities.size() == 1 ? choice->entities.front().event : nullptr;
        };
        const Event* x = event(one);
        const Event* y = event(other);
        if (!x || !y || !x->source || !y->source) return std::nullopt;
        return x->sequence < y->sequence;
    };
    const auto a_begin = begin_of(a);
    const auto b_begin = begin_of(b);
    Truth result = Truth::no;
    if (a_begin && b_begin) {
        switch (e_.operation) {
            case Operation::before:
                result = is_before(*end_of(a), *b_begin, c_.world->same_day(*c_.policy), recorded_first(a, b));
                break;
            case Operation::after:
                result = is_before(*end_of(b), *a_begin, c_.world->same_day(*c_.policy), recorded_first(b, a));
                break;
            case Operation::not_after: result = is_day_not_after(*a_begin, *b_begin); break;
            default: result = is_day_not_after(*b_begin, *a_begin); break;
        }
    }
    // What may be 无 may make the comparison 否.
    if ((a.may_be_none && a.may_be_value) || (b.may_be_none && b.may_be_value)) result = result && Truth::unknown;
    if (a.may_be_unascertainable || b.may_be_unascertainable) result = Truth::unknown;
    set(result);
    note_absence(gone, a.absence_possible || b.absence_possible);
}

FADU_INLINE void Evaluation::connective() {
    const bool conjunction = e_.operation == Operation::and_;
    Truth result = truth(conjunction);
    for (const model::Expression& part : e_.arguments) {
        Trace child = evaluate(part, c_);
        child.label = part.label;
        const Truth t = child.value.truth();
        result = conjunction ? result && t : result || t;
        trace_.children.push_back(std::move(child));
    }
    set(result);
    for (const Trace& child : trace_.children)
        trace_.value.absence_possible = trace_.value.absence_possible || child.value.absence_possible;
    // A conjunction that fails only because something did not happen says so.
    if (conjunction && result == Truth::no) {
        for (const Trace& child : trace_.children) {
            if (child.value.truth() != Truth::no) continue;
            trace_.value.did_not_happen = child.value.did_not_happen;
            break;
        }
    }
}

}  // namespace detail

}  // namespace fadu::engine
