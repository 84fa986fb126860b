#include "fadu/examples.hpp"

#include "api/expectation.hpp"
#include "api/loader.hpp"
#include "fadu/findings/words.hpp"
#include "fadu/syntax/literal.hpp"

namespace fadu {
namespace {

class Runner {
  public:
    Runner(const RulesPointer& rules, const ExampleReference& reference, text::Language language)
        : rules_(rules), reference_(reference), example_(*reference.example), language_(language) {}

    ExampleReport run() {
        CheckOptions options;
        options.language = language_;
        options.verdicts = findings::Selection::all();
        if (example_.as_of.kind != syntax::TokenKind::end)
            options.as_of = syntax::read_date(example_.as_of.text).value_or(time::Day{});
        if (options.as_of == time::Day{}) {
            problem({"没有“截至 日期”", "there is no \"as of DATE\""});
            return std::move(report_);
        }
        auto values = read_cases();
        if (values.empty()) return std::move(report_);
        // What is found in any of the cases, and then what only all of them show.
        BatchCheck batch(rules_, options);
        std::vector<findings::CaseFindings> all;
        for (facts::Case& value : values) all.push_back(batch.add(std::move(value)));
        all.push_back(batch.findings());
        std::vector<const findings::Finding*> found;
        for (const findings::CaseFindings& one : all)
            for (const findings::Finding& finding : one.findings) found.push_back(&finding);
        for (const syntax::Expectation& expectation : example_.expectations) compare(expectation, found);
        return std::move(report_);
    }

  private:
    /// One case, or all those of a file. Empty if there are none; why, has been said.
    std::vector<facts::Case> read_cases() {
        if (example_.file.kind == syntax::TokenKind::text) return read_case_file();
        facts::ReadExample read = facts::read_example(rules_->rulebook(), example_);
        std::vector<facts::Case> values;
        if (text::has_error(read.diagnostics))
            problem({"案件不能读取", "the case cannot be read"});
        else
            values.push_back(std::move(read.value));
        if (!read.diagnostics.empty()) {
            // The caller may drop the rules before the notes.
            const std::shared_ptr<const text::Sources> sources(rules_, &rules_->sources());
            report_.notes.push_back({sources, std::move(read.diagnostics)});
        }
        return values;
    }

    std::vector<facts::Case> read_case_file() {
        namespace fs = std::filesystem;
        const fs::path beside = fs::path(rules_->sources()[reference_.file->id].name()).parent_path();
        const std::string path =
            (beside / fs::path(std::string(example_.file.text))).lexically_normal().generic_string();
        const int record = example_.scope ? rules_->rulebook().find_record(example_.scope.record.text)
                                          : rules_->case_record().value_or(-1);
        std::vector<facts::Case> values;
        auto text = file_system(LoadOptions{}.max_total_bytes).read(path);
        if (!text || record < 0) {
            problem(text ? text::Message{"没有这种记录", "there is no such record"} : text.error());
            return values;
        }
        auto sources = std::make_shared<text::Sources>();
        const text::FileId id = sources->add(path, std::move(*text));
        auto read = facts::read_cases(rules_->rulebook(), record, facts::format_of(path, nullptr),
                                      (*sources)[id].text(), id, [&](facts::Case&& one) {
                                          values.push_back(std::move(one));
                                          return true;
                                      });
        if (!read.diagnostics.empty()) report_.notes.push_back({sources, std::move(read.diagnostics)});
        if (values.empty()) problem({"没有读到案件：" + path, "no case was read: " + path});
        return values;
    }

    void compare(const syntax::Expectation& written, const std::vector<const findings::Finding*>& found) {
        ++report_.expectations;
        const auto expected = read_expectation(written, rules_->rulebook());
        if (!expected) {
            report_.failures.push_back({written.span, {}, {}, expected.error()});
            return;
        }
        std::vector<const findings::Finding*> fitting, related;
        for (const findings::Finding* finding : found) {
            if (matches(*expected, *finding)) fitting.push_back(finding);
            if (!expected->rule.empty() && speaks_of(*expected, *finding)) related.push_back(finding);
        }
        if (fitting.empty() == expected->negative) return;
        ExampleFailure failure{written.span, expected->in_words(language_), {}, {}};
        for (const findings::Finding* finding : expected->negative ? fitting : related)
            failure.found.push_back(in_words(*finding));
        if (failure.found.empty())
            failure.found.push_back(text::Message{"没有这一规则的结论", "no verdict of this rule"}.in(language_));
        report_.failures.push_back(std::move(failure));
    }

    std::string in_words(const findings::Finding& finding) const {
        std::string text(findings::verdict_name(finding.verdict, language_));
        const auto add = [&](const std::string& words) {
            if (!words.empty()) text += " " + words;
        };
        const auto say = [&](const text::Message& message) { add(message.in(language_)); };
        add(finding.rule);
        add(finding.step);
        add(std::string(findings::grade_name(finding.severity, language_)));
        add(finding.instance);
        if (finding.days_late && *finding.days_late > 0) {
            const std::string days = std::to_string(*finding.days_late);
            say({"逾期 " + days + "日", "late " + days + " days"});
        }
        if (finding.due) say({"期限 " + time::to_string(*finding.due), "due " + time::to_string(*finding.due)});
        say({"：" + finding.message, "— " + finding.message});
        return text;
    }

    void problem(const text::Message& message) {
        report_.failures.push_back({reference_.place, message.in(language_), {}, {}});
    }

    const RulesPointer& rules_;
    const ExampleReference& reference_;
    const syntax::Example& example_;
    text::Language language_;
    ExampleReport report_;
};

}  // namespace

std::vector<ExampleReference> examples_of(const Rules& rules) {
    std::vector<ExampleReference> references;
    for (const syntax::File& file : rules.files())
        for (const syntax::Declaration& declaration : file.declarations)
            if (const auto* example = std::get_if<syntax::Example>(&declaration.body))
                references.push_back({&file, example, declaration.span});
    return references;
}

ExampleReport run_example(const RulesPointer& rules, const ExampleReference& example, text::Language language) {
    return Runner(rules, example, language).run();
}

}  // namespace fadu
