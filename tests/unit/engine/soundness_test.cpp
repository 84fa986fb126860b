// The guarantee of semantics.md section 8, as a property over completions: 违反 and 待办 are given only if every way of
// filling in the unknowns gives them; 合规, 除外 and 不适用 only if none gives 违反 or 待办.
#include "random_cases.hpp"

using namespace fadu;
using test::Generator;

namespace {

/// Which instance of which norm an outcome is about, so that it can be found again in a completion.
std::string identity(const engine::Outcome& outcome) {
    std::string id = std::to_string(outcome.norm.is_procedure) + "/" + std::to_string(outcome.norm.index) + "/" +
                     std::to_string(outcome.step) + (outcome.rule ? "d" : "o");
    for (const engine::Entity& entity : outcome.instance)
        if (entity.event)
            id += "/" + (entity.event->source ? std::to_string(entity.event->source->sequence) : std::string("?"));
    if (outcome.deadline || outcome.act) id += "";
    return id;
}

bool accuses(engine::Verdict verdict) {
    return verdict == engine::Verdict::violated || verdict == engine::Verdict::pending;
}

}  // namespace

TEST_CASE("a verdict holds under every completion of what is unknown") {
    const test::Book book(test::many_rules);
    int decided = 0;
    for (unsigned seed = 0; seed < 600; ++seed) {
        Generator generator(book.rulebook(), seed);
        const facts::Case partial = generator.random_case();
        const engine::CaseVerdicts verdicts = book.interpret(partial, "2023-05-25");
        for (int round = 0; round < 6; ++round) {
            const facts::Case whole = generator.complete(partial);
            const engine::CaseVerdicts after = book.interpret(whole, "2023-05-25");
            std::map<std::string, std::vector<const engine::Outcome*>> by_identity;
            for (const engine::Outcome& outcome : after.outcomes) by_identity[identity(outcome)].push_back(&outcome);
            for (const engine::Outcome& before : verdicts.outcomes) {
                const auto found = by_identity.find(identity(before));
                if (found == by_identity.end() || found->second.size() != 1) continue;
                const engine::Outcome& now = *found->second.front();
                const std::string name = before.rule ? before.rule->name : before.procedure->name;
                CAPTURE(seed);
                CAPTURE(round);
                CAPTURE(name);
                CAPTURE(before.step);
                CAPTURE(std::string(test::name_of(before.verdict)));
                CAPTURE(std::string(test::name_of(now.verdict)));
                if (before.verdict == engine::Verdict::undetermined) {
                    // What it may still be says so.
                    if (now.verdict != engine::Verdict::undetermined) CHECK(before.possible.contains(now.verdict));
                    continue;
                }
                ++decided;
                // More facts turn nothing but 存疑 into another verdict, except among those that accuse nobody.
                if (accuses(before.verdict))
                    CHECK(now.verdict == before.verdict);
                else
                    CHECK_FALSE(accuses(now.verdict));
            }
        }
    }
    CHECK(decided > 10'000);
}

TEST_CASE("the same case gives the same verdicts again") {
    const test::Book book(test::many_rules);
    Generator generator(book.rulebook(), 7);
    for (int i = 0; i < 50; ++i) {
        const facts::Case value = generator.random_case();
        const auto first = book.interpret(value, "2023-05-25");
        const auto second = book.interpret(value, "2023-05-25");
        REQUIRE(first.outcomes.size() == second.outcomes.size());
        for (std::size_t k = 0; k < first.outcomes.size(); ++k)
            CHECK(first.outcomes[k].verdict == second.outcomes[k].verdict);
    }
}
