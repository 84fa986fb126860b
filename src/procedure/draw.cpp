#include "fadu/procedure/draw.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <gsl/assert>
#include <string_view>

namespace fadu::procedure {

namespace {

struct StateLook {
    std::string_view id, zh, en, fill, border;
};
/// By StepState. Light fills, so that the text stays readable in print.
constexpr std::array<StateLook, 8> looks{{
    {"done", "已办", "done", "#d7f0d8", "#2e7d32"},
    {"skipped", "依法省略", "lawfully skipped", "#eeeeee", "#757575"},
    {"missing", "缺失", "missing", "#f8d0d0", "#c62828"},
    {"out_of_order", "倒置", "out of order", "#f8d0d0", "#c62828"},
    {"late", "逾期", "late", "#fbdcc0", "#d84315"},
    {"pending", "待办", "pending", "#d5e6fb", "#1565c0"},
    {"not_yet", "尚不需要", "not needed yet", "#ffffff", "#9e9e9e"},
    {"undetermined", "存疑", "undetermined", "#fff3c4", "#f9a825"},
}};

const StateLook& look_of(StepState state) { return looks[static_cast<std::size_t>(state)]; }

constexpr bool is_space(char character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

std::string one_line(std::string_view text) {
    std::string result;
    for (const char character : text) {
        if (!is_space(character))
            result += character;
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    while (!result.empty() && result.back() == ' ') result.pop_back();
    return result;
}

/// Inside a quoted DOT string.
std::string dot_escaped(std::string_view text) {
    std::string result;
    for (const char character : text) {
        if (character == '"' || character == '\\') result += '\\';
        result += static_cast<unsigned char>(character) < 0x20 ? ' ' : character;
    }
    return result;
}

/// Inside a quoted Mermaid label, which reads HTML and its own # entities.
std::string mermaid_escaped(std::string_view text) {
    std::string result;
    for (const char character : text) {
        switch (character) {
            case '"': result += "#quot;"; break;
            case '#': result += "#35;"; break;
            case '&': result += "#amp;"; break;
            case '<': result += "#lt;"; break;
            case '>': result += "#gt;"; break;
            case '`': result += "#96;"; break;
            default: result += static_cast<unsigned char>(character) < 0x20 ? ' ' : character;
        }
    }
    return result;
}

/// What both drawings say of a step, line by line.
struct Label {
    std::vector<std::string> lines;
    bool conditional = false;
};

class Picture {
  public:
    Picture(const model::Procedure& procedure, const Drawing& drawing) : procedure_(procedure), drawing_(drawing) {
        const std::size_t steps = procedure.steps.size();
        Expects(drawing.words.empty() || drawing.words.size() == steps);
        Expects(drawing.states.empty() || drawing.states.size() == steps);
    }

    Label label(std::size_t step) const {
        const model::Step& declared = procedure_.steps[step];
        const bool chinese = drawing_.language == text::Language::zh;
        Label label;
        label.conditional = declared.when.has_value();
        label.lines.push_back(one_line(declared.name));
        if (!drawing_.words.empty()) {
            const StepWords& words = drawing_.words[step];
            if (!words.condition.empty())
                label.lines.push_back((chinese ? "当 " : "when ") + one_line(words.condition));
            for (const std::string& limit : words.limits) label.lines.push_back(one_line(limit));
        }
        if (!drawing_.states.empty())
            label.lines.push_back("【" + name_of(drawing_.states[step]).in(drawing_.language) + "】");
        return label;
    }

    std::string return_label(std::size_t step) const {
        const bool chinese = drawing_.language == text::Language::zh;
        std::string label = chinese ? "退回" : "return";
        if (!drawing_.words.empty() && !drawing_.words[step].return_condition.empty())
            label += (chinese ? "：当 " : ": when ") + one_line(drawing_.words[step].return_condition);
        return label;
    }

    /// Calls edge(earlier, later) for each 在 … 之后, by later step.
    template <class Draw>
    void for_each_edge(Draw draw) const {
        for (std::size_t later = 0; later < procedure_.steps.size(); ++later) {
            const auto& after = procedure_.steps[later].after;
            for (auto here = after.begin(); here != after.end(); ++here)
                if (std::find(after.begin(), here, *here) == here) draw(*here, later);
        }
    }

  private:
    const model::Procedure& procedure_;
    const Drawing& drawing_;
};

template <class Escape>
std::string joined(const std::vector<std::string>& lines, std::string_view separator, Escape escape) {
    std::string result;
    for (const std::string& line : lines) {
        if (!result.empty()) result += separator;
        result += escape(line);
    }
    return result;
}

}  // namespace

text::Message name_of(StepState state) { return {std::string(look_of(state).zh), std::string(look_of(state).en)}; }

std::vector<StepWords> author_words(const model::Procedure& procedure, const text::Sources& sources) {
    const auto words_of = [&](const std::optional<model::Expression>& expression) {
        const bool known = expression && expression->span.file < sources.size();
        return known ? one_line(sources.slice(expression->span)) : std::string();
    };
    std::vector<StepWords> result;
    for (const model::Step& step : procedure.steps) {
        StepWords words;
        words.condition = words_of(step.when);
        words.return_condition = words_of(step.return_when);
        for (const model::Rule& duty : step.duties) {
            std::string limit = words_of(duty.window);
            if (!limit.empty()) words.limits.push_back(std::move(limit));
        }
        result.push_back(std::move(words));
    }
    return result;
}

std::string to_dot(const model::Procedure& procedure, const Drawing& drawing) {
    const Picture picture(procedure, drawing);
    std::string dot = fmt::format("digraph \"{}\" {{\n", dot_escaped(one_line(procedure.name)));
    dot += "  rankdir=TB;\n";
    dot +=
        "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#ffffff\", color=\"#424242\", "
        "fontname=\"sans-serif\"];\n";
    dot += "  edge [color=\"#424242\", fontname=\"sans-serif\"];\n";
    for (std::size_t step = 0; step < procedure.steps.size(); ++step) {
        const Label label = picture.label(step);
        dot += fmt::format("  s{} [label=\"{}\"", step, joined(label.lines, "\\n", dot_escaped));
        if (label.conditional) dot += ", style=\"rounded,filled,dashed\"";
        if (!drawing.states.empty()) {
            const StateLook& look = look_of(drawing.states[step]);
            dot += fmt::format(", fillcolor=\"{}\", color=\"{}\"", look.fill, look.border);
        }
        dot += "];\n";
    }
    picture.for_each_edge(
        [&](int earlier, std::size_t later) { dot += fmt::format("  s{} -> s{};\n", earlier, later); });
    for (std::size_t step = 0; step < procedure.steps.size(); ++step)
        if (procedure.steps[step].return_to >= 0)
            dot += fmt::format("  s{} -> s{} [style=dashed, constraint=false, label=\"{}\"];\n", step,
                               procedure.steps[step].return_to, dot_escaped(picture.return_label(step)));
    return dot + "}\n";
}

std::string to_mermaid(const model::Procedure& procedure, const Drawing& drawing) {
    const Picture picture(procedure, drawing);
    std::string mermaid = "flowchart TB\n";
    std::string conditional;
    for (std::size_t step = 0; step < procedure.steps.size(); ++step) {
        const Label label = picture.label(step);
        mermaid += fmt::format("  s{}(\"{}\")\n", step, joined(label.lines, "<br/>", mermaid_escaped));
        if (label.conditional) conditional += fmt::format("{}s{}", conditional.empty() ? "" : ",", step);
    }
    picture.for_each_edge(
        [&](int earlier, std::size_t later) { mermaid += fmt::format("  s{} --> s{}\n", earlier, later); });
    for (std::size_t step = 0; step < procedure.steps.size(); ++step)
        if (procedure.steps[step].return_to >= 0)
            mermaid += fmt::format("  s{} -. \"{}\" .-> s{}\n", step, mermaid_escaped(picture.return_label(step)),
                                   procedure.steps[step].return_to);
    // The class of a state comes before that of a condition: of two classes, Mermaid lets the later add what is new.
    for (std::size_t state = 0; state < looks.size(); ++state) {
        std::string members;
        for (std::size_t step = 0; step < drawing.states.size(); ++step)
            if (drawing.states[step] == static_cast<StepState>(state))
                members += fmt::format("{}s{}", members.empty() ? "" : ",", step);
        if (members.empty()) continue;
        const StateLook& look = looks[state];
        mermaid += fmt::format("  classDef {} fill:{},stroke:{}\n", look.id, look.fill, look.border);
        mermaid += fmt::format("  class {} {}\n", members, look.id);
    }
    if (!conditional.empty()) {
        mermaid += "  classDef conditional stroke-dasharray:5 4\n";
        mermaid += fmt::format("  class {} conditional\n", conditional);
    }
    return mermaid;
}

}  // namespace fadu::procedure
