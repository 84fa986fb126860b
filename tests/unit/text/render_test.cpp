#include "fadu/text/render.hpp"

#include <doctest/doctest.h>

#include "fadu/text/unicode.hpp"

using namespace fadu::text;

namespace {

Diagnostic error_at(Span span) {
    Diagnostic diagnostic;
    diagnostic.code = "FD0203";
    diagnostic.span = span;
    diagnostic.message = {"没有名为“罚额”的字段", "no field is called “罚额”"};
    return diagnostic;
}

Span find(const Sources& sources, FileId file, std::string_view word) {
    const auto at = static_cast<std::uint32_t>(sources[file].text().find(word));
    return {file, at, at + static_cast<std::uint32_t>(word.size())};
}

std::string line_of(const std::string& rendered, std::size_t number) {
    std::size_t at = 0;
    for (; number > 1; --number) at = rendered.find('\n', at) + 1;
    return rendered.substr(at, rendered.find('\n', at) - at);
}

}  // namespace

TEST_CASE("carets stand under wide characters") {
    Sources sources;
    const FileId id = sources.add("处罚.fadu", std::string(11, '\n') + "  应当 罚额 不超过 3000元\n");
    Diagnostic diagnostic = error_at(find(sources, id, "罚额"));
    diagnostic.help = {"是否为“罚款”？", "did you mean “罚款”?"};
    CHECK(render(diagnostic, sources) ==
          "错误[FD0203]: 没有名为“罚额”的字段\n"
          "  --> 处罚.fadu:12:6\n"
          "   |\n"
          "12 |   应当 罚额 不超过 3000元\n"
          "   |        ^^^^\n"
          "   = 帮助: 是否为“罚款”？\n");
    CHECK(render(diagnostic, sources, {Language::en, false, 160}) ==
          "error[FD0203]: no field is called “罚额”\n"
          "  --> 处罚.fadu:12:6\n"
          "   |\n"
          "12 |   应当 罚额 不超过 3000元\n"
          "   |        ^^^^\n"
          "   = help: did you mean “罚款”?\n");
}

TEST_CASE("tabs, combining marks and full-width blanks keep the columns") {
    struct Row {
        const char* line;
        const char* word;
        const char* under;
    };
    const Row rows[] = {
        {"\t当 罚额", "罚额", " \t   ^^^^"},
        {"\xE3\x80\x80罚额", "罚额", "   ^^^^"},
        {"e\xCC\x81 罚额", "罚额", "   ^^^^"},
        {"a b", "b", "   ^"},
        {"罚\t额 乙", "罚\t额", " ^^\t^^"},
        {"\t", "\t", " ^"},
        {"\x01 x", "x", "   ^"},
        {"\xE2\x80\xAE x", "x", "          ^"},
        {"\xFF x", "x", "   ^"},
    };
    for (const Row& row : rows) {
        Sources sources;
        const FileId id = sources.add("a", row.line);
        CAPTURE(row.line);
        CHECK(line_of(render(error_at(find(sources, id, row.word)), sources), 5) == "  |" + std::string(row.under));
    }
}

TEST_CASE("nothing that could move the cursor reaches the terminal") {
    Sources sources;
    const FileId id = sources.add("a\x1b[2J\n.fadu", "\x1b[31m 罚额 \xE2\x80\xAE\x7F\xC2\x9B\r x");
    Diagnostic diagnostic = error_at(find(sources, id, "罚额"));
    diagnostic.message.zh = "\x1b]0;title\x07\nforged line";
    diagnostic.fix = Fix{diagnostic.span, "a\nb\x1b", {}};
    const std::string shown = render(diagnostic, sources);
    for (const char c : shown) CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
    CHECK(shown.find("\xE2\x80\xAE") == std::string::npos);
    CHECK(shown.find("\xC2\x9B") == std::string::npos);
    CHECK(find_invalid_utf8(shown) == std::string_view::npos);
    CHECK(line_of(shown, 2).starts_with("1 |") == false);
    CHECK(shown.find("<U+202E>") != std::string::npos);
}

TEST_CASE("a span over several lines is underlined to the end of the first") {
    Sources sources;
    const FileId id = sources.add("a", "规则 甲\r\n  当 乙\n");
    const std::string shown = render(error_at({id, 7, 20}), sources);
    CHECK(line_of(shown, 4) == "1 | 规则 甲");
    CHECK(line_of(shown, 5) == "  |      ^^");
}

TEST_CASE("an empty span gets one caret, at the end of a line too") {
    Sources sources;
    const FileId id = sources.add("a", "当\n");
    CHECK(line_of(render(error_at({id, 3, 3}), sources), 5) == "  |   ^");
    CHECK(line_of(render(error_at({id, 4, 4}), sources), 5) == "  | ^");
    CHECK(line_of(render(error_at({id, 0, 0}), sources), 5) == "  | ^");
}

TEST_CASE("places that do not exist") {
    Sources none;
    CHECK(render(error_at({}), none) == "错误[FD0203]: 没有名为“罚额”的字段\n");
    Sources sources;
    const FileId id = sources.add("", "");
    CHECK(render(error_at({id, 0, 0}), sources).find(":1:1") != std::string::npos);
    CHECK_FALSE(render(error_at({id, 900, 7}), sources).empty());
    CHECK_FALSE(render(error_at({7, 0, 9}), sources).empty());
    CHECK(render(std::vector<Diagnostic>{}, sources).empty());
}

TEST_CASE("related places are blocks of their own and mends are shown") {
    Sources sources;
    const FileId id = sources.add("a", "规则 甲\n规则 乙\n规则 甲\n");
    Diagnostic diagnostic = error_at({id, 29, 32});
    diagnostic.level = Level::warning;
    diagnostic.related.push_back({{id, 7, 10}, {"首次声明于此", "first declared here"}});
    diagnostic.fix = Fix{{id, 29, 32}, "丙", {"改名", "rename"}};
    CHECK(render(diagnostic, sources) ==
          "警告[FD0203]: 没有名为“罚额”的字段\n"
          " --> a:3:4\n"
          "  |\n"
          "3 | 规则 甲\n"
          "  |      ^^\n"
          "  = 参见: 首次声明于此\n"
          " --> a:1:4\n"
          "  |\n"
          "1 | 规则 甲\n"
          "  |      --\n"
          "  = 改为: 丙（改名）\n");
    diagnostic.fix->label = {};
    diagnostic.fix->replacement = "";
    CHECK(render(diagnostic, sources).find("= 改为: （删去）\n") != std::string::npos);
}

TEST_CASE("colour only when asked") {
    Sources sources;
    const FileId id = sources.add("a", "当");
    CHECK(render(error_at({id, 0, 3}), sources).find('\x1b') == std::string::npos);
    CHECK(render(error_at({id, 0, 3}), sources, {Language::zh, true, 160}).find("\x1b[1;31m^^\x1b[0m") !=
          std::string::npos);
}

TEST_CASE("overlong lines are cut around the caret") {
    Sources sources;
    std::string line;
    for (int i = 0; i < 500; ++i) line += "罚";
    const auto middle = static_cast<std::uint32_t>(line.size());
    const FileId id = sources.add("a", line + "额" + line);
    for (const Span span : {Span{id, middle, middle + 3}, Span{id, 0, 3}, Span{id, 2 * middle, 2 * middle + 3},
                            Span{id, 0, 2 * middle}, Span{id, middle, 2 * middle}}) {
        const std::string shown = render(error_at(span), sources, {Language::zh, false, 60});
        CAPTURE(span.begin);
        CHECK(width(line_of(shown, 4)) <= 60 + 4 + 2);
        CHECK(width(line_of(shown, 5)) <= 60 + 4 + 2);
        CHECK(line_of(shown, 4).find("…") != std::string::npos);
    }
    const std::string shown = render(error_at({id, middle, middle + 3}), sources, {Language::zh, false, 60});
    const std::string above = line_of(shown, 4);
    const std::string below = line_of(shown, 5);
    CHECK(width(std::string_view(above).substr(0, above.find("额"))) == static_cast<int>(below.find('^')));
}

TEST_CASE("several diagnostics are set apart by an empty line") {
    Sources sources;
    const FileId id = sources.add("a", "当");
    const std::string one = render(error_at({id, 0, 3}), sources);
    CHECK(render(std::vector{error_at({id, 0, 3}), error_at({id, 0, 3})}, sources) == one + "\n" + one);
}
