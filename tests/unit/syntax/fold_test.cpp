// How flat chains of operators become trees, and which chains are refused because a reader would read them in two ways.
#include <doctest/doctest.h>

#include "fadu/syntax/dump.hpp"
#include "fadu/syntax/parse.hpp"

using namespace fadu;

namespace {

std::string compact(const syntax::Expression& node) {
    std::string head = syntax::dump(node);
    head.resize(head.find('\n'));
    if (node.children.empty()) return head;
    std::string all = "(" + head;
    for (const syntax::Expression& child : node.children) all += " " + compact(child);
    return all + ")";
}

syntax::Parsed read(text::Sources& sources, const std::string& written) {
    return syntax::parse(sources.add("文件.fadu", "规则 甲 对 乙\n  当 " + written + "\n"), sources);
}

std::string condition(const std::string& written) {
    text::Sources sources;
    const syntax::Parsed parsed = read(sources, written);
    if (!parsed.diagnostics.empty()) return parsed.diagnostics.front().code;
    return compact(std::get<syntax::Rule>(parsed.file.declarations.front().body).clauses.front().expressions.front());
}

struct Case {
    const char* written;
    const char* tree;
};

}  // namespace

TEST_CASE("fold: from loose to tight, from left to right") {
    const Case cases[] = {
        {"甲 且 乙 且 丙", "(binary and_ (binary and_ name 甲 name 乙) name 丙)"},
        {"甲 或 乙 或 丙", "(binary or_ (binary or_ name 甲 name 乙) name 丙)"},
        {"甲 且 乙 或 丙", "FD0110"},
        {"（甲 且 乙） 或 丙", "(binary or_ (parenthesized (binary and_ name 甲 name 乙)) name 丙)"},
        {"甲 为 3 且 乙 不为 4", "(binary and_ (binary is name 甲 literal 3) (binary is_not name 乙 literal 4))"},
        {"甲 < 3 < 5", "FD0111"},
        {"甲 < 3", "(binary less name 甲 literal 3)"},
        {"甲 >= 3 且 乙 ≤ 4", "(binary and_ (binary not_less name 甲 literal 3) (binary not_more name 乙 literal 4))"},
        {"甲 + 乙 × 丙 - 丁", "(binary - (binary + name 甲 (binary * name 乙 name 丙)) name 丁)"},
        {"甲 × 5% 取整 到元 四舍五入", "(rounded 元 round_half_up (binary * name 甲 literal 5%))"},
        {"甲 + 乙 取整 到 万元 超过 3万元", "(binary more (rounded 万元 (binary + name 甲 name 乙)) literal 3万元)"},
        {"-甲 + 3", "(binary + (unary - name 甲) literal 3)"},
        {"非 甲 且 乙", "(binary and_ (unary not_ name 甲) name 乙)"},
        {"非 非 甲", "(unary not_ (unary not_ name 甲))"},
        {"甲 且 在 乙 之前 丙", "FD0113"},
        {"甲 为 无法查明", "(binary is name 甲 literal unascertainable)"},
        {"甲 为", "FD0102"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.written);
        CHECK(condition(one.written) == one.tree);
    }
}

TEST_CASE("fold: 且 and 或 side by side show both bracketings") {
    const Case cases[] = {
        {"甲 且 乙 或 丙", "写作“（甲 且 乙） 或 丙”或者“甲 且 （乙 或 丙）”"},
        {"甲 或 乙 为 3 且 丙 不为 4 且 丁",
         "写作“（甲 或 乙 为 3） 且 丙 不为 4”或者“甲 或 （乙 为 3 且 丙 不为 4）”"},
        {"甲 且 乙 且 丙 或 丁", "写作“（甲 且 乙 且 丙） 或 丁”或者“甲 且 乙 且 （丙 或 丁）”"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.written);
        text::Sources sources;
        const syntax::Parsed parsed = read(sources, one.written);
        REQUIRE(parsed.diagnostics.size() == 1);
        CHECK(parsed.diagnostics.front().code == "FD0110");
        CHECK(parsed.diagnostics.front().help.zh == one.tree);
    }
}
