#include "command/arguments.hpp"

#include <algorithm>

#include "fadu/text/sha256.hpp"

namespace fadu::command {
namespace {

constexpr char period_mark = '\x01';

facts::Format guess_format(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos || text[first] == '[') return facts::Format::json;
    if (text[first] != '{') return facts::Format::csv;
    const auto end = text.find_last_not_of(" \t\r", std::min(text.find('\n', first), text.size()) - 1);
    return end != std::string_view::npos && end > first && text[end] == '}' ? facts::Format::ndjson
                                                                            : facts::Format::json;
}

facts::Format choose_format(const std::string& option, const std::string& path, std::string_view text,
                            const facts::Mapping* mapping) {
    if (option == "json") return facts::Format::json;
    if (option == "ndjson") return facts::Format::ndjson;
    if (option == "csv") return facts::Format::csv;
    if (option == "event-log") return facts::Format::event_log;
    return path == "-" ? guess_format(text) : facts::format_of(path, mapping);
}

bool read_mapping(const Session& session, const std::string& path, CaseSettings& settings) {
    auto text = read_input(path);
    if (!text) {
        session.error(text.error());
        return false;
    }
    settings.mapping_sha256 = text::Sha256::of(*text);
    text::Sources sources;
    const text::FileId file = sources.add(path, std::move(*text));
    auto read = facts::read_mapping(sources[file].text(), file);
    if (!read) {
        session.report(read.error(), sources);
        return false;
    }
    settings.mapping = std::move(*read);
    return true;
}

bool read_parameters(const Session& session, const Rules& rules, const std::vector<std::string>& given,
                     CheckOptions& options) {
    for (const std::string& one : given) {
        const auto equals = one.find('=');
        if (equals == std::string::npos || equals == 0) {
            session.error({"--parameter 应写作 名=值：" + one, "--parameter takes NAME=VALUE: " + one});
            return false;
        }
        const std::string name = one.substr(0, equals);
        auto value = rules.parameter_value(name, one.substr(equals + 1));
        if (!value) {
            session.error(value.error());
            return false;
        }
        options.parameters[name] = std::move(*value);
    }
    return true;
}

}  // namespace

void protect_negative_periods(std::vector<std::string>& arguments) {
    if (arguments.empty() || arguments.front() != "date") return;
    for (std::string& argument : arguments)
        if (argument.size() > 1 && argument[0] == '-' && argument[1] >= '0' && argument[1] <= '9')
            argument.insert(0, 1, period_mark);
}

std::string unprotected(const std::string& argument) {
    return !argument.empty() && argument[0] == period_mark ? argument.substr(1) : argument;
}

std::optional<time::Calendar> read_calendar(const Session& session, const std::string& path) {
    auto text = read_input(path);
    if (!text) {
        session.error(text.error());
        return std::nullopt;
    }
    text::Sources sources;
    const text::FileId file = sources.add(path, std::move(*text));
    auto read = time::Calendar::parse(sources[file].text(), file);
    if (!read) {
        session.report(read.error(), sources);
        return std::nullopt;
    }
    return std::move(*read);
}

void add_common(CLI::App& command, Session& session) {
    command
        .add_option("--lang", session.language_option,
                    "Language of the output: zh or en (default: by LC_ALL or LANG) / 输出语言")
        ->check(CLI::IsMember({"zh", "en"}));
    command.add_option("--colour,--color", session.colour_option, "auto, always or never (default auto) / 着色")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    command.add_flag("-q,--quiet", session.quiet, "No warnings and notes on standard error / 不输出警告");
}

void add_rules(CLI::App& command, std::vector<std::string>& paths, bool required) {
    auto* option =
        command.add_option("-r,--rules", paths, "Rule files or directories (may be repeated) / 规则文件或者目录");
    option->take_all()->allow_extra_args(false);
    if (required) option->required();
}

CLI::Option* add_case_files(CLI::App& command, std::vector<std::string>& cases) {
    return command
        .add_option("--cases", cases,
                    "Case files: .json, .ndjson, .csv; - is standard input; may be repeated / 案件文件")
        ->take_all()
        ->allow_extra_args(false);
}

void add_case_arguments(CLI::App& command, CaseArguments& arguments) {
    command.add_option("--as-of", arguments.as_of, "Day as of which to judge (default: today) / 截至日期");
    command.add_option("--record", arguments.record,
                       "Record that a case is, where the rules have several / 案件是哪一种记录");
    command.add_option("--mapping", arguments.mapping, "JSON file that maps outside names to fields / 名称对照文件");
    command
        .add_option("--parameter", arguments.parameters,
                    "Sets a parameter: NAME=VALUE, may be repeated / 设定参数 名=值")
        ->allow_extra_args(false);
    command.add_option("--calendar", arguments.calendar,
                       "Holiday calendar to use instead of the built-in one / 节假日历文件");
    command
        .add_option("--input-format", arguments.input_format,
                    "json, ndjson, csv or event-log (default: by file name) / 输入格式")
        ->check(CLI::IsMember({"json", "ndjson", "csv", "event-log"}));
}

std::unique_ptr<CaseSettings> read_case_arguments(const Session& session, const Rules& rules,
                                                  const CaseArguments& arguments, bool reads_cases) {
    auto settings = std::make_unique<CaseSettings>();
    settings->options.language = session.language();
    if (arguments.as_of.empty()) {
        settings->options.as_of = today();
    } else {
        const auto day = read_day(session, arguments.as_of, "--as-of");
        if (!day) return nullptr;
        settings->options.as_of = *day;
    }
    if (!arguments.mapping.empty() && !read_mapping(session, arguments.mapping, *settings)) return nullptr;
    if (!arguments.calendar.empty()) {
        settings->calendar = read_calendar(session, arguments.calendar);
        if (!settings->calendar) return nullptr;
        settings->options.calendar = &*settings->calendar;
    }
    if (!read_parameters(session, rules, arguments.parameters, settings->options)) return nullptr;
    const std::string& mapped = settings->mapping ? settings->mapping->record : arguments.record;
    const auto record = rules.reading_record(arguments.record.empty() ? mapped : arguments.record);
    if (!record && reads_cases) {
        session.error(record.error());
        return nullptr;
    }
    settings->record = record.value_or(-1);
    return settings;
}

ReadOutcome read_cases(const Session& session, const Rules& rules, const CaseSettings& settings,
                       const std::string& format, const std::string& path, const facts::CaseSink& sink) {
    ReadOutcome outcome;
    auto text = read_input(path);
    if (!text) {
        session.error(text.error());
        return outcome;
    }
    outcome.readable = true;
    if (settings.hash_input) outcome.sha256 = text::Sha256::of(*text);
    text::Sources sources;
    const text::FileId file =
        sources.add(path == "-" ? session.word("标准输入", "standard input") : path, std::move(*text));
    const facts::Mapping* mapping = settings.mapping ? &*settings.mapping : nullptr;
    const std::string_view input = sources[file].text();
    const facts::ReadReport report = facts::read_cases(
        rules.rulebook(), settings.record, choose_format(format, path, input, mapping), input, file, sink, mapping);
    session.report(report.diagnostics, sources);
    outcome.errors = text::has_error(report.diagnostics);
    outcome.cases = report.cases_read;
    outcome.skipped = report.records_skipped;
    return outcome;
}

}  // namespace fadu::command
