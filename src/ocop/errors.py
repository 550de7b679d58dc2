"""What can go wrong, said once and in full.

Every error of the library is an :class:`OcopError`, and where a builtin fits (``ValueError``,
``LookupError``) it is that too. Bad input is reported all at once: one error holds a
:class:`Fault` for every place that is wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Fault",
    "Faults",
    "InputError",
    "NotFoundError",
    "NotRegulated",
    "OcopError",
    "RuleDataError",
    "UncheckedRules",
]


#: Faults that are shown; :attr:`OcopError.faults` has all.
_MOST_FAULTS = 50
#: Letters of what a fault says before it is cut; a value in it may be a whole document.
_MOST_LETTERS = 400
#: Controls, surrogates, and what turns the direction of a text: they would reach a terminal.
_NOT_SHOWN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def _escaped(text: str) -> str:
    """The text on one line, with every letter that is not to be shown written as its number."""
    return _NOT_SHOWN.sub(lambda letter: f"\\u{ord(letter[0]):04x}", text)


def _shortened(text: str) -> str:
    """The beginning and the end of a long text."""
    if len(text) <= _MOST_LETTERS:
        return text
    half = _MOST_LETTERS // 2
    return f"{text[:half]} … {text[-half:]}"


@attrs.frozen
class Fault:
    """One thing that is wrong, and where.

    Attributes:
        place: Where, in the caller's own terms, such as ``choices["3.5"]``; empty for the whole.
        what: What is wrong there, such as ``option 4, but the criterion has 3``.
        hint: What to do about it; may be empty.
    """

    place: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        what = _shortened(self.what)
        text = f"{_shortened(self.place)}: {what}" if self.place else what
        return _escaped(f"{text}; {self.hint}" if self.hint else text)

    def within(self, place: str) -> Fault:
        """The same fault, seen from outside: its place below ``place``."""
        return attrs.evolve(self, place=f"{place}: {self.place}" if self.place else place)


class OcopError(Exception):
    """Above every error that the library raises.

    Attributes:
        faults: Every fault found, in the order of the input; at least one.
    """

    faults: tuple[Fault, ...]

    def __init__(self, faults: str | Fault | Iterable[Fault]) -> None:
        if isinstance(faults, str):
            faults = Fault("", faults)
        self.faults = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        if len(self.faults) == 1:
            return str(self.faults[0])
        lines = [f"{len(self.faults)} faults:", *(f"- {line}" for line in self.lines)]
        return "\n".join(lines)

    @property
    def lines(self) -> tuple[str, ...]:
        """The faults, one a line; of many the first 50 and how many more there are."""
        shown = [str(fault) for fault in self.faults[:_MOST_FAULTS]]
        more = len(self.faults) - len(shown)
        return (*shown, f"… and {more} more") if more else tuple(shown)


class InputError(OcopError, ValueError):
    """What was handed in is wrong; it lists every fault and nothing was changed."""


class NotFoundError(OcopError, LookupError):
    """No such regime, set, criterion, plan…; it says what exists or what is nearest."""


class NotRegulated(OcopError, LookupError):  # noqa: N818 - the state of the law, not a failure
    """The regime has no rule on this question."""


class UncheckedRules(OcopError, LookupError):  # noqa: N818 - see NotRegulated
    """Strict mode: the question's date is later than the last check of the rules."""


class RuleDataError(OcopError):
    """The library's own rule data contradicts itself: a defect to report, not bad input."""


@attrs.define
class Faults:
    """Gathers faults on the way, to raise them together at the end."""

    found: list[Fault] = attrs.field(factory=list)

    def add(self, place: str, what: str, hint: str = "") -> None:
        """Note one fault."""
        self.found.append(Fault(place, what, hint))

    def raise_if_any(self, error: type[OcopError] = InputError) -> None:
        """Raise ``error`` with all that was found; nothing where nothing was."""
        if self.found:
            raise error(self.found)
