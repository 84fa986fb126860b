// Tokens: what the lexer makes of a rule file's bytes and what the grammar is written over; between the sources of the
// text room and the syntax tree.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "fadu/syntax/keyword.hpp"
#include "fadu/text/diagnostic.hpp"

namespace fadu::syntax {

enum class TokenKind : std::uint8_t {
    keyword,  ///< a reserved word (head or word in keywords.def)
    name,     ///< any other word, or 「…」; local keywords come as names that also carry their Keyword
    number,   ///< 3, 0.75, 1万, 2.5亿, full-width digits; text = the lexeme
    percent,  ///< 20%, 5‰
    money,    ///< 3000元, 1.2万元, 2.5亿元, 5角, 5分
    count,    ///< 2人, 1次: a number with a measure word, which means the bare number
    span,     ///< 30日, 7个工作日, 3个月, 2年, 48小时 (English: 30 days, 7 working days, …)
    date,     ///< 2023-03-01, 2023年3月1日
    moment,   ///< 2023-03-01T10:30[:05][+08:00]; also with a space when a time follows a date
    text,     ///< “…” or "…": content without the quotes
    title,    ///< 《…》: content without the marks (English: a text after `source`, so not here)
    article,  ///< 第十五条第一款, 第二十八条第（四）项, 附件一§1.1, art. 15 para. 1
    item,  ///< （一） （一之一） (a): a label that begins an item; only at the start of a line or after a colon
    punctuation,  ///< one of the symbols below; full-width ones come as their ASCII twins
    error,        ///< something already reported
    end,          ///< one at the end of every file
};

/// One token. Views point into the source or into text::Sources' interned texts; both outlive the tokens.
struct Token {
    TokenKind kind = TokenKind::end;
    Keyword keyword = Keyword::none_;  ///< for keyword and for name that is also a local keyword
    char symbol = 0;           ///< punctuation: one of : , ; . ( ) | + - * / { } [ ] < > = or L (<=) G (>=) N (!=);
                               ///< 、 and ， both come as ',', 。 as '.', ； as ';', × as '*', ÷ as '/'
    bool starts_line = false;  ///< the first token on its line
    bool quoted = false;       ///< a name in 「」
    std::string_view text;     ///< name or literal content (NFC), lexeme otherwise
    text::Span span;           ///< the whole lexeme with its quotes
};

/// A comment, kept apart for the printer.
struct Comment {
    text::Span span;  ///< from # to the end of the line, line end not included
    bool own_line = false;
};

struct Limits {
    std::size_t max_file_bytes = 64u << 20;
    std::size_t max_line_bytes = 1u << 20;
    std::size_t max_nesting = 200;  ///< depth of ( [ {
    std::size_t max_tokens = 20'000'000;
    std::size_t max_errors = 200;  ///< then one more that says so
};

struct Tokens {
    std::vector<Token> tokens;  ///< ends with one TokenKind::end
    std::vector<Comment> comments;
    std::vector<text::Diagnostic> diagnostics;
};

/// Never fails: what cannot be read becomes an error token and a diagnostic (FD00xx), and reading goes on behind it.
Tokens lex(text::FileId file, text::Sources& sources, const Limits& limits = {});
/// The same for a part of a file, the expression inside a text, say; spans are those of the whole file.
Tokens lex(text::Span part, text::Sources& sources, const Limits& limits = {});

}  // namespace fadu::syntax
