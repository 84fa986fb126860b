// fadu parse: the syntax tree of a file, for those who work on Fadu itself.
#include "fadu/syntax/parse.hpp"
#include "command/arguments.hpp"
#include "fadu/syntax/dump.hpp"

namespace fadu::command {
namespace {

int parse(Session& session, const std::string& path) {
    auto text = read_input(path);
    if (!text) {
        session.error(text.error());
        return exit_failed;
    }
    text::Sources sources;
    const text::FileId file = sources.add(path, std::move(*text));
    const syntax::Parsed parsed = syntax::parse(file, sources);
    session.output.write(syntax::dump(parsed.file));
    session.output.flush();
    session.report(parsed.diagnostics, sources);
    return text::has_error(parsed.diagnostics) ? exit_failed : exit_clean;
}

}  // namespace

void add_parse(CLI::App& app, Session& session, Action& action) {
    auto path = std::make_shared<std::string>();
    CLI::App* command =
        app.add_subcommand("parse", "Prints the syntax tree of a rule file, for developers / 输出语法树");
    command->footer("Example / 例:\n  fadu parse rules/cn/major-decision/rules.fadu");
    command->add_option("file", *path, "Rule file; - is standard input / 规则文件")->required();
    add_common(*command, session);
    command->callback([&session, &action, path] { action = [&session, path] { return parse(session, *path); }; });
}

}  // namespace fadu::command
