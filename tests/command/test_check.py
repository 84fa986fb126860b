import json
import subprocess
import os

import pytest

from conftest import DATA, REPOSITORY

RULES = ("-r", "rules.fadu", "--as-of", "2023-07-15", "--parameter", "办案期限=90日")


def one_line(name):
    return json.dumps(json.loads((DATA / name).read_text(encoding="utf-8")), ensure_ascii=False)


def test_a_breach_is_reported_and_exits_with_1(fadu):
    run = fadu("check", *RULES, "unlawful.json")
    assert run.returncode == 1, run.stderr
    assert "✗ 违反·重大  两人执法（CN-APL-42-1）  2023-03-05 询问" in run.stdout
    assert "的执法证有效期：2020-01-01 至 2022-12-31" in run.stdout
    assert "应在 2023-07-19 前（含当日）送达；余 4 日" in run.stdout
    assert "\x1b" not in run.stdout
    assert run.stdout.splitlines()[-1].startswith("共 1 件案件：违反 ")


def test_a_lawful_case_exits_with_0(fadu):
    run = fadu("check", *RULES, "lawful.json")
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout == "案件 测2（处罚案件）  截至 2023-07-15  未发现问题\n共 1 件案件，未发现问题\n"


def test_the_exit_code_does_not_depend_on_what_is_shown(fadu):
    run = fadu("check", *RULES, "--verdicts", "待办，存疑", "unlawful.json")
    assert run.returncode == 1
    assert "违反" not in run.stdout


def test_all_verdicts_and_english(fadu):
    run = fadu("check", *RULES, "--verdicts", "all", "--lang", "en", "lawful.json")
    assert run.returncode == 0
    assert "✓ compliant  两人执法 (CN-APL-42-1)  2023-03-05 询问" in run.stdout
    assert fadu("check", *RULES, "lawful.json", env={"LC_ALL": "en_US.UTF-8"}).stdout.startswith("Case 测2")


def test_json_follows_the_published_schema(fadu):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((REPOSITORY / "docs" / "findings.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for verdicts in ("violated,pending,undetermined", "all"):
        run = fadu("check", *RULES, "--format", "json", "--verdicts", verdicts, "unlawful.json", "lawful.json")
        document = json.loads(run.stdout)
        validator.validate(document)
        assert [case["case"] for case in document["cases"]] == ["测1", "测2"]
    receipt = document["receipt"]
    assert receipt["as_of"] == "2023-07-15"
    assert receipt["parameters"] == {"办案期限": "90日"}
    assert receipt["rulebooks"] == [{"name": "试验", "version": "1.0"}]
    nothing = json.loads(fadu("check", *RULES, "--format", "json", "-", "--input-format", "ndjson").stdout)
    validator.validate(nothing)


def test_the_same_input_gives_the_same_bytes(fadu):
    first = fadu("check", *RULES, "--format", "json", "unlawful.json").stdout
    assert first == fadu("check", *RULES, "--format", "json", "unlawful.json").stdout


def test_ndjson_from_standard_input(fadu):
    run = fadu("check", *RULES, "--format", "ndjson", "-", stdin=one_line("lawful.json") + "\n" + one_line("unlawful.json") + "\n")
    assert run.returncode == 1, run.stderr
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert list(lines[0]) == ["receipt"]
    assert list(lines[-1]) == ["input", "output"]
    assert [line["case"] for line in lines[1:-1]] == ["测2", "测1"]


def test_a_bad_line_is_reported_and_the_rest_goes_on(fadu):
    text = one_line("lawful.json") + "\n{\"案号\": \n" + one_line("unlawful.json") + "\n"
    run = fadu("check", *RULES, "--input-format", "ndjson", "-", stdin=text)
    assert run.returncode == 1
    assert ":2:" in run.stderr
    assert "案件 测1" in run.stdout and "案件 测2" in run.stdout


def test_nothing_readable_exits_with_2(fadu):
    run = fadu("check", *RULES, "--input-format", "json", "-", stdin="{\"案号\": ")
    assert run.returncode == 2
    assert run.stderr


def test_missing_files(fadu):
    run = fadu("check", *RULES, "no-such-case.json")
    assert run.returncode == 2
    assert "no-such-case.json" in run.stderr
    run = fadu("check", "-r", "no-such-rules", "lawful.json")
    assert run.returncode == 2
    assert "FD0601" in run.stderr


def test_a_directory_without_rules(fadu, tmp_path):
    run = fadu("check", "-r", tmp_path, "lawful.json")
    assert run.returncode == 2
    assert "FD0602" in run.stderr
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "a.fadu").write_text("规则集 甲\n", encoding="utf-8")
    run = fadu("check", "-r", tmp_path, "lawful.json")
    assert "FD0602" in run.stderr and "tests" in run.stderr


def test_rules_with_errors_show_every_one(fadu, tmp_path):
    (tmp_path / "a.fadu").write_text("规则 甲 对 没有\n  应当 乙\n规则 丙 对 无此\n  应当 丁\n", encoding="utf-8")
    run = fadu("check", "-r", tmp_path, "lawful.json")
    assert run.returncode == 2
    assert "没有" in run.stderr and "无此" in run.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--as-of", "昨天"),
        ("--verdicts", "违法"),
        ("--parameter", "办案期限"),
        ("--parameter", "办案期限=很久"),
        ("--parameter", "办案期间=90日"),
        ("--record", "处罚安件"),
        ("--mapping", "no-such-mapping.json"),
        ("--calendar", "no-such-calendar.txt"),
        ("--format", "xml"),
    ],
)
def test_bad_arguments_exit_with_2_and_say_why(fadu, arguments):
    run = fadu("check", "-r", "rules.fadu", *arguments, "lawful.json")
    assert run.returncode == 2
    assert run.stderr


def test_near_names_are_offered(fadu):
    assert "办案期限" in fadu("check", "-r", "rules.fadu", "--parameter", "办案期间=90日", "lawful.json").stderr
    assert "处罚案件" in fadu("check", "-r", "rules.fadu", "--record", "处罚安件", "lawful.json").stderr


def test_an_unset_parameter_is_named(fadu):
    run = fadu("check", "-r", "rules.fadu", "--as-of", "2023-07-15", "unlawful.json")
    assert "办案期限（地方参数未定）" in run.stdout


def test_colour_only_when_asked(fadu):
    assert "\x1b[" in fadu("check", *RULES, "--colour", "always", "unlawful.json").stdout


def test_a_reader_that_goes_away_is_no_error():
    line = one_line("unlawful.json") + "\n"
    process = subprocess.Popen(
        [os.environ["FADU"], "check", *RULES, "--input-format", "ndjson", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=DATA,
    )
    process.stdout.close()
    process.stdin.write((line * 200).encode())
    process.stdin.close()
    assert process.wait(60) in (0, 1)
    assert process.stderr.read() == b""
    process.stderr.close()


def test_the_answer_is_the_same_for_any_number_of_threads(fadu, tmp_path):
    rules = tmp_path / "rules.fadu"
    rules.write_text(
        "记录 案件\n  案号 : 文本 标识\n  文号 : 文本\n  罚款 : 金额\n"
        "规则 上限 对 案件\n  应当 罚款 不超过 100元\n  违者 轻微 “罚款【罚款】”\n"
        "规则 文号唯一 对 案件 中 同一 文号 的 每组（以下称 同号）\n  应当 同号 的 数量 不超过 1\n  违者 轻微 “重复”\n",
        encoding="utf-8",
    )
    cases = tmp_path / "cases.ndjson"
    lines = ['{"案号":"%d","文号":"文%d","罚款":"%d元"}' % (i, i // 2, i) for i in range(150)]
    cases.write_text("\n".join(lines + ["{broken"]) + "\n", encoding="utf-8")
    for form in ("text", "json", "ndjson"):
        answers = [
            fadu("check", "-r", rules, "--as-of", "2024-01-01", "--format", form, "--threads", str(n), cases)
            for n in (1, 2, 5)
        ]
        assert {run.returncode for run in answers} == {1}
        assert len({run.stdout for run in answers}) == 1
        assert "149" in answers[0].stdout


@pytest.mark.parametrize("folder", ["administrative-penalty", "lenient-penalty", "major-decision"])
def test_the_program_answers_as_the_interpreter_does(fadu, folder):
    cases = sorted((REPOSITORY / "examples" / folder).glob("*.json"))
    assert cases
    for arguments in (["--format", "json"], ["--format", "text", "--verdicts", "all"], ["--format", "ndjson", "--remedies"]):
        answers = [
            fadu(
                "check", "-q", "-r", REPOSITORY / "rules" / "cn" / folder, "--as-of", "2024-03-01", "--engine", engine,
                *arguments, *cases,
            )
            for engine in ("interpreter", "program", "auto")
        ]
        assert answers[0].stdout
        assert len({run.stdout for run in answers}) == 1
        assert len({run.returncode for run in answers}) == 1


def test_an_unknown_engine_is_refused(fadu):
    assert fadu("check", "-r", "rules", "--engine", "steam", "cases.json").returncode == 2


def test_no_threads_are_refused(fadu, tmp_path):
    assert fadu("check", "-r", "rules", "--threads", "0", "cases.json").returncode == 2
