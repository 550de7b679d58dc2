"""Shares and numbers of an assumption, exactly as a user says them.

Each function makes of a value what a field keeps, and leaves what it cannot make for the check to
find, see :mod:`ocop.scenarios.assumptions._check`.
"""

# no annotations as text here: those of converters become those of a class's __init__

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from ocop.errors import OcopError
from ocop.exact import as_whole
from ocop.frozen_map import FrozenMap
from ocop.law.entity import entity_kind
from ocop.numbers import as_fraction
from ocop.targets.where import STARS
from ocop.words import as_step, nfc

__all__ = [
    "MOST_MONTHS",
    "TOTALS",
    "as_kinds",
    "as_months",
    "as_newcomers",
    "as_places",
    "as_ranks",
    "as_rates",
    "as_rates_below_the_top",
    "as_share",
    "as_sources",
    "as_totals",
    "key_text",
]

#: No product is recognised again later than ten years after its end.
MOST_MONTHS = 120
#: A number as a user says it.
Exact = int | Fraction | str
#: A total, or from which to which.
Totals = int | str | tuple[int, int]
#: How a key or an item of a table is kept.
Key = Callable[[Any], Any]

_WHOLE = "(0|[1-9][0-9]{0,2})"
_NUMBER = re.compile(_WHOLE)
_RANGE = re.compile(f"{_WHOLE} ?[-–] ?{_WHOLE}")
#: How a total, or from which to which, is written.
TOTALS = f"^{_WHOLE}( ?[-–] ?{_WHOLE})?$"


def _number_key(key: object) -> Any:  # noqa: ANN401 - what is no number is left for the check
    """A whole number, which JSON and TOML write as text where it is a key."""
    if isinstance(key, str) and _NUMBER.fullmatch(key):
        return int(key)
    return as_whole(key)  # type: ignore[arg-type]  # what has no index comes back


def _name_key(key: object) -> Any:  # noqa: ANN401 - as as_fraction
    """A name in NFC with single spaces."""
    return " ".join(nfc(key).split()) if isinstance(key, str) else key


def _as_it_is(key: object) -> Any:  # noqa: ANN401 - as as_fraction
    """An id."""
    return key


def _kind_key(key: object) -> Any:  # noqa: ANN401 - as as_fraction
    """The id of the kind of entity that is so called.

    >>> _kind_key("HTX")
    'cooperative'
    """
    try:
        return entity_kind(key).id  # type: ignore[arg-type]  # it says what is wrong with it
    except OcopError:
        return key


def _range_key(key: object) -> Any:  # noqa: ANN401 - as as_fraction
    """From which total to which, both included.

    >>> _range_key("50-69"), _range_key(85), _range_key((90, 100))
    ((50, 69), (85, 85), (90, 100))
    """
    if isinstance(key, str) and (match := _RANGE.fullmatch(key)) is not None:
        return int(match[1]), int(match[2])
    if isinstance(key, tuple):
        return tuple(map(_number_key, key))
    number = _number_key(key)
    return (number, number) if type(number) is int else key


def _table(value: object, key: Key, item: Key = as_fraction) -> Any:  # noqa: ANN401 - as as_fraction
    """A table as a field keeps it; as it is where two of its keys are one."""
    if not isinstance(value, Mapping):
        return value
    own: FrozenMap[Any, Any] = FrozenMap((key(one), item(each)) for one, each in value.items())
    return own if len(own) == len(value) else value


def _by_stars(value: object, ranks: tuple[int, ...]) -> Any:  # noqa: ANN401 - as as_fraction
    """Stars → number; one number alone is said of every rank."""
    number = as_fraction(value)
    if isinstance(number, Fraction):
        return FrozenMap(dict.fromkeys(ranks, number))
    return _table(value, _number_key)


def as_rates(value: Exact | Mapping[int, Exact]) -> FrozenMap[int, Fraction]:
    """Stars → number; one number alone is said of every rank."""
    kept: FrozenMap[int, Fraction] = _by_stars(value, STARS)
    return kept


def as_rates_below_the_top(value: Exact | Mapping[int, Exact]) -> FrozenMap[int, Fraction]:
    """Stars → number; one number alone is said of every rank but the highest."""
    kept: FrozenMap[int, Fraction] = _by_stars(value, STARS[:-1])
    return kept


def as_newcomers(value: Exact | Mapping[int, Exact]) -> FrozenMap[int, Fraction]:
    """Stars → number; one number alone is said of the lowest rank."""
    kept: FrozenMap[int, Fraction] = _by_stars(value, STARS[:1])
    return kept


def as_ranks(value: Mapping[int, Mapping[int, Exact]]) -> FrozenMap[int, FrozenMap[int, Fraction]]:
    """Stars → other stars → share."""
    kept: FrozenMap[int, FrozenMap[int, Fraction]] = _table(
        value, _number_key, lambda row: _table(row, _number_key)
    )
    return kept


def as_months(value: int | Mapping[int, Exact]) -> FrozenMap[int, Fraction]:
    """Months → share; a number of months alone is all of it."""
    months = _number_key(value)
    kept: FrozenMap[int, Fraction] = _table(
        {months: 1} if type(months) is int else value, _number_key
    )
    return kept


def as_totals(value: Mapping[Totals, Exact]) -> FrozenMap[tuple[int, int], Fraction]:
    """From which total to which → share."""
    kept: FrozenMap[tuple[int, int], Fraction] = _table(value, _range_key)
    return kept


def as_kinds(value: Mapping[str, Exact]) -> FrozenMap[str, Fraction]:
    """Kind of entity → share."""
    kept: FrozenMap[str, Fraction] = _table(value, _kind_key)
    return kept


def as_places(
    value: Mapping[str, Mapping[str, Exact]],
) -> FrozenMap[str, FrozenMap[str, Fraction]]:
    """Level → place → share."""
    kept: FrozenMap[str, FrozenMap[str, Fraction]] = _table(
        value, _as_it_is, lambda row: _table(row, _name_key)
    )
    return kept


def as_share(value: Exact | None) -> Fraction | None:
    """A number; None stays."""
    return None if value is None else as_fraction(value)


def as_sources(value: Mapping[str, str]) -> FrozenMap[str, str]:
    """Field → who says it."""
    kept: FrozenMap[str, str] = _table(value, _as_it_is, _name_key)
    return kept


def key_text(key: object) -> str:
    """A key as a table writes it, and as a step of a path.

    >>> key_text(3), key_text((50, 69)), key_text((85, 85))
    ('3', '50-69', '85')
    """
    if isinstance(key, tuple) and all(type(one) is int for one in key):
        return "-".join(map(as_step, dict.fromkeys(key)))
    return as_step(key)
