"""Loading rules and checking cases against them."""

from __future__ import annotations

import datetime
import difflib
import json
import os
import warnings
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, Union

from . import _core
from ._convert import case_json, parameter_text
from ._errors import InputError, InputWarning
from ._report import Report
from ._types import Diagnostic, Parameter, Rule, Source, Verdict

Path = Union[str, "os.PathLike[str]"]
Day = Union[datetime.date, str]


def load(paths: Union[Path, Iterable[Path]], *, include_tests: bool = False, language: str = "zh") -> Rulebook:
    """Loads rule files: a file, a directory with all *.fadu below it, or several of these. `include_tests` takes those
    below folders named tests too; `language` ("zh" or "en") is that of errors and warnings. LoadError if anything is
    wrong with them; all mistakes of all files are in it."""
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    names = [os.fspath(path) for path in paths]
    return Rulebook(_core.Rules.load(names, include_tests, language), language)


def load_text(text: str, name: str = "rules.fadu", *, language: str = "zh") -> Rulebook:
    """Loads one rule file held in memory."""
    return Rulebook(_core.Rules.load_texts([(name, text)], language), language)


class Rulebook:
    """The rules of one load. Immutable, and safe to share between threads."""

    __slots__ = ("_rules", "_language")

    def __init__(self, rules: _core.Rules, language: str = "zh") -> None:
        self._rules = rules
        self._language = language

    @property
    def rules(self) -> Tuple[Rule, ...]:
        """Rules, procedures and state tables in the order of the files."""
        return self._rules.rules

    @property
    def sources(self) -> Tuple[Source, ...]:
        """The sources of law that the files declare."""
        return self._rules.sources

    @property
    def parameters(self) -> Tuple[Parameter, ...]:
        return self._rules.parameters

    @property
    def records(self) -> Tuple[str, ...]:
        return self._rules.records

    @property
    def files(self) -> Tuple[str, ...]:
        """All files that were read, tables too."""
        return self._rules.files

    @property
    def warnings(self) -> Tuple[Diagnostic, ...]:
        """What is odd about the files though they load."""
        return self._rules.warnings(self._language)

    def rule(self, name: str) -> Rule:
        """The rule, procedure or state table of that name or code; KeyError with the nearest name else."""
        for one in self.rules:
            if name in (one.name, one.code):
                return one
        raise KeyError(_nothing("rule", name, [one.name for one in self.rules]))

    def source(self, name: str) -> Source:
        """The source of that full name, or of that title where there is only one version; KeyError else."""
        return self.sources[self._source_index(name)]

    def _source_index(self, name: str) -> int:
        sources = self.sources
        plain = name.replace("《", "").replace("》", "").replace("(", "（").replace(")", "）")
        for index, one in enumerate(sources):
            if plain == one.name.replace("《", "").replace("》", ""):
                return index
        titled = [index for index, one in enumerate(sources) if one.title == plain]
        if len(titled) == 1:
            return titled[0]
        raise KeyError(_nothing("source", name, [one.name for one in sources]))

    def schema(self, record: Optional[str] = None) -> Dict[str, Any]:
        """The JSON Schema (2020-12) of the cases of a record; of the only one where none is named."""
        schema: Dict[str, Any] = json.loads(self._rules.schema(record or ""))
        return schema

    def check(
        self,
        case: Any,
        *,
        as_of: Day,
        record: Optional[str] = None,
        parameters: Optional[Mapping[str, Any]] = None,
        language: str = "zh",
        verdicts: Union[None, str, Iterable[Union[str, Verdict]]] = None,
        calendar: Optional[_core.Calendar] = None,
        strict: bool = True,
    ) -> Report:
        """Checks one case: a dict, a dataclass, a pydantic model, or JSON text. What is left out or None is not known.

        as_of: the day on which things are seen; what came later has not happened. record: which record the case is,
        where the rules speak of several. parameters: by name; they win over the rule files. verdicts: which to give, or
        "all"; by default violated, pending, undetermined and conflict. strict: a value that cannot be read is an
        InputError; otherwise it counts as not known and stands in Report.notes."""
        settings = self._settings(as_of, record, parameters, language, verdicts, calendar)
        return _one(settings.check(case_json(case, language), strict))

    def check_many(
        self,
        cases: Iterable[Any],
        *,
        as_of: Day,
        record: Optional[str] = None,
        parameters: Optional[Mapping[str, Any]] = None,
        language: str = "zh",
        verdicts: Union[None, str, Iterable[Union[str, Verdict]]] = None,
        calendar: Optional[_core.Calendar] = None,
        strict: bool = True,
        on_error: Optional[Callable[[int, InputError], None]] = None,
    ) -> Checks:
        """Checks cases one after another, as they are asked for. on_error is called with the place (from 0) and the
        error of a case that cannot be read, and the next case follows; without it the error is raised, and the iterator
        may still be asked for the rest."""
        settings = self._settings(as_of, record, parameters, language, verdicts, calendar)
        return Checks(settings, cases, language, strict, on_error)

    def _settings(
        self,
        as_of: Day,
        record: Optional[str],
        parameters: Optional[Mapping[str, Any]],
        language: str,
        verdicts: Union[None, str, Iterable[Union[str, Verdict]]],
        calendar: Optional[_core.Calendar],
    ) -> _core.Settings:
        words: Optional[List[str]] = None
        if verdicts == "all":
            words = [one.value for one in Verdict]
        elif isinstance(verdicts, str):
            words = [str(verdicts)]
        elif verdicts is not None:
            words = [str(one) for one in verdicts]
        given: List[Tuple[str, str]] = []
        if parameters:
            types = {one.name: one.type for one in self.parameters}
            given = [(name, parameter_text(value, types.get(name, ""))) for name, value in parameters.items()]
        return _core.Settings(self._rules, as_of, record or "", given, language, words, calendar)

    def __repr__(self) -> str:
        books = "、".join(name + (f" {version}" if version else "") for name, version in self._rules.books)
        kinds = [one.kind for one in self.rules]
        held = [
            _count(sum(kind.startswith("rule") for kind in kinds), "rule"),
            _count(kinds.count("procedure"), "procedure"),
            _count(kinds.count("state_table"), "state table"),
            _count(len(self.sources), "source"),
        ]
        records = "、".join(self.records)
        return f"<fadu.Rulebook {books or 'without a name'}: {', '.join(filter(None, held))}; records {records}>"


class Checks(Iterator[Report]):
    """The reports of many cases, in their order. After the last, `batch` has the findings of rules over many cases."""

    def __init__(
        self,
        settings: _core.Settings,
        cases: Iterable[Any],
        language: str,
        strict: bool,
        on_error: Optional[Callable[[int, InputError], None]],
    ) -> None:
        self._batch = _core.Batch(settings)
        self._cases = enumerate(cases)
        self._language = language
        self._strict = strict
        self._on_error = on_error
        self._ended = False

    def __iter__(self) -> Checks:
        return self

    def __next__(self) -> Report:
        while True:
            try:
                place, case = next(self._cases)
            except StopIteration:
                self._ended = True
                raise
            try:
                return _one(self._batch.add(case_json(case, self._language), self._strict))
            except InputError as error:
                if self._on_error is None:
                    raise
                self._on_error(place, error)

    @property
    def batch(self) -> Report:
        """What only all cases together show. RuntimeError before the last case has been checked."""
        if not self._ended:
            raise RuntimeError("the findings over many cases are known after the last case")
        return Report(self._batch.finish(), batch=True)


def _one(answers: Sequence[_core.Answer]) -> Report:
    if len(answers) != 1:
        raise ValueError(f"expected one case, found {len(answers)}: give several to check_many one by one")
    report = Report(answers[0])
    for note in report.notes:
        if note.level == "warning":
            warnings.warn(str(note), InputWarning, stacklevel=3)
    return report


def _nothing(kind: str, name: str, names: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, names, 1)
    return f"there is no {kind} {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""
