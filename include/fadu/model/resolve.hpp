// From syntax trees to the rulebook: names looked up across files, everything typed, units checked, no recursion.
#pragma once

#include <functional>

#include "fadu/model/rulebook.hpp"
#include "fadu/syntax/tree.hpp"

namespace fadu::model {

struct Resolved {
    Rulebook rulebook;  ///< usable even if there are diagnostics: what was wrong is left out
    std::vector<text::Diagnostic>
        diagnostics;  ///< FD02xx names and types, FD03xx time and procedures, FD04xx lists, FD07xx law
};

/// Gives the text of a file that a declaration names (a CSV of a list), by its path as written and the declaring file;
/// nothing if there is none.
using FileReader = std::function<std::optional<text::FileId>(text::FileId from, std::string_view path)>;

/// Resolves the files of one load together. The order of the files is the order of the rulebook.
Resolved resolve(const std::vector<syntax::File>& files, text::Sources& sources, const FileReader& read_file = {});

}  // namespace fadu::model
