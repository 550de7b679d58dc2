"""Columns as they lie in memory, read as small whole numbers.

What stands for no answer: see :data:`ocop.frames.engine.MISSING`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Protocol

import attrs

from ocop.frames.engine import MISSING, NO_SUCH, NOT_AN_OPTION
from ocop.frames.extra import numpy_module

__all__ = ["Held", "Numbers", "Part", "Rows", "Source", "Words", "spelt"]

np = numpy_module()
#: A slice or an array of places.
Rows = Any
_WHOLE = re.compile(r"[+-]?[0-9]+")


class Source(Protocol):
    """A column."""

    def numbers(self, rows: Rows, last: int) -> Any:
        """Its numbers in some rows, held to the range of an option."""


@attrs.frozen(eq=False)
class Numbers:
    """A column of numbers or flags.

    Attributes:
        part: The values of some rows, and where there is none; None where there is each.
    """

    part: Callable[[Rows], tuple[Any, Any | None]]

    def numbers(self, rows: Rows, last: int) -> Any:
        """See :class:`Source`."""
        values, missing = self.part(rows)
        kind = values.dtype.kind
        if kind == "f":
            values = np.clip(values, NO_SUCH, last + 1)
            whole = np.floor(values)
            unanswered = np.where(np.isnan(values), MISSING, NOT_AN_OPTION)
            values = np.where(values == whole, whole, unanswered)
        elif kind == "i":
            values = np.clip(values, NO_SUCH, last + 1)
        elif kind == "u":
            values = np.minimum(values, last + 1)
        small = values.astype(np.int8)
        if missing is not None:
            small[missing] = MISSING
        return small


@attrs.frozen(eq=False)
class Words:
    """A column of texts: for each row the place of its text among those that there are.

    Attributes:
        part: The places of some rows; below 0 for no text.
        words: The texts.
    """

    part: Callable[[Rows], Any]
    words: tuple[str, ...]

    def numbers(self, rows: Rows, last: int) -> Any:
        """See :class:`Source`."""
        table = np.array([*spelt(self.words, last), MISSING], dtype=np.int8)
        return table[self.part(rows)]


@attrs.frozen(eq=False)
class Held:
    """A column that was read before."""

    values: Any

    def numbers(self, rows: Rows, last: int) -> Any:  # noqa: ARG002 - an array
        """See :class:`Source`."""
        return self.values[rows]


@attrs.frozen(eq=False)
class Part:
    """Some rows of a column."""

    source: Source
    own: Any

    def numbers(self, rows: Rows, last: int) -> Any:
        """See :class:`Source`."""
        return self.source.numbers(self.own[rows], last)


def spelt(words: Iterable[str], last: int) -> list[int]:
    """The numbers that texts spell."""
    options = {str(option): option for option in range(last + 1)}
    options[""] = MISSING
    return [
        options.get(word, NO_SUCH if _WHOLE.fullmatch(word) else NOT_AN_OPTION)
        for word in (word.strip() for word in words)
    ]
