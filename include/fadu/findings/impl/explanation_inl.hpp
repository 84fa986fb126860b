// Bodies of fadu/findings/explanation.hpp.
#pragma once

#include "fadu/findings/explanation.hpp"
#include "fadu/findings/impl/sentence_inl.hpp"
#include "fadu/findings/write_text.hpp"
#include "fadu/text/unicode.hpp"
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

/// 符合, 不符合, 不能确定.
inline std::string holds_words(engine::Truth truth, const Wording& wording) {
    switch (truth) {
        case engine::Truth::yes: return std::string(wording.word("符合", "met"));
        case engine::Truth::no: return std::string(wording.word("不符合", "not met"));
        case engine::Truth::unknown: break;
    }
    return std::string(wording.word("不能确定", "cannot be told"));
}

class Explainer {
  public:
    Explainer(const Finding& finding, const Wording& wording, const time::Calendar& calendar)
        : finding_(finding), outcome_(*finding.outcome), wording_(wording), calendar_(calendar) {
        // What is said of one occurrence or element is said without its name over and over.
        const bool over_many = outcome_.rule != nullptr && outcome_.rule->grouping;
        if (outcome_.instance.size() > 1 && !over_many) base_ = outcome_.instance.back().path;
    }

    Explanation operator()() {
        Explanation root{conclusion(), finding_.message, {}, Explanation::Kind::conclusion};
        auto& parts = root.children;
        if (!finding_.id.empty()) parts.push_back({word("结论编号", "finding"), finding_.id, {}});
        norm(parts);
        candidates(parts);
        if (outcome_.applies && (outcome_.applies->expression != nullptr || !outcome_.applies->children.empty()))
            parts.push_back(part(word("适用条件", "applies when"), *outcome_.applies));
        if (outcome_.content) parts.push_back(part(word("要求", "what is asked"), *outcome_.content));
        items(parts);
        acts(parts);
        exceptions(parts);
        if (outcome_.deadline) parts.push_back(deadline(*outcome_.deadline));
        if (!finding_.missing.empty() && outcome_.missing_items.empty())
            parts.push_back({word("缺少", "missing"), join(finding_.missing, wording_.word("、", ", ")), {}});
        if (!finding_.advice.empty()) parts.push_back({word("建议", "advice"), finding_.advice, {}});
        remedy(parts);
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
                         {},
                         Explanation::Kind::norm};
        const std::string cites = cites_text(finding_.cites, wording_.language);
        if (!cites.empty()) rule.children.push_back({word("依据", "law"), cites, {}, Explanation::Kind::norm});
        if (outcome_.rule != nullptr && !outcome_.rule->reading.empty())
            rule.children.push_back({word("解释", "reading"), outcome_.rule->reading, {}});
        if (outcome_.rule != nullptr && !outcome_.rule->bearer.empty())
            rule.children.push_back({word("义务人", "bearer"), outcome_.rule->bearer, {}});
        parts.push_back(std::move(rule));
        if (!finding_.reason.empty() && finding_.reason != finding_.message)
            parts.push_back({word("说明", "note"), finding_.reason, {}});
    }

    /// All provisions of the name: what each would say, or why it does not govern; and who rules between them.
    void candidates(std::vector<Explanation>& parts) const {
        if (finding_.norms.size() < 2) return;
        Explanation all{word("同名的各项规定", "provisions of this name"), {}, {}, Explanation::Kind::norm};
        for (std::size_t i = 0; i < finding_.norms.size(); ++i) {
            const NormNote& note = finding_.norms[i];
            Explanation one{note.source, {}, {}};
            if (note.why_not.empty()) {
                one.sentence = std::string(verdict_name(note.verdict, wording_.language));
                if (note.due) one.sentence += word("，期限 ", ", due ") + time::to_string(*note.due);
            } else {
                one.sentence = word("不适用：", "does not govern: ") + note.why_not;
            }
            if (i < outcome_.norms.size() && outcome_.norms[i].rule != nullptr)
                one.children.push_back({word("规定", "rule"), norm_sentence(*outcome_.norms[i].rule, wording_), {}});
            all.children.push_back(std::move(one));
        }
        for (const Trace& governing : outcome_.governing)
            all.children.push_back({word("尚不清楚", "not known"), title(governing, {}), {}});
        parts.push_back(std::move(all));
        if (!finding_.referee.empty()) parts.push_back({word("裁决", "ruling"), finding_.referee, {}});
    }

    std::string order_words() const {
        if (outcome_.state_table != nullptr) return transition_words();
        const model::Step* step = sentence_detail::step_of(outcome_);
        if (step == nullptr) return {};
        const auto names = [&](bool earlier) {
            std::vector<std::string> all;
            for (std::size_t i = 0; i < outcome_.procedure->steps.size(); ++i) {
                const model::Step& other = outcome_.procedure->steps[i];
                const auto& of = earlier ? step->after : other.after;
                const int wanted = earlier ? static_cast<int>(i) : outcome_.step;
                if (std::find(of.begin(), of.end(), wanted) != of.end()) all.push_back(other.name);
            }
            return join(all, wording_.word("、", ", "));
        };
        const std::string before = names(true);
        const std::string after = names(false);
        const bool chinese = wording_.language == text::Language::zh;
        std::string text = step->name;
        if (!before.empty()) text += chinese ? "应当在" + before + "之后" : " must come after " + before;
        if (!after.empty())
            text += chinese ? (before.empty() ? "应当在" : "、") + after + "之前"
                            : (before.empty() ? " must come before " : " and before ") + after;
        return text;
    }

    /// The transitions of a state table, as the author wrote them.
    std::string transition_words() const {
        std::vector<std::string> lines;
        for (const model::Transition& transition : outcome_.state_table->transitions)
            lines.push_back(author_words(transition.span, *wording_.sources));
        return join(lines, wording_.word("；", "; "));
    }

    std::string state(const Trace& trace) const { return describe(trace.value, wording_); }

    static bool is_boolean(const Trace& trace) { return trace.value.type.kind == model::TypeKind::boolean; }

    Explanation part(std::string title, const Trace& trace) const {
        Explanation made{
            std::move(title), holds_words(trace.value.truth(), wording_), {}, Explanation::Kind::condition};
        made.truth = trace.value.truth();
        made.children = top(trace);
        inline_facts(made);
        return made;
    }

    std::string path(const engine::Path& path, const engine::Path& base) const {
        return path_words(path, wording_, base);
    }

    std::string words(const Trace& trace) const {
        return trace.expression != nullptr ? author_words(trace.expression->span, *wording_.sources) : std::string();
    }

    std::string title(const Trace& trace, const engine::Path& base) const {
        std::string text;
        if (!trace.label.empty()) text = trace.row != nullptr ? row_label(trace.label) : label(trace.label);
        if (trace.is_fact && !trace.path.empty()) return text + path(trace.path, base);
        if (!trace.is_fact && !trace.path.empty() && trace.path.back().kind == engine::PathStep::Kind::element)
            return text + path(trace.path, base);  // what one element of a list comes to
        if (trace.expression != nullptr) {
            const Operation operation = trace.expression->operation;
            const bool whole = trace.children.size() > 1;
            if (operation == Operation::or_ && whole) return text + word("下列情形之一", "any one of these");
            if (operation == Operation::and_ && whole) return text + word("同时具备下列各项", "all of these");
            std::string said = words(trace);
            return said == text || (operation == Operation::definition && !text.empty()) ? text : text + said;
        }
        if (text.empty() && !trace.path.empty()) return path(trace.path, base);
        return text;
    }

    static std::string label(const std::string& label) {
        const bool is_item = !label.empty() && static_cast<unsigned char>(label.front()) >= 0x80 && label.size() <= 15;
        return is_item && !label.starts_with("（") ? "（" + label + "）" : label;
    }

    std::string row_label(const std::string& label) const {
        const bool number = label.find_first_not_of("0123456789") == std::string::npos;
        if (!number) return label;
        return wording_.language == text::Language::zh ? "第" + label + "行" : "row " + label;
    }

    /// The day on which it happened, or that it did not.
    std::string happening(const Trace& trace) const {
        const engine::Truth truth = trace.value.truth();
        if (trace.event != nullptr && trace.event->happened == engine::Truth::yes) {
            std::string day = describe_day(*trace.event, wording_);
            if (truth == engine::Truth::no) day += word("（不合所要求的）", " (not as it must be)");
            if (truth == engine::Truth::unknown)
                day += word("（是否合乎要求不明）", " (not known whether as it must be)");
            return day;
        }
        if (truth == engine::Truth::no) return word("未发生", "did not happen");
        if (truth == engine::Truth::unknown) return word("是否发生不明", "not known whether it happened");
        return word("已发生", "happened");
    }

    static bool is_of_event(const Trace& trace) {
        return trace.is_fact && !trace.path.empty() && trace.path.back().kind == engine::PathStep::Kind::event;
    }

    std::string value_words(const Trace& trace) const {
        if (is_of_event(trace) && is_boolean(trace)) return happening(trace);
        if (is_of_event(trace) && trace.event != nullptr && trace.event->happened == engine::Truth::yes)
            return describe_day(*trace.event, wording_);
        if (!trace.is_fact && is_boolean(trace)) return holds_words(trace.value.truth(), wording_);
        return state(trace);
    }

    /// A count is said with what it counts: 1（熊伟（赣A0501））.
    const Trace* counted(const Trace& trace) const {
        if (trace.expression == nullptr || trace.expression->operation != Operation::count) return nullptr;
        if (trace.children.size() != 1 || trace.children.front().is_fact) return nullptr;
        return &trace.children.front();
    }

    Explanation node(const Trace& trace, const engine::Path& base) const {
        Explanation made{title(trace, base), value_words(trace), {}};
        made.kind = trace.is_fact ? Explanation::Kind::fact : Explanation::Kind::condition;
        if (is_boolean(trace)) made.truth = trace.value.truth();
        const engine::Path& inner = !trace.is_fact && !trace.path.empty() ? trace.path : base;
        if (const Trace* list = counted(trace)) {
            const std::string elements = state(*list);
            const auto* number = std::get_if<engine::NumberInterval>(&trace.value.domain);
            const bool none = number != nullptr && number->high && *number->high == model::Number(0);
            if (none)
                made.sentence = word("没有", "none");
            else if (elements != made.sentence)
                made.sentence += word("，即", ": ") + elements;
            made.children = tree(*list, inner);
        } else {
            made.children = tree(trace, inner);
        }
        inline_facts(made);
        return made;
    }

    /// A condition with a few plain facts is one sentence: 符合（领域：城市管理）.
    void inline_facts(Explanation& made) const {
        if (made.kind != Explanation::Kind::condition || made.children.empty() || made.children.size() > 3) return;
        std::vector<std::string> said;
        for (const Explanation& child : made.children) {
            if (child.kind != Explanation::Kind::fact || !child.children.empty()) return;
            said.push_back(child.title == made.title ? child.sentence
                                                     : child.title + word("：", ": ") + child.sentence);
        }
        made.sentence += word("（", " (") + join(said, wording_.word("；", "; ")) + word("）", ")");
        made.children.clear();
    }

    /// Parts of a conjunction stand beside its other parts.
    static bool is_spliced(const Trace& parent, const Trace& child) {
        if (child.is_fact || child.expression == nullptr || !child.label.empty()) return false;
        if (child.expression->operation != Operation::and_ || !child.path.empty()) return false;
        return parent.expression == nullptr || parent.expression->operation == Operation::and_;
    }

    /// One of 下列各项, which the engine knows by its number.
    const model::Item* item_of(const Trace& part) const {
        const bool items = outcome_.rule != nullptr && outcome_.rule->content == model::ContentKind::items;
        if (!items || !outcome_.rule->condition || !outcome_.content || part.expression != nullptr ||
            part.label.empty())
            return nullptr;
        for (const model::Item& item : outcome_.rule->items)
            if (item.label == part.label) return &item;
        return nullptr;
    }

    std::vector<Explanation> tree(const Trace& trace, const engine::Path& base) const {
        std::vector<Explanation> nodes;
        for (const Trace& child : trace.children) {
            if (is_silent(child)) continue;
            if (const model::Item* item = item_of(child); item != nullptr && &trace == &*outcome_.content) {
                Explanation made{label(item->label) + item->name,
                                 holds_words(child.value.truth(), wording_),
                                 {},
                                 Explanation::Kind::condition};
                made.truth = child.value.truth();
                for (const Trace& part : child.children)
                    if (part.expression != &*outcome_.rule->condition) made.children.push_back(node(part, base));
                inline_facts(made);
                nodes.push_back(std::move(made));
                continue;
            }
            if (is_inside_of(trace, child) || is_spliced(trace, child)) {
                for (Explanation& part : tree(child, base)) nodes.push_back(std::move(part));
                continue;
            }
            Explanation made = node(child, base);
            const bool said = std::any_of(nodes.begin(), nodes.end(), [&](const Explanation& other) {
                return other.title == made.title && other.sentence == made.sentence && other.children.empty();
            });
            if (!said || !made.children.empty()) nodes.push_back(std::move(made));
        }
        return nodes;
    }

    /// What stands under 适用条件, 要求 and 除外情形.
    std::vector<Explanation> top(const Trace& trace) const {
        const bool connective = trace.expression == nullptr || trace.expression->operation == Operation::and_;
        if (trace.is_fact || (!connective && trace.expression->operation == Operation::or_)) {
            std::vector<Explanation> one{node(trace, base_)};
            return one;
        }
        return tree(trace, base_);
    }

    /// 不为 无 is the denial of 为 无, with the same words: to show both would show one sentence as true and as false.
    static bool is_inside_of(const Trace& denial, const Trace& child) {
        return denial.expression != nullptr && child.expression != nullptr && !child.is_fact &&
               denial.expression->operation == Operation::not_ && denial.expression->span == child.expression->span;
    }

    void remedy(std::vector<Explanation>& parts) const {
        if (!finding_.remedy) return;
        const Remedy& remedy = *finding_.remedy;
        Explanation made{word("补救", "remedy"), remedy.sentence, {}, Explanation::Kind::remedy};
        std::vector<std::string> lines = remedy_lines(remedy, wording_.language);
        for (std::size_t i = 1; i < lines.size(); ++i)
            made.children.push_back({std::move(lines[i]), "", {}, Explanation::Kind::remedy});
        if (!finding_.treatment.empty()) {
            Explanation treated{
                word("依法处理", "treatment by law"), finding_.treatment, {}, Explanation::Kind::remedy};
            const std::string cites = cites_text(finding_.treatment_cites, wording_.language);
            if (!cites.empty()) treated.children.push_back({word("依据", "law"), cites, {}, Explanation::Kind::norm});
            made.children.push_back(std::move(treated));
        }
        parts.push_back(std::move(made));
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
        Explanation list{word("有关行为", "acts"), "", {}, Explanation::Kind::fact};
        if (outcome_.candidates.size() > 1)
            for (const engine::Event* event : outcome_.candidates)
                if (event != nullptr) list.children.push_back(line(*event));
        if (outcome_.act != nullptr && outcome_.act->happened == engine::Truth::yes)
            list.sentence = word("据以判断的是 ", "decided by ") + describe_day(*outcome_.act, wording_) + " " +
                            sentence_detail::event_name(record, outcome_.act->kind);
        // One act alone stands among the facts already.
        if (!list.children.empty() || !outcome_.content) parts.push_back(std::move(list));
    }

    void exceptions(std::vector<Explanation>& parts) const {
        for (std::size_t i = 0; i < outcome_.exceptions.size(); ++i) {
            const engine::ExceptionTrace& exception = outcome_.exceptions[i];
            const bool used = outcome_.excused_by == static_cast<int>(i);
            const engine::Truth truth = exception.trace.value.truth();
            std::string sentence = used || truth == engine::Truth::yes ? word("适用", "holds")
                                   : truth == engine::Truth::no        ? word("不适用", "does not hold")
                                                                       : word("不能确定", "cannot be told");
            const std::string words = exception.exception != nullptr
                                          ? author_words(exception.exception->condition.span, *wording_.sources)
                                          : std::string();
            Explanation made{
                word("除外情形", "exception") + (words.empty() ? "" : word("“", " \"") + words + word("”", "\"")),
                sentence, top(exception.trace), Explanation::Kind::condition};
            made.truth = truth;
            for (Explanation& child : made.children)
                if (child.title == words) child.title = word("案件记载", "the case says");
            inline_facts(made);
            parts.push_back(std::move(made));
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
    engine::Path base_;
};

inline void write(const Explanation& explanation, std::string_view colon, std::size_t level, std::string& out) {
    out.append(2 * level, ' ');
    out += explanation.title;
    if (!explanation.title.empty() && !explanation.sentence.empty()) out += colon;
    out += explanation.sentence + "\n";
    for (const Explanation& child : explanation.children) write(child, colon, level + 1, out);
}

struct Look {
    std::string_view shape, fill, border;
};

inline Look look_of(const Explanation& node) {
    using Kind = Explanation::Kind;
    if (node.truth && node.kind == Kind::condition) {
        switch (*node.truth) {
            case engine::Truth::yes: return {"box", "#d7f0d8", "#2e7d32"};
            case engine::Truth::no: return {"box", "#f8d0d0", "#c62828"};
            case engine::Truth::unknown: return {"box", "#fff3c4", "#f9a825"};
        }
    }
    switch (node.kind) {
        case Kind::conclusion: return {"octagon", "#ffffff", "#212121"};
        case Kind::norm: return {"folder", "#eceff1", "#546e7a"};
        case Kind::condition: return {"box", "#ffffff", "#757575"};
        case Kind::fact: return {"note", "#fafafa", "#757575"};
        case Kind::remedy: return {"cds", "#d5e6fb", "#1565c0"};
        case Kind::note: break;
    }
    return {"plaintext", "#ffffff", "#ffffff"};
}

/// For a quoted string of DOT, broken into lines of readable length: a Han character is as wide as two letters.
inline void dot_label(std::string_view text, std::string& out) {
    constexpr int widest = 36;
    int width = 0;
    for (std::size_t i = 0; i < text.size();) {
        const text::CodePoint point = text::decode(text, i);
        const std::size_t bytes = std::max<std::size_t>(point.bytes, 1);
        if (width >= widest && (point.value >= 0x80 ? point.value >= 0x4E00 : point.value == ' ')) {
            out += "\\n";
            width = 0;
            if (point.value == ' ') {
                i += bytes;
                continue;
            }
        }
        if (point.value == '"' || point.value == '\\') out += '\\';
        if (point.value < 0x20)
            out += ' ';
        else
            out.append(text.substr(i, bytes));
        width += point.value >= 0x1100 ? 2 : 1;
        i += bytes;
    }
}

inline int draw(const Explanation& node, std::string_view colon, int& next, std::string& out) {
    const int id = next++;
    const Look look = look_of(node);
    out += "  n" + std::to_string(id) + " [label=\"";
    dot_label(node.title + (node.title.empty() || node.sentence.empty() ? "" : std::string(colon)) + node.sentence,
              out);
    out += "\", shape=" + std::string(look.shape) + ", fillcolor=\"" + std::string(look.fill) + "\", color=\"" +
           std::string(look.border) + "\"];\n";
    for (const Explanation& child : node.children) {
        const int below = draw(child, colon, next, out);
        out += "  n" + std::to_string(id) + " -> n" + std::to_string(below) + ";\n";
    }
    return id;
}

}  // namespace explanation_detail

FADU_INLINE Explanation explain(const Finding& finding, const model::Rulebook& rulebook, const text::Sources& sources,
                                const time::Calendar& calendar, text::Language language) {
    const facts::Case* value = finding.verdicts != nullptr ? finding.verdicts->value : nullptr;
    const Wording wording{&rulebook, &sources, language, value};
    return explanation_detail::Explainer(finding, wording, calendar)();
}

FADU_INLINE std::string write_explanation(const Explanation& explanation, text::Language language) {
    std::string out;
    explanation_detail::write(explanation, language == text::Language::zh ? "：" : ": ", 0, out);
    return out;
}

FADU_INLINE std::string_view kind_code(Explanation::Kind kind) {
    using Kind = Explanation::Kind;
    switch (kind) {
        case Kind::conclusion: return "conclusion";
        case Kind::norm: return "norm";
        case Kind::condition: return "condition";
        case Kind::fact: return "fact";
        case Kind::remedy: return "remedy";
        case Kind::note: break;
    }
    return "note";
}

FADU_INLINE std::string explanation_dot(const std::vector<Explanation>& explanations, text::Language language) {
    std::string out =
        "digraph \"explanation\" {\n  rankdir=LR;\n"
        "  node [style=\"filled\", fontname=\"sans-serif\", fontsize=11];\n"
        "  edge [color=\"#424242\", arrowsize=0.6];\n";
    int next = 0;
    for (const Explanation& explanation : explanations)
        explanation_detail::draw(explanation, language == text::Language::zh ? "：" : ": ", next, out);
    return out + "}\n";
}

}  // namespace fadu::findings
