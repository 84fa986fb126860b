"""fadu follow: from answers of fadu check and events to states."""

import csv
import io
import json

import pytest

from conftest import REPOSITORY

RULES = ("-r", "rules.fadu", "--parameter", "办案期限=90日")


@pytest.fixture
def check(fadu, tmp_path):
    """Writes the answer of a check and gives its path and its findings' ids by rule."""

    def write(as_of, name="unlawful.json", form="json", *more):
        path = tmp_path / f"{as_of}.{form}"
        run = fadu("check", *RULES, "--as-of", as_of, "--format", form, *more, name)
        path.write_text(run.stdout, encoding="utf-8")
        cases = [json.loads(line) for line in run.stdout.splitlines()[1:-1]] if form == "ndjson" else json.loads(run.stdout)["cases"]
        return path, {finding["rule"]: finding["id"] for case in cases for finding in case["findings"]}

    return write


@pytest.fixture
def events(tmp_path):
    def write(*lines):
        path = tmp_path / "events.ndjson"
        text = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
        path.write_text("\n".join(text) + "\n", encoding="utf-8")
        return path

    return write


def states(run):
    return {finding["rule"]: finding["state"] for finding in json.loads(run.stdout)["findings"]}


def test_from_a_check_to_the_end(fadu, check, events):
    first, ids = check("2023-07-15")
    told = events(
        {"finding": ids["两人执法"], "event": "责令整改", "date": "2023-07-16", "due": "2023-07-25", "by": "法制科"},
        {"finding": ids["立案后应当结案"], "event": "order", "date": "2023-07-16", "due": "2023-07-25"},
        {"finding": ids["立案后应当结案"], "event": "done", "date": "2023-07-20"},
        {"finding": ids["立案后应当结案"], "event": "passed", "date": "2023-07-21"},
    )
    arguments = ("follow", first, "--events", told, "--format", "json", "--as-of")
    run = fadu(*arguments, "2023-07-24")
    assert run.returncode == 0, run.stderr
    assert states(run)["两人执法"] == "rectifying" and states(run)["立案后应当结案"] == "closed"
    assert json.loads(run.stdout)["summary"]["all"]["rectified"] == 1
    run = fadu(*arguments, "2023-07-26")
    assert run.returncode == 1 and states(run)["两人执法"] == "overdue"
    second, again = check("2023-09-01", form="ndjson")
    assert again["两人执法"] == ids["两人执法"]
    run = fadu(*arguments, "2023-09-02", second)
    assert run.returncode == 1 and states(run)["立案后应当结案"] == "recurred"


def test_json_follows_the_published_schema(fadu, check, events):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((REPOSITORY / "docs" / "follow-up.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    first, ids = check("2023-07-15")
    one = ids["两人执法"]
    told = events(
        {"finding": one, "event": "责令整改", "date": "2023-07-16", "due": "2023-07-20", "by": "甲", "note": "乙"},
        {"finding": one, "event": "整改完成", "date": "2023-07-25"},
        {"finding": one, "event": "整改完成", "date": "2023-07-26"},
        {"finding": one, "event": "移送", "date": "2024-07-25"},
        {"finding": "0" * 16, "event": "撤销", "date": "2023-07-25"},
    )
    for as_of in ("2023-07-15", "2023-07-17", "2023-07-23", "2023-07-27"):
        run = fadu("follow", first, "--events", told, "--as-of", as_of, "--format", "json")
        jsonschema.Draft202012Validator(schema).validate(json.loads(run.stdout))
    second, _ = check("2023-07-28", "lawful.json")
    jsonschema.Draft202012Validator(schema).validate(
        json.loads(fadu("follow", first, second, "--events", told, "--as-of", "2023-08-01", "--format", "json").stdout))


def test_bad_input_is_named_and_the_rest_goes_on(fadu, check, events):
    first, ids = check("2023-07-15")
    told = events(
        {"finding": "0123456789abcdef", "event": "责令整改", "date": "2023-07-16", "due": "2023-07-25"},
        "{",
        {"finding": ids["两人执法"], "event": "复查合格", "date": "2023-07-16"},
        {"finding": ids["两人执法"], "event": "责令整改", "date": "2023-07-17", "due": "2023-07-25"},
        {"finding": ids["两人执法"], "event": "移送", "date": "2023-12-01"},
    )
    run = fadu("follow", first, "--events", told, "--as-of", "2023-07-20")
    assert run.returncode == 2
    for code, line in (("FD0662", 1), ("FD0661", 2), ("FD0663", 3), ("FD0664", 5)):
        assert f"[{code}]" in run.stderr and f"events.ndjson:{line}:" in run.stderr
    assert "没有编号为 0123456789abcdef 的结论" in run.stderr
    assert "○ 整改中  两人执法" in run.stdout and "没有计入" in run.stdout and "〔计划〕" in run.stdout
    assert "未能对应的事件" in run.stdout


def test_other_things_are_refused(fadu, check, events, tmp_path):
    first, _ = check("2023-07-15")
    run = fadu("follow", "unlawful.json", "--as-of", "2023-07-20")
    assert run.returncode == 2 and "FD0660" in run.stderr and not run.stdout
    cut = tmp_path / "cut.json"
    cut.write_text(first.read_text(encoding="utf-8")[:700], encoding="utf-8")
    run = fadu("follow", cut, "--as-of", "2023-07-20")
    assert run.returncode == 2 and "FD0660" in run.stderr
    run = fadu("follow", cut, first, "--as-of", "2023-07-20")
    assert run.returncode == 2 and "两人执法" in run.stdout
    assert fadu("follow", "no-such.json").returncode == 2
    assert fadu("follow", first, "--events", "no-such.ndjson").returncode == 2
    assert fadu("follow", first, "--as-of", "昨天").returncode == 2
    assert fadu("follow", first, "--as-of", "2023-07-20").returncode == 0
    assert "未交办" in fadu("follow", "-", "--as-of", "2023-07-20", stdin=first.read_text(encoding="utf-8")).stdout


def test_csv_is_a_table(fadu, check, events):
    first, ids = check("2023-07-15")
    told = events({"finding": ids["两人执法"], "event": "责令整改", "date": "2023-07-16", "due": "2023-07-25", "by": "甲,“乙”\"丙\""})
    rows = list(csv.DictReader(io.StringIO(fadu("follow", first, "--events", told, "--as-of", "2023-07-20", "--format", "csv").stdout)))
    assert len(rows) == len(json.loads(first.read_text(encoding="utf-8"))["cases"][0]["findings"])
    assert rows[0]["结论编号"] == ids["两人执法"] and rows[0]["余日"] == "5" and rows[0]["经办"] == "甲,“乙”\"丙\""
    english = fadu("follow", first, "--as-of", "2023-07-20", "--format", "csv", "--lang", "en").stdout
    assert next(csv.DictReader(io.StringIO(english)))["state"] == "not assigned"
