#!/usr/bin/env python3
"""Write a calendar file from a JSON map of dates, and the C++ header that compiles it in.

The JSON is {"2023-01-21": "off", "2023-01-28": "work", ...}: the days off of the yearly notices and the weekend days
that they make working days. A "work" day that is a weekday anyway says nothing and is left out.

    make_calendar.py days.json --text data/calendars/cn.txt
    make_calendar.py --header include/fadu/time/impl/china_calendar_data.hpp --text data/calendars/cn.txt

With days.json the text is written first; without it the header is made from the text as it stands.
"""

import argparse
import datetime
import json
import pathlib

ONE_DAY = datetime.timedelta(days=1)

# The lunar feast that can fall into the National Day block, and so joins its name.
MID_AUTUMN = {
    2008: "09-14", 2009: "10-03", 2010: "09-22", 2011: "09-12", 2012: "09-30", 2013: "09-19", 2014: "09-08",
    2015: "09-27", 2016: "09-15", 2017: "10-04", 2018: "09-24", 2019: "09-13", 2020: "10-01", 2021: "09-21",
    2022: "09-10", 2023: "09-29", 2024: "09-17", 2025: "10-06", 2026: "09-25",
}
FIXED = {"01-01": "元旦", "05-01": "劳动节", "10-01": "国庆节"}
SINGLE = {"2015-09-03": "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"}

PREAMBLE = """\
# 中华人民共和国放假与调休安排，{first} 至 {last} 年，依国务院办公厅各年通知（含 2020 年延长春节假期的通知）。
# Days off and make-up working days of the PRC, {first} to {last}, after the yearly notices of the General Office of
# the State Council, as gathered by the holiday-cn project (MIT, NateScarlet). A day off is named after
# its holiday; the weekend days next to a holiday are listed only where the notice makes them part of it.
# Made by scripts/make_calendar.py; the format is described in include/fadu/time/calendar.hpp.
"""


def blocks(days):
    """Runs of consecutive days as (first, last)."""
    runs = []
    for day in sorted(days):
        if runs and day - runs[-1][1] == ONE_DAY:
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return [(first, last) for first, last in runs]


def name_of(first, last):
    """The holiday's name, or "" where the dates alone do not tell it."""
    days = [first + ONE_DAY * i for i in range((last - first).days + 1)]
    names = []
    for day in days:
        month_day = day.strftime("%m-%d")
        if month_day == MID_AUTUMN.get(day.year):
            names.append((1 if month_day == "10-01" else 0, day, "中秋节"))
        if month_day in FIXED:
            names.append((0, day, FIXED[month_day]))
        if day.isoformat() in SINGLE:
            names.append((0, day, SINGLE[day.isoformat()]))
    if names:
        return "、".join(name for _, _, name in sorted(names, key=lambda n: (n[1], n[0])))
    month_day = first.strftime("%m-%d")
    if "01-20" <= month_day <= "02-20":
        return "春节"
    if "04-02" <= month_day <= "04-07":
        return "清明节"
    if "05-25" <= month_day <= "06-25":
        return "端午节"
    return ""


def calendar_text(days):
    off = [day for day, kind in days.items() if kind == "off"]
    work = [day for day, kind in days.items() if kind == "work" and day.weekday() >= 5]
    lines_of = {}
    for first, last in blocks(off):
        span = first.isoformat() if first == last else f"{first}..{last}"
        # A block over the turn of the year belongs to the notice of the new year.
        lines_of.setdefault((last + 4 * ONE_DAY).year if last.month == 12 else last.year, []).append(
            (first, f"off {span} {name_of(first, last)}".rstrip()))
    for day in work:
        lines_of.setdefault(day.year, []).append((day, f"work {day}"))
    first_year = min(day for day in off).year
    last_year = max(day for day in off).year
    lines_of.setdefault(first_year, []).extend(lines_of.pop(first_year - 1, []))
    text = PREAMBLE.format(first=first_year, last=last_year)
    for year in range(first_year, last_year + 1):
        text += f"\nyear {year}\n" + "".join(line + "\n" for _, line in sorted(lines_of.get(year, [])))
    return text


def header_text(text):
    return f"""\
// The calendar of the PRC as text, so that it needs no file at run time. Made from data/calendars/cn.txt by
// scripts/make_calendar.py --header; a test holds the two equal.
#pragma once

#include <string_view>

namespace fadu::time::detail {{

// clang-format off
inline constexpr std::string_view china_calendar_text = R"calendar({text})calendar";
// clang-format on

}}  // namespace fadu::time::detail
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("days", nargs="?", type=pathlib.Path, help="the JSON map of dates")
    parser.add_argument("--text", required=True, type=pathlib.Path, help="the calendar file")
    parser.add_argument("--header", type=pathlib.Path, help="the C++ header to make from the calendar file")
    arguments = parser.parse_args()
    if arguments.days:
        raw = json.loads(arguments.days.read_text(encoding="utf-8"))
        days = {datetime.date.fromisoformat(day): kind for day, kind in raw.items()}
        arguments.text.write_text(calendar_text(days), encoding="utf-8", newline="\n")
    if arguments.header:
        arguments.header.write_text(header_text(arguments.text.read_text(encoding="utf-8")), encoding="utf-8",
                                    newline="\n")


if __name__ == "__main__":
    main()
