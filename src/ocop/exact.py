"""Exact values: fractions, and what of other libraries is exactly plain (integers, midnights)."""

# no annotations as text here: those of converters become those of a class's __init__

from datetime import date, datetime, time
from operator import index
from typing import TYPE_CHECKING, SupportsIndex

from ocop._face import lazily

if TYPE_CHECKING:
    from fractions import Fraction
else:  # a score is whole: its process names fractions in annotations alone, and imports none
    __getattr__ = lazily(__name__, {"Fraction": "fractions"})

__all__ = ["Fraction", "as_day", "as_day_or_none", "as_whole", "as_whole_or_none"]


def as_whole(value: SupportsIndex) -> int:
    """An integer of any library as an int; anything else, true and false too, as it is."""
    if type(value) is not int and not isinstance(value, bool) and hasattr(value, "__index__"):
        try:
            return index(value)
        except TypeError:  # an array has __index__, and no index
            pass
    whole: int = value  # type: ignore[assignment]  # what is none is left for the check
    return whole


def as_day(value: date) -> date:
    """A midnight without a time zone as its day; anything else as it is."""
    if type(value) is date:
        return value
    try:
        if isinstance(value, datetime) and value.tzinfo is None and value.time() == time():
            return date(value.year, value.month, value.day)
    except ValueError:  # pandas' NaT is of the class of its timestamps, and no moment
        pass
    return value


def as_whole_or_none(value: SupportsIndex | None) -> int | None:
    """As :func:`as_whole`; None stays."""
    return None if value is None else as_whole(value)


def as_day_or_none(value: date | None) -> date | None:
    """As :func:`as_day`; None stays."""
    return None if value is None else as_day(value)
