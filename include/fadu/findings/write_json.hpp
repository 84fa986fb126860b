// Findings as JSON: whole documents, or a head, a case at a time and a tail for streams. Described by
// docs/findings.schema.json; keys in fixed order, the same findings give the same bytes.
#pragma once

#include <string>
#include <vector>

#include "fadu/findings/figures.hpp"
#include "fadu/findings/finding.hpp"
#include "fadu/findings/receipt.hpp"
#include "fadu/findings/scores.hpp"

namespace fadu::findings {

struct Explanation;
struct NextStep;
struct WhyNot;

/// {"receipt":…,"cases":[…],"batch":[…],"input":[…],"output":…}: a case a line, a line end at the end. "batch" is there
/// where the findings of rules over many cases are given. Counts and hashes the cases for "output" itself; "input" is left
/// out where the receipt names none.
std::string check_json(const Receipt& receipt, const std::vector<CaseFindings>& cases,
                       const CaseFindings* batch = nullptr);

/// The same document in parts: begin, the cases with ",\n" between them, end. What went in and came out is only known at
/// the end, so it stands there: the caller puts Receipt::inputs and what OutputHash made of the cases into the receipt.
std::string check_json_begin(const Receipt& receipt);
std::string check_json_end(const Receipt& receipt, const CaseFindings* batch = nullptr);
/// {"batch":[…]} as one line without a line end: in NDJSON after the cases, where there are rules over many of them.
std::string batch_line(const CaseFindings& batch);

/// One case as one line without a line end: an element of "cases", a line of NDJSON.
std::string case_json(const CaseFindings& findings);
/// {"receipt":…} as one line without a line end: the first line of NDJSON.
std::string receipt_line(const Receipt& receipt);
/// {"input":[…],"output":…} as one line without a line end: the last line of NDJSON.
std::string end_line(const Receipt& receipt);
/// The receipt alone, as a file of its own: {"receipt":…,"input":[…],"output":…} with a line end.
std::string receipt_json(const Receipt& receipt);

/// {"receipt":…,"figures":[…]}: a figure a line, a line end at the end.
std::string figures_json(const Receipt& receipt, const Figures& figures);

/// What a sample was drawn from, for the receipt of scores.
struct SampleNote {
    std::size_t population = 0, drawn = 0;
    std::string size;  ///< as given: 20, 10%
    std::string by;    ///< the field by which it was stratified; "" without one
    std::uint64_t seed = 0;
};
/// {"receipt":…,"sample":…,"scores":[…]} in parts: begin, the scores with ",\n" between them, end.
std::string scores_json_begin(const Receipt& receipt, const SampleNote* sample = nullptr);
std::string score_json(const CaseScore& score);
std::string scores_json_end();

/// {"kind","title","sentence","holds"?,"children":[…]}; holds: "yes", "no" or "unknown".
std::string explanation_json(const Explanation& explanation);

/// {"rule","verdict","sentence","condition","facts":[…],"flips":[…],"would_be"?}.
std::string why_not_json(const WhyNot& why_not);

/// {"case","as_of","steps":[{"procedure","step","standing",…}]}, without a line end.
std::string next_steps_json(const std::string& case_id, time::Day as_of, const std::vector<NextStep>& steps);

/// A JSON string with its quotes; bytes that are not UTF-8 become U+FFFD.
std::string json_string(std::string_view text);

}  // namespace fadu::findings
