"""Applications for reconsideration that the district government received in 2023: the law of 2017 governs them, also those that
were still pending when the law of 2023 took effect."""

from . import people
from .cases import Case, Defect, NearMiss
from .workdays import day, days_after, is_workday, same_or_next_workday, some_workday, workdays_after

CONTENTS = ["申请人基本情况", "被申请人名称", "复议请求", "主要事实和理由", "申请人签名或者盖章", "申请日期"]
OVERTURNED = ["变更", "撤销", "撤销", "部分撤销", "确认违法", "责令履行"]
YEAR_END = day("2023-12-31")
STAFF = [
    {"姓名": "王敏", "工作证号": "复议001", "首次从事复议日": day("2016-05-01"), "已取得法律职业资格": True},
    {"姓名": "李航", "工作证号": "复议002", "首次从事复议日": day("2019-02-01"), "已取得法律职业资格": True},
    {"姓名": "郑思琪", "工作证号": "复议003", "首次从事复议日": day("2021-09-01"), "已取得法律职业资格": True},
]


def make(rng, **traits):
    """kind: upheld, overturned, refused, withdrawn; late: still pending at the end of the year."""
    kind = traits.get("kind", "upheld")
    respondent = people.choose_agency(rng)
    if traits.get("late"):
        applied = some_workday(rng, day("2023-11-27"), day("2023-12-15"))
    else:
        applied = some_workday(rng, last=day("2023-09-12"))
    received = workdays_after(applied, 1)
    at_office = workdays_after(received, 1)
    knew = days_after(applied, -traits.get("applied_on_day", rng.randrange(3, 55)))
    inaction = kind == "overturned" and rng.random() < 0.15 and not traits.get("fine")
    act = "不履行法定职责" if inaction else rng.choice(["其他处罚决定", "其他处罚决定", "行政强制", "行政许可", "工伤认定"])
    staff = rng.sample(STAFF, 2)
    facts = {
        "记录": "复议案件",
        "案号": "",
        "复议机关": "云溪区人民政府",
        "被申请机关": respondent.name,
        "行为种类": act,
        "行政行为作出日": days_after(knew, -1),
        "可能产生不利影响": True,
        "告知复议权利机关期限": True,
        "属于复议前置": False,
        "知道行为日": knew,
        "申请人被申请人明确合格": True,
        "申请人有利害关系": True,
        "有具体请求和理由": True,
        "属于复议范围": kind != "refused",
        "属于本机关管辖": True,
        "复议或者法院未受理过": True,
        "申请履行法定职责": inaction,
        "提供曾经要求履行的证据": True,
        "涉及财物": "罚款财物" if traits.get("fine") else "不涉及财物",
        "没有可以返还的财物": False,
        "重大疑难复杂": False,
        "专业性技术性较强": False,
        "涉及第三人权益且第三人举证": False,
        "第三人提出相反请求": False,
        "承办复议人员": staff,
        "复议证据清单": [{"证据名称": "现场笔录", "复议查证属实": True, "用作定案依据": True}],
        "被申请人是本级部门": not respondent.township,
        "事件齐全": True,
        "提出申请": {"日期": applied, "申请方式": rng.choice(["书面申请", "书面申请", "互联网申请"]), "申请书载明": list(CONTENTS)},
        "收到申请": received,
        "法制机构收到申请": at_office,
    }
    case = Case(facts, respondent.name, f"{received:%Y-%m}", dict(traits), {"kind": kind})
    if kind == "refused":
        facts["不予受理"] = {
            "日期": workdays_after(received, traits.get("refused_after", rng.randrange(2, 6))),
            "书面说明理由": True,
            "书面告知申请人": True,
            "因不属于本机关管辖": False,
        }
        facts["复议归档"] = workdays_after(facts["不予受理"]["日期"], 10)
        return case
    sent = workdays_after(at_office, traits.get("sent_after", rng.randrange(2, 8)))
    copied = workdays_after(sent, 1)
    facts["发送副本"] = sent
    facts["被申请人收到副本"] = copied
    answered = days_after(copied, traits.get("answered_after", rng.randrange(4, 10)))
    facts["书面答复"] = {"日期": answered, "提交证据依据材料": True}
    if traits.get("access", rng.random() < 0.1):
        facts["申请查阅"] = {"日期": workdays_after(answered, 1), "属于不予查阅情形": False}
        facts["同意查阅"] = workdays_after(answered, 2)
    if kind == "withdrawn":
        withdrawn = workdays_after(answered, 4)
        facts["申请人撤回"] = {"日期": withdrawn, "自愿撤回": True, "说明撤回理由": True, "机构准予撤回": True}
        facts["复议终止"] = {"日期": workdays_after(withdrawn, 2), "终止事由": "准予撤回"}
        facts["复议归档"] = workdays_after(withdrawn, 10)
        return case
    on = traits.get("decided_on_day")
    extended = traits.get("extended", 0 if on or rng.random() > 0.15 else 30)
    decided = days_after(at_office, on or (rng.randrange(62, 86) if extended else rng.randrange(40, 58)))
    if not on:
        decided = same_or_next_workday(decided)
        if not traits.get("late") and decided > YEAR_END:
            raise ValueError("decided after the year")
    if extended:
        facts["延长审理期限"] = {
            "日期": days_after(at_office, 50),
            "延期批准人": "复议机关负责人",
            "情况复杂": True,
            "延长日数": extended,
            "书面告知延期": True,
            "已告知延期": True,
        }
    facts["提出审查意见"] = days_after(decided, -5)
    facts["同意或者讨论通过"] = {"日期": days_after(decided, -2), "同意方式": rng.choice(["负责人同意", "集体讨论通过"])}
    decision = "维持"
    if kind == "overturned":
        decision = "责令履行" if inaction else rng.choice(OVERTURNED[:5])
        if traits.get("fine"):
            decision = "撤销"
    facts["复议决定"] = {
        "日期": decided,
        "决定种类": decision,
        "盖有复议机关印章": True,
        "对申请人更为不利": False,
        "责令重新作出": False,
        "责令返还解除或者赔偿价款": True,
    }
    if decision == "责令履行":
        facts["复议决定"]["履行期限"] = "30日"
        facts["被申请人履行"] = days_after(decided, 20)
    served = workdays_after(decided, rng.randrange(1, 4))
    facts["复议决定送达"] = served
    facts["决定生效"] = served
    facts["抄告上一级主管部门"] = workdays_after(served, 5)
    facts["复议归档"] = workdays_after(served, 30)
    return case


def number(case, place):
    case.facts["案号"] = f"云府复〔2023〕{place:03d}号"
    return case.facts["案号"]


def refused(case):
    return case.work["kind"] == "refused"


def decided_in_year(case):
    return "复议决定" in case.facts and case.facts["复议决定"]["日期"] <= YEAR_END


def pending_at_year_end(case):
    return not refused(case) and not decided_in_year(case)


def overturned_in_year(case):
    return decided_in_year(case) and case.facts["复议决定"]["决定种类"] in OVERTURNED


def nothing(case, rng):
    pass


def put(event, **facts):
    return lambda case, rng: case.facts[event].update(facts)


def fact(**facts):
    return lambda case, rng: case.facts.update(facts)


def drop(*names):
    def plant(case, rng):
        for name in names:
            case.facts.pop(name, None)

    return plant


def last_day_works(start, days):
    def fits(case):
        return is_workday(days_after(case.facts[start], days))

    return fits


def collected(case, rng):
    case.facts["被申请人收集证据"] = workdays_after(case.facts["被申请人收到副本"], 3)


UPHELD, OVER, REFUSED = {"kind": "upheld", "extended": 0}, {"kind": "overturned", "extended": 0}, {"kind": "refused"}
DEFECTS = [
    Defect("作出行为没有告知复议权利", "CN-ARC-R17-1", OVER, fact(告知复议权利机关期限=False, 认定在申请期限内=True), False,
           lambda c: c.facts["行为种类"] != "不履行法定职责"),
    Defect("第六十一日才申请而没有驳回", ["CN-ARC-20-1", "CN-ARC-30-6"], {**OVER, "applied_on_day": 61}, nothing, True, last_day_works("知道行为日", 60)),
    Defect("申请书没有申请日期", "CN-ARC-R19-1", OVER, put("提出申请", 申请书载明=CONTENTS[:5])),
    Defect("六名申请人没有推选代表", "CN-ARC-R8-1", OVER, fact(申请人数=6, 代表人数=0), True),
    Defect("第六个工作日才不予受理", "CN-ARC-O17-1", {**REFUSED, "refused_after": 6}, nothing, True),
    Defect("符合条件而不受理", "CN-ARC-30-3", REFUSED, fact(属于复议范围=True)),
    Defect("不予受理没有书面告知", "CN-ARC-O17-2", REFUSED, put("不予受理", 书面告知申请人=False)),
    Defect("办理复议收费", "CN-ARC-87-1", UPHELD, fact(收取费用="50元")),
    Defect("第八个工作日才发送副本", "CN-ARC-48-1", {**OVER, "sent_after": 8}, nothing, True),
    Defect("第十一日才答复", "CN-ARC-48-2", {**OVER, "answered_after": 11}, nothing, True, last_day_works("被申请人收到副本", 10)),
    Defect("第十一日才答复却维持", ["CN-ARC-48-2", "CN-ARC-O28-1"], {**UPHELD, "answered_after": 11}, nothing, True, last_day_works("被申请人收到副本", 10)),
    Defect("被申请人自行收集证据", "CN-ARC-46-1", UPHELD, collected),
    Defect("没有让申请人查阅", "CN-ARC-47-1", {**UPHELD, "access": True}, drop("同意查阅")),
    Defect("一名复议人员办理", "CN-ARC-R32-1", UPHELD, lambda c, r: c.facts["承办复议人员"].pop(), True),
    Defect("复议人员没有资格", "CN-ARC-6-1", UPHELD, lambda c, r: c.facts.update(
        承办复议人员=[STAFF[0], {**STAFF[2], "已取得法律职业资格": False}])),
    Defect("第六十一日才决定", "CN-ARC-O31-1", {**UPHELD, "decided_on_day": 61}, nothing, True, last_day_works("法制机构收到申请", 60)),
    Defect("延长三十日后第九十一日才决定", "CN-ARC-O31-1", {"kind": "upheld", "extended": 30, "decided_on_day": 91}, nothing, True,
           lambda c: last_day_works("法制机构收到申请", 60)(c) and last_day_works("法制机构收到申请", 90)(c)),
    Defect("复议机构负责人批准延长", ["CN-ARC-O31-1", "CN-ARC-O31-2"], {"kind": "upheld", "extended": 30, "decided_on_day": 80}, put("延长审理期限", 延期批准人="复议机构负责人")),
    Defect("延长三十一日", ["CN-ARC-62-5", "CN-ARC-62-6"], {"kind": "upheld", "extended": 31, "decided_on_day": 80}, nothing, True),
    Defect("延长没有告知", "CN-ARC-O31-3", {"kind": "upheld", "extended": 30, "decided_on_day": 80}, put("延长审理期限", 已告知延期=False)),
    Defect("没有审查意见", "CN-ARC-O28-3", UPHELD, drop("提出审查意见")),
    Defect("没有经负责人同意", "CN-ARC-O28-4", UPHELD, drop("同意或者讨论通过")),
    Defect("复议决定书没有盖章", "CN-ARC-75-1", UPHELD, put("复议决定", 盖有复议机关印章=False)),
    Defect("复议决定更为不利", "CN-ARC-R51-1", OVER, put("复议决定", 对申请人更为不利=True)),
    Defect("撤销罚款没有责令返还", "CN-ARC-72-3", {**OVER, "fine": True}, put("复议决定", 责令返还解除或者赔偿价款=False)),
    Defect("撤回没有说明理由", "CN-ARC-O25-1", {"kind": "withdrawn", "late": False}, put("申请人撤回", 说明撤回理由=False)),
    Defect("没有写有没有告知复议权利", [("CN-ARC-R17-1", "undetermined"), ("CN-ARC-30-6", "undetermined")], OVER, drop("告知复议权利机关期限"), False,
           lambda c: c.facts["行为种类"] != "不履行法定职责"),
]
NEAR_MISSES = [
    NearMiss("第六十日申请", "CN-ARC-20-1", {**OVER, "applied_on_day": 60}, nothing),
    NearMiss("第五个工作日不予受理", "CN-ARC-O17-1", {**REFUSED, "refused_after": 5}, nothing),
    NearMiss("第七个工作日发送副本", "CN-ARC-48-1", {**OVER, "sent_after": 7}, nothing),
    NearMiss("第十日答复", "CN-ARC-48-2", {**UPHELD, "answered_after": 10}, nothing),
    NearMiss("第六十日决定", "CN-ARC-O31-1", {**UPHELD, "decided_on_day": 60}, nothing),
    NearMiss("延长后第九十日决定", "CN-ARC-O31-1", {"kind": "upheld", "extended": 30, "decided_on_day": 90}, nothing),
]
