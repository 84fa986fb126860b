#include "edits.hpp"

#include <algorithm>

namespace fadu::differential {
namespace {

using syntax::Expression;
using syntax::ExpressionKind;

class Collector {
  public:
    explicit Collector(const Loaded& loaded) : loaded_(loaded) {}

    std::vector<Edit> all() {
        for (const syntax::Declaration& one : loaded_.files.front().declarations) {
            drop(one.span);
            std::visit([this](const auto& body) { of(body); }, one.body);
        }
        std::stable_sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) {
            return a.end - a.begin - a.replacement.size() > b.end - b.begin - b.replacement.size();
        });
        return std::move(edits_);
    }

  private:
    std::string slice(text::Span span) const { return std::string(loaded_.sources.slice(span)); }
    void drop(text::Span span) { replace(span, ""); }
    void replace(text::Span span, std::string by) {
        if (span.end > span.begin + by.size()) edits_.push_back({span.begin, span.end, std::move(by)});
    }

    void expression(const Expression& one) {
        if (one.children.empty()) {
            if (one.kind == ExpressionKind::name || one.kind == ExpressionKind::path) replace(one.span, "是");
            return;
        }
        for (const Expression& child : one.children) {
            replace(one.span, slice(child.span));
            if (child.kind == ExpressionKind::item) drop(child.span);
            expression(child);
        }
        if (one.kind == ExpressionKind::pattern) replace(one.span, slice(one.children.front().span));
        if (one.kind != ExpressionKind::item && one.kind != ExpressionKind::time) {
            replace(one.span, "是");
            replace(one.span, "否");
        }
    }

    void clauses(const std::vector<syntax::Clause>& all) {
        for (const syntax::Clause& one : all) {
            drop(one.span);
            for (const Expression& part : one.expressions) {
                if (part.kind == ExpressionKind::time) drop(part.span);
                expression(part);
            }
            if (one.message) replace(one.message->token.span, "“”");
            if (one.message)
                for (const auto& piece : one.message->pieces)
                    if (piece.expression) expression(*piece.expression);
            for (const syntax::Citation& citation : one.citations) drop(citation.span);
        }
    }

    void scope(const syntax::Scope& one) {
        for (const syntax::ScopeLevel& level : one.levels) drop(level.span);
        // 的 before a level goes with it.
        if (!one.levels.empty()) {
            const std::uint32_t end = one.levels.front().span.begin;
            edits_.push_back({end - 4, one.levels.back().span.end, ""});
            if (one.levels.size() > 1)
                edits_.push_back({one.levels.back().span.begin - 4, one.levels.back().span.end, ""});
        }
    }

    void fields(const std::vector<syntax::Field>& all) {
        for (const syntax::Field& one : all) {
            drop(one.span);
            edits_.push_back({one.type.span.end, one.span.end, ""});  // its marks
        }
    }

    void of(const syntax::Record& one) {
        fields(one.fields);
        for (const syntax::Event& event : one.events) {
            drop(event.span);
            fields(event.fields);
            if (!event.names.empty() && event.span.end > event.names.back().span.end)
                edits_.push_back({event.names.back().span.end, event.span.end, ""});
        }
    }
    void of(const syntax::Source& one) {
        if (one.rank_span.end > one.rank_span.begin) line(one.rank_span);
        for (const syntax::Source::Counting& counting : one.countings) line(counting.span);
        // The other attributes stand on lines of their own.
        lines_after(one.title.span);
    }
    void of(const syntax::RulebookHead& one) { lines_after(one.name.span); }
    void of(const syntax::Kind&) {}
    void of(const syntax::Parameter& one) {
        if (one.value) expression(*one.value);
        clauses(one.clauses);
    }
    void of(const syntax::Define& one) { clauses(one.clauses); }
    void of(const syntax::Rule& one) {
        scope(one.scope);
        clauses(one.clauses);
    }
    void of(const syntax::Deem& one) { clauses(one.clauses); }
    void of(const syntax::Procedure& one) {
        clauses(one.clauses);
        for (const syntax::Step& step : one.steps) {
            drop(step.span);
            clauses(step.clauses);
            if (!step.after.empty()) {
                const text::Span names{step.span.file, step.after.front().span.begin, step.after.back().span.end};
                line(names);
                const std::string head = "步骤 " + std::string(step.name.text);
                edits_.push_back({step.span.begin, line_end(step.after.back().span.end), head});
            }
        }
    }
    void of(const syntax::List& one) {
        for (const syntax::ListRow& row : one.rows) {
            line(row.span);
            for (const Expression& cell : row.cells) {
                replace(cell.span, "不限");
                if (cell.kind == ExpressionKind::set) expression(cell);
            }
        }
        clauses(one.clauses);
        // One column at a time, from every row.
        for (const syntax::ListColumn& column : one.columns) expression(column.expression);
    }
    void of(const syntax::Exception& one) { clauses(one.clauses); }
    void of(const syntax::StateTable& one) {
        for (const syntax::Transition& transition : one.transitions) {
            line(transition.span);
            if (transition.upon) expression(*transition.upon);
            if (transition.after) expression(*transition.after);
        }
        clauses(one.clauses);
    }
    template <typename Other>
    void of(const Other&) {}

    const std::string_view text() const { return loaded_.sources[0].text(); }
    std::uint32_t line_begin(std::uint32_t at) const {
        const auto found = text().rfind('\n', at == 0 ? 0 : at - 1);
        return found == std::string_view::npos ? 0 : static_cast<std::uint32_t>(found) + 1;
    }
    std::uint32_t line_end(std::uint32_t at) const {
        return static_cast<std::uint32_t>(std::min(text().find('\n', at), text().size()));
    }
    void line(text::Span span) { edits_.push_back({line_begin(span.begin), line_end(span.end), ""}); }
    /// Each line that follows until one that is not indented.
    void lines_after(text::Span head) {
        std::uint32_t at = line_end(head.end);
        while (at + 1 < text().size() && text()[at + 1] == ' ') {
            const std::uint32_t end = line_end(at + 1);
            edits_.push_back({at, end, ""});
            at = end;
        }
    }

    const Loaded& loaded_;
    std::vector<Edit> edits_;
};

}  // namespace

std::vector<Edit> edits_of(const Loaded& loaded) { return Collector(loaded).all(); }

std::string applied(const std::string& text, const Edit& edit) {
    return text.substr(0, edit.begin) + edit.replacement + text.substr(edit.end);
}

}  // namespace fadu::differential
