// The half of JsonCaseReader that fills slots: scalars, lists, nested records, judgements.
#include <fmt/format.h>

#include "facts/json_case.hpp"

namespace fadu::facts {
namespace {

using Kind = JsonNode::Kind;
using model::Constant;
using model::TypeKind;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

std::string_view written(const JsonNode& node) {
    switch (node.kind) {
        case Kind::null: return "null";
        case Kind::boolean: return node.truth ? "true" : "false";
        case Kind::list: return "[…]";
        case Kind::object: return "{…}";
        default: return node.text;
    }
}

/// The text that stands for the outside one, or that itself.
std::string_view translated(const ValueMap* values, std::string_view text) {
    if (values != nullptr)
        for (const auto& [outside, inside] : *values)
            if (outside == text) return inside;
    return text;
}

}  // namespace

Converted<Constant> JsonCaseReader::convert(const model::Type& type, const ValueMap* values, const JsonNode& node) {
    const std::string_view text = written(node);
    if (values != nullptr && node.kind != Kind::list && node.kind != Kind::object)
        if (const std::string_view inside = translated(values, text); inside.data() != text.data())
            return constant_from_text(conversion_, type, inside);
    switch (node.kind) {
        case Kind::text: return constant_from_text(conversion_, type, node.text);
        case Kind::number: return constant_from_number(conversion_, type, node.text);
        case Kind::boolean: return constant_from_boolean(conversion_, type, node.truth);
        case Kind::list:
        case Kind::object:
            if (type.kind == TypeKind::interval) return convert_interval(type, node);
            if (type.kind == TypeKind::range && node.kind == Kind::object) return convert_range(type, node);
            break;
        case Kind::null: break;
    }
    return tl::unexpected(mismatch(rulebook_, type, text));
}

Converted<Constant> JsonCaseReader::convert_interval(const model::Type& type, const JsonNode& node) {
    const JsonNode* first = nullptr;
    const JsonNode* last = nullptr;
    if (node.kind == Kind::object) {
        first = find(node, Reserved::begin);
        last = find(node, Reserved::end);
    } else {
        first = tree_->child(node);
        last = first == nullptr ? nullptr : tree_->next(*first);
        if (last != nullptr && tree_->next(*last) != nullptr) last = nullptr;
    }
    const model::Type date{TypeKind::date, TypeKind::nothing, -1, -1};
    if (first != nullptr && last != nullptr) {
        const auto begin = convert(date, nullptr, *first);
        const auto end = convert(date, nullptr, *last);
        if (begin && end && std::get<time::Day>(*begin) <= std::get<time::Day>(*end))
            return Constant(model::DayInterval{std::get<time::Day>(*begin), std::get<time::Day>(*end)});
    }
    return tl::unexpected(mismatch(rulebook_, type, written(node)));
}

Converted<Constant> JsonCaseReader::convert_range(const model::Type& type, const JsonNode& node) {
    const JsonNode* low = find(node, Reserved::low);
    const JsonNode* high = find(node, Reserved::high);
    const auto included = [&](Reserved word) {
        const JsonNode* said = find(node, word);
        return said == nullptr || said->kind != Kind::boolean || said->truth;
    };
    const auto fill = [&](auto range) -> Converted<Constant> {
        using End = typename decltype(range.low)::value_type;
        range.low_included = included(Reserved::low_included);
        range.high_included = included(Reserved::high_included);
        for (const auto& [said, end] : {std::pair{low, &range.low}, std::pair{high, &range.high}}) {
            if (said == nullptr || said->kind == Kind::null) continue;
            auto value = convert(type.element_type(), nullptr, *said);
            if (!value) return tl::unexpected(std::move(value.error()));
            *end = std::get<End>(std::move(*value));
        }
        return Constant(std::move(range));
    };
    if (low == nullptr && high == nullptr) return tl::unexpected(mismatch(rulebook_, type, written(node)));
    return type.element == TypeKind::span ? fill(model::SpanRange{}) : fill(model::NumberRange{});
}

std::optional<Constant> JsonCaseReader::read_constant(const Path& path, const model::Type& type, const ValueMap* values,
                                                      const JsonNode& node) {
    auto value = convert(type, values, node);
    if (value) return std::move(*value);
    wrong(path, node, std::move(value.error()));
    return std::nullopt;
}

bool JsonCaseReader::is_wrapped(const model::Field& field, const JsonNode& node) {
    if (node.kind != Kind::object) return false;
    const JsonNode* value = find(node, Reserved::value);
    if (value == nullptr) return false;
    const bool record = field.type.kind == TypeKind::record || field.type.element == TypeKind::record;
    return !record || !all_names_.of(field.type.index).find(value->key);
}

Slot JsonCaseReader::read_slot(const Path& path, const model::Field& field, const ValueMap* values,
                               const JsonNode& node) {
    Slot slot;
    if (node.kind == Kind::null) return slot;
    if (is_wrapped(field, node)) return read_wrapped(path, field, values, node);
    if (node.kind == Kind::text) {
        const std::string_view text = translated(values, node.text);
        if (field.may_be_none && means_none(text)) {
            slot.knowledge = Knowledge::none;
            return slot;
        }
        if (field.may_be_unascertainable && means_unascertainable(text)) {
            slot.knowledge = Knowledge::unascertainable;
            return slot;
        }
    }
    if (field.type.kind == TypeKind::list) return read_list(path, field, values, node);
    if (field.type.kind == TypeKind::record) {
        if (node.kind != Kind::object) {
            wrong(path, node, mismatch(rulebook_, field.type, written(node)));
            return slot;
        }
        slot.knowledge = Knowledge::known;
        slot.records.push_back(read_record(path, field.type.index, node));
        return slot;
    }
    if (node.kind == Kind::text) {
        auto read = slot_from_text(conversion_, field, field.type, translated(values, node.text));
        if (read) return std::move(*read);
        wrong(path, node, std::move(read.error()));
        return slot;
    }
    if (auto value = read_constant(path, field.type, values, node)) {
        slot.knowledge = Knowledge::known;
        slot.value = std::move(*value);
    }
    return slot;
}

Slot JsonCaseReader::read_wrapped(const Path& path, const model::Field& field, const ValueMap* values,
                                  const JsonNode& node) {
    const JsonNode& inner = *find(node, Reserved::value);
    Slot slot;
    if (is_wrapped(field, inner))
        wrong(path, inner, mismatch(rulebook_, field.type, written(inner)));
    else
        slot = read_slot(path, field, values, inner);
    bool judged = false;
    for (const JsonNode* child = tree_->child(node); child != nullptr; child = tree_->next(*child)) {
        if (child == &inner) continue;
        const Reserved word = reserved_word(child->key);
        const bool of_judgement = word == Reserved::by || word == Reserved::on || word == Reserved::reason;
        if (of_judgement && field.found) {
            judged = true;
        } else if (word == Reserved::complete && child->kind == Kind::boolean && field.type.kind == TypeKind::list) {
            slot.complete = child->truth;
        } else if (of_judgement) {
            wrong({&path, child->key, 0}, *child,
                  {fmt::format("“{}”不是认定的字段，没有认定人、认定日和理由", field.name),
                   fmt::format("“{}” is no found field and has no by, on or reason", field.name)},
                  code::unknown_name);
        } else {
            unknown(path, child->key, *child, {});
        }
    }
    if (judged) slot.judgement = read_judgement(path, node);
    return slot;
}

Judgement JsonCaseReader::read_judgement(const Path& path, const JsonNode& node) {
    Judgement judgement;
    for (const JsonNode* child = tree_->child(node); child != nullptr; child = tree_->next(*child)) {
        const Reserved word = reserved_word(child->key);
        if (child->kind == Kind::null) continue;
        const Path here{&path, child->key, 0};
        if (word == Reserved::on) {
            const auto day = read_constant(here, {TypeKind::date, TypeKind::nothing, -1, -1}, nullptr, *child);
            if (day) judgement.on = std::get<time::Day>(*day);
        } else if (word == Reserved::by || word == Reserved::reason) {
            auto said = read_constant(here, {TypeKind::text, TypeKind::nothing, -1, -1}, nullptr, *child);
            if (said)
                (word == Reserved::by ? judgement.by : judgement.reason) = std::get<std::string>(std::move(*said));
        }
    }
    return judgement;
}

Slot JsonCaseReader::read_list(const Path& path, const model::Field& field, const ValueMap* values,
                               const JsonNode& node) {
    Slot slot;
    slot.knowledge = Knowledge::known;
    const model::Type element = field.type.element_type();
    const auto add = [&](const Path& here, const JsonNode& item) {
        if (element.kind == TypeKind::record) {
            if (item.kind == Kind::object) {
                slot.records.push_back(read_record(here, element.index, item));
            } else {
                if (item.kind != Kind::null) wrong(here, item, mismatch(rulebook_, element, written(item)));
                slot.records.push_back(blank_record(rulebook_, element.index));
            }
            return;
        }
        Slot& added = slot.items.emplace_back();
        if (item.kind == Kind::null) return;
        if (auto value = read_constant(here, element, values, item)) {
            added.knowledge = Knowledge::known;
            added.value = std::move(*value);
        }
    };
    if (node.kind != Kind::list) {
        add(path, node);
        // A single value that is none of the list's says nothing of the list.
        if (!slot.items.empty() && slot.items.front().knowledge == Knowledge::unknown) return {};
        if (element.kind == TypeKind::record && node.kind != Kind::object) return {};
        return slot;
    }
    Path here{&path, {}, 1};
    for (const JsonNode* child = tree_->child(node); child != nullptr; child = tree_->next(*child), ++here.number)
        add(here, *child);
    return slot;
}

RecordValue JsonCaseReader::read_record(const Path& path, int record_index, const JsonNode& node) {
    const RecordNames& names = all_names_.of(record_index);
    RecordValue value = blank_record(rulebook_, record_index);
    std::vector<bool> seen(value.slots.size(), false);
    for (const JsonNode* child = tree_->child(node); child != nullptr; child = tree_->next(*child)) {
        const Path here{&path, child->key, 0};
        const Target target = names.find(child->key);
        if (target.kind != Target::Kind::field) {
            unknown(path, child->key, *child, names.known_names());
        } else if (seen[index(target.field)]) {
            duplicate(here, *child);
        } else {
            seen[index(target.field)] = true;
            value.slots[index(target.field)] =
                read_slot(here, names.record().fields[index(target.field)], names.values(target.field), *child);
        }
    }
    return value;
}

}  // namespace fadu::facts
