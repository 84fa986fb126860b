// fadu explain: why a rule came to its verdict for a case.
#include <algorithm>

#include "command/arguments.hpp"
#include "fadu/findings/write_json.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer =
    R"(RULE is the name of a rule or of a procedure; a step of a procedure is PROCEDURE/STEP (程序/步骤). Instead of it,
--finding takes the id of one finding as JSON output and explanations show it.
Example / 例:
  fadu explain -r rules/cn/administrative-penalty --as-of 2023-07-15 case.json 两人执法
  fadu explain -r rules/cn/administrative-penalty case.json 普通程序/处罚决定 --format json
  fadu explain -r rules/cn/administrative-penalty case.json --finding 0123456789abcdef
  fadu explain -r rules/cn/administrative-penalty case.json --why-not 两人执法
  fadu explain -r rules/cn/administrative-penalty case.json 两人执法 --format dot | dot -Tsvg > why.svg)";

struct Arguments {
    std::vector<std::string> rules;
    std::string cases, rule, only_case, finding, why_not, format = "text";
    std::size_t instance = 0;
    CaseArguments reading;
};

struct Wanted {
    std::string rule, step;
};

std::optional<Wanted> read_rule(const Session& session, const model::Rulebook& rulebook, const std::string& given) {
    Wanted wanted{given, ""};
    for (const std::string_view separator : {"/", "·"}) {
        const auto at = given.find(separator);
        if (at == std::string::npos || rulebook.find_rule(given) >= 0) continue;
        wanted = {given.substr(0, at), given.substr(at + separator.size())};
        break;
    }
    if (rulebook.find_rule(wanted.rule) >= 0 || rulebook.find_procedure(wanted.rule) >= 0 ||
        rulebook.find_state_table(wanted.rule) >= 0)
        return wanted;
    std::vector<std::string> names;
    for (const model::Rule& known : rulebook.rules) names.push_back(known.name);
    for (const model::Procedure& known : rulebook.procedures) names.push_back(known.name);
    for (const model::StateTable& known : rulebook.state_tables) names.push_back(known.name);
    const auto near = text::nearest(wanted.rule, names);
    session.error(
        {"没有名为“" + wanted.rule + "”的规则或者程序" + (near ? "；是否指“" + *near + "”" : ""),
         "there is no rule or procedure \"" + wanted.rule + "\"" + (near ? "; did you mean \"" + *near + "\"?" : "")});
    return std::nullopt;
}

/// Says why not, if the arguments do not choose findings by a rule or by an id.
bool chooses(const Session& session, const Arguments& arguments) {
    if (!arguments.why_not.empty() && arguments.format == "dot") {
        session.error({"--why-not 的答复只有 text 和 json", "--why-not answers in text or json only"});
        return false;
    }
    if (!arguments.why_not.empty()) return true;
    if (arguments.rule.empty() && arguments.finding.empty()) {
        session.error(
            {"须写规则的名称，或者 --finding 和结论编号", "name a rule, or give --finding and a finding's id"});
        return false;
    }
    if (arguments.finding.empty()) return true;
    const bool digits = arguments.finding.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (digits && arguments.finding.size() == 16) return true;
    session.error({"“" + arguments.finding + "”不是结论编号（16 位十六进制数字）",
                   "\"" + arguments.finding + "\" is no finding's id (16 hex digits)"});
    return false;
}

int explain(Session& session, const Arguments& arguments) {
    if (!chooses(session, arguments)) return exit_failed;
    const RulesPointer rules = load_rules(session, arguments.rules);
    if (!rules) return exit_failed;
    std::optional<Wanted> wanted;
    const std::string& rule = arguments.why_not.empty() ? arguments.rule : arguments.why_not;
    if (!rule.empty()) {
        wanted = read_rule(session, rules->rulebook(), rule);
        if (!wanted) return exit_failed;
    }
    const auto settings = read_case_arguments(session, *rules, arguments.reading);
    if (!settings) return exit_failed;
    settings->options.verdicts = findings::Selection::all();

    const bool json = arguments.format == "json";
    std::vector<std::string> parts;
    std::vector<findings::Explanation> drawn;
    std::size_t cases = 0;
    const auto add = [&](const findings::CaseFindings& found) {
        std::size_t number = 0;
        for (const findings::Finding& finding : found.findings) {
            if (!arguments.finding.empty() && finding.id != arguments.finding) continue;
            if (wanted && finding.rule != wanted->rule) continue;
            if (wanted && !wanted->step.empty() && finding.step != wanted->step) continue;
            if (!arguments.only_case.empty() && found.case_id != arguments.only_case &&
                std::find(finding.cases.begin(), finding.cases.end(), arguments.only_case) == finding.cases.end())
                continue;
            if (arguments.instance != 0 && ++number != arguments.instance) continue;
            if (!arguments.why_not.empty()) {
                const findings::WhyNot answer = rules->why_not(finding, settings->options);
                parts.push_back(json ? findings::why_not_json(answer)
                                     : findings::write_why_not(answer, session.language()));
                continue;
            }
            findings::Explanation explanation = rules->explain(finding, settings->options);
            parts.push_back(json ? findings::explanation_json(explanation)
                                 : findings::write_explanation(explanation, session.language()));
            if (arguments.format == "dot") drawn.push_back(std::move(explanation));
        }
    };
    const bool many = engine::Batch::has_rules(rules->rulebook());
    BatchCheck batch(rules, settings->options);
    const auto outcome = read_cases(
        session, *rules, *settings, arguments.reading.input_format, arguments.cases, [&](facts::Case&& value) {
            const bool asked = arguments.only_case.empty() || value.id == arguments.only_case;
            if (!asked && !many) return true;
            const auto found = many ? batch.add(std::move(value)) : rules->check(std::move(value), settings->options);
            if (!asked) return true;
            ++cases;
            add(found);
            return !session.output.broken();
        });
    if (many && cases > 0) add(batch.findings());
    if (!outcome.readable || (cases == 0 && outcome.errors)) return exit_failed;
    if (arguments.format == "dot") {
        if (!drawn.empty()) session.output.write(findings::explanation_dot(drawn, session.language()));
    } else if (json) {
        session.output.write("[");
        for (std::size_t i = 0; i < parts.size(); ++i) session.output.write((i > 0 ? ",\n" : "\n") + parts[i]);
        session.output.write("\n]\n");
    } else {
        for (std::size_t i = 0; i < parts.size(); ++i) session.output.write((i > 0 ? "\n" : "") + parts[i]);
    }
    if (!parts.empty()) return exit_clean;
    if (cases == 0)
        session.error({"没有这件案件", "there is no such case"});
    else if (!arguments.finding.empty())
        session.error({"没有编号为 " + arguments.finding + " 的结论", "there is no finding " + arguments.finding});
    else
        session.error({"“" + rule + "”对本案没有这样的结论", "\"" + rule + "\" has no such verdict for this case"});
    return exit_failed;
}

}  // namespace

void add_explain(CLI::App& app, Session& session, Action& action) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("explain", "Explains the verdict of one rule on a case / 说明结论的由来");
    command->footer(footer);
    add_rules(*command, arguments->rules);
    add_case_arguments(*command, arguments->reading);
    command->add_option("--instance", arguments->instance, "Only the N-th occurrence or element, from 1 / 第几次");
    command->add_option("--case", arguments->only_case,
                        "Only the case of this name, where the file has several / 案件编号");
    command->add_option("--format", arguments->format, "text, json or dot (default text) / 输出格式")
        ->check(CLI::IsMember({"text", "json", "dot"}));
    command->add_option("case_file", arguments->cases, "Case file; - is standard input / 案件文件")->required();
    command->add_option("rule", arguments->rule, "Rule, procedure or PROCEDURE/STEP / 规则或者程序");
    command->add_option("--why-not", arguments->why_not,
                        "Why this rule did not fire, and what would have made it / 某规则为何没有认定违反");
    command->add_option("--finding", arguments->finding, "Only the finding of this id (16 hex digits) / 结论编号");
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return explain(session, *arguments); }; });
}

}  // namespace fadu::command
