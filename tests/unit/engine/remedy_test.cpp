// Remedies: found on the formula, proved by the interpreter, none of them longer than it must be.
#include "fadu/engine/remedy.hpp"

#include "random_cases.hpp"

using namespace fadu;
using engine::Change;
using engine::RemedyKind;
using test::Generator;

namespace {

bool is_good(engine::Verdict verdict) {
    return verdict == engine::Verdict::compliant || verdict == engine::Verdict::excused ||
           verdict == engine::Verdict::not_applicable;
}

std::string identity(const engine::Outcome& outcome) {
    std::string id = std::to_string(outcome.norm.is_procedure) + "/" + std::to_string(outcome.norm.index) + "/" +
                     std::to_string(outcome.step) + (outcome.rule ? "d" : "o");
    for (std::size_t i = 1; i < outcome.instance.size(); ++i) {
        const engine::Entity& entity = outcome.instance[i];
        if (entity.event)
            id += "/" + (entity.event->source ? std::to_string(entity.event->source->sequence)
                                              : time::to_string(entity.event->day()));
    }
    return id;
}

struct Seen {
    std::string id;  ///< with its number among equals
    engine::Verdict verdict;
};

/// The outcomes of one norm. Taken out, since the verdicts point into the case.
std::vector<Seen> seen(const engine::CaseVerdicts& verdicts, const model::NormReference& norm) {
    std::vector<Seen> all;
    std::map<std::string, int> numbers;
    for (const engine::Outcome& outcome : verdicts.outcomes) {
        if (!(outcome.norm == norm)) continue;
        const std::string id = identity(outcome);
        all.push_back({id + "#" + std::to_string(numbers[id]++), outcome.verdict});
    }
    return all;
}

/// Is the outcome of this id good, and no other of its norm bad that was not?
bool is_cured(const std::vector<Seen>& before, const std::string& id, const std::vector<Seen>& after) {
    for (const Seen& now : after) {
        if (now.id == id && !is_good(now.verdict)) return false;
        if (now.verdict != engine::Verdict::violated) continue;
        const bool was = std::any_of(before.begin(), before.end(), [&](const Seen& other) {
            return other.id == now.id && other.verdict == engine::Verdict::violated;
        });
        if (!was) return false;
    }
    return true;
}

engine::CheckOptions as_of(time::Day day) {
    engine::CheckOptions options;
    options.as_of = day;
    return options;
}

}  // namespace

TEST_CASE("every remedy offered makes the case good, and none of its members can be left out") {
    const test::Book book(test::many_rules);
    model::Rulebook rulebook = book.rulebook();
    for (model::Record& record : rulebook.records) {
        for (std::size_t i = 0; i < record.fields.size(); ++i) record.fields[i].curable = i % 2 == 0;
        for (model::EventKind& event : record.events)
            for (model::Field& field : event.fields) field.curable = true;
    }
    std::map<RemedyKind, int> offered;
    int flipped = 0;
    for (unsigned seed = 0; seed < 150; ++seed) {
        Generator generator(rulebook, seed);
        const facts::Case value = seed % 2 == 0 ? generator.random_case() : generator.complete(generator.random_case());
        const engine::CheckOptions options = as_of(time::make_day(2023, 5, 25));
        const engine::CaseVerdicts verdicts = engine::interpret(rulebook, value, options);
        for (const engine::Outcome& outcome : verdicts.outcomes) {
            CAPTURE(seed);
            CAPTURE((outcome.rule ? outcome.rule->name : outcome.procedure->name));
            CAPTURE(outcome.step);
            CAPTURE(std::string(test::name_of(outcome.verdict)));
            const engine::Remedy remedy = engine::remedy_of(rulebook, value, verdicts, outcome, options);
            ++offered[remedy.kind];
            const auto with = [&](const std::vector<Change>& changes, time::Day day) {
                const facts::Case other = engine::changed(rulebook, value, changes);
                return seen(engine::interpret(rulebook, other, as_of(day)), outcome.norm);
            };
            const std::vector<Seen> before = seen(verdicts, outcome.norm);
            std::string id;
            {
                std::size_t place = 0;
                for (const engine::Outcome& other : verdicts.outcomes) {
                    if (!(other.norm == outcome.norm)) continue;
                    if (&other == &outcome) id = before[place].id;
                    ++place;
                }
            }
            if (remedy.kind == RemedyKind::not_needed || remedy.kind == RemedyKind::incurable) {
                CHECK(remedy.changes.empty());
            } else {
                REQUIRE_FALSE(remedy.changes.empty());
                CHECK(is_cured(before, id, with(remedy.changes, remedy.as_of)));
                for (std::size_t i = 0; i < remedy.changes.size() && remedy.changes.size() > 1; ++i) {
                    std::vector<Change> fewer = remedy.changes;
                    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
                    CHECK_FALSE(is_cured(before, id, with(fewer, remedy.as_of)));
                }
            }
            if (seed % 5 != 0) continue;
            const engine::Flips flips = engine::flips_of(rulebook, value, verdicts, outcome, options);
            if (!flips.found) continue;
            ++flipped;
            CHECK(is_good(outcome.verdict));
            const std::vector<Seen> fired = with(flips.changes, flips.as_of);
            CHECK(std::any_of(fired.begin(), fired.end(), [&](const Seen& o) { return o.verdict == flips.result; }));
        }
    }
    MESSAGE("cure ", offered[RemedyKind::cure], ", redo ", offered[RemedyKind::redo], ", to do ",
            offered[RemedyKind::to_do], ", to find out ", offered[RemedyKind::to_find_out], ", incurable ",
            offered[RemedyKind::incurable], ", flips ", flipped);
    CHECK(offered[RemedyKind::cure] > 50);
    CHECK(offered[RemedyKind::redo] > 10);
    CHECK(offered[RemedyKind::to_do] > 50);
    CHECK(offered[RemedyKind::to_find_out] > 50);
    CHECK(offered[RemedyKind::incurable] > 50);
    CHECK(flipped > 100);
}
