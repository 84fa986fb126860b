// Verdicts: for one rule (or step), one instance and one as-of date exactly one of seven, with all that an explanation
// needs. What the interpreter returns and the findings room makes sentences of.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fadu/engine/trace.hpp"
#include "fadu/model/rulebook.hpp"

namespace fadu::engine {

using model::Verdict;

/// A set of verdicts, for 存疑: those still possible.
struct VerdictSet {
    std::uint8_t bits = 0;
    void insert(Verdict v) { bits = static_cast<std::uint8_t>(bits | (1U << static_cast<unsigned>(v))); }
    bool contains(Verdict v) const { return (bits >> static_cast<unsigned>(v) & 1U) != 0; }
};

enum class Standing : std::uint8_t {
    met = 1,
    open = 2,
    broken = 4
};  ///< what a duty may be: C in semantics.md section 8
struct StandingSet {
    std::uint8_t bits = 0;
    void insert(Standing s) { bits = static_cast<std::uint8_t>(bits | static_cast<unsigned>(s)); }
    bool contains(Standing s) const { return (bits & static_cast<unsigned>(s)) != 0; }
    bool is_only(Standing s) const { return bits == static_cast<std::uint8_t>(s); }
};

/// Why a rule does not apply, or how a step stands.
enum class Note : std::uint8_t {
    none,
    condition_not_met,  ///< 当 … is 否
    not_yet_happened,   ///< 尚无 X: `about` is the event
    lawfully_skipped,   ///< 依法省略
    not_needed_yet,     ///< 尚不需要
    missing_step,       ///< 缺失: a later step happened without it
    out_of_order,       ///< 倒置: it came after a step that needs it
    barred_now,         ///< 现在不得 E, though E has not happened
    permitted,          ///< a 可以 that applies: 可行
    early,              ///< the act came before its waiting time was over
    not_in_force,       ///< 当时无此规定
    wrong_state,        ///< a state table: the event leads nowhere from the state that it met
};

struct ExtensionUse {
    const Event* event = nullptr;
    bool counted = false;  ///< false: void, since it came after expiry
    time::Day due_before{}, due_after{};
};

/// How long there is (or was): the deadline with everything that went into it.
struct Deadline {
    std::optional<time::Day> anchor;
    std::optional<time::Day> earliest, latest;  ///< due ∈ [earliest, latest]; equal when known; none = no end
    std::optional<time::Moment> moment;         ///< periods in hours: the exact moment (earliest then holds its day)
    bool stopped = false;                       ///< 停止计算中: an excluded interval is still open
    std::int64_t days_used = 0, days_left = 0;  ///< when stopped, or pending: in the period's own unit
    bool backward = false;                      ///< 于 … 前: earliest/latest is the last lawful day
    bool not_before = false;                    ///< 满 … 后: earliest is the first lawful day
    time::Period period;                        ///< as declared, extensions included
    time::CountingPolicy policy;
    std::vector<time::Exclusion> exclusions;  ///< that were left out for certain
    std::vector<ExtensionUse> extensions;
    std::optional<Cause> cause;          ///< why it is not known
    std::optional<text::Message> error;  ///< of the calendar
};

struct ExceptionTrace {
    const model::Exception* exception = nullptr;
    Trace trace;
};

/// Who rules where norms contradict each other and none prevails (立法法 105, 106).
enum class Referee : std::uint8_t {
    none,
    npc_standing_committee,  ///< 全国人大常委会
    state_council,           ///< 国务院
    state_council_first,     ///< 国务院先提出意见 (地方性法规 against 部门规章)
    issuing_organ,           ///< 制定机关
    common_superior,         ///< 共同的上级机关: 规范性文件
};

/// Why a candidate of a slot does not govern.
enum class Dropped : std::uint8_t { no, not_in_force, not_selected, displaced, lower_rank, general, older };

/// What one candidate of a name came to: shown beside the answer wherever there were several.
struct Candidate {
    const model::Rule* rule = nullptr;
    Dropped dropped = Dropped::no;  ///< in every world in which it could be
    int displaced_by = -1;          ///< Rulebook::rules: for displaced, lower_rank, general, older
    Verdict verdict = Verdict::undetermined;
    std::optional<time::Day> due;
};

struct Outcome {
    model::NormReference norm;
    const model::Rule* rule = nullptr;            ///< the rule, or the step's duty; nothing for a step's order
    const model::Procedure* procedure = nullptr;  ///< with `step` where the norm is a procedure
    int step = -1;
    const model::StateTable* state_table = nullptr;  ///< where the norm is one
    Verdict verdict = Verdict::undetermined;
    model::Grade grade = model::Grade::none;
    Note note = Note::none;
    int about = -1;                ///< event kind the note speaks of
    VerdictSet possible;           ///< 存疑: what it may still be
    std::vector<Entity> instance;  ///< frames of this instance; [0] is the case
    Truth instance_certain = Truth::yes;
    std::optional<Trace> applies;  ///< 当 and 适用于
    std::vector<ExceptionTrace> exceptions;
    int excused_by = -1;           ///< index in `exceptions`
    std::optional<Trace> content;  ///< of a condition or items content
    StandingSet standing;
    const Event* act = nullptr;              ///< the act that met or broke the duty
    std::vector<const Event*> candidates;    ///< acts looked at, in time order
    std::vector<std::string> missing_items;  ///< names of items found missing
    std::vector<std::string> unclear_items;
    std::optional<Deadline> deadline;
    std::optional<std::int64_t> days_late;          ///< calendar days past the due day
    std::optional<std::int64_t> days_late_in_unit;  ///< in the period's own unit (working days for 工作日)
    std::shared_ptr<const std::vector<Gap>> gaps;   ///< of a 覆盖: kept for whatever points into them
    std::vector<Candidate> norms;                   ///< where several candidates bear the name: all of them
    std::vector<Trace> governing;           ///< governing dates and selectors of the candidates, where they matter
    Referee referee = Referee::none;        ///< 冲突: who rules
    std::string referee_organ;              ///< issuing_organ: its name
    std::vector<const facts::Case*> cases;  ///< of a rule over many cases: those it speaks of
    std::vector<Trace> common;              ///< of a rule over many cases: the keys that its members share
    /// One a piece of the template, for pieces with an expression.
    std::vector<Value> message_values, advice_values, incurable_values;
};

/// All outcomes of one case, in the rulebook's order. Keeps alive what the outcomes point into, except the rulebook and
/// the case, which must outlive it.
struct CaseVerdicts {
    time::Day as_of{};
    const facts::Case* value = nullptr;  ///< the case
    std::vector<Outcome> outcomes;
    std::shared_ptr<const void> keep_alive;
};

}  // namespace fadu::engine
