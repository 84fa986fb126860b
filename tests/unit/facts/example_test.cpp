// Examples of rule files as cases. The text goes through the real parser; the rulebook is the tests' own.
#include <doctest/doctest.h>

#include "fadu/syntax/parse.hpp"
#include "unit/facts/support.hpp"

using namespace fadu;
using namespace fadu::facts;
using namespace fadu::facts::test;

namespace {

struct Result {
    text::Sources sources;
    ReadExample example;
    std::string parse_problems;

    std::string codes() const {
        std::string text;
        for (const auto& diagnostic : example.diagnostics) text += (text.empty() ? "" : " ") + diagnostic.code;
        return text;
    }
    std::string messages() const {
        std::string text = parse_problems;
        for (const auto& diagnostic : example.diagnostics)
            text += diagnostic.code + " " + diagnostic.message.zh + " " + diagnostic.help.zh + "\n";
        return text;
    }
};

Result read(const model::Rulebook& book, const std::string& lines, const std::string& head = "案例 甲例 对 处罚案件") {
    Result result;
    const auto parsed = syntax::parse(result.sources.add("例.fadu", head + "\n" + lines + "\n"), result.sources);
    for (const auto& diagnostic : parsed.diagnostics)
        result.parse_problems += diagnostic.code + " " + diagnostic.message.zh + "\n";
    for (const auto& declaration : parsed.file.declarations)
        if (const auto* example = std::get_if<syntax::Example>(&declaration.body))
            result.example = read_example(book, *example);
    return result;
}

}  // namespace

TEST_CASE("the example of worked-law 1.18") {
    const model::Rulebook book = rulebook();
    const Result result = read(book, R"(  案号 为 “测1”
  适用普通程序 为 是
  2023-03-01 立案
  2023-03-05 询问
    办案人员 甲
  2023-07-10 处罚决定
  执法人员 甲
    执法证号 为 “粤A001”
    执法证有效期 为 2022-01-01 至 2025-01-01
  截至 2023-07-15
  应有 违反 两人执法)");
    REQUIRE_MESSAGE(result.codes().empty(), result.messages());
    const Case& value = result.example.value;
    CHECK_MESSAGE(value.id == "测1", result.messages());
    CHECK(words(slot(book, value, "适用普通程序")) == "是");
    CHECK(events(book, value) ==
          "立案 2023-03-01\n询问 2023-03-05 {?;粤A001;2022-01-01/2025-01-01;?;}\n处罚决定 2023-07-10 ? ?\n");
    CHECK(closed(book, value) == "立案 询问 现场检查 调查取证 法制审核 听证 处罚决定 放弃陈述申辩");
    CHECK(value.occurrences[2].sequence == 2);
}

TEST_CASE("the example of the language reference: the date behind the name, records in brackets") {
    const model::Rulebook book = rulebook();
    const Result result = read(book, R"(  案件
    案号 “测1”
    适用普通程序 是
    立案 2023-03-01
    询问 2023-03-05
      办案人员 （姓名 “甲” 执法证号 “A1” 执法证有效期 2020-01-01 至 2025-01-01）、（姓名 “乙”）
    处罚决定 2023-07-10)");
    REQUIRE_MESSAGE(result.messages().empty(), result.messages());
    CHECK(events(book, result.example.value) ==
          "立案 2023-03-01\n询问 2023-03-05 {甲;A1;2020-01-01/2025-01-01;?;}{乙;?;?;?;}\n处罚决定 2023-07-10 ? ?\n");
}

TEST_CASE("values and lines of an example, good and bad") {
    const model::Rulebook book = rulebook();
    struct Row {
        const char* lines;
        const char* field;
        const char* expected;
        const char* codes;
    };
    const Row rows[] = {
        {"  领域 为 公安", "领域", "#2", ""},
        {"  领域 公安", "领域", "#2", ""},
        {"  领域 为 公按", "领域", "?", "FD0502"},
        {"  罚款 为 3000元", "罚款", "300000", ""},
        {"  罚款 1.2万元", "罚款", "1200000", ""},
        {"  罚款 为 3000", "罚款", "?", "FD0502"},
        {"  比例 为 20%", "比例", "0.2", ""},
        {"  比例 为 0.2", "比例", "0.2", ""},
        {"  人数 为 2", "人数", "2", ""},
        {"  人数 为 2人", "人数", "2", ""},
        {"  人数 为 2.5", "人数", "?", "FD0502"},
        {"  人数 为 2日", "人数", "?", "FD0502"},
        {"  浓度 为 0.75", "浓度", "0.75", ""},
        {"  违法行为终了日 为 2023-01-01", "违法行为终了日", "2023-01-01", ""},
        {"  违法行为终了日 2023-01-01", "违法行为终了日", "2023-01-01", ""},
        {"  违法行为终了日 某日", "违法行为终了日", "?", ""},
        {"  登记时刻 为 2023-03-01T10:30", "登记时刻", "2023-03-01 10:30", ""},
        {"  确定期限 为 7个工作日", "确定期限", "7个工作日", ""},
        {"  营业期限 2020-01-01 至 2025-01-01", "营业期限", "2020-01-01/2025-01-01", ""},
        {"  营业期限 为 2025-01-01 至 2020-01-01", "营业期限", "?", "FD0502"},
        {"  幅度 为 1万元以上5万元以下", "幅度", "1000000≤≤5000000", ""},
        {"  材料 为 “收据”、“笔录”", "材料", "[收据][笔录]", ""},
        {"  材料 为 无", "材料", "", ""},
        {"  备注 为 无", "备注", "无", ""},
        {"  行为人 为 无法查明", "行为人", "无法查明", ""},
        {"  罚款 为 无", "罚款", "?", "FD0502"},
        {"  适用普通程序 为 是、否", "适用普通程序", "?", "FD0502"},
        {"  人数 为 1\n  人数 为 2", "人数", "1", "FD0504"},
        {"  承办人 为 （姓名 “甲”）", "承办人", "{甲;?;?;?;}", ""},
        {"  承办人 乙\n  执法人员 乙\n    姓名 为 “乙”", "承办人", "{乙;?;?;?;}", ""},
        {"  执法人员 乙\n    姓名 为 “乙”\n  承办人 为 乙", "承办人", "{乙;?;?;?;}", ""},
        {"  人员 乙、丙\n  执法人员 乙\n    姓名 “乙”", "人员", "{乙;?;?;?;}{?;?;?;?;}", "FD0203"},
        {"  人数字 为 2", "人数", "?", "FD0203"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.lines);
        const Result result = read(book, row.lines);
        CHECK_MESSAGE(words(slot(book, result.example.value, row.field)) == row.expected, result.messages());
        CHECK_MESSAGE(result.codes() == row.codes, result.messages());
    }
}

TEST_CASE("events of an example") {
    const model::Rulebook book = rulebook();
    struct Row {
        const char* lines;
        const char* events;
        const char* codes;
    };
    const Row rows[] = {
        {"  某日 立案", "立案 某日\n", ""},
        {"  立案", "立案 某日\n", ""},
        {"  2023-03-01T10:30 立案", "立案 2023-03-01 10:30\n", ""},
        {"  2023-08-01 至 2023-08-20 听证", "听证 2023-08-01 至 2023-08-20\n", ""},
        {"  2023-08-01 听证", "听证 2023-08-01 至 …\n", ""},
        {"  2023-08-20 至 2023-08-01 听证", "听证 2023-08-20 至 某日\n", "FD0508"},
        {"  2023-03-01 至 2023-03-02 立案", "立案 2023-03-01\n", "FD0508"},
        {"  计划 2030-03-01 立案", "立案 2030-03-01 计划\n", ""},
        {"  2023-03-01 调查取证", "", "FD0507"},
        {"  2023-03-01 放弃陈述申辩", "", "FD0507"},
        {"  2023-03-01 立安", "", "FD0203"},
        {"  2023-07-10 处罚决定\n    罚款 为 500元", "处罚决定 2023-07-10 50000 ?\n", ""},
        {"  2023-07-10 处罚决定\n    罚款 为 500元\n  2023-07-11 处罚决定\n    罚款 为 600元",
         "处罚决定 2023-07-10 50000 ?\n处罚决定 2023-07-11 60000 ?\n", ""},
        {"  2023-07-10 处罚决定\n    人数 为 2\n    罚款 为 500元", "处罚决定 2023-07-10 50000 ?\n", ""},
        {"  2023-07-10 处罚决定 （罚款 500元）", "处罚决定 2023-07-10 50000 ?\n", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.lines);
        const Result result = read(book, row.lines);
        CHECK_MESSAGE(events(book, result.example.value) == row.events, result.messages());
        CHECK_MESSAGE(result.codes() == row.codes, result.messages());
    }
}

TEST_CASE("an incomplete example closes nothing; an unknown record is an unknown name") {
    const model::Rulebook book = rulebook();
    const Result open = read(book, "  2023-03-01 立案", "案例 甲例 对 处罚案件 不完整");
    CHECK_MESSAGE(closed(book, open.example.value).empty(), open.messages());
    CHECK(open.example.value.id == "甲例");
    const Result unknown = read(book, "  2023-03-01 立案", "案例 甲例 对 处罚安件");
    CHECK(unknown.codes() == "FD0203");
    REQUIRE(unknown.example.diagnostics.size() == 1);
    CHECK(unknown.example.diagnostics[0].help.zh == "是不是“处罚案件”？");
    CHECK(unknown.example.value.root.record == -1);
}
