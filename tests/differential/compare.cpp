#include "compare.hpp"

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

}  // namespace

std::optional<Difference> difference(const model::Rulebook& rulebook, int record, const facts::Case& value,
                                     time::Day as_of, const Settings& settings, Effort effort,
                                     engine::CaseVerdicts* answers) {
    static_cast<void>(record);  // a program is of one record; the interpreter looks at the case's own
    engine::CheckOptions options;
    options.as_of = as_of;
    options.calendar = settings.calendar;
    options.parameters = settings.parameters;
    engine::CaseVerdicts whole = engine::interpret(rulebook, value, options);
    const Lines lines = lines_of(rulebook, whole);
    std::optional<Difference> found;

    if (effort == Effort::thorough) {
        const Lines again = lines_of(rulebook, engine::interpret(rulebook, value, options));
        found = unequal("interpreter / interpreter again", lines, again);
    }
    engine::CheckOptions silent = options;
    silent.messages = false;
    if (!found)
        found = unequal("interpreter / without messages", lines,
                        lines_of(rulebook, engine::interpret(rulebook, value, silent)));
    if (!found && effort == Effort::thorough) {
        Lines alone;
        for (const model::NormReference& norm : rulebook.order) {
            engine::CheckOptions only = silent;
            only.only = norm;
            for (std::string& line : lines_of(rulebook, engine::interpret(rulebook, value, only)))
                alone.push_back(std::move(line));
        }
        found = unequal("interpreter / each norm alone", lines, alone);
    }
    if (answers != nullptr) *answers = std::move(whole);
    return found;
}

}  // namespace fadu::differential
