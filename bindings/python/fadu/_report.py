"""The answer to a check."""

from __future__ import annotations

import datetime
import html
import json
from typing import Any, Dict, Iterator, Optional, Tuple, Union, overload

from . import _core
from ._core import Finding
from ._types import Diagnostic, Verdict

_COLOURS = {
    Verdict.VIOLATED: "#b3261e",
    Verdict.CONFLICT: "#8e24aa",
    Verdict.PENDING: "#b26a00",
    Verdict.UNDETERMINED: "#5f6368",
}


class Report:
    """The findings of one case, in the rulebook's order; iterable, with a length and places."""

    __slots__ = ("_answer", "_is_batch", "findings")

    findings: Tuple[Finding, ...]

    def __init__(self, answer: _core.Answer, batch: bool = False) -> None:
        self._answer = answer
        self._is_batch = batch
        self.findings = answer.findings

    @property
    def case_id(self) -> Optional[str]:
        """None of rules over many cases."""
        return self._answer.case_id

    @property
    def record(self) -> Optional[str]:
        return self._answer.record

    @property
    def as_of(self) -> datetime.date:
        return self._answer.as_of

    @property
    def notes(self) -> Tuple[Diagnostic, ...]:
        """On the input: names that the rules do not know, values that could not be read (strict=False)."""
        return self._answer.notes

    def _of(self, verdict: Verdict) -> Tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict is verdict)

    @property
    def violations(self) -> Tuple[Finding, ...]:
        """违反"""
        return self._of(Verdict.VIOLATED)

    @property
    def pending(self) -> Tuple[Finding, ...]:
        """待办: duties that are still open."""
        return self._of(Verdict.PENDING)

    @property
    def undetermined(self) -> Tuple[Finding, ...]:
        """存疑: what is not known decides; Finding.missing names it."""
        return self._of(Verdict.UNDETERMINED)

    @property
    def conflicts(self) -> Tuple[Finding, ...]:
        """冲突: norms contradict each other and none prevails."""
        return self._of(Verdict.CONFLICT)

    def to_json(self) -> str:
        """The line that `fadu check --format ndjson` writes for the case, byte for byte, without its line end."""
        return self._answer.batch_json() if self._is_batch else self._answer.case_json()

    def to_dict(self) -> Dict[str, Any]:
        """The same as a dict: docs/findings.schema.json describes it."""
        content: Dict[str, Any] = json.loads(self.to_json())
        return content

    def receipt(self) -> Dict[str, Any]:
        """What the answer was computed with: versions and hashes of rules and calendar, the day, the parameters."""
        content: Dict[str, Any] = json.loads(self._answer.receipt_json())["receipt"]
        return content

    def to_text(self) -> str:
        """The report for people that the command prints."""
        return self._answer.text(self._is_batch)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    @overload
    def __getitem__(self, place: int) -> Finding: ...

    @overload
    def __getitem__(self, place: slice) -> Tuple[Finding, ...]: ...

    def __getitem__(self, place: Union[int, slice]) -> Union[Finding, Tuple[Finding, ...]]:
        return self.findings[place]

    def __bool__(self) -> bool:
        """True: a report without findings is an answer, too."""
        return True

    def __str__(self) -> str:
        return self.to_text().rstrip("\n")

    def _counts(self) -> str:
        counts = [(verdict, len(self._of(verdict))) for verdict in Verdict]
        return ", ".join(f"{verdict} {count}" for verdict, count in counts if count) or "nothing found"

    def __repr__(self) -> str:
        name = f"case {self.case_id}" if self.case_id is not None else "over many cases"
        return f"<fadu.Report {name} as of {self.as_of.isoformat()}: {self._counts()}>"

    def _repr_html_(self) -> str:
        def cell(text: Optional[object]) -> str:
            return f"<td style='text-align:left;vertical-align:top'>{html.escape(str(text)) if text else ''}</td>"

        def row(finding: Finding) -> str:
            verdict = finding.verdict.value + (f", {finding.severity}" if finding.severity else "")
            colour = _COLOURS.get(finding.verdict, "inherit")
            name = " ".join(filter(None, [finding.rule, finding.step]))
            cites = "、".join(str(cite) for cite in finding.cites)
            first = f"<td style='text-align:left;vertical-align:top;color:{colour}'>{html.escape(verdict)}</td>"
            rest = [name, finding.instance, finding.message, cites, finding.due, finding.advice]
            return "<tr>" + first + "".join(map(cell, rest)) + "</tr>"

        titles = ["verdict", "rule", "occasion", "message", "basis", "due", "advice"]
        heading = "".join(f"<th style='text-align:left'>{title}</th>" for title in titles)
        name = self.case_id if self.case_id is not None else ""
        caption = html.escape(f"{name} {self.as_of.isoformat()}: {self._counts()}".strip())
        rows = "".join(row(finding) for finding in self.findings)
        return (
            f"<table><caption style='text-align:left'>{caption}</caption>"
            f"<thead><tr>{heading}</tr></thead><tbody>{rows}</tbody></table>"
        )
