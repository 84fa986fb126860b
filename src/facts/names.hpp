// Which slot a name from outside means: a record's fields and events under their names, their aliases and the mapping's
// names, looked up once a key. Built once a read.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "facts/convert.hpp"
#include "fadu/facts/read.hpp"

namespace fadu::facts {

struct Target {
    enum class Kind : unsigned char { unknown, field, event, event_begin, event_end, event_field };
    Kind kind = Kind::unknown;
    int event = -1;
    int field = -1;
    friend bool operator==(const Target&, const Target&) = default;
    explicit operator bool() const { return kind != Kind::unknown; }
};

struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class Value>
using NameMap = std::unordered_map<std::string, Value, NameHash, std::equal_to<>>;

/// What a mapping says that the rulebook does not know.
using MappingComplaint =
    std::function<void(std::string_view what, std::string_view name, const std::vector<std::string>& known)>;

class RecordNames {
  public:
    /// `mapping` is for the record of the cases, none for nested ones.
    RecordNames(const model::Rulebook& rulebook, int record, const Mapping* mapping, const MappingComplaint& complain);

    const model::Record& record() const { return record_; }
    int record_index() const { return index_; }

    /// A key of the case or a column: a field, an event, or 事件.字段.
    Target find(std::string_view name) const;
    int find_event(std::string_view name) const;
    int find_event_field(int event, std::string_view name) const;
    /// What the mapping's `activity` stands for, or -1.
    int find_activity(std::string_view name) const;

    const ValueMap* values(int field) const;
    const ValueMap* values(int event, int field) const;
    /// Kinds that the mapping supplies.
    const std::vector<int>& supplied() const { return supplied_; }
    bool complete() const { return complete_; }

    std::vector<std::string> known_names() const;
    std::vector<std::string> known_event_fields(int event) const;
    std::vector<std::string> known_events() const;

  private:
    Target find_inside(std::string_view name) const;
    void add_mapping(const Mapping& mapping, const MappingComplaint& complain);

    const model::Record& record_;
    int index_;
    NameMap<Target> targets_;
    std::vector<NameMap<int>> event_fields_;
    NameMap<int> activities_;
    NameMap<ValueMap> values_;  ///< by 字段 or 事件.字段
    std::vector<int> supplied_;
    bool complete_ = false;
};

/// The names of all records of a rulebook, made when first asked for.
class Names {
  public:
    Names(const model::Rulebook& rulebook, int root, const Mapping* mapping, MappingComplaint complain);
    const RecordNames& of(int record);
    const model::Rulebook& rulebook() const { return rulebook_; }

  private:
    const model::Rulebook& rulebook_;
    int root_;
    const Mapping* mapping_;
    MappingComplaint complain_;
    std::vector<std::unique_ptr<RecordNames>> made_;
};

/// The record that cases are of if nobody says so: the only one that is not part of another and, of several, the only
/// one with events; -1 if that leaves none or several.
int only_case_record(const model::Rulebook& rulebook);

}  // namespace fadu::facts
