// The syntax tree: what a rule file says, as written, before any name is looked up. Made by parse.hpp, printed back by
// print.hpp, turned into the rulebook by model/resolve.hpp. Everything between a clause's keyword and its end is an
// Expression; declarations and clauses are plain structs. Views point into text::Sources, which must outlive the tree.
#pragma once

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "fadu/syntax/token.hpp"

namespace fadu::syntax {

struct Name {
    std::string_view text;
    text::Span span;
    bool quoted = false;
    explicit operator bool() const { return !text.empty(); }
};

enum class ExpressionKind : std::uint8_t {
    literal,  ///< token: number, percent, money, count, span, date, moment, text; or keyword yes, no, none, unascertainable
    name,        ///< token: a bare name
    word,        ///< token: this_case, this_, gap
    its,         ///< 其 N: token = the name
    path,        ///< children[0] 的 token (a name: field, property such as 起日 止日 期间, definition)
    aggregate,   ///< children[0] 的 token (keyword count, least, greatest, sum, mean, half, first_item, last_item)
    filter,      ///< children[0] 中 children[1] 的
    rounds,      ///< token (all_rounds, first_occurrence, last_occurrence) children[0]
    pattern,     ///< event children[0] (a name) 其 children[1]
    happened,    ///< token (has_happened, has_not_happened) children[0] = name or pattern; optional children[1] = time
    quantified,  ///< token (some, no_such) children[0]; or each: 每个 children[0] 均 children[1]
    timed,       ///< a leading time phrase: children[0] = time, children[1] = the condition it governs
    end_of_period,  ///< 自 children[0] 之日起 children[1] 届满
    time,           ///< token tells which: within (children: point, period; hours by flag), only_after (point, period),
                    ///< ahead (point, period), before (point), after (point)
    range,          ///< children: low or high or both, by flags
    interval,       ///< children[0] 至 children[1], two dates
    unary,          ///< token not_ or symbol '-': children[0]
    binary,    ///< token = the operator: and_, or_, is, is_not, in_set, not_in_set, includes, contains, not_less, …,
               ///< before/after/not_after/not_before, + - * /, precedes, followed_by, alternates, …; children[0], [1]
    set,       ///< A、B、C on the right of 属于 and the like
    covers,    ///< children[0] 覆盖 children[1] 至 children[2]
    relation,  ///< children[0] token children[1] [相隔 不超过 children[2]]: precedes, followed_by, accompanies,
               ///< alternates, immediately_followed
    rounded,   ///< children[0] 取整 到 token(name: 元, 分, 万元, …); mode keyword in `mode`
    items,     ///< token: any_of_the_following, all_of_the_following, the_following; children = item
    item,      ///< token = the label; children[0] = condition or required thing; optional children[1] = 当 condition
    includes_items,  ///< children[0] 包括 下列各项 children[1] (items); token 依次包括 where their order counts
    call,            ///< token = the name of a list or definition; children = arguments: N（a、b）
    any,             ///< 不限 in a cell
    otherwise,       ///< 其他 in a cell
    compare_with,    ///< a cell or item that is only the right half of a comparison: token operator, children[0]
    parenthesized,  ///< （children[0]): kept so that printing gives back what was written
    empty,          ///< an empty cell
    error,          ///< something already reported
};

struct Expression {
    ExpressionKind kind = ExpressionKind::empty;
    Token token;
    text::Span span;
    Keyword mode = Keyword::none_;  ///< rounded: the rounding mode; rounds and time: reserved
    bool hours = false;             ///< time: 之时起 instead of 之日起
    bool low_open_word = false;     ///< range: the low end was written (以上)
    bool high_within = false;       ///< range: the high end was written with 以内 instead of 以下
    std::uint16_t height = 1;       ///< levels of nodes from this one down; the parser keeps it at most 1000
    std::vector<Expression> children;
};

/// 《title》（version）第…条、第…条
struct Citation {
    Token title;    ///< TokenKind::title; absent (kind end) where the articles continue the list's or rule's source
    Token version;  ///< a number or name in （）, or kind end
    std::vector<Token> articles;  ///< article or name tokens
    text::Span span;
};

/// A text with 【expressions】: `pieces` alternate freely.
struct Template {
    Token token;  ///< the text token itself
    struct Piece {
        std::string_view literal;  ///< used if `expression` has no value
        std::optional<Expression> expression;
    };
    std::vector<Piece> pieces;
};

struct ScopeLevel {
    Keyword quantifier = Keyword::each;  ///< each or each_occurrence
    Name collection;
    Name binder;  ///< （以下称 …）
    text::Span span;
};

/// 中 同一 F、G 且 [D] 相隔 不超过 P 的 每两次（以下称 前、后）, 中 同一 F、G 的 每组（以下称 N）
struct Grouping {
    std::vector<Name> keys;            ///< fields of the member: the case, or what the last level speaks of
    bool pairs = false;                ///< 每两次; else 每组
    std::optional<Expression> day;     ///< pairs: whose distance is measured; none: the member's only date
    std::optional<Expression> within;  ///< pairs: 相隔 不超过; always there
    Name first, second;                ///< pairs: the earlier and the later; groups: first = the group
    text::Span span;
};

/// 对 record 的 每次 E 的 每个 F（以下称 N）
struct Scope {
    Name record;
    Name binder;
    std::vector<ScopeLevel> levels;
    std::optional<Grouping> grouping;
    text::Span span;
    explicit operator bool() const { return static_cast<bool>(record); }
};

struct TypeName {
    Keyword type = Keyword::none_;  ///< a type keyword, or none_ for a named kind or record
    Name name;                      ///< the kind's or record's name when type is none_
    bool list = false;              ///< 列表 T
    bool range = false;             ///< T范围
    std::vector<Name> enumerators;  ///< an inline kind: 甲、乙、丙
    text::Span span;
};

enum class ClauseKind : std::uint8_t {
    when,        ///< 当 expressions[0] (possibly timed)
    when_then,   ///< 当 expressions[0] 则 expressions[1]  (definitions)
    is,          ///< 为 expressions[0]
    applies_to,  ///< 适用于 expressions[0]
    duty,  ///< head: must, must_not, normally_must, may; expressions[0] = time (kind empty if none), [1] = content (kind empty if none)
    without,       ///< 未经 expressions[0] 不得 expressions[1]
    except,        ///< 但 expressions[0] 的除外
    extension,     ///< 经 expressions[0] 可以延长 expressions[1] (kind empty if left out)
    not_counting,  ///< 不计入期限 expressions…
    governed_by,   ///< 适用 expressions[0] 的规定 [从旧兼从轻: words non-empty]
    yields_to,     ///< 从其规定 words (ranks) [对 expressions]
    by,            ///< 由 words[0]
    cites,         ///< 依据 citations
    reading,       ///< 解释 words[0]
    breach,        ///< 违者 words[0] (grade) message
    advise,        ///< 建议 message
    code,          ///< 编号 words[0]
    return_to,     ///< 退回 至 words[0] [当 expressions[0]]
    in_force,      ///< 施行 words[0] [至 words[1]]
    reason,        ///< 理由 words[0] (不可译, 例外, 优先适用)
    prevails,      ///< 优先适用 [citations: in a 例外, which candidate]
    incurable,     ///< 不能补正的 message [citations: 《…》第…条 right after the text]
};

struct Clause {
    ClauseKind kind;
    Token head;
    std::vector<Expression> expressions;
    std::vector<Token> words;
    std::vector<Citation> citations;
    std::optional<Template> message;
    text::Span span;
};

struct RulebookHead {
    Name name;
    Token version, territory, maintainer, zone;  ///< kind end where absent
    std::optional<Keyword> same_day;
};
struct Use {
    Token path;  ///< a text (relative path) or a name
};
struct Source {
    Token title;
    Token version;
    Keyword rank = Keyword::none_;
    text::Span rank_span;
    Token issued_by, number;
    Token in_force_from, in_force_until;
    std::vector<Token> articles;  ///< 条文 第一条 至 第八十六条: first and last
    struct Counting {
        bool every_number = false;
        std::vector<Token> numbers;  ///< span tokens
        bool within = false;         ///< 10日以内
        Keyword as = Keyword::as_working_days;
        text::Span span;
    };
    std::vector<Counting> countings;
    std::optional<Keyword> roll, backward, same_day, in_transit;
    std::vector<Token> bounds;  ///< the local keywords as written, e.g. 以上含 以下不含, or 以上 以下 以内 均含
};
struct Kind {
    Name name;
    bool ascending = false;
    std::vector<Name> enumerators;
};
struct Field {
    Name name;
    TypeName type;
    bool key = false, required = false, may_be_none = false, may_be_unascertainable = false, found = false;
    bool curable = false;  ///< 可补正: may still be set right
    std::optional<Expression> default_value;
    Token burden;  ///< the party who bears it
    std::vector<Token> aliases;
    text::Span span;
};
struct Event {
    std::vector<Name> names;  ///< 事件 询问、现场检查
    bool once = false, lasting = false;
    std::vector<Name> classes;  ///< 属于 调查取证
    std::vector<Name> voids;    ///< 使 事先告知 失效
    std::vector<Token> aliases;
    std::vector<Field> fields;
    text::Span span;
};
struct Record {
    Name name;
    std::vector<Field> fields;
    std::vector<Event> events;
};
struct Parameter {
    Name name;
    TypeName type;
    std::optional<Expression> value;
    std::vector<Clause> clauses;
};
struct Define {
    Name name;
    TypeName type;
    Scope scope;
    std::vector<Clause> clauses;
};
struct Rule {
    Name name;
    Scope scope;
    std::vector<Clause> clauses;
};
struct Deem {
    Name name;
    Scope scope;
    std::vector<Clause> clauses;
};
struct Step {
    Name name;
    std::vector<Name> after;  ///< 在 A、B 之后
    std::vector<Clause> clauses;
    text::Span span;
};
struct Procedure {
    Name name;
    Scope scope;
    std::vector<Clause> clauses;
    std::vector<Step> steps;
};
struct ListColumn {
    Expression expression;  ///< the field or expression that the column tests
    bool result = false;    ///< 则 …
    bool citation = false;  ///< 依据
    TypeName result_type;   ///< result columns: what stands after 则
    text::Span span;
};
struct ListRow {
    bool otherwise = false;  ///< | 其他 | …: only the result cells follow
    std::vector<Expression> cells;
    std::vector<Citation> citations;  ///< content of the 依据 cell
    text::Span span;
};
struct List {
    Name name;
    Scope scope;
    Keyword policy = Keyword::
        policy_first;  ///< policy_first, policy_unique, policy_lightest, policy_heaviest, every_number (全部), sum
    std::optional<Expression> cap;              ///< 不超过 100%
    bool unascertainable_takes_lowest = false;  ///< 无法查明 取 最低
    Token file;                                 ///< 载于 “….csv”
    TypeName result_type;                       ///< 清单 名 : 类型, for lists read from a file
    std::vector<ListColumn> columns;
    std::vector<ListRow> rows;
    std::vector<Clause> clauses;
};
struct Untranslatable {
    Citation citation;
    std::vector<Citation> more;
    Name binder;                  ///< （以下称 N）: a condition of that name that nobody can decide
    std::vector<Clause> clauses;  ///< reason, reading
};

struct ExampleEntry {
    Token begin, end;  ///< a date or moment before or after the name; end after 至; some_day as name token
    bool planned = false;
    Name name;
    Name label;                      ///< a named record: 执法人员 甲
    std::vector<Expression> values;  ///< 为 v、v; a nested record is kind parenthesized with `record` children
    std::vector<std::vector<ExampleEntry>> records;  ///< （姓名 “甲” …）、（…）: one inner vector a record
    text::Span span;
};
struct Expectation {
    bool negative = false;  ///< 应无
    Keyword verdict = Keyword::none_;
    Name rule, step;
    Token late, due, missing;  ///< 逾期 41日 · 期限 2023-07-19 · 缺 说明日; kind end where absent
    Name grade;
    text::Span span;
};
struct Example {
    Name name;
    Scope scope;
    bool incomplete = false;  ///< 不完整: kinds not listed are unknown
    Token file;               ///< 案件 载于 “….json”
    std::vector<ExampleEntry> entries;
    Token as_of;
    std::vector<Expectation> expectations;
};

/// 例外 name 对 规则 target · 定义 target · 程序 target 的 步骤 step · 清单 target 的 “row” · 例外 target, then clauses.
struct Exception {
    Name name;
    Keyword target_kind = Keyword::rule;  ///< rule, define, procedure, list, exception
    Name target;
    Name step;  ///< of a procedure
    Token row;  ///< of a list: a text (the row's label) or a number (its place, from 1); kind end otherwise
    std::vector<Clause> clauses;
};

/// 违反 R [的 S]: what the check of a rule (or of a procedure's step) came to.
struct VerdictMention {
    Keyword verdict = Keyword::verdict_violated;  ///< a verdict_… keyword
    Name rule, step;
    text::Span span;
};
/// What is counted: a verdict or a condition; one of the two.
struct Measured {
    std::optional<VerdictMention> verdict;
    std::optional<Expression> condition;
};
/// 指标: a figure over many cases.
struct Indicator {
    Name name;
    Scope scope;                       ///< absent where it is computed from other indicators (为 …)
    std::vector<Measured> when;        ///< 当 …: only these cases; all must hold
    Keyword measure = Keyword::none_;  ///< measure_count, measure_share, sum, measure_mean, measure_quantile, is
    std::optional<Measured> what;      ///< 占比 what; 计数 [what]
    std::optional<Expression> value;   ///< 合计, 平均, 分位 value; 为 value (over other indicators)
    Token quantile;                    ///< 分位 90%
    text::Span measure_span;
    Token from, until;                         ///< 统计期间 from 至 until; kind end if absent
    std::optional<Expression> period_by;       ///< 按 event or date
    std::vector<Expression> groups;            ///< 分组
    Token rounding_unit;                       ///< 取整 到 0.1%: a number or percent; kind end if absent
    Keyword rounding_mode = Keyword::none_;    ///< round_half_up, round_down, round_up; none_ = half up
    Keyword target_operator = Keyword::none_;  ///< not_less, not_more, more, less, is, is_not
    std::optional<Expression> target;          ///< numbers, parameters, other indicators
    std::optional<Expression> published;
    std::vector<Clause> clauses;  ///< cites, reading, breach, advise, code
};

/// 扣分 5 违反 R [的 S] [每次] · 扣分 2 瑕疵 [每次] · 一票否决 违反 R · 一票否决 无效
struct Deduction {
    Token points;  ///< kind end for a veto
    std::optional<VerdictMention> what;
    Keyword grade = Keyword::none_;  ///< grade_…: every breach of this grade that is not named elsewhere
    bool each = false;               ///< 每次: once a finding; else once a rule
    text::Span span;
};
struct ScoreSection {
    Name name;  ///< empty for deductions before the first 类项
    Token cap;  ///< 不超过 N; kind end if absent
    std::vector<Deduction> deductions;
    text::Span span;
};
struct ScoreGrade {
    Name name;
    Token at_least;  ///< kind end: the rest
    text::Span span;
};
/// 评查表
struct Scorecard {
    Name name;
    Scope scope;
    Token total;
    std::vector<ScoreSection> sections;
    std::vector<Deduction> vetoes;
    std::vector<ScoreGrade> grades;
    std::vector<Clause> clauses;
};

/// A、B 经 E [其 P] 转为 C · A 自 X 之日起 P 届满 转为 C
struct Transition {
    std::vector<Name> from;
    std::optional<Expression> upon;   ///< name or pattern
    std::optional<Expression> after;  ///< kind end_of_period
    Name to;
    text::Span span;
};
/// 状态表
struct StateTable {
    Name name;
    Scope scope;
    Name initial;
    std::vector<Transition> transitions;
    std::vector<Name> final_states;
    std::vector<Clause> clauses;  ///< cites, breach, advise, reading, code
};

/// A slice that could not be read; its diagnostics say why. The printer gives it back verbatim.
struct Unreadable {};

using DeclarationBody =
    std::variant<Unreadable, RulebookHead, Use, Source, Kind, Record, Parameter, Define, Rule, Deem, Procedure, List,
                 Untranslatable, Example, Exception, Indicator, Scorecard, StateTable>;

struct Declaration {
    DeclarationBody body;
    Token head;
    text::Span span;
    std::string_view documentation;  ///< the comment block right above, without its # marks' line joins; may be empty
    bool complete = true;            ///< false: parts of it could not be read and are missing; reported
    std::size_t first_token = 0;     ///< in File::tokens; span covers the tokens up to end_token
    std::size_t end_token = 0;
};

/// One rule file.
struct File {
    text::FileId id = 0;
    std::vector<Declaration> declarations;
    std::vector<Comment> comments;
    std::vector<Token> tokens;  ///< as understood: local keywords that were read as such are of kind keyword
};

}  // namespace fadu::syntax
