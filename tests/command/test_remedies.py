"""Remedies, explanations, reasons why not and next steps, as a legal officer reads them."""
import json
import os
import re
import shutil
import subprocess

import jsonschema
import pytest

from conftest import REPOSITORY

BOOK = ("-r", REPOSITORY / "rules" / "cn" / "administrative-penalty")
EXAMPLES = REPOSITORY / "examples" / "administrative-penalty"
THREE = ("--as-of", "2023-07-15", EXAMPLES / "07-three-violations.json")
RULES = ("普通程序/事先告知", "两人执法", "办案期限")


def told(fadu, language):
    """The report with remedies, then the explanation of each of the three breaches."""
    text = fadu("check", *BOOK, *THREE, "--remedies", "--lang", language).stdout
    for rule in RULES:
        text += "\n" + fadu("explain", *BOOK, *THREE, rule, "--lang", language).stdout
    return text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_three_violations_explained(fadu, language):
    golden = EXAMPLES / f"07-three-violations.{language}.txt"
    text = told(fadu, language)
    if os.environ.get("FADU_REFRESH_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_chinese_reads_as_chinese(fadu):
    text = re.sub(r"CN-[A-Z0-9-]+|结论编号：[0-9a-f]{16}|[赣][A-Z]\d+", "", told(fadu, "zh"))
    assert not re.search(r"[A-Za-z]{2,}", text), re.findall(r".*[A-Za-z]{2,}.*", text)
    for internal in ("[1]", " = ", "?.", "condition", "：是\n", "：否\n    "):
        assert internal not in text


def test_remedies_in_json_fit_the_schema(fadu):
    schema = json.loads((REPOSITORY / "docs" / "findings.schema.json").read_text(encoding="utf-8"))
    document = json.loads(fadu("check", *BOOK, *THREE, "--remedies", "--format", "json").stdout)
    jsonschema.validate(document, schema)
    assert document["receipt"]["remedies"] is True
    remedies = {finding["rule"]: finding["remedy"] for finding in document["cases"][0]["findings"] if "remedy" in finding}
    assert remedies["普通程序"]["kind"] == "redo"
    assert remedies["普通程序"]["redo"] == ["事先告知", "处罚决定"]
    assert remedies["两人执法"]["kind"] == "incurable"
    assert remedies["办案期限"]["treatment_cites"] == [
        {"source": "《行政诉讼法》（2017）", "article": "第七十四条第一款第（二）项"}
    ]
    assert '"remedy":' not in fadu("check", *BOOK, *THREE, "--format", "json").stdout


def test_a_receipt_with_remedies_verifies(fadu, tmp_path):
    receipt = tmp_path / "receipt.json"
    run = fadu("check", *BOOK, *THREE, "--remedies", "--format", "json", "--receipt", receipt)
    assert run.returncode == 1
    assert fadu("verify", receipt).returncode == 0


def test_explanations_as_a_picture(fadu):
    run = fadu("explain", *BOOK, *THREE, "两人执法", "--format", "dot")
    assert run.returncode == 0 and run.stdout.startswith("digraph"), run.stderr
    assert "#c62828" in run.stdout and "办案人员" in run.stdout
    if shutil.which("dot"):
        drawn = subprocess.run(["dot", "-Tsvg"], input=run.stdout, capture_output=True, encoding="utf-8", timeout=60)
        assert drawn.returncode == 0 and "<svg" in drawn.stdout, drawn.stderr
        assert not re.search(r"error|syntax", drawn.stderr, re.I), drawn.stderr


def test_why_a_rule_did_not_fire(fadu):
    run = fadu("explain", *BOOK, *THREE, "--why-not", "决定书应当载明法定事项", "--lang", "zh")
    assert run.returncode == 0, run.stderr
    assert "合规" in run.stdout and "结论即为“违反”" in run.stdout
    answer = json.loads(fadu("explain", *BOOK, *THREE, "--why-not", "市监办案期限", "--format", "json").stdout)
    assert answer[0]["condition"] == "领域为市场监管"
    assert answer[0]["facts"] == [{"path": "领域", "value": "城市管理"}]
    assert fadu("explain", *BOOK, *THREE, "--why-not", "两人执法", "--format", "dot").returncode == 2


def test_next_steps(fadu):
    case = EXAMPLES / "04-in-progress-due-dates.json"
    run = fadu("next", *BOOK, "--as-of", "2023-05-05", case, "--lang", "zh")
    assert run.returncode == 0, run.stderr
    assert "事先告知：现在可以进行" in run.stdout
    assert "处罚决定：尚待事先告知；最迟 2023-07-11，余 67 日（47 个工作日）（市监办案期限）" in run.stdout
    answer = json.loads(fadu("next", BOOK[1], "--cases", case, "--as-of", "2023-05-05", "--format", "json").stdout)
    assert [step["standing"] for step in answer[0]["steps"]][:2] == ["now", "waiting"]
    assert fadu("next", *BOOK).returncode == 2
