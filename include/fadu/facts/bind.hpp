// A host's own structs as cases: members matched with a record's fields and events once, then copied slot by slot, with no
// JSON in between. Structs are described with Boost.Describe or by specialising Binding; stands beside the readers.
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <tl/expected.hpp>

#include "fadu/facts/case.hpp"
#include "fadu/text/diagnostic.hpp"

namespace fadu::facts {

/// An amount of money as a member: fen, so that no figure is ever a binary fraction.
struct Money {
    std::int64_t fen = 0;
};

/// One member of a host's struct and the name that it has in the rulebook (a field, an event, an alias of one; in an
/// event's struct 日期, 起日 and 止日 as well).
template <class T, class Value>
struct Member {
    std::string_view name;
    Value T::*pointer;
};
template <class T, class Value>
constexpr Member<T, Value> member(std::string_view name, Value T::*pointer) {
    return {name, pointer};
}

/// How a struct is seen. Specialise it with `static constexpr auto members = std::make_tuple(member("案号", &T::no), …);`
/// or describe the struct with BOOST_DESCRIBE_STRUCT and, where the C++ names are not the rulebook's or their aliases, give
/// `static constexpr std::array<std::pair<std::string_view, std::string_view>, N> names` (C++ name → rulebook name).
template <class T>
struct Binding {};

namespace bind_detail {

template <class T>
concept tabled = requires {
    Binding<T>::members;
};
template <class T>
concept named = requires {
    Binding<T>::names;
};
template <class T>
concept described = boost::describe::has_describe_members<T>::value;
template <class T>
concept structure = tabled<T> || described<T>;

template <class T>
constexpr std::string_view rulebook_name(std::string_view member) {
    if constexpr (named<T>) {
        for (const auto& [cpp, inside] : Binding<T>::names)
            if (cpp == member) return inside;
    }
    return member;
}

/// Calls `function(name, pointer)` for every member, in order.
template <class T, class Function>
constexpr void each_member(Function&& function) {
    static_assert(structure<T>,
                  "describe the struct with BOOST_DESCRIBE_STRUCT, or specialise fadu::facts::Binding for it");
    if constexpr (tabled<T>) {
        std::apply([&](const auto&... each) { (function(each.name, each.pointer), ...); }, Binding<T>::members);
    } else if constexpr (described<T>) {
        using members =
            boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
        const auto own = []<class Value, class Owner>(Value Owner::*pointer) {
            return static_cast<Value T::*>(pointer);
        };
        boost::mp11::mp_for_each<members>([&](auto each) { function(rulebook_name<T>(each.name), own(each.pointer)); });
    }
}

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T, class A>
struct is_vector<std::vector<T, A>> : std::true_type {};

template <class T>
concept date = std::same_as<T, std::chrono::year_month_day> || std::same_as<T, time::Day>;
template <class T>
concept whole_number = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;
template <class T>
concept scalar = std::same_as<T, bool> || whole_number<T> || std::same_as<T, std::string> || std::same_as<T, Money> ||
    date<T> || std::same_as<T, time::Moment> || std::same_as<T, time::Period> || std::same_as<T, model::DayInterval> ||
    std::same_as<T, model::Number>;

/// Without std::optional, and for std::vector its element.
template <class T>
struct core {
    using type = T;
};
template <class T>
struct core<std::optional<T>> : core<T> {};
template <class T, class A>
struct core<std::vector<T, A>> : core<T> {};

template <class T>
constexpr bool supported() {
    using element = typename core<T>::type;
    return scalar<element> || structure<element>;
}

/// The rulebook's type that a scalar member can fill; texts also fill enumerations.
template <class T>
bool fits(model::TypeKind kind) {
    using model::TypeKind;
    if constexpr (std::same_as<T, bool>) return kind == TypeKind::boolean;
    if constexpr (whole_number<T>) return kind == TypeKind::integer || kind == TypeKind::decimal;
    if constexpr (std::same_as<T, std::string>) return kind == TypeKind::text || kind == TypeKind::enumeration;
    if constexpr (std::same_as<T, Money>) return kind == TypeKind::money;
    if constexpr (date<T>) return kind == TypeKind::date;
    if constexpr (std::same_as<T, time::Moment>) return kind == TypeKind::moment;
    if constexpr (std::same_as<T, time::Period>) return kind == TypeKind::span;
    if constexpr (std::same_as<T, model::DayInterval>) return kind == TypeKind::interval;
    if constexpr (std::same_as<T, model::Number>)
        return kind == TypeKind::integer || kind == TypeKind::decimal || kind == TypeKind::ratio;
    return false;
}

using Diagnostics = std::vector<text::Diagnostic>;

void unknown_member(Diagnostics& diagnostics, const model::Rulebook& rulebook, const model::Record& record, int event,
                    std::string_view name);
void wrong_member(Diagnostics& diagnostics, const model::Rulebook& rulebook, std::string_view name,
                  const model::Type& type);
void wrong_event_member(Diagnostics& diagnostics, const model::EventKind& kind, std::string_view name,
                        std::string_view why_zh, std::string_view why_en);
int find_field(const std::vector<model::Field>& fields, std::string_view name);
int find_event(const std::vector<model::EventKind>& events, std::string_view name);
enum class TimeWord : unsigned char { none, begin, end, planned };
TimeWord time_word(std::string_view name);
/// Sets the end of an occurrence that lasts; one before the beginning makes the end unknown.
void put_end(Occurrence& occurrence, time::TimeSpan end);
void settle(const model::Rulebook& rulebook, Case& value, std::size_t number);
void close_kind(const model::Record& record, Case& value, int event);
Occurrence new_occurrence(const model::Record& record, const Case& value, int event);

template <class T>
std::optional<model::Constant> constant(const model::Rulebook& rulebook, const model::Type& type, const T& value) {
    if constexpr (whole_number<T>) {
        if (!std::in_range<std::int64_t>(value)) return std::nullopt;
        return model::Constant(model::Number(static_cast<std::int64_t>(value)));
    } else if constexpr (std::same_as<T, Money>) {
        return model::Constant(model::Number(value.fen));
    } else if constexpr (std::same_as<T, std::chrono::year_month_day>) {
        if (!value.ok()) return std::nullopt;
        return model::Constant(time::Day(value));
    } else if constexpr (std::same_as<T, std::string>) {
        if (type.kind != model::TypeKind::enumeration) return model::Constant(value);
        const auto& names = rulebook.enumerations[static_cast<std::size_t>(type.index)].enumerators;
        for (std::size_t i = 0; i < names.size(); ++i)
            if (names[i] == value) return model::Constant(model::Enumerator{static_cast<int>(i)});
        return std::nullopt;
    } else {
        return model::Constant(value);
    }
}

template <class T>
std::optional<time::TimeSpan> span_of(const T& value) {
    if constexpr (is_optional<T>::value) {
        if (!value) return std::nullopt;
        return span_of(*value);
    } else if constexpr (std::same_as<T, time::Moment>) {
        return time::TimeSpan::of(value);
    } else if constexpr (std::same_as<T, std::chrono::year_month_day>) {
        if (!value.ok()) return std::nullopt;
        return time::TimeSpan::of(time::Day(value));
    } else {
        return time::TimeSpan::of(value);
    }
}

/// Fills the slots of one struct. Made once; the functions it keeps are called for every struct.
template <class T>
using Fill = std::function<void(const T&, std::vector<Slot>&)>;

template <class T>
Fill<T> fill_record(const model::Rulebook& rulebook, int record, Diagnostics& diagnostics, int depth);

/// What puts a member's value into a slot; nothing, with a diagnostic, if the member cannot fill the field.
template <class Value>
std::function<void(const Value&, Slot&)> fill_slot(const model::Rulebook& rulebook, std::string_view name,
                                                   const model::Type& type, Diagnostics& diagnostics, int depth) {
    static_assert(supported<Value>(),
                  "a member's type must be a scalar, a described struct, or std::optional or std::vector of these");
    if constexpr (is_optional<Value>::value) {
        auto inner = fill_slot<typename Value::value_type>(rulebook, name, type, diagnostics, depth);
        if (!inner) return {};
        return [inner](const Value& value, Slot& slot) {
            if (value) inner(*value, slot);
        };
    } else if constexpr (is_vector<Value>::value) {
        using Element = typename Value::value_type;
        if (type.kind != model::TypeKind::list) {
            wrong_member(diagnostics, rulebook, name, type);
            return {};
        }
        auto inner = fill_slot<Element>(rulebook, name, type.element_type(), diagnostics, depth);
        if (!inner) return {};
        const int record = type.element == model::TypeKind::record ? type.index : -1;
        const std::size_t fields = record < 0 ? 0 : rulebook.records[static_cast<std::size_t>(record)].fields.size();
        return [inner, record, fields](const Value& value, Slot& slot) {
            slot.knowledge = Knowledge::known;
            for (const Element& element : value) {
                Slot item;
                inner(element, item);
                if (record < 0)
                    slot.items.push_back(std::move(item));
                else if (!item.records.empty())
                    slot.records.push_back(std::move(item.records.front()));
                else
                    slot.records.push_back({record, std::vector<Slot>(fields)});
            }
        };
    } else if constexpr (scalar<Value>) {
        if (!fits<Value>(type.kind)) {
            wrong_member(diagnostics, rulebook, name, type);
            return {};
        }
        return [&rulebook, type](const Value& value, Slot& slot) {
            auto made = constant(rulebook, type, value);
            if (!made) return;
            slot.knowledge = Knowledge::known;
            slot.value = std::move(*made);
        };
    } else {
        if (type.kind != model::TypeKind::record || depth > 16) {
            wrong_member(diagnostics, rulebook, name, type);
            return {};
        }
        const std::size_t fields = rulebook.records[static_cast<std::size_t>(type.index)].fields.size();
        const int record = type.index;
        auto inner = fill_record<Value>(rulebook, record, diagnostics, depth + 1);
        return [inner, record, fields](const Value& value, Slot& slot) {
            slot.knowledge = Knowledge::known;
            slot.records.push_back({record, std::vector<Slot>(fields)});
            inner(value, slot.records.back().slots);
        };
    }
}

template <class T>
Fill<T> fill_record(const model::Rulebook& rulebook, int record, Diagnostics& diagnostics, int depth) {
    const model::Record& shape = rulebook.records[static_cast<std::size_t>(record)];
    std::vector<Fill<T>> steps;
    each_member<T>([&]<class Value>(std::string_view name, Value T::*pointer) {
        const int field = find_field(shape.fields, name);
        if (field < 0) return unknown_member(diagnostics, rulebook, shape, -1, name);
        const auto index = static_cast<std::size_t>(field);
        auto fill = fill_slot<Value>(rulebook, name, shape.fields[index].type, diagnostics, depth);
        if (fill)
            steps.push_back([fill, pointer, index](const T& value, std::vector<Slot>& slots) {
                fill(value.*pointer, slots[index]);
            });
    });
    return [steps](const T& value, std::vector<Slot>& slots) {
        for (const Fill<T>& step : steps) step(value, slots);
    };
}

/// Adds one occurrence made from a date or from a struct with a date.
template <class Value>
using AddOccurrence = std::function<void(const Value&, Case&)>;

template <class Value>
AddOccurrence<Value> add_occurrence(const model::Rulebook& rulebook, const model::Record& record, int event,
                                    std::string_view name, Diagnostics& diagnostics) {
    const model::EventKind& kind = record.events[static_cast<std::size_t>(event)];
    if constexpr (date<Value> || std::same_as<Value, time::Moment>) {
        return [&record, event](const Value& when, Case& value) {
            Occurrence occurrence = new_occurrence(record, value, event);
            if (const auto span = span_of(when)) {
                occurrence.dated = true;
                occurrence.begin = *span;
            }
            value.occurrences.push_back(std::move(occurrence));
        };
    } else if constexpr (structure<Value>) {
        std::vector<std::function<void(const Value&, Occurrence&)>> steps;
        std::function<void(const Value&, Occurrence&)> end_step;
        bool has_date = false;
        each_member<Value>([&]<class Inner>(std::string_view member_name, Inner Value::*pointer) {
            const int field = find_field(kind.fields, member_name);
            const TimeWord word = field < 0 ? time_word(member_name) : TimeWord::none;
            using Bare = typename core<Inner>::type;
            if constexpr (std::same_as<Inner, bool>) {
                if (word == TimeWord::planned) {
                    steps.push_back(
                        [pointer](const Value& value, Occurrence& occurrence) { occurrence.planned = value.*pointer; });
                    return;
                }
            }
            if constexpr ((date<Bare> || std::same_as<Bare, time::Moment>)&&!is_vector<Inner>::value) {
                if (word == TimeWord::begin) {
                    has_date = true;
                    steps.push_back([pointer](const Value& value, Occurrence& occurrence) {
                        if (const auto span = span_of(value.*pointer)) {
                            occurrence.dated = true;
                            occurrence.begin = *span;
                        }
                    });
                    return;
                }
                if (word == TimeWord::end && kind.lasting) {
                    end_step = [pointer](const Value& value, Occurrence& occurrence) {
                        if (const auto span = span_of(value.*pointer)) put_end(occurrence, *span);
                    };
                    return;
                }
            }
            if (field < 0) return unknown_member(diagnostics, rulebook, record, event, member_name);
            const auto index = static_cast<std::size_t>(field);
            auto fill = fill_slot<Inner>(rulebook, member_name, kind.fields[index].type, diagnostics, 0);
            if (fill)
                steps.push_back([fill, pointer, index](const Value& value, Occurrence& occurrence) {
                    fill(value.*pointer, occurrence.slots[index]);
                });
        });
        if (!has_date)
            wrong_event_member(diagnostics, kind, name, "它的结构没有日期成员",
                               "its struct has no member for the date");
        // The end is looked at once the beginning is known, whatever the order of the members.
        if (end_step) steps.push_back(end_step);
        return [&record, event, steps](const Value& from, Case& value) {
            Occurrence occurrence = new_occurrence(record, value, event);
            for (const auto& step : steps) step(from, occurrence);
            value.occurrences.push_back(std::move(occurrence));
        };
    } else {
        wrong_event_member(diagnostics, kind, name, "事件应为日期、有日期的结构或它们的列表",
                           "an event must be a date, a struct with a date, or a list of these");
        return {};
    }
}

template <class T>
using FillCase = std::function<void(const T&, Case&)>;

/// An event's member: std::vector supplies the kind, and so does an empty std::optional: it did not happen.
template <class T, class Value>
FillCase<T> fill_event(const model::Rulebook& rulebook, const model::Record& record, int event, std::string_view name,
                       Value T::*pointer, Diagnostics& diagnostics) {
    const model::EventKind& kind = record.events[static_cast<std::size_t>(event)];
    if (kind.is_class || kind.deemed) {
        wrong_event_member(diagnostics, kind, name, "一类事件和视为的事件不由案件给出",
                           "a class of events, or a deemed one, is not given by a case");
        return {};
    }
    if constexpr (is_vector<Value>::value) {
        auto add = add_occurrence<typename Value::value_type>(rulebook, record, event, name, diagnostics);
        if (!add) return {};
        return [&record, event, add, pointer](const T& from, Case& value) {
            close_kind(record, value, event);
            for (const auto& each : from.*pointer) add(each, value);
        };
    } else if constexpr (is_optional<Value>::value) {
        auto add = add_occurrence<typename Value::value_type>(rulebook, record, event, name, diagnostics);
        if (!add) return {};
        return [&record, event, add, pointer](const T& from, Case& value) {
            close_kind(record, value, event);
            if (from.*pointer) add(*(from.*pointer), value);
        };
    } else {
        auto add = add_occurrence<Value>(rulebook, record, event, name, diagnostics);
        if (!add) return {};
        return [&record, event, add, pointer](const T& from, Case& value) {
            close_kind(record, value, event);
            add(from.*pointer, value);
        };
    }
}

}  // namespace bind_detail

/// Turns structs of type T into cases of one record. The rulebook must outlive it; calls on one Binder are independent and
/// may come from any number of threads.
template <class T>
class Binder {
  public:
    /// Everything that does not fit is a diagnostic (FD0513): names that the record does not have, types that cannot fill
    /// their field. Fields and events without a member stay unknown.
    static tl::expected<Binder, std::vector<text::Diagnostic>> make(const model::Rulebook& rulebook, int record) {
        Binder binder;
        binder.rulebook_ = &rulebook;
        binder.record_ = record;
        bind_detail::Diagnostics diagnostics;
        const model::Record& shape = rulebook.records.at(static_cast<std::size_t>(record));
        bind_detail::each_member<T>([&]<class Value>(std::string_view name, Value T::*pointer) {
            if (const int field = bind_detail::find_field(shape.fields, name); field >= 0) {
                const auto index = static_cast<std::size_t>(field);
                auto fill = bind_detail::fill_slot<Value>(rulebook, name, shape.fields[index].type, diagnostics, 0);
                if (fill)
                    binder.steps_.push_back([fill, pointer, index](const T& from, Case& value) {
                        fill(from.*pointer, value.root.slots[index]);
                    });
            } else if (const int event = bind_detail::find_event(shape.events, name); event >= 0) {
                auto fill = bind_detail::fill_event<T, Value>(rulebook, shape, event, name, pointer, diagnostics);
                if (fill) binder.steps_.push_back(std::move(fill));
            } else {
                bind_detail::unknown_member(diagnostics, rulebook, shape, -1, name);
            }
        });
        if (!diagnostics.empty()) return tl::unexpected(std::move(diagnostics));
        return binder;
    }

    /// `number` names a case without a key. A value that no slot can hold (a date that is none, a text that is no
    /// enumerator) stays unknown.
    Case operator()(const T& from, std::size_t number = 1) const {
        Case value = Case::blank(*rulebook_, record_);
        for (const auto& step : steps_) step(from, value);
        bind_detail::settle(*rulebook_, value, number);
        return value;
    }

  private:
    Binder() = default;
    const model::Rulebook* rulebook_ = nullptr;
    int record_ = -1;
    std::vector<bind_detail::FillCase<T>> steps_;
};

}  // namespace fadu::facts
