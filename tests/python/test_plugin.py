"""The pytest plugin: 案例 as items."""

import shutil

from conftest import RULES


def run(pytester, *arguments):
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", *arguments)


def test_examples_pass(pytester):
    shutil.copy(RULES, pytester.path / "rules.fadu")
    done = run(pytester, "-v")
    done.assert_outcomes(passed=1)
    done.stdout.fnmatch_lines(["*rules.fadu::一人询问 PASSED*"])


def test_a_failure_says_what_was_found(pytester):
    text = RULES.read_text(encoding="utf-8").replace("应有 违反 两人执法", "应无 违反 两人执法")
    text = text.replace("期限 2023-07-19", "期限 2023-07-20")
    (pytester.path / "rules.fadu").write_text(text, encoding="utf-8")
    done = run(pytester)
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(
        ["*rules.fadu:*: 应无 违反 两人执法", "  实际：违反 两人执法 重大*", "*应有 待办 送达期限 期限 2023-07-20"]
    )
    assert "Traceback" not in done.stdout.str()
    run(pytester, "--fadu-language", "en").stdout.fnmatch_lines(["*expect no violated 两人执法", "  found: violated *"])


def test_an_expectation_that_cannot_be_read(pytester):
    text = RULES.read_text(encoding="utf-8").replace("应有 违反 两人执法", "应有 违反 二人执法")
    (pytester.path / "rules.fadu").write_text(text, encoding="utf-8")
    done = run(pytester)
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["*FD0620*"])


def test_rules_that_do_not_load(pytester):
    (pytester.path / "rules.fadu").write_text("规则 甲\n案例 乙\n", encoding="utf-8")
    done = run(pytester)
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*FD0102*", "*规则 甲*"])


def test_a_rulebook_with_its_tests(pytester):
    text = RULES.read_text(encoding="utf-8")
    head, example = text.split("案例 ")
    tests = pytester.mkdir("tests")
    (pytester.path / "rules.fadu").write_text(head, encoding="utf-8")
    (tests / "one.fadu").write_text("案例 " + example, encoding="utf-8")
    (tests / "two.fadu").write_text("案例 另一" + example, encoding="utf-8")
    run(pytester).assert_outcomes(passed=2)
    run(pytester, "-k", "另一").assert_outcomes(passed=1, deselected=1)
    alone = pytester.mkdir("alone")
    shutil.move(str(tests / "two.fadu"), str(alone / "two.fadu"))
    run(pytester, "alone").assert_outcomes(failed=1)
    run(pytester, "alone", "--fadu-rules", "rules.fadu").assert_outcomes(passed=1)
    pytester.makeini("[pytest]\nfadu_rules = rules.fadu\n")
    run(pytester, "alone").assert_outcomes(passed=1)
