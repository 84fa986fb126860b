"""The fadu command as its users call it. The binary stands in the environment variable FADU."""

import os
import pathlib
import subprocess

import pytest

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE / "data"
REPOSITORY = HERE.parents[1]


@pytest.fixture
def fadu():
    """Runs the command below tests/command/data; gives the finished process, its streams as text."""

    def run(*arguments, stdin="", env=None):
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **(env or {})}
        return subprocess.run(
            [os.environ["FADU"], *map(str, arguments)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env=environment,
            cwd=DATA,
            timeout=60,
        )

    return run
