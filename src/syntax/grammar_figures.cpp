// Figures over many cases, line by line: 指标 with 占比, 统计期间, 目标, and 评查表 with 类项, 扣分, 等次.
#include "syntax/grammar.hpp"

namespace fadu::syntax {

namespace {

bool is_line_word(Token const* at) { return at->kind == TokenKind::name || at->kind == TokenKind::keyword; }
/// A word where none of the lines can go on: in the middle of an expression only reserved words begin a line.
bool is_loose_word(Token const* at) {
    return at->kind == TokenKind::name || (at->kind == TokenKind::keyword && use_of(at->keyword) == KeywordUse::local);
}
bool waits_for_value(Token const* at) {
    if (at->kind != TokenKind::punctuation) return false;
    return at->symbol == '+' || at->symbol == '-' || at->symbol == '*' || at->symbol == '/' || at->symbol == '(';
}

}  // namespace

bool starts_indicator_line(Token const* at) {
    if (waits_for_value(at - 1) || !is_line_word(at)) return false;
    switch (at->keyword) {
        case Keyword::sum:
        case Keyword::rounded:
        case Keyword::is: return true;
        default: return is_loose_word(at) || starts_clause(at);
    }
}
bool starts_scorecard_line(Token const* at) { return is_loose_word(at) || starts_clause(at); }

}  // namespace fadu::syntax

namespace fadu::syntax::grammar {
namespace {

using enum Keyword;

struct mention_tag {};
struct measured_tag {};
struct indicator_head_tag {};
struct indicator_line_tag {};
struct deduction_tag {};
struct veto_tag {};
struct section_tag {};
struct grade_tag {};
struct scorecard_head_tag {};
struct scorecard_line_tag {};
Production<mention_tag, VerdictMention> const mention = "“违反 规则”|“violated rule”";
Production<measured_tag, Measured> const measured = "“违反 规则”或者条件|“violated rule” or a condition";
Production<indicator_head_tag, Indicator> const indicator_head = "指标|an indicator";
Production<indicator_line_tag, Indicator> const indicator_line =
    "当、占比、计数、合计、平均、分位、为、统计期间、分组、取整、目标、公布值、违者或者依据|when, share, count of, "
    "sum, "
    "mean of, quantile, is, counted over, grouped by, rounded, target, published, breach or cites";
Production<deduction_tag, Deduction> const deduction = "扣分|deduct";
Production<veto_tag, Deduction> const veto_line = "一票否决|veto";
Production<section_tag, ScoreSection> const section_line = "类项|section";
Production<grade_tag, ScoreGrade> const grade_line = "等次|score grade";
Production<scorecard_head_tag, Scorecard> const scorecard_head = "评查表|a scorecard";
Production<scorecard_line_tag, Scorecard> const scorecard_line =
    "满分、类项、扣分、一票否决、等次、违者或者依据|full score, section, deduct, veto, score grade, breach or cites";

/// 违反 R; without a rule on the same line the word is a name like any other.
bool begins_mention(Token const* at) {
    return at->keyword >= verdict_not_applicable && at->keyword <= verdict_allowed && !at->quoted &&
           at[1].kind == TokenKind::name && !at[1].starts_line;
}
struct MentionWord : Terminal<MentionWord> {
    static constexpr bool reads_keywords = true;
    bool accepts(Iterator at) const { return begins_mention(at); }
};
bool is_own_name(Token const* at) { return tests::is_any_name(at) && !at->starts_line; }
constexpr Described own_name{is_own_name, "名称|a name"};
bool is_figure(Token const* at) { return at->kind == TokenKind::number || at->kind == TokenKind::percent; }
bool is_percent(Token const* at) { return at->kind == TokenKind::percent; }
constexpr Described figure{is_figure, "数值或者百分比（如 0.1%）|a number or a percentage (such as 0.1%)"};
constexpr Described percent{is_percent, "百分比（如 90%）|a percentage (such as 90%)"};
constexpr Described points{tests::is_number, "分数|a number of points"};

auto const mention_def = spanned[MentionWord{}[build::set_keyword<&VerdictMention::verdict>] >
                                 own_name[build::set_name<&VerdictMention::rule>] >
                                 -(word(of) > own_name[build::set_name<&VerdictMention::step>])];
auto const measured_def =
    if_next(begins_mention) >> mention[build::set<&Measured::verdict>] | condition[build::set<&Measured::condition>];

constexpr auto measure = [](auto& context) {
    x3::_val(context).measure = x3::_attr(context).keyword;
    x3::_val(context).measure_span = x3::_attr(context).span;
};
bool is_target_operator(Token const* at) {
    switch (by_meaning(*at).keyword) {
        case not_less:
        case not_more:
        case more:
        case less:
        case is:
        case is_not: return at->kind == TokenKind::keyword || at->kind == TokenKind::punctuation;
        default: return false;
    }
}
constexpr Described target_operator{is_target_operator,
                                    "比较（不少于、不超过、为……）|a comparison (no less than, is …)"};
constexpr auto set_target_operator = [](auto& context) {
    x3::_val(context).target_operator = by_meaning(x3::_attr(context)).keyword;
};

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
/// What is counted stands on the same line.
bool is_on_line(Token const* at) { return !at->starts_line && at->kind != TokenKind::punctuation; }

constexpr auto what = build::set<&Indicator::what>;
constexpr auto value = build::set<&Indicator::value>;
auto const line_of_indicator =
    word(when) > measured[build::append<&Indicator::when>] | word(measure_share)[measure] > measured[what] |
    word(measure_count)[measure] > -(if_next(is_on_line) >> measured[what]) |
    any_word<sum, measure_mean, is>[measure] > chain[value] |
    word(measure_quantile)[measure] > percent[build::set<&Indicator::quantile>] > chain[value] |
    word(figure_period) > date[build::set<&Indicator::from>] > word(until) > date[build::set<&Indicator::until>] >
        -(word(by_day_of) > operand[build::set<&Indicator::period_by>]) |
    word(grouped_by) > operand[build::append<&Indicator::groups>] % symbol(',') |
    word(rounded) > word(to_unit) > figure[build::set<&Indicator::rounding_unit>] >
        -any_word<round_half_up, round_down, round_up>[build::set_keyword<&Indicator::rounding_mode>] |
    word(target) > target_operator[set_target_operator] > chain[build::set<&Indicator::target>] |
    word(published) > chain[build::set<&Indicator::published>];
auto const indicator_head_def = word(indicator) > any_name[build::set_name<&Indicator::name>] >
                                -scope[build::set<&Indicator::scope>] > -end_of_clause;
auto const indicator_line_def =
    +(if_next(is_own_clause) >> clause[build::append<&Indicator::clauses>]) | line_of_indicator > -end_of_clause;

auto const any_grade = any_word<grade_void, grade_major, grade_minor, grade_flaw, grade_note>;
constexpr auto set_grade = build::set_keyword<&Deduction::grade>;
constexpr auto set_verdict = build::set<&Deduction::what>;
auto const breach_of = if_next(begins_mention) >> mention[set_verdict] | any_grade[set_grade];
auto const deduction_def = spanned[word(deduct) > points[build::set<&Deduction::points>] > breach_of >
                                   -word(each_occurrence)[build::mark<&Deduction::each>]];
auto const veto_line_def = spanned[word(veto) > breach_of];
auto const section_line_def = spanned[word(score_section) > any_name[build::set_name<&ScoreSection::name>] >
                                      -(word(not_more) > points[build::set<&ScoreSection::cap>]) > -end_of_clause];
auto const grade_line_def = spanned[word(score_grade) > any_name[build::set_name<&ScoreGrade::name>] >
                                    -(word(not_less) > points[build::set<&ScoreGrade::at_least>])];

constexpr auto into_section = [](auto& context) {
    Deduction& read = x3::_attr(context);
    auto& sections = x3::_val(context).sections;
    if (sections.empty()) sections.emplace_back().span = read.span;
    sections.back().deductions.push_back(std::move(read));
};
auto const scorecard_head_def = word(scorecard) > any_name[build::set_name<&Scorecard::name>] >
                                scope[build::set<&Scorecard::scope>] > -end_of_clause;
bool begins_deduction(Token const* at) { return at->keyword == deduct && !at->quoted; }
bool begins_veto(Token const* at) { return at->keyword == veto && !at->quoted; }
bool begins_grade(Token const* at) { return at->keyword == score_grade && !at->quoted; }
auto const scorecard_line_def = word(full_score) > points[build::set<&Scorecard::total>] > -end_of_clause |
                                if_next(begins_deduction) >> deduction[into_section] > -end_of_clause |
                                if_next(begins_veto) >> veto_line[build::append<&Scorecard::vetoes>] > -end_of_clause |
                                if_next(begins_grade) >> grade_line[build::append<&Scorecard::grades>] > -end_of_clause
                                | +(if_next(is_own_clause) >> clause[build::append<&Scorecard::clauses>]);

}  // namespace

BOOST_SPIRIT_DEFINE(mention, measured, indicator_head, indicator_line)
BOOST_SPIRIT_DEFINE(deduction, veto_line, section_line, grade_line, scorecard_head, scorecard_line)

}  // namespace fadu::syntax::grammar

namespace fadu::syntax {
using namespace grammar;

bool read_indicator_head(At first, At last, GrammarState& state, Indicator& value) {
    return run(first, last, state, indicator_head > end_of_line, value);
}
bool read_indicator_line(At first, At last, GrammarState& state, Indicator& value) {
    bool already = false;
    switch (first->quoted ? Keyword::none_ : first->keyword) {
        case Keyword::measure_share:
        case Keyword::measure_count:
        case Keyword::sum:
        case Keyword::measure_mean:
        case Keyword::measure_quantile:
        case Keyword::is:
            if (value.measure != Keyword::none_ && value.measure != first->keyword) {
                const text::Message met = describe(*first, state);
                state.diagnostics->push_back({"FD0117",
                                              text::Level::error,
                                              first->span,
                                              {"一个指标只有一种算法，" + met.zh + "是第二种",
                                               "an indicator has one measure; " + met.en + " is a second"},
                                              {{value.measure_span, {"第一种在这里", "the first one is here"}}},
                                              {"另写一个指标", "write another indicator"},
                                              {}});
                return false;
            }
            already = value.measure != Keyword::none_;
            break;
        case Keyword::figure_period: already = value.from.kind != TokenKind::end; break;
        case Keyword::grouped_by: already = !value.groups.empty(); break;
        case Keyword::rounded: already = value.rounding_unit.kind != TokenKind::end; break;
        case Keyword::target: already = value.target.has_value(); break;
        case Keyword::published: already = value.published.has_value(); break;
        default: break;
    }
    return is_first(first, already, state) && run(first, last, state, indicator_line > end_of_line, value);
}

bool read_scorecard_head(At first, At last, GrammarState& state, Scorecard& value) {
    return run(first, last, state, scorecard_head > end_of_line, value);
}
bool read_scorecard_line(At first, At last, GrammarState& state, Scorecard& value) {
    if (first->keyword == Keyword::score_section && !first->quoted) {
        // A section that could not be read still keeps its deductions from falling to the one before.
        return run(first, last, state, section_line > end_of_line, value.sections.emplace_back());
    }
    const bool full = first->keyword == Keyword::full_score && !first->quoted;
    return is_first(first, full && value.total.kind != TokenKind::end, state) &&
           run(first, last, state, scorecard_line > end_of_line, value);
}
}  // namespace fadu::syntax
