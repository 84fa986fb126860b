"""python clips_rules.py FOLDER: the fifteen checks and the list of 20 rows as CLIPS rules over facts; needs the program
`clips`. Prints lines as javascript.mjs does."""
import json
import re
import subprocess
import sys
from pathlib import Path

folder = Path(sys.argv[1])


def read(name):
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


SLOTS = ["ordinary", "natural", "threshold", "found", "foundDue", "filed", "filedDue", "decided", "weekAfter", "served",
         "published", "paid", "payDue", "hearing", "noticeDue", "notified", "needsReview", "reviewed", "agreed", "grave",
         "discussed", "fine", "limitationEnd", "rangeLow", "rangeHigh"]


def late(done, by):
    return f"(or (and (< ?{done} 0) (< ?{by} ?asOf)) (and (>= ?{done} 0) (> ?{done} ?{by})))"


def rule(number, slots, test, more=""):
    bound = " ".join(f"({slot} ?{slot})" for slot in slots)
    return (f"(defrule r{number} (as-of ?asOf) (case (id ?id) {bound}) {more}"
            f" {'(test ' + test + ')' if test else ''} => (assert (violated ?id {number})))")


RULES = [
    "(defrule r0 (step (case ?id) (valid ?v&:(< ?v 2))) => (assert (violated ?id 0)))",
    rule(1, ["found", "foundDue", "filed"], f"(and (>= ?found 0) {late('filed', 'foundDue')})"),
    rule(2, ["ordinary", "filed", "filedDue", "decided"], f"(and (= ?ordinary 1) (>= ?filed 0) {late('decided', 'filedDue')})"),
    rule(3, ["decided", "served", "weekAfter"], f"(and (>= ?decided 0) {late('served', 'weekAfter')})"),
    rule(4, ["decided", "published", "weekAfter"], f"(and (>= ?decided 0) {late('published', 'weekAfter')})"),
    rule(5, ["ordinary", "decided"], "(and (= ?ordinary 1) (>= ?decided 0))",
         "(not (notice (case ?id) (day ?d&:(< ?d ?decided))))"),
    "(defrule r6 (case (id ?id) (threshold ?t)) (notice (case ?id) (told 0) (fine ?f&:(>= ?f ?t))) => (assert (violated ?id 6)))",
    rule(7, ["hearing", "noticeDue", "notified"], f"(and (>= ?hearing 0) {late('notified', 'noticeDue')})"),
    rule(8, ["needsReview", "decided", "reviewed", "agreed"],
         "(and (= ?needsReview 1) (>= ?decided 0) (not (and (>= ?reviewed 0) (< ?reviewed ?decided) (= ?agreed 1))))"),
    rule(9, ["grave", "decided", "discussed"],
         "(and (= ?grave 1) (>= ?decided 0) (not (and (>= ?discussed 0) (< ?discussed ?decided))))"),
    "(defrule r10 (case (id ?id) (decided ?d&:(>= ?d 0)) (fine ?fine))"
    " (notice (case ?id) (day ?n&:(< ?n ?d)) (fine ?f&:(> ?fine ?f))) => (assert (violated ?id 10)))",
    rule(11, ["found", "limitationEnd"], late("found", "limitationEnd")),
    rule(12, ["ordinary", "decided", "natural", "fine"],
         "(and (= ?ordinary 0) (>= ?decided 0) (> ?fine (if (= ?natural 1) then 20000 else 300000)))"),
    rule(13, ["ordinary", "decided", "fine", "rangeLow", "rangeHigh"],
         "(and (= ?ordinary 1) (>= ?decided 0) (or (< ?fine ?rangeLow) (> ?fine ?rangeHigh)))"),
    rule(14, ["decided", "fine", "served", "paid", "payDue"],
         f"(and (>= ?decided 0) (> ?fine 0) (>= ?served 0) {late('paid', 'payDue')})"),
]


def number(value):
    return {True: 1, False: 0}.get(value, value) if isinstance(value, bool) else value


def run(templates, rules, facts, name):
    """Seconds for matching and firing, and the `violated` facts: with rules and without, so that reading facts falls out."""
    (folder / f"{name}.facts").write_text("\n".join(facts), encoding="utf-8")
    times = []
    found = []
    for part in ([], rules):
        script = folder / f"{name}.clp"
        script.write_text("\n".join([*templates, *part]), encoding="utf-8")
        batch = folder / f"{name}.bat"
        batch.write_text(
            f'(defglobal ?*begin* = 0.0)\n(load* "{script}")\n(reset)\n(bind ?*begin* (time))\n'
            f'(load-facts "{folder}/{name}.facts")\n(run)\n(format t "seconds %f%n" (- (time) ?*begin*))\n'
            + ("(facts)\n" if part else "") + "(exit)\n", encoding="utf-8")
        best = None
        for _ in range(3):
            output = subprocess.run(["clips", "-f2", str(batch)], capture_output=True, text=True, timeout=600).stdout
            seconds = float(re.search(r"seconds ([0-9.]+)", output).group(1))
            best = seconds if best is None else min(best, seconds)
        times.append(best)
        found = re.findall(r"\(violated (\S+) (\d+)\)", output)
    return times, found


def fifteen():
    cases = read("cases.ndjson")
    templates = [
        "(deftemplate case (slot id) " + " ".join(f"(slot {s})" for s in SLOTS) + ")",
        "(deftemplate step (slot case) (slot valid))",
        "(deftemplate notice (slot case) (slot day) (slot fine) (slot told))",
    ]
    facts = [f"(as-of {cases[0]['asOf']})"]
    for i, one in enumerate(cases):
        facts.append(f"(case (id {i}) " + " ".join(f"({s} {number(one[s])})" for s in SLOTS) + ")")
        for step in one["evidence"]:
            valid = sum(o["from"] <= step["day"] <= o["until"] for o in step["officers"])
            facts.append(f"(step (case {i}) (valid {valid}))")
        for n in one["notices"]:
            facts.append(f"(notice (case {i}) (day {n['day']}) (fine {n['fine']}) (told {number(n['told'])}))")
    times, found = run(templates, RULES, facts, "clips15")
    bits = [0] * len(cases)
    for case, norm in found:
        bits[int(case)] |= 1 << int(norm)
    equal = all(b == one["expected"] for b, one in zip(bits, cases))
    print(json.dumps({"peer": "CLIPS", "work": "15 checks", "us": (times[1] - times[0]) * 1e6 / len(cases), "equal": equal,
                      "cases": len(cases), "note": "matching and firing, facts of all cases at once; reading them takes "
                      f"{times[0] * 1e6 / len(cases):.1f} us more; valid officers counted beforehand"}))


try:
    fifteen()
except Exception as error:
    print(json.dumps({"peer": "CLIPS", "error": f"{type(error).__name__}: {str(error)[:200]}"}))
