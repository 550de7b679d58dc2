"""Results: what became of a case, and where it is not as expected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import attrs

from ocop.brief import Brief
from ocop.checks.case_file import CaseFile, Check, Unreadable
from ocop.checks.subject.subject import Subject, View
from ocop.errors import Fault, Path
from ocop.words import Lang

__all__ = ["CheckResult", "Failure", "Refusal"]


@attrs.frozen(repr=False)
class Refusal(Brief):
    """That an answer was refused, in place of a value.

    Attributes:
        faults: Why.
    """

    faults: tuple[Fault, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the faults, each once."""
        return tuple(dict.fromkeys(fault.code for fault in self.faults))


@attrs.frozen(kw_only=True, repr=False)
class Failure(Brief):
    """One expectation that does not hold.

    Attributes:
        path: Where it stands in the file.
        field: Which field it is of, such as ``"stars"`` or ``"by_stars.3"``.
        expected: What the file says.
        got: What it is, as plain data; a refusal where there is no answer.
        asked: What it was asked of: the day ``on``, a ``target``…
        subject: What the case is about.
        view: What the field was read off; None where there is no answer.
    """

    path: Path
    field: str
    expected: Any
    got: Any
    asked: Any = attrs.field(factory=dict)
    subject: Subject
    view: View | None = None

    def why(self, lang: Lang) -> tuple[str, ...]:
        """The reasons of the answer, a sentence a line."""
        if isinstance(self.got, Refusal):
            return tuple(fault.text(lang) for fault in self.got.faults)
        return () if self.view is None else tuple(self.subject.why(self.view, lang))

    def cites(self, lang: Lang) -> tuple[str, ...]:
        """The sources in law of the answer."""
        if self.view is None or isinstance(self.got, Refusal):
            return ()
        return _once(self.subject.cites(self.view, lang))


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


@attrs.frozen(kw_only=True, repr=False)
class CheckResult(Brief):
    """What became of a case.

    Attributes:
        file: The file that it stands in.
        check: The case.
        held: How many expectations were held against the answer.
        failures: Those that do not hold.
        faults: Why it cannot be read or answered.
    """

    file: CaseFile
    check: Check | Unreadable
    held: int = 0
    failures: tuple[Failure, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def status(self) -> Literal["passed", "failed", "unreadable"]:
        """What became of it; what cannot be read says nothing about the rules."""
        if self.faults:
            return "unreadable"
        return "failed" if self.failures else "passed"

    @property
    def name(self) -> str:
        """What the case is called."""
        return self.check.name

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.file.line(self.check.path)
