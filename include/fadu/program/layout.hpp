// Where everything of a case that a program asks for stands in columns: the case itself, events by kind, elements of lists.
// Made by the compiler together with the program, filled by a Block; holds nothing that no rule reads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fadu/model/rulebook.hpp"

namespace fadu::program {

/// What a column or register holds; see cells.hpp for the bits.
enum class Shape : std::uint8_t {
    truth,   ///< one byte
    number,  ///< an interval and a state
    time,    ///< an interval of packed spans and a state
    set,     ///< of enumerators, or of the program's periods: one word and a state
    text,    ///< the number of a text in the block's pool and a state
    plain,   ///< an integer without state: places in the record, identities
    list,    ///< the state of a list; its elements are the rows of another table
    days,    ///< 起止日期: first and last day and a state; low = no_low where nothing is known
};

/// Columns that every table of events has, whatever its fields; as Column::field.
namespace event_column {
inline constexpr int begin = -1;     ///< time
inline constexpr int end = -2;       ///< time
inline constexpr int happened = -3;  ///< truth: yes, or unknown for what may have happened
inline constexpr int planned = -4;   ///< truth
inline constexpr int sequence = -5;  ///< plain: place in the record; -1 for what the record does not name
inline constexpr int identity = -6;  ///< plain: which of the case's occurrences
inline constexpr int kind = -7;      ///< plain: event kind
inline constexpr int running = -8;   ///< truth
inline constexpr int order = -9;     ///< plain: as sequence, and after all others for what the record does not name
}  // namespace event_column

struct Column {
    Shape shape = Shape::truth;
    model::Type type;
    int field = 0;  ///< of the table's record or event kind; negative: event_column
    int scale = 0;  ///< numbers: powers of ten that values are multiplied by
};

struct Table {
    enum class Kind : std::uint8_t {
        cases,
        events,   ///< of one kind or class
        records,  ///< elements of a list of records, or one nested record (no row where it is not known)
        values,   ///< elements of a list of plain values: one column, field 0
    };
    Kind kind = Kind::cases;
    int parent = -1;  ///< table
    int record = -1;  ///< cases, records: Rulebook::records; events: the case's record
    int event = -1;   ///< events: kind or class
    int field = -1;   ///< records, values: the parent's field that holds them
    std::vector<Column> columns;
};

struct Layout {
    int record = -1;
    std::vector<Table> tables;  ///< [0] is the case; a parent stands before its children

    /// The table's column for a field, or an event_column; -1 if there is none.
    int find_column(int table, int field) const;
    int find_events(int event) const;            ///< -1 if there is none
    int find_child(int table, int field) const;  ///< -1 if there is none
};

/// Decimals and ratios stand in columns in millionths, money in fen, integers as they are.
int scale_of(const model::Type& type);
/// What an event_column holds.
Shape shape_of_event_column(int column);
/// What a field of this type is kept as; nothing if columns cannot hold it.
bool has_shape(const model::Rulebook& rulebook, const model::Type& type, Shape& shape);

}  // namespace fadu::program
