// State tables: 始于 A, A 经 事件 转为 B, A 自 … 届满 转为 B, 终态 C, each on a line of its own.
#include "syntax/grammar.hpp"

namespace fadu::syntax {

namespace {

/// What may follow the name of a state that is left: 经, 自 or one more.
bool leaves_state(Token const* at) {
    return at->keyword == Keyword::upon || at->keyword == Keyword::from ||
           (at->kind == TokenKind::punctuation && at->symbol == ',');
}

}  // namespace

bool starts_state_line(Token const* at) {
    if (starts_clause(at)) return at->keyword != Keyword::upon;
    // A line begins with a word or a state's name; 转为 goes on with the line before.
    if (!at->quoted && at->keyword == Keyword::becomes && !leaves_state(at + 1)) return false;
    return at->kind == TokenKind::name || (at->kind == TokenKind::keyword && use_of(at->keyword) == KeywordUse::local);
}

}  // namespace fadu::syntax

namespace fadu::syntax::grammar {
namespace {

using enum Keyword;

struct table_tag {};
struct transition_tag {};
struct line_tag {};
struct happening_tag {};
Production<table_tag, StateTable> const table_head = "状态表|a state table";
Production<transition_tag, Transition> const transition =
    "状态 经 事件 转为 状态|a state upon an event becomes a state";
Production<happening_tag, Expression> const happening = "事件的名称|the name of an event";
Production<line_tag, StateTable> const table_line =
    "始于、终态、转移（状态 经 事件 转为 状态）或者依据、违者|begins as, final, a transition (a state upon an event "
    "becomes a state), cites or breach";

/// 始于 and 终态 may be names of states: then the way out of them follows.
struct OwnLine : Terminal<OwnLine> {
    static constexpr bool reads_keywords = true;
    Keyword keyword;
    constexpr explicit OwnLine(Keyword k) : keyword(k) {}
    bool accepts(Iterator at) const {
        return at->keyword == keyword && !at->quoted && at->starts_line && !leaves_state(at + 1);
    }
};

constexpr auto pattern_of = [](auto& context) {
    build::wrap(x3::_val(context), ExpressionKind::pattern);
    x3::_val(context).children.front().span = x3::_val(context).children.front().token.span;
};
auto const happening_def =
    spanned[name[build::start<ExpressionKind::name>] >> -(word(its)[pattern_of] > as_child[comparison])];

bool is_from(Token const* at) { return at->keyword == from && at->kind == TokenKind::keyword; }
constexpr char const* after_a_period = "“自……之日起……届满”|“from … on … end of”";
auto const transition_def =
    spanned[names[build::set<&Transition::from>] >
            (word(upon) > happening[build::set<&Transition::upon>] |
             if_next(is_from) >> named(after_a_period)[primary][build::set<&Transition::after>]) > word(becomes) >
            any_name[build::set_name<&Transition::to>]];

bool is_own_clause(Token const* at) {
    switch (at->keyword) {
        case cites:
        case reading:
        case breach:
        case advise:
        case code: return starts_clause(at);
        default: return false;
    }
}
bool is_state(Token const* at) { return at->starts_line && tests::is_any_name(at); }

auto const table_head_def = word(state_table) > any_name[build::set_name<&StateTable::name>] >
                            scope[build::set<&StateTable::scope>] > -end_of_clause;
auto const table_line_def = OwnLine(begins_as) > any_name[build::set_name<&StateTable::initial>] > -end_of_clause |
                            OwnLine(final_state) > names[build::set<&StateTable::final_states>] > -end_of_clause |
                            +(if_next(is_own_clause) >> clause[build::append<&StateTable::clauses>]) |
                            if_next(is_state) >> transition[build::append<&StateTable::transitions>] > -end_of_clause;

}  // namespace

BOOST_SPIRIT_DEFINE(table_head, transition, happening, table_line)

}  // namespace fadu::syntax::grammar

namespace fadu::syntax {
using namespace grammar;

bool read_state_table_head(At first, At last, GrammarState& state, StateTable& value) {
    return run(first, last, state, table_head > end_of_line, value);
}
bool read_state_table_line(At first, At last, GrammarState& state, StateTable& value) {
    const bool own = first->starts_line && !first->quoted && !leaves_state(first + 1);
    if (own && first->keyword == Keyword::begins_as && !is_first(first, static_cast<bool>(value.initial), state))
        return false;
    if (own && first->keyword == Keyword::final_state && !is_first(first, !value.final_states.empty(), state))
        return false;
    return run(first, last, state, table_line > end_of_line, value);
}
}  // namespace fadu::syntax
