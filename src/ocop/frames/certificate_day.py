"""The days that follow from a certificate's issue, as expressions.

Every rule is asked of :mod:`ocop.cycle.certificate.term`, once for each day on which its answer
changes: a column is then held beside those days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import attrs

from ocop.cycle.certificate import term
from ocop.frames.day import Days
from ocop.frames.extra import nw
from ocop.law.rules import Rules

__all__ = ["CertificateDays", "months_by_issue"]

Expr = Any

#: Any day that every month has.
_ANY = date(2024, 1, 15)


@attrs.frozen
class CertificateDays:
    """What :mod:`ocop.cycle.certificate.term` says of one day, of a column of days."""

    days: Days
    rules: Rules

    def last_valid_day(self, issued: Expr, first: Expr) -> Expr:
        """The last valid day, extensions apart, by the rules of the day of issue."""
        (_, months), *others = months_by_issue(self.rules)
        last = self.days.months_after(first, months)
        for begun, months in others:
            later = self.days.months_after(first, months)
            last = nw.when(issued >= self.days.lit(begun)).then(later).otherwise(last)
        anniversary = self.rules.readings.last_valid_day == "anniversary"
        return last if anniversary else self.days.after(last, -1)

    def window_opens(self, last: Expr) -> Expr:
        """The first day on which a re-evaluation may be filed; null where no rule says."""
        return self._at(last, "opens")

    def window_closes(self, last: Expr) -> Expr:
        """The last day on which a re-evaluation may be filed; null where no rule says."""
        return self._end(self._at(last, "closes"))

    def notice_by(self, last: Expr) -> Expr:
        """The last day for the issuer's notice; null where no rule asks for one."""
        return self._at(last, "notice")

    def may_extend_to(self, last: Expr) -> Expr:
        """The latest day to which a pending re-evaluation may keep it; null where it may not."""
        return self._end(self._at(last, "extension"))

    def _at(self, last: Expr, which: str) -> Expr:
        """The day that lies as far from the last valid day as the rules say."""
        day = nw.lit(None).cast(self.days.kind)
        for begun, count in _distances(self.rules, which):
            value = nw.lit(None).cast(self.days.kind)
            if count is not None:
                value = self.days.after(last, count)
            day = nw.when(last >= self.days.lit(begun)).then(value).otherwise(day)
        return day

    def _end(self, day: Expr) -> Expr:
        """A last day as rest days are read."""
        return self.days.weekday_from(day) if self.rules.readings.rest_day == "moves" else day


@lru_cache(maxsize=64)
def months_by_issue(rules: Rules) -> tuple[tuple[date, int], ...]:
    """The first days of issue and how many months a certificate issued from then on is valid."""
    rows: list[tuple[date, int]] = []
    for regime in rules.regimes():
        end = term.term_end(rules, regime.first_day, _ANY, "anniversary")
        months = (end.year - _ANY.year) * 12 + end.month - _ANY.month
        if not rows or rows[-1][1] != months:
            rows.append((regime.first_day, months))
    return tuple(rows)


def _counted(found: tuple[date, str] | None) -> date | None:
    return None if found is None else found[0]


def _window(rules: Rules, last: date, *, closes: bool) -> date | None:
    due = term.due_window(rules, last)
    if due is None:
        return None
    return due[0].last if closes else due[0].first


#: What is asked → the day, rest days apart.
_RULES: Mapping[str, Callable[[Rules, date], date | None]] = {
    "opens": lambda rules, last: _window(rules, last, closes=False),
    "closes": lambda rules, last: _window(rules, last, closes=True),
    "notice": lambda rules, last: _counted(term.notice(rules, last)),
    "extension": lambda rules, last: _counted(term.due_extension(rules, last)),
}


@lru_cache(maxsize=256)
def _distances(rules: Rules, which: str) -> tuple[tuple[date, int | None], ...]:
    """The last valid days from which on a day lies so far from them; None for no such day.

    Nothing falls due before the issue, so that a term past the newest rules all is as it will be.
    """
    newest = rules.regimes()[-1].first_day
    longest = max(months for _, months in months_by_issue(rules))
    last, rows = rules.regimes()[0].first_day, list[tuple[date, int | None]]()
    until = newest + timedelta(days=31 * longest)
    while last <= until:
        day = _RULES[which](rules, last)
        count = None if day is None else (day - last).days
        if not rows or rows[-1][1] != count:
            rows.append((last, count))
        last += timedelta(days=1)
    return tuple(rows)
