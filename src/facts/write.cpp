// write_case and blank_case_json: what read_cases reads back, slot for slot and in the order of the occurrences.
#include "facts/convert.hpp"
#include "facts/json_writer.hpp"
#include "facts/names.hpp"
#include "facts/reserved.hpp"
#include "fadu/facts/read.hpp"

namespace fadu::facts {
namespace {

using model::Constant;
using model::Type;
using model::TypeKind;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

class CaseWriter {
  public:
    explicit CaseWriter(const model::Rulebook& rulebook)
        : rulebook_(rulebook), names_(rulebook, -1, nullptr, {}), writer_(JsonWriter::Layout::one_line) {}

    std::string write(const Case& value) {
        const RecordNames& names = names_.of(value.root.record);
        const model::Record& record = names.record();
        const auto taken = [&names](std::string_view word) { return static_cast<bool>(names.find(word)); };
        writer_.begin_object();
        writer_.key(spelling_beside(Reserved::record, taken));
        writer_.text(record.name);
        write_fields(record.fields, value.root.slots);
        if (!value.occurrences.empty()) {
            writer_.key(spelling_beside(Reserved::events, taken));
            writer_.begin_list();
            for (const Occurrence& occurrence : value.occurrences)
                if (!occurrence.possible) write_occurrence(names, occurrence);
            writer_.end_list();
        }
        write_closed(record, value, spelling_beside(Reserved::complete_events, taken));
        if (value.in_order) {
            writer_.key(spelling_beside(Reserved::in_order, taken));
            writer_.boolean(true);
        }
        writer_.end_object();
        return writer_.take();
    }

  private:
    void write_closed(const model::Record& record, const Case& value, std::string_view key) {
        std::size_t closed = 0;
        for (std::size_t i = 0; i < record.events.size(); ++i) closed += value.closed[i] ? 1 : 0;
        if (closed == 0) return;
        writer_.key(key);
        if (closed == record.events.size()) return writer_.boolean(true);
        writer_.begin_list();
        // A class is closed by its members.
        for (std::size_t i = 0; i < record.events.size(); ++i)
            if (value.closed[i] && !record.events[i].is_class) writer_.text(record.events[i].name);
        writer_.end_list();
    }

    void write_time(std::string_view key, time::TimeSpan span) {
        writer_.key(key);
        writer_.text(span.is_exact() ? time::to_string(span.begin) : time::to_string(time::day_of(span.begin)));
    }

    void write_occurrence(const RecordNames& names, const Occurrence& occurrence) {
        const model::EventKind& kind = names.record().events[index(occurrence.event)];
        const auto taken = [&](std::string_view word) { return names.find_event_field(occurrence.event, word) >= 0; };
        writer_.begin_object();
        const bool type_taken = taken(spelling(Reserved::type));
        writer_.key(type_taken ? spelling_beside(Reserved::events, taken) : spelling(Reserved::type));
        writer_.text(kind.name);
        const std::string_view begin = spelling(kind.lasting ? Reserved::begin : Reserved::date);
        if (occurrence.dated) {
            write_time(begin, occurrence.begin);
        } else {
            writer_.key(begin);
            writer_.null();
        }
        if (kind.lasting && occurrence.end_knowledge == EndKnowledge::at) {
            write_time(spelling(Reserved::end), occurrence.end);
        } else if (kind.lasting && occurrence.end_knowledge == EndKnowledge::unknown) {
            writer_.key(spelling(Reserved::end));
            writer_.null();
        }
        if (occurrence.planned) {
            writer_.key(spelling_beside(Reserved::planned, taken));
            writer_.boolean(true);
        }
        write_fields(kind.fields, occurrence.slots);
        writer_.end_object();
    }

    void write_fields(const std::vector<model::Field>& fields, const std::vector<Slot>& slots) {
        for (std::size_t i = 0; i < fields.size() && i < slots.size(); ++i) {
            if (slots[i].knowledge == Knowledge::unknown && !slots[i].judgement) continue;
            writer_.key(fields[i].name);
            write_slot(fields[i].type, slots[i]);
        }
    }

    void write_slot(const Type& type, const Slot& slot) {
        const bool incomplete = !slot.complete && slot.knowledge == Knowledge::known;
        if (!slot.judgement && !incomplete) return write_plain(type, slot);
        writer_.begin_object();
        writer_.key(spelling(Reserved::value));
        write_plain(type, slot);
        if (incomplete) {
            writer_.key(spelling(Reserved::complete));
            writer_.boolean(false);
        }
        if (slot.judgement) {
            const auto said = [this](Reserved word, const std::string& text) {
                if (text.empty()) return;
                writer_.key(spelling(word));
                writer_.text(text);
            };
            // An empty judgement is still one: somebody made it.
            writer_.key(spelling(Reserved::by));
            writer_.text(slot.judgement->by);
            said(Reserved::on, slot.judgement->on ? time::to_string(*slot.judgement->on) : "");
            said(Reserved::reason, slot.judgement->reason);
        }
        writer_.end_object();
    }

    void write_plain(const Type& type, const Slot& slot) {
        switch (slot.knowledge) {
            case Knowledge::unknown: return writer_.null();
            case Knowledge::none: return writer_.text("无");
            case Knowledge::unascertainable: return writer_.text("无法查明");
            case Knowledge::known: break;
        }
        if (type.kind == TypeKind::list) {
            writer_.begin_list();
            for (const Slot& item : slot.items) write_slot(type.element_type(), item);
            for (const RecordValue& record : slot.records) write_record(record);
            writer_.end_list();
        } else if (type.kind == TypeKind::record && !slot.records.empty()) {
            write_record(slot.records.front());
        } else {
            write_constant(type, slot.value);
        }
    }

    void write_record(const RecordValue& record) {
        writer_.begin_object();
        if (record.record >= 0) write_fields(rulebook_.records[index(record.record)].fields, record.slots);
        writer_.end_object();
    }

    void write_number(const Type& type, model::Number number) {
        if (type.kind == TypeKind::money) {
            const auto yuan = model::divide(number, model::Number(100));
            if (!yuan) return writer_.text(decimal_of(number) + "分");
            number = *yuan;
        }
        const std::string digits = decimal_of(number);
        // A fraction without a finite decimal is no JSON number.
        if (digits.find('/') == std::string::npos)
            writer_.number(digits);
        else
            writer_.text(digits);
    }

    template <class Range>
    void write_range(const Type& type, const Range& range) {
        writer_.begin_object();
        const auto end = [&](Reserved word, const auto& value, Reserved included_word, bool included) {
            if (!value) return;
            writer_.key(spelling(word));
            write_constant(type.element_type(), Constant(*value));
            if (included) return;
            writer_.key(spelling(included_word));
            writer_.boolean(false);
        };
        end(Reserved::low, range.low, Reserved::low_included, range.low_included);
        end(Reserved::high, range.high, Reserved::high_included, range.high_included);
        writer_.end_object();
    }

    void write_constant(const Type& type, const Constant& value) {
        if (const auto* truth = std::get_if<bool>(&value)) return writer_.boolean(*truth);
        if (const auto* number = std::get_if<model::Number>(&value)) return write_number(type, *number);
        if (const auto* range = std::get_if<model::NumberRange>(&value)) return write_range(type, *range);
        if (const auto* range = std::get_if<model::SpanRange>(&value)) return write_range(type, *range);
        if (const auto* interval = std::get_if<model::DayInterval>(&value)) {
            writer_.begin_object();
            writer_.key("起");
            writer_.text(time::to_string(interval->first));
            writer_.key("止");
            writer_.text(time::to_string(interval->last));
            return writer_.end_object();
        }
        if (std::holds_alternative<std::monostate>(value)) return writer_.null();
        writer_.text(text_of(rulebook_, type, value));
    }

    const model::Rulebook& rulebook_;
    Names names_;
    JsonWriter writer_;
};

}  // namespace

std::string write_case(const model::Rulebook& rulebook, const Case& value) { return CaseWriter(rulebook).write(value); }

std::string blank_case_json(const model::Rulebook& rulebook, int record) {
    Names all_names(rulebook, -1, nullptr, {});
    const RecordNames& names = all_names.of(record);
    JsonWriter writer(JsonWriter::Layout::indented);
    writer.begin_object();
    writer.key(
        spelling_beside(Reserved::record, [&](std::string_view word) { return static_cast<bool>(names.find(word)); }));
    writer.text(names.record().name);
    for (const model::Field& field : names.record().fields) {
        writer.key(field.name);
        writer.null();
    }
    for (const model::EventKind& event : names.record().events) {
        if (event.is_class || event.deemed) continue;
        writer.key(event.name);
        writer.null();
    }
    writer.end_object();
    return writer.take() + "\n";
}

}  // namespace fadu::facts
