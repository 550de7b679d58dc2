"""A product's recognitions over time: the current one is the latest, not the highest."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ocop.cycle.certificates import Certificate
from ocop.dates import checked_date
from ocop.errors import Faults

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

__all__ = ["current", "superseding"]


def superseding(recognitions: Iterable[Certificate]) -> tuple[Certificate, ...]:
    """A product's certificates in the order of issue, each superseded on the day of the next.

    An upgrade or re-evaluation takes the place of what was there from its own date, and begins a
    new term; a day that a certificate already records stays.

    Raises:
        InputError: certificates of several products, two issued on one day, or what is none.
    """
    found = _in_order(recognitions)
    ended = (
        before.superseded(after.issued_on) if before.superseded_on is None else before
        for before, after in pairwise(found)
    )
    return (*ended, *found[-1:])


def current(recognitions: Iterable[Certificate], *, on: date) -> Certificate | None:
    """The recognition that says a product's rank on a day: the latest, not the highest.

    A re-evaluation may lower the rank. Whether the certificate is still valid on that day is its
    own :meth:`Certificate.status`.

    Args:
        recognitions: One product's certificates, in any order.
        on: The day.

    Returns:
        The last one issued by that day; None where none was.

    Raises:
        InputError: as :func:`superseding`.
    """
    day = checked_date(on, "on")
    issued = [each for each in superseding(recognitions) if each.issued_on <= day]
    return issued[-1] if issued else None


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
    found.sort(key=lambda each: each.issued_on)
    for before, after in pairwise(found):
        if before.issued_on == after.issued_on:
            faults.add("recognitions", f"two are issued on {after.issued_on}", "one must be wrong")
    faults.raise_if_any()
    return found
