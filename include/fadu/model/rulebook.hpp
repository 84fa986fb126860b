// The rulebook: everything the rule files declare, resolved, typed and immutable. Between the syntax tree (resolve.hpp
// makes it) and the evaluators (which read it, together with facts laid out by its records).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fadu/model/expression.hpp"
#include "fadu/text/diagnostic.hpp"

namespace fadu::model {

// ---- sources of law ------------------------------------------------------------------------------------------------

enum class Rank : std::uint8_t {
    unknown,
    constitution,
    law,
    regulation,
    local_regulation,
    autonomous_regulation,
    zone_regulation,
    ministry_rule,
    local_rule,
    judicial_interpretation,
    document,
};

struct Source {
    std::string title;    ///< without 《》
    std::string version;  ///< "2021", or empty
    Rank rank = Rank::unknown;
    std::string issued_by, number;
    std::optional<time::Day> in_force_from, in_force_until;  ///< both in
    std::string first_article, last_article;                 ///< 条文, for coverage; may be empty
    int article_count = 0;                                   ///< of 条文 第一条 至 第N条: N
    time::CountingPolicy policy;
    text::Span span;

    std::string full_name() const;  ///< 《title》（version）
};

struct Citation {
    int source = -1;                    ///< Rulebook::sources
    std::vector<std::string> articles;  ///< "第十五条第一款"
};

// ---- shapes of cases -----------------------------------------------------------------------------------------------

struct Enumeration {
    std::string name;      ///< empty for an inline one
    bool ordered = false;  ///< 由轻到重
    std::vector<std::string> enumerators;
    text::Span span;
};

struct Field {
    std::string name;
    Type type;
    bool key = false, required = false, may_be_none = false, may_be_unascertainable = false;
    bool found = false;    ///< 认定: a judgement somebody made
    bool curable = false;  ///< 可补正: a remedy may still set it
    std::string burden;    ///< 举证: the party; unknown then counts as not proven
    std::optional<Constant> default_value;
    std::vector<std::string> aliases;
    text::Span span;
};

struct EventKind {
    std::string name;
    bool once = false, lasting = false;
    bool is_class = false;                        ///< 调查取证 in `事件 询问 属于 调查取证`
    bool deemed = false;                          ///< made by a 视为
    std::vector<int> members;                     ///< of a class: the kinds, in order of declaration
    std::vector<int> voids;                       ///< kinds whose earlier occurrences it spends
    std::vector<Field> fields;                    ///< of a class: the fields all members have with one type
    std::vector<std::vector<int>> member_fields;  ///< of a class: [member][class field] = the member's field
    std::vector<std::string> aliases;
    text::Span span;
};

struct Record {
    std::string name;
    std::vector<Field> fields;
    std::vector<EventKind> events;
    text::Span span;

    int find_field(std::string_view name) const;  ///< -1 if there is none
    int find_event(std::string_view name) const;
};

// ---- values --------------------------------------------------------------------------------------------------------

struct Parameter {
    std::string name;
    Type type;
    std::optional<Constant> value;  ///< unset: what needs it is 存疑, unless the host sets it
    text::Span span;
};

/// What decides whether a declaration governs a case, alone or against others of its name (semantics.md section 6): what
/// rules, definitions and deemed events have in common.
struct Authority {
    std::optional<Expression> applies_where;                 ///< 适用于
    std::optional<Expression> governing_date;                ///< 适用 D 的规定
    bool lighter_of_old_and_new = false;                     ///< 从旧兼从轻
    std::optional<time::Day> in_force_from, in_force_until;  ///< both in: its own 施行, else its first source's
    std::vector<Rank> yields_to;                             ///< 从其规定
    bool prevails = false;                                   ///< 优先适用
    std::string basis;                                       ///< 理由 of 优先适用 or of the 例外
    std::string exception;       ///< name of the 例外 that made this candidate; empty otherwise
    std::vector<int> displaces;  ///< candidates (rules or definitions) that it displaces wherever it applies
    int slot = -1;               ///< Rulebook::slots, where several share its name
};

struct Case {  ///< 当 condition 则 value
    Expression condition, value;
};
struct Definition : Authority {
    std::string name;
    Type type;
    int record = -1;
    Expression default_value;  ///< 为
    std::vector<Case> cases;   ///< the first that holds wins
    std::vector<Citation> citations;
    time::CountingPolicy policy;
    std::string reading;
    text::Span span;
};

enum class ListPolicy : std::uint8_t { first, unique, lightest, heaviest, all, sum };
struct ListRow {
    bool otherwise = false;
    std::vector<Expression>
        conditions;  ///< one a condition column: a boolean expression in frame 0 (the case); constant true for 不限
    std::vector<Expression> results;  ///< one a result column
    std::vector<Citation> citations;
    std::string label;  ///< the row's number, from 1, or its first text cell
    text::Span span;
};
/// A decision table. A factor table (合计 with a 裁量因素 column) has been turned into rows with one condition each, grouped
/// by `factor`; rows without condition (裁量起点) always count.
struct List {
    std::string name;
    int record = -1;
    ListPolicy policy = ListPolicy::first;
    time::CountingPolicy counting;  ///< of the first source cited: how its conditions count and order days
    std::optional<Constant> cap;    ///< 合计 不超过
    bool unascertainable_takes_lowest = false;
    std::vector<std::string> condition_columns, result_columns;
    std::vector<Type> result_types;
    std::vector<ListRow> rows;
    std::vector<int> factor;  ///< of each row, for factor tables; empty otherwise
    std::vector<std::string> factor_names;
    std::vector<Citation> citations;
    text::Span span;
};

// ---- norms ---------------------------------------------------------------------------------------------------------

enum class Mode : std::uint8_t { must, normally_must, must_not, may };
enum class Grade : std::uint8_t { none, note, flaw, minor, major, void_ };  ///< 提示 瑕疵 轻微 重大 无效

/// A message of the author's with values put in.
struct Template {
    enum class Special : std::uint8_t { none, missing_items, days_late };  ///< 缺项, 逾期日数
    struct Piece {
        std::string literal;
        std::optional<Expression> expression;
        Special special = Special::none;
    };
    std::vector<Piece> pieces;
    bool empty() const { return pieces.empty(); }
};

/// E 其 P
struct EventPattern {
    int event = -1;
    int frame = -1;  ///< where the occurrence stands while `where` is evaluated
    std::optional<Expression> where;
    text::Span span;
};

struct ScopeLevel {
    bool occurrences = false;  ///< 每次 E: `event`; else 每个: `collection`
    int event = -1;
    std::optional<Expression> collection;  ///< a list-typed expression over the frames so far
    std::string binder;
    int frame = -1;
};

struct Item {             ///< one of 下列各项: a required thing
    std::string label;    ///< 一
    Expression required;  ///< a text, or a condition on the document
    std::string name;     ///< how a finding speaks of it
    std::optional<Expression> when;
    text::Span span;
};

struct Exception {  ///< 但 … 的除外, or a 例外 declared elsewhere
    Expression condition;
    text::Span span;
    std::string name = {};  ///< of a 例外; empty for a rule's own exception
    std::vector<Citation> citations = {};
    std::optional<time::Day> in_force_from = {}, in_force_until = {};  ///< of a 例外; both in
};
struct Extension {  ///< 经 E 其 P 可以延长 Q
    EventPattern pattern;
    std::optional<Expression> period;  ///< in the pattern's frame; none: extends without a fixed end
    text::Span span;
};
struct Exclusion {  ///< 不计入期限 E [中 P 的]
    EventPattern pattern;
};

enum class ContentKind : std::uint8_t {
    acts,        ///< one of `acts` must (must not) happen
    condition,   ///< `condition` must hold
    items,       ///< `condition` is the list or document; it must have `items` (`in_order`: in their order)
    covers,      ///< acts[0] covers the time from acts[1] to acts[2]
    relation,    ///< acts[0] stands in `relation` to acts[1], optionally within `relation_within`
    order_only,  ///< a step without a duty of its own
};
enum class Relation : std::uint8_t {
    precedes,              ///< 先于: every B has an A before it
    followed_by,           ///< 后随: every A has a B after it
    accompanies,           ///< 相随: both
    alternates,            ///< 交替: A and B by turns, beginning with A
    immediately_followed,  ///< 紧接: the next event after each A is a B
};

/// Members of many cases that are looked at together: 同一 F、G 的 每组, or 每两次 within a window.
struct Grouping {
    std::string case_binder;
    std::vector<ScopeLevel> scope;  ///< from the case to the member: its frames are 0 for the case, then these
    int member_frame = 0;           ///< where the member stands while keys and day are evaluated
    int member_frames = 1;
    std::vector<Expression> keys;  ///< fields of the member
    bool pairs = false;
    std::optional<Expression> day;     ///< pairs: a date, moment or occurrence of the member
    std::optional<Expression> within;  ///< pairs: a span (a constant or a parameter)
    std::string first, second;         ///< binders; in the rule's frames: pairs 0 and 1, a group 0 (a list of members)
    text::Span span;
};

struct Rule : Authority {
    std::string name, code;
    int record = -1;
    std::string case_binder;
    std::vector<ScopeLevel> scope;
    Mode mode = Mode::must;
    std::optional<Grouping> grouping;  ///< a rule over many cases; `scope` is empty then
    std::optional<Expression> when;    ///< all 当 clauses, joined by 且
    ContentKind content = ContentKind::condition;
    std::optional<Expression> window;  ///< one of the window_… operations
    std::vector<EventPattern> acts;
    std::vector<EventPattern> without;  ///< 未经 A {或 A}: non-empty makes this a prohibition at the act
    std::optional<Expression> condition;
    std::vector<Item> items;
    bool in_order = false;  ///< 依次包括
    Relation relation = Relation::precedes;
    std::optional<Expression> relation_within;
    int act_frame = -1;  ///< frame of the act where each act is an instance (未经 … 不得 E, 不得 E, 在 E 之前)
    int frames = 1;      ///< how many frames an instance needs at most
    std::vector<Exception> exceptions;
    std::vector<Extension> extensions;
    std::vector<Exclusion> exclusions;
    std::string bearer;
    std::vector<Citation> citations;
    time::CountingPolicy policy;  ///< of the first source cited, or of the procedure's
    std::string reading;
    Grade grade = Grade::none;
    Template message, advice;
    Template incurable;  ///< 不能补正的: how the law treats what can no longer be set right
    std::vector<Citation> incurable_citations;
    int untranslatable = -1;  ///< it cites an article that is marked 不可译: Rulebook::untranslatables
    int procedure = -1, step = -1;
    text::Span span;
};

struct Deem : Authority {
    std::string name;
    int record = -1;
    int event = -1;        ///< the deemed event kind of the record
    Expression window;     ///< window_within: the period at whose end the fact is made
    Expression condition;  ///< looked at within the window
    std::optional<Expression> when;
    std::vector<Extension> extensions;
    std::vector<Exclusion> exclusions;
    std::vector<Citation> citations;
    time::CountingPolicy policy;
    text::Span span;
};

struct Step {
    std::string name, code;  ///< code: empty = the procedure's
    int event = -1;          ///< the record's event (or class, or deemed event) that is the step
    std::vector<int> after;  ///< steps of this procedure
    std::optional<Expression>
        when;  ///< looked at at a later step's occurrence; frame 0 only, plus frame 1 = that occurrence of the step itself if it happened
    std::vector<Rule> duties;  ///< time limits and other duties, as rules with procedure and step set
    int return_to = -1;
    std::optional<Expression> return_when;  ///< frame 1 = the occurrence of this step
    std::vector<Citation> citations;
    Grade grade = Grade::none;  ///< of a missing or misplaced step; none = the procedure's, else major
    Template message, advice;
    Template incurable;  ///< 不能补正的
    std::vector<Citation> incurable_citations;
    text::Span span;
};
struct Procedure {
    std::string name, code;
    int record = -1;
    std::optional<Expression> when;
    std::vector<Step> steps;
    std::vector<Citation> citations;
    time::CountingPolicy policy;
    Grade grade = Grade::none;
    Template message, advice;
    text::Span span;
};

struct Untranslatable {
    std::string name;  ///< 以下称: a condition of that name; empty if it has none
    Citation citation;
    std::string reason;
    text::Span span;
};

// ---- state tables --------------------------------------------------------------------------------------------------

/// Away from one of `from` upon an event, or at the end of a period (`due`, an add_period expression; 24:00 of its day).
struct Transition {
    std::vector<int> from;  ///< enumerators
    int to = -1;
    std::optional<EventPattern> upon;
    std::optional<Expression> due;
    text::Span span;
};
/// The state of a thing as the case's events move it (Operation::state gives it as seen from the reference moment). An
/// event that is named in some transition but happens in a state that it leads nowhere from is a breach.
struct StateTable {
    std::string name, code;
    int record = -1;
    int enumeration = -1;  ///< its states
    int initial = -1;
    std::vector<Transition> transitions;
    std::vector<bool> is_final;  ///< by state
    std::vector<Citation> citations;
    time::CountingPolicy policy;
    Grade grade = Grade::none;  ///< none: nothing is reported
    Template message, advice;
    text::Span span;
};

// ---- many cases ----------------------------------------------------------------------------------------------------

enum class Verdict : std::uint8_t { not_applicable, compliant, excused, violated, pending, undetermined, conflict };

/// Where a rule, procedure or state table stands in the order of the files. A rule with a slot stands for all candidates.
struct NormReference {
    bool is_procedure = false;
    int index = -1;
    bool is_state_table = false;
    friend bool operator==(const NormReference&, const NormReference&) = default;
};

struct VerdictQuery {  ///< 违反 R [的 S]: true of a case in which some outcome of R has that verdict
    Verdict verdict = Verdict::violated;
    NormReference norm;
    int step = -1;
    text::Span span;
};
struct Measured {  ///< one of the two
    std::optional<VerdictQuery> verdict;
    std::optional<Expression> condition;
};
enum class Measure : std::uint8_t { count, share, sum, mean, quantile, derived };
struct Indicator {
    std::string name, code;
    int record = -1;  ///< -1 for derived
    std::vector<Measured> when;
    Measure measure = Measure::count;
    std::optional<Measured> what;
    std::optional<Expression> value;  ///< of each case; derived: over indicators (Operation::indicator)
    Number quantile;
    std::optional<time::Day> from, until;  ///< both in
    std::optional<Expression> period_by;   ///< a date, moment or occurrence of the case
    std::vector<Expression> groups;
    std::vector<std::string> group_names;
    std::optional<Number> rounding_unit;
    Rounding rounding = Rounding::half_up;
    Operation target_operator = Operation::greater_equal;
    std::optional<Expression> target, published;
    std::vector<Citation> citations;
    Grade grade = Grade::none;
    Template message, advice;
    std::string reading;
    text::Span span;
};

struct Deduction {
    Number points;
    std::optional<VerdictQuery> what;
    Grade grade = Grade::none;  ///< every breach of this grade that is not named elsewhere
    bool each = false;
    text::Span span;
};
struct ScoreSection {
    std::string name;
    std::optional<Number> cap;
    std::vector<Deduction> deductions;
};
struct ScoreGrade {
    std::string name;
    std::optional<Number> at_least;  ///< none: the rest
};
struct Scorecard {
    std::string name;
    int record = -1;
    Number total;
    std::vector<ScoreSection> sections;
    std::vector<Deduction> vetoes;
    std::vector<ScoreGrade> grades;  ///< from the best down
    std::vector<Citation> citations;
    std::string reading;
    text::Span span;
};

// ---- the whole -----------------------------------------------------------------------------------------------------

/// What is evaluated before rules, in an order in which everything stands after what it refers to.
struct Evaluation {
    enum class Kind : std::uint8_t { definition, list, deem } kind;
    int index;
};

struct BookInfo {  ///< one 规则集 head
    std::string name, version, territory, maintainer;
    text::FileId file = 0;
};

/// Candidates of one name (semantics.md section 6), in the order of the files.
struct Slot {
    std::string name;
    bool definitions = false;     ///< of definitions; else of rules
    std::vector<int> candidates;  ///< Rulebook::rules or Rulebook::definitions
};

struct Rulebook {
    std::vector<BookInfo> books;
    int zone_offset_minutes = 480;
    bool keep_wall_clock = false;           ///< 时区 按记载
    std::optional<time::SameDay> same_day;  ///< of the rulebook; a rule's source may say otherwise
    std::vector<Source> sources;
    std::vector<Enumeration> enumerations;
    std::vector<Record> records;
    std::vector<Parameter> parameters;
    std::vector<Definition> definitions;
    std::vector<List> lists;
    std::vector<Deem> deems;
    std::vector<Rule> rules;
    std::vector<Procedure> procedures;
    std::vector<StateTable> state_tables;
    std::vector<Untranslatable> untranslatables;
    std::vector<Indicator> indicators;
    std::vector<Scorecard> scorecards;
    std::vector<Slot> slots;
    std::vector<NormReference>
        order;  ///< rules, procedures and state tables as declared; of a slot the first candidate
    std::vector<Evaluation> evaluation_order;

    int find_record(std::string_view name) const;
    int find_rule(std::string_view name) const;
    int find_procedure(std::string_view name) const;
    int find_state_table(std::string_view name) const;
    int find_source(std::string_view title,
                    std::string_view version) const;  ///< an empty version finds the only or the latest
    std::string type_name(const Type& type) const;    ///< 金额, 列表 执法人员, …: for messages
};

}  // namespace fadu::model

#ifdef FADU_HEADER_ONLY
#include "fadu/model/impl/number_inl.hpp"
#include "fadu/model/impl/rulebook_inl.hpp"
#endif
