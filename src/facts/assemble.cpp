#include "facts/assemble.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace fadu::facts {
namespace {

using model::Field;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

class Missing {
  public:
    explicit Missing(const model::Rulebook& rulebook) : rulebook_(rulebook) {}

    void look(const std::vector<Field>& fields, const std::vector<Slot>& slots, const std::string& before) {
        for (std::size_t i = 0; i < fields.size() && i < slots.size(); ++i) {
            const Slot& slot = slots[i];
            if (fields[i].required && slot.knowledge == Knowledge::unknown) names_.push_back(before + fields[i].name);
            for (std::size_t element = 0; element < slot.records.size(); ++element) {
                const RecordValue& record = slot.records[element];
                if (record.record < 0) continue;
                const bool list = fields[i].type.kind == model::TypeKind::list;
                look(rulebook_.records[index(record.record)].fields, record.slots,
                     list ? fmt::format("{}{}[{}].", before, fields[i].name, element + 1)
                          : before + fields[i].name + ".");
            }
        }
    }
    const std::vector<std::string>& names() const { return names_; }

  private:
    const model::Rulebook& rulebook_;
    std::vector<std::string> names_;
};

}  // namespace

void close_event(const model::Record& record, Case& value, int event) {
    const model::EventKind& kind = record.events[index(event)];
    value.closed[index(event)] = true;
    for (const int member : kind.members) value.closed[index(member)] = true;
}

void close_all_events(Case& value) { value.closed.assign(value.closed.size(), true); }

Occurrence blank_occurrence(const model::Record& record, const Case& value, int event) {
    Occurrence occurrence;
    occurrence.event = event;
    occurrence.dated = false;
    occurrence.sequence = static_cast<int>(value.occurrences.size());
    const model::EventKind& kind = record.events[index(event)];
    occurrence.slots.resize(kind.fields.size());
    if (kind.lasting) occurrence.end_knowledge = EndKnowledge::running;
    return occurrence;
}

RecordValue blank_record(const model::Rulebook& rulebook, int record) {
    RecordValue value;
    value.record = record;
    value.slots.resize(rulebook.records.at(index(record)).fields.size());
    return value;
}

Converted<void> may_occur(const model::Record& record, int event) {
    const model::EventKind& kind = record.events[index(event)];
    if (kind.is_class) {
        std::string members;
        for (const int member : kind.members)
            members += (members.empty() ? "" : "、") + record.events[index(member)].name;
        return tl::unexpected(
            text::Message{fmt::format("“{}”是一类事件，应写明是哪一种：{}", kind.name, members),
                          fmt::format("“{}” is a class of events; say which: {}", kind.name, members)});
    }
    if (kind.deemed)
        return tl::unexpected(
            text::Message{fmt::format("“{}”由规则视为发生，不由案件给出", kind.name),
                          fmt::format("“{}” is deemed by a rule and not given by a case", kind.name)});
    return {};
}

Converted<void> set_end(Occurrence& occurrence, time::TimeSpan end) {
    if (occurrence.dated && end.begin < occurrence.begin.begin && end.end <= occurrence.begin.begin) {
        occurrence.end_knowledge = EndKnowledge::unknown;
        occurrence.end = occurrence.begin;
        return tl::unexpected(text::Message{
            fmt::format("止日 {} 早于起日 {}", time::to_string(end.begin), time::to_string(occurrence.begin.begin)),
            fmt::format("it ends {}, before it begins {}", time::to_string(end.begin),
                        time::to_string(occurrence.begin.begin))});
    }
    occurrence.end_knowledge = EndKnowledge::at;
    occurrence.end = end;
    return {};
}

void set_interval(Occurrence& occurrence, const model::DayInterval& interval) {
    occurrence.dated = true;
    occurrence.begin = time::TimeSpan::of(interval.first);
    occurrence.end_knowledge = EndKnowledge::at;
    occurrence.end = time::TimeSpan::of(interval.last);
}

std::string key_of(const model::Rulebook& rulebook, const RecordValue& root) {
    std::string key;
    const auto& fields = rulebook.records[index(root.record)].fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!fields[i].key || root.slots[i].knowledge != Knowledge::known) continue;
        if (!key.empty()) key += "/";
        key += text_of(rulebook, fields[i].type, root.slots[i].value);
    }
    return key;
}

void settle_case(const model::Rulebook& rulebook, Case& value, const std::string& otherwise) {
    const model::Record& record = rulebook.records[index(value.root.record)];
    value.id = key_of(rulebook, value.root);
    if (value.id.empty()) value.id = otherwise;
    for (std::size_t event = 0; event < record.events.size(); ++event) {
        const auto& members = record.events[event].members;
        if (!record.events[event].is_class || members.empty()) continue;
        value.closed[event] =
            std::all_of(members.begin(), members.end(), [&](int member) { return bool{value.closed[index(member)]}; });
    }
    for (Occurrence& occurrence : value.occurrences)
        if (!record.events[index(occurrence.event)].lasting || occurrence.end_knowledge != EndKnowledge::at)
            occurrence.end = occurrence.begin;
}

void report_missing(const model::Rulebook& rulebook, const Case& value, Reporter& reporter, Place place) {
    const model::Record& record = rulebook.records[index(value.root.record)];
    Missing missing(rulebook);
    missing.look(record.fields, value.root.slots, "");
    for (const Occurrence& occurrence : value.occurrences) {
        const model::EventKind& kind = record.events[index(occurrence.event)];
        missing.look(kind.fields, occurrence.slots, kind.name + ".");
    }
    if (missing.names().empty()) return;
    constexpr std::size_t most = 10;
    std::string list;
    for (std::size_t i = 0; i < missing.names().size() && i < most; ++i)
        list += (i == 0 ? "" : "、") + missing.names()[i];
    if (missing.names().size() > most) list += "……";
    reporter.add(code::missing, text::Level::hint, place,
                 {fmt::format("案件 {} 缺少必填的字段：{}", shown(value.id), list),
                  fmt::format("case {} lacks required fields: {}", shown(value.id), list)});
}

void report_repeated(const model::Rulebook& rulebook, const Case& value, Reporter& reporter, Place place) {
    const model::Record& record = rulebook.records[index(value.root.record)];
    std::vector<int> times(record.events.size(), 0);
    for (const Occurrence& occurrence : value.occurrences)
        if (!occurrence.planned) ++times[index(occurrence.event)];
    for (std::size_t kind = 0; kind < times.size(); ++kind) {
        if (!record.events[kind].once || times[kind] < 2) continue;
        reporter.add(code::repeated, text::Level::warning, place,
                     {fmt::format("案件 {} 有 {} 次“{}”，记录里写明只有一次", shown(value.id), times[kind],
                                  record.events[kind].name),
                      fmt::format("case {} has “{}” {} times; the record says that it happens once", shown(value.id),
                                  record.events[kind].name, times[kind])});
    }
}

text::Message suggestion(std::string_view name, const std::vector<std::string>& known) {
    const auto meant = text::nearest(name, known);
    if (!meant) return {};
    return {fmt::format("是不是“{}”？", *meant), fmt::format("did you mean “{}”?", *meant)};
}

}  // namespace fadu::facts
