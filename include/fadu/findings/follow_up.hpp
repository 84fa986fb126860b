// Follow-up: what became of findings after they were made. Rounds of checks and the events of supervision (rectification
// ordered, done, re-checked) go in, the state of each finding on the as-of date comes out. Knows findings only as the JSON
// that a check wrote: no rules and no cases are needed.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "fadu/findings/finding.hpp"
#include "fadu/time/calendar.hpp"

namespace fadu::findings {

// ---- what goes in ----------------------------------------------------------------------------------------------------

/// One finding as a round of checks reported it.
struct ReportedFinding {
    std::string id, rule, code, step, instance;
    engine::Verdict verdict = engine::Verdict::undetermined;
    model::Grade severity = model::Grade::none;
    std::vector<Cite> cites;
    std::string message, advice;
    std::vector<std::string> cases;  ///< of a rule over many cases
};
struct ReportedCase {
    std::string case_id, record;  ///< both empty: findings over many cases
    std::vector<ReportedFinding> findings;
    text::Span span;
};
/// One answer of `fadu check`.
struct Round {
    std::string name;  ///< of the file
    time::Day as_of{};
    std::vector<std::string> rulebooks;  ///< their names
    std::string rules_sha256;
    engine::VerdictSet shown;
    std::vector<ReportedCase> cases;
    text::Span span;
};

enum class FollowUpKind : std::uint8_t {
    order,        ///< 责令整改
    done,         ///< 整改完成
    passed,       ///< 复查合格
    failed,       ///< 复查不合格
    extended,     ///< 延期整改
    withdrawn,    ///< 撤销
    transferred,  ///< 移送
};
struct FollowUpEvent {
    std::string finding;  ///< its id
    FollowUpKind kind = FollowUpKind::order;
    time::Day date{};
    std::optional<time::Day> due;  ///< the last day for the rectification, that day included
    std::string by, note;
    std::string file;
    std::uint32_t line = 0;
    text::Span span;
};

/// Reads the rounds in one text: a JSON document of `fadu check`, or NDJSON (several streams may stand one after the other).
/// `name` is the file's. Error FD0660: it is no such thing, or was written without ids; nothing of the text is used then.
/// FD0667 in `notes`: a case that stands twice in one round.
tl::expected<std::vector<Round>, text::Diagnostic> read_rounds(std::string_view text, text::FileId file,
                                                               std::string_view name,
                                                               std::vector<text::Diagnostic>& notes);

/// Reads follow-up events: one JSON object a line, {"finding","event","date"} and, where there is something to say,
/// "due", "by", "note". FD0661 in `notes`, an error: a line that cannot be used; the others go on.
std::vector<FollowUpEvent> read_follow_up_events(std::string_view text, text::FileId file, std::string_view name,
                                                 std::vector<text::Diagnostic>& notes);

// ---- what comes out --------------------------------------------------------------------------------------------------

/// In the order in which a report shows them.
enum class FollowUpState : std::uint8_t {
    overdue,         ///< 逾期未整改: ordered or failed, and the due day is past
    recurred,        ///< 复发: found again after it was closed or gone, and not ordered anew
    recheck_failed,  ///< 复查不合格: back to work
    awaiting_check,  ///< 待复查
    rectifying,      ///< 整改中
    unassigned,      ///< 未交办
    remedied,        ///< 已消除: a later round no longer finds it; not closed by anybody
    closed,          ///< 已销号
    withdrawn,       ///< 已撤销
    transferred,     ///< 已移送
};
inline constexpr std::size_t follow_up_states = 10;

enum class Standing : std::uint8_t {
    counted,
    planned,      ///< after the as-of date
    not_counted,  ///< it does not fit what came before; `why` says so
};

/// One thing that happened to a finding.
struct FollowUpStep {
    enum class Kind : std::uint8_t { found, remedied, recurred, event } kind = Kind::event;
    time::Day date{};
    std::string round;                   ///< found, remedied, recurred: the file of the round that shows it
    std::optional<FollowUpEvent> event;  ///< for Kind::event
    Standing standing = Standing::counted;
    text::Message why;
};

struct FollowedFinding {
    ReportedFinding finding;  ///< as it was reported last
    std::string case_id, record;
    FollowUpState state = FollowUpState::unassigned;
    time::Day found{};                                              ///< as-of date of the first round with it
    time::Day last_seen{};                                          ///< of the last one with it
    std::optional<time::Day> ordered, due, done, closed, remedied;  ///< of the present turn; `due` with extensions
    /// Until (or since) the due day, as of the as-of date; the days in working days only where the calendar knows them.
    std::optional<std::int64_t> days_left, working_days_left, days_late, working_days_late;
    std::optional<std::int64_t> done_late;  ///< calendar days by which the rectification was done too late
    bool rules_changed = false;             ///< 已消除, but by a round with other rule texts
    std::size_t orders = 0, extensions = 0, failed_checks = 0, recurrences = 0;
    std::vector<FollowUpStep> history;  ///< in time order; planned events last
};

/// Events that belong to no finding.
struct StrayEvent {
    FollowUpEvent event;
    text::Message why;
};

struct FollowUp {
    time::Day as_of{};
    std::vector<FollowedFinding> findings;  ///< in the order in which the rounds first report them
    std::vector<StrayEvent> strays;
};

/// What became of every finding, as of the end of `as_of`. Rounds may come in any order; of one day they come before events,
/// and events of one day in their order. A finding counts as remedied when a later round looks at the same case with (at
/// least) the same rulebooks, shows all open verdicts, and does not report it. Whatever cannot be fitted in stays visible
/// and is said in `notes`: FD0662 (an event for a finding that no round reports, error), FD0663 (an event that does not fit
/// what came before: not counted), FD0664 (an event after the as-of date, hint), FD0665 (an order without a due day:
/// counted), FD0666 (a round that is left out, or that does not show enough to say what is gone).
FollowUp follow_up(std::vector<Round> rounds, std::vector<FollowUpEvent> events, time::Day as_of,
                   const time::Calendar& calendar, std::vector<text::Diagnostic>& notes);

/// One line of a table.
struct FollowUpCount {
    std::string name;  ///< the rule's, or the grade's code; "" for all
    std::string code;  ///< of the rule
    std::size_t total = 0;
    std::array<std::size_t, follow_up_states> by_state{};
    std::size_t ordered = 0;    ///< findings that were ordered to be rectified, without those withdrawn or transferred
    std::size_t rectified = 0;  ///< of these: closed, or remedied by a later round
    std::size_t of(FollowUpState state) const { return by_state[static_cast<std::size_t>(state)]; }
};
struct FollowUpSummary {
    FollowUpCount all;
    std::vector<FollowUpCount> by_rule;      ///< in the order in which the findings name them
    std::vector<FollowUpCount> by_severity;  ///< the heaviest first; "none" last
};
FollowUpSummary summarize(const FollowUp& follow_up);

// ---- words and writers -----------------------------------------------------------------------------------------------

/// 整改中, rectification under way.
std::string_view state_name(FollowUpState state, text::Language language);
/// The spelling of JSON: "awaiting_check".
std::string_view state_code(FollowUpState state);
std::string_view event_name(FollowUpKind kind, text::Language language);
std::string_view event_code(FollowUpKind kind);
/// Reads a kind in Chinese (either script), in English or as in JSON; nothing if it is none.
std::optional<FollowUpKind> parse_follow_up_kind(std::string_view word);

/// A report for people, by state, with the tables at its end.
std::string follow_up_text(const FollowUp& follow_up, text::Language language);
/// JSON of docs/follow-up.schema.json: a finding a line.
std::string follow_up_json(const FollowUp& follow_up);
/// One row a finding (RFC 4180), headings and states in the language.
std::string follow_up_csv(const FollowUp& follow_up, text::Language language);

}  // namespace fadu::findings
