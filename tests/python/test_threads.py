"""One rulebook, many threads; the interpreter goes on meanwhile; Ctrl-C is answered."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import fadu

from conftest import REPOSITORY, RULES

DAY = "2023-07-25"


def test_a_rulebook_is_shared(rulebook):
    cases = [{"案号": str(number), "罚款": number, "处罚决定": "2023-07-10"} for number in range(200)]

    def check(case):
        report = rulebook.check(case, as_of=DAY, record="处罚案件", parameters={"较大数额": 100})
        return report.to_json(), [str(finding.explain()) for finding in report]

    alone = [check(case) for case in cases]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(check, cases)) == alone


def test_many_checks_from_several_threads(rulebook):
    lock, cases = threading.Lock(), iter([{"案号": str(number), "文号": str(number % 50)} for number in range(100)])
    checks = rulebook.check_many((case for case in cases), as_of=DAY, record="处罚案件")
    seen = []

    def drain():
        while True:
            with lock:
                report = next(checks, None)
            if report is None:
                return
            seen.append(report.case_id)

    threads = [threading.Thread(target=drain) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 100 and len(checks.batch) == 50


def test_the_lock_is_released():
    ticks, done = 0, False

    def tick():
        nonlocal ticks
        while not done:
            ticks += 1
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    start, before = time.monotonic(), ticks
    fadu.load(REPOSITORY / "rules/cn/administrative-penalty")
    took, during = time.monotonic() - start, ticks - before
    done = True
    thread.join()
    assert during >= took * 1000 / 50  # held throughout, it would be one or two


def interrupted(program, tmp_path, wait=0.5):
    """Runs a program, sends it SIGINT once it has said "ready"; gives its error output and how long it then took."""
    script = tmp_path / "program.py"
    script.write_text(textwrap.dedent(program), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    assert process.stdout.readline() == "ready\n"
    time.sleep(wait)
    os.kill(process.pid, signal.SIGINT)
    said = process.stdout.readline()
    start = time.monotonic()
    _, errors = process.communicate(timeout=60)
    return said, errors, time.monotonic() - start


def test_an_interrupt_in_many_checks(tmp_path):
    said, errors, _ = interrupted(
        f"""
        import fadu, itertools
        book = fadu.load({str(RULES)!r})
        cases = ({{"案号": str(number)}} for number in itertools.count())
        print("ready", flush=True)
        try:
            for report in book.check_many(cases, as_of="2023-07-25", record="处罚案件"):
                pass
        except KeyboardInterrupt:
            print("interrupted", flush=True)
        """,
        tmp_path,
    )
    assert said == "interrupted\n" and errors == ""


def test_an_interrupt_in_a_long_text(tmp_path):
    said, errors, _ = interrupted(
        f"""
        import fadu
        book = fadu.load({str(RULES)!r})
        text = "[" + ",".join('{{"案号": "%d", "处罚决定": "2023-07-10"}}' % number for number in range(300000)) + "]"
        print("ready", flush=True)
        try:
            book.check(text, as_of="2023-07-25", record="处罚案件")
        except KeyboardInterrupt:
            print("interrupted", flush=True)
        """,
        tmp_path,
    )
    assert said == "interrupted\n" and errors == ""


def test_an_interrupt_while_loading(tmp_path):
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "0.fadu").write_text("记录 案件\n  合格 : 是否\n", encoding="utf-8")
    for number in range(1, 61):
        rules = (f"规则 规则{number}之{each} 对 案件\n  应当 合格\n" for each in range(400))
        (folder / f"{number}.fadu").write_text("\n".join(rules), encoding="utf-8")
    said, errors, _ = interrupted(
        f"""
        import fadu
        print("ready", flush=True)
        try:
            fadu.load({str(folder)!r})
            print("loaded", flush=True)
        except KeyboardInterrupt:
            print("interrupted", flush=True)
        """,
        tmp_path,
        wait=0.15,
    )
    assert said == "interrupted\n" and errors == ""
