// The program gives the interpreter's verdicts: over rules of every kind and cases made at random, one case at a time and
// many together.
#include <cstdlib>

#include "../engine/random_cases.hpp"
#include "fadu/program/program.hpp"

using namespace fadu;
using test::Generator;

namespace {

std::string words(const std::vector<std::uint8_t>& verdicts) {
    std::string all;
    for (const std::uint8_t v : verdicts) all += std::to_string(v) + " ";
    return all;
}

struct Agreement {
    std::size_t compared = 0, deferred = 0;
};

/// All norms of all cases, laid out in blocks of a size.
Agreement compare(const test::Book& book, const program::Program& program, const std::vector<facts::Case>& cases,
                  std::size_t block_size, time::Day as_of) {
    Agreement agreement;
    program::Run run(program);
    program::Block block(program, as_of);
    for (std::size_t first = 0; first < cases.size(); first += block_size) {
        block.clear();
        const std::size_t last = std::min(first + block_size, cases.size());
        for (std::size_t c = first; c < last; ++c) block.add(cases[c]);
        const program::Verdicts& verdicts = run.check(block);
        for (std::size_t c = first; c < last; ++c) {
            engine::CheckOptions options;
            options.as_of = as_of;
            options.messages = false;
            const engine::CaseVerdicts expected = engine::interpret(book.rulebook(), cases[c], options);
            for (std::size_t n = 0; n < program.norms().size(); ++n) {
                const auto span = verdicts.of(static_cast<int>(c - first), n);
                const std::vector<std::uint8_t> got(span.begin(), span.end());
                ++agreement.compared;
                if (got.size() == 1 && got.front() == program::verdict::deferred) {
                    ++agreement.deferred;
                    continue;
                }
                std::vector<std::uint8_t> wanted;
                for (const engine::Outcome& outcome : expected.outcomes)
                    if (outcome.norm == program.norms()[n].norm)
                        wanted.push_back(static_cast<std::uint8_t>(outcome.verdict));
                const model::NormReference norm = program.norms()[n].norm;
                const std::string name = norm.is_procedure || norm.is_state_table
                                             ? std::string("procedure or state table")
                                             : book.rulebook().rules[static_cast<std::size_t>(norm.index)].name;
                INFO(name, ": ", facts::write_case(book.rulebook(), cases[c]));
                CHECK_MESSAGE(got == wanted, words(got), "instead of ", words(wanted));
            }
        }
    }
    return agreement;
}

}  // namespace

TEST_CASE("the program agrees with the interpreter on random cases") {
    // What is sent back spends nearly every event: with it the interpreter answers for all of these rules.
    std::string text = test::many_rules;
    const std::string sent_back = "    退回 至 调查 当 可 为 否\n";
    text.erase(text.find(sent_back), sent_back.size());
    const test::Book book(text);
    const int record = book.rulebook().find_record("案件");
    const auto program = program::compile(book.rulebook(), record);
    const char* asked = std::getenv("FADU_AGREEMENT_CASES");
    const int cases = asked ? std::atoi(asked) : 400;
    for (const std::size_t size : {std::size_t{1}, std::size_t{5}, std::size_t{64}}) {
        std::vector<facts::Case> made;
        Generator generator(book.rulebook(), static_cast<unsigned>(17 + size));
        for (int i = 0; i < cases; ++i) {
            facts::Case value = generator.random_case();
            made.push_back(i % 3 == 0 ? generator.complete(std::move(value)) : std::move(value));
            made.back().id = std::to_string(i);
        }
        const Agreement agreement = compare(book, *program, made, size, time::make_day(2023, 5, 26));
        CHECK(agreement.compared == program->norms().size() * made.size());
        CHECK(agreement.deferred * 2 < agreement.compared);
    }
}

TEST_CASE("a block is used again after it has been cleared, and a run after it has grown") {
    const test::Book book(test::many_rules);
    const int record = book.rulebook().find_record("案件");
    const auto program = program::compile(book.rulebook(), record);
    Generator generator(book.rulebook(), 5);
    std::vector<facts::Case> cases;
    for (int i = 0; i < 60; ++i) cases.push_back(generator.random_case());
    const time::Day as_of = time::make_day(2023, 5, 26);
    program::Run run(*program);
    program::Block block(*program, as_of);
    const auto all = [&](std::size_t first, std::size_t last) {
        block.clear();
        for (std::size_t c = first; c < last; ++c) block.add(cases[c]);
        const program::Verdicts& verdicts = run.check(block);
        std::string answer;
        for (std::size_t c = first; c < last; ++c)
            for (std::size_t n = 0; n < program->norms().size(); ++n) {
                const auto span = verdicts.of(static_cast<int>(c - first), n);
                answer += words({span.begin(), span.end()}) + ";";
            }
        return answer;
    };
    const std::string together = all(0, cases.size());
    std::string one_by_one;
    for (std::size_t c = 0; c < cases.size(); ++c) one_by_one += all(c, c + 1);
    CHECK(together == one_by_one);
    CHECK(all(0, cases.size()) == together);
}

TEST_CASE("cases that columns cannot take are left to the interpreter") {
    const test::Book book(test::many_rules);
    const int record = book.rulebook().find_record("案件");
    const auto program = program::compile(book.rulebook(), record);
    Generator generator(book.rulebook(), 7);
    facts::Case many = generator.random_case();
    const std::size_t kind = 3;
    while (many.occurrences.size() <= program::most_rows_a_case) generator.add(many, kind, false);
    facts::Case in_order = generator.random_case();
    in_order.in_order = true;
    program::Run run(*program);
    program::Block block(*program, time::make_day(2023, 5, 26));
    block.add(generator.random_case());
    block.add(many);
    block.add(in_order);
    const program::Verdicts& verdicts = run.check(block);
    CHECK_FALSE(block.is_deferred(0));
    for (const int deferred : {1, 2}) {
        CHECK(block.is_deferred(deferred));
        for (std::size_t n = 0; n < program->norms().size(); ++n) {
            CHECK(verdicts.of(deferred, n).count == 1);
            CHECK(*verdicts.of(deferred, n).begin() == program::verdict::deferred);
        }
    }
}

TEST_CASE("what is left out is named") {
    const test::Book book(test::many_rules);
    const auto program = program::compile(book.rulebook(), book.rulebook().find_record("案件"));
    std::size_t compiled = 0;
    for (const program::NormPlan& plan : program->norms()) compiled += plan.compiled ? 1 : 0;
    CHECK(compiled + program->left_out().size() == program->norms().size());
    for (const program::LeftOut& left : program->left_out()) CHECK_FALSE(left.construct.empty());
}
