// fadu compile: rules to a program file that fadu check maps into memory.
#include "command/arguments.hpp"
#include "fadu/program_file.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer =
    R"(The program holds good for these rules, this calendar and these parameters: fadu check refuses it with any others. Its
answers are those of the rules; what it cannot decide exactly is interpreted.
Example / 例:
  fadu compile -r rules/cn/administrative-penalty -o penalty.program
  fadu check -r rules/cn/administrative-penalty --program penalty.program --as-of 2023-07-15 cases.ndjson)";

struct Arguments {
    std::vector<std::string> rules;
    std::string output;
    CaseArguments reading;
};

int compile(Session& session, const Arguments& arguments) {
    const RulesPointer rules = load_rules(session, arguments.rules);
    if (!rules) return exit_failed;
    const auto settings = read_case_arguments(session, *rules, arguments.reading);
    if (!settings) return exit_failed;
    if (settings->record < 0) {
        std::string all;
        for (const model::Record& record : rules->rulebook().records)
            if (!record.events.empty()) all += (all.empty() ? "" : "、") + record.name;
        session.error({"规则讲到几种案件，请用 --record 指明一种：" + all,
                       "the rules speak of several records: choose one with --record: " + all});
        return exit_failed;
    }
    const auto written = write_file(arguments.output, compile_program(*rules, settings->record, settings->options));
    if (!written) session.error(written.error());
    return written ? exit_clean : exit_failed;
}

}  // namespace

void add_compile(CLI::App& app, Session& session, Action& action) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("compile", "Compiles rules to a program file / 编译规则");
    command->footer(footer);
    add_rules(*command, arguments->rules);
    command->add_option("-o,--output", arguments->output, "File to write / 写入的文件")->required();
    command->add_option("--record", arguments->reading.record,
                        "Record that a case is, where the rules have several / 案件是哪一种记录");
    command
        ->add_option("--parameter", arguments->reading.parameters,
                     "Sets a parameter: NAME=VALUE, may be repeated / 设定参数 名=值")
        ->allow_extra_args(false);
    command->add_option("--calendar", arguments->reading.calendar,
                        "Holiday calendar to use instead of the built-in one / 节假日历文件");
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return compile(session, *arguments); }; });
}

}  // namespace fadu::command
