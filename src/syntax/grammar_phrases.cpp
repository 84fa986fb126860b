// What stands around expressions: leading times, items（一）（二）, sets A、B、C, and the condition as a whole.
#include "syntax/grammar.hpp"

namespace fadu::syntax::grammar {
namespace {

using Kind = ExpressionKind;
using enum Keyword;

/// 自 begins a time (… 内, … 后) or a date (… 届满); only the word at its end tells. Looks ahead, nesting counted, and
/// takes it for a time where no end is in sight.
struct TimeAhead : Silent<TimeAhead> {
    template <typename C, typename R, typename A>
    bool parse(Iterator& first, Iterator const& last, C const& context, R&, A&) const {
        if (first == last || first->keyword != from) return false;
        GrammarState& state = x3::get<state_tag>(context);
        std::size_t open = 0;
        for (Iterator at = first; at != last && state.time_scan < 1'000'000; ++at, ++state.time_scan) {
            if (at->keyword == from) ++open;
            if ((at->keyword == within || at->keyword == only_after) && --open == 0) return true;
            if (at->keyword == end_of && --open == 0) return false;
            if (at != first && at->starts_line && starts_clause(at)) break;
        }
        return true;
    }
};

constexpr auto hours = [](auto& context) { x3::_val(context).hours = x3::_attr(context).keyword == from_the_hour; };

auto const time_def =
    spanned[TimeAhead{} > word(from) > as_child[operand] > any_word<from_the_day, from_the_hour>[hours] >
                (word(full) > as_child[operand] > word(only_after)[build::start<Kind::time>] |
                 as_child[operand] > word(within)[build::start<Kind::time>]) |
            word(at) > as_child[operand] > as_child[operand] > word(ahead)[build::start<Kind::time>] |
            word(in) > as_child[operand] > any_word<before, after>[build::start<Kind::time>]];

auto const condition_def =
    spanned[if_next(begins_time) >> as_child[time] > as_child[chain] > x3::eps[build::be<Kind::timed>] |
            in_place[chain]];

auto const item_def = spanned[item_label[build::start<Kind::item>] > as_child[deeper[condition]] >
                              -(-symbol(',') >> word(when) > as_child[condition]) > -end_of_clause];
auto const items_def =
    spanned[any_word<any_of_the_following, all_of_the_following, the_following>[build::start<Kind::items>] >
            -symbol(':') > as_child[item] >> *as_child[item]];

constexpr auto another_value = [](auto& context) {
    Expression& node = x3::_val(context);
    if (node.kind != Kind::set) build::wrap(node, Kind::set);
    adopt(node, std::move(x3::_attr(context)));
};
auto const set_of_values_def = spanned[in_place[operand] >> *(symbol(',') >> operand[another_value])];

}  // namespace

BOOST_SPIRIT_DEFINE(time, condition, items, item, set_of_values)
BOOST_SPIRIT_INSTANTIATE(decltype(time), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(condition), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(items), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(item), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(set_of_values), Iterator, Context)

}  // namespace fadu::syntax::grammar

namespace fadu::syntax {
bool read_template_expression(At first, At last, GrammarState& state, Expression& expression) {
    using namespace grammar;
    constexpr Finish end_of_expression{"表达式的结尾“】”|the end of the expression “}”"};
    return run(first, last, state, condition > end_of_expression, expression);
}
}  // namespace fadu::syntax
