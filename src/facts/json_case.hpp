// From a JSON object to a case: keys to slots by the record's names, events in their two forms (a list under 事件, or the
// event's name as a key).
#pragma once

#include <optional>

#include "facts/assemble.hpp"
#include "facts/json_tree.hpp"
#include "facts/names.hpp"
#include "facts/reserved.hpp"

namespace fadu::facts {

class JsonCaseReader {
  public:
    /// `record` -1: each case must name its own, unless the mapping or the rulebook leaves only one.
    JsonCaseReader(const model::Rulebook& rulebook, int record, const Mapping* mapping, Reporter& reporter);

    /// The case, numbered `number` if it has no key of its own; nothing, with a diagnostic, if the value is no case.
    std::optional<Case> read(const JsonTree& tree, std::size_t number);
    /// True if the key at the top of a document holds several cases: it says so and is no name of the record.
    bool holds_cases(std::string_view key);

  private:
    /// The way from the case to a value, for messages.
    struct Path {
        const Path* before = nullptr;
        std::string_view name;
        int number = 0;  ///< from 1; 0: no element of a list
        std::string text() const;
    };

    int record_of(const JsonNode& root);
    void read_member(const JsonNode& node);
    void read_complete_events(const JsonNode& node);

    Slot read_slot(const Path& path, const model::Field& field, const ValueMap* values, const JsonNode& node);
    Slot read_wrapped(const Path& path, const model::Field& field, const ValueMap* values, const JsonNode& node);
    bool is_wrapped(const model::Field& field, const JsonNode& node);
    Slot read_list(const Path& path, const model::Field& field, const ValueMap* values, const JsonNode& node);
    std::optional<model::Constant> read_constant(const Path& path, const model::Type& type, const ValueMap* values,
                                                 const JsonNode& node);
    Converted<model::Constant> convert(const model::Type& type, const ValueMap* values, const JsonNode& node);
    Converted<model::Constant> convert_interval(const model::Type& type, const JsonNode& node);
    Converted<model::Constant> convert_range(const model::Type& type, const JsonNode& node);
    RecordValue read_record(const Path& path, int record, const JsonNode& node);
    Judgement read_judgement(const Path& path, const JsonNode& node);

    void read_event_list(const JsonNode& node);
    void read_event_key(int event, const JsonNode& node);
    void read_occurrence(const Path& path, int event, const JsonNode& node);
    void read_occurrence_object(const Path& path, int event, const JsonNode& node);
    int kind_of(const Path& path, int event, const JsonNode& node, const JsonNode*& said_by);
    bool read_time(const Path& path, const JsonNode& node, std::optional<time::TimeSpan>& span);

    const JsonNode* find(const JsonNode& object, Reserved word) const;
    const model::Record& record() const { return names_->record(); }
    void wrong(const Path& path, const JsonNode& node, text::Message message,
               std::string_view code = code::wrong_value);
    void unknown(const Path& path, std::string_view name, const JsonNode& node, const std::vector<std::string>& known);
    void duplicate(const Path& path, const JsonNode& node);

    const model::Rulebook& rulebook_;
    Reporter& reporter_;
    Conversion conversion_;
    bool in_order_;
    int root_;
    Names all_names_;
    const JsonTree* tree_ = nullptr;
    const RecordNames* names_ = nullptr;
    Case case_;
    std::vector<bool> seen_fields_, seen_events_;
};

/// The complaint of a mapping as a diagnostic, once a name.
MappingComplaint complain_to(Reporter& reporter);
/// What the record's index is when the caller leaves it to the mapping or the rulebook; -1 if they leave it open too.
int choose_record(const model::Rulebook& rulebook, int record, const Mapping* mapping, Reporter& reporter);

}  // namespace fadu::facts
