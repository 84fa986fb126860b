import json
import shutil

import pytest

from conftest import DATA, REPOSITORY

RULES = ("-r", "rules.fadu")
CASE = ("--as-of", "2023-07-15", "unlawful.json")


def test_help_and_version(fadu):
    run = fadu("--help")
    assert run.returncode == 0
    for command in ("check", "verify", "follow", "explain", "test", "fmt", "date", "graph", "schema", "coverage"):
        assert command in run.stdout
        own = fadu(command, "--help")
        assert own.returncode == 0 and f"fadu {command}" in own.stdout
    assert fadu("--version").stdout.startswith("fadu ")
    assert fadu().returncode == 2
    assert fadu("chekc").returncode == 2


def test_explain_shows_conditions_exceptions_and_days(fadu):
    run = fadu("explain", *RULES, *CASE, "两人执法")
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("违反·重大 两人执法（2023-03-05 询问）")
    assert "依据：《行政处罚法》（2021）第四十二条第一款" in run.stdout
    assert "除外情形“法律规定可由一人实施”：不适用" in run.stdout
    run = fadu("explain", *RULES, *CASE, "普通程序/送达")
    assert "2023-07-15 周六 至 2023-07-16 周日 休息日 不计入" in run.stdout
    tree = json.loads(fadu("explain", *RULES, *CASE, "两人执法", "--format", "json").stdout)
    assert tree[0]["title"].startswith("违反")


def test_explain_takes_the_id_of_a_finding(fadu):
    document = json.loads(fadu("check", *RULES, *CASE, "--format", "json").stdout)
    for finding in document["cases"][0]["findings"]:
        run = fadu("explain", *RULES, *CASE, "--finding", finding["id"])
        assert run.returncode == 0, run.stderr
        assert f"结论编号：{finding['id']}" in run.stdout and run.stdout.count("结论编号") == 1
        assert f"finding: {finding['id']}" in fadu("explain", *RULES, *CASE, "--finding", finding["id"], "--lang", "en").stdout
    for arguments in (("--finding", "0123456789abcdef"), ("--finding", "两人执法"), ()):
        run = fadu("explain", *RULES, *CASE, *arguments)
        assert run.returncode == 2 and run.stderr


def test_findings_over_many_cases_have_ids_too(fadu):
    folder = REPOSITORY / "examples" / "joint-inspection"
    rules = ("-r", folder / "rules.fadu", "--as-of", "2026-01-31", "--parameter", "同一时期=30日", folder / "visits.json")
    batch = json.loads(fadu("check", *rules, "--format", "json").stdout)["batch"]
    ids = [finding["id"] for finding in batch]
    assert ids and len(ids) == len(set(ids))
    for more in (("--lang", "en"), ("--verdicts", "all")):
        others = json.loads(fadu("check", *rules, "--format", "json", *more).stdout)["batch"]
        assert set(ids) <= {finding["id"] for finding in others}
    for one in ids:
        run = fadu("explain", *rules, "--finding", one)
        assert run.returncode == 0 and f"结论编号：{one}" in run.stdout, run.stderr


def test_explain_offers_the_nearest_rule(fadu):
    run = fadu("explain", *RULES, *CASE, "二人执法")
    assert run.returncode == 2
    assert "两人执法" in run.stderr
    assert fadu("explain", *RULES, *CASE, "两人执法", "--instance", "9").returncode == 2


def test_examples_that_hold(fadu):
    run = fadu("test", "-r", "example.fadu")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "案例 1，期望 5：全部符合" in run.stdout


def test_examples_that_fail_say_what_was_found(fadu, tmp_path):
    shutil.copy(DATA / "rules.fadu", tmp_path)
    text = (DATA / "example.fadu").read_text(encoding="utf-8")
    text = text.replace("逾期 41日", "逾期 40日").replace("应无 违反 未经告知不得处罚", "应无 违反 两人执法")
    (tmp_path / "example.fadu").write_text(text, encoding="utf-8")
    run = fadu("test", tmp_path)
    assert run.returncode == 1
    assert "逾期 40日" in run.stdout and "逾期 41日" in run.stdout
    assert "应无 违反 两人执法" in run.stdout
    assert "2 处不符" in run.stdout


def test_an_expectation_of_an_unknown_rule_is_an_error(fadu, tmp_path):
    shutil.copy(DATA / "rules.fadu", tmp_path)
    text = (DATA / "example.fadu").read_text(encoding="utf-8").replace("应有 违反 两人执法", "应有 违反 二人执法")
    (tmp_path / "example.fadu").write_text(text, encoding="utf-8")
    run = fadu("test", tmp_path)
    assert run.returncode != 0
    assert "两人执法" in run.stderr


def test_fmt_checks_rewrites_and_is_idempotent(fadu, tmp_path):
    file = tmp_path / "a.fadu"
    shutil.copy(DATA / "rules.fadu", file)
    assert fadu("fmt", "--check", file).returncode == 0
    file.write_text(file.read_text(encoding="utf-8").replace("  步骤 立案", "      步骤   立案"), encoding="utf-8")
    run = fadu("fmt", "--check", file)
    assert run.returncode == 1 and "a.fadu" in run.stdout
    assert fadu("fmt", file).returncode == 0
    assert file.read_text(encoding="utf-8") == (DATA / "rules.fadu").read_text(encoding="utf-8")


def test_fmt_rewrites_keywords_there_and_back(fadu):
    text = (DATA / "rules.fadu").read_text(encoding="utf-8")
    for spelling, word in (("en", "must"), ("zh-Hant", "應當")):
        rewritten = fadu("fmt", "--keywords", spelling, "-", stdin=text)
        assert rewritten.returncode == 0, rewritten.stderr
        assert word in rewritten.stdout
        assert fadu("fmt", "--keywords", "zh-Hans", "-", stdin=rewritten.stdout).stdout == text


def test_fmt_leaves_what_it_cannot_read(fadu, tmp_path):
    file = tmp_path / "a.fadu"
    file.write_text("规则 规则 规则\n", encoding="utf-8")
    assert fadu("fmt", file).returncode == 2
    assert file.read_text(encoding="utf-8") == "规则 规则 规则\n"
    assert fadu("fmt", "no-such.fadu").returncode == 2


@pytest.mark.parametrize(
    "arguments, day",
    [
        (("2023-01-18", "+5wd"), "2023-01-30"),
        (("2023-01-18", "5个工作日"), "2023-01-30"),
        (("2023-01-30", "-5wd"), "2023-01-18"),
        (("2023-03-01", "+90d"), "2023-05-30"),
        (("2023-01-31", "+1m"), "2023-02-28"),
        (("2023-07-10", "7日", *RULES, "--policy", "《行政处罚法》（2021）"), "2023-07-19"),
        (("2023-06-20", "-7d"), "2023-06-13"),
        (("2023-06-20", "-7d", "--backward", "both-ends"), "2023-06-12"),
        (("2023-12-20", "+10d", "--roll", "rest-days"), "2024-01-02"),
    ],
)
def test_dates(fadu, arguments, day):
    run = fadu("date", *arguments)
    assert run.returncode == 0, run.stderr
    assert run.stdout == day + "\n"


def test_dates_explained_and_refused(fadu):
    run = fadu("date", "2023-01-18", "+5wd", "--explain")
    assert "春节" in run.stdout and "调休" in run.stdout
    assert run.stdout.splitlines()[-1] == "2023-01-30"
    assert fadu("date", "2035-01-18", "+5wd").returncode == 2
    assert fadu("date", "2023-02-30", "+5wd").returncode == 2
    assert fadu("date", "2023-02-28", "+5x").returncode == 2
    run = fadu("date", "2023-02-28", "+5d", *RULES, "--policy", "《行政处法》")
    assert run.returncode == 2 and "行政处罚法" in run.stderr


def test_graphs(fadu):
    assert fadu("graph", *RULES).stdout.startswith("digraph")
    mermaid = fadu("graph", *RULES, "普通程序", "--format", "mermaid", "--case", "unlawful.json", "--as-of", "2023-07-15")
    assert "【逾期】" in mermaid.stdout and "【待办】" in mermaid.stdout
    assert fadu("graph", *RULES, "简易程序").returncode == 2
    svg = fadu("graph", *RULES, "--format", "svg")
    if shutil.which("dot"):
        assert "<svg" in svg.stdout
    absent = fadu("graph", *RULES, "--format", "svg", env={"PATH": "/nonexistent"})
    assert absent.returncode == 2 and "dot" in absent.stderr


def test_schema_and_blank_case(fadu):
    schema = json.loads(fadu("schema", *RULES).stdout)
    assert "$schema" in schema
    blank = fadu("schema", *RULES, "--blank")
    json.loads(blank.stdout)
    assert fadu("check", *RULES, "-", "--input-format", "json", stdin=blank.stdout).returncode in (0, 1)


def test_coverage(fadu):
    run = fadu("coverage", *RULES)
    assert "第五条  不可译：公正公开原则，机器不能判断" in run.stdout
    assert "第六条至第四十一条  未编码" in run.stdout
    assert "| 第四十二条 | 已编码 |" in fadu("coverage", *RULES, "--format", "markdown").stdout
    table = json.loads(fadu("coverage", *RULES, "--format", "json").stdout)
    assert table[0]["articles_in_all"] == 86 and len(table[0]["articles"]) == 86


def test_coverage_counts_a_paragraph_with_the_article_before_it(fadu, tmp_path):
    rules = tmp_path / "rules.fadu"
    rules.write_text(
        "法源 《某法》\n  位阶 法律\n  条文 第一条 至 第三条\n记录 案 \n  甲 : 是否\n"
        "规则 乙 对 案\n  应当 甲\n  依据 《某法》第二条第一款、第三款\n  违者 轻微 “丙”\n",
        encoding="utf-8",
    )
    run = fadu("coverage", "-r", str(rules))
    assert "第二条  已编码：规则 乙" in run.stdout
    assert "\n  第三款" not in run.stdout


def test_parse(fadu):
    run = fadu("parse", "rules.fadu")
    assert run.returncode == 0 and run.stdout
    assert fadu("parse", "-", stdin="规则 规则\n").returncode == 2
