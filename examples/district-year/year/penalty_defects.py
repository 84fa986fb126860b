"""The defects of penalty cases. Where only a number of days is wrong, the number stands in the traits and nothing else is
changed; the same traits with the last lawful day make the near miss."""

from . import penalties
from .cases import Defect, NearMiss, yuan
from .workdays import at, day, days_after, is_workday, workdays_after

ORDINARY = {"kind": "ordinary", "hearing": None, "statement": False, "preservation": False, "seizure": False, "testing": False}
PLAIN = {**ORDINARY, "grave": False, "review": None, "market": False}  # not market supervision, no review, no discussion
MARKET = {**ORDINARY, "grave": False, "review": "market", "market": True}
REVIEWED = {**ORDINARY, "grave": False, "review": "catalogue", "market": False}
COMPLEX = {**ORDINARY, "grave": False, "review": "complex", "market": False}
HEARD = {**ORDINARY, "hearing": "held", "grave": False, "review": None, "market": False}
SPARED = {"kind": "spared"}
SUMMARY = {"kind": "summary", "market": False}
CASH = {**SUMMARY, "cash": True}


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


def without(event, field, item):
    return lambda case, rng: case.facts[event][field].remove(item)


def both(*plants):
    def plant(case, rng):
        for one in plants:
            one(case, rng)

    return plant


def decision(case):
    return case.facts["处罚决定"]


def threshold(case):
    return penalties.CITIZEN_HEARING if case.work["citizen"] else penalties.FIRM_HEARING


def fine(case, decided, proposed=None):
    decision(case)["罚款"] = yuan(decided)
    if "缴纳罚款" in case.facts:
        case.facts["缴纳罚款"]["缴纳数额"] = yuan(decided)
    if proposed is not None:
        case.facts["事先告知"]["拟罚款"] = yuan(proposed)


def one_fen_over_notice(case, rng):
    fine(case, case.work["fine"] + 1)


def threshold_without_hearing_right(case, rng):
    fine(case, threshold(case), threshold(case))
    case.facts["事先告知"]["告知书载明"].remove("听证权")


def one_fen_below_threshold(case, rng):
    fine(case, threshold(case) - 1, threshold(case) - 1)


def gain(short):
    def plant(case, rng):
        kinds = ["罚款", "没收违法所得"]
        case.facts["违法所得"] = yuan(300000)
        case.facts["事先告知"].update(拟处罚种类=kinds, 拟没收数额=yuan(300000))
        decision(case).update(处罚种类=kinds, 没收违法所得数额=yuan(300000 - short))

    return plant


def expired_the_day_before(event):
    def plant(case, rng):
        on = case.facts[event]["日期"]
        case.facts[event]["办案人员"][0]["执法证有效期"][1] = days_after(on, -1)

    return plant


def chair_investigated(case, rng):
    case.facts["听证"]["主持人"] = [dict(case.facts["现场检查"]["办案人员"][0])]


def reviewer_investigated(case, rng):
    officer = case.facts["现场检查"]["办案人员"][0]
    case.facts["法制审核"]["审核人"][0].update(姓名=officer["姓名"], 执法证号=officer["执法证号"])


def review_before_hearing(case, rng):
    notified = case.facts["通知听证"]["日期"]
    case.facts["收到审核材料"]["日期"] = notified
    case.facts["法制审核"]["日期"] = workdays_after(notified, 1)


def returned(case, rng, advised=True, carried_out=True, again=True):
    """Sends the review back once, before it passes."""
    passed = case.facts["法制审核"]
    back = {**passed, "日期": case.facts["收到审核材料"]["日期"], "结论": "退回", "提出具体建议": advised}
    back["日期"] = workdays_after(case.facts["收到审核材料"]["日期"], 1)
    mended, second = workdays_after(back["日期"], 1), workdays_after(back["日期"], 2)
    case.facts["法制审核"] = [back] + ([{**passed, "日期": second}] if again else [])
    if carried_out:
        case.facts["按审核建议处理"] = mended
    move_decision(case, workdays_after(second, 2))


def move_decision(case, on):
    """Sets the day of the decision and what follows it at a lawful distance."""
    facts = case.facts
    on = max(on, decision(case)["日期"])
    decision(case)["日期"] = on
    facts["送达"]["日期"] = workdays_after(on, 3)
    if "宣告" in facts:
        facts["宣告"]["日期"] = on
    facts["处罚决定公开"]["日期"] = workdays_after(on, 5)
    paid = days_after(facts["送达"]["日期"], 9)
    facts["缴纳罚款"]["日期"], facts["处罚执行完毕"] = paid, paid
    facts["结案"] = workdays_after(max(paid, facts["处罚决定公开"]["日期"]), 3)
    facts["案卷归档"] = workdays_after(facts["结案"], 4)


def sent_back(**how):
    return lambda case, rng: returned(case, rng, **how)


def asked_for_hearing_in_vain(case, rng):
    case.facts["要求听证"] = workdays_after(case.work["told"], 5)
    move_decision(case, workdays_after(case.work["told"], 8))


def asked_for_hearing_late(case, rng):
    case.facts["要求听证"] = workdays_after(case.work["told"], 6)
    move_decision(case, workdays_after(case.work["told"], 8))


def hearing_refused_defence(case, rng):
    case.facts["拒绝听取陈述申辩"] = workdays_after(case.work["told"], 2)


def delegated_until(offset):
    def plant(case, rng):
        case.facts["下放事项有效期"][1] = days_after(decision(case)["日期"], offset)

    return plant


def basis(**facts):
    return lambda case, rng: decision(case)["依据条款"][0].update(facts)


def only_a_rule(case, rng):
    gain(0)(case, rng)
    basis(位阶="地方政府规章")(case, rng)


def heavier_norm_exists(case, rng):
    case.facts["可适用规范"].append({"名称": "另一部法律的规定", "最高罚款": 300000})


def age(years, days=0):
    def plant(case, rng):
        act = case.facts["违法行为发生日"]
        born = act.replace(year=act.year - years, day=min(act.day, 28))
        case.facts["当事人"]["出生日期"] = days_after(born, days)

    return plant


def found_after(days):
    """The act lies so far back that the two years end that many days before it was found."""

    def plant(case, rng):
        found = days_after(case.facts["发现线索"]["日期"], -days)
        act = found.replace(year=found.year - 2)
        case.facts["违法行为发生日"] = case.facts["违法行为终了日"] = act

    return plant


def slight(case, rng):
    case.facts.update(违法行为轻微=True, 及时改正=True, 危害后果="无危害")


def first_and_slight(explained):
    def plant(case, rng):
        case.facts.update(初次违法=True, 及时改正=True, 危害后果="轻微危害")
        decision(case)["说明不适用理由"] = explained

    return plant


def listed(explained):
    """An item of the provincial list of slight violations, all of whose conditions hold, is punished."""

    def plant(case, rng):
        case.facts.update(违法事项编码=["GD-01"], 初次违法=True, 限期内改正=True, 危害后果="轻微危害")
        case.facts["改正完成"] = workdays_after(case.facts["责令改正"]["日期"], 2)
        decision(case)["说明不适用理由"] = explained

    return plant


def not_corrected(case, rng):
    case.facts.update(限期内改正=False, 及时改正=False)
    case.facts.pop("改正完成")


def reversed_decision(after):
    def plant(case, rng):
        on = workdays_after(case.facts["案卷归档"], 10)
        case.facts["收到改变决定的文书"] = {"日期": on, "改变方式": "撤销"}
        case.facts["撤回公开信息"] = {"日期": workdays_after(on, after), "公开说明撤回理由": True}

    return plant


def withheld(after):
    def plant(case, rng):
        case.facts["不予公开情形"] = "可能危及安全稳定"
        case.facts.pop("处罚决定公开")
        case.facts["报告不予公开"] = workdays_after(decision(case)["日期"], after)
        case.facts["结案"] = workdays_after(case.facts["结案"], 5)
        case.facts["案卷归档"] = workdays_after(case.facts["结案"], 5)

    return plant


def withheld_yet_published(case, rng):
    case.facts["不予公开情形"] = "可能危及安全稳定"
    case.facts["报告不予公开"] = workdays_after(decision(case)["日期"], 3)


def full_text(**facts):
    return lambda case, rng: case.facts["处罚决定公开"].update(公开方式="全文", **facts)


def summary_without_basis(case, rng):
    case.facts["处罚决定公开"]["公开方式"] = "摘要"
    case.facts["处罚决定公开"]["公开内容"].remove("法律依据")


def gap_in_recording(explained):
    def plant(case, rng):
        first = case.facts["音像记录"][0]
        on = first["起日"].date()
        later = {**first, "起日": at(on, 11, 10), "止日": at(on, 12), "重新开始时语音说明": explained}
        first["止日"] = at(on, 11)
        case.facts["音像记录"] = [first, later]

    return plant


def transferred_after(hours):
    def plant(case, rng):
        decided = case.facts["决定是否移送"]["日期"]
        case.facts["移送司法机关"] = at(days_after(decided.date(), hours // 24), 9 + hours % 24)

    return plant


def electronic(case, rng):
    case.facts["送达"].update(送达方式="电子送达", 签订电子送达确认书=False, 拒绝签收=False)


def present_but_not_handed_over(case, rng):
    case.facts["宣告"] = {"日期": decision(case)["日期"], "当事人在场": True}
    case.facts["送达"].update(送达方式="直接送达", 拒绝签收=False)


def surcharge_one_fen_over(case, rng):
    served = case.facts["送达"]["日期"]
    late = days_after(served, 60)
    case.facts["缴纳罚款"]["日期"] = case.facts["处罚执行完毕"] = late
    case.facts["加处罚款"] = {"日期": late, "加处数额": yuan(case.work["fine"] + 1), "计罚日数": 45, "已扣除复议诉讼期间": True}
    case.facts["结案"] = workdays_after(late, 3)
    case.facts["案卷归档"] = workdays_after(case.facts["结案"], 5)


def recusal(decided_by):
    def plant(case, rng):
        on = workdays_after(case.facts["立案"]["日期"], 1)
        case.facts["申请回避"] = {"日期": on, "被申请人": "承办人"}
        if decided_by:
            case.facts["决定回避"] = {"日期": workdays_after(on, 1), "决定人": decided_by, "应当回避": False}

    return plant


def on_spot_fine(extra):
    def plant(case, rng):
        fine(case, (20000 if case.work["citizen"] else 300000) + extra)

    return plant


def cash_over(extra):
    def plant(case, rng):
        decision(case)["罚款"] = yuan(10000 + extra)
        case.facts["当场收缴罚款"]["收缴数额"] = yuan(10000 + extra)

    return plant


def unknown_validity(case, rng):
    del case.facts["现场检查"]["办案人员"][0]["执法证有效期"]


def day_is_a_workday(case):
    return is_workday(decision(case)["日期"]) and case.work["latest"] < decision(case)["日期"]


def decided_on(base, days, **more):
    return {**base, "decide_on_day": days, "announced": False, **more}


def early_in_the_month(case):
    return case.facts["违法行为发生日"].day < 28


def february(case):
    found = case.facts["发现线索"]["日期"]
    return (found.month, found.day) not in [(2, 28), (2, 29), (3, 1)]


DEFECTS = [
    # who may punish, and on what basis
    Defect("只引用规范性文件", "CN-APL-38-1", PLAIN, basis(位阶="规范性文件")),
    Defect("所引依据当时还没有公布", "CN-APL-5-1", PLAIN, basis(公布日=day("2024-08-01"))),
    Defect("所引依据早已失效", "CN-APL-38-2", PLAIN, basis(施行期间=[day("2010-01-01"), day("2021-12-31")])),
    Defect("只以规章为依据没收违法所得", "CN-APL-13-1", {**PLAIN, "township": False}, only_a_rule),
    Defect("内设机构以自己名义处罚", "CN-APL-38-3", {**PLAIN, "township": False}, fact(实施主体="内设机构或者其他无主体资格的机构")),
    Defect("超出法定职权", "CN-APL-17-1", PLAIN, fact(在法定职权范围内=False)),
    Defect("下放决定没有公布", "CN-APL-24-1", {**PLAIN, "township": True}, fact(下放决定已公布=False)),
    Defect("下放事项前一日到期", "CN-APL-24-2", {**PLAIN, "township": True}, delegated_until(-1), True),
    Defect("违法行为不在本辖区", "CN-APL-22-1", PLAIN, fact(违法行为发生在本辖区=False)),
    Defect("不是最先立案的机关", "CN-APL-25-1", PLAIN, fact(最先立案机关="邻区城市管理局")),
    Defect("涉嫌犯罪而以罚代刑", "CN-APL-27-1", PLAIN, fact(涉嫌犯罪=True)),
    Defect("移送决定晚一日", "CN-APL-27-3", {"kind": "transferred", "transfer_decided_after": 4}, nothing, True),
    Defect("分管负责人决定移送", "CN-APL-27-4", {"kind": "transferred"}, put("决定是否移送", 决定人="分管负责人")),
    Defect("批准后二十五小时才移送", "CN-APL-27-6", {"kind": "transferred"}, transferred_after(25), True),
    # application
    Defect("没有责令改正", "CN-APL-28-1", PLAIN, both(drop("责令改正"), put("处罚决定", 决定书责令改正=False))),
    Defect("没收违法所得少一分", "CN-APL-28-2", {**PLAIN, "township": False}, gain(1), True),
    Defect("同一行为已经罚过款", "CN-APL-29-1", PLAIN, fact(同一行为已被罚款=True)),
    Defect("没有按罚款数额高的规定处罚", "CN-APL-29-2", PLAIN, heavier_norm_exists),
    Defect("裁量基准没有公布", "CN-APL-34-1", PLAIN, fact(裁量基准已公布=False)),
    Defect("新规定较轻而用了旧规定", "CN-APL-37-1", PLAIN, fact(新旧规定不一=True, 新规定较轻或者不认为违法=True)),
    # evidence
    Defect("询问时一人的执法证前一日到期", "CN-APL-42-1", {**PLAIN, "interview": True}, expired_the_day_before("询问"), True),
    Defect("有利害关系的人员参加询问", "CN-APL-43-1", {**PLAIN, "interview": True}, lambda c, r: c.facts["询问"]["办案人员"][0].update(有利害关系=True)),
    Defect("申请回避没有决定", "CN-APL-43-2", PLAIN, recusal(None)),
    Defect("回避由办案机构负责人决定", "CN-APL-43-3", PLAIN, recusal("办案机构负责人")),
    Defect("询问没有笔录", "CN-APL-55-2", {**PLAIN, "interview": True}, put("询问", 制作笔录=False)),
    Defect("登记保存没有经负责人批准", "CN-APL-56-1", {**PLAIN, "preservation": True}, put("先行登记保存", 事先经负责人批准=False)),
    Defect("登记保存第八个工作日才处理", "CN-APL-56-3", {**PLAIN, "preservation": True, "release_after": 8}, nothing, True),
    Defect("证据没有查证属实而定案", "CN-APL-46-1", PLAIN, lambda c, r: c.facts["证据清单"][1].update(查证属实=False)),
    Defect("以非法手段取得的证据定案", "CN-APL-46-2", PLAIN, lambda c, r: c.facts["证据清单"][1].update(以非法手段取得=True)),
    Defect("监控设备没有经过审核", "CN-APL-41-1", {**PLAIN, "offsite": True}, fact(监控经法制和技术审核=False)),
    Defect("监控地点没有公布", "CN-APL-41-2", {**PLAIN, "offsite": True}, fact(监控地点已公布=False)),
    Defect("监控记录没有经审核", "CN-APL-41-3", {**PLAIN, "offsite": True}, fact(监控记录经审核合格=False)),
    Defect("监控事实晚一个工作日告知", "CN-APL-41-4", {**PLAIN, "offsite": True, "tell_after": 6}, nothing, True),
    # filing and term
    Defect("晚一个工作日立案", "CN-APL-54-1", {**PLAIN, "file_after": 8}, nothing, True),
    Defect("市监第十六个工作日立案", "CN-APL-54-2", {**MARKET, "file_after": 16}, nothing, True),
    Defect("没有立案", "CN-APL-54-3", PLAIN, both(drop("立案"), fact(符合立案条件=False))),
    Defect("第九十一日决定", "CN-APL-60-1", decided_on(PLAIN, 91), nothing, True, day_is_a_workday),
    Defect("市监延长三十日后又过一日", "CN-APL-60-2", decided_on(MARKET, 121, extended=80), nothing, True, day_is_a_workday),
    Defect("市监期满以后才批准延期", "CN-APL-60-2", decided_on(MARKET, 100, extended=91), nothing, True, day_is_a_workday),
    # notice and defence
    Defect("没有事先告知", "CN-APL-62-1", PLAIN, drop("事先告知", "告知书送达")),
    Defect("告知书没有送达", "CN-APL-62-2", PLAIN, drop("告知书送达")),
    Defect("告知书没有写处罚依据", "CN-APL-44-1", PLAIN, without("事先告知", "告知书载明", "处罚依据")),
    Defect("罚款比告知多一分", "CN-APL-44-2", PLAIN, one_fen_over_notice, True),
    Defect("申辩以后多罚一分", ["CN-APL-44-2", "CN-APL-45-1"], {**PLAIN, "statement": True}, one_fen_over_notice, True),
    Defect("申辩没有复核", "CN-APL-45-3", {**PLAIN, "statement": True}, drop("复核陈述申辩")),
    Defect("意见成立而不采纳", "CN-APL-45-4", {**PLAIN, "statement": True}, put("复核陈述申辩", 理由成立=True)),
    Defect("拒绝听取申辩", "CN-APL-62-3", PLAIN, hearing_refused_defence),
    Defect("市监告知后第五个工作日就决定", "CN-APL-62-4", {**MARKET, "wait": 5}, nothing, True),
    # hearing
    Defect("恰到听证起点而没有告知听证权", "CN-APL-63-1", {**PLAIN, "hearing": "told"}, threshold_without_hearing_right, True),
    Defect("第五个工作日就作出听证范围内的决定", "CN-APL-64-1", {**PLAIN, "hearing": "told", "wait": 5}, nothing, True),
    Defect("按期要求听证而没有听证", "CN-APL-63-2", {**PLAIN, "hearing": "told"}, asked_for_hearing_in_vain, True),
    Defect("提前六个工作日通知听证", "CN-APL-64-2", {**HEARD, "hearing_notice": 6}, nothing, True),
    Defect("听证没有公开", "CN-APL-64-4", HEARD, put("听证", 公开举行=False)),
    Defect("听证主持人参加过调查", "CN-APL-64-5", HEARD, chair_investigated),
    Defect("听证代理人三人", "CN-APL-64-7", HEARD, put("听证", 代理人=["甲律师", "乙律师", "丙律师"]), True),
    Defect("听证没有质证", "CN-APL-64-9", HEARD, put("听证", 当事人申辩质证=False)),
    Defect("听证没有笔录", "CN-APL-64-10", HEARD, put("听证", 制作听证笔录=False)),
    # review and discussion
    Defect("重大案件没有法制审核", ["CN-APL-58-1", "CN-GD3-L3-1"], COMPLEX, drop("法制审核", "收到审核材料")),
    Defect("列入本单位目录而没有审核", "CN-GD3-L3-1", REVIEWED, drop("法制审核", "收到审核材料")),
    Defect("听证以前审核、听证以后没有再审", "CN-APL-58-2", HEARD, review_before_hearing),
    Defect("市监审核退回而决定", "CN-APL-58-7", {**MARKET, "review": "complex"}, put("法制审核", 结论="退回")),
    Defect("审核人没有法律职业资格", "CN-APL-58-3", REVIEWED, lambda c, r: c.facts["法制审核"]["审核人"][0].update(已取得法律职业资格=False)),
    Defect("审核人有利害关系", "CN-GD3-L21-1", REVIEWED, lambda c, r: c.facts["法制审核"]["审核人"][0].update(有利害关系=True)),
    Defect("市监审核人办过本案", "CN-APL-58-4", {**MARKET, "review": "complex"}, reviewer_investigated),
    Defect("市监没有任何审核", "CN-APL-58-5", MARKET, drop("案件审核", "收到审核材料")),
    Defect("市监第十一个工作日才审完", "CN-APL-58-6", {**MARKET, "review_after": 11}, nothing, True),
    Defect("第六个工作日才审完", "CN-GD3-L18-1", {**REVIEWED, "review_after": 6}, nothing, True),
    Defect("送审缺裁量权适用规则", "CN-GD3-L14-1", REVIEWED, without("收到审核材料", "移送材料", "裁量权适用规则")),
    Defect("审核意见没有谈程序", "CN-GD3-L17-1", REVIEWED, without("法制审核", "审核内容", "执法程序")),
    Defect("退回没有提出具体建议", "CN-GD3-L19-1", REVIEWED, sent_back(advised=False)),
    Defect("退回以后没有按建议处理", "CN-GD3-L20-1", REVIEWED, sent_back(carried_out=False)),
    Defect("退回以后没有再审", ["CN-GD3-L3-1", "CN-GD3-L20-2"], REVIEWED, sent_back(again=False)),
    Defect("重大案件没有集体讨论", "CN-APL-57-1", {**PLAIN, "grave": True}, drop("集体讨论")),
    Defect("市监审核案件没有集体讨论", "CN-APL-57-2", {**MARKET, "review": "complex"}, both(drop("集体讨论"), fact(情节复杂或者重大违法=False))),
    Defect("一名负责人“集体”讨论", "CN-APL-57-3", {**PLAIN, "grave": True}, put("集体讨论", 参加的负责人=["局长"]), True),
    Defect("集体讨论没有记录", "CN-APL-57-4", {**PLAIN, "grave": True}, put("集体讨论", 有会议记录=False)),
    # decision, service, payment
    Defect("办案机构负责人决定处罚", "CN-APL-57-6", PLAIN, put("处罚决定", 决定人="办案机构负责人")),
    Defect("决定书没有写复议诉讼期限", "CN-APL-59-1", PLAIN, without("处罚决定", "决定书载明", "复议诉讼途径和期限")),
    Defect("市监决定书没有写申辩采纳情况", "CN-APL-59-2", {**MARKET, "statement": True}, without("处罚决定", "决定书载明", "陈述申辩采纳情况及理由")),
    Defect("决定书没有盖章", "CN-APL-59-3", PLAIN, put("处罚决定", 盖有机关印章=False)),
    Defect("第八个工作日才送达", "CN-APL-61-1", {**PLAIN, "serve_after": 8}, nothing, True),
    Defect("当事人在场而没有当场交付", "CN-APL-61-2", PLAIN, present_but_not_handed_over),
    Defect("没有确认书的电子送达", "CN-APL-61-3", PLAIN, electronic),
    Defect("送达没有回证", "CN-APL-61-4", PLAIN, put("送达", 有送达回证=False)),
    Defect("第十六日才缴罚款", "CN-APL-67-1", {**PLAIN, "pay_after": 16}, nothing, True),
    Defect("加处罚款超出本金一分（当事人也逾期）", ["CN-APL-67-1", "CN-APL-72-1"], PLAIN, surcharge_one_fen_over, True),
    # publicity and recording in 广东
    Defect("第八个工作日才公开", "CN-GD3-P21-1", {**PLAIN, "publish_after": 8}, nothing, True),
    Defect("公开的摘要没有法律依据", "CN-GD3-P13-1", PLAIN, summary_without_basis),
    Defect("全文公开没有隐去当事人", "CN-GD3-P14-1", PLAIN, full_text(隐去当事人名称=False)),
    Defect("全文公开没有隐去个人信息", "CN-GD3-P14-2", PLAIN, full_text(隐去个人信息=False)),
    Defect("没有在统一平台公开", "CN-GD3-P20-1", PLAIN, put("处罚决定公开", 在全省统一平台=False)),
    Defect("不予公开的却公开了", "CN-GD3-P15-1", PLAIN, withheld_yet_published),
    Defect("不予公开第八个工作日才备案", "CN-GD3-P16-1", PLAIN, withheld(8), True),
    Defect("有社会影响而没有公开", "CN-APL-48-1", MARKET, both(drop("处罚决定公开"), fact(具有一定社会影响=True))),
    Defect("撤销后第四个工作日才撤下", ["CN-APL-48-2", "CN-GD3-P24-1"], PLAIN, reversed_decision(4), True),
    Defect("没有案件来源的文字记录", "CN-GD3-R9-1", PLAIN, lambda c, r: c.facts["文字记录"].remove("案件来源")),
    Defect("没有询问的文字记录", "CN-GD3-R10-1", {**PLAIN, "interview": True}, lambda c, r: c.facts["文字记录"].remove("询问情况")),
    Defect("没有审批意见的文字记录", "CN-GD3-R11-1", PLAIN, lambda c, r: c.facts["文字记录"].remove("审批决定意见")),
    Defect("归档没有履行情况", "CN-GD3-R12-1", PLAIN, lambda c, r: c.facts["文字记录"].remove("履行情况")),
    Defect("查封扣押没有音像记录", "CN-GD3-R14-4", {**PLAIN, "seizure": True}, put("查封扣押", 音像情况="没有音像记录")),
    Defect("查封录像中断十分钟没有说明", "CN-GD3-R19-1", {**PLAIN, "seizure": True}, gap_in_recording(False), True),
    Defect("留置送达没有音像记录", "CN-GD3-R14-3", PLAIN, put("送达", 送达方式="留置送达", 拒绝签收=True, 拒签已注明=True, 音像情况="没有音像记录")),
    # summary procedure
    Defect("当场处罚一人执法", "CN-APL-42-2", SUMMARY, lambda c, r: decision(c)["办案人员"].pop()),
    Defect("当场罚款超过上限一分", "CN-APL-51-2", {**SUMMARY, "cash": False}, on_spot_fine(1), True),
    Defect("当场没收", "CN-APL-51-3", SUMMARY, put("处罚决定", 处罚种类=["罚款", "没收非法财物"])),
    Defect("当场处罚没有出示证件", "CN-APL-52-1", SUMMARY, put("处罚决定", 出示执法证件=False)),
    Defect("当场处罚没有听取申辩", "CN-APL-52-2", SUMMARY, put("处罚决定", 听取陈述申辩=False)),
    Defect("当场决定书没有编号", "CN-APL-52-3", SUMMARY, put("处罚决定", 预定格式编有号码=False)),
    Defect("当场决定书没有写救济途径", "CN-APL-52-4", SUMMARY, without("处罚决定", "决定书载明", "复议诉讼途径和期限")),
    Defect("当场处罚没有备案", "CN-APL-52-7", SUMMARY, drop("备案")),
    Defect("市监第八个工作日才归档", "CN-APL-52-8", {"kind": "summary", "market": True, "hand_in_after": 8}, nothing, True),
    Defect("当场收缴一百元零一分", "CN-APL-67-2", CASH, cash_over(1), True),
    Defect("没有专用票据", "CN-APL-70-1", CASH, put("当场收缴罚款", 出具财政专用票据=False)),
    Defect("第三个工作日才交至机关", "CN-APL-71-1", {**CASH, "hand_over_after": 3}, nothing, True),
    # lenient
    Defect("轻微无危害而罚", "CN-LEN-33-1", PLAIN, slight),
    Defect("首违轻微而罚，没有说明", "CN-LEN-33-3", PLAIN, first_and_slight(False)),
    Defect("广东目录事项而罚，没有说明", "CN-LEN-GD-1", {**PLAIN, "domain": "生态环境"}, listed(False)),
    Defect("差一日满十四周岁而罚", "CN-LEN-30-1", {**PLAIN, "party": "citizen"}, age(14, 1), True, early_in_the_month),
    Defect("十七周岁没有从轻", "CN-LEN-30-3", {**PLAIN, "party": "citizen"}, age(17)),
    Defect("有立功表现没有从轻", "CN-LEN-32-1", PLAIN, fact(配合查处有立功表现=True)),
    Defect("没有情形而减轻", "CN-LEN-32-2", PLAIN, put("处罚决定", 从轻或者减轻="减轻")),
    Defect("追究期限届满次日才发现", "CN-LEN-36-1", PLAIN, found_after(1), True, february),
    Defect("不予处罚没有教育", "CN-LEN-33-5", SPARED, drop("教育当事人")),
    Defect("以轻微无危害免罚而有危害", "CN-LEN-33-7", {**SPARED, "ground": "轻微及时改正无危害"}, fact(危害后果="其他危害")),
    Defect("以首违免罚而不是初次", "CN-LEN-33-8", {**SPARED, "ground": "初次轻微及时改正"}, fact(初次违法=False)),
    Defect("以无过错免罚而没有证明", "CN-LEN-33-9", {**SPARED, "ground": "没有主观过错"}, fact(证明没有主观过错=False)),
    Defect("以清单免罚而没有改正", "CN-LEN-LIST-1", {**SPARED, "ground": "清单事项"}, not_corrected),
    # facts left out on purpose: the program must say that it cannot know
    Defect("没有写违法所得", [("CN-APL-28-2", "undetermined")], PLAIN, drop("违法所得")),
    Defect("没有写一名人员的执法证有效期", [("CN-APL-42-1", "undetermined")], PLAIN, unknown_validity),
    Defect("没有写是否适用裁量基准", [("CN-APL-34-1", "undetermined")], PLAIN, drop("适用裁量基准", "裁量基准已公布")),
    Defect("没有写是否同一行为已被罚款", [("CN-APL-29-1", "undetermined")], PLAIN, drop("同一行为已被罚款")),
]
NEAR_MISSES = [
    NearMiss("第九十日决定", "CN-APL-60-1", decided_on(PLAIN, 90), nothing, fits=day_is_a_workday),
    NearMiss("市监延长后第一百二十日决定", "CN-APL-60-2", decided_on(MARKET, 120, extended=80), nothing, fits=day_is_a_workday),
    NearMiss("市监第九十日才批准延期", "CN-APL-60-2", decided_on(MARKET, 110, extended=90), nothing, fits=day_is_a_workday),
    NearMiss("第七个工作日立案", "CN-APL-54-1", {**PLAIN, "file_after": 7}, nothing),
    NearMiss("市监第十五个工作日立案", "CN-APL-54-2", {**MARKET, "file_after": 15}, nothing),
    NearMiss("登记保存第七个工作日处理", "CN-APL-56-3", {**PLAIN, "preservation": True, "release_after": 7}, nothing),
    NearMiss("监控事实第五个工作日告知", "CN-APL-41-4", {**PLAIN, "offsite": True, "tell_after": 5}, nothing),
    NearMiss("市监告知后第六个工作日决定", "CN-APL-62-4", {**MARKET, "wait": 6}, nothing),
    NearMiss("听证起点少一分", "CN-APL-63-1", PLAIN, one_fen_below_threshold, "not_applicable"),
    NearMiss("第六个工作日作出听证范围内的决定", "CN-APL-64-1", {**PLAIN, "hearing": "told", "wait": 6}, nothing),
    NearMiss("第六个工作日才要求听证", "CN-APL-63-2", {**PLAIN, "hearing": "told"}, asked_for_hearing_late, "not_applicable"),
    NearMiss("提前七个工作日通知听证", "CN-APL-64-2", {**HEARD, "hearing_notice": 7}, nothing),
    NearMiss("罚款恰如告知", "CN-APL-44-2", PLAIN, nothing),
    NearMiss("没收恰为违法所得", "CN-APL-28-2", {**PLAIN, "township": False}, gain(0)),
    NearMiss("下放事项当日到期", "CN-APL-24-2", {**PLAIN, "township": True}, delegated_until(0)),
    NearMiss("移送决定第三日作出", "CN-APL-27-3", {"kind": "transferred", "transfer_decided_after": 3}, nothing),
    NearMiss("批准后恰二十四小时移送", "CN-APL-27-6", {"kind": "transferred"}, transferred_after(24)),
    NearMiss("市监第十个工作日审完", "CN-APL-58-6", {**MARKET, "review_after": 10}, nothing),
    NearMiss("第五个工作日审完", "CN-GD3-L18-1", {**REVIEWED, "review_after": 5}, nothing),
    NearMiss("退回后按建议处理又通过", "CN-GD3-L20-1", REVIEWED, sent_back()),
    NearMiss("第七个工作日送达", "CN-APL-61-1", {**PLAIN, "serve_after": 7}, nothing),
    NearMiss("第十五日缴罚款", "CN-APL-67-1", {**PLAIN, "pay_after": 15}, nothing),
    NearMiss("第七个工作日公开", "CN-GD3-P21-1", {**PLAIN, "publish_after": 7}, nothing),
    NearMiss("不予公开第七个工作日备案", "CN-GD3-P16-1", PLAIN, withheld(7)),
    NearMiss("撤销后第三个工作日撤下", "CN-APL-48-2", PLAIN, reversed_decision(3)),
    NearMiss("查封录像中断而语音说明", "CN-GD3-R19-1", {**PLAIN, "seizure": True}, gap_in_recording(True), "excused"),
    NearMiss("当场罚款恰到上限", "CN-APL-51-2", {**SUMMARY, "cash": False}, on_spot_fine(0)),
    NearMiss("当场收缴恰一百元", "CN-APL-67-2", CASH, cash_over(0)),
    NearMiss("第二个工作日交至机关", "CN-APL-71-1", {**CASH, "hand_over_after": 2}, nothing),
    NearMiss("市监第七个工作日归档", "CN-APL-52-8", {"kind": "summary", "market": True, "hand_in_after": 7}, nothing),
    NearMiss("首违轻微而罚，说明了理由", "CN-LEN-33-3", PLAIN, first_and_slight(True)),
    NearMiss("追究期限届满当日发现", "CN-LEN-36-1", PLAIN, found_after(0), "not_applicable", february),
]
