#include "program/read_schema.hpp"

#include <algorithm>

#include "facts/reserved.hpp"
#include "fadu/text/unicode.hpp"

namespace fadu::program::reading {
namespace {

using facts::Reserved;
using model::TypeKind;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

Form form_of(const model::Type& type) {
    switch (type.kind) {
        case TypeKind::boolean: return Form::truth;
        case TypeKind::integer:
        case TypeKind::decimal:
        case TypeKind::ratio:
        case TypeKind::money: return Form::number;
        case TypeKind::text: return Form::text;
        case TypeKind::date: return Form::date;
        case TypeKind::moment: return Form::moment;
        case TypeKind::enumeration: return Form::set;
        case TypeKind::interval: return Form::interval;
        case TypeKind::record: return Form::record;
        case TypeKind::list: return Form::list;
        default: return Form::other;
    }
}

/// A name as names are looked up.
std::string looked_up(std::string_view name) {
    std::string storage;
    return std::string(facts::composed(name, storage));
}

}  // namespace

Schema::Schema(const Program& given, const ReaderOptions& options)
    : program(given),
      rulebook(*given.rulebook()),
      record(rulebook.records[index(given.layout().record)]),
      names(rulebook, given.layout().record, options.mapping, [](auto&&...) {}),
      options_(options),
      record_names_(rulebook, -1, nullptr, [](auto&&...) {}),
      texts_(given.code().texts) {
    if (options.mapping) {
        cut_to_days = options.mapping->time_of == "day";
        in_order = options.mapping->sequence;
    }
    const Layout& layout = program.layout();
    closed.assign(record.events.size(), names.complete() ? 1 : 0);
    for (const int event : names.supplied()) {
        closed[index(event)] = 1;
        for (const int member : record.events[index(event)].members) closed[index(member)] = 1;
    }
    root = make_row(record.fields, names, -1, {{0, nullptr}});
    for (std::size_t field = 0; field < record.fields.size(); ++field) {
        if (!record.fields[field].key) continue;
        Value& value = root->values[field];
        value.key = key_count++;
        if (value.form == Form::list || value.form == Form::record) usable = false;
        if (value.form != Form::text) value.form = Form::other;
    }
    for (std::size_t event = 0; event < record.events.size(); ++event) {
        const model::EventKind& kind = record.events[event];
        may_occur.push_back(!kind.is_class && !kind.deemed);
        std::vector<Holder> holders;
        for (std::size_t t = 0; t < layout.tables.size(); ++t) {
            const Table& table = layout.tables[t];
            if (table.kind != Table::Kind::events) continue;
            const model::EventKind& held = record.events[index(table.event)];
            if (table.event == static_cast<int>(event) && !held.is_class)
                holders.push_back({static_cast<int>(t), nullptr});
            for (std::size_t m = 0; held.is_class && m < held.members.size(); ++m)
                if (held.members[m] == static_cast<int>(event))
                    holders.push_back({static_cast<int>(t), &held.member_fields[m]});
        }
        events.push_back(make_row(kind.fields, names, static_cast<int>(event), holders));
        add_event_keys(event);
    }
    add_root_keys();
    add_kinds();
    fill_copies(case_row, 0, *root, nullptr);
    add_event_tables();
    const auto too_wide = [](const auto& row) { return row->values.size() >= most_keys; };
    usable = usable && rulebook.find_record(record.name) == layout.record &&
             record.fields.size() + record.events.size() < most_keys &&
             std::none_of(rows_.begin(), rows_.end(), too_wide) && options.limits.max_list_items > 2 * most_keys &&
             options.limits.max_depth >= 2;
}

std::vector<Schema::Holder> Schema::children_of(const std::vector<Holder>& holders, std::size_t field) const {
    std::vector<Holder> children;
    const auto& tables = program.layout().tables;
    for (const Holder& holder : holders)
        for (std::size_t t = 1; t < tables.size(); ++t) {
            const Table& table = tables[t];
            if (table.kind != Table::Kind::records && table.kind != Table::Kind::values) continue;
            if (table.parent != holder.table) continue;
            const int own = holder.own ? (*holder.own)[index(table.field)] : table.field;
            if (own == static_cast<int>(field)) children.push_back({static_cast<int>(t), nullptr});
        }
    return children;
}

Row* Schema::make_row(const std::vector<model::Field>& fields, const facts::RecordNames& known, int event,
                      const std::vector<Holder>& holders) {
    Row& row = *rows_.emplace_back(std::make_unique<Row>());
    row.blank.push_back({-1, 0, 0});
    row.values.resize(fields.size());
    for (std::size_t i = 0; i < fields.size() && i < most_keys; ++i) {
        Value& value = row.values[i];
        make_value(value, fields[i], fields[i].type, false);
        value.values = event >= 0 ? known.values(event, static_cast<int>(i)) : known.values(static_cast<int>(i));
        if (value.items) value.items->values = value.values;
        if (fields[i].required) ++row.required;
        place(row, i, holders);
    }
    return &row;
}

Row* Schema::record_row(int record_index, const std::vector<Holder>& holders) {
    if (holders.empty())
        if (const auto made = unread_.find(record_index); made != unread_.end()) return made->second;
    const model::Record& shape = rulebook.records[index(record_index)];
    const facts::RecordNames& known = record_names_.of(record_index);
    if (holders.empty()) {
        // A record may hold itself: it must be known before its fields are looked at.
        Row& row = *rows_.emplace_back(std::make_unique<Row>());
        unread_[record_index] = &row;
        Row* made = make_row(shape.fields, known, -1, holders);
        row = std::move(*made);
        std::erase_if(rows_, [made](const auto& each) { return each.get() == made; });
    }
    Row* row = holders.empty() ? unread_[record_index] : make_row(shape.fields, known, -1, holders);
    for (std::size_t i = 0; i < shape.fields.size(); ++i) {
        const auto add = [&](const std::string& name) {
            const std::string spelled = looked_up(name);
            const facts::Target target = known.find(spelled);
            if (target.kind == facts::Target::Kind::field) row->keys.add(spelled, target.field);
        };
        add(shape.fields[i].name);
        for (const std::string& alias : shape.fields[i].aliases) add(alias);
    }
    return row;
}

void Schema::make_value(Value& value, const model::Field& field, const model::Type& type, bool element) {
    value.field = &field;
    value.type = type;
    value.element = element;
    value.form = form_of(type);
    if (type.kind == TypeKind::money) value.scale = value.allowed = 2;
    if (type.kind == TypeKind::decimal || type.kind == TypeKind::ratio) value.scale = value.allowed = 6;
    if (value.form == Form::list && type.element_type().kind != TypeKind::record) {
        value.items = std::make_unique<Value>();
        make_value(*value.items, field, type.element_type(), true);
    }
    value.words = words_for(value);
}

Dictionary* Schema::words_for(const Value& value) {
    const bool enumeration = value.form == Form::set;
    const bool none = !value.element && value.field->may_be_none;
    const bool unascertainable = !value.element && value.field->may_be_unascertainable;
    if (!enumeration && value.form != Form::truth && !none && !unascertainable) return nullptr;
    auto& made = words_[{enumeration ? value.type.index : -1, static_cast<int>(value.form), none, unascertainable}];
    if (made) return made.get();
    made = std::make_unique<Dictionary>();
    for (const std::string_view text : {"无", "無", "none"})
        if (none && facts::means_none(text)) made->add(text, word::none);
    for (const std::string_view text : {"无法查明", "無法查明", "unascertainable"})
        if (unascertainable && facts::means_unascertainable(text)) made->add(text, word::unascertainable);
    if (value.form == Form::truth)
        for (const std::string_view text : {"是", "否"})
            if (const auto truth = facts::truth_of(text)) made->add(text, *truth ? word::yes : word::no);
    if (enumeration) {
        const auto& all = rulebook.enumerations[index(value.type.index)].enumerators;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (looked_up(facts::trim(all[i])) == all[i]) made->add(all[i], static_cast<int>(i));
    }
    return made.get();
}

int Schema::add_slot(Row& row, const model::Field& field, const Column& column) {
    const int slot = static_cast<int>(row.blank.size());
    Cell cell = cell_of(nullptr, field, column, numbering());
    if (column.shape == Shape::list) cell.low = -1;  // no element
    if (column.shape == Shape::text && cell.low >= static_cast<std::int64_t>(program.code().texts.size()))
        row.default_texts.emplace_back(slot, std::string(texts_.text(cell.low)));
    row.blank.push_back(cell);
    return slot;
}

void Schema::place(Row& row, std::size_t field, const std::vector<Holder>& holders) {
    Value& value = row.values[field];
    const model::Field& declared = *value.field;
    const auto& tables = program.layout().tables;
    const Column* column = nullptr;
    for (const Holder& holder : holders)
        for (const Column& each : tables[index(holder.table)].columns) {
            if (each.field < 0) continue;
            const int own = holder.own ? (*holder.own)[index(each.field)] : each.field;
            if (own == static_cast<int>(field)) column = &each;
        }
    const std::vector<Holder> children = children_of(holders, field);
    if (column)
        value.column = *column;
    else if (!children.empty())
        value.column = {Shape::list, declared.type, static_cast<int>(field), 0};
    if (column || !children.empty()) {
        value.slot = add_slot(row, declared, value.column);
        facts::Slot said;
        said.knowledge = facts::Knowledge::none;
        value.none = cell_of(&said, declared, value.column, numbering());
        said.knowledge = facts::Knowledge::unascertainable;
        value.unascertainable = cell_of(&said, declared, value.column, numbering());
        if (value.column.shape == Shape::list) value.none.low = value.unascertainable.low = -1;
    }
    if (value.form == Form::record || value.form == Form::list) place_list(value, children);
}

void Schema::place_list(Value& value, const std::vector<Holder>& children) {
    if (!value.items) {
        value.records = record_row(value.type.index, children);
        return;
    }
    const auto& tables = program.layout().tables;
    for (const Holder& child : children)
        if (!tables[index(child.table)].columns.empty()) {
            value.items->slot = 1;
            value.items->column = tables[index(child.table)].columns.front();
        }
}

void Schema::fill_copies(CopyRow& copies, int table, const Row& row, const std::vector<int>* own) {
    const auto& tables = program.layout().tables;
    const Table& shape = tables[index(table)];
    for (std::size_t c = 0; c < shape.columns.size(); ++c) {
        const Column& column = shape.columns[c];
        if (column.field < 0) continue;
        const int field = own ? (*own)[index(column.field)] : column.field;
        copies.copies.push_back({static_cast<int>(c), row.values[index(field)].slot, column.shape});
    }
    for (std::size_t t = 1; t < tables.size(); ++t) {
        const Table& child = tables[t];
        if (child.parent != table || child.kind == Table::Kind::events) continue;
        const Value& value = row.values[index(own ? (*own)[index(child.field)] : child.field)];
        CopyRow::Child copy{static_cast<int>(t), value.slot, std::make_unique<CopyRow>()};
        if (value.records)
            fill_copies(*copy.element, static_cast<int>(t), *value.records, nullptr);
        else if (!child.columns.empty())
            copy.element->copies.push_back({0, 1, child.columns.front().shape});
        copies.children.push_back(std::move(copy));
    }
}

void Schema::add_event_tables() {
    const auto& tables = program.layout().tables;
    for (std::size_t t = 1; t < tables.size(); ++t) {
        if (tables[t].kind != Table::Kind::events) continue;
        EventTable& made = event_tables.emplace_back();
        made.table = static_cast<int>(t);
        for (std::size_t c = 0; c < tables[t].columns.size(); ++c)
            if (tables[t].columns[c].field < 0)
                made.builtins.push_back({static_cast<int>(c), tables[t].columns[c].field});
        const model::EventKind& kind = record.events[index(tables[t].event)];
        made.kinds = kind.is_class ? kind.members : std::vector<int>{tables[t].event};
        for (std::size_t m = 0; m < made.kinds.size(); ++m)
            fill_copies(made.rows.emplace_back(), static_cast<int>(t), *events[index(made.kinds[m])],
                        kind.is_class ? &kind.member_fields[m] : nullptr);
    }
}

void Schema::add_root_keys() {
    std::vector<std::string> spelled;
    const auto add = [&](const auto& named) {
        spelled.push_back(looked_up(named.name));
        for (const std::string& alias : named.aliases) spelled.push_back(looked_up(alias));
    };
    for (const model::Field& field : record.fields) add(field);
    for (const model::EventKind& event : record.events) add(event);
    if (options_.mapping) {
        for (const auto& source : options_.mapping->fields) spelled.push_back(looked_up(facts::trim(source.outside)));
        for (const auto& source : options_.mapping->events) spelled.push_back(looked_up(facts::trim(source.activity)));
    }
    for (const std::string& name : spelled) {
        const facts::Target target = names.find(name);
        if (target.kind == facts::Target::Kind::field)
            root->keys.add(name, target.field);
        else if (target.kind == facts::Target::Kind::event)
            root->keys.add(name, key::event + target.event);
    }
    const std::pair<Reserved, int> reserved[] = {{Reserved::events, key::event_list},
                                                 {Reserved::complete_events, key::complete_events},
                                                 {Reserved::in_order, key::in_order},
                                                 {Reserved::record, key::record}};
    for (const auto& [reserved_word, target] : reserved)
        for (const std::string_view spelling : facts::spellings(reserved_word))
            if (!names.find(spelling)) root->keys.add(spelling, target);
}

void Schema::add_event_keys(std::size_t event) {
    Row& row = *events[event];
    const int kind = static_cast<int>(event);
    std::vector<std::string> spelled;
    for (const model::Field& field : record.events[event].fields) {
        spelled.push_back(looked_up(field.name));
        for (const std::string& alias : field.aliases) spelled.push_back(looked_up(alias));
    }
    if (options_.mapping)
        for (const auto& source : options_.mapping->event_fields)
            spelled.push_back(looked_up(facts::trim(source.outside)));
    for (const Reserved reserved : {Reserved::date, Reserved::begin, Reserved::end, Reserved::planned})
        for (const std::string_view spelling : facts::spellings(reserved)) spelled.emplace_back(spelling);
    for (const std::string& name : spelled) {
        const Reserved reserved = facts::reserved_word(name);
        const int field = names.find_event_field(kind, name);
        const bool always =
            reserved >= Reserved::date && reserved <= Reserved::end && name == facts::spelling(reserved);
        if (reserved == Reserved::events)
            row.keys.add(name, key::left);  // it may be the field or say the kind
        else if (field >= 0 && !always)
            row.keys.add(name, field);
        else if (reserved == Reserved::date || reserved == Reserved::begin)
            row.keys.add(name, key::begin);
        else if (reserved == Reserved::end)
            row.keys.add(name, key::end);
        else if (reserved == Reserved::planned)
            row.keys.add(name, key::planned);
    }
}

void Schema::add_kinds() {
    for (const std::string_view spelling : facts::spellings(Reserved::type)) kind_words.add(spelling, key::type_word);
    for (const std::string_view spelling : facts::spellings(Reserved::events))
        kind_words.add(spelling, key::event_word);
    for (const std::string_view spelling : facts::spellings(Reserved::begin)) interval_words.add(spelling, 0);
    for (const std::string_view spelling : facts::spellings(Reserved::end)) interval_words.add(spelling, 1);
    escaped_record = escaped_spelling(record.name);
    std::vector<std::string> spelled;
    for (const model::EventKind& event : record.events) {
        spelled.push_back(looked_up(event.name));
        for (const std::string& alias : event.aliases) spelled.push_back(looked_up(alias));
    }
    if (options_.mapping)
        for (const auto& source : options_.mapping->events) spelled.push_back(looked_up(facts::trim(source.activity)));
    for (const std::string& name : spelled)
        if (const int event = names.find_event(name); event >= 0) kinds.add(name, event);
}

}  // namespace fadu::program::reading
