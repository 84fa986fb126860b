// Rows of a CSV text (RFC 4180: quoted cells, doubled quotes, line ends inside quotes, LF or CRLF), one at a time. A row
// that cannot be read costs its first line only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "fadu/text/diagnostic.hpp"

namespace fadu::facts {

struct CsvError {
    text::Message message;
    bool limit = false;
};

class CsvRows {
  public:
    CsvRows(std::string_view text, std::size_t max_row_bytes) : text_(text), max_row_bytes_(max_row_bytes) {}

    /// Goes to the next row that is not blank; false at the end. Even after an error the next call goes on.
    bool next();
    /// What was wrong with the row, if anything.
    const CsvError* error() const { return failed_ ? &error_ : nullptr; }
    const std::vector<std::string_view>& cells() const { return cells_; }

    std::size_t line() const { return row_line_; }     ///< of the row's beginning, from 1
    std::size_t offset() const { return row_begin_; }  ///< of the row's beginning
    std::size_t end() const { return at_; }
    /// Continues at a row that was read before.
    void go_to(std::size_t offset, std::size_t line);

  private:
    bool read_row();
    bool read_quoted();
    void fail(text::Message message, bool limit = false);

    std::string_view text_;
    std::size_t max_row_bytes_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t row_begin_ = 0;
    std::size_t row_line_ = 1;
    std::vector<std::string_view> cells_;
    std::string unquoted_;  ///< cells that had doubled quotes, one behind the other
    std::vector<std::pair<std::size_t, std::pair<std::size_t, std::size_t>>> from_unquoted_;
    bool failed_ = false;
    CsvError error_;
};

}  // namespace fadu::facts
