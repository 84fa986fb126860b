// What the generator has declared so far in the rule text that it is writing: names with their types. The rulebook as its
// author has it in mind, before anything is parsed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fadu/model/value.hpp"

namespace fadu::differential {

using model::Type;
using model::TypeKind;

struct Kind {
    std::string name;  ///< empty: written out where it is used
    bool ordered = false;
    std::vector<std::string> values;
};

struct FieldShape {
    std::string name;
    Type type;
    bool may_be_none = false;
    bool may_be_unascertainable = false;
};

struct EventShape {
    std::string name;
    bool lasting = false, is_class = false, only_deemed = false;
    std::vector<int> members;
    std::vector<FieldShape> fields;
    std::vector<int> voids;
    int made_at = -1;  ///< place in the plan of the last 视为 that may make or spend it; what uses it must come later
};

struct RecordShape {
    std::string name;
    std::vector<FieldShape> fields;
    std::vector<EventShape> events;
};

struct GlobalShape {
    enum class What { definition, list, parameter, state, untranslatable } what = What::definition;
    std::string name;
    Type type;
    int record = -1;
    int place = -1;                   ///< in the plan; only what comes later may use it
    std::vector<FieldShape> columns;  ///< further result columns of a list
};

struct SourceShape {
    std::string title, version, organ;
    std::string name() const { return "《" + title + "》" + (version.empty() ? "" : "（" + version + "）"); }
};

struct Shape {
    std::vector<Kind> kinds;
    std::vector<RecordShape> records;
    std::vector<GlobalShape> globals;
    std::vector<SourceShape> sources;
    int main_record = 0;

    std::string fresh(std::string_view beginning) { return std::string(beginning) + std::to_string(++names_); }
    std::string text_of(const Type& type) const;  ///< as a declaration writes it
    const std::vector<FieldShape>* fields_of(const Type& type) const;
    const EventShape* event_of(const Type& type) const;
    const Kind& kind(const Type& type) const { return kinds[static_cast<std::size_t>(type.index)]; }

  private:
    int names_ = 0;
};

Type plain(TypeKind kind);
Type of_kind(int index);
Type of_record(int index);
Type of_event(int record, int event);
Type range_of(TypeKind element);

/// An entity that expressions can speak of where they stand.
struct FrameShape {
    Type type;
    std::string name;    ///< 本案, 本次 or what it is called; empty: only 其 and bare names reach it
    bool inner = false;  ///< of a filter, a pattern or a quantifier
};

struct Scene {
    int record = -1;
    std::vector<FrameShape> frames;
    int place = 1'000'000;  ///< in the plan
    int covering = -1;      ///< the event of the rule's 覆盖: 间断 may be spoken of
    bool in_text = false;   ///< inside a message: no quotes
};

}  // namespace fadu::differential
