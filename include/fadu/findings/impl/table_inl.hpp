// Tables for people and for programs: columns aligned by their width on a screen, and lines of CSV.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "fadu/text/unicode.hpp"

namespace fadu::findings {
namespace table_detail {

/// Rows of cells, two blanks between the columns, none at the end of a line; `right` columns stand to the right.
inline std::string aligned(const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& right) {
    std::vector<int> widths;
    for (const auto& row : rows) {
        if (widths.size() < row.size()) widths.resize(row.size(), 0);
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], text::width(row[i]));
    }
    std::string out;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string pad(static_cast<std::size_t>(widths[i] - text::width(row[i])), ' ');
            const bool to_right = i < right.size() && right[i];
            line += (i > 0 ? "  " : "") + (to_right ? pad + row[i] : row[i] + pad);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

/// A field that begins like a formula is marked as text, so that no table calculator computes it.
inline std::string csv_field(std::string field) {
    const bool is_number = field.find_first_not_of("-0123456789.,%/…") == std::string::npos;
    if (!field.empty() && !is_number && std::string_view("=+-@\t\r").find(field[0]) != std::string_view::npos)
        field.insert(0, 1, '\'');
    if (field.find_first_of(",\"\n\r") == std::string::npos) return field;
    std::string quoted = "\"";
    for (const char c : field) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

inline std::string csv_line(const std::vector<std::string>& fields) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) line += (i > 0 ? "," : "") + csv_field(fields[i]);
    return line + "\n";
}

}  // namespace table_detail
}  // namespace fadu::findings
