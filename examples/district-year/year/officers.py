"""The archives of the 290 officers: certificates, examinations, publication, training, and some of what they did."""

from . import people
from .cases import Case, Defect, NearMiss
from .workdays import day, days_after, same_or_next_workday, some_workday, workdays_after

STATED = ["证件编号", "持证人基本信息和所属机构", "执法区域", "证件有效期", "执法权来源"]


class Maker:
    def __init__(self, rng, staff):
        self.officers = [officer for agency in people.AGENCIES for officer in staff[agency.name]]
        self.domains = {agency.name: agency.domain for agency in people.AGENCIES}
        rng.shuffle(self.officers)

    def make(self, rng, **traits):
        for place, officer in enumerate(self.officers):
            if traits.get("whole_year") and officer.last.year == 2023:
                continue
            if traits.get("recent") and officer.first < day("2021-06-01"):
                continue  # the rules on publication were not in force
            break
        else:
            raise ValueError(f"no officer left for {traits}")
        officer = self.officers.pop(place)
        domain = self.domains[officer.agency]
        issued = same_or_next_workday(officer.first)
        examined = days_after(issued, -30)
        facts = {
            "记录": "执法人员档案",
            "人员编号": "P" + officer.certificate[2:],
            "人员姓名": officer.name,
            "所属机构": officer.agency,
            "所在地域": "广东省",
            "是公务员": True,
            "事件齐全": True,
            "考试": [
                {"日期": examined, "科目": "综合法律知识", "合格": True},
                {"日期": days_after(examined, 1), "科目": "专业法律知识", "合格": True},
            ],
            "领证": {
                "日期": issued,
                "证件编号": officer.certificate,
                "持证人": officer.name,
                "有效期": [officer.first, officer.last],
                "执法区域": ["云溪区"],
                "执法权来源": [domain],
                "证件载明": list(STATED),
                "首次申领": True,
                "申领时身份": "在编在职",
            },
            "公开执法人员信息": workdays_after(issued, traits.get("published_after", rng.randrange(2, 20))),
            "执法活动": [],
            "年度培训统计": {"日期": some_workday(rng), "学时": 40 + rng.randrange(40)},
        }
        for _ in range(rng.randrange(1, 5)):
            on = some_workday(rng)
            if issued < on <= officer.last and on not in [activity["日期"] for activity in facts["执法活动"]]:
                facts["执法活动"].append(self.activity(rng, officer, domain, on))
        if traits.get("acts"):
            on = some_workday(rng)
            facts["执法活动"] = [self.activity(rng, officer, domain, on)]
        return Case(facts, officer.agency, "2023-12", dict(traits), {"officer": officer})

    def activity(self, rng, officer, domain, on):
        return {
            "日期": on,
            "活动种类": rng.choice(["行政检查", "行政检查", "行政处罚调查", "当场处罚"]),
            "所用证号": officer.certificate,
            "活动区域": "云溪区",
            "活动领域": domain,
            "出示证件": True,
            "全程佩带": True,
        }


def number(case, place):
    return case.facts["人员编号"]


def activity(**facts):
    return lambda case, rng: case.facts["执法活动"][0].update(facts)


def certificate(**facts):
    return lambda case, rng: case.facts["领证"].update(facts)


def expired_the_day_before(kind, offset=-1):
    def plant(case, rng):
        one = case.facts["执法活动"][0]
        one["活动种类"] = kind
        case.facts["领证"]["有效期"][1] = days_after(one["日期"], offset)

    return plant


def suspended(case, rng):
    on = case.facts["执法活动"][0]["日期"]
    case.facts["暂扣执法证"] = days_after(on, -1)
    case.facts["发还执法证"] = days_after(on, 20)


def failed(case, rng):
    case.facts["考试"][1]["合格"] = False


def first_review(qualified):
    def plant(case, rng):
        case.facts["初次从事"] = {"日期": some_workday(rng), "工作": "处罚决定法制审核"}
        if qualified:
            case.facts["取得法律职业资格"] = days_after(case.facts["初次从事"]["日期"], -1)

    return plant


ACTS = {"whole_year": True, "acts": True}
DEFECTS = [
    Defect("执法证前一日到期而办理处罚", "CN-OFF-1", ACTS, expired_the_day_before("行政处罚调查"), True),
    Defect("执法证前一日到期而检查", "CN-OFF-3", ACTS, expired_the_day_before("行政检查"), True),
    Defect("暂扣期间执法", "CN-OFF-4", ACTS, suspended),
    Defect("在证件区域以外执法", "CN-OFF-5", ACTS, activity(活动区域="邻区")),
    Defect("办理执法权来源以外的事项", "CN-OFF-6", ACTS, activity(活动领域="公安")),
    Defect("没有全程佩带证件", "CN-OFF-8", ACTS, activity(全程佩带=False)),
    Defect("专业考试没有合格而领证", "CN-OFF-10", {"whole_year": True}, failed),
    Defect("劳务派遣人员领证", "CN-OFF-11", {"whole_year": True}, certificate(申领时身份="劳务派遣")),
    Defect("证件没有载明有效期", "CN-OFF-13", {"whole_year": True}, certificate(证件载明=[item for item in STATED if item != "证件有效期"])),
    Defect("第二十一个工作日才公开", "CN-OFF-15", {"recent": True, "published_after": 21}, lambda c, r: None, True),
    Defect("没有资格而初次审核", "CN-OFF-20", {"whole_year": True}, first_review(False)),
    Defect("年度培训少一学时", "CN-OFF-34", {}, lambda c, r: c.facts["年度培训统计"].update(学时=39), True),
]
NEAR_MISSES = [
    NearMiss("执法证当日到期", "CN-OFF-1", ACTS, expired_the_day_before("行政处罚调查", 0)),
    NearMiss("第二十个工作日公开", "CN-OFF-15", {"recent": True, "published_after": 20}, lambda c, r: None),
    NearMiss("前一日取得资格", "CN-OFF-20", {"whole_year": True}, first_review(True)),
    NearMiss("恰四十学时", "CN-OFF-34", {}, lambda c, r: c.facts["年度培训统计"].update(学时=40)),
]
