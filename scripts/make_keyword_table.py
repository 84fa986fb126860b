#!/usr/bin/env python3
"""Writes docs/keywords.md from include/fadu/syntax/keywords.def; --check only says whether it is fresh."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "keywords.md"
ENTRY = re.compile(r'^FADU_KEYWORD\((\w+), "([^"]*)", "([^"]*)", "([^"]*)", (\w+)\)')
GROUPS = {
    "heads": "开头词", "rulebook": "规则集", "source": "法源", "ranks": "位阶", "record": "记录", "types": "类型",
    "values": "值", "scope": "范围", "clauses": "子句", "time": "时间", "conditions": "条件",
    "aggregates and arithmetic": "汇总和计算", "lists": "清单", "grades": "等级", "verdicts": "结论", "examples": "案例",
    "state tables": "状态表", "indicators": "指标", "scorecards": "评查表",
}
USES = {"head": "开头 head", "word": "保留 word", "local": "局部 local"}
INTRODUCTION = """# 关键词表 Keywords

<!-- Written by scripts/make_keyword_table.py from include/fadu/syntax/keywords.def. Do not edit. -->

每个关键词有三种写法，可以混用；`fadu fmt --keywords zh-Hans|zh-Hant|en` 互相改写。用处一栏：**开头**在一行的开头引出声明；**保留**
处处保留，同名的名称要写在「」里；**局部**只在语法要它的地方是关键词，别处可以作名称。

Every keyword has three spellings, to be mixed freely; `fadu fmt --keywords` turns one into another. Use: **head** begins a
declaration at the start of a line; **word** is reserved everywhere, so a name like it stands in 「」; **local** is a keyword only
where the grammar asks for it.

带 † 的已经保留，这一版还不认识（FD0120）。Those with † are reserved and not yet understood by this version (FD0120).
"""
LATER = {"assert_"}


def table():
    lines = [INTRODUCTION]
    for line in (ROOT / "include" / "fadu" / "syntax" / "keywords.def").read_text(encoding="utf-8").splitlines():
        entry = ENTRY.match(line)
        if entry:
            name, english, simplified, traditional, use = entry.groups()
            mark = " †" if name in LATER else ""
            lines.append(f"| {simplified}{mark} | {traditional} | `{english}` | {USES[use]} |")
        elif line.startswith("// ") and line[3:] in GROUPS:
            lines.append(f"\n## {GROUPS[line[3:]]} {line[3:].capitalize()}\n\n| 简体 | 繁體 | English | 用处 use |\n|---|---|---|---|")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    fresh = table()
    if "--check" in sys.argv[1:]:
        if not TABLE.exists() or TABLE.read_text(encoding="utf-8") != fresh:
            sys.exit("docs/keywords.md is not fresh: run scripts/make_keyword_table.py")
    else:
        TABLE.write_text(fresh, encoding="utf-8")
