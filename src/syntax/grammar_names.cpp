// Names, scopes and types: 对 记录 的 每次 事件（以下称 名）, 列表 金额, 甲、乙、丙.
#include "syntax/grammar.hpp"

namespace fadu::syntax::grammar {
namespace {

using enum Keyword;

auto const name_of_def = any_name[([](auto& context) { x3::_val(context) = build::to_name(x3::_attr(context)); })];
auto const names_def =
    any_name[([](auto& context) { x3::_val(context).push_back(build::to_name(x3::_attr(context))); })] % symbol(',');

struct level_tag {};
Production<level_tag, ScopeLevel> const level = "每个、每次|each, each occurrence of";

constexpr auto refuse_pairs = [](auto& context) {
    throw Refusal{
        {"FD0120",
         text::Level::error,
         x3::_attr(context).span,
         {"这个版本还不认识每两次、每组的范围", "this version does not know scopes of pairs and groups yet"}}};
};
auto const binder = symbol('(') >> word(called);
auto const level_def = spanned[any_word<each, each_occurrence>[build::set_keyword<&ScopeLevel::quantifier>] >
                               any_name[build::set_name<&ScopeLevel::collection>] >
                               -(binder > any_name[build::set_name<&ScopeLevel::binder>] > symbol(')'))];
auto const scope_def =
    spanned[word(for_) > any_name[build::set_name<&Scope::record>] >
            -(binder > any_name[build::set_name<&Scope::binder>] > symbol(')')) > -word(among)[refuse_pairs] >
            *(word(of) > (any_word<each_pair, each_group>[refuse_pairs] | level[build::append<&Scope::levels>]))];

/// 金额范围 is one word: a type and 范围.
std::optional<Keyword> ranged_type(Token const& token) {
    if (token.quoted || token.keyword != none_) return std::nullopt;
    for (std::string_view ending : {"范围", "範圍"}) {
        if (!token.text.ends_with(ending)) continue;
        auto found = find_keyword(token.text.substr(0, token.text.size() - ending.size()));
        if (found && *found >= type_boolean && *found <= type_interval) return found;
    }
    return std::nullopt;
}
constexpr auto type_word = build::set_keyword<&TypeName::type>;
constexpr auto single_name = [](auto& context) {
    TypeName& type = x3::_val(context);
    Token const& token = x3::_attr(context);
    if (auto found = ranged_type(token)) {
        type.type = *found;
        type.range = true;
    } else {
        type.name = build::to_name(token);
    }
};
constexpr auto another_enumerator = [](auto& context) {
    TypeName& type = x3::_val(context);
    if (type.enumerators.empty()) type.enumerators.push_back(std::exchange(type.name, Name{}));
    type.enumerators.push_back(build::to_name(x3::_attr(context)));
};
auto const any_type = any_word<type_boolean, type_integer, type_decimal, type_ratio, type_money, type_text, type_date,
                               type_moment, type_span, type_interval>;
auto const type_name_def = spanned[-word(type_list_of)[build::mark<&TypeName::list>] >>
                                   (word(type_range_of)[build::mark<&TypeName::range>] > any_type[type_word] |
                                    any_type[type_word] >> !symbol(',') |
                                    any_name[single_name] >> x3::eps[([](auto& context) {
                                        x3::_val(context).type =
                                            x3::_val(context).range ? x3::_val(context).type : none_;
                                    })] >>
                                        *(symbol(',') >> any_name[another_enumerator]))];

}  // namespace

BOOST_SPIRIT_DEFINE(level)
BOOST_SPIRIT_DEFINE(name_of, names, scope, type_name)
BOOST_SPIRIT_INSTANTIATE(decltype(name_of), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(names), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(scope), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(type_name), Iterator, Context)

}  // namespace fadu::syntax::grammar
