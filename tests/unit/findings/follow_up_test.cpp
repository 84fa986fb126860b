#include "fadu/findings/follow_up.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "fadu/text/render.hpp"

using namespace fadu;
using findings::FollowUpState;
using findings::Standing;

namespace {

const std::string id = "0123456789abcdef", other = "fedcba9876543210";

std::string finding(const std::string& which, const std::string& verdict = "violated",
                    const std::string& severity = "major") {
    return R"({"id":")" + which + R"(","rule":"两人执法","code":"C-1","verdict":")" + verdict + R"(","severity":")" +
           severity +
           R"(","cites":[{"source":"《法》","article":"第一条"}],"message":"不足两人","advice":"","facts":[]})";
}

std::string round(const std::string& as_of, const std::string& all, const std::string& rules = "1",
                  const std::string& verdicts = R"("violated","pending","undetermined","conflict")",
                  const std::string& books = R"({"name":"甲"})") {
    return R"({"receipt":{"engine":"0.1.0","rulebooks":[)" + books + R"(],"files":[],"rules_sha256":")" + rules +
           R"(","calendar":"1","as_of":")" + as_of + R"(","verdicts":[)" + verdicts +
           R"(],"language":"zh"},"cases":[{"case":"测1","record":"案件","findings":[)" + all + "]}]}";
}

std::string event(const std::string& kind, const std::string& date, const std::string& due = "",
                  const std::string& which = id) {
    return R"({"finding":")" + which + R"(","event":")" + kind + R"(","date":")" + date + "\"" +
           (due.empty() ? "" : R"(,"due":")" + due + "\"") + "}\n";
}

struct Run {
    findings::FollowUp result;
    std::vector<text::Diagnostic> notes;
    text::Sources sources;

    Run(const std::vector<std::string>& rounds, const std::string& events, const std::string& as_of) {
        std::vector<findings::Round> all;
        for (std::size_t i = 0; i < rounds.size(); ++i) {
            const auto file = sources.add("round" + std::to_string(i + 1), rounds[i]);
            auto read = findings::read_rounds(sources[file].text(), file, sources[file].name(), notes);
            REQUIRE_MESSAGE(read.has_value(), (read ? std::string() : read.error().message.en));
            all.insert(all.end(), read->begin(), read->end());
        }
        const auto file = sources.add("events", events);
        auto read = findings::read_follow_up_events(sources[file].text(), file, "events", notes);
        result = findings::follow_up(std::move(all), std::move(read), *time::parse_day(as_of), time::Calendar::china(),
                                     notes);
    }

    const findings::FollowedFinding& one(std::size_t index = 0) const { return result.findings.at(index); }
    FollowUpState state() const { return one().state; }
    std::vector<std::string> codes() const {
        std::vector<std::string> all;
        for (const auto& note : notes) all.push_back(note.code);
        return all;
    }
    /// "found order done(not_counted) …"
    std::string history() const {
        std::string all;
        for (const auto& step : one().history) {
            using Kind = findings::FollowUpStep::Kind;
            all += all.empty() ? "" : " ";
            all += step.kind == Kind::found      ? "found"
                   : step.kind == Kind::remedied ? "remedied"
                   : step.kind == Kind::recurred ? "recurred"
                                                 : std::string(findings::event_code(step.event->kind));
            if (step.standing == Standing::planned) all += "(planned)";
            if (step.standing == Standing::not_counted) all += "(no)";
        }
        return all;
    }
};

const std::string found = round("2023-07-14", finding(id));
using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("a finding that nobody dealt with is not assigned") {
    const Run run({found}, "", "2023-07-20");
    CHECK(run.state() == FollowUpState::unassigned);
    CHECK(run.one().found == time::make_day(2023, 7, 14));
    CHECK(run.one().finding.cites.at(0).article == "第一条");
    CHECK(run.notes.empty());
}

TEST_CASE("on the due day it is under rectification, the day after it is overdue") {
    const std::string events = event("责令整改", "2023-07-17", "2023-07-21");  // Monday to Friday
    const Run before({found}, events, "2023-07-17");
    CHECK(before.state() == FollowUpState::rectifying);
    CHECK(before.one().days_left == 4);
    CHECK(before.one().working_days_left == 4);
    const Run on({found}, events, "2023-07-21");
    CHECK(on.state() == FollowUpState::rectifying);
    CHECK(on.one().days_left == 0);
    const Run after({found}, events, "2023-07-22");
    CHECK(after.state() == FollowUpState::overdue);
    CHECK(after.one().days_late == 1);
    CHECK(after.one().working_days_late == 0);
    CHECK_FALSE(after.one().days_left.has_value());
    const Run beyond({found}, events, "2099-01-01");
    CHECK(beyond.one().days_late.has_value());
    CHECK_FALSE(beyond.one().working_days_late.has_value());  // the calendar does not know the year
}

TEST_CASE("the whole way to its end") {
    const std::string order = event("责令整改", "2023-07-17", "2023-07-31"), done = event("整改完成", "2023-07-25"),
                      failed = event("复查不合格", "2023-07-26", "2023-08-05"), again = event("整改完成", "2023-08-07"),
                      passed = event("复查合格", "2023-08-08");
    const std::string all = order + done + failed + again + passed;
    CHECK(Run({found}, all, "2023-07-16").state() == FollowUpState::unassigned);
    CHECK(Run({found}, all, "2023-07-17").state() == FollowUpState::rectifying);
    CHECK(Run({found}, all, "2023-07-25").state() == FollowUpState::awaiting_check);
    CHECK(Run({found}, all, "2023-07-26").state() == FollowUpState::recheck_failed);
    CHECK(Run({found}, all, "2023-08-06").state() == FollowUpState::overdue);
    CHECK(Run({found}, all, "2023-08-07").state() == FollowUpState::awaiting_check);
    const Run end({found}, all, "2023-08-08");
    CHECK(end.state() == FollowUpState::closed);
    CHECK(end.one().closed == time::make_day(2023, 8, 8));
    CHECK(end.one().done_late == 2);
    CHECK(end.one().failed_checks == 1);
    CHECK(end.history() == "found order done failed done passed");
    CHECK(end.notes.empty());
}

TEST_CASE("events may stand in any order of lines, and in English") {
    const std::string all =
        event("passed", "2023-07-21") + event("done", "2023-07-20") + event("order", "2023-07-17", "2023-07-31");
    CHECK(Run({found}, all, "2023-08-01").state() == FollowUpState::closed);
    CHECK(Run({found},
              event("责令整改", "2023-07-17", "2023-07-31") + event("整改完成", "2023-07-17") +
                  event("複查合格", "2023-07-17"),
              "2023-08-01")
              .state() == FollowUpState::closed);  // of one day in the order of the lines
}

TEST_CASE("withdrawn and transferred are ends of their own") {
    CHECK(Run({found}, event("撤销", "2023-07-17"), "2023-08-01").state() == FollowUpState::withdrawn);
    const Run run({found, round("2023-07-30", finding(id))}, event("移送", "2023-07-17") + event("撤销", "2023-07-18"),
                  "2023-08-01");
    CHECK(run.state() == FollowUpState::transferred);
    CHECK(run.one().recurrences == 0);
    CHECK(run.codes() == Codes{"FD0663"});
}

TEST_CASE("what does not fit is kept, said, and changes nothing") {
    struct Wrong {
        std::string events;
        FollowUpState state;
        std::string history;
    };
    const std::string order = event("责令整改", "2023-07-17", "2023-07-31"), done = event("整改完成", "2023-07-20"),
                      passed = event("复查合格", "2023-07-21");
    const std::vector<Wrong> all{
        {done, FollowUpState::unassigned, "found done(no)"},
        {passed, FollowUpState::unassigned, "found passed(no)"},
        {order + passed, FollowUpState::rectifying, "found order passed(no)"},
        {order + event("复查不合格", "2023-07-20"), FollowUpState::rectifying, "found order failed(no)"},
        {order + order, FollowUpState::rectifying, "found order order(no)"},
        {order + done + done, FollowUpState::awaiting_check, "found order done done(no)"},
        {order + done + passed + passed, FollowUpState::closed, "found order done passed passed(no)"},
        {order + done + passed + event("整改完成", "2023-07-22"), FollowUpState::closed,
         "found order done passed done(no)"},
        {order + done + passed + event("撤销", "2023-07-22"), FollowUpState::closed,
         "found order done passed withdrawn(no)"},
        {event("延期整改", "2023-07-18", "2023-08-31"), FollowUpState::unassigned, "found extended(no)"},
        {order + event("延期整改", "2023-07-18"), FollowUpState::rectifying, "found order extended(no)"},
        {order + event("延期整改", "2023-07-18", "2023-07-31"), FollowUpState::rectifying, "found order extended(no)"},
        {event("责令整改", "2023-07-17", "2023-07-16"), FollowUpState::unassigned, "found order(no)"},
    };
    for (const Wrong& wrong : all) {
        CAPTURE(wrong.events);
        const Run run({found}, wrong.events, "2023-07-30");
        CHECK(run.state() == wrong.state);
        CHECK(run.history() == wrong.history);
        CHECK(run.codes() == Codes{"FD0663"});
        for (const auto& note : run.notes) {
            const auto& source = run.sources[note.span.file];
            CHECK(source.name() == "events");
            CHECK(source.position(note.span.begin).line ==
                  static_cast<std::uint32_t>(std::count(wrong.events.begin(), wrong.events.end(), '\n')));
        }
    }
}

TEST_CASE("a time limit can be extended before it ends, not after; then it can be ordered anew") {
    const std::string order = event("责令整改", "2023-07-17", "2023-07-31");
    const Run in_time({found}, order + event("延期整改", "2023-07-31", "2023-08-31"), "2023-08-10");
    CHECK(in_time.state() == FollowUpState::rectifying);
    CHECK(in_time.one().due == time::make_day(2023, 8, 31));
    CHECK(in_time.one().extensions == 1);
    const Run late({found}, order + event("延期整改", "2023-08-01", "2023-08-31"), "2023-08-10");
    CHECK(late.state() == FollowUpState::overdue);
    CHECK(late.codes() == Codes{"FD0663"});
    const Run anew({found}, order + event("责令整改", "2023-08-01", "2023-08-31"), "2023-08-10");
    CHECK(anew.state() == FollowUpState::rectifying);
    CHECK(anew.one().orders == 2);
    CHECK(anew.notes.empty());
}

TEST_CASE("an order without a due day counts and is pointed out") {
    const Run run({found}, event("责令整改", "2023-07-17"), "2024-07-17");
    CHECK(run.state() == FollowUpState::rectifying);
    CHECK_FALSE(run.one().days_left.has_value());
    CHECK(run.codes() == Codes{"FD0665"});
}

TEST_CASE("what lies after the as-of date is a plan") {
    const Run run({found}, event("责令整改", "2023-07-17", "2023-07-31") + event("复查合格", "2023-08-01"),
                  "2023-07-20");
    CHECK(run.state() == FollowUpState::rectifying);
    CHECK(run.history() == "found order passed(planned)");
    CHECK(run.codes() == Codes{"FD0664"});
    CHECK(run.notes.at(0).level == text::Level::hint);
}

TEST_CASE("a later round that no longer finds it remedies it, one that finds it again is a recurrence") {
    const std::string gone = round("2023-08-15", ""), back = round("2023-09-15", finding(id));
    const Run remedied({gone, found}, "", "2023-08-31");  // rounds in any order
    CHECK(remedied.state() == FollowUpState::remedied);
    CHECK(remedied.one().remedied == time::make_day(2023, 8, 15));
    CHECK_FALSE(remedied.one().rules_changed);
    CHECK(Run({found, gone}, "", "2023-08-14").state() == FollowUpState::unassigned);
    const Run compliant({found, round("2023-08-15", finding(id, "compliant", "none"))}, "", "2023-08-31");
    CHECK(compliant.state() == FollowUpState::remedied);
    CHECK(Run({found, round("2023-08-15", finding(id, "undetermined", "none"))}, "", "2023-08-31").state() ==
          FollowUpState::unassigned);
    const Run recurred({found, gone, back}, "", "2023-09-30");
    CHECK(recurred.state() == FollowUpState::recurred);
    CHECK(recurred.one().recurrences == 1);
    CHECK(recurred.history() == "found remedied recurred");
    CHECK(Run({found, gone, back}, event("责令整改", "2023-09-20", "2023-10-20"), "2023-09-30").state() ==
          FollowUpState::rectifying);
    CHECK(Run({found, round("2023-08-15", "", "2")}, "", "2023-08-31").one().rules_changed);
}

TEST_CASE("closed and found again is a recurrence; found on the day of closing is not") {
    const std::string events = event("责令整改", "2023-07-17", "2023-07-31") + event("整改完成", "2023-07-20") +
                               event("复查合格", "2023-07-21");
    CHECK(Run({found, round("2023-07-21", finding(id))}, events, "2023-08-01").state() == FollowUpState::closed);
    CHECK(Run({found, round("2023-07-22", finding(id))}, events, "2023-08-01").state() == FollowUpState::recurred);
    CHECK(Run({found, round("2023-07-22", "")}, events, "2023-08-01").state() == FollowUpState::closed);
    CHECK(Run({round("2023-07-30", finding(id))}, events, "2023-08-01").state() == FollowUpState::recurred);
    // Between its remedy and its re-check the order goes on.
    const Run between({found, round("2023-07-19", "")}, events, "2023-08-01");
    CHECK(between.state() == FollowUpState::closed);
    CHECK(between.history() == "found order remedied done passed");
}

TEST_CASE("an order after the remedy has nothing to order") {
    const Run run({found, round("2023-08-15", "")}, event("责令整改", "2023-08-16", "2023-09-16"), "2023-08-31");
    CHECK(run.state() == FollowUpState::remedied);
    CHECK(run.codes() == Codes{"FD0663"});
}

TEST_CASE("a round that cannot show it says nothing of it") {
    const Run breaches({found, round("2023-08-15", "", "1", R"("violated")")}, "", "2023-08-31");
    CHECK(breaches.state() == FollowUpState::unassigned);
    CHECK(breaches.codes() == Codes{"FD0666"});
    const Run others(
        {found, round("2023-08-15", "", "1", R"("violated","pending","undetermined","conflict")", R"({"name":"乙"})")},
        "", "2023-08-31");
    CHECK(others.state() == FollowUpState::unassigned);
    CHECK(others.notes.empty());
    const Run more({found, round("2023-08-15", "", "1", R"("violated","pending","undetermined","conflict")",
                                 R"({"name":"乙"},{"name":"甲"})")},
                   "", "2023-08-31");
    CHECK(more.state() == FollowUpState::remedied);
    std::string elsewhere = round("2023-08-15", "");
    elsewhere.replace(elsewhere.find("测1"), std::string("测1").size(), "测2");
    CHECK(Run({found, elsewhere}, "", "2023-08-31").state() == FollowUpState::unassigned);
    const Run later({round("2023-09-15", finding(id)), found}, "", "2023-08-31");
    CHECK(later.codes() == Codes{"FD0666"});
    CHECK(later.one().last_seen == time::make_day(2023, 7, 14));
}

TEST_CASE("an event of no finding is said and shown") {
    const Run run({found}, event("撤销", "2023-07-17", "", other), "2023-08-01");
    CHECK(run.codes() == Codes{"FD0662"});
    REQUIRE(run.result.strays.size() == 1);
    CHECK(run.result.strays[0].event.line == 1);
    const Run later({found, round("2023-09-01", finding(other))}, event("撤销", "2023-07-17", "", other), "2023-08-01");
    CHECK(later.result.strays.size() == 1);
    CHECK_FALSE(text::has_error(later.notes));
}

TEST_CASE("lines that cannot be used are named, the others go on") {
    const std::string good = event("责令整改", "2023-07-17", "2023-07-31");
    const std::vector<std::string> bad{
        "{",
        "[]",
        "null",
        "{}",
        R"({"finding":"0123456789abcdef","event":"order"})",
        R"({"finding":"0123456789abcdef","event":"责令整顿","date":"2023-07-17"})",
        R"({"finding":"0123456789ABCDEF","event":"order","date":"2023-07-17"})",
        R"({"finding":"0123456789abcdef","event":"order","date":"2023-02-30"})",
        R"({"finding":"0123456789abcdef","event":"order","date":"2023-07-17","due":"soon"})",
        R"({"finding":"0123456789abcdef","event":"order","date":"2023-07-17","deu":"2023-07-31"})",
        R"({"finding":"0123456789abcdef","event":"order","date":"2023-07-17","date":"2023-07-18"})",
        R"({"finding":"0123456789abcdef","event":"order","date":20230717})",
        "{\"finding\":\"\xFF\"}",
    };
    for (const std::string& line : bad) {
        CAPTURE(line);
        const Run run({found}, line + "\n\n" + good, "2023-07-20");
        CHECK(run.codes() == Codes{"FD0661"});
        CHECK(run.state() == FollowUpState::rectifying);
        CHECK(run.one().history.back().event->line == 3);
    }
    const Run chinese(
        {found},
        "\xEF\xBB\xBF"
        R"({"结论":"0123456789abcdef","事件":"责令整改","日期":"2023年7月17日","期限":"2023-07-31","经办":"甲","备注":null})",
        "2023-07-20");
    CHECK(chinese.state() == FollowUpState::rectifying);
    CHECK(chinese.one().history.back().event->by == "甲");
}

TEST_CASE("rounds as documents, as lines, and several in one text") {
    const auto read = [](const std::string& text) {
        std::vector<text::Diagnostic> notes;
        auto rounds = findings::read_rounds(text, 0, "r", notes);
        return rounds ? static_cast<int>(rounds->size()) : -1;
    };
    const std::string head = R"({"receipt":{"as_of":"2023-07-14","rules_sha256":"1","rulebooks":[]}})";
    const std::string one = R"({"case":"测1","record":"案件","findings":[)" + finding(id) + "]}";
    CHECK(read(found) == 1);
    CHECK(read(head + "\n" + one + "\n{\"output\":{}}\n") == 1);
    CHECK(read(head + "\n" + one + "\n" + head + "\n" + one + "\n") == 2);
    CHECK(read("") == -1);
    CHECK(read(one) == -1);
    CHECK(read("[]") == -1);
    CHECK(read("{\"output\":{}}") == -1);
    CHECK(read(head + "\n" + one.substr(0, 40)) == -1);
    CHECK(read(R"({"receipt":{"as_of":"never","rules_sha256":"1"},"cases":[]})") == -1);
    std::string without = found;
    without.erase(without.find(R"("id":"0123456789abcdef",)"), 24);
    CHECK(read(without) == -1);
    for (std::size_t end = 0; end < found.size(); end += 7) CHECK(read(found.substr(0, end)) == -1);
    std::vector<text::Diagnostic> notes;
    CHECK(findings::read_rounds(head + "\n" + one + "\n" + one, 0, "r", notes).has_value());
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].code == "FD0667");
}

TEST_CASE("the tables count by state, rule and severity, with the rate's two numbers") {
    const std::string third = "00000000000000aa", fourth = "00000000000000bb";
    const Run run({round("2023-07-14", finding(id) + "," + finding(other, "violated", "minor") + "," +
                                           finding(third, "pending", "none") + "," + finding(fourth))},
                  event("责令整改", "2023-07-17", "2023-07-31") + event("整改完成", "2023-07-20") +
                      event("复查合格", "2023-07-21") + event("责令整改", "2023-07-17", "2023-07-31", other) +
                      event("责令整改", "2023-07-17", "2023-07-31", fourth) + event("移送", "2023-07-18", "", fourth),
                  "2023-08-01");
    const auto summary = findings::summarize(run.result);
    CHECK(summary.all.total == 4);
    CHECK(summary.all.of(FollowUpState::closed) == 1);
    CHECK(summary.all.of(FollowUpState::overdue) == 1);
    CHECK(summary.all.of(FollowUpState::unassigned) == 1);
    CHECK(summary.all.of(FollowUpState::transferred) == 1);
    CHECK(summary.all.rectified == 1);
    CHECK(summary.all.ordered == 2);  // what was transferred is no longer to be rectified
    REQUIRE(summary.by_rule.size() == 1);
    CHECK(summary.by_rule[0].name == "两人执法");
    REQUIRE(summary.by_severity.size() == 3);
    CHECK(summary.by_severity[0].name == "major");
    CHECK(summary.by_severity[2].name == "none");
    const std::string text = findings::follow_up_text(run.result, text::Language::zh);
    CHECK(text.ends_with("共 4 项结论：逾期未整改 1，未交办 1，已销号 1，已移送 1；整改率 1/2（50.0%）\n"));
    CHECK(findings::follow_up_text({}, text::Language::en) == "Follow-up  as of 1970-01-01\n0 findings\n");
}

TEST_CASE("what others wrote cannot break the lines of a report or the cells of a table") {
    const Run run(
        {found},
        R"({"finding":"0123456789abcdef","event":"撤销","date":"2023-07-17","by":"a\u001b[2J\nb","note":"x,\"y\""})",
        "2023-08-01");
    CHECK(findings::follow_up_text(run.result, text::Language::zh).find('\x1b') == std::string::npos);
    const std::string csv = findings::follow_up_csv(run.result, text::Language::en);
    CHECK(csv.ends_with(",\"a\x1b[2J\nb\"\r\n"));
    CHECK(findings::follow_up_json(run.result).find(R"("note":"x,\"y\"")") != std::string::npos);
}
