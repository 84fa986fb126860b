// The fadu command: reads the arguments, runs one subcommand, gives its exit code.
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>

#include "command/arguments.hpp"
#include "command/session.hpp"

namespace {

using namespace fadu::command;

constexpr const char* footer = R"(Examples / 例:
  fadu check -r rules/cn/administrative-penalty --as-of 2023-07-15 case.json
  fadu test -r rules/cn/administrative-penalty
  fadu explain -r rules/cn/administrative-penalty case.json 两人执法
  fadu date 2023-01-18 +5wd --explain
  fadu fmt --check rules
Exit codes / 退出码: 0 nothing wrong, 1 breaches or failures found, 2 could not run.)";

int run(int count, char** arguments) {
    CLI::App app{"Fadu checks cases against rules written as law. / 法度：以法律的写法书写规则，检查案件是否合规。",
                 "fadu"};
    app.footer(footer);
    app.set_version_flag("--version", "fadu " + std::string(fadu::version()));
    app.require_subcommand(1);

    Session session;
    Action action;
    add_check(app, session, action);
    add_explain(app, session, action);
    add_figures(app, session, action);
    add_score(app, session, action);
    add_next(app, session, action);
    add_test(app, session, action);
    add_fmt(app, session, action);
    add_date(app, session, action);
    add_graph(app, session, action);
    add_schema(app, session, action);
    add_coverage(app, session, action);
    add_follow(app, session, action);
    add_verify(app, session, action);
    add_parse(app, session, action);
    add_compile(app, session, action);

    std::vector<std::string> given(arguments + 1, arguments + count);
    protect_negative_periods(given);
    std::reverse(given.begin(), given.end());  // CLI11 takes them from the back
    try {
        app.parse(given);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? exit_clean : exit_failed;
    }
    const int code = action ? action() : exit_failed;
    session.output.flush();
    return code;
}

}  // namespace

int main(int count, char** arguments) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return run(count, arguments);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "fadu: internal error: %s\n", error.what());
        return exit_failed;
    }
}
