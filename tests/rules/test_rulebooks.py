"""The shipped rulebooks, the acceptance items and the example cases, as their users would run them. The binary stands in
the environment variable FADU."""

import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULEBOOKS = sorted(p.parent for p in (ROOT / "rules").rglob("rulebook.fadu"))
ACCEPTANCE = sorted(p for p in (ROOT / "tests" / "acceptance").iterdir() if p.is_dir())
LOG_EXAMPLES = [ROOT / "examples" / "environmental-permits", ROOT / "examples" / "joint-inspection"]
# Ten years on every period in the examples has run out, so that nothing in them hangs on the day of the test.
CASES = {
    "administrative-penalty": "2024-03-01",
    "lenient-penalty": "2024-03-01",
    "major-decision": "2024-03-01",
    "annual-report": "2024-03-01",
    "hotline-12345": "2024-03-01",
    "petitions": "2024-03-01",
    "mediation": "2024-03-01",
    "notary": "2024-03-01",
    "normative-documents": "2024-03-01",
    "officers": "2024-03-01",
    "case-file-review": "2024-03-01",
    "supervision": "2024-03-01",
    "reconsideration": "2024-12-01",
    "litigation": "2024-12-01",
}


def fadu(*arguments):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [os.environ["FADU"], *map(str, arguments)], capture_output=True, encoding="utf-8", env=environment, cwd=ROOT, timeout=300
    )


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("book", RULEBOOKS + ACCEPTANCE + LOG_EXAMPLES, ids=name)
def test_examples_hold(book):
    done = fadu("test", "-r", book, "--lang", "zh")
    assert done.returncode == 0, done.stdout + done.stderr
    counted = re.search(r"案例 (\d+)，期望 (\d+)：全部符合", done.stdout)
    assert counted and int(counted[1]) > 0, done.stdout


@pytest.mark.parametrize("book", RULEBOOKS + ACCEPTANCE + LOG_EXAMPLES, ids=name)
def test_loads_without_errors_and_warnings(book):
    done = fadu("test", "-r", book, "--lang", "en")
    assert not re.search(r"^(error|warning)\[", done.stderr, re.M), done.stderr


def test_all_rulebooks_load_together():
    done = fadu("coverage", "-r", ROOT / "rules" / "cn", "--format", "json")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("folder", ["rules", "examples", "tests/acceptance"])
def test_files_are_laid_out(folder):
    done = fadu("fmt", "--check", ROOT / folder)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("spelling", ["en", "zh-Hant"])
def test_keywords_change_and_come_back(spelling):
    for path in sorted((ROOT / "rules").rglob("*.fadu")):
        text = path.read_text(encoding="utf-8")
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        for keywords in (spelling, "zh-Hans"):
            done = subprocess.run(
                [os.environ["FADU"], "fmt", "--keywords", keywords, "-"],
                input=text, capture_output=True, encoding="utf-8", env=environment, timeout=60,
            )
            assert done.returncode == 0, (path, done.stderr)
            text = done.stdout
        assert text == path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("book", RULEBOOKS, ids=name)
def test_coverage_table_is_fresh(book):
    """Refreshed by scripts/make_coverage.sh."""
    done = fadu("coverage", "-q", "-r", book, "--format", "markdown", "--lang", "zh")
    assert done.returncode == 0
    assert done.stdout == (book / "COVERAGE.md").read_text(encoding="utf-8")


def test_articles_of_the_main_sources_are_all_accounted_for():
    text = fadu("coverage", "-q", "-r", ROOT / "rules" / "cn", "--lang", "zh").stdout
    for source in ["《行政处罚法》（2021）", "《重大行政决策程序暂行条例》", "《广东省行政执法公示办法》",
                   "《广东省行政执法全过程记录办法》", "《广东省重大行政执法决定法制审核办法》",
                   "《信访工作条例》", "《人民调解法》", "《公证法》", "《济南市12345市民服务热线条例》",
                   "《最高人民法院关于人民调解协议司法确认程序的若干规定》", "《潍坊市12345政务服务便民热线条例》",
                   "《行政复议法》（2017）", "《行政复议法》（2023）", "《行政复议法实施条例》（2007）",
                   "《行政机关负责人出庭应诉若干问题的规定》（2020）"]:
        heading = next((line for line in text.splitlines() if line.startswith(source)), None)
        assert heading, source
        assert not re.search("未编码 [1-9]", heading), heading


def example_cases():
    for folder, as_of in CASES.items():
        for path in sorted((ROOT / "examples" / folder).glob("*.json")):
            yield pytest.param(folder, as_of, path, id=name(path))


@pytest.mark.parametrize("folder,as_of,path", list(example_cases()))
def test_example_cases_say_what_their_names_say(folder, as_of, path):
    done = fadu("check", "-q", "-r", ROOT / "rules" / "cn" / folder, "--as-of", as_of, "--format", "json", path)
    assert done.returncode in (0, 1), done.stderr
    lawful = "lawful" in path.stem and "unlawful" not in path.stem
    if lawful or path.stem in ("not-penalised", "exploratory-reform"):
        assert done.returncode == 0, done.stdout
    if "unlawful" in path.stem or path.stem == "wrongly-penalised":
        assert done.returncode == 1
        assert done.stdout.count('"violated"') >= 3
    if "missing" in path.stem:
        assert done.returncode == 0, "missing facts accuse nobody"


def scores(card, *cases):
    done = fadu("score", "-q", ROOT / "rules" / "cn" / "case-file-review", "--card", card, "--as-of", "2024-03-01", "--format", "csv",
                *(argument for path in cases for argument in ("--cases", ROOT / "examples" / path)))
    rows = [line.split(",") for line in done.stdout.splitlines()[1:]]
    return {row[0]: (row[2], row[3], row[4]) for row in rows}


def test_case_files_are_scored():
    assert set(scores("执法案卷评查", "case-file-review/lawful.json").values()) == {("100", "100", "优秀")}
    assert scores("执法案卷评查", "case-file-review/unlawful.json") == {
        "处-2023-11": ("88.5", "88.5", "合格"),
        "处-2023-12": ("0", "0", "不合格"),
        "处-2023-13": ("84", "84", "合格"),
        "许-2023-11": ("93", "93", "优秀"),
    }
    assert scores("执法案卷评查", "case-file-review/facts-missing.json") == {"处-2024-01": ("0", "100", "优秀、不合格")}


@pytest.mark.parametrize("card,lawful,unlawful", [
    ("处罚案件评查", "administrative-penalty/01-lawful-ordinary-with-hearing.json",
     "administrative-penalty/03-unlawful-many-breaches.json"),
    ("强制案件评查", "administrative-compulsion/01-lawful-seizure-to-court.json",
     "administrative-compulsion/02-unlawful-seizure-and-demolition.json"),
    ("许可案件评查", "administrative-permission/01-lawful-with-hearing.json", "administrative-permission/02-unlawful.json"),
])
def test_cases_are_scored_from_their_findings(card, lawful, unlawful):
    assert list(scores(card, lawful).values()) == [("100", "100", "优秀")]
    assert [grade for _, _, grade in scores(card, unlawful).values()] == ["不合格"]
