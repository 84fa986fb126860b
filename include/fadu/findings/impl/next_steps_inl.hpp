// Bodies of fadu/findings/next_steps.hpp.
#pragma once

#include "fadu/findings/impl/finding_inl.hpp"
#include "fadu/findings/next_steps.hpp"

namespace fadu::findings {
namespace next_steps_detail {

inline std::string_view standing_code(engine::NextStep::Standing standing) {
    using Standing = engine::NextStep::Standing;
    switch (standing) {
        case Standing::now: return "now";
        case Standing::later: return "later";
        case Standing::barred: return "barred";
        case Standing::waiting: return "waiting";
    }
    return {};
}

/// 尚未告知（规则“告知在前”：未经告知不得决定）.
inline std::string bar_words(const engine::NextStep::Bar& bar, const Wording& wording) {
    const bool chinese = wording.language == text::Language::zh;
    if (bar.rule != nullptr) {
        const std::string norm = norm_sentence(*bar.rule, wording);
        return chinese ? "“" + bar.rule->name + "”：" + norm : bar.rule->name + ": " + norm;
    }
    const auto* step = bar.procedure != nullptr ? describe_detail::at(bar.procedure->steps, bar.step) : nullptr;
    if (step == nullptr) return {};
    return chinese ? "“" + bar.procedure->name + "”：须先完成“" + step->name + "”"
                   : bar.procedure->name + ": " + step->name + " must come first";
}

inline std::string left_words(const NextStep::Due& due, const Wording& wording) {
    const bool chinese = wording.language == text::Language::zh;
    if (due.stopped)
        return chinese ? "期限停止计算，余 " + std::to_string(due.days_left) + " 日"
                       : "the clock stands, " + std::to_string(due.days_left) + " days left";
    std::string text = (chinese ? "最迟 " : "by ") + time::to_string(*due.day);
    if (due.days_left < 0)
        return text + (chinese ? "，已逾期 " + std::to_string(-due.days_left) + " 日"
                               : ", " + std::to_string(-due.days_left) + " days late");
    text += chinese ? "，余 " + std::to_string(due.days_left) + " 日"
                    : ", " + std::to_string(due.days_left) + (due.days_left == 1 ? " day left" : " days left");
    if (due.working_left)
        text += chinese ? "（" + std::to_string(*due.working_left) + " 个工作日）"
                        : " (" + std::to_string(*due.working_left) +
                              (*due.working_left == 1 ? " working day)" : " working days)");
    return text;
}

inline std::string sentence_of(const NextStep& step, const Wording& wording) {
    const bool chinese = wording.language == text::Language::zh;
    std::string text;
    if (step.standing == "now")
        text = chinese ? "现在可以进行" : "may be done now";
    else if (step.standing == "later")
        text = chinese ? "最早 " + time::to_string(*step.earliest) + " 可以进行"
                       : "may be done from " + time::to_string(*step.earliest) + " on";
    else if (step.standing == "barred")
        text = chinese ? "现在不得进行" : "may not be done now";
    else
        text = (chinese ? "尚待" : "waits for ") + join(step.waits_for, wording.word("、", ", "));
    if (step.again) text += chinese ? "，须重新进行" : ", to be done again";
    if (!step.bearer.empty()) text += (chinese ? "，由" : ", by ") + step.bearer + (chinese ? "办理" : "");
    for (const NextStep::Due& due : step.due)
        text += (chinese ? "；" : "; ") + left_words(due, wording) + (chinese ? "（" : " (") + due.rule +
                (chinese ? "）" : ")");
    return text;
}

}  // namespace next_steps_detail

FADU_INLINE std::vector<NextStep> next_steps(const model::Rulebook& rulebook, const text::Sources& sources,
                                             const facts::Case& value, const engine::CheckOptions& options,
                                             text::Language language) {
    using namespace next_steps_detail;
    const Wording wording{&rulebook, &sources, language, &value};
    std::vector<NextStep> all;
    for (const engine::NextStep& found : engine::next_steps(rulebook, value, options)) {
        NextStep step;
        if (found.procedure != nullptr) {
            step.procedure = found.procedure->name;
            step.step = found.procedure->steps[static_cast<std::size_t>(found.step)].name;
        } else {
            step.step =
                sentence_detail::event_name(describe_detail::at(rulebook.records, value.root.record), found.event);
        }
        step.standing = standing_code(found.standing);
        step.again = found.again;
        step.earliest = found.earliest;
        step.bearer = found.bearer;
        for (const int other : found.waits_for)
            step.waits_for.push_back(found.procedure->steps[static_cast<std::size_t>(other)].name);
        for (const engine::NextStep::Bar& bar : found.bars) {
            step.bars.push_back(bar_words(bar, wording));
            step.bar_rules.push_back(bar.procedure != nullptr ? bar.procedure->name
                                     : bar.rule != nullptr    ? bar.rule->name
                                                              : std::string());
        }
        for (const engine::NextStep::Due& due : found.due)
            step.due.push_back({due.procedure != nullptr ? due.procedure->name : due.rule->name, due.day, due.stopped,
                                due.days_left, due.working_left});
        step.sentence = sentence_of(step, wording);
        all.push_back(std::move(step));
    }
    return all;
}

FADU_INLINE std::string write_next_steps(const std::string& case_id, time::Day as_of,
                                         const std::vector<NextStep>& steps, text::Language language) {
    const bool chinese = language == text::Language::zh;
    std::string out =
        (chinese ? "案件 " : "Case ") + case_id + (chinese ? "  截至 " : "  as of ") + time::to_string(as_of);
    if (steps.empty()) return out + (chinese ? "  没有待办的步骤\n" : "  no step is still to come\n");
    out += "\n";
    const std::string* procedure = nullptr;
    for (const NextStep& step : steps) {
        if (procedure == nullptr || step.procedure != *procedure) {
            procedure = &step.procedure;
            out += (!procedure->empty() ? *procedure : chinese ? "其他待办" : "other duties") + "\n";
        }
        const std::string_view sign = step.standing == "now"      ? "○"
                                      : step.standing == "later"  ? "◷"
                                      : step.standing == "barred" ? "✗"
                                                                  : "·";
        out += "  " + std::string(sign) + " " + step.step + (chinese ? "：" : ": ") + step.sentence + "\n";
        for (const std::string& bar : step.bars)
            out += (chinese ? "      今日不得，" : "      not today, ") + bar + "\n";
    }
    return out;
}

}  // namespace fadu::findings
