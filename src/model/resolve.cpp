#include "fadu/model/resolve.hpp"

#include <algorithm>

#include "model/resolver.hpp"

namespace fadu::model {

Resolved resolve(const std::vector<syntax::File>& files, text::Sources& sources, const FileReader& read_file) {
    return detail::Resolver(files, sources, read_file).run();
}

}  // namespace fadu::model

namespace fadu::model::detail {

Resolved Resolver::run() {
    collect_unreadable();
    collect_heads();
    collect_kinds();
    resolve_sources();
    check_versions();
    resolve_records();
    resolve_untranslatables();
    collect_deems();
    collect_globals();
    resolve_parameters();
    resolve_lists();
    resolve_definitions();
    resolve_deems();
    resolve_norms();
    resolve_exceptions();
    make_slots();
    taint();
    resolve_figures();
    order_evaluations();
    text::sort(diagnostics_);
    // A clause of a step is looked at for the step and again for its duties: what is wrong in it is said once.
    const auto same = [](const text::Diagnostic& a, const text::Diagnostic& b) {
        return a.code == b.code && a.span == b.span && a.message.zh == b.message.zh;
    };
    diagnostics_.erase(std::unique(diagnostics_.begin(), diagnostics_.end(), same), diagnostics_.end());
    return {std::move(book_), std::move(diagnostics_)};
}

text::Diagnostic& Resolver::report(text::Level level, std::string code, Span span, std::string zh, std::string en) {
    text::Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.level = level;
    diagnostic.span = span;
    diagnostic.message = {std::move(zh), std::move(en)};
    diagnostics_.push_back(std::move(diagnostic));
    return diagnostics_.back();
}

void Resolver::suggest(text::Diagnostic& diagnostic, Span span, std::string_view word,
                       const std::vector<std::string>& candidates) {
    const auto near = text::nearest(word, candidates);
    if (!near) return;
    diagnostic.help = {fmt::format("是不是“{}”？", *near), fmt::format("did you mean “{}”?", *near)};
    diagnostic.fix = text::Fix{span, *near, {"最相近的名称", "the nearest name"}};
}

Word Resolver::words(const Type& type) const {
    const auto plain = [](TypeKind kind) -> std::string {
        switch (kind) {
            case TypeKind::nothing: return "nothing";
            case TypeKind::boolean: return "a yes-or-no condition";
            case TypeKind::integer: return "an integer";
            case TypeKind::decimal: return "a number";
            case TypeKind::ratio: return "a ratio";
            case TypeKind::money: return "an amount of money";
            case TypeKind::text: return "a text";
            case TypeKind::date: return "a date";
            case TypeKind::moment: return "a moment";
            case TypeKind::span: return "a period";
            case TypeKind::duration: return "a length of time";
            case TypeKind::interval: return "a beginning and an end";
            case TypeKind::enumeration: return "one of a kind's values";
            case TypeKind::record: return "a record";
            case TypeKind::occurrence: return "an event";
            case TypeKind::gap: return "an interruption";
            case TypeKind::list: return "a list";
            case TypeKind::range: return "a range";
        }
        return "";
    };
    const auto in_english = [&](const Type& one) -> std::string {
        switch (one.kind) {
            case TypeKind::enumeration: return fmt::format("a value of “{}”", book_.type_name(one));
            case TypeKind::record: return fmt::format("a record “{}”", book_.type_name(one));
            case TypeKind::occurrence:
                if (one.owner < 0 || one.index < 0) return "an event";
                return fmt::format("an event “{}”", book_.records[at(one.owner)].events[at(one.index)].name);
            default: return plain(one.kind);
        }
    };
    std::string en = in_english(type);
    if (type.kind == TypeKind::list) en = "a list (each: " + in_english(type.element_type()) + ")";
    const auto named = [&](const Type& one) -> std::string {
        const std::string name = book_.type_name(one);
        switch (one.kind) {
            case TypeKind::boolean: return "条件（是或者否）";
            case TypeKind::enumeration: return fmt::format("“{}”的值", name);
            case TypeKind::record: return fmt::format("记录“{}”", name);
            case TypeKind::occurrence:
                if (one.owner < 0 || one.index < 0) return "事件";
                return fmt::format("事件“{}”", book_.records[at(one.owner)].events[at(one.index)].name);
            default: return name;
        }
    };
    if (type.kind == TypeKind::list) return {fmt::format("列表（每个是{}）", named(type.element_type())), en};
    return {named(type), en};
}

Expression make(Operation operation, Type type, Span span, std::vector<Expression> arguments) {
    Expression expression;
    expression.operation = operation;
    expression.type = type;
    expression.span = span;
    expression.arguments = std::move(arguments);
    return expression;
}

Expression make_constant(Constant constant, Type type, Span span) {
    Expression expression = make(Operation::constant, type, span);
    expression.constant = std::move(constant);
    return expression;
}

std::size_t at(int index) { return static_cast<std::size_t>(index); }

bool is_timelike(const Type& type) {
    return type.kind == TypeKind::date || type.kind == TypeKind::moment || type.kind == TypeKind::occurrence;
}

const tree::Expression& bare(const tree::Expression& e) {
    const tree::Expression* inner = &e;
    while (inner->kind == ExpressionKind::parenthesized && !inner->children.empty()) inner = &inner->children.front();
    return *inner;
}

Keyword operator_of(const tree::Token& token) {
    if (token.kind != TokenKind::punctuation) return token.keyword;
    switch (token.symbol) {
        case '<': return Keyword::less;
        case '>': return Keyword::more;
        case 'L': return Keyword::not_more;
        case 'G': return Keyword::not_less;
        case '=': return Keyword::is;
        case 'N': return Keyword::is_not;
        default: return Keyword::none_;
    }
}

}  // namespace fadu::model::detail
