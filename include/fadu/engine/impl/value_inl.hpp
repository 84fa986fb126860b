// Bodies of fadu/engine/value.hpp.
#pragma once

#include <algorithm>

#include "fadu/engine/value.hpp"

namespace fadu::engine {

FADU_INLINE time::Day Event::day() const {
    // A deemed fact stands at 24:00, which is 00:00 of the next day; it belongs to the day that ends there.
    return deemed ? time::day_of(time::Moment{begin_earliest.begin.seconds - 1}) : time::day_of(begin_earliest.begin);
}

namespace detail {

template <class... F>
struct Overload : F... {
    using F::operator()...;
};
template <class... F>
Overload(F...) -> Overload<F...>;

FADU_INLINE bool is_single(const Domain& domain) {
    return std::visit(Overload{
                          [](const AnyValue&) { return false; },
                          [](const Truth& t) { return t != Truth::unknown; },
                          [](const NumberInterval& n) { return n.low && n.high && *n.low == *n.high; },
                          [](const EnumeratorSet& s) { return s.positions.size() == 1; },
                          [](const TimeInterval& t) { return t.earliest == t.latest; },
                          [](const EntityChoice& c) { return c.entities.size() == 1; },
                          [](const LengthInterval& l) {
                              return l.begin.earliest == l.begin.latest && l.end.earliest == l.end.latest && !l.running;
                          },
                          [](const Elements& e) {
                              return e.complete &&
                                     std::all_of(e.elements.begin(), e.elements.end(), [](const Element& x) {
                                         return x.member == Truth::yes && x.value.is_known();
                                     });
                          },
                          [](const PeriodChoice& p) { return p.periods.size() == 1; },
                          [](const std::vector<model::NumberRange>& r) { return r.size() == 1; },
                          [](const std::vector<model::SpanRange>& r) { return r.size() == 1; },
                          [](const auto&) { return true; },
                      },
                      domain);
}

/// Several spans, where one side already is a choice of them.
FADU_INLINE std::optional<Domain> join_periods(const Domain& a, const Domain& b) {
    const auto spans = [](const Domain& domain) -> std::vector<time::Period> {
        if (const auto* one = std::get_if<time::Period>(&domain)) return {*one};
        if (const auto* several = std::get_if<PeriodChoice>(&domain)) return several->periods;
        return {};
    };
    if (!std::holds_alternative<PeriodChoice>(a) && !std::holds_alternative<PeriodChoice>(b)) return std::nullopt;
    std::vector<time::Period> all = spans(a);
    const std::vector<time::Period> more = spans(b);
    if (all.empty() || more.empty()) return std::nullopt;
    for (const time::Period& period : more)
        if (std::find(all.begin(), all.end(), period) == all.end()) all.push_back(period);
    return PeriodChoice{std::move(all)};
}

/// The union of two domains of one type; what cannot be told apart becomes AnyValue.
FADU_INLINE Domain join_domains(const Domain& a, const Domain& b) {
    if (const auto choices = join_periods(a, b)) return *choices;
    if (a.index() != b.index()) return AnyValue{};
    return std::visit(
        Overload{
            [&](const Truth& x) -> Domain { return join(x, std::get<Truth>(b)); },
            [&](const NumberInterval& x) -> Domain {
                const auto& y = std::get<NumberInterval>(b);
                NumberInterval result;
                if (x.low && y.low) result.low = std::min(*x.low, *y.low);
                if (x.high && y.high) result.high = std::max(*x.high, *y.high);
                return result;
            },
            [&](const EnumeratorSet& x) -> Domain {
                EnumeratorSet result;
                const auto& y = std::get<EnumeratorSet>(b).positions;
                std::set_union(x.positions.begin(), x.positions.end(), y.begin(), y.end(),
                               std::back_inserter(result.positions));
                return result;
            },
            [&](const TimeInterval& x) -> Domain {
                const auto& y = std::get<TimeInterval>(b);
                return TimeInterval{std::min(x.earliest, y.earliest), std::max(x.latest, y.latest)};
            },
            [&](const EntityChoice& x) -> Domain {
                EntityChoice result = x;
                for (const Entity& entity : std::get<EntityChoice>(b).entities) {
                    const bool known = std::any_of(x.entities.begin(), x.entities.end(), [&](const Entity& e) {
                        return e.record == entity.record && e.event == entity.event && e.gap == entity.gap;
                    });
                    if (!known) result.entities.push_back(entity);
                }
                return result;
            },
            [&](const LengthInterval& x) -> Domain {
                const auto& y = std::get<LengthInterval>(b);
                return LengthInterval{
                    {std::min(x.begin.earliest, y.begin.earliest), std::max(x.begin.latest, y.begin.latest)},
                    {std::min(x.end.earliest, y.end.earliest), std::max(x.end.latest, y.end.latest)},
                    x.running || y.running};
            },
            [&](const std::string& x) -> Domain {
                if (x == std::get<std::string>(b)) return x;
                return AnyValue{};
            },
            [&](const time::Period& x) -> Domain {
                if (x == std::get<time::Period>(b)) return x;
                return PeriodChoice{{x, std::get<time::Period>(b)}};
            },
            [&](const model::DayInterval& x) -> Domain {
                if (x == std::get<model::DayInterval>(b)) return x;
                return AnyValue{};
            },
            [&](const std::vector<model::NumberRange>& x) -> Domain {
                std::vector<model::NumberRange> result = x;
                for (const auto& range : std::get<std::vector<model::NumberRange>>(b))
                    if (std::find(x.begin(), x.end(), range) == x.end()) result.push_back(range);
                return result;
            },
            [&](const std::vector<model::SpanRange>& x) -> Domain {
                std::vector<model::SpanRange> result = x;
                for (const auto& range : std::get<std::vector<model::SpanRange>>(b))
                    if (std::find(x.begin(), x.end(), range) == x.end()) result.push_back(range);
                return result;
            },
            [&](const auto&) -> Domain { return AnyValue{}; },
        },
        a);
}

}  // namespace detail
using namespace detail;  // NOLINT

FADU_INLINE bool Value::is_known() const {
    const int ways = (may_be_value ? 1 : 0) + (may_be_none ? 1 : 0) + (may_be_unascertainable ? 1 : 0);
    return ways == 1 && (!may_be_value || is_single(domain));
}

FADU_INLINE Truth Value::truth() const {
    bool yes = false;
    bool no = may_be_none;
    if (may_be_unascertainable) yes = no = true;
    if (may_be_value) {
        const Truth* inner = std::get_if<Truth>(&domain);
        const Truth t = inner ? *inner : Truth::unknown;
        yes = yes || may_be_yes(t);
        no = no || may_be_no(t);
    }
    return engine::truth(yes, no);
}

FADU_INLINE Value join(const Value& a, const Value& b) {
    Value result;
    result.type = a.type.kind == model::TypeKind::nothing ? b.type : a.type;
    result.may_be_value = a.may_be_value || b.may_be_value;
    result.may_be_none = a.may_be_none || b.may_be_none;
    result.may_be_unascertainable = a.may_be_unascertainable || b.may_be_unascertainable;
    result.did_not_happen = (a.did_not_happen && !b.may_be_value) || (b.did_not_happen && !a.may_be_value);
    if (a.may_be_value && b.may_be_value)
        result.domain = join_domains(a.domain, b.domain);
    else
        result.domain = a.may_be_value ? a.domain : b.domain;
    result.absence_possible = a.absence_possible || b.absence_possible;
    result.cause = a.cause ? a.cause : b.cause;
    return result;
}

}  // namespace fadu::engine
