"""Rounds (đợt đánh giá): by when to propose, by when it is decided.

"Before 30 June" means by 29 June, under the reading ``cut_off="day-included"`` by 30 June.

Reference: 26/2026/QĐ-TTg, Art. 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import attrs

from ocop.argument import check_day, check_texts, check_type, check_whole, check_year, checked_items
from ocop.cycle._checks import as_needed_level, check_level, rules_or_default
from ocop.cycle._rules import table
from ocop.cycle.calendar.rest_day import Ending, ending, is_rest_day
from ocop.cycle.calendar.working_day import Calendar
from ocop.dates import checked_date
from ocop.errors import Faults, NotRegulated
from ocop.exact import as_day, as_whole, as_whole_or_none
from ocop.law.citation import Cited
from ocop.law.level import Level
from ocop.law.regime import Note, Regime
from ocop.law.rules import Rules
from ocop.shown.value import Shown, Tidy
from ocop.text import Label

__all__ = ["Round", "rounds_about"]


@attrs.frozen(kw_only=True, repr=False)
class Round(Cited, Shown, Tidy):
    """A round of evaluation.

    Attributes:
        level: Whose council evaluates: the province's or the ministry's at the centre.
        year: The year that it is counted in; the ministry's second round ends in the year after.
        no: Its number in the year, from 1; None for an extra round of a council's own regulation.
        propose_by: The last day on which the level below may propose a dossier for it.
        decide_by: The last day of the round.
        reference: The source in law, or the council's regulation.
        calendar: What a rest day among its days was told by: ``"weekends"``, or ``"holidays"`` and
            a version; None where no rest day is concerned.
        notes: What is to be said of its days, each by its ``day``: a rest day (id ``"rest-day"``),
            one moved from it (``"moved"``), a day before the rules (``"before-the-rules"``).

    Raises:
        InputError: the round ends before its cut-off, or a field is of another type.
    """

    level: Level = attrs.field(converter=as_needed_level)
    year: int = attrs.field(converter=as_whole)
    no: int | None = attrs.field(default=None, converter=as_whole_or_none)
    propose_by: date = attrs.field(converter=as_day)
    decide_by: date = attrs.field(converter=as_day)
    reference: str
    calendar: str | None = None
    notes: tuple[Note, ...] = ()

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_level(faults, "level", self.level, optional=False)
        check_texts(faults, needed=True, reference=self.reference)
        check_year(faults, "year", self.year)
        if self.no is not None:
            check_whole(faults, "no", self.no)
        proposed = check_day(faults, "propose_by", self.propose_by)
        decided = check_day(faults, "decide_by", self.decide_by)
        if proposed and decided and self.decide_by < self.propose_by:
            faults.add(
                "ends-before-cut-off", "decide_by", end=self.decide_by, cut_off=self.propose_by
            )
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

    @property
    def rest_day(self) -> bool:
        """Whether one of its days falls on a rest day, and stays there."""
        return is_rest_day(self.notes)

    @staticmethod
    def of_year(
        year: int,
        level: Level | str = Level.PROVINCE,
        *,
        extra: Iterable[Round] = (),
        rules: Rules | None = None,
        calendar: Calendar | str | None = None,
    ) -> tuple[Round, ...]:
        """The rounds of a year at a level, in the order of their ends.

        >>> [str(one.propose_by) for one in Round.of_year(2027)]
        ['2027-04-29', '2027-10-29']

        A round belongs where the rules in force at its end set it; the first of 2026 is there
        although its cut-off came before them, which its notes say.

        Args:
            year: The year; the ministry's second round is counted in the year before it ends.
            level: ``"province"`` or ``"centre"``.
            extra: Rounds that a council's own regulation adds; those of another level or year are
                left out.
            rules: Which law, and how it is read where it is silent (``cut_off``, ``rest_day``); the
                default where not given. Extra rounds stay as they are.
            calendar: By what a rest day is told, see :meth:`ocop.cycle.Calendar.of`.

        Raises:
            InputError: not a year, no such level or calendar, or an extra that is no round.
            MissingExtra: the calendar ``"holidays"`` without its extra.
            NotRegulated: no round is set for that level in that year (before 2026, as far as
                known).

        Reference: 26/2026/QĐ-TTg, Art. 5.
        """
        about = rounds_about(year, level, extra=extra, rules=rules, calendar=calendar)
        rounds = tuple(round_ for round_ in about if round_.year == year)
        if not rounds:
            raise NotRegulated.of("no-rounds-in-year", "year", level=Level(level), year=year)
        return rounds

    @staticmethod
    def next_for(
        on: date,
        level: Level | str = Level.PROVINCE,
        *,
        extra: Iterable[Round] = (),
        rules: Rules | None = None,
        calendar: Calendar | str | None = None,
    ) -> Round:
        """The next round that a dossier proposed on a day can still be in.

        Args:
            on: The day of the proposal.
            level: ``"province"`` or ``"centre"``.
            extra: As for :meth:`of_year`.
            rules: As for :meth:`of_year`.
            calendar: As for :meth:`of_year`.

        Raises:
            InputError: not a date, no such level or calendar, or an extra that is no round.
            MissingExtra: as :meth:`of_year`.
            NotRegulated: the rules in force on that day set no rounds, and no extra one is open.

        Reference: 26/2026/QĐ-TTg, Art. 5.
        """
        day, at = checked_date(on, "on"), _checked_level(level)
        how, own = _How(rules_or_default(rules), calendar), checked_items(extra, "extra")
        regime = how.rules.in_force(day)
        sets_rounds = regime is not None and bool(table(regime, "rounds"))
        for round_ in _around(day, at, own, how):
            if round_.propose_by >= day and (round_ in own or sets_rounds):
                return round_
        raise NotRegulated.of("no-rounds-on-day", "on", level=at, day=day)


@attrs.frozen
class _How:
    """How the days of rounds are counted."""

    rules: Rules
    calendar: Calendar | str | None

    def counted(self, row: Mapping[str, Any], year: int) -> date:
        """The last day before the one that the article names, or that day."""
        named = date(year + row.get("year", 0), row["month"], row["day"])
        return named if self.rules.readings.cut_off == "day-included" else named - timedelta(days=1)

    def ending(self, day: date) -> Ending:
        """The day to which a deadline is held that is counted to a day."""
        return ending(day, self.rules, self.calendar)

    def _rows(self, level: Level) -> Iterator[tuple[Regime, Mapping[str, Any]]]:
        """The rounds of a level, with each regime that sets them."""
        for regime in self.rules.regimes():
            for row in table(regime, "rounds").values():
                if row["level"] == level:
                    yield regime, row

    def of_year(self, year: int, level: Level) -> list[Round]:
        """The rounds that the rules in force at their ends set."""
        rounds = []
        for regime, row in self._rows(level):
            last = self.counted(row["ended_before"], year)
            if last in regime:
                proposed = self.ending(self.counted(row["proposed_before"], year))
                decided = self.ending(last)
                notes = [*proposed.notes, *decided.notes]
                if proposed.day < regime.first_day:
                    notes.append(_before_the_rules(proposed.day, regime))
                rounds.append(
                    Round(
                        level=level,
                        year=year,
                        no=row["no"],
                        propose_by=proposed.day,
                        decide_by=decided.day,
                        reference=row["reference"],
                        calendar=proposed.calendar or decided.calendar,
                        notes=tuple(notes),
                    )
                )
        return rounds


def _before_the_rules(day: date, regime: Regime) -> Note:
    return Note(
        id="before-the-rules",
        label=Label(
            f"{day:%d/%m/%Y} là trước ngày {regime.citation.vi} có hiệu lực "
            f"({regime.first_day:%d/%m/%Y})",
            f"{day} comes before {regime.reference} took effect ({regime.first_day})",
        ),
        reference=regime.reference,
        day=day,
    )


def _checked_level(level: Level | str) -> Level:
    checked, faults = as_needed_level(level), Faults()
    check_level(faults, "level", checked, optional=False)
    faults.raise_if_any()
    return checked


def _with_extra(rounds: list[Round], extra: Iterable[Round], level: Level) -> tuple[Round, ...]:
    faults = Faults()
    for i, round_ in enumerate(checked_items(extra, "extra")):
        if check_type(faults, round_, Round, "extra", i) and round_.level is level:
            rounds.append(round_)
    faults.raise_if_any()
    return tuple(
        sorted(rounds, key=lambda round_: (round_.decide_by, round_.propose_by, round_.no or 0))
    )


def rounds_about(
    year: int,
    level: Level | str,
    *,
    extra: Iterable[Round],
    rules: Rules | None,
    calendar: Calendar | str | None,
) -> tuple[Round, ...]:
    """The rounds of a year and of the year before, and every extra one, by their ends."""
    at = _checked_level(level)
    faults = Faults()
    check_year(faults, "year", year, least=date.min.year + 1, most=date.max.year - 1)
    faults.raise_if_any()
    how = _How(rules_or_default(rules), calendar)
    own = [*how.of_year(year - 1, at), *how.of_year(year, at)]
    return _with_extra(own, extra, at)


def _around(day: date, level: Level, extra: Iterable[Round], how: _How) -> tuple[Round, ...]:
    """The rounds of the years about a day, in the order of their cut-offs."""
    first = how.rules.regimes()[0].first_day.year
    years = range(max(day.year - 1, first), min(day.year + 2, date.max.year))
    rounds = [round_ for year in years for round_ in how.of_year(year, level)]
    given = _with_extra(rounds, extra, level)
    return tuple(sorted(given, key=lambda round_: (round_.propose_by, round_.decide_by)))
