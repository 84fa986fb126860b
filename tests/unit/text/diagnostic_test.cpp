#include "fadu/text/diagnostic.hpp"

#include <doctest/doctest.h>

using namespace fadu::text;

TEST_CASE("diagnostics stand in the order of their places, then of their codes") {
    std::vector<Diagnostic> all;
    const auto add = [&](const char* code, Span span, const char* zh) {
        Diagnostic diagnostic;
        diagnostic.code = code;
        diagnostic.span = span;
        diagnostic.message.zh = zh;
        all.push_back(diagnostic);
    };
    add("FD0102", {1, 0, 1}, "e");
    add("FD0102", {0, 4, 5}, "c");
    add("FD0102", {0, 4, 5}, "d");
    add("FD0101", {0, 4, 5}, "b");
    add("FD0999", {0, 2, 9}, "a");
    sort(all);
    std::string order;
    for (const Diagnostic& diagnostic : all) order += diagnostic.message.zh;
    CHECK(order == "abcde");
}

TEST_CASE("only errors are errors") {
    Diagnostic diagnostic;
    diagnostic.level = Level::warning;
    CHECK_FALSE(has_error({diagnostic}));
    CHECK_FALSE(has_error({}));
    diagnostic.level = Level::error;
    CHECK(has_error({diagnostic}));
}

TEST_CASE("the nearest name counts characters, not bytes") {
    struct Row {
        const char* word;
        std::vector<std::string> candidates;
        std::optional<std::string> expected;
    };
    const Row rows[] = {
        {"罚额", {"罚款", "立案"}, "罚款"},
        {"罚款金額", {"罚款金额"}, "罚款金额"},
        {"当事人姓名", {"当事人性别", "当事人名"}, "当事人名"},
        {"处罚决定", {"不予处罚决定", "立案"}, "不予处罚决定"},
        {"立案", {"听证"}, std::nullopt},
        {"甲", {"乙"}, std::nullopt},  // one edit, but nothing in common
        {"甲", {"甲方"}, "甲方"},
        {"ab", {"ac", "ad"}, "ac"},  // the earlier of equals
        {"abcdef", {"abxxef"}, "abxxef"},
        {"abcdef", {"axxxef"}, std::nullopt},
        {"", {"a"}, std::nullopt},
        {"a", {}, std::nullopt},
        {"\xFF\xFE", {"\xFF"}, "\xFF"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.word);
        CHECK(nearest(row.word, row.candidates) == row.expected);
    }
    CHECK(nearest(std::string(1 << 20, 'a'), {std::string(1 << 20, 'a')}) == std::nullopt);
}
