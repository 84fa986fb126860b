// Bodies of fadu/engine/world.hpp.
#pragma once

#include <algorithm>

#include "fadu/engine/impl/compare_inl.hpp"
#include "fadu/engine/world.hpp"

namespace fadu::engine {

FADU_INLINE World::World(const model::Rulebook& rulebook, const facts::Case& value, const CheckOptions& options)
    : rulebook_(&rulebook),
      case_(&value),
      options_(options),
      calendar_(options.calendar ? options.calendar : &time::Calendar::china()) {
    for (const facts::Occurrence& occurrence : value.occurrences) add_occurrence(occurrence);
    const auto& kinds = record().events;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        const bool closed = kind < value.closed.size() && value.closed[kind];
        if (kinds[kind].is_class || kinds[kind].deemed || closed) continue;
        // Nobody says that this kind is complete: one more of it may have happened, nobody knows when.
        Event event;
        event.kind = static_cast<int>(kind);
        event.happened = Truth::unknown;
        event.begin_earliest = event.end_earliest = time::TimeSpan::of(time::beginning_of_time);
        event.begin_latest = event.end_latest = time::TimeSpan::of(options_.as_of);
        event.sequence = static_cast<int>(value.occurrences.size());
        events_.push_back(event);
    }
    index();
    for (const Event& event : events_) {
        const auto& voids = kinds[static_cast<std::size_t>(event.kind)].voids;
        if (voids.empty()) continue;
        std::vector<int> spent;
        for (const int kind : voids)
            for (const int member : kinds_of(kind)) spent.push_back(member);
        voidings_.push_back({&event, std::move(spent), Truth::yes, false});
    }
}

FADU_INLINE void World::add_occurrence(const facts::Occurrence& occurrence) {
    Event event;
    event.kind = occurrence.event;
    event.source = &occurrence;
    event.sequence = occurrence.sequence;
    event.planned = occurrence.planned;
    event.happened = occurrence.possible ? Truth::unknown : Truth::yes;
    const bool lasting = record().events[static_cast<std::size_t>(occurrence.event)].lasting;
    const time::TimeSpan open_end = time::TimeSpan::of(time::end_of_time);
    if (occurrence.dated) {
        event.begin_earliest = event.begin_latest = occurrence.begin;
        if (occurrence.begin.begin >= now()) event.planned = true;
    } else {
        event.begin_earliest = time::TimeSpan::of(time::beginning_of_time);
        event.begin_latest = time::TimeSpan::of(options_.as_of);
    }
    event.end_earliest = event.begin_earliest;
    event.end_latest = event.begin_latest;
    if (lasting) {
        switch (occurrence.end_knowledge) {
            case facts::EndKnowledge::at:
                if (occurrence.dated) event.end_earliest = event.end_latest = occurrence.end;
                break;
            case facts::EndKnowledge::running:
                event.running = true;
                event.end_earliest = event.end_latest = open_end;
                break;
            case facts::EndKnowledge::unknown: event.end_latest = open_end; break;
        }
    }
    events_.push_back(event);
}

FADU_INLINE void World::index() {
    const auto& kinds = record().events;
    by_kind_.assign(kinds.size(), {});
    for (Event& event : events_) by_kind_[static_cast<std::size_t>(event.kind)].push_back(&event);
    const auto in_time = [](const Event* a, const Event* b) {
        const auto key = [](const Event* e) {
            return std::tuple(!e->dated(), e->dated() ? e->begin_earliest : e->begin_latest, e->sequence);
        };
        return key(a) < key(b);
    };
    for (auto& list : by_kind_) {
        std::stable_sort(list.begin(), list.end(), in_time);
        int ordinal = 0;
        for (const Event* event : list)
            if (event->happened == Truth::yes) const_cast<Event*>(event)->ordinal = ++ordinal;  // NOLINT: ours
    }
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        if (!kinds[kind].is_class) continue;
        for (const int member : kinds[kind].members)
            for (const Event* event : by_kind_[static_cast<std::size_t>(member)]) by_kind_[kind].push_back(event);
        std::stable_sort(by_kind_[kind].begin(), by_kind_[kind].end(), in_time);
    }
}

FADU_INLINE const model::Constant* World::parameter(int index) const {
    const model::Parameter& parameter = rulebook_->parameters[static_cast<std::size_t>(index)];
    if (const auto set = options_.parameters.find(parameter.name); set != options_.parameters.end())
        return &set->second;
    return parameter.value ? &*parameter.value : nullptr;
}

FADU_INLINE std::vector<int> World::kinds_of(int kind) const {
    const model::EventKind& event = record().events[static_cast<std::size_t>(kind)];
    return event.is_class ? event.members : std::vector<int>{kind};
}

FADU_INLINE bool World::is_of(const Event& event, int kind) const {
    if (event.kind == kind) return true;
    const model::EventKind& wanted = record().events[static_cast<std::size_t>(kind)];
    return wanted.is_class &&
           std::find(wanted.members.begin(), wanted.members.end(), event.kind) != wanted.members.end();
}

FADU_INLINE Truth World::visible(const Event& event, const Reference& at, time::SameDay same_day) const {
    if (event.planned) return Truth::no;
    if (at.act) {
        if (at.act == &event) return Truth::no;
        const TimeInterval end{event.end_earliest, event.end_latest};
        const TimeInterval begin{at.act->begin_earliest, at.act->begin_latest};
        std::optional<bool> recorded_first;
        if (event.source && at.act->source) recorded_first = event.sequence < at.act->sequence;
        return event.happened && is_before(end, begin, same_day, recorded_first);
    }
    const time::Moment moment = at.moment.value_or(now());
    if (event.begin_latest.begin >= moment && event.begin_earliest.begin >= moment &&
        !(event.deemed && event.begin_latest.begin == moment))
        return Truth::no;
    if (at.moment && event.begin_latest.begin >= moment && !event.deemed) return event.happened && Truth::unknown;
    return event.happened;
}

FADU_INLINE Truth World::live(const Event& event, const Reference& at, time::SameDay same_day) const {
    Truth spent = Truth::no;
    for (const Voiding& voiding : voidings_) {
        if (voiding.by == &event) continue;
        if (std::find(voiding.kinds.begin(), voiding.kinds.end(), event.kind) == voiding.kinds.end()) continue;
        const bool is_reference = at.act == voiding.by;
        if (is_reference && voiding.is_return) continue;  // what is sent back is spent only after the sending back
        const Truth seen = is_reference ? voiding.by->happened : visible(*voiding.by, at, same_day);
        const Truth later = is_before(
            {event.end_earliest, event.end_latest}, {voiding.by->begin_earliest, voiding.by->begin_latest}, same_day,
            voiding.by->source && event.source ? std::optional(event.sequence < voiding.by->sequence) : std::nullopt);
        spent = spent || (voiding.truth && seen && later);
    }
    return !spent;
}

FADU_INLINE void World::add_deemed(int kind, TimeInterval when, Truth happened) {
    Event event;
    event.kind = kind;
    event.deemed = true;
    event.happened = happened;
    event.begin_earliest = event.end_earliest = when.earliest;
    event.begin_latest = event.end_latest = when.latest;
    event.sequence = static_cast<int>(events_.size());
    events_.push_back(event);
    index();
}

FADU_INLINE void World::add_return(const Event& by, std::vector<int> kinds, Truth truth) {
    if (truth != Truth::no) voidings_.push_back({&by, std::move(kinds), truth, true});
}

}  // namespace fadu::engine
