"""python table.py RESULTS: the table of one run, from what run.sh left in RESULTS. Ratios of medians of processor time."""
import json
import statistics
import sys
from pathlib import Path

results = Path(sys.argv[1])

ns = {}
deferred = {}  # the share of verdicts that the program leaves to the interpreter, by what it was asked
for name in ("penalty", "list", "log"):
    path = results / f"{name}.json"
    if not path.exists():
        continue
    runs = {}
    document = json.loads(path.read_text())
    for key, value in document["context"].items():
        if key.startswith("deferred "):
            deferred[key.removeprefix("deferred ")] = float(value)
    for one in document["benchmarks"]:
        if one.get("run_type") == "iteration":
            key = one["run_name"].removesuffix("/real_time")
            runs.setdefault(key, []).append(one.get("ns", one["cpu_time"]))
    ns.update({key: statistics.median(values) for key, values in runs.items()})

peers = {}
wrong = []
path = results / "peers.ndjson"
if path.exists():
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if "error" in one:
            wrong.append(f"{one['peer']}: {one['error']}")
            continue
        peers[(one["peer"], one["work"])] = one
        if not one["equal"]:
            wrong.append(f"{one['peer']}, {one['work']}: other verdicts {one.get('note', '')}")

table = []


def row(what, goal, ratio, where, good=None, of=None):
    """`of`: whose verdicts the program was asked for; a ratio is only met if it gave all of them."""
    left = deferred.get(of, 0)
    met = "" if good is None or ratio is None else "yes" if good(ratio) else "no"
    if left and met:
        met = f"no: {100 * left:.1f} % deferred"
    if left > 0.5:  # a ratio of next to nothing
        ratio, met = None, f"no: {100 * left:.1f} % deferred"
    table.append((what, goal, "–" if ratio is None else f"{ratio:.2f}" if ratio < 100 else f"{ratio:.0f}", where, met))


def over(a, b):
    return ns[a] / ns[b] if a in ns and b in ns else None


def at_most(limit):
    return lambda ratio: ratio <= limit


def at_least(limit):
    return lambda ratio: ratio >= limit


row("one case, laid out / by hand on the struct", "≤ 1.5", over("40/program_one", "40/hand_struct/hot"), "1,024 cases, hot",
    at_most(1.5), "40")
row("one case, facts::Case laid out and run / by hand", "", over("40/program_one_laid_out", "40/hand_struct/hot"), "1,024 cases, hot")
row("columns given / loops by hand over columns", "≤ 1.0", over("40/program_columns/hot", "40/hand_columns/hot"), "one block, hot",
    at_most(1.0), "40")
row("columns given / loops by hand over columns", "≤ 1.0", over("40/program_columns/memory", "40/hand_columns/memory"),
    "20,480 cases, memory", at_most(1.0), "40")
row("columns given, with what is deferred / loops by hand", "", over("40/program_columns/complete", "40/hand_columns/hot"),
    "one block, hot")
row("columns given / by hand on the struct", "≤ 0.35", over("40/program_columns/hot", "40/hand_struct/hot"), "hot", at_most(0.35),
    "40")
row("columns given / by hand on the struct", "≤ 0.35", over("40/program_columns/memory", "40/hand_struct/memory"), "memory",
    at_most(0.35), "40")
row("NDJSON to verdicts / by hand end to end", "≤ 1.0", over("ndjson/program", "ndjson/hand"), "20,480 cases, memory", at_most(1.0),
    "40")
row("simdjson DOM a line at a time / NDJSON to verdicts", "≥ 0.65", over("ndjson/dom", "ndjson/program"), "memory", at_least(0.65), "40")
row("simdjson stage 1 / NDJSON to verdicts", "", over("ndjson/stage_1", "ndjson/program"), "memory")
row("two threads against one, NDJSON", "≥ 1.9", over("ndjson/program/wall", "ndjson/program/two_threads"), "wall, memory",
    at_least(1.9))
row("deciding positions / verdicts only", "≤ 1.2", over("ndjson/program/positions", "ndjson/program"), "memory", at_most(1.2))
row("interpreter / program, one case laid out and run", "", over("40/interpreter_one", "40/program_one_laid_out"), "hot")
row("list of 10,000 rows / of 20 rows, columns", "about 1", over("list10000/program_columns", "list20/program_columns"), "memory",
    at_most(2.0), "list10000")
row("list of 10,000 rows, columns / by hand (hash)", "", over("list10000/program_columns", "list10000/hand"), "memory",
    of="list10000")
row("event log to verdicts / only reading it", "≤ 2", over("log/program", "log/read"), "100,000 cases, memory", at_most(2.0), "log")


def peer_rows(work, one_case, batch, label, of):
    found = sorted((one["us"] * 1000, peer, done) for (peer, done), one in peers.items()
                   if done.startswith(work) and peer not in ("JavaScript by hand", "DuckDB"))
    for position, (time, peer, done) in enumerate(found):
        goals = ("≥ 20", "≥ 100") if position == 0 else ("", "")
        name = f"{peer}, {done}"
        if one_case in ns:
            row(f"{name} / program, one case laid out and run", goals[0], time / ns[one_case], f"{label}, {time / 1000:.1f} µs",
                at_least(20) if position == 0 else None, of)
        if batch in ns:
            row(f"{name} / program, columns", goals[1], time / ns[batch], label,
                at_least(100) if position == 0 else None, of)


peer_rows("15 checks", "15/program_one_laid_out", "15/program_columns/memory", "parsed facts", "15")
peer_rows("list of 20", "list20/program_one_laid_out", "list20/program_columns", "parsed facts", "list20")
peer_rows("list of 10000", "list10000/program_one_laid_out", "list10000/program_columns", "parsed facts", "list10000")
duck = peers.get(("DuckDB", "15 checks, columns, 1 thread"))
if duck and "15/program_columns/memory" in ns:
    row("DuckDB SQL, 1 thread / program, 15 checks over columns", "≥ 3", duck["us"] * 1000 / ns["15/program_columns/memory"],
        "columns in memory", at_least(3), "15")
for peer, work, goal in (("pm4py", "log, five rules of order", "≥ 100"), ("pandas", "log, eight rules", "")):
    one = peers.get((peer, work))
    if one and "log/program" in ns:
        row(f"{peer} / program, {work}, reading included", goal, one["us"] * 1000 / ns["log/program"], "memory",
            at_least(100) if goal else None, "log")

row("(ground) by hand: decode alone / stage 1", "3.9–4.2", over("ndjson/hand_decode/plain", "ndjson/stage_1"), "memory")
row("(ground) by hand end to end / DOM", "1.5–1.65", over("ndjson/hand", "ndjson/dom"), "memory")
row("(ground) by hand: columns / struct", "0.29–0.41", over("40/hand_columns/hot", "40/hand_struct/hot"), "hot")
row("(ground) by hand: two threads against one", "", over("ndjson/hand/wall", "ndjson/hand/two_threads"), "wall, memory")

widths = [max(len(line[i]) for line in table) for i in range(5)]
head = ("what is compared", "goal", "ratio", "where", "met")
widths = [max(w, len(h)) for w, h in zip(widths, head)]


def show(line):
    print("| " + " | ".join(cell + " " * (width - len(cell)) for cell, width in zip(line, widths)) + " |")


print()
show(head)
print("|" + "|".join("-" * (width + 2) for width in widths) + "|")
for line in table:
    show(line)
print("\nnanoseconds a case (list load and compile: milliseconds a rulebook × 10⁶):")
for key, value in ns.items():
    print(f"  {key:32} {value:14,.0f}")
for (peer, work), one in peers.items():
    print(f"  {peer + ', ' + work:44} {one['us']:12,.2f} µs  {one.get('note', '')}")
for one in wrong:
    print("!", one)
