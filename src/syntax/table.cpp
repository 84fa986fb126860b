// CSV as a table: the file is turned into rule text of the same length, in which separators are bars and quotes blanks, so
// that the lexer and the grammar of cells do the reading and every offset stays what it was.
#include "fadu/syntax/table.hpp"

#include <string>

#include "syntax/grammar_state.hpp"
#include "syntax/parse_glue.hpp"

namespace fadu::syntax {
namespace {

struct RuleText {
    std::string text;
    std::vector<std::uint32_t> row_ends;  ///< the offset of each row's end
    bool open_quote = false;
    std::uint32_t quote = 0;  ///< where the last quoted cell began
};

RuleText to_rule_text(std::string_view csv) {
    RuleText result;
    result.text.reserve(csv.size());
    bool quoted = false;
    bool opening = true;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (c == '"') {
            if (quoted && i + 1 < csv.size() && csv[i + 1] == '"') {
                // A doubled quote is one quote of the cell's own: kept on the inside of the text that it opens or closes.
                result.text += opening ? " \"" : "\" ";
                opening = !opening;
                ++i;
                continue;
            }
            quoted = !quoted;
            opening = true;
            if (quoted) result.quote = static_cast<std::uint32_t>(i);
            result.text += ' ';
        } else if (quoted) {
            result.text += c == '\n' || c == '\r' || c == '|' ? ' ' : c;
        } else if (c == ',') {
            result.text += '|';
        } else {
            if (c == '\n') result.row_ends.push_back(static_cast<std::uint32_t>(i));
            result.text += c;
        }
    }
    result.row_ends.push_back(static_cast<std::uint32_t>(csv.size()));
    result.open_quote = quoted;
    return result;
}

Token bar(text::FileId file, std::uint32_t offset) {
    Token token;
    token.kind = TokenKind::punctuation;
    token.symbol = '|';
    token.span = {file, offset, offset};
    return token;
}

}  // namespace

Table parse_table(text::FileId csv, text::Sources& sources, const Limits& limits) {
    Table table;
    const RuleText written = to_rule_text(sources[csv].text());
    if (written.open_quote) {
        table.complete = false;
        table.diagnostics.push_back({"FD0008",
                                     text::Level::error,
                                     {csv, written.quote, written.quote + 1},
                                     {"引号没有闭合", "this quote is never closed"}});
        return table;
    }
    Tokens read = lex(sources.add(sources[csv].name(), written.text), sources, limits);
    for (text::Diagnostic& diagnostic : read.diagnostics) {
        diagnostic.span.file = csv;
        if (diagnostic.fix) diagnostic.fix->span.file = csv;
        for (text::Related& related : diagnostic.related) related.span.file = csv;
        table.complete = table.complete && diagnostic.level != text::Level::error;
        table.diagnostics.push_back(std::move(diagnostic));
    }
    split_glued_words(read.tokens);
    GrammarState state;
    state.file = csv;
    state.sources = &sources;
    state.limits = limits;
    state.diagnostics = &table.diagnostics;
    std::size_t next = 0;
    std::vector<Token> row;
    bool has_columns = false;
    for (const std::uint32_t end : written.row_ends) {
        row.clear();
        for (; read.tokens[next].kind != TokenKind::end && read.tokens[next].span.begin < end; ++next) {
            row.push_back(read.tokens[next]);
            row.back().span.file = csv;
            row.back().starts_line = false;
        }
        if (row.empty()) continue;
        row.insert(row.begin(), bar(csv, row.front().span.begin));
        row.push_back(bar(csv, row.back().span.end));
        const std::size_t size = row.size();
        row.emplace_back();  // the grammar looks one token ahead
        At const first = row.data();
        if (!has_columns) {
            has_columns = true;
            if (!read_columns(first, first + size, state, table.columns)) {
                table.complete = false;
                break;
            }
        } else if (!read_row(first, first + size, state, table.columns, table.rows.emplace_back())) {
            table.complete = false;
        }
        if (table.diagnostics.size() > limits.max_errors) {
            table.diagnostics.push_back({"FD0100",
                                         text::Level::error,
                                         table.diagnostics.back().span,
                                         {"错误太多，其余不再列出", "too many errors; the rest are not listed"}});
            break;
        }
    }
    return table;
}

}  // namespace fadu::syntax
