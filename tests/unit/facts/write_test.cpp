// What is written is read back; and hostile input of every kind is only ever refused.
#include <doctest/doctest.h>

#include <random>

#include "unit/facts/support.hpp"

using namespace fadu;
using namespace fadu::facts;
using namespace fadu::facts::test;

namespace {

const char* const full_case = R"({"案号":"甲\"\\\n\u0001案","领域":"公安","适用普通程序":true,
"违法行为轻微":{"值":false,"认定人":"乙","认定日":"2023-03-01","理由":"不符"},"罚款":6499.99,"比例":"1/3","人数":-3,"浓度":0.125,
"违法行为终了日":"2023-01-01","登记时刻":"2023-03-01T10:30:05","确定期限":"5个工作日加3个月","营业期限":["2020-01-01","2025-01-01"],
"幅度":{"下限":10000,"上限":50000,"含上限":false},"材料":{"值":["一","二",null],"齐全":false},
"承办人":{"姓名":"丙","执法证有效期":"2020-01-01/2025-01-01"},"人员":[{"姓名":"丁"},{}],"备注":"无","行为人":"无法查明",
"询问":[{"日期":"2023-03-05","办案人员":[{"姓名":"甲"}]},"2023-03-07T08:00",null],"听证":[{"起日":"2023-08-01","止日":"2023-08-20"},
"2023-09-01",{"起日":"2023-10-01","止日":null},{"起日":null,"止日":"2023-08-20"}],"处罚决定":{"日期":"2030-01-01","计划":true,"类型":"简易"},
"立案":[],"按记载顺序":true})";

bool same(const Slot& a, const Slot& b);
bool same(const std::vector<Slot>& a, const std::vector<Slot>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!same(a[i], b[i])) return false;
    return true;
}
bool same(const Slot& a, const Slot& b) {
    if (a.knowledge != b.knowledge || a.value != b.value || a.complete != b.complete || !same(a.items, b.items))
        return false;
    if (a.records.size() != b.records.size() || a.judgement.has_value() != b.judgement.has_value()) return false;
    for (std::size_t i = 0; i < a.records.size(); ++i)
        if (a.records[i].record != b.records[i].record || !same(a.records[i].slots, b.records[i].slots)) return false;
    return !a.judgement || (a.judgement->by == b.judgement->by && a.judgement->reason == b.judgement->reason &&
                            a.judgement->on == b.judgement->on);
}
bool same(const Occurrence& a, const Occurrence& b) {
    return a.event == b.event && a.dated == b.dated && (!a.dated || a.begin == b.begin) &&
           a.end_knowledge == b.end_knowledge && (a.end_knowledge != EndKnowledge::at || !a.dated || a.end == b.end) &&
           a.planned == b.planned && a.possible == b.possible && a.sequence == b.sequence && same(a.slots, b.slots);
}
bool same(const Case& a, const Case& b) {
    if (a.id != b.id || a.root.record != b.root.record || !same(a.root.slots, b.root.slots) || a.closed != b.closed)
        return false;
    if (a.in_order != b.in_order || a.occurrences.size() != b.occurrences.size()) return false;
    for (std::size_t i = 0; i < a.occurrences.size(); ++i)
        if (!same(a.occurrences[i], b.occurrences[i])) return false;
    return true;
}

}  // namespace

TEST_CASE("a written case is read back as it was") {
    const model::Rulebook book = rulebook();
    const Read first = test::read(book, Format::json, full_case);
    REQUIRE_MESSAGE(first.codes().empty(), first.messages());
    const std::string text = write_case(book, first.cases.at(0));
    const Read second = test::read(book, Format::ndjson, text, nullptr, {}, -1);
    REQUIRE_MESSAGE(second.codes().empty(), second.messages());
    CHECK_MESSAGE(same(first.cases[0], second.cases.at(0)), text);
    CHECK(write_case(book, second.cases[0]) == text);

    const Read closed = test::read(book, Format::json, R"({"案号":"1","事件齐全":true})");
    CHECK(same(closed.cases.at(0), test::read(book, Format::json, write_case(book, closed.cases[0])).cases.at(0)));
}

TEST_CASE("a blank case says nothing") {
    const model::Rulebook book = rulebook();
    for (const int record : {officer, penalty_case}) {
        const Read read = test::read(book, Format::json, blank_case_json(book, record), nullptr, {}, record);
        REQUIRE(read.cases.size() == 1);
        for (const auto& diagnostic : read.report.diagnostics) CHECK(diagnostic.code == "FD0506");
        Case blank = Case::blank(book, record);
        blank.id = "1";
        CHECK(same(read.cases[0], blank));
    }
}

TEST_CASE("the schema is JSON and names every field and event") {
    const model::Rulebook book = rulebook();
    const std::string schema = case_schema(book, penalty_case);
    for (const char* word : {"\"https://json-schema.org/draft/2020-12/schema\"", "\"案号\"", "\"case_no\"", "\"立案\"",
                             "\"#/$defs/执法人员\"", "\"执法证号\"", "\"市场监管\"", "\"事件齐全\""}) {
        CAPTURE(word);
        CHECK(schema.find(word) != std::string::npos);
    }
    CHECK(schema.find("放弃陈述申辩\": {") == std::string::npos);
    // Only the JSON of it is looked at here: as a case it is full of unknown names.
    CHECK(test::read(book, Format::json, schema).count("FD0501") == 0);
}

TEST_CASE("a case cut off anywhere is one bad line") {
    const model::Rulebook book = rulebook();
    std::string text = full_case;
    std::replace(text.begin(), text.end(), '\n', ' ');
    for (std::size_t length = 1; length < text.size(); ++length) {
        CAPTURE(length);
        const std::string input = "{\"案号\":\"一\"}\n" + text.substr(0, length) + "\n{\"案号\":\"三\"}\n";
        const Read read = test::read(book, Format::ndjson, input);
        REQUIRE(read.cases.size() == 2);
        CHECK(read.cases[1].id == "三");
        CHECK(read.count("FD0501") == 1);
        CHECK(test::read(book, Format::json, text.substr(0, length)).cases.empty());
    }
}

TEST_CASE("damaged input of every format is refused or read, and never crashes") {
    const model::Rulebook book = rulebook();
    Mapping mapping;
    mapping.case_column = "case";
    mapping.activity_column = "what";
    mapping.time_column = "when";
    mapping.events = {{"open", "立案"}, {"ask", "询问"}};
    const std::string samples[] = {
        full_case,
        std::string("{\"案号\":\"一\",\"立案\":\"2023-03-01\"}\n{\"案号\":\"二\",\"材料\":[\"a\",[1,{}]]}\n"),
        "案号,罚款,材料,立案,处罚决定.罚款\n\"甲\",3000元,\"a;\"\"b\",2023-03-01,5\n乙,1,,,\n",
        "case,what,when,more\nA,open,2023-03-01 10:00:00+08:00,1\nB,ask,2023-03-02,\"2\"\nA,ask,2023-03-03,3\n",
        R"({"record":"处罚案件","fields":{"a":"案号"},"values":{"领域":{"1":"公安"}},"events":[["x","立案"]]})",
    };
    const std::string spice[] = {"\"",   "\\",          "{",    "}",       "[",
                                 "]",    ",",           ":",    "\n",      std::string(1, '\0'),
                                 "\xff", "1e999999999", "null", "\\ud800", "-"};
    std::mt19937 random(20230301);
    const auto below = [&random](std::size_t limit) { return static_cast<std::size_t>(random()) % limit; };
    for (int round = 0; round < 4000; ++round) {
        std::string text = samples[below(std::size(samples))];
        for (std::size_t change = below(4) + 1; change > 0; --change) {
            const std::size_t at = below(text.size() + 1);
            switch (below(4)) {
                case 0: text.insert(at, spice[below(std::size(spice))]); break;
                case 1: text.erase(at, below(8)); break;
                case 2:
                    if (at < text.size()) text[at] = static_cast<char>(below(256));
                    break;
                default: text.insert(at, text.substr(below(text.size() + 1), below(20))); break;
            }
            if (text.empty()) text = "{";
        }
        for (const Format format : {Format::json, Format::ndjson, Format::csv, Format::event_log}) {
            const Read read = test::read(book, format, text, &mapping);
            CHECK(read.report.cases_read == read.cases.size());
            for (const Case& value : read.cases) write_case(book, value);
        }
        static_cast<void>(read_mapping(text));
    }
}
