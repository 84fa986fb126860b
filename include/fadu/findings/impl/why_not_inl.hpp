// Bodies of fadu/findings/why_not.hpp.
#pragma once

#include "fadu/findings/impl/finding_inl.hpp"
#include "fadu/findings/why_not.hpp"

namespace fadu::findings {
namespace why_not_detail {

using engine::Trace;
using model::Operation;

/// The first part, by position, that is not met.
inline const Trace* first_failed(const Trace& trace) {
    const bool joined = trace.expression == nullptr || trace.expression->operation == Operation::and_;
    if (joined && !trace.is_fact)
        for (const Trace& child : trace.children)
            if (child.value.type.kind == model::TypeKind::boolean && child.value.truth() == engine::Truth::no)
                return first_failed(child);
    return trace.value.truth() == engine::Truth::no ? &trace : nullptr;
}

inline std::vector<Fact> facts_of(const Trace& trace, const Wording& wording) {
    std::vector<Fact> facts;
    for (const Trace* leaf : engine::deciding_facts(trace)) {
        if (leaf->path.empty()) continue;
        const bool of_event = leaf->path.back().kind == engine::PathStep::Kind::event;
        std::string value = describe(leaf->value, wording);
        if (leaf->event != nullptr && leaf->event->happened == engine::Truth::yes)
            value = describe_day(*leaf->event, wording);
        else if (of_event && leaf->value.type.kind == model::TypeKind::boolean &&
                 leaf->value.truth() == engine::Truth::no)
            value = wording.word("未发生", "did not happen");
        facts.push_back({path_text(leaf->path, wording), value, path_words(leaf->path, wording)});
    }
    return facts;
}

inline std::string facts_text(const std::vector<Fact>& facts, const Wording& wording) {
    std::vector<std::string> parts;
    for (const Fact& fact : facts) parts.push_back(fact.name + std::string(wording.word("：", ": ")) + fact.value);
    return join(parts, wording.word("；", "; "));
}

}  // namespace why_not_detail

FADU_INLINE WhyNot why_not(const Finding& finding, const model::Rulebook& rulebook, const text::Sources& sources,
                           const engine::CheckOptions& options, text::Language language) {
    using namespace why_not_detail;
    const facts::Case* value = finding.verdicts != nullptr ? finding.verdicts->value : nullptr;
    const Wording wording{&rulebook, &sources, language, value};
    const bool chinese = language == text::Language::zh;
    WhyNot answer;
    answer.rule = finding.rule;
    answer.step = finding.step;
    answer.instance = finding.instance;
    answer.verdict = finding.verdict;
    if (finding.outcome == nullptr) return answer;
    const engine::Outcome& outcome = *finding.outcome;
    const std::string verdict(verdict_name(finding.verdict, language));
    const std::string colon = chinese ? "：" : ": ";
    const Trace* failed = nullptr;
    switch (finding.verdict) {
        case engine::Verdict::not_applicable:
            if (outcome.note == engine::Note::condition_not_met && outcome.applies)
                failed = first_failed(*outcome.applies);
            break;
        case engine::Verdict::excused:
            if (const auto* used = describe_detail::at(outcome.exceptions, outcome.excused_by); used != nullptr) {
                answer.condition = finding.excused_by;
                answer.facts = facts_of(used->trace, wording);
            }
            break;
        case engine::Verdict::compliant:
            if (outcome.content) answer.facts = facts_of(*outcome.content, wording);
            break;
        default:
            answer.sentence = verdict + colon + (chinese ? "本规则已经适用，并非没有结论" : "the rule did fire");
            return answer;
    }
    if (failed != nullptr) {
        answer.condition = failed->expression != nullptr ? author_words(failed->expression->span, sources)
                                                         : path_words(failed->path, wording);
        answer.facts = facts_of(*failed, wording);
        answer.sentence = verdict + colon +
                          (chinese ? "首先不符合的条件是“" + answer.condition + "”"
                                   : "the first condition that is not met is \"" + answer.condition + "\"");
    } else {
        answer.sentence = verdict + colon + finding.message;
    }
    if (!answer.facts.empty())
        answer.sentence +=
            std::string(chinese ? "（" : " (") + facts_text(answer.facts, wording) + (chinese ? "）" : ")");
    if (value == nullptr) return answer;
    const engine::Flips flips = engine::flips_of(rulebook, *value, *finding.verdicts, outcome, options);
    answer.can_fire = flips.found;
    answer.would_be = flips.result;
    for (const engine::Change& change : flips.changes) answer.flips.push_back(describe_flip(change, *value, wording));
    return answer;
}

FADU_INLINE std::string write_why_not(const WhyNot& why_not, text::Language language) {
    const bool chinese = language == text::Language::zh;
    std::string out = why_not.rule;
    if (!why_not.step.empty()) out += (chinese ? "·" : ", ") + why_not.step;
    if (!why_not.instance.empty()) out += (chinese ? "（" : " (") + why_not.instance + (chinese ? "）" : ")");
    out += "\n  " + why_not.sentence + "\n";
    if (why_not.can_fire) {
        const std::string flips = join(why_not.flips, chinese ? "，并且" : ", and ");
        const std::string verdict(verdict_name(why_not.would_be, language));
        out += chinese ? "  如果" + flips + "，结论即为“" + verdict + "”\n"
                       : "  if " + flips + ", the verdict would be: " + verdict + "\n";
    } else if (why_not.verdict != engine::Verdict::violated && why_not.verdict != engine::Verdict::pending &&
               why_not.verdict != engine::Verdict::undetermined) {
        out += chinese ? "  没有找到使它转为违反的少数事实\n"
                       : "  no few facts were found that would turn it into a breach\n";
    }
    return out;
}

}  // namespace fadu::findings
