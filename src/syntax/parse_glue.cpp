#include "syntax/parse_glue.hpp"

namespace fadu::syntax {

void split_glued_words(std::vector<Token>& tokens) {
    constexpr std::string_view to = "到";
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        Token& glued = tokens[i];
        if (tokens[i - 1].keyword != Keyword::rounded || glued.kind != TokenKind::name || glued.quoted) continue;
        if (!glued.text.starts_with(to) || glued.text.size() == to.size()) continue;
        Token unit = glued;
        unit.keyword = Keyword::none_;
        unit.starts_line = false;
        unit.text.remove_prefix(to.size());
        unit.span.begin += static_cast<std::uint32_t>(to.size());
        glued.kind = TokenKind::keyword;
        glued.keyword = Keyword::to_unit;
        glued.text = to;
        glued.span.end = unit.span.begin;
        tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1, unit);
    }
}

void release_section_names(std::vector<Token>& tokens) {
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        const Token& before = tokens[i - 1];
        Token& name = tokens[i];
        if (before.keyword != Keyword::score_section || before.quoted || !before.starts_line || name.starts_line)
            continue;
        if (name.kind != TokenKind::keyword || use_of(name.keyword) != KeywordUse::head) continue;
        name.kind = TokenKind::name;
        name.keyword = Keyword::none_;
    }
}

}  // namespace fadu::syntax
