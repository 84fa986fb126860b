#include "fadu/findings/identity.hpp"

#include <doctest/doctest.h>

#include "fadu/text/sha256.hpp"

using namespace fadu;

TEST_CASE("an id is what anybody may compute from the parts") {
    const std::string text = "fadu-finding 1\n4:测1\n12:两人执法\n0:\n17:询问@2023-03-05\n";
    CHECK(findings::finding_id("测1", "两人执法", "", "询问@2023-03-05") == text::Sha256::of(text).substr(0, 16));
    CHECK(findings::finding_id("测1", "两人执法", "", "询问@2023-03-05", 1) ==
          text::Sha256::of(text + "1:1\n").substr(0, 16));
}

TEST_CASE("the parts do not run into each other") {
    CHECK(findings::finding_id("1", "23", "", "") != findings::finding_id("12", "3", "", ""));
    CHECK(findings::finding_id("1", "", "2", "") != findings::finding_id("1", "2", "", ""));
}
