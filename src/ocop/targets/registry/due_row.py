"""What falls due for the recognitions of a registry, and for whom."""

from __future__ import annotations

import attrs

from ocop.brief import Brief
from ocop.cycle.calendar.working_day import Calendar
from ocop.cycle.due import Due
from ocop.dates import DateRange
from ocop.shown.value import Shown, Tidy
from ocop.targets.registry._table import Table
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.standing import IN_FORCE, Standing

__all__ = ["DueRow", "Dues", "dues_of"]

#: What is over once a re-evaluation is filed.
_OF_FILING = ("window-opens", "window-closes")
#: How what may still have days to come stands.
_MAY_HAVE_DAYS = {*IN_FORCE, Standing.NOT_YET_VALID, Standing.END_UNKNOWN}


@attrs.frozen(kw_only=True, repr=False)
class DueRow(Brief):
    """Something that falls due for a recognition.

    Attributes:
        recognition: The row: whose product it is, and where.
        due: What falls due, and when.
    """

    recognition: Recognition
    due: Due


@attrs.frozen(kw_only=True, repr=False)
class Dues(Brief, Shown, Tidy):
    """What falls due in a registry from one day to another.

    Attributes:
        days: From which day to which, both included.
        rows: What falls due, by day; on one day in the registry's order.
        unknown: The recognitions that may be in force on the first day, and of which no day is
            surely known: a cell that tells could not be read, only the month or year of a day is
            recorded, or they are from before the national criteria.
    """

    days: DateRange
    rows: tuple[DueRow, ...]
    unknown: tuple[Recognition, ...]


def dues_of(table: Table, days: DateRange, calendar: Calendar | str | None) -> Dues:
    """See :meth:`ocop.targets.Registry.dues`."""
    unsure = table.doubt.doubtful_rows
    rows, unknown = list[DueRow](), set[int]()
    for row, recognition in enumerate(table.rows):
        if recognition.pending:
            continue
        # of its end as recorded a certificate knows nothing
        exact = row not in unsure and not recognition.until.keys() - {"ends_on"}
        certificate = table.lives.certificate(row) if exact else None
        if certificate is None:
            unknown.add(row)
            continue
        filed = recognition.re_evaluation_filed_on
        rows += [
            DueRow(recognition=recognition, due=due)
            for due in certificate.dues(calendar=calendar)
            if due.day in days
            and not (due.kind in _OF_FILING and filed is not None and filed <= due.day)
        ]
    open_ones = {
        row.recognition
        for row in table.opened(days.first, table.all)
        if not _MAY_HAVE_DAYS.isdisjoint({row.standing, *row.may_be})
    }
    return Dues(
        days=days,
        rows=tuple(sorted(rows, key=lambda row: row.due.day)),
        unknown=tuple(table.rows[row] for row in sorted(unknown) if table.rows[row] in open_ones),
    )
