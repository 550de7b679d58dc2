"""What falls due: for one certificate, for a list of them over a year, for a product, in rounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from ocop.cycle._checks import check_type, check_year, checked, checked_items
from ocop.cycle.application.application import Application
from ocop.cycle.calendar.rest_day import Ending, concerns_rest_day, ending_on, is_rest_day
from ocop.cycle.calendar.round import Round, rounds_about
from ocop.cycle.calendar.working_day import Calendar
from ocop.cycle.certificate import term
from ocop.cycle.certificate.certificate import Certificate
from ocop.dates import checked_date
from ocop.errors import Faults, NotRegulated
from ocop.law.citation import Cited
from ocop.law.level import Level
from ocop.law.regime import Note
from ocop.law.rules import Rules
from ocop.text import Label

__all__ = ["Due", "due_for", "due_for_product", "due_in_rounds", "due_in_year"]


@attrs.frozen(kw_only=True)
class Due(Cited):
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


_LABELS = {
    "window-opens": Label("Bắt đầu nhận hồ sơ đánh giá lại", "Re-evaluation may be filed from"),
    "window-closes": Label("Hạn cuối nộp hồ sơ đánh giá lại", "Last day to file a re-evaluation"),
    "notice": Label("Hạn thông báo sắp hết hiệu lực", "Last day for the issuer's notice"),
    "certificate-ends": Label("Ngày cuối hiệu lực", "Last valid day of the certificate"),
    "extension-ends": Label("Ngày cuối gia hạn chờ kết quả", "Last day of the extension"),
    "propose-by": Label("Hạn đề nghị", "Last day to propose"),
    "decide-by": Label("Ngày cuối của đợt", "Last day of the round"),
}


def _sorted(found: Iterable[Due]) -> tuple[Due, ...]:
    return tuple(sorted(found, key=lambda due: (due.day, due.product, due.kind)))


def due_for(certificate: Certificate, *, calendar: Calendar | None = None) -> tuple[Due, ...]:
    """Everything that falls due for one certificate, by day.

    The window's first and last day and the notice where the rules set them, its last valid day, and
    the end of its extension. A certificate that was withdrawn or superseded has nothing due from
    that day on. The days are those of the certificate: under the reading ``rest_day="moves"`` the
    ends of window and extension move by weekends alone, and by the calendar each says where it is a
    rest day all the same. The last valid day is no deadline and says nothing of rest days.

    Args:
        certificate: The certificate.
        calendar: By what a rest day is told, see :func:`ocop.cycle.working_day_after`.

    Raises:
        InputError: no such calendar.
        MissingExtra: the calendar ``"holidays"`` without its extra.

    Reference: 26/2026/QĐ-TTg, Art. 4.3, 7.6, 12.3; 148/QĐ-TTg.
    """
    given = checked(certificate, Certificate, "certificate")
    return _sorted(
        Due(
            day=end.day,
            kind=kind,
            label=_LABELS[kind],
            product=given.product,
            reference=reference,
            calendar=end.calendar,
            notes=end.notes,
        )
        for kind, end, reference in _days_of(given, calendar)
        if given.status(end.day).counts
    )


def _days_of(
    certificate: Certificate, calendar: Calendar | None
) -> Iterator[tuple[str, Ending, str]]:
    """Of each day of a certificate its kind, what is said of it, and the source."""
    last, rules = certificate.last_valid_day, certificate.rules
    yield "certificate-ends", Ending(last), certificate.references[0]
    counted, window = term.due_window(rules, last), term.window(rules, last)
    if counted is not None and window is not None:
        days, reference = window
        yield "window-opens", Ending(days.first), reference
        yield "window-closes", ending_on(counted[0].last, days.last, calendar), reference
    notice = term.notice(rules, last)
    if notice is not None:
        yield "notice", ending_on(notice[0], notice[0], calendar), notice[1]
    latest, extended_to = term.due_extension(rules, last), certificate.extended_to
    if latest is not None and extended_to is not None:
        # a result that ends it earlier is no deadline
        end = Ending(extended_to)
        if extended_to == certificate.may_extend_to:
            end = ending_on(latest[0], extended_to, calendar)
        yield "extension-ends", end, latest[1]


def due_in_year(
    certificates: Iterable[Certificate], year: int, *, calendar: Calendar | None = None
) -> tuple[Due, ...]:
    """Everything that falls due in a year for a list of certificates, by day.

    Args:
        certificates: The certificates.
        year: The calendar year.
        calendar: As for :func:`due_for`.

    Raises:
        InputError: what is no certificate, not a year, or no such calendar.
        MissingExtra: as :func:`due_for`.
    """
    faults, found = Faults(), list[Due]()
    check_year(faults, "year", year)
    for i, each in enumerate(checked_items(certificates, "certificates")):
        if check_type(faults, each, Certificate, "certificates", i):
            found += [due for due in due_for(each, calendar=calendar) if due.day.year == year]
    faults.raise_if_any()
    return _sorted(found)


def due_in_rounds(
    year: int,
    level: Level | str = Level.PROVINCE,
    *,
    extra: Iterable[Round] = (),
    rules: Rules | None = None,
    calendar: Calendar | None = None,
) -> tuple[Due, ...]:
    """The cut-offs and ends of rounds that fall in a calendar year, by day.

    The ministry's second round ends in the year after its own: the calendar of 2027 has the days of
    January and March 2027, of the second round of 2026.

    Args:
        year: The calendar year.
        level: ``"province"`` or ``"centre"``.
        extra: As for :func:`ocop.cycle.calendar.round`.
        rules: As for :func:`ocop.cycle.calendar.round`.
        calendar: As for :func:`ocop.cycle.calendar.round`.

    Raises:
        InputError, MissingExtra: as :func:`ocop.cycle.calendar.round`.
        NotRegulated: no day falls in that year (before 2026, as far as known).

    Reference: 26/2026/QĐ-TTg, Art. 5.
    """
    more = checked_items(extra, "extra")
    found = []
    for each in rounds_about(year, level, extra=more, rules=rules, calendar=calendar):
        for kind, day in (("propose-by", each.propose_by), ("decide-by", each.decide_by)):
            notes = tuple(note for note in each.notes if note.day == day)
            if day.year == year:
                found.append(
                    Due(
                        day=day,
                        kind=kind,
                        label=Label(
                            f"{_LABELS[kind].vi}: {each.label.vi}",
                            f"{_LABELS[kind].en}: {each.label.en}",
                        ),
                        reference=each.reference,
                        calendar=each.calendar if concerns_rest_day(notes) else None,
                        notes=notes,
                    )
                )
    if not found:
        raise NotRegulated.of("no-rounds-in-year", "year", level=Level(level), year=year)
    return _sorted(found)


def due_for_product(
    application: Application, on: date, *, calendar: Calendar | None = None
) -> tuple[Due, ...]:
    """Everything that falls due for one product from a day on, by day.

    What is due for its latest certificate, and the deadlines of its next steps.

    Args:
        application: The product's way so far.
        on: The day from which to look.
        calendar: How working days are counted, see :func:`ocop.cycle.working_day_after`.

    Raises:
        InputError, MissingExtra, NotFoundError: as :meth:`ocop.cycle.Application.next_steps`.
    """
    day = checked_date(on, "on")
    checked(application, Application, "application")
    found = [
        Due(
            day=step.deadline.day,
            kind=step.event,
            label=step.label,
            product=application.product,
            reference=step.deadline.reference,
            calendar=step.deadline.calendar,
            notes=step.deadline.notes,
        )
        for step in application.next_steps(day, calendar=calendar)
        # the filing of a re-evaluation is the window's, which the certificate has
        if step.deadline is not None and step.event != "re-evaluation-filed"
    ]
    if application.certificate is not None:
        found += due_for(application.certificate, calendar=calendar)
    return _sorted(due for due in found if due.day >= day)
