// The heads that describe files and laws: 规则集 with its version, 法源 with its rank and how it counts.
#include "syntax/grammar.hpp"

namespace fadu::syntax::grammar {
namespace {

using enum Keyword;

struct rulebook_tag {};
struct attributes_tag {};
struct declaration_tag {};
struct counting_tag {};
Production<rulebook_tag, RulebookHead> const rulebook_line = "规则集|a rulebook";
Production<declaration_tag, Source> const source_line = "法源|a source";
Production<attributes_tag, Source> const source_attributes =
    "位阶、制定机关、文号、施行、条文、计算、顺延、本数、倒计、同日或者在途时间|rank, issued by, number, in force, "
    "articles, count, "
    "roll, bounds, backward, same day or in transit";
Production<counting_tag, Source::Counting> const counting_rule = "日数（如 2日、3日，10日以内，全部）|numbers of days";

auto const same_day_choice = any_word<verdict_undetermined, as_recorded, in_order>;
auto const rulebook_line_def = word(rulebook) > any_name[build::set_name<&RulebookHead::name>] >
                               *((word(version) > version_token[build::set<&RulebookHead::version>] |
                                  word(territory) > name_or_text[build::set<&RulebookHead::territory>] |
                                  word(maintainer) > name_or_text[build::set<&RulebookHead::maintainer>] |
                                  word(zone) > (text_literal[build::set<&RulebookHead::zone>] |
                                                word(wall_clock)[build::set<&RulebookHead::zone>]) |
                                  word(same_day) > same_day_choice[build::set_keyword<&RulebookHead::same_day>]) >>
                                 -end_of_clause);

auto const any_rank =
    any_word<rank_constitution, rank_law, rank_regulation, rank_local_regulation, rank_autonomous_regulation,
             rank_zone_regulation, rank_ministry_rule, rank_local_rule, rank_judicial_interpretation, rank_document>;
constexpr auto set_rank = [](auto& context) {
    x3::_val(context).rank = x3::_attr(context).keyword;
    x3::_val(context).rank_span = x3::_attr(context).span;
};

auto const counting_rule_def =
    spanned[(word(every_number)[build::mark<&Source::Counting::every_number>] |
             span_literal[build::append<&Source::Counting::numbers>] % symbol(',') >>
                 -word(or_within)[build::mark<&Source::Counting::within>]) >
            any_word<as_working_days, as_calendar_days>[build::set_keyword<&Source::Counting::as>]];

auto const bound = any_word<or_more, or_less, or_within, all_included, more_included, more_excluded, less_included,
                            less_excluded>[build::append<&Source::bounds>];

auto const attribute =
    (word(rank) > any_rank[set_rank] | word(issued_by) > name_or_text[build::set<&Source::issued_by>] |
     word(number) > name_or_text[build::set<&Source::number>] |
     word(in_force) > date[build::set<&Source::in_force_from>] >
         -(word(until) > date[build::set<&Source::in_force_until>]) |
     word(articles) > article[build::append<&Source::articles>] > word(until) >
         article[build::append<&Source::articles>] |
     word(counting) > counting_rule[build::append<&Source::countings>] |
     word(roll) > any_word<public_holidays, rest_days, no_roll>[build::set_keyword<&Source::roll>] |
     word(no_roll)[build::set_keyword<&Source::roll>] | word(bounds) > bound > *(-symbol(',') >> bound) |
     word(backward) > any_word<one_end, both_ends>[build::set_keyword<&Source::backward>] |
     word(same_day) > same_day_choice[build::set_keyword<&Source::same_day>] |
     word(in_transit) > any_word<transit_counts, transit_out>[build::set_keyword<&Source::in_transit>]) >>
    -end_of_clause;

auto const source_attributes_def = +attribute;
auto const source_line_def = word(source) > title[build::set<&Source::title>] >
                             -(symbol('(') > version_token[build::set<&Source::version>] > symbol(')')) > -end_of_clause
                             > *attribute;

constexpr Finish end_of_source{"位阶、施行、计算等或者行末|rank, in force, count …, or the end of the line"};

}  // namespace

BOOST_SPIRIT_DEFINE(rulebook_line, source_line, source_attributes, counting_rule)

}  // namespace fadu::syntax::grammar

namespace fadu::syntax {
using namespace grammar;

bool read_rulebook(At first, At last, GrammarState& state, RulebookHead& value) {
    constexpr Finish end{
        "版本、地域、维护、时区、同日或者行末|version, territory, maintained by, time zone, same day, or the "
        "end of the line"};
    return run(first, last, state, rulebook_line > end, value);
}
bool read_source_head(At first, At last, GrammarState& state, Source& value) {
    return run(first, last, state, source_line > end_of_source, value);
}
bool read_source_attributes(At first, At last, GrammarState& state, Source& value) {
    return run(first, last, state, source_attributes > end_of_source, value);
}
}  // namespace fadu::syntax
