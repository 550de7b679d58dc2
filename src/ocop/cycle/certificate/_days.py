"""The days that fall due for a certificate, each with its kind and source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ocop.cycle.calendar.rest_day import Ending, ending_on
from ocop.cycle.calendar.working_day import Calendar
from ocop.cycle.certificate import term
from ocop.law.rules import Rules

__all__ = ["days_due"]


def days_due(
    rules: Rules,
    last: date,
    calendar: Calendar | str | None,
    *,
    extended_to: date | None,
    may_extend_to: date | None,
) -> Iterator[tuple[str, Ending, str]]:
    """Of each day of a certificate, but its last valid one, its kind and the source.

    Args:
        rules: The certificate's rules.
        last: Its last valid day.
        calendar: By what a rest day is told.
        extended_to: The last day of its extension.
        may_extend_to: The latest day to which a pending re-evaluation may keep it.
    """
    counted, window = term.due_window(rules, last), term.window(rules, last)
    if counted is not None and window is not None:
        days, reference = window
        yield "window-opens", Ending(days.first), reference
        yield "window-closes", ending_on(counted[0].last, days.last, calendar), reference
    notice = term.notice(rules, last)
    if notice is not None:
        yield "notice", ending_on(notice[0], notice[0], calendar), notice[1]
    latest = term.due_extension(rules, last)
    if latest is not None and extended_to is not None:
        # a result that ends it earlier is no deadline
        end = Ending(extended_to)
        if extended_to == may_extend_to:
            end = ending_on(latest[0], extended_to, calendar)
        yield "extension-ends", end, latest[1]
