"""Receipts, and whether their checks give the same answer again."""

import hashlib
import json
import shutil

import pytest

from conftest import DATA, REPOSITORY

RULES = ("-r", "rules.fadu", "--as-of", "2023-07-15", "--parameter", "办案期限=90日")


def sha(text):
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


@pytest.fixture
def receipt(fadu, tmp_path):
    """Writes a receipt of a check and gives its path and contents."""

    def write(*arguments, **more):
        path = tmp_path / "receipt.json"
        run = fadu("check", *RULES, "--receipt", path, *arguments, **more)
        assert run.returncode in (0, 1), run.stderr
        return path, json.loads(path.read_text(encoding="utf-8")), run

    return write


def test_the_output_hash_is_what_a_host_computes(fadu):
    run = fadu("check", *RULES, "--format", "ndjson", "unlawful.json", "lawful.json")
    lines = run.stdout.splitlines(keepends=True)
    end = json.loads(lines[-1])
    assert end["output"] == {"cases": 2, "sha256": sha("".join(lines[1:-1]))}
    assert end["input"][0] == {"name": "unlawful.json", "sha256": sha((DATA / "unlawful.json").read_bytes())}
    document = fadu("check", *RULES, "--format", "json", "unlawful.json", "lawful.json").stdout
    assert json.loads(document)["output"] == end["output"]
    cases = "".join(line.removesuffix(",") + "\n" for line in document.splitlines() if line.startswith('{"case"'))
    assert sha(cases) == end["output"]["sha256"]


@pytest.mark.parametrize("arguments", [(), ("--lang", "en"), ("--colour", "always"), ("--verdicts", "all")])
def test_a_receipt_beside_text(fadu, receipt, arguments):
    plain = fadu("check", *RULES, *arguments, "unlawful.json").stdout
    path, document, run = receipt(*arguments, "unlawful.json")
    assert run.stdout == plain
    others = [one for one in arguments if one not in ("--colour", "always")]
    uncoloured = fadu("check", *RULES, *others, "unlawful.json").stdout
    assert document["output"] == {"cases": 1, "sha256": sha(uncoloured)}
    assert document["receipt"]["format"] == "text"
    assert fadu("verify", path).returncode == 0


def test_receipts_follow_the_schema_and_hold_no_places(fadu, receipt):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((REPOSITORY / "docs" / "findings.schema.json").read_text(encoding="utf-8"))
    schema["required"] = ["receipt", "output"]
    for form in ("text", "json", "ndjson"):
        path, document, _ = receipt("--format", form, "--record", "处罚案件", "unlawful.json")
        jsonschema.Draft202012Validator(schema).validate(document)
        assert str(REPOSITORY) not in path.read_text(encoding="utf-8")
        assert document["receipt"]["rules"] == ["rules.fadu"]
        assert document["receipt"]["record"] == "处罚案件"
        assert path.read_text(encoding="utf-8") == receipt("--format", form, "--record", "处罚案件", "unlawful.json")[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_an_answer_is_its_own_receipt(fadu, tmp_path, form):
    answer = tmp_path / "answer"
    answer.write_text(fadu("check", *RULES, "--format", form, "unlawful.json", "lawful.json").stdout, encoding="utf-8")
    run = fadu("verify", answer)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "核对一致" in run.stdout and "✗" not in run.stdout
    assert "verified" in fadu("verify", answer, "--lang", "en").stdout


def test_what_differs_is_said(fadu, receipt, tmp_path):
    path, document, _ = receipt("--format", "json", "unlawful.json")
    for name in ("rules.fadu", "unlawful.json"):
        shutil.copy(DATA / name, tmp_path)
    moved = ("--rules", tmp_path / "rules.fadu", "--cases", tmp_path / "unlawful.json")
    assert fadu("verify", path, *moved).returncode == 0
    text = (DATA / "rules.fadu").read_text(encoding="utf-8")
    (tmp_path / "rules.fadu").write_text(text + "\n# 一行注释\n", encoding="utf-8")
    run = fadu("verify", path, *moved)
    assert run.returncode == 1
    assert "✗ 规则文件 rules.fadu：内容不同" in run.stdout and "结果：相同" in run.stdout
    (tmp_path / "rules.fadu").write_text(text.replace("违者 重大 “【本次】", "违者 轻微 “【本次】"), encoding="utf-8")
    run = fadu("verify", path, *moved, "--lang", "en")
    assert run.returncode == 1
    assert "✗ output: different" in run.stdout and "not verified" in run.stdout
    shutil.copy(DATA / "rules.fadu", tmp_path)
    shutil.copy(DATA / "lawful.json", tmp_path / "unlawful.json")
    run = fadu("verify", path, *moved)
    assert run.returncode == 1 and "✗ 输入 unlawful.json：内容不同" in run.stdout and "✗ 结果：不同" in run.stdout

    def changed(**members):
        other = tmp_path / "changed.json"
        other.write_text(json.dumps({**document, "receipt": {**document["receipt"], **members}}), encoding="utf-8")
        return fadu("verify", other)

    assert "✗ 引擎版本：不同，回执为 0.0.1" in changed(engine="0.0.1").stdout
    assert "✗ 节假日历" in changed(calendar="0000000000000000").stdout
    assert "✗ 结果：不同" in changed(as_of="2024-07-15").stdout
    assert "✗ 结果：不同" in changed(parameters={"办案期限": "30日"}).stdout
    assert changed(parameters={"没有的": "30日"}).returncode == 2
    run = changed(added="?")
    assert run.returncode == 0 and "FD0651" in run.stderr


def test_standard_input_must_be_given_again(fadu, receipt):
    path, document, _ = receipt("--format", "ndjson", "-", stdin=json.dumps(json.loads((DATA / "lawful.json").read_text(encoding="utf-8")), ensure_ascii=False))
    assert document["input"][0]["name"] == "-"
    run = fadu("verify", path)
    assert run.returncode == 2 and "--cases" in run.stderr


@pytest.mark.parametrize("value", ["90日", "3个月", "7个工作日", "1年", "48小时"])
def test_parameters_come_back_as_they_were_set(fadu, tmp_path, value):
    path = tmp_path / "r.json"
    run = fadu("check", "-r", "rules.fadu", "--as-of", "2023-07-15", "--parameter", f"办案期限={value}", "--receipt", path, "unlawful.json")
    assert run.returncode == 1, run.stderr
    assert fadu("verify", path).returncode == 0


def test_damaged_and_hostile_receipts(fadu, receipt, tmp_path):
    path, document, _ = receipt("--format", "json", "unlawful.json")
    text = path.read_text(encoding="utf-8")
    bad = tmp_path / "bad.json"

    def verify(content):
        bad.write_bytes(content.encode() if isinstance(content, str) else content)
        run = fadu("verify", bad)
        assert run.returncode == 2 and run.stderr, content[:200]
        return run.stderr

    for end in range(0, len(text) - 2, 37):
        verify(text[:end])
    assert "FD0650" in verify("[]") and "FD0650" in verify('{"cases": []}')
    assert "FD0650" in verify(b"\xff\xfe{}")
    assert "FD0650" in verify("[" * 100000)
    head = document["receipt"]
    for members in ({"engine": 1}, {"as_of": "昨天"}, {"language": "fr"}, {"verdicts": ["guilty"]}, {"rules": "x"},
                    {"files": [{"name": "x"}]}, {"rules_sha256": "12"}, {"parameters": ["a"]},
                    {"rules": ["a\u001b[2J"]}, {"rules": ["a\u0000b"]}):
        assert "FD0650" in verify(json.dumps({**document, "receipt": {**head, **members}}))
    for members in ({"rules": ["/dev/zero"]}, {"rules": ["no-such-rules"]}, {"rules": []}, {"calendar_file": "/dev/zero"},
                    {"mapping": {"name": "/dev/zero", "sha256": "0" * 64}}):
        verify(json.dumps({**document, "receipt": {**head, **members}}))
    verify(json.dumps({**document, "input": [{"name": "/dev/zero", "sha256": "0" * 64}]}))
    verify(json.dumps({**document, "output": {"cases": -1, "sha256": "0" * 64}}))
    verify(json.dumps({key: value for key, value in document.items() if key != "output"}))
    assert fadu("verify", "no-such-receipt").returncode == 2
    assert fadu("verify", "/dev/zero").returncode == 2
