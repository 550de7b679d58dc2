"""A product's recognitions over time: the current one is the latest, not the highest."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from ocop.cycle.certificates import Certificate
from ocop.dates import checked_date
from ocop.errors import Faults

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

__all__ = ["current", "superseding"]


def superseding(recognitions: Iterable[Certificate]) -> tuple[Certificate, ...]:
    """A product's certificates by first valid day, each superseded on that day of the next.

    An upgrade or re-evaluation takes the place of what was there from its own first valid day, and
    begins a new term. Where a certificate records another day, the earlier counts: of one product
    two are never in force. Fewer stars by re-evaluation begin, under the reading
    ``lower_rank="after-old-term"``, on the day after the last valid day of what was held.

    Raises:
        InputError: certificates of several products, two issued on one day, or what is none.
    """
    found = _in_order(recognitions)
    return (*(_ended(*pair) for pair in pairwise(found)), *found[-1:])


def _ended(before: Certificate, after: Certificate) -> Certificate:
    day, recorded = after.first_valid_day, before.superseded_on
    return before if recorded is not None and recorded <= day else before.superseded(day)


def current(recognitions: Iterable[Certificate], *, on: date) -> Certificate | None:
    """The recognition that says a product's rank on a day: the latest, not the highest.

    A re-evaluation may lower the rank. Whether the certificate is still valid on that day is its
    own :meth:`Certificate.status`.

    Args:
        recognitions: One product's certificates, in any order.
        on: The day.

    Returns:
        The last one whose first valid day has come by then; None where none has.

    Raises:
        InputError: as :func:`superseding`.
    """
    day = checked_date(on, "on")
    begun = [each for each in superseding(recognitions) if each.first_valid_day <= day]
    return begun[-1] if begun else None


def _in_order(recognitions: Iterable[Certificate]) -> list[Certificate]:
    faults = Faults()
    given = tuple(recognitions)
    found = []
    for i, each in enumerate(given):
        if isinstance(each, Certificate):
            found.append(each)
        else:
            faults.add(f"recognitions[{i}]", f"{each!r} is not a Certificate")
    if len({each.product for each in found}) > 1:
        names = ", ".join(sorted({repr(each.product) for each in found}))
        faults.add("recognitions", f"of several products: {names}", "give one product's")
    for day, number in sorted(Counter(each.issued_on for each in found).items()):
        if number > 1:
            faults.add("recognitions", f"two are issued on {day}", "one must be wrong")
    faults.raise_if_any()
    return sorted(_begun(found), key=_by_first_day)


def _by_first_day(each: Certificate) -> tuple[date, date]:
    return (each.first_valid_day, each.issued_on)


def _begun(certificates: Iterable[Certificate]) -> list[Certificate]:
    """The certificates, each with the first valid day that the readings give it."""
    begun: list[Certificate] = []
    for each in sorted(certificates, key=lambda each: each.issued_on):
        waits = (
            each.kind == "re-evaluation"
            and each.valid_from is None
            and each.readings.lower_rank == "after-old-term"
        )
        issued = each.issued_on
        before = [held for held in begun if held.first_valid_day <= issued] if waits else []
        held = max(before, key=_by_first_day, default=None)
        if (
            held is not None
            and each.stars < held.stars
            and held.status(issued).counts
            and issued <= held.last_valid_day
        ):
            each = attrs.evolve(each, valid_from=held.last_valid_day + timedelta(days=1))  # noqa: PLW2901
        begun.append(each)
    return begun
