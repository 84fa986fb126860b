// Follow-up as text, JSON and CSV.
#include <algorithm>

#include "fadu/findings/describe.hpp"
#include "fadu/findings/follow_up.hpp"
#include "fadu/findings/words.hpp"
#include "fadu/findings/write_text.hpp"
#include "findings/json_writer.hpp"

namespace fadu::findings {
namespace {

using text::Language;

/// What others wrote, on one line and without anything that moves the cursor.
std::string plain(std::string_view text) {
    std::string line(text);
    for (char& byte : line)
        if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) byte = ' ';
    return line;
}

/// 66.7%, rounded half up; "" where there is nothing to divide by.
std::string percent(std::size_t part, std::size_t whole) {
    if (whole == 0) return {};
    const std::size_t tenths = (part * 2000 + whole) / (2 * whole);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

std::string_view severity_name(std::string_view code, Language language) {
    for (int i = 1; i < 6; ++i)
        if (const auto grade = static_cast<model::Grade>(i); grade_code(grade) == code)
            return grade_name(grade, language);
    return language == Language::zh ? "无等级" : "none";
}

class TextWriter {
  public:
    TextWriter(const FollowUp& follow_up, Language language)
        : follow_up_(follow_up), language_(language), chinese_(language == Language::zh) {}

    std::string operator()() {
        out_ = word("整改跟踪  截至 ", "Follow-up  as of ") + time::to_string(follow_up_.as_of) + "\n";
        for (std::size_t i = 0; i < follow_up_states; ++i)
            for (const FollowedFinding& one : follow_up_.findings)
                if (one.state == static_cast<FollowUpState>(i)) write(one);
        strays();
        const FollowUpSummary summary = summarize(follow_up_);
        table(word("按规则", "by rule"), summary.by_rule, false);
        table(word("按等级", "by severity"), summary.by_severity, true);
        total(summary.all);
        return std::move(out_);
    }

  private:
    std::string word(std::string_view zh, std::string_view en) const { return std::string(chinese_ ? zh : en); }
    std::string state(FollowUpState state) const { return std::string(state_name(state, language_)); }

    std::string days(std::int64_t calendar, const std::optional<std::int64_t>& working) const {
        std::string text = std::to_string(calendar) + word(" 日", calendar == 1 ? " day" : " days");
        if (working)
            text += word("（", " (") + std::to_string(*working) +
                    word(" 个工作日）", *working == 1 ? " working day)" : " working days)");
        return text;
    }

    static std::string_view symbol(FollowUpState state) {
        switch (state) {
            case FollowUpState::overdue:
            case FollowUpState::recurred:
            case FollowUpState::recheck_failed: return "✗";
            case FollowUpState::awaiting_check:
            case FollowUpState::rectifying:
            case FollowUpState::unassigned: return "○";
            case FollowUpState::remedied:
            case FollowUpState::closed: return "✓";
            case FollowUpState::withdrawn:
            case FollowUpState::transferred: return "-";
        }
        return " ";
    }

    void write(const FollowedFinding& one) {
        const ReportedFinding& finding = one.finding;
        out_ += std::string(symbol(one.state)) + " " + state(one.state) + "  " + plain(finding.rule);
        if (!finding.step.empty()) out_ += word("·", ", ") + plain(finding.step);
        if (!finding.code.empty()) out_ += word("（", " (") + plain(finding.code) + word("）", ")");
        if (!finding.instance.empty()) out_ += "  " + plain(finding.instance);
        out_ += "  " + finding.id + "\n  ";
        if (!one.case_id.empty()) out_ += word("案件 ", "case ") + plain(one.case_id);
        if (!one.record.empty()) out_ += word("（", " (") + plain(one.record) + word("）", ")");
        if (!one.case_id.empty()) out_ += "  ";
        out_ += std::string(verdict_name(finding.verdict, language_));
        const std::string_view grade = grade_name(finding.severity, language_);
        if (!grade.empty()) out_ += word("·", ", ") + std::string(grade);
        out_ += "\n  " + plain(finding.message) + "\n";
        if (const std::string line = standing(one); !line.empty()) out_ += "  " + line + "\n";
        for (const FollowUpStep& step : one.history) out_ += "  " + this->step(step) + "\n";
    }

    std::string standing(const FollowedFinding& one) const {
        std::vector<std::string> parts;
        if (one.days_late || one.days_left || one.done_late) {
            std::string text = word("期限 ", "due ") + time::to_string(*one.due);
            if (one.days_late)
                text += word("，逾期 ", ", late by ") + days(*one.days_late, one.working_days_late);
            else if (one.days_left)
                text += word("，余 ", ", left: ") + days(*one.days_left, one.working_days_left);
            else
                text += word("，逾期 ", ", done ") + std::to_string(*one.done_late) +
                        word(" 日完成", *one.done_late == 1 ? " day late" : " days late");
            parts.push_back(std::move(text));
        }
        if (one.failed_checks > 0)
            parts.push_back(word("复查不合格 ", "re-checks failed: ") + std::to_string(one.failed_checks) +
                            word(" 次", ""));
        if (one.recurrences > 0)
            parts.push_back(word("复发 ", "recurrences: ") + std::to_string(one.recurrences) + word(" 次", ""));
        if (one.state == FollowUpState::remedied && one.rules_changed)
            parts.push_back(word("消除时规则文件已有改动", "the rule files had changed by then"));
        return join(parts, word("；", "; "));
    }

    std::string step(const FollowUpStep& step) const {
        const std::string day = time::to_string(step.date) + "  ";
        switch (step.kind) {
            case FollowUpStep::Kind::found: return day + word("检查发现", "found by a check");
            case FollowUpStep::Kind::remedied: return day + word("检查不再发现", "no longer found by a check");
            case FollowUpStep::Kind::recurred: return day + word("检查再次发现", "found again by a check");
            case FollowUpStep::Kind::event: break;
        }
        std::string text = day + event(*step.event);
        if (step.standing == Standing::planned) text += word("  〔计划〕", "  [planned]");
        if (step.standing == Standing::not_counted)
            text += word("  〔没有计入：", "  [not counted: ") + step.why.in(language_) + word("〕", "]");
        return text;
    }

    std::string event(const FollowUpEvent& event) const {
        std::string text(event_name(event.kind, language_));
        if (event.due) text += word("  期限 ", "  due ") + time::to_string(*event.due);
        if (!event.by.empty()) text += word("  经办 ", "  by ") + plain(event.by);
        if (!event.note.empty()) text += word("  备注 ", "  note: ") + plain(event.note);
        return text;
    }

    void strays() {
        if (follow_up_.strays.empty()) return;
        out_ += word("未能对应的事件", "Events of no finding") + "\n";
        for (const StrayEvent& stray : follow_up_.strays)
            out_ += "  " + plain(stray.event.file) + ":" + std::to_string(stray.event.line) + "  " +
                    time::to_string(stray.event.date) + "  " + event(stray.event) + word("  〔", "  [") +
                    stray.why.in(language_) + word("〕", "]") + "\n";
    }

    std::string counts(const FollowUpCount& count) const {
        std::vector<std::string> parts;
        for (std::size_t i = 0; i < follow_up_states; ++i)
            if (count.by_state[i] > 0)
                parts.push_back(state(static_cast<FollowUpState>(i)) + " " + std::to_string(count.by_state[i]));
        std::string text = join(parts, word("，", ", "));
        if (count.ordered > 0)
            text += word("；整改率 ", "; rectified ") + std::to_string(count.rectified) + "/" +
                    std::to_string(count.ordered) + word("（", " (") + percent(count.rectified, count.ordered) +
                    word("）", ")");
        return text;
    }

    void table(const std::string& title, const std::vector<FollowUpCount>& rows, bool severities) {
        if (rows.empty()) return;
        out_ += title + "\n";
        for (const FollowUpCount& row : rows) {
            out_ += "  " + (severities ? std::string(severity_name(row.name, language_)) : plain(row.name));
            if (!row.code.empty()) out_ += word("（", " (") + plain(row.code) + word("）", ")");
            out_ += "  " + std::to_string(row.total) + word("：", ": ") + counts(row) + "\n";
        }
    }

    void total(const FollowUpCount& all) {
        out_ +=
            word("共 ", "") + std::to_string(all.total) + word(" 项结论", all.total == 1 ? " finding" : " findings");
        if (all.total > 0) out_ += word("：", ": ") + counts(all);
        out_ += "\n";
    }

    const FollowUp& follow_up_;
    Language language_;
    bool chinese_;
    std::string out_;
};

// ---- JSON ------------------------------------------------------------------------------------------------------------

void write_day(JsonWriter& json, std::string_view name, const std::optional<time::Day>& day) {
    if (day) json.member(name, time::to_string(*day));
}
void write_count(JsonWriter& json, std::string_view name, std::int64_t number) {
    json.key(name);
    json.integer(number);
}
void write_count(JsonWriter& json, std::string_view name, const std::optional<std::int64_t>& number) {
    if (number) write_count(json, name, *number);
}

void write(JsonWriter& json, const FollowUpEvent& event) {
    json.member("event", event_code(event.kind));
    json.member("date", time::to_string(event.date));
    write_day(json, "due", event.due);
    json.member_if_any("by", event.by);
    json.member_if_any("note", event.note);
    json.member("file", event.file);
    write_count(json, "line", std::int64_t{event.line});
}

void write(JsonWriter& json, const text::Message& message) {
    json.begin_object();
    json.member("zh", message.zh);
    json.member("en", message.en);
    json.end_object();
}

void write(JsonWriter& json, const FollowUpStep& step) {
    json.begin_object();
    switch (step.kind) {
        case FollowUpStep::Kind::found: json.member("event", "found"); break;
        case FollowUpStep::Kind::remedied: json.member("event", "remedied"); break;
        case FollowUpStep::Kind::recurred: json.member("event", "recurred"); break;
        case FollowUpStep::Kind::event: write(json, *step.event); break;
    }
    if (step.kind != FollowUpStep::Kind::event) {
        json.member("date", time::to_string(step.date));
        json.member("file", step.round);
    }
    json.member("standing", step.standing == Standing::counted   ? "counted"
                            : step.standing == Standing::planned ? "planned"
                                                                 : "not_counted");
    if (!step.why.empty()) {
        json.key("why");
        write(json, step.why);
    }
    json.end_object();
}

std::string finding_json(const FollowedFinding& one) {
    JsonWriter json;
    const ReportedFinding& finding = one.finding;
    json.begin_object();
    json.member("id", finding.id);
    json.member("case", one.case_id);
    json.member("record", one.record);
    json.member("rule", finding.rule);
    json.member("code", finding.code);
    json.member_if_any("step", finding.step);
    json.member_if_any("instance", finding.instance);
    json.member("verdict", verdict_code(finding.verdict));
    json.member("severity", finding.severity == model::Grade::none ? "none" : grade_code(finding.severity));
    json.key("cites");
    json.begin_array();
    for (const Cite& cite : finding.cites) {
        json.begin_object();
        json.member("source", cite.source);
        json.member("article", cite.article);
        json.end_object();
    }
    json.end_array();
    json.member("message", finding.message);
    json.member_if_any("advice", finding.advice);
    json.member("state", state_code(one.state));
    json.member("found", time::to_string(one.found));
    json.member("last_seen", time::to_string(one.last_seen));
    write_day(json, "ordered", one.ordered);
    write_day(json, "due", one.due);
    write_day(json, "done", one.done);
    write_day(json, "closed", one.closed);
    write_day(json, "remedied", one.remedied);
    write_count(json, "days_left", one.days_left);
    write_count(json, "working_days_left", one.working_days_left);
    write_count(json, "days_late", one.days_late);
    write_count(json, "working_days_late", one.working_days_late);
    write_count(json, "done_late", one.done_late);
    if (one.state == FollowUpState::remedied && one.rules_changed) {
        json.key("rules_changed");
        json.raw("true");
    }
    write_count(json, "orders", static_cast<std::int64_t>(one.orders));
    write_count(json, "extensions", static_cast<std::int64_t>(one.extensions));
    write_count(json, "failed_checks", static_cast<std::int64_t>(one.failed_checks));
    write_count(json, "recurrences", static_cast<std::int64_t>(one.recurrences));
    json.key("history");
    json.begin_array();
    for (const FollowUpStep& step : one.history) write(json, step);
    json.end_array();
    json.end_object();
    return json.take();
}

void write(JsonWriter& json, const FollowUpCount& count) {
    json.begin_object();
    json.member_if_any("name", count.name);
    json.member_if_any("code", count.code);
    write_count(json, "total", static_cast<std::int64_t>(count.total));
    json.key("states");
    json.begin_object();
    for (std::size_t i = 0; i < follow_up_states; ++i)
        write_count(json, state_code(static_cast<FollowUpState>(i)), static_cast<std::int64_t>(count.by_state[i]));
    json.end_object();
    write_count(json, "rectified", static_cast<std::int64_t>(count.rectified));
    write_count(json, "ordered", static_cast<std::int64_t>(count.ordered));
    json.end_object();
}

std::string summary_json(const FollowUpSummary& summary) {
    JsonWriter json;
    json.begin_object();
    json.key("all");
    write(json, summary.all);
    json.key("by_rule");
    json.begin_array();
    for (const FollowUpCount& one : summary.by_rule) write(json, one);
    json.end_array();
    json.key("by_severity");
    json.begin_array();
    for (const FollowUpCount& one : summary.by_severity) write(json, one);
    json.end_array();
    json.end_object();
    return json.take();
}

std::string stray_json(const StrayEvent& stray) {
    JsonWriter json;
    json.begin_object();
    json.member("finding", stray.event.finding);
    write(json, stray.event);
    json.key("why");
    write(json, stray.why);
    json.end_object();
    return json.take();
}

// ---- CSV -------------------------------------------------------------------------------------------------------------

std::string cell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char byte : text) quoted += byte == '"' ? std::string("\"\"") : std::string(1, byte);
    return quoted + "\"";
}

std::string row(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) line += (i > 0 ? "," : "") + cell(cells[i]);
    return line + "\r\n";
}

std::string cell_of(const std::optional<time::Day>& day) { return day ? time::to_string(*day) : std::string(); }
std::string cell_of(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : std::string();
}

}  // namespace

std::string follow_up_text(const FollowUp& follow_up, Language language) { return TextWriter(follow_up, language)(); }

std::string follow_up_json(const FollowUp& follow_up) {
    std::string text = "{\"as_of\":\"" + time::to_string(follow_up.as_of) + "\",\n\"findings\":[\n";
    for (std::size_t i = 0; i < follow_up.findings.size(); ++i)
        text += (i > 0 ? ",\n" : "") + finding_json(follow_up.findings[i]);
    text += "\n],\n\"strays\":[\n";
    for (std::size_t i = 0; i < follow_up.strays.size(); ++i)
        text += (i > 0 ? ",\n" : "") + stray_json(follow_up.strays[i]);
    return text + "\n],\n\"summary\":" + summary_json(summarize(follow_up)) + "}\n";
}

std::string follow_up_csv(const FollowUp& follow_up, Language language) {
    const bool chinese = language == Language::zh;
    std::string text =
        chinese ? row({"结论编号", "案件",     "记录",       "规则",     "编号",       "步骤",     "对象",
                       "结论",     "等级",     "说明",       "状态",     "发现",       "最近发现", "责令整改",
                       "期限",     "余日",     "余工作日",   "逾期日",   "逾期工作日", "整改完成", "销号",
                       "消除",     "延期次数", "不合格次数", "复发次数", "经办"})
                : row({"finding",
                       "case",
                       "record",
                       "rule",
                       "code",
                       "step",
                       "instance",
                       "verdict",
                       "severity",
                       "message",
                       "state",
                       "found",
                       "last seen",
                       "ordered",
                       "due",
                       "days left",
                       "working days left",
                       "days late",
                       "working days late",
                       "done",
                       "closed",
                       "remedied",
                       "extensions",
                       "failed checks",
                       "recurrences",
                       "by"});
    for (const FollowedFinding& one : follow_up.findings) {
        std::string by;  // who dealt with it last
        for (const FollowUpStep& step : one.history)
            if (step.event && step.standing == Standing::counted && !step.event->by.empty()) by = step.event->by;
        const ReportedFinding& finding = one.finding;
        text += row({finding.id,
                     one.case_id,
                     one.record,
                     finding.rule,
                     finding.code,
                     finding.step,
                     finding.instance,
                     std::string(verdict_name(finding.verdict, language)),
                     std::string(grade_name(finding.severity, language)),
                     finding.message,
                     std::string(state_name(one.state, language)),
                     time::to_string(one.found),
                     time::to_string(one.last_seen),
                     cell_of(one.ordered),
                     cell_of(one.due),
                     cell_of(one.days_left),
                     cell_of(one.working_days_left),
                     cell_of(one.days_late),
                     cell_of(one.working_days_late),
                     cell_of(one.done),
                     cell_of(one.closed),
                     cell_of(one.remedied),
                     std::to_string(one.extensions),
                     std::to_string(one.failed_checks),
                     std::to_string(one.recurrences),
                     by});
    }
    return text;
}

}  // namespace fadu::findings
