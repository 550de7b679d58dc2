"""The days that follow from a certificate's issue: its end, window, notice and extension.

They say what is allowed and what is valid, so a record must be read alike wherever it is read:
under the reading ``rest_day="moves"`` they move by weekends alone, whatever calendar is installed.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from ocop.cycle._checks import rules_or_default
from ocop.cycle._rules import since, table
from ocop.dates import DateRange, add_months, checked_date, weekday_from
from ocop.errors import InputError
from ocop.law.regime import Regime
from ocop.law.rules import Rules
from ocop.text import Label

__all__ = [
    "LATEST",
    "counted_filing_days",
    "due_extension",
    "due_window",
    "extension",
    "extension_article",
    "extension_filing_by",
    "extensions_since",
    "filing_days",
    "first_window",
    "last_valid_day",
    "notice",
    "term_end",
    "window",
]

Found = tuple[date, str]


#: Leaves the calendar room for the term and what follows from it.
LATEST = date.max.replace(year=date.max.year - 9)


@lru_cache(maxsize=65536)
def term_end(rules: Rules, issued_on: date, first: date, reading: str) -> date:
    """The last valid day of a certificate that is valid from a first day on.

    Args:
        rules: Whose law says the term.
        issued_on: The day of issue, by whose rules the term is.
        first: The first valid day, from which it counts.
        reading: A reading of ``last_valid_day``.

    Raises:
        InputError: at the end of the calendar.
        NotFoundError: before 21 August 2019.
    """
    # before the first regime, regime_on says that none was in force, and which was the first
    regime = rules.in_force(issued_on) or rules.regime_on(issued_on)
    months = table(regime, "term")["months"]
    if first > LATEST:
        name = "issued_on" if first == issued_on else "valid_from"
        raise InputError.of("calendar-ends-before-term", name, day=first)
    anniversary = add_months(first, months)
    return anniversary if reading == "anniversary" else anniversary - timedelta(days=1)


def last_valid_day(
    issued_on: date, *, valid_from: date | None = None, rules: Rules | None = None
) -> date:
    """The last day on which a certificate issued on a day is valid, extensions apart.

    36 months after the day of issue, under the reading ``last_valid_day``: the anniversary itself,
    or the day before. A month without that day has its last day instead. Kept for days asked
    before, for registries have few distinct ones.

    >>> last_valid_day(date(2023, 11, 30))
    datetime.date(2026, 11, 30)

    Args:
        issued_on: The day of issue, by whose rules the term is.
        valid_from: The first valid day where the decision set one of its own; the term counts from
            it, see :class:`ocop.cycle.Certificate`.
        rules: Which law, and how it is read where it is silent; the default where not given.

    Raises:
        InputError: not a date, one at the very end of the calendar (9990), or a first valid day
            before the day of issue.
        NotFoundError: before 21 August 2019, when the first criteria came.

    Reference: 26/2026/QĐ-TTg, Art. 4.3; 148/QĐ-TTg.
    """
    under = rules_or_default(rules)
    issued = checked_date(issued_on, "issued_on")
    first = issued if valid_from is None else checked_date(valid_from, "valid_from")
    if first < issued:
        raise InputError.of("before-the-issue", "valid_from", given=first, issued=issued)
    return term_end(under, issued, first, under.readings.last_valid_day)


def extensions_since(rules: Rules | None = None) -> date:
    """The first day on which a rule keeps a certificate past its last valid day.

    A certificate whose last valid day is that day or later may be extended; none was before.

    Args:
        rules: Which law; the default where not given.

    Reference: 26/2026/QĐ-TTg, Art. 12.3.
    """
    known = rules_or_default(rules).regimes()
    return min(since(regime, "extension") for regime in known if table(regime, "extension"))


def _ends(rules: Rules, day: date) -> date:
    return weekday_from(day) if rules.readings.rest_day == "moves" else day


def counted_filing_days(last: date, regime: Regime) -> tuple[DateRange, str] | None:
    """As :func:`filing_days`, rest days apart."""
    row = table(regime, "window")
    if not row:
        return None
    first, closes = (last - timedelta(days=row[key]) for key in ("earliest", "latest"))
    return DateRange(first, closes), row["reference"]


def filing_days(last: date, regime: Regime) -> tuple[DateRange, str] | None:
    """When a re-evaluation may be filed by one regime's rules, and the source."""
    counted = counted_filing_days(last, regime)
    if counted is None:
        return None
    days, reference = counted
    return DateRange(days.first, _ends(regime.rules, days.last)), reference


@lru_cache(maxsize=65536)
def due_window(rules: Rules, last: date) -> tuple[DateRange, str, Regime] | None:
    """The window as it is counted, rest days apart: the days, the source and the regime.

    The rule is one of a regime in force on the window's last day: while one can still file by it.
    """
    for regime in rules.regimes():
        counted = counted_filing_days(last, regime)
        if counted is not None and counted[0].last in regime:
            return *counted, regime
    return None


def window(rules: Rules, last: date) -> tuple[DateRange, str] | None:
    """When a re-evaluation may be filed, and the source; None where no rule says."""
    due = due_window(rules, last)
    return None if due is None else filing_days(last, due[2])


def first_window(rules: Rules, last: date) -> tuple[Regime, date, int]:
    """The first regime that sets windows, when one of its would have closed, how far ahead."""
    regimes = rules.regimes()
    regime, row = next((regime, row) for regime in regimes if (row := table(regime, "window")))
    return regime, last - timedelta(days=row["latest"]), row["latest"]


def notice(rules: Rules, last: date) -> Found | None:
    """The last day for the issuer's notice, and the source; None where no rule asks for one.

    It never moves: a later day would leave less than the days that the rules want before the end.
    """
    for regime in rules.regimes():
        row = table(regime, "notice")
        if not row:
            continue
        day = last - timedelta(days=row["days"])
        if day in regime:
            return day, row["reference"]
    return None


def due_extension(rules: Rules, last: date) -> Found | None:
    """The latest day of the extension as it is counted, rest days apart, and the source.

    Transitional: the window had closed when the regime that sets it came into force.
    """
    regime = rules.in_force(last)
    row = table(regime, "extension") if regime else {}
    if regime is None or not row:
        return None
    if rules.readings.extension == "transitional":
        latest = table(regime, "window")["latest"]
        if last - timedelta(days=latest) >= since(regime, "extension"):
            return None
    return last + timedelta(days=row["days"]), row["reference"]


def extension(rules: Rules, last: date) -> Found | None:
    """The latest day to which a pending re-evaluation may extend, and the source; None for none."""
    due = due_extension(rules, last)
    return None if due is None else (_ends(rules, due[0]), due[1])


def extension_article(rules: Rules, last: date) -> Label | None:
    """How the article of the extension is cited, by the rules in force on the last valid day."""
    regime = rules.in_force(last)
    row = table(regime, "extension") if regime else {}
    return Label.of(row["article"]) if row else None


def extension_filing_by(rules: Rules, last: date) -> date | None:
    """By when the re-evaluation is filed that has the extension; None where there is none.

    By the last valid day, under the reading ``extension_filing="later-too"`` by the latest day of
    the extension.
    """
    latest = extension(rules, last)
    if latest is None:
        return None
    return last if rules.readings.extension_filing == "by-last-day" else latest[0]
