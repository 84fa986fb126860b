// Exceptions: 例外 名 对 规则 名, 程序 名 的 步骤 名, 清单 名 的 行, and the 则 that says what holds instead.
#include "syntax/grammar.hpp"

namespace fadu::syntax::grammar {
namespace {

using enum Keyword;

struct exception_tag {};
struct instead_tag {};
Production<exception_tag, Exception> const exception_head = "例外|an exception";
Production<instead_tag, Clause> const instead = "则 值|then a value";

constexpr auto target_kind = build::set_keyword<&Exception::target_kind>;
constexpr auto set_target = build::set_name<&Exception::target>;
bool is_row(Token const* at) { return tests::is_text(at) || tests::is_number(at); }
constexpr Described row_of_list{is_row, "行的“…”文本或者序号|a row's text in quotes or its place"};

auto const exception_head_def = word(exception) > any_name[build::set_name<&Exception::name>] > word(for_) >
                                (any_word<rule, define, exception>[target_kind] > any_name[set_target] |
                                 word(procedure)[target_kind] > any_name[set_target] > word(of) > word(step) >
                                     any_name[build::set_name<&Exception::step>] |
                                 word(list)[target_kind] > any_name[set_target] > word(of) >
                                     row_of_list[build::set<&Exception::row>]) > -end_of_clause
                                > *clause[build::append<&Exception::clauses>];

constexpr auto instead_head = [](auto& context) {
    x3::_val(context).kind = ClauseKind::is;
    x3::_val(context).head = x3::_attr(context);
};
auto const instead_def = spanned[word(then)[instead_head] > onto<&Clause::expressions>[condition] > -end_of_clause];

}  // namespace

BOOST_SPIRIT_DEFINE(exception_head, instead)

}  // namespace fadu::syntax::grammar

namespace fadu::syntax {
using namespace grammar;

bool read_exception_head(At first, At last, GrammarState& state, Exception& value) {
    return run(first, last, state, exception_head > end_of_unit, value);
}
bool read_exception_clauses(At first, At last, GrammarState& state, std::vector<Clause>& clauses) {
    auto const keep_clause = [&clauses](auto& context) { clauses.push_back(std::move(x3::_attr(context))); };
    x3::unused_type nothing;
    return run(
        first, last, state,
        (instead[keep_clause] | clause[keep_clause]) >> *(instead[keep_clause] | clause[keep_clause]) > end_of_unit,
        nothing);
}
}  // namespace fadu::syntax
