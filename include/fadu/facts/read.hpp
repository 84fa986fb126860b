// Readers: cases from JSON, NDJSON, CSV, event logs and the rule files' own examples. A bad record is reported with its
// place and skipped; the rest goes on.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "fadu/facts/case.hpp"
#include "fadu/syntax/tree.hpp"

namespace fadu::facts {

/// How outside names become the rulebook's: read from a mapping file (JSON) or put together by the host.
struct Mapping {
    struct EventSource {
        std::string activity;  ///< the outside name of the event (an event log's activity, a column, a JSON key)
        std::string event;     ///< the rulebook's event
    };
    struct FieldSource {
        std::string outside;  ///< the column or key
        std::string inside;   ///< the rulebook's field, or 事件.字段
    };
    std::string record;  ///< which record the input describes; empty: the rulebook's only or the reader's choice
    std::string case_column, activity_column, time_column, end_column, lifecycle_column,
        lifecycle_value;                    ///< event logs
    std::vector<EventSource> events;        ///< kinds named here are closed: what is not listed did not happen
    std::vector<FieldSource> fields;        ///< fields of the case
    std::vector<FieldSource> event_fields;  ///< fields of each event row (event logs)
    std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>>
        values;                    ///< field → outside value → enumerator
    bool complete_events = false;  ///< the input lists every event of every kind
    bool sequence = false;         ///< rows are in their real order, whatever the clock says
    std::string time_of;           ///< "moment" (default) or "day": cut times to days
};

tl::expected<Mapping, std::vector<text::Diagnostic>> read_mapping(std::string_view json, text::FileId file = 0);

enum class Format : std::uint8_t { json, ndjson, csv, event_log };
/// By file name: .json, .ndjson/.jsonl, .csv (an event log if the mapping names a case and an activity column).
Format format_of(std::string_view file_name, const Mapping* mapping);

struct ReadLimits {
    std::size_t max_record_bytes = 16u << 20;
    std::size_t max_cases = 100'000'000;
    std::size_t max_list_items = 1'000'000;
    std::size_t max_depth = 64;
    std::size_t max_diagnostics = 1000;
};

/// A note on the input: FD05xx. `where` is a line (NDJSON, CSV) or a path in the document.
struct ReadReport {
    std::vector<text::Diagnostic> diagnostics;
    std::size_t cases_read = 0, records_skipped = 0;
};

/// Called for each case in input order; returning false stops the reading.
using CaseSink = std::function<bool(Case&&)>;

/// Reads cases of `record` (index in the rulebook) from text held in memory. Input names are matched with fields, their
/// aliases and the mapping; unknown names are reported once a name with the nearest known one, never silently dropped.
/// `file` names the source in diagnostics; spans are byte offsets into `input`, cut at 4 GiB.
ReadReport read_cases(const model::Rulebook& rulebook, int record, Format format, std::string_view input,
                      text::FileId file, const CaseSink& sink, const Mapping* mapping = nullptr,
                      const ReadLimits& limits = {});

/// The case that an 案例 describes (its entries; not its 载于 file). Event kinds are closed unless it says 不完整.
struct ReadExample {
    Case value;
    std::vector<text::Diagnostic> diagnostics;
};
ReadExample read_example(const model::Rulebook& rulebook, const syntax::Example& example);

/// A case as JSON that read_cases reads back; and a blank one for people to fill in.
std::string write_case(const model::Rulebook& rulebook, const Case& value);
std::string blank_case_json(const model::Rulebook& rulebook, int record);
/// JSON Schema (2020-12) of the cases of a record.
std::string case_schema(const model::Rulebook& rulebook, int record);

}  // namespace fadu::facts
