"""The example of environmental permits: its own extract against what it must find and, where FADU_RECEIPT_LOG names the
real log, the verdicts of all rules against a count that knows nothing of Fadu."""

import collections
import csv
import datetime
import json
import os
import subprocess
import sys

import pytest

from conftest import REPOSITORY

EXAMPLE = REPOSITORY / "examples" / "environmental-permits"
SHARED_ACCOUNTS = {"admin1", "admin2", "admin3", "test", "TEST"}


def check(fadu, log, as_of, *more):
    return fadu("check", "-r", EXAMPLE, "--mapping", EXAMPLE / "mapping.json", "--input-format", "event-log",
                "--as-of", as_of, "--format", "ndjson", "--verdicts", "all", *more, log)


def cases_of(run):
    return [document for document in map(json.loads, run.stdout.splitlines()) if "case" in document]


def said(finding):
    return " ".join(filter(None, (finding["code"], finding["verdict"], finding.get("instance"))))


@pytest.fixture
def extract(fadu):
    run = check(fadu, EXAMPLE / "extract.csv", "2011-06-10", "--lang", "zh")
    assert run.returncode == 1, run.stderr
    return run


def test_the_extract_gives_the_expected_findings(extract):
    expected = json.loads((EXAMPLE / "expected.json").read_text(encoding="utf-8"))
    found = {
        case["case"]: [said(f) for f in case["findings"] if f["verdict"] not in ("compliant", "not_applicable")]
        for case in cases_of(extract)
    }
    assert found == expected["cases"]
    assert list(found) == list(expected["cases"])


def test_bad_rows_are_reported_with_their_lines(extract):
    for line, what in ((59, "case:enddate"), (60, "time:timestamp"), (76, "没有案件号")):
        assert f"第 {line} 行：{what}" in extract.stderr
    assert "T99 Archive file" in extract.stderr
    assert "有 1 条记录未能读取" in extract.stderr


def test_the_late_case_says_by_when(extract):
    late = next(case for case in cases_of(extract) if case["case"] == "late")
    end, letter = late["findings"][0], next(f for f in late["findings"] if f["code"] == "EP-3")
    assert "三十日以内" in end["message"]
    assert {fact["path"] for fact in end["facts"]} == {"办结时间", "法定期限"}
    assert (letter["due"], letter["days_late"]) == ("2011-03-15", 3)


def test_the_rules_examples_hold(fadu):
    run = fadu("test", "-r", EXAMPLE)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_summary_counts_by_rule(extract):
    summary = subprocess.run([sys.executable, EXAMPLE / "summary.py"], input=extract.stdout, capture_output=True,
                             encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8"}, check=True)
    lines = summary.stdout.splitlines()
    assert lines[0] == "案件 12 件，截至 2011-06-10"
    assert lines[1].split() == ["编号", "规则", "合规", "违反", "待办", "存疑", "不适用"]
    assert lines[2].split() == ["EP-1", "按期办结", "8", "1", "0", "3", "0"]
    assert lines[-1] == "逾期 1 件：三十日以内 1，三十一日至九十日 0，超过九十日 0；中位 12 日，最长 12 日"


def script(*arguments, **env):
    return subprocess.run(
        [REPOSITORY / "scripts" / "check-permits.sh", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "FADU": os.environ["FADU"], **env},
    )


def test_the_script_says_when_there_is_no_log(tmp_path):
    run = script()
    assert run.returncode == 2 and "FADU_RECEIPT_LOG" in run.stderr
    run = script(str(tmp_path / "none.csv"))
    assert run.returncode == 2 and "none.csv" in run.stderr


def test_the_script_prints_the_table():
    run = script(FADU_RECEIPT_LOG=str(EXAMPLE / "extract.csv"), FADU_AS_OF="2011-06-10")
    assert run.returncode == 0, run.stderr
    assert "按期办结" in run.stdout and "案件 12 件" in run.stdout


# ---- the real log ----------------------------------------------------------------------------------------------------


def moment(text):
    return datetime.datetime.fromisoformat(text) if text else None


def read_log(path):
    """[(case's first row, [(activity's code, person or None, moment), …]), …]; T07-1 … T09-4 by their first three signs."""
    cases = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            first, events = cases.setdefault(row["case:concept:name"], (row, []))
            name = row["concept:name"]
            code = "C" if name.startswith("Confirmation") else name[:3]
            person = row["org:resource"]
            events.append((code, None if person in SHARED_ACCOUNTS else person, moment(row["time:timestamp"])))
    return list(cases.values())


class Count:
    """Counts the verdicts of one log without Fadu: plain lists of (code, person, moment) in the order of the log."""

    def __init__(self, as_of):
        self.as_of = as_of
        self.verdicts = collections.defaultdict(collections.Counter)

    def say(self, code, verdict):
        self.verdicts[code][verdict] += 1

    def case(self, row, events):
        self.events = events
        self.at = collections.defaultdict(list)
        for place, (code, _, when) in enumerate(events):
            self.at[code].append((place, when.date()))
        self.dates(moment(row["case:startdate"]), moment(row["case:deadline"]), moment(row["case:enddate"]))
        self.steps()
        self.periods()
        for code, first, then in (("EP-8", "T08", "T09"), ("EP-9", "T12", "T14"), ("EP-10", "T17", "T19")):
            self.precedence(code, first, then)
        self.rechecked()
        for code, first, then in (("EP-12-1", "T02", "T04"), ("EP-12-2", "T03", "T02"), ("EP-12-3", "T11", "T12"),
                                  ("EP-12-4", "T12", "T14"), ("EP-12-5", "T17", "T19")):
            self.two_persons(code, first, then)

    def dates(self, start, deadline, end):
        if end is None:
            for code in ("EP-1", "EP-13", "EP-14"):
                self.say(code, "undetermined")
            return
        last = max(when for _, _, when in self.events)
        self.say("EP-1", "compliant" if end.date() <= deadline.date() else "violated")
        self.say("EP-13", "compliant" if end.date() >= start.date() else "violated")
        self.say("EP-14", "compliant" if last.date() <= end.date() else "violated")

    def steps(self):
        """A step is violated where a later one came first; the first later step after a gap carries the blame once."""
        chains = {"T02": ("C",), "T04": ("T02", "C"), "T05": ("T04", "T02", "C"), "T06": ("C",), "T10": ("T06", "C")}
        wrong = set()
        for then, befores in chains.items():
            for place, _ in self.at[then]:
                wrong |= {b for b in befores if not any(p < place for p, _ in self.at[b])}
        direct = {"C": None, "T02": "C", "T04": "T02", "T05": "T04", "T06": "C", "T10": "T06"}
        for step, before in direct.items():
            code = "EP-2-0" if step == "C" else "EP-2-" + step
            if step in wrong:
                self.say(code, "violated")
            elif self.at[step]:
                self.say(code, "compliant")
            else:
                self.say(code, "pending" if before is None or self.at[before] else "not_applicable")

    def periods(self):
        if not self.at["T02"]:
            self.say("EP-3", "not_applicable")
        else:
            due = self.at["C"][0][1] + datetime.timedelta(days=14)
            sent = self.at["T05"][0][1] if self.at["T05"] else None
            if sent is None:
                self.say("EP-3", "pending" if self.as_of <= due else "violated")
            else:
                self.say("EP-3", "compliant" if sent <= due else "violated")
        for code, first, then, days in (("EP-4", "T04", "T05", 7), ("EP-5", "T06", "T10", 30),
                                        ("EP-6", "T03", "T02", 14), ("EP-11", "T16", "T19", 14)):
            self.response(code, first, then, datetime.timedelta(days=days))

    def response(self, code, first, then, window):
        if not self.at[first]:
            return self.say(code, "not_applicable")
        unanswered = [day for place, day in self.at[first]
                      if not any(p > place and d <= day + window for p, d in self.at[then])]
        if not unanswered:
            return self.say(code, "compliant")
        return self.say(code, "violated" if any(day + window < self.as_of for day in unanswered) else "pending")

    def precedence(self, code, first, then):
        if not self.at[then]:
            return self.say(code, "not_applicable")
        fine = all(any(p < place for p, _ in self.at[first]) for place, _ in self.at[then])
        return self.say(code, "compliant" if fine else "violated")

    def earlier(self, code, place):
        return [p for p, _ in self.at[code] if p < place]

    def rechecked(self):
        if not self.at["T04"]:
            self.say("EP-7", "not_applicable")
        for place, _ in self.at["T04"]:
            adjusted, checked = self.earlier("T03", place), self.earlier("T02", place)
            if not adjusted:
                self.say("EP-7", "not_applicable")
            else:
                self.say("EP-7", "compliant" if checked and adjusted[-1] < checked[-1] else "violated")

    def two_persons(self, code, first, then):
        if not self.at[then]:
            self.say(code, "not_applicable")
        for place, _ in self.at[then]:
            before = self.earlier(first, place)
            if not before:
                self.say(code, "not_applicable")
                continue
            one, other = self.events[before[-1]][1], self.events[place][1]
            if one is None or other is None:
                self.say(code, "undetermined")
            else:
                self.say(code, "violated" if one == other else "compliant")


@pytest.mark.skipif("FADU_RECEIPT_LOG" not in os.environ, reason="FADU_RECEIPT_LOG does not name the real log")
def test_the_real_log_agrees_with_an_independent_count(fadu):
    log, as_of = os.environ["FADU_RECEIPT_LOG"], datetime.date(2012, 1, 23)
    count = Count(as_of)
    for row, events in read_log(log):
        assert all(a[2] <= b[2] for a, b in zip(events, events[1:])), "the mapping says that the log is a sequence"
        count.case(row, events)
    run = check(fadu, log, str(as_of))
    assert run.returncode == 1, run.stderr
    found = collections.defaultdict(collections.Counter)
    for case in cases_of(run):
        for finding in case["findings"]:
            found[finding["code"]][finding["verdict"]] += 1
    assert {code: dict(verdicts) for code, verdicts in found.items()} == {
        code: dict(verdicts) for code, verdicts in count.verdicts.items()
    }
