"""The register of documents, one a row: what each event of an enforcement case left in the file. Photograph sheets fill it up
to the number that the report gives."""

import datetime

from .cases import Case, Defect, NearMiss
from .workdays import days_after

MADE_BY = {
    "立案": "立案审批表",
    "现场检查": "现场检查笔录",
    "询问": "询问笔录",
    "调取证据": "证据调取通知书",
    "先行登记保存": "先行登记保存证据通知书",
    "检验": "检验报告",
    "责令改正": "责令改正通知书",
    "调查终结": "调查终结报告",
    "事先告知": "行政处罚事先告知书",
    "听证": "听证笔录",
    "法制审核": "法制审核意见书",
    "案件审核": "案件审核意见书",
    "集体讨论": "集体讨论记录",
    "处罚决定": "行政处罚决定书",
    "不予处罚决定": "不予行政处罚决定书",
    "查封扣押": "查封扣押决定书",
    "送达": "送达回证",
    "缴纳罚款": "缴款凭证",
    "案卷归档": "结案审批表",
}
NUMBERED = {"行政处罚决定书", "不予行政处罚决定书", "行政处罚事先告知书", "责令改正通知书", "查封扣押决定书"}


def day_of(event):
    if isinstance(event, list):
        event = event[0]
    if isinstance(event, dict):
        event = event.get("日期") or event.get("起日")
    return event.date() if isinstance(event, datetime.datetime) else event


def of_case(case):
    """The documents of one enforcement case, with the days on which they were made."""
    archived = case.facts.get("案卷归档") or case.facts.get("结案")
    for event, title in MADE_BY.items():
        if event in case.facts:
            yield row(case, title, min(day_of(case.facts[event]), archived), archived)


def row(case, title, on, archived):
    facts = {"记录": "执法文书", "文书编号": "", "案号": case.key, "机关": case.agency, "名称": title, "文号": "无", "制作日": on, "归档日": archived}
    return Case(facts, case.agency, case.month, {"title": title})


def register(rng, cases, total):
    rows = [document for case in cases for document in of_case(case)]
    if len(rows) > total:
        raise ValueError(f"{len(rows)} documents where the report has {total}")
    while len(rows) < total:
        case = rng.choice(cases)
        on = day_of(case.facts.get("现场检查") or case.facts.get("处罚决定") or case.facts["结案"])
        rows.append(row(case, "现场照片粘贴页", on, case.facts.get("案卷归档") or case.facts["结案"]))
    for place, document in enumerate(rows, 1):
        document.key = document.facts["文书编号"] = f"W2023{place:06d}"
        if document.facts["名称"] in NUMBERED:
            document.facts["文号"] = f"{document.facts['案号']}之{place}"
    return rows


def same_number_again(first, second, rng):
    second.facts["文号"] = first.facts["文号"]


def made_after_archiving(document, rng):
    document.facts["制作日"] = days_after(document.facts["归档日"], 1)


def made_when_archived(document, rng):
    document.facts["制作日"] = document.facts["归档日"]


TWICE = Defect("一个文号用了两次", "DY-DOC-1", {}, same_number_again)
LATE = Defect("归档次日补入的文书", "DY-DOC-2", {}, made_after_archiving, True)
ON_THE_DAY = NearMiss("归档当日制作的文书", "DY-DOC-2", {}, made_when_archived)


def plant(rng, rows, copies):
    """Spoils some documents; yields the key that the finding has, and what was planted."""
    numbered = [document for document in rows if document.facts["文号"] != "无"]
    plain = [document for document in rows if document.facts["文号"] == "无"]
    for _ in range(copies):
        first, second = rng.sample(numbered, 2)
        numbered.remove(first), numbered.remove(second)
        TWICE.plant(first, second, rng)
        yield "、".join(sorted([first.key, second.key])), TWICE
        for what in (LATE, ON_THE_DAY):
            document = plain.pop(rng.randrange(len(plain)))
            (what.plant if what is LATE else what.shape)(document, rng)
            yield document.key, what
