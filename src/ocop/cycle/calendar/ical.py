"""What falls due, as an iCalendar file (RFC 5545); needs the extra ``ocop[ical]``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from ocop.cycle._checks import check_text, checked, checked_items
from ocop.cycle.calendar.working_day import MissingExtra
from ocop.cycle.due import Due
from ocop.dates import checked_date
from ocop.errors import Faults
from ocop.text import checked_lang
from ocop.words import escaped

__all__ = ["to_ical"]


def to_ical(dues: Iterable[Due], *, made_on: date, lang: str = "vi", name: str = "OCOP") -> str:
    """An iCalendar file with an all-day event for everything that falls due.

    The same dues and the same day give the same file.

    Args:
        dues: What falls due.
        made_on: The day that the file gives as its making.
        lang: ``"vi"`` or ``"en"``.
        name: The calendar's name.

    Raises:
        InputError: not a date, or another language.
        MissingExtra: without the extra ``ocop[ical]``.
    """
    try:
        import icalendar  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtra.of("ical-missing") from None
    said = checked_lang(lang)
    faults = Faults()
    check_text(faults, name=name)
    faults.raise_if_any()
    stamp = datetime.combine(checked_date(made_on, "made_on"), time(), UTC)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//ocop//ocop//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", escaped(name))
    for i, due in enumerate(checked_items(dues, "dues")):
        checked(due, Due, "dues", i)
        event = icalendar.Event()
        what = due.label(said)
        event.add("uid", _uid(due))
        event.add("dtstamp", stamp)
        event.add("dtstart", due.day)
        event.add("dtend", due.day + timedelta(days=1))
        event.add("summary", f"{due.product}: {what}" if due.product else what)
        counted = [due.calendar] if due.calendar else []
        remarks = [note.label(said) for note in due.notes]
        event.add("description", "; ".join([due.citation(said), *counted, *remarks]))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))


def _uid(due: Due) -> str:
    said = f"{due.product}\n{due.kind}\n{due.day.isoformat()}\n{due.label.en}"
    return f"{sha256(said.encode()).hexdigest()[:32]}@ocop"
