// The tree's say in the printing: which tokens begin a line, and how far in.
#include "syntax/print_layout.hpp"

#include <algorithm>

#include "syntax/grammar_state.hpp"

namespace fadu::syntax {

namespace {

class Walker {
  public:
    Walker(const Declaration& declaration, const File& file, const text::Sources& sources)
        : declaration_(declaration), file_(file), sources_(sources) {
        const std::size_t count = declaration.end_token - declaration.first_token;
        layout_.breaks.assign(count, Layout::no_break);
        layout_.glued.assign(count, false);
        layout_.parts_entries.assign(count, false);
        if (count > 0) layout_.breaks[0] = 0;
    }

    Layout run() {
        std::visit([&](const auto& body) { walk(body); }, declaration_.body);
        return std::move(layout_);
    }

  private:
    const Token& at(std::size_t index) const { return file_.tokens[declaration_.first_token + index]; }
    std::size_t count() const { return layout_.breaks.size(); }

    /// The token that begins at or behind an offset, counted from the declaration's first.
    std::size_t find(std::uint32_t offset) const {
        const auto begin = file_.tokens.begin() + static_cast<std::ptrdiff_t>(declaration_.first_token);
        const auto end = begin + static_cast<std::ptrdiff_t>(count());
        const auto found = std::lower_bound(
            begin, end, offset, [](const Token& token, std::uint32_t value) { return token.span.begin < value; });
        return static_cast<std::size_t>(found - begin);
    }
    void line(text::Span span, int indent) {
        const std::size_t index = find(span.begin);
        if (index < count() && index > 0) layout_.breaks[index] = indent;
    }

    void walk(const Expression& node, int indent) {
        if (node.kind == ExpressionKind::item) line(node.span, indent + 2);
        if (node.kind == ExpressionKind::call) {
            const std::size_t index = find(node.span.begin) + 1;
            if (index < count()) layout_.glued[index] = true;
        }
        for (const Expression& child : node.children) walk(child, indent);
    }
    void walk(const Clause& clause, int indent) {
        line(clause.span, indent);
        for (const Expression& expression : clause.expressions) walk(expression, indent);
    }
    void walk(const std::vector<Clause>& clauses, int indent) {
        for (const Clause& clause : clauses) walk(clause, indent);
    }
    void walk(const TypeName& type) {
        if (!type.range) return;
        std::size_t index = find(type.span.begin);
        if (type.list) ++index;
        if (index < count()) layout_.ranges.emplace(index, &type);
    }
    void walk(const Field& field, int indent) {
        line(field.span, indent);
        walk(field.type);
        if (field.default_value) walk(*field.default_value, indent);
    }

    void walk(const Unreadable&) {}
    void walk(const Exception& exception) { walk(exception.clauses, 2); }
    void walk(const Measured& measured) {
        if (measured.condition) walk(*measured.condition, 2);
    }
    void walk(const std::optional<Expression>& expression) {
        if (expression) walk(*expression, 2);
    }
    void walk(const Indicator& indicator) {
        lines(starts_indicator_line, 2);
        for (const Measured& condition : indicator.when) walk(condition);
        if (indicator.what) walk(*indicator.what);
        walk(indicator.value);
        walk(indicator.period_by);
        for (const Expression& group : indicator.groups) walk(group, 2);
        walk(indicator.target);
        walk(indicator.published);
        walk(indicator.clauses, 2);
    }
    void walk(const Scorecard& scorecard) {
        lines(starts_scorecard_line, 2);
        for (const ScoreSection& section : scorecard.sections) {
            for (const Deduction& deduction : section.deductions) line(deduction.span, section.name ? 4 : 2);
        }
        walk(scorecard.clauses, 2);
    }
    void walk(const StateTable& table) {
        lines(starts_state_line, 2);
        for (const Transition& transition : table.transitions) {
            walk(transition.upon);
            walk(transition.after);
        }
        walk(table.clauses, 2);
    }
    /// A line for each that the declaration was read by.
    void lines(bool (*starts)(const Token*), int indent) {
        for (std::size_t i = 1; i < count(); ++i) {
            const bool listed = at(i - 1).kind == TokenKind::punctuation && at(i - 1).symbol == ',';
            if (at(i).starts_line && !listed && starts(&at(i))) layout_.breaks[i] = indent;
        }
    }
    void walk(const RulebookHead&) {}
    void walk(const Use&) {}
    void walk(const Kind&) {}
    void walk(const Source&) {
        for (std::size_t i = 1; i < count(); ++i) {
            if (at(i).kind != TokenKind::keyword) continue;
            switch (at(i).keyword) {
                case Keyword::no_roll:
                    if (at(i - 1).keyword == Keyword::roll) break;
                    [[fallthrough]];
                case Keyword::rank:
                case Keyword::issued_by:
                case Keyword::number:
                case Keyword::in_force:
                case Keyword::articles:
                case Keyword::counting:
                case Keyword::roll:
                case Keyword::bounds:
                case Keyword::backward:
                case Keyword::same_day:
                case Keyword::in_transit: layout_.breaks[i] = 2; break;
                default: break;
            }
        }
    }
    void walk(const Record& record) {
        for (const Field& field : record.fields) walk(field, 2);
        for (const Event& event : record.events) {
            line(event.span, 2);
            for (const Field& field : event.fields) walk(field, 4);
        }
    }
    void walk(const Parameter& parameter) {
        walk(parameter.type);
        if (parameter.value) walk(*parameter.value, 0);
        walk(parameter.clauses, 2);
    }
    void walk(const Define& define) {
        walk(define.type);
        walk(define.clauses, 2);
    }
    void walk(const Rule& rule) { walk(rule.clauses, 2); }
    void walk(const Deem& deem) { walk(deem.clauses, 2); }
    void walk(const Untranslatable& untranslatable) { walk(untranslatable.clauses, 2); }
    void walk(const Procedure& procedure) {
        walk(procedure.clauses, 2);
        for (const Step& step : procedure.steps) {
            line(step.span, 2);
            walk(step.clauses, 4);
        }
    }
    void walk(const List& list) {
        walk(list.result_type);
        for (const ListColumn& column : list.columns) {
            walk(column.result_type);
            walk(column.expression, 0);
        }
        for (const ListRow& row : list.rows) {
            for (const Expression& cell : row.cells) walk(cell, 0);
        }
        walk(list.clauses, 2);
        bool in_head = true;
        for (std::size_t i = 1; i < count(); ++i) {
            const Token& token = at(i);
            in_head = in_head && layout_.breaks[i] == Layout::no_break;
            const bool row = token.kind == TokenKind::punctuation && token.symbol == '|' && token.starts_line;
            const bool lowest =
                token.keyword == Keyword::unascertainable && i + 1 < count() && at(i + 1).keyword == Keyword::take;
            const bool file = token.keyword == Keyword::from_file && token.kind == TokenKind::keyword;
            const bool policy =
                token.keyword == Keyword::take && !in_head && at(i - 1).keyword != Keyword::unascertainable;
            if (row || lowest || file || policy) {
                layout_.breaks[i] = 2;
                in_head = false;
            }
        }
    }

    void walk(const ExampleEntry& entry) {
        for (const Expression& value : entry.values) walk(value, 0);
        for (const auto& record : entry.records) {
            for (const ExampleEntry& inner : record) {
                const std::size_t index = find(inner.span.begin);
                if (index > 0 && index < count() && at(index - 1).symbol == ',')
                    layout_.parts_entries[index - 1] = true;
                walk(inner);
            }
        }
    }
    /// Who belongs to whom in an example shows in its indentation, so that is kept, in steps of two.
    void walk(const Example& example) {
        std::vector<text::Span> lines;
        for (const ExampleEntry& entry : example.entries) {
            lines.push_back(entry.span);
            walk(entry);
        }
        for (const Expectation& expectation : example.expectations) lines.push_back(expectation.span);
        for (std::size_t i = 1; i < count(); ++i) {
            const Token& token = at(i);
            if (token.kind != TokenKind::keyword) continue;
            const bool own = token.keyword == Keyword::case_ || token.keyword == Keyword::as_of ||
                             (token.keyword == Keyword::incomplete && token.starts_line);
            if (own) lines.push_back(token.span);
        }
        std::sort(lines.begin(), lines.end());
        std::vector<std::size_t> columns;
        for (text::Span span : lines) {
            const std::size_t index = find(span.begin);
            if (index >= count()) continue;
            if (at(index).starts_line) {
                const std::size_t column = sources_[file_.id].position(span.begin).column;
                while (!columns.empty() && columns.back() >= column) columns.pop_back();
                columns.push_back(column);
            }
            layout_.breaks[index] = 2 * static_cast<int>(std::max<std::size_t>(columns.size(), 1));
        }
    }

    const Declaration& declaration_;
    const File& file_;
    const text::Sources& sources_;
    Layout layout_;
};

}  // namespace

Layout lay_out(const Declaration& declaration, const File& file, const text::Sources& sources) {
    return Walker(declaration, file, sources).run();
}

}  // namespace fadu::syntax
