// fadu next: what may be done next in a case in progress.
#include "command/arguments.hpp"
#include "fadu/findings/write_json.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer =
    R"(For each step of a procedure that is still to come: whether it may be done today, else the first day on which it
may, what bars it, by when it is due. Signs of the report: ○ now, ◷ later, ✗ barred, · waits for other steps.
Example / 例:
  fadu next -r rules/cn/administrative-penalty --as-of 2023-07-15 case.json
  fadu next rules/cn/administrative-penalty --cases case.json --as-of 2023-07-15 --format json)";

struct Arguments {
    std::vector<std::string> rules, paths;
    std::string cases, only_case, format = "text";
    CaseArguments reading;
};

int next(Session& session, Arguments arguments) {
    // Paths without an option are rules where --cases names the case, else the last one is the case.
    if (arguments.cases.empty() && !arguments.paths.empty()) {
        arguments.cases = arguments.paths.back();
        arguments.paths.pop_back();
    }
    arguments.rules.insert(arguments.rules.end(), arguments.paths.begin(), arguments.paths.end());
    if (arguments.rules.empty() || arguments.cases.empty()) {
        session.error({"须写规则（-r）和案件文件", "give rules (-r) and a case file"});
        return exit_failed;
    }
    const RulesPointer rules = load_rules(session, arguments.rules);
    if (!rules) return exit_failed;
    const auto settings = read_case_arguments(session, *rules, arguments.reading);
    if (!settings) return exit_failed;
    const bool json = arguments.format == "json";
    std::size_t cases = 0;
    const auto outcome = read_cases(
        session, *rules, *settings, arguments.reading.input_format, arguments.cases, [&](facts::Case&& value) {
            if (!arguments.only_case.empty() && value.id != arguments.only_case) return true;
            const auto steps = rules->next_steps(value, settings->options);
            const time::Day as_of = settings->options.as_of;
            if (json)
                session.output.write((cases == 0 ? "[\n" : ",\n") + findings::next_steps_json(value.id, as_of, steps));
            else
                session.output.write((cases == 0 ? "" : "\n") +
                                     findings::write_next_steps(value.id, as_of, steps, session.language()));
            ++cases;
            return !session.output.broken();
        });
    if (json) session.output.write(cases == 0 ? "[]\n" : "\n]\n");
    if (!outcome.readable || (cases == 0 && outcome.errors)) return exit_failed;
    if (cases > 0) return exit_clean;
    session.error({"没有这件案件", "there is no such case"});
    return exit_failed;
}

}  // namespace

void add_next(CLI::App& app, Session& session, Action& action) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command =
        app.add_subcommand("next", "Says what may be done next in a case, and from when / 说明案件下一步可以做什么");
    command->footer(footer);
    add_rules(*command, arguments->rules, false);
    add_case_arguments(*command, arguments->reading);
    command->add_option("--cases", arguments->cases, "Case file; - is standard input / 案件文件");
    command->add_option("--case", arguments->only_case,
                        "Only the case of this name, where the file has several / 案件编号");
    command->add_option("--format", arguments->format, "text or json (default text) / 输出格式")
        ->check(CLI::IsMember({"text", "json"}));
    command->add_option("paths", arguments->paths,
                        "Rules, then the case file unless --cases names it / 规则和案件文件");
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return next(session, *arguments); }; });
}

}  // namespace fadu::command
