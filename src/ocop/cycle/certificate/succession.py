"""A product's recognitions over time: the current one is the latest, not the highest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from operator import attrgetter

import attrs

from ocop.argument import check_type, checked_items
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.status import Status
from ocop.dates import DateRange, checked_date
from ocop.errors import Faults

__all__ = ["current", "superseding"]


def superseding(recognitions: Iterable[Certificate]) -> tuple[Certificate, ...]:
    """A product's certificates by first valid day, each superseded on that day of the next.

    An upgrade or re-evaluation takes the place of what was there from its own first valid day, and
    begins a new term. Where a certificate records another day, the earlier counts: of one product
    two are never in force.

    Under the reading ``withdrawn_upgrade="older-revives"`` one within its own term comes back when
    the upgrade in its place is withdrawn. Under ``lower_rank="after-old-term"`` fewer stars by
    re-evaluation begin on the day after the last valid day of what was held.

    Raises:
        InputError: certificates of several products or under several rules, two issued on one day,
            or what is none.
    """
    certificates = _in_order(recognitions)
    return tuple(
        _ended(certificate, certificates[n + 1 :]) for n, certificate in enumerate(certificates)
    )


def _ended(held: Certificate, later: list[Certificate]) -> Certificate:
    """A certificate with what took its place, for good or until it was withdrawn."""
    recorded = held.superseded_on
    displaced = list(held.displaced)
    for n, certificate in enumerate(later):
        day = certificate.first_valid_day
        if recorded is not None and recorded < day:
            break
        until = _withdrawn_for(held, certificate, later[n + 1 : n + 2])
        if until is None:
            return _replaced(held, day, displaced)
        if recorded is not None and recorded < until:
            recorded = None  # it records this one
        displaced.append(DateRange(day, until - timedelta(days=1)))
    return _replaced(held, recorded, displaced)


def _replaced(held: Certificate, day: date | None, displaced: list[DateRange]) -> Certificate:
    days = tuple(dict.fromkeys(displaced))
    if held.superseded_on == day and held.displaced == days:
        return held
    return attrs.evolve(held, superseded_on=day, displaced=days)


def _withdrawn_for(
    held: Certificate, upgrade: Certificate, following: list[Certificate]
) -> date | None:
    """The day on which an upgrade was withdrawn and the older certificate revived; None if not.

    It revives within its own term, and where nothing else had come in the meantime.
    """
    withdrawal = upgrade.withdrawal
    if (
        withdrawal is None
        or upgrade.kind != "upgrade"
        or held.rules.readings.withdrawn_upgrade == "nothing-revives"
        or withdrawal.on <= upgrade.first_valid_day
        or any(certificate.first_valid_day <= withdrawal.on for certificate in following)
        or (upgrade.superseded_on is not None and upgrade.superseded_on <= withdrawal.on)
    ):
        return None
    alone = attrs.evolve(held, superseded_on=None, displaced=())
    ended = upgrade.status(withdrawal.on) is Status.WITHDRAWN
    return withdrawal.on if ended and alone.status(withdrawal.on).counts else None


def current(recognitions: Iterable[Certificate], *, on: date) -> Certificate | None:
    """The recognition that says a product's rank on a day: the latest, not the highest.

    A re-evaluation may lower the rank. Whether the certificate is still valid on that day is its
    own :meth:`Certificate.status`.

    Args:
        recognitions: One product's certificates, in any order.
        on: The day.

    Returns:
        The last one whose first valid day has come by then, or an older one that has revived;
        None where none has.

    Raises:
        InputError: as :func:`superseding`.
    """
    day = checked_date(on, "on")
    begun = [
        certificate
        for certificate in superseding(recognitions)
        if certificate.first_valid_day <= day
    ]
    revived = [
        certificate
        for certificate in begun
        if certificate.displaced and certificate.status(day).counts
    ]
    return next(reversed(revived or begun), None)


def _in_order(recognitions: Iterable[Certificate]) -> list[Certificate]:
    faults = Faults()
    certificates: list[Certificate] = []
    days: set[date] = set()
    for i, certificate in enumerate(checked_items(recognitions, "recognitions")):
        if not check_type(faults, certificate, Certificate, "recognitions", i):
            continue
        at = ("recognitions", i)
        if certificates and certificate.product != certificates[0].product:
            faults.add(
                "of-another-product", *at, given=certificate.product, wanted=certificates[0].product
            )
        if certificates and certificate.rules != certificates[0].rules:
            faults.add("of-other-rules", *at)
        if certificate.issued_on in days:
            faults.add("issued-on-one-day", *at, day=certificate.issued_on)
        days.add(certificate.issued_on)
        certificates.append(certificate)
    faults.raise_if_any()
    return sorted(_begun(certificates), key=_by_first_day)


def _by_first_day(certificate: Certificate) -> tuple[date, date]:
    return (certificate.first_valid_day, certificate.issued_on)


def _begun(certificates: Iterable[Certificate]) -> list[Certificate]:
    """The certificates, each with the first valid day that the readings give it."""
    begun: list[Certificate] = []
    for certificate in sorted(certificates, key=attrgetter("issued_on")):
        waits = (
            certificate.kind == "re-evaluation"
            and certificate.valid_from is None
            and certificate.rules.readings.lower_rank == "after-old-term"
        )
        issued = certificate.issued_on
        before = [held for held in begun if held.first_valid_day <= issued] if waits else []
        held = max(before, key=_by_first_day, default=None)
        if (
            held is not None
            and certificate.stars < held.stars
            and held.status(issued).counts
            and issued <= held.last_valid_day
        ):
            first = held.last_valid_day + timedelta(days=1)
            begun.append(attrs.evolve(certificate, valid_from=first))
        else:
            begun.append(certificate)
    return begun
