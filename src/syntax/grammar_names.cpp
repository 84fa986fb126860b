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

struct grouping_tag {};
Production<grouping_tag, Grouping> const grouping =
    "中 同一……的 每两次或者每组|where same … of each pair or each group";

text::Message quoted(Token const& token) {
    const std::string written = "“" + std::string(token.text) + "”";
    return {written, written};
}
[[noreturn]] void refuse(const char* code, text::Span span, text::Message message, text::Message help) {
    throw Refusal{{code, text::Level::error, span, std::move(message), {}, std::move(help), {}}};
}
/// 每两次 right after a record or a level: nothing says what its members have in common.
constexpr auto refuse_unsaid = [](auto& context) {
    Token const& token = x3::_attr(context);
    const text::Message met = quoted(token);
    refuse("FD0116", token.span,
           {met.zh + "之前没有写明同一什么", met.en + " is not told what its members have in common"},
           {"写作“中 同一 字段 的 每组（以下称 名称）”", "write “where same field of each group (called name)”"});
};
constexpr auto begin_pairs = [](auto& context) {
    x3::_val(context).pairs = true;
    x3::_val(context).span = x3::_attr(context).span;
};
constexpr auto begin_group = [](auto& context) { x3::_val(context).span = x3::_attr(context).span; };
constexpr auto refuse_unmeasured = [](auto& context) {
    refuse("FD0116", x3::_attr(context).span,
           {"每两次没有写明相隔多久", "each pair is not told how far apart they may be"},
           {"写作“且 相隔 不超过 30日 的 每两次”；不论相隔多久的，用“每组”",
            "write “and apart at most 30 days of each pair”; with no such limit it is “each group”"});
};
void check_names(const Grouping& value) {
    if (value.pairs && !value.second) {
        refuse("FD0115", value.span,
               {"每两次要起两个名：前一次和后一次", "each pair has two names: the earlier and the later"},
               {"写作“每两次（以下称 前次、后次）”", "write “each pair (called earlier, later)”"});
    }
    if (!value.pairs && (!value.first || value.second)) {
        refuse("FD0115", value.span, {"每组要起一个名", "each group has one name"},
               {"写作“每组（以下称 同号案件）”", "write “each group (called cases)”"});
    }
}
constexpr auto named_well = [](auto& context) { check_names(x3::_val(context)); };

auto const binder = symbol('(') >> word(called);
auto const level_def = spanned[any_word<each, each_occurrence>[build::set_keyword<&ScopeLevel::quantifier>] >
                               any_name[build::set_name<&ScopeLevel::collection>] >
                               -(binder > any_name[build::set_name<&ScopeLevel::binder>] > symbol(')'))];
// The 的 before 每两次 closes the grouping as it closes a filter.
auto const grouping_def =
    spanned[word(among) > word(same) > names[build::set<&Grouping::keys>] >
            (word(and_) > (word(apart) | in_filter[operand][build::set<&Grouping::day>] > word(apart)) >
                 word(not_more) > in_filter[operand][build::set<&Grouping::within>] > word(of) >
                 word(each_pair)[begin_pairs] |
             word(of) > (word(each_group)[begin_group] | word(each_pair)[refuse_unmeasured])) >
            -(binder > any_name[build::set_name<&Grouping::first>] >
              -(symbol(',') > any_name[build::set_name<&Grouping::second>]) > symbol(')')) > x3::eps[named_well]];
auto const scope_def =
    spanned[word(for_) > any_name[build::set_name<&Scope::record>] >
            -(binder > any_name[build::set_name<&Scope::binder>] > symbol(')')) >
            *(word(of) > (any_word<each_pair, each_group>[refuse_unsaid] | level[build::append<&Scope::levels>])) >
            -grouping[build::set<&Scope::grouping>]];

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

BOOST_SPIRIT_DEFINE(level, grouping)
BOOST_SPIRIT_DEFINE(name_of, names, scope, type_name)
BOOST_SPIRIT_INSTANTIATE(decltype(name_of), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(names), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(scope), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(type_name), Iterator, Context)

}  // namespace fadu::syntax::grammar
