"""The table and the findings of the example report, as examples/annual-report keeps them. Refreshed with
FADU_REFRESH_GOLDEN=1."""

import os

import pytest

from test_rulebooks import ROOT, fadu

FOLDER = ROOT / "examples" / "annual-report"
BOOK = ("-r", "rules/cn/annual-report", "--as-of", "2023-12-31")
REPORT = "examples/annual-report/report-2023.json"


@pytest.mark.parametrize("golden,command", [
    ("report-2023.figures.txt", ("figures", *BOOK, "--cases", REPORT)),
    ("report-2023.check.txt", ("check", *BOOK, REPORT)),
])
def test_example_report(golden, command):
    done = fadu(*command, "--lang", "zh")
    assert done.returncode == 1, done.stderr
    if os.environ.get("FADU_REFRESH_GOLDEN"):
        (FOLDER / golden).write_text(done.stdout, encoding="utf-8")
    assert done.stdout == (FOLDER / golden).read_text(encoding="utf-8")


@pytest.mark.parametrize("report", ["report-corrected.json", "half-year.json"])
def test_reports_without_a_fault(report):
    assert fadu("check", *BOOK, FOLDER / report).returncode == 0
    assert fadu("figures", *BOOK, "--cases", FOLDER / report).returncode == 0
