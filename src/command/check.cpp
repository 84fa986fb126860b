// fadu check: cases against rules, findings out.
#include "command/arguments.hpp"
#include "fadu/findings/words.hpp"
#include "fadu/findings/write_json.hpp"
#include "fadu/findings/write_text.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer =
    R"(Exit codes: 0 no breach, 1 at least one breach (违反), 2 could not run or nothing could be read. Records that
cannot be read are reported on standard error and do not stop the others.
Example / 例:
  fadu check -r rules/cn/administrative-penalty --as-of 2023-07-15 case.json
  fadu check -r rules --format ndjson --verdicts violated,pending - < cases.ndjson)";

struct Arguments {
    std::vector<std::string> rules, cases;
    std::string format = "text";
    std::string verdicts;
    CaseArguments reading;
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

/// Writes the findings of one case after another in the chosen format.
class Report {
  public:
    Report(Session& session, const std::string& format, const findings::Receipt& receipt)
        : session_(session), format_(format) {
        options_.language = session.language();
        options_.colour = session.colour_of_output();
        if (format == "json") session.output.write(findings::check_json_begin(receipt));
        if (format == "ndjson") session.output.write(findings::receipt_line(receipt) + "\n");
    }

    void add(const findings::CaseFindings& findings) {
        tally_.add(findings);
        for (const engine::Outcome& outcome : findings.verdicts->outcomes)
            breached_ = breached_ || outcome.verdict == engine::Verdict::violated;
        if (format_ == "text") {
            session_.output.write(findings::write_text(findings, options_) + (findings.findings.empty() ? "" : "\n"));
        } else if (format_ == "json") {
            session_.output.write((tally_.cases > 1 ? ",\n" : "") + findings::case_json(findings));
        } else {
            session_.output.write(findings::case_json(findings) + "\n");
        }
    }

    void end() {
        if (format_ == "text") session_.output.write(findings::write_text(tally_, options_));
        if (format_ == "json") session_.output.write(findings::check_json_end());
    }

    bool breached() const { return breached_; }
    std::size_t cases() const { return tally_.cases; }

  private:
    Session& session_;
    const std::string& format_;
    findings::TextOptions options_;
    findings::Tally tally_;
    bool breached_ = false;
};

int check(Session& session, const Arguments& arguments) {
    const auto selection = read_verdicts(session, arguments.verdicts);
    if (!selection) return exit_failed;
    const RulesPointer rules = load_rules(session, arguments.rules);
    if (!rules) return exit_failed;
    const auto settings = read_case_arguments(session, *rules, arguments.reading);
    if (!settings) return exit_failed;
    settings->options.verdicts = *selection;

    const bool shows_receipt = arguments.format != "text";
    Report report(session, arguments.format, shows_receipt ? rules->receipt(settings->options) : findings::Receipt{});
    Progress progress(session.language());
    std::size_t skipped = 0;
    bool unreadable = false;
    bool errors = false;
    for (const std::string& path : arguments.cases) {
        const auto outcome =
            read_cases(session, *rules, *settings, arguments.reading.input_format, path, [&](facts::Case&& value) {
                report.add(rules->check(std::move(value), settings->options));
                progress.step(report.cases());
                return !session.output.broken();
            });
        unreadable = unreadable || !outcome.readable;
        errors = errors || outcome.errors;
        skipped += outcome.skipped;
    }
    report.end();
    session.output.flush();
    if (skipped > 0)
        session.note({"有 " + std::to_string(skipped) + " 条记录未能读取",
                      std::to_string(skipped) + " records could not be read"});
    if (unreadable || (report.cases() == 0 && errors)) return exit_failed;
    return report.breached() ? exit_found : exit_clean;
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
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return check(session, *arguments); }; });
}

}  // namespace fadu::command
