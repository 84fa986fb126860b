// Expressions: operands with their 的 and 中…的, and the flat chains of operators that fold.cpp turns into trees.
#include "syntax/grammar.hpp"

namespace fadu::syntax::grammar {
namespace {

using Kind = ExpressionKind;
using enum Keyword;

bool can_be_path(const Expression& node) {
    switch (node.kind) {
        case Kind::name:
        case Kind::word:
        case Kind::its:
        case Kind::path:
        case Kind::aggregate:
        case Kind::filter:
        case Kind::rounds:
        case Kind::call:
        case Kind::end_of_period: return true;
        case Kind::parenthesized: return can_be_path(node.children.front());
        default: return false;
    }
}
bool is_aggregate(Token const* at) {
    switch (at->keyword) {
        case count:
        case least:
        case greatest:
        case sum:
        case mean:
        case half:
        case first_item:
        case last_item: return !at->quoted;
        default: return false;
    }
}
bool is_step_of_path(Token const* at) { return is_aggregate(at) || tests::is_name(at); }
constexpr Described step_of_path{is_step_of_path, "名称或者 数量、合计……|a name, count, sum …"};

/// 的 that goes on with the path before it. Inside a filter a 的 does so only before a name; any other 的 closes the filter.
struct OfInPath : Silent<OfInPath> {
    template <typename C, typename A>
    bool parse(Iterator& first, Iterator const& last, C const& context, Expression& left, A&) const {
        if (first == last || first->keyword != of || !can_be_path(left)) return false;
        GrammarState& state = x3::get<state_tag>(context);
        Iterator next = first + 1;
        if (state.filters > 0 && (next == last || next->starts_line || !tests::is_name(next))) return false;
        ++first;
        return true;
    }
};
/// 中 after something that can be a collection.
struct AmongCollection : Silent<AmongCollection> {
    template <typename C, typename A>
    bool parse(Iterator& first, Iterator const& last, C const&, Expression& left, A&) const {
        if (first == last || first->keyword != among || !can_be_path(left)) return false;
        ++first;
        return true;
    }
};
/// What may follow the 的 that closes a filter: an aggregate or a name, on the same line.
struct AfterFilter : Terminal<AfterFilter> {
    static constexpr bool reads_keywords = false;
    bool accepts(Iterator at) const { return !at->starts_line && is_step_of_path(at); }
};

constexpr auto next_step = [](auto& context) {
    Token const& token = x3::_attr(context);
    Expression& node = x3::_val(context);
    build::wrap(node, is_aggregate(&token) && token.kind == TokenKind::keyword ? Kind::aggregate : Kind::path);
    node.token = token;
    node.span = reach(node.span, token.span);
};
constexpr auto close_filter = [](auto& context) {
    Expression& node = x3::_val(context);
    node.token = x3::_attr(context);
    node.span = reach(node.span, node.token.span);
};

// ---- ranges and intervals: 1万元以上5万元以下, 2020-01-01 至 2025-01-01
bool is_bounded_below(Token const* at) { return tests::is_literal(at) && at[1].keyword == or_more; }
bool is_bounded_above(Token const* at) {
    return tests::is_literal(at) && (at[1].keyword == or_less || at[1].keyword == or_within);
}
bool begins_interval(Token const* at) { return tests::is_date(at) && at[1].keyword == until && tests::is_date(at + 2); }
constexpr Described low_end{is_bounded_below, "值 以上|a value or more"};
constexpr Described high_end{is_bounded_above, "值 以下|a value or less"};
constexpr Described interval_begin{begins_interval, "日期 至 日期|a date to a date"};

Expression literal_node(Token const& token) {
    Expression node;
    node.kind = Kind::literal;
    node.token = token;
    node.span = token.span;
    return node;
}
constexpr auto literal_child = [](auto& context) { adopt(x3::_val(context), literal_node(x3::_attr(context))); };

struct range_tag {};
Production<range_tag, Expression> const range = "范围|a range";

auto const high_part = high_end[literal_child] >>
                       (word(or_less) | word(or_within)[build::mark<&Expression::high_within>]);
auto const range_def =
    spanned[(low_end[literal_child] >> word(or_more)[build::mark<&Expression::low_open_word>] >> -high_part |
             high_part) >>
            x3::eps[build::be<Kind::range>]];

// ---- primaries
constexpr auto pattern_of = [](auto& context) {
    build::wrap(x3::_val(context), Kind::pattern);
    x3::_val(context).children.front().span = x3::_val(context).children.front().token.span;
};
constexpr auto call_of = [](auto& context) { x3::_val(context).kind = Kind::call; };

constexpr auto event_child = [](auto& context) {
    Expression event = literal_node(x3::_attr(context));
    event.kind = Kind::name;
    adopt(x3::_val(context), std::move(event));
};

auto const from_point = word(from) > as_child[operand] > any_word<from_the_day, from_the_hour>[([](auto& context) {
                            x3::_val(context).hours = x3::_attr(context).keyword == from_the_hour;
                        })];

auto const literal_value = in_place[range] |
                           interval_begin[literal_child] >>
                               word(until) >> date[literal_child] >> x3::eps[build::be<Kind::interval>] |
                           literal[build::start<Kind::literal>];

auto const primary_def =
    spanned[name[build::start<Kind::name>] >>
                -(symbol('(')[call_of] > -(in_brackets[as_child[condition] % symbol(',')]) > symbol(')') |
                  word(its)[pattern_of] > as_child[comparison]) |
            if_next(tests::is_literal) >> literal_value | any_word<this_case, this_, gap>[build::start<Kind::word>] |
            word(its) > name[build::start<Kind::its>] |
            any_word<all_rounds, first_occurrence, last_occurrence>[build::start<Kind::rounds>] > name[event_child] |
            from_point > as_child[operand] > word(end_of)[build::be<Kind::end_of_period>] |
            symbol('(') > in_brackets[as_child[condition]] > symbol(')')[build::be<Kind::parenthesized>] |
            error_token[build::start<Kind::error>]];

auto const postfix = OfInPath{} > step_of_path[next_step] |
                     AmongCollection{} >> x3::eps[build::wrap_as<Kind::filter>] >
                         in_filter[deeper[as_child[condition]]] >
                         (word(of)[close_filter] >> -AfterFilter{}[next_step] | &any_word<excepted, provisions_of>);

auto const operand_def = spanned[in_place[deeper[primary]] >> *postfix];

// ---- unaries
struct happening_tag {};
Production<happening_tag, Expression> const happening = "事件的名称|the name of an event";
auto const happening_def = spanned[name[build::start<Kind::name>] >> -(word(its)[pattern_of] > as_child[comparison])];

/// The event is the first child though the time is written first.
constexpr auto event_first = [](auto& context) {
    Expression& node = x3::_val(context);
    if (node.children.size() == 2) std::swap(node.children[0], node.children[1]);
};
constexpr auto refuse_inner_time = [](auto& context) {
    const Expression& phrase = x3::_attr(context);
    throw Refusal{
        {"FD0113",
         text::Level::error,
         phrase.span,
         {"时间写在条件中间，管到哪里不明", "a time in the middle of a condition: how far it governs is not clear"},
         {},
         {"把它和它所管的条件一起放进（ ）", "put it into ( ) together with the condition that it governs"}}};
};

auto const unary_def =
    spanned[word(not_)[build::start<Kind::unary>] > as_child[deeper[unary]] |
            symbol('-')[build::start<Kind::unary>] > as_child[deeper[unary]] |
            any_word<has_happened, has_not_happened>[build::start<Kind::happened>] >>
                -(if_next(begins_time) >> as_child[time]) > as_child[happening] > x3::eps[event_first] |
            any_word<some, no_such>[build::start<Kind::quantified>] > as_child[operand] |
            word(each)[build::start<Kind::quantified>] > as_child[operand] > word(all_satisfy) >
                as_child[deeper[comparison]] |
            &any_word<any_of_the_following, all_of_the_following, the_following> >> in_place[items] |
            if_next(begins_time) >> time[refuse_inner_time] | in_place[operand]];

// ---- chains
struct link_tag {};
struct logic_tag {};
struct comparison_links_tag {};
struct chain_links_tag {};
Production<link_tag, Link> const link = "比较或者运算|an operator";
Production<logic_tag, Link> const logic = "且、或|and, or";
Production<comparison_links_tag, Chain> const comparison_links = "比较|a comparison";
Production<chain_links_tag, Chain> const chain_links = "值或者条件|a value or a condition";

bool is_plain_operator(Token const* at) {
    if (at->kind == TokenKind::punctuation) {
        switch (at->symbol) {
            case '+':
            case '-':
            case '*':
            case '/':
            case '<':
            case '>':
            case '=':
            case 'L':
            case 'G':
            case 'N': return true;
            default: return false;
        }
    }
    if (at->kind != TokenKind::keyword) return false;
    switch (at->keyword) {
        case is:
        case is_not:
        case contains:
        case matches:
        case not_less:
        case not_more:
        case more:
        case less:
        case not_after:
        case not_before: return true;
        default: return false;
    }
}
constexpr Described plain_operator{is_plain_operator, "比较（为、不少于……）|a comparison (is, no less than …)"};

constexpr auto op = [](auto& context) { x3::_val(context).op = by_meaning(x3::_attr(context)); };
constexpr auto right_child = [](auto& context) {
    Expression& node = x3::_val(context).right;
    Expression& part = x3::_attr(context);
    node.span = node.children.empty() ? part.span : reach(node.span, part.span);
    adopt(node, std::move(part));
};
constexpr auto right_token = [](auto& context) {
    Link& value = x3::_val(context);
    value.right.token = x3::_attr(context);
    value.right.kind = Kind::rounded;
    value.right.span = value.right.token.span;
};
constexpr auto right_mode = [](auto& context) {
    Link& value = x3::_val(context);
    value.right.mode = x3::_attr(context).keyword;
    value.right.span = reach(value.right.span, x3::_attr(context).span);
};

/// Only 下列各项 has an order.
bool begins_items(Token const* at) { return at->keyword == the_following && at->kind == TokenKind::keyword; }
constexpr char const* the_items = "下列各项（一）（二）|the following (a) (b)";

auto const link_def =
    plain_operator[op] > into<&Link::right>[unary] |
    any_word<in_set, not_in_set, includes>[op] > (into<&Link::right>[items] | into<&Link::right>[set_of_values]) |
    word(includes_in_order)[op] > (if_next(begins_items) >> into<&Link::right>[named(the_items)[items]]) |
    word(in) > into<&Link::right>[operand] > any_word<before, after>[op] |
    word(covers)[op] > operand[right_child] > word(until) > operand[right_child] |
    any_word<precedes, followed_by, accompanies, alternates, immediately_followed>[op] > operand[right_child] >
        -(word(apart) > word(not_more) > operand[right_child]) |
    word(and_event) > operand[right_child] > any_word<accompanies, alternates>[op] >
        -(word(apart) > word(not_more) > operand[right_child]) |
    word(rounded)[op] > word(to_unit) > name[right_token] > -any_word<round_half_up, round_down, round_up>[right_mode];

auto const logic_def = any_word<and_, or_>[op] > into<&Link::right>[unary];

bool begins_logic(Token const* at) { return at->keyword == and_ || at->keyword == or_; }
bool begins_link(Token const* at) {
    if (is_plain_operator(at)) return true;
    if (at->kind != TokenKind::keyword) return false;
    switch (at->keyword) {
        case in_set:
        case not_in_set:
        case includes:
        case includes_in_order:
        case in:
        case covers:
        case precedes:
        case followed_by:
        case accompanies:
        case alternates:
        case immediately_followed:
        case and_event:
        case rounded: return true;
        default: return false;
    }
}
constexpr auto folded = [](auto& context) {
    x3::_val(context) = fold(std::move(x3::_attr(context)), x3::get<state_tag>(context));
};

auto const comparison_links_def = into<&Chain::first>[unary] >> *(if_next(begins_link) >> onto<&Chain::links>[link]);
auto const chain_links_def = into<&Chain::first>[unary] >> *(if_next(begins_link) >> onto<&Chain::links>[link] |
                                                             if_next(begins_logic) >> onto<&Chain::links>[logic]);
auto const comparison_def = comparison_links[folded];
auto const chain_def = chain_links[folded];

}  // namespace

BOOST_SPIRIT_DEFINE(range, happening, link, logic, comparison_links, chain_links)
BOOST_SPIRIT_DEFINE(primary, operand, unary, comparison, chain)
BOOST_SPIRIT_INSTANTIATE(decltype(primary), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(operand), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(unary), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(comparison), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(chain), Iterator, Context)

}  // namespace fadu::syntax::grammar
