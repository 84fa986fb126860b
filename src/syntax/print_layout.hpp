// Where the lines of a printed declaration begin and how its tokens are written. The printer walks the tree to find the
// places and the file's own tokens to fill them, so that nothing that was written is lost.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "fadu/syntax/print.hpp"

namespace fadu::syntax {

/// By token of the file: the indentation of the line that begins there, or none.
struct Layout {
    static constexpr int no_break = -1;
    std::vector<int> breaks;                                  ///< by token, counted from the declaration's first
    std::vector<bool> glued;                                  ///< no blank before this one: the bracket of a call
    std::vector<bool> parts_entries;                          ///< a comma between entries, ， in Chinese
    std::unordered_map<std::size_t, const TypeName*> ranges;  ///< 金额范围: where it begins
};

Layout lay_out(const Declaration& declaration, const File& file, const text::Sources& sources);

/// The text of one token, rewritten where a spelling is asked for.
std::string token_text(const Token& token, const text::Sources& sources, std::optional<Spelling> keywords,
                       bool parts_entries, bool ends_line, bool before_keyword);
/// Whether a blank stands between two tokens that are written as `left` and `right`.
std::string_view gap(const Token& left, const Token& right, std::string_view left_text, std::string_view right_text,
                     bool left_is_unary);

}  // namespace fadu::syntax
