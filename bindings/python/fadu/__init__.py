"""Checks cases against rules that are written as law is written.

    import fadu

    rulebook = fadu.load("rules/cn/administrative-penalty")
    report = rulebook.check({"案号": "1", "处罚决定": "2023-07-10"}, as_of="2023-07-25")
    for finding in report.violations:
        print(finding.rule, finding.message)

Dates are datetime.date, money is decimal.Decimal in yuan, what is not known is None. Rulebooks are immutable and may be
shared by threads; the interpreter's lock is released while rules are loaded and cases are checked.
"""

from ._core import Calendar, DueDay, Finding
from ._errors import CalendarError, FaduError, InputError, InputWarning, LoadError, ParameterError
from ._report import Report
from ._rulebook import Checks, Rulebook, load, load_text
from ._time import add_working_days, due_day
from ._types import (
    Cite,
    DayNote,
    Diagnostic,
    Explanation,
    Fact,
    Norm,
    Parameter,
    Remedy,
    RemedyStep,
    Rule,
    Severity,
    Source,
    Verdict,
)
from ._version import __version__

__all__ = [
    "Calendar",
    "CalendarError",
    "Checks",
    "Cite",
    "DayNote",
    "Diagnostic",
    "DueDay",
    "Explanation",
    "Fact",
    "FaduError",
    "Finding",
    "InputError",
    "InputWarning",
    "LoadError",
    "Norm",
    "Parameter",
    "ParameterError",
    "Remedy",
    "RemedyStep",
    "Report",
    "Rule",
    "Rulebook",
    "Severity",
    "Source",
    "Verdict",
    "__version__",
    "add_working_days",
    "due_day",
    "load",
    "load_text",
]
