"""Runs the examples of the documents; README.md here says how blocks are marked."""
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md")) + [ROOT / "README.md"]
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```[ \t]*\n?", re.M | re.S)
CODE = re.compile(r"FD\d{4}")


def binary():
    if "FADU" in os.environ:
        return Path(os.environ["FADU"]).resolve()
    for build in ("release", "main"):
        path = ROOT / "build" / build / "src" / "fadu"
        if path.exists():
            return path
    pytest.skip("no fadu to run: set FADU")


class Block:
    def __init__(self, page, match, line):
        words = match[1].split()
        self.page, self.line = page, line
        self.kind = words[0] if words else ""
        self.name = next((word for word in words[1:] if not word.startswith("+")), "")
        self.base = [word[1:] for word in words[1:] if word.startswith("+")]
        self.text = match[2]
        self.after = []      # the lines of text behind the block, up to the next block
        self.output = None   # the text block right after an sh block

    def __str__(self):
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks_of(page):
    text = page.read_text(encoding="utf-8")
    matches = list(FENCE.finditer(text))
    blocks = [Block(page, match, text.count("\n", 0, match.start()) + 1) for match in matches]
    for i, (block, match) in enumerate(zip(blocks, matches)):
        end = matches[i + 1].start() if i + 1 < len(matches) else len(text)
        between = text[match.end():end].strip()
        block.after = [line for line in between.split("\n") if line]
        if not between and i + 1 < len(blocks) and blocks[i + 1].kind == "text":
            block.output = blocks[i + 1].text
    return blocks


def run(arguments, folder, page):
    language = "zh_CN.UTF-8" if "zh" in page.relative_to(ROOT).parts else "en_US.UTF-8"
    environment = {**os.environ, "LC_ALL": language, "LANG": language}
    return subprocess.run([str(binary()), *arguments], cwd=folder, env=environment, text=True, encoding="utf-8",
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
                          check=False)


def same(expected, found):
    lines = [line.rstrip() for line in expected.strip("\n").split("\n")]
    pattern = "".join(r"(?:.*\n)*" if line == "…" else re.escape(line) + r"\n" for line in lines)
    found = "".join(line.rstrip() + "\n" for line in found.strip("\n").split("\n"))
    return re.fullmatch(pattern, found) is not None


def rules_and_bases(block, name):
    return [word for base in [*block.base, name] for word in ("-r", base)]


def check_block(block, folder):
    name = block.name or f"block-{block.line}.fadu"
    if block.kind in ("fadu", "fadu-part", "fadu-invalid"):
        (folder / name).write_text(block.text, encoding="utf-8")
    if block.kind == "fadu":
        done = run(["test", *rules_and_bases(block, name)], folder, block.page)
        assert done.returncode == 0, f"{block}\n{done.stdout}"
        assert not re.search(r"(错误|error) ?\[FD", done.stdout), f"{block}\n{done.stdout}"
    elif block.kind == "fadu-part":
        done = run(["parse", name], folder, block.page)
        assert done.returncode == 0, f"{block}\n{done.stdout}"
    elif block.kind == "fadu-invalid":
        assert block.after and block.after[0].startswith("→"), f"{block}: a line “→ FD…” must follow"
        done = run(["test", *rules_and_bases(block, name)], folder, block.page)
        assert set(CODE.findall(block.after[0])) == set(CODE.findall(done.stdout)), f"{block}\n{done.stdout}"
        if len(block.after) > 1 and block.after[1].startswith("> "):
            assert block.after[1][2:].rstrip() in done.stdout, f"{block}\n{done.stdout}"
    elif block.kind in ("json", "csv", "ndjson"):
        if block.name:
            (folder / block.name).write_text(block.text, encoding="utf-8")
        if block.kind == "json":
            json.loads(block.text)
    elif block.kind == "sh" and block.output is not None:
        output = ""
        for line in block.text.splitlines():
            words = shlex.split(line, comments=True)
            if not words or words[0] != "fadu":
                continue
            output += run(words[1:], folder, block.page).stdout
        assert same(block.output, output), f"{block}\n--- expected\n{block.output}--- found\n{output}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_examples(page, tmp_path):
    failures = []
    for block in blocks_of(page):
        try:
            check_block(block, tmp_path)
        except AssertionError as failure:
            failures.append(str(failure))
    assert not failures, "\n\n".join(failures)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_diagnostic_has_its_section(language):
    sources = [*(ROOT / "src").rglob("*"), *(ROOT / "include").rglob("*")]
    used = set()
    for path in sources:
        if path.suffix in (".cpp", ".hpp"):
            used.update(CODE.findall(path.read_text(encoding="utf-8")))
    page = (ROOT / "docs" / language / "diagnostics.md").read_text(encoding="utf-8")
    headings = re.findall(r"^### (FD\d{4})\b", page, re.M)
    assert len(headings) == len(set(headings)), "a code has two sections"
    assert set(headings) == used


def test_keyword_table_is_fresh():
    subprocess.run([sys.executable, str(ROOT / "scripts" / "make_keyword_table.py"), "--check"], check=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)}: {target}"
