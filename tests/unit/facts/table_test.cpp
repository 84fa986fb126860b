// CSV and event logs.
#include <doctest/doctest.h>

#include "facts/csv_rows.hpp"
#include "unit/facts/support.hpp"

using namespace fadu;
using namespace fadu::facts;
using namespace fadu::facts::test;

namespace {

std::string rows_of(std::string_view text) {
    CsvRows rows(text, 1000);
    std::string all;
    while (rows.next()) {
        all += std::to_string(rows.line()) + ":";
        if (rows.error() != nullptr)
            all += "!";
        else
            for (const std::string_view cell : rows.cells()) all += "<" + std::string(cell) + ">";
        all += " ";
    }
    return all;
}

}  // namespace

TEST_CASE("rows of a CSV text") {
    struct Row {
        std::string text, expected;
    };
    const Row rows[] = {
        {"", ""},
        {"\n\n", ""},
        {"a,b", "1:<a><b> "},
        {"a,b\n", "1:<a><b> "},
        {"a,b\r\nc,d\r\n", "1:<a><b> 2:<c><d> "},
        {"a,\n,b\n", "1:<a><> 2:<><b> "},
        {"a\n\n b \n", "1:<a> 3:< b > "},
        {"\"a\",\"b,c\"\n", "1:<a><b,c> "},
        {"\"a\"\"b\",\"\"\"\"\n", "1:<a\"b><\"> "},
        {"\"a\nb\",c\nd\n", "1:<a\nb><c> 3:<d> "},
        {"\"a\r\nb\"\r\nd", "1:<a\r\nb> 3:<d> "},
        {"\"a\nb\nc", "1:! 2:<b> 3:<c> "},
        {"\"a\"b,c\nd", "1:! 2:<d> "},
        {"a\"b\nd", "1:<a\"b> 2:<d> "},
        {"\xff,a\nd", "1:! 2:<d> "},
        {"\"", "1:! "},
        {"\"\"", "1:<> "},
        {std::string("a\0b,c\n", 6), std::string("1:<a\0b><c> ", 11)},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(rows_of(row.text) == row.expected);
    }
    CsvRows limited("aaaaaaaaaaaa\nb\n\"cccccccccccc\nd", 8);
    std::string seen;
    while (limited.next()) seen += limited.error() != nullptr ? "!" : std::string(limited.cells().front());
    CHECK(seen == "!b!d");
}

TEST_CASE("a row is a case") {
    const model::Rulebook book = rulebook();
    const Read read =
        test::read(book, Format::csv,
                   "\xEF\xBB\xBF"
                   "case_no,罚款,材料,适用普通程序,立案,询问,处罚决定,处罚决定.罚款,听证.起日,听证.止日\r\n"
                   "甲,3000元,收据、笔录;照片,是,2023-03-01,,2023-07-10,500,2023-08-01,2023-08-20\r\n"
                   "\"乙\",,,,,2023-03-05、2023-03-07,,,,\r\n");
    REQUIRE_MESSAGE(read.codes().empty(), read.messages());
    REQUIRE(read.cases.size() == 2);
    const Case& first = read.cases[0];
    CHECK(first.id == "甲");
    CHECK(words(slot(book, first, "罚款")) == "300000");
    CHECK(words(slot(book, first, "材料")) == "[收据][笔录][照片]");
    CHECK(words(slot(book, first, "适用普通程序")) == "是");
    CHECK(events(book, first) == "立案 2023-03-01\n处罚决定 2023-07-10 50000 ?\n听证 2023-08-01 至 2023-08-20\n");
    CHECK(closed(book, first) == "立案 询问 听证 处罚决定");
    const Case& second = read.cases[1];
    CHECK(words(slot(book, second, "材料")) == "?");
    CHECK(events(book, second) == "询问 2023-03-05 ?\n询问 2023-03-07 ?\n");
}

TEST_CASE("what can be wrong with a table") {
    const model::Rulebook book = rulebook();
    struct Row {
        const char* text;
        std::size_t cases;
        const char* codes;
    };
    const Row rows[] = {
        {"", 0, "FD0501"},
        {"案号\n", 0, ""},
        {"案号,案由\n1,2\n", 1, "FD0503"},
        {"案号,案号\n1,2\n", 1, "FD0504"},
        {"案号,case_no\n1,2\n", 1, "FD0504"},
        {"案号,人数\n1,二\n2,2\n", 2, "FD0502"},
        {"案号\n1,2\n3\n", 1, "FD0501"},
        {"案号,人数\n1\n", 1, ""},
        {"案号\n\"1\n2\n", 1, "FD0501"},
        {"案号\n\xff\n2\n", 1, "FD0501"},
        {"案号,立案\n1,昨天\n", 1, "FD0508"},
        {"案号,立案\n1,是\n2,否\n", 2, ""},
        {"案号,处罚决定,处罚决定.罚款\n1,,3\n", 1, "FD0511"},
        {"案号,处罚决定.罚款\n1,3\n", 1, ""},
        {"案号,处罚决定,处罚决定.罚款\n1,2023-01-01;2023-01-02,3\n", 1, "FD0511"},
        {"案号,立案,立案.止日\n1,2023-01-01,2023-01-02\n", 1, "FD0511"},
        {"案号,听证,听证.止日\n1,2023-01-02,2023-01-01\n", 1, "FD0508"},
        {"案号,调查取证\n1,2023-01-02\n", 1, "FD0507"},
        {"案号,人员\n1,甲\n", 1, "FD0502"},
        {"人数\n1\n", 1, "FD0506"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const Read read = test::read(book, Format::csv, row.text);
        CHECK(read.cases.size() == row.cases);
        CHECK_MESSAGE(read.codes() == row.codes, read.messages());
    }
    const Read read = test::read(book, Format::csv, "案号,人数\n1,1\n2,二\n");
    CHECK(read.report.diagnostics.at(0).message.zh == "第 3 行：人数：应为整数，却是“二”");
}

TEST_CASE("a mapping gives outside names their meaning") {
    const model::Rulebook book = rulebook();
    const auto mapping = read_mapping(
        R"({"record":"处罚案件","fields":{"no":"案号","area":"领域"},"events":{"opened":"立案","heard":"听证"},
        "event_fields":{"sum":"处罚决定.罚款"},"values":{"领域":{"1":"市场监管","2":"公安"}},"time_of":"day"})");
    REQUIRE(mapping.has_value());
    const Read csv = test::read(book, Format::csv, "no,area,opened\n甲,2,2023-03-01T10:30\n", &*mapping, {}, -1);
    REQUIRE(csv.cases.size() == 1);
    CHECK(csv.codes() == "");
    CHECK(words(slot(book, csv.cases[0], "领域")) == "#2");
    CHECK(events(book, csv.cases[0]) == "立案 2023-03-01\n");
    CHECK(closed(book, csv.cases[0]) == "立案 听证");

    const Read json = test::read(
        book, Format::json,
        R"({"no":"甲","area":1,"events":[{"type":"opened","date":"2023-03-01"},{"type":"处罚决定","date":null,"sum":5}]})",
        &*mapping);
    CHECK_MESSAGE(json.codes() == "", json.messages());
    CHECK(words(slot(book, json.cases.at(0), "领域")) == "#0");
    CHECK(events(book, json.cases[0]) == "立案 2023-03-01\n处罚决定 某日 500 ?\n");
    CHECK(closed(book, json.cases[0]) == "立案 听证");

    const auto wrong = read_mapping(R"({"fields":{"a":"案好"},"events":{"x":"立安"}})");
    REQUIRE(wrong.has_value());
    const Read told = test::read(book, Format::csv, "案号\n1\n", &*wrong);
    CHECK(told.codes() == "FD0512 FD0512");
    CHECK(told.report.diagnostics[0].help.zh == "是不是“立案”？");
}

TEST_CASE("a mapping that cannot be read says why") {
    for (const std::string text :
         {"", "[]", "{", "{\"fieldz\":{}}", "{\"fields\":1}", "{\"fields\":{\"a\":1}}", "{\"time_of\":\"week\"}",
          "{\"sequence\":1}", "{\"values\":[]}", "{\"record\":1}", "{} {}"}) {
        CAPTURE(text);
        const auto mapping = read_mapping(text);
        REQUIRE(!mapping.has_value());
        CHECK(mapping.error().front().code == "FD0512");
    }
    CHECK(read_mapping("\xEF\xBB\xBF{\"记录\":\"甲\",\"时间取\":\"日期\"}").value().time_of == "day");
}

TEST_CASE("formats by name") {
    Mapping log;
    log.case_column = "case";
    log.activity_column = "activity";
    CHECK(format_of("a.json", nullptr) == Format::json);
    CHECK(format_of("a.NDJSON", nullptr) == Format::ndjson);
    CHECK(format_of("a.jsonl", nullptr) == Format::ndjson);
    CHECK(format_of("a.csv", nullptr) == Format::csv);
    CHECK(format_of("a.CSV", &log) == Format::event_log);
}

namespace {

Mapping log_mapping() {
    Mapping mapping;
    mapping.case_column = "case";
    mapping.activity_column = "what";
    mapping.time_column = "when";
    mapping.events = {{"open", "立案"}, {"ask", "询问"}, {"decide", "处罚决定"}, {"hear", "听证"}};
    mapping.fields = {{"area", "领域"}};
    mapping.event_fields = {{"sum", "罚款"}};
    mapping.values = {{"领域", {{"M", "市场监管"}}}};
    return mapping;
}

}  // namespace

TEST_CASE("rows of an event log gather by case, in the order in which the cases appear") {
    const model::Rulebook book = rulebook();
    const Mapping mapping = log_mapping();
    const Read read = test::read(book, Format::event_log,
                                 "case,what,when,area,sum\n"
                                 "B,open,2023-03-01 10:00:00.5+08:00,,\n"
                                 "A,open,2023-03-02,M,\n"
                                 "B,ask,2023-03-01 09:00:00 UTC,M,\n"
                                 "A,decide,2023-07-10,,30\n"
                                 "B,decide,2023-07-11,,\n",
                                 &mapping);
    REQUIRE_MESSAGE(read.codes().empty(), read.messages());
    REQUIRE(read.cases.size() == 2);
    CHECK(read.cases[0].id == "B");
    CHECK(words(slot(book, read.cases[0], "案号")) == "B");
    CHECK(words(slot(book, read.cases[0], "领域")) == "#0");
    CHECK(events(book, read.cases[0]) == "立案 2023-03-01 10:00\n询问 2023-03-01 17:00 ?\n处罚决定 2023-07-11 ? ?\n");
    CHECK(events(book, read.cases[1]) == "立案 2023-03-02\n处罚决定 2023-07-10 3000 ?\n");
    CHECK(closed(book, read.cases[1]) == "立案 询问 听证 处罚决定");
    CHECK(read.cases[1].occurrences[1].sequence == 1);
}

TEST_CASE("clocks of an event log: the zone, the clock as written, whole days") {
    model::Rulebook book = rulebook();
    Mapping mapping = log_mapping();
    const std::string log = "case,what,when,area,sum\nA,open,2023-03-01T20:00:00Z,,\n";
    CHECK(events(book, test::read(book, Format::event_log, log, &mapping).cases.at(0)) == "立案 2023-03-02 04:00\n");
    mapping.time_of = "day";
    mapping.sequence = true;
    const Read read = test::read(book, Format::event_log, log, &mapping);
    CHECK(events(book, read.cases.at(0)) == "立案 2023-03-02\n");
    CHECK(read.cases[0].in_order);
    book.keep_wall_clock = true;
    CHECK(events(book, test::read(book, Format::event_log, log, &mapping).cases.at(0)) == "立案 2023-03-01\n");
}

TEST_CASE("what can be wrong with an event log") {
    const model::Rulebook book = rulebook();
    Mapping mapping = log_mapping();
    const Read read = test::read(book, Format::event_log,
                                 "case,what,when,area,sum,more\n"
                                 "A,open,2023-03-01,M,,\n"
                                 ",open,2023-03-01,,,\n"
                                 "A,fax,2023-03-01,X,,\n"
                                 "A,fax,2023-03-01,,,\n"
                                 "A,ask,gestern,,,\n"
                                 "A,ask,,,,\n"
                                 "A,decide,2023-03-01,,drei,\n",
                                 &mapping);
    REQUIRE(read.cases.size() == 1);
    CHECK(read.report.records_skipped == 1);
    CHECK(events(book, read.cases[0]) == "立案 2023-03-01\n询问 某日 ?\n询问 某日 ?\n处罚决定 2023-03-01 ? ?\n");
    CHECK_MESSAGE(read.codes() == "FD0503 FD0509 FD0508 FD0508 FD0502 FD0510 FD0511", read.messages());
    CHECK(read.report.diagnostics[1].message.zh.starts_with("第 3 行"));
    CHECK(read.report.diagnostics[5].message.zh.starts_with("活动“fax”共 2 行"));

    mapping.time_column = "wann";
    CHECK(test::read(book, Format::event_log, "case,what,when\n", &mapping).count("FD0512") == 1);
    CHECK(test::read(book, Format::event_log, "", &mapping).codes() == "FD0501");
    CHECK(test::read(book, Format::event_log, "case,what,when\n").count("FD0512") == 3);
}

TEST_CASE("only rows of the wanted lifecycle count") {
    const model::Rulebook book = rulebook();
    Mapping mapping = log_mapping();
    mapping.fields.clear();
    mapping.event_fields.clear();
    mapping.values.clear();
    mapping.lifecycle_column = "state";
    mapping.lifecycle_value = "complete";
    mapping.end_column = "until";
    const Read read = test::read(book, Format::event_log,
                                 "case,what,when,until,state\n"
                                 "A,hear,2023-03-01,2023-03-03,complete\n"
                                 "A,hear,2023-03-01,,start\n"
                                 "B,open,2023-03-01,,start\n",
                                 &mapping);
    REQUIRE_MESSAGE(read.codes().empty(), read.messages());
    REQUIRE(read.cases.size() == 1);
    CHECK(events(book, read.cases[0]) == "听证 2023-03-01 至 2023-03-03\n");
}
