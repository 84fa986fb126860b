// fadu verify: does a receipt's check give the same answer today?
#include <filesystem>

#include "command/check_run.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer =
    R"(RECEIPT is what `fadu check --receipt FILE` wrote, or a whole answer of `fadu check --format json` or ndjson. Paths in
it are as they were given to fadu check, and looked for from the current folder; --rules, --cases, --mapping and
--calendar take their place.
Exit codes: 0 the same, 1 something differs, 2 could not run.
Example / 例:
  fadu check -r rules/cn/administrative-penalty --as-of 2023-07-15 --receipt receipt.json case.json
  fadu verify receipt.json
  fadu verify receipt.json --rules archive/rules --cases archive/case.json)";

constexpr std::uintmax_t most_bytes = 4ULL << 30;

struct Arguments {
    std::string receipt, mapping, calendar;
    std::vector<std::string> rules, cases;
};

/// A receipt may come from anybody: only files are opened for it, no devices and pipes that never end.
bool is_file(const Session& session, const std::string& path, bool or_folder = false) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (std::filesystem::is_regular_file(status)) {
        if (std::filesystem::file_size(path, error) <= most_bytes) return true;
        session.error({"“" + path + "”过大", "\"" + path + "\" is too large"});
        return false;
    }
    if (or_folder && std::filesystem::is_directory(status)) return true;
    session.error({"没有文件“" + path + "”", "there is no file \"" + path + "\""});
    return false;
}

std::optional<findings::Receipt> read_receipt(const Session& session, const std::string& path) {
    if (!is_file(session, path)) return std::nullopt;
    auto text = read_input(path);
    if (!text) {
        session.error(text.error());
        return std::nullopt;
    }
    text::Sources sources;
    const text::FileId file = sources.add(path, std::move(*text));
    std::vector<text::Diagnostic> notes;
    auto receipt = findings::read_receipt(sources[file].text(), file, notes);
    session.report(notes, sources);
    if (!receipt) {
        session.report({receipt.error()}, sources);
        return std::nullopt;
    }
    return std::move(*receipt);
}

/// The request that the receipt was the answer to, with what the caller puts in its place.
std::optional<CheckRequest> request_of(const Session& session, const findings::Receipt& receipt,
                                       const Arguments& arguments) {
    CheckRequest request;
    request.rules = arguments.rules.empty() ? receipt.rules : arguments.rules;
    request.cases = arguments.cases;
    if (request.cases.empty())
        for (const auto& input : receipt.inputs) request.cases.push_back(input.name);
    request.format = receipt.format.empty() ? "json" : receipt.format;
    request.reading.as_of = time::to_string(receipt.as_of);
    request.reading.record = receipt.record;
    if (receipt.mapping)
        request.reading.mapping = arguments.mapping.empty() ? receipt.mapping->name : arguments.mapping;
    if (!receipt.calendar_file.empty() || !arguments.calendar.empty())
        request.reading.calendar = arguments.calendar.empty() ? receipt.calendar_file : arguments.calendar;
    request.reading.input_format = receipt.input_format;
    for (const auto& [name, value] : receipt.parameters) request.reading.parameters.push_back(name + "=" + value);
    if (request.rules.empty()) {
        session.error(
            {"回执没有写明规则的路径，请用 --rules 给出", "the receipt names no rules: give them with --rules"});
        return std::nullopt;
    }
    if (request.cases.empty()) {
        session.error(
            {"回执没有写明案件文件，请用 --cases 给出", "the receipt names no case files: give them with --cases"});
        return std::nullopt;
    }
    for (const std::string& path : request.cases)
        if (path == "-") {
            session.error({"案件当时从标准输入读取，请用 --cases 给出文件",
                           "the cases came from standard input: give a file with --cases"});
            return std::nullopt;
        }
    bool good = true;
    for (const std::string& path : request.rules) good = is_file(session, path, true) && good;
    for (const std::string& path : request.cases) good = is_file(session, path) && good;
    for (const std::string& path : {request.reading.mapping, request.reading.calendar})
        if (!path.empty()) good = is_file(session, path) && good;
    if (!good) return std::nullopt;
    return request;
}

int verify(Session& session, const Arguments& arguments) {
    const auto recorded = read_receipt(session, arguments.receipt);
    if (!recorded) return exit_failed;
    if (!recorded->output) {
        session.error({"回执没有结果的散列，无从核对（输出在中途断了？）",
                       "the receipt has no hash of the output to compare with (was the output cut off?)"});
        return exit_failed;
    }
    const auto request = request_of(session, *recorded, arguments);
    if (!request) return exit_failed;
    const RulesPointer rules = load_rules(session, request->rules);
    if (!rules) return exit_failed;
    const auto settings = read_case_arguments(session, *rules, request->reading);
    if (!settings) return exit_failed;
    settings->options.verdicts.verdicts = recorded->verdicts;
    settings->options.language = recorded->language;
    settings->options.remedies = recorded->remedies;
    const CheckResult result =
        run_check(session, *rules, *settings, *request, true, false, [](std::string_view) { return true; });
    if (result.unreadable) return exit_failed;

    bool same = true;
    std::string text;
    for (const findings::ReceiptPart& part : findings::compare_receipts(*recorded, result.receipt)) {
        same = same && part.same;
        text += (part.same ? "  " : "✗ ") + part.words.in(session.language()) + "\n";
    }
    const bool same_output = recorded->output->sha256 == result.receipt.output->sha256;
    if (same)
        text += session.word("核对一致：重新检查得到的结果逐字节相同", "verified: checking again gives the same bytes");
    else if (same_output)
        text += session.word("有不同之处，但结果逐字节相同", "something differs, though the output is the same bytes");
    else
        text += session.word("核对不一致：结果不同", "not verified: the output differs");
    session.output.write(text + "\n");
    return same ? exit_clean : exit_found;
}

}  // namespace

void add_verify(CLI::App& app, Session& session, Action& action) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command =
        app.add_subcommand("verify", "Checks again what a receipt says and compares / 按回执重新检查并核对");
    command->footer(footer);
    command->add_option("receipt", arguments->receipt, "Receipt, or an answer in JSON or NDJSON / 回执")->required();
    add_rules(*command, arguments->rules, false);
    command->add_option("--cases", arguments->cases, "Case files instead of the receipt's (may be repeated) / 案件文件")
        ->take_all()
        ->allow_extra_args(false);
    command->add_option("--mapping", arguments->mapping, "Mapping file instead of the receipt's / 名称对照文件");
    command->add_option("--calendar", arguments->calendar, "Calendar file instead of the receipt's / 节假日历文件");
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return verify(session, *arguments); }; });
}

}  // namespace fadu::command
