#include "tally.hpp"

#include <fmt/format.h>

#include <array>

#include "fadu/model/print.hpp"
#include "visit.hpp"

namespace fadu::differential {
namespace {

constexpr std::array<const char*, 6> contents{"acts", "condition", "items", "covers", "relation", "order only"};
constexpr std::array<const char*, 5> relations{"precedes", "followed by", "accompanies", "alternates",
                                               "immediately followed"};
constexpr std::array<const char*, 4> modes{"must", "normally must", "must not", "may"};
constexpr std::array<const char*, 6> policies{"first", "unique", "lightest", "heaviest", "all", "sum"};
constexpr std::array<const char*, 4> rounds{"live", "all", "first", "last"};
constexpr std::array<const char*, 8> properties{"first day", "last day", "begin",         "end",
                                                "length",    "day",      "previous part", "next part"};

template <typename Names, typename Value>
std::string named(const char* what, const Names& names, Value value) {
    return std::string(what) + " " + names[static_cast<std::size_t>(value)];
}

bool is_window(model::Operation operation) {
    return operation >= model::Operation::window_within && operation <= model::Operation::window_after;
}

/// Words that have nothing to do with the evaluation of one case.
bool is_beside_the_point(syntax::Keyword keyword) {
    using enum syntax::Keyword;
    switch (keyword) {
        case none_:
        case use:
        case example:
        case scorecard:
        case indicator:
        case assert_:
        case as_of:
        case expect:
        case expect_no:
        case each_pair:
        case complete_events:
        case incomplete:
        case from_file: return true;
        case reason: return false;
        default: return keyword >= measure_count || (keyword >= verdict_not_applicable && keyword <= planned);
    }
}

void of_rule(const model::Rule& rule, std::set<std::string>& met) {
    if (rule.grouping) {
        met.insert("rule over many cases");
        return;
    }
    met.insert(named("content", contents, rule.content));
    met.insert(named("mode", modes, rule.mode));
    met.insert(std::string(rule.step >= 0 ? "step " : "rule ") + named("content", contents, rule.content) +
               (rule.window ? " in " + std::string(model::name_of(rule.window->operation)) : ""));
    if (rule.content == model::ContentKind::relation) {
        met.insert(named("relation", relations, rule.relation));
        if (rule.relation_within) met.insert("relation within");
    }
    if (rule.in_order) met.insert("items in order");
    if (!rule.without.empty()) met.insert("without");
    if (rule.acts.size() > 1 && rule.content == model::ContentKind::acts) met.insert("several acts");
    for (const model::EventPattern& act : rule.acts)
        if (act.where) met.insert("act with a condition");
    for (const model::ScopeLevel& level : rule.scope)
        met.insert(level.occurrences ? "scope of occurrences" : "scope of elements");
    if (rule.scope.size() > 1) met.insert("nested scope");
    if (!rule.exceptions.empty()) met.insert("exceptions");
    for (const model::Exception& one : rule.exceptions)
        if (!one.name.empty()) met.insert("exception declared apart");
    for (const model::Extension& one : rule.extensions) met.insert(one.period ? "extension" : "extension without end");
    for (const model::Exclusion& one : rule.exclusions)
        met.insert(one.pattern.where ? "exclusion with a condition" : "exclusion");
    if (rule.untranslatable >= 0) met.insert("rests on what is untranslatable");
    if (rule.governing_date) met.insert("governing date");
    if (rule.applies_where) met.insert("applies where");
    if (rule.in_force_from || rule.in_force_until) met.insert("own time in force");
    if (!rule.exception.empty()) met.insert("candidate by exception");
    if (rule.prevails) met.insert("prevails");
    if (!rule.yields_to.empty()) met.insert("yields");
}

void of_book(const model::Rulebook& book, std::set<std::string>& met) {
    for (const model::List& one : book.lists) {
        met.insert(named("list", policies, one.policy));
        if (!one.factor.empty()) met.insert("list of factors");
        if (one.cap) met.insert("list with a cap");
        if (one.unascertainable_takes_lowest) met.insert("list takes the lowest");
        if (one.result_columns.size() > 1) met.insert("list with several results");
    }
    for (const model::Definition& one : book.definitions) {
        met.insert("definition");
        if (one.cases.size() > 1) met.insert("definition with several cases");
        if (one.lighter_of_old_and_new) met.insert("lighter of old and new");
    }
    for (const model::Slot& one : book.slots) met.insert(one.definitions ? "slot of definitions" : "slot of rules");
    for (const model::Deem& one : book.deems) {
        met.insert("deem");
        if (!one.extensions.empty()) met.insert("deem with extension");
        if (!one.exclusions.empty()) met.insert("deem with exclusion");
        if (one.governing_date) met.insert("deem with governing date");
    }
    for (const model::StateTable& one : book.state_tables)
        for (const model::Transition& transition : one.transitions)
            met.insert(!transition.upon         ? "transition by time"
                       : transition.upon->where ? "transition with a condition"
                                                : "transition");
    for (const model::Procedure& one : book.procedures) {
        met.insert("procedure");
        if (one.when) met.insert("procedure with a condition");
        for (const model::Step& step : one.steps) {
            if (step.when) met.insert("step with a condition");
            if (step.return_to >= 0) met.insert("step that returns");
        }
    }
    for (const model::Parameter& one : book.parameters)
        met.insert(one.value ? "parameter with a value" : "parameter without a value");
    for (const model::Record& record : book.records)
        for (const model::EventKind& one : record.events) {
            if (one.is_class) met.insert("class of events");
            if (!one.voids.empty()) met.insert("event that spends others");
        }
}

}  // namespace

std::set<std::string> constructs_of(const Loaded& loaded) {
    std::set<std::string> met;
    for (const syntax::Token& token : loaded.files.front().tokens)
        if (token.kind == syntax::TokenKind::keyword && !is_beside_the_point(token.keyword))
            met.insert("keyword " + std::string(syntax::spelling(token.keyword, syntax::Spelling::zh_hans)));
    for_each_expression(loaded.rulebook, [&](const model::Expression& one) {
        met.insert("operation " + std::string(model::name_of(one.operation)));
        if (one.operation == model::Operation::occurrences) met.insert(named("rounds", rounds, one.rounds));
        if (one.operation == model::Operation::property) met.insert(named("property", properties, one.index));
        if (one.hours) met.insert(std::string(model::name_of(one.operation)) + " in hours");
        if (is_window(one.operation) && one.arguments.size() > 1 &&
            one.arguments[1].operation != model::Operation::constant)
            met.insert(std::string(model::name_of(one.operation)) + " of a period that varies");
    });
    for_each_rule(loaded.rulebook, [&](const model::Rule& one) { of_rule(one, met); });
    of_book(loaded.rulebook, met);
    return met;
}

std::set<std::string> all_constructs() {
    std::set<std::string> all;
    for (int i = 0; i <= static_cast<int>(model::Operation::window_after); ++i) {
        const auto operation = static_cast<model::Operation>(i);
        if (operation == model::Operation::indicator) continue;  // of figures over many cases
        all.insert("operation " + std::string(model::name_of(operation)));
    }
    for (std::size_t i = 0; i + 1 < contents.size(); ++i) all.insert(named("content", contents, i));
    for (std::size_t i = 0; i < relations.size(); ++i) all.insert(named("relation", relations, i));
    for (std::size_t i = 0; i < modes.size(); ++i) all.insert(named("mode", modes, i));
    for (std::size_t i = 0; i < policies.size(); ++i) all.insert(named("list", policies, i));
    for (std::size_t i = 0; i < rounds.size(); ++i) all.insert(named("rounds", rounds, i));
    for (std::size_t i = 0; i < properties.size(); ++i) all.insert(named("property", properties, i));
    const auto keyword = [&](syntax::Keyword one) {
        if (!is_beside_the_point(one))
            all.insert("keyword " + std::string(syntax::spelling(one, syntax::Spelling::zh_hans)));
    };
#define FADU_KEYWORD(id, english, simplified, traditional, use) keyword(syntax::Keyword::id);
#include "fadu/syntax/keywords.def"
#undef FADU_KEYWORD
    for (const char* one : {"relation within",
                            "items in order",
                            "without",
                            "several acts",
                            "act with a condition",
                            "scope of occurrences",
                            "scope of elements",
                            "nested scope",
                            "exceptions",
                            "exception declared apart",
                            "extension",
                            "extension without end",
                            "exclusion",
                            "exclusion with a condition",
                            "rests on what is untranslatable",
                            "governing date",
                            "applies where",
                            "own time in force",
                            "candidate by exception",
                            "prevails",
                            "yields",
                            "list of factors",
                            "list with a cap",
                            "list takes the lowest",
                            "list with several results",
                            "definition",
                            "definition with several cases",
                            "lighter of old and new",
                            "slot of definitions",
                            "slot of rules",
                            "deem",
                            "deem with extension",
                            "deem with exclusion",
                            "deem with governing date",
                            "transition by time",
                            "transition with a condition",
                            "transition",
                            "procedure",
                            "procedure with a condition",
                            "step with a condition",
                            "step that returns",
                            "parameter with a value",
                            "parameter without a value",
                            "class of events",
                            "event that spends others",
                            "window_within in hours",
                            "window_only_after in hours",
                            "add_period in hours"})
        all.insert(one);
    return all;
}

std::string answer_of(const engine::Outcome& outcome) {
    std::string text = "answer ";
    if (outcome.norm.is_state_table)
        text += "state table";
    else if (outcome.rule == nullptr)
        text += "step order";
    else
        text += std::string(outcome.step >= 0 ? "step " : "rule ") +
                (outcome.rule->without.empty() ? contents[static_cast<std::size_t>(outcome.rule->content)] : "without");
    return text + " " + name_of(outcome.verdict);
}

void Tally::add(const std::set<std::string>& met, std::uint64_t times) {
    for (const std::string& one : met) constructs[one] += times;
}

void Tally::add(const engine::CaseVerdicts& verdicts_of_case) {
    ++pairs;
    outcomes += verdicts_of_case.outcomes.size();
    for (const engine::Outcome& one : verdicts_of_case.outcomes) {
        ++verdicts[name_of(one.verdict)];
        ++constructs[answer_of(one)];
    }
}

void Tally::add(const ProgramShare& of_rulebook) {
    share.answers += of_rulebook.answers;
    share.deferred += of_rulebook.deferred;
    share.norms += of_rulebook.norms;
    share.left_out += of_rulebook.left_out;
    for (const auto& [name, count] : of_rulebook.constructs) share.constructs[name] += count;
}

void Tally::add(const Tally& other) {
    add(other.share);
    for (const auto& [name, count] : other.constructs) constructs[name] += count;
    for (const auto& [name, count] : other.verdicts) verdicts[name] += count;
    rulebooks += other.rulebooks;
    pairs += other.pairs;
    outcomes += other.outcomes;
    refused += other.refused;
}

std::string Tally::report() const {
    std::string text = fmt::format("rulebooks {}\nrefused when loaded {}\npairs {}\noutcomes {}\n", rulebooks, refused,
                                   pairs, outcomes);
    for (const auto& [name, count] : verdicts)
        text +=
            fmt::format("verdict {} {:.1f}%\n", name,
                        100.0 * static_cast<double>(count) / static_cast<double>(std::max<std::uint64_t>(outcomes, 1)));
    const auto percent = [](std::uint64_t part, std::uint64_t all) {
        return 100.0 * static_cast<double>(part) / static_cast<double>(std::max<std::uint64_t>(all, 1));
    };
    text += fmt::format("program: {:.1f}% of norms left out, {:.1f}% of answers deferred\n",
                        percent(share.left_out, share.norms), percent(share.deferred, share.answers));
    for (const auto& [name, count] : share.constructs) text += fmt::format("left out {:>7}  {}\n", count, name);
    for (const auto& [name, count] : constructs) text += fmt::format("met {:>9}  {}\n", count, name);
    for (const std::string& one : all_constructs())
        if (!constructs.contains(one)) text += "never met  " + one + "\n";
    return text;
}

}  // namespace fadu::differential
