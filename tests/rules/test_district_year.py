"""The year of cases in examples/district-year: at its small size, every planted defect is found and nothing else. The binary
stands in the environment variable FADU."""

import filecmp
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
YEAR = ROOT / "examples" / "district-year"


def test_the_planted_defects_are_found_exactly(tmp_path):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "FADU": os.environ["FADU"]}
    done = subprocess.run(
        [YEAR / "run.sh", "--size", "small", tmp_path], capture_output=True, encoding="utf-8", env=environment, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    counted = re.search(r"^planted (\d+), found (\d+), missed 0, invented 0$", done.stdout, re.M)
    assert counted and counted[1] == counted[2], done.stdout
    planted = json.loads((tmp_path / "planted.json").read_text(encoding="utf-8"))["planted"]
    assert len(planted) == int(counted[1])
    assert len({(one["file"], one["what"]) for one in planted}) >= 60


def test_the_same_seed_gives_the_same_files(tmp_path):
    for name in ("first", "second"):
        subprocess.run([sys.executable, "-B", "generate.py", "--seed", "7", tmp_path / name], check=True, cwd=YEAR, timeout=300)
    names = sorted(path.name for path in (tmp_path / "first").iterdir())
    assert "planted.json" in names
    same, different, failed = filecmp.cmpfiles(tmp_path / "first", tmp_path / "second", names, shallow=False)
    assert (different, failed) == ([], []) and len(same) == len(names)
