"""What can go wrong, as exceptions with a code, a place and the rendered text."""

from __future__ import annotations

from typing import Optional, Tuple

from ._types import Diagnostic


class FaduError(Exception):
    """str() is the whole text, with carets under the words that are wrong; `diagnostics` are its parts. code, file, line
    and column are those of the first error, None where there is no such thing."""

    diagnostics: Tuple[Diagnostic, ...]

    def __init__(self, rendered: str, diagnostics: Tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(rendered, diagnostics)
        self.rendered = rendered
        self.diagnostics = tuple(diagnostics)

    def __str__(self) -> str:
        return self.rendered.rstrip("\n")

    @property
    def _first(self) -> Optional[Diagnostic]:
        errors = [one for one in self.diagnostics if one.level == "error"]
        return next(iter(errors or self.diagnostics), None)

    @property
    def code(self) -> Optional[str]:
        """FD0203; the page of diagnostics has a section on each."""
        return self._first.code if self._first else None

    @property
    def file(self) -> Optional[str]:
        return self._first.file if self._first else None

    @property
    def line(self) -> Optional[int]:
        """From 1."""
        return self._first.line if self._first else None

    @property
    def column(self) -> Optional[int]:
        """In characters, from 1."""
        return self._first.column if self._first else None


class LoadError(FaduError):
    """Rule files that are not there or that something is wrong with."""


class InputError(FaduError, ValueError):
    """A case that cannot be read, or a value in it."""


class ParameterError(FaduError, ValueError):
    """A parameter that the rules do not have, or a value that is not of its type."""


class CalendarError(FaduError, ValueError):
    """A day beyond the calendar, a period that cannot be counted, or calendar data with mistakes."""


class InputWarning(UserWarning):
    """Something in a case that was not used: a name that the rules do not know, say."""
