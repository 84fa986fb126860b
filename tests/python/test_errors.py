import copy
import pickle
import warnings

import fadu
import pytest

DAY = "2023-07-25"


def check(rulebook, case, **options):
    return rulebook.check(case, as_of=DAY, record="处罚案件", **options)


def test_no_such_file():
    with pytest.raises(fadu.LoadError) as caught:
        fadu.load("/no/such/file.fadu", language="en")
    error = caught.value
    assert error.code == "FD0601" and error.file is None and error.line is None
    assert "there is no file" in str(error)


def test_all_mistakes_of_all_files(tmp_path):
    (tmp_path / "a.fadu").write_text("记录 案件\n  合格 : 是否\n\n规则 甲 对 案件\n  应当 合各\n", encoding="utf-8")
    (tmp_path / "b.fadu").write_text("规则 乙 对 案\n  应当 合格\n", encoding="utf-8")
    with pytest.raises(fadu.LoadError) as caught:
        fadu.load(tmp_path)
    error = caught.value
    assert {one.file for one in error.diagnostics} == {str(tmp_path / "a.fadu"), str(tmp_path / "b.fadu")}
    first = error.diagnostics[0]
    assert (error.code, error.file, error.line, error.column) == (first.code, first.file, first.line, first.column)
    assert (first.line, first.column) == (5, 6)
    assert "应当 合各" in first.rendered and "^^^^" in first.rendered and first.rendered.strip() in str(error)
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(twin) is fadu.LoadError and str(twin) == str(error) and twin.diagnostics == error.diagnostics


def test_not_utf8(tmp_path):
    (tmp_path / "a.fadu").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(fadu.LoadError):
        fadu.load(tmp_path)


@pytest.mark.parametrize("bad", [b"\xff", "{", "[]", "3", '{"案号": "\ud800"}', "", b"\xef\xbb\xbf"])
def test_no_case(rulebook, bad):
    with pytest.raises(ValueError):
        check(rulebook, bad)


@pytest.mark.parametrize("bad", [3, None, [1], object(), {1, 2}, Exception])
def test_what_is_no_case(rulebook, bad):
    with pytest.raises(TypeError, match="a case is"):
        check(rulebook, bad)


@pytest.mark.parametrize(
    "value, path",
    [
        ({"罚款": float("nan")}, "罚款"),
        ({"罚款": float("inf")}, "罚款"),
        ({"询问": [{"日期": "2023-03-05"}, {"日期": 3j}]}, "询问[2].日期"),
        ({"询问": {1: 2}}, "询问"),
    ],
)
def test_a_value_that_is_none_names_its_place(rulebook, value, path):
    with pytest.raises(fadu.InputError) as caught:
        check(rulebook, value)
    assert caught.value.code == "FD0502" and f"{path}：" in str(caught.value)


def test_a_case_within_itself(rulebook):
    case = {"案号": "1"}
    case["询问"] = [case]
    with pytest.raises(fadu.InputError, match="层次太深"):
        check(rulebook, case)


def test_a_value_of_the_wrong_type(rulebook):
    with pytest.raises(fadu.InputError) as caught:
        check(rulebook, {"案号": "1", "罚款": "很多"})
    assert caught.value.code == "FD0502" and caught.value.line == 1 and "很多" in str(caught.value)
    report = check(rulebook, {"案号": "1", "罚款": "很多"}, strict=False, parameters={"较大数额": 1})
    assert [one.code for one in report.notes] == ["FD0502"]
    assert next(one for one in report.undetermined if one.rule == "罚款上限").missing == ("罚款",)


def test_an_unknown_name_is_a_warning(rulebook):
    with pytest.warns(fadu.InputWarning, match="罚款"):
        report = check(rulebook, {"案号": "1", "罚金": 3})
    assert [one.code for one in report.notes] == ["FD0503"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check(rulebook, {"案号": "1"})


def test_an_unknown_record(rulebook):
    with pytest.raises(fadu.InputError) as caught:
        rulebook.check({"案号": "1"}, as_of=DAY, record="处罚案")
    assert caught.value.code == "FD0610" and "处罚案件" in str(caught.value)


@pytest.mark.parametrize("parameters", [{"较大数目": 1}, {"较大数额": "多"}, {"较大数额": True}])
def test_parameters(rulebook, parameters):
    with pytest.raises(fadu.ParameterError, match="较大数额"):
        check(rulebook, {"案号": "1"}, parameters=parameters)


def test_the_errors_are_of_one_family():
    for kind in (fadu.LoadError, fadu.InputError, fadu.ParameterError, fadu.CalendarError):
        assert issubclass(kind, fadu.FaduError)
    assert issubclass(fadu.InputError, ValueError)
