// One run of a check, whether its answer is shown (fadu check) or only compared (fadu verify): the same bytes either way.
#pragma once

#include <functional>
#include <string_view>

#include "command/arguments.hpp"
#include "fadu/checker.hpp"
#include "fadu/findings/receipt.hpp"

namespace fadu::command {

struct CheckRequest {
    std::vector<std::string> rules, cases;  ///< paths as given
    std::string format = "text";            ///< text, json, ndjson
    Engine engine = Engine::automatic;      ///< the answers are the same
    std::vector<std::string> programs;      ///< program files
    unsigned threads = 0;                   ///< 0: as many as the machine has, but one for standard input
    CaseArguments reading;
};

struct CheckResult {
    findings::Receipt receipt;  ///< filled in only where it was asked for; `output` only if all was taken
    std::size_t cases = 0, skipped = 0;
    bool breached = false;
    bool unreadable = false;  ///< a file could not be opened
    bool errors = false;      ///< something in the input could not be read
};

/// Takes a piece of the answer; false if it takes no more.
using AnswerSink = std::function<bool(std::string_view)>;

/// Opens the program files; nothing if one cannot be used, which has been said.
std::optional<std::vector<std::shared_ptr<const program::Program>>> open_programs(
    const Session& session, const Rules& rules, const CaseSettings& settings, const std::vector<std::string>& paths);

/// Checks the cases of all files in turn. `settings.options` holds the verdicts to show and the language of the answer.
CheckResult run_check(const Session& session, const Rules& rules, CaseSettings& settings, const CheckRequest& request,
                      bool with_receipt, bool colour, const AnswerSink& sink,
                      const std::vector<std::shared_ptr<const program::Program>>& programs = {});

}  // namespace fadu::command
