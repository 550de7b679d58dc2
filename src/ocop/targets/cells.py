"""The columns of a registry file: their names, their spellings, and what a cell says.

A cell is read as it is written or not at all. Dates are ``2026-05-22`` or ``22/05/2026``; a rank is
``4``, ``4 sao`` or ``★★★★``; *đề xuất 5 sao* and *tiềm năng 5 sao* are proposals, not ranks.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from ocop.cycle import withdrawal_grounds
from ocop.dates import parse_date
from ocop.errors import Fault, InputError, OcopError, told
from ocop.law import EntityKind, Level, ProductSet, entity_kind, find_set, regime_on, regimes
from ocop.serial import read_data
from ocop.targets._numbers import read_number
from ocop.targets.homes import group_ids
from ocop.targets.recognitions import BROKEN, Recognition
from ocop.text import Label, hint, nearest
from ocop.words import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ocop.errors import Faults

__all__ = ["Column", "column_of", "columns", "ignored", "read_row", "write_row"]

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SERIAL = re.compile(r"\d{5}")
_EXCEL_EPOCH = date(1899, 12, 30)


@attrs.frozen(kw_only=True)
class Column:
    """A column of a registry file.

    Attributes:
        id: The name that is written.
        label: Its names in words, which are read too.
        synonyms: Other names that are read.
        base: Whether it is always written.
        required: Whether a file cannot do without it.
    """

    id: str
    label: Label
    synonyms: tuple[str, ...] = ()
    base: bool = False
    required: bool = False


def _data() -> dict[str, Any]:
    return read_data("ocop.targets", "data/columns.toml")


@cache
def columns() -> tuple[Column, ...]:
    """Every column that is read, in the order in which they are written."""
    return tuple(
        Column(
            id=row["id"],
            label=Label.of(row),
            synonyms=tuple(row["synonyms"]),
            base=row.get("base", False),
            required=row.get("required", False),
        )
        for row in _data()["columns"]
    )


@cache
def ignored() -> tuple[str, ...]:
    """The headers of columns that are read past without a fault."""
    return tuple(name for row in _data()["ignored"] for name in (row["id"], *row["synonyms"]))


@cache
def _headers() -> dict[str, str | None]:
    found: dict[str, str | None] = {fold(name): None for name in ignored()}
    for column in columns():
        for name in (column.id, column.label.vi, column.label.en, *column.synonyms):
            found[fold(name)] = column.id
    return found


def column_of(header: str) -> str | None:
    """The id of the column that a header names; None for one that is read past.

    Raises:
        InputError: no column is so called; it names the nearest.
    """
    key = fold(header)
    if key in _headers():
        return _headers()[key]
    near = nearest(header, _headers(), most=1)
    known = _headers()[fold(near[0])] if near else None
    raise InputError(
        told(
            "",
            f"no column is called {header!r}",
            f"did you mean {known!r}?" if known else "the documentation lists the names",
        )
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise InputError(f"{value!r} is not text")
    return value


def _day(value: object) -> date:
    if isinstance(value, str):
        text = value.strip()
        if found := _DAY_FIRST.fullmatch(text):
            day, month, year = map(int, found.groups())
            try:
                return date(year, month, day)
            except ValueError:
                raise InputError(f"{value!r} is not a day of the calendar") from None
        if _SERIAL.fullmatch(text):
            meant = _EXCEL_EPOCH + timedelta(days=int(text))
            raise InputError(
                told("", f"{value!r} is a serial number, not a date", f"is {meant} meant?")
            )
        try:
            return parse_date(text)
        except InputError as err:
            what = err.faults[0].message()
            raise InputError(
                told("", what, "write YYYY-MM-DD or DD/MM/YYYY") if "calendar" not in what else what
            ) from None
    return parse_date(value)


@cache
def _rank_pattern() -> re.Pattern[str]:
    words = "|".join(fold(word) for word in _data()["spellings"]["pending"]["proposed"])
    return re.compile(rf"(?:({words}) )?(?:hang )?(\d)(?: (?:sao|stars?))?(?: ({words}))?")


@lru_cache(maxsize=4096)
def _rank(text: str) -> tuple[int, bool]:
    bare = text.strip()
    if bare and not bare.strip("★*⭐"):
        return len(bare), False
    found = _rank_pattern().fullmatch(fold(text))
    if found is None:
        raise InputError(told("", f"{text!r} is not a rank", "write 3, 4 or 5, or 'đề xuất 5 sao'"))
    return int(found[2]), bool(found[1] or found[3])


def _stars(value: object) -> tuple[int, bool]:
    if type(value) is int:
        return value, False
    return _rank(_text(value))


def _total(value: object) -> int | Fraction:
    if type(value) is int:
        return value
    if isinstance(value, float):
        raise InputError(told("", f"{value!r} is not exact", "write it as text, such as '87.5'"))
    found = read_number(_text(value))
    if found is None:
        raise InputError(f"{value!r} is not a total; write 87, 87.5 or 87,5")
    return found


@cache
def _spellings(what: str) -> dict[str, str]:
    rows = _data()["spellings"][what]
    return {fold(name): id_ for id_, names in rows.items() for name in (id_, *names)}


def _spelt(what: str, known: Mapping[str, str], value: object) -> str:
    text = _text(value)
    key = fold(text)
    if key not in known:
        near = nearest(text, known, most=1)
        meant = known[near[0]] if near else text
        ids = tuple(dict.fromkeys(known.values()))
        raise InputError(told("", f"{text!r} is not a {what}", hint(meant, ids)))
    return known[key]


@cache
def _grounds() -> dict[str, str]:
    return {
        fold(name): each.id
        for each in withdrawal_grounds()
        for name in (each.id, each.label.vi, each.label.en)
    }


@lru_cache(maxsize=4096)
def _kind_of_entity(text: str) -> EntityKind:
    return entity_kind(text)


@lru_cache(maxsize=4096)
def _numbering_on(day: date) -> str:
    """The numbering in force on a day; before the first criteria the first there was."""
    first = regimes()[0]
    return first.numbering if day < first.first_day else regime_on(day).numbering


@lru_cache(maxsize=4096)
def _set(numbering: str, which: int | str) -> ProductSet:
    return find_set(numbering, which)


def _group(value: object) -> str:
    return _spelt("product group", _groups(), value)


@cache
def _groups() -> dict[str, str]:
    from ocop.law import numberings, product_groups  # noqa: PLC0415 - only where it is asked

    return {
        fold(name): group.id
        for group in product_groups(numberings()[-1])
        for name in (group.id, group.label.vi, group.label.en)
        if group.id in group_ids()
    }


def _numbering(value: object) -> str:
    from ocop.law import numberings  # noqa: PLC0415 - only where a file has the column

    return _spelt("numbering", {each: each for each in numberings()}, value)


_READERS: dict[str, Callable[[object], Any]] = {
    "issued_on": _day,
    "valid_from": _day,
    "ends_on": _day,
    "withdrawn_on": _day,
    "superseded_on": _day,
    "re_evaluation_filed_on": _day,
    "re_evaluation_decided_on": _day,
    "stars": _stars,
    "total": _total,
    "entity_kind": lambda value: _kind_of_entity(_text(value)),
    "level": lambda value: Level(_spelt("level", _spellings("level"), value)),
    "kind": lambda value: _spelt("kind of recognition", _spellings("kind"), value),
    "group": _group,
    "withdrawal_ground": lambda value: _spelt("ground of withdrawal", _grounds(), value),
    "numbering": _numbering,
}


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def read_row(row: Mapping[str, object], faults: Faults) -> Recognition | None:
    """The recognition that a row says, its cells by column id; None, with faults, where none."""
    found: dict[str, Any] = {}
    before = len(faults.found)
    for column, value in row.items():
        if _empty(value) or column == "set":
            continue
        try:
            if isinstance(value, str) and value.strip().casefold() in BROKEN:
                raise InputError(told("", f"{value.strip()} is a broken formula"))
            found[column] = _READERS.get(column, _text)(value)
        except OcopError as err:
            faults.found += [_at(column, fault) for fault in err.faults]
    for column in ("name", "stars", "issued_on"):
        if _empty(row.get(column)):
            faults.tell(f"column {column}", "is missing")
    numbering = found.pop("numbering", None)
    if "issued_on" in found:
        _read_set(row.get("set"), found, numbering, faults)
    if len(faults.found) > before:
        return None
    found["stars"], found["pending"] = found["stars"]
    try:
        return Recognition(**found)
    except InputError as err:
        faults.found += [_at(fault.place, fault) for fault in err.faults]
        return None


def _read_set(value: object, found: dict[str, Any], numbering: str | None, faults: Faults) -> None:
    """The product set, in the numbering of the row or of the regime in force on its day."""
    if _empty(value):
        return
    try:
        if type(value) is not int:
            value = _text(value)
        found["product_set"] = _set(numbering or _numbering_on(found["issued_on"]), value)
    except OcopError as err:
        faults.found += [_at("set", fault) for fault in err.faults]


def _at(column: str, fault: Fault) -> Fault:
    return told(f"column {column}", fault.message(), fault.hint())


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
    """The cells of a recognition by column id, as :func:`read_row` takes them; empty ones left out.

    A pending rank is written in words, so that no reader can take it for one that was given.
    """
    cells: dict[str, Any] = {}
    for column in columns():
        if column.id == "set":
            value: Any = each.product_set.number if each.product_set else None
        elif column.id == "numbering":
            value = _numbering_to_write(each)
        elif column.id == "stars" and each.pending:
            value = f"{_data()['spellings']['pending']['written']} {each.stars} sao"
        else:
            value = getattr(each, column.id)
        if isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, EntityKind):
            value = value.id
        elif isinstance(value, Fraction):
            value = _as_written(value)
        if value is not None:
            cells[column.id] = str(value) if isinstance(value, Level) else value
    return cells


def _numbering_to_write(each: Recognition) -> str | None:
    """The numbering of a set that is not the one in force on its day."""
    if each.product_set is None or each.product_set.numbering == _numbering_on(each.issued_on):
        return None
    return each.product_set.numbering
