"""The files that were assessed: a sample of the decided penalty cases, each with its documents."""

from .cases import Case, Defect, NearMiss
from .documents import of_case

MAIN = ["立案", "调查取证", "审批", "告知", "送达", "结案"]
ORDER = ["立案", "调查取证", "审查", "决定", "送达"]
EXTERNAL = {"行政处罚决定书", "行政处罚事先告知书", "责令改正通知书", "查封扣押决定书"}


class Maker:
    """Takes the decided cases one after the other."""

    def __init__(self, rng, penalties):
        self.decided = [case for case in penalties if "处罚决定" in case.facts]
        rng.shuffle(self.decided)

    def make(self, rng, **traits):
        for place, case in enumerate(self.decided):
            summary = case.facts["适用程序"] == "简易程序"
            if traits.get("ordinary") and summary:
                continue
            if traits.get("kept") and "先行登记保存" not in case.facts:
                continue
            if traits.get("stated") and "陈述申辩" not in case.facts:
                continue
            break
        else:
            raise ValueError(f"no decided case left for {traits}")
        case = self.decided.pop(place)
        summary = case.facts["适用程序"] == "简易程序"
        documents = []
        for document in of_case(case):
            external = document.facts["名称"] in EXTERNAL
            facts = {"名称": document.facts["名称"], "对外文书": external, "使用统一文书": True, "需要送达": external}
            if external:
                facts.update(盖有法定主体印章=True, 有送达手续=True)
            documents.append(facts)
        facts = {
            "记录": "执法案卷",
            "案卷编号": f"卷-{case.key}",
            "案卷种类": "行政处罚案卷",
            "简易程序案卷": summary,
            "承办机关": case.agency,
            "实施主体合法": True,
            "没有超越职权": True,
            "执法人员均有资格": True,
            "承办人员数": 2,
            "主要事实清楚": True,
            "主要证据充分": True,
            "定性准确": True,
            "对象认定正确": True,
            "有对象身份证明": True,
            "适用依据正确": True,
            "依据条款项目正确": True,
            "在法定种类和幅度内": True,
            "程序合法": True,
            "有明显程序倒置": False,
            "主要程序文书": list(MAIN),
            "文书清单": documents,
            "文书漏项清单": [{"文书": document["名称"], "漏填项目": "无"} for document in documents],
            "按规定立卷": True,
            "使用统一封面": True,
            "有卷内目录": True,
            "有页码": True,
            "卷内次序": list(ORDER),
            "有立案审批表": not summary,
            "已结案": True,
            "有结案审批表": True,
            "及时立案": True,
            "采取的强制措施": [{"措施": "查封扣押", "合法": True}] if "查封扣押" in case.facts else [],
            "登记保存清单": [{"物品": "证据物品", "法定时限内处理": True}] if "先行登记保存" in case.facts else [],
            "有调查终结报告": not summary,
            "应当听证": "听证" in case.facts,
            "已听证或者有证据证明放弃": True,
            "有陈述申辩": "陈述申辩" in case.facts,
            "陈述申辩已复核": True,
            "事件齐全": True,
        }
        return Case(facts, case.agency, case.month, dict(traits))


def number(case, place):
    return case.facts["案卷编号"]


def fact(**facts):
    return lambda case, rng: case.facts.update(facts)


def a_document(test=lambda document: True, **facts):
    def plant(case, rng):
        rng.choice([document for document in case.facts["文书清单"] if test(document)]).update(facts)

    return plant


def external(document):
    return document["对外文书"]


def omission(case, rng):
    rng.choice(case.facts["文书漏项清单"])["漏填项目"] = "日期"


ORDINARY = {"ordinary": True}
DEFECTS = [
    Defect("案卷里有没有资格的人员", "CN-CFR-2", ORDINARY, fact(执法人员均有资格=False)),
    Defect("承办人员只有一人", "CN-CFR-3", ORDINARY, fact(承办人员数=1), True),
    Defect("主要证据不足", "CN-CFR-5", ORDINARY, fact(主要证据充分=False)),
    Defect("依据的条款项目引用错误", "CN-CFR-9", ORDINARY, fact(依据条款项目正确=False)),
    Defect("程序倒置", "CN-CFR-12", ORDINARY, fact(有明显程序倒置=True)),
    Defect("主要程序没有告知文书", "CN-CFR-13", ORDINARY, lambda c, r: c.facts["主要程序文书"].remove("告知")),
    Defect("对外文书没有盖章", "CN-CFR-14", ORDINARY, a_document(external, 盖有法定主体印章=False)),
    Defect("没有用统一文书", "CN-CFR-20", ORDINARY, a_document(使用统一文书=False)),
    Defect("文书漏填日期", "CN-CFR-21", ORDINARY, omission),
    Defect("没有目录", "CN-CFR-24", ORDINARY, fact(有卷内目录=False)),
    Defect("没有页码", "CN-CFR-25", ORDINARY, fact(有页码=False)),
    Defect("组卷次序颠倒", "CN-CFR-26", ORDINARY, fact(卷内次序=["调查取证", "立案", "审查", "决定", "送达"])),
    Defect("没有调查终结报告", "CN-CFR-34", ORDINARY, fact(有调查终结报告=False)),
    Defect("文书没有送达手续", "CN-CFR-37", ORDINARY, a_document(external, 有送达手续=False)),
    Defect("没有写程序是否合法", [("CN-CFR-12", "undetermined")], ORDINARY, lambda c, r: c.facts.pop("程序合法")),
]
NEAR_MISSES = [NearMiss("承办人员恰为两人", "CN-CFR-3", ORDINARY, fact(承办人员数=2))]
