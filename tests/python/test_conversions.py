"""What goes in comes out: numbers, dates and texts of any kind."""

import datetime
import json
from decimal import Decimal

import fadu
import pytest
from fadu._convert import case_json, parameter_text

hypothesis = pytest.importorskip("hypothesis")
given, settings, st = hypothesis.given, hypothesis.settings, hypothesis.strategies

DAY = "2023-07-25"


def facts_of(rulebook, rule, case):
    report = rulebook.check(
        {"案号": "1", **case}, as_of=DAY, record="处罚案件", verdicts="all", parameters={"较大数额": 100}
    )
    return {fact.path: fact.value for finding in report if finding.rule == rule for fact in finding.facts}


@settings(max_examples=100, deadline=None)
@given(fen=st.integers(0, 10**14))
def test_money(rulebook, fen):
    yuan = Decimal(fen) / 100
    assert facts_of(rulebook, "罚款上限", {"罚款": yuan})["罚款"] == yuan


@settings(max_examples=100, deadline=None)
@given(day=st.dates(datetime.date(1, 1, 1)))
def test_dates(rulebook, day):
    assert facts_of(rulebook, "立案在先", {"立案日": day})["立案日"] == day


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_texts(rulebook, text):
    try:
        text.encode()
    except UnicodeEncodeError:
        with pytest.raises(fadu.InputError):
            rulebook.check({"案号": text}, as_of=DAY, record="处罚案件")
        return
    assert json.loads(case_json({"案号": text})) == {"案号": text}


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text("甲乙ab\"\\\n"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("甲乙ab"), inner, max_size=3),
    max_leaves=10,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text("甲乙ab"), values, max_size=4))
def test_json(case):
    assert json.loads(case_json(case)) == case


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["案号", "罚款", "询问", "送达", "种类", "比例", "错"]), values, max_size=4))
@pytest.mark.filterwarnings("ignore::fadu.InputWarning")
def test_no_case_does_harm(rulebook, case):
    try:
        rulebook.check(case, as_of=DAY, record="处罚案件").to_json()
    except fadu.InputError as error:
        assert error.code.startswith("FD05")


def test_decimals_are_written_out():
    assert case_json({"a": Decimal("1E+3"), "b": Decimal("0.10")}) == '{"a":1000,"b":0.10}'


def test_spans_and_parameters():
    assert case_json({"a": datetime.timedelta(days=3), "b": datetime.timedelta(hours=48.0)}) == '{"a":"3日","b":"2日"}'
    assert parameter_text(datetime.timedelta(hours=36), "期间") == "36小时"
    assert parameter_text(True, "是否") == "是" and parameter_text(Decimal("1E+4"), "金额") == "10000元"
    assert parameter_text(datetime.date(2023, 1, 2), "日期") == "2023-01-02"
    for bad in (datetime.timedelta(seconds=1), datetime.timedelta(days=-1)):
        with pytest.raises(fadu.InputError):
            case_json({"a": bad})
