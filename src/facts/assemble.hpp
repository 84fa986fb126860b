// The last step of every reader: closing kinds of events, naming the case, noticing what is required and not there.
#pragma once

#include "facts/convert.hpp"
#include "facts/reporter.hpp"
#include "fadu/facts/case.hpp"

namespace fadu::facts {

/// Marks the kind as supplied; a class closes its members.
void close_event(const model::Record& record, Case& value, int event);
void close_all_events(Case& value);

/// A slot for every field of the kind, all unknown.
Occurrence blank_occurrence(const model::Record& record, const Case& value, int event);
RecordValue blank_record(const model::Rulebook& rulebook, int record);

/// False, with the reason, if a case cannot give occurrences of the kind: it is a class, or made by a 视为.
Converted<void> may_occur(const model::Record& record, int event);

/// Puts the end of a lasting event; an end before the beginning is refused.
Converted<void> set_end(Occurrence& occurrence, time::TimeSpan end);
/// What makes an occurrence of an interval.
void set_interval(Occurrence& occurrence, const model::DayInterval& interval);

/// Sets the id (the key field's value, or else `otherwise`), closes classes all of whose members are closed, and evens out
/// the ends of occurrences that have none.
void settle_case(const model::Rulebook& rulebook, Case& value, const std::string& otherwise);
/// Says which required fields the case lacks.
void report_missing(const model::Rulebook& rulebook, const Case& value, Reporter& reporter, Place place);

/// Warns of events given several times though the record says that they happen once (一次). All are kept.
void report_repeated(const model::Rulebook& rulebook, const Case& value, Reporter& reporter, Place place);

/// The key of a case if it has one.
std::string key_of(const model::Rulebook& rulebook, const RecordValue& root);

/// " 是不是“…”？" for the nearest of the known names; empty if none is near.
text::Message suggestion(std::string_view name, const std::vector<std::string>& known);

}  // namespace fadu::facts
