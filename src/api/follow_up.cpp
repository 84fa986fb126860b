#include "fadu/follow_up.hpp"

#include <iterator>

namespace fadu {

tl::expected<FollowedUp, Problems> follow_up(std::vector<NamedText> rounds, std::vector<NamedText> events,
                                             time::Day as_of, const time::Calendar* calendar) {
    auto sources = std::make_shared<text::Sources>();
    std::vector<text::Diagnostic> notes;
    std::vector<findings::Round> read_rounds;
    bool any = false;
    for (NamedText& one : rounds) {
        const text::FileId file = sources->add(one.name, std::move(one.text));
        auto read = findings::read_rounds((*sources)[file].text(), file, one.name, notes);
        any = any || read.has_value();
        if (!read) {
            notes.push_back(std::move(read.error()));
            continue;
        }
        std::move(read->begin(), read->end(), std::back_inserter(read_rounds));
    }
    if (!any && !rounds.empty()) return tl::unexpected(Problems{sources, std::move(notes)});
    std::vector<findings::FollowUpEvent> read_events;
    for (NamedText& one : events) {
        const text::FileId file = sources->add(one.name, std::move(one.text));
        auto read = findings::read_follow_up_events((*sources)[file].text(), file, one.name, notes);
        std::move(read.begin(), read.end(), std::back_inserter(read_events));
    }
    FollowedUp result;
    result.follow_up = findings::follow_up(std::move(read_rounds), std::move(read_events), as_of,
                                           calendar != nullptr ? *calendar : time::Calendar::china(), notes);
    result.notes = {std::move(sources), std::move(notes)};
    return result;
}

}  // namespace fadu
