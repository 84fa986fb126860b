// Bodies of fadu/text/render.hpp: a line becomes cells, each with what is shown, its columns and its padding, so that the
// carets below stand under the very characters above.
#pragma once

#include <algorithm>
#include <array>
#include <cstdio>

#include "fadu/text/render.hpp"
#include "fadu/text/unicode.hpp"

namespace fadu::text {

namespace render_detail {

struct Cell {
    std::string shown;
    std::uint32_t columns = 0;
    std::size_t offset = 0;  ///< of its first byte in the line
    bool tab = false;

    std::string padding() const { return tab ? "\t" : std::string(columns, ' '); }
};

/// Characters that would move the cursor, turn the line around or be invisible.
inline bool is_unsafe(char32_t c) {
    return (c >= 0x80 && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0x061C || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB);
}

inline Cell make_cell(CodePoint point, std::string_view line, std::size_t offset) {
    const char32_t c = point.value;
    if (c == '\t') return {"\t", 1, offset, true};
    if (c < 0x20) return {encode(0x2400 + c), 1, offset};
    if (c == 0x7F) return {encode(0x2421), 1, offset};
    if (!point.valid) return {encode(c), 1, offset};
    if (is_unsafe(c)) {
        std::array<char, 12> name{};
        const int length = std::snprintf(name.data(), name.size(), "<U+%04X>", static_cast<unsigned>(c));
        return {name.data(), static_cast<std::uint32_t>(length), offset};
    }
    return {std::string(line.substr(offset, point.bytes)), static_cast<std::uint32_t>(std::max(0, width(c))), offset};
}

inline std::vector<Cell> make_cells(std::string_view line) {
    std::vector<Cell> cells;
    for (std::size_t at = 0; at < line.size();) {
        const CodePoint point = decode(line, at);
        cells.push_back(make_cell(point, line, at));
        at += point.bytes;
    }
    return cells;
}

inline std::string safe(std::string_view text) {
    std::string shown;
    for (const Cell& cell : make_cells(text)) shown += cell.tab ? " " : cell.shown;
    return shown;
}

/// The cells [begin, end) of a line that are shown: all, or a window of `limit` columns in which `first` can be seen.
struct Window {
    std::size_t begin = 0;
    std::size_t end = 0;
};

inline Window make_window(const std::vector<Cell>& cells, std::size_t first, std::uint32_t limit) {
    std::uint64_t total = 0;
    for (const Cell& cell : cells) total += cell.columns;
    Window window{0, cells.size()};
    if (total <= limit) return window;
    window.begin = window.end = std::min(first, cells.size());
    std::uint64_t used = 0;
    while (window.begin > 0 && used + cells[window.begin - 1].columns <= limit / 3) {
        used += cells[--window.begin].columns;
    }
    while (window.end < cells.size() && used + cells[window.end].columns <= limit) used += cells[window.end++].columns;
    while (window.begin > 0 && used + cells[window.begin - 1].columns <= limit) used += cells[--window.begin].columns;
    return window;
}

class Renderer {
  public:
    Renderer(const Sources& sources, const RenderOptions& options) : sources_(sources), options_(options) {}

    std::string operator()(const Diagnostic& diagnostic) {
        gutter_ = gutter_of(diagnostic);
        headline(diagnostic);
        block(diagnostic.span, '^', colour_of(diagnostic.level));
        for (const Related& related : diagnostic.related) {
            note(word("参见", "note"), related.message.in(options_.language));
            block(related.span, '-', blue);
        }
        if (!diagnostic.help.empty()) note(word("帮助", "help"), diagnostic.help.in(options_.language));
        if (diagnostic.fix) fix(*diagnostic.fix);
        return std::move(out_);
    }

  private:
    static constexpr std::string_view red = "\x1b[1;31m";
    static constexpr std::string_view yellow = "\x1b[1;33m";
    static constexpr std::string_view cyan = "\x1b[1;36m";
    static constexpr std::string_view blue = "\x1b[1;34m";
    static constexpr std::string_view bold = "\x1b[1m";

    std::string_view word(std::string_view zh, std::string_view en) const {
        return options_.language == Language::zh ? zh : en;
    }

    static std::string_view colour_of(Level level) {
        return level == Level::error ? red : level == Level::warning ? yellow : cyan;
    }

    void paint(std::string_view colour, std::string_view text) {
        if (options_.colour) out_ += colour;
        out_ += text;
        if (options_.colour) out_ += "\x1b[0m";
    }

    bool has_place(Span span) const { return span.file < sources_.size(); }

    std::size_t gutter_of(const Diagnostic& diagnostic) const {
        std::size_t digits = 1;
        const auto widen = [&](Span span) {
            if (!has_place(span)) return;
            digits = std::max(digits, std::to_string(sources_[span.file].position(span.begin).line).size());
        };
        widen(diagnostic.span);
        for (const Related& related : diagnostic.related) widen(related.span);
        return digits;
    }

    void headline(const Diagnostic& diagnostic) {
        std::string label(diagnostic.level == Level::error     ? word("错误", "error")
                          : diagnostic.level == Level::warning ? word("警告", "warning")
                                                               : word("提示", "hint"));
        if (!diagnostic.code.empty()) label += "[" + safe(diagnostic.code) + "]";
        paint(colour_of(diagnostic.level), label);
        paint(bold, ": " + safe(diagnostic.message.in(options_.language)));
        out_ += '\n';
    }

    void bar(std::string_view number) {
        paint(blue, std::string(gutter_ - number.size(), ' ') + std::string(number) + " |");
    }

    void note(std::string_view label, std::string_view text) {
        out_ += std::string(gutter_ + 1, ' ');
        paint(blue, "= ");
        paint(bold, label);
        out_ += ": " + safe(text) + "\n";
    }

    void fix(const Fix& fix) {
        std::string text =
            fix.replacement.empty() ? std::string(word("（删去）", "(nothing)")) : std::string(fix.replacement);
        if (!fix.label.empty()) {
            text += std::string(word("（", " (")) + fix.label.in(options_.language) + std::string(word("）", ")"));
        }
        note(word("改为", "replace by"), text);
    }

    void block(Span span, char mark, std::string_view colour) {
        if (!has_place(span)) return;
        const Source& source = sources_[span.file];
        const Position place = source.position(span.begin);
        out_ += std::string(gutter_, ' ');
        paint(blue, "-->");
        out_ +=
            " " + safe(source.name()) + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + "\n";
        bar("");
        out_ += '\n';
        snippet(source, place, span, mark, colour);
    }

    void snippet(const Source& source, Position place, Span span, char mark, std::string_view colour) {
        const std::string_view line = source.line(place.line);
        const std::vector<Cell> cells = make_cells(line);
        const std::size_t first = std::min<std::size_t>(place.column - 1, cells.size());
        const std::size_t start = first < cells.size() ? cells[first].offset : line.size();
        const std::size_t length = span.end > span.begin ? span.end - span.begin : 0;
        std::size_t last = first;  // one past the last underlined cell
        while (last < cells.size() && cells[last].offset < start + length) ++last;
        const Window window = make_window(cells, first, std::max<std::uint32_t>(options_.max_line_columns, 8));
        last = std::min(last, window.end);

        std::string shown;
        std::string under;
        if (window.begin > 0) {
            shown += "…";
            under += ' ';
        }
        for (std::size_t i = window.begin; i < window.end; ++i) shown += cells[i].shown;
        if (window.end < cells.size()) shown += "…";
        for (std::size_t i = window.begin; i < first; ++i) under += cells[i].padding();

        bar(std::to_string(place.line));
        out_ += shown.empty() ? "\n" : " " + shown + "\n";
        bar("");
        out_ += " " + under;
        paint(colour, marks(cells, first, last, mark));
        out_ += '\n';
    }

    static std::string marks(const std::vector<Cell>& cells, std::size_t first, std::size_t last, char mark) {
        std::string line;
        for (std::size_t i = first; i < last; ++i) {
            if (cells[i].tab && i + 1 < last) {
                line += '\t';  // carets cannot fill a tab without losing the columns behind it
            } else {
                line += std::string(cells[i].columns, mark);
            }
        }
        return line.find(mark) == std::string::npos ? std::string(1, mark) : line;
    }

    const Sources& sources_;
    const RenderOptions& options_;
    std::size_t gutter_ = 1;
    std::string out_;
};

}  // namespace render_detail

FADU_INLINE std::string render(const Diagnostic& diagnostic, const Sources& sources, const RenderOptions& options) {
    return render_detail::Renderer(sources, options)(diagnostic);
}

FADU_INLINE std::string render(const std::vector<Diagnostic>& diagnostics, const Sources& sources,
                               const RenderOptions& options) {
    std::string all;
    for (const Diagnostic& diagnostic : diagnostics) {
        if (!all.empty()) all += '\n';
        all += render(diagnostic, sources, options);
    }
    return all;
}

}  // namespace fadu::text
