"""Due days, counted as a law counts."""

from __future__ import annotations

import datetime
from typing import Iterable, Optional, Tuple, Union

from . import _core
from ._rulebook import Day, Rulebook

Excluded = Union[Tuple[Day, Day], Tuple[Day, Day, str]]


def add_working_days(
    start: Day, number: int, *, calendar: Optional[_core.Calendar] = None, language: str = "zh"
) -> _core.DueDay:
    """The working day that comes so many after a day, which is not counted itself; a negative number counts backward.
    CalendarError beyond the years of the calendar: nothing is guessed."""
    return due_day(start, f"{number:+d}wd", calendar=calendar, language=language)


def due_day(
    start: Day,
    period: str,
    *,
    source: Optional[str] = None,
    rulebook: Optional[Rulebook] = None,
    roll: Optional[str] = None,
    backward: Optional[str] = None,
    excluding: Iterable[Excluded] = (),
    calendar: Optional[_core.Calendar] = None,
    language: str = "zh",
) -> _core.DueDay:
    """The last day of a period that begins on `start`, which is not counted.

    period: "5个工作日", "90日", "3个月", "7日前"; or "+5wd", "+90d", "+90cd" (calendar days), "+3m", "+2y", "-7wd".
    source, rulebook: count as that source of the rulebook does. roll: where the last day may not fall: "none",
    "public_holidays" or "rest_days". backward: which ends stay out when counting backward, "one_end" or "both_ends".
    excluding: (first, last) or (first, last, name), days that are left out. CalendarError where it cannot be counted."""
    index = 0
    if source is not None:
        if rulebook is None:
            raise TypeError("source needs rulebook: the rules that declare it")
        index = rulebook._source_index(source)
    rules = rulebook._rules if rulebook is not None and source is not None else None
    ranges = [tuple(one) for one in excluding]
    return _core.due_day(start, period, roll, backward, ranges, calendar, rules, index, language)
