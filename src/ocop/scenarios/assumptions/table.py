"""Assumptions as the table of a file, and back.

A number is written as a person would: ``5``, ``"0.6"``, and ``"1/3"`` where decimals do not end.
What is the same for every rank is one number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from ocop.dates import DateRange
from ocop.errors import Faults, InputError
from ocop.scenarios.assumptions.share import key_text
from ocop.targets.where import STARS
from ocop.words import as_step, in_words

__all__ = ["assumptions_fields", "assumptions_table"]


def _number(number: Fraction) -> int | str:
    return number.numerator if number.denominator == 1 else in_words(number, "en")


def _spread(table: Mapping[Any, Fraction]) -> dict[str, Any]:
    return {key_text(key): _number(share) for key, share in table.items()}


def _by(ranks: tuple[int, ...]) -> Callable[[Mapping[int, Fraction]], Any]:
    def written(table: Mapping[int, Fraction]) -> Any:  # noqa: ANN401 - a table or a number
        if set(table) == set(ranks) and len(set(table.values())) == 1:
            return _number(table[ranks[0]])
        return _spread(table)

    return written


def _months(table: Mapping[int, Fraction]) -> Any:  # noqa: ANN401 - as _by
    return next(iter(table)) if len(table) == 1 else _spread(table)


def _levels(table: Mapping[Any, Mapping[Any, Fraction]]) -> dict[str, Any]:
    return {key_text(key): _spread(row) for key, row in table.items()}


#: Field → how it is written.
_WRITTEN: dict[str, Callable[[Any], Any]] = {
    "renewal": _by(STARS),
    "renewed_as": _levels,
    "delay": _months,
    "upgrade": _by(STARS[:-1]),
    "withdrawal": _by(STARS),
    "new_per_month": _by(STARS[:1]),
    "new_per_round": _by(STARS[:1]),
    "newcomers_law": str,
    "new_totals": _spread,
    "new_kinds": _spread,
    "new_places": _levels,
    "new_entities": _number,
    "stock_issued": DateRange.to_table,
    "sources": dict,
}


def assumptions_table(values: Mapping[str, Any]) -> dict[str, Any]:
    """The table of assumptions.

    Args:
        values: Field → what it holds, of those that are not at their default.
    """
    return {field: _WRITTEN[field](value) for field, value in values.items()}


def assumptions_fields(table: object, faults: Faults) -> dict[str, Any]:
    """Field → what a table says of it; a fault for every key that no field has.

    Raises:
        InputError: it is no table.
    """
    if not isinstance(table, Mapping):
        raise InputError.of("not-a-table", given=table)
    fields: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _WRITTEN:
            faults.add("unknown-key", as_step(key), given=key, known=tuple(_WRITTEN))
        elif key == "stock_issued" and value is not None:
            with faults.at(key):
                fields[key] = DateRange.from_table(value)
        else:
            fields[key] = value
    return fields
