"""What falls due: of a certificate, of a product, in the rounds of a year; as an iCalendar file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import attrs

from ocop.argument import check_texts, checked, checked_items
from ocop.cycle.calendar.rest_day import concerns_rest_day, is_rest_day
from ocop.cycle.calendar.round import Round, rounds_about
from ocop.cycle.calendar.working_day import Calendar
from ocop.dates import checked_date
from ocop.errors import Faults, MissingExtra, NotRegulated, checked_lang
from ocop.law.citation import Cited
from ocop.law.level import Level
from ocop.law.regime import Note
from ocop.law.rules import Rules
from ocop.shown.value import Shown, Tidy
from ocop.text import Label
from ocop.words import escaped

__all__ = ["LABELS", "Due", "by_day"]

#: What falls due, by its kind; of any other kind it is a next step.
LABELS = {
    "window-opens": Label("Bắt đầu nhận hồ sơ đánh giá lại", "Re-evaluation may be filed from"),
    "window-closes": Label("Hạn cuối nộp hồ sơ đánh giá lại", "Last day to file a re-evaluation"),
    "notice": Label("Hạn thông báo sắp hết hiệu lực", "Last day for the issuer's notice"),
    "certificate-ends": Label("Ngày cuối hiệu lực", "Last valid day of the certificate"),
    "extension-ends": Label("Ngày cuối kéo dài chờ kết quả", "Last day of the extension"),
    "propose-by": Label("Hạn đề nghị", "Last day to propose"),
    "decide-by": Label("Ngày cuối của đợt", "Last day of the round"),
}


@attrs.frozen(kw_only=True, repr=False)
class Due(Cited, Shown, Tidy):
    """Something that falls due on a day.

    Attributes:
        day: The day, the last one where it is a deadline.
        kind: ``"window-opens"``, ``"window-closes"``, ``"notice"``, ``"certificate-ends"``,
            ``"extension-ends"``, ``"propose-by"``, ``"decide-by"``, or the id of a next step.
        label: What falls due.
        product: Whose; empty for what concerns all, such as a round.
        reference: The source in law.
        calendar: What working days were counted by, or a rest day was told by; None where none
            were and none is concerned.
        notes: What is to be said of the day: a rest day (id ``"rest-day"``), one moved from it
            (``"moved"``), a day before the rules (``"before-the-rules"``).
    """

    day: date
    kind: str
    label: Label
    product: str = ""
    reference: str
    calendar: str | None = None
    notes: tuple[Note, ...] = ()

    @property
    def rest_day(self) -> bool:
        """Whether it is a deadline on a rest day, and stays there."""
        return is_rest_day(self.notes)

    @staticmethod
    def of_rounds(
        year: int,
        level: Level | str = Level.PROVINCE,
        *,
        extra: Iterable[Round] = (),
        rules: Rules | None = None,
        calendar: Calendar | str | None = None,
    ) -> tuple[Due, ...]:
        """The cut-offs and ends of rounds that fall in a calendar year, by day.

        The ministry's second round ends in the year after its own: the calendar of 2027 has the
        days of January and March 2027, of the second round of 2026.

        Args:
            year: The calendar year.
            level: ``"province"`` or ``"centre"``.
            extra: As for :meth:`ocop.cycle.Round.of_year`.
            rules: As for :meth:`ocop.cycle.Round.of_year`.
            calendar: As for :meth:`ocop.cycle.Round.of_year`.

        Raises:
            InputError, MissingExtra: as :meth:`ocop.cycle.Round.of_year`.
            NotRegulated: no day falls in that year (before 2026, as far as known).

        Reference: 26/2026/QĐ-TTg, Art. 5.
        """
        more = checked_items(extra, "extra")
        dues = []
        for round_ in rounds_about(year, level, extra=more, rules=rules, calendar=calendar):
            for kind, day in (("propose-by", round_.propose_by), ("decide-by", round_.decide_by)):
                notes = tuple(note for note in round_.notes if note.day == day)
                if day.year == year:
                    dues.append(
                        Due(
                            day=day,
                            kind=kind,
                            label=Label(
                                f"{LABELS[kind].vi}: {round_.label.vi}",
                                f"{LABELS[kind].en}: {round_.label.en}",
                            ),
                            reference=round_.reference,
                            calendar=round_.calendar if concerns_rest_day(notes) else None,
                            notes=notes,
                        )
                    )
        if not dues:
            raise NotRegulated.of("no-rounds-in-year", "year", level=Level(level), year=year)
        return by_day(dues)

    @staticmethod
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
        words = checked_lang(lang)
        faults = Faults()
        check_texts(faults, name=name)
        faults.raise_if_any()
        stamp = datetime.combine(checked_date(made_on, "made_on"), time(), UTC)
        calendar = icalendar.Calendar()
        calendar.add("prodid", "-//ocop//ocop//VI")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", escaped(name))
        for i, due in enumerate(checked_items(dues, "dues")):
            checked(due, Due, "dues", i)
            event = icalendar.Event()
            what = due.label(words)
            event.add("uid", due._uid)  # noqa: SLF001 - of this class
            event.add("dtstamp", stamp)
            event.add("dtstart", due.day)
            event.add("dtend", due.day + timedelta(days=1))
            event.add("summary", f"{due.product}: {what}" if due.product else what)
            counted = [due.calendar] if due.calendar else []
            remarks = [note.label(words) for note in due.notes]
            event.add("description", "; ".join([due.citation(words), *counted, *remarks]))
            event.add("transp", "TRANSPARENT")
            calendar.add_component(event)
        return str(calendar.to_ical().decode("utf-8"))

    @property
    def _uid(self) -> str:
        """What tells it from others in an iCalendar file, the same in each that has it."""
        from hashlib import sha256  # noqa: PLC0415 - few ask for it

        told_by = f"{self.product}\n{self.kind}\n{self.day.isoformat()}\n{self.label.en}"
        return f"{sha256(told_by.encode()).hexdigest()[:32]}@ocop"


def by_day(dues: Iterable[Due]) -> tuple[Due, ...]:
    """What falls due in its order."""
    return tuple(sorted(dues, key=lambda due: (due.day, due.product, due.kind)))
