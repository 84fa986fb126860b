// The rulebook's look-ups by name and the names of its types.
#pragma once

#include "fadu/model/rulebook.hpp"

namespace fadu::model {
namespace rulebook_detail {

template <class Items>
int find_named(const Items& items, std::string_view name) {
    for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i].name == name) return static_cast<int>(i);
    return -1;
}

inline std::string plain_name(TypeKind kind) {
    switch (kind) {
        case TypeKind::nothing: return "无";
        case TypeKind::boolean: return "是否";
        case TypeKind::integer: return "整数";
        case TypeKind::decimal: return "数值";
        case TypeKind::ratio: return "比率";
        case TypeKind::money: return "金额";
        case TypeKind::text: return "文本";
        case TypeKind::date: return "日期";
        case TypeKind::moment: return "时刻";
        case TypeKind::span: return "期间";
        case TypeKind::duration: return "时长";
        case TypeKind::interval: return "起止日期";
        case TypeKind::enumeration: return "类别";
        case TypeKind::record: return "记录";
        case TypeKind::occurrence: return "事件";
        case TypeKind::gap: return "间断";
        case TypeKind::list: return "列表";
        case TypeKind::range: return "范围";
    }
    return "";
}

}  // namespace rulebook_detail

FADU_INLINE std::string Source::full_name() const {
    return "《" + title + "》" + (version.empty() ? "" : "（" + version + "）");
}

FADU_INLINE int Record::find_field(std::string_view field) const { return rulebook_detail::find_named(fields, field); }
FADU_INLINE int Record::find_event(std::string_view event) const { return rulebook_detail::find_named(events, event); }

FADU_INLINE int Rulebook::find_record(std::string_view name) const {
    return rulebook_detail::find_named(records, name);
}
FADU_INLINE int Rulebook::find_rule(std::string_view name) const { return rulebook_detail::find_named(rules, name); }
FADU_INLINE int Rulebook::find_procedure(std::string_view name) const {
    return rulebook_detail::find_named(procedures, name);
}

FADU_INLINE int Rulebook::find_state_table(std::string_view name) const {
    return rulebook_detail::find_named(state_tables, name);
}

FADU_INLINE int Rulebook::find_source(std::string_view title, std::string_view version) const {
    int found = -1;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (sources[i].title != title) continue;
        if (sources[i].version == version && !version.empty()) return static_cast<int>(i);
        if (!version.empty()) continue;
        if (found < 0 || sources[i].in_force_from > sources[static_cast<std::size_t>(found)].in_force_from)
            found = static_cast<int>(i);
    }
    return found;
}

FADU_INLINE std::string Rulebook::type_name(const Type& type) const {
    const auto at = [](int index, const auto& items) {
        return index >= 0 && static_cast<std::size_t>(index) < items.size();
    };
    switch (type.kind) {
        case TypeKind::list: return "列表 " + type_name(type.element_type());
        case TypeKind::range: return rulebook_detail::plain_name(type.element) + "范围";
        case TypeKind::enumeration: {
            if (!at(type.index, enumerations)) break;
            const Enumeration& kind = enumerations[static_cast<std::size_t>(type.index)];
            if (!kind.name.empty()) return kind.name;
            std::string text;
            for (const std::string& enumerator : kind.enumerators) text += (text.empty() ? "" : "、") + enumerator;
            return text;
        }
        case TypeKind::record:
            if (at(type.index, records)) return records[static_cast<std::size_t>(type.index)].name;
            break;
        case TypeKind::occurrence: {
            if (!at(type.owner, records)) break;
            const Record& record = records[static_cast<std::size_t>(type.owner)];
            if (at(type.index, record.events))
                return "事件 " + record.events[static_cast<std::size_t>(type.index)].name;
            break;
        }
        default: break;
    }
    return rulebook_detail::plain_name(type.kind);
}

}  // namespace fadu::model
