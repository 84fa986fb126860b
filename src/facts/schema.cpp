// case_schema: JSON Schema 2020-12 of what read_cases takes without a complaint, in the Chinese spellings; editors use it
// to complete and check cases as they are written.
#include <array>

#include "facts/convert.hpp"
#include "facts/json_writer.hpp"
#include "facts/reserved.hpp"
#include "fadu/facts/read.hpp"

namespace fadu::facts {
namespace {

using model::Type;
using model::TypeKind;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

class SchemaWriter {
  public:
    explicit SchemaWriter(const model::Rulebook& rulebook)
        : rulebook_(rulebook), used_(rulebook.records.size(), false), writer_(JsonWriter::Layout::indented) {}

    std::string write(int record_index) {
        const model::Record& record = rulebook_.records.at(index(record_index));
        writer_.begin_object();
        said("$schema", "https://json-schema.org/draft/2020-12/schema");
        said("title", record.name);
        said("type", "object");
        writer_.key("properties");
        writer_.begin_object();
        key(Reserved::record, [&] { constant(record.name); });
        write_fields(record.fields);
        for (const model::EventKind& event : record.events) {
            if (event.deemed) continue;
            writer_.key(event.name);
            write_event_key(event);
        }
        key(Reserved::events, [&] { write_event_list(record); });
        key(Reserved::complete_events, [&] { write_complete_events(record); });
        key(Reserved::in_order, [this] { said("type", "boolean"); });
        writer_.end_object();
        write_required(record.fields);
        write_records();
        writer_.end_object();
        return writer_.take() + "\n";
    }

  private:
    void said(std::string_view name, std::string_view value) {
        writer_.key(name);
        writer_.text(value);
    }
    template <class Write>
    void key(Reserved word, Write write) {
        writer_.key(spelling(word));
        writer_.begin_object();
        write();
        writer_.end_object();
    }
    void constant(std::string_view value) { said("const", value); }
    void of_type(std::string_view type) {
        writer_.begin_object();
        said("type", type);
        writer_.end_object();
    }
    /// A text of a form that the schema can only describe in words.
    void described(const Type& type) {
        writer_.begin_object();
        said("type", "string");
        said("description", expected_form(rulebook_, type).zh);
        writer_.end_object();
    }
    void one_of_texts(const std::vector<std::string>& texts) {
        writer_.begin_object();
        writer_.key("enum");
        writer_.begin_list();
        for (const std::string& text : texts) writer_.text(text);
        writer_.end_list();
        writer_.end_object();
    }

    void write_fields(const std::vector<model::Field>& fields) {
        for (const model::Field& field : fields) {
            writer_.key(field.name);
            write_field(field);
            for (const std::string& alias : field.aliases) {
                writer_.key(alias);
                write_field(field);
            }
        }
    }

    void write_required(const std::vector<model::Field>& fields) {
        // With an alias the field may stand under either name, which "required" cannot say.
        std::vector<std::string> required;
        for (const model::Field& field : fields)
            if (field.required && field.aliases.empty()) required.push_back(field.name);
        if (required.empty()) return;
        writer_.key("required");
        writer_.begin_list();
        for (const std::string& name : required) writer_.text(name);
        writer_.end_list();
    }

    void write_field(const model::Field& field) {
        writer_.begin_object();
        writer_.key("anyOf");
        writer_.begin_list();
        write_forms(field);
        if (field.found) {
            writer_.begin_object();
            said("type", "object");
            writer_.key("properties");
            writer_.begin_object();
            writer_.key(spelling(Reserved::value));
            writer_.begin_object();
            writer_.key("anyOf");
            writer_.begin_list();
            write_forms(field);
            writer_.end_list();
            writer_.end_object();
            for (const Reserved word : {Reserved::by, Reserved::on, Reserved::reason}) {
                writer_.key(spelling(word));
                of_type("string");
            }
            writer_.end_object();
            writer_.key("required");
            writer_.begin_list();
            writer_.text(spelling(Reserved::value));
            writer_.end_list();
            writer_.end_object();
        }
        writer_.end_list();
        writer_.end_object();
    }

    void write_forms(const model::Field& field) {
        of_type("null");
        std::vector<std::string> words;
        if (field.may_be_none) words.emplace_back("无");
        if (field.may_be_unascertainable) words.emplace_back("无法查明");
        if (!words.empty()) one_of_texts(words);
        if (field.type.kind == TypeKind::list) {
            writer_.begin_object();
            said("type", "array");
            writer_.key("items");
            writer_.begin_object();
            writer_.key("anyOf");
            writer_.begin_list();
            of_type("null");
            write_type(field.type.element_type());
            writer_.end_list();
            writer_.end_object();
            writer_.end_object();
            write_type(field.type.element_type());
        } else {
            write_type(field.type);
        }
    }

    /// One or more schemas of a list "anyOf".
    void write_type(const Type& type) {
        switch (type.kind) {
            case TypeKind::boolean:
                of_type("boolean");
                one_of_texts({"是", "否"});
                break;
            case TypeKind::integer:
                of_type("integer");
                described(type);
                break;
            case TypeKind::decimal:
            case TypeKind::ratio:
            case TypeKind::money:
                of_type("number");
                described(type);
                break;
            case TypeKind::text:
                of_type("string");
                of_type("integer");
                break;
            case TypeKind::date:
            case TypeKind::moment:
            case TypeKind::span: described(type); break;
            case TypeKind::interval:
                described(type);
                write_pair("起", "止");
                write_dates();
                break;
            case TypeKind::range:
                described(type);
                of_type("object");
                break;
            case TypeKind::enumeration: one_of_texts(rulebook_.enumerations.at(index(type.index)).enumerators); break;
            case TypeKind::record:
                used_.at(index(type.index)) = true;
                writer_.begin_object();
                said("$ref", "#/$defs/" + pointer(rulebook_.records[index(type.index)].name));
                writer_.end_object();
                break;
            default: of_type("null"); break;
        }
    }

    void write_pair(std::string_view first, std::string_view last) {
        writer_.begin_object();
        said("type", "object");
        writer_.key("properties");
        writer_.begin_object();
        for (const std::string_view name : {first, last}) {
            writer_.key(name);
            of_type("string");
        }
        writer_.end_object();
        writer_.key("required");
        writer_.begin_list();
        writer_.text(first);
        writer_.text(last);
        writer_.end_list();
        writer_.end_object();
    }

    void write_dates() {
        writer_.begin_object();
        said("type", "array");
        writer_.key("items");
        of_type("string");
        for (const std::string_view bound : {"minItems", "maxItems"}) {
            writer_.key(bound);
            writer_.number("2");
        }
        writer_.end_object();
    }

    void write_event_key(const model::EventKind& event) {
        writer_.begin_object();
        writer_.key("anyOf");
        writer_.begin_list();
        of_type("null");
        of_type("boolean");
        write_occurrence_forms(event);
        writer_.begin_object();
        said("type", "array");
        writer_.key("items");
        writer_.begin_object();
        writer_.key("anyOf");
        writer_.begin_list();
        of_type("null");
        write_occurrence_forms(event);
        writer_.end_list();
        writer_.end_object();
        writer_.end_object();
        writer_.end_list();
        writer_.end_object();
    }

    void write_occurrence_forms(const model::EventKind& event) {
        of_type("string");
        write_occurrence(event, {});
    }

    void write_occurrence(const model::EventKind& event, std::string_view type_key) {
        writer_.begin_object();
        said("type", "object");
        writer_.key("properties");
        writer_.begin_object();
        if (!type_key.empty()) {
            writer_.key(type_key);
            writer_.begin_object();
            constant(event.name);
            writer_.end_object();
        }
        const auto time = [this](Reserved word) {
            key(word, [this] {
                writer_.key("type");
                writer_.begin_list();
                writer_.text("string");
                writer_.text("null");
                writer_.end_list();
            });
        };
        time(event.lasting ? Reserved::begin : Reserved::date);
        if (event.lasting) time(Reserved::end);
        bool has_planned = false;
        for (const model::Field& field : event.fields) has_planned |= field.name == spelling(Reserved::planned);
        if (!has_planned) key(Reserved::planned, [this] { said("type", "boolean"); });
        write_fields(event.fields);
        writer_.end_object();
        if (!type_key.empty()) {
            writer_.key("required");
            writer_.begin_list();
            writer_.text(type_key);
            writer_.end_list();
        }
        writer_.end_object();
    }

    void write_event_list(const model::Record& record) {
        said("type", "array");
        writer_.key("items");
        writer_.begin_object();
        writer_.key("anyOf");
        writer_.begin_list();
        for (const model::EventKind& event : record.events) {
            if (event.is_class || event.deemed) continue;
            bool type_taken = false;
            for (const model::Field& field : event.fields) type_taken |= field.name == spelling(Reserved::type);
            write_occurrence(event, spelling(type_taken ? Reserved::events : Reserved::type));
        }
        writer_.end_list();
        writer_.end_object();
    }

    void write_complete_events(const model::Record& record) {
        writer_.key("anyOf");
        writer_.begin_list();
        of_type("boolean");
        writer_.begin_object();
        said("type", "array");
        writer_.key("items");
        std::vector<std::string> names;
        for (const model::EventKind& event : record.events) names.push_back(event.name);
        one_of_texts(names);
        writer_.end_object();
        writer_.end_list();
    }

    /// The records that were referred to, and those that these refer to.
    void write_records() {
        std::vector<bool> written(used_.size(), false);
        bool any = false;
        for (std::size_t i = 0; i < used_.size(); ++i) {
            if (!used_[i] || written[i]) continue;
            written[i] = true;
            if (!any) {
                writer_.key("$defs");
                writer_.begin_object();
                any = true;
            }
            writer_.key(rulebook_.records[i].name);
            writer_.begin_object();
            said("type", "object");
            writer_.key("properties");
            writer_.begin_object();
            write_fields(rulebook_.records[i].fields);
            writer_.end_object();
            write_required(rulebook_.records[i].fields);
            writer_.end_object();
            i = static_cast<std::size_t>(-1);  // a record written may have referred to an earlier one
        }
        if (any) writer_.end_object();
    }

    /// A name in a JSON pointer.
    static std::string pointer(const std::string& name) {
        std::string text;
        for (const char c : name) text += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
        return text;
    }

    const model::Rulebook& rulebook_;
    std::vector<bool> used_;
    JsonWriter writer_;
};

}  // namespace

std::string case_schema(const model::Rulebook& rulebook, int record) { return SchemaWriter(rulebook).write(record); }

}  // namespace fadu::facts
