"""Working days, as data/calendars/cn.txt publishes them. The generator counts by itself, so that a mistake of the engine in
counting shows as a defect found or missed."""

import bisect
import datetime
import pathlib
import re

DAY = datetime.timedelta(days=1)
CALENDAR = pathlib.Path(__file__).resolve().parents[3] / "data" / "calendars" / "cn.txt"


def day(text):
    return datetime.date.fromisoformat(text)


def read_calendar():
    off, work = set(), set()
    for line in CALENDAR.read_text(encoding="utf-8").splitlines():
        found = re.match(r"(off|work) (\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?", line)
        if not found:
            continue
        first, last = day(found[2]), day(found[3] or found[2])
        while first <= last:
            (off if found[1] == "off" else work).add(first)
            first += DAY
    return off, work


OFF, WORK = read_calendar()


def is_workday(d):
    return d in WORK or (d.weekday() < 5 and d not in OFF)


def workdays_after(d, n):
    """The nth working day after d; d itself is not counted."""
    while n:
        d += DAY
        n -= is_workday(d)
    return d


def workdays_before(d, n):
    while n:
        d -= DAY
        n -= is_workday(d)
    return d


def days_after(d, n):
    return d + n * DAY


def same_or_next_workday(d):
    while not is_workday(d):
        d += DAY
    return d


def same_or_last_workday(d):
    while not is_workday(d):
        d -= DAY
    return d


YEAR = [day("2023-01-01") + i * DAY for i in range(365)]
YEAR_WORKDAYS = [d for d in YEAR if is_workday(d)]


def some_workday(rng, first=YEAR[0], last=YEAR[-1]):
    low, high = bisect.bisect_left(YEAR_WORKDAYS, first), bisect.bisect_right(YEAR_WORKDAYS, last)
    return YEAR_WORKDAYS[rng.randrange(low, high)]


def some_day(rng):
    return rng.choice(YEAR)


def at(d, hour, minute=0):
    return datetime.datetime(d.year, d.month, d.day, hour, minute)
