"""The values that rulebooks and findings are made of. The extension makes them; users read them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Dict, Optional, Tuple, Union


class _Word(str, Enum):
    """A word of the JSON; equal to it as text."""

    def __str__(self) -> str:
        return str(self.value)


class Verdict(_Word):
    """What a rule comes to on one occasion."""

    NOT_APPLICABLE = "not_applicable"
    COMPLIANT = "compliant"
    EXCUSED = "excused"
    VIOLATED = "violated"
    PENDING = "pending"
    UNDETERMINED = "undetermined"
    CONFLICT = "conflict"


class Severity(_Word):
    """How heavy a breach is."""

    VOID = "void"
    MAJOR = "major"
    MINOR = "minor"
    FLAW = "flaw"
    NOTE = "note"


@dataclass(frozen=True)
class Diagnostic:
    """What is wrong in a rule file or an input, where, and the way out."""

    code: str
    level: str  #: error, warning or hint
    message: str
    file: Optional[str] = None
    line: Optional[int] = None  #: from 1
    column: Optional[int] = None  #: in characters, from 1
    help: Optional[str] = None
    rendered: str = field(default="", repr=False, compare=False)  #: the line itself with carets under the words

    def __str__(self) -> str:
        return self.rendered.rstrip("\n") or self.message


@dataclass(frozen=True)
class Cite:
    """A source of law and its article."""

    source: str
    article: Optional[str] = None

    def __str__(self) -> str:
        return self.source + (self.article or "")


#: What a fact may be: an interval is a tuple of two dates, a list a tuple; what Python has no type for comes as text.
Value = Union[None, bool, int, str, Decimal, Fraction, datetime.date, datetime.datetime, Tuple[Any, ...]]


@dataclass(frozen=True)
class Fact:
    """A fact that a finding rests on. `value` is None where it is not known; `text` says it in words, and `name` the path as
    a person says it."""

    path: str
    value: Value
    text: str
    name: Optional[str] = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.path}: {self.text}"


@dataclass(frozen=True)
class Norm:
    """One of several norms of one name, beside the answer."""

    source: str
    verdict: Verdict
    due: Optional[datetime.date] = None
    why_not: Optional[str] = None  #: None if it governs


@dataclass(frozen=True)
class Explanation:
    """Why a finding is as it is: a tree. str() gives it as indented text."""

    title: str
    sentence: Optional[str]
    children: Tuple[Explanation, ...]
    text: str = field(repr=False, compare=False)

    def __str__(self) -> str:
        return self.text.rstrip("\n")

    def to_dict(self) -> Dict[str, Any]:
        """title, sentence and children, as fadu explain --format json gives them."""
        return {
            "title": self.title,
            "sentence": self.sentence or "",
            "children": [child.to_dict() for child in self.children],
        }


@dataclass(frozen=True)
class RemedyStep:
    """One thing to set right, to find out or to do."""

    kind: str  #: correct, find_out, perform, withdraw or redate
    sentence: str
    path: Optional[str] = None  #: correct, find_out: as in Fact.path
    value: Optional[str] = None  #: what it becomes, in words; None where any value will do
    event: Optional[str] = None  #: perform, withdraw, redate
    day: Optional[datetime.date] = None


@dataclass(frozen=True)
class Remedy:
    """What would set a finding right: all steps together, none can be left out."""

    kind: str  #: cure, redo, to_do, to_find_out or incurable
    sentence: str
    steps: Tuple[RemedyStep, ...]
    until: Optional[datetime.date]  #: the last day for it
    result: Verdict  #: after the steps
    redo: Tuple[str, ...]  #: steps of the procedure, in the order in which they are to come
    limits: Tuple[RemedyStep, ...]  #: incurable: what stops the breach from growing

    def __str__(self) -> str:
        return "\n".join([self.sentence, *(step.sentence for step in (*self.steps, *self.limits))])


@dataclass(frozen=True)
class Rule:
    """A rule, procedure or state table of a rulebook."""

    name: str
    code: Optional[str]
    kind: str  #: rule, rule_over_cases, procedure or state_table
    record: Optional[str]
    cites: Tuple[Cite, ...]
    severity: Optional[str]
    reading: Optional[str]  #: 解释
    steps: Tuple[str, ...]  #: of a procedure
    file: Optional[str]
    line: Optional[int]


@dataclass(frozen=True)
class Source:
    """A source of law in one version."""

    name: str  #: 《行政处罚法》（2021）
    title: str
    version: Optional[str]
    rank: Optional[str]
    issued_by: Optional[str]
    number: Optional[str]
    in_force_from: Optional[datetime.date]
    in_force_until: Optional[datetime.date]  #: the last day


@dataclass(frozen=True)
class Parameter:
    """A figure that the rules leave to the host. `value` is what the rule files set, in words; None if nothing."""

    name: str
    type: str
    value: Optional[str]


@dataclass(frozen=True)
class DayNote:
    """One day of a count: how it was used, and which counted day it is."""

    day: datetime.date
    use: str  #: anchor, counted, weekend, public_holiday, excluded, jumped or rolled
    number: Optional[int]
    make_up: bool  #: a working day although it is a Saturday or Sunday
    label: Optional[str]
