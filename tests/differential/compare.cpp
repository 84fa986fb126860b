#include "compare.hpp"

#include <algorithm>

#include "fadu/engine/interpreter.hpp"

namespace fadu::differential {
namespace {

using Lines = std::vector<std::string>;

/// The first place where two answers differ.
std::optional<Difference> unequal(const std::string& ways, const Lines& one, const Lines& other) {
    for (std::size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
        const std::string here = i < one.size() ? one[i] : "(no outcome)";
        const std::string there = i < other.size() ? other[i] : "(no outcome)";
        if (here != there) return Difference{ways, here, there};
    }
    return std::nullopt;
}

Lines lines_of(const model::Rulebook& rulebook, const engine::CaseVerdicts& verdicts) {
    Lines lines;
    for (const engine::Outcome& one : verdicts.outcomes) lines.push_back(describe(rulebook, one));
    return lines;
}

std::string words(const std::vector<std::uint8_t>& verdicts) {
    std::string all;
    for (const std::uint8_t one : verdicts)
        all += (all.empty() ? "" : " ") + (one <= program::verdict::conflict
                                               ? std::string(name_of(static_cast<engine::Verdict>(one)))
                                               : std::to_string(one));
    return all.empty() ? "(no outcome)" : all;
}

}  // namespace

Ways::Compiled& Ways::compiled(int record) {
    Compiled& one = compiled_[record];
    if (one.program == nullptr) {
        program::Settings settings;
        settings.calendar = settings_.calendar;
        settings.parameters = settings_.parameters;
        one.program = program::compile(rulebook_, record, settings);
        one.run = std::make_unique<program::Run>(*one.program);
        share_.norms += one.program->norms().size();
        share_.left_out += one.program->left_out().size();
        for (const program::LeftOut& left : one.program->left_out()) ++share_.constructs[left.construct];
    }
    return one;
}

engine::CheckOptions Ways::options(time::Day as_of) const {
    engine::CheckOptions options;
    options.as_of = as_of;
    options.calendar = settings_.calendar;
    options.parameters = settings_.parameters;
    return options;
}

std::optional<Difference> Ways::unlike_program(const program::Program& program, const program::Verdicts& verdicts,
                                               int index, const engine::CaseVerdicts& wanted) {
    std::size_t seen = 0;
    for (std::size_t n = 0; n < program.norms().size(); ++n) {
        const model::NormReference& norm = program.norms()[n].norm;
        const auto span = verdicts.of(index, n);
        const std::vector<std::uint8_t> got(span.begin(), span.end());
        std::vector<std::uint8_t> expected;
        for (const engine::Outcome& one : wanted.outcomes)
            if (one.norm == norm) expected.push_back(static_cast<std::uint8_t>(one.verdict));
        seen += expected.size();
        ++share_.answers;
        if (got.size() == 1 && got.front() == program::verdict::deferred) {
            ++share_.deferred;
            continue;
        }
        if (got != expected)
            return Difference{"interpreter / program", name_of(rulebook_, norm) + " " + words(expected),
                              name_of(rulebook_, norm) + " " + words(got)};
    }
    if (seen != wanted.outcomes.size()) return Difference{"interpreter / program", "norms", "not all of them"};
    return std::nullopt;
}

std::optional<Difference> Ways::difference(const facts::Case& value, time::Day as_of, Effort effort,
                                           engine::CaseVerdicts* answers) {
    const engine::CheckOptions whole_options = options(as_of);
    engine::CaseVerdicts whole = engine::interpret(rulebook_, value, whole_options);
    std::optional<Difference> found;
    if (with_program_) {
        Compiled& one = compiled(value.root.record);
        program::Block block(*one.program, as_of);
        block.add(value);
        found = unlike_program(*one.program, one.run->check(block), 0, whole);
    }

    if (!found && effort == Effort::thorough) {
        const Lines lines = lines_of(rulebook_, whole);
        engine::CheckOptions silent = whole_options;
        silent.messages = false;
        found = unequal("interpreter / interpreter again", lines,
                        lines_of(rulebook_, engine::interpret(rulebook_, value, whole_options)));
        if (!found)
            found = unequal("interpreter / without messages", lines,
                            lines_of(rulebook_, engine::interpret(rulebook_, value, silent)));
        Lines alone;
        for (const model::NormReference& norm : rulebook_.order) {
            silent.only = norm;
            for (std::string& line : lines_of(rulebook_, engine::interpret(rulebook_, value, silent)))
                alone.push_back(std::move(line));
        }
        if (!found) found = unequal("interpreter / each norm alone", lines, alone);
    }
    if (answers != nullptr) *answers = std::move(whole);
    return found;
}

std::optional<Difference> Ways::difference_in_block(const std::vector<const facts::Case*>& cases, time::Day as_of,
                                                    std::size_t& which) {
    if (cases.empty()) return std::nullopt;
    Compiled& one = compiled(cases.front()->root.record);
    program::Block block(*one.program, as_of);
    for (const facts::Case* value : cases) block.add(*value);
    const program::Verdicts& verdicts = one.run->check(block);
    engine::CheckOptions silent = options(as_of);
    silent.messages = false;
    for (which = 0; which < cases.size(); ++which) {
        const engine::CaseVerdicts wanted = engine::interpret(rulebook_, *cases[which], silent);
        if (auto found = unlike_program(*one.program, verdicts, static_cast<int>(which), wanted)) return found;
    }
    return std::nullopt;
}

}  // namespace fadu::differential
