"""Deadlines on a rest day (ngày nghỉ): they stay and say so, or move to the next working day.

Reference: Civil Code 2015, Art. 148.5.
"""

from __future__ import annotations

from datetime import date

import attrs

from ocop.brief import Brief
from ocop.cycle.calendar.working_day import Calendar
from ocop.law.regime import Note
from ocop.law.rule_file import rule_file
from ocop.law.rules import Rules
from ocop.text import Label

__all__ = ["Ending", "concerns_rest_day", "ending", "ending_on", "is_rest_day"]

_WEEKEND = {5: Label("thứ Bảy", "a Saturday"), 6: Label("Chủ nhật", "a Sunday")}
_HOLIDAY = Label("ngày nghỉ lễ", "a public holiday")


@attrs.frozen(repr=False)
class Ending(Brief):
    """The last day of something.

    Attributes:
        day: The day.
        notes: That it is a rest day, or was moved from one.
        calendar: What it was counted by; None where no rest day is concerned.
    """

    day: date
    notes: tuple[Note, ...] = ()
    calendar: str | None = None


def ending(day: date, rules: Rules, calendar: Calendar | str | None) -> Ending:
    """The day on which a deadline ends under the reading ``rest_day``, by a calendar."""
    moves = rules.readings.rest_day == "moves"
    return ending_on(day, Calendar.of(calendar).first_from(day).day if moves else day, calendar)


def ending_on(counted: date, day: date, calendar: Calendar | str | None) -> Ending:
    """A deadline that is counted to one day and ends on another, with what is to be said of it.

    A day that weekends alone moved may be a holiday by the calendar.
    """
    notes = [] if counted == day else [_moved_note(counted, day)]
    working = Calendar.of(calendar).first_from(day)
    if working.day != day:
        notes.append(_rest_day_note(day))
    return Ending(day, tuple(notes), working.calendar if notes else None)


def _rest_day_note(day: date) -> Note:
    """That a deadline falls on a rest day and stays."""
    rest = _WEEKEND.get(day.weekday(), _HOLIDAY)
    return Note(
        id="rest-day",
        label=Label(
            f"{day:%d/%m/%Y} là {rest.vi}, hạn giữ nguyên",
            f"{day} is {rest.en}; the deadline stays",
        ),
        day=day,
    )


def _moved_note(day: date, to: date) -> Note:
    """That a deadline was moved from a rest day to the next working day."""
    rest = _WEEKEND.get(day.weekday(), _HOLIDAY)
    return Note(
        id="moved",
        label=Label(
            f"{day:%d/%m/%Y} là {rest.vi}, hạn chuyển sang {to:%d/%m/%Y}",
            f"{day} is {rest.en}; the deadline moves to {to}",
        ),
        reference=rule_file("other-law")["rest_days"]["reference"],
        day=to,
    )


def concerns_rest_day(notes: tuple[Note, ...]) -> bool:
    """Whether notes say that a deadline falls on a rest day, or was moved from one."""
    return any(note.id in {"rest-day", "moved"} for note in notes)


def is_rest_day(notes: tuple[Note, ...]) -> bool:
    """Whether notes say that a deadline falls on a rest day and stays there."""
    return any(note.id == "rest-day" for note in notes)
