#include "facts/names.hpp"

#include <algorithm>

#include "facts/reserved.hpp"

namespace fadu::facts {
namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }

/// The name and the aliases of a field or event; what is there already stays.
template <class Value, class Named>
void add_names(NameMap<Value>& map, const Named& named, const Value& value) {
    std::string storage;
    map.try_emplace(std::string(composed(named.name, storage)), value);
    for (const std::string& alias : named.aliases) map.try_emplace(std::string(composed(alias, storage)), value);
}

template <class Value>
Value found(const NameMap<Value>& map, std::string_view name, Value otherwise) {
    std::string storage;
    const auto at = map.find(composed(name, storage));
    return at == map.end() ? otherwise : at->second;
}

}  // namespace

RecordNames::RecordNames(const model::Rulebook& rulebook, int record, const Mapping* mapping,
                         const MappingComplaint& complain)
    : record_(rulebook.records.at(index(record))), index_(record) {
    for (std::size_t i = 0; i < record_.fields.size(); ++i)
        add_names(targets_, record_.fields[i], Target{Target::Kind::field, -1, static_cast<int>(i)});
    event_fields_.resize(record_.events.size());
    for (std::size_t i = 0; i < record_.events.size(); ++i) {
        const model::EventKind& kind = record_.events[i];
        add_names(targets_, kind, Target{Target::Kind::event, static_cast<int>(i), -1});
        for (std::size_t field = 0; field < kind.fields.size(); ++field)
            add_names(event_fields_[i], kind.fields[field], static_cast<int>(field));
    }
    if (mapping != nullptr) add_mapping(*mapping, complain);
}

Target RecordNames::find_inside(std::string_view name) const {
    if (const Target target = found(targets_, name, Target{})) return target;
    // An event's own name may hold a dot, so every dot is tried.
    for (std::size_t at = name.find('.'); at != std::string_view::npos; at = name.find('.', at + 1)) {
        const Target event = found(targets_, name.substr(0, at), Target{});
        if (event.kind != Target::Kind::event) continue;
        const std::string_view rest = name.substr(at + 1);
        const int field = find_event_field(event.event, rest);
        if (field >= 0) return {Target::Kind::event_field, event.event, field};
        switch (reserved_word(rest)) {
            case Reserved::date: return {Target::Kind::event, event.event, -1};
            case Reserved::begin: return {Target::Kind::event_begin, event.event, -1};
            case Reserved::end: return {Target::Kind::event_end, event.event, -1};
            default: break;
        }
    }
    return {};
}

Target RecordNames::find(std::string_view name) const { return find_inside(name); }

int RecordNames::find_event(std::string_view name) const {
    const int mapped = find_activity(name);
    if (mapped >= 0) return mapped;
    const Target target = found(targets_, name, Target{});
    return target.kind == Target::Kind::event ? target.event : -1;
}

int RecordNames::find_event_field(int event, std::string_view name) const {
    return found(event_fields_.at(index(event)), name, -1);
}

int RecordNames::find_activity(std::string_view name) const { return found(activities_, name, -1); }

const ValueMap* RecordNames::values(int field) const {
    if (values_.empty()) return nullptr;
    const auto at = values_.find(record_.fields[index(field)].name);
    return at == values_.end() ? nullptr : &at->second;
}

const ValueMap* RecordNames::values(int event, int field) const {
    if (values_.empty()) return nullptr;
    const model::EventKind& kind = record_.events[index(event)];
    auto at = values_.find(kind.name + "." + kind.fields[index(field)].name);
    if (at == values_.end()) at = values_.find(kind.fields[index(field)].name);
    return at == values_.end() ? nullptr : &at->second;
}

void RecordNames::add_mapping(const Mapping& mapping, const MappingComplaint& complain) {
    complete_ = mapping.complete_events;
    std::string storage;
    const auto outside = [&storage](const std::string& name) { return std::string(composed(trim(name), storage)); };
    for (const Mapping::EventSource& source : mapping.events) {
        const Target target = found(targets_, source.event, Target{});
        if (target.kind != Target::Kind::event) {
            complain("events", source.event, known_events());
            continue;
        }
        activities_[outside(source.activity)] = target.event;
        supplied_.push_back(target.event);
    }
    // The mapping's names win over the rulebook's own; they are added behind the look-ups of what they stand for.
    std::vector<std::pair<std::string, Target>> added;
    for (const Mapping::FieldSource& source : mapping.fields) {
        const Target target = find_inside(source.inside);
        if (!target)
            complain("fields", source.inside, known_names());
        else
            added.emplace_back(outside(source.outside), target);
    }
    for (const Mapping::EventSource& source : mapping.events) {
        const int event = find_activity(source.activity);
        if (event >= 0) added.emplace_back(outside(source.activity), Target{Target::Kind::event, event, -1});
    }
    for (const Mapping::FieldSource& source : mapping.event_fields) {
        if (const Target target = find_inside(source.inside); target.kind == Target::Kind::event_field) {
            event_fields_[index(target.event)][outside(source.outside)] = target.field;
            continue;
        }
        bool any = false;
        for (std::size_t event = 0; event < record_.events.size(); ++event) {
            const int field = find_event_field(static_cast<int>(event), source.inside);
            if (field < 0) continue;
            event_fields_[event][outside(source.outside)] = field;
            any = true;
        }
        if (!any) complain("event_fields", source.inside, known_names());
    }
    for (auto& [name, target] : added) targets_[std::move(name)] = target;
    for (const auto& [field, map] : mapping.values) {
        const Target target = find_inside(field);
        bool known = target.kind == Target::Kind::field || target.kind == Target::Kind::event_field;
        for (std::size_t event = 0; !known && event < record_.events.size(); ++event)
            known = find_event_field(static_cast<int>(event), field) >= 0;
        if (!known) {
            complain("values", field, known_names());
            continue;
        }
        std::string key = std::string(composed(field, storage));
        if (target.kind == Target::Kind::field) key = record_.fields[index(target.field)].name;
        if (target.kind == Target::Kind::event_field) {
            const model::EventKind& kind = record_.events[index(target.event)];
            key = kind.name + "." + kind.fields[index(target.field)].name;
        }
        values_[key] = map;
    }
}

std::vector<std::string> RecordNames::known_names() const {
    std::vector<std::string> names;
    for (const auto& field : record_.fields) names.push_back(field.name);
    for (const auto& event : record_.events) {
        if (event.deemed) continue;
        names.push_back(event.name);
        for (const auto& field : event.fields) names.push_back(event.name + "." + field.name);
    }
    for (const auto& field : record_.fields) names.insert(names.end(), field.aliases.begin(), field.aliases.end());
    for (const auto& event : record_.events) names.insert(names.end(), event.aliases.begin(), event.aliases.end());
    return names;
}

std::vector<std::string> RecordNames::known_event_fields(int event) const {
    std::vector<std::string> names;
    const auto& fields = record_.events.at(index(event)).fields;
    for (const auto& field : fields) names.push_back(field.name);
    for (const auto& field : fields) names.insert(names.end(), field.aliases.begin(), field.aliases.end());
    return names;
}

std::vector<std::string> RecordNames::known_events() const {
    std::vector<std::string> names;
    for (const auto& event : record_.events)
        if (!event.deemed) names.push_back(event.name);
    return names;
}

Names::Names(const model::Rulebook& rulebook, int root, const Mapping* mapping, MappingComplaint complain)
    : rulebook_(rulebook),
      root_(root),
      mapping_(mapping),
      complain_(std::move(complain)),
      made_(rulebook.records.size()) {}

const RecordNames& Names::of(int record) {
    auto& made = made_.at(index(record));
    if (!made) made = std::make_unique<RecordNames>(rulebook_, record, record == root_ ? mapping_ : nullptr, complain_);
    return *made;
}

int only_case_record(const model::Rulebook& rulebook) {
    std::vector<bool> part(rulebook.records.size(), false);
    const auto mark = [&part](const std::vector<model::Field>& fields) {
        for (const model::Field& field : fields) {
            const bool record =
                field.type.kind == model::TypeKind::record || field.type.element == model::TypeKind::record;
            if (record && field.type.index >= 0 && index(field.type.index) < part.size())
                part[index(field.type.index)] = true;
        }
    };
    for (const model::Record& record : rulebook.records) {
        mark(record.fields);
        for (const model::EventKind& event : record.events) mark(event.fields);
    }
    std::vector<int> whole;
    std::vector<int> eventful;
    for (std::size_t i = 0; i < rulebook.records.size(); ++i) {
        if (part[i]) continue;
        whole.push_back(static_cast<int>(i));
        if (!rulebook.records[i].events.empty()) eventful.push_back(static_cast<int>(i));
    }
    if (whole.size() == 1) return whole.front();
    return eventful.size() == 1 ? eventful.front() : -1;
}

}  // namespace fadu::facts
