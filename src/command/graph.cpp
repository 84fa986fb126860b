// fadu graph: a procedure as DOT, Mermaid or SVG; with a case, each step coloured by its state.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "command/arguments.hpp"
#include "fadu/procedure/draw.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer = R"(Example / 例:
  fadu graph -r rules/cn/administrative-penalty 普通程序 --format mermaid
  fadu graph -r rules/cn/administrative-penalty 普通程序 --format svg --case case.json --as-of 2023-07-15 > case.svg)";

struct Arguments {
    std::vector<std::string> rules;
    std::string procedure, format = "dot", cases;
    CaseArguments reading;
};

using procedure::StepState;

StepState state_of(const engine::Outcome& outcome) {
    using engine::Note;
    using engine::Verdict;
    if (outcome.note == Note::missing_step) return StepState::missing;
    if (outcome.note == Note::out_of_order && outcome.verdict == Verdict::violated) return StepState::out_of_order;
    switch (outcome.verdict) {
        case Verdict::violated: return StepState::late;
        case Verdict::pending: return outcome.note == Note::not_needed_yet ? StepState::not_yet : StepState::pending;
        case Verdict::undetermined:
        case Verdict::conflict: return StepState::undetermined;
        case Verdict::compliant:
        case Verdict::excused: return StepState::done;
        case Verdict::not_applicable: break;
    }
    return outcome.note == Note::lawfully_skipped || outcome.note == Note::condition_not_met ? StepState::skipped
                                                                                             : StepState::not_yet;
}

/// The gravest of the states that a step's order and duties have.
int gravity(StepState state) {
    switch (state) {
        case StepState::missing: return 7;
        case StepState::out_of_order: return 6;
        case StepState::late: return 5;
        case StepState::undetermined: return 4;
        case StepState::pending: return 3;
        case StepState::done: return 2;
        case StepState::skipped: return 1;
        case StepState::not_yet: return 0;
    }
    return 0;
}

std::vector<StepState> states_of(const findings::CaseFindings& found, const model::Procedure& procedure) {
    std::vector<StepState> states(procedure.steps.size(), StepState::not_yet);
    for (const engine::Outcome& outcome : found.verdicts->outcomes) {
        if (outcome.procedure != &procedure || outcome.step < 0 ||
            static_cast<std::size_t>(outcome.step) >= states.size())
            continue;
        StepState& state = states[static_cast<std::size_t>(outcome.step)];
        const StepState other = state_of(outcome);
        if (gravity(other) > gravity(state)) state = other;
    }
    return states;
}

const model::Procedure* choose(const Session& session, const model::Rulebook& rulebook, const std::string& name) {
    if (const int found = rulebook.find_procedure(name); found >= 0)
        return &rulebook.procedures[static_cast<std::size_t>(found)];
    if (name.empty() && rulebook.procedures.size() == 1) return &rulebook.procedures.front();
    std::vector<std::string> names;
    std::string all;
    for (const model::Procedure& procedure : rulebook.procedures) {
        names.push_back(procedure.name);
        all += (all.empty() ? "" : "、") + procedure.name;
    }
    const auto near = text::nearest(name, names);
    if (rulebook.procedures.empty())
        session.error({"规则文件中没有程序", "the rule files declare no procedure"});
    else if (name.empty())
        session.error({"有多个程序，请指明：" + all, "there are several procedures, name one: " + all});
    else
        session.error({"没有名为“" + name + "”的程序；" + (near ? "是否指“" + *near + "”" : "有：" + all),
                       "there is no procedure \"" + name + "\"; " +
                           (near ? "did you mean \"" + *near + "\"?" : "there are: " + all)});
    return nullptr;
}

/// Runs Graphviz; the drawing goes through a file, for a pipe both ways could block.
tl::expected<std::string, text::Message> svg_of(const std::string& dot) {
    namespace fs = std::filesystem;
    const text::Message absent{
        "画 SVG 需要 Graphviz 的 dot 命令（Debian：apt-get install graphviz）；也可以用 --format dot",
        "SVG needs the dot command of Graphviz (Debian: apt-get install graphviz); or use --format dot"};
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "fadu-XXXXXX").string();
    const int descriptor = ::mkstemp(pattern.data());
    if (descriptor < 0) return tl::unexpected(text::Message{"不能写入临时文件", "cannot write a temporary file"});
    ::close(descriptor);
    if (const auto written = write_file(pattern, dot); !written) return tl::unexpected(written.error());
    std::FILE* pipe = ::popen(("dot -Tsvg '" + pattern + "' 2>/dev/null").c_str(), "r");
    std::string svg;
    if (pipe != nullptr) {
        std::string piece(1u << 16, '\0');
        for (std::size_t count = 0; (count = std::fread(piece.data(), 1, piece.size(), pipe)) > 0;)
            svg.append(piece, 0, count);
    }
    const int status = pipe != nullptr ? ::pclose(pipe) : -1;
    fs::remove(pattern, error);
    if (status != 0) return tl::unexpected(absent);
    return svg;
}

int graph(Session& session, const Arguments& arguments) {
    const RulesPointer rules = load_rules(session, arguments.rules);
    if (!rules) return exit_failed;
    const model::Procedure* procedure = choose(session, rules->rulebook(), arguments.procedure);
    if (procedure == nullptr) return exit_failed;
    procedure::Drawing drawing;
    drawing.words = procedure::author_words(*procedure, rules->sources());
    drawing.language = session.language();
    if (!arguments.cases.empty()) {
        CaseArguments reading = arguments.reading;
        if (reading.record.empty() && procedure->record >= 0)
            reading.record = rules->rulebook().records[static_cast<std::size_t>(procedure->record)].name;
        const auto settings = read_case_arguments(session, *rules, reading);
        if (!settings) return exit_failed;
        const auto outcome =
            read_cases(session, *rules, *settings, reading.input_format, arguments.cases, [&](facts::Case&& value) {
                drawing.states = states_of(rules->check(std::move(value), settings->options), *procedure);
                return false;
            });
        if (!outcome.readable || drawing.states.empty()) return exit_failed;
    }
    if (arguments.format == "mermaid") {
        session.output.write(procedure::to_mermaid(*procedure, drawing));
        return exit_clean;
    }
    const std::string dot = procedure::to_dot(*procedure, drawing);
    if (arguments.format == "dot") {
        session.output.write(dot);
        return exit_clean;
    }
    const auto svg = svg_of(dot);
    if (!svg) {
        session.error(svg.error());
        return exit_failed;
    }
    session.output.write(*svg);
    return exit_clean;
}

}  // namespace

void add_graph(CLI::App& app, Session& session, Action& action) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("graph", "Draws a procedure / 画程序图");
    command->footer(footer);
    add_rules(*command, arguments->rules);
    command->add_option("procedure", arguments->procedure, "The procedure, where there are several / 程序");
    command->add_option("--format", arguments->format, "dot, mermaid or svg (default dot) / 输出格式")
        ->check(CLI::IsMember({"dot", "mermaid", "svg"}));
    command->add_option("--case", arguments->cases,
                        "Colours each step by its state in the (first) case of this file / 案件文件");
    add_case_arguments(*command, arguments->reading);
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return graph(session, *arguments); }; });
}

}  // namespace fadu::command
