// How cases are checked: the rules, the options and the record, made once and used for any number of cases. Between the
// Python layer, which makes JSON of its values, and the library.
#pragma once

#include "convert.hpp"

namespace fadu::python {

/// Immutable once made; shared by answers and findings, which explain themselves with it.
struct Settings {
    RulesPointer rules;
    CheckOptions options;  ///< its calendar is the one below
    std::shared_ptr<const time::Calendar> calendar;
    int record = -1;  ///< -1: each case says it itself
};

/// The findings of one case, or of rules over many.
struct Answer {
    std::shared_ptr<const Settings> settings;
    findings::CaseFindings findings;
    std::shared_ptr<const Problems> notes;  ///< on the input; shared by the cases of one text
};

struct FindingHandle {
    std::shared_ptr<const Answer> answer;
    std::size_t index = 0;
    const findings::Finding& operator*() const { return answer->findings.findings[index]; }
    const findings::Finding* operator->() const { return &**this; }
};

/// How the source at that place of Rules.sources counts; std::out_of_range past their end.
const time::CountingPolicy& policy_of(const Rules& rules, std::size_t source);

}  // namespace fadu::python
