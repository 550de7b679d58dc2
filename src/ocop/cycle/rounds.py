"""Rounds (đợt đánh giá): by when to propose, by when it is decided.

"Before 30 June" means by 29 June.

Reference: 26/2026/QĐ-TTg, Art. 5.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs

from ocop.cycle._checks import as_needed_level, check_dates, check_level, check_text
from ocop.cycle._rules import in_force, rows
from ocop.dates import checked_date
from ocop.errors import Fault, Faults, InputError, NotRegulated
from ocop.law import Level, regimes
from ocop.text import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Round", "next_round", "rounds"]


@attrs.frozen(kw_only=True)
class Round:
    """A round of evaluation.

    Attributes:
        level: Whose council evaluates: the province's or the ministry's at the centre.
        year: The year that it is counted in; the ministry's second round ends in the year after.
        no: Its number in the year, from 1; None for an extra round of a council's own regulation.
        propose_by: The last day on which the level below may propose a dossier for it.
        decide_by: The last day of the round.
        reference: The source in law, or the council's regulation.

    Raises:
        InputError: the round ends before its cut-off, or a field is of another type.
    """

    level: Level = attrs.field(converter=as_needed_level)
    year: int
    no: int | None = None
    propose_by: date
    decide_by: date
    reference: str

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_level(faults, "level", self.level, optional=False)
        check_text(faults, needed=True, reference=self.reference)
        if type(self.year) is not int:
            faults.add("year", f"{self.year!r} is not a year")
        if self.no is not None and (type(self.no) is not int or self.no < 1):
            faults.add("no", f"{self.no!r} is not a number of a round", "1, 2, … or None")
        for place in ("propose_by", "decide_by"):
            if getattr(self, place) is None:
                faults.add(place, "is missing")
        if (
            check_dates(faults, propose_by=self.propose_by, decide_by=self.decide_by)
            and not faults.found
            and self.decide_by < self.propose_by
        ):
            faults.add("decide_by", f"{self.decide_by} comes before {self.propose_by}")
        faults.raise_if_any()

    @property
    def label(self) -> Label:
        """Its name."""
        vi = f"Đợt {self.no}" if self.no is not None else "Đợt thêm"
        en = f"round {self.no}" if self.no is not None else "extra round"
        level = self.level.label
        return Label(
            f"{vi} năm {self.year} ({level.vi.lower()})", f"{level.en}, {en} of {self.year}"
        )


def _before(row: Mapping[str, Any], year: int) -> date:
    return date(year + row.get("year", 0), row["month"], row["day"]) - timedelta(days=1)


def _of_year(year: int, level: Level) -> list[Round]:
    found = []
    for row in rows("rounds", "rounds"):
        if row["level"] != level:
            continue
        decide_by = _before(row["ended_before"], year)
        rules = in_force(decide_by)
        if rules is not None and rules.id in row["regimes"]:
            found.append(
                Round(
                    level=level,
                    year=year,
                    no=row["no"],
                    propose_by=_before(row["proposed_before"], year),
                    decide_by=decide_by,
                    reference=row["reference"],
                )
            )
    return found


def _checked_level(level: Level | str) -> Level:
    found, faults = as_needed_level(level), Faults()
    check_level(faults, "level", found, optional=False)
    faults.raise_if_any()
    return found


def _with_extra(found: list[Round], extra: Iterable[Round], level: Level) -> tuple[Round, ...]:
    faults = Faults()
    for i, each in enumerate(extra):
        if not isinstance(each, Round):
            faults.add(f"extra[{i}]", f"{each!r} is not a Round")
        elif each.level is level:
            found.append(each)
    faults.raise_if_any()
    return tuple(sorted(found, key=lambda each: (each.decide_by, each.propose_by, each.no or 0)))


def rounds(
    year: int, level: Level | str = Level.PROVINCE, *, extra: Iterable[Round] = ()
) -> tuple[Round, ...]:
    """The rounds of a year at a level, in the order of their ends.

    >>> [str(each.propose_by) for each in rounds(2027)]
    ['2027-04-29', '2027-10-29']

    A round belongs where the rules in force at its end set it; the first of 2026 is there although
    its cut-off came before them.

    Args:
        year: The year; the ministry's second round is counted in the year before it ends.
        level: ``"province"`` or ``"centre"``.
        extra: Rounds that a council's own regulation adds; those of another level or year are left
            out.

    Raises:
        InputError: not a year, no such level, or an extra that is no round.
        NotRegulated: no round is set for that level in that year (before 2026, as far as known).

    Reference: 26/2026/QĐ-TTg, Art. 5.
    """
    at = _checked_level(level)
    if type(year) is not int or not date.min.year < year < date.max.year:
        raise InputError(Fault("year", f"{year!r} is not a year", "give an int such as 2026"))
    more = tuple(extra)
    found = _with_extra(_of_year(year, at), more, at)
    found = tuple(each for each in found if each.year == year)
    if not found:
        raise NotRegulated(Fault("rounds", f"none is set for the {at.value} in {year}"))
    return found


def _around(day: date, level: Level, extra: Iterable[Round]) -> tuple[Round, ...]:
    """The rounds of the years about a day, in the order of their cut-offs."""
    first = regimes()[0].first_day.year
    years = range(max(day.year - 1, first), min(day.year + 2, date.max.year))
    found = [each for year in years for each in _of_year(year, level)]
    given = _with_extra(found, extra, level)
    return tuple(sorted(given, key=lambda each: (each.propose_by, each.decide_by)))


def next_round(
    on: date, level: Level | str = Level.PROVINCE, *, extra: Iterable[Round] = ()
) -> Round:
    """The next round that a dossier proposed on a day can still be in.

    Raises:
        InputError: not a date, no such level, or an extra that is no round.
        NotRegulated: the rules in force on that day set no rounds, and no extra one is open.

    Reference: 26/2026/QĐ-TTg, Art. 5.
    """
    day, at = checked_date(on, "on"), _checked_level(level)
    rules = in_force(day)
    set_by = {each for row in rows("rounds", "rounds") for each in row["regimes"]}
    own = tuple(extra)
    for each in _around(day, at, own):
        if each.propose_by >= day and (each in own or (rules is not None and rules.id in set_by)):
            return each
    raise NotRegulated(Fault("rounds", f"the rules in force on {day} set none for the {at.value}"))
