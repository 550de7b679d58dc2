"""Plain values: what a result says, as a file of checks can say it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from ocop.dates import DateRange
from ocop.law.product_set import ProductSet
from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.scoring.rubric.score import Score
from ocop.scoring.stars import MissedMinimum
from ocop.words import Words

__all__ = ["plain"]

#: Class → the attribute that a person names its values by; of others it is their ``id``.
_NAMED_BY: dict[type, str] = {
    Criterion: "no",
    Option: "no",
    MissedMinimum: "criterion",
    ProductSet: "number",
    Score: "points",
}


def plain(value: Any) -> Any:  # noqa: ANN401, PLR0911 - any value of a result; a line a kind
    """A value as plain data: numbers, text, days, words in both languages, lists and tables.

    A criterion and a missed minimum are the number of the criterion, a level or a note its id, a
    value without one the table of its fields.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, DateRange):
        return {"first": value.first, "last": value.last}
    if value is None or isinstance(value, bool | int | Fraction | str | date | Words):
        return value
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | AbstractSet):
        return tuple(plain(item) for item in value)
    name = _NAMED_BY.get(type(value), "id")
    if hasattr(value, name):
        return plain(getattr(value, name))
    return {
        field.alias: plain(getattr(value, field.name))
        for field in attrs.fields(type(value))
        if field.init and field.alias != "rules"
    }
