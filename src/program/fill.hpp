// Cells out of constants and slots: what a fact of a case looks like in a column.
#pragma once

#include "fadu/facts/case.hpp"
#include "fadu/program/block.hpp"

namespace fadu::program {

struct Cell {
    std::int64_t low = 0, high = 0;
    std::uint8_t state = 0;  ///< of a truth: the truth
};

/// What cells are numbered by: the block's texts, the program's periods.
struct Numbering {
    TextPool& texts;
    const std::vector<time::Period>& periods;
};

/// A known constant; deferred where the column cannot hold it.
Cell cell_of(const model::Constant& constant, const Column& column, const Numbering& numbering);
/// Nobody said.
Cell unknown_cell(const Column& column);
Cell none_cell(const Column& column);
/// What a slot holds, with the field's default and burden of proof applied (engine::slot_value).
Cell cell_of(const facts::Slot* slot, const model::Field& field, const Column& column, const Numbering& numbering);
/// A number at a scale; nothing if it does not come out whole or is too large.
bool scaled(const model::Number& number, int scale, std::int64_t& out);

}  // namespace fadu::program
