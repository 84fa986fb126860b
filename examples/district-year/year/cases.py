"""What the generators share: a case, a defect, a lawful case that is nearly a breach, and the planting of both."""

import dataclasses
import datetime
import json
import random


@dataclasses.dataclass
class Case:
    facts: dict
    agency: str
    month: str
    traits: dict = dataclasses.field(default_factory=dict)
    work: dict = dataclasses.field(default_factory=dict)  # what the generator remembers about the case
    key: str = ""


@dataclasses.dataclass
class Defect:
    """One kind of defect: plant() spoils a lawful case that has the traits; each of the rules must then say the verdict."""

    name: str
    rules: object  # a code, or several; a code may be (code, verdict)
    traits: dict
    plant: object
    boundary: bool = False
    fits: object = None

    def expected(self):
        rules = self.rules if isinstance(self.rules, list) else [self.rules]
        return [rule if isinstance(rule, tuple) else (rule, "violated") for rule in rules]


@dataclasses.dataclass
class NearMiss:
    """A lawful case at the very edge: the rule applies and must say that it is complied with."""

    name: str
    rule: str
    traits: dict
    shape: object
    verdict: str = "compliant"
    fits: object = None


def seeded(seed, name):
    return random.Random(f"{seed}/{name}")


def written(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(value)


def yuan(fen):
    return f"{fen // 100}元" if fen % 100 == 0 else f"{fen // 100}.{fen % 100:02d}元"


class Year:
    """Collects the files of a year, and what was planted in them."""

    def __init__(self, folder, seed, copies):
        self.folder, self.seed, self.copies = folder, seed, copies
        self.planted, self.near_misses, self.index, self.cases = [], [], [], {}

    def build(self, file, total, make, defects, near_misses, number, quotas=()):
        """Makes the cases of one file: first those that carry a defect or stand at the edge, then lawful ones up to the
        total, of which quotas (test, number, traits) pass a test; mixes them and numbers them by number(case, place)."""
        rng = seeded(self.seed, file)
        cases, notes = [], []
        for _ in range(self.copies):
            for defect in defects:
                case = self.fitting(rng, make, defect)
                defect.plant(case, rng)
                cases.append(case)
                notes.append((case, defect))
            for near in near_misses:
                case = self.fitting(rng, make, near)
                near.shape(case, rng)
                cases.append(case)
                notes.append((case, near))
        if len(cases) > total:
            raise ValueError(f"{file}: {len(cases)} planted cases in a file of {total}")
        for test, wanted, traits in quotas:
            wanted -= sum(test(case) for case in cases)
            cases += [make(rng, **traits(rng)) for _ in range(wanted)]
        while len(cases) < total:
            cases.append(make(rng))
        rng.shuffle(cases)
        for place, case in enumerate(cases, 1):
            case.key = number(case, place)
            self.index.append((file, case.key, case.agency, case.month))
        for case, what in notes:
            self.note(file, case.key, what)
        return cases

    @staticmethod
    def fitting(rng, make, what):
        for _ in range(2000):
            case = make(rng, **what.traits)
            if not what.fits or what.fits(case):
                return case
        raise ValueError(f"no case for: {what.name}")

    def note(self, file, key, what):
        if isinstance(what, NearMiss):
            self.near_misses.append({"file": file, "case": key, "rule": what.rule, "verdict": what.verdict, "what": what.name})
            return
        for rule, verdict in what.expected():
            self.planted.append(
                {"file": file, "case": key, "rule": rule, "verdict": verdict, "what": what.name, "at_boundary": what.boundary}
            )

    def write(self, file, cases):
        self.cases[file] = cases
        with open(self.folder / file, "w", encoding="utf-8") as out:
            for case in cases:
                out.write(json.dumps(case.facts, ensure_ascii=False, default=written, separators=(",", ":")) + "\n")
