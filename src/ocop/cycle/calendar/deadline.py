"""Deadlines: by when an act is to be done, and how that day was found.

Reference: 26/2026/QĐ-TTg, Art. 7.2, 7.6, 12.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from ocop.argument import days_after
from ocop.cycle._checks import rules_or_default
from ocop.cycle._rules import table
from ocop.cycle.calendar.rest_day import ending, ending_on, is_rest_day
from ocop.cycle.calendar.working_day import Calendar
from ocop.dates import checked_date
from ocop.errors import NotRegulated
from ocop.law.case import Case
from ocop.law.citation import Cited
from ocop.law.regime import Note
from ocop.law.rules import Rules
from ocop.text import Label

__all__ = ["Deadline"]


@attrs.frozen(kw_only=True, repr=False)
class Deadline(Cited):
    """The last day of something.

    Attributes:
        day: The last day, included.
        label: What is to be done by then.
        reference: The source in law.
        calendar: What working days were counted by, or a rest day was told by: ``"weekends"``, or
            ``"holidays"`` and a version; None where calendar days were counted and no rest day is
            concerned.
        notes: That it is a rest day (id ``"rest-day"``), or was moved from one (``"moved"``).
    """

    day: date
    label: Label
    reference: str
    calendar: str | None = None
    notes: tuple[Note, ...] = ()

    @property
    def rest_day(self) -> bool:
        """Whether it falls on a rest day, and stays there."""
        return is_rest_day(self.notes)

    @classmethod
    def commune_check(
        cls,
        received_on: date,
        *,
        rules: Rules | None = None,
        calendar: Calendar | str | None = None,
    ) -> Deadline:
        """By when the commune checks a dossier and proposes it to the province.

        15 working days after the day of receipt.

        Args:
            received_on: The day of receipt.
            rules: Which law; the default where not given.
            calendar: See :meth:`ocop.cycle.Calendar.of`.

        Raises:
            InputError: not a date, or no such calendar.
            NotRegulated: received under rules that are not known to set a number of days.
            MissingExtra: the calendar ``"holidays"`` without its extra.

        Reference: 26/2026/QĐ-TTg, Art. 7.2.
        """
        day = checked_date(received_on, "received_on")
        row = _row("commune-check", "received_on", day, rules_or_default(rules))
        counted = Calendar.of(calendar).after(day, row["number"])
        return cls(
            day=counted.day,
            label=Label.of(row["label"]),
            reference=row["reference"],
            calendar=counted.calendar,
        )

    @classmethod
    def re_evaluation(
        cls,
        proposed_on: date,
        *,
        rules: Rules | None = None,
        calendar: Calendar | str | None = None,
    ) -> Deadline:
        """By when a re-evaluation is done: 45 calendar days after a complete proposal.

        Args:
            proposed_on: The day of the complete proposal.
            rules: Which law, and how it is read where it is silent; the default where not given.
            calendar: By what a rest day is told, see :meth:`ocop.cycle.Calendar.of`.

        Raises:
            InputError: not a date, or no such calendar.
            NotRegulated: proposed under rules that are not known to set a number of days.
            MissingExtra: the calendar ``"holidays"`` without its extra.

        Reference: 26/2026/QĐ-TTg, Art. 7.6.
        """
        day = checked_date(proposed_on, "proposed_on")
        under = rules_or_default(rules)
        row = _row("re-evaluation", "proposed_on", day, under)
        end = ending(days_after(day, row["number"], "proposed_on"), under, calendar)
        return cls(
            day=end.day,
            label=Label.of(row["label"]),
            reference=row["reference"],
            calendar=end.calendar,
            notes=end.notes,
        )

    @classmethod
    def transition(
        cls,
        kind: Case,
        filed_on: date,
        *,
        on: date,
        rules: Rules | None = None,
        calendar: Calendar | str | None = None,
    ) -> Deadline:
        """By when a dossier filed under the rules before is done under them.

        60 days from 2026-05-22 for a first evaluation or an upgrade, 30 for a re-evaluation; after
        that the new rules judge it.

        Args:
            kind: The case.
            filed_on: The day of filing.
            on: The day on which one asks, which says whether the rules have changed since.
            rules: Which law, and how it is read where it is silent; the default where not given. A
                rest day moves by weekends alone, for it decides which rules judge.
            calendar: By what a rest day that stays is told, see :meth:`ocop.cycle.Calendar.of`.

        Raises:
            InputError: as :func:`ocop.law.regime_for`, or no such calendar.
            MissingExtra: the calendar ``"holidays"`` without its extra.
            NotRegulated: the rules have not changed since the filing, or without a transition.

        Reference: 26/2026/QĐ-TTg, Art. 12.2.
        """
        under = rules_or_default(rules)
        last = _transition(kind, filed_on, on, under)
        counted = _transition(kind, filed_on, on, under.read(rest_day="stays"))
        if last is None or counted is None:
            raise NotRegulated.of("no-transition", "filed_on", day=on, filed=filed_on)
        end = ending_on(counted[0], last[0], calendar)
        return cls(
            day=end.day,
            label=Label("Đánh giá xong theo quy định cũ", "Evaluation done under the old rules"),
            reference=last[1],
            calendar=end.calendar,
            notes=end.notes,
        )


def _row(id_: str, place: str, day: date, rules: Rules) -> Mapping[str, Any]:
    regime = rules.regime_on(day)
    row: Mapping[str, Any] | None = table(regime, "deadlines").get(id_)
    if row is not None:
        return row
    raise NotRegulated.of("no-number-of-days", place, decision=regime.citation, day=day)


def _transition(kind: Case, filed_on: date, on: date, rules: Rules) -> tuple[date, str] | None:
    """The last day of the old rules and the source; None where there is no transition."""
    for note in rules.regime_for(kind, filed_on, on).notes:
        if note.id in {"transition", "transition-over"} and note.day and note.reference:
            return note.day, note.reference
    return None
