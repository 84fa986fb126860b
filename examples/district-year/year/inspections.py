"""Inspections that led to no penalty: nothing found, or an order to correct that was followed. They are checked by the rules
on the taking of evidence and on the three systems, as the inspections inside of a penalty case are."""

from . import people
from .cases import Case, Defect, NearMiss
from .workdays import at, days_after, some_workday, workdays_after

FOUND = ["未发现问题", "未发现问题", "台账不全", "消防通道堆放杂物", "证照未悬挂", "防护设施缺损"]


class Maker:
    def __init__(self, staff):
        self.staff = staff

    def make(self, rng, **traits):
        agency = people.choose_agency(rng, lambda a: traits.get("market") is None or (a.domain == "市场监管") == traits["market"])
        on = some_workday(rng)
        found = rng.choice(FOUND) if not traits.get("found") else "台账不全"
        name = people.firm(rng)
        facts = {
            "记录": "处罚案件",
            "案号": "",
            "案件名称": f"{name}日常检查",
            "领域": agency.domain,
            "地域": "广东省",
            "当事人": {"名称": name, "种类": "法人", "地址": people.address(rng), "出生日期": "无"},
            "办案机关": agency.name,
            "实施主体": "乡镇人民政府或者街道办事处" if agency.township else "行政机关",
            "涉嫌犯罪": False,
            "违法行为轻微": found != "未发现问题",
            "使用执法信息平台": True,
            "事件齐全": True,
            "现场检查": {
                "日期": on,
                "办案人员": [officer.facts() for officer in people.two_officers(rng, self.staff, agency.name, on)],
                "出示执法证件": True,
                "制作笔录": True,
                "笔录经签字或者注明拒签": True,
                "告知陈述申辩回避权利": True,
                "音像情况": "已作音像记录" if rng.random() < 0.7 else "本单位清单未列入",
                "通知当事人到场": True,
                "全程佩带证件": True,
            },
        }
        end = workdays_after(on, rng.randrange(1, 4))
        if found != "未发现问题":
            due = days_after(on, rng.choice([7, 10, 15, 30]))
            facts["责令改正"] = {"日期": on, "改正期限": due}
            facts["限期内改正"] = True
            facts["改正完成"] = days_after(due, -rng.randrange(1, 5))
            end = workdays_after(due, rng.randrange(1, 5))
        if traits.get("recording") or (facts["现场检查"]["音像情况"] == "已作音像记录" and rng.random() < 0.4):
            facts["现场检查"]["音像情况"] = "已作音像记录"
            facts["音像记录"] = {
                "起日": at(on, 9, rng.randrange(60)),
                "止日": at(on, 10, rng.randrange(60)),
                "记录方式": "录像",
                "记录的活动": "现场检查",
                "语音说明时间地点人员": True,
                "告知正在记录": True,
            }
            facts["音像资料存储"] = workdays_after(on, 1)
        facts["结案"] = end
        return Case(facts, agency.name, f"{on:%Y-%m}", dict(traits), {"agency": agency})


def number(case, place):
    case.facts["案号"] = f"{case.work['agency'].short}检〔2023〕{place:04d}号"
    return case.facts["案号"]


def visit(case):
    return case.facts["现场检查"]


def expired_the_day_before(case, rng):
    on = visit(case)["日期"]
    visit(case)["办案人员"][1]["执法证有效期"][1] = days_after(on, -1)


def expires_that_day(case, rng):
    visit(case)["办案人员"][1]["执法证有效期"][1] = visit(case)["日期"]


def one_officer(case, rng):
    visit(case)["办案人员"].pop()


def same_certificate_twice(case, rng):
    visit(case)["办案人员"][1] = dict(visit(case)["办案人员"][0])


def an_assistant(case, rng):
    visit(case)["办案人员"][1]["辅助人员"] = True


def set_visit(**facts):
    return lambda case, rng: visit(case).update(facts)


def set_recording(**facts):
    return lambda case, rng: case.facts["音像记录"].update(facts)


def stored_a_day_late(case, rng):
    case.facts["音像资料存储"] = workdays_after(visit(case)["日期"], 2)


def corrected_a_day_late(case, rng):
    case.facts["改正完成"] = days_after(case.facts["责令改正"]["改正期限"], 1)


def corrected_on_the_last_day(case, rng):
    case.facts["改正完成"] = case.facts["责令改正"]["改正期限"]


DEFECTS = [
    Defect("检查人员的执法证前一日到期", "CN-APL-42-1", {}, expired_the_day_before, True),
    Defect("只有一名执法人员检查", "CN-APL-42-1", {}, one_officer),
    Defect("同一执法证号写了两次", "CN-APL-42-1", {}, same_certificate_twice),
    Defect("两人中一人是辅助人员", "CN-APL-42-1", {}, an_assistant),
    Defect("检查没有出示证件", "CN-APL-55-1", {}, set_visit(出示执法证件=False)),
    Defect("检查没有制作笔录", "CN-APL-55-3", {}, set_visit(制作笔录=False)),
    Defect("市监检查笔录没有签字也没有注明", "CN-APL-55-4", {"market": True}, set_visit(笔录经签字或者注明拒签=False)),
    Defect("市监检查没有告知权利", "CN-APL-55-5", {"market": True}, set_visit(告知陈述申辩回避权利=False)),
    Defect("检查没有全程佩带证件", "CN-GD3-P10-1", {}, set_visit(全程佩带证件=False)),
    Defect("检查没有音像记录", "CN-GD3-R14-1", {}, set_visit(音像情况="没有音像记录")),
    Defect("录像没有语音说明", "CN-GD3-R18-1", {"recording": True}, set_recording(语音说明时间地点人员=False)),
    Defect("没有告知正在录像", "CN-GD3-R18-2", {"recording": True}, set_recording(告知正在记录=False)),
    Defect("音像资料晚一个工作日存储", "CN-GD3-R23-1", {"recording": True}, stored_a_day_late, True),
    Defect("音像资料自行保管", "CN-GD3-R23-2", {"recording": True}, set_recording(自行保管=True)),
    Defect("拍摄了私密空间", "CN-GD3-R22-1", {"recording": True}, set_recording(拍摄私密空间=True)),
    Defect("期满次日才改正，却认定限期内改正", "CN-LEN-LIST-4", {"found": True}, corrected_a_day_late, True),
    Defect("有利害关系的人员参加检查", "CN-APL-43-1", {}, lambda case, rng: visit(case)["办案人员"][0].update(有利害关系=True)),
]
NEAR_MISSES = [
    NearMiss("执法证当日到期", "CN-APL-42-1", {}, expires_that_day),
    NearMiss("期满当日改正", "CN-LEN-LIST-4", {"found": True}, corrected_on_the_last_day),
]
