// A rulebook built by hand for the tests of facts: what the records of 处罚案件 in worked-law.md come to, and a little more.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "fadu/facts/read.hpp"

namespace fadu::facts::test {

using model::Type;
using model::TypeKind;

inline Type plain(TypeKind kind) { return {kind, TypeKind::nothing, -1, -1}; }
inline Type record_type(int index) { return {TypeKind::record, TypeKind::nothing, index, -1}; }
inline Type enumeration_type(int index) { return {TypeKind::enumeration, TypeKind::nothing, index, -1}; }
inline Type range_of(TypeKind element) { return {TypeKind::range, element, -1, -1}; }

inline model::Field field(std::string name, Type type, std::vector<std::string> aliases = {}) {
    model::Field made;
    made.name = std::move(name);
    made.type = type;
    made.aliases = std::move(aliases);
    return made;
}

inline model::EventKind event(std::string name, std::vector<model::Field> fields = {}) {
    model::EventKind made;
    made.name = std::move(name);
    made.fields = std::move(fields);
    return made;
}

inline constexpr int officer = 0;
inline constexpr int penalty_case = 1;

inline model::Rulebook rulebook() {
    model::Rulebook book;
    book.enumerations.push_back({"执法领域", false, {"市场监管", "生态环境", "公安", "其他领域"}, {}});
    book.enumerations.push_back({"", false, {"通过", "退回"}, {}});

    model::Record person;
    person.name = "执法人员";
    person.fields = {field("姓名", plain(TypeKind::text)), field("执法证号", plain(TypeKind::text), {"badge"}),
                     field("执法证有效期", plain(TypeKind::interval)), field("辅助人员", plain(TypeKind::boolean))};
    person.fields[1].key = true;
    person.fields[3].default_value.emplace(false);
    book.records.push_back(person);

    model::Record record;
    record.name = "处罚案件";
    record.fields = {
        field("案号", plain(TypeKind::text), {"case_no"}),
        field("领域", enumeration_type(0)),
        field("适用普通程序", plain(TypeKind::boolean)),
        field("违法行为轻微", plain(TypeKind::boolean)),
        field("罚款", plain(TypeKind::money)),
        field("比例", plain(TypeKind::ratio)),
        field("人数", plain(TypeKind::integer)),
        field("浓度", plain(TypeKind::decimal)),
        field("违法行为终了日", plain(TypeKind::date)),
        field("登记时刻", plain(TypeKind::moment)),
        field("确定期限", plain(TypeKind::span)),
        field("营业期限", plain(TypeKind::interval)),
        field("幅度", range_of(TypeKind::money)),
        field("材料", Type::list_of(plain(TypeKind::text))),
        field("承办人", record_type(officer)),
        field("人员", Type::list_of(record_type(officer))),
        field("备注", plain(TypeKind::text)),
        field("行为人", plain(TypeKind::text)),
    };
    record.fields[0].key = true;
    record.fields[0].required = true;
    record.fields[3].found = true;
    record.fields[16].may_be_none = true;
    record.fields[17].may_be_unascertainable = true;
    record.events = {
        event("立案"),
        event("询问", {field("办案人员", Type::list_of(record_type(officer)))}),
        event("现场检查", {field("办案人员", Type::list_of(record_type(officer)))}),
        event("调查取证", {field("办案人员", Type::list_of(record_type(officer)))}),
        event("法制审核", {field("结论", enumeration_type(1))}),
        event("听证"),
        event("处罚决定", {field("罚款", plain(TypeKind::money), {"fine"}), field("类型", plain(TypeKind::text))}),
        event("放弃陈述申辩"),
    };
    record.events[0].once = true;
    record.events[0].aliases = {"filed"};
    record.events[3].is_class = true;
    record.events[3].members = {1, 2};
    record.events[3].member_fields = {{0}, {0}};
    record.events[5].lasting = true;
    record.events[7].deemed = true;
    book.records.push_back(record);
    return book;
}

struct Read {
    std::vector<Case> cases;
    ReadReport report;

    int count(std::string_view code) const {
        int found = 0;
        for (const auto& diagnostic : report.diagnostics) found += diagnostic.code == code ? 1 : 0;
        return found;
    }
    std::string codes() const {
        std::string text;
        for (const auto& diagnostic : report.diagnostics) text += (text.empty() ? "" : " ") + diagnostic.code;
        return text;
    }
    std::string messages() const {
        std::string text;
        for (const auto& diagnostic : report.diagnostics)
            text += diagnostic.code + " " + diagnostic.message.zh + " " + diagnostic.help.zh + "\n";
        return text;
    }
};

inline Read read(const model::Rulebook& book, Format format, std::string_view input, const Mapping* mapping = nullptr,
                 const ReadLimits& limits = {}, int record = penalty_case) {
    Read result;
    result.report = read_cases(
        book, record, format, input, 0,
        [&](Case&& value) {
            result.cases.push_back(std::move(value));
            return true;
        },
        mapping, limits);
    return result;
}

inline const Slot& slot(const model::Rulebook& book, const Case& value, std::string_view name) {
    const int index = book.records[static_cast<std::size_t>(value.root.record)].find_field(name);
    return value.root.slots.at(static_cast<std::size_t>(index));
}

/// A slot in words, so that tests can be tables: "?", "无", "无法查明", or the value.
inline std::string words(const Slot& slot) {
    switch (slot.knowledge) {
        case Knowledge::unknown: return "?";
        case Knowledge::none: return "无";
        case Knowledge::unascertainable: return "无法查明";
        case Knowledge::known: break;
    }
    struct Visitor {
        std::string operator()(std::monostate) const { return ""; }
        std::string operator()(bool truth) const { return truth ? "是" : "否"; }
        std::string operator()(model::Number number) const { return model::to_decimal(number); }
        std::string operator()(const std::string& text) const { return text; }
        std::string operator()(time::Day day) const { return time::to_string(day); }
        std::string operator()(time::Moment moment) const { return time::to_string(moment); }
        std::string operator()(const time::Period& period) const { return time::to_string(period); }
        std::string operator()(const model::DayInterval& interval) const {
            return time::to_string(interval.first) + "/" + time::to_string(interval.last);
        }
        std::string operator()(model::Enumerator enumerator) const { return "#" + std::to_string(enumerator.position); }
        std::string operator()(const model::NumberRange& range) const {
            return (range.low ? model::to_decimal(*range.low) : "") + (range.low_included ? "≤≤" : "<≤") +
                   (range.high ? model::to_decimal(*range.high) : "");
        }
        std::string operator()(const model::SpanRange&) const { return "range"; }
    };
    std::string text = std::visit(Visitor{}, slot.value);
    for (const Slot& item : slot.items) text += "[" + words(item) + "]";
    for (const RecordValue& record : slot.records) {
        text += "{";
        for (const Slot& inner : record.slots) text += words(inner) + ";";
        text += "}";
    }
    return text;
}

inline std::string words(const model::Rulebook& book, const Case& value, const Occurrence& occurrence) {
    const auto span = [](time::TimeSpan when) {
        if (when.is_exact()) return time::to_string(when.begin);
        return time::to_string(time::day_of(when.begin));
    };
    const auto& kind =
        book.records[static_cast<std::size_t>(value.root.record)].events[static_cast<std::size_t>(occurrence.event)];
    std::string text = kind.name + " " + (occurrence.dated ? span(occurrence.begin) : "某日");
    if (kind.lasting) {
        text += " 至 ";
        switch (occurrence.end_knowledge) {
            case EndKnowledge::at: text += span(occurrence.end); break;
            case EndKnowledge::running: text += "…"; break;
            case EndKnowledge::unknown: text += "某日"; break;
        }
    }
    if (occurrence.planned) text += " 计划";
    for (const Slot& slot : occurrence.slots) text += " " + words(slot);
    return text;
}

/// All occurrences, one a line; then the closed kinds.
inline std::string events(const model::Rulebook& book, const Case& value) {
    std::string text;
    for (const Occurrence& occurrence : value.occurrences) text += words(book, value, occurrence) + "\n";
    return text;
}
inline std::string closed(const model::Rulebook& book, const Case& value) {
    std::string text;
    const auto& kinds = book.records[static_cast<std::size_t>(value.root.record)].events;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (value.closed[i]) text += (text.empty() ? "" : " ") + kinds[i].name;
    return text;
}

}  // namespace fadu::facts::test
