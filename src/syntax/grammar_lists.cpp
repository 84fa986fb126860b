// Lists: 清单 名 对 记录 取 最轻, then a table. Rows are cut at their bars before Spirit sees the cells, so that every
// cell has its own errors.
#include "syntax/grammar.hpp"

#include <algorithm>

namespace fadu::syntax::grammar {
namespace {

using Kind = ExpressionKind;
using enum Keyword;

struct list_head_tag {};
struct list_parts_tag {};
struct column_tag {};
struct cell_tag {};
struct citation_cell_tag {};
Production<list_head_tag, List> const list_head = "清单|a list";
Production<list_parts_tag, List> const list_parts =
    "取、载于、无法查明或者子句|take, from file, unascertainable or a clause";
Production<column_tag, ListColumn> const column = "列的字段、则 或者 依据|a column's field, then or cites";
Production<cell_tag, Expression> const cell = "格中的值、不限或者条件|a cell's value, any or a condition";
Production<citation_cell_tag, std::vector<Citation>> const citation_cell = "条、款、项|an article";

constexpr auto lowest_taken = build::mark<&List::unascertainable_takes_lowest>;
auto const policy = any_word<policy_first, policy_unique, policy_lightest, policy_heaviest, every_number, sum>;
auto const part = word(take) > policy[build::set_keyword<&List::policy>] >
                      -(word(not_more) > operand[build::set<&List::cap>]) > -end_of_clause
                  | word(from_file) > text_literal[build::set<&List::file>] > -end_of_clause |
                  word(unascertainable)[lowest_taken] > word(take) > word(lowest) > -end_of_clause
                  | clause[build::append<&List::clauses>];

auto const list_parts_def = +part;
auto const list_head_def = word(list) > any_name[build::set_name<&List::name>] >
                           -(symbol(':') > type_name[build::set<&List::result_type>]) >
                           -scope[build::set<&List::scope>] >
                           -(symbol(':') > type_name[build::set<&List::result_type>]) > -end_of_clause > *part;

auto const column_def =
    spanned[word(then)[build::mark<&ListColumn::result>] > type_name[build::set<&ListColumn::result_type>] |
            word(cites)[build::mark<&ListColumn::citation>] | condition[build::set<&ListColumn::expression>]];

constexpr auto another = [](auto& context) {
    Expression& node = x3::_val(context);
    if (node.kind != Kind::set) build::wrap(node, Kind::set);
    adopt(node, std::move(x3::_attr(context)));
};
bool is_comparison(Token const* at) {
    if (at->kind == TokenKind::punctuation) {
        return at->symbol == '<' || at->symbol == '>' || at->symbol == '=' || at->symbol == 'L' || at->symbol == 'G' ||
               at->symbol == 'N';
    }
    switch (at->keyword) {
        case is:
        case is_not:
        case in_set:
        case not_in_set:
        case includes:
        case contains:
        case matches:
        case not_less:
        case not_more:
        case more:
        case less:
        case not_after:
        case not_before: return at->kind == TokenKind::keyword;
        default: return false;
    }
}
constexpr Described comparison_word{is_comparison, "比较（不少于……）|a comparison (no less than …)"};
constexpr auto compare = [](auto& context) {
    x3::_val(context).kind = Kind::compare_with;
    x3::_val(context).token = by_meaning(x3::_attr(context));
};
auto const cell_def = spanned[word(any)[build::start<Kind::any>] | word(otherwise)[build::start<Kind::otherwise>] |
                              comparison_word[compare] > as_child[set_of_values] |
                              in_place[condition] >> *(symbol(',') > condition[another])];

bool is_article_or_name(Token const* at) { return tests::is_article(at) || tests::is_any_name(at); }
constexpr Described article_or_name{is_article_or_name, "条、款、项|an article"};
constexpr auto bare_articles = [](auto& context) {
    auto& all = x3::_val(context);
    if (all.empty()) all.emplace_back().span = x3::_attr(context).span;
    all.front().articles.push_back(x3::_attr(context));
    all.front().span = reach(all.front().span, x3::_attr(context).span);
};
auto const citation_cell_def = in_place[citations] | article_or_name[bare_articles] % symbol(',');

}  // namespace

BOOST_SPIRIT_DEFINE(list_head, list_parts, column, cell, citation_cell)

}  // namespace fadu::syntax::grammar

namespace fadu::syntax {
using namespace grammar;
namespace {

constexpr Finish end_of_cell{"“|”|“|”"};

bool is_bar(At at) { return at->kind == TokenKind::punctuation && at->symbol == '|'; }

/// Calls use(first, last) for each cell of | a | b | and says whether the row is closed by a bar.
template <typename Use>
bool each_cell(At first, At last, GrammarState& state, Use&& use) {
    if (first == last || !is_bar(first)) {
        report_expectation(state, first, first, last, "“|”|“|”");
        return false;
    }
    if (first + 1 == last) {
        report_expectation(state, last, first, last, "格中的值|a cell");
        return false;
    }
    bool good = true;
    for (At at = first + 1; at != last;) {
        At end = at;
        while (end != last && !is_bar(end)) ++end;
        if (end == last) {
            report_expectation(state, last, first, last, "“|”|“|”");
            return false;
        }
        good = use(at, end) && good;
        at = end + 1;
    }
    return good;
}

}  // namespace

bool read_list_head(At first, At last, GrammarState& state, List& value) {
    return run(first, last, state, list_head > end_of_unit, value);
}
bool read_list_attributes(At first, At last, GrammarState& state, List& value) {
    return run(first, last, state, list_parts > end_of_unit, value);
}

bool read_columns(At first, At last, GrammarState& state, std::vector<ListColumn>& columns) {
    return each_cell(first, last, state, [&](At begin, At end) {
        ListColumn& value = columns.emplace_back();
        value.span = begin == end ? text::Span{begin->span.file, begin->span.begin, begin->span.begin} : begin->span;
        return begin == end || run(begin, end, state, column > end_of_cell, value);
    });
}

bool read_row(At first, At last, GrammarState& state, const std::vector<ListColumn>& columns, ListRow& row) {
    row.span = text::join(first->span, (last - 1)->span);
    std::size_t width = 0;
    for (At at = first; at != last; ++at) width += is_bar(at) ? 1 : 0;
    width = width > 0 ? width - 1 : 0;
    std::size_t results = 0;
    bool has_citations = false;
    for (const ListColumn& value : columns) {
        results += value.result ? 1 : 0;
        has_citations = has_citations || value.citation;
    }
    const std::size_t tail = results + (has_citations ? 1 : 0);
    const std::size_t tests = columns.size() - tail;
    const bool full = width == columns.size() || (has_citations && width + 1 == columns.size());
    const bool only_rest = first + 1 != last && first[1].keyword == Keyword::otherwise && !first[1].quoted &&
                           first + 2 != last && is_bar(first + 2);
    // A spreadsheet keeps all columns: 其他 in the first and nothing, not even 不限, in the others that test something.
    const bool padded_rest =
        only_rest && full && tests > 1 && static_cast<std::size_t>(last - first) > 1 + tests &&
        std::all_of(first + 2, first + 2 + tests, [](const Token& token) { return is_bar(&token); });
    const bool rest = padded_rest || (only_rest && (width == 1 + tail || width == 1 + results));
    row.otherwise = rest;
    if (!rest && !full) {
        state.diagnostics->push_back(
            {"FD0114",
             text::Level::error,
             row.span,
             {"这一行有" + std::to_string(width) + "格，表头有" + std::to_string(columns.size()) + "列",
              "this row has " + std::to_string(width) + " cells and the head has " + std::to_string(columns.size())}});
        return false;
    }
    // A row of 其他 stands for all columns that test something; only the others follow.
    std::size_t place = 0;
    std::size_t skipped = rest ? (padded_rest ? tests : 1) : 0;
    return each_cell(first, last, state, [&](At begin, At end) {
        if (skipped > 0) {
            --skipped;
            return true;
        }
        while (rest && place < columns.size() && !columns[place].result && !columns[place].citation) ++place;
        const bool cites = place < columns.size() && columns[place].citation;
        ++place;
        if (cites) return begin == end || run(begin, end, state, citation_cell > end_of_cell, row.citations);
        Expression& value = row.cells.emplace_back();
        if (begin == end) {
            value.span = {begin->span.file, begin->span.begin, begin->span.begin};
            return true;
        }
        return run(begin, end, state, cell > end_of_cell, value);
    });
}
}  // namespace fadu::syntax
