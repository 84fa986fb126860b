// The readers behind read_cases, one a format.
#pragma once

#include "facts/reporter.hpp"
#include "fadu/facts/read.hpp"
#include "fadu/text/unicode.hpp"

namespace fadu::facts {

struct ReadJob {
    const model::Rulebook& rulebook;
    int record;
    std::string_view input;
    const CaseSink& sink;
    const Mapping* mapping;
    const ReadLimits& limits;
};

void read_json(const ReadJob& job, Reporter& reporter);
void read_ndjson(const ReadJob& job, Reporter& reporter);
void read_csv(const ReadJob& job, Reporter& reporter);
void read_event_log(const ReadJob& job, Reporter& reporter);

/// "there are more than N cases; the others are not read".
void say_case_limit(Reporter& reporter, const ReadLimits& limits);

}  // namespace fadu::facts
