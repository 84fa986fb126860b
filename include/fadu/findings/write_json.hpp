// Findings as JSON: whole documents, or a head, a case at a time and a tail for streams. Described by
// docs/findings.schema.json; keys in fixed order, the same findings give the same bytes.
#pragma once

#include <string>
#include <vector>

#include "fadu/findings/finding.hpp"
#include "fadu/findings/receipt.hpp"

namespace fadu::findings {

struct Explanation;

/// {"receipt":…,"cases":[…],"input":[…],"output":…}: a case a line, a line end at the end. Counts and hashes the cases for
/// "output" itself; "input" is left out where the receipt names none.
std::string check_json(const Receipt& receipt, const std::vector<CaseFindings>& cases);

/// The same document in parts: begin, the cases with ",\n" between them, end. What went in and came out is only known at
/// the end, so it stands there: the caller puts Receipt::inputs and what OutputHash made of the cases into the receipt.
std::string check_json_begin(const Receipt& receipt);
std::string check_json_end(const Receipt& receipt);

/// One case as one line without a line end: an element of "cases", a line of NDJSON.
std::string case_json(const CaseFindings& findings);
/// {"receipt":…} as one line without a line end: the first line of NDJSON.
std::string receipt_line(const Receipt& receipt);
/// {"input":[…],"output":…} as one line without a line end: the last line of NDJSON.
std::string end_line(const Receipt& receipt);
/// The receipt alone, as a file of its own: {"receipt":…,"input":[…],"output":…} with a line end.
std::string receipt_json(const Receipt& receipt);

/// {"title","sentence","children":[…]}.
std::string explanation_json(const Explanation& explanation);

/// A JSON string with its quotes; bytes that are not UTF-8 become U+FFFD.
std::string json_string(std::string_view text);

}  // namespace fadu::findings
