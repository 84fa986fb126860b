// Follow-up for programs: from the answers that checks wrote and the events of supervision to the state of every finding.
//
// A check finds; supervision then orders rectification, hears that it is done, re-checks and closes. Keep each answer of
// `fadu check --format json` (or findings::check_json) and one line for each event; then, on any day,
//
//    auto followed = fadu::follow_up({{"march.json", march}, {"june.json", june}},                      // rounds of checks
//                                    {{"events.ndjson", events}}, fadu::time::make_day(2023, 8, 1));
//    if (!followed) { std::cerr << followed.error().to_text(); return; }
//    std::cout << fadu::findings::follow_up_text(followed->follow_up, fadu::text::Language::zh);
//    std::cerr << followed->notes.to_text();                                     // events that do not fit, and the like
//
// An event is {"finding": "0123456789abcdef", "event": "责令整改", "date": "2023-07-20", "due": "2023-08-20"}; the finding's
// id is Finding::id. findings/follow_up.hpp has the data, and says when an event counts. Stands beside rules.hpp; needs no
// rules and reads no files.
#pragma once

#include "fadu/findings/follow_up.hpp"
#include "fadu/rules.hpp"

namespace fadu {

/// A text and the name that diagnostics and the answer know it by.
struct NamedText {
    std::string name, text;
};

struct FollowedUp {
    findings::FollowUp follow_up;
    Problems notes;  ///< on the input; an error in them is a text or a line that was not used
};

/// What became of the findings as of the end of `as_of`. `calendar`: nothing is time::Calendar::china(). An error if none of
/// the rounds can be read.
tl::expected<FollowedUp, Problems> follow_up(std::vector<NamedText> rounds, std::vector<NamedText> events,
                                             time::Day as_of, const time::Calendar* calendar = nullptr);

}  // namespace fadu
