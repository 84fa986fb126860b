"""The package and the command give the same bytes."""

import json
import subprocess
import sys

import fadu
import pytest

from conftest import REPOSITORY, RULES

EXAMPLES = [
    (book, path.relative_to(REPOSITORY))
    for book in ("administrative-penalty", "lenient-penalty", "major-decision")
    for path in sorted((REPOSITORY / "examples" / book).glob("*.json"))
]
RECORDS = {"administrative-penalty": "处罚案件"}


@pytest.fixture(scope="module")
def books():
    return {name: fadu.load(f"{REPOSITORY}/rules/cn/{name}") for name in {book for book, _ in EXAMPLES}}


@pytest.mark.filterwarnings("ignore::fadu.InputWarning")
@pytest.mark.parametrize("book, path", EXAMPLES, ids=lambda value: str(value))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_cases_by_the_byte(books, command, book, path, language):
    done = command(
        "check", "-q", "-r", f"{REPOSITORY}/rules/cn/{book}", "--as-of", "2023-07-25", "--format", "ndjson",
        "--verdicts", "all", "--lang", language, path,
    )
    first, line, *_ = done.stdout.splitlines()
    cases = json.loads((REPOSITORY / path).read_text(encoding="utf-8"))
    cases = cases["cases"] if "cases" in cases else cases
    (case,) = cases if isinstance(cases, list) else [cases]
    options = {"as_of": "2023-07-25", "verdicts": "all", "language": language, "strict": False}
    report = books[book].check(case, **options)
    assert report.to_json() == line
    assert report.to_dict() == json.loads(line)
    command_receipt = json.loads(first)["receipt"]
    receipt = report.receipt()
    assert {key: command_receipt[key] for key in receipt} == receipt


def test_many_cases_by_the_byte(rulebook, command, tmp_path):
    cases = [{"案号": str(number), "文号": str(number % 4), "处罚决定": "2023-07-10", "送达": []} for number in range(6)]
    file = tmp_path / "cases.ndjson"
    file.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases), encoding="utf-8")
    done = command(
        "check", "-r", RULES, "--as-of", "2023-07-25", "--record", "处罚案件", "--format", "ndjson", "--lang", "zh", file,
    )
    checks = rulebook.check_many(cases, as_of="2023-07-25", record="处罚案件")
    lines = [report.to_json() for report in checks] + [checks.batch.to_json()]
    assert done.stdout.splitlines()[1:-1] == lines and "文号重复" in lines[-1]


def test_the_text_is_the_commands(rulebook, command, tmp_path):
    case = {"案号": "1", "处罚决定": "2023-07-10", "送达": []}
    (tmp_path / "case.json").write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    done = command("check", "-r", RULES, "--as-of", "2023-07-25", "--record", "处罚案件", "--lang", "en", tmp_path / "case.json")
    report = rulebook.check(case, as_of="2023-07-25", record="处罚案件", language="en")
    assert done.stdout.startswith(report.to_text())


def test_the_command_of_the_package(command):
    for program in ([sys.executable, "-m", "fadu"], [sys.executable.rsplit("/", 1)[0] + "/fadu"]):
        done = subprocess.run([*program, "--version"], capture_output=True, encoding="utf-8", check=True)
        assert done.stdout == f"fadu {fadu.__version__}\n"
        assert subprocess.run([*program, "check"], capture_output=True, check=False).returncode == 2
    assert command("--version", code=0).stdout == f"fadu {fadu.__version__}\n"
