import datetime
import pathlib

import fadu
import jsonschema
import pytest

from conftest import REPOSITORY, RULES


def test_it_lists_what_is_in_it(rulebook):
    assert [rule.name for rule in rulebook.rules] == ["两人执法", "罚款上限", "立案在先", "送达期限", "文号不得重复"]
    first = rulebook.rules[0]
    assert first.kind == "rule" and first.record == "处罚案件" and first.severity == "major"
    assert first.cites == (fadu.Cite("《行政处罚法》（2021）", "第四十二条第一款"),)
    assert pathlib.Path(first.file) == RULES
    assert RULES.read_text(encoding="utf-8").splitlines()[first.line - 1].startswith("规则 两人执法")
    assert rulebook.rules[-1].kind == "rule_over_cases"
    assert rulebook.records == ("执法人员", "处罚案件")
    assert [pathlib.Path(file) for file in rulebook.files] == [RULES]
    assert rulebook.parameters == (fadu.Parameter("较大数额", "金额", None),)
    for part in ("两人执法示例 1.0", "5 rules", "2 sources", "处罚案件"):
        assert part in repr(rulebook)


def test_procedures_and_their_steps():
    book = fadu.load(str(REPOSITORY / "rules/cn/administrative-penalty"))
    procedures = [rule for rule in book.rules if rule.kind == "procedure"]
    assert procedures and all(procedure.steps for procedure in procedures)
    assert "procedure" in repr(book)


def test_sources(rulebook):
    source = rulebook.source("行政处罚法（2021）")
    assert source is not None and source.name == "《行政处罚法》（2021）"
    assert source.rank == "law" and source.issued_by == "全国人大常委会"
    assert source.in_force_from == datetime.date(2021, 7, 15) and source.in_force_until is None
    assert rulebook.source("《行政处罚法》（2017）").in_force_until == datetime.date(2021, 7, 14)
    with pytest.raises(KeyError, match="行政处罚法"):
        rulebook.source("行政处罚法")  # two versions
    with pytest.raises(KeyError, match="两人执法"):
        rulebook.rule("二人执法")
    assert rulebook.rule("送达期限").severity == "minor"


def test_schema(rulebook):
    schema = rulebook.schema("处罚案件")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate({"案号": "1", "处罚决定": "2023-07-10"}, schema)
    assert rulebook.schema() == schema
    with pytest.raises(fadu.InputError) as caught:
        rulebook.schema("处罚案")
    assert caught.value.code == "FD0610" and "处罚案件" in str(caught.value)


def test_several_paths_and_texts(tmp_path):
    (tmp_path / "a.fadu").write_text("记录 案件\n  案号 : 文本 标识\n  合格 : 是否\n", encoding="utf-8")
    (tmp_path / "b.fadu").write_text("规则 甲 对 案件\n  应当 合格\n", encoding="utf-8")
    both = fadu.load([tmp_path / "a.fadu", str(tmp_path / "b.fadu")])
    assert both.rule("甲").record == "案件" and len(both.files) == 2
    assert fadu.load(tmp_path).rule("甲").cites == ()
    text = "\n".join((tmp_path / name).read_text(encoding="utf-8") for name in ("a.fadu", "b.fadu"))
    assert fadu.load_text(text).check({"合格": False}, as_of="2023-01-01").violations


def test_tests_are_loaded_only_when_asked_for(tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "a.fadu").write_text("记录 案件\n  合格 : 是否\n规则 甲 对 案件\n  应当 合格\n", encoding="utf-8")
    (tmp_path / "tests" / "b.fadu").write_text("规则 乙 对 案件\n  应当 合格\n", encoding="utf-8")
    assert len(fadu.load(tmp_path).rules) == 1
    assert len(fadu.load(tmp_path, include_tests=True).rules) == 2


def test_the_version():
    assert fadu.__version__ == "0.1.0"
