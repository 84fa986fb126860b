// read_cases: picks the reader and the record.
#include "fadu/facts/read.hpp"

#include <fmt/format.h>

#include "facts/convert.hpp"
#include "facts/formats.hpp"
#include "facts/json_case.hpp"

namespace fadu::facts {

ReadReport read_cases(const model::Rulebook& rulebook, int record, Format format, std::string_view input,
                      text::FileId file, const CaseSink& sink, const Mapping* mapping, const ReadLimits& limits) {
    ReadReport report;
    Reporter reporter(report, file, limits.max_diagnostics);
    const ReadJob job{rulebook, record, input, sink, mapping, limits};
    switch (format) {
        case Format::json: read_json(job, reporter); break;
        case Format::ndjson: read_ndjson(job, reporter); break;
        case Format::csv: read_csv(job, reporter); break;
        case Format::event_log: read_event_log(job, reporter); break;
    }
    return report;
}

Format format_of(std::string_view file_name, const Mapping* mapping) {
    std::string name;
    for (const char c : file_name) name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (name.ends_with(".ndjson") || name.ends_with(".jsonl")) return Format::ndjson;
    if (!name.ends_with(".csv")) return Format::json;
    const bool log = mapping != nullptr && !mapping->case_column.empty() && !mapping->activity_column.empty();
    return log ? Format::event_log : Format::csv;
}

void say_case_limit(Reporter& reporter, const ReadLimits& limits) {
    reporter.add(code::limit, text::Level::error, {},
                 {fmt::format("案件超过 {} 件，其余没有读取", limits.max_cases),
                  fmt::format("there are more than {} cases; the others are not read", limits.max_cases)});
}

MappingComplaint complain_to(Reporter& reporter) {
    return [&reporter](std::string_view what, std::string_view name, const std::vector<std::string>& known) {
        reporter.add_once(
            fmt::format("{} {}", what, name), code::mapping, text::Level::error, {},
            {fmt::format("对应表的 {} 提到的“{}”在记录中没有", what, shown(name)),
             fmt::format("the mapping's {} name “{}”, which the record does not have", what, shown(name))},
            suggestion(name, known));
    };
}

int choose_record(const model::Rulebook& rulebook, int record, const Mapping* mapping, Reporter& reporter) {
    if (record >= 0 && static_cast<std::size_t>(record) < rulebook.records.size()) return record;
    if (mapping != nullptr && !mapping->record.empty()) {
        const int named = rulebook.find_record(mapping->record);
        if (named >= 0) return named;
        std::vector<std::string> known;
        for (const model::Record& each : rulebook.records) known.push_back(each.name);
        complain_to(reporter)("record", mapping->record, known);
    }
    return only_case_record(rulebook);
}

}  // namespace fadu::facts
