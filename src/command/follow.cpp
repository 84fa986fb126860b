// fadu follow: what became of findings.
#include "command/arguments.hpp"
#include "fadu/follow_up.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer =
    R"(FINDINGS are answers of `fadu check --format json` or ndjson: one round of checks, or several of the same cases. EVENTS
are lines such as {"finding": "0123456789abcdef", "event": "责令整改", "date": "2023-07-20", "due": "2023-08-20"}, with
the events 责令整改 order, 整改完成 done, 复查合格 passed, 复查不合格 failed, 延期整改 extended, 撤销 withdrawn,
移送 transferred, and "by" and "note" where wanted.
Exit codes: 0 nothing overdue, failed or recurred, 1 something is, 2 an input could not be read or names no finding.
Example / 例:
  fadu follow march.json june.json --events events.ndjson --as-of 2023-08-01)";

struct Arguments {
    std::vector<std::string> findings, events;
    std::string as_of, calendar, format = "text";
};

bool read_all(const Session& session, const std::vector<std::string>& paths, std::vector<NamedText>& texts) {
    for (const std::string& path : paths) {
        auto text = read_input(path);
        if (!text) {
            session.error(text.error());
            return false;
        }
        texts.push_back({path == "-" ? session.word("标准输入", "standard input") : path, std::move(*text)});
    }
    return true;
}

int follow(Session& session, const Arguments& arguments) {
    time::Day as_of = today();
    if (!arguments.as_of.empty()) {
        const auto day = read_day(session, arguments.as_of, "--as-of");
        if (!day) return exit_failed;
        as_of = *day;
    }
    std::optional<time::Calendar> calendar;
    if (!arguments.calendar.empty()) {
        calendar = read_calendar(session, arguments.calendar);
        if (!calendar) return exit_failed;
    }
    std::vector<NamedText> rounds, events;
    if (!read_all(session, arguments.findings, rounds) || !read_all(session, arguments.events, events))
        return exit_failed;
    const auto followed = follow_up(std::move(rounds), std::move(events), as_of, calendar ? &*calendar : nullptr);
    if (!followed) {
        session.report(followed.error());
        return exit_failed;
    }
    session.report(followed->notes);
    const findings::FollowUp& result = followed->follow_up;
    session.output.write(arguments.format == "json"  ? findings::follow_up_json(result)
                         : arguments.format == "csv" ? findings::follow_up_csv(result, session.language())
                                                     : findings::follow_up_text(result, session.language()));
    if (text::has_error(followed->notes.diagnostics)) return exit_failed;
    for (const findings::FollowedFinding& one : result.findings)
        if (one.state == findings::FollowUpState::overdue || one.state == findings::FollowUpState::recurred ||
            one.state == findings::FollowUpState::recheck_failed)
            return exit_found;
    return exit_clean;
}

}  // namespace

void add_follow(CLI::App& app, Session& session, Action& action) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("follow", "Follows findings up: rectification, re-checks / 跟踪整改");
    command->footer(footer);
    command->add_option("findings", arguments->findings, "Answers of fadu check; - is standard input / 检查结果")
        ->required();
    command
        ->add_option("--events", arguments->events,
                     "Follow-up events, a JSON object a line (may be repeated) / 整改事件")
        ->take_all()
        ->allow_extra_args(false);
    command->add_option("--as-of", arguments->as_of, "Day as of which to judge (default: today) / 截至日期");
    command->add_option("--calendar", arguments->calendar,
                        "Holiday calendar to use instead of the built-in one / 节假日历文件");
    command->add_option("--format", arguments->format, "text, json or csv (default text) / 输出格式")
        ->check(CLI::IsMember({"text", "json", "csv"}));
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return follow(session, *arguments); }; });
}

}  // namespace fadu::command
