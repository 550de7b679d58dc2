"""The days that follow from a certificate's last valid day: window, notice, extension."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from ocop.cycle._rules import in_force, regime_row, row_of
from ocop.dates import DateRange
from ocop.law import regimes

if TYPE_CHECKING:
    from ocop.law import Readings

__all__ = ["extension", "filing_days", "notice", "window"]

Found = tuple[date, str]


def filing_days(last: date, regime: str) -> tuple[DateRange, str] | None:
    """When a re-evaluation may be filed by one regime's rules, and the source."""
    row = row_of("certificates", "windows", regime)
    if row is None:
        return None
    first, closes = (last - timedelta(days=row[key]) for key in ("earliest", "latest"))
    return DateRange(first, closes), row["reference"]


@lru_cache(maxsize=65536)
def window(last: date) -> tuple[DateRange, str] | None:
    """When a re-evaluation may be filed, and the source; None where no rule says.

    The rule is one of a regime in force on the window's last day: while one can still file by it.
    """
    for each in regimes():
        found = filing_days(last, each.id)
        if found is not None and found[0].last in each:
            return found
    return None


def notice(last: date) -> Found | None:
    """The last day for the issuer's notice, and the source; None where no rule asks for one."""
    for each in regimes():
        row = row_of("certificates", "notices", each.id)
        if row is None:
            continue
        day = last - timedelta(days=row["days"])
        if day in each:
            return day, row["reference"]
    return None


def extension(last: date, readings: Readings) -> Found | None:
    """The latest day to which a pending re-evaluation may extend, and the source; None for none.

    Transitional: the window had closed when the regime that sets it came into force.
    """
    rules = in_force(last)
    row = row_of("certificates", "extensions", rules.id) if rules else None
    if rules is None or row is None:
        return None
    if readings.extension == "transitional":
        latest = regime_row("certificates", "windows", rules.id)["latest"]
        if last - timedelta(days=latest) >= rules.first_day:
            return None
    return last + timedelta(days=row["days"]), row["reference"]
