// fadu test: every 案例 of the rule files, what it expects against what is found.
#include <filesystem>

#include "command/arguments.hpp"
#include "command/expectation.hpp"
#include "fadu/findings/words.hpp"
#include "fadu/syntax/literal.hpp"

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

class Tester {
  public:
    Tester(Session& session, RulesPointer rules) : session_(session), rules_(std::move(rules)) {}

    void run(const syntax::File& file, const syntax::Example& example, text::Span place) {
        ++examples_;
        failed_here_ = false;
        place_ = place;
        name_ = example.name.text;
        CheckOptions options;
        options.language = session_.language();
        options.verdicts = findings::Selection::all();
        if (example.as_of.kind != syntax::TokenKind::end)
            options.as_of = syntax::read_date(example.as_of.text).value_or(time::Day{});
        if (options.as_of == time::Day{}) {
            problem(session_.word("没有“截至 日期”", "there is no \"as of DATE\""));
            return;
        }
        auto values = read_cases(file, example);
        if (values.empty()) return;
        // What is found in any of the cases, and then what only all of them show.
        BatchCheck batch(rules_, options);
        std::vector<findings::CaseFindings> all;
        for (facts::Case& value : values) all.push_back(batch.add(std::move(value)));
        all.push_back(batch.findings());
        std::vector<const findings::Finding*> found;
        for (const findings::CaseFindings& one : all)
            for (const findings::Finding& finding : one.findings) found.push_back(&finding);
        for (const syntax::Expectation& expectation : example.expectations) compare(expectation, found);
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
    /// One case, or all those of a file. Empty if there are none; why, has been said.
    std::vector<facts::Case> read_cases(const syntax::File& file, const syntax::Example& example) {
        if (example.file.kind == syntax::TokenKind::text) return read_case_file(file, example);
        facts::ReadExample read = facts::read_example(rules_->rulebook(), example);
        if (!read.diagnostics.empty()) session_.report(read.diagnostics, rules_->sources());
        std::vector<facts::Case> values;
        if (text::has_error(read.diagnostics))
            problem(session_.word("案件不能读取", "the case cannot be read"));
        else
            values.push_back(std::move(read.value));
        return values;
    }

    std::vector<facts::Case> read_case_file(const syntax::File& file, const syntax::Example& example) {
        namespace fs = std::filesystem;
        const fs::path beside = fs::path(rules_->sources()[file.id].name()).parent_path();
        const std::string path =
            (beside / fs::path(std::string(example.file.text))).lexically_normal().generic_string();
        const int record = example.scope ? rules_->rulebook().find_record(example.scope.record.text)
                                         : rules_->case_record().value_or(-1);
        std::vector<facts::Case> values;
        auto text = read_input(path);
        if (!text || record < 0) {
            problem(text ? session_.word("没有这种记录", "there is no such record")
                         : text.error().in(session_.language()));
            return values;
        }
        text::Sources sources;
        const text::FileId id = sources.add(path, std::move(*text));
        const auto report = facts::read_cases(rules_->rulebook(), record, facts::format_of(path, nullptr),
                                              sources[id].text(), id, [&](facts::Case&& one) {
                                                  values.push_back(std::move(one));
                                                  return true;
                                              });
        session_.report(report.diagnostics, sources);
        if (values.empty()) problem(session_.word("没有读到案件：", "no case was read: ") + path);
        return values;
    }

    void compare(const syntax::Expectation& written, const std::vector<const findings::Finding*>& found) {
        ++expectations_;
        const auto expected = read_expectation(written, rules_->rulebook());
        if (!expected) {
            session_.report({expected.error()}, rules_->sources());
            fail();
            return;
        }
        std::vector<const findings::Finding*> fitting, related;
        for (const findings::Finding* finding : found) {
            if (matches(*expected, *finding)) fitting.push_back(finding);
            if (!expected->rule.empty() && speaks_of(*expected, *finding)) related.push_back(finding);
        }
        if (fitting.empty() == expected->negative) return;
        fail();
        place_ = written.span;
        headline(expected->in_words(session_.language()));
        const auto& shown = expected->negative ? fitting : related;
        if (shown.empty()) line(session_.word("实际：没有这一规则的结论", "found: no verdict of this rule"));
        for (const findings::Finding* finding : shown) line(session_.word("实际：", "found: ") + in_words(*finding));
    }

    std::string in_words(const findings::Finding& finding) const {
        std::string text(findings::verdict_name(finding.verdict, session_.language()));
        const auto add = [&](const std::string& words) {
            if (!words.empty()) text += " " + words;
        };
        add(finding.rule);
        add(finding.step);
        add(std::string(findings::grade_name(finding.severity, session_.language())));
        add(finding.instance);
        if (finding.days_late && *finding.days_late > 0)
            add(session_.word("逾期 " + std::to_string(*finding.days_late) + "日",
                              "late " + std::to_string(*finding.days_late) + " days"));
        if (finding.due) add(session_.word("期限 ", "due ") + time::to_string(*finding.due));
        add(session_.word("：", "— ") + finding.message);
        return text;
    }

    void problem(const std::string& words) {
        fail();
        headline(words);
    }

    void fail() {
        ++failures_;
        if (!failed_here_) ++failed_examples_;
        failed_here_ = true;
    }

    void headline(const std::string& words) {
        const text::Sources& sources = rules_->sources();
        std::string where;
        if (place_.file < sources.size())
            where = sources[place_.file].name() + ":" +
                    std::to_string(sources[place_.file].position(place_.begin).line) + ": ";
        const std::string mark = session_.colour_of_output() ? "\x1b[1;31m✗\x1b[0m " : "✗ ";
        session_.output.write(mark + where + session_.word("案例 ", "example ") + name_ + session_.word("：", ": ") +
                              words + "\n");
    }

    void line(const std::string& words) { session_.output.write("  " + words + "\n"); }

    Session& session_;
    RulesPointer rules_;
    std::size_t examples_ = 0, expectations_ = 0, failures_ = 0, failed_examples_ = 0;
    bool failed_here_ = false;
    text::Span place_{};
    std::string name_;
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
    for (const syntax::File& file : rules->files()) {
        for (const syntax::Declaration& declaration : file.declarations) {
            const auto* example = std::get_if<syntax::Example>(&declaration.body);
            if (example == nullptr) continue;
            if (!arguments.only.empty() && example->name.text.find(arguments.only) == std::string_view::npos) continue;
            if (arguments.verbose)
                session.output.write(session.word("案例 ", "example ") + std::string(example->name.text) + "\n");
            tester.run(file, *example, declaration.span);
            ++run;
        }
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
