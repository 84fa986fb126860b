// Whatever stands in a rule file, resolving ends with a rulebook and diagnostics.
#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "fadu/model/print.hpp"
#include "fadu/model/resolve.hpp"
#include "fadu/syntax/parse.hpp"

namespace {

using namespace fadu;

std::string file_text(const char* name) {
    std::ifstream in(std::filesystem::path(FADU_SOURCE_DIRECTORY) / name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// Rule files that hold every declaration between them.
std::vector<std::string> whole_texts() {
    return {file_text("tests/golden/model/valid/worked-law.fadu"),
            file_text("tests/golden/model/valid/many-cases.fadu"),
            file_text("tests/acceptance/norms/norms.fadu") + file_text("tests/acceptance/norms/steps-and-rows.fadu")};
}

model::Resolved resolve_text(const std::string& text, text::Sources& sources, const model::FileReader& reader = {}) {
    std::vector<syntax::File> files;
    files.push_back(syntax::parse(sources.add("test.fadu", text), sources).file);
    return model::resolve(files, sources, reader);
}

/// The text with some of its tokens left out, doubled or put in each other's places.
std::string damaged(const std::string& text, const std::vector<syntax::Token>& tokens, std::mt19937& random) {
    std::uniform_int_distribution<std::size_t> any(0, tokens.size() - 2);
    std::string result = text;
    for (int edit = 0; edit < 12; ++edit) {
        const text::Span place = tokens[any(random)].span;
        const text::Span other = tokens[any(random)].span;
        if (place.end > result.size() || place.begin >= place.end) continue;
        const std::string word = text.substr(other.begin, other.end - other.begin);
        switch (random() % 3) {
            case 0: result.replace(place.begin, place.end - place.begin, place.end - place.begin, ' '); break;
            case 1: result.replace(place.begin, place.end - place.begin, word + " "); break;
            default: result.insert(place.begin, word + " "); break;
        }
    }
    return result;
}

/// The tree, with some of its expressions replaced by what the parser leaves where it could not read.
void spoil(syntax::Expression& expression, std::mt19937& random) {
    if (random() % 6 == 0) {
        switch (random() % 4) {
            case 0: expression.kind = syntax::ExpressionKind::error; break;
            case 1: expression.children.clear(); break;
            case 2:
                expression.kind = static_cast<syntax::ExpressionKind>(
                    random() % (static_cast<unsigned>(syntax::ExpressionKind::error) + 1));
                break;
            default: expression.token.keyword = static_cast<syntax::Keyword>(random() % 200); break;
        }
    }
    for (syntax::Expression& child : expression.children) spoil(child, random);
}

void spoil(std::vector<syntax::Clause>& clauses, std::mt19937& random) {
    for (syntax::Clause& clause : clauses) {
        for (syntax::Expression& expression : clause.expressions) spoil(expression, random);
        if (random() % 20 == 0) clause.expressions.clear();
        if (random() % 20 == 0) clause.words.clear();
    }
}

void spoil(syntax::Declaration& declaration, std::mt19937& random) {
    if (random() % 40 == 0) declaration.body = syntax::Unreadable{};
    if (auto* rule = std::get_if<syntax::Rule>(&declaration.body)) spoil(rule->clauses, random);
    if (auto* define = std::get_if<syntax::Define>(&declaration.body)) spoil(define->clauses, random);
    if (auto* deem = std::get_if<syntax::Deem>(&declaration.body)) spoil(deem->clauses, random);
    if (auto* exception = std::get_if<syntax::Exception>(&declaration.body)) spoil(exception->clauses, random);
    if (auto* table = std::get_if<syntax::StateTable>(&declaration.body)) {
        spoil(table->clauses, random);
        for (syntax::Transition& transition : table->transitions)
            for (auto* part : {&transition.upon, &transition.after})
                if (*part) spoil(**part, random);
    }
    if (auto* indicator = std::get_if<syntax::Indicator>(&declaration.body)) {
        spoil(indicator->clauses, random);
        for (auto* part : {&indicator->value, &indicator->period_by, &indicator->target, &indicator->published})
            if (*part) spoil(**part, random);
    }
    if (auto* procedure = std::get_if<syntax::Procedure>(&declaration.body))
        for (syntax::Step& step : procedure->steps) spoil(step.clauses, random);
    if (auto* list = std::get_if<syntax::List>(&declaration.body)) {
        for (syntax::ListColumn& column : list->columns) spoil(column.expression, random);
        for (syntax::ListRow& row : list->rows) {
            for (syntax::Expression& cell : row.cells) spoil(cell, random);
            if (random() % 10 == 0 && !row.cells.empty()) row.cells.pop_back();
        }
    }
}

}  // namespace

TEST_CASE("damaged rule files are reported, not stumbled over") {
    for (const std::string& text : whole_texts()) {
        text::Sources whole;
        const auto tokens = syntax::lex(whole.add("whole", text), whole).tokens;
        REQUIRE(tokens.size() > 100);
        std::mt19937 random(42);
        for (int round = 0; round < 60; ++round) {
            text::Sources sources;
            const model::Resolved resolved = resolve_text(damaged(text, tokens, random), sources);
            CHECK_FALSE(model::print(resolved.rulebook).empty());
        }
    }
}

TEST_CASE("no tree, however odd, is too much") {
    for (const std::string& text : whole_texts()) {
        std::mt19937 random(7);
        for (int round = 0; round < 60; ++round) {
            text::Sources sources;
            std::vector<syntax::File> files;
            files.push_back(syntax::parse(sources.add("test.fadu", text), sources).file);
            for (syntax::Declaration& declaration : files.front().declarations) spoil(declaration, random);
            const model::Resolved resolved = model::resolve(files, sources);
            CHECK_FALSE(model::print(resolved.rulebook).empty());
        }
    }
}

TEST_CASE("a list of ten thousand rows is read from its file without delay") {
    std::string csv = "重大,罚款,次数,则 处理\n";
    for (int row = 0; row < 10'000; ++row)
        csv += (row % 2 == 0 ? "是," : "否,") + std::to_string(row) + "万元以上" + std::to_string(row + 1) +
               "万元以下," + std::to_string(row % 7) + "次,处罚\n";
    text::Sources sources;
    const auto before = std::chrono::steady_clock::now();
    const model::Resolved resolved = resolve_text(
        "类别 处理 由轻到重 不罚、处罚\n记录 案件\n  重大 : 是否\n  罚款 : 金额\n  次数 : 整数\n清单 表 对 案件 取 "
        "唯一 载于 “big.csv”\n",
        sources,
        [&](text::FileId, std::string_view) { return std::optional<text::FileId>(sources.add("big.csv", csv)); });
    CHECK(resolved.diagnostics.empty());
    REQUIRE(resolved.rulebook.lists.size() == 1);
    CHECK(resolved.rulebook.lists.front().rows.size() == 10'000);
    CHECK(std::chrono::steady_clock::now() - before <
          std::chrono::seconds(20));  // unoptimised builds and busy machines included
}
