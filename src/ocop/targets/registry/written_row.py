"""A recognition as the cells of a register."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from ocop.law.entity import EntityKind
from ocop.law.level import Level
from ocop.targets._home import numbering_on
from ocop.targets.registry.column import columns, columns_data
from ocop.targets.registry.recognition import Recognition

__all__ = ["disarmed", "write_row"]

#: What a spreadsheet takes a cell for a formula by, when it opens a CSV.
_LIVE = ("=", "+", "-", "@", "\t", "\r", "'")


def disarmed(cell: str) -> str:
    """A cell with an apostrophe before it where a spreadsheet would run it."""
    return f"'{cell}" if cell.startswith(_LIVE) else cell


#: Decimals that are written; a number of more is written as a ratio, which is exact too.
_MOST_PLACES = 12


def _as_written(number: Fraction) -> str:
    """A number in digits where it ends, else as a ratio."""
    rest, places = number.denominator, 0
    for prime in (2, 5):
        times = 0
        while rest % prime == 0:
            rest //= prime
            times += 1
        places = max(places, times)
    if rest != 1 or places > _MOST_PLACES:
        return f"{number.numerator}/{number.denominator}"
    digits = str(number.numerator * 10**places // number.denominator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def write_row(each: Recognition) -> dict[str, str | int]:
    """The cells of a recognition by column id, as a register has them; empty ones left out.

    A pending rank is written in words, so that no reader can take it for one that was given. A cell
    that could not be read is written as it stood.
    """
    cells: dict[str, Any] = {}
    for column in columns():
        if column.id in each.unread:
            cells[column.id] = each.unread[column.id]
        elif (value := _value(each, column.id)) is not None:
            cells[column.id] = _cell(value)
    return {**cells, **each.others}


def _value(each: Recognition, column: str) -> Any:  # noqa: ANN401 - each column has its kind
    if column == "set":
        return each.product_set.number if each.product_set else None
    if column == "numbering":
        return _numbering_to_write(each)
    if column == "stars" and each.pending:
        return f"{columns_data()['spellings']['pending']['written']} {each.stars} sao"
    if column in each.until:
        first, last = getattr(each, column), each.until[column]
        return first.isoformat()[: len("2022-08" if first.month == last.month else "2022")]
    return getattr(each, column)


def _cell(value: Any) -> str | int:  # noqa: ANN401 - see _value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, EntityKind):
        return value.id
    if isinstance(value, Fraction):
        return _as_written(value)
    cell: str | int = str(value) if isinstance(value, Level) else value
    return cell


def _numbering_to_write(each: Recognition) -> str | None:
    """The numbering of a set that is not the one in force on its day."""
    if each.product_set is None:
        return None
    on = {
        numbering_on(day)
        for day in (each.issue_days.first, each.until.get("issued_on", each.issued_on))
    }
    if on == {each.product_set.numbering}:
        return None
    return each.product_set.numbering
