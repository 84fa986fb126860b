// follow_up: the rounds say what was found when, the events what was done about it; each finding then goes through its own
// line of both in time order.
#include "fadu/findings/follow_up.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "fadu/findings/words.hpp"

namespace fadu::findings {
namespace {

using engine::Verdict;

bool is_open(Verdict verdict) {
    return verdict == Verdict::violated || verdict == Verdict::pending || verdict == Verdict::undetermined ||
           verdict == Verdict::conflict;
}

bool shows_all_open(const Round& round) {
    for (int i = 0; i < 7; ++i)
        if (is_open(static_cast<Verdict>(i)) && !round.shown.contains(static_cast<Verdict>(i))) return false;
    return true;
}

std::int64_t days_from(time::Day from, time::Day to) { return std::int64_t{(to - from).count()}; }

std::string day_text(time::Day day) { return time::to_string(day); }

/// What a round says of a finding that is known by then.
struct Sight {
    const Round* round = nullptr;
    bool there = true;
};

/// The way of one finding through time.
class Course {
  public:
    Course(FollowedFinding& out, time::Day as_of, const time::Calendar& calendar, std::vector<text::Diagnostic>& notes)
        : out_(out), as_of_(as_of), calendar_(calendar), notes_(notes) {}

    void see(const Sight& sight) {
        const time::Day day = sight.round->as_of;
        if (!sight.there) {
            if (!out_.remedied && !finished()) {
                out_.remedied = day;
                out_.rules_changed = sight.round->rules_sha256 != last_rules_;
                step(FollowUpStep::Kind::remedied, *sight.round);
            } else if (work_ == Work::closed) {
                out_.remedied = out_.remedied.value_or(day);
            }
            return;
        }
        last_rules_ = sight.round->rules_sha256;
        const bool back = (out_.remedied && work_ != Work::withdrawn && work_ != Work::transferred) ||
                          (work_ == Work::closed && day > *out_.closed);
        if (!found_) {
            found_ = true;
            out_.found = day;
            step(FollowUpStep::Kind::found, *sight.round);
        }
        if (back) {
            ++out_.recurrences;
            step(FollowUpStep::Kind::recurred, *sight.round);
            out_.remedied.reset();
            if (work_ == Work::closed || work_ == Work::open) {
                work_ = Work::recurred;
                out_.ordered.reset();
                out_.due.reset();
                out_.done.reset();
                out_.closed.reset();
            }
        }
        out_.last_seen = day;
    }

    void take(const FollowUpEvent& event) {
        if (event.date > as_of_) return plan(event);
        text::Message why = apply(event);
        FollowUpStep step{FollowUpStep::Kind::event, event.date, {}, event, Standing::counted, {}};
        if (!why.empty()) {
            step.standing = Standing::not_counted;
            step.why = why;
            note("FD0663", text::Level::warning, event.span,
                 {"“" + words(event, true) + "”没有计入：" + why.zh,
                  "\"" + words(event, false) + "\" is not counted: " + why.en});
        }
        out_.history.push_back(std::move(step));
    }

    void finish() {
        out_.state = state();
        if (out_.done && out_.due && *out_.done > *out_.due) out_.done_late = days_from(*out_.due, *out_.done);
        if (!out_.due || (work_ != Work::ordered && work_ != Work::failed) || out_.state == FollowUpState::remedied)
            return;
        const time::Day due = *out_.due;
        const bool late = as_of_ > due;
        const auto days = late ? days_from(due, as_of_) : days_from(as_of_, due);
        std::optional<std::int64_t> working;
        if (calendar_.knows(due) && calendar_.knows(as_of_))
            working = late ? calendar_.working_days_between(due, as_of_) : calendar_.working_days_between(as_of_, due);
        (late ? out_.days_late : out_.days_left) = days;
        (late ? out_.working_days_late : out_.working_days_left) = working;
    }

  private:
    enum class Work : std::uint8_t { open, ordered, done, failed, closed, withdrawn, transferred, recurred };

    bool finished() const { return work_ == Work::closed || work_ == Work::withdrawn || work_ == Work::transferred; }

    static std::string words(const FollowUpEvent& event, bool chinese) {
        return day_text(event.date) + " " +
               std::string(event_name(event.kind, chinese ? text::Language::zh : text::Language::en));
    }

    void note(const char* code, text::Level level, text::Span span, text::Message message, text::Message help = {}) {
        text::Diagnostic diagnostic;
        diagnostic.code = code;
        diagnostic.level = level;
        diagnostic.span = span;
        diagnostic.message = std::move(message);
        diagnostic.help = std::move(help);
        notes_.push_back(std::move(diagnostic));
    }

    void step(FollowUpStep::Kind kind, const Round& round) {
        out_.history.push_back({kind, round.as_of, round.name, std::nullopt, Standing::counted, {}});
    }

    void plan(const FollowUpEvent& event) {
        note("FD0664", text::Level::hint, event.span,
             {"“" + words(event, true) + "”在截至日期 " + day_text(as_of_) + " 之后：列为计划",
              "\"" + words(event, false) + "\" is after the as-of date " + day_text(as_of_) + ": shown as planned"});
        out_.history.push_back({FollowUpStep::Kind::event, event.date, {}, event, Standing::planned, {}});
    }

    /// Empty if the event fits; otherwise why it does not, and nothing has changed.
    text::Message apply(const FollowUpEvent& event) {
        if (finished()) return after_the_end(event);
        switch (event.kind) {
            case FollowUpKind::order: return order(event);
            case FollowUpKind::extended: return extend(event);
            case FollowUpKind::done:
                if (work_ == Work::done) return {"已经报告整改完成", "it was reported as done already"};
                if (!is_ordered()) return not_ordered();
                work_ = Work::done;
                out_.done = event.date;
                return {};
            case FollowUpKind::passed:
                if (auto why = not_done(); !why.empty()) return why;
                work_ = Work::closed;
                out_.closed = event.date;
                return {};
            case FollowUpKind::failed:
                if (auto why = not_done(); !why.empty()) return why;
                if (event.due && *event.due < event.date) return due_too_early();
                work_ = Work::failed;
                ++out_.failed_checks;
                out_.done.reset();
                if (event.due) out_.due = event.due;
                return {};
            case FollowUpKind::withdrawn: work_ = Work::withdrawn; return {};
            case FollowUpKind::transferred: work_ = Work::transferred; return {};
        }
        return {};
    }

    bool is_ordered() const { return work_ == Work::ordered || work_ == Work::failed; }

    static text::Message due_too_early() { return {"期限早于当日", "its due day is before that day"}; }
    static text::Message not_ordered() { return {"此前没有责令整改", "no rectification was ordered before it"}; }
    text::Message not_done() const {
        if (work_ == Work::done) return {};
        if (is_ordered()) return {"此前没有整改完成", "no rectification was done before it"};
        return not_ordered();
    }

    text::Message after_the_end(const FollowUpEvent& event) const {
        if (work_ == Work::withdrawn) return {"此前已经撤销", "it was withdrawn before"};
        if (work_ == Work::transferred) return {"此前已经移送", "it was transferred before"};
        const std::string day = day_text(*out_.closed);
        if (event.kind == FollowUpKind::passed)
            return {"已于 " + day + " 销号，不能再次销号", "it was closed on " + day + " and cannot be closed twice"};
        return {"已于 " + day + " 销号", "it was closed on " + day};
    }

    text::Message order(const FollowUpEvent& event) {
        if (out_.remedied && !is_ordered() && work_ != Work::done)
            return {"该问题在 " + day_text(*out_.remedied) + " 的检查中已经消除",
                    "the check as of " + day_text(*out_.remedied) + " no longer finds it"};
        if (work_ == Work::done)
            return {"已经报告整改完成，尚待复查", "it was reported as done and awaits its re-check"};
        if (work_ == Work::ordered && (!out_.due || event.date <= *out_.due))
            return {"已经责令整改，期限未满；延长期限用“延期整改”",
                    "it was ordered already and is not yet due; a longer time limit is \"extended\""};
        if (event.due && *event.due < event.date) return due_too_early();
        if (!event.due)
            note("FD0665", text::Level::warning, event.span,
                 {"责令整改没有写期限，无从判断是否逾期",
                  "the order has no due day: whether it is overdue cannot be said"},
                 {"写 “due”：整改的最后一日", "give \"due\": the last day for the rectification"});
        work_ = Work::ordered;
        out_.ordered = event.date;
        out_.due = event.due;
        out_.done.reset();
        ++out_.orders;
        return {};
    }

    text::Message extend(const FollowUpEvent& event) {
        if (work_ == Work::done) return {"已经报告整改完成", "it was reported as done already"};
        if (!is_ordered()) return not_ordered();
        if (!event.due) return {"没有写新的期限（due）", "it gives no new due day"};
        if (out_.due && event.date > *out_.due)
            return {"期限已于 " + day_text(*out_.due) + " 届满，不能再延；可以重新责令整改",
                    "the time limit ended on " + day_text(*out_.due) + " and cannot be extended; order it anew"};
        if (*event.due < event.date) return due_too_early();
        if (out_.due && *event.due <= *out_.due)
            return {"新的期限不晚于原来的 " + day_text(*out_.due),
                    "the new due day is not after the old one, " + day_text(*out_.due)};
        out_.due = event.due;
        ++out_.extensions;
        return {};
    }

    FollowUpState state() const {
        switch (work_) {
            case Work::closed: return FollowUpState::closed;
            case Work::withdrawn: return FollowUpState::withdrawn;
            case Work::transferred: return FollowUpState::transferred;
            default: break;
        }
        if (out_.remedied) return FollowUpState::remedied;
        switch (work_) {
            case Work::ordered:
            case Work::failed:
                if (out_.due && as_of_ > *out_.due) return FollowUpState::overdue;
                return work_ == Work::failed ? FollowUpState::recheck_failed : FollowUpState::rectifying;
            case Work::done: return FollowUpState::awaiting_check;
            case Work::recurred: return FollowUpState::recurred;
            default: return FollowUpState::unassigned;
        }
    }

    FollowedFinding& out_;
    time::Day as_of_;
    const time::Calendar& calendar_;
    std::vector<text::Diagnostic>& notes_;
    Work work_ = Work::open;
    bool found_ = false;
    std::string last_rules_;
};

/// Collects what the rounds say, finding by finding.
class Rounds {
  public:
    Rounds(time::Day as_of, std::vector<text::Diagnostic>& notes) : as_of_(as_of), notes_(notes) {}

    void add(const Round& round) {
        if (round.as_of > as_of_) {
            warn(round,
                 {"“" + round.name + "”截至 " + day_text(round.as_of) + "，在 " + day_text(as_of_) + " 之后，没有计入",
                  "\"" + round.name + "\" is as of " + day_text(round.as_of) + ", after " + day_text(as_of_) +
                      ": left out"});
            for (const ReportedCase& one : round.cases)
                for (const ReportedFinding& finding : one.findings) later_.insert(finding.id);
            return;
        }
        std::set<std::string_view> ids;
        for (const ReportedCase& one : round.cases) ids.insert(one.case_id);
        for (const ReportedCase& one : round.cases) look(round, one, ids);
    }

    std::vector<FollowedFinding> findings;
    std::vector<std::vector<Sight>> sights;
    std::unordered_map<std::string, std::size_t> by_id;
    const std::set<std::string>& later() const { return later_; }

  private:
    void warn(const Round& round, text::Message message) {
        text::Diagnostic diagnostic;
        diagnostic.code = "FD0666";
        diagnostic.level = text::Level::warning;
        diagnostic.span = round.span;
        diagnostic.message = std::move(message);
        notes_.push_back(std::move(diagnostic));
    }

    void look(const Round& round, const ReportedCase& one, const std::set<std::string_view>& cases) {
        std::vector<std::size_t>& known = by_case_[one.record + '\n' + one.case_id];
        std::set<std::size_t> here;
        const std::size_t known_before = known.size();
        for (const ReportedFinding& finding : one.findings) {
            if (!is_open(finding.verdict)) continue;
            const auto [at, is_new] = by_id.emplace(finding.id, findings.size());
            if (is_new) {
                findings.emplace_back();
                findings.back().case_id = one.case_id;
                findings.back().record = one.record;
                sights.emplace_back();
                books_.emplace_back();
                known.push_back(at->second);
            }
            if (!here.insert(at->second).second) continue;
            findings[at->second].finding = finding;
            books_[at->second] = &round.rulebooks;
            sights[at->second].push_back({&round, true});
        }
        bool hides = false;
        for (std::size_t i = 0; i < known_before; ++i) {
            const std::size_t index = known[i];
            if (here.contains(index) || !looks_at(round, index, cases)) continue;
            if (!shows_all_open(round)) {
                hides = true;
                continue;
            }
            sights[index].push_back({&round, false});
        }
        if (hides && said_.insert(&round).second)
            warn(round,
                 {"“" + round.name + "”没有输出全部待处理的结论，其中没有的不算已消除",
                  "\"" + round.name + "\" does not show all open verdicts: what it lacks does not count as remedied"});
    }

    /// Would the round report the finding if it were still there?
    bool looks_at(const Round& round, std::size_t index, const std::set<std::string_view>& cases) const {
        for (const std::string& book : *books_[index])
            if (std::find(round.rulebooks.begin(), round.rulebooks.end(), book) == round.rulebooks.end()) return false;
        for (const std::string& one : findings[index].finding.cases)
            if (!cases.contains(one)) return false;
        return true;
    }

    time::Day as_of_;
    std::vector<text::Diagnostic>& notes_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_case_;
    std::vector<const std::vector<std::string>*> books_;
    std::set<std::string> later_;
    std::set<const Round*> said_;
};

}  // namespace

FollowUp follow_up(std::vector<Round> rounds, std::vector<FollowUpEvent> events, time::Day as_of,
                   const time::Calendar& calendar, std::vector<text::Diagnostic>& notes) {
    FollowUp result;
    result.as_of = as_of;
    std::stable_sort(rounds.begin(), rounds.end(), [](const Round& a, const Round& b) { return a.as_of < b.as_of; });
    Rounds seen(as_of, notes);
    for (const Round& round : rounds) seen.add(round);
    std::stable_sort(events.begin(), events.end(),
                     [](const FollowUpEvent& a, const FollowUpEvent& b) { return a.date < b.date; });
    std::vector<std::vector<const FollowUpEvent*>> of_finding(seen.findings.size());
    for (FollowUpEvent& event : events) {
        if (const auto found = seen.by_id.find(event.finding); found != seen.by_id.end()) {
            of_finding[found->second].push_back(&event);
            continue;
        }
        const bool later = seen.later().contains(event.finding);
        text::Diagnostic diagnostic;
        diagnostic.code = "FD0662";
        diagnostic.level = later ? text::Level::warning : text::Level::error;
        diagnostic.span = event.span;
        diagnostic.message =
            later ? text::Message{"结论 " + event.finding + " 到截至日期为止还没有发现",
                                  "the finding " + event.finding + " is not yet found on the as-of date"}
                  : text::Message{"没有编号为 " + event.finding + " 的结论", "there is no finding " + event.finding};
        if (!later)
            diagnostic.help = {
                "给出首次发现它的那一次检查的 JSON；编号见 JSON 的 “id” 和 fadu explain",
                "give the JSON of a check that reported it; ids stand in its \"id\" and in fadu explain"};
        result.strays.push_back({event, diagnostic.message});
        notes.push_back(std::move(diagnostic));
    }
    result.findings = std::move(seen.findings);
    for (std::size_t i = 0; i < result.findings.size(); ++i) {
        Course course(result.findings[i], as_of, calendar, notes);
        const auto& sights = seen.sights[i];
        std::size_t next = 0;
        for (const FollowUpEvent* event : of_finding[i]) {
            while (next < sights.size() && sights[next].round->as_of <= event->date) course.see(sights[next++]);
            course.take(*event);
        }
        // Planned events come after whatever the rounds up to the as-of date say, since those were all taken first.
        while (next < sights.size()) course.see(sights[next++]);
        course.finish();
    }
    text::sort(notes);
    return result;
}

FollowUpSummary summarize(const FollowUp& follow_up) {
    FollowUpSummary summary;
    std::map<std::string, std::size_t> rules;
    std::array<FollowUpCount, 6> grades;  // in the order of model::Grade
    const auto add = [](FollowUpCount& count, const FollowedFinding& one) {
        ++count.total;
        ++count.by_state[static_cast<std::size_t>(one.state)];
        if (one.orders == 0 || one.state == FollowUpState::withdrawn || one.state == FollowUpState::transferred) return;
        ++count.ordered;
        if (one.state == FollowUpState::closed || one.state == FollowUpState::remedied) ++count.rectified;
    };
    for (const FollowedFinding& one : follow_up.findings) {
        add(summary.all, one);
        const std::string name = one.finding.rule + (one.finding.step.empty() ? "" : "·" + one.finding.step);
        const auto [at, is_new] = rules.emplace(name, summary.by_rule.size());
        if (is_new) {
            summary.by_rule.emplace_back();
            summary.by_rule.back().name = name;
            summary.by_rule.back().code = one.finding.code;
        }
        add(summary.by_rule[at->second], one);
        add(grades[static_cast<std::size_t>(one.finding.severity)], one);
    }
    for (std::size_t i = grades.size(); i-- > 0;) {
        if (grades[i].total == 0) continue;
        grades[i].name = i == 0 ? "none" : std::string(grade_code(static_cast<model::Grade>(i)));
        summary.by_severity.push_back(std::move(grades[i]));
    }
    return summary;
}

}  // namespace fadu::findings
