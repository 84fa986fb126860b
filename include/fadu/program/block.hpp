// A block of cases in columns, as a program's layout asks for them. Between the facts (cases, or text read straight into
// columns) and the runs of a program.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fadu/facts/case.hpp"
#include "fadu/program/cells.hpp"
#include "fadu/program/layout.hpp"

namespace fadu::program {

class Program;

/// At least as long as its table has rows; what stands behind the last row means nothing.
struct ColumnData {
    std::vector<std::int64_t> low, high;
    std::vector<std::uint8_t> state;  ///< truths: the truth itself
};
struct TableData {
    int rows = 0;
    int parents = 0;                  ///< parent rows that have been ended
    std::vector<std::int32_t> begin;  ///< of each parent row, and the end of the last; at least `parents` + 1 long
    std::vector<std::int32_t> up;     ///< of each row: its parent row
    std::vector<ColumnData> columns;

    /// A new row; its cells are the caller's to fill. Parent -1: the row of a case.
    int add_row(int parent_row) {
        if (rows == room) grow();
        if (parent_row >= 0) up[static_cast<std::size_t>(rows)] = parent_row;
        return rows++;
    }
    /// The rows added since belong to the next parent row.
    void end_parent_row() {
        if (static_cast<std::size_t>(++parents) >= begin.size()) begin.resize(begin.size() * 2 + 64);
        begin[static_cast<std::size_t>(parents)] = rows;
    }
    /// No rows; the memory is kept.
    void clear();

  private:
    int room = 0;
    void grow();
};

/// Texts of a block, numbered: equal texts have equal numbers. Numbers below the program's count are its own constants.
class TextPool {
  public:
    explicit TextPool(const std::vector<std::string>& constants);
    std::int64_t number_of(std::string_view text);
    std::string_view text(std::int64_t number) const { return texts_[static_cast<std::size_t>(number)].text; }
    /// Forgets all texts but the program's.
    void clear();

  private:
    struct Entry {
        std::string_view text;
        std::uint64_t hash = 0;
    };
    std::size_t find_place(std::string_view text, std::uint64_t hash) const;
    std::string_view keep(std::string_view text);
    void widen();

    std::size_t constants_ = 0;
    std::vector<Entry> texts_;
    std::vector<std::int32_t> places_;  ///< by hash: number + 1, or 0
    std::vector<std::unique_ptr<char[]>> pages_;
    std::size_t page_ = 0, used_ = 0;  ///< the page being filled, and how far; longer texts have pages of their own
    std::vector<std::unique_ptr<char[]>> long_texts_;  ///< and first the pages of the constants
    std::size_t constant_texts_ = 0;                   ///< of long_texts_
};

/// Cases are added one after another; a block is then run any number of times. Not for several threads at once.
class Block {
  public:
    /// `as_of`: its 24:00 is "now"; what nobody dated happened by then. The program must outlive the block.
    Block(const Program& program, time::Day as_of);

    /// Lays a case out. Where it holds more than columns take (very many events or elements, another order of the record
    /// than the block's other cases), all its verdicts are left to the interpreter.
    void add(const facts::Case& value);
    /// Empty again; the memory is kept.
    void clear();

    int size() const { return tables_.empty() ? 0 : tables_.front().rows; }
    time::Day as_of() const { return as_of_; }
    bool in_order() const { return in_order_; }
    /// Is this case left to the interpreter altogether?
    bool is_deferred(int index) const { return deferred_[static_cast<std::size_t>(index)] != 0; }

    const std::vector<TableData>& tables() const { return tables_; }
    const TextPool& texts() const { return texts_; }

    // For readers that fill columns themselves: tables are appended to row by row, parents before children.
    std::vector<TableData>& tables() { return tables_; }
    TextPool& texts() { return texts_; }
    void end_case(bool deferred);
    /// May a case with this order of the record join the block? The first one settles it.
    bool takes_order(bool in_order) const { return size() == 0 || in_order == in_order_; }
    void set_order(bool in_order) {
        if (size() == 0) in_order_ = in_order;
    }

  private:
    friend class BlockFiller;
    const Program* program_;
    time::Day as_of_;
    bool in_order_ = false;
    std::vector<TableData> tables_;
    std::vector<std::uint8_t> deferred_;
    TextPool texts_;
};

/// No case with more occurrences or more elements in its lists is laid out: rules pair them with each other.
inline constexpr std::size_t most_rows_a_case = 2048;

}  // namespace fadu::program
