"""Several norms of one name as the command shows them: conflicts with who rules, what displaced what, coverage."""

import json
from pathlib import Path

import pytest

NORMS = Path(__file__).resolve().parents[1] / "acceptance" / "norms"
CASE = {"案号": "1", "领域": "市场监管", "处罚决定": "2023-03-01", "公示决定": ["2023-03-09"], "事件齐全": True}


@pytest.fixture
def check(fadu, tmp_path):
    def run(case, *options):
        path = tmp_path / "case.json"
        path.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
        return fadu("check", "-r", NORMS, "--record", "案件", "--as-of", "2023-05-01", *options, path)

    return run


def finding(run, rule):
    case = json.loads(run.stdout)["cases"][0]
    return next(one for one in case["findings"] if one["rule"] == rule)


def test_a_conflict_cites_both_and_names_who_rules(check):
    found = finding(check(CASE, "--format", "json"), "公示期限")
    assert found["verdict"] == "conflict"
    assert {cite["source"] for cite in found["cites"]} == {
        "《广东省行政执法公示办法》",
        "《市场监督管理行政处罚信息公示规定》",
    }
    assert [norm["verdict"] for norm in found["norms"]] == ["violated", "compliant"]
    assert "国务院裁决" in found["referee"] and "第一百零六条" in found["referee"]


def test_what_was_displaced_says_by_what(check):
    found = finding(check(CASE, "--format", "json"), "送达后公示")
    assert found["verdict"] == "violated"
    assert "优先适用" in found["norms"][1]["why_not"] and "裁决" in found["norms"][1]["why_not"]


def test_a_higher_source_prevails(check):
    found = finding(check(CASE | {"调查人数": 1}, "--format", "json"), "立案人数")
    assert found["verdict"] == "violated" and found["severity"] == "major"
    assert found["norms"][1]["why_not"] == "《行政处罚法》（2021）位阶更高"


def test_the_report_shows_all_provisions(check):
    report = check(CASE).stdout
    assert "  各项规定 《广东省行政执法公示办法》：违反（期限 2023-03-08）；《市场监督管理行政处罚信息公示规定》：合规\n" in report
    assert "  裁决 由国务院裁决" in report


def test_an_exception_is_named_and_cited(check):
    case = {"案号": "2", "领域": "公安", "当场盘查": True, "盘查持枪人": False, "调查人数": 1, "事件齐全": True}
    found = finding(check(case, "--format", "json", "--verdicts", "all"), "两人执法")
    assert found["verdict"] == "excused" and found["excused_by"] == "公安当场盘查"
    assert {"source": "《公安机关办理行政案件程序规定》", "article": "第三十九条"} in found["cites"]


def test_coverage_counts_every_candidate_and_exception(fadu):
    report = fadu("coverage", "-r", NORMS).stdout
    assert "例外 治安案件期限" in report and "例外 公安当场盘查" in report
    publicity = report.split("《市场监督管理行政处罚信息公示规定》")[1].split("《")[0]
    assert "第八条  已编码：规则 公示期限" in publicity
