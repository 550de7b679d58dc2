"""Figures: a number that is known, or the reason why it is not."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

from ocop.argument import check_day, check_text
from ocop.brief import Brief
from ocop.errors import Faults
from ocop.targets._checks import as_text, check_number, maybe_text
from ocop.targets.snapshot.asked import Asked
from ocop.text import Label

__all__ = ["Figure", "Indicator", "Milestone", "Number"]

Number = int | Fraction

_WORDINGS = ("over", "nearly", "about")


@attrs.frozen
class Figure:
    """A number that is known, or why it is not.

    Attributes:
        value: The number; None where it is unknown, which is never zero.
        reason: Why it is unknown; None where it is known.
        as_of: The day that it is of, where that is not the snapshot's own.
        asked: The totals that were not published and would tell.
    """

    value: Number | None
    reason: Label | None = None
    as_of: date | None = None
    asked: tuple[Asked, ...] = attrs.field(default=(), kw_only=True, repr=False)

    @property
    def known(self) -> bool:
        """Whether there is a number."""
        return self.value is not None

    @classmethod
    def unknown(cls, vi: str, en: str) -> Figure:
        """No number, for a reason said in both languages."""
        return cls(None, Label(vi, en))


@attrs.frozen(kw_only=True, repr=False)
class Indicator(Brief):
    """A named figure that is not about certificates: staff trained, sales points, meetings held.

    Attributes:
        id: The name by which measures ask for it, such as ``"sales-points"``.
        value: The figure, an exact number of 0 or more.
        unit: What is counted, such as ``"points"``.
        on: The day that the figure is of.
        source: Who published it, and where.
        place: The unit (district, commune) that it is of; None for the whole territory.
        wording: How the source limits it: ``"over"``, ``"nearly"``, ``"about"``; None where exact.

    Raises:
        InputError: an empty id, unit or source, a number that is not exact, or no date.
    """

    id: str = attrs.field(converter=as_text)
    value: Number
    unit: str = attrs.field(converter=as_text)
    on: date
    source: str = attrs.field(converter=as_text)
    place: str | None = attrs.field(default=None, converter=maybe_text)
    wording: str | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for name in ("id", "unit", "source"):
            check_text(faults, getattr(self, name), name)
        if self.place is not None:
            check_text(faults, self.place, "place")
        if self.wording is not None and self.wording not in _WORDINGS:
            faults.add("not-known", "wording", given=self.wording, known=_WORDINGS)
        check_number(faults, self.value, "value")
        check_day(faults, "on", self.on)
        faults.raise_if_any()


@attrs.frozen(kw_only=True, repr=False)
class Milestone(Brief):
    """Something that is done or is not, such as a regulation issued.

    Attributes:
        id: The name by which measures ask for it.
        done: Whether it is done.
        on: The day it was done; where it is not done, the day on which that was so.
        source: Who says so.

    Raises:
        InputError: an empty id or source, no date, or ``done`` is not a bool.
    """

    id: str = attrs.field(converter=as_text)
    done: bool
    on: date
    source: str = attrs.field(converter=as_text)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for name in ("id", "source"):
            check_text(faults, getattr(self, name), name)
        if type(self.done) is not bool:
            faults.add("not-true-or-false", "done", given=self.done)
        check_day(faults, "on", self.on)
        faults.raise_if_any()
