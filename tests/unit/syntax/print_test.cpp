// What printing promises: printing again changes nothing, the meaning stays, and rewriting keywords loses nothing.
#include "fadu/syntax/print.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "fadu/syntax/dump.hpp"
#include "fadu/syntax/parse.hpp"
#include "fadu/text/render.hpp"

using namespace fadu;

namespace {

struct Read {
    explicit Read(const std::string& written) { parsed = syntax::parse(sources.add("文件.fadu", written), sources); }
    std::string print(std::optional<syntax::Spelling> keywords = std::nullopt) const {
        return syntax::print(parsed.file, sources, {keywords});
    }
    text::Sources sources;
    syntax::Parsed parsed;
};

std::vector<std::pair<std::string, std::string>> golden_files() {
    std::vector<std::pair<std::string, std::string>> all;
    for (const char* folder : {"valid", "invalid"}) {
        for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(FADU_SOURCE_DIRECTORY) /
                                                                     "tests/golden/syntax" / folder)) {
            if (entry.path().extension() != ".fadu") continue;
            std::ifstream in(entry.path(), std::ios::binary);
            std::ostringstream out;
            out << in.rdbuf();
            all.emplace_back(entry.path().filename().string(), out.str());
        }
    }
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

TEST_CASE("print: printing what was printed changes nothing, and means the same") {
    for (const auto& [file, written] : golden_files()) {
        const std::string& name = file;  // clang 14 cannot capture a binding
        CAPTURE(name);
        const Read first(written);
        const std::string once = first.print();
        const Read second(once);
        CHECK(second.print() == once);
        CHECK(syntax::same_meaning(first.parsed.file, second.parsed.file));
        CHECK(syntax::dump(first.parsed.file) == syntax::dump(second.parsed.file));
        CHECK(first.parsed.file.comments.size() >= second.parsed.file.comments.size());
    }
}

TEST_CASE("print: keywords go through all three spellings and come back") {
    for (const auto& [file, written] : golden_files()) {
        const std::string& name = file;  // clang 14 cannot capture a binding
        CAPTURE(name);
        const Read first(written);
        if (text::has_error(first.parsed.diagnostics)) continue;
        const std::string simplified = first.print(syntax::Spelling::zh_hans);
        const Read in_simplified(simplified);
        const std::string english = in_simplified.print(syntax::Spelling::en);
        const Read in_english(english);
        CHECK_MESSAGE(in_english.parsed.diagnostics.empty(),
                      text::render(in_english.parsed.diagnostics, in_english.sources));
        CHECK(syntax::dump(first.parsed.file) == syntax::dump(in_english.parsed.file));
        const std::string traditional = in_english.print(syntax::Spelling::zh_hant);
        const Read in_traditional(traditional);
        CHECK(syntax::same_meaning(first.parsed.file, in_traditional.parsed.file));
        CHECK(in_traditional.print(syntax::Spelling::zh_hans) == simplified);
        CHECK(in_english.print() == english);
    }
}

TEST_CASE("print: the layout, with comments where they were") {
    const Read read(
        "# 头\n规则 甲 对 乙 当 丙   且 丁 # 一\n应当 自 立案 之日起 90日 内 戊\n"
        "   # 二\n  但 有下列情形之一：（一）己；（二）庚 的除外\n# 三\n\n# 四\n引用 “辛”\n引用 “壬”\n"
        "清单 癸 对 乙 取 首项\n|甲|乙|则 金额|\n|是|不限|3元| # 五\n|其他|10万元以下|\n规则 ! 坏 # 六\n   # 七\n");
    CHECK(read.print() ==
          "# 头\n规则 甲 对 乙\n  当 丙 且 丁  # 一\n  应当 自 立案 之日起 90日内 戊\n"
          "  # 二\n  但 有下列情形之一：\n    （一）己；\n    （二）庚 的除外\n\n# 三\n\n# 四\n引用 “辛”\n引用 “壬”\n\n"
          "清单 癸 对 乙 取 首项\n  | 甲 | 乙   | 则 金额    |\n  | 是 | 不限 | 3元        |  # 五\n  | 其他      | "
          "10万元以下 |\n\n"
          "规则 ! 坏  # 六\n  # 七\n");
}

TEST_CASE("print: words that would run together in English stand apart") {
    const Read read("规则 甲 对 乙\n  当 丙 为 非 丁 且 3 不为 working\n");
    const std::string english = read.print(syntax::Spelling::en);
    CHECK(english == "rule 甲 for 乙\n  when 丙 is  not 丁 and 3 is not working\n");
    const Read again(english);
    CHECK(syntax::same_meaning(read.parsed.file, again.parsed.file));
}

TEST_CASE("print: lines of figures and tables stand two in, those under a section four") {
    const Read read(
        "评查表 甲 对 乙\n满分 100\n扣分 1 提示\n类项 程序 不超过 40 # 一\n扣分 10 违反 丙\n   # 二\n扣分 2 瑕疵   "
        "每次\n"
        "一票否决 无效\n等次 优 不少于 90\n依据 《法》第一条 违者 重大\n"
        "状态表 丁 对 乙\n始于 戊\n戊 经 己\n转为 庚\n终态 庚，\n辛\n"
        "指标 壬 对 乙 \n当 有下列情形之一：（一）子；（二）丑\n计数\n取整 到 1\n");
    CHECK(read.print() ==
          "评查表 甲 对 乙\n  满分 100\n  扣分 1 提示\n  类项 程序 不超过 40  # 一\n    扣分 10 违反 丙\n    # 二\n"
          "    扣分 2 瑕疵 每次\n  一票否决 无效\n  等次 优 不少于 90\n  依据 《法》第一条\n  违者 重大\n\n"
          "状态表 丁 对 乙\n  始于 戊\n  戊 经 己 转为 庚\n  终态 庚，辛\n\n"
          "指标 壬 对 乙\n  当 有下列情形之一：\n    （一）子；\n    （二）丑\n  计数\n  取整 到 1\n");
}
