// Diagnostics to text for a terminal: file, line, column, the line itself, carets under the exact words (wide characters
// take two columns), help and mends. One renderer; the JSON one stands in render_json (src/findings).
#pragma once

#include <string>

#include "fadu/text/diagnostic.hpp"

namespace fadu::text {

struct RenderOptions {
    Language language = Language::zh;
    bool colour = false;
    std::uint32_t max_line_columns = 160;  ///< longer lines are cut around the caret
};

std::string render(const Diagnostic& diagnostic, const Sources& sources, const RenderOptions& options = {});
std::string render(const std::vector<Diagnostic>& diagnostics, const Sources& sources,
                   const RenderOptions& options = {});

}  // namespace fadu::text

#ifdef FADU_HEADER_ONLY
#include "fadu/text/impl/render_inl.hpp"
#endif
