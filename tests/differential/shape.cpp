#include "shape.hpp"

namespace fadu::differential {
namespace {

std::string word_of(TypeKind kind) {
    switch (kind) {
        case TypeKind::boolean: return "是否";
        case TypeKind::integer: return "整数";
        case TypeKind::decimal: return "数值";
        case TypeKind::ratio: return "比率";
        case TypeKind::money: return "金额";
        case TypeKind::text: return "文本";
        case TypeKind::date: return "日期";
        case TypeKind::moment: return "时刻";
        case TypeKind::span: return "期间";
        case TypeKind::interval: return "起止日期";
        default: return "";
    }
}

}  // namespace

Type plain(TypeKind kind) { return {kind}; }
Type of_kind(int index) { return {TypeKind::enumeration, TypeKind::nothing, index}; }
Type of_record(int index) { return {TypeKind::record, TypeKind::nothing, index}; }
Type of_event(int record, int event) { return {TypeKind::occurrence, TypeKind::nothing, event, record}; }
Type range_of(TypeKind element) { return {TypeKind::range, element}; }

std::string Shape::text_of(const Type& type) const {
    switch (type.kind) {
        case TypeKind::list: return "列表 " + text_of(type.element_type());
        case TypeKind::range: return word_of(type.element) + "范围";
        case TypeKind::record: return records[static_cast<std::size_t>(type.index)].name;
        case TypeKind::enumeration: {
            const Kind& one = kind(type);
            if (!one.name.empty()) return one.name;
            std::string all;
            for (const std::string& value : one.values) all += (all.empty() ? "" : "、") + value;
            return all;
        }
        default: return word_of(type.kind);
    }
}

const EventShape* Shape::event_of(const Type& type) const {
    if (type.kind != TypeKind::occurrence || type.index < 0) return nullptr;
    return &records[static_cast<std::size_t>(type.owner)].events[static_cast<std::size_t>(type.index)];
}

const std::vector<FieldShape>* Shape::fields_of(const Type& type) const {
    if (type.kind == TypeKind::record) return &records[static_cast<std::size_t>(type.index)].fields;
    const EventShape* event = event_of(type);
    return event == nullptr ? nullptr : &event->fields;
}

}  // namespace fadu::differential
