// fadu figures: the indicators (指标) of rule files over cases.
#include "fadu/findings/figures.hpp"

#include "command/arguments.hpp"
#include "fadu/findings/write_json.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer =
    R"(Exit codes: 0 every target met or undecided and no published value contradicted, 1 a target missed or a published value
contradicted, 2 could not run or nothing could be read. Figures that are computed from others alone need no cases.
Example / 例:
  fadu figures rules --cases cases.ndjson --as-of 2023-12-31
  fadu figures rules --cases cases.ndjson --as-of 2023-12-31 --format csv)";

struct Arguments {
    std::vector<std::string> rules, more, cases;
    std::string format = "text";
    CaseArguments reading;
};

int figures(Session& session, const Arguments& arguments) {
    std::vector<std::string> paths = arguments.rules;
    paths.insert(paths.end(), arguments.more.begin(), arguments.more.end());
    if (paths.empty()) {
        session.error({"请指明规则文件或者目录", "name rule files or a directory"});
        return exit_failed;
    }
    const RulesPointer rules = load_rules(session, paths);
    if (!rules) return exit_failed;
    const auto settings = read_case_arguments(session, *rules, arguments.reading, !arguments.cases.empty());
    if (!settings) return exit_failed;
    if (rules->rulebook().indicators.empty()) session.note({"规则文件中没有指标", "the rule files hold no indicators"});

    BatchCheck batch(rules, settings->options);
    Progress progress(session.language());
    std::size_t cases = 0;
    std::size_t skipped = 0;
    bool failed = false;
    bool errors = false;
    for (const std::string& path : arguments.cases) {
        const auto outcome =
            read_cases(session, *rules, *settings, arguments.reading.input_format, path, [&](facts::Case&& value) {
                batch.add(std::move(value));
                progress.step(++cases);
                return true;
            });
        failed = failed || !outcome.readable;
        errors = errors || outcome.errors;
        skipped += outcome.skipped;
    }
    const findings::Figures result = batch.figures();
    if (arguments.format == "json") {
        session.output.write(findings::figures_json(rules->receipt(settings->options), result));
    } else if (arguments.format == "csv") {
        session.output.write(findings::write_csv(result));
    } else {
        findings::TextOptions options;
        options.language = session.language();
        options.colour = session.colour_of_output();
        session.output.write(findings::write_text(result, options));
    }
    session.output.flush();
    if (skipped > 0)
        session.note({"有 " + std::to_string(skipped) + " 条记录未能读取，没有进入统计",
                      std::to_string(skipped) + " records could not be read and are not counted"});
    if (failed || (cases == 0 && errors)) return exit_failed;
    return result.has_breach() ? exit_found : exit_clean;
}

}  // namespace

void add_figures(CLI::App& app, Session& session, Action& action) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("figures", "Computes indicators over cases / 计算指标");
    command->footer(footer);
    add_rules(*command, arguments->rules, false);
    command->add_option("paths", arguments->more, "Rule files or directories / 规则文件或者目录");
    add_case_files(*command, arguments->cases);
    add_case_arguments(*command, arguments->reading);
    command->add_option("--format", arguments->format, "text, json or csv (default text) / 输出格式")
        ->check(CLI::IsMember({"text", "json", "csv"}));
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return figures(session, *arguments); }; });
}

}  // namespace fadu::command
