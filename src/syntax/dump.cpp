// The tree as indented lines. Everything that same_meaning compares is here and nothing else, so that it is defined by it.
#include "fadu/syntax/dump.hpp"

#include <utility>

#include "fadu/syntax/print.hpp"
#include "syntax/print_units.hpp"

namespace fadu::syntax {

namespace {

constexpr std::string_view keyword_ids[] = {
    "none_",
#define FADU_KEYWORD(id, english, simplified, traditional, use) #id,
#include "fadu/syntax/keywords.def"
#undef FADU_KEYWORD
};
constexpr std::string_view expression_kinds[] = {
    "literal",        "name",     "word",       "its",       "path",          "aggregate",     "filter", "rounds",
    "pattern",        "happened", "quantified", "timed",     "end_of_period", "time",          "range",  "interval",
    "unary",          "binary",   "set",        "covers",    "relation",      "rounded",       "items",  "item",
    "includes_items", "call",     "any",        "otherwise", "compare_with",  "parenthesized", "empty",  "error"};
constexpr std::string_view clause_kinds[] = {
    "when",         "when_then",   "is",        "applies_to", "duty",     "without",  "except", "extension",
    "not_counting", "governed_by", "yields_to", "by",         "cites",    "reading",  "breach", "advise",
    "code",         "return_to",   "in_force",  "reason",     "prevails", "incurable"};
static_assert(std::size(expression_kinds) == static_cast<std::size_t>(ExpressionKind::error) + 1);
static_assert(std::size(clause_kinds) == static_cast<std::size_t>(ClauseKind::incurable) + 1);

std::string_view id(Keyword keyword) { return keyword_ids[static_cast<std::size_t>(keyword)]; }

class Dumper {
  public:
    std::string result;

    void file(const File& value) {
        for (const Declaration& declaration : value.declarations) {
            line(declaration.complete ? "" : "incomplete ", id(declaration.head.keyword));
            In in(*this);
            std::visit([&](const auto& body) { dump(body); }, declaration.body);
        }
    }

    void dump(const Expression& node) {
        start(expression_kinds[static_cast<std::size_t>(node.kind)]);
        if (node.token.kind != TokenKind::end && node.kind != ExpressionKind::filter) put(word(node.token, node.kind));
        if (node.mode != Keyword::none_) put(id(node.mode));
        if (node.hours) put("hours");
        if (node.low_open_word) put("low");
        if (node.high_within) put("within");
        finish();
        In in(*this);
        for (const Expression& child : node.children) dump(child);
    }

  private:
    struct In {
        Dumper& dumper;
        explicit In(Dumper& d) : dumper(d) { ++dumper.depth_; }
        ~In() { --dumper.depth_; }
    };

    void start(std::string_view text) {
        result.append(2 * depth_, ' ');
        result += text;
    }
    void put(std::string_view text) {
        result += ' ';
        result += text;
    }
    void finish() { result += '\n'; }
    template <typename... Parts>
    void line(const Parts&... parts) {
        start("");
        ((result += parts), ...);
        finish();
    }

    static std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }
    /// A token by its meaning: keywords by identifier, literals with their units in one spelling.
    static std::string word(const Token& token, ExpressionKind kind = ExpressionKind::literal) {
        switch (token.kind) {
            case TokenKind::end: return "-";
            case TokenKind::keyword: return std::string(id(token.keyword));
            case TokenKind::punctuation:
                if (token.keyword != Keyword::none_) return std::string(id(token.keyword));
                return std::string(1, token.symbol);
            case TokenKind::name:
                if (kind == ExpressionKind::binary || kind == ExpressionKind::time)
                    return std::string(id(token.keyword));
                return std::string(token.text);
            case TokenKind::text: return quoted(token.text);
            case TokenKind::title: return "《" + std::string(token.text) + "》";
            case TokenKind::item: return "（" + std::string(token.text) + "）";
            default: return rewrite_literal(token, Spelling::zh_hans);
        }
    }
    static std::string grade_or_word(const Token& token) {
        return token.keyword != Keyword::none_ ? std::string(id(token.keyword)) : word(token);
    }

    void names(std::string_view label, const std::vector<Name>& all) {
        if (all.empty()) return;
        start(label);
        for (const Name& name : all) put(name.text);
        finish();
    }
    void token(std::string_view label, const Token& value) {
        if (value.kind != TokenKind::end) line(label, " ", word(value));
    }
    void tokens(std::string_view label, const std::vector<Token>& all) {
        if (all.empty()) return;
        start(label);
        for (const Token& value : all) put(word(value));
        finish();
    }
    void keyword(std::string_view label, std::optional<Keyword> value) {
        if (value && *value != Keyword::none_) line(label, " ", id(*value));
    }
    void flag(std::string_view label, bool value) {
        if (value) line(label);
    }

    void dump(const Citation& value) {
        start("citation");
        if (value.title.kind != TokenKind::end) put("《" + std::string(value.title.text) + "》");
        if (value.version.kind != TokenKind::end) put("(" + word(value.version) + ")");
        for (const Token& article : value.articles) put(word(article));
        finish();
    }
    void dump(const Template& value) {
        line("message");
        In in(*this);
        for (const Template::Piece& piece : value.pieces) {
            if (piece.expression)
                dump(*piece.expression);
            else
                line(quoted(piece.literal));
        }
    }
    void dump(const Scope& value) {
        if (!value) return;
        start("for");
        put(value.record.text);
        if (value.binder) put("called " + std::string(value.binder.text));
        finish();
        In in(*this);
        for (const ScopeLevel& level : value.levels) {
            start(id(level.quantifier));
            put(level.collection.text);
            if (level.binder) put("called " + std::string(level.binder.text));
            finish();
        }
        if (value.grouping) dump(*value.grouping);
    }
    void dump(const Grouping& value) {
        start(id(value.pairs ? Keyword::each_pair : Keyword::each_group));
        for (const Name& key : value.keys) put(key.text);
        put("called " + std::string(value.first.text));
        if (value.second) put(value.second.text);
        finish();
        In in(*this);
        under("day", value.day);
        under("within", value.within);
    }
    void dump(const TypeName& value) {
        if (value.type == Keyword::none_ && !value.name && value.enumerators.empty()) return;
        start("type");
        if (value.list) put("list");
        if (value.range) put("range");
        if (value.type != Keyword::none_) put(id(value.type));
        if (value.name) put(value.name.text);
        for (const Name& enumerator : value.enumerators) put(enumerator.text);
        finish();
    }
    void dump(const Clause& value) {
        start(clause_kinds[static_cast<std::size_t>(value.kind)]);
        if (value.kind == ClauseKind::duty) put(id(value.head.keyword));
        for (const Token& token : value.words)
            put(value.kind == ClauseKind::breach || value.kind == ClauseKind::yields_to ? grade_or_word(token)
                                                                                        : word(token));
        finish();
        In in(*this);
        for (const Expression& expression : value.expressions) dump(expression);
        for (const Citation& citation : value.citations) dump(citation);
        if (value.message) dump(*value.message);
    }
    template <typename T>
    void all(const std::vector<T>& values) {
        for (const T& value : values) dump(value);
    }

    void dump(const Unreadable&) { line("unreadable"); }
    void dump(const Exception& value) {
        line("name ", value.name.text);
        start("target");
        put(id(value.target_kind));
        put(value.target.text);
        if (value.step) put("step " + std::string(value.step.text));
        if (value.row.kind != TokenKind::end) put("row " + word(value.row));
        finish();
        all(value.clauses);
    }
    void dump(const VerdictMention& value) {
        start("verdict");
        put(id(value.verdict));
        put(value.rule.text);
        if (value.step) put("step " + std::string(value.step.text));
        finish();
    }
    void dump(const Measured& value) {
        if (value.verdict) dump(*value.verdict);
        if (value.condition) dump(*value.condition);
    }
    template <typename T>
    void under(std::string_view label, const std::optional<T>& value) {
        if (!value) return;
        line(label);
        In in(*this);
        dump(*value);
    }
    void dump(const Indicator& value) {
        line("name ", value.name.text);
        dump(value.scope);
        for (const Measured& condition : value.when) under("when", std::optional(condition));
        keyword("measure", value.measure);
        token("quantile", value.quantile);
        under("what", value.what);
        under("value", value.value);
        token("from", value.from);
        token("until", value.until);
        under("period_by", value.period_by);
        for (const Expression& group : value.groups) under("group", std::optional(group));
        token("rounding_unit", value.rounding_unit);
        keyword("rounding_mode", value.rounding_mode);
        keyword("target_operator", value.target_operator);
        under("target", value.target);
        under("published", value.published);
        all(value.clauses);
    }
    void dump(const Deduction& value) {
        start("deduction");
        if (value.points.kind != TokenKind::end) put(word(value.points));
        if (value.grade != Keyword::none_) put(id(value.grade));
        if (value.each) put("each");
        finish();
        In in(*this);
        if (value.what) dump(*value.what);
    }
    void dump(const Scorecard& value) {
        line("name ", value.name.text);
        dump(value.scope);
        token("total", value.total);
        for (const ScoreSection& section : value.sections) {
            line("section ", section.name.text);
            In in(*this);
            token("cap", section.cap);
            all(section.deductions);
        }
        if (!value.vetoes.empty()) {
            line("vetoes");
            In in(*this);
            all(value.vetoes);
        }
        for (const ScoreGrade& grade : value.grades) {
            line("grade ", grade.name.text);
            In in(*this);
            token("at_least", grade.at_least);
        }
        all(value.clauses);
    }
    void dump(const StateTable& value) {
        line("name ", value.name.text);
        dump(value.scope);
        if (value.initial) line("initial ", value.initial.text);
        for (const Transition& transition : value.transitions) {
            line("transition");
            In in(*this);
            names("from", transition.from);
            under("upon", transition.upon);
            under("after", transition.after);
            line("to ", transition.to.text);
        }
        names("final", value.final_states);
        all(value.clauses);
    }
    void dump(const RulebookHead& value) {
        line("name ", value.name.text);
        token("version", value.version);
        token("territory", value.territory);
        token("maintainer", value.maintainer);
        token("zone", value.zone);
        keyword("same_day", value.same_day);
    }
    void dump(const Use& value) { token("path", value.path); }
    void dump(const Source& value) {
        line("title 《", value.title.text, "》");
        token("version", value.version);
        keyword("rank", value.rank);
        token("issued_by", value.issued_by);
        token("number", value.number);
        token("from", value.in_force_from);
        token("until", value.in_force_until);
        tokens("articles", value.articles);
        for (const Source::Counting& counting : value.countings) {
            start("counting");
            if (counting.every_number) put("every_number");
            for (const Token& number : counting.numbers) put(word(number));
            if (counting.within) put("within");
            put(id(counting.as));
            finish();
        }
        keyword("roll", value.roll);
        if (!value.bounds.empty()) {
            start("bounds");
            for (const Token& bound : value.bounds) put(id(bound.keyword));
            finish();
        }
        keyword("backward", value.backward);
        keyword("same_day", value.same_day);
        keyword("in_transit", value.in_transit);
    }
    void dump(const Kind& value) {
        line("name ", value.name.text);
        flag("ascending", value.ascending);
        names("enumerators", value.enumerators);
    }
    void dump(const Field& value) {
        line("field ", value.name.text);
        In in(*this);
        dump(value.type);
        flag("key", value.key);
        flag("required", value.required);
        flag("may_be_none", value.may_be_none);
        flag("may_be_unascertainable", value.may_be_unascertainable);
        flag("found", value.found);
        flag("curable", value.curable);
        if (value.default_value) {
            line("default");
            In deeper(*this);
            dump(*value.default_value);
        }
        token("burden", value.burden);
        tokens("aliases", value.aliases);
    }
    void dump(const Event& value) {
        names("event", value.names);
        In in(*this);
        flag("once", value.once);
        flag("lasting", value.lasting);
        names("classes", value.classes);
        names("voids", value.voids);
        tokens("aliases", value.aliases);
        all(value.fields);
    }
    void dump(const Record& value) {
        line("name ", value.name.text);
        all(value.fields);
        all(value.events);
    }
    void dump(const Parameter& value) {
        line("name ", value.name.text);
        dump(value.type);
        if (value.value) {
            line("value");
            In in(*this);
            dump(*value.value);
        }
        all(value.clauses);
    }
    void dump(const Define& value) {
        line("name ", value.name.text);
        dump(value.type);
        dump(value.scope);
        all(value.clauses);
    }
    template <typename T>
    void scoped(const T& value) {
        line("name ", value.name.text);
        dump(value.scope);
        all(value.clauses);
    }
    void dump(const Rule& value) { scoped(value); }
    void dump(const Deem& value) { scoped(value); }
    void dump(const Procedure& value) {
        scoped(value);
        for (const Step& step : value.steps) {
            line("step ", step.name.text);
            In in(*this);
            names("after", step.after);
            all(step.clauses);
        }
    }
    void dump(const List& value) {
        line("name ", value.name.text);
        dump(value.scope);
        keyword("policy", value.policy);
        if (value.cap) {
            line("cap");
            In in(*this);
            dump(*value.cap);
        }
        flag("unascertainable_takes_lowest", value.unascertainable_takes_lowest);
        token("file", value.file);
        dump(value.result_type);
        for (const ListColumn& column : value.columns) {
            line(column.result ? "result" : column.citation ? "citation" : "column");
            In in(*this);
            if (!column.result && !column.citation) dump(column.expression);
            dump(column.result_type);
        }
        for (const ListRow& row : value.rows) {
            line(row.otherwise ? "rest" : "row");
            In in(*this);
            all(row.cells);
            all(row.citations);
        }
        all(value.clauses);
    }
    void dump(const Untranslatable& value) {
        dump(value.citation);
        all(value.more);
        if (value.binder) line("called ", value.binder.text);
        all(value.clauses);
    }
    void dump(const ExampleEntry& value) {
        start("entry");
        put(value.name.text);
        if (value.planned) put("planned");
        const auto day = [](const Token& token) {
            return token.keyword == Keyword::some_day ? std::string(id(Keyword::some_day)) : std::string(word(token));
        };
        if (value.begin.kind != TokenKind::end) put(day(value.begin));
        if (value.end.kind != TokenKind::end) put("to " + day(value.end));
        if (value.label) put("label " + std::string(value.label.text));
        finish();
        In in(*this);
        all(value.values);
        for (const auto& record : value.records) {
            line("record");
            In deeper(*this);
            all(record);
        }
    }
    void dump(const Expectation& value) {
        start(value.negative ? "expect_no" : "expect");
        put(id(value.verdict));
        put(value.rule.text);
        if (value.step) put("step " + std::string(value.step.text));
        if (value.grade) put("grade " + std::string(id(find_keyword(value.grade.text).value_or(Keyword::none_))));
        if (value.late.kind != TokenKind::end) put("late " + word(value.late));
        if (value.due.kind != TokenKind::end) put("due " + word(value.due));
        if (value.missing.kind != TokenKind::end) put("missing " + word(value.missing));
        finish();
    }
    void dump(const Example& value) {
        line("name ", value.name.text);
        dump(value.scope);
        flag("incomplete", value.incomplete);
        token("file", value.file);
        all(value.entries);
        token("as_of", value.as_of);
        all(value.expectations);
    }

    std::size_t depth_ = 0;
};

}  // namespace

std::string dump(const File& file) {
    Dumper dumper;
    dumper.file(file);
    return std::move(dumper.result);
}
std::string dump(const Expression& expression) {
    Dumper dumper;
    dumper.dump(expression);
    return std::move(dumper.result);
}

bool same_meaning(const File& a, const File& b) { return dump(a) == dump(b); }

}  // namespace fadu::syntax
