// "应为……，这里却是……": what the grammar expected and what it met, in the author's own language, at the place where the
// mistake is.
#include <array>
#include <charconv>
#include <string>

#include "syntax/grammar_state.hpp"

namespace fadu::syntax {

namespace {

/// One phrase of an expectation: "zh|en" or "#n" for a keyword as the author would write it.
text::Message phrase(std::string_view written, Spelling author) {
    if (written.starts_with('#')) {
        int number = 0;
        std::from_chars(written.data() + 1, written.data() + written.size(), number);
        const std::string quoted = "“" + std::string(spelling(static_cast<Keyword>(number), author)) + "”";
        return {quoted, quoted};
    }
    // The bar between the languages is the one in the middle: “|”|“|” names a bar.
    std::size_t bar = written.find('|');
    if (written.starts_with("“|”")) bar = std::string_view("“|”").size();
    if (bar == std::string_view::npos) return {std::string(written), std::string(written)};
    return {std::string(written.substr(0, bar)), std::string(written.substr(bar + 1))};
}

text::Message expectation(std::string_view expected, Spelling author) {
    constexpr std::size_t most = 8;
    std::vector<text::Message> all;
    while (!expected.empty()) {
        const std::size_t end = std::min(expected.find('\x1f'), expected.size());
        text::Message next = phrase(expected.substr(0, end), author);
        bool known = next.empty();
        for (const text::Message& other : all) known = known || other.zh == next.zh;
        if (!known) all.push_back(std::move(next));
        expected.remove_prefix(std::min(end + 1, expected.size()));
    }
    text::Message joined;
    for (std::size_t i = 0; i < all.size() && i < most; ++i) {
        const bool last = i + 1 == all.size();
        joined.zh += (i == 0 ? "" : last ? "或者" : "、") + all[i].zh;
        joined.en += (i == 0 ? "" : last ? " or " : ", ") + all[i].en;
    }
    if (all.size() > most) joined.zh += "等", joined.en += " …";
    return joined;
}

struct Everyday {
    std::string_view word;
    Keyword keyword;
};
/// Words of everyday writing, and the keyword that statutes have for them.
constexpr std::array everyday{
    Everyday{"大于", Keyword::more},         Everyday{"高于", Keyword::more},
    Everyday{"多于", Keyword::more},         Everyday{"大於", Keyword::more},
    Everyday{"高於", Keyword::more},         Everyday{"多於", Keyword::more},
    Everyday{"小于", Keyword::less},         Everyday{"低于", Keyword::less},
    Everyday{"少于", Keyword::less},         Everyday{"小於", Keyword::less},
    Everyday{"低於", Keyword::less},         Everyday{"少於", Keyword::less},
    Everyday{"大于等于", Keyword::not_less}, Everyday{"不小于", Keyword::not_less},
    Everyday{"不低于", Keyword::not_less},   Everyday{"大於等於", Keyword::not_less},
    Everyday{"不小於", Keyword::not_less},   Everyday{"不低於", Keyword::not_less},
    Everyday{"小于等于", Keyword::not_more}, Everyday{"不大于", Keyword::not_more},
    Everyday{"不高于", Keyword::not_more},   Everyday{"小於等於", Keyword::not_more},
    Everyday{"不大於", Keyword::not_more},   Everyday{"不高於", Keyword::not_more},
    Everyday{"不多于", Keyword::not_more},   Everyday{"不多於", Keyword::not_more},
    Everyday{"等于", Keyword::is},           Everyday{"等於", Keyword::is},
    Everyday{"不等于", Keyword::is_not},     Everyday{"不等於", Keyword::is_not},
    Everyday{"如果", Keyword::when},         Everyday{"若", Keyword::when},
    Everyday{"或者", Keyword::or_},          Everyday{"并且", Keyword::and_},
    Everyday{"並且", Keyword::and_},         Everyday{"而且", Keyword::and_},
    Everyday{"必须", Keyword::must},         Everyday{"必須", Keyword::must},
    Everyday{"应", Keyword::must},           Everyday{"應", Keyword::must},
    Everyday{"禁止", Keyword::must_not},     Everyday{"起", Keyword::from_the_day},
};

/// Says how a statute would put an everyday word.
void suggest_keyword(text::Diagnostic& diagnostic, const Token& token, Spelling author) {
    if (token.kind != TokenKind::name || token.quoted) return;
    for (const Everyday& known : everyday) {
        if (known.word != token.text) continue;
        const std::string written(spelling(known.keyword, author));
        diagnostic.help = {"写“" + written + "”", "write “" + written + "”"};
        diagnostic.fix = text::Fix{token.span, written, {"法条的写法", "as statutes write it"}};
        return;
    }
}

}  // namespace

text::Message describe(Token const& token, const GrammarState& state) {
    constexpr std::size_t most = 60;
    std::string written(state.sources->slice(token.span));
    if (written.size() > most) {
        std::size_t cut = most;
        while (cut > 0 && (static_cast<unsigned char>(written[cut]) & 0xC0u) == 0x80u) --cut;
        written = written.substr(0, cut) + "…";
    }
    if (token.kind == TokenKind::text || token.kind == TokenKind::title) return {written, written};
    return {"“" + written + "”", "“" + written + "”"};
}

bool is_first(Token const* at, bool already, GrammarState& state) {
    if (!already) return true;
    const text::Message met = describe(*at, state);
    state.diagnostics->push_back({"FD0117",
                                  text::Level::error,
                                  at->span,
                                  {met.zh + "写了两次", met.en + " is written twice"},
                                  {},
                                  {"只留一行", "keep one line"},
                                  {}});
    return false;
}

void report_expectation(GrammarState& state, Token const* where, Token const* first, Token const* last,
                        std::string_view expected) {
    // What the lexer could not read is already reported.
    if (where != last && where->kind == TokenKind::error) return;
    const text::Message wanted = expectation(expected, state.author);
    text::Diagnostic diagnostic;
    diagnostic.code = "FD0102";
    // Where the line might as well have ended, the mistake is what begins the next one.
    const bool may_end = expected.find("行末") != std::string_view::npos;
    const bool at_end = where == last || (where != first && where->starts_line && !may_end);
    if (at_end && where != first) {
        const text::Span before = (where - 1)->span;
        diagnostic.span = {before.file, before.end, before.end};
        diagnostic.message = {"应为" + wanted.zh + "，这里却结束了", "expected " + wanted.en + ", but it ends here"};
        if (where != last) {
            const text::Message met = describe(*where, state);
            diagnostic.message = {"应为" + wanted.zh + "，下一行却是" + met.zh,
                                  "expected " + wanted.en + ", but the next line begins with " + met.en};
        }
    } else {
        const text::Message met = describe(*where, state);
        diagnostic.span = where->span;
        diagnostic.message = {"应为" + wanted.zh + "，这里却是" + met.zh,
                              "expected " + wanted.en + ", found " + met.en};
        if (where->kind == TokenKind::keyword) {
            diagnostic.help = {met.zh + "是关键词；作名称用时写在「」里",
                               met.en + " is a keyword; as a name it stands in 「」"};
        } else {
            suggest_keyword(diagnostic, *where, state.author);
        }
    }
    state.diagnostics->push_back(std::move(diagnostic));
}

}  // namespace fadu::syntax
