"""What the law has against a recognition, asked under the rules of the register that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter
from typing import Any

import attrs

from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.errors import Fault, Faults, InputError
from ocop.law.rules import Rules
from ocop.targets.registry._recognition_check import first_day
from ocop.targets.registry._span import NO_DAYS, span_of

__all__ = ["check_all_by_law", "check_by_law", "totals_of"]

#: What else of a row its certificate is made of.
_CERTIFICATE = (
    "valid_from",
    "level",
    "superseded_on",
    "re_evaluation_filed_on",
    "re_evaluation_decided_on",
)

#: What a total of three parts loses at most where each is rounded to two decimals before.
_ROUNDED = Fraction(3, 200)

#: The fields without which a row has no certificate that can be asked.
_NEEDED = frozenset({"stars", "issued_on", "until", "pending"})


def check_by_law(row: Any, rules: Rules, faults: Faults) -> None:  # noqa: ANN401 - as check_row
    """Note what rules have against a row, apart from its fields that are at fault already.

    Args:
        row: A recognition, or what is to be one.
        rules: Those of its register.
        faults: What is wrong with it so far.
    """
    wrong = {one.path[0] for one in faults.found}
    ground = row.withdrawal_ground
    if ground is not None and "withdrawal_ground" not in wrong:
        known = _ground_ids(rules)
        if ground not in known:
            faults.add("not-known", "withdrawal_ground", given=ground, known=known)
    national = not wrong & _NEEDED and row.issued_on >= first_day()
    if national and not row.pending:
        asked = _asked if row.until else getattr
        given = (None if field in wrong else asked(row, field) for field in _CERTIFICATE)
        faults.take(_faults_of(rules, row.stars, row.issued_on, *given))
    if row.total is None or "total" in wrong:
        return
    if row.total > (most := _most(rules)):
        faults.add("not-an-exact-total", "total", given=row.total, most=most)
    elif national:
        _check_stars(row, rules, faults)


def check_all_by_law(rows: Sequence[Any], rules: Rules, faults: Faults) -> None:
    """Note what rules have against recognitions, each below its place in the list.

    Most are alike in all that the law asks: nothing is asked of one twice.
    """
    fine: set[tuple[Any, ...]] = set()
    for n, (row, key) in enumerate(zip(rows, map(_ASKED, rows), strict=True)):
        to_the_day = row.until is NO_DAYS
        if key in fine and to_the_day:
            continue
        own = Faults()
        check_by_law(row, rules, own)
        faults.take(own.found, "recognitions", n)
        if not own.found and to_the_day:
            fine.add(key)


#: All that the law asks of a row whose days are known.
_ASKED = attrgetter("stars", "issued_on", "pending", "total", "withdrawal_ground", *_CERTIFICATE)


def _asked(row: Any, field: str) -> Any:  # noqa: ANN401 - as check_row
    """A field of the certificate that is asked: of a month or a year the first day that may be."""
    return span_of(row, field).first if field in row.until else getattr(row, field)


def _check_stars(row: Any, rules: Rules, faults: Faults) -> None:  # noqa: ANN401 - as check_row
    """Note more stars than the total allows; fewer there may be, for a minimum."""
    least = _least(rules, row.stars, row.issued_on)
    if row.total >= least or row.total + _ROUNDED >= least:  # the sum is dear, and seldom needed
        return
    if row.pending:
        faults.add("proposed-below", "stars", stars=row.stars, total=row.total, least=least)
    else:
        values = {"given": row.total, "stars": row.stars, "least": least}
        faults.add("more-stars-than-points", "total", **values)


def totals_of(rules: Rules, stars: int, day: date) -> tuple[int | Fraction, int]:
    """The least and the greatest total that a row of these stars and this day may have."""
    least = _least(rules, stars, day) if day >= first_day() else 0
    return least - _ROUNDED if least else 0, _most(rules)


@lru_cache(maxsize=64)
def _ground_ids(rules: Rules) -> tuple[str, ...]:
    return tuple(ground.id for ground in Withdrawal.grounds(rules))


@lru_cache(maxsize=4096)
def _least(rules: Rules, stars: int, day: date) -> int:
    """The least total of a rank under the rules of a day; 0 where they have no such rank."""
    bands = rules.regime_on(day).bands
    return next((band.least for band in bands if band.stars == stars), 0)


@lru_cache(maxsize=64)
def _most(rules: Rules) -> int:
    """The most that a council can give, under any regime."""
    return max(each.full_marks for each in rules.regimes())


# as many as a registry has distinct days of issue, times ranks and levels
@lru_cache(maxsize=65536)
def _faults_of(
    rules: Rules,
    stars: int,
    issued_on: date,
    *more: Any,  # noqa: ANN401 - those of _CERTIFICATE, in its order
) -> tuple[Fault, ...]:
    """What a certificate would have against these."""
    try:
        fields: dict[str, Any] = dict(zip(_CERTIFICATE, more, strict=True))
        Certificate(product="–", stars=stars, issued_on=issued_on, rules=rules, **fields)
    except InputError as err:
        return tuple(attrs.evolve(one, path=(str(one.path[-1]),)) for one in err.faults)
    return ()
