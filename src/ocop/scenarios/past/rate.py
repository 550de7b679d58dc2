"""A rate of the past: how often something was so, of how many."""

from __future__ import annotations

from fractions import Fraction

import attrs

from ocop.brief import Brief
from ocop.errors import Fault, fault

__all__ = ["FIELDS", "SPREADS", "PastRate"]

#: The assumptions that a past can tell.
FIELDS = (
    "renewal",
    "renewed_as",
    "delay",
    "upgrade",
    "withdrawal",
    "new_per_month",
    "new_kinds",
    "new_places",
    "new_entities",
)
#: Those of them whose shares add to 1.
SPREADS = frozenset({"renewed_as", "delay", "new_kinds", "new_places"})
#: Months from which a number a month is told: a year has its rounds and its quiet time.
LEAST_MONTHS = 12


@attrs.frozen(kw_only=True, repr=False)
class PastRate(Brief):
    """How often something was so.

    Attributes:
        field: The assumption that it tells, such as ``"renewal"``.
        key: Where in its table, as keys: ``("3",)``; empty where it is one number.
        count: How often it was so.
        of: Of how many: ends, years of certificates, months, or newcomers.
        unknown: Of how many more it is not known.
        value: ``count`` of ``of``, exact; None where that is of none.
        low: The lower end of its interval, a float; None as above.
        high: The upper end.
    """

    field: str
    key: tuple[str, ...] = ()
    count: int
    of: int
    unknown: int = 0
    value: Fraction | None
    low: float | None
    high: float | None

    @property
    def path(self) -> tuple[str, ...]:
        """Where what is too thin is told: the table of a spread, else the number itself."""
        key = self.key[:-1] if self.field in SPREADS else self.key
        return (self.field, *key)

    def thin(self, least: int, most_unknown: Fraction) -> Fault | None:
        """Why the rate cannot be told; None where it can."""
        if self.field == "new_per_month":
            if self.of < LEAST_MONTHS:
                return fault("too-few-months", *self.path, given=self.of, least=LEAST_MONTHS)
        elif self.of < least:
            return fault("too-few-to-tell", *self.path, given=self.of, least=least)
        whole = self.unknown + (self.count if self.field == "new_per_month" else self.of)
        if self.unknown > most_unknown * whole:
            unknown = self.unknown
            return fault(
                "too-much-unknown", *self.path, unknown=unknown, of=whole, most=most_unknown
            )
        return None
