"""The hand-written stubs, held against the extension; the package under mypy."""

import pathlib
import subprocess
import sys

import fadu
import pytest

pytest.importorskip("mypy")
HERE = pathlib.Path(__file__).resolve().parent


def run(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-m", *map(str, arguments)], capture_output=True, encoding="utf-8", cwd=cwd, check=False
    )


def test_the_stubs_are_the_extension(tmp_path):
    done = run("mypy.stubtest", "fadu._core", "--allowlist", HERE / "stubtest-allowlist.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_a_program_is_checked(tmp_path):
    (tmp_path / "good.py").write_text(
        "import datetime, fadu\n"
        "report: fadu.Report = fadu.load('x').check({}, as_of=datetime.date(2023, 1, 1))\n"
        "due: 'datetime.date | None' = report[0].due\n"
        "print(report.violations[0].explain().children, fadu.add_working_days('2023-01-01', 3).day.year)\n",
        encoding="utf-8",
    )
    (tmp_path / "bad.py").write_text("import fadu\nfadu.load(3)\nfadu.load('x').check({})\n", encoding="utf-8")
    good = run("mypy", "--strict", "good.py", cwd=tmp_path)
    assert good.returncode == 0, good.stdout
    bad = run("mypy", "--strict", "bad.py", cwd=tmp_path)
    assert "bad.py:2" in bad.stdout and "bad.py:3" in bad.stdout


def test_it_says_that_it_is_typed():
    assert (pathlib.Path(fadu.__file__).parent / "py.typed").exists()


def test_the_package_itself(tmp_path):
    done = run("mypy", "--strict", "-p", "fadu", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
