// Arguments that several subcommands share, declared in one place.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "command/session.hpp"

namespace fadu::command {

/// "-7wd" after `date` is a period counted backward, not an option: marked so that the parser lets it pass.
void protect_negative_periods(std::vector<std::string>& arguments);
/// Takes the mark off again.
std::string unprotected(const std::string& argument);

/// --lang, --colour, --quiet.
void add_common(CLI::App& command, Session& session);
/// -r, --rules.
void add_rules(CLI::App& command, std::vector<std::string>& paths, bool required = true);

/// The arguments that say how cases are read and counted.
struct CaseArguments {
    std::string as_of, mapping, record, calendar, input_format;
    std::vector<std::string> parameters;
};
/// --cases FILE, which may be repeated.
CLI::Option* add_case_files(CLI::App& command, std::vector<std::string>& cases);
void add_case_arguments(CLI::App& command, CaseArguments& arguments);

/// The same, read and ready to use.
struct CaseSettings {
    CheckOptions options;
    std::optional<facts::Mapping> mapping;
    std::string mapping_sha256;
    std::optional<time::Calendar> calendar;  ///< options.calendar points here
    int record = -1;
    bool hash_input = false;
};
/// Nothing if something cannot be used; what, has been printed. Without cases to read (`reads_cases`) it need not be clear
/// which record they are.
std::unique_ptr<CaseSettings> read_case_arguments(const Session& session, const Rules& rules,
                                                  const CaseArguments& arguments, bool reads_cases = true);

/// A holiday calendar from a file; says what is wrong with it.
std::optional<time::Calendar> read_calendar(const Session& session, const std::string& path);

/// Reads cases from a file or "-" and hands each on; prints what is wrong with the input.
struct ReadOutcome {
    bool readable = false;  ///< the file could be opened
    bool errors = false;    ///< something in it could not be read
    std::size_t cases = 0, skipped = 0;
    std::string sha256;  ///< of the whole file, if CaseSettings::hash_input
};
ReadOutcome read_cases(const Session& session, const Rules& rules, const CaseSettings& settings,
                       const std::string& format, const std::string& path, const facts::CaseSink& sink);

}  // namespace fadu::command
