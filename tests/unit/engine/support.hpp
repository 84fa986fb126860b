// Rule files as text, cases as examples: what the engine's tests are written with.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "fadu/engine/interpreter.hpp"
#include "fadu/facts/read.hpp"
#include "fadu/model/resolve.hpp"
#include "fadu/syntax/parse.hpp"
#include "fadu/text/render.hpp"

namespace fadu::test {

/// A rule file with its examples, loaded; diagnostics are failures of the test.
class Book {
  public:
    explicit Book(const std::string& text) {
        const text::FileId id = sources_.add("test.fadu", text);
        syntax::Parsed parsed = syntax::parse(id, sources_);
        diagnostics_ = parsed.diagnostics;
        files_.push_back(std::move(parsed.file));
        model::Resolved resolved = model::resolve(files_, sources_);
        for (auto& diagnostic : resolved.diagnostics)
            if (diagnostic.level == text::Level::error) diagnostics_.push_back(diagnostic);
        rulebook_ = std::make_unique<model::Rulebook>(std::move(resolved.rulebook));
        INFO(text::render(diagnostics_, sources_));
        CHECK(diagnostics_.empty());
    }

    const model::Rulebook& rulebook() const { return *rulebook_; }

    const syntax::Example& example(std::string_view name) const {
        for (const syntax::Declaration& declaration : files_.front().declarations)
            if (const auto* example = std::get_if<syntax::Example>(&declaration.body);
                example && example->name.text == name)
                return *example;
        FAIL("no example ", std::string(name));
        throw 0;
    }

    facts::Case read(std::string_view name) const {
        facts::ReadExample read = facts::read_example(*rulebook_, example(name));
        INFO(text::render(read.diagnostics, sources_));
        CHECK(read.diagnostics.empty());
        return std::move(read.value);
    }

    engine::CaseVerdicts interpret(const facts::Case& value, std::string_view as_of,
                                   std::map<std::string, model::Constant> parameters = {}) const {
        engine::CheckOptions options;
        options.as_of = *time::parse_day(as_of);
        options.parameters = std::move(parameters);
        return engine::interpret(*rulebook_, value, options);
    }

  private:
    text::Sources sources_;
    std::vector<syntax::File> files_;
    std::unique_ptr<model::Rulebook> rulebook_;
    std::vector<text::Diagnostic> diagnostics_;
};

inline const char* name_of(engine::Verdict verdict) {
    static constexpr const char* names[] = {"不适用", "合规", "除外", "违反", "待办", "存疑", "冲突"};
    return names[static_cast<std::size_t>(verdict)];
}

/// "规则: 违反, 合规; …" of all outcomes of a rule, in order.
inline std::string verdicts_of(const Book& book, const engine::CaseVerdicts& verdicts, std::string_view rule,
                               std::string_view step = {}) {
    std::string all;
    for (const engine::Outcome& outcome : verdicts.outcomes) {
        const std::string& name = outcome.norm.is_procedure
                                      ? book.rulebook().procedures[static_cast<std::size_t>(outcome.norm.index)].name
                                      : outcome.rule->name;
        if (name != rule) continue;
        if (!step.empty() &&
            (outcome.step < 0 || outcome.procedure->steps[static_cast<std::size_t>(outcome.step)].name != step))
            continue;
        if (!all.empty()) all += ' ';
        all += name_of(outcome.verdict);
        if (outcome.deadline && outcome.verdict == engine::Verdict::pending)
            all += outcome.deadline->stopped  ? "(停止)"
                   : outcome.deadline->latest ? "(" + time::to_string(*outcome.deadline->latest) + ")"
                                              : "";
        if (outcome.days_late) all += "(逾期" + std::to_string(*outcome.days_late) + ")";
    }
    return all;
}

}  // namespace fadu::test
