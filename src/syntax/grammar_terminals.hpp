// The terminals of the grammar: one token of a kind, one keyword, one symbol. Each knows how to name itself, so that
// messages use the author's words. Internal to grammar_*.cpp.
#pragma once

#include <boost/spirit/home/x3.hpp>
#include <string>

#include "syntax/grammar_state.hpp"

// In a grammar > binds looser than >> and tighter than |, as it is meant to.
#if defined(__clang__)
#pragma clang diagnostic ignored "-Woverloaded-shift-op-parentheses"
#endif
#pragma GCC diagnostic ignored "-Wparentheses"

namespace fadu::syntax::grammar {

namespace x3 = boost::spirit::x3;
using Iterator = Token const*;
struct state_tag;
using Context = x3::context<state_tag, GrammarState, x3::unused_type>;

template <typename C>
GrammarState& state_of(C const& context) {
    return x3::get<state_tag>(context);
}

/// A terminal with its action. Spirit's own makes a token for every try; this one looks first.
template <typename Subject, typename Action>
struct TokenAction : x3::unary_parser<Subject, TokenAction<Subject, Action>> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    static bool const has_action = true;
    Action action;
    constexpr TokenAction(Subject const& subject, Action a)
        : x3::unary_parser<Subject, TokenAction<Subject, Action>>(subject), action(a) {}
    template <typename C, typename R, typename A>
    bool parse(Iterator& first, Iterator const& last, C const& context, R& rule, A&) const {
        if (first == last || !this->subject.accepts(first)) return false;
        this->subject.note(first, context);
        Token const& token = *first;
        ++first;
        x3::call(action, first, last, context, rule, token);
        return true;
    }
};

/// What all terminals do: look at one token, keep it, go on. Derived says which token will do.
template <typename Derived>
struct Terminal : x3::parser<Derived> {
    using attribute_type = Token;
    static bool const has_attribute = true;

    template <typename Action>
    constexpr auto operator[](Action action) const {
        return TokenAction<Derived, Action>(this->derived(), action);
    }
    template <typename C>
    void note(Iterator at, C const& context) const {
        if (at->kind == TokenKind::name && at->keyword != Keyword::none_) {
            x3::get<state_tag>(context).note_role(at, Derived::reads_keywords);
        }
    }

    template <typename C, typename R, typename A>
    bool parse(Iterator& first, Iterator const& last, C const& context, R&, A& attribute) const {
        if (first == last || !this->derived().accepts(first)) return false;
        note(first, context);
        if constexpr (!std::is_same_v<std::remove_const_t<A>, x3::unused_type>)
            x3::traits::move_to(Token(*first), attribute);
        ++first;
        return true;
    }
};

struct OneKeyword : Terminal<OneKeyword> {
    static constexpr bool reads_keywords = true;
    Keyword keyword;
    constexpr explicit OneKeyword(Keyword k) : keyword(k) {}
    bool accepts(Iterator at) const {
        return at->keyword == keyword && !at->quoted && (at->kind == TokenKind::keyword || at->kind == TokenKind::name);
    }
};
constexpr OneKeyword word(Keyword keyword) { return OneKeyword(keyword); }

template <Keyword... keywords>
struct AnyKeyword : Terminal<AnyKeyword<keywords...>> {
    static constexpr bool reads_keywords = true;
    bool accepts(Iterator at) const {
        return ((at->keyword == keywords) || ...) && !at->quoted &&
               (at->kind == TokenKind::keyword || at->kind == TokenKind::name);
    }
};
template <Keyword... keywords>
inline constexpr AnyKeyword<keywords...> any_word{};

struct OneSymbol : Terminal<OneSymbol> {
    static constexpr bool reads_keywords = false;
    char symbol;
    constexpr explicit OneSymbol(char s) : symbol(s) {}
    bool accepts(Iterator at) const { return at->kind == TokenKind::punctuation && at->symbol == symbol; }
};
constexpr OneSymbol symbol(char s) { return OneSymbol(s); }

struct EndOfClause : Terminal<EndOfClause> {
    static constexpr bool reads_keywords = false;
    bool accepts(Iterator at) const {
        return at->kind == TokenKind::punctuation && (at->symbol == ',' || at->symbol == ';' || at->symbol == '.');
    }
};
inline constexpr EndOfClause end_of_clause{};

/// A token that a plain function accepts, with the phrase that names it.
struct Described : Terminal<Described> {
    static constexpr bool reads_keywords = false;
    bool (*test)(Token const*);
    char const* phrase;
    constexpr Described(bool (*t)(Token const*), char const* p) : test(t), phrase(p) {}
    bool accepts(Iterator at) const { return test(at); }
};

namespace tests {
inline bool is_name(Token const* at) {
    return at->kind == TokenKind::name && (at->keyword == Keyword::none_ || at->quoted || !starts_local_clause(at));
}
inline bool is_any_name(Token const* at) { return at->kind == TokenKind::name; }
inline bool is_literal(Token const* at) {
    switch (at->kind) {
        case TokenKind::number:
        case TokenKind::percent:
        case TokenKind::money:
        case TokenKind::count:
        case TokenKind::span:
        case TokenKind::date:
        case TokenKind::moment:
        case TokenKind::text: return true;
        case TokenKind::keyword:
            return at->keyword == Keyword::yes || at->keyword == Keyword::no || at->keyword == Keyword::none ||
                   at->keyword == Keyword::unascertainable;
        default: return false;
    }
}
inline bool is_date(Token const* at) { return at->kind == TokenKind::date || at->kind == TokenKind::moment; }
inline bool is_text(Token const* at) { return at->kind == TokenKind::text; }
inline bool is_article(Token const* at) { return at->kind == TokenKind::article; }
inline bool is_title(Token const* at) { return at->kind == TokenKind::title || at->kind == TokenKind::text; }
inline bool is_span(Token const* at) { return at->kind == TokenKind::span; }
inline bool is_item(Token const* at) { return at->kind == TokenKind::item; }
inline bool is_error(Token const* at) { return at->kind == TokenKind::error; }
inline bool is_number(Token const* at) { return at->kind == TokenKind::number; }
inline bool is_name_or_text(Token const* at) { return is_any_name(at) || is_text(at); }
inline bool is_version(Token const* at) { return is_number(at) || is_any_name(at) || is_text(at); }
inline bool is_number_or_text(Token const* at) { return is_number(at) || is_text(at); }
}  // namespace tests

inline constexpr Described name{tests::is_name, "名称|a name"};
inline constexpr Described any_name{tests::is_any_name, "名称|a name"};
inline constexpr Described literal{tests::is_literal, "值|a value"};
inline constexpr Described date{tests::is_date, "日期|a date"};
inline constexpr Described text_literal{tests::is_text, "“…”文本|a text in quotes"};
inline constexpr Described article{tests::is_article, "条、款、项|an article"};
inline constexpr Described title{tests::is_title, "《…》|a title"};
inline constexpr Described span_literal{tests::is_span, "期间（如 30日）|a span of time (such as 30 days)"};
inline constexpr Described item_label{tests::is_item, "项的编号（一）|an item label (a)"};
inline constexpr Described error_token{tests::is_error, "|"};
inline constexpr Described name_or_text{tests::is_name_or_text, "名称或者“…”文本|a name or a text in quotes"};
inline constexpr Described version_token{tests::is_version, "版本（如 1.0）|a version (such as 1.0)"};
inline constexpr Described number_or_text{tests::is_number_or_text, "编号|a number or a text in quotes"};

/// Terminals that look and move but have nothing to tell.
template <typename Derived>
struct Silent : x3::parser<Derived> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
};

/// Nothing may follow: names what else could have.
struct Finish : Silent<Finish> {
    char const* phrase;
    constexpr explicit Finish(char const* p) : phrase(p) {}
    template <typename C, typename R, typename A>
    bool parse(Iterator& first, Iterator const& last, C const&, R&, A&) const {
        return first == last;
    }
};

/// Looks at the next token without taking it: keeps rules from being tried in vain.
struct Ahead : Silent<Ahead> {
    bool (*test)(Token const*);
    constexpr explicit Ahead(bool (*t)(Token const*)) : test(t) {}
    template <typename C, typename R, typename A>
    bool parse(Iterator& first, Iterator const& last, C const&, R&, A&) const {
        return first != last && test(first);
    }
};
constexpr Ahead if_next(bool (*test)(Token const*)) { return Ahead(test); }

/// Reads into the value of the rule at hand, or into a new child of it, without a copy in between.
template <typename Subject>
struct InPlace : x3::unary_parser<Subject, InPlace<Subject>> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    static bool const has_action = true;
    constexpr explicit InPlace(Subject const& subject) : x3::unary_parser<Subject, InPlace<Subject>>(subject) {}
    template <typename C, typename R, typename A>
    bool parse(Iterator& first, Iterator const& last, C const& context, R& rule, A&) const {
        return this->subject.parse(first, last, context, rule, rule);
    }
};
template <typename Subject>
struct AsChild : x3::unary_parser<Subject, AsChild<Subject>> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    static bool const has_action = true;
    constexpr explicit AsChild(Subject const& subject) : x3::unary_parser<Subject, AsChild<Subject>>(subject) {}
    template <typename C, typename A>
    bool parse(Iterator& first, Iterator const& last, C const& context, Expression& node, A&) const {
        Expression& child = node.children.emplace_back();
        if (!this->subject.parse(first, last, context, node, child)) {
            node.children.pop_back();
            return false;
        }
        raise(node, child);
        return true;
    }
};
/// Reads into a member of the rule's value, or into a new element of a member that is a vector.
template <typename Subject, auto member, bool append>
struct IntoMember : x3::unary_parser<Subject, IntoMember<Subject, member, append>> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    static bool const has_action = true;
    constexpr explicit IntoMember(Subject const& subject)
        : x3::unary_parser<Subject, IntoMember<Subject, member, append>>(subject) {}
    template <typename C, typename R, typename A>
    bool parse(Iterator& first, Iterator const& last, C const& context, R& rule, A&) const {
        if constexpr (append) {
            auto& element = (rule.*member).emplace_back();
            if (this->subject.parse(first, last, context, rule, element)) return true;
            (rule.*member).pop_back();
            return false;
        } else {
            return this->subject.parse(first, last, context, rule, rule.*member);
        }
    }
};
template <auto member, bool append>
struct IntoMaker {
    template <typename Subject>
    constexpr auto operator[](Subject const& subject) const {
        return IntoMember<typename x3::extension::as_parser<Subject>::value_type, member, append>(
            x3::as_parser(subject));
    }
};
template <auto member>
inline constexpr IntoMaker<member, false> into{};
template <auto member>
inline constexpr IntoMaker<member, true> onto{};

template <template <typename> typename Directive>
struct DirectiveMaker {
    template <typename Subject>
    constexpr auto operator[](Subject const& subject) const {
        return Directive<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
    }
};
inline constexpr DirectiveMaker<InPlace> in_place{};
inline constexpr DirectiveMaker<AsChild> as_child{};

/// A phrase for what stands in brackets, to be told instead of Spirit's own description.
template <typename Subject>
struct Named : x3::unary_parser<Subject, Named<Subject>> {
    static bool const is_pass_through_unary = true;
    char const* phrase;
    constexpr Named(Subject const& subject, char const* p)
        : x3::unary_parser<Subject, Named<Subject>>(subject), phrase(p) {}
    template <typename C, typename R, typename A>
    bool parse(Iterator& first, Iterator const& last, C const& context, R& rule, A& attribute) const {
        return this->subject.parse(first, last, context, rule, attribute);
    }
};
struct NamedMaker {
    char const* phrase;
    template <typename Subject>
    constexpr auto operator[](Subject const& subject) const {
        return Named<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject), phrase);
    }
};
constexpr NamedMaker named(char const* phrase) { return {phrase}; }

/// Changes the state around its subject and puts it back, whatever happens.
enum class Around { deeper, in_filter, in_brackets };
template <typename Subject, Around around>
struct Guarded : x3::unary_parser<Subject, Guarded<Subject, around>> {
    static bool const is_pass_through_unary = true;
    constexpr explicit Guarded(Subject const& subject) : x3::unary_parser<Subject, Guarded<Subject, around>>(subject) {}
    struct Restore {
        GrammarState& state;
        std::size_t depth, filters;
        ~Restore() { state.depth = depth, state.filters = filters; }
    };
    template <typename C, typename R, typename A>
    bool parse(Iterator& first, Iterator const& last, C const& context, R& rule, A& attribute) const {
        GrammarState& state = x3::get<state_tag>(context);
        Restore restore{state, state.depth, state.filters};
        if constexpr (around == Around::deeper) {
            if (++state.depth > max_expression_depth) {
                throw Refusal{{"FD0112",
                               text::Level::error,
                               first == last ? (first - 1)->span : first->span,
                               {"嵌套太深", "this is nested too deeply"}}};
            }
        } else if constexpr (around == Around::in_filter) {
            ++state.filters;
        } else {
            state.filters = 0;
        }
        return this->subject.parse(first, last, context, rule, attribute);
    }
};
template <Around around>
struct GuardMaker {
    template <typename Subject>
    constexpr auto operator[](Subject const& subject) const {
        return Guarded<typename x3::extension::as_parser<Subject>::value_type, around>(x3::as_parser(subject));
    }
};
inline constexpr GuardMaker<Around::deeper> deeper{};
inline constexpr GuardMaker<Around::in_filter> in_filter{};
inline constexpr GuardMaker<Around::in_brackets> in_brackets{};

inline std::string phrase_of(Keyword keyword) { return "#" + std::to_string(static_cast<int>(keyword)); }

}  // namespace fadu::syntax::grammar

namespace boost::spirit::x3 {
namespace fg = fadu::syntax::grammar;
template <>
struct get_info<fg::OneKeyword> {
    using result_type = std::string;
    std::string operator()(fg::OneKeyword const& p) const { return fg::phrase_of(p.keyword); }
};
template <fadu::syntax::Keyword... keywords>
struct get_info<fg::AnyKeyword<keywords...>> {
    using result_type = std::string;
    std::string operator()(fg::AnyKeyword<keywords...> const&) const {
        std::string all;
        ((all += (all.empty() ? "" : "\x1f") + fg::phrase_of(keywords)), ...);
        return all;
    }
};
template <>
struct get_info<fg::OneSymbol> {
    using result_type = std::string;
    std::string operator()(fg::OneSymbol const& p) const {
        switch (p.symbol) {
            case ':': return "“：”|“:”";
            case '(': return "“（”|“(”";
            case ')': return "“）”|“)”";
            case ',': return "“、”|“,”";
            default: return "“" + std::string(1, p.symbol) + "”|“" + std::string(1, p.symbol) + "”";
        }
    }
};
template <>
struct get_info<fg::Described> {
    using result_type = std::string;
    std::string operator()(fg::Described const& p) const { return p.phrase; }
};
template <>
struct get_info<fg::Finish> {
    using result_type = std::string;
    std::string operator()(fg::Finish const& p) const { return p.phrase; }
};
template <typename Subject>
struct get_info<fg::Named<Subject>> {
    using result_type = std::string;
    std::string operator()(fg::Named<Subject> const& p) const { return p.phrase; }
};
template <typename Subject, typename Action>
struct get_info<fg::TokenAction<Subject, Action>> {
    using result_type = std::string;
    std::string operator()(fg::TokenAction<Subject, Action> const& p) const { return what(p.subject); }
};
template <typename Subject, auto member, bool append>
struct get_info<fg::IntoMember<Subject, member, append>> {
    using result_type = std::string;
    std::string operator()(fg::IntoMember<Subject, member, append> const& p) const { return what(p.subject); }
};
template <typename Subject>
struct get_info<fg::InPlace<Subject>> {
    using result_type = std::string;
    std::string operator()(fg::InPlace<Subject> const& p) const { return what(p.subject); }
};
template <typename Subject>
struct get_info<fg::AsChild<Subject>> {
    using result_type = std::string;
    std::string operator()(fg::AsChild<Subject> const& p) const { return what(p.subject); }
};
template <typename Subject, fg::Around around>
struct get_info<fg::Guarded<Subject, around>> {
    using result_type = std::string;
    std::string operator()(fg::Guarded<Subject, around> const& p) const { return what(p.subject); }
};
template <typename Subject, typename Action>
struct get_info<action<Subject, Action>> {
    using result_type = std::string;
    std::string operator()(action<Subject, Action> const& p) const { return what(p.subject); }
};
}  // namespace boost::spirit::x3
