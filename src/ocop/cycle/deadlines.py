"""Deadlines: by when an act is to be done, and how that day was found.

Reference: 26/2026/QĐ-TTg, Art. 7.2, 7.6, 12.2.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs

from ocop.cycle._rules import rows
from ocop.cycle.working_days import working_day_after
from ocop.dates import checked_date
from ocop.errors import Fault, NotRegulated
from ocop.law import regime_for, regime_on
from ocop.text import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ocop.cycle.working_days import Calendar
    from ocop.law import Case

__all__ = ["Deadline", "commune_check_by", "re_evaluation_by", "transition_by"]


@attrs.frozen(kw_only=True)
class Deadline:
    """The last day of something.

    Attributes:
        day: The last day, included.
        label: What is to be done by then.
        reference: The source in law.
        calendar: What working days were counted by: ``"weekends"``, or ``"holidays"`` and a
            version; None where calendar days were counted.
    """

    day: date
    label: Label
    reference: str
    calendar: str | None = None


def _row(id_: str, day: date) -> Mapping[str, Any]:
    rules = regime_on(day)
    for row in rows("deadlines", "deadlines"):
        if row["id"] == id_ and rules.id in row["regimes"]:
            return row
    raise NotRegulated(
        Fault(id_, f"no number of days is known under {rules.reference}, in force on {day}")
    )


def commune_check_by(received_on: date, *, calendar: Calendar | None = None) -> Deadline:
    """By when the commune checks a dossier and proposes it to the province.

    15 working days after the day of receipt.

    Args:
        received_on: The day of receipt.
        calendar: As for :func:`working_day_after`.

    Raises:
        InputError: not a date, or no such calendar.
        NotRegulated: received under rules that are not known to set a number of days.
        MissingExtra: the calendar ``"holidays"`` without its extra.

    Reference: 26/2026/QĐ-TTg, Art. 7.2.
    """
    day = checked_date(received_on, "received_on")
    row = _row("commune-check", day)
    counted = working_day_after(day, row["number"], calendar=calendar)
    return Deadline(
        day=counted.day,
        label=Label.of(row["label"]),
        reference=row["reference"],
        calendar=counted.calendar,
    )


def re_evaluation_by(proposed_on: date) -> Deadline:
    """By when a re-evaluation is done: 45 calendar days after a complete proposal.

    Raises:
        InputError: not a date.
        NotRegulated: proposed under rules that are not known to set a number of days.

    Reference: 26/2026/QĐ-TTg, Art. 7.6.
    """
    day = checked_date(proposed_on, "proposed_on")
    row = _row("re-evaluation", day)
    return Deadline(
        day=day + timedelta(days=row["number"]),
        label=Label.of(row["label"]),
        reference=row["reference"],
    )


def transition_by(kind: Case, filed_on: date, *, on: date) -> Deadline:
    """By when a dossier filed under the rules before is done under them.

    60 days from 2026-05-22 for a first evaluation or an upgrade, 30 for a re-evaluation; after that
    the new rules judge it.

    Args:
        kind: The case.
        filed_on: The day of filing.
        on: The day on which one asks, which says whether the rules have changed since.

    Raises:
        InputError: as :func:`ocop.law.regime_for`.
        NotRegulated: the rules have not changed since the filing, or without a transition.

    Reference: 26/2026/QĐ-TTg, Art. 12.2.
    """
    for note in regime_for(kind, filed_on, on).notes:
        if note.id in {"transition", "transition-over"} and note.day and note.reference:
            return Deadline(
                day=note.day,
                label=Label(
                    "Đánh giá xong theo quy định cũ", "Evaluation done under the old rules"
                ),
                reference=note.reference,
            )
    raise NotRegulated(Fault("filed_on", f"no transition holds on {on} for one filed {filed_on}"))
