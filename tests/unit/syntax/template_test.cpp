// Messages with expressions in them.
#include <doctest/doctest.h>

#include "fadu/syntax/dump.hpp"
#include "fadu/syntax/parse.hpp"

using namespace fadu;

namespace {

struct Read {
    explicit Read(const std::string& message) {
        parsed = syntax::parse(sources.add("文件.fadu", "规则 甲 对 乙\n  违者 重大 " + message + "\n"), sources);
    }
    const syntax::Template& message() const {
        return *std::get<syntax::Rule>(parsed.file.declarations.front().body).clauses.front().message;
    }
    text::Sources sources;
    syntax::Parsed parsed;
};

}  // namespace

TEST_CASE("template: literals and expressions alternate freely") {
    const Read read("“【甲 的 乙】与{丙}{丁 为 3}，完”");
    CHECK(read.parsed.diagnostics.empty());
    const auto& pieces = read.message().pieces;
    REQUIRE(pieces.size() == 5);
    CHECK(syntax::dump(*pieces[0].expression) == "path 乙\n  name 甲\n");
    CHECK(pieces[1].literal == "与");
    CHECK(syntax::dump(*pieces[3].expression) == "binary is\n  name 丁\n  literal 3\n");
    CHECK(pieces[4].literal == "，完");
}

TEST_CASE("template: escapes are undone in literals, and spans point into the file") {
    const Read read("\"说\\\"{甲}\\\"\"");
    CHECK(read.parsed.diagnostics.empty());
    const auto& pieces = read.message().pieces;
    REQUIRE(pieces.size() == 3);
    CHECK(pieces[0].literal == "说\"");
    CHECK(read.sources.slice(pieces[1].expression->span) == "甲");
    CHECK(pieces[2].literal == "\"");
}

TEST_CASE("template: what is wrong inside is reported inside") {
    struct Case {
        const char* message;
        const char* code;
        const char* place;
    };
    const Case cases[] = {
        {"“缺【】”", "FD0105", "【】"},      {"“缺【  】”", "FD0105", "【  】"},
        {"“缺【甲 不少于】”", "FD0102", ""}, {"“缺【甲 乙】”", "FD0102", "乙"},
        {"“缺【甲”", "FD0106", "【"},        {"“缺{甲 且 乙 或 丙}”", "FD0110", "甲 且 乙 或 丙"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.message);
        const Read read(one.message);
        REQUIRE(read.parsed.diagnostics.size() == 1);
        CHECK(read.parsed.diagnostics.front().code == one.code);
        CHECK(read.sources.slice(read.parsed.diagnostics.front().span) == one.place);
        CHECK_FALSE(read.parsed.file.declarations.front().complete);
    }
}
