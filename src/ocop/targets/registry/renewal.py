"""Renewals: of the recognitions that came to their end, how many were followed by another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import Any, Literal, get_args

import attrs

from ocop.argument import as_items, check_whole
from ocop.brief import Brief
from ocop.dates import checked_date
from ocop.errors import Faults
from ocop.interval import wilson
from ocop.law.regime import Note
from ocop.numbers import as_fraction
from ocop.shown.value import Shown, Tidy
from ocop.targets.registry._ending import Fate, Question, endings
from ocop.targets.registry._table import Table
from ocop.targets.registry.recognition import Recognition

__all__ = ["MOST_MONTHS", "Ended", "RenewalRow", "Renewals", "renewals_of"]

#: What the recognitions that ended are told apart by.
By = Literal["year", "month", "stars"]
_BY: tuple[By, ...] = get_args(By)
#: Year, month and stars of a cohort, as far as cohorts are told apart by them.
_Cell = tuple[int | None, int | None, int | None]
#: No product is waited for longer than ten years.
MOST_MONTHS = 120


@attrs.frozen(kw_only=True, repr=False)
class Ended(Brief):
    """A recognition whose last day in force has come, and what became of its product.

    Attributes:
        recognition: The recognition.
        last_day: Its last day in force, an extension included; None where only the month or the
            year of a day is recorded, and no more is needed to tell what became of it.
        fate: ``"renewed"``: recognised again by a re-evaluation before that day, or in any way
            within the months after it; ``"not-renewed"``; ``"upgraded"`` or ``"withdrawn"`` before
            it; ``"censored"``: its months are not over; ``"unknown"``.
        successor: The recognition that followed; None where none did, or it is only recorded that
            one did.
        months: Of one renewed: in how many months after the last day the successor came, each
            begun one counted, 0 where no day lay between; None where that is not known.
    """

    recognition: Recognition
    last_day: date | None
    fate: Fate
    successor: Recognition | None
    months: int | None


@attrs.frozen(kw_only=True, repr=False)
class RenewalRow(Brief):
    """The recognitions of one cohort that came to their end.

    Attributes:
        year: The year of the last day in force; None where they are not told apart by it.
        month: Its month, 1–12; likewise.
        stars: Their stars; likewise.
        at_risk: How many might have been renewed: those renewed and those not.
        renewed: How many of them were recognised again.
        share: Their share, exact; None where none was at risk.
        low: The lower end of Wilson's interval of the share, a float; None as above.
        high: The upper end.
        upgraded: How many are left out, having been upgraded before their end.
        withdrawn: How many are left out, having been withdrawn before it.
        censored: How many are left out, their months not being over.
        unknown: How many are left out, it not being known what became of them.
    """

    year: int | None
    month: int | None
    stars: int | None
    at_risk: int
    renewed: int
    share: Fraction | None
    low: float | None
    high: float | None
    upgraded: int
    withdrawn: int
    censored: int
    unknown: int


@attrs.frozen(kw_only=True, repr=False)
class Renewals(Brief, Shown, Tidy):
    """How many of the recognitions that came to their end were followed by another.

    Attributes:
        on: The day up to which the registry was read.
        since: The first last day in force that counts; None for every one.
        within: Within how many months after it a new recognition counts.
        level: The confidence of the intervals.
        by: What the rows are told apart by.
        rows: A row a cohort, in order.
        ended: Every recognition that is in a row, in the registry's order.
        unknown: Those that may have come to their end by that day, and of which it is not known
            when; they are in no row.
        notes: How much of the registry could not be read.
    """

    on: date
    since: date | None
    within: int
    level: Fraction
    by: tuple[By, ...]
    rows: tuple[RenewalRow, ...]
    ended: tuple[Ended, ...]
    unknown: tuple[Recognition, ...]
    notes: tuple[Note, ...]


def renewals_of(
    table: Table,
    *,
    on: date,
    within: int,
    by: str | Iterable[str],
    since: date | None,
    level: Any,  # noqa: ANN401 - a number in any dress
    notes: tuple[Note, ...],
) -> Renewals:
    """See :meth:`ocop.targets.Registry.renewals`."""
    faults = Faults()
    with faults.at():
        checked_date(on, "on")
    if since is not None:
        with faults.at():
            checked_date(since, "since")
    check_whole(faults, "within", within, least=0, most=MOST_MONTHS)
    named = _checked_by(by, faults)
    confidence = as_fraction(level)
    if not (isinstance(confidence, Fraction) and 0 < confidence < 1):
        faults.add("not-a-confidence", "level", given=level)
    faults.raise_if_any()
    cells: dict[_Cell, list[Fate]] = {}
    ended, unknown = list[Ended](), list[Recognition]()
    question = Question(on=on, within=within, since=since, of_days=_of_days(named))
    for ending in endings(table, question):
        recognition = table.rows[ending.row]
        if ending.cohort is None:
            unknown.append(recognition)
            continue
        cell = _cell(ending.cohort, recognition.stars if "stars" in named else None)
        cells.setdefault(cell, []).append(ending.fate)
        ended.append(
            Ended(
                recognition=recognition,
                last_day=ending.last_day,
                fate=ending.fate,
                successor=None if ending.successor is None else table.rows[ending.successor],
                months=ending.months,
            )
        )
    return Renewals(
        on=on,
        since=since,
        within=within,
        level=confidence,
        by=named,
        rows=tuple(_row(cell, cells[cell], confidence) for cell in sorted(cells, key=_order)),
        ended=tuple(ended),
        unknown=tuple(unknown),
        notes=notes,
    )


def _checked_by(by: object, faults: Faults) -> tuple[By, ...]:
    """What the rows are told apart by, in order; a fault for what is none of it."""
    items: Any = (by,) if isinstance(by, str) else as_items(by)  # type: ignore[arg-type]  # told below
    if not isinstance(items, tuple):
        faults.add("not-a-list", "by", given=by)
        return ()
    for item in items:
        if not (isinstance(item, str) and item in _BY):
            faults.add("not-known", "by", given=item, known=_BY)
    return tuple(one for one in _BY if one in items)


def _of_days(by: tuple[By, ...]) -> Callable[[date], tuple[int, ...]]:
    """Of a last day its year and its month, as far as rows are told apart by them."""
    parts = 2 if "month" in by else 1 if "year" in by else 0
    return lambda day: (day.year, day.month)[:parts]


def _cell(cohort: tuple[int, ...], stars: int | None) -> _Cell:
    year, month = (*cohort, None, None)[:2]
    return year, month, stars


def _order(cell: _Cell) -> tuple[int, ...]:
    return tuple(part or 0 for part in cell)


def _row(cell: _Cell, fates: list[Fate], level: Fraction) -> RenewalRow:
    renewed = fates.count("renewed")
    at_risk = renewed + fates.count("not-renewed")
    low, high = wilson(renewed, at_risk, level) if at_risk else (None, None)
    year, month, stars = cell
    return RenewalRow(
        year=year,
        month=month,
        stars=stars,
        at_risk=at_risk,
        renewed=renewed,
        share=Fraction(renewed, at_risk) if at_risk else None,
        low=low,
        high=high,
        upgraded=fates.count("upgraded"),
        withdrawn=fates.count("withdrawn"),
        censored=fates.count("censored"),
        unknown=fates.count("unknown"),
    )
