// Examples: the lines of a 案例, each an entry of the case, the day it is looked at, or a verdict that is expected.
#include "syntax/grammar.hpp"

namespace fadu::syntax::grammar {
namespace {

using Kind = ExpressionKind;
using enum Keyword;

struct entry_tag {};
struct records_tag {};
struct entries_tag {};
struct value_tag {};
struct expectation_tag {};
struct example_line_tag {};
struct example_head_tag {};
Production<entry_tag, ExampleEntry> const entry =
    "案情的一行（名称和值，或者日期和事件）|an entry (a name and a value, or a date and an event)";
Production<entries_tag, std::vector<ExampleEntry>> const entries = "（名称 值 ……）|(name value …)";
Production<value_tag, Expression> const value = "值|a value";
Production<expectation_tag, Expectation> const expectation = "应有、应无|expect, expect no";
Production<example_head_tag, Example> const example_head = "案例|an example";
Production<example_line_tag, Example> const example_line = "案情、截至、应有、应无|an entry, as of, expect, expect no";

bool begins_value(Token const* at) {
    return tests::is_literal(at) || at->keyword == is || (at->kind == TokenKind::name && !at->starts_line) ||
           at->symbol == '(';
}
/// A comma that is followed by one more value; ， and , may also part entries, 、 parts values only.
struct ValueComma : x3::parser<ValueComma> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    template <typename C, typename R, typename A>
    bool parse(Iterator& first, Iterator const& last, C const&, R&, A&) const {
        if (first == last || first->kind != TokenKind::punctuation || first->symbol != ',' || first + 1 == last)
            return false;
        Iterator next = first + 1;
        if (first->text != "、" && tests::is_any_name(next) && next + 1 != last && begins_value(next + 1)) return false;
        if (!tests::is_literal(next) && !tests::is_any_name(next) && next->symbol != '(') return false;
        ++first;
        return true;
    }
};
bool is_plan(Token const* at) {
    return at->keyword == planned && !at->quoted &&
           (tests::is_date(at + 1) || (tests::is_any_name(at + 1) && !at[1].starts_line && tests::is_date(at + 2)) ||
            at[1].keyword == some_day);
}
bool is_some_day(Token const* at) { return at->keyword == some_day && !at->quoted; }
bool is_value_name(Token const* at) { return at->kind == TokenKind::name && !at->starts_line; }
struct PlanWord : Terminal<PlanWord> {
    static constexpr bool reads_keywords = true;
    bool accepts(Iterator at) const { return is_plan(at); }
};
struct SomeDayWord : Terminal<SomeDayWord> {
    static constexpr bool reads_keywords = true;
    bool accepts(Iterator at) const { return is_some_day(at); }
};
constexpr Described value_name{is_value_name, "值|a value"};

auto const value_def = spanned[value_name[build::start<Kind::name>] | !name >> in_place[primary]];

constexpr auto begin_of = build::set<&ExampleEntry::begin>;
constexpr auto end_of_entry = build::set<&ExampleEntry::end>;
constexpr auto keep_value = build::append<&ExampleEntry::values>;
constexpr auto keep_label = [](auto& context) {
    ExampleEntry& node = x3::_val(context);
    if (node.values.size() == 1 && node.values.front().kind == Kind::name) {
        node.label = build::to_name(node.values.front().token);
    }
};
auto const day = SomeDayWord{}[begin_of] |
                 date[begin_of] >> -(word(until) > (SomeDayWord{}[end_of_entry] | date[end_of_entry]));
auto const records = symbol('(') > entries[build::append<&ExampleEntry::records>] > symbol(')');
auto const values = value[keep_value] >> *(ValueComma{} > value[keep_value]);

auto const said = word(is) > (records % ValueComma{} | values) | records % ValueComma{} | values >> x3::eps[keep_label];
auto const entry_def =
    spanned[-PlanWord{}[build::mark<&ExampleEntry::planned>] >>
            (day > any_name[build::set_name<&ExampleEntry::name>] >> -said |
             // What follows a day after the name is the next entry: （有效期 2020-01-01 至 2025-01-01 辅助人员 是）.
             any_name[build::set_name<&ExampleEntry::name>] >> (day >> -(records % ValueComma{}) | -said))];
auto const entries_def = deeper[entry][build::push] >> *(-symbol(',') >> deeper[entry][build::push]);

bool is_step_name(Token const* at) {
    if (at->kind != TokenKind::name || at->starts_line) return false;
    return at->quoted || (at->keyword != late && at->keyword != due && at->keyword != missing);
}
constexpr Described step_name{is_step_name, "步骤的名称|the name of a step"};
bool is_grade(Token const* at) {
    return at->keyword >= grade_void && at->keyword <= grade_note && at[1].kind == TokenKind::name &&
           !at[1].starts_line;
}
struct GradeWord : Terminal<GradeWord> {
    static constexpr bool reads_keywords = true;
    bool accepts(Iterator at) const { return is_grade(at); }
};
bool is_verdict(Token const* at) {
    return at->keyword >= verdict_not_applicable && at->keyword <= verdict_allowed && !at->quoted &&
           at[1].kind == TokenKind::name && !at[1].starts_line;
}
struct VerdictWord : Terminal<VerdictWord> {
    static constexpr bool reads_keywords = true;
    bool accepts(Iterator at) const { return is_verdict(at); }
};

/// 应无 违反, 应无 违反 重大: of whatever rule.
bool ends_line(Token const* at) { return at->starts_line || at->kind == TokenKind::end; }
bool is_lone_grade(Token const* at) {
    return at->keyword >= grade_void && at->keyword <= grade_note && !at->quoted && ends_line(at + 1);
}
bool is_lone_verdict(Token const* at) {
    return at->keyword >= verdict_not_applicable && at->keyword <= verdict_allowed && !at->quoted &&
           (ends_line(at + 1) || (!at[1].starts_line && is_lone_grade(at + 1)));
}
struct LoneGrade : Terminal<LoneGrade> {
    static constexpr bool reads_keywords = true;
    bool accepts(Iterator at) const { return !at->starts_line && is_lone_grade(at); }
};
struct LoneVerdict : Terminal<LoneVerdict> {
    static constexpr bool reads_keywords = true;
    bool accepts(Iterator at) const { return is_lone_verdict(at); }
};

constexpr auto negative = [](auto& context) { x3::_val(context).negative = x3::_attr(context).keyword == expect_no; };
auto const expectation_def = spanned
    [any_word<expect, expect_no>[negative] >
     (LoneVerdict{}[build::set_keyword<&Expectation::verdict>] >> -LoneGrade{}[build::set_name<&Expectation::grade>] |
      -VerdictWord{}[build::set_keyword<&Expectation::verdict>] >> -GradeWord{}[build::set_name<&Expectation::grade>] >
          any_name[build::set_name<&Expectation::rule>] > -word(of) > -step_name[build::set_name<&Expectation::step>] >
          *(word(late) > span_literal[build::set<&Expectation::late>] |
            word(due) > date[build::set<&Expectation::due>] |
            word(missing) > any_name[build::set<&Expectation::missing>])) > -end_of_clause];

bool begins_line(Token const* at) { return at->starts_line; }

/// 案件 alone on its line, or before 载于.
bool is_case_word(Token const* at) {
    return at->keyword == case_ && !at->quoted &&
           (at[1].keyword == from_file || at[1].starts_line || at[1].kind == TokenKind::end);
}
struct CaseWord : Terminal<CaseWord> {
    static constexpr bool reads_keywords = true;
    bool accepts(Iterator at) const { return is_case_word(at); }
};
bool is_incomplete_word(Token const* at) {
    return at->keyword == incomplete && !at->quoted && (at[1].starts_line || at[1].kind == TokenKind::end);
}
struct IncompleteWord : Terminal<IncompleteWord> {
    static constexpr bool reads_keywords = true;
    bool accepts(Iterator at) const { return is_incomplete_word(at); }
};

auto const example_line_def = +(word(as_of) > date[build::set<&Example::as_of>] > -end_of_clause |
                                expectation[build::append<&Example::expectations>] |
                                CaseWord{} > -(word(from_file) > text_literal[build::set<&Example::file>]) |
                                IncompleteWord{}[build::mark<&Example::incomplete>] |
                                if_next(begins_line) >> entry[build::append<&Example::entries>] > -end_of_clause);
auto const example_head_def = word(example) > any_name[build::set_name<&Example::name>] >
                              scope[build::set<&Example::scope>] >
                              -word(incomplete)[build::mark<&Example::incomplete>] > -end_of_clause;

}  // namespace

BOOST_SPIRIT_DEFINE(entry, entries, value, expectation, example_line, example_head)

}  // namespace fadu::syntax::grammar

namespace fadu::syntax {
using namespace grammar;

bool read_example_head(At first, At last, GrammarState& state, Example& value) {
    return run(first, last, state, example_head > end_of_line, value);
}
bool read_example_line(At first, At last, GrammarState& state, Example& value) {
    return run(first, last, state, example_line > end_of_line, value);
}
}  // namespace fadu::syntax
