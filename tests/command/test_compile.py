"""fadu compile and fadu check --program: the same answers from a program file, and no answers from a wrong one."""

import pytest

from conftest import REPOSITORY

PENALTY = REPOSITORY / "rules" / "cn" / "administrative-penalty"
LENIENT = REPOSITORY / "rules" / "cn" / "lenient-penalty"


@pytest.fixture
def program(fadu, tmp_path):
    path = tmp_path / "lenient.program"
    run = fadu("compile", "-r", LENIENT, "-o", path)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    return path


def check(fadu, tmp_path, *arguments):
    cases = tmp_path / "cases.ndjson"
    cases.write_text('{"案号": "甲"}\n{"案号": "乙"}\n', encoding="utf-8")
    return fadu("check", "-r", LENIENT, "--as-of", "2023-07-15", *arguments, cases)


def test_a_program_gives_the_same_answer(fadu, tmp_path, program):
    with_program = check(fadu, tmp_path, "--program", program)
    interpreted = check(fadu, tmp_path, "--engine", "interpreter")
    assert with_program.returncode in (0, 1), with_program.stderr
    assert (with_program.stdout, with_program.stderr) == (interpreted.stdout, interpreted.stderr)


def test_compiling_twice_gives_the_same_bytes(fadu, tmp_path, program):
    again = tmp_path / "again.program"
    fadu("compile", "-r", LENIENT, "-o", again)
    assert again.read_bytes() == program.read_bytes()


def test_a_program_of_other_rules_is_refused(fadu, program, tmp_path):
    run = fadu("check", "-r", PENALTY, "--program", program, "--lang", "en", "--as-of", "2023-07-15", "-")
    assert run.returncode == 2
    assert "FD0682" in run.stderr and "compiled from other rules" in run.stderr


def test_a_program_of_another_calendar_is_refused(fadu, program, tmp_path):
    calendar = tmp_path / "calendar.txt"
    calendar.write_text("year 2023\noff 2023-01-01\n", encoding="utf-8")
    run = check(fadu, tmp_path, "--program", program, "--calendar", calendar, "--lang", "en")
    assert run.returncode == 2
    assert "FD0682" in run.stderr and "other holidays" in run.stderr


def test_a_damaged_program_is_refused(fadu, tmp_path, program):
    whole = program.read_bytes()
    program.write_bytes(whole[: len(whole) // 2])
    assert "FD0680" in check(fadu, tmp_path, "--program", program).stderr
    program.write_bytes(whole[:-9] + b"x" + whole[-8:])
    assert "FD0680" in check(fadu, tmp_path, "--program", program).stderr
    program.write_bytes(b"")
    assert "FD0680" in check(fadu, tmp_path, "--program", program).stderr
    assert "FD0683" in check(fadu, tmp_path, "--program", tmp_path / "none").stderr


def test_one_of_several_records_has_to_be_chosen(fadu, tmp_path):
    rules = REPOSITORY / "rules" / "cn" / "mediation"
    run = fadu("compile", "-r", rules, "-o", tmp_path / "x", "--lang", "en")
    assert run.returncode == 2
    assert "--record" in run.stderr and "人民调解案件" in run.stderr
    assert fadu("compile", "-r", rules, "--record", "人民调解案件", "-o", tmp_path / "x").returncode == 0
