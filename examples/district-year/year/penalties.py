"""Penalty cases: ordinary and summary procedure, with and without a hearing, off-site, spared, withdrawn, transferred.

make() draws what is not asked for; every case it returns is lawful. The defects of these cases are in penalty_defects.py."""

from . import people
from .cases import Case, yuan
from .workdays import (
    at,
    day,
    days_after,
    some_workday,
    workdays_after,
)

ALL_WRITTEN = [
    "案件来源", "立案情况", "人员证号及出示证件", "询问情况", "检查勘验情况", "调取证据情况", "抽样情况", "检验检测检疫鉴定情况",
    "证据保全情况", "强制措施情况", "权利告知和陈述申辩情况", "听证情况", "承办意见及事实证据依据", "承办机构审核情况", "法制审核情况",
    "集体讨论情况", "审批决定意见", "送达情况", "履行情况", "强制执行情况", "结案归档情况",
]
NOTICE = ["拟处罚内容", "处罚事实", "处罚理由", "处罚依据", "陈述权申辩权"]
DECISION = ["当事人姓名名称地址", "违法事实和证据", "处罚种类和依据", "履行方式和期限", "复议诉讼途径和期限", "机关名称和决定日期"]
ON_SPOT = ["违法行为", "处罚种类和依据", "罚款数额", "处罚时间地点", "复议诉讼途径和期限", "机关名称", "执法人员签名盖章"]
SUMMARY = ["文号", "案件名称", "当事人类型", "违法事实", "法律依据", "执法决定", "执法主体名称", "日期"]
MATERIALS = ["拟作出的决定", "事实", "证据", "法律依据", "裁量权适用规则", "调查取证记录", "听证笔录", "听证报告"]
POINTS = ["主体和人员资格", "事实和证据", "法律依据和裁量", "执法程序"]
BASES = {
    "市场监管": ("食品经营管理法规", "行政法规"),
    "城市管理": ("城市市容管理条例", "地方性法规"),
    "交通运输": ("道路运输管理法规", "行政法规"),
    "生态环境": ("水污染防治法律", "法律"),
    "应急管理": ("安全生产法律", "法律"),
    "住房城乡建设": ("建设工程质量管理法规", "行政法规"),
    "卫生健康": ("公共场所卫生管理法规", "行政法规"),
    "农业农村": ("农产品质量安全法律", "法律"),
}
ACTS = {
    "市场监管": ["经营超过保质期的食品", "未按规定明码标价", "使用未检定的计量器具"],
    "城市管理": ["占道经营", "擅自倾倒建筑垃圾", "未按规定分类投放垃圾"],
    "交通运输": ["未取得许可从事道路运输", "车辆超限行驶", "未按规定维护车辆"],
    "生态环境": ["未按规定记录台账", "未保持污染防治设施正常使用", "露天堆放易起尘物料"],
    "应急管理": ["未如实记录教育培训情况", "特种作业人员无证上岗", "未设置安全警示标志"],
    "住房城乡建设": ["未取得施工许可证施工", "施工现场未作围挡", "擅自改变房屋用途"],
    "卫生健康": ["未公示卫生信誉度等级", "从业人员无健康合格证明", "消毒产品无卫生许可证明"],
    "农业农村": ["超范围使用农药", "未建立生产记录", "违规使用渔具"],
}
CITIZEN_HEARING, FIRM_HEARING = 500000, 10000000  # what the district set the two parameters to, in fen


class Maker:
    def __init__(self, staff):
        self.staff = staff

    # ---- what every penalty case has

    def base(self, rng, traits):
        def fits(agency):
            market = agency.domain == "市场监管"
            if traits.get("market") is not None and market != traits["market"]:
                return False
            if traits.get("offsite") and agency.domain not in ("交通运输", "城市管理") or traits.get("offsite") and agency.township:
                return False
            if traits.get("domain") and agency.domain != traits["domain"]:
                return False
            return traits.get("township") is None or agency.township == traits["township"]

        agency = people.choose_agency(rng, fits)
        citizen = traits["party"] == "citizen" if traits.get("party") else rng.random() < 0.45
        act = rng.choice(ACTS[agency.domain])
        name = people.person(rng) if citizen else people.firm(rng)
        title, rank = BASES[agency.domain]
        facts = {
            "记录": "处罚案件",
            "案号": "",
            "案件名称": f"{name}{act}案",
            "领域": agency.domain,
            "地域": "广东省",
            "所在地市": "惠州市",
            "所在区域": "一般区域",
            "当事人": {
                "名称": name,
                "种类": "公民" if citizen else rng.choice(["法人", "法人", "其他组织"]),
                "证件号码": "无",
                "地址": people.address(rng),
                "出生日期": days_after(day("1955-01-01"), rng.randrange(0, 16000)) if citizen else "无",
            },
            "办案机关": agency.name,
            "实施主体": "乡镇人民政府或者街道办事处" if agency.township else "行政机关",
            "在法定职权范围内": True,
            "县级以上机关": not agency.township,
            "违法行为发生在本辖区": True,
            "最先立案机关": agency.name,
            "连续或者继续": False,
            "涉及生命健康安全或者金融安全": False,
            "涉嫌犯罪": False,
            "违法所得": "无",
            "同一行为已被罚款": False,
            "可适用规范": [{"名称": title, "最高罚款": 20000000}],
            "新旧规定不一": False,
            "新规定较轻或者不认为违法": False,
            "违法行为轻微": False,
            "及时改正": False,
            "危害后果": "其他危害",
            "初次违法": rng.random() < 0.5,
            "证明没有主观过错": False,
            "精神状态": "正常",
            "主动消除或者减轻危害后果": False,
            "受胁迫或者诱骗": False,
            "主动供述未掌握的行为": False,
            "配合查处有立功表现": False,
            "违法事项编码": "无",
            "上次同类处罚日": "无",
            "限期内改正": False,
            "使用电子监控": bool(traits.get("offsite")),
            "符合立案条件": True,
            "涉及重大公共利益": False,
            "直接关系重大权益": False,
            "疑难复杂涉及多个法律关系": False,
            "可能造成重大社会影响或风险": False,
            "情节复杂或者重大违法": False,
            "听证标准地方另有规定": True,
            "具有一定社会影响": False,
            "适用裁量基准": True,
            "裁量基准已公布": True,
            "不予公开情形": "无",
            "使用执法信息平台": True,
            "文字记录": list(ALL_WRITTEN),
            "证据清单": [
                {"名称": "现场笔录", "证据的种类": "勘验笔录或者现场笔录", "查证属实": True, "以非法手段取得": False, "用作定案根据": True},
                {"名称": "现场照片", "证据的种类": "书证", "查证属实": True, "以非法手段取得": False, "用作定案根据": True},
            ],
            "事件齐全": True,
        }
        if agency.township:
            facts["下放决定已公布"] = True
            facts["下放事项有效期"] = [day("2021-07-15"), day("2026-12-31")]
        work = {"rank": rank, "title": title, "agency": agency, "citizen": citizen}
        return Case(facts, agency.name, "", dict(traits), work)

    def investigation(self, rng, case, on, **more):
        agency = case.agency
        officers = people.two_officers(rng, self.staff, agency, on)
        case.work.setdefault("investigators", set()).update(officer.certificate for officer in officers)
        return {
            "日期": on,
            "办案人员": [officer.facts() for officer in officers],
            "出示执法证件": True,
            "制作笔录": True,
            "笔录经签字或者注明拒签": True,
            "告知陈述申辩回避权利": True,
            "音像情况": "已作音像记录",
            **more,
        }

    def stranger(self, rng, case, on):
        """An officer of the agency who did not investigate."""
        fitting = [
            officer
            for officer in self.staff[case.agency]
            if officer.certificate not in case.work["investigators"] and officer.first <= on <= officer.last
        ]
        return rng.choice(fitting)

    # ---- the kinds of case

    def make(self, rng, **traits):
        kind = traits.get("kind")
        if not kind:
            kind = rng.choices(["ordinary", "summary", "spared", "withdrawn", "transferred"], [62, 28, 6, 3, 1])[0]
        return getattr(self, kind)(rng, {**traits, "kind": kind})

    def clue(self, rng, case, traits):
        """Clue, filing, inspection and interview; returns the day on which the investigation is at rest."""
        facts = case.facts
        clue = some_workday(rng)
        case.month = f"{clue:%Y-%m}"
        inspected = clue if rng.random() < 0.6 else workdays_after(clue, rng.randrange(1, 3))
        filed = workdays_after(inspected, rng.randrange(1, 4))
        if "file_after" in traits:
            filed = workdays_after(clue, traits["file_after"])
        act = days_after(clue, -rng.randrange(1, 60))
        facts["违法行为发生日"], facts["违法行为终了日"] = act, act
        facts["发现线索"] = {"日期": clue, "来源": "监督检查" if inspected == clue else rng.choice(["投诉", "举报", "移送", "交办"])}
        facts["立案"] = {"日期": filed, "批准人": rng.choice(["主要负责人", "分管负责人"])}
        facts["现场检查"] = self.investigation(rng, case, inspected, 通知当事人到场=True, 全程佩带证件=True)
        last = filed
        if traits.get("offsite"):
            facts.update({"监控经法制和技术审核": True, "监控地点已公布": True, "监控记录经审核合格": True})
            facts["发现线索"]["来源"] = "监督检查"
            facts["告知监控违法事实"] = workdays_after(clue, traits.get("tell_after", rng.randrange(1, 4)))
            del facts["现场检查"]
            facts["调取证据"] = self.investigation(rng, case, inspected)
        if traits.get("interview", rng.random() < 0.8):
            interviewed = workdays_after(filed, rng.randrange(1, 6))
            facts["询问"] = self.investigation(rng, case, interviewed)
            last = interviewed
        if traits.get("preservation", not traits.get("offsite") and rng.random() < 0.06):
            kept = workdays_after(filed, 1)
            facts["先行登记保存"] = self.investigation(rng, case, kept, 事先经负责人批准=True)
            released = workdays_after(kept, traits.get("release_after", rng.randrange(2, 7)))
            facts["处理登记保存的证据"] = {"日期": released, "处理方式": "解除"}
            last = max(last, released)
        if traits.get("testing", rng.random() < 0.1):
            first = workdays_after(filed, 2)
            until = workdays_after(first, rng.randrange(5, 12))
            facts["检验"] = {"起日": first, "止日": until}
            last = max(last, until)
        if traits.get("seizure", not traits.get("offsite") and rng.random() < 0.05):
            self.seizure(rng, case, workdays_after(filed, 1), traits)
        elif traits.get("recording", not traits.get("offsite") and rng.random() < 0.2):
            facts["音像记录"] = [self.recording(inspected, 10, 11)]
            facts["音像资料存储"] = workdays_after(inspected, 1)
        facts["责令改正"] = {"日期": workdays_after(filed, 1), "改正期限": days_after(filed, 20)}
        last = max(last, workdays_after(filed, 1))
        closed = workdays_after(last, rng.randrange(1, 5))
        facts["调查终结"] = closed
        return closed

    def recording(self, on, first, last, **more):
        return {
            "起日": at(on, first),
            "止日": at(on, last),
            "记录的活动": "现场检查",
            "记录方式": "录像",
            "语音说明时间地点人员": True,
            "告知正在记录": True,
            **more,
        }

    def seizure(self, rng, case, on, traits):
        facts = case.facts
        facts["查封扣押"] = {
            "日期": at(on, 10, 30),
            "办案人员": [officer.facts() for officer in people.two_officers(rng, self.staff, case.agency, on)],
            "批准人": "分管负责人",
            "当场交付决定书和清单": True,
            "全程佩带证件": True,
            "音像情况": "已作音像记录",
        }
        facts["解除查封扣押"] = days_after(on, rng.randrange(10, 25))
        facts["到达现场"] = {"日期": at(on, 10), "现场活动": "查封扣押财产", "该次无间断或者已说明": True}
        facts["离开现场"] = at(on, 12)
        facts["音像记录"] = [self.recording(on, 10, 12)]
        facts["音像资料存储"] = workdays_after(on, 1)
        number = f"{case.work['agency'].short}强〔2023〕{on:%m%d}{rng.randrange(100):02d}号"
        facts["其他执法决定"] = {"日期": at(on, 10, 40), "文书号": number}
        facts["其他执法结果公开"] = {"日期": workdays_after(on, rng.randrange(5, 18)), "文书号": number}

    def fine(self, rng, case, traits):
        """The proposed fine in fen: below the hearing threshold, or at it and above."""
        threshold = CITIZEN_HEARING if case.work["citizen"] else FIRM_HEARING
        if traits.get("hearing"):
            return threshold + rng.randrange(0, 80) * 10000
        return rng.randrange(2, threshold // 10000) * 10000

    def ordinary(self, rng, traits):
        traits.setdefault("hearing", rng.choices([None, "told", "waived", "held"], [88, 5, 3, 4])[0])
        traits.setdefault("statement", rng.random() < 0.15 and traits["hearing"] is None)
        traits.setdefault("offsite", False)
        case = self.base(rng, traits)
        facts, market = case.facts, case.work["agency"].domain == "市场监管"
        traits.setdefault("review", "market" if market else rng.choices([None, "catalogue", "complex"], [80, 14, 6])[0])
        if traits["review"] == "complex":
            facts["疑难复杂涉及多个法律关系"] = True
        if traits["review"] == "catalogue":
            facts["列入本单位审核目录"] = True
        if traits["hearing"] == "held":
            facts["直接关系重大权益"] = True
        facts["适用程序"] = "普通程序"
        on = self.clue(rng, case, traits)
        fine = self.fine(rng, case, traits)
        case.work["fine"] = fine

        # Market supervision reviews before it gives notice; after a hearing there is another review.
        legal = market and (traits["review"] == "complex" or traits["hearing"] == "held")
        if market and traits["hearing"] != "held":
            on = self.review(rng, case, on, "法制审核" if legal else "案件审核", traits)
        if traits.get("grave", rng.random() < 0.05) or legal:
            facts["情节复杂或者重大违法"] = True

        notice = workdays_after(on, rng.randrange(1, 4))
        facts["事先告知"] = {
            "日期": notice,
            "告知书载明": NOTICE + (["听证权"] if traits["hearing"] else []),
            "拟处罚种类": ["罚款"],
            "拟罚款": yuan(fine),
            "拟没收数额": "无",
        }
        told = workdays_after(notice, rng.randrange(1, 4))
        facts["告知书送达"] = told
        case.work["told"] = told
        on = workdays_after(told, 6)
        if traits["statement"]:
            spoke = workdays_after(told, rng.randrange(1, 6))
            facts["陈述申辩"] = spoke
            reviewed = workdays_after(spoke, rng.randrange(2, 5))
            facts["复核陈述申辩"] = {"日期": reviewed, "理由成立": False, "已采纳": False}
            on = max(on, workdays_after(reviewed, 1))
        if traits["hearing"] == "waived":
            facts["放弃听证"] = workdays_after(told, rng.randrange(1, 4))
        if traits["hearing"] == "held":
            asked = workdays_after(told, rng.randrange(1, 6))
            notified = workdays_after(asked, rng.randrange(1, 4))
            heard = workdays_after(notified, traits.get("hearing_notice", rng.randrange(8, 12)))
            chair = self.stranger(rng, case, heard)
            facts["要求听证"] = asked
            facts["通知听证"] = {"日期": notified, "已告知时间地点": True, "已通知有关人员": True}
            facts["听证"] = {
                "起日": heard,
                "止日": heard,
                "公开举行": True,
                "主持人": [chair.facts()],
                "代理人": [people.person(rng)] if rng.random() < 0.7 else [],
                "制作听证笔录": True,
                "笔录经签字或者注明拒签": True,
                "调查人员提出事实证据建议": True,
                "当事人申辩质证": True,
                "当事人无故不出席": False,
                "音像情况": "已作音像记录",
            }
            case.work["chair"] = chair
            on = self.review(rng, case, heard, "法制审核", traits)
        elif not market and traits["review"]:
            on = self.review(rng, case, on, "法制审核", traits)
        if facts["情节复杂或者重大违法"]:
            met = workdays_after(on, rng.randrange(1, 4))
            facts["集体讨论"] = {"日期": met, "参加的负责人": ["局长", "分管副局长", "副局长"], "有会议记录": True}
            on = met

        decided = workdays_after(on, rng.randrange(1, 4))
        if "wait" in traits:
            decided = workdays_after(told, traits["wait"])
        if "decide_on_day" in traits:
            decided = days_after(facts["立案"]["日期"], traits["decide_on_day"])
            case.work["latest"] = on
        if traits.get("extended"):
            facts["延期批准"] = {"日期": days_after(facts["立案"]["日期"], traits["extended"]), "批准人": "分管负责人"}
        self.decide(rng, case, decided, fine, traits)
        return case

    def review(self, rng, case, on, event, traits):
        facts = case.facts
        received = workdays_after(on, rng.randrange(1, 3))
        done = workdays_after(received, traits.get("review_after", rng.randrange(1, 5)))
        reviewer = self.stranger(rng, case, done)
        person = {"姓名": reviewer.name, "执法证号": reviewer.certificate, "首次从事审核日": day("2022-03-01"), "已取得法律职业资格": True}
        facts["收到审核材料"] = {"日期": received, "移送材料": list(MATERIALS)}
        facts[event] = {"日期": done, "审核人": [person]}
        if event == "法制审核":
            facts[event].update({"结论": "通过", "审核机关": case.agency, "审核内容": list(POINTS), "提出具体建议": True})
        return done

    def decide(self, rng, case, on, fine, traits):
        facts, agency = case.facts, case.work["agency"]
        facts["处罚决定"] = {
            "日期": on,
            "处罚种类": ["罚款"],
            "罚款": yuan(fine),
            "没收违法所得数额": "无",
            "没收财物价值": "无",
            "依据条款": [
                {
                    "名称": case.work["title"],
                    "位阶": case.work["rank"],
                    "施行期间": [day("2019-01-01"), day("2099-12-31")],
                    "公布日": day("2018-09-28"),
                    "上位法已设定该种处罚": False,
                }
            ],
            "所依规范最高罚款": 200000,
            "适用新规定": False,
            "决定书载明": DECISION + (["陈述申辩采纳情况及理由"] if traits["statement"] else []),
            "盖有机关印章": True,
            "决定书责令改正": True,
            "从轻或者减轻": "不从轻",
            "说明裁量理由": True,
            "说明不适用理由": True,
            "决定人": rng.choice(["主要负责人", "分管负责人"]),
        }
        facts["可适用规范"] = [{"名称": case.work["title"], "最高罚款": 200000}]
        present = rng.random() < 0.3
        served = workdays_after(on, traits.get("serve_after", rng.randrange(1, 6)))
        mode = rng.choice(["直接送达", "直接送达", "邮寄送达", "留置送达", "电子送达"])
        facts["送达"] = {
            "日期": served,
            "送达方式": mode,
            "签订电子送达确认书": mode == "电子送达",
            "有送达回证": True,
            "拒绝签收": mode == "留置送达",
            "拒签已注明": mode == "留置送达",
            "音像情况": "已作音像记录" if mode == "留置送达" else "本单位清单未列入",
        }
        if present and traits.get("announced", True):
            facts["宣告"] = {"日期": on, "当事人在场": False}
        self.publish(rng, case, workdays_after(on, traits.get("publish_after", rng.randrange(2, 8))))
        paid = days_after(served, traits.get("pay_after", rng.randrange(2, 16)))
        facts["缴纳罚款"] = {"日期": paid, "缴纳数额": yuan(fine), "缴纳方式": rng.choice(["银行缴纳", "电子支付"])}
        facts["处罚执行完毕"] = paid
        facts["结案"] = workdays_after(max(paid, facts["处罚决定公开"]["日期"]), rng.randrange(2, 8))
        facts["案卷归档"] = workdays_after(facts["结案"], rng.randrange(2, 15))

    def publish(self, rng, case, on):
        full = rng.random() < 0.2
        case.facts["处罚决定公开"] = {
            "日期": on,
            "公开内容": list(SUMMARY),
            "隐去个人信息": True,
            "公开方式": "全文" if full else "摘要",
            "隐去当事人名称": True,
            "隐去单位账号和财产": True,
            "脱密脱敏处理": True,
            "在全省统一平台": True,
        }

    def summary(self, rng, traits):
        traits.setdefault("statement", False)
        case = self.base(rng, traits)
        facts, agency = case.facts, case.work["agency"]
        on = some_workday(rng)
        case.month = f"{on:%Y-%m}"
        hour, minute = rng.randrange(9, 17), rng.randrange(0, 25)
        limit = 20000 if case.work["citizen"] else 300000
        fine = rng.randrange(1, limit // 5000) * 5000
        cash = traits.get("cash", rng.random() < 0.15)
        if cash:
            fine = rng.choice([5000, 10000])
        facts.update({"适用程序": "简易程序", "事实确凿": True, "违法行为发生日": on, "违法行为终了日": on, "最先立案机关": "无"})
        self.decide(rng, case, on, fine, {**traits, "kind": "on the spot"})
        decision = facts["处罚决定"]
        del facts["缴纳罚款"], decision["盖有机关印章"], decision["决定人"]
        facts.pop("宣告", None)
        decision.update(
            {
                "日期": at(on, hour, minute),
                "决定书载明": list(ON_SPOT),
                "预定格式编有号码": True,
                "办案人员": [officer.facts() for officer in people.two_officers(rng, self.staff, case.agency, on)],
                "出示执法证件": True,
                "决定前当场告知": True,
                "听取陈述申辩": True,
            }
        )
        facts["送达"] = {
            "日期": at(on, hour, minute + 10),
            "送达方式": "当场交付",
            "有送达回证": True,
            "拒绝签收": False,
            "音像情况": "本单位清单未列入",
        }
        if cash:
            facts["当场收缴罚款"] = {
                "日期": at(on, hour, minute + 15),
                "收缴数额": yuan(fine),
                "出具财政专用票据": True,
                "水上收缴": False,
            }
            handed = workdays_after(on, traits.get("hand_over_after", rng.randrange(1, 3)))
            facts["罚款交至机关"] = handed
            facts["罚款缴付银行"] = workdays_after(handed, rng.randrange(1, 3))
            paid = handed
        else:
            paid = days_after(on, rng.randrange(1, 14))
            facts["缴纳罚款"] = {"日期": paid, "缴纳数额": yuan(fine), "缴纳方式": "电子支付"}
        facts["处罚执行完毕"] = paid
        recorded = workdays_after(on, rng.randrange(1, 4))
        facts["备案"] = recorded
        if agency.domain == "市场监管":
            facts["简易案件材料归档"] = workdays_after(on, traits.get("hand_in_after", rng.randrange(2, 7)))
        end = max(facts["处罚决定公开"]["日期"], paid, recorded, workdays_after(on, 7))
        facts["结案"] = workdays_after(end, rng.randrange(1, 6))
        facts["案卷归档"] = workdays_after(facts["结案"], rng.randrange(2, 10))
        return case

    def spared(self, rng, traits):
        """Not punished: slight and put right, a first offence, a child, no fault."""
        ground = traits.get("ground") or rng.choice(["轻微及时改正无危害", "初次轻微及时改正", "没有主观过错", "清单事项"])
        traits.setdefault("statement", False)
        listed = ground == "清单事项"
        case = self.base(rng, {**traits, "domain": "生态环境"} if listed else traits)
        facts = case.facts
        facts["适用程序"] = "普通程序"
        on = self.clue(rng, case, {**traits, "preservation": False, "seizure": False})
        facts["及时改正"], facts["限期内改正"] = True, True
        if ground == "轻微及时改正无危害":
            facts.update({"违法行为轻微": True, "危害后果": "无危害"})
        elif ground == "初次轻微及时改正":
            facts.update({"初次违法": True, "危害后果": "轻微危害"})
        elif listed:
            facts.update({"违法事项编码": ["GD-01"], "初次违法": True, "危害后果": "轻微危害"})
        elif ground == "没有主观过错":
            facts.update({"证明没有主观过错": True, "及时改正": False, "限期内改正": False})
        if facts["限期内改正"]:
            facts["改正完成"] = workdays_after(facts["责令改正"]["日期"], 3)
        decided = workdays_after(on, rng.randrange(4, 9))
        facts["不予处罚决定"] = {"日期": decided, "不予处罚事由": ground, "说明不予处罚理由": True}
        facts["教育当事人"] = {"日期": workdays_after(decided, 1), "教育方式": "约谈并送达告诫书"}
        facts["结案"] = workdays_after(decided, 5)
        return case

    def withdrawn(self, rng, traits):
        traits.setdefault("statement", False)
        case = self.base(rng, traits)
        facts = case.facts
        facts["适用程序"] = "普通程序"
        on = self.clue(rng, case, traits)
        facts["撤销案件"] = workdays_after(on, rng.randrange(1, 6))
        facts["结案"] = workdays_after(facts["撤销案件"], 3)
        return case

    def transferred(self, rng, traits):
        """Handed to the police as a suspected crime."""
        traits.setdefault("statement", False)
        case = self.base(rng, traits)
        facts = case.facts
        facts["适用程序"] = "普通程序"
        facts["涉嫌犯罪"] = True
        on = self.clue(rng, case, traits)
        report = workdays_after(on, 1)
        decided = days_after(report, traits.get("transfer_decided_after", rng.randrange(1, 3)))
        facts["提出移送犯罪报告"] = {
            "日期": report,
            "专案人员": [officer.facts() for officer in people.two_officers(rng, self.staff, case.agency, report)],
        }
        facts["决定是否移送"] = {"日期": at(decided, 9), "决定人": "主要负责人", "批准移送": True}
        facts["移送司法机关"] = at(decided, 9 + rng.randrange(1, 8))
        facts["结案"] = workdays_after(decided, 10)
        return case


def number(case, place):
    kind = "简" if case.facts["适用程序"] == "简易程序" else "罚"
    key = f"{case.work['agency'].short}{kind}〔2023〕{place:04d}号"
    case.facts["案号"] = key
    for event in ("处罚决定", "处罚决定公开"):
        if event in case.facts:
            case.facts[event]["决定书文号" if event == "处罚决定" else "公开的文号"] = key
    return key
