#include <doctest/doctest.h>

#include "fadu/findings/describe.hpp"

using namespace fadu;
using model::Number;
using model::TypeKind;

namespace {

/// A rulebook with one record, made by hand: 处罚案件 with a certificate holder list below an event.
struct Fixture {
    model::Rulebook book;
    text::Sources sources;
    findings::Wording zh{&book, &sources, text::Language::zh};
    findings::Wording en{&book, &sources, text::Language::en};

    Fixture() {
        book.enumerations.push_back({"处理结果", true, {"不予处罚", "可以不予处罚", "依法处罚"}, {}});
        model::Record officer;
        officer.name = "执法人员";
        officer.fields.resize(2);
        officer.fields[0].name = "姓名";
        officer.fields[0].type = {TypeKind::text};
        officer.fields[1].name = "执法证号";
        officer.fields[1].type = {TypeKind::text};
        officer.fields[1].key = true;
        model::Record penalty;
        penalty.name = "处罚案件";
        penalty.fields.resize(1);
        penalty.fields[0].name = "案号";
        model::EventKind filing;
        filing.name = "立案";
        filing.once = true;
        model::EventKind inquiry;
        inquiry.name = "询问";
        inquiry.fields.resize(1);
        inquiry.fields[0].name = "办案人员";
        penalty.events = {filing, inquiry};
        book.records = {officer, penalty};
    }

    engine::Value value(model::Type type, engine::Domain domain) const {
        engine::Value value;
        value.type = type;
        value.domain = std::move(domain);
        return value;
    }
};

time::TimeSpan day(int year, unsigned month, unsigned number) {
    return time::TimeSpan::of(time::make_day(year, month, number));
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "known values read as a person writes them") {
    CHECK(describe(model::Constant(Number(300000)), {TypeKind::money}, zh) == "3000元");
    CHECK(describe(model::Constant(Number(1500000)), {TypeKind::money}, zh) == "1.5万元");
    CHECK(describe(model::Constant(Number(1500000)), {TypeKind::money}, en) == "15000 yuan");
    CHECK(describe(model::Constant(*Number::of(1, 5)), {TypeKind::ratio}, zh) == "20%");
    CHECK(describe(model::Constant(true), {TypeKind::boolean}, zh) == "是");
    CHECK(describe(model::Constant(false), {TypeKind::boolean}, en) == "no");
    CHECK(describe(model::Constant(time::make_day(2023, 3, 1)), {TypeKind::date}, zh) == "2023-03-01");
    CHECK(describe(model::Constant(model::Enumerator{1}), {TypeKind::enumeration, {}, 0}, zh) == "可以不予处罚");
    CHECK(describe(model::Constant(model::DayInterval{time::make_day(2020, 1, 1), time::make_day(2022, 12, 31)}),
                   {TypeKind::interval}, zh) == "2020-01-01 至 2022-12-31");
    const model::NumberRange range{Number(1000000), Number(5000000), true, false};
    CHECK(describe(model::Constant(range), {TypeKind::range, TypeKind::money}, zh) == "1万元以上不足5万元");
    CHECK(describe(model::Constant(), {}, zh) == "无");
}

TEST_CASE_FIXTURE(Fixture, "what is not known is said to be so") {
    CHECK(describe(value({TypeKind::money}, engine::AnyValue{}), zh) == "未知");
    CHECK(describe(value({TypeKind::boolean}, engine::Truth::unknown), en) == "unknown");
    CHECK(describe(value({TypeKind::money}, engine::NumberInterval{Number(39000000), Number(63000000)}), zh) ==
          "39万元至63万元");
    CHECK(describe(value({TypeKind::integer}, engine::NumberInterval{Number(2), {}}), zh) == "不少于2");
    CHECK(describe(value({TypeKind::enumeration, {}, 0}, engine::EnumeratorSet{{0, 2}}), zh) == "不予处罚或者依法处罚");
    CHECK(describe(value({TypeKind::enumeration, {}, 0}, engine::EnumeratorSet{{0, 1, 2}}), zh) == "未知");
    engine::Value parameter = value({TypeKind::span}, engine::AnyValue{});
    parameter.cause = engine::Cause::no_parameter;
    CHECK(describe(parameter, zh) == "未知（地方参数未定）");
    engine::Value absent;
    absent.may_be_value = false;
    absent.may_be_none = true;
    CHECK(describe(absent, zh) == "无");
    absent.did_not_happen = true;
    CHECK(describe(absent, zh) == "未发生");
}

TEST_CASE_FIXTURE(Fixture, "times and lengths") {
    const engine::TimeInterval known{day(2023, 3, 1), day(2023, 3, 1)};
    const engine::TimeInterval later{day(2023, 3, 30), day(2023, 3, 30)};
    CHECK(describe(value({TypeKind::date}, known), zh) == "2023-03-01");
    CHECK(describe(value({TypeKind::date}, engine::TimeInterval{day(2023, 3, 1), day(2023, 3, 9)}), zh) ==
          "2023-03-01 至 2023-03-09 之间某时");
    CHECK(describe(value({TypeKind::duration}, engine::LengthInterval{known, later, false}), zh) ==
          "29日（2023-03-01 至 2023-03-30）");
    CHECK(describe(value({TypeKind::duration}, engine::LengthInterval{known, later, true}), zh) ==
          "自 2023-03-01 起尚未结束");
}

TEST_CASE_FIXTURE(Fixture, "occurrences and elements are named by what tells them apart") {
    engine::Event event;
    event.kind = 1;
    event.begin_earliest = event.begin_latest = event.end_earliest = event.end_latest = day(2023, 3, 5);
    CHECK(describe(event, 1, zh) == "2023-03-05 询问");
    event.end_earliest = event.end_latest = day(2023, 3, 7);
    CHECK(describe_day(event, zh) == "2023-03-05 至 2023-03-07");

    facts::RecordValue officer;
    officer.record = 0;
    officer.slots.resize(2);
    officer.slots[1].knowledge = facts::Knowledge::known;
    officer.slots[1].value = std::string("A1");
    engine::Entity entity;
    entity.record = &officer;
    CHECK(describe(entity, zh) == "A1");
    officer.slots[0].knowledge = facts::Knowledge::known;
    officer.slots[0].value = std::string("甲");
    CHECK(describe(entity, zh) == "甲（A1）");
}

TEST_CASE_FIXTURE(Fixture, "paths count from 1 and leave out the number of what happens once") {
    using Kind = engine::PathStep::Kind;
    const engine::Path path{{Kind::event, 1, 1, false, 2},
                            {Kind::field, 0, 1, true, 0},
                            {Kind::element, 1, -1, false, 0},
                            {Kind::field, 1, 0, false, 0}};
    CHECK(path_text(path, zh) == "询问[2].办案人员[1].执法证号");
    CHECK(path_text({{Kind::event, 0, 1, false, 1}}, zh) == "立案");
    CHECK(path_text({{Kind::field, 0, 1, false, 0}}, zh) == "案号");
    CHECK(path_text({}, zh) == "本案");
    CHECK(path_text({{Kind::field, 99, 1, false, 0}}, zh) == "?");
}

TEST_CASE("the author's words lose blanks, line ends and comments") {
    text::Sources sources;
    const auto words = [&](std::string text) {
        const auto size = static_cast<std::uint32_t>(text.size());
        const auto file = sources.add("x", std::move(text));
        return findings::author_words({file, 0, size}, sources);
    };
    CHECK(words("自 立案 之日起\n  90日内   处罚决定") == "自立案之日起90日内处罚决定");
    CHECK(words("法定 # 说明\n 情形") == "法定情形");
    CHECK(words("within  30 days\n from filing") == "within 30 days from filing");
    CHECK(words("“a # b”") == "“a # b”");
    CHECK(findings::author_words({77, 0, 3}, sources).empty());
}

TEST_CASE("verdicts are read in every spelling they are written in") {
    for (int i = 0; i < 7; ++i) {
        const auto verdict = static_cast<engine::Verdict>(i);
        CHECK(findings::parse_verdict(findings::verdict_name(verdict, text::Language::zh)) == verdict);
        CHECK(findings::parse_verdict(findings::verdict_name(verdict, text::Language::en)) == verdict);
        CHECK(findings::parse_verdict(findings::verdict_code(verdict)) == verdict);
    }
    CHECK_FALSE(findings::parse_verdict("").has_value());
    CHECK_FALSE(findings::parse_verdict("违法").has_value());
}
