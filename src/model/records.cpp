// The shapes of cases: fields, nested records, kinds of events and their classes.
#include <algorithm>

#include "model/resolver.hpp"

namespace fadu::model::detail {

std::vector<Field> Resolver::fields(const std::vector<tree::Field>& written, const std::string& owner) {
    std::vector<Field> out;
    std::map<std::string, Span, std::less<>> seen;
    for (const tree::Field& one : written) {
        if (!one.name || duplicate(seen, one.name.text, one.name.span, {owner + "的字段", "field of " + owner}))
            continue;
        const auto known = type(one.type);
        Field field;
        field.name = one.name.text;
        field.type = known.value_or(Type{});
        field.key = one.key;
        field.required = one.required;
        field.may_be_none = one.may_be_none;
        field.may_be_unascertainable = one.may_be_unascertainable;
        field.found = one.found;
        field.curable = one.curable;
        field.burden = one.burden.text;
        field.span = one.span;
        for (const tree::Token& alias : one.aliases) field.aliases.emplace_back(alias.text);
        if (known && one.default_value) field.default_value = constant(*one.default_value, *known);
        out.push_back(std::move(field));  // a field of no type stays, so that its uses are silent
    }
    return out;
}

void Resolver::resolve_records() {
    std::map<std::string, Span, std::less<>> seen;
    std::vector<const tree::Record*> bodies;
    each<tree::Record>([&](const tree::Record& body, const tree::Declaration& declaration) {
        if (!body.name || duplicate(seen, body.name.text, body.name.span, {"记录", "record"})) return;
        Record record;
        record.name = body.name.text;
        record.span = declaration.span;
        record_index_.emplace(record.name, static_cast<int>(book_.records.size()));
        if (incomplete_) incomplete_records_.insert(static_cast<int>(book_.records.size()));
        if (const auto kind = named_enumerations_.find(record.name); kind != named_enumerations_.end())
            error("FD0220", body.name.span, fmt::format("记录“{}”与类别同名", record.name),
                  fmt::format("the record “{}” has the name of a kind", record.name))
                .related.push_back({book_.enumerations[at(kind->second)].span, {"类别在这里", "the kind is here"}});
        book_.records.push_back(std::move(record));
        bodies.push_back(&body);
    });
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        book_.records[i].fields = fields(bodies[i]->fields, book_.records[i].name);
        resolve_events(*bodies[i], static_cast<int>(i));
        make_classes(*bodies[i], static_cast<int>(i));
        link_voids(*bodies[i], static_cast<int>(i));
    }
    check_nesting();
}

void Resolver::resolve_events(const tree::Record& body, int index) {
    Record& record = book_.records[at(index)];
    std::map<std::string, Span, std::less<>> seen;
    for (const tree::Event& written : body.events) {
        const std::string owner = written.names.empty() ? record.name : std::string(written.names.front().text);
        const std::vector<Field> shared = fields(written.fields, owner);
        for (const tree::Name& name : written.names) {
            if (duplicate(seen, name.text, name.span, {"事件", "event"})) continue;
            if (const int field = record.find_field(name.text); field >= 0)
                error("FD0220", name.span, fmt::format("事件“{}”与记录“{}”的字段同名", name.text, record.name),
                      fmt::format("the event “{}” has the name of a field of “{}”", name.text, record.name))
                    .related.push_back({record.fields[at(field)].span, {"字段在这里", "the field is here"}});
            EventKind kind;
            kind.name = name.text;
            kind.once = written.once;
            kind.lasting = written.lasting;
            kind.fields = shared;
            kind.span = name.span;
            for (const tree::Token& alias : written.aliases) kind.aliases.emplace_back(alias.text);
            record.events.push_back(std::move(kind));
        }
    }
}

void Resolver::make_classes(const tree::Record& body, int index) {
    Record& record = book_.records[at(index)];
    for (const tree::Event& written : body.events)
        for (const tree::Name& name : written.classes) {
            int which = record.find_event(name.text);
            if (which < 0) {
                which = static_cast<int>(record.events.size());
                EventKind kind;
                kind.name = name.text;
                kind.is_class = true;
                kind.span = name.span;
                record.events.push_back(std::move(kind));
            }
            EventKind& kind = record.events[at(which)];
            if (!kind.is_class) {
                error("FD0226", name.span, fmt::format("“{}”已是一种事件，不能又作一类事件", name.text),
                      fmt::format("“{}” is an event already and cannot be a class of events as well", name.text))
                    .related.push_back({kind.span, {"事件在这里", "the event is here"}});
                continue;
            }
            for (const tree::Name& member : written.names)
                if (const int event = record.find_event(member.text); event >= 0) kind.members.push_back(event);
        }
    for (EventKind& kind : record.events) {
        if (!kind.is_class || kind.members.empty()) continue;
        kind.lasting = std::all_of(kind.members.begin(), kind.members.end(),
                                   [&](int member) { return record.events[at(member)].lasting; });
        kind.member_fields.resize(kind.members.size());
        for (const Field& field : record.events[at(kind.members.front())].fields) {
            std::vector<int> places;
            for (const int member : kind.members) {
                const auto& theirs = record.events[at(member)].fields;
                const auto found = std::find_if(theirs.begin(), theirs.end(), [&](const Field& other) {
                    return other.name == field.name && equal_types(other.type, field.type);
                });
                if (found != theirs.end()) places.push_back(static_cast<int>(found - theirs.begin()));
            }
            if (places.size() != kind.members.size()) continue;
            kind.fields.push_back(field);
            for (std::size_t member = 0; member < places.size(); ++member)
                kind.member_fields[member].push_back(places[member]);
        }
    }
}

void Resolver::link_voids(const tree::Record& body, int index) {
    Record& record = book_.records[at(index)];
    for (const tree::Event& written : body.events)
        for (const tree::Name& spent : written.voids) {
            const int which = record.find_event(spent.text);
            if (which < 0) {
                text::Diagnostic& diagnostic =
                    error("FD0203", spent.span, fmt::format("记录“{}”没有事件“{}”", record.name, spent.text),
                          fmt::format("the record “{}” has no event “{}”", record.name, spent.text));
                suggest(diagnostic, spent.span, spent.text, event_names(index));
                continue;
            }
            std::vector<int> kinds{which};
            if (record.events[at(which)].is_class) kinds = record.events[at(which)].members;
            for (const tree::Name& name : written.names)
                if (const int event = record.find_event(name.text); event >= 0)
                    record.events[at(event)].voids.insert(record.events[at(event)].voids.end(), kinds.begin(),
                                                          kinds.end());
        }
}

void Resolver::check_nesting() {
    // A record directly inside itself would have no end; a list of itself may be empty and is fine.
    std::vector<int> state(book_.records.size(), 0);
    const std::function<void(int)> visit = [&](int index) {
        state[at(index)] = 1;
        for (Field& field : book_.records[at(index)].fields) {
            if (field.type.kind != TypeKind::record) continue;
            if (state[at(field.type.index)] == 1) {
                error(
                    "FD0231", field.span,
                    fmt::format("记录“{}”经字段“{}”直接含有自己", book_.records[at(field.type.index)].name, field.name),
                    fmt::format("the record “{}” contains itself through the field “{}”",
                                book_.records[at(field.type.index)].name, field.name))
                    .help = {"改为列表，或者另立一个记录", "make it a list, or declare another record"};
                field.type = {};
            } else if (state[at(field.type.index)] == 0) {
                visit(field.type.index);
            }
        }
        state[at(index)] = 2;
    };
    for (std::size_t i = 0; i < state.size(); ++i)
        if (state[i] == 0) visit(static_cast<int>(i));
}

std::optional<int> Resolver::scope_record(const tree::Scope& scope) {
    if (!scope) return std::nullopt;
    if (const auto found = record_index_.find(scope.record.text); found != record_index_.end()) return found->second;
    if (unreadable_names_.contains(scope.record.text)) return std::nullopt;
    std::vector<std::string> names;
    for (const Record& record : book_.records) names.push_back(record.name);
    text::Diagnostic& diagnostic =
        error("FD0203", scope.record.span, fmt::format("没有名为“{}”的记录", scope.record.text),
              fmt::format("there is no record named “{}”", scope.record.text));
    suggest(diagnostic, scope.record.span, scope.record.text, names);
    return std::nullopt;
}

}  // namespace fadu::model::detail
