// Cells of a table to slots: what CSV and event logs share. A cell is a scalar, or a list whose elements are parted by 、
// or ;.
#pragma once

#include <optional>
#include <unordered_map>

#include "facts/assemble.hpp"
#include "facts/csv_rows.hpp"
#include "facts/formats.hpp"
#include "facts/names.hpp"

namespace fadu::facts {

class Cells {
  public:
    Cells(const Conversion& conversion, Reporter& reporter) : conversion_(conversion), reporter_(reporter) {}

    /// Empty cells are unknown; so are those that cannot be read, with a diagnostic that names the column.
    Slot slot(const model::Field& field, const ValueMap* values, std::string_view column, std::string_view cell,
              Place place);
    std::optional<time::TimeSpan> time(std::string_view column, std::string_view cell, Place place);
    const Conversion& conversion() const { return conversion_; }

    /// The parts of a cell that lists several values.
    static std::vector<std::string_view> parts(std::string_view cell);

  private:
    void wrong(std::string_view code, std::string_view column, text::Message message, Place place);

    Conversion conversion_;
    Reporter& reporter_;
};

/// The header's cells, and the rows behind it; a mark at the start of the text is no part of it.
struct Table {
    explicit Table(const ReadJob& job);
    CsvRows rows;
    std::size_t mark = 0;  ///< bytes of the mark
    std::vector<std::string> columns;

    /// False, with a diagnostic, if there is no header.
    bool read_header(Reporter& reporter);
    /// The next row with as many cells as there are columns; bad rows are reported and skipped.
    bool next(Reporter& reporter, ReadReport& report);
    Place place() const { return {rows.offset() + mark, rows.end() + mark}; }
    int find(std::string_view name) const;  ///< a column, or -1
};

}  // namespace fadu::facts
