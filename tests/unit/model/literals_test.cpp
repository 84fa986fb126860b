#include "model/literals.hpp"

#include <doctest/doctest.h>

using fadu::model::detail::article_number;
using fadu::model::detail::complete_article;

TEST_CASE("a paragraph or item named alone belongs to the article before it") {
    CHECK(complete_article("第二款", "第二十五条第一款") == "第二十五条第二款");
    CHECK(complete_article("第三款", "第二十五条第二款第（一）项") == "第二十五条第三款");
    CHECK(complete_article("第（三）项", "第二十五条第二款第（一）项") == "第二十五条第二款第（三）项");
    CHECK(complete_article("第（三）项", "第二十八条第（一）项") == "第二十八条第（三）项");
    CHECK(complete_article("第二款第（一）项", "第三十三条") == "第三十三条第二款第（一）项");
}

TEST_CASE("an article stays as it is written") {
    CHECK(complete_article("第二十六条", "第二十五条第一款") == "第二十六条");
    CHECK(complete_article("第二十六条第二款", "第二十五条第一款") == "第二十六条第二款");
    CHECK(complete_article("附件一§1.1", "第六条") == "附件一§1.1");
    CHECK(complete_article("第二款", "") == "第二款");
    CHECK(complete_article("第二款", "附件一") == "第二款");
    CHECK(complete_article("", "第六条") == "");
}

TEST_CASE("articles are numbered in Chinese and in digits") {
    CHECK(article_number("第一百零三条") == 103);
    CHECK(article_number("第25条第二款") == 25);
    CHECK(article_number("第二款") == 0);
}
