"""Collects the 案例 of rule files as pytest items: `pytest rules/` runs them, each under its own name.

A file below a folder named tests runs with the rule files beside that folder, as `fadu test DIRECTORY` would run it; any
other file runs with what it uses (引用). Option --fadu-rules and setting fadu_rules name other rules to run with.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

import pytest

from . import _core
from ._errors import LoadError

_Key = Tuple[str, ...]


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("fadu")
    group.addoption(
        "--fadu-rules",
        action="append",
        default=[],
        metavar="PATH",
        help="rule files or directories that the 案例 of .fadu files are run with; may be repeated",
    )
    group.addoption("--fadu-language", default="zh", choices=("zh", "en"), help="language of failures")
    parser.addini("fadu_rules", type="paths", help="as --fadu-rules, relative to the ini file", default=[])


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Optional[RuleFile]:
    if file_path.suffix != ".fadu" or not _may_hold_examples(file_path):
        return None
    return RuleFile.from_parent(parent, path=file_path)


def _may_hold_examples(path: Path) -> bool:
    text = path.read_bytes()
    return "案例".encode() in text or b"example" in text


def _loaded(config: pytest.Config, path: Path) -> _core.Rules:
    """The rules with which a file's examples run: those named by the user, else the file's rulebook; once each."""
    named: List[str] = [str(Path(one).absolute()) for one in config.getoption("--fadu-rules")]
    named += [str(one) for one in config.getini("fadu_rules")]
    key: _Key = tuple(named) if named else (str(_book_of(path)),)
    if named and not any(_holds(Path(one), path) for one in named):
        key = (*named, str(path))
    cache: Dict[_Key, Any] = config.stash.setdefault(_CACHE, {})
    if key not in cache:
        try:
            cache[key] = _core.Rules.load(list(key), True, config.getoption("--fadu-language"))
        except LoadError as error:
            cache[key] = error
    if isinstance(cache[key], LoadError):
        raise cache[key]
    rules: _core.Rules = cache[key]
    return rules


_CACHE: pytest.StashKey[Dict[_Key, Any]] = pytest.StashKey()


def _holds(rules: Path, path: Path) -> bool:
    return rules == path or rules in path.parents


def _book_of(path: Path) -> Path:
    """The rulebook's directory: the one above the folder named tests in which the file stands, if rule files stand in it;
    else the file alone."""
    for folder in path.parents:
        if folder.name == "tests" and any(folder.parent.glob("*.fadu")):
            return folder.parent
    return path


class RuleFile(pytest.File):
    def collect(self) -> Iterator[RuleExample]:
        rules = _loaded(self.config, self.path)
        here = self.path.resolve()
        for index, (name, file, line) in enumerate(_core.examples(rules)):
            if Path(file).resolve() == here:
                yield RuleExample.from_parent(self, name=name, rules=rules, index=index, line=line)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, LoadError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


class ExampleFailed(Exception):
    """An example whose case does not come out as it expects."""


class RuleExample(pytest.Item):
    def __init__(self, *, rules: _core.Rules, index: int, line: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._rules = rules
        self._index = index
        self._line = line

    def runtest(self) -> None:
        language = self.config.getoption("--fadu-language")
        _, failures, notes = _core.run_example(self._rules, self._index, language)
        for note in notes:
            self.add_report_section("call", "fadu", note)
        if not failures:
            return
        found = "实际：" if language == "zh" else "found: "
        lines = []
        for file, line, expected, others in failures:
            lines.append(f"{file}:{line}: {expected}")
            lines.extend(f"  {found}{other}" for other in others)
        raise ExampleFailed("\n".join(lines))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, ExampleFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> Tuple[Path, int, str]:
        return self.path, self._line - 1, f"案例 {self.name}"
