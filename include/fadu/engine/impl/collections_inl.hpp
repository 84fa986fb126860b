// Bodies of fadu/engine/collections.hpp.
#pragma once

#include <algorithm>
#include <set>

#include "fadu/engine/collections.hpp"
#include "fadu/engine/impl/key_text_inl.hpp"
#include "fadu/engine/impl/world_inl.hpp"

namespace fadu::engine {

namespace detail {

struct Member {
    const Event* event;
    Truth in;
};

FADU_INLINE std::vector<Member> members(int kind, bool only_live, const Context& context) {
    std::vector<Member> result;
    for (const Event* event : context.world->occurrences(kind)) {
        Truth in = context.world->visible(*event, context.at, context.world->same_day(*context.policy));
        if (only_live && in != Truth::no)
            in = in && context.world->live(*event, context.at, context.world->same_day(*context.policy));
        if (in != Truth::no) result.push_back({event, in});
    }
    return result;
}

/// Is the member certainly not the last (first) one, since a certain one comes after (before) it?
FADU_INLINE bool is_passed(const Member& candidate, const std::vector<Member>& all, bool last) {
    return std::any_of(all.begin(), all.end(), [&](const Member& other) {
        if (other.event == candidate.event || other.in != Truth::yes || !other.event->dated()) return false;
        const Event& early = last ? *candidate.event : *other.event;
        const Event& late = last ? *other.event : *candidate.event;
        if (early.begin_latest.begin < late.begin_earliest.begin) return true;
        // On one bare day the record's own order is all there is to tell which round is meant.
        return early.begin_latest.begin == late.begin_earliest.begin && early.dated() && late.dated() &&
               early.sequence < late.sequence;
    });
}

/// Which members may be the last (first) one.
FADU_INLINE Value extreme_member(const std::vector<Member>& all, bool last, const model::Type& type,
                                 const Context& context) {
    Value value;
    value.type = type;
    EntityChoice choice;
    value.may_be_none = true;
    for (const Member& candidate : all) {
        if (candidate.in == Truth::yes) value.may_be_none = false;
        if (!is_passed(candidate, all, last)) choice.entities.push_back(event_entity(*context.world, *candidate.event));
    }
    value.may_be_value = !choice.entities.empty();
    value.did_not_happen = !value.may_be_value;
    value.absence_possible = value.may_be_none;
    value.domain = std::move(choice);
    return value;
}

/// 已 A 其 P, 未经 A 其 P: does the last of the members fit? Without a P, is there one at all? Leaves go to `leaves`.
template <class Fits>
Truth last_fits(const std::vector<Member>& all, const World& world, Fits where, std::vector<Trace>& leaves) {
    bool yes = false;
    bool no = std::none_of(all.begin(), all.end(), [](const Member& m) { return m.in == Truth::yes; });
    for (const Member& member : all) {
        if (is_passed(member, all, true)) continue;
        Trace leaf = event_trace(world, *member.event, member.in);
        std::optional<Trace> condition = where(*member.event);
        const Truth fit = condition ? condition->value.truth() : Truth::yes;
        leaf.value = truth_value(member.in && fit);
        if (condition) leaf.children.push_back(std::move(*condition));
        leaves.push_back(std::move(leaf));
        yes = yes || may_be_yes(fit);
        no = no || may_be_no(fit);
    }
    return truth(yes, no);
}

inline const Elements* elements_of(const Value& value) {
    return value.may_be_value ? std::get_if<Elements>(&value.domain) : nullptr;
}

/// The key of an element, if it has one and it is known.
FADU_INLINE const model::Constant* key_of(const Element& element, const Context& context) {
    const auto* choice = std::get_if<EntityChoice>(&element.value.domain);
    if (!choice || choice->entities.size() != 1) return nullptr;
    const Entity& entity = choice->entities.front();
    const std::vector<model::Field>* fields = nullptr;
    const std::vector<facts::Slot>* slots = nullptr;
    if (entity.record) {
        fields = &context.world->rulebook().records[static_cast<std::size_t>(entity.record->record)].fields;
        slots = &entity.record->slots;
    } else if (entity.event && entity.event->source) {
        fields = &context.world->record().events[static_cast<std::size_t>(entity.event->kind)].fields;
        slots = &entity.event->source->slots;
    }
    if (!fields) return nullptr;
    for (std::size_t i = 0; i < fields->size() && i < slots->size(); ++i)
        if ((*fields)[i].key && (*slots)[i].knowledge == facts::Knowledge::known) return &(*slots)[i].value;
    return nullptr;
}

/// The keys seen so far, each once: a few are compared one by one, many are sorted.
class DistinctKeys {
  public:
    void add(const std::string& key) {
        if (!many_.empty()) {
            many_.insert(key);
            return;
        }
        if (std::find(few_.begin(), few_.end(), key) != few_.end()) return;
        few_.push_back(key);
        if (few_.size() > 16) many_.insert(few_.begin(), few_.end());
    }
    std::size_t size() const { return many_.empty() ? few_.size() : many_.size(); }

  private:
    std::vector<std::string> few_;
    std::set<std::string> many_;
};

inline bool is_plain_value(model::TypeKind kind) {
    return kind != model::TypeKind::record && kind != model::TypeKind::occurrence && kind != model::TypeKind::gap;
}

/// Does an element of this list have a key field at all?
FADU_INLINE bool has_key(const Value& list, const Context& context) {
    if (list.type.element != model::TypeKind::record || list.type.index < 0) return false;
    const auto& fields = context.world->rulebook().records[static_cast<std::size_t>(list.type.index)].fields;
    return std::any_of(fields.begin(), fields.end(), [](const model::Field& f) { return f.key; });
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE Value occurrences_value(int kind, model::Rounds rounds, const model::Type& type, const Context& context) {
    const std::vector<Member> all = members(kind, rounds == model::Rounds::live, context);
    if (rounds == model::Rounds::first || rounds == model::Rounds::last)
        return extreme_member(all, rounds == model::Rounds::last, type, context);
    Value value;
    value.type = type;
    Elements elements;
    for (const Member& member : all) {
        Entity entity = event_entity(*context.world, *member.event);
        Path path = entity.path;
        elements.elements.push_back({entity_value(std::move(entity), type.element_type()), member.in, std::move(path)});
    }
    value.domain = std::move(elements);
    return value;
}

FADU_INLINE Value last_live_value(int kind, const model::Type& type, const Context& context) {
    return extreme_member(members(kind, true, context), true, type, context);
}

FADU_INLINE Value count_distinct(const Value& list, const Context& context) {
    Value value;
    value.type = {model::TypeKind::integer};
    const Elements* elements = elements_of(list);
    if (!elements) {
        if (!list.may_be_value && list.may_be_none) return none_value(value.type, list.did_not_happen);
        value.domain = NumberInterval{model::Number(0), std::nullopt};
        value.cause = Cause::missing_fact;
        return value;
    }
    // In rules over many cases values count once however many members have them: 同证人员 的 姓名 的 数量.
    const bool by_value = context.members && is_plain_value(list.type.element);
    const bool keyed = by_value || has_key(list, context);
    DistinctKeys certain_keys;
    DistinctKeys possible_keys;
    std::int64_t certain_keyless = 0;
    std::int64_t possible_keyless = 0;
    for (const Element& element : elements->elements) {
        if (element.member == Truth::no || (by_value && !element.value.may_be_value)) continue;
        std::optional<std::string> key;
        if (by_value)
            key = key_text(element.value, context.world->rulebook());
        else if (const model::Constant* constant = key_of(element, context))
            key = key_text(constant_value(*constant, {}), context.world->rulebook());
        if (key) {
            possible_keys.add(*key);
            if (element.member == Truth::yes) certain_keys.add(*key);
        } else {
            ++possible_keyless;
            if (element.member == Truth::yes && !(by_value && element.value.may_be_none)) ++certain_keyless;
        }
    }
    const auto keys_low = static_cast<std::int64_t>(certain_keys.size());
    // Elements whose key is unknown may be ones already counted; things without a key are each their own.
    const std::int64_t low =
        keyed ? std::max<std::int64_t>(keys_low, keys_low + certain_keyless > 0 ? 1 : 0) : keys_low + certain_keyless;
    const std::int64_t high = static_cast<std::int64_t>(possible_keys.size()) + possible_keyless;
    NumberInterval interval{model::Number(low), model::Number(high)};
    if (!elements->complete) interval.high.reset();
    value.domain = interval;
    return value;
}

FADU_INLINE Value least_or_greatest(const Value& list, bool least, const model::Type& type) {
    const Elements* elements = elements_of(list);
    if (!elements)
        return list.may_be_value ? unknown_value(type, Cause::missing_fact) : none_value(type, list.did_not_happen);
    Value value;
    value.type = type;
    value.may_be_none = true;
    bool any = false;
    // Everything that may be the extreme lies between the extreme of all that may be in and that of what certainly is.
    std::optional<Value> all;
    std::optional<model::Number> bound;  // the certain members' own extreme
    std::optional<time::TimeSpan> time_bound;
    for (const Element& element : elements->elements) {
        if (element.member == Truth::no || !element.value.may_be_value) continue;
        any = true;
        const bool certain =
            element.member == Truth::yes && !element.value.may_be_none && !element.value.may_be_unascertainable;
        if (certain) {
            value.may_be_none = false;
            if (const auto* n = std::get_if<NumberInterval>(&element.value.domain)) {
                const auto& end = least ? n->high : n->low;
                if (end && (!bound || (least ? *end < *bound : *end > *bound))) bound = end;
            } else if (const auto* t = std::get_if<TimeInterval>(&element.value.domain)) {
                const time::TimeSpan& end = least ? t->latest : t->earliest;
                if (!time_bound || (least ? end < *time_bound : end > *time_bound)) time_bound = end;
            }
        }
        all = all ? join(*all, element.value) : element.value;
    }
    if (!elements->complete) value.may_be_none = !any;
    value.absence_possible = value.may_be_none;
    if (!any) {
        value.may_be_value = !elements->complete;
        value.domain = AnyValue{};
        value.did_not_happen = list.type.element == model::TypeKind::occurrence || elements->elements.empty();
        return value;
    }
    value.domain = all->domain;
    if (auto* n = std::get_if<NumberInterval>(&value.domain)) {
        if (bound) (least ? n->high : n->low) = bound;
        if (!elements->complete) (least ? n->low : n->high).reset();
    } else if (auto* t = std::get_if<TimeInterval>(&value.domain)) {
        if (time_bound) (least ? t->latest : t->earliest) = *time_bound;
        if (!elements->complete) value.domain = AnyValue{};
    } else if (auto* s = std::get_if<EnumeratorSet>(&value.domain)) {
        int certain_extreme = -1;
        for (const Element& element : elements->elements) {
            const auto* set = std::get_if<EnumeratorSet>(&element.value.domain);
            if (element.member != Truth::yes || !set || element.value.may_be_none || !element.value.may_be_value)
                continue;
            const int end = least ? set->positions.back() : set->positions.front();
            if (certain_extreme < 0 || (least ? end < certain_extreme : end > certain_extreme)) certain_extreme = end;
        }
        if (certain_extreme >= 0)
            std::erase_if(s->positions, [&](int p) { return least ? p > certain_extreme : p < certain_extreme; });
    }
    return value;
}

FADU_INLINE Value sum_of(const Value& list, const model::Type& type) {
    const Elements* elements = elements_of(list);
    if (!elements)
        return list.may_be_value ? unknown_value(type, Cause::missing_fact) : none_value(type, list.did_not_happen);
    NumberInterval total{model::Number(0), model::Number(0)};
    bool overflow = false;
    const auto plus = [&](std::optional<model::Number>& sum, const std::optional<model::Number>& part) {
        if (!sum || !part) {
            sum.reset();
            return;
        }
        sum = model::add(*sum, *part);
        if (!sum) overflow = true;
    };
    for (const Element& element : elements->elements) {
        if (element.member == Truth::no || !element.value.may_be_value) continue;
        const auto* n = std::get_if<NumberInterval>(&element.value.domain);
        std::optional<model::Number> low = n ? n->low : std::nullopt;
        std::optional<model::Number> high = n ? n->high : std::nullopt;
        if (element.member == Truth::unknown || element.value.may_be_none) {
            if (low && *low > model::Number(0)) low = model::Number(0);
            if (high && *high < model::Number(0)) high = model::Number(0);
        }
        plus(total.low, low);
        plus(total.high, high);
    }
    if (overflow) return unknown_value(type, Cause::overflow);
    if (!elements->complete) total = {};
    Value value;
    value.type = type;
    value.domain = total;
    return value;
}

FADU_INLINE Value mean_of(const Value& list, const model::Type& type) {
    const Elements* elements = elements_of(list);
    if (!elements)
        return list.may_be_value ? unknown_value(type, Cause::missing_fact) : none_value(type, list.did_not_happen);
    const bool certain =
        elements->complete && std::all_of(elements->elements.begin(), elements->elements.end(), [](const Element& e) {
            return e.member == Truth::yes && !e.value.may_be_none && !e.value.may_be_unascertainable;
        });
    if (elements->elements.empty() && elements->complete) return none_value(type, false);
    Value value;
    value.type = type;
    if (!certain) {
        // Between the least and the greatest that may be in.
        const Value low = least_or_greatest(list, true, type);
        const Value high = least_or_greatest(list, false, type);
        value = join(low, high);
        if (auto* n = std::get_if<NumberInterval>(&value.domain); n && !elements->complete) *n = {};
        return value;
    }
    const Value sum = sum_of(list, type);
    const auto* total = std::get_if<NumberInterval>(&sum.domain);
    if (!total) return sum;
    const model::Number n(static_cast<std::int64_t>(elements->elements.size()));
    NumberInterval mean;
    if (total->low) mean.low = model::divide(*total->low, n);
    if (total->high) mean.high = model::divide(*total->high, n);
    value.domain = mean;
    return value;
}

FADU_INLINE Value first_or_last_item(const Value& list, bool first, const model::Type& type) {
    if (std::holds_alternative<EntityChoice>(list.domain)) return list;  // 首次, 最后一次: already the one
    const Elements* elements = elements_of(list);
    if (!elements)
        return list.may_be_value ? unknown_value(type, Cause::missing_fact) : none_value(type, list.did_not_happen);
    const Value none = none_value(type, list.type.element == model::TypeKind::occurrence);
    if (!elements->complete && !first) return unknown_value(type, Cause::missing_fact);
    std::optional<Value> result;
    const std::size_t n = elements->elements.size();
    for (std::size_t i = 0; i < n; ++i) {
        const Element& element = elements->elements[first ? i : n - 1 - i];
        if (element.member == Truth::no) continue;
        result = result ? join(*result, element.value) : element.value;
        if (element.member == Truth::yes) return *result;
    }
    return result ? join(*result, none) : none;
}

}  // namespace fadu::engine
