// Clauses: 当, 应当, 未经…不得, 但…的除外, 依据 and the rest, each led by its keyword.
#include "syntax/grammar.hpp"

namespace fadu::syntax {

bool starts_local_clause(Token const* at) {
    if (at->quoted || at->kind != TokenKind::name) return false;
    switch (at->keyword) {
        case Keyword::advise:
        case Keyword::reason: return at[1].kind == TokenKind::text;
        case Keyword::incurable: return at[1].kind == TokenKind::text || at->starts_line;
        case Keyword::code: return at[1].kind == TokenKind::text || at[1].kind == TokenKind::number;
        case Keyword::return_to: return at[1].keyword == Keyword::until;
        case Keyword::in_force: return at[1].kind == TokenKind::date || at[1].kind == TokenKind::moment;
        default: return false;
    }
}

bool starts_clause(Token const* at) {
    if (at->kind != TokenKind::keyword) return starts_local_clause(at);
    switch (at->keyword) {
        case Keyword::when:
        case Keyword::applies_to:
        case Keyword::must:
        case Keyword::must_not:
        case Keyword::normally_must:
        case Keyword::may:
        case Keyword::without:
        case Keyword::except:
        case Keyword::upon:
        case Keyword::not_counting:
        case Keyword::governed_by:
        case Keyword::yields_to:
        case Keyword::prevails_over:
        case Keyword::by:
        case Keyword::cites:
        case Keyword::reading:
        case Keyword::breach: return true;
        default: return false;
    }
}

}  // namespace fadu::syntax

namespace fadu::syntax::grammar {
namespace {

using enum Keyword;

template <ClauseKind kind>
constexpr auto head = [](auto& context) {
    x3::_val(context).kind = kind;
    x3::_val(context).head = x3::_attr(context);
};
constexpr auto duty_head = [](auto& context) {
    head<ClauseKind::duty>(context);
    x3::_val(context).expressions.resize(2);
};
template <std::size_t place>
constexpr auto duty_part = [](auto& context) { x3::_val(context).expressions[place] = std::move(x3::_attr(context)); };
constexpr auto no_expression = [](auto& context) { x3::_val(context).expressions.emplace_back(); };
constexpr auto a_word = build::append<&Clause::words>;
constexpr auto becomes_then = [](auto& context) { x3::_val(context).kind = ClauseKind::when_then; };
constexpr auto message = [](auto& context) {
    x3::_val(context).message = read_template(x3::_attr(context), x3::get<state_tag>(context));
};
bool is_rank_or_name(Token const* at) { return tests::is_name(at); }
auto const any_rank = any_word<rank_constitution, rank_law, rank_regulation, rank_local_regulation,
                               rank_autonomous_regulation, rank_zone_regulation, rank_ministry_rule, rank_local_rule,
                               rank_judicial_interpretation, rank_document, rank_regulations, rank_rules>;
constexpr Described rank_name{is_rank_or_name, "位阶（法律、法规……）|a rank (law, regulations …)"};
/// A text may be a title where only a title can stand; here other clauses may follow.
bool is_written_title(Token const* at) { return at->kind == TokenKind::title; }
bool is_article_name(Token const* at) {
    return at->kind == TokenKind::article || (tests::is_name(at) && !at->starts_line);
}
constexpr Described article_or_name{is_article_name, "条、款、项|an article"};

Production<struct conditional_tag, Clause> const conditional = "当、为、但|when, is, except when";
Production<struct duty_tag, Clause> const duty = "应当、不得、可以|must, must not, may";
Production<struct periods_tag, Clause> const about_period = "经、不计入期限|upon, not counting";
Production<struct remark_tag, Clause> const remark = "依据、解释、违者、建议|cites, reading, breach, advise";

auto const conditional_def = word(when)[head<ClauseKind::when>] > onto<&Clause::expressions>[condition] >
                                 -(word(then)[becomes_then] > onto<&Clause::expressions>[condition]) |
                             word(is)[head<ClauseKind::is>] > onto<&Clause::expressions>[condition] |
                             word(except)[head<ClauseKind::except>] > onto<&Clause::expressions>[condition] >
                                 word(excepted) |
                             word(applies_to)[head<ClauseKind::applies_to>] > onto<&Clause::expressions>[condition] |
                             word(return_to)[head<ClauseKind::return_to>] >> word(until) > any_name[a_word] >
                                 -(word(when) > onto<&Clause::expressions>[condition]);

auto const duty_def = any_word<must, must_not, normally_must, may>[duty_head] >
                          (if_next(begins_time) >> time[duty_part<0>] >> -chain[duty_part<1>] | chain[duty_part<1>]) |
                      word(without)[head<ClauseKind::without>] > onto<&Clause::expressions>[chain] >
                          word(must_not) > onto<&Clause::expressions>[chain];

auto const about_period_def = word(upon)[head<ClauseKind::extension>] > onto<&Clause::expressions>[chain] >
                                  word(extendable) > (onto<&Clause::expressions>[operand] | x3::eps[no_expression]) |
                              word(not_counting)[head<ClauseKind::not_counting>] > onto<&Clause::expressions>[operand] %
                                                                                       symbol(',') |
                              word(governed_by)[head<ClauseKind::governed_by>] > onto<&Clause::expressions>[operand] >
                                  word(provisions_of) > -word(lighter_of_old_and_new)[a_word] |
                              word(yields_to)[head<ClauseKind::yields_to>] >>
                                  -((any_rank[a_word] | rank_name[a_word]) % symbol(',')) >>
                                  -(word(for_) > onto<&Clause::expressions>[operand] % symbol(',')) |
                              word(prevails_over)[head<ClauseKind::prevails>] >>
                                  -(if_next(is_written_title) >> into<&Clause::citations>[citations]);

auto const remark_def = word(cites)[head<ClauseKind::cites>] > into<&Clause::citations>[citations] |
                        word(reading)[head<ClauseKind::reading>] > text_literal[a_word] |
                        word(breach)[head<ClauseKind::breach>] >
                            any_word<grade_void, grade_major, grade_minor, grade_flaw, grade_note>[a_word] >
                            -text_literal[message] |
                        word(by)[head<ClauseKind::by>] > name_or_text[a_word] % symbol(',') |
                        word(advise)[head<ClauseKind::advise>] >> text_literal[message] |
                        word(reason)[head<ClauseKind::reason>] >> text_literal[a_word] |
                        word(incurable)[head<ClauseKind::incurable>] > text_literal[message] >>
                            -(if_next(is_written_title) >> into<&Clause::citations>[citations]) |
                        word(code)[head<ClauseKind::code>] >> number_or_text[a_word] |
                        word(in_force)[head<ClauseKind::in_force>] >> date[a_word] > -(word(until) > date[a_word]);

auto const clause_def =
    spanned[(in_place[conditional] | in_place[duty] | in_place[about_period] | in_place[remark]) > -end_of_clause];

auto const citation_def =
    spanned[title[build::set<&Citation::title>] >>
            -(symbol('(') >> !word(called) > version_token[build::set<&Citation::version>] > symbol(')')) >>
            -(article_or_name[build::append<&Citation::articles>] % symbol(','))];
auto const citations_def = citation[build::push] >> *(symbol(',') >> if_next(tests::is_title) >> citation[build::push]);

}  // namespace

BOOST_SPIRIT_DEFINE(conditional, duty, about_period, remark)
BOOST_SPIRIT_DEFINE(clause, citation, citations)
BOOST_SPIRIT_INSTANTIATE(decltype(clause), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(citation), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(citations), Iterator, Context)

}  // namespace fadu::syntax::grammar

namespace fadu::syntax {
bool read_clauses(At first, At last, GrammarState& state, std::vector<Clause>& clauses) {
    using namespace grammar;
    // Clauses already read stay when a later one on the same line is wrong.
    auto const keep_clause = [&clauses](auto& context) { clauses.push_back(std::move(x3::_attr(context))); };
    x3::unused_type nothing;
    return run(first, last, state, clause[keep_clause] >> *clause[keep_clause] > end_of_unit, nothing);
}
}  // namespace fadu::syntax
