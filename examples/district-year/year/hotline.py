"""Hotline tickets: the ordinary ones, which come as a table from the ticket system (tickets.csv, whose columns mapping.json
maps to the rulebook), and the complaints and reports that go to market supervision and run by two clocks (NDJSON)."""

import csv

from . import people
from .cases import Case, Defect, NearMiss
from .workdays import days_after, same_or_next_workday, some_day, workdays_after

LIMITS = {"咨询": 2, "求助": 10, "建议": 10, "投诉": 15, "举报": 15}
# column of the ticket system, and what the rulebook calls it
COLUMNS = {
    "ticket_id": "工单号",
    "place": "所在地",
    "category": "事项类型",
    "field": "主管领域",
    "no_reply": "来电人要求不回复",
    "longer_limit": "办理期限更长的出处",
    "called_at": "来电",
    "sent_at": "派单",
    "unit": "派单.承办单位",
    "received_at": "承办单位收到工单",
    "extension_asked": "延期申请",
    "extension_reasoned": "延期申请.写明理由",
    "extension_granted": "批准延期",
    "extension_by": "批准延期.延长期限",
    "return_asked": "申请退回",
    "return_reasoned": "申请退回.写明理由",
    "returned_at": "退回工单",
    "replied_at": "答复来电人",
    "redo_at": "退回重办",
    "callback_at": "回访",
    "callback_satisfied": "回访.满意",
    "closed_at": "办结",
}
EVENTS = ["来电", "派单", "承办单位收到工单", "延期申请", "批准延期", "申请退回", "退回工单", "答复来电人", "退回重办", "回访", "办结"]


def mapping():
    return {
        "record": "热线工单",
        "fields": {outside: inside for outside, inside in COLUMNS.items() if inside not in EVENTS},
        "events": {outside: inside for outside, inside in COLUMNS.items() if inside in EVENTS},
        "complete_events": True,
    }


def make(rng, **traits):
    """An ordinary ticket. 'replied' is the number of working days after receipt, or after the extended term began to run
    out, see 'extended' (the working days by which the term is extended)."""
    kind = traits.get("kind") or rng.choices(list(LIMITS), [42, 26, 5, 21, 6])[0]
    called = some_day(rng)
    received = days_after(called, rng.choice([0, 0, 0, 1]))
    unit = rng.choice(people.TOWNS) if rng.random() < 0.4 else people.choose_agency(rng, lambda a: a.domain != "市场监管").name
    limit = LIMITS[kind]
    facts = {
        "所在地": "广东省",
        "事项类型": kind,
        "主管领域": "其他主管领域",
        "来电人要求不回复": "是" if traits.get("no_reply", not traits and rng.random() < 0.03) else "否",
        "办理期限更长的出处": "没有较长期限",
        "来电": called,
        "派单": received,
        "派单.承办单位": unit,
        "承办单位收到工单": received,
    }
    extended = traits.get("extended", 0)
    if extended:
        due = workdays_after(received, limit)
        asked = workdays_after(received, limit - 1)
        facts.update({"延期申请": asked, "延期申请.写明理由": "是", "批准延期": due, "批准延期.延长期限": f"{extended}个工作日"})
        replied = workdays_after(due, traits.get("replied", rng.randrange(1, extended + 1)))
    else:
        replied = workdays_after(received, traits.get("replied", rng.randrange(1, limit + 1)))
    if traits.get("returned", not traits and rng.random() < 0.02):
        asked = workdays_after(received, traits.get("return_after", rng.randrange(1, 3)))
        back = workdays_after(asked, 1)
        facts.update({"申请退回": asked, "申请退回.写明理由": "是", "退回工单": back})
        replied = workdays_after(back, 1)
    facts["答复来电人"] = [replied]
    end = replied
    if traits.get("redone", not traits and rng.random() < 0.02):
        redo = workdays_after(replied, 1)
        again = workdays_after(redo, 3)
        facts["退回重办"] = redo
        facts["答复来电人"].append(again)
        end = again
    elif rng.random() < 0.35:
        called_back = days_after(replied, rng.randrange(1, 6))
        facts.update({"回访": called_back, "回访.满意": "是" if rng.random() < 0.97 else "否"})
        end = called_back
    facts["办结"] = days_after(end, rng.randrange(1, 4))
    return Case(facts, unit, f"{received:%Y-%m}", dict(traits), {"limit": limit})


def number(case, place):
    case.facts["工单号"] = f"YX2023{place:06d}"
    return case.facts["工单号"]


def write_csv(path, cases):
    def cell(value):
        if isinstance(value, list):
            return "、".join(map(str, value))
        return "" if value is None else str(value)

    with open(path, "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(COLUMNS)
        for case in cases:
            rows.writerow([cell(case.facts.get(inside)) for inside in COLUMNS.values()])


def make_market(rng, **traits):
    """A consumer's complaint, or a report of a breach, that goes to market supervision."""
    kind = traits.get("kind") or rng.choices(["投诉", "举报"], [75, 25])[0]
    called = some_day(rng)
    received = days_after(called, rng.choice([0, 0, 1]))
    unit = people.AGENCIES[0].name
    facts = {
        "记录": "热线工单",
        "工单号": "",
        "所在地": "广东省",
        "事项类型": kind,
        "主管领域": "市场监管",
        "办理期限更长的出处": "没有较长期限",
        "实名": True,
        "事件齐全": True,
        "来电": called,
        "派单": {"日期": received, "承办单位": unit},
        "承办单位收到工单": received,
    }
    if kind == "投诉":
        admitted = workdays_after(received, traits.get("admitted_after", rng.randrange(1, 8)))
        facts["决定是否受理投诉"] = admitted
        facts["告知是否受理投诉"] = workdays_after(admitted, 1)
        replied = workdays_after(received, rng.randrange(8, 16))
        last = replied
        if traits.get("admitted", rng.random() < 0.8):
            facts["受理投诉"] = admitted
            over = workdays_after(admitted, traits.get("mediated_for", rng.randrange(5, 46)))
            if traits.get("settled", rng.random() < 0.6):
                facts["达成调解协议"] = over
            else:
                facts["终止调解"] = over
                facts["告知终止调解"] = workdays_after(over, traits.get("ending_told_after", rng.randrange(1, 8)))
                over = facts["告知终止调解"]
            last = max(last, over)
    else:
        days = traits.get("decided_after", rng.randrange(5, 16))
        if traits.get("extended"):
            facts["核查延期批准"] = {"日期": workdays_after(received, traits["extended"]), "批准人为市监部门负责人": True}
        decided = workdays_after(received, days)
        facts["决定是否立案"] = decided
        facts["告知是否立案"] = workdays_after(decided, traits.get("told_after", rng.randrange(1, 6)))
        replied = workdays_after(received, rng.randrange(5, 16))
        last = max(replied, facts["告知是否立案"])
    facts["答复来电人"] = replied
    facts["办结"] = same_or_next_workday(days_after(last, rng.randrange(1, 4)))
    return Case(facts, unit, f"{received:%Y-%m}", dict(traits))


def number_market(case, place):
    case.facts["工单号"] = f"YX12315-2023{place:05d}"
    return case.facts["工单号"]


def nothing(case, rng):
    pass


def set_facts(**facts):
    return lambda case, rng: case.facts.update(facts)


def drop(*names):
    def plant(case, rng):
        for name in names:
            case.facts.pop(name, None)

    return plant


def set_column(column, value):
    return lambda case, rng: case.facts.__setitem__(column, value)


def extended_a_day_late(case, rng):
    case.facts["批准延期"] = workdays_after(case.facts["批准延期"], 1)


def never_replied(case, rng):
    case.facts["答复来电人"] = None
    for column in ("回访", "回访.满意"):
        case.facts.pop(column, None)


def closed_before_reply(case, rng):
    case.facts["办结"] = days_after(case.facts["答复来电人"][0], -1)
    for column in ("回访", "回访.满意"):
        case.facts.pop(column, None)


def no_second_reply(case, rng):
    case.facts["答复来电人"] = case.facts["答复来电人"][:1]


def closed_before_second_reply(case, rng):
    case.facts["办结"] = days_after(case.facts["答复来电人"][1], -1)


DEFECTS = [
    Defect("咨询第三个工作日才答复", "CN-HL-GD-1", {"kind": "咨询", "replied": 3}, nothing, True),
    Defect("求助第十一个工作日才答复", "CN-HL-GD-1", {"kind": "求助", "replied": 11}, nothing, True),
    Defect("建议第十一个工作日才答复", "CN-HL-GD-1", {"kind": "建议", "replied": 11}, nothing, True),
    Defect("投诉第十六个工作日才答复", "CN-HL-GD-1", {"kind": "投诉", "replied": 16}, nothing, True),
    Defect("延长五个工作日后又晚一个工作日", "CN-HL-GD-1", {"kind": "求助", "extended": 5, "replied": 6}, nothing, True),
    Defect("期满次一个工作日才批准延期", ["CN-HL-GD-1", "CN-HL-GD-2"], {"kind": "求助", "extended": 5, "replied": 3}, extended_a_day_late, True),
    Defect("延期申请没有写明理由", "CN-HL-1", {"extended": 5, "kind": "投诉"}, set_column("延期申请.写明理由", "否")),
    Defect("延期十一个工作日", "CN-HL-2", {"extended": 11, "kind": "求助"}, nothing, True),
    Defect("退回没有写明理由", "CN-HL-3", {"returned": True}, set_column("申请退回.写明理由", "否")),
    Defect("第三个工作日才申请退回", "CN-HL-4", {"returned": True, "return_after": 3}, nothing, True),
    Defect("没有答复就办结", ["CN-HL-GD-1", "CN-HL-6"], {"kind": "投诉", "replied": 9}, never_replied),
    Defect("办结次日才答复", "CN-HL-6", {"kind": "投诉", "replied": 9}, closed_before_reply, True),
    Defect("重办以后没有再答复", [("CN-HL-7", "pending"), "CN-HL-8"], {"redone": True}, no_second_reply),
    Defect("重办没有答复就办结", "CN-HL-8", {"redone": True}, closed_before_second_reply),
    Defect("没有写事项类型", [("CN-HL-GD-1", "undetermined")], {"kind": "求助", "replied": 5}, set_column("事项类型", None)),
]
NEAR_MISSES = [
    NearMiss("咨询第二个工作日答复", "CN-HL-GD-1", {"kind": "咨询", "replied": 2}, nothing),
    NearMiss("求助第十个工作日答复", "CN-HL-GD-1", {"kind": "求助", "replied": 10}, nothing),
    NearMiss("投诉第十五个工作日答复", "CN-HL-GD-1", {"kind": "投诉", "replied": 15}, nothing),
    NearMiss("延长后的末日答复", "CN-HL-GD-1", {"kind": "求助", "extended": 5, "replied": 5}, nothing),
    NearMiss("延期十个工作日", "CN-HL-2", {"kind": "求助", "extended": 10}, nothing),
    NearMiss("第二个工作日申请退回", "CN-HL-4", {"returned": True, "return_after": 2}, nothing),
]
MARKET_DEFECTS = [
    Defect("第八个工作日才决定是否受理投诉", "CN-HL-SM-14-1", {"kind": "投诉", "admitted_after": 8}, nothing, True),
    Defect("没有告知是否受理投诉", [("CN-HL-SM-14-2", "pending")], {"kind": "投诉"}, drop("告知是否受理投诉")),
    Defect("受理后第四十六个工作日才终结调解", "CN-HL-SM-21-1", {"kind": "投诉", "admitted": True, "mediated_for": 46}, nothing, True),
    Defect("终止调解第八个工作日才告知", "CN-HL-SM-21-2", {"kind": "投诉", "admitted": True, "settled": False, "ending_told_after": 8}, nothing, True),
    Defect("第十六个工作日才决定是否立案", "CN-HL-SM-18-1", {"kind": "举报", "decided_after": 16}, nothing, True),
    Defect("核查延长后第三十一个工作日才决定", "CN-HL-SM-18-1", {"kind": "举报", "extended": 14, "decided_after": 31}, nothing, True),
    Defect("第六个工作日才告知实名举报人", "CN-HL-SM-31-1", {"kind": "举报", "told_after": 6}, nothing, True),
    Defect("投诉没有写何时受理（事件没有列全）", [("CN-HL-SM-14-1", "undetermined"), ("CN-HL-SM-14-2", "undetermined")], {"kind": "投诉", "admitted": False}, lambda c, r: forget(c)),
]
MARKET_NEAR_MISSES = [
    NearMiss("第七个工作日决定是否受理投诉", "CN-HL-SM-14-1", {"kind": "投诉", "admitted_after": 7}, nothing),
    NearMiss("第四十五个工作日终结调解", "CN-HL-SM-21-1", {"kind": "投诉", "admitted": True, "mediated_for": 45}, nothing),
    NearMiss("终止调解第七个工作日告知", "CN-HL-SM-21-2", {"kind": "投诉", "admitted": True, "settled": False, "ending_told_after": 7}, nothing),
    NearMiss("第十五个工作日决定是否立案", "CN-HL-SM-18-1", {"kind": "举报", "decided_after": 15}, nothing),
    NearMiss("核查延长后第三十个工作日决定", "CN-HL-SM-18-1", {"kind": "举报", "extended": 15, "decided_after": 30}, nothing),
    NearMiss("第五个工作日告知实名举报人", "CN-HL-SM-31-1", {"kind": "举报", "told_after": 5}, nothing),
]


def forget(case):
    """The unit did not record whether and when it decided: the events of this ticket are listed, but not all of them."""
    case.facts.pop("决定是否受理投诉")
    case.facts.pop("告知是否受理投诉")
    case.facts["事件齐全"] = [name for name in ("受理投诉", "申请退回", "退回工单", "终止办理", "批准延期", "终止调解", "退回重办")]
