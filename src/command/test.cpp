// fadu test: every 案例 of the rule files, what it expects against what is found.
#include "command/arguments.hpp"
#include "fadu/examples.hpp"

namespace fadu::command {
namespace {

constexpr const char* footer = R"(Runs every 案例 (example) of the rule files, those below folders named tests included.
Exit codes: 0 all as expected, 1 something was not, 2 the rules could not be read.
Example / 例:
  fadu test -r rules/cn/administrative-penalty
  fadu test rules --only 听证)";

struct Arguments {
    std::vector<std::string> rules, more;
    std::string only;
    bool verbose = false;
};

/// Prints what the examples came to and counts.
class Tester {
  public:
    Tester(Session& session, RulesPointer rules) : session_(session), rules_(std::move(rules)) {}

    void run(const ExampleReference& example) {
        const ExampleReport report = run_example(rules_, example, session_.language());
        ++examples_;
        expectations_ += report.expectations;
        failures_ += report.failures.size();
        if (!report.failures.empty()) ++failed_examples_;
        for (const Problems& notes : report.notes) session_.report(notes);
        for (const ExampleFailure& failure : report.failures) show(failure, example.name());
    }

    /// The last line; true if all was well.
    bool finish() {
        const std::string examples = std::to_string(examples_);
        const std::string expectations = std::to_string(expectations_);
        const std::string failures = std::to_string(failures_);
        const bool well = failures_ == 0;
        std::string line = session_.word("案例 " + examples + "，期望 " + expectations + "：",
                                         examples + " examples, " + expectations + " expectations: ");
        line += well ? session_.word("全部符合", "all as expected")
                     : session_.word(std::to_string(failed_examples_) + " 个案例有 " + failures + " 处不符",
                                     failures + " not met in " + std::to_string(failed_examples_) + " examples");
        session_.output.write(
            (session_.colour_of_output() ? (well ? "\x1b[32m" : "\x1b[1;31m") + line + "\x1b[0m" : line) + "\n");
        return well;
    }

  private:
    void show(const ExampleFailure& failure, std::string_view name) {
        if (failure.unreadable) {
            session_.report({*failure.unreadable}, rules_->sources());
            return;
        }
        const text::Sources& sources = rules_->sources();
        std::string where;
        if (failure.place.file < sources.size())
            where = sources[failure.place.file].name() + ":" +
                    std::to_string(sources[failure.place.file].position(failure.place.begin).line) + ": ";
        const std::string mark = session_.colour_of_output() ? "\x1b[1;31m✗\x1b[0m " : "✗ ";
        session_.output.write(mark + where + session_.word("案例 ", "example ") + std::string(name) +
                              session_.word("：", ": ") + failure.expected + "\n");
        for (const std::string& found : failure.found)
            session_.output.write("  " + session_.word("实际：", "found: ") + found + "\n");
    }

    Session& session_;
    RulesPointer rules_;
    std::size_t examples_ = 0, expectations_ = 0, failures_ = 0, failed_examples_ = 0;
};

int test(Session& session, const Arguments& arguments) {
    std::vector<std::string> paths = arguments.rules;
    paths.insert(paths.end(), arguments.more.begin(), arguments.more.end());
    if (paths.empty()) {
        session.error({"请指明规则文件或者目录", "name rule files or a directory"});
        return exit_failed;
    }
    const RulesPointer rules = load_rules(session, paths, true);
    if (!rules) return exit_failed;
    Tester tester(session, rules);
    std::size_t run = 0;
    for (const ExampleReference& example : examples_of(*rules)) {
        if (!arguments.only.empty() && example.name().find(arguments.only) == std::string_view::npos) continue;
        if (arguments.verbose)
            session.output.write(session.word("案例 ", "example ") + std::string(example.name()) + "\n");
        tester.run(example);
        ++run;
    }
    if (run == 0) session.note({"没有案例", "there are no examples"});
    return tester.finish() ? exit_clean : exit_found;
}

}  // namespace

void add_test(CLI::App& app, Session& session, Action& action) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("test", "Runs the examples of rule files / 运行案例");
    command->footer(footer);
    add_rules(*command, arguments->rules, false);
    command->add_option("paths", arguments->more, "More rule files or directories / 规则文件或者目录");
    command->add_option("--only", arguments->only, "Only examples whose name contains this / 只运行名称含此的案例");
    command->add_flag("-v,--verbose", arguments->verbose, "Names each example / 列出每个案例");
    add_common(*command, session);
    command->callback(
        [&session, &action, arguments] { action = [&session, arguments] { return test(session, *arguments); }; });
}

}  // namespace fadu::command
