#include "fadu/syntax/keyword.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

using namespace fadu::syntax;

namespace {

struct Row {
    Keyword keyword;
    const char* english;
    const char* simplified;
    const char* traditional;
    KeywordUse use;
};

const std::vector<Row>& rows() {
    static const std::vector<Row> table{
#define FADU_KEYWORD(id, english, simplified, traditional, use) \
    {Keyword::id, english, simplified, traditional, KeywordUse::use},
#include "fadu/syntax/keywords.def"
#undef FADU_KEYWORD
    };
    return table;
}

}  // namespace

TEST_CASE("every keyword is found in every spelling") {
    for (const Row& row : rows()) {
        for (const std::string word : {row.english, row.simplified, row.traditional}) {
            CAPTURE(word);
            CHECK_FALSE(word.empty());
            CHECK(find_keyword(word) == row.keyword);
            CHECK(find_keyword(word + "x") != row.keyword);
            CHECK(find_keyword("x" + word) != row.keyword);
        }
        CHECK(spelling(row.keyword, Spelling::en) == row.english);
        CHECK(spelling(row.keyword, Spelling::zh_hans) == row.simplified);
        CHECK(spelling(row.keyword, Spelling::zh_hant) == row.traditional);
        CHECK(use_of(row.keyword) == row.use);
    }
}

TEST_CASE("no two keywords share a spelling, in one language or across them") {
    std::map<std::string, Keyword> seen;
    for (const Row& row : rows()) {
        for (const std::string word : {row.english, row.simplified, row.traditional}) {
            const auto [place, inserted] = seen.emplace(word, row.keyword);
            CAPTURE(word);
            CHECK((inserted || place->second == row.keyword));
        }
    }
}

TEST_CASE("spellings are words that the lexer can read") {
    for (const Row& row : rows()) {
        CAPTURE(row.english);
        for (const char c : std::string(row.english)) CHECK(((c >= 'a' && c <= 'z') || c == ' '));
        CHECK(std::string(row.english).find("  ") == std::string::npos);
        for (const std::string word : {row.simplified, row.traditional}) {
            for (const char c : word) CHECK(static_cast<unsigned char>(c) >= 0x80);
        }
    }
}

TEST_CASE("other words are no keywords") {
    for (const char* word : {"", "罚款", "当金额", "Rule", "must  not", "must_not", "\xFF", "应", "有下列情形之一的"}) {
        CAPTURE(word);
        CHECK_FALSE(find_keyword(word).has_value());
    }
    CHECK_FALSE(find_keyword(std::string(100'000, 'a')).has_value());
    CHECK(spelling(Keyword::none_, Spelling::en).empty());
}

TEST_CASE("the longest English phrase is taken, whole words only") {
    struct Case {
        const char* text;
        Keyword keyword;
        std::size_t bytes;
    };
    const Case cases[] = {
        {"must not pay", Keyword::must_not, 8},
        {"must\tnot", Keyword::must_not, 8},
        {"may be none", Keyword::may_be_none, 11},
        {"is immediately followed by", Keyword::immediately_followed, 26},
        {"any of the following:", Keyword::any_of_the_following, 20},
        {"not counting x", Keyword::not_counting, 12},
        {"on the hour", Keyword::from_the_hour, 11},
        {"or more included", Keyword::more_included, 16},
        {"or more incl", Keyword::or_more, 7},
        {"must not，", Keyword::must_not, 8},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const auto match = find_longest(c.text);
        REQUIRE(match.has_value());
        CHECK(match->keyword == c.keyword);
        CHECK(match->bytes == c.bytes);
    }
    for (const char* text : {"", "must", "must  not", "must\nnot", "must nothing", "must not-so", "must not款",
                             "Must not", "must not1", "must not１", "罚款"}) {
        CAPTURE(text);
        CHECK_FALSE(find_longest(text).has_value());
    }
    for (const Row& row : rows()) {
        const std::string english = row.english;
        if (english.find(' ') == std::string::npos) continue;
        CAPTURE(english);
        CHECK(find_longest(english)->keyword == row.keyword);
    }
}
