"""Runs the Python blocks of the documents. The blocks of a page share their names; `fadu` and `json` blocks are files (one
without a name is rules.fadu); a `text` block right after a `python` block is what it prints, with … for anything."""

import contextlib
import io
import re

import pytest

from conftest import REPOSITORY

PAGES = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("python.md"))]
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```[ \t]*\n?", re.M | re.S)


def same(expected, found):
    lines = [line.rstrip() for line in expected.strip("\n").split("\n")]
    pattern = ""
    for line in lines:
        pattern += r"(?:.*\n)*" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n"
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in found.strip("\n").split("\n"))) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_python_blocks(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    blocks = list(FENCE.finditer(text))
    names, run = {}, 0
    for block, following in zip(blocks, [*blocks[1:], None]):
        kind, *words = block[1].split() or [""]
        if kind in ("fadu", "json"):
            name = next((word for word in words if not word.startswith("+")), f"rules.{kind}")
            (tmp_path / name).write_text(block[2], encoding="utf-8")
        if kind != "python":
            continue
        line = text.count("\n", 0, block.start()) + 1
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile("\n" * line + block[2], str(page), "exec"), names)
        run += 1
        if following and following[1] == "text" and not text[block.end() : following.start()].strip():
            found = output.getvalue()
            assert same(following[2], found), f"{page}:{line}\n--- expected\n{following[2]}--- found\n{found}"
    assert run, "a page without Python"
