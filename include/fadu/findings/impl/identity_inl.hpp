// Bodies of fadu/findings/identity.hpp.
#pragma once

#include "fadu/findings/identity.hpp"
#include "fadu/findings/impl/describe_inl.hpp"
#include "fadu/text/sha256.hpp"

namespace fadu::findings {
namespace identity_detail {

/// The numbers of occurrences change when an earlier one is recorded: they are left out.
inline engine::Path without_ordinals(engine::Path path) {
    for (engine::PathStep& step : path)
        if (step.kind == engine::PathStep::Kind::event) step.ordinal = 0;
    return path;
}

inline std::string key_of(const facts::RecordValue& value, const Wording& wording) {
    const auto* record = describe_detail::at(wording.rulebook->records, value.record);
    if (record == nullptr) return {};
    for (std::size_t i = 0; i < record->fields.size() && i < value.slots.size(); ++i)
        if (record->fields[i].key && value.slots[i].knowledge == facts::Knowledge::known)
            return describe(value.slots[i], record->fields[i].type, wording);
    return {};
}

inline std::string key_of(const engine::Event& event, const engine::Path& path, const Wording& wording) {
    const auto* record =
        describe_detail::at(wording.rulebook->records, describe_detail::record_of(path, *wording.rulebook));
    const auto* kind = record != nullptr ? describe_detail::at(record->events, event.kind) : nullptr;
    std::string text = (kind != nullptr ? kind->name : path_text(without_ordinals(path), wording)) + "@";
    if (event.happened == engine::Truth::unknown || (!event.deemed && !event.dated()))
        return text + "?" + (event.ordinal > 0 ? std::to_string(event.ordinal) : "");
    return text + (event.deemed ? time::to_string(event.day()) : describe_detail::time_text(event.begin_earliest));
}

inline std::string key_of(const engine::Entity& entity, const Wording& wording) {
    if (entity.event != nullptr) return key_of(*entity.event, entity.path, wording);
    if (entity.gap != nullptr) return "gap@" + time::to_string(entity.gap->span.begin);
    std::string key;
    if (entity.record != nullptr) key = key_of(*entity.record, wording);
    if (entity.record == nullptr && entity.scalar != nullptr && entity.scalar->is_known())
        key = describe(*entity.scalar, wording);
    engine::Path path = without_ordinals(entity.path);
    if (key.empty()) return path_text(path, wording);
    if (!path.empty() && path.back().kind == engine::PathStep::Kind::element) path.pop_back();
    return (path.empty() ? "" : path_text(path, wording)) + "[" + key + "]";
}

/// A group goes by what its members have in common, so that it stays itself when it grows; a pair, or a member of which it
/// is not known where it belongs, by the cases and what is meant in them.
inline std::string key_over_cases(const engine::Outcome& outcome, const Wording& wording) {
    std::string text;
    const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : " ") + part; };
    if (!outcome.rule->grouping->pairs && !outcome.common.empty()) {
        for (const engine::Trace& common : outcome.common) add("=[" + describe(common.value, wording) + "]");
        return text;
    }
    for (std::size_t i = 0; i < std::max(outcome.instance.size(), outcome.cases.size()); ++i) {
        if (!outcome.cases.empty())
            if (const facts::Case* value = outcome.cases[std::min(i, outcome.cases.size() - 1)]; value != nullptr)
                add("[" + value->id + "]");
        if (i < outcome.instance.size() && (outcome.instance[i].exists() || !outcome.instance[i].path.empty()))
            add(key_of(outcome.instance[i], wording));
    }
    return text;
}

}  // namespace identity_detail

FADU_INLINE std::string finding_id(std::string_view case_id, std::string_view rule, std::string_view step,
                                   std::string_view instance, std::size_t ordinal) {
    text::Sha256 hash;
    hash.add("fadu-finding 1\n");
    const auto add = [&hash](std::string_view part) {
        hash.add(std::to_string(part.size()) + ":");
        hash.add(part);
        hash.add("\n");
    };
    for (const std::string_view part : {case_id, rule, step, instance}) add(part);
    if (ordinal > 0) add(std::to_string(ordinal));
    return hash.hex().substr(0, 16);
}

FADU_INLINE std::string instance_key(const engine::Outcome& outcome, const Wording& wording) {
    const Wording fixed{wording.rulebook, wording.sources, text::Language::zh};
    if (outcome.rule != nullptr && outcome.rule->grouping) return identity_detail::key_over_cases(outcome, fixed);
    std::string text;
    for (std::size_t i = 1; i < outcome.instance.size(); ++i) {
        const engine::Entity& entity = outcome.instance[i];
        if (!entity.exists() && entity.path.empty()) continue;
        text += (text.empty() ? "" : " ") + identity_detail::key_of(entity, fixed);
    }
    return text;
}

FADU_INLINE Identities::Key Identities::key(const engine::Outcome& outcome) {
    Key key;
    if (outcome.procedure != nullptr) {
        key.rule = outcome.procedure->name;
        if (const auto* step = describe_detail::at(outcome.procedure->steps, outcome.step); step != nullptr)
            key.step = step->name;
    } else if (outcome.rule != nullptr) {
        key.rule = outcome.rule->name;
    } else if (outcome.state_table != nullptr) {
        key.rule = outcome.state_table->name;
    }
    key.instance = instance_key(outcome, wording_);
    std::string whole = key.rule + '\n' + key.step + '\n' + key.instance;
    key.ordinal = seen_[std::move(whole)]++;
    return key;
}

FADU_INLINE std::string Identities::id(const Key& key) const {
    return finding_id(case_id_, key.rule, key.step, key.instance, key.ordinal);
}

}  // namespace fadu::findings
