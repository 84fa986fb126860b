// Checker: the findings of Rules::check, to the byte, with either engine; over examples that the shipped rulebooks hold.
#include <doctest/doctest.h>

#include "fadu/checker.hpp"
#include "fadu/findings/write_json.hpp"

using namespace fadu;

namespace {

std::vector<std::shared_ptr<const facts::Case>> examples(const Rules& rules, std::size_t every) {
    std::vector<std::shared_ptr<const facts::Case>> cases;
    std::size_t seen = 0;
    for (const syntax::File& file : rules.files())
        for (const syntax::Declaration& declaration : file.declarations)
            if (const auto* example = std::get_if<syntax::Example>(&declaration.body); example && seen++ % every == 0)
                cases.push_back(std::make_shared<facts::Case>(facts::read_example(rules.rulebook(), *example).value));
    return cases;
}

}  // namespace

TEST_CASE("both engines find the same") {
    for (const char* book : {"administrative-penalty", "lenient-penalty", "major-decision"}) {
        LoadOptions with_tests;
        with_tests.include_tests = true;
        const auto rules = load(std::string(FADU_SOURCE_DIRECTORY "/rules/cn/") + book, with_tests);
        REQUIRE(rules);
        const auto cases = examples(**rules, 7);
        REQUIRE(cases.size() > 10);
        CheckOptions options;
        options.as_of = time::make_day(2024, 3, 1);
        const Checker compiled(*rules, options, Engine::program);
        Checker::Worker worker(compiled);
        const std::vector<findings::CaseFindings> found = worker.check(cases);
        REQUIRE(found.size() == cases.size());
        for (std::size_t c = 0; c < cases.size(); ++c)
            CHECK(findings::case_json(found[c]) == findings::case_json((*rules)->check(cases[c], options)));
    }
}

TEST_CASE("a program is compiled when there are enough cases, and answers alike before and after") {
    const auto rules = load_text("rules.fadu",
                                 "记录 案件\n  案号 : 文本 标识\n  罚款 : 金额\n"
                                 "规则 上限 对 案件\n  应当 罚款 不超过 100元\n  违者 轻微 “罚款【罚款】”\n");
    REQUIRE(rules);
    CheckOptions options;
    options.as_of = time::make_day(2024, 1, 1);
    const Checker checker(*rules, options);
    Checker::Worker worker(checker);
    std::size_t breaches = 0;
    const std::size_t count = 3 * cases_before_compiling;
    for (std::size_t i = 0; i < count; ++i) {
        facts::Case value = facts::Case::blank((*rules)->rulebook(), 0);
        value.id = std::to_string(i);
        value.root.slots[1].knowledge = facts::Knowledge::known;
        value.root.slots[1].value = model::Number(i % 2 == 0 ? 10000 : 10001);
        for (const findings::CaseFindings& one : worker.check({std::make_shared<facts::Case>(std::move(value))}))
            breaches += one.findings.size();
    }
    CHECK(breaches == count / 2);
}
