import dataclasses
import datetime
import enum
import json
from decimal import Decimal
from typing import List, Optional

import fadu
import pytest

ONE = {
    "案号": "1",
    "罚款": Decimal("6499.99"),
    "立案日": datetime.date(2023, 7, 1),
    "询问": [{"日期": datetime.date(2023, 3, 5), "办案人员": [{"姓名": "甲", "执法证号": "A1"}]}],
    "现场检查": [],
    "处罚决定": "2023-07-10",
    "送达": [],
}
DAY = datetime.date(2023, 7, 25)


def check(rulebook, case=ONE, **options):
    return rulebook.check(case, as_of=options.pop("as_of", DAY), record="处罚案件", **options)


def test_findings(rulebook):
    report = check(rulebook)
    assert report.case_id == "1" and report.record == "处罚案件" and report.as_of == DAY
    assert [finding.rule for finding in report.violations] == ["两人执法", "立案在先", "送达期限"]
    two, filed, served = report.violations
    assert two.verdict is fadu.Verdict.VIOLATED and two.verdict == "violated"
    assert two.severity is fadu.Severity.MAJOR and two.instance == "2023-03-05 询问" and two.step is None
    assert two.message == "2023-03-05 询问由不足两名人员实施" and two.advice == "由两名以上人员重新调查取证"
    assert two.cites == (fadu.Cite("《行政处罚法》（2021）", "第四十二条第一款"),)
    assert two.case_id == "1" and len(two.id) == 16 and two.excused_by is None and two.norms == ()
    assert served.due == datetime.date(2023, 7, 19) and served.days_late == 6
    assert type(served.due) is datetime.date and two.due is None and two.days_late is None
    assert fadu.Fact("立案日", datetime.date(2023, 7, 1), "2023-07-01") in filed.facts


def test_what_is_not_known_is_none(rulebook):
    report = check(rulebook)
    (doubt,) = report.undetermined
    assert doubt.rule == "罚款上限" and any("较大数额" in name for name in doubt.missing)
    assert fadu.Verdict.VIOLATED in doubt.possible
    facts = {fact.path: fact.value for fact in doubt.facts}
    assert all(value is None for path, value in facts.items() if "较大数额" in path)
    unknown = check(rulebook, {**ONE, "罚款": None}, parameters={"较大数额": 5000})
    (doubt,) = unknown.undetermined
    assert {fact.path: fact.value for fact in doubt.facts}["罚款"] is None and doubt.missing == ("罚款",)


@pytest.mark.parametrize("limit", [5000, Decimal("5000.00"), "5000元", "0.5万元"])
def test_parameters(rulebook, limit):
    found = [one for one in check(rulebook, parameters={"较大数额": limit}).violations if one.rule == "罚款上限"]
    assert found and found[0].message == "罚款6499.99元"
    facts = {fact.path: fact.value for fact in found[0].facts}
    assert facts["罚款"] == Decimal("6499.99") and isinstance(facts["罚款"], Decimal)
    assert not [one for one in check(rulebook, parameters={"较大数额": 7000}) if one.rule == "罚款上限"]


def test_a_report_is_a_sequence(rulebook):
    report = check(rulebook)
    assert len(report) == len(list(report)) == len(report.findings) and report[0] == report.findings[0]
    assert report[-1:] == report.findings[-1:] and report[0] != report[1] and len({*report, *report}) == len(report)
    assert bool(rulebook.check({"案号": "1"}, as_of=DAY, verdicts="conflict", record="处罚案件"))


def test_texts(rulebook):
    report = check(rulebook)
    assert "violated 3" in repr(report) and "两人执法" in repr(report[0])
    assert str(report).startswith("案件 1") and "violated, major" in str(check(rulebook, language="en"))
    page = check(rulebook, {**ONE, "案号": "<b>&"})._repr_html_()
    assert page.startswith("<table>") and page.count("<tr>") == len(report) + 1
    assert "<b>" not in page and "&lt;b&gt;&amp;" in page


def test_explanation(rulebook):
    explanation = check(rulebook).violations[2].explain()
    assert "送达期限" in explanation.sentence or "送达期限" in str(explanation)
    assert explanation.children and "2023-07-19" in str(explanation)
    tree = explanation.to_dict()
    assert set(tree) == {"title", "sentence", "children"}


def test_remedies(rulebook):
    report = check(rulebook, as_of="2023-07-15")
    before = report.to_json()
    remedy = report.pending[0].remedy()
    assert remedy.kind == "to_do" and remedy.until == datetime.date(2023, 7, 19)
    (step,) = remedy.steps
    assert step.kind == "perform" and step.event == "送达" and step.sentence in str(remedy)
    late = check(rulebook).violations[2].remedy()
    assert late.kind == "incurable" and late.limits[0].event == "送达" and late.steps == ()
    assert report.to_json() == before
    compliant = [one for one in check(rulebook, verdicts="all") if one.verdict == "not_applicable"]
    assert all(one.remedy() is None for one in compliant)


def test_findings_outlive_their_rulebook():
    book = fadu.load_text("记录 案件\n  合格 : 是否\n规则 甲 对 案件\n  应当 合格\n  违者 轻微 “不合格”\n")
    finding = book.check({"合格": False}, as_of="2023-01-01")[0]
    del book
    assert finding.message == "不合格" and "甲" in str(finding.explain())


def test_verdicts_and_languages(rulebook):
    everything = check(rulebook, verdicts="all")
    assert {one.verdict for one in everything} >= {fadu.Verdict.VIOLATED, fadu.Verdict.UNDETERMINED}
    only = check(rulebook, verdicts=[fadu.Verdict.UNDETERMINED])
    assert {one.verdict for one in only} == {fadu.Verdict.UNDETERMINED}
    assert len(everything) > len(only)
    for bad in ({"verdicts": "wrong"}, {"language": "fr"}, {"as_of": "soon"}):
        with pytest.raises(ValueError):
            check(rulebook, **bad)
    with pytest.raises(TypeError):
        check(rulebook, as_of=20230725)


def test_as_of(rulebook):
    texts = [check(rulebook, as_of=day).to_json() for day in (DAY, "2023-07-25", datetime.datetime(2023, 7, 25, 12))]
    assert texts[0] == texts[1] == texts[2]
    assert check(rulebook, as_of="2023-07-15").pending[0].due == datetime.date(2023, 7, 19)


class Fine(enum.Enum):
    SMALL = "3000元"


@dataclasses.dataclass
class Officer:
    姓名: str
    执法证号: str


@dataclasses.dataclass
class Inquiry:
    日期: datetime.datetime
    办案人员: List[Officer]


@dataclasses.dataclass
class Penalty:
    案号: str
    罚款: Optional[Fine] = None
    询问: List[Inquiry] = dataclasses.field(default_factory=list)
    处罚决定: Optional[datetime.date] = None


def test_dataclasses(rulebook):
    one = Penalty("1", Fine.SMALL, [Inquiry(datetime.datetime(2023, 3, 5, 9, 30), [Officer("甲", "A1")])])
    report = check(rulebook, one, parameters={"较大数额": 2000})
    assert [finding.rule for finding in report.violations] == ["两人执法", "罚款上限"]
    assert report.violations[0].instance == "2023-03-05 09:30 询问"


def test_pydantic(rulebook):
    pydantic = pytest.importorskip("pydantic")

    class Model(pydantic.BaseModel):
        number: str = pydantic.Field(serialization_alias="案号")
        罚款: Decimal
        处罚决定: datetime.date

    model = Model(number="1", 罚款="6499.99", 处罚决定="2023-07-10")
    plain = {"案号": "1", "罚款": Decimal("6499.99"), "处罚决定": "2023-07-10"}
    assert check(rulebook, model).to_json() == check(rulebook, plain).to_json()


def test_json_text(rulebook):
    text = json.dumps({**ONE, "罚款": "6499.99", "立案日": "2023-07-01", "询问": []}, default=str, ensure_ascii=False)
    assert check(rulebook, text).to_json() == check(rulebook, text.encode()).to_json()
    with pytest.raises(ValueError, match="check_many"):
        check(rulebook, f"[{text},{text}]")


def test_many(rulebook):
    cases = ({**ONE, "案号": str(number), "文号": str(number % 3)} for number in range(5))
    checks = rulebook.check_many(cases, as_of=DAY, record="处罚案件")
    assert next(checks).case_id == "0"
    with pytest.raises(RuntimeError):
        checks.batch
    assert [report.case_id for report in checks] == ["1", "2", "3", "4"]
    batch = checks.batch
    assert batch.case_id is None and [finding.cases for finding in batch] == [("0", "3"), ("1", "4")]
    assert set(batch.to_dict()) == {"batch"} and "文号重复" in str(batch)


def test_many_go_on_after_an_error(rulebook):
    cases = [{"案号": "1"}, {"案号": "2", "罚款": object()}, '{"案号": ', {"案号": "4"}]
    bad = []
    checks = rulebook.check_many(cases, as_of=DAY, record="处罚案件", on_error=lambda *error: bad.append(error))
    assert [report.case_id for report in checks] == ["1", "4"]
    assert [place for place, _ in bad] == [1, 2] and [error.code for _, error in bad] == ["FD0502", "FD0501"]
    checks = rulebook.check_many(cases, as_of=DAY, record="处罚案件")
    next(checks)
    for _ in range(2):
        with pytest.raises(fadu.InputError):
            next(checks)
    assert next(checks).case_id == "4" and next(checks, None) is None
