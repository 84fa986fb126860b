import datetime

import fadu
import pytest

DAY = datetime.date(2023, 1, 18)


def test_working_days():
    due = fadu.add_working_days(DAY, 5)
    assert due.day == datetime.date(2023, 1, 30) and str(due) == "2023-01-30" and due.period == "5个工作日"
    assert [note.number for note in due.days if note.use == "counted"] == [1, 2, 3, 4, 5]
    assert due.days[0] == fadu.DayNote(DAY, "anchor", None, False, None)
    made_up = next(note for note in due.days if note.day == datetime.date(2023, 1, 28))
    assert made_up.make_up and made_up.use == "counted" and made_up.number == 3
    assert len(due.days) == 13 and len(due.explain(full=True).splitlines()) == 13
    assert fadu.add_working_days("2023-01-30", -5).day <= DAY


def test_the_explanation_is_the_commands(command):
    said = command("date", "2023-01-18", "+5wd", "--explain", "--lang", "en", code=0).stdout
    due = fadu.add_working_days(DAY, 5, language="en")
    assert said == due.explain(language="en") + "\n" + str(due) + "\n"


def test_due_day_of_a_source(rulebook):
    assert fadu.due_day("2023-07-10", "7日").day == datetime.date(2023, 7, 17)
    by_law = fadu.due_day("2023-07-10", "7日", source="《行政处罚法》（2021）", rulebook=rulebook)
    assert by_law.day == datetime.date(2023, 7, 19)
    with pytest.raises(TypeError):
        fadu.due_day("2023-07-10", "7日", source="《行政处罚法》（2021）")
    with pytest.raises(KeyError):
        fadu.due_day("2023-07-10", "7日", source="《刑法》", rulebook=rulebook)


def test_options():
    assert fadu.due_day("2023-09-20", "10日", roll="public_holidays").day == datetime.date(2023, 10, 7)
    assert fadu.due_day("2023-09-20", "10日", roll="public_holidays").before_rolling == datetime.date(2023, 9, 30)
    assert fadu.due_day("2023-06-20", "7日前").day == datetime.date(2023, 6, 13)
    assert fadu.due_day("2023-06-20", "-7d", backward="both_ends").day == datetime.date(2023, 6, 12)
    held = fadu.due_day("2023-03-01", "+10d", excluding=[("2023-03-05", "2023-03-06", "鉴定"), (DAY, DAY)])
    assert held.day == datetime.date(2023, 3, 13)
    assert [note.label for note in held.days if note.use == "excluded"] == ["鉴定", "鉴定"]
    for bad in ({"roll": "x"}, {"backward": "x"}, {"excluding": [("2023-03-05",)]}, {"language": "x"}):
        with pytest.raises(ValueError):
            fadu.due_day("2023-03-01", "+10d", **bad)


def test_what_cannot_be_counted():
    for bad in ("", "很久", "48小时", "+999999999d"):
        with pytest.raises(fadu.CalendarError):
            fadu.due_day(DAY, bad)
    with pytest.raises(fadu.CalendarError, match="2027"):
        fadu.add_working_days("2026-12-30", 30)


def test_calendars():
    china = fadu.Calendar.china()
    assert (china.first_year, china.last_year) == (2007, 2026) and DAY in china
    assert china.kind("2023-01-28") == "make_up_day" and china.is_working_day("2023-01-28")
    assert china.label("2023-01-22") == "春节" and china.label(DAY) is None
    assert china.working_days_between(DAY, "2023-01-30") == 5
    with pytest.raises(fadu.CalendarError):
        china.kind("1999-01-01")
    own = fadu.Calendar.parse("year 2023\noff 2023-01-19\n")
    assert fadu.add_working_days(DAY, 1, calendar=own).day == datetime.date(2023, 1, 20)
    assert own.content_hash != china.content_hash and "2023" in repr(own)
    with pytest.raises(fadu.CalendarError) as caught:
        fadu.Calendar.parse("year 2023\nfree 2023-01-19\n", name="own.txt")
    assert (caught.value.code, caught.value.file, caught.value.line) == ("FD0301", "own.txt", 2)


def test_a_calendar_of_ones_own_in_a_check(rulebook):
    own = fadu.Calendar.parse("year 2023\n")
    case = {"案号": "1", "处罚决定": "2023-09-28", "送达": []}
    days = [
        rulebook.check(case, as_of="2023-09-29", record="处罚案件", calendar=calendar).pending[0].due
        for calendar in (None, own)
    ]
    assert days[1] == datetime.date(2023, 10, 9) and days[0] > days[1]
