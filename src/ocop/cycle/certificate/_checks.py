"""What a certificate is held to: the order of its days, and who may give its stars."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from ocop.cycle._checks import certified
from ocop.cycle.certificate import term
from ocop.errors import Faults
from ocop.law.level import Level
from ocop.law.regime import Regime
from ocop.law.rules import Rules

__all__ = ["check_days", "check_stars"]


@lru_cache(maxsize=1024)
def _may_ever_recognise(rules: Rules, level: Level, stars: int) -> bool:
    return any(
        stars in rule.recognises
        for regime in rules.regimes()
        for rule in regime.levels
        if rule.level is level
    )


@lru_cache(maxsize=256)
def _ranks(regimes: tuple[Regime, ...]) -> frozenset[int]:
    """The stars that some level recognises under one of the regimes."""
    return frozenset(
        stars for regime in regimes for rule in regime.levels for stars in rule.recognises
    )


def check_days(
    faults: Faults,
    regime: Regime,
    issued: date,
    *,
    valid_from: date | None,
    superseded_on: date | None,
    filed: date | None,
    decided: date | None,
    withdrawn: date | None,
) -> None:
    """Note a fault for every day that comes before one that it follows from.

    ``regime`` is that of the day of issue, or the first.
    """
    for path, day in (
        (("superseded_on",), superseded_on),
        (("re_evaluation_filed_on",), filed),
        (("withdrawal", "on"), withdrawn),
        (("valid_from",), valid_from),
    ):
        if day is not None and day < issued:
            faults.add("before-the-issue", *path, given=day, issued=issued)
    if decided is not None and filed is None:
        faults.add("decided-without-filing", "re_evaluation_decided_on", day=decided)
    elif decided is not None and filed is not None and decided < filed:
        faults.add("decided-before-filing", "re_evaluation_decided_on", day=decided, filed=filed)
    first = issued if valid_from is None else valid_from
    if issued < regime.first_day:
        faults.add(
            "before-the-first-criteria",
            "issued_on",
            day=issued,
            decision=regime.citation,
            since=regime.first_day,
        )
    elif first > term.LATEST:
        name = "issued_on" if valid_from is None else "valid_from"
        faults.add("calendar-ends-before-term", name, day=first)


def check_stars(
    faults: Faults, stars: object, level: object, rules: Rules, known: tuple[Regime, ...]
) -> None:
    """Note a fault where nobody certifies so many stars, or this level never did.

    Args:
        faults: Where it is noted.
        stars: The certificate's stars.
        level: The level that issued it.
        rules: Its rules.
        known: The regime of the day of issue; all of them where that day is not known.
    """
    if type(stars) is not int or stars not in _ranks(known):
        faults.add("not-a-certified-rank", "stars", given=stars, **certified(*known))
    elif isinstance(level, Level) and not _may_ever_recognise(rules, level, stars):
        faults.add("never-recognised", "level", level=level, stars=stars)
