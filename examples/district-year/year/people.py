"""The agencies, towns, officers and inhabitants of 云溪区, which does not exist. Fifteen units use the enforcement platform;
290 officers hold a certificate."""

import dataclasses

from .workdays import YEAR, day, days_after

SURNAMES = "陈林黄张李王吴刘蔡杨许郑谢郭洪曾周叶廖赖徐苏庄江何罗高潘卢温彭邓钟韩冯曹梁朱胡方"
GIVEN = "志远小燕文辉丽华伟强雪梅建国晓东海波玉兰永明秀英俊杰春花国庆美玲家豪慧敏少芬振宇佩珊启航思琪明德若兰"
STREETS = ["新街", "东城路", "解放路", "工业大道", "河滨路", "学府路", "园岭路", "和平巷", "南门街", "金山大道"]
TRADES = ["食品厂", "餐饮店", "百货商行", "五金制品有限公司", "物流有限公司", "建材经营部", "化工有限公司", "便利店", "汽车维修厂", "药房"]


@dataclasses.dataclass(frozen=True)
class Agency:
    name: str
    short: str
    domain: str
    weight: int
    township: bool = False


AGENCIES = [
    Agency("云溪区市场监督管理局", "云市监", "市场监管", 26),
    Agency("云溪区城市管理和综合执法局", "云城执", "城市管理", 16),
    Agency("云溪区交通运输局", "云交", "交通运输", 12),
    Agency("市生态环境局云溪分局", "云环", "生态环境", 8),
    Agency("云溪区应急管理局", "云应急", "应急管理", 7),
    Agency("云溪区住房和城乡建设局", "云住建", "住房城乡建设", 5),
    Agency("云溪区卫生健康局", "云卫", "卫生健康", 6),
    Agency("云溪区农业农村局", "云农", "农业农村", 4),
    Agency("潼湖镇人民政府", "潼湖", "城市管理", 4, True),
    Agency("沥林镇人民政府", "沥林", "城市管理", 3, True),
    Agency("东江镇人民政府", "东江", "城市管理", 3, True),
    Agency("北岭镇人民政府", "北岭", "农业农村", 2, True),
    Agency("陈江街道办事处", "陈江", "城市管理", 4, True),
    Agency("惠环街道办事处", "惠环", "城市管理", 3, True),
    Agency("云台街道办事处", "云台", "应急管理", 2, True),
]
TOWNS = [agency.name for agency in AGENCIES if agency.township]
OFFICERS_TOTAL = 290


@dataclasses.dataclass(frozen=True)
class Officer:
    name: str
    certificate: str
    first: object
    last: object
    agency: str

    def facts(self):
        return {"姓名": self.name, "执法证号": self.certificate, "执法证有效期": [self.first, self.last]}


def person(rng):
    return rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice([1, 2, 2])))


def firm(rng):
    return "云溪区" + rng.choice(GIVEN) + rng.choice(GIVEN) + rng.choice(TRADES)


def address(rng):
    return f"云溪区{rng.choice(STREETS)}{rng.randrange(1, 300)}号"


def officers_of(rng):
    """Every agency's officers; the number follows its share of the cases, at least eight. All certificates but a few run
    through the whole year; those that end in the year are used only until then."""
    weights = sum(agency.weight for agency in AGENCIES)
    counts = {agency.name: max(8, OFFICERS_TOTAL * agency.weight // weights) for agency in AGENCIES}
    counts[AGENCIES[0].name] += OFFICERS_TOTAL - sum(counts.values())
    staff, serial = {}, 0
    for agency in AGENCIES:
        staff[agency.name] = []
        for place in range(counts[agency.name]):
            serial += 1
            last = days_after(YEAR[-1], rng.randrange(200, 1300))
            if place >= 6 and rng.random() < 0.08:
                last = rng.choice(YEAR[60:])
            first = day(f"{last.year - 5}-{last.month:02d}-{min(last.day, 28):02d}")
            staff[agency.name].append(Officer(person(rng), f"粤L{serial:05d}", first, last, agency.name))
    return staff


def two_officers(rng, staff, agency, on):
    valid = [officer for officer in staff[agency] if officer.first <= on <= officer.last]
    return rng.sample(valid, 2)


def choose_agency(rng, test=lambda agency: True):
    fitting = [agency for agency in AGENCIES if test(agency)]
    return rng.choices(fitting, [agency.weight for agency in fitting])[0]
