"""What falls due: for one certificate, for a list of them over a year, for a product, in rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ocop.cycle import _terms
from ocop.cycle.certificates import Certificate
from ocop.cycle.rounds import rounds
from ocop.dates import checked_date
from ocop.errors import Faults
from ocop.law import Level
from ocop.text import Label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ocop.cycle.applications import Application
    from ocop.cycle.rounds import Round
    from ocop.cycle.working_days import Calendar

__all__ = ["Due", "due_for", "due_for_product", "due_in_rounds", "due_in_year"]


@attrs.frozen(kw_only=True)
class Due:
    """Something that falls due on a day.

    Attributes:
        day: The day, the last one where it is a deadline.
        kind: ``"window-opens"``, ``"window-closes"``, ``"notice"``, ``"certificate-ends"``,
            ``"extension-ends"``, ``"propose-by"``, ``"decide-by"``, or the id of a next step.
        label: What falls due.
        product: Whose; empty for what concerns all, such as a round.
        reference: The source in law.
        calendar: What working days were counted by; None where none were.
    """

    day: date
    kind: str
    label: Label
    product: str = ""
    reference: str
    calendar: str | None = None


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


def due_for(certificate: Certificate) -> tuple[Due, ...]:
    """Everything that falls due for one certificate, by day.

    The window's first and last day and the notice where the rules set them, its last valid day, and
    the end of its extension. A certificate that was withdrawn or superseded has nothing due from
    that day on.

    Reference: 26/2026/QĐ-TTg, Art. 4.3, 7.6, 12.3; 148/QĐ-TTg.
    """
    last = certificate.last_valid_day
    found = [("certificate-ends", last, certificate.references[0])]
    window, notice = _terms.window(last), _terms.notice(last)
    if window is not None:
        found += [
            ("window-opens", window[0].first, window[1]),
            ("window-closes", window[0].last, window[1]),
        ]
    if notice is not None:
        found.append(("notice", *notice))
    extension = _terms.extension(last, certificate.readings)
    if certificate.extended_to is not None and extension is not None:
        found.append(("extension-ends", certificate.extended_to, extension[1]))
    return _sorted(
        Due(
            day=day,
            kind=kind,
            label=_LABELS[kind],
            product=certificate.product,
            reference=reference,
        )
        for kind, day, reference in found
        if certificate.status(day).counts
    )


def due_in_year(certificates: Iterable[Certificate], year: int) -> tuple[Due, ...]:
    """Everything that falls due in a year for a list of certificates, by day.

    Raises:
        InputError: what is no certificate, or not a year.
    """
    faults, found = Faults(), list[Due]()
    if type(year) is not int:
        faults.add("year", f"{year!r} is not a year")
    for i, each in enumerate(certificates):
        if isinstance(each, Certificate):
            found += [due for due in due_for(each) if due.day.year == year]
        else:
            faults.add(f"certificates[{i}]", f"{each!r} is not a Certificate")
    faults.raise_if_any()
    return _sorted(found)


def due_in_rounds(
    year: int, level: Level | str = Level.PROVINCE, *, extra: Iterable[Round] = ()
) -> tuple[Due, ...]:
    """The cut-offs and ends of a year's rounds, by day.

    Raises:
        InputError, NotRegulated: as :func:`ocop.cycle.rounds`.

    Reference: 26/2026/QĐ-TTg, Art. 5.
    """
    return _sorted(
        Due(
            day=day,
            kind=kind,
            label=Label(
                f"{_LABELS[kind].vi}: {each.label.vi}", f"{_LABELS[kind].en}: {each.label.en}"
            ),
            reference=each.reference,
        )
        for each in rounds(year, level, extra=extra)
        for kind, day in (("propose-by", each.propose_by), ("decide-by", each.decide_by))
    )


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
    found = [
        Due(
            day=step.deadline.day,
            kind=step.event,
            label=step.label,
            product=application.product,
            reference=step.deadline.reference,
            calendar=step.deadline.calendar,
        )
        for step in application.next_steps(day, calendar=calendar)
        # the filing of a re-evaluation is the window's, which the certificate has
        if step.deadline is not None and step.event != "re-evaluation-filed"
    ]
    if application.certificate is not None:
        found += due_for(application.certificate)
    return _sorted(due for due in found if due.day >= day)
