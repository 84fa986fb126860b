// The rules that the parts of the grammar share, and the small actions that build nodes. Internal to grammar_*.cpp; the
// names of rules are what users are told after 应为.
#pragma once

#include "syntax/grammar_terminals.hpp"

namespace fadu::syntax::grammar {

inline text::Span reach(text::Span from, text::Span to) { return text::join(from, to); }

/// Writes the span of what was read into the rule's node. (on_success would do, but rules with actions do not hand it
/// their node in Boost 1.81.)
template <typename Subject>
struct Spanned : x3::unary_parser<Subject, Spanned<Subject>> {
    static bool const is_pass_through_unary = true;
    constexpr explicit Spanned(Subject const& subject) : x3::unary_parser<Subject, Spanned<Subject>>(subject) {}
    template <typename C, typename Node, typename A>
    bool parse(Iterator& first, Iterator const& last, C const& context, Node& node, A& attribute) const {
        Iterator const begin = first;
        if (!this->subject.parse(first, last, context, node, attribute)) return false;
        node.span = begin == first ? text::Span{begin->span.file, begin->span.begin, begin->span.begin}
                                   : reach(begin->span, (first - 1)->span);
        return true;
    }
};
struct SpannedMaker {
    template <typename Subject>
    constexpr auto operator[](Subject const& subject) const {
        return Spanned<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
    }
};
inline constexpr SpannedMaker spanned{};

template <typename Tag, typename Node>
using Production = x3::rule<Tag, Node>;

struct operand_tag {};
struct primary_tag {};
struct unary_tag {};
struct comparison_tag {};
struct chain_tag {};
struct condition_tag {};
struct time_tag {};
struct items_tag {};
struct item_tag {};
struct set_tag {};
struct clause_tag {};
struct citation_tag {};
struct citations_tag {};
struct name_of_tag {};
struct names_tag {};
struct scope_tag {};
struct type_tag {};

inline Production<primary_tag, Expression> const primary = "值|a value";
inline Production<operand_tag, Expression> const operand = "值|a value";
inline Production<unary_tag, Expression> const unary = "值或者条件|a value or a condition";
inline Production<comparison_tag, Expression> const comparison = "比较|a comparison";
inline Production<chain_tag, Expression> const chain = "值或者条件|a value or a condition";
inline Production<condition_tag, Expression> const condition = "条件|a condition";
inline Production<time_tag, Expression> const time = "时间（自……之日起……内）|a time (from … within …)";
inline Production<items_tag, Expression> const items = "项（一）（二）|items (a) (b)";
inline Production<item_tag, Expression> const item = "项（一）|an item (a)";
inline Production<set_tag, Expression> const set_of_values = "值（可用、隔开几个）|a value (or several, with commas)";
inline Production<clause_tag, Clause> const clause =
    "子句（当、应当、不得、依据、违者……）|a clause (when, must, must not, cites, breach …)";
inline Production<citation_tag, Citation> const citation = "引证《…》第…条|a citation";
inline Production<citations_tag, std::vector<Citation>> const citations = "引证《…》第…条|a citation";
inline Production<name_of_tag, Name> const name_of = "名称|a name";
inline Production<names_tag, std::vector<Name>> const names = "名称|a name";
inline Production<scope_tag, Scope> const scope = "范围（对 记录）|a scope (for a record)";
inline Production<type_tag, TypeName> const type_name = "类型（是否、金额、日期……）|a type (bool, money, date …)";

BOOST_SPIRIT_DECLARE(decltype(primary), decltype(operand), decltype(unary), decltype(comparison), decltype(chain),
                     decltype(condition), decltype(time), decltype(items), decltype(item), decltype(set_of_values))
BOOST_SPIRIT_DECLARE(decltype(clause), decltype(citation), decltype(citations), decltype(name_of), decltype(names),
                     decltype(scope), decltype(type_name))

inline constexpr Finish end_of_unit{
    "子句（当、应当、不得、依据、违者……）或者行末|a clause (when, must, must not, cites, breach …) or the end of the "
    "line"};
inline constexpr Finish end_of_line{"行末|the end of the line"};

// Actions. Those on expressions move what they get; heights are kept by adopt.
inline bool begins_time(Token const* at) {
    return at->kind == TokenKind::keyword &&
           (at->keyword == Keyword::from || at->keyword == Keyword::at || at->keyword == Keyword::in);
}

/// An operator token by its meaning: < > = and the like get the keyword that they stand for.
inline Token by_meaning(Token token) {
    switch (token.symbol) {
        case '<': token.keyword = Keyword::less; break;
        case '>': token.keyword = Keyword::more; break;
        case 'L': token.keyword = Keyword::not_more; break;
        case 'G': token.keyword = Keyword::not_less; break;
        case '=': token.keyword = Keyword::is; break;
        case 'N': token.keyword = Keyword::is_not; break;
        default: break;
    }
    return token;
}

namespace build {

inline Name to_name(Token const& token) { return {token.text, token.span, token.quoted}; }

/// The rule's value becomes what was read.
inline constexpr auto keep = [](auto& context) { x3::_val(context) = std::move(x3::_attr(context)); };
/// What was read becomes the next child.
inline constexpr auto child = [](auto& context) { adopt(x3::_val(context), std::move(x3::_attr(context))); };
inline constexpr auto push = [](auto& context) { x3::_val(context).push_back(std::move(x3::_attr(context))); };

/// The node is of this kind and carries the token that was read.
template <ExpressionKind kind>
inline constexpr auto start = [](auto& context) {
    x3::_val(context).kind = kind;
    x3::_val(context).token = x3::_attr(context);
};
template <ExpressionKind kind>
inline constexpr auto be = [](auto& context) { x3::_val(context).kind = kind; };
inline constexpr auto token = [](auto& context) { x3::_val(context).token = x3::_attr(context); };

/// The node so far becomes the first child of a new node of this kind.
inline void wrap(Expression& node, ExpressionKind kind) {
    Expression inner = std::move(node);
    node = Expression{};
    node.kind = kind;
    node.span = inner.span;
    adopt(node, std::move(inner));
}
template <ExpressionKind kind>
inline constexpr auto wrap_as = [](auto& context) { wrap(x3::_val(context), kind); };

/// Assigns to a member of the rule's value.
template <auto member>
inline constexpr auto set = [](auto& context) { x3::_val(context).*member = std::move(x3::_attr(context)); };
template <auto member>
inline constexpr auto set_name = [](auto& context) { x3::_val(context).*member = to_name(x3::_attr(context)); };
template <auto member>
inline constexpr auto set_keyword = [](auto& context) { x3::_val(context).*member = x3::_attr(context).keyword; };
template <auto member>
inline constexpr auto mark = [](auto& context) { x3::_val(context).*member = true; };
template <auto member>
inline constexpr auto append =
    [](auto& context) { (x3::_val(context).*member).push_back(std::move(x3::_attr(context))); };
template <auto member>
inline constexpr auto append_name =
    [](auto& context) { (x3::_val(context).*member).push_back(to_name(x3::_attr(context))); };

}  // namespace build

/// Runs a parser over a whole unit; every way of failing becomes one diagnostic.
template <typename Parser, typename Value>
bool run(At first, At last, GrammarState& state, Parser const& parser, Value& value) {
    At at = first;
    try {
        state.depth = 0;
        state.filters = 0;
        state.time_scan = 0;
        if (x3::parse(at, last, x3::with<state_tag>(state)[parser], value)) return true;
        report_expectation(state, at, first, last, x3::what(parser));
    } catch (x3::expectation_failure<Iterator> const& failure) {
        report_expectation(state, failure.where(), first, last, failure.which());
    } catch (Refusal& refusal) {
        state.diagnostics->push_back(std::move(refusal.diagnostic));
    }
    return false;
}

}  // namespace fadu::syntax::grammar

namespace boost::spirit::x3 {
template <typename Left, typename Right>
struct get_info<sequence<Left, Right>> {
    using result_type = std::string;
    std::string operator()(sequence<Left, Right> const& p) const { return what(p.left); }
};
template <typename Right>
struct get_info<sequence<fg::Ahead, Right>> {
    using result_type = std::string;
    std::string operator()(sequence<fg::Ahead, Right> const& p) const { return what(p.right); }
};
template <typename Left, typename Right>
struct get_info<list<Left, Right>> {
    using result_type = std::string;
    std::string operator()(list<Left, Right> const& p) const { return what(p.left); }
};
template <typename Subject>
struct get_info<and_predicate<Subject>> {
    using result_type = std::string;
    std::string operator()(and_predicate<Subject> const& p) const { return what(p.subject); }
};
template <typename Subject>
struct get_info<plus<Subject>> {
    using result_type = std::string;
    std::string operator()(plus<Subject> const& p) const { return what(p.subject); }
};
template <typename Left, typename Right>
struct get_info<alternative<Left, Right>> {
    using result_type = std::string;
    std::string operator()(alternative<Left, Right> const& p) const { return what(p.left) + "\x1f" + what(p.right); }
};
}  // namespace boost::spirit::x3
