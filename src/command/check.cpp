// fadu check: cases against rules, findings out.
#include "command/check_run.hpp"
#include "fadu/findings/words.hpp"
#include "fadu/findings/write_json.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer =
    R"(Exit codes: 0 no breach, 1 at least one breach (违反), 2 could not run or nothing could be read. Records that
cannot be read are reported on standard error and do not stop the others.
Example / 例:
  fadu check -r rules/cn/administrative-penalty --as-of 2023-07-15 case.json
  fadu check -r rules/cn/administrative-penalty --as-of 2023-07-15 --remedies case.json
  fadu check -r rules --format ndjson --verdicts violated,pending - < cases.ndjson)";

struct Arguments : CheckRequest {
    std::string verdicts, receipt;
    bool remedies = false;
};

std::optional<findings::Selection> read_verdicts(const Session& session, std::string words) {
    if (words.empty()) return findings::Selection::usual();
    for (const std::string_view separator : {"，", "、"})
        for (auto at = words.find(separator); at != std::string::npos; at = words.find(separator))
            words.replace(at, separator.size(), ",");
    findings::Selection selection;
    for (std::size_t begin = 0; begin <= words.size();) {
        const std::size_t end = std::min(words.find(',', begin), words.size());
        const std::string word = words.substr(begin, end - begin);
        begin = end + 1;
        if (word.empty()) continue;
        if (word == "all" || word == "全部") return findings::Selection::all();
        const auto verdict = findings::parse_verdict(word);
        if (!verdict) {
            session.error({"没有名为“" + word + "”的结论；有：违反、待办、存疑、冲突、除外、合规、不适用、全部",
                           "there is no verdict \"" + word +
                               "\"; there are: violated, pending, undetermined, conflict, excused, compliant, "
                               "not_applicable, all"});
            return std::nullopt;
        }
        selection.verdicts.insert(*verdict);
    }
    return selection;
}

/// Not for an answer that nobody took to its end.
bool write_receipt(const Session& session, const std::string& path, const CheckResult& result) {
    if (!result.receipt.output) {
        session.error({"输出中断，没有写回执", "the output was cut off: no receipt was written"});
        return false;
    }
    const auto written = write_file(path, findings::receipt_json(result.receipt));
    if (!written) session.error(written.error());
    return written.has_value();
}

int check(Session& session, const Arguments& arguments) {
    const auto selection = read_verdicts(session, arguments.verdicts);
    if (!selection) return exit_failed;
    const RulesPointer rules = load_rules(session, arguments.rules);
    if (!rules) return exit_failed;
    const auto settings = read_case_arguments(session, *rules, arguments.reading);
    if (!settings) return exit_failed;
    settings->options.verdicts = *selection;
    settings->options.remedies = arguments.remedies;

    const auto programs = open_programs(session, *rules, *settings, arguments.programs);
    if (!programs) return exit_failed;

    const bool answers_json = arguments.format != "text";
    const CheckResult result = run_check(
        session, *rules, *settings, arguments, answers_json || !arguments.receipt.empty(), session.colour_of_output(),
        [&session](std::string_view text) {
            session.output.write(text);
            return !session.output.broken();
        },
        *programs);
    session.output.flush();
    if (result.skipped > 0)
        session.note({"有 " + std::to_string(result.skipped) + " 条记录未能读取",
                      std::to_string(result.skipped) + " records could not be read"});
    if (!arguments.receipt.empty() && !write_receipt(session, arguments.receipt, result)) return exit_failed;
    if (result.unreadable || (result.cases == 0 && result.errors)) return exit_failed;
    return result.breached ? exit_found : exit_clean;
}

}  // namespace

void add_check(CLI::App& app, Session& session, Action& action) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("check", "Checks cases against rules / 检查案件");
    command->footer(footer);
    add_rules(*command, arguments->rules);
    add_case_arguments(*command, arguments->reading);
    command->add_option("--format", arguments->format, "text, json or ndjson (default text) / 输出格式")
        ->check(CLI::IsMember({"text", "json", "ndjson"}));
    command->add_option(
        "--verdicts", arguments->verdicts,
        "Which to show: violated,pending,… or all (default: violated,pending,undetermined,conflict) / 输出哪些结论");
    command->add_option("cases", arguments->cases, "Case files: .json, .ndjson, .csv; - is standard input / 案件文件")
        ->required();
    command->add_option("--receipt", arguments->receipt,
                        "Writes the receipt to a file: what fadu verify checks / 把回执写入文件");
    command
        ->add_option("--threads", arguments->threads,
                     "Threads to check with; the answer is the same for any number (default: as many as the machine "
                     "has; one for standard input) / 线程数")
        ->check(CLI::Range(1U, 256U));
    const std::map<std::string, Engine> engines{
        {"auto", Engine::automatic}, {"program", Engine::program}, {"interpreter", Engine::interpreter}};
    command
        ->add_option(
            "--engine", arguments->engine,
            "auto, program or interpreter: the answer is the same (default auto: the compiled program as soon as "
            "there are enough cases) / 求值方式")
        ->transform(CLI::CheckedTransformer(engines, CLI::ignore_case).description(""));
    command
        ->add_option("--program", arguments->programs,
                     "Program that fadu compile wrote of these rules; may be repeated, one a record / 编译好的程序文件")
        ->take_all()
        ->allow_extra_args(false);
    command->add_flag("--remedies", arguments->remedies,
                      "Also say what would set each finding right, or that nothing can / 同时给出补救办法");
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return check(session, *arguments); }; });
}

}  // namespace fadu::command
