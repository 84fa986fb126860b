// Bodies of fadu/findings/explanation.hpp.
#pragma once

#include "fadu/findings/explanation.hpp"
#include "fadu/findings/impl/sentence_inl.hpp"
#include "fadu/findings/write_text.hpp"
#include "fadu/time/explain.hpp"

namespace fadu::findings {
namespace explanation_detail {

using engine::Outcome;
using engine::Trace;
using model::Operation;

/// Parts that say nothing a reader does not see in the words around them.
inline bool is_silent(const Trace& trace) {
    if (trace.is_fact || trace.expression == nullptr) return false;
    const Operation operation = trace.expression->operation;
    return operation == Operation::constant || operation == Operation::frame;
}

class Explainer {
  public:
    Explainer(const Finding& finding, const Wording& wording, const time::Calendar& calendar)
        : finding_(finding), outcome_(*finding.outcome), wording_(wording), calendar_(calendar) {}

    Explanation operator()() {
        Explanation root{conclusion(), finding_.message, {}};
        auto& parts = root.children;
        if (!finding_.id.empty()) parts.push_back({word("结论编号", "finding"), finding_.id, {}});
        norm(parts);
        if (outcome_.applies)
            parts.push_back({word("适用条件", "applies when"), state(*outcome_.applies), tree(*outcome_.applies)});
        if (outcome_.content)
            parts.push_back({word("要求", "what is asked"), state(*outcome_.content), tree(*outcome_.content)});
        items(parts);
        acts(parts);
        exceptions(parts);
        if (outcome_.deadline) parts.push_back(deadline(*outcome_.deadline));
        if (!finding_.missing.empty())
            parts.push_back({word("缺少", "missing"), join(finding_.missing, wording_.word("、", ", ")), {}});
        if (!finding_.advice.empty()) parts.push_back({word("建议", "advice"), finding_.advice, {}});
        return root;
    }

  private:
    std::string word(std::string_view zh, std::string_view en) const { return std::string(wording_.word(zh, en)); }

    std::string conclusion() const {
        std::string title(verdict_name(finding_.verdict, wording_.language));
        const std::string_view grade = grade_name(finding_.severity, wording_.language);
        if (!grade.empty()) title += word("·", ", ") + std::string(grade);
        title += " " + finding_.rule;
        if (!finding_.step.empty()) title += word("·", ", ") + finding_.step;
        if (!finding_.instance.empty()) title += word("（", " (") + finding_.instance + word("）", ")");
        return title;
    }

    void norm(std::vector<Explanation>& parts) const {
        Explanation rule{word("规定", "rule"),
                         outcome_.rule != nullptr ? norm_sentence(*outcome_.rule, wording_) : order_words(),
                         {}};
        const std::string cites = cites_text(finding_.cites, wording_.language);
        if (!cites.empty()) rule.children.push_back({word("依据", "law"), cites, {}});
        if (outcome_.rule != nullptr && !outcome_.rule->reading.empty())
            rule.children.push_back({word("解释", "reading"), outcome_.rule->reading, {}});
        if (outcome_.rule != nullptr && !outcome_.rule->bearer.empty())
            rule.children.push_back({word("义务人", "bearer"), outcome_.rule->bearer, {}});
        parts.push_back(std::move(rule));
        if (!finding_.reason.empty() && finding_.reason != finding_.message)
            parts.push_back({word("说明", "note"), finding_.reason, {}});
    }

    std::string order_words() const {
        if (outcome_.state_table != nullptr) return transition_words();
        const model::Step* step = sentence_detail::step_of(outcome_);
        if (step == nullptr) return {};
        std::vector<std::string> before;
        for (const int index : step->after)
            if (const auto* earlier = describe_detail::at(outcome_.procedure->steps, index))
                before.push_back(earlier->name);
        if (before.empty()) return step->name;
        const std::string names = join(before, wording_.word("、", ", "));
        return wording_.language == text::Language::zh ? step->name + "在" + names + "之后"
                                                       : step->name + " after " + names;
    }

    /// The transitions of a state table, as the author wrote them.
    std::string transition_words() const {
        std::vector<std::string> lines;
        for (const model::Transition& transition : outcome_.state_table->transitions)
            lines.push_back(author_words(transition.span, *wording_.sources));
        return join(lines, wording_.word("；", "; "));
    }

    std::string state(const Trace& trace) const { return describe(trace.value, wording_); }

    std::string title(const Trace& trace) const {
        std::string text = trace.label.empty() ? "" : label(trace.label);
        if (trace.is_fact && !trace.path.empty()) return text + path_text(trace.path, wording_);
        if (trace.expression != nullptr) {
            std::string words = author_words(trace.expression->span, *wording_.sources);
            return words == text ? words : text + words;  // a definition named is labelled with its name
        }
        if (text.empty() && !trace.path.empty()) return path_text(trace.path, wording_);
        return text;
    }

    static std::string label(const std::string& label) {
        const bool is_item = !label.empty() && static_cast<unsigned char>(label.front()) >= 0x80 && label.size() <= 15;
        return is_item && !label.starts_with("（") ? "（" + label + "）" : label;
    }

    Explanation node(const Trace& trace) const {
        std::string sentence = state(trace);
        const bool of_happening = trace.value.type.kind == model::TypeKind::boolean;
        if (of_happening && trace.event != nullptr && trace.event->happened == engine::Truth::yes)
            sentence += word("（", " (") + describe_day(*trace.event, wording_) + word("）", ")");
        return {title(trace), sentence, tree(trace)};
    }

    std::vector<Explanation> tree(const Trace& trace) const {
        std::vector<Explanation> nodes;
        for (const Trace& child : trace.children) {
            if (is_silent(child)) continue;
            if (is_inside_of(trace, child)) {
                for (Explanation& part : tree(child)) nodes.push_back(std::move(part));
                continue;
            }
            nodes.push_back(node(child));
        }
        if (nodes.empty() && (trace.is_fact || trace.children.empty()) && trace.expression != nullptr && is_top(trace))
            nodes.push_back({title(trace), state(trace), {}});
        return nodes;
    }

    /// 不为 无 is the denial of 为 无, with the same words: to show both would show one sentence as true and as false.
    static bool is_inside_of(const Trace& denial, const Trace& child) {
        return denial.expression != nullptr && child.expression != nullptr && !child.is_fact &&
               denial.expression->operation == Operation::not_ && denial.expression->span == child.expression->span;
    }

    bool is_top(const Trace& trace) const {
        const auto is = [&](const Trace& top) { return &top == &trace; };
        if (outcome_.applies && is(*outcome_.applies)) return true;
        if (outcome_.content && is(*outcome_.content)) return true;
        for (const engine::ExceptionTrace& exception : outcome_.exceptions)
            if (is(exception.trace)) return true;
        return false;
    }

    void items(std::vector<Explanation>& parts) const {
        const std::string_view separator = wording_.word("、", ", ");
        if (!outcome_.missing_items.empty())
            parts.push_back({word("缺项", "missing items"), join(outcome_.missing_items, separator), {}});
        if (!outcome_.unclear_items.empty())
            parts.push_back({word("不明各项", "unclear items"), join(outcome_.unclear_items, separator), {}});
    }

    void acts(std::vector<Explanation>& parts) const {
        if (outcome_.candidates.empty() && outcome_.act == nullptr) return;
        const model::Record* record = sentence_detail::record_of(outcome_, wording_);
        const auto line = [&](const engine::Event& event) {
            Explanation one{sentence_detail::event_name(record, event.kind), describe_day(event, wording_), {}};
            if (event.happened == engine::Truth::unknown)
                one.sentence = word("是否发生不明", "not known whether it happened");
            if (event.planned) one.sentence += word("（计划）", " (planned)");
            if (event.deemed) one.sentence += word("（视为）", " (deemed)");
            return one;
        };
        Explanation list{word("有关行为", "acts"), "", {}};
        for (const engine::Event* event : outcome_.candidates)
            if (event != nullptr) list.children.push_back(line(*event));
        if (outcome_.act != nullptr && outcome_.act->happened == engine::Truth::yes)
            list.sentence = word("据以判断的是 ", "decided by ") + describe_day(*outcome_.act, wording_) + " " +
                            sentence_detail::event_name(record, outcome_.act->kind);
        parts.push_back(std::move(list));
    }

    void exceptions(std::vector<Explanation>& parts) const {
        for (std::size_t i = 0; i < outcome_.exceptions.size(); ++i) {
            const engine::ExceptionTrace& exception = outcome_.exceptions[i];
            const bool used = outcome_.excused_by == static_cast<int>(i);
            const engine::Truth truth = exception.trace.value.truth();
            std::string sentence = used || truth == engine::Truth::yes ? word("适用", "holds")
                                   : truth == engine::Truth::no        ? word("不适用", "does not hold")
                                                                       : word("不能确定", "cannot be told");
            std::vector<std::string> decided;
            for (const Trace* leaf : engine::deciding_facts(exception.trace))
                if (!leaf->path.empty()) decided.push_back(path_text(leaf->path, wording_) + " = " + state(*leaf));
            if (!decided.empty()) sentence += word("：", ": ") + join(decided, wording_.word("；", "; "));
            const std::string words = exception.exception != nullptr
                                          ? author_words(exception.exception->condition.span, *wording_.sources)
                                          : std::string();
            parts.push_back(
                {word("除外情形", "exception") + (words.empty() ? "" : word("“", " \"") + words + word("”", "\"")),
                 sentence, tree(exception.trace)});
        }
    }

    Explanation deadline(const engine::Deadline& deadline) const {
        Explanation part{word("期限", "deadline"), deadline_note(deadline, wording_), {}};
        for (const engine::ExtensionUse& use : deadline.extensions) {
            Explanation one{
                word("延期", "extension"), use.event != nullptr ? describe_day(*use.event, wording_) : "", {}};
            one.sentence += use.counted
                                ? word("，届满日由 ", ", the due day goes from ") + time::to_string(use.due_before) +
                                      word(" 延至 ", " to ") + time::to_string(use.due_after)
                                : word("，在届满之后，无效", ", after expiry and void");
            part.children.push_back(std::move(one));
        }
        if (!deadline.anchor || deadline.period.parts.empty() || deadline.moment || deadline.stopped) return part;
        const auto count = deadline.backward ? time::latest_day_before(*deadline.anchor, deadline.period,
                                                                       deadline.policy, calendar_, time::Explain::yes)
                                             : time::due_day(*deadline.anchor, deadline.period, deadline.policy,
                                                             calendar_, deadline.exclusions, time::Explain::yes);
        if (!count) {
            part.children.push_back({count.error().message().in(wording_.language), "", {}});
            return part;
        }
        for (std::string& line : time::explain(*count, wording_.language))
            part.children.push_back({std::move(line), "", {}});
        return part;
    }

    const Finding& finding_;
    const Outcome& outcome_;
    const Wording& wording_;
    const time::Calendar& calendar_;
};

inline void write(const Explanation& explanation, std::string_view colon, std::size_t level, std::string& out) {
    out.append(2 * level, ' ');
    out += explanation.title;
    if (!explanation.title.empty() && !explanation.sentence.empty()) out += colon;
    out += explanation.sentence + "\n";
    for (const Explanation& child : explanation.children) write(child, colon, level + 1, out);
}

}  // namespace explanation_detail

FADU_INLINE Explanation explain(const Finding& finding, const model::Rulebook& rulebook, const text::Sources& sources,
                                const time::Calendar& calendar, text::Language language) {
    const Wording wording{&rulebook, &sources, language};
    return explanation_detail::Explainer(finding, wording, calendar)();
}

FADU_INLINE std::string write_explanation(const Explanation& explanation, text::Language language) {
    std::string out;
    explanation_detail::write(explanation, language == text::Language::zh ? "：" : ": ", 0, out);
    return out;
}

}  // namespace fadu::findings
