#include <doctest/doctest.h>

#include "fadu/findings/explanation.hpp"
#include "fadu/findings/write_json.hpp"
#include "fadu/findings/write_text.hpp"

using namespace fadu;
using model::TypeKind;

namespace {

/// One rule with one outcome, made by hand: 送达 within seven days of a decision.
struct Fixture {
    text::Sources sources;
    model::Rulebook book;
    facts::Case value;
    engine::CaseVerdicts verdicts;

    Fixture() {
        const std::string words = "自 处罚决定 之日起 7日内 送达";
        const auto file = sources.add("rule", words);
        const auto cut = static_cast<std::uint32_t>(words.find(" 送达"));
        model::Source law;
        law.title = "行政处罚法";
        law.version = "2021";
        book.sources = {law};
        model::Record record;
        record.name = "处罚案件";
        model::EventKind decision, service;
        decision.name = "处罚决定";
        service.name = "送达";
        record.events = {decision, service};
        book.records = {record};
        model::Rule rule;
        rule.name = "送达期限";
        rule.code = "CN-APL-61-1";
        rule.record = 0;
        rule.content = model::ContentKind::acts;
        rule.window = model::Expression{};
        rule.window->span = {file, 0, cut};
        rule.acts.push_back({1, -1, std::nullopt, {file, cut + 1, static_cast<std::uint32_t>(words.size())}});
        rule.citations.push_back({0, {"第六十一条第一款", "第八十五条"}});
        book.rules = {rule};
        value.id = "测1";
        value.root.record = 0;
        verdicts.as_of = time::make_day(2023, 7, 15);
    }

    engine::Outcome outcome(engine::Verdict verdict) const {
        engine::Outcome outcome;
        outcome.norm = {false, 0};
        outcome.rule = &book.rules[0];
        outcome.verdict = verdict;
        outcome.grade = model::Grade::minor;
        outcome.deadline = engine::Deadline{};
        outcome.deadline->anchor = time::make_day(2023, 7, 10);
        outcome.deadline->earliest = outcome.deadline->latest = time::make_day(2023, 7, 19);
        outcome.deadline->period = {{{7, time::Unit::working_day}}};
        return outcome;
    }

    findings::CaseFindings made(engine::Outcome outcome, text::Language language = text::Language::zh) {
        engine::CaseVerdicts some = verdicts;
        some.outcomes.push_back(std::move(outcome));
        return findings::make_findings(book, sources, value, std::move(some), findings::Selection::all(), language);
    }
    findings::Finding one(engine::Outcome outcome, text::Language language = text::Language::zh) {
        kept = made(std::move(outcome), language);
        return kept.findings.at(0);
    }
    findings::CaseFindings kept;
};

/// A boolean leaf on a field of the case.
engine::Trace unknown_fact() {
    engine::Trace trace;
    trace.value.type = {TypeKind::boolean};
    trace.value.domain = engine::Truth::unknown;
    trace.is_fact = true;
    trace.path = {{engine::PathStep::Kind::field, 0, 0, false, 0}};
    return trace;
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "a pending duty says by when, and how many days are left") {
    const auto finding = one(outcome(engine::Verdict::pending));
    CHECK(finding.message == "应在 2023-07-19 前（含当日）送达；余 4 日");
    CHECK(finding.due == time::make_day(2023, 7, 19));
    CHECK(finding.due_note == "自 2023-07-10 起7个工作日，2023-07-19 届满");
    CHECK(finding.severity == model::Grade::none);
    REQUIRE(finding.cites.size() == 2);
    CHECK(finding.cites[1].article == "第八十五条");
    CHECK(one(outcome(engine::Verdict::pending), text::Language::en).message ==
          "due by 2023-07-19 (that day included): 送达; 4 days left");
}

TEST_CASE_FIXTURE(Fixture, "a stopped clock has no due day") {
    auto stopped = outcome(engine::Verdict::pending);
    stopped.deadline->stopped = true;
    stopped.deadline->days_used = 28;
    stopped.deadline->days_left = 62;
    const auto finding = one(stopped);
    CHECK_FALSE(finding.due.has_value());
    CHECK(finding.message == "送达：停止计算中：已用28日，余62日");
}

TEST_CASE_FIXTURE(Fixture, "a breach without a message is a plain sentence") {
    auto late = outcome(engine::Verdict::violated);
    late.days_late = 3;
    CHECK(one(late).message == "“送达”逾期 3 日，尚未完成（期限 2023-07-19）");
    late.days_late.reset();
    late.deadline.reset();
    CHECK(one(late).message == "不符合“应当自处罚决定之日起7日内送达”");
    CHECK(one(late).severity == model::Grade::minor);
}

TEST_CASE_FIXTURE(Fixture, "a step goes by its own code, and by the procedure's where it has none") {
    model::Procedure procedure;
    procedure.name = "普通程序";
    procedure.code = "CN-APL-57-0";
    procedure.record = 0;
    model::Step notice, decision;
    notice.name = "事先告知";
    notice.code = "CN-APL-62-1";
    notice.event = 1;
    decision.name = "处罚决定";
    decision.event = 0;
    procedure.steps = {notice, decision};
    book.procedures = {procedure};
    engine::Outcome missing;
    missing.norm = {true, 0};
    missing.procedure = &book.procedures[0];
    missing.verdict = engine::Verdict::violated;
    missing.step = 0;
    CHECK(one(missing).code == "CN-APL-62-1");
    missing.step = 1;
    CHECK(one(missing).code == "CN-APL-57-0");
}

TEST_CASE_FIXTURE(Fixture, "the author's message is filled in") {
    model::Template words;
    words.pieces.push_back({"逾期", {}, {}});
    words.pieces.push_back({"", {}, model::Template::Special::days_late});
    words.pieces.push_back({"个工作日，缺", {}, {}});
    words.pieces.push_back({"", {}, model::Template::Special::missing_items});
    book.rules[0].message = words;
    auto late = outcome(engine::Verdict::violated);
    late.days_late = 5;
    late.days_late_in_unit = 3;
    late.missing_items = {"决策草案", "说明"};
    const auto finding = one(late);
    CHECK(finding.message == "逾期3个工作日，缺决策草案、说明");
    CHECK(finding.missing == std::vector<std::string>{"决策草案", "说明"});
}

TEST_CASE_FIXTURE(Fixture, "an undetermined verdict names what is missing and what may come of it") {
    book.records[0].fields.resize(1);
    book.records[0].fields[0].name = "说明日";
    auto doubt = outcome(engine::Verdict::undetermined);
    doubt.deadline.reset();
    doubt.applies = unknown_fact();
    doubt.possible.insert(engine::Verdict::violated);
    doubt.possible.insert(engine::Verdict::compliant);
    const auto finding = one(doubt);
    CHECK(finding.missing == std::vector<std::string>{"说明日"});
    CHECK(finding.message == "缺少：说明日；补充后可判断（可能：合规、违反）");
    CHECK(finding.facts.at(0).value == "未知");
}

TEST_CASE_FIXTURE(Fixture, "the report groups by verdict and closes with counts") {
    auto some = made(outcome(engine::Verdict::pending));
    auto late = outcome(engine::Verdict::violated);
    late.days_late = 3;
    some.findings.push_back(one(late));
    const std::string report = findings::write_text(some);
    CHECK(report ==
          "案件 测1（处罚案件）  截至 2023-07-15\n"
          "✗ 违反·轻微  送达期限（CN-APL-61-1）\n"
          "  “送达”逾期 3 日，尚未完成（期限 2023-07-19）\n"
          "  依据 《行政处罚法》（2021）第六十一条第一款、第八十五条\n"
          "  期限 自 2023-07-10 起7个工作日，2023-07-19 届满，逾期 3 日\n"
          "○ 待办  送达期限（CN-APL-61-1）\n"
          "  应在 2023-07-19 前（含当日）送达；余 4 日\n"
          "  依据 《行政处罚法》（2021）第六十一条第一款、第八十五条\n"
          "  期限 自 2023-07-10 起7个工作日，2023-07-19 届满\n");
    findings::Tally tally;
    tally.add(some);
    CHECK(findings::write_text(tally) == "共 1 件案件：违反 1，待办 1\n");
    CHECK(findings::write_text(tally, {.language = text::Language::en}) == "1 case: violated 1, pending 1\n");
}

TEST_CASE_FIXTURE(Fixture, "JSON keeps its keys in order and escapes what must be escaped") {
    auto some = made(outcome(engine::Verdict::pending));
    CHECK(
        findings::case_json(some) ==
        R"({"case":"测1","record":"处罚案件","findings":[{"id":")" + some.findings.at(0).id +
            R"(","rule":"送达期限","code":"CN-APL-61-1","verdict":"pending",)"
            R"("severity":"none","cites":[{"source":"《行政处罚法》（2021）","article":"第六十一条第一款"},)"
            R"({"source":"《行政处罚法》（2021）","article":"第八十五条"}],"message":"应在 2023-07-19 前（含当日）送达；余 4 日",)"
            R"("advice":"","facts":[],"due":"2023-07-19","due_note":"自 2023-07-10 起7个工作日，2023-07-19 届满"}]})");
    CHECK(findings::json_string("a\"\\\n\x01\xFF") == R"("a\"\\\n\u0001)"
                                                      "\xEF\xBF\xBD\"");
}

TEST_CASE_FIXTURE(Fixture, "an explanation shows the count day by day") {
    const auto finding = one(outcome(engine::Verdict::pending));
    const auto explanation = findings::explain(finding, book, sources, time::Calendar::china(), text::Language::zh);
    CHECK(explanation.title == "待办 送达期限");
    const std::string text = findings::write_explanation(explanation, text::Language::zh);
    CHECK(
        text.find(
            "  规定：应当自处罚决定之日起7日内送达\n    依据：《行政处罚法》（2021）第六十一条第一款、第八十五条\n") !=
        std::string::npos);
    CHECK(text.find("2023-07-19") != std::string::npos);
    CHECK(text.find("周六") != std::string::npos);
}
