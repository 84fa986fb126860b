// fadu schema: the JSON Schema of a record's cases, or a blank case to fill in.
#include "command/arguments.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer = R"(Example / 例:
  fadu schema -r rules/cn/administrative-penalty > case.schema.json
  fadu schema -r rules/cn/administrative-penalty --blank > case.json)";

struct Arguments {
    std::vector<std::string> rules;
    std::string record;
    bool blank = false;
};

int schema(Session& session, const Arguments& arguments) {
    const RulesPointer rules = load_rules(session, arguments.rules);
    if (!rules) return exit_failed;
    const auto record = rules->case_record(arguments.record);
    if (!record) {
        session.error(record.error());
        return exit_failed;
    }
    std::string text = arguments.blank ? facts::blank_case_json(rules->rulebook(), *record)
                                       : facts::case_schema(rules->rulebook(), *record);
    if (!text.ends_with('\n')) text += '\n';
    session.output.write(text);
    return exit_clean;
}

}  // namespace

void add_schema(CLI::App& app, Session& session, Action& action) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command =
        app.add_subcommand("schema", "Writes the JSON Schema of cases, or a blank case / 案件的 JSON 格式");
    command->footer(footer);
    add_rules(*command, arguments->rules);
    command->add_option("record", arguments->record, "The record, where the rules have several / 记录");
    command->add_flag("--blank", arguments->blank, "A case to fill in instead of the schema / 空白案件");
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return schema(session, *arguments); }; });
}

}  // namespace fadu::command
