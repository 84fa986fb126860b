"""The installed package, held against the command that it carries (or the one that FADU names)."""

import os
import pathlib
import subprocess

import fadu
import fadu._command
import pytest

pytest_plugins = ["pytester"]

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
RULES = HERE / "data" / "rules.fadu"


@pytest.fixture(scope="session")
def rulebook():
    return fadu.load(RULES)


@pytest.fixture(scope="session")
def command():
    """Runs the command; gives the finished process with its streams as text."""

    def run(*arguments, cwd=REPOSITORY, code=None):
        program = os.environ.get("FADU") or str(fadu._command.path())
        done = subprocess.run(
            [program, *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            cwd=cwd,
            timeout=120,
            check=False,
        )
        assert code is None or done.returncode == code, done.stderr
        return done

    return run
