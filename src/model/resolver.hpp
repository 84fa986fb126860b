// The resolver's shared state and its passes: syntax trees in, rulebook and diagnostics out. Each .cpp of this folder
// holds the member functions of one idea.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "fadu/model/resolve.hpp"
#include "model/context.hpp"
#include "model/literals.hpp"

namespace fadu::model::detail {

namespace tree = fadu::syntax;
using text::Span;
using tree::ExpressionKind;
using tree::Keyword;
using tree::TokenKind;

enum class Global : std::uint8_t { definition, list, parameter, state, untranslatable };
struct GlobalName {
    Global kind;
    int index = -1;
    bool failed = false;  ///< reported already: whoever refers to it stays silent
    Span span;
};

struct Word {  ///< in the two languages of the reports
    std::string zh, en;
};

class Resolver {
  public:
    Resolver(const std::vector<tree::File>& files, text::Sources& sources, const FileReader& read_file)
        : files_(files), sources_(sources), read_file_(read_file) {}
    Resolved run();

  private:
    // ---- reports (resolve.cpp) ----
    text::Diagnostic& report(text::Level level, std::string code, Span span, std::string zh, std::string en);
    text::Diagnostic& error(std::string code, Span span, std::string zh, std::string en) {
        return report(text::Level::error, std::move(code), span, std::move(zh), std::move(en));
    }
    /// Adds "did you mean …" and the mend, if a candidate is near.
    void suggest(text::Diagnostic& diagnostic, Span span, std::string_view word,
                 const std::vector<std::string>& candidates);
    /// A declaration lacks a part. Silent where the parser could not read all of it: the part may have been there.
    text::Diagnostic& lacks(std::string code, Span span, std::string zh, std::string en) {
        if (!incomplete_) return error(std::move(code), span, std::move(zh), std::move(en));
        return unheard_ = {};
    }
    std::string slice(Span span) const { return std::string(sources_.slice(span)); }
    Word words(const Type& type) const;
    template <class Body>
    void each(const std::function<void(const Body&, const tree::Declaration&)>& visit) {
        for (const tree::File& file : files_)
            for (const tree::Declaration& declaration : file.declarations)
                if (const auto* body = std::get_if<Body>(&declaration.body)) {
                    incomplete_ = !declaration.complete;
                    file_ = declaration.span.file;
                    visit(*body, declaration);
                    incomplete_ = false;
                }
    }

    // ---- names of declarations (collect.cpp) ----
    void collect_unreadable();
    void collect_heads();
    void collect_kinds();
    void collect_globals();
    void collect_deems();
    void declare_global(Global kind, int index, std::string_view name, Span span, bool failed);
    bool duplicate(std::map<std::string, Span, std::less<>>& seen, std::string_view name, Span span, const Word& what);
    void write_zone(const tree::Token& token);

    // ---- sources (sources.cpp) ----
    void resolve_sources();
    void read_countings(const tree::Source& body, Source& source);
    std::vector<Citation> citations(const std::vector<tree::Citation>& written, int default_source = -1);
    int cited_source(const tree::Citation& written, int default_source);
    void check_article(const Source& source, const tree::Token& article);
    std::vector<Citation> citations_of(const std::vector<tree::Clause>& clauses, int default_source = -1);
    /// How two bare dates of one day stand for the declaration at hand: as the 规则集 head says that stands in the nearest
    /// folder above its file, so that rulebooks loaded together keep to their own.
    time::SameDay same_day_of_book() const;
    /// The folder of the 规则集 head that a file belongs to: the nearest above it; empty where there is none.
    std::string book_of(text::FileId file) const;
    /// Of the first source cited, else `otherwise`; 同日 as the source says, else as the declaration's own rulebook.
    time::CountingPolicy policy_of(const std::vector<Citation>& citations,
                                   const time::CountingPolicy* otherwise = nullptr) const;
    void resolve_untranslatables();

    // ---- records (records.cpp) ----
    void resolve_records();
    void resolve_events(const tree::Record& body, int record);
    void make_classes(const tree::Record& body, int record);
    void link_voids(const tree::Record& body, int record);
    std::vector<Field> fields(const std::vector<tree::Field>& written, const std::string& owner);
    void check_nesting();
    std::optional<int> scope_record(const tree::Scope& scope);

    // ---- types (types.cpp) ----
    std::optional<Type> type(const tree::TypeName& written);
    int add_inline_enumeration(const std::vector<tree::Name>& enumerators, Span span);
    bool same_enumeration(int a, int b) const;
    int find_enumerator(int enumeration, std::string_view name) const;
    /// The value as one of `target`, or a report that says how to write it.
    Maybe convert(Maybe value, const Type& target, Span span);
    std::optional<Constant> constant(const tree::Expression& written, const Type& target);
    bool equal_types(const Type& a, const Type& b) const;
    void mismatch(Span span, const Type& wanted, const Type& got);
    void money_mismatch(Span span, const Expression& left, const Expression& right);

    // ---- expressions (expressions.cpp, names.cpp, paths.cpp, comparisons.cpp, conditions.cpp, windows.cpp) ----
    Maybe value(const tree::Expression& e, Context& context, const Type* expected = nullptr);
    Maybe condition(const tree::Expression& e, Context& context);
    Maybe literal(const tree::Expression& e, Context& context);
    Maybe word(const tree::Expression& e, Context& context);
    Maybe range(const tree::Expression& e, Context& context);
    Maybe interval(const tree::Expression& e, Context& context);
    Maybe rounded(const tree::Expression& e, Context& context);
    Maybe arithmetic(const tree::Expression& e, Operation operation, Context& context);
    Maybe negated(const tree::Expression& e, Context& context);
    Maybe number(Maybe value, Span span);

    Maybe name(const tree::Token& token, Span span, Context& context, const Type* expected);
    Maybe name_in_frames(std::string_view name, Span span, Context& context, bool& clash);
    Maybe global(const GlobalName& found, Span span, const Context& context, int case_frame = -1);
    Maybe its(const tree::Expression& e, Context& context);
    Expression entity(const Frame& frame, Span span) const;
    int find_event(std::string_view name, const Context& context) const;
    bool is_bare_event(const tree::Expression& e, Context& context) const;
    bool field_in_scope(std::string_view name, const Context& context) const;
    void unknown_name(std::string_view name, Span span, const Context& context, const Type* expected,
                      const Word& wanted);
    std::vector<std::string> visible_names(const Context& context, const Type* expected) const;
    std::vector<std::string> event_names(int record) const;
    int event(const tree::Token& token, Span span, const Context& context);
    const std::vector<Field>* fields_of(const Type& type) const;
    const EventKind* event_of(const Type& type) const;

    Maybe path(const tree::Expression& e, Context& context, bool collection);
    Maybe member(Expression base, const tree::Token& token, Span span, Context& context, bool report_unknown = true);
    Maybe field_or_property(const Expression& base, std::string_view name, Span span) const;
    Maybe collection(const tree::Expression& e, Context& context);
    Maybe aggregate(const tree::Expression& e, Context& context);
    Maybe filter(const tree::Expression& e, Context& context);
    Maybe rounds(const tree::Expression& e, Context& context, bool list);
    Maybe occurrences(int event, Span span, Rounds rounds, const Context& context);
    std::optional<EventPattern> pattern(const tree::Expression& e, Context& context);

    Maybe comparison(const tree::Expression& e, Keyword operation, Context& context);
    Maybe compare(Keyword operation, Expression left, const tree::Expression& right, Span span, Context& context);
    Maybe equality(bool positive, Expression left, const tree::Expression& right, Span span, Context& context);
    Maybe membership(Expression left, const tree::Expression& right, Span span, Context& context);
    Maybe inclusion(Expression left, const tree::Expression& right, Span span, Context& context, bool contains);
    Maybe ordering(Operation operation, Expression left, const tree::Expression& right, Span span, Context& context);
    Maybe date_order(Operation operation, Expression left, const tree::Expression& right, Span span, Context& context);
    Maybe in_range(Expression left, Expression range, Span span);

    Maybe junction(const tree::Expression& e, Operation operation, Context& context);
    Maybe happened(const tree::Expression& e, Context& context);
    Maybe quantified(const tree::Expression& e, Context& context);
    Maybe timed(const tree::Expression& e, Context& context);
    Maybe items_condition(const tree::Expression& e, Context& context);
    Maybe includes_items_condition(const tree::Expression& e, Context& context);
    std::optional<Item> required_item(const tree::Expression& item, const Expression& base, Context& context);

    // ---- documents (documents.cpp) ----
    bool can_be_ordered(const Expression& base, Span span);
    bool has_a_place(const Item& item);
    Maybe fits_pattern(Expression left, const tree::Expression& right, Span span);
    Maybe text_inclusion(Expression left, const tree::Expression& right, Span span, Context& context);

    Maybe window(const tree::Expression& e, Context& context);
    Maybe point(const tree::Expression& e, Context& context);
    Maybe period(const tree::Expression& e, Context& context);
    Maybe end_of_period(const tree::Expression& e, Context& context);

    // ---- declarations ----
    void resolve_parameters();
    void resolve_definitions();
    bool definition(const tree::Define& body, Definition& out, Span head);
    bool is_inexact(const Expression& value) const;

    void resolve_lists();
    bool list(const tree::List& body, List& out);
    struct Columns;
    bool read_columns(List& out, Columns& columns, Context& context);
    bool read_rows(const tree::List& body, List& out, Columns& columns, Context& context);
    bool read_factor_rows(const tree::List& body, List& out, Columns& columns, Context& context);
    bool read_results(const tree::ListRow& written, std::size_t first, List& out, ListRow& row, Context& context);
    bool infer_result_types(const tree::List& body, List& out, Context& context);
    std::optional<Type> infer_type(const std::vector<const tree::Expression*>& cells, Context& context);
    bool is_ordered(const Type& type) const;
    Maybe rest_of_column(const tree::List& body, Columns& columns, std::size_t column, std::size_t row,
                         Context& context);
    Maybe cell(const Expression& column, const tree::Expression& written, Context& context);
    std::optional<tree::List> list_from_file(const tree::List& body);
    void check_list(const List& list);
    void check_unique(const List& list);
    void check_first(const List& list);
    int result_column(const List& list, std::string_view name) const;

    void resolve_deems();
    bool deem(const tree::Deem& body, Deem& out);

    void resolve_norms();
    std::optional<Rule> rule(const tree::Rule& body, Span span);
    std::optional<Context> scoped_context(const tree::Scope& scope, std::vector<ScopeLevel>& levels,
                                          const time::CountingPolicy& policy);
    bool scope_level(const tree::ScopeLevel& written, Context& context, std::vector<ScopeLevel>& levels, int record);
    /// The clauses of one rule or of one duty of a step, duty first.
    bool norm(const std::vector<const tree::Clause*>& clauses, const tree::Clause& duty, Context& context, Rule& out,
              int own_event = -1);
    bool act_frame(const tree::Clause& duty, Context& context, Rule& out);
    bool content(const tree::Expression& written, Context& context, Rule& out);
    bool acts(const tree::Expression& written, Context& context, std::vector<EventPattern>& out);
    bool covers(const tree::Expression& e, Context& context, Rule& out);
    bool relation(const tree::Expression& e, Context& context, Rule& out);
    bool items(const tree::Expression& e, Context& context, Rule& out);
    bool norm_clause(const tree::Clause& clause, Context& context, Rule& out);
    bool extension(const tree::Clause& clause, Context& context, std::vector<Extension>& out);
    bool exclusions(const tree::Clause& clause, Context& context, std::vector<Exclusion>& out);
    bool join_condition(const tree::Expression& e, Context& context, Maybe& into);
    Grade grade(const tree::Clause& clause);
    bool breach(const tree::Clause& clause, Context& context, Grade& grade_out, Template& message);
    std::vector<Rank> ranks(const std::vector<tree::Token>& words);

    // ---- which of several declarations of one name governs (authority.cpp, slots.cpp, contradictions.cpp) ----
    /// 适用于, 适用 … 的规定, 施行, 从其规定, 优先适用, 理由; false if something is wrong in it.
    bool authority_clause(const tree::Clause& clause, Context& context, Authority& out);
    /// In force as long as its first source, where it names its governing date and not its own time in force.
    void inherit_force(Authority& out, const std::vector<Citation>& citations) const;
    void check_versions();
    /// The versions of one source that the clauses cite, where there are several: a rule stands for one rule a version.
    std::vector<int> versions_cited(const std::vector<tree::Clause>& clauses);
    void keep_version(std::vector<Citation>& citations, int source) const;
    void make_slots();
    void make_slot(const std::vector<int>& candidates, bool definitions);
    bool same_scope(const Rule& a, const Rule& b) const;
    const Authority& authority(const Slot& slot, std::size_t candidate) const;
    const Source* source_of(const Slot& slot, std::size_t candidate) const;
    Span span_of(const Slot& slot, std::size_t candidate) const;
    void check_slot(const Slot& slot);
    void check_displacement(const Slot& slot);
    void check_contradiction(const Slot& slot, std::size_t a, std::size_t b);
    void taint();

    // ---- 例外 (exceptions.cpp, exception_targets.cpp) ----
    struct ExceptionInfo;
    void resolve_exceptions();
    void check_exception_graph(std::map<std::string, ExceptionInfo, std::less<>>& all);
    /// The target is not declared; silent where its declaration could not be read.
    void excepts_nothing(const tree::Name& target, const Word& kind, const std::vector<std::string>& names);
    void except_rule(const ExceptionInfo& exception);
    void except_definition(const ExceptionInfo& exception);
    void except_step(const ExceptionInfo& exception);
    void except_row(const ExceptionInfo& exception);
    void prefer(const ExceptionInfo& exception);
    /// When it applies: its 当 and 适用于, less the exceptions to it. Constant true where it has none.
    Maybe exception_condition(const ExceptionInfo& exception, Context& context);
    bool entitled(const ExceptionInfo& exception, const Authority& target, const std::vector<Citation>& cited,
                  Span target_span);

    std::optional<Procedure> procedure(const tree::Procedure& body, int index, Span span);
    bool step(const tree::Procedure& body, std::size_t which, Procedure& out, int index);
    bool step_duties(const tree::Step& written, Step& out, const Procedure& procedure, int index, int step_index);

    std::optional<Template> message(const tree::Template& written, Context& context);

    // ---- rules over many cases (groups.cpp) ----
    /// The grouping and, as the rule's body sees it, its members.
    std::optional<Context> grouped_context(const tree::Scope& scope, Rule& out);
    bool group_keys(const tree::Grouping& written, Context& member, Grouping& out);
    bool group_day(const tree::Grouping& written, Context& member, Grouping& out);
    bool may_be_grouped(const tree::Clause& duty);
    /// The frame of the case that a bare event or definition speaks of: -1 where there is but one case; nothing, with a
    /// report, where it cannot be told.
    std::optional<int> case_frame(std::string_view name, Span span, const Context& context);
    Frame element_frame(const Expression& list, const Context& context) const;
    Maybe happened_in(int case_frame, const tree::Expression& e, Context& context);

    // ---- state tables (states.cpp) ----
    void collect_state_table(const tree::StateTable& body, Span span);
    bool state_table(const tree::StateTable& body, StateTable& out);
    struct StateReader;

    // ---- figures (figures.cpp, scorecards.cpp) ----
    void collect_norm_names();
    void resolve_figures();
    void collect_indicators();
    bool indicator(const tree::Indicator& body, Indicator& out);
    bool indicator_clauses(const std::vector<tree::Clause>& clauses, Context& context, Indicator& out);
    bool derived(const tree::Indicator& body, Indicator& out);
    bool indicator_value(const tree::Indicator& body, Context& context, Indicator& out);
    bool indicator_period(const tree::Indicator& body, Context& context, Indicator& out);
    bool indicator_groups(const tree::Indicator& body, Context& context, Indicator& out);
    bool indicator_target(const tree::Indicator& body, Indicator& out);
    Maybe figure(const tree::Expression& written, const Type& type);
    void check_indicator_circles();
    void drop_failed_indicators();
    std::optional<Measured> measured(const tree::Measured& written, Context& context);
    std::optional<VerdictQuery> verdict_query(const tree::VerdictMention& written, int record);
    Maybe indicator_name(std::string_view name, Span span);
    /// The dates of a case by which it may be placed in time: its only one, or a report that lists them.
    Maybe only_date(const Frame& frame, Span span, const Word& what, const std::vector<std::string>& others);
    std::optional<Number> plain_number(const tree::Token& token, std::string_view zh, std::string_view en);

    void resolve_scorecards();
    bool scorecard(const tree::Scorecard& body, Scorecard& out);
    bool deduction(const tree::Deduction& written, Scorecard& card, Deduction& out);
    void check_scorecard(const tree::Scorecard& body, const Scorecard& card);
    bool score_grades(const tree::Scorecard& body, Scorecard& out);

    void order_evaluations();

    const std::vector<tree::File>& files_;
    text::Sources& sources_;
    text::FileId file_ = 0;                     ///< of the declaration that `each` is at
    std::set<std::string, std::less<>> books_;  ///< folders in which 规则集 heads stand
    std::map<std::string, time::SameDay, std::less<>> same_day_of_folder_;
    std::vector<bool> source_says_same_day_;  ///< by Rulebook::sources
    const FileReader& read_file_;
    Rulebook book_;
    std::vector<text::Diagnostic> diagnostics_;
    std::map<std::string, GlobalName, std::less<>> globals_;
    std::map<std::string, int, std::less<>> named_enumerations_;
    std::map<std::string, int, std::less<>> record_index_;
    std::set<std::string, std::less<>> failed_records_;
    std::set<int> incomplete_records_;  ///< fields of theirs may have been lost: unknown names are not reported
    std::set<std::string, std::less<>>
        unreadable_names_;     ///< of declarations that the parser gave up: not reported again
    bool incomplete_ = false;  ///< of the declaration being resolved
    text::Diagnostic unheard_;
    std::map<const tree::Define*, int> definition_of_;
    std::map<const tree::List*, int> list_of_;
    std::map<const tree::Deem*, int> deem_of_;
    std::multimap<std::string, std::pair<const tree::Rule*, int>, std::less<>> rules_of_;  ///< by name: tree and index
    std::map<int, const tree::Define*> define_at_;                                         ///< by definition
    int only_version_ = -1;  ///< the rule being resolved stands for this version of its source only
    std::map<const tree::StateTable*, int> state_table_of_;
    struct NormName {
        NormReference norm;
        bool failed = true;  ///< declared, but wrong and reported: whoever refers to it stays silent
    };
    std::map<std::string, NormName, std::less<>> norm_names_;
    struct FigureName {
        int index = -1;
        Type type;
        enum class State : std::uint8_t { unseen, open, done, failed } state = State::unseen;
        const tree::Indicator* body = nullptr;
    };
    std::map<std::string, FigureName, std::less<>> figures_;
};

Expression make(Operation operation, Type type, Span span, std::vector<Expression> arguments = {});
Expression make_constant(Constant constant, Type type, Span span);
inline Type boolean_type() { return {TypeKind::boolean}; }
std::size_t at(int index);
bool is_timelike(const Type& type);
/// The operator of a binary token, a keyword or a symbol; none_ if it is none.
Keyword operator_of(const tree::Token& token);
/// Without the brackets that only show in print.
const tree::Expression& bare(const tree::Expression& e);

}  // namespace fadu::model::detail
