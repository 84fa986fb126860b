// The part of bind.hpp that does not depend on the host's types.
#include "fadu/facts/bind.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "facts/assemble.hpp"
#include "facts/reserved.hpp"

namespace fadu::facts::bind_detail {
namespace {

template <class Named>
int find_named(const std::vector<Named>& all, std::string_view name) {
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].name == name) return static_cast<int>(i);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (std::find(all[i].aliases.begin(), all[i].aliases.end(), name) != all[i].aliases.end())
            return static_cast<int>(i);
    return -1;
}

template <class Named>
void add_names(std::vector<std::string>& known, const std::vector<Named>& all) {
    for (const Named& each : all) {
        known.push_back(each.name);
        known.insert(known.end(), each.aliases.begin(), each.aliases.end());
    }
}

void add(Diagnostics& diagnostics, text::Message message, text::Message help = {}) {
    diagnostics.push_back(
        {std::string(code::binding), text::Level::error, {}, std::move(message), {}, std::move(help)});
}

}  // namespace

int find_field(const std::vector<model::Field>& fields, std::string_view name) { return find_named(fields, name); }
int find_event(const std::vector<model::EventKind>& events, std::string_view name) { return find_named(events, name); }

void unknown_member(Diagnostics& diagnostics, const model::Rulebook&, const model::Record& record, int event,
                    std::string_view name) {
    std::vector<std::string> known;
    std::string owner = record.name;
    if (event < 0) {
        add_names(known, record.fields);
        add_names(known, record.events);
    } else {
        const model::EventKind& kind = record.events[static_cast<std::size_t>(event)];
        owner += "." + kind.name;
        add_names(known, kind.fields);
    }
    add(diagnostics,
        {fmt::format("结构的成员“{}”在“{}”中没有对应的字段或事件", name, owner),
         fmt::format("the struct's member “{}” has no field or event in “{}”", name, owner)},
        suggestion(name, known));
}

void wrong_member(Diagnostics& diagnostics, const model::Rulebook& rulebook, std::string_view name,
                  const model::Type& type) {
    const text::Message expected = expected_form(rulebook, type);
    add(diagnostics, {fmt::format("结构的成员“{}”的类型不能成为{}", name, expected.zh),
                      fmt::format("the type of the struct's member “{}” cannot become {}", name, expected.en)});
}

void wrong_event_member(Diagnostics& diagnostics, const model::EventKind& kind, std::string_view name,
                        std::string_view why_zh, std::string_view why_en) {
    add(diagnostics,
        {fmt::format("结构的成员“{}”不能成为事件“{}”：{}", name, kind.name, why_zh),
         fmt::format("the struct's member “{}” cannot become the event “{}”: {}", name, kind.name, why_en)});
}

TimeWord time_word(std::string_view name) {
    switch (reserved_word(name)) {
        case Reserved::date:
        case Reserved::begin: return TimeWord::begin;
        case Reserved::end: return TimeWord::end;
        case Reserved::planned: return TimeWord::planned;
        default: return TimeWord::none;
    }
}

void put_end(Occurrence& occurrence, time::TimeSpan end) { static_cast<void>(set_end(occurrence, end)); }

void settle(const model::Rulebook& rulebook, Case& value, std::size_t number) {
    settle_case(rulebook, value, std::to_string(number));
}

void close_kind(const model::Record& record, Case& value, int event) { close_event(record, value, event); }

Occurrence new_occurrence(const model::Record& record, const Case& value, int event) {
    return blank_occurrence(record, value, event);
}

}  // namespace fadu::facts::bind_detail
