"""Checks that several values of this floor make of what they are handed, fault by fault."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from ocop.dates import checked_date
from ocop.errors import InputError
from ocop.law import Level
from ocop.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ocop.errors import Faults

__all__ = [
    "as_level",
    "as_needed_level",
    "check_bool",
    "check_dates",
    "check_level",
    "check_one_of",
    "check_text",
]


def as_level(value: Level | str | None) -> Level | None:
    """The level that a text names; anything else as it is, for :func:`check_level` to find."""
    if type(value) is str and value in set(Level):
        return Level(value)
    return cast("Level | None", value)


def as_needed_level(value: Level | str) -> Level:
    """As :func:`as_level`, for a field that must have one."""
    return cast("Level", as_level(value))


def check_level(faults: Faults, place: str, value: object, *, optional: bool = True) -> None:
    """Note a fault where the value is no level."""
    if not (isinstance(value, Level) or (optional and value is None)):
        faults.tell(place, f"{value!r} is not a level", f"there are {', '.join(Level)}")


def check_dates(faults: Faults, **dates: date | None) -> bool:
    """Note a fault for every value that is neither a date nor None; whether there was none."""
    before = len(faults.found)
    for place, value in dates.items():
        if value is not None and type(value) is not date:
            try:
                checked_date(value, place)
            except InputError as err:
                faults.found += err.faults
    return len(faults.found) == before


def check_text(faults: Faults, *, needed: bool = False, **texts: str) -> None:
    """Note a fault for every value that is not a text; for an empty one, where it is needed."""
    for place, value in texts.items():
        if not isinstance(value, str):
            faults.tell(place, f"{value!r} is not a text")
        elif needed and not value.strip():
            faults.tell(place, "is empty")


def check_bool(faults: Faults, **flags: bool) -> None:
    """Note a fault for every value that is not True or False."""
    for place, value in flags.items():
        if type(value) is not bool:
            faults.tell(place, f"{value!r} is neither True nor False")


def check_one_of(faults: Faults, place: str, value: object, known: Iterable[str]) -> bool:
    """Note a fault where the value is none of the known ids; whether it is one."""
    there = tuple(known)
    if isinstance(value, str) and value in there:
        return True
    near = nearest(str(value), there, most=1)
    faults.tell(
        place,
        f"{value!r} is not known",
        f"did you mean {near[0]!r}?" if near else f"there are {', '.join(there)}",
    )
    return False
