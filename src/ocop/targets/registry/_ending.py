"""The recognitions of a registry whose last day in force has come, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, TypeVar

import attrs

from ocop.dates import add_months
from ocop.targets.registry._lives import Lives
from ocop.targets.registry._table import Table

__all__ = [
    "Ending",
    "Fate",
    "Question",
    "endings",
    "fate_before",
    "last_day_of",
    "months_after",
    "successor_of",
]

T = TypeVar("T")

_DAY = timedelta(days=1)

#: What became of the product of a recognition that ended.
Fate = Literal["renewed", "not-renewed", "upgraded", "withdrawn", "censored", "unknown"]


@attrs.frozen(kw_only=True)
class Ending:
    """A row that has come to its end, or that may have.

    Attributes:
        row: The row.
        cohort: The year of its last day in force, and the month, as far as they are asked for; None
            where they are not known.
        last_day: The day; None where it is not known to the day.
        fate: What became of its product.
        successor: The row that followed.
        months: Of one renewed: in how many months after the last day, each begun one counted.
    """

    row: int
    cohort: tuple[int, ...] | None = None
    last_day: date | None = None
    fate: Fate = "unknown"
    successor: int | None = None
    months: int | None = None


@attrs.frozen(kw_only=True)
class Question:
    """What is asked of every row.

    Attributes:
        on: The day up to which they are read.
        within: Within how many months after the end a successor counts.
        since: The first last day in force that counts; None for every one.
        of_days: Of a last day its year and month, as far as they are asked for.
    """

    on: date
    within: int
    since: date | None
    of_days: Callable[[date], tuple[int, ...]]

    def holds(self, last: date) -> bool:
        """Whether a last day in force is asked for; that of what never ends is not."""
        first = date.min if self.since is None else self.since
        return first <= last <= self.on and last != date.max


@attrs.frozen
class _Answer:
    """What became of a row, where all its days are known; of an older row the end may not be."""

    last: date | None
    fate: Fate = "unknown"
    successor: int | None = None
    months: int | None = None


def endings(table: Table, question: Question) -> Iterator[Ending]:
    """Every row that has come to its end, or that may have, in their order."""
    blind = table.doubt.blind_rows
    for row, recognition in enumerate(table.rows):
        if recognition.pending:
            continue
        answers = _answers(table, row, question)
        if not any(answers):
            continue
        if row in blind:
            yield Ending(row=row)
        else:
            yield _agreed(row, answers, question)


def _answers(table: Table, row: int, question: Question) -> tuple[_Answer | None, ...]:
    """What became of a row; of one whose days are not all known, in every way that may be."""
    worlds = table.doubt.worlds
    if row not in worlds.touched_rows:
        return (_answer(table.lives, row, question),)
    answers = []
    for world in worlds.of_row(row):
        answer = _answer(world.lives, world.index[row], question)
        if answer is not None and answer.successor is not None:
            answer = attrs.evolve(answer, successor=world.rows[answer.successor])
        answers.append(answer)
    return tuple(dict.fromkeys(answers))


def _agreed(row: int, answers: tuple[_Answer | None, ...], question: Question) -> Ending:
    """What all answers say of a row."""
    lasts = {None if answer is None else answer.last for answer in answers}
    cohorts = {None if last is None else question.of_days(last) for last in lasts}
    if len(cohorts) > 1 or None in cohorts:
        return Ending(row=row)
    several = [answer for answer in answers if answer is not None]
    fates = {answer.fate for answer in several}
    if len(fates) > 1:
        return Ending(row=row, cohort=cohorts.pop())
    return Ending(
        row=row,
        cohort=cohorts.pop(),
        last_day=_only(answer.last for answer in several),
        fate=fates.pop(),
        successor=_only(answer.successor for answer in several),
        months=_only(answer.months for answer in several),
    )


def _only(values: Iterable[T]) -> T | None:
    """The value that all of several are; None where they differ."""
    first, *others = dict.fromkeys(values)
    return None if others else first


def _answer(lives: Lives, row: int, question: Question) -> _Answer | None:
    """What became of a row; None where it has not come to its end, or before it is asked for."""
    if lives.rows[row].issued_on > question.on:
        return None
    term = lives.last_valid_day(row)
    if term is None:
        return _Answer(None)
    last = last_day_of(lives, row, term)
    if not question.holds(last):
        return None
    over = months_after(last + _DAY, question.within)
    if over is None or over > question.on:
        return _Answer(last, "censored")
    return _followed(lives, row, (term, last, over))


def last_day_of(lives: Lives, row: int, term: date) -> date:
    """The last day in force of a row that nothing else ends."""
    each = lives.rows[row]
    if not each.certified or each.re_evaluation_filed_on is None:
        return term
    certificate = lives.certificate(row)
    assert certificate is not None  # noqa: S101 - it was certified
    return certificate.extended_to or term


def _followed(lives: Lives, row: int, days: tuple[date, date, date]) -> _Answer:
    """What became of a row by the last of three days: of its term, in force, and to wait for."""
    term, last, over = days
    superseded: date | None = lives.kept(row)["superseded_on"]
    withdrawn = lives.rows[row].withdrawn_on
    if withdrawn is not None and withdrawn <= min(last, superseded or last):
        return _Answer(last, "withdrawn")
    if superseded is None or superseded > over:
        return _Answer(last, "not-renewed")
    successor = successor_of(lives, row, superseded)
    fate = "renewed" if superseded > term else fate_before(lives, row, successor)
    months = _months_between(last + _DAY, superseded) if fate == "renewed" else None
    return _Answer(last, fate, successor, months)


def successor_of(lives: Lives, row: int, day: date) -> int | None:
    """The row that took the place of one on a day; None where that is only recorded."""
    return next(
        (
            other
            for other in lives.of_product(row)
            if other != row
            and lives.rows[other].first_valid_day == day
            and not lives.rows[other].pending
        ),
        None,
    )


def fate_before(lives: Lives, row: int, successor: int | None) -> Fate:
    """What became of a row that another took the place of before its term was over.

    An upgrade has more stars; what has as many or fewer was evaluated anew, whatever is recorded.
    """
    if successor is None:
        return "unknown"
    kind, stars = lives.rows[successor].kind, lives.rows[successor].stars
    if kind == "re-evaluation" or (kind != "upgrade" and stars <= lives.rows[row].stars):
        return "renewed"
    return "upgraded" if kind == "upgrade" else "unknown"


def months_after(day: date, months: int) -> date | None:
    """So many months after a day; None where the calendar ends before."""
    years = (day.month - 1 + months) // 12
    return None if day.year + years > date.max.year else add_months(day, months)


def _months_between(day: date, later: date) -> int:
    """How many months later a day is, each begun one counted."""
    months = max(0, (later.year - day.year) * 12 + later.month - day.month)
    return months + (add_months(day, months) < later)
