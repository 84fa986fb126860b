// The compiler: from the typed rulebook to instructions over columns, one norm after another. Every part of it mirrors a part
// of the interpreter; what has no columns throws LeftOutError inside the compiler and leaves the norm to the interpreter.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "fadu/procedure/graph.hpp"
#include "fadu/program/program.hpp"

namespace fadu::program {

/// Thrown while a norm is compiled, never out of the compiler.
struct LeftOutError {
    std::string construct;
};

/// What a frame of the interpreter is here: a row of a domain that lies on the way from the current domain to the cases.
struct Frame {
    int domain = -1;  ///< -1: the frame is not there
    int table = -1;   ///< of the row; -1 for values without a table
};

/// The compiler's Context (engine/evaluate.hpp): where an expression is compiled.
struct Place {
    int domain = 0;  ///< results are registers of it
    std::vector<Frame> frames;
    int act = -1;     ///< the reference moment: the row of this domain that is an event; -1 = now
    int moment = -1;  ///< or a moment: times of a domain
    int bounds_from = -1, bounds_until = -1;  ///< happenings are looked for between these only
    const time::CountingPolicy* policy = nullptr;
    Frame anchor;        ///< what a bare event in a window means
    bool flags = false;  ///< keep what did not happen: the condition is a content

    Place at_frame(int frame, Frame what) const {
        Place inner = *this;
        if (frame < 0) return inner;
        if (inner.frames.size() <= static_cast<std::size_t>(frame))
            inner.frames.resize(static_cast<std::size_t>(frame) + 1);
        inner.frames[static_cast<std::size_t>(frame)] = what;
        inner.domain = what.domain;
        return inner;
    }
};

/// What an expression came to: a register, rows of a list, one row, or one of several rows.
struct Operand {
    enum class Kind : std::uint8_t { cells, list, row, choice, nothing } kind = Kind::cells;
    model::Type type;
    int reg = -1;  ///< cells
    int scale = 0;
    // list, choice: rows of a domain whose parent is the place's domain
    int rows = -1;
    int in = -1;       ///< truths of rows: list: is it in (-1: all are); choice: may it be the one
    int state = -1;    ///< list: of the lists (-1: rows are all there are); choice: value, none or both
    int table = -1;    ///< of the rows; -1: none
    int element = -1;  ///< list of values: a register of the rows
    int element_scale = 0;
    bool of_occurrences = false;
    bool may_be_unlisted = false;  ///< choice: perhaps nobody says of what
    Frame frame;                   ///< row
};

/// Does the expression look at what happened (and not only at fields)?
bool looks_at_events(const model::Expression& expression);
/// Is this operand a domain and no register?
bool is_domain_operand(Opcode opcode, int place);
/// Is it a register, and no domain or plain number?
bool is_register_operand(const Instruction& instruction, int place);
/// Is `second` another register that the instruction makes?
bool has_second_result(Opcode opcode);

class Compiler {
  public:
    Compiler(const model::Rulebook& rulebook, int record, const Settings& settings);
    std::shared_ptr<const Program> run();

  private:
    // ---- registers and instructions (compile_code.cpp) ---------------------------------------------------------------
    int new_register(Shape shape, int domain);
    int constant(Shape shape, int domain, std::int64_t low, std::int64_t high, std::uint8_t state);
    int truth_constant(std::uint8_t truth, int domain);
    /// The instruction's result; an equal instruction is not repeated. Fills in `out`.
    int emit(Instruction instruction, Shape shape);
    int emit_with(Instruction instruction, Shape shape, const std::vector<int>& operands);
    int domain_of(int reg) const { return code_.registers[static_cast<std::size_t>(reg)].domain; }
    Shape shape_of(int reg) const { return code_.registers[static_cast<std::size_t>(reg)].shape; }
    int new_domain(Domain domain);
    int parent_of(int domain) const { return code_.domains[static_cast<std::size_t>(domain)].parent; }
    bool is_within(int domain, int ancestor) const;
    /// A register of an outer domain as one of an inner domain.
    int lift(int reg, int domain);
    /// The instruction that makes a register, while norms are being compiled.
    const Instruction* maker(int reg) const;
    bool is_plain_truth(int reg) const;
    /// The comparison that made the register, without flags; -1 if it is none.
    int as_plain_comparison(int reg);
    void remove_unused();
    void order_by_domain();
    void remove_unused_columns();
    void fill_counts();
    std::uint64_t possible_periods(int reg) const;

    // ---- tables and rows (compile_rows.cpp) ---------------------------------------------------------------------------
    int events_table(int event);
    int child_table(int table, int field);
    int column(int table, int field);
    const model::Field& field_of(int table, int field) const;
    /// For each row of `domain` the events of a kind in the same case.
    int rows_of_events(int domain, int event);
    /// For each row of `domain` (whose table is `table`) the elements of a list field.
    int rows_of_list(const Frame& frame, int domain, int field);
    /// The column in the domain's table.
    int load(int domain, int field);
    int load_event(int domain, int event_column_field) { return load(domain, event_column_field); }
    int visible(int rows, int event, const Place& place);
    /// Has it happened, seen from the reference? `also_the_act`: the act that is looked from is not left out.
    int seen(int rows, int identity, const Place& place, bool also_the_act);
    /// Of the rows those that no seen occurrence of `by` has spent; of a step that was sent back only where it was.
    int not_spent(int in, int rows, const std::vector<int>& own_kinds, const std::vector<int>& spent, int by,
                  const model::Procedure* procedure, const model::Step* sent_back, const Place& place);
    int members(int rows, int event, bool only_live, const Place& place);
    int ends_before_act(int rows, int act, const time::CountingPolicy& policy);
    std::int64_t same_day_of(const time::CountingPolicy& policy) const;
    Operand last_member(int event, bool only_live, bool last, const Place& place);
    bool touches_deemed(int event) const;
    std::vector<int> kinds_of(int event) const;

    // ---- deemed events (compile_deems.cpp) -----------------------------------------------------------------------------
    struct Deemed {
        int anchors = -1;  ///< the domain of the occurrences from which the period runs
        int expired = -1, time = -1, happened = -1;
    };
    void find_deems();
    const Deemed& deemed_rows(int event);
    int deemed_mark(int event) const;
    bool is_deemed_domain(int domain) const;
    int load_deemed(int domain, int field);
    /// The domain that the reference moment stands in: the cases, unless it is an act's or a moment's row.
    int reference_domain(const Place& place) const {
        return place.act >= 0 ? place.act : place.moment >= 0 ? domain_of(place.moment) : 0;
    }

    // ---- expressions (compile_values.cpp, compile_conditions.cpp, compile_lists.cpp) -------------------------------------
    Operand value(const model::Expression& expression, const Place& place);
    Operand value_here(const model::Expression& expression, const Place& place);
    /// A truth register of the place's domain, collapsed (and without flags unless the place keeps them).
    int truth(const model::Expression& expression, const Place& place);
    int as_truth(const Operand& operand, const Place& place);
    Operand constant_value(const model::Constant& constant, const model::Type& type, int domain);
    Operand unknown_value(const model::Type& type, int domain);
    Operand none_value(const model::Type& type, int domain, bool gone);
    Operand list_of_choice(const Operand& owner, int field, const model::Type& type, const Place& place);
    Operand cells(int reg, const model::Type& type, int scale = 0) const;
    Operand field(const model::Expression& expression, const Place& place);
    Operand field_of_operand(const Operand& owner, int field, const model::Type& type, const Place& place);
    Operand property(const model::Expression& expression, const Place& place);
    Operand definition(const model::Expression& expression, const Place& place);
    Operand definition_at(int index, const Place& place);
    std::vector<int> ranks_of(const model::List& list);
    Operand weigh(const model::List& list, const std::vector<int>& ranks, const model::Expression& expression,
                  const Place& place);
    Operand look_up(const model::List& list, const std::vector<int>& ranks, const model::Expression& expression,
                    const Place& place);
    int scale_of_subject(const model::Expression& condition, const Place& place);
    void add_result(Lookup& list, const model::ListRow& row, const model::Expression& expression, const Column& column,
                    const Place& place);
    Operand list_result(const model::Expression& expression, const Place& place);
    Operand choose(const std::vector<int>& conditions, std::vector<Operand> values, const model::Type& type,
                   int domain);
    Operand parameter(const model::Expression& expression, const Place& place);
    Operand arithmetic(const model::Expression& expression, const Place& place);
    int same_scale(Operand& a, Operand& b);

    int comparison(const model::Expression& expression, const Place& place);
    int compare_operands(Operand a, Operand b, unsigned wanted, int domain);
    int in_set(const model::Expression& expression, const Place& place);
    int in_range(const model::Expression& expression, const Place& place);
    int includes(const model::Expression& expression, const Place& place);
    int order_in_time(const model::Expression& expression, const Place& place);
    int connective(const model::Expression& expression, const Place& place);
    int inside_bounds(int rows, int from, int until);
    int happened(const model::Expression& expression, const Place& place);
    int quantified(const model::Expression& expression, const Place& place);

    /// Beginnings (ends) of a date, moment or occurrence; the place in the record where it is one, else -1.
    int times(const Operand& operand, bool begin, int domain);
    int place_in_record(const Operand& operand, int domain);

    Operand list_of_occurrences(const model::Expression& expression, const Place& place);
    int derived_state(int list, int domain);
    Operand first_or_last(const model::Expression& expression, const Place& place);
    Operand filter(const model::Expression& expression, const Place& place);
    Operand map(const model::Expression& expression, const Place& place);
    Operand aggregate(const model::Expression& expression, const Place& place);
    Frame element_frame(const Operand& list) const;

    // ---- windows (compile_windows.cpp) --------------------------------------------------------------------------------
    struct Window {
        int point = -1;  ///< times
        int from = -1, until = -1;
        int anchor = -1;    ///< times; -1: acts are looked at from the beginning
        int happened = -1;  ///< of the anchoring occurrence, where it may not have happened
    };
    /// Is a bare event in a window the occurrence that the rule itself counts from?
    bool is_anchored_at(int event, const Place& place) const;
    Window window(const model::Expression& expression, const Place& place);
    int period(const model::Expression& expression, const Place& place);
    int period_set(const time::Period& period);
    int counts(const time::CountingPolicy& policy, bool backward);

    // ---- norms (compile_rules.cpp, compile_contents.cpp, compile_procedures.cpp) -----------------------------------------
    struct Instances {
        Place place;       ///< of each scoped instance
        int certain = -1;  ///< truth; -1: all are
    };
    Instances scope(const model::Rule& rule, NormPlan& plan);
    NormPart compile_rule(const model::Rule& rule, NormPlan& plan);
    void check_rule(const model::Rule& rule) const;
    int happened_by_now(int rows, int event, const model::Rule& rule);
    int verdict(const model::Rule& rule, const Place& place, int certain, int standing, int act);
    int day_of_law(const model::Rule& rule, const Place& place, int day);
    /// `act`: the domain of the act that is looked at, or -1; `act_kind`: of a prohibition, which of its acts.
    int content(const model::Rule& rule, const Place& place, int act, int act_kind);
    int acts_content(const model::Rule& rule, const Place& place);
    int acts_before(const model::Rule& rule, const Place& place, int act);
    int condition_content(const model::Rule& rule, const Place& place, bool has_act);
    int items_content(const model::Rule& rule, const Place& place, bool has_act);
    int relation_content(const model::Rule& rule, const Place& place);
    int cover_content(const model::Rule& rule, const Place& place);
    void add_occurrences(const model::EventPattern& pattern, const Place& place, std::vector<int>& operands);
    int prohibition(const model::Rule& rule, const Place& place, int act, int act_kind);
    int fits(const model::EventPattern& pattern, int rows, const Place& place);
    int defer_extensions(const model::Rule& rule, const Place& place, int content);
    int about_window(const Window& bounds, const Place& place, int content, bool nothing_without);
    /// Both, in the inner domain; -1 stands for a truth that always holds.
    int conjunction(int a, int b, int domain);
    /// The cases in which some row is deferred.
    int to_cases(int reg);

    void compile_procedure(const model::Procedure& procedure, NormPlan& plan);
    int step_place(const model::Procedure& procedure, const procedure::StepGraph& graph, int step, int applies);
    int wanted(const model::Procedure& procedure, const model::Step& step, int domain, int act);
    int done_before(const model::Procedure& procedure, const model::Step& step, int domain, int act);
    Place case_place(const time::CountingPolicy& policy) const;

    const model::Rulebook& book_;
    int record_;
    const Settings& settings_;
    std::shared_ptr<Program> program_;
    Layout& layout_;
    Code& code_;
    std::vector<bool> deemed_;  ///< by event kind: made by a 视为 that has no rows of its own here
    std::vector<int> deem_of_;  ///< by event kind: the 视为 that makes it, -1
    std::map<int, Deemed> deemed_rows_;
    std::map<std::tuple<int, int, int, int, int, int, int, int, std::int64_t, std::int64_t, std::vector<int>>, int>
        known_;
    std::map<int, std::size_t> makers_;
    std::map<std::tuple<int, int, int, int>, int> domains_;
    std::map<std::tuple<int, int, std::int64_t, std::int64_t, int>, int> constants_;
    std::map<std::tuple<int, int, int, bool>, Operand> definitions_;
};

}  // namespace fadu::program
