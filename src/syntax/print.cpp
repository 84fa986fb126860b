// The printer: lines from the layout, tables with their columns aligned, comments at their places.
#include "fadu/syntax/print.hpp"

#include <algorithm>

#include "fadu/text/unicode.hpp"
#include "syntax/print_layout.hpp"

namespace fadu::syntax {

namespace {

struct Line {
    int indent = 0;
    std::size_t first = 0, last = 0;      ///< tokens of the declaration
    std::vector<std::string_view> above;  ///< comments on lines of their own
    std::string behind;                   ///< comments at its end
    std::vector<std::string> cells;       ///< of a table's row
    std::string text;
};

bool is_symbol(const Token& token, char symbol) {
    return token.kind == TokenKind::punctuation && token.symbol == symbol;
}

class Printer {
  public:
    Printer(const File& file, const text::Sources& sources, const PrintOptions& options)
        : file_(file), sources_(sources), options_(options) {}

    std::string run() {
        for (const Declaration& declaration : file_.declarations) {
            lead(declaration.span.begin, &declaration);
            body(declaration);
            previous_ = &declaration;
        }
        lead(static_cast<std::uint32_t>(sources_[file_.id].text().size()), nullptr);
        return std::move(out_);
    }

  private:
    std::string_view slice(text::Span span) const { return sources_.slice(span); }
    bool has_comment_before(std::uint32_t offset) const {
        return next_comment_ < file_.comments.size() && file_.comments[next_comment_].span.begin < offset;
    }

    // ---- between declarations

    /// Blank lines and comments before the declaration that begins at `offset`, or before the end of the file.
    void lead(std::uint32_t offset, const Declaration* next) {
        while (has_comment_before(offset) && is_indented(file_.comments[next_comment_])) {
            if (previous_ == nullptr) break;
            out_ += "  ";
            put_comment(file_.comments[next_comment_++].span);
        }
        const bool comments = has_comment_before(offset);
        if (!out_.empty() && (comments || next != nullptr)) {
            if (comments || !may_touch(*next)) out_ += '\n';
        }
        while (has_comment_before(offset)) {
            const text::Span span = file_.comments[next_comment_++].span;
            put_comment(span);
            const std::uint32_t below = has_comment_before(offset) ? file_.comments[next_comment_].span.begin : offset;
            const std::string_view between = slice({file_.id, span.end, below});
            const bool apart = std::count(between.begin(), between.end(), '\n') > 1;
            if (apart && (next != nullptr || has_comment_before(offset))) out_ += '\n';
        }
    }
    void put_comment(text::Span span) {
        out_ += trimmed(slice(span));
        out_ += '\n';
    }
    static std::string_view trimmed(std::string_view text) {
        while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
            text.remove_suffix(1);
        return text;
    }
    bool is_indented(const Comment& comment) const {
        return comment.span.begin > 0 && slice({file_.id, comment.span.begin - 1, comment.span.begin}) != "\n";
    }
    /// One-line declarations of one kind may stand without a blank line between them.
    bool may_touch(const Declaration& next) const {
        return previous_ != nullptr && previous_->body.index() == next.body.index() && is_short(*previous_) &&
               is_short(next);
    }
    static bool is_short(const Declaration& declaration) {
        if (!declaration.complete) return false;
        if (const auto* parameter = std::get_if<Parameter>(&declaration.body)) return parameter->clauses.empty();
        return std::holds_alternative<Use>(declaration.body) || std::holds_alternative<Kind>(declaration.body);
    }

    // ---- one declaration

    void body(const Declaration& declaration) {
        if (!declaration.complete) {
            out_ += slice(declaration.span);
            while (has_comment_before(declaration.span.end)) ++next_comment_;
            std::string behind;
            take_behind(declaration.span.end, behind);
            if (!behind.empty()) out_ += "  " + behind;
            out_ += '\n';
            return;
        }
        const Layout layout = lay_out(declaration, file_, sources_);
        std::vector<Line> lines = cut(layout);
        attach_comments(declaration, lines);
        const bool table = std::holds_alternative<List>(declaration.body);
        for (Line& line : lines) write(declaration, layout, line, table);
        if (table) align(std::get<List>(declaration.body), lines);
        for (const Line& line : lines) put(line);
    }

    static std::vector<Line> cut(const Layout& layout) {
        std::vector<Line> lines;
        for (std::size_t i = 0; i < layout.breaks.size(); ++i) {
            if (layout.breaks[i] == Layout::no_break) continue;
            if (!lines.empty()) lines.back().last = i;
            Line& line = lines.emplace_back();
            line.indent = layout.breaks[i];
            line.first = i;
        }
        if (!lines.empty()) lines.back().last = layout.breaks.size();
        return lines;
    }

    void attach_comments(const Declaration& declaration, std::vector<Line>& lines) {
        const Token* tokens = file_.tokens.data() + declaration.first_token;
        std::size_t place = 0;  // the first line that ends behind the comment
        while (has_comment_before(declaration.span.end)) {
            const Comment& comment = file_.comments[next_comment_++];
            while (place + 1 < lines.size() && tokens[lines[place].last].span.begin < comment.span.begin) ++place;
            if (comment.own_line) {
                // What follows it may be the rest of the same line or the next one.
                const bool next_line = tokens[lines[place].last - 1].span.begin < comment.span.begin;
                lines[std::min(place + (next_line ? 1 : 0), lines.size() - 1)].above.push_back(
                    trimmed(slice(comment.span)));
            } else {
                add_behind(lines[place].behind, comment.span);
            }
        }
        if (!lines.empty()) take_behind(declaration.span.end, lines.back().behind);
    }
    void add_behind(std::string& behind, text::Span span) const {
        if (!behind.empty()) behind += ' ';
        behind += trimmed(slice(span));
    }
    /// Comments on the last line of a declaration stand behind its last token.
    void take_behind(std::uint32_t end, std::string& behind) {
        while (next_comment_ < file_.comments.size() && !file_.comments[next_comment_].own_line &&
               slice({file_.id, end, file_.comments[next_comment_].span.begin}).find('\n') == std::string_view::npos) {
            add_behind(behind, file_.comments[next_comment_++].span);
        }
    }

    void write(const Declaration& declaration, const Layout& layout, Line& line, bool table) const {
        const Token* tokens = file_.tokens.data() + declaration.first_token;
        if (table && is_symbol(tokens[line.first], '|')) {
            std::size_t begin = line.first + 1;
            for (std::size_t i = begin; i < line.last; ++i) {
                if (!is_symbol(tokens[i], '|')) continue;
                line.cells.push_back(join(tokens, layout, begin, i, line.last));
                begin = i + 1;
            }
            return;
        }
        line.text = join(tokens, layout, line.first, line.last, line.last);
    }

    std::string join(const Token* tokens, const Layout& layout, std::size_t first, std::size_t last,
                     std::size_t line_last) const {
        std::string text, previous;
        for (std::size_t i = first; i < last; ++i) {
            std::size_t next = i + 1;
            std::string written = ranged_type(tokens, layout, i, next);
            if (written.empty()) {
                const bool before_keyword =
                    next < last && tokens[next].kind == TokenKind::keyword && tokens[next].keyword == Keyword::when;
                written = token_text(tokens[i], sources_, options_.keywords, layout.parts_entries[i], next == line_last,
                                     before_keyword);
            }
            const bool closes_line = is_symbol(tokens[i], ':') && next == line_last;  // before items
            if (i > first && !layout.glued[i] && !closes_line) {
                text += gap(tokens[i - 1], tokens[i], previous, written, is_unary_minus(tokens, first, i - 1));
            }
            text += written;
            previous = std::move(written);
            i = next - 1;
        }
        return text;
    }

    /// 金额范围 is one word in Chinese and three in English.
    std::string ranged_type(const Token* tokens, const Layout& layout, std::size_t i, std::size_t& next) const {
        if (!options_.keywords) return {};
        const auto found = layout.ranges.find(i);
        if (found == layout.ranges.end()) return {};
        if (tokens[i].keyword == Keyword::type_range_of) next = i + 2;
        const std::string type(spelling(found->second->type, *options_.keywords));
        const std::string range(spelling(Keyword::type_range_of, *options_.keywords));
        return *options_.keywords == Spelling::en ? range + " " + type : type + range;
    }

    static bool is_unary_minus(const Token* tokens, std::size_t first, std::size_t i) {
        if (!is_symbol(tokens[i], '-')) return false;
        if (i == first) return true;
        const Token& before = tokens[i - 1];
        if (before.kind == TokenKind::punctuation) return before.symbol != ')';
        if (before.kind != TokenKind::keyword) return false;
        switch (before.keyword) {
            case Keyword::this_:
            case Keyword::this_case:
            case Keyword::gap:
            case Keyword::of:
            case Keyword::end_of:
            case Keyword::yes:
            case Keyword::no:
            case Keyword::none:
            case Keyword::or_more:
            case Keyword::or_less:
            case Keyword::or_within: return false;
            default: return before.keyword < Keyword::count || before.keyword > Keyword::last_item;
        }
    }

    // ---- tables

    static void pad(std::string& text, std::size_t width) {
        for (auto have = static_cast<std::size_t>(text::width(text)); have < width; ++have) text += ' ';
    }

    void align(const List& list, std::vector<Line>& lines) const {
        std::size_t tested = 0;
        for (const ListColumn& column : list.columns) tested += column.result || column.citation ? 0 : 1;
        std::vector<std::size_t> widths(list.columns.size(), 0);
        std::size_t row = 0;
        bool head = true;
        // 其他 spans the tested columns unless its row is padded to the full width.
        const auto is_rest = [&](std::size_t index, const Line& line) {
            return index < list.rows.size() && list.rows[index].otherwise && tested > 1 &&
                   line.cells.size() + tested <= list.columns.size() + 1;
        };
        for (const Line& line : lines) {
            if (line.cells.empty()) continue;
            const bool rest = !head && is_rest(row, line);
            for (std::size_t i = rest ? 1 : 0; i < line.cells.size(); ++i) {
                const std::size_t column = rest ? i + tested - 1 : i;
                if (column < widths.size())
                    widths[column] = std::max(widths[column], static_cast<std::size_t>(text::width(line.cells[i])));
            }
            if (!head) ++row;
            head = false;
        }
        row = 0;
        head = true;
        for (Line& line : lines) {
            if (line.cells.empty()) continue;
            const bool rest = !head && is_rest(row, line);
            line.text = "|";
            for (std::size_t i = 0; i < line.cells.size(); ++i) {
                const std::size_t column = rest && i > 0 ? i + tested - 1 : i;
                std::size_t width = column < widths.size() ? widths[column] : 0;
                if (rest && i == 0) {
                    width = 3 * (tested - 1);
                    for (std::size_t j = 0; j < tested; ++j) width += widths[j];
                }
                pad(line.cells[i], width);
                line.text += " " + line.cells[i] + " |";
            }
            if (!head) ++row;
            head = false;
        }
    }

    void put(const Line& line) {
        const std::string indent(static_cast<std::size_t>(line.indent), ' ');
        for (std::string_view comment : line.above) out_ += indent + std::string(comment) + '\n';
        out_ += indent + line.text;
        if (!line.behind.empty()) out_ += "  " + line.behind;
        out_ += '\n';
    }

    const File& file_;
    const text::Sources& sources_;
    const PrintOptions& options_;
    std::string out_;
    const Declaration* previous_ = nullptr;
    std::size_t next_comment_ = 0;
};

}  // namespace

std::string print(const File& file, const text::Sources& sources, const PrintOptions& options) {
    return Printer(file, sources, options).run();
}

}  // namespace fadu::syntax
