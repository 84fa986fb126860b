// A list's table kept in a CSV file (清单 … 载于 “x.csv”): its cells are read as those of a table written out in a rule
// file, so that model/resolve.hpp cannot tell the difference; spans point into the CSV file.
#pragma once

#include "fadu/syntax/tree.hpp"

namespace fadu::syntax {

struct Table {
    std::vector<ListColumn> columns;  ///< of the first row
    std::vector<ListRow> rows;
    std::vector<text::Diagnostic> diagnostics;
    bool complete = true;  ///< false: a row could not be read; reported
};

/// Never fails. Quoting is that of RFC 4180; empty lines are skipped; a byte-order mark is accepted (by text::Sources).
Table parse_table(text::FileId csv, text::Sources& sources, const Limits& limits = {});

}  // namespace fadu::syntax
