"""Checks a year of cases with fadu, prints the findings by rulebook, agency and month and the indicators, and compares what
was found with what was planted. Exits with 0 only if exactly the planted defects were found."""

import argparse
import collections
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
RULES = HERE.parents[1] / "rules" / "cn"
AS_OF = "2024-12-31"
# What the law leaves to the locality. These are the choices of a district that does not exist.
PARAMETERS = {
    "及时立案期限": "7个工作日",
    "及时告知监控事实期限": "5个工作日",
    "公民听证数额起点": "5000元",
    "单位听证数额起点": "100000元",
    "热线延期上限": "10个工作日",
    "热线退回期限": "2个工作日",
    "年度最低培训学时": "40",
}
VERDICTS = {"violated": "违反", "pending": "待办", "undetermined": "存疑", "conflict": "冲突"}
BOOKS = {
    "penalties.ndjson": ["administrative-penalty", "lenient-penalty"],
    "inspections.ndjson": ["administrative-penalty", "lenient-penalty"],
    "documents.ndjson": [],  # rules/documents.fadu of this example
    "case-files.ndjson": ["case-file-review"],
    "tickets.csv": ["hotline-12345"],
    "market-tickets.ndjson": ["hotline-12345"],
    "mediations.ndjson": ["mediation"],
    "reconsideration.ndjson": ["reconsideration"],
    "officers.ndjson": ["officers"],
    "report.json": ["annual-report"],
}
# The indicators of these are printed; some as of the last day of the year, as the report counts.
FIGURES = [
    ("tickets.csv", AS_OF),
    ("market-tickets.ndjson", AS_OF),
    ("reconsideration.ndjson", "2023-12-31"),
    ("officers.ndjson", AS_OF),
    ("report.json", "2023-12-31"),
]


def declares(folder, parameter):
    return any(f"参数 {parameter} " in path.read_text(encoding="utf-8") for path in folder.glob("*.fadu"))


def high_water(process):
    """The most memory a process has taken, in kilobytes; 0 where the system does not say."""
    try:
        status = pathlib.Path(f"/proc/{process}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1])
    except (OSError, TypeError):
        return 0


class Fadu:
    def __init__(self, folder):
        self.folder, self.binary = folder, os.environ.get("FADU", "fadu")
        self.peak = 0  # kilobytes that the last check took at most

    def command(self, verb, file, *more, as_of=AS_OF):
        folders = [RULES / book for book in BOOKS[file]] or [HERE / "rules"]
        words = [self.binary, verb, "-q", "--as-of", as_of, "--lang", "zh", *more]
        for folder in folders:
            words += ["-r", str(folder)]
        for name, value in PARAMETERS.items():
            if any(declares(folder, name) for folder in folders):
                words += ["--parameter", f"{name}={value}"]
        return words

    def source(self, file):
        path = self.folder / file
        mapping = path.with_suffix(".mapping.json")
        return [str(path)] + (["--mapping", str(mapping)] if mapping.exists() else [])

    def check(self, file, verdicts="violated,pending,undetermined,conflict", source=None):
        """Yields (case, finding) for each finding of a file. The output is read as it comes and is not kept."""
        words = self.command("check", file, "--format", "ndjson", "--verdicts", verdicts) + (source or self.source(file))
        running = subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8")
        with running.stdout as lines:
            self.peak = 0
            for place, line in enumerate(lines):
                answer = json.loads(line)
                if place % 100 == 0:
                    self.peak = max(self.peak, high_water(running.pid))
                for finding in answer.get("findings", []):
                    yield answer["case"], finding
                for finding in answer.get("batch", []):
                    yield "、".join(sorted(finding.get("cases", []))), finding
        if running.wait() not in (0, 1):
            raise SystemExit(f"fadu could not check {file}")


def rulebooks():
    """Which folder each code comes from."""
    found = {}
    for path in [*RULES.rglob("*.fadu"), *(HERE / "rules").glob("*.fadu")]:
        for code in re.findall(r"编号 “([^”]+)”", path.read_text(encoding="utf-8")):
            found[code] = "本区文书登记" if path.parent.name == "rules" else path.parent.name
    return found


def read_index(folder):
    """How many cases each file, agency and month has."""
    where, count = {}, collections.Counter()
    with open(folder / "index.csv", encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            count[row["file"]] += 1
            where[row["file"], row["case"]] = (row["agency"], row["month"])
    return where, count


def table(title, head, rows):
    print(f"\n{title}")
    print("  " + "  ".join(head))
    for row in rows:
        print("  " + "  ".join(str(cell) for cell in row))


def near_misses(fadu, manifest):
    """The lawful cases at the edge, once more and with every verdict: the rule must apply and be complied with."""
    wrong = []
    for file in sorted({near["file"] for near in manifest}):
        wanted = {near["case"]: near for near in manifest if near["file"] == file}
        part = fadu.folder / f"edge.{file}"
        with open(fadu.folder / file, encoding="utf-8") as lines, open(part, "w", encoding="utf-8") as out:
            for place, line in enumerate(lines):
                key = line.split(",")[0] if file.endswith(".csv") else next(iter(case_keys(json.loads(line))))
                if key in wanted or (file.endswith(".csv") and place == 0):
                    out.write(line)
        mapping = (fadu.folder / file).with_suffix(".mapping.json")
        source = [str(part)] + (["--mapping", str(mapping)] if mapping.exists() else [])
        said = collections.defaultdict(set)
        for case, finding in fadu.check(file, "all", source):
            said[case, finding["code"]].add(finding["verdict"])
        part.unlink()
        for case, near in wanted.items():
            verdicts = said[case, near["rule"]]
            if near["verdict"] not in verdicts or not verdicts <= {"compliant", "not_applicable", "excused"}:
                wrong.append((file, case, near["rule"], near["what"], "、".join(sorted(verdicts)) or "没有结论"))
    return wrong


def case_keys(facts):
    for name in ("案号", "文书编号", "案卷编号", "工单号", "调解编号", "人员编号", "申请号", "信访编号"):
        if name in facts and not (name == "案号" and "文书编号" in facts):
            yield facts[name]


def figures(fadu):
    for file, as_of in FIGURES:
        print(f"\n{file}", flush=True)
        subprocess.run(fadu.command("figures", file, as_of=as_of) + ["--cases", *fadu.source(file)], check=False)


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=pathlib.Path)
    words.add_argument("--no-figures", action="store_true")
    wanted = words.parse_args()
    fadu = Fadu(wanted.folder)
    manifest = json.loads((wanted.folder / "planted.json").read_text(encoding="utf-8"))
    where, count = read_index(wanted.folder)
    book_of = rulebooks()

    found = collections.Counter()
    by_book, by_agency, by_month = collections.Counter(), collections.Counter(), collections.Counter()
    speed, messages = [], {}
    for file in count:
        began = time.monotonic()
        for case, finding in fadu.check(file):
            code, verdict = finding["code"], finding["verdict"]
            found[file, case, code, verdict] += 1
            messages[file, case, code, verdict] = finding["message"]
            by_book[book_of.get(code, "（没有编号）"), verdict] += 1
            agency, month = where.get((file, case.split("、")[0]), ("（不明）", "（不明）"))
            by_agency[agency, verdict] += 1
            by_month[month, verdict] += 1
        speed.append((file, count[file], time.monotonic() - began, fadu.peak))

    for title, counted in (("按规则集", by_book), ("按机关", by_agency), ("按月份", by_month)):
        names = sorted({name for name, _ in counted}, key=lambda name: (-sum(counted[name, v] for v in VERDICTS), name))
        if title == "按月份":
            names.sort()
        table(
            f"发现，{title}", ["违反", "待办", "存疑", "名称"],
            [(*(f"{counted[name, v]:4d}" for v in ("violated", "pending", "undetermined")), name) for name in names],
        )
    if not wanted.no_figures:
        figures(fadu)
    table(
        "用时（秒包括启动和读入规则；内存是 fadu 的最高值）", ["件数", "秒", "每秒件数", "内存MB", "文件"],
        [(f"{n:6d}", f"{s:6.2f}", f"{n / s:7.0f}", f"{kb / 1024:5.0f}", file) for file, n, s, kb in speed],
    )
    total, seconds = sum(row[1] for row in speed), sum(row[2] for row in speed)
    peak = max(row[3] for row in speed)
    print(f"  合计 {total} 件，{seconds:.1f} 秒，每秒 {total / seconds:.0f} 件；内存最高 {peak / 1024:.0f} MB")

    planted = collections.Counter((p["file"], p["case"], p["rule"], p["verdict"]) for p in manifest["planted"])
    what = {(p["file"], p["case"]): p["what"] for p in manifest["planted"] + manifest["near_misses"]}
    missed, invented = planted - found, found - planted
    for key in sorted(missed):
        print("漏查", *key, what[key[:2]])
    for key in sorted(invented):
        print("误报", *key, what.get(key[:2], "合法案件"), "：", messages[key])
    wrong = near_misses(fadu, manifest["near_misses"])
    for row in wrong:
        print("临界案件不对", *row)
    kinds = len({(p["file"], p["what"]) for p in manifest["planted"]})
    edge = sum(p["at_boundary"] for p in manifest["planted"])
    hit = sum((planted & found).values())
    print(
        f"\n埋设 {sum(planted.values())} 处（{kinds} 种，其中恰在界限的 {edge} 处），查出 {hit}，"
        f"漏查 {sum(missed.values())}，误报 {sum(invented.values())}；"
        f"临界而合法的 {len(manifest['near_misses'])} 件，{len(manifest['near_misses']) - len(wrong)} 件合规"
    )
    print(f"planted {sum(planted.values())}, found {hit}, missed {sum(missed.values())}, invented {sum(invented.values())}")
    return 1 if missed or invented or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
