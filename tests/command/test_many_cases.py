"""Rules over many cases, figures and scores, as the command gives them."""

import csv
import io
import json

import pytest

from conftest import REPOSITORY

EXAMPLE = REPOSITORY / "examples" / "joint-inspection"
VISITS = EXAMPLE / "visits.json"
WINDOW = ("--as-of", "2024-12-31", "--parameter", "同一时期=30日")
SCHEMA = REPOSITORY / "docs" / "findings.schema.json"


def test_findings_of_rules_over_many_cases_come_after_the_cases(fadu):
    run = fadu("check", "-r", EXAMPLE, *WINDOW, VISITS)
    assert run.returncode == 1, run.stderr
    cases, together = run.stdout.split("多案比对  截至 2024-12-31\n")
    assert "同一时期检查应当合并" not in cases
    assert "✗ 违反·轻微  同一时期检查应当合并（JI-48-2）  J1、J2" in together
    assert "前次的检查任务号：T-01；后次的检查任务号：T-02" in together
    assert "? 存疑  同一时期检查应当合并（JI-48-2）  J7" in together
    assert "共 9 件案件：违反 2，存疑 1" in together


def test_a_window_that_nobody_set_is_one_doubt(fadu):
    run = fadu("check", "-r", EXAMPLE, "--as-of", "2024-12-31", VISITS)
    assert run.stdout.count("缺少：同一时期（地方参数未定）") == 1


def test_json_and_ndjson_hold_the_batch(fadu):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    document = json.loads(fadu("check", "-r", EXAMPLE, *WINDOW, "--format", "json", VISITS).stdout)
    jsonschema.Draft202012Validator(schema).validate(document)
    breach = next(one for one in document["batch"] if one["verdict"] == "violated")
    assert breach["cases"] == ["J1", "J2"]
    lines = [json.loads(line) for line in fadu("check", "-r", EXAMPLE, *WINDOW, "--format", "ndjson", VISITS).stdout.splitlines()]
    assert lines[-2]["batch"] == document["batch"]
    assert lines[-1]["output"]["cases"] == 9


def test_a_receipt_over_many_cases_is_verified(fadu, tmp_path):
    receipt = tmp_path / "receipt.json"
    assert fadu("check", "-r", EXAMPLE, *WINDOW, "--receipt", receipt, "--format", "json", VISITS).returncode == 1
    run = fadu("verify", receipt)
    assert run.returncode == 0, run.stdout + run.stderr


def test_without_such_rules_there_is_no_batch(fadu):
    assert "多案比对" not in fadu("check", "-r", "rules.fadu", "lawful.json").stdout
    assert "batch" not in json.loads(fadu("check", "-r", "rules.fadu", "--format", "json", "lawful.json").stdout)


def test_figures_as_table_json_and_csv(fadu):
    run = fadu("figures", EXAMPLE, *WINDOW, "--cases", VISITS)
    assert run.returncode == 1, run.stderr
    assert "不少于60%：未达到" in run.stdout
    document = json.loads(fadu("figures", EXAMPLE, *WINDOW, "--format", "json", "--cases", VISITS).stdout)
    share = document["figures"][0]
    assert share["measure"] == "share"
    assert share["period"] == {"from": "2024-01-01", "until": "2024-12-31", "by": "检查日"}
    assert share["all"]["numerator"] == {"low": "2", "high": "2"}
    assert share["all"]["exact"] == {"low": "2/3", "high": "2/3"}
    assert share["all"]["rounded"] == {"low": "66.7%", "high": "66.7%"}
    assert [group["group"] for group in share["groups"]] == [["市监局"], ["应急局"]]
    rows = list(csv.DictReader(io.StringIO(fadu("figures", EXAMPLE, *WINDOW, "--format", "csv", "--cases", VISITS).stdout)))
    assert [row["figure"] for row in rows] == ["整改率", "整改率", "整改率", "重复检查件数"]
    assert rows[1]["target_verdict"] == "missed" and rows[1]["finding"] == "missed"


def test_published_figures_are_contradicted_with_the_arithmetic(fadu):
    run = fadu("figures", REPOSITORY / "examples" / "annual-figures")
    assert run.returncode == 1
    assert "2524 ÷ 53754 = 4.6954…%，四舍五入到0.01%为4.70%，公布4.64%\n" in run.stdout
    assert "公布34.24%；舍去到0.01%则为34.24%，与公布值相同" in run.stdout


def test_an_empty_denominator_is_said(fadu):
    run = fadu("figures", EXAMPLE, *WINDOW, "--cases", "-", "--input-format", "json", stdin="[]")
    assert run.returncode == 0, run.stdout
    assert "整改率：没有案件进入统计，分母为零，没有值" in run.stdout


def test_an_unreadable_batch_is_no_zero(fadu):
    run = fadu("figures", EXAMPLE, *WINDOW, "--cases", "-", "--input-format", "json", stdin='[{"检查编号": ')
    assert run.returncode == 2


def test_scores_with_reasons(fadu):
    run = fadu("score", EXAMPLE, *WINDOW, "--cases", VISITS)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "案件 J1  检查评查  70分（满分 100）  合格" in run.stdout
    assert "案件 J7  检查评查  70至100分（满分 100）  优秀或者合格" in run.stdout
    assert run.stdout.endswith("共 9 件：优秀 5，合格 3，待定 1\n")
    scores = json.loads(fadu("score", EXAMPLE, *WINDOW, "--format", "json", "--cases", VISITS).stdout)["scores"]
    assert scores[0]["score"] == {"low": "70", "high": "70"}
    assert scores[0]["reasons"][0]["findings"][0]["instance"] == "J1、J2"
    rows = list(csv.DictReader(io.StringIO(fadu("score", EXAMPLE, *WINDOW, "--format", "csv", "--cases", VISITS).stdout)))
    assert len(rows) == 9


def test_a_sample_is_the_same_for_the_same_seed(fadu):
    def drawn(*arguments):
        run = fadu("score", EXAMPLE, *WINDOW, "--cases", VISITS, "--format", "json", *arguments)
        assert run.returncode == 0, run.stderr
        document = json.loads(run.stdout)
        return document["sample"], [score["case"] for score in document["scores"]]

    note, cases = drawn("--sample", "40%", "--seed", "7")
    assert note == {"population": 9, "drawn": 4, "size": "40%", "seed": "7"}
    assert len(cases) == 4
    assert drawn("--sample", "40%", "--seed", "7")[1] == cases
    assert any(drawn("--sample", "40%", "--seed", str(seed))[1] != cases for seed in range(8, 12))
    note, cases = drawn("--sample", "1", "--seed", "7", "--by", "机关")
    assert len(cases) == 3  # 市监局, 应急局, and the one of which it is not known


@pytest.mark.parametrize(
    "arguments",
    [
        ("--sample", "很多", "--seed", "1"),
        ("--sample", "101%", "--seed", "1"),
        ("--sample", "2"),
        ("--seed", "1"),
        ("--sample", "2", "--seed", "1", "--by", "机构"),
        ("--card", "检察评查"),
    ],
)
def test_bad_arguments_exit_with_2_and_say_why(fadu, arguments):
    run = fadu("score", EXAMPLE, *WINDOW, "--cases", VISITS, *arguments)
    assert run.returncode == 2
    assert run.stderr


def test_rules_without_a_scorecard(fadu):
    run = fadu("score", "rules.fadu", "--cases", "lawful.json")
    assert run.returncode == 2
    assert "没有评查表" in run.stderr


def test_examples_over_a_file_of_cases(fadu, tmp_path):
    (tmp_path / "rules.fadu").write_text(
        """规则集 组 版本 1.0
记录 案件
  案号 : 文本 标识
  文号 : 文本
规则 文号不得重复 对 案件 中 同一 文号 的 每组（以下称 同号案件）
  应当 同号案件 的 数量 不超过 1
案例 两件同号 对 案件
  案件 载于 “cases.json”
  截至 2024-01-01
  应有 违反 文号不得重复
  应有 合规 文号不得重复
  应无 存疑 文号不得重复
案例 一件 对 案件
  案件
    案号 “1”
    文号 “甲”
  截至 2024-01-01
  应无 违反 文号不得重复
""",
        encoding="utf-8",
    )
    cases = [{"案号": "1", "文号": "甲"}, {"案号": "2", "文号": "甲"}, {"案号": "3", "文号": "乙"}]
    (tmp_path / "cases.json").write_text(json.dumps(cases, ensure_ascii=False), encoding="utf-8")
    run = fadu("test", "-r", tmp_path / "rules.fadu")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "案例 2，期望 4：全部符合" in run.stdout
