#include "compare.hpp"

#include <fmt/format.h>

namespace fadu::differential {
namespace {

std::string text_of(const std::optional<time::Day>& day) { return day ? time::to_string(*day) : "-"; }

std::string text_of(const engine::Event* event) {
    if (event == nullptr) return "-";
    const std::string which = event->source   ? std::to_string(event->source->sequence)
                              : event->deemed ? "deemed"
                                              : "any";
    return fmt::format("{}#{}@{}..{}", event->kind, which, event->begin_earliest.begin.seconds,
                       event->begin_latest.end.seconds);
}

std::string text_of(const engine::Path& path) {
    std::string text;
    for (const engine::PathStep& step : path)
        text += fmt::format("/{}.{}.{}.{}", static_cast<int>(step.kind), step.owner, step.index, step.ordinal);
    return text;
}

std::string text_of(const engine::Entity& entity) {
    std::string text = text_of(entity.path);
    if (entity.event) text += " " + text_of(entity.event);
    if (entity.gap) text += fmt::format(" gap {}..{}", entity.gap->span.begin.seconds, entity.gap->span.end.seconds);
    return text;
}

std::string text_of(const engine::Deadline& deadline) {
    std::string text = fmt::format(
        " due[anchor {} {}..{}{}{}{} moment {} {}/{} {}", text_of(deadline.anchor), text_of(deadline.earliest),
        text_of(deadline.latest), deadline.stopped ? " stopped" : "", deadline.backward ? " backward" : "",
        deadline.not_before ? " not before" : "", deadline.moment ? deadline.moment->seconds : 0, deadline.days_used,
        deadline.days_left, time::to_string(deadline.period));
    for (const engine::ExtensionUse& one : deadline.extensions)
        text += fmt::format(" ext {} {} {}", text_of(one.event), one.counted, time::to_string(one.due_after));
    for (const time::Exclusion& one : deadline.exclusions)
        text += fmt::format(" out {}..{}", time::to_string(one.first), time::to_string(one.last));
    if (deadline.cause) text += fmt::format(" cause {}", static_cast<int>(*deadline.cause));
    return text + "]";
}

}  // namespace

const char* name_of(engine::Verdict verdict) {
    static constexpr const char* names[] = {"不适用", "合规", "除外", "违反", "待办", "存疑", "冲突"};
    return names[static_cast<std::size_t>(verdict)];
}

std::string name_of(const model::Rulebook& rulebook, const model::NormReference& norm) {
    const auto index = static_cast<std::size_t>(norm.index);
    if (norm.is_procedure) return rulebook.procedures[index].name;
    return norm.is_state_table ? rulebook.state_tables[index].name : rulebook.rules[index].name;
}

std::string name_of(const model::Rulebook& rulebook, const engine::Outcome& outcome) {
    std::string name = name_of(rulebook, outcome.norm);
    if (outcome.norm.is_procedure && outcome.step >= 0)
        name += " " + rulebook.procedures[static_cast<std::size_t>(outcome.norm.index)]
                          .steps[static_cast<std::size_t>(outcome.step)]
                          .name;
    return name + " " + name_of(outcome.verdict);
}

std::string describe(const model::Rulebook& rulebook, const engine::Outcome& outcome) {
    std::string text = name_of(rulebook, outcome);
    text += fmt::format(" grade {} note {} about {} possible {} standing {} certain {} excused {} act {}",
                        static_cast<int>(outcome.grade), static_cast<int>(outcome.note), outcome.about,
                        outcome.possible.bits, outcome.standing.bits, static_cast<int>(outcome.instance_certain),
                        outcome.excused_by, text_of(outcome.act));
    for (const engine::Entity& one : outcome.instance) text += " in " + text_of(one);
    for (const engine::Event* one : outcome.candidates) text += " saw " + text_of(one);
    for (const std::string& one : outcome.missing_items) text += " missing " + one;
    for (const std::string& one : outcome.unclear_items) text += " unclear " + one;
    if (outcome.deadline) text += text_of(*outcome.deadline);
    if (outcome.days_late) text += fmt::format(" late {}", *outcome.days_late);
    if (outcome.days_late_in_unit) text += fmt::format(" late in unit {}", *outcome.days_late_in_unit);
    for (const engine::Candidate& one : outcome.norms)
        text += fmt::format(" candidate {} dropped {} by {} due {}", name_of(one.verdict),
                            static_cast<int>(one.dropped), one.displaced_by, text_of(one.due));
    if (outcome.referee != engine::Referee::none)
        text += fmt::format(" referee {} {}", static_cast<int>(outcome.referee), outcome.referee_organ);
    if (outcome.applies)
        for (const engine::Trace* one : engine::deciding_facts(*outcome.applies)) text += " by" + text_of(one->path);
    if (outcome.content)
        for (const engine::Trace* one : engine::deciding_facts(*outcome.content)) text += " of" + text_of(one->path);
    return text;
}

}  // namespace fadu::differential
