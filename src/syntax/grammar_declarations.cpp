// Heads of rules, definitions, procedures and the like: 规则 名 对 范围, with the clauses that stand on the same line.
#include "syntax/grammar.hpp"

namespace fadu::syntax::grammar {
namespace {

using enum Keyword;

struct kind_tag {};
struct use_tag {};
struct parameter_tag {};
struct define_tag {};
struct rule_tag {};
struct deem_tag {};
struct procedure_tag {};
struct step_tag {};
struct untranslatable_tag {};
Production<kind_tag, Kind> const kind_line = "类别|a kind";
Production<use_tag, Use> const use_line = "引用|use";
Production<parameter_tag, Parameter> const parameter_head = "参数|a parameter";
Production<define_tag, Define> const define_head = "定义|a definition";
Production<rule_tag, syntax::Rule> const rule_head = "规则|a rule";
Production<deem_tag, Deem> const deem_head = "视为|deem";
Production<procedure_tag, Procedure> const procedure_head = "程序|a procedure";
Production<step_tag, Step> const step_head = "步骤|a step";
Production<untranslatable_tag, Untranslatable> const untranslatable_head = "不可译|untranslatable";

auto const kind_line_def = word(Keyword::kind) > any_name[build::set_name<&Kind::name>] >
                           -word(ascending)[build::mark<&Kind::ascending>] >
                           -symbol(':') > names[build::set<&Kind::enumerators>] > -end_of_clause;
auto const use_line_def = word(use) > name_or_text[build::set<&Use::path>] > -end_of_clause;

auto const parameter_head_def =
    word(parameter) > any_name[build::set_name<&Parameter::name>] >
    symbol(':') > type_name[build::set<&Parameter::type>] >
    -(word(is) > condition[([](auto& context) { x3::_val(context).value = std::move(x3::_attr(context)); })]) >
    *clause[build::append<&Parameter::clauses>];

auto const define_head_def = word(define) > any_name[build::set_name<&Define::name>] >
                             -(symbol(':') > type_name[build::set<&Define::type>]) > scope[build::set<&Define::scope>] >
                             -(symbol(':') > type_name[build::set<&Define::type>]) > -end_of_clause >
                             *clause[build::append<&Define::clauses>];
auto const rule_head_def = word(Keyword::rule) > any_name[build::set_name<&syntax::Rule::name>] >
                           scope[build::set<&syntax::Rule::scope>] > -end_of_clause >
                           *clause[build::append<&syntax::Rule::clauses>];
auto const deem_head_def = word(deem) > any_name[build::set_name<&Deem::name>] > scope[build::set<&Deem::scope>] >
                           -end_of_clause > *clause[build::append<&Deem::clauses>];
auto const procedure_head_def = word(procedure) > any_name[build::set_name<&Procedure::name>] >
                                scope[build::set<&Procedure::scope>] > -end_of_clause >
                                *clause[build::append<&Procedure::clauses>];
auto const step_head_def = spanned[word(step) > any_name[build::set_name<&Step::name>] >
                                   -(word(in) > names[build::set<&Step::after>] > word(after)) > -end_of_clause >
                                   *clause[build::append<&Step::clauses>]];

constexpr auto first_citation = [](auto& context) {
    auto& all = x3::_attr(context);
    x3::_val(context).citation = std::move(all.front());
    for (std::size_t i = 1; i < all.size(); ++i) x3::_val(context).more.push_back(std::move(all[i]));
};
auto const untranslatable_head_def = word(untranslatable) > citations[first_citation] >
                                     -(symbol('(') >> word(called) >
                                       any_name[build::set_name<&Untranslatable::binder>] > symbol(')')) >
                                     -end_of_clause > *clause[build::append<&Untranslatable::clauses>];

}  // namespace

BOOST_SPIRIT_DEFINE(kind_line, use_line, parameter_head, define_head, rule_head, deem_head, procedure_head, step_head,
                    untranslatable_head)

}  // namespace fadu::syntax::grammar

namespace fadu::syntax {
using namespace grammar;

bool read_kind(At first, At last, GrammarState& state, Kind& value) {
    return run(first, last, state, kind_line > end_of_line, value);
}
bool read_use(At first, At last, GrammarState& state, Use& value) {
    return run(first, last, state, use_line > end_of_line, value);
}
bool read_parameter(At first, At last, GrammarState& state, Parameter& value) {
    return run(first, last, state, parameter_head > end_of_unit, value);
}
bool read_define(At first, At last, GrammarState& state, Define& value) {
    return run(first, last, state, define_head > end_of_unit, value);
}
bool read_rule(At first, At last, GrammarState& state, Rule& value) {
    return run(first, last, state, rule_head > end_of_unit, value);
}
bool read_deem(At first, At last, GrammarState& state, Deem& value) {
    return run(first, last, state, deem_head > end_of_unit, value);
}
bool read_procedure(At first, At last, GrammarState& state, Procedure& value) {
    return run(first, last, state, procedure_head > end_of_unit, value);
}
bool read_step(At first, At last, GrammarState& state, Step& value) {
    return run(first, last, state, step_head > end_of_unit, value);
}
bool read_untranslatable(At first, At last, GrammarState& state, Untranslatable& value) {
    return run(first, last, state, untranslatable_head > end_of_unit, value);
}
}  // namespace fadu::syntax
