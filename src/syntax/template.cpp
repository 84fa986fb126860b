// Messages with 【expressions】 or {expressions} in them: the text is cut at its brackets and what stands inside is lexed
// and parsed in its place.
#include <string>

#include "syntax/grammar_state.hpp"

namespace fadu::syntax {

namespace {

struct Bracket {
    std::string_view open, close;
};
constexpr Bracket brackets[] = {{"【", "】"}, {"{", "}"}};

std::string unescape(std::string_view written) {
    std::string plain;
    for (std::size_t i = 0; i < written.size(); ++i) {
        if (written[i] == '\\' && i + 1 < written.size() && (written[i + 1] == '"' || written[i + 1] == '\\')) ++i;
        plain += written[i];
    }
    return plain;
}

class Reader {
  public:
    Reader(const Token& token, GrammarState& state) : state_(state), written_(state.sources->slice(token.span)) {
        result_.token = token;
        const bool curly = written_.starts_with("“") || !written_.starts_with('"');
        edge_ = curly ? std::string_view("“").size() : 1;
        escaped_ = written_.starts_with('"') && written_.find('\\') != std::string_view::npos;
    }

    Template read() {
        const std::size_t end = written_.size() - edge_;
        std::size_t literal = edge_;
        for (std::size_t at = edge_; at < end;) {
            const Bracket* bracket = opening(at);
            if (bracket == nullptr) {
                ++at;
                continue;
            }
            add_literal(literal, at);
            const std::size_t inside = at + bracket->open.size();
            const std::size_t close = written_.substr(0, end).find(bracket->close, inside);
            if (close == std::string_view::npos) {
                report("FD0106", at, inside, {"文本里的括号没有关上", "this bracket in the text is not closed"});
                literal = end;
                break;
            }
            add_expression(inside, close, at, close + bracket->close.size());
            literal = at = close + bracket->close.size();
        }
        add_literal(literal, end);
        return std::move(result_);
    }

  private:
    const Bracket* opening(std::size_t at) const {
        if (written_[at] != '{' && written_[at] != brackets[0].open.front()) return nullptr;
        for (const Bracket& bracket : brackets) {
            if (written_.substr(at).starts_with(bracket.open)) return &bracket;
        }
        return nullptr;
    }
    text::Span span(std::size_t begin, std::size_t end) const {
        const text::Span whole = result_.token.span;
        return {whole.file, whole.begin + static_cast<std::uint32_t>(begin),
                whole.begin + static_cast<std::uint32_t>(end)};
    }
    void report(const char* code, std::size_t begin, std::size_t end, text::Message message) {
        state_.diagnostics->push_back({code, text::Level::error, span(begin, end), std::move(message)});
    }
    void add_literal(std::size_t begin, std::size_t end) {
        if (begin >= end) return;
        std::string_view written = written_.substr(begin, end - begin);
        if (escaped_ && written.find('\\') != std::string_view::npos)
            written = state_.sources->intern(unescape(written));
        result_.pieces.push_back({written, std::nullopt});
    }
    void add_expression(std::size_t begin, std::size_t end, std::size_t open, std::size_t close) {
        Template::Piece& piece = result_.pieces.emplace_back();
        piece.expression.emplace();
        piece.expression->kind = ExpressionKind::error;
        piece.expression->span = span(begin, end);
        Tokens inside = lex(span(begin, end), *state_.sources, state_.limits);
        for (text::Diagnostic& diagnostic : inside.diagnostics) state_.diagnostics->push_back(std::move(diagnostic));
        if (inside.tokens.size() <= 1) {
            report("FD0105", open, close, {"括号里没有表达式", "there is no expression in these brackets"});
            return;
        }
        Expression expression;
        Token const* first = inside.tokens.data();
        if (read_template_expression(first, first + inside.tokens.size() - 1, state_, expression)) {
            piece.expression = std::move(expression);
        }
    }

    GrammarState& state_;
    std::string_view written_;
    Template result_;
    std::size_t edge_ = 0;
    bool escaped_ = false;
};

}  // namespace

Template read_template(const Token& token, GrammarState& state) { return Reader(token, state).read(); }

}  // namespace fadu::syntax
