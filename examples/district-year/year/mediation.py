"""People's mediation: written and oral agreements, failed and refused ones, and confirmation by the court."""

from . import people
from .cases import Case, Defect, NearMiss
from .workdays import days_after, is_workday, same_or_next_workday, some_workday, workdays_after

SIGNED = ["各方当事人签名盖章或者按指印", "调解员签名", "人民调解委员会印章"]
PAPERS = ["司法确认申请书", "调解协议", "身份证明和资格证明", "财产权利证明", "送达地址和联系方式"]
QUARRELS = ["相邻关系", "劳动报酬", "房屋租赁", "交通事故", "婚姻家庭", "消费", "物业服务", "山林土地"]


def make(rng, **traits):
    kind = traits.get("kind") or rng.choices(["written", "oral", "confirmed"], [62, 30, 8])[0]
    agency = rng.choice(people.TOWNS)
    on = some_workday(rng)
    private = rng.random() < 0.1 or traits.get("private", False)
    mediators = [
        {"姓名": people.person(rng), "成年公民": True, "委员或者受聘": True} for _ in range(rng.choice([1, 1, 2]))
    ]
    if len(mediators) == 2 and mediators[0]["姓名"] == mediators[1]["姓名"]:
        mediators.pop()
    facts = {
        "记录": "人民调解案件",
        "调解编号": "",
        "当事人要求不公开": private,
        "事件齐全": True,
    }
    facts["当事人申请调解" if rng.random() < 0.8 else "委员会主动调解"] = on
    first = workdays_after(on, rng.randrange(1, 4))
    meetings = [first] + ([workdays_after(first, rng.randrange(2, 8))] if rng.random() < 0.4 else [])
    facts["调解"] = [{"日期": d, "调解员": mediators, "公开进行": not private, "已作记录": True} for d in meetings]
    if traits.get("heated", rng.random() < 0.05):
        facts.update({"纠纷有可能激化": True, "可能引起治安或者刑事案件": True})
        facts["采取预防激化的措施"] = first
        facts["报告公安或者有关部门"] = first
    if traits.get("invited", rng.random() < 0.15):
        facts["邀请他人参与调解"] = {"日期": first, "征得当事人同意": True}
    last = meetings[-1]
    case = Case(facts, agency, f"{on:%Y-%m}", dict(traits), {"kind": kind})
    if kind == "failed":
        facts["调解不成"] = last
        facts["终止调解程序"] = last
        facts["告知救济途径"] = last
        facts["立卷归档"] = {"日期": workdays_after(last, 2), "卷内材料": ["调解登记", "调解工作记录"]}
        return case
    if kind == "refused":
        facts["当事人明确拒绝调解"] = facts.pop("调解")[0]["日期"]
        for event in ("邀请他人参与调解", "采取预防激化的措施", "报告公安或者有关部门"):
            facts.pop(event, None)
        facts.pop("纠纷有可能激化", None), facts.pop("可能引起治安或者刑事案件", None)
        facts["终止调解程序"] = facts["当事人明确拒绝调解"]
        facts["告知救济途径"] = facts["当事人明确拒绝调解"]
        facts["立卷归档"] = {"日期": workdays_after(first, 2), "卷内材料": ["调解登记", "调解工作记录"]}
        return case
    facts["达成调解协议"] = last
    if kind == "oral":
        facts.update({"协议形式": "口头协议", "当事人认为无需制作协议书": True, "记录口头协议": last})
        facts["立卷归档"] = {"日期": workdays_after(last, 2), "卷内材料": ["调解登记", "调解工作记录"]}
    else:
        facts["协议形式"] = "调解协议书"
        signed = workdays_after(last, rng.randrange(1, 3))
        facts["制作调解协议书"] = {"日期": signed, "签章": list(SIGNED), "当事人各执一份": True, "委员会留存一份": True}
        facts["立卷归档"] = {"日期": workdays_after(signed, 2), "卷内材料": ["调解登记", "调解工作记录", "调解协议书材料"]}
        if kind == "confirmed":
            confirm(rng, case, signed, traits)
    facts["督促履行"] = days_after(last, rng.randrange(20, 40))
    if rng.random() < 0.5:
        facts["履行完毕"] = days_after(facts["督促履行"], rng.randrange(5, 30))
    return case


def confirm(rng, case, signed, traits):
    facts = case.facts
    applied = days_after(signed, traits.get("applied_after", rng.randrange(3, 31)))
    if "applied_after" not in traits:
        applied = min(same_or_next_workday(applied), days_after(signed, 30))
    facts.update(
        {
            "涉及财产权利": True,
            "受理法院": "调解组织所在地",
            "申请材料": list(PAPERS),
            "不予受理的情形": "无",
            "不予确认的情形": "无",
            "特殊情况需要延长": False,
            "共同申请司法确认": {"日期": applied, "双方共同": True},
            "法院收到申请": applied,
        }
    )
    admitted = days_after(applied, traits.get("admitted_after", rng.randrange(1, 4)))
    facts["决定是否受理确认"] = admitted
    facts["受理确认申请"] = admitted
    facts["送达受理通知书"] = days_after(admitted, 1)
    facts["指定审判人员"] = {"日期": admitted, "人数": 1}
    if traits.get("withdrawn"):
        facts["撤回确认申请"] = days_after(admitted, 3)
        facts["准许撤回"] = days_after(admitted, 5)
        return
    if traits.get("extended"):
        facts["特殊情况需要延长"] = True
        facts["院长批准延长"] = days_after(admitted, traits["extended"])
    decided = days_after(admitted, traits.get("decided_after", rng.randrange(5, 16)))
    facts["作出确认决定"] = {"日期": decided, "结果": "确认有效"}


def number(case, place):
    town = case.agency[:2]
    case.facts["调解编号"] = f"{town}调〔2023〕{place:03d}号"
    return case.facts["调解编号"]


def no_holiday(event, days):
    """The last lawful day is a working day, so that nothing depends on whether a period runs on over a holiday."""

    def fits(case):
        start = case.facts[event]
        return is_workday(days_after(start["日期"] if isinstance(start, dict) else start, days))

    return fits


def nothing(case, rng):
    pass


def put(event, **facts):
    return lambda case, rng: case.facts[event].update(facts)


def first_meeting(**facts):
    return lambda case, rng: case.facts["调解"][0].update(facts)


def mediator(**facts):
    return lambda case, rng: case.facts["调解"][-1].update(
        调解员=[{**case.facts["调解"][-1]["调解员"][0], **facts}], 日期=case.facts["调解"][-1]["日期"]
    )


def drop(*names):
    def plant(case, rng):
        for name in names:
            case.facts.pop(name, None)

    return plant


def occurs(event, **facts):
    def plant(case, rng):
        on = case.facts["调解"][0]["日期"]
        case.facts[event] = {"日期": on, **facts} if facts else on

    return plant


def refused_before(event):
    def plant(case, rng):
        case.facts[event] = days_after(case.facts["调解"][0]["日期"], -1)

    return plant


def long_after_application(case):
    """One meeting, and the application lies so far back that it does not undo the refusal."""
    asked = case.facts.get("当事人申请调解")
    return len(case.facts["调解"]) == 1 and (not asked or asked < days_after(case.facts["调解"][0]["日期"], -1))


def fact(**facts):
    return lambda case, rng: case.facts.update(facts)


WRITTEN, ORAL, CONFIRMED, FAILED = {"kind": "written"}, {"kind": "oral"}, {"kind": "confirmed"}, {"kind": "failed"}
DEFECTS = [
    Defect("前一日已拒绝仍然调解", "CN-RM-17-1", {**FAILED}, refused_before("当事人明确拒绝调解"), True, long_after_application),
    Defect("要求终止以后仍然调解", "CN-RM-23-1", {**FAILED}, refused_before("当事人要求终止调解"), True, long_after_application),
    Defect("调解收费", "CN-RM-4-1", WRITTEN, occurs("收取费用")),
    Defect("阻止当事人寻求其他途径", "CN-RM-3-1", WRITTEN, occurs("阻止当事人寻求其他途径")),
    Defect("没有调解员", "CN-RM-19-1", WRITTEN, first_meeting(调解员=[])),
    Defect("调解员没有受聘", "CN-RM-13-1", ORAL, mediator(委员或者受聘=False)),
    Defect("调解员未成年", "CN-RM-14-1", ORAL, mediator(成年公民=False)),
    Defect("邀请他人没有征得同意", "CN-RM-20-1", {"invited": True, **WRITTEN}, put("邀请他人参与调解", 征得当事人同意=False)),
    Defect("要求不公开而公开", "CN-RM-23-2", {"private": True, **ORAL}, first_meeting(公开进行=True)),
    Defect("可能激化没有预防", "CN-RM-25-1", {"heated": True, **ORAL}, drop("采取预防激化的措施")),
    Defect("可能引起案件没有报告", "CN-RM-25-2", {"heated": True, **ORAL}, drop("报告公安或者有关部门")),
    Defect("没有调解记录", "CN-RM-27-1", WRITTEN, first_meeting(已作记录=False)),
    Defect("卷内缺工作记录", "CN-RM-27-4", ORAL, put("立卷归档", 卷内材料=["调解登记"])),
    Defect("调解员偏袒没有处理", "CN-RM-15-1", WRITTEN, occurs("调解员偏袒侮辱索取或者泄露", 已作处理=False)),
    Defect("口头协议不是当事人的意愿", "CN-RM-28-2", ORAL, fact(当事人认为无需制作协议书=False)),
    Defect("协议书没有盖章", "CN-RM-29-1", WRITTEN, put("制作调解协议书", 签章=SIGNED[:2])),
    Defect("协议书没有给当事人", "CN-RM-29-2", WRITTEN, put("制作调解协议书", 当事人各执一份=False)),
    Defect("第三十一日才申请司法确认", "CN-RM-33-1", {**CONFIRMED, "applied_after": 31}, nothing, True, no_holiday("制作调解协议书", 30)),
    Defect("单方申请司法确认", "CN-RM-33-2", CONFIRMED, put("共同申请司法确认", 双方共同=False)),
    Defect("缺财产权利证明", "CN-QR-3-1", CONFIRMED, fact(申请材料=[p for p in PAPERS if p != "财产权利证明"])),
    Defect("第四日才决定是否受理", "CN-QR-4-1", {**CONFIRMED, "admitted_after": 4}, nothing, True, no_holiday("法院收到申请", 3)),
    Defect("第十六日才决定", "CN-QR-5-1", {**CONFIRMED, "decided_after": 16}, nothing, True, no_holiday("受理确认申请", 15)),
    Defect("延长后第二十六日才决定", "CN-QR-5-1", {**CONFIRMED, "extended": 10, "decided_after": 26}, nothing, True, lambda c: all(no_holiday("受理确认申请", d)(c) for d in (15, 25))),
    Defect("没有特殊情况而延长", "CN-QR-5-2", {**CONFIRMED, "extended": 10, "decided_after": 20}, fact(特殊情况需要延长=False)),
    Defect("指定了两名审判人员", "CN-QR-6-2", CONFIRMED, put("指定审判人员", 人数=2)),
    Defect("内容不明确而确认", "CN-QR-7-1", CONFIRMED, fact(不予确认的情形="内容不明确")),
    Defect("可以确认而不确认", "CN-QR-8-1", CONFIRMED, put("作出确认决定", 结果="不予确认")),
    Defect("司法确认收费", "CN-QR-11-1", CONFIRMED, lambda c, r: c.facts.update(法院收取费用=c.facts["受理确认申请"])),
    Defect("没有督促履行", [("CN-RM-31-1", "pending")], WRITTEN, drop("督促履行", "履行完毕")),
    Defect("没有告知其他途径", [("CN-RM-26-2", "pending")], FAILED, drop("告知救济途径")),
    Defect("没有写协议形式", [("CN-RM-28-1", "undetermined"), ("CN-RM-28-2", "undetermined")], WRITTEN, drop("协议形式")),
]
NEAR_MISSES = [
    NearMiss("第三十日申请司法确认", "CN-RM-33-1", {**CONFIRMED, "applied_after": 30}, nothing),
    NearMiss("第三日决定是否受理", "CN-QR-4-1", {**CONFIRMED, "admitted_after": 3}, nothing),
    NearMiss("第十五日决定", "CN-QR-5-1", {**CONFIRMED, "decided_after": 15}, nothing),
    NearMiss("延长后第二十五日决定", "CN-QR-5-1", {**CONFIRMED, "extended": 15, "decided_after": 25}, nothing),
    NearMiss("撤回以后没有决定", "CN-QR-5-1", {**CONFIRMED, "withdrawn": True}, nothing),
]
