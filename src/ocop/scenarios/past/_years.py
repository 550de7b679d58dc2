"""The years of certificates: how many were upgraded or withdrawn within one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

import attrs

from ocop.dates import DateRange
from ocop.targets.registry._ending import fate_before, months_after, successor_of
from ocop.targets.registry._lives import Lives
from ocop.targets.registry._table import Table

__all__ = ["Course", "YearCounts", "year_counts"]

_DAY = timedelta(days=1)
_YEAR = 12

#: How a year of a certificate went by: it was over, or something came before.
Course = Literal["over", "upgraded", "withdrawn"]
_OVER: Course = "over"


@attrs.frozen
class YearCounts:
    """Years of certificates, by stars.

    Attributes:
        courses: Stars and how a year went by → how many years.
        unknown: Stars → certificates of which it is not known.
    """

    courses: Counter[tuple[int, Course]]
    unknown: Counter[int]


def year_counts(table: Table, first: date | None, on: date) -> YearCounts:
    """How the years of all certificates went by that began from a day on and are over by another.

    The last year of a certificate ends with its term, or with the re-evaluation before it.
    """
    courses: Counter[tuple[int, Course]] = Counter()
    unknown: Counter[int] = Counter()
    doubtful = table.doubt.doubtful
    for row, each in enumerate(table.rows):
        if not each.certified or each.issued_on > on:
            continue
        if doubtful >> row & 1:
            unknown[each.stars] += 1
            continue
        years = _years(table.lives, row, first, on)
        if years is None:
            unknown[each.stars] += 1
        else:
            courses.update((each.stars, course) for course in years)
    return YearCounts(courses, unknown)


def _years(lives: Lives, row: int, first: date | None, on: date) -> list[Course] | None:
    """How each year of a certificate went by; None where what ended it is not known."""
    each = lives.rows[row]
    term = lives.last_valid_day(row)
    assert term is not None  # noqa: S101 - it was certified
    superseded: date | None = lives.kept(row)["superseded_on"]
    withdrawn = each.withdrawn_on
    ended, course = term + _DAY, _OVER
    if superseded is not None and superseded <= term:
        fate = fate_before(lives, row, successor_of(lives, row, superseded))
        if fate == "unknown" and superseded <= on:
            return None
        ended, course = superseded, fate if fate == "upgraded" else _OVER
    if withdrawn is not None and withdrawn <= min(term, ended):
        ended, course = withdrawn, "withdrawn"
    days = DateRange(date.min if first is None else first, on)
    return [*_courses(each.first_valid_day, term + _DAY, (ended, course), days)]


def _courses(
    start: date, over: date, end: tuple[date, Course], days: DateRange
) -> Iterator[Course]:
    """How each year went by that began within days and is over by the last of them.

    Args:
        start: The first day of the first year.
        over: The day after the term.
        end: The first day on which it no longer counted, and why.
        days: The days.
    """
    ended, course = end
    begins, months = start, _YEAR
    while begins <= ended and begins < over:
        after = months_after(start, months)
        if after is None or after >= over - _DAY:  # the last valid day is none of a year more
            after = over
        if after - _DAY > days.last:
            return
        within = ended < after
        if begins >= days.first and not (begins == ended and course == _OVER):
            yield course if within else _OVER
        if within:
            return
        begins, months = after, months + _YEAR
