// What the reader makes of a record: for every object that its JSON may hold the keys, the form of each value and the place
// where it goes; and how the rows put together so become rows of the layout's tables. Compiled once for a reader.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "facts/names.hpp"
#include "fadu/program/program.hpp"
#include "fadu/program/read.hpp"
#include "program/dictionary.hpp"
#include "program/fill.hpp"

namespace fadu::program::reading {

/// So many fields and events an object may have to be read here.
inline constexpr std::size_t most_keys = 1024;

enum class Form : std::uint8_t {
    truth,
    number,  ///< whole numbers, decimals, ratios, amounts of money
    text,
    date,
    moment,
    set,  ///< of an enumeration
    interval,
    other,  ///< whatever the facts' own conversion makes of it
    record,
    list,
};

/// What Dictionary targets of values mean.
namespace word {
inline constexpr int none = 1 << 20;
inline constexpr int unascertainable = none + 1;
inline constexpr int yes = none + 2;
inline constexpr int no = none + 3;
}  // namespace word

/// What the keys of objects mean: a field's number, or one of these (events of the case: event + kind).
namespace key {
inline constexpr int event = 1 << 20;
inline constexpr int event_list = 1 << 21;
inline constexpr int complete_events = event_list + 1;
inline constexpr int in_order = event_list + 2;
inline constexpr int record = event_list + 3;
inline constexpr int type_word = event_list + 4;   ///< 类型, of an object whose kind is not yet known
inline constexpr int event_word = event_list + 5;  ///< 事件, likewise
inline constexpr int begin = event_list + 6;
inline constexpr int end = event_list + 7;
inline constexpr int planned = event_list + 8;
inline constexpr int left = event_list + 9;  ///< not for this reader
}  // namespace key

struct Row;

struct Value {
    Form form = Form::other;
    const model::Field* field = nullptr;
    model::Type type;  ///< of the field; of an element the element's
    bool element = false;
    const facts::ValueMap* values = nullptr;
    Dictionary* words = nullptr;  ///< enumerators, 是 and 否, 无, 无法查明
    int scale = 0, allowed = 0;   ///< numbers: powers of ten; digits behind the point that keep it whole
    int key = -1;                 ///< place among the fields that make the case's id
    int slot = -1;                ///< in its row; -1: no rule reads it, but it is checked all the same
    Column column;
    Cell none, unascertainable;
    Row* records = nullptr;        ///< of a record, or of a list of records
    std::unique_ptr<Value> items;  ///< of a list of plain values
};

/// One kind of object. Rows on the tape: a head (low: the next row of the list, or -1), then the slots.
struct Row {
    Dictionary keys;
    std::vector<Value> values;
    std::vector<Cell> blank;                                 ///< with the head
    std::vector<std::pair<int, std::string>> default_texts;  ///< slots whose blank is a text
    int required = 0;                                        ///< so many fields must be there
};

/// A value that goes to a column.
struct Copy {
    int column = 0, slot = 0;
    Shape shape = Shape::truth;
};
struct CopyRow {
    struct Child {
        int table = 0, slot = 0;
        std::unique_ptr<CopyRow> element;
    };
    std::vector<Copy> copies;
    std::vector<Child> children;
};
struct EventTable {
    struct Builtin {
        int column = 0, field = 0;
    };
    int table = 0;
    std::vector<Builtin> builtins;
    std::vector<int> kinds;
    std::vector<CopyRow> rows;  ///< of each kind
};

class Schema {
  public:
    Schema(const Program& program, const ReaderOptions& options);

    bool usable = true;  ///< false: every case is for the facts' reader
    const Program& program;
    const model::Rulebook& rulebook;
    const model::Record& record;
    facts::RecordNames names;
    bool cut_to_days = false, in_order = false;

    Row* root = nullptr;
    std::vector<Row*> events;          ///< of each kind
    std::vector<bool> may_occur;       ///< of each kind: neither a class nor made by a 视为
    Dictionary kind_words;             ///< keys of an event's object whose kind is not known
    Dictionary kinds;                  ///< what they may say
    Dictionary interval_words;         ///< 0: the first day, 1: the last
    std::string escaped_record;        ///< the record's name as a writer of ASCII has it
    std::vector<std::uint8_t> closed;  ///< of each kind, before a case says anything
    int key_count = 0;

    CopyRow case_row;
    std::vector<EventTable> event_tables;

  private:
    /// A table that holds rows, and, for a class's, the member's field for each of the class's.
    struct Holder {
        int table = 0;
        const std::vector<int>* own = nullptr;
    };
    Row* make_row(const std::vector<model::Field>& fields, const facts::RecordNames& names, int event,
                  const std::vector<Holder>& holders);
    Row* record_row(int record, const std::vector<Holder>& holders);
    void make_value(Value& value, const model::Field& field, const model::Type& type, bool element);
    void place(Row& row, std::size_t field, const std::vector<Holder>& holders);
    void place_list(Value& value, const std::vector<Holder>& children);
    Dictionary* words_for(const Value& value);
    int add_slot(Row& row, const model::Field& field, const Column& column);
    void add_root_keys();
    void add_event_keys(std::size_t event);
    void add_kinds();
    void fill_copies(CopyRow& copies, int table, const Row& row, const std::vector<int>* own);
    void add_event_tables();
    std::vector<Holder> children_of(const std::vector<Holder>& holders, std::size_t field) const;

    Numbering numbering() { return {texts_, program.code().periods}; }

    const ReaderOptions& options_;
    facts::Names record_names_;
    TextPool texts_;  ///< the program's own: a text beyond them is a default
    std::vector<std::unique_ptr<Row>> rows_;
    std::map<int, Row*> unread_;  ///< of each record, where no rule reads it
    std::map<std::tuple<int, int, bool, bool>, std::unique_ptr<Dictionary>> words_;
};

}  // namespace fadu::program::reading
