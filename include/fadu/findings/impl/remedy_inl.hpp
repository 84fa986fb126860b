// Bodies of fadu/findings/remedy.hpp.
#pragma once

#include "fadu/findings/impl/sentence_inl.hpp"
#include "fadu/findings/remedy.hpp"

namespace fadu::findings {
namespace remedy_detail {

using engine::Change;
using engine::RemedyKind;

inline std::string quoted(const std::string& words, const Wording& wording) {
    return sentence_detail::quoted(words, wording);
}

/// What a slot is to hold, as a person reads it.
inline std::string value_words(const facts::Slot& slot, const model::Type& type, const Wording& wording) {
    if (type.kind == model::TypeKind::list && slot.knowledge == facts::Knowledge::known) {
        std::vector<std::string> items;
        for (const facts::Slot& item : slot.items) items.push_back(describe(item, type.element_type(), wording));
        return items.empty() ? std::string(wording.word("无", "none")) : join(items, wording.word("、", ", "));
    }
    return describe(slot, type, wording);
}

inline std::string event_name(int kind, const facts::Case& value, const Wording& wording) {
    return sentence_detail::event_name(describe_detail::at(wording.rulebook->records, value.root.record), kind);
}

/// "2023-06-20 处罚决定".
inline std::string occurrence_words(int index, const facts::Case& value, const Wording& wording) {
    const facts::Occurrence* occurrence = describe_detail::at(value.occurrences, index);
    if (occurrence == nullptr) return {};
    const std::string name = event_name(occurrence->event, value, wording);
    return occurrence->dated ? describe_detail::time_text(occurrence->begin) + " " + name : name;
}

/// "，其中审批人为主要负责人": what the fields of an event to be performed must say.
inline std::string with_fields(const Change& change, const facts::Case& value, const Wording& wording) {
    const auto* record = describe_detail::at(wording.rulebook->records, value.root.record);
    const auto* kind = record != nullptr ? describe_detail::at(record->events, change.event) : nullptr;
    if (kind == nullptr || change.fields.empty()) return {};
    std::vector<std::string> parts;
    for (const engine::FieldValue& field : change.fields) {
        const auto* declared = describe_detail::at(kind->fields, field.field);
        if (declared == nullptr) continue;
        const std::string words = value_words(field.value, declared->type, wording);
        const bool list = declared->type.kind == model::TypeKind::list;
        if (wording.language == text::Language::zh)
            parts.push_back(field.any ? "填写" + declared->name
                                      : declared->name + (list ? "包括" : "为") + quoted(words, wording));
        else
            parts.push_back(field.any ? declared->name + " filled in"
                                      : declared->name + (list ? " including " : " being ") + words);
    }
    return std::string(wording.word("，其中", ", with ")) + join(parts, wording.word("，", ", "));
}

inline bool is_truth(const Change& change) { return change.type.kind == model::TypeKind::boolean; }

inline std::string set_sentence(const Change& change, const std::string& name, const std::string& words,
                                const Wording& wording) {
    const bool chinese = wording.language == text::Language::zh;
    const bool list = change.type.kind == model::TypeKind::list;
    if (change.was_unknown) {
        if (change.any_value) return chinese ? "查明并填写" + name : "find out and fill in " + name;
        if (list)
            return chinese ? "查明" + name + "，须包括" + quoted(words, wording)
                           : "find out " + name + "; it must include " + words;
        return chinese ? "查明" + name + "，须为" + quoted(words, wording)
                       : "find out " + name + "; it must be " + words;
    }
    if (change.any_value) return chinese ? "补正：填写" + name : "correct: fill in " + name;
    return chinese ? "补正：将" + name + "改为" + quoted(words, wording) : "correct: set " + name + " to " + words;
}

/// Items added to one list are said in one sentence.
inline std::vector<RemedyStep> steps_of(const std::vector<Change>& changes, const facts::Case& value,
                                        const Wording& wording) {
    std::vector<RemedyStep> steps;
    const bool chinese = wording.language == text::Language::zh;
    for (const Change& change : changes) {
        RemedyStep step = describe_change(change, value, wording);
        const bool joins = !steps.empty() && change.kind == Change::Kind::add_item && steps.back().kind == step.kind &&
                           steps.back().path == step.path;
        if (joins) {
            steps.back().value += std::string(wording.word("、", ", ")) + step.value;
            steps.back().sentence += (chinese ? "、" : ", ") + quoted(step.value, wording);
        } else {
            steps.push_back(std::move(step));
        }
    }
    return steps;
}

/// 应当撤销 2023-06-20 的处罚决定，先进行“事先告知”，再重新进行“处罚决定”.
inline std::string redo_sentence(const Remedy& remedy, const Wording& wording) {
    const bool chinese = wording.language == text::Language::zh;
    std::vector<std::string> gone;
    for (const RemedyStep& step : remedy.steps)
        if (step.kind == "withdraw")
            gone.push_back(step.day ? time::to_string(*step.day) + (chinese ? " 的" : " ") + step.event : step.event);
    std::vector<std::string> names;
    for (const std::string& name : remedy.redo) names.push_back(quoted(name, wording));
    std::string text;
    if (!gone.empty())
        text =
            (chinese ? "应当撤销 " : "to be withdrawn: ") + join(gone, chinese ? "、" : ", ") + (chinese ? "，" : "; ");
    return text + (chinese ? "依次重新进行" : "to be done (again), in this order: ") +
           join(names, chinese ? "、" : ", ");
}

inline std::string after(engine::Verdict verdict, const Wording& wording) {
    return std::string(verdict_name(verdict, wording.language));
}

}  // namespace remedy_detail

FADU_INLINE std::string_view remedy_code(engine::RemedyKind kind) {
    using engine::RemedyKind;
    switch (kind) {
        case RemedyKind::not_needed: return "not_needed";
        case RemedyKind::cure: return "cure";
        case RemedyKind::redo: return "redo";
        case RemedyKind::to_do: return "to_do";
        case RemedyKind::to_find_out: return "to_find_out";
        case RemedyKind::incurable: return "incurable";
    }
    return {};
}

FADU_INLINE RemedyStep describe_change(const engine::Change& change, const facts::Case& value, const Wording& outer) {
    using namespace remedy_detail;
    Wording wording = outer;
    wording.value = &value;
    const bool chinese = wording.language == text::Language::zh;
    RemedyStep step;
    switch (change.kind) {
        case Change::Kind::set_field: {
            step.kind = change.was_unknown ? "find_out" : "correct";
            step.path = path_text(change.path, wording);
            const std::string words = value_words(change.value, change.type, wording);
            if (!change.any_value) step.value = words;
            step.sentence = set_sentence(change, quoted(path_words(change.path, wording), wording), words, wording);
            break;
        }
        case Change::Kind::add_item: {
            step.kind = "correct";
            step.path = path_text(change.path, wording);
            step.value = describe(change.value, change.type.element_type(), wording);
            const std::string name = quoted(path_words(change.path, wording), wording);
            step.sentence = chinese ? "补正：在" + name + "中补入" + quoted(step.value, wording)
                                    : "correct: add to " + name + " " + quoted(step.value, wording);
            break;
        }
        case Change::Kind::perform:
            step.kind = "perform";
            step.event = event_name(change.event, value, wording);
            step.day = change.day;
            step.sentence =
                (chinese ? "办理" : "carry out ") + quoted(step.event, wording) + with_fields(change, value, wording);
            break;
        case Change::Kind::withdraw:
            step.kind = "withdraw";
            if (const auto* gone = describe_detail::at(value.occurrences, change.occurrence); gone != nullptr) {
                step.event = event_name(gone->event, value, wording);
                if (gone->dated) step.day = time::day_of(gone->begin.begin);
            }
            step.sentence = (chinese ? "撤销 " : "withdraw ") + occurrence_words(change.occurrence, value, wording);
            break;
        case Change::Kind::redate:
            step.kind = "redate";
            if (const auto* moved = describe_detail::at(value.occurrences, change.occurrence); moved != nullptr)
                step.event = event_name(moved->event, value, wording);
            step.day = change.day;
            step.sentence = occurrence_words(change.occurrence, value, wording) + (chinese ? "改在 " : " on ") +
                            time::to_string(change.day);
            break;
    }
    return step;
}

FADU_INLINE std::string describe_flip(const engine::Change& change, const facts::Case& value, const Wording& outer) {
    using namespace remedy_detail;
    Wording wording = outer;
    wording.value = &value;
    const bool chinese = wording.language == text::Language::zh;
    switch (change.kind) {
        case Change::Kind::set_field: {
            const std::string name = quoted(path_words(change.path, wording), wording);
            if (change.any_value) return chinese ? name + "已填写" : name + " were filled in";
            const std::string words = value_words(change.value, change.type, wording);
            return chinese ? name + "为" + quoted(words, wording) : name + " were " + words;
        }
        case Change::Kind::add_item: {
            const std::string name = quoted(path_words(change.path, wording), wording);
            const std::string words = describe(change.value, change.type.element_type(), wording);
            return chinese ? name + "包括" + quoted(words, wording) : name + " included " + words;
        }
        case Change::Kind::perform:
            return (chinese ? time::to_string(change.day) + " 有" +
                                  quoted(event_name(change.event, value, wording), wording)
                            : quoted(event_name(change.event, value, wording), wording) + " took place on " +
                                  time::to_string(change.day)) +
                   with_fields(change, value, wording);
        case Change::Kind::withdraw: {
            const std::string words = occurrence_words(change.occurrence, value, wording);
            return chinese ? "没有 " + words : "there were no " + words;
        }
        case Change::Kind::redate: {
            const facts::Occurrence* moved = describe_detail::at(value.occurrences, change.occurrence);
            const std::string name = quoted(moved != nullptr ? event_name(moved->event, value, wording) : "", wording);
            return chinese ? name + "在 " + time::to_string(change.day)
                           : name + " took place on " + time::to_string(change.day);
        }
    }
    return {};
}

FADU_INLINE Remedy make_remedy(const engine::Remedy& remedy, const engine::Outcome& outcome, const facts::Case& value,
                               const Wording& outer) {
    using namespace remedy_detail;
    Wording wording = outer;
    wording.value = &value;
    const bool chinese = wording.language == text::Language::zh;
    Remedy words;
    words.kind = remedy.kind;
    words.until = remedy.until;
    words.result = remedy.result;
    words.steps = steps_of(remedy.changes, value, wording);
    words.limits = steps_of(remedy.limits, value, wording);
    if (outcome.procedure != nullptr)
        for (const int step : remedy.redo)
            if (const auto* one = describe_detail::at(outcome.procedure->steps, step); one != nullptr)
                words.redo.push_back(one->name);
    const std::string verdict = after(remedy.result, wording);
    switch (remedy.kind) {
        case RemedyKind::not_needed: break;
        case RemedyKind::cure:
            words.sentence =
                chinese ? "可以补正，补正后为“" + verdict + "”" : "can be set right; the verdict is then: " + verdict;
            break;
        case RemedyKind::redo: words.sentence = redo_sentence(words, wording); break;
        case RemedyKind::to_do:
            words.sentence =
                chinese ? "完成下列事项后为“" + verdict + "”" : "once this is done the verdict is: " + verdict;
            break;
        case RemedyKind::to_find_out:
            words.sentence = chinese ? "查明事实如下的，为“" + verdict + "”"
                                     : "if the facts turn out like this, the verdict is: " + verdict;
            break;
        case RemedyKind::incurable: words.sentence = chinese ? "已不能补正" : "can no longer be set right"; break;
    }
    // A day that has to be waited for is said.
    for (std::size_t i = 0; i < words.steps.size(); ++i) {
        RemedyStep& step = words.steps[i];
        if (step.kind != "perform" || !step.day || !remedy.redo.empty()) continue;
        if (remedy.as_of == *step.day && outcome.deadline && outcome.deadline->not_before)
            step.sentence +=
                chinese ? "，最早在 " + time::to_string(*step.day) : ", not before " + time::to_string(*step.day);
        if (words.until)
            step.sentence += chinese ? "，最迟在 " + time::to_string(*words.until)
                                     : ", by " + time::to_string(*words.until) + " at the latest";
    }
    return words;
}

FADU_INLINE std::vector<std::string> remedy_lines(const Remedy& remedy, text::Language language) {
    const bool chinese = language == text::Language::zh;
    std::vector<std::string> lines;
    if (remedy.kind == engine::RemedyKind::not_needed) return lines;
    lines.push_back(remedy.sentence);
    if (remedy.kind != engine::RemedyKind::redo)  // whose sentence says it all
        for (const RemedyStep& step : remedy.steps) lines.push_back(step.sentence);
    for (const RemedyStep& step : remedy.limits)
        lines.push_back((chinese ? "现在应当" : "now: ") + step.sentence +
                        (chinese ? "，以免继续逾期" : ", so that the delay grows no longer"));
    return lines;
}

}  // namespace fadu::findings
