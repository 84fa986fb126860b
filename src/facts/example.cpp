// read_example: the case that an 案例 of a rule file describes, line by line. A line sets a field of what stands above it
// (an event, a named record) if that has such a field, and of the case otherwise.
#include <map>

#include <fmt/format.h>

#include "facts/assemble.hpp"
#include "facts/example_values.hpp"
#include "facts/names.hpp"
#include "fadu/facts/read.hpp"

namespace fadu::facts {
namespace {

using model::TypeKind;
using syntax::ExampleEntry;
using syntax::Expression;
using syntax::ExpressionKind;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

/// 执法人员 甲 and the lines under it; laid out when a value first names it.
struct NamedRecord {
    int record = -1;
    const ExampleEntry* entry = nullptr;
    std::vector<const ExampleEntry*> fields;
    enum class State : unsigned char { waiting, being_made, made } state = State::waiting;
    RecordValue value;
};

class ExampleReader {
  public:
    ExampleReader(const model::Rulebook& rulebook, const syntax::Example& example)
        : rulebook_(rulebook), example_(example), names_(rulebook, -1, nullptr, {}), values_(rulebook) {}

    ReadExample read() {
        const int record = rulebook_.find_record(example_.scope.record.text);
        if (record < 0) {
            std::vector<std::string> known;
            for (const model::Record& each : rulebook_.records) known.push_back(each.name);
            unknown_name("记录", "record", example_.scope.record.text, example_.scope.record.span, known);
            return std::move(result_);
        }
        root_ = &names_.of(record);
        result_.value = Case::blank(rulebook_, record);
        seen_.assign(root_->record().fields.size(), false);
        if (!example_.incomplete) close_all_events(result_.value);
        sort_lines();
        for (const Line& line : lines_) read_line(line);
        for (auto& [name, named] : named_) make(named);
        settle_case(rulebook_, result_.value, std::string(example_.name.text));
        return std::move(result_);
    }

  private:
    enum class What : unsigned char { event, field, unknown };
    struct Line {
        const ExampleEntry* entry = nullptr;
        What what = What::unknown;
        int event = -1;
    };

    /// First who is defined: a value may name a record that only follows.
    void sort_lines() {
        NamedRecord* named = nullptr;
        int event = -1;
        for (std::size_t i = 0; i < example_.entries.size(); ++i) {
            const ExampleEntry& entry = example_.entries[i];
            const std::string_view name = entry.name.text;
            const ExampleEntry* following = i + 1 < example_.entries.size() ? &example_.entries[i + 1] : nullptr;
            if (const int record = defined_record(entry, event, following); record >= 0) {
                named = define(record, entry);
                event = -1;
                continue;
            }
            const Target target = root_->find(name);
            if (target.kind == Target::Kind::event) {
                named = nullptr;
                event = target.event;
                lines_.push_back({&entry, What::event, event});
                continue;
            }
            if (named != nullptr && names_.of(named->record).find(name).kind == Target::Kind::field) {
                named->fields.push_back(&entry);
                continue;
            }
            const bool of_event = event >= 0 && root_->find_event_field(event, name) >= 0;
            if (of_event || target.kind == Target::Kind::field) {
                lines_.push_back({&entry, What::field, of_event ? event : -1});
                continue;
            }
            lines_.push_back({&entry, What::unknown, event});
        }
    }

    /// The record that the line names one of, or -1. A field of the same name wins unless the next line is the record's.
    int defined_record(const ExampleEntry& entry, int event, const ExampleEntry* following) {
        if (!entry.label || entry.begin.kind != syntax::TokenKind::end) return -1;
        const int record = rulebook_.find_record(entry.name.text);
        if (record < 0) return -1;
        const auto is_own = [&](std::string_view name) {
            return static_cast<bool>(root_->find(name)) || (event >= 0 && root_->find_event_field(event, name) >= 0);
        };
        if (!is_own(entry.name.text)) return record;
        const bool goes_on = following != nullptr && !is_own(following->name.text) &&
                             names_.of(record).find(following->name.text).kind == Target::Kind::field;
        return goes_on ? record : -1;
    }

    NamedRecord* define(int record, const ExampleEntry& entry) {
        const auto [at, added] = named_.try_emplace(std::string(entry.label.text));
        if (!added) {
            add("FD0504", entry.label.span,
                {fmt::format("“{}”写了两次，以第一次为准", entry.label.text),
                 fmt::format("“{}” is written twice; the first one counts", entry.label.text)});
            spare_.emplace_back();
            spare_.back().record = record;
            return &spare_.back();
        }
        at->second.record = record;
        at->second.entry = &entry;
        return &at->second;
    }

    void read_line(const Line& line) {
        const ExampleEntry& entry = *line.entry;
        if (line.what == What::event) return read_event(entry, line.event);
        if (line.what == What::unknown) {
            std::vector<std::string> known = root_->known_names();
            if (line.event >= 0)
                for (std::string& name : root_->known_event_fields(line.event)) known.push_back(std::move(name));
            for (const model::Record& record : rulebook_.records) known.push_back(record.name);
            return unknown_name("字段、事件或记录", "field, event or record", entry.name.text, entry.name.span, known);
        }
        if (line.event >= 0 && current_ >= 0) {
            Occurrence& occurrence = result_.value.occurrences[index(current_)];
            return set_event_field(occurrence, entry);
        }
        // The event above could not be read, and its fields go with it.
        if (line.event >= 0) return;
        set_field(entry, *root_, result_.value.root.slots, seen_);
    }

    void set_field(const ExampleEntry& entry, const RecordNames& names, std::vector<Slot>& slots,
                   std::vector<bool>& seen) {
        const Target target = names.find(entry.name.text);
        if (target.kind != Target::Kind::field)
            return unknown_name("字段", "field", entry.name.text, entry.name.span, names.known_names());
        put(entry, names.record().fields[index(target.field)], slots[index(target.field)], seen, target.field);
    }

    void set_event_field(Occurrence& occurrence, const ExampleEntry& entry) {
        const int field = root_->find_event_field(occurrence.event, entry.name.text);
        if (field < 0)
            return unknown_name("字段", "field", entry.name.text, entry.name.span,
                                root_->known_event_fields(occurrence.event));
        put(entry, root_->record().events[index(occurrence.event)].fields[index(field)], occurrence.slots[index(field)],
            seen_in_event_, field);
    }

    void put(const ExampleEntry& entry, const model::Field& field, Slot& slot, std::vector<bool>& seen, int position) {
        if (seen[index(position)])
            return add("FD0504", entry.name.span,
                       {fmt::format("“{}”写了两次，以第一次为准", field.name),
                        fmt::format("“{}” is written twice; the first one counts", field.name)});
        seen[index(position)] = true;
        slot = read_slot(entry, field);
    }

    void read_event(const ExampleEntry& entry, int event) {
        current_ = -1;
        const model::EventKind& kind = root_->record().events[index(event)];
        if (const auto can = may_occur(root_->record(), event); !can)
            return add("FD0507", entry.name.span, can.error());
        Occurrence occurrence = blank_occurrence(root_->record(), result_.value, event);
        occurrence.planned = entry.planned;
        seen_in_event_.assign(kind.fields.size(), false);
        ExampleValues::When when = values_.when(entry);
        for (auto& [span, message] : when.problems) add("FD0508", span, std::move(message));
        if (when.begin) {
            occurrence.dated = true;
            occurrence.begin = *when.begin;
        }
        if (!kind.lasting && when.end_said) {
            add("FD0508", entry.span,
                {fmt::format("“{}”没有起止，止日已略过", kind.name),
                 fmt::format("“{}” does not last; its end is left out", kind.name)});
        } else if (when.end) {
            if (const auto set = set_end(occurrence, *when.end); !set) add("FD0508", entry.span, set.error());
        } else if (when.end_said) {
            occurrence.end_knowledge = EndKnowledge::unknown;
        }
        for (const auto& fields : entry.records)
            for (const ExampleEntry& field : fields) set_event_field(occurrence, field);
        current_ = static_cast<int>(result_.value.occurrences.size());
        result_.value.occurrences.push_back(std::move(occurrence));
    }

    Slot read_slot(const ExampleEntry& entry, const model::Field& field) {
        const bool list = field.type.kind == TypeKind::list;
        const model::Type element = list ? field.type.element_type() : field.type;
        Slot slot;
        if (const auto knowledge = values_.knowledge(entry, field)) {
            slot.knowledge = *knowledge;
            return slot;
        }
        if (element.kind == TypeKind::record) {
            slot.records = read_records(entry, element.index);
            const bool fits = list || slot.records.size() == 1;
            if (!fits) add("FD0502", entry.span, mismatch(rulebook_, field.type, entry.name.text));
            if (!fits || (slot.records.empty() && !values_.says_none(entry))) return {};
            slot.knowledge = Knowledge::known;
            return slot;
        }
        if (list && element.kind == TypeKind::text && values_.says_none(entry)) {
            slot.knowledge = Knowledge::known;  // an empty list; the text “无” is written in quotes
            return slot;
        }
        auto constants = values_.constants(entry, element);
        for (auto& [span, message] : constants.problems)
            add("FD0502", span,
                {fmt::format("{}：{}", field.name, message.zh), fmt::format("{}: {}", field.name, message.en)});
        if (list) {
            if (constants.values.empty() && !values_.says_none(entry)) return slot;
            slot.knowledge = Knowledge::known;
            for (auto& value : constants.values) {
                Slot& item = slot.items.emplace_back();
                if (!value) continue;
                item.knowledge = Knowledge::known;
                item.value = std::move(*value);
            }
            return slot;
        }
        if (constants.values.size() != 1) {
            if (values_.says_none(entry))
                add("FD0502", entry.span, mismatch(rulebook_, field.type, "无"));
            else if (constants.problems.empty() && !constants.unknown)
                add("FD0502", entry.span,
                    mismatch(rulebook_, field.type, fmt::format("{} 个值", constants.values.size()),
                             fmt::format("{} values", constants.values.size())));
            return slot;
        }
        if (constants.values.front()) {
            slot.knowledge = Knowledge::known;
            slot.value = std::move(*constants.values.front());
        }
        return slot;
    }

    std::vector<RecordValue> read_records(const ExampleEntry& entry, int record) {
        std::vector<RecordValue> records;
        for (const auto& fields : entry.records) records.push_back(lay_out(record, pointers(fields)));
        for (const Expression& value : entry.values) {
            const std::string_view name = value.token.text;
            const auto at = value.kind == ExpressionKind::name ? named_.find(std::string(name)) : named_.end();
            if (at != named_.end() && at->second.record == record && make(at->second)) {
                records.push_back(at->second.value);
                continue;
            }
            if (values_.says_none(entry)) continue;
            std::vector<std::string> known;
            for (const auto& [label, named] : named_)
                if (named.record == record) known.push_back(label);
            const std::string& wanted = rulebook_.records[index(record)].name;
            unknown_name(wanted, wanted, name.empty() ? entry.name.text : name, value.span, known);
            records.push_back(blank_record(rulebook_, record));
        }
        return records;
    }

    static std::vector<const ExampleEntry*> pointers(const std::vector<ExampleEntry>& entries) {
        std::vector<const ExampleEntry*> result;
        for (const ExampleEntry& entry : entries) result.push_back(&entry);
        return result;
    }

    RecordValue lay_out(int record, const std::vector<const ExampleEntry*>& entries) {
        RecordValue value = blank_record(rulebook_, record);
        std::vector<bool> seen(value.slots.size(), false);
        for (const ExampleEntry* entry : entries) set_field(*entry, names_.of(record), value.slots, seen);
        return value;
    }

    /// False, with a diagnostic, if the record would hold itself.
    bool make(NamedRecord& named) {
        if (named.state == NamedRecord::State::made) return true;
        if (named.state == NamedRecord::State::being_made) {
            add("FD0502", named.entry->span,
                {fmt::format("“{}”包含了自己", named.entry->label.text),
                 fmt::format("“{}” holds itself", named.entry->label.text)});
            return false;
        }
        named.state = NamedRecord::State::being_made;
        std::vector<const ExampleEntry*> fields = named.fields;
        for (const auto& inline_fields : named.entry->records)
            for (const ExampleEntry& field : inline_fields) fields.push_back(&field);
        named.value = lay_out(named.record, fields);
        named.state = NamedRecord::State::made;
        return true;
    }

    void add(std::string_view code, text::Span span, text::Message message) {
        result_.diagnostics.push_back({std::string(code), text::Level::error, span, std::move(message)});
    }

    void unknown_name(std::string_view what_zh, std::string_view what_en, std::string_view name, text::Span span,
                      const std::vector<std::string>& known) {
        text::Diagnostic diagnostic{"FD0203",
                                    text::Level::error,
                                    span,
                                    {fmt::format("没有名为“{}”的{}", shown(name), what_zh),
                                     fmt::format("there is no {} “{}”", what_en, shown(name))}};
        diagnostic.help = suggestion(name, known);
        if (const auto meant = text::nearest(name, known))
            diagnostic.fix = text::Fix{span, *meant, {"改为“" + *meant + "”", "change to “" + *meant + "”"}};
        result_.diagnostics.push_back(std::move(diagnostic));
    }

    const model::Rulebook& rulebook_;
    const syntax::Example& example_;
    Names names_;
    ExampleValues values_;
    const RecordNames* root_ = nullptr;
    ReadExample result_;
    std::vector<Line> lines_;
    std::map<std::string, NamedRecord> named_;
    std::vector<NamedRecord> spare_;
    std::vector<bool> seen_, seen_in_event_;
    int current_ = -1;
};

}  // namespace

ReadExample read_example(const model::Rulebook& rulebook, const syntax::Example& example) {
    return ExampleReader(rulebook, example).read();
}

}  // namespace fadu::facts
