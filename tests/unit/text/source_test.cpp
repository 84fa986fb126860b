#include "fadu/text/source.hpp"

#include <doctest/doctest.h>

using namespace fadu::text;

TEST_CASE("positions count lines and characters from 1") {
    Sources sources;
    const FileId id = sources.add("处罚.fadu", "当 金额\r\n  应当\n");
    const Source& source = sources[id];
    struct Row {
        std::uint32_t offset, line, column;
    };
    const Row rows[] = {
        {0, 1, 1},  {3, 1, 2},  {4, 1, 3},  {7, 1, 4},   {8, 1, 4} /* inside 额 */, {10, 1, 5}, {12, 2, 1}, {14, 2, 3},
        {17, 2, 4}, {20, 2, 5}, {21, 3, 1}, {999, 3, 1},
    };
    for (const Row& row : rows) {
        CAPTURE(row.offset);
        CHECK(source.position(row.offset).line == row.line);
        CHECK(source.position(row.offset).column == row.column);
    }
}

TEST_CASE("lines come without their ends") {
    const Source source("x", "一\r\n\n三");
    CHECK(source.line_count() == 3);
    CHECK(source.line(0) == "");
    CHECK(source.line(1) == "一");
    CHECK(source.line(2) == "");
    CHECK(source.line(3) == "三");
    CHECK(source.line(4) == "");
}

TEST_CASE("slices never leave the text") {
    const Source source("x", "abc");
    CHECK(source.slice({0, 1, 2}) == "b");
    CHECK(source.slice({0, 1, 99}) == "bc");
    CHECK(source.slice({0, 2, 1}) == "");
    CHECK(source.slice({0, 7, 9}) == "");
}

TEST_CASE("an empty text has one empty line") {
    const Source source("", "");
    CHECK(source.line_count() == 1);
    CHECK(source.position(5).line == 1);
    CHECK(source.position(5).column == 1);
}

TEST_CASE("a byte-order mark is dropped, and only at the start") {
    Sources sources;
    const FileId first = sources.add("a", "\xEF\xBB\xBF规则");
    const FileId second = sources.add("b", "规\xEF\xBB\xBF则");
    CHECK(sources[first].text() == "规则");
    CHECK(sources[second].text().size() == 9);
}

TEST_CASE("texts and interned spellings do not move") {
    Sources sources;
    const std::string_view kept = sources.intern("a");
    const FileId id = sources.add("n", "t");
    const char* text = sources[id].text().data();
    for (int i = 0; i < 1000; ++i) {
        sources.intern(std::to_string(i));
        sources.add(std::to_string(i), std::to_string(i));
    }
    CHECK(kept == "a");
    CHECK(sources[id].text().data() == text);
    CHECK(sources.slice({id, 0, 1}) == "t");
}
