"""A month of tickets from an event log, and the figures that examples/hotline-12345 keeps. Refreshed with
FADU_REFRESH_GOLDEN=1."""

import os

from test_rulebooks import ROOT, fadu

FOLDER = ROOT / "examples" / "hotline-12345" / "month"
READING = ("-r", "rules/cn/hotline-12345", "--as-of", "2023-07-31", "--mapping", FOLDER / "mapping.json", "--lang", "zh")


def test_figures_of_a_month():
    done = fadu("figures", *READING, "--cases", FOLDER / "tickets.csv")
    assert done.returncode == 1, done.stderr
    golden = FOLDER / "figures.txt"
    if os.environ.get("FADU_REFRESH_GOLDEN"):
        golden.write_text(done.stdout, encoding="utf-8")
    assert done.stdout == golden.read_text(encoding="utf-8")


def test_findings_of_a_month():
    done = fadu("check", "-q", *READING, "--parameter", "热线延期上限=5个工作日", FOLDER / "tickets.csv")
    assert done.returncode == 1, done.stderr
    assert "共 30 件案件：违反 7\n" in done.stdout
    assert done.stdout.count("广东热线按期答复（CN-HL-GD-1）") == 5
