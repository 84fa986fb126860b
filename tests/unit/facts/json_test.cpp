#include <doctest/doctest.h>

#include "unit/facts/support.hpp"

using namespace fadu;
using namespace fadu::facts;
using namespace fadu::facts::test;

TEST_CASE("a value is read by the type of its field, exactly or not at all") {
    const model::Rulebook book = rulebook();
    struct Row {
        const char* field;
        const char* value;
        const char* expected;  // as words() says it
        const char* codes;
    };
    const Row rows[] = {
        {"案号", "\"甲\"", "甲", ""},
        {"案号", "17", "17", ""},
        {"案号", "1.5", "?", "FD0502 FD0506"},
        {"案号", "null", "?", "FD0506"},
        {"领域", "\"公安\"", "#2", ""},
        {"领域", "\"公按\"", "?", "FD0502"},
        {"领域", "3", "?", "FD0502"},
        {"适用普通程序", "true", "是", ""},
        {"适用普通程序", "\"否\"", "否", ""},
        {"适用普通程序", "1", "?", "FD0502"},
        {"罚款", "3000", "300000", ""},
        {"罚款", "0.1", "10", ""},
        {"罚款", "1.005", "?", "FD0502"},
        {"罚款", "1e3", "100000", ""},
        {"罚款", "12345678901234567.89", "1234567890123456789", ""},
        {"罚款", "1e30", "?", "FD0502"},
        {"罚款", "99999999999999999999999999", "?", "FD0502"},
        {"罚款", "\"1.2万元\"", "1200000", ""},
        {"罚款", "\"３０００元\"", "300000", ""},
        {"罚款", "\"3亿元\"", "30000000000", ""},
        {"罚款", "\"5分\"", "5", ""},
        {"罚款", "\"三千元\"", "?", "FD0502"},
        {"罚款", "true", "?", "FD0502"},
        {"罚款", "[1]", "?", "FD0502"},
        {"比例", "0.2", "0.2", ""},
        {"比例", "\"20%\"", "0.2", ""},
        {"比例", "\"5‰\"", "0.005", ""},
        {"人数", "2", "2", ""},
        {"人数", "2.0", "2", ""},
        {"人数", "2.5", "?", "FD0502"},
        {"人数", "-0", "0", ""},
        {"人数", "9223372036854775807", "9223372036854775807", ""},
        {"人数", "9223372036854775808", "?", "FD0502"},
        {"浓度", "0.1", "0.1", ""},
        {"浓度", "1E-2", "0.01", ""},
        {"浓度", "\"1万\"", "10000", ""},
        {"违法行为终了日", "\"2023-03-01\"", "2023-03-01", ""},
        {"违法行为终了日", "\"2023年3月1日\"", "2023-03-01", ""},
        {"违法行为终了日", "\"2023-02-29\"", "?", "FD0502"},
        {"违法行为终了日", "\"2023-03-01T10:30\"", "?", "FD0502"},
        {"登记时刻", "\"2023-03-01T10:30\"", "2023-03-01 10:30", ""},
        {"登记时刻", "\"2023-03-01T10:30:00+00:00\"", "2023-03-01 18:30", ""},
        {"登记时刻", "\"2023-03-01\"", "?", "FD0502"},
        {"确定期限", "\"30日\"", "30日", ""},
        {"确定期限", "\"5个工作日加3个工作日\"", "5个工作日加3个工作日", ""},
        {"确定期限", "30", "?", "FD0502"},
        {"营业期限", "\"2020-01-01/2025-01-01\"", "2020-01-01/2025-01-01", ""},
        {"营业期限", "\"2020/1/1/2025/1/1\"", "2020-01-01/2025-01-01", ""},
        {"营业期限", "\"2020-01-01 至 2025-01-01\"", "2020-01-01/2025-01-01", ""},
        {"营业期限", "{\"起\":\"2020-01-01\",\"止\":\"2025-01-01\"}", "2020-01-01/2025-01-01", ""},
        {"营业期限", "{\"begin\":\"2020-01-01\",\"end\":\"2025-01-01\"}", "2020-01-01/2025-01-01", ""},
        {"营业期限", "[\"2020-01-01\",\"2025-01-01\"]", "2020-01-01/2025-01-01", ""},
        {"营业期限", "[\"2025-01-01\",\"2020-01-01\"]", "?", "FD0502"},
        {"营业期限", "[\"2025-01-01\"]", "?", "FD0502"},
        {"幅度", "\"1万元以上5万元以下\"", "1000000≤≤5000000", ""},
        {"幅度", "\"5万元以下\"", "≤≤5000000", ""},
        {"幅度", "{\"下限\":10000,\"含下限\":false}", "1000000<≤", ""},
        {"幅度", "{}", "?", "FD0502"},
        {"材料", "[\"甲\",\"乙\"]", "[甲][乙]", ""},
        {"材料", "\"甲\"", "[甲]", ""},
        {"材料", "[]", "", ""},
        {"材料", "[\"甲\",null]", "[甲][?]", ""},
        {"材料", "[\"甲\",true]", "[甲][?]", "FD0502"},
        {"材料", "{\"值\":[\"甲\"],\"齐全\":false}", "[甲]", ""},
        {"承办人", "{\"姓名\":\"甲\",\"badge\":\"A1\"}", "{甲;A1;?;?;}", ""},
        {"承办人", "\"甲\"", "?", "FD0502"},
        {"人员", "{\"姓名\":\"甲\"}", "{甲;?;?;?;}", ""},
        {"人员", "[{\"姓名\":\"甲\"},null]", "{甲;?;?;?;}{?;?;?;?;}", ""},
        {"人员", "[{\"性名\":\"甲\"}]", "{?;?;?;?;}", "FD0503"},
        {"备注", "\"无\"", "无", ""},
        {"备注", "\"none\"", "无", ""},
        {"行为人", "\"无\"", "无", ""},  // a text that happens to be 无: the field cannot be none
        {"行为人", "\"无法查明\"", "无法查明", ""},
        {"罚款", "\"无\"", "?", "FD0502"},
        {"违法行为轻微", "{\"值\":true,\"认定人\":\"乙\",\"认定日\":\"2023-03-01\",\"理由\":\"初次\"}", "是", ""},
        {"违法行为轻微", "{\"value\":\"否\",\"by\":\"乙\"}", "否", ""},
        {"适用普通程序", "{\"值\":true,\"认定人\":\"乙\"}", "是", "FD0503"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.field);
        CAPTURE(row.value);
        const bool key = std::string_view(row.field) == "案号";
        const std::string text =
            std::string("{") + (key ? "" : "\"案号\":\"1\",") + "\"" + row.field + "\":" + row.value + "}";
        const Read read = test::read(book, Format::json, text);
        REQUIRE(read.cases.size() == 1);
        CHECK(words(slot(book, read.cases[0], row.field)) == row.expected);
        CHECK_MESSAGE(read.codes() == row.codes, read.messages());
    }
}

TEST_CASE("a judgement keeps who, when and why") {
    const model::Rulebook book = rulebook();
    const Read read =
        test::read(book, Format::json,
                   R"({"案号":"1","违法行为轻微":{"值":true,"认定人":"乙","认定日":"2023-03-01","理由":"初次"}})");
    const Slot& slot = test::slot(book, read.cases.at(0), "违法行为轻微");
    REQUIRE(slot.judgement);
    CHECK(slot.judgement->by == "乙");
    CHECK(slot.judgement->reason == "初次");
    CHECK(slot.judgement->on == time::make_day(2023, 3, 1));
}

TEST_CASE("events in a list and events as keys") {
    const model::Rulebook book = rulebook();
    struct Row {
        const char* json;
        const char* events;
        const char* closed;
        const char* codes;
    };
    const Row rows[] = {
        {R"("事件":[{"类型":"立案","日期":"2023-03-01"},{"类型":"询问","日期":"2023-03-05","办案人员":[{"姓名":"甲"}]}])",
         "立案 2023-03-01\n询问 2023-03-05 {甲;?;?;?;}\n", "", ""},
        {R"("events":[{"type":"听证","begin":"2023-08-01","end":"2023-08-20"}])", "听证 2023-08-01 至 2023-08-20\n", "",
         ""},
        {R"("事件":[{"類型":"听证","起日":"2023-08-01"}])", "听证 2023-08-01 至 …\n", "", ""},
        {R"("事件":[{"类型":"听证","起日":"2023-08-01","止日":null}])", "听证 2023-08-01 至 某日\n", "", ""},
        {R"("事件":[{"类型":"听证","起日":"2023-08-20","止日":"2023-08-01"}])", "听证 2023-08-20 至 某日\n", "",
         "FD0508"},
        {R"("事件":[{"类型":"立案","日期":"2023-03-01T10:30"}])", "立案 2023-03-01 10:30\n", "", ""},
        {R"("事件":[{"类型":"立案","日期":null}])", "立案 某日\n", "", ""},
        {R"("事件":[{"类型":"立案","日期":"2023-13-01"}])", "立案 某日\n", "", "FD0508"},
        {R"("事件":[{"类型":"立案","日期":"2023-03-01","止日":"2023-03-02"}])", "立案 2023-03-01\n", "", "FD0508"},
        {R"("事件":[{"类型":"立案","日期":"2030-03-01","计划":true}])", "立案 2030-03-01 计划\n", "", ""},
        {R"("事件":[{"类型":"立安","日期":"2023-03-01"}])", "", "", "FD0507"},
        {R"("事件":[{"日期":"2023-03-01"}])", "", "", "FD0507"},
        {R"("事件":[{"类型":"调查取证","日期":"2023-03-01"}])", "", "", "FD0507"},
        {R"("事件":[{"类型":"放弃陈述申辩","日期":"2023-03-01"}])", "", "", "FD0507"},
        {R"("事件":["立案"])", "", "", "FD0507"},
        {R"("事件":null)", "", "", ""},
        {R"("立案":"2023-03-01")", "立案 2023-03-01\n", "立案", ""},
        {R"("filed":"2023-03-01")", "立案 2023-03-01\n", "立案", ""},
        {R"("立案":null)", "", "", ""},
        {R"("立案":[])", "", "立案", ""},
        {R"("立案":false)", "", "立案", ""},
        {R"("立案":true)", "立案 某日\n", "立案", ""},
        {R"("询问":["2023-03-05","2023-03-07"])", "询问 2023-03-05 ?\n询问 2023-03-07 ?\n", "询问", ""},
        {R"("询问":[{"日期":"2023-03-05","办案人员":[]}])", "询问 2023-03-05 \n", "询问", ""},
        {R"("听证":{"起日":"2023-08-01","止日":"2023-08-20"})", "听证 2023-08-01 至 2023-08-20\n", "听证", ""},
        {R"("听证":"2023-08-01/2023-08-20")", "听证 2023-08-01 至 2023-08-20\n", "听证", ""},
        {R"("听证":"2023-08-01")", "听证 2023-08-01 至 …\n", "听证", ""},
        {R"("调查取证":[])", "", "询问 现场检查 调查取证", ""},
        {R"("调查取证":[{"类型":"询问","日期":"2023-03-05"}])", "询问 2023-03-05 ?\n", "询问 现场检查 调查取证", ""},
        {R"("处罚决定":{"日期":"2023-07-10","fine":3000,"类型":"简易"})", "处罚决定 2023-07-10 300000 简易\n",
         "处罚决定", ""},
        {R"("事件":[{"事件":"处罚决定","日期":"2023-07-10","类型":"简易"}])", "处罚决定 2023-07-10 ? 简易\n", "", ""},
        {R"("事件齐全":["立案","听证"])", "", "立案 听证", ""},
        {R"("事件齐全":"立案")", "", "立案", ""},
        {R"("事件齐全":["立安"])", "", "", "FD0503"},
        {R"("事件齊全":true)", "", "立案 询问 现场检查 调查取证 法制审核 听证 处罚决定 放弃陈述申辩", ""},
        {R"("立案":"2023-03-01","filed":"2023-03-02")", "立案 2023-03-01\n", "立案", "FD0504"},
        {R"("处罚决定.罚款":3)", "", "", "FD0503"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.json);
        const Read read = test::read(book, Format::json, std::string("{\"案号\":\"1\",") + row.json + "}");
        REQUIRE(read.cases.size() == 1);
        CHECK(events(book, read.cases[0]) == row.events);
        CHECK(closed(book, read.cases[0]) == row.closed);
        CHECK_MESSAGE(read.codes() == row.codes, read.messages());
    }
}

TEST_CASE("sequence is the place in the input") {
    const model::Rulebook book = rulebook();
    const Read read = test::read(
        book, Format::json,
        R"({"案号":"1","立案":"2023-03-01","事件":[{"类型":"询问","日期":"2023-03-01"}],"听证":"2023-02-01"})");
    REQUIRE(read.cases.at(0).occurrences.size() == 3);
    for (int i = 0; i < 3; ++i) CHECK(read.cases[0].occurrences[static_cast<std::size_t>(i)].sequence == i);
}

TEST_CASE("several cases in one document") {
    const model::Rulebook book = rulebook();
    for (const std::string text : {R"([{"案号":"1"},{"案号":"2"}])", R"({"cases":[{"案号":"1"},{"案号":"2"}]})",
                                   R"({"来源":{"x":[1,2]},"案件":[{"案号":"1"},{"案号":"2"}]})",
                                   "\xEF\xBB\xBF[{\"案号\":\"1\"},{\"案号\":\"2\"}]"}) {
        CAPTURE(text);
        const Read read = test::read(book, Format::json, text);
        REQUIRE(read.cases.size() == 2);
        CHECK(read.cases[1].id == "2");
        CHECK_MESSAGE(read.codes().empty(), read.messages());
    }
    CHECK(test::read(book, Format::json, "[]").cases.empty());
    CHECK(test::read(book, Format::json, "[1]").codes() == "FD0501");
    CHECK(test::read(book, Format::json, "1").codes() == "FD0501");
    CHECK(test::read(book, Format::json, "").codes() == "FD0501");
    CHECK(test::read(book, Format::json, R"({"案号":"1"} x)").count("FD0501") == 1);
}

TEST_CASE("the record may be named by the case") {
    const model::Rulebook book = rulebook();
    const Read read = test::read(book, Format::json, R"({"记录":"执法人员","姓名":"甲","执法证号":"A1"})");
    REQUIRE(read.cases.size() == 1);
    CHECK(read.cases[0].root.record == officer);
    CHECK(read.cases[0].id == "A1");
    CHECK(test::read(book, Format::json, R"({"记录":"处罚安件"})").codes() == "FD0509");
    // 执法人员 is part of 处罚案件, so that only one record is left to be the cases'.
    CHECK(test::read(book, Format::json, R"({"案号":"1"})", nullptr, {}, -1).cases.at(0).root.record == penalty_case);
}

TEST_CASE("names that are not there are told once, with the nearest") {
    const model::Rulebook book = rulebook();
    const Read read = test::read(book, Format::ndjson,
                                 "{\"案号\":\"1\",\"适用普通程式\":true}\n{\"案号\":\"2\",\"适用普通程式\":true}\n");
    REQUIRE(read.cases.size() == 2);
    REQUIRE(read.codes() == "FD0503");
    CHECK(read.report.diagnostics[0].help.zh == "是不是“适用普通程序”？");
    CHECK(read.report.diagnostics[0].level == text::Level::warning);
}

TEST_CASE("the first of two equal keys counts") {
    const model::Rulebook book = rulebook();
    const Read read = test::read(book, Format::json, R"({"案号":"1","case_no":"2","人数":1,"人数":2})");
    CHECK(read.cases.at(0).id == "1");
    CHECK(words(slot(book, read.cases[0], "人数")) == "1");
    CHECK(read.codes() == "FD0504 FD0504");
}

TEST_CASE("a required field that is missing is a hint; the case then has a number for a name") {
    const model::Rulebook book = rulebook();
    const Read read = test::read(book, Format::ndjson, "{\"案号\":\"甲\"}\n{\"人数\":1}\n");
    REQUIRE(read.cases.size() == 2);
    CHECK(read.cases[1].id == "2");
    REQUIRE(read.codes() == "FD0506");
    CHECK(read.report.diagnostics[0].level == text::Level::hint);
    CHECK(read.report.diagnostics[0].message.zh == "第 2 行：案件 2 缺少必填的字段：案号");
}

TEST_CASE("messages say the record, the path and what was expected") {
    const model::Rulebook book = rulebook();
    const Read read =
        test::read(book, Format::ndjson,
                   "\n{\"案号\":\"1\",\"询问\":[{\"日期\":\"2023-03-05\",\"办案人员\":[{},{\"执法证有效期\":7}]}]}\n");
    REQUIRE(read.codes() == "FD0502");
    const text::Diagnostic& diagnostic = read.report.diagnostics[0];
    CHECK(diagnostic.message.zh.starts_with("第 2 行：询问[1].办案人员[2].执法证有效期：应为起止日期"));
    CHECK(diagnostic.message.zh.ends_with("却是“7”"));
    CHECK(diagnostic.message.en.starts_with("line 2: 询问[1].办案人员[2].执法证有效期: expected an interval"));
    CHECK(diagnostic.span.end - diagnostic.span.begin == 1);
}

TEST_CASE("a bad line stays one bad line") {
    const model::Rulebook book = rulebook();
    ReadLimits limits;
    limits.max_record_bytes = 200;
    limits.max_depth = 10;
    limits.max_list_items = 20;
    struct Row {
        std::string line;
        const char* code;
    };
    const Row rows[] = {
        {"{\"案号\":", "FD0501"},
        {"{\"案号\":\"1\"", "FD0501"},
        {"{\"案号\":\"1\"}}", "FD0501"},
        {"{\"案号\":\"1\"} {\"案号\":\"1\"}", "FD0501"},
        {"{\"案号\":\"1\",}", "FD0501"},
        {"{\"人数\":01}", "FD0501"},
        {"{\"人数\":1.}", "FD0501"},
        {"{\"人数\":+1}", "FD0501"},
        {"{\"人数\":nul}", "FD0501"},
        {"{\"人数\":nullx}", "FD0501"},
        {"{\"人数\":1 2}", "FD0501"},
        {"{\"x\":[1,]}", "FD0501"},
        {"{\"x\":[1 2]}", "FD0501"},
        {"{\"案号\":\"\\q\"}", "FD0501"},
        {"{\"案号\":\"\\ud800\"}", "FD0501"},
        {std::string("{\"案号\":\"\x01\"}"), "FD0501"},
        {std::string("{\"案号\":\"\0\"}", 13), "FD0501"},
        {"{\"案号\":\"\xff\"}", "FD0501"},
        {"{\"案号\":\"\xed\xa0\x80\"}", "FD0501"},
        {"甲", "FD0501"},
        {"17", "FD0501"},
        {"\"案号\"", "FD0501"},
        {"null", "FD0501"},
        {"[]", "FD0501"},
        {"{\"x\":" + std::string(50, '[') + std::string(50, ']') + "}", "FD0505"},
        {"{\"x\":" + std::string(90, '['), "FD0505"},
        {"{\"x\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]}", "FD0505"},
        {"{\"案号\":\"" + std::string(300, 'a') + "\"}", "FD0505"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.line);
        const Read read = test::read(book, Format::ndjson,
                                     "{\"案号\":\"一\"}\r\n" + row.line + "\n\n  \n{\"案号\":\"三\"}", nullptr, limits);
        REQUIRE(read.cases.size() == 2);
        CHECK(read.cases[0].id == "一");
        CHECK(read.cases[1].id == "三");
        CHECK(read.report.cases_read == 2);
        CHECK(read.report.records_skipped == 1);
        REQUIRE_MESSAGE(read.report.diagnostics.size() == 1, read.messages());
        CHECK_MESSAGE(read.report.diagnostics[0].code == row.code, read.messages());
        CHECK(read.report.diagnostics[0].message.zh.starts_with("第 2 行"));
        CHECK(read.report.diagnostics[0].span.begin >= 16);
    }
}

TEST_CASE("limits and the sink stop the reading") {
    const model::Rulebook book = rulebook();
    ReadLimits limits;
    limits.max_cases = 2;
    const std::string lines = "{\"案号\":\"1\"}\n{\"案号\":\"2\"}\n{\"案号\":\"3\"}\n";
    const Read read = test::read(book, Format::ndjson, lines, nullptr, limits);
    CHECK(read.cases.size() == 2);
    CHECK(read.codes() == "FD0505");

    int seen = 0;
    const ReadReport report =
        read_cases(book, penalty_case, Format::ndjson, lines, 0, [&](Case&&) { return ++seen < 2; });
    CHECK(seen == 2);
    CHECK(report.cases_read == 2);

    limits = {};
    limits.max_diagnostics = 3;
    std::string bad;
    for (int i = 0; i < 10; ++i) bad += "{\"案号\":\"1\",\"人数\":\"x\"}\n";
    const Read many = test::read(book, Format::ndjson, bad, nullptr, limits);
    CHECK(many.cases.size() == 10);
    CHECK(many.codes() == "FD0502 FD0502 FD0502 FD0505");
}
