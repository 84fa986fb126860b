#!/usr/bin/env python3
"""Counts the verdicts of `fadu check --format ndjson --verdicts all` rule by rule; reads standard input.

The counts are of findings: a rule of every occurrence speaks once an occurrence. How late the late cases are is worked out
from the deciding facts of EP-1.
"""

import collections
import datetime
import json
import sys

VERDICTS = ("compliant", "violated", "pending", "undetermined", "excused", "not_applicable", "conflict")
TITLES = ("合规", "违反", "待办", "存疑", "除外", "不适用", "冲突")


def width(text):
    return sum(2 if ord(c) > 0x2E80 else 1 for c in text)


def pad(text, columns):
    return text + " " * (columns - width(text))


def day(moment):
    return datetime.date.fromisoformat(moment[:10])


def count(lines):
    """The receipt, the number of cases, {(code, name): {verdict: findings}} and the days late of the late cases."""
    receipt, cases, late = {}, 0, []
    rules = collections.defaultdict(collections.Counter)
    for line in lines:
        document = json.loads(line)
        if "receipt" in document:
            receipt = document["receipt"]
        if "findings" not in document:
            continue
        cases += 1
        for finding in document["findings"]:
            name = finding["rule"] + (" · " + finding["step"] if "step" in finding else "")
            rules[finding["code"], name][finding["verdict"]] += 1
            if finding["code"] == "EP-1" and finding["verdict"] == "violated":
                facts = {fact["path"]: fact["value"] for fact in finding["facts"]}
                late.append((day(facts["办结时间"]) - day(facts["法定期限"])).days)
    return receipt, cases, rules, sorted(late)


def main():
    receipt, cases, rules, late = count(sys.stdin)
    print(f"案件 {cases} 件，截至 {receipt.get('as_of', '?')}")
    first = max((width(code) for code, _ in rules), default=0) + 2
    second = max((width(name) for _, name in rules), default=0) + 2
    shown = [i for i, verdict in enumerate(VERDICTS) if any(counts[verdict] for counts in rules.values())]
    print(pad("编号", first) + pad("规则", second) + "".join(pad(TITLES[i], 8) for i in shown).rstrip())
    for (code, name), counts in rules.items():
        cells = "".join(pad(str(counts[VERDICTS[i]]), 8) for i in shown)
        print((pad(code, first) + pad(name, second) + cells).rstrip())
    if late:
        bands = [sum(1 for d in late if low <= d <= high) for low, high in ((1, 30), (31, 90), (91, 10**6))]
        print(f"逾期 {len(late)} 件：三十日以内 {bands[0]}，三十一日至九十日 {bands[1]}，超过九十日 {bands[2]}；"
              f"中位 {late[len(late) // 2]} 日，最长 {late[-1]} 日")


if __name__ == "__main__":
    main()
