"""The columns of a registry file: their names, their spellings, and what a cell says.

A cell is read as it is written or not at all. Dates are ``2026-05-22`` or ``22/05/2026``; a rank is
``4``, ``4 sao`` or ``★★★★``; *đề xuất 5 sao* and *tiềm năng 5 sao* are proposals, not ranks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, lru_cache, partial, wraps
from typing import Any, TypeVar, cast
from unicodedata import normalize

import attrs

from ocop.cycle.certificate.withdrawal import Withdrawal, WithdrawalGround
from ocop.data import read_data
from ocop.dates import parse_date
from ocop.errors import Fault, Faults, InputError, OcopError, fault
from ocop.exact import as_day, as_whole
from ocop.law.entity import EntityKind, entity_kind
from ocop.law.level import Level
from ocop.law.product_set import ProductGroup, ProductSet, find_set, numberings, product_groups
from ocop.law.regime import regime_on, regimes
from ocop.targets._numbers import read_number
from ocop.targets.registry._column_rows import ColumnsFile
from ocop.targets.registry.recognition import BROKEN, Recognition, check_fields
from ocop.text import Label
from ocop.words import Names, fold, listed, plain_digits

__all__ = ["Column", "column_of", "columns", "ignored", "read_row", "write_row"]

T = TypeVar("T")

_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SERIAL = re.compile(r"[0-9]{5}")
_EXCEL_EPOCH = date(1899, 12, 30)


def _looked_up(look_up: Callable[..., T]) -> Callable[..., T]:
    """A look-up that keeps its answers, and its refusals too: a file repeats its mistakes."""

    @lru_cache(maxsize=4096)
    def kept(*args: Any) -> tuple[T | None, tuple[Fault, ...]]:  # noqa: ANN401 - those of look_up
        try:
            return look_up(*args), ()
        except OcopError as err:
            return None, tuple(attrs.evolve(one, path=()) for one in err.faults)

    @wraps(look_up)
    def answer(*args: Any) -> T:  # noqa: ANN401 - those of look_up
        value, faults = kept(*args)
        if faults:
            raise InputError(faults)
        return cast("T", value)

    return answer


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
    table: dict[str, Any] = read_data("ocop.targets", "data/columns.toml", ColumnsFile)
    return table


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
    headers: dict[str, str | None] = {fold(name): None for name in ignored()}
    for column in columns():
        for name in (column.id, column.label.vi, column.label.en, *column.synonyms):
            headers[fold(name)] = column.id
    return headers


@cache
def _header_names() -> Names:
    return listed(
        name
        for column in columns()
        for name in (column.id, column.label.vi, column.label.en, *column.synonyms)
    )


def column_of(header: object) -> str | None:
    """The id of the column that a header names; None for one that is read past.

    Raises:
        InputError: no column is so called; it names the one that is surely meant.
    """
    key = fold(header) if isinstance(header, str) else None
    if key in _headers():
        return _headers()[key]
    raise InputError.of("no-such-column", given=header, known=_header_names())


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise InputError.of("not-text", given=value)
    return value


def _day(value: Any) -> date:  # noqa: ANN401 - any cell
    if not isinstance(value, str):
        return parse_date(as_day(value))
    text = value.strip()
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
        try:
            return date(year, month, day)
        except ValueError:
            raise InputError.of("not-a-day", given=value) from None
    if _SERIAL.fullmatch(text):
        meant = _EXCEL_EPOCH + timedelta(days=int(text))
        raise InputError.of("serial-number", given=value, meant=meant)
    if not _ISO.fullmatch(text):
        raise InputError.of("not-a-date-of-a-register", given=value)
    return parse_date(text)


@cache
def _rank_pattern() -> re.Pattern[str]:
    words = "|".join(fold(word) for word in _data()["spellings"]["pending"]["proposed"])
    return re.compile(rf"(?:({words}) )?(?:hang )?([0-9])(?: (?:sao|stars?))?(?: ({words}))?")


@_looked_up
def _rank(text: str) -> tuple[int, bool]:
    bare = text.strip()
    if bare and not bare.strip("★*⭐"):
        return len(bare), False
    match = _rank_pattern().fullmatch(fold(text))
    if match is None:
        raise InputError.of("not-a-rank", given=text)
    return int(match[2]), bool(match[1] or match[3])


def _stars(value: Any) -> tuple[int, bool]:  # noqa: ANN401 - any cell
    whole = as_whole(value)
    if type(whole) is int:
        return whole, False
    if isinstance(value, float):
        raise InputError.of("not-a-whole-number", given=value)
    return _rank(_text(value))


def _total(value: Any) -> int | Fraction:  # noqa: ANN401 - any cell
    whole = as_whole(value)
    if type(whole) is int or isinstance(whole, Fraction):
        return whole
    if isinstance(value, float):
        raise InputError.of("not-exact", given=value)
    number = read_number(_text(value))
    if number is None:
        raise InputError.of("not-a-total", given=value)
    return number


@cache
def _spellings(column: str) -> tuple[dict[str, str], Names, tuple[Label, ...]]:
    """Of a column with a closed list: folded spelling → id, the spellings, and what there is."""
    named: Iterable[WithdrawalGround | ProductGroup] = ()
    names: dict[str, tuple[str, ...]]
    if column == "withdrawal_ground":
        named = Withdrawal.grounds()
    elif column == "group":
        named = product_groups(numberings()[-1])
    names = {one.id: (one.label.vi, one.label.en) for one in named}
    names |= _data()["spellings"].get(column, {})
    if column == "numbering":
        names = dict.fromkeys(numberings(), ())
    spelt = [(name, id_) for id_, others in names.items() for name in (id_, *others)]
    options = tuple(Label(next(iter(others), id_), id_) for id_, others in names.items())
    return (
        {fold(name): id_ for name, id_ in spelt},
        listed(name for name, _ in spelt),
        options,
    )


def _spelt(column: str, value: object) -> str:
    known, names, options = _spellings(column)
    text = _text(value)
    id_ = known.get(fold(text))
    if id_ is None:
        raise InputError.of("not-known", given=text, known=names, options=options)
    return id_


@_looked_up
def _kind_of_entity(text: str) -> EntityKind:
    return entity_kind(text)


@lru_cache(maxsize=4096)
def _numbering_on(day: date) -> str:
    """The numbering in force on a day; before the first criteria the first there was."""
    first = regimes()[0]
    return first.numbering if day < first.first_day else regime_on(day).numbering


@_looked_up
def _set(numbering: str, which: int | str) -> ProductSet:
    return find_set(numbering, which, words=False)  # a cell is a name, not a question


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
    "level": lambda value: Level(_spelt("level", value)),
    **{
        column: partial(_spelt, column)
        for column in ("kind", "group", "withdrawal_ground", "numbering")
    },
}


def _empty(value: object) -> bool:
    """Whether a cell holds nothing; data frames have NaN, which differs from itself, for that."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, (float, date)) and value != value)  # noqa: PLR0124


def _read_cell(column: str, value: object) -> Any:  # noqa: ANN401 - each column has its kind
    if isinstance(value, str):
        if value.strip().casefold() in BROKEN:
            raise InputError.of("broken-formula", given=value.strip())
        if column in _READERS and not value.isascii():
            value = normalize("NFKC", value)  # digits typed full width are digits
    return _READERS.get(column, _text)(value)


def read_row(row: Mapping[str, object], faults: Faults) -> Recognition | None:
    """The recognition that a row says, its cells by column id; None, with faults, where none.

    What cannot be read and what cannot be so are told together.
    """
    fields: dict[str, Any] = {}
    unread: set[str] = set()
    for column, value in row.items():
        if _empty(value) or column == "set":
            continue
        try:
            fields[column] = _read_cell(column, value)
        except OcopError as err:
            faults.take(_of_digits(value) or err.faults, column)
            unread.add(column)
    numbering = fields.pop("numbering", None)
    if "issued_on" in fields and "numbering" not in unread:
        try:
            _read_set(row.get("set"), fields, numbering)
        except OcopError as err:
            faults.take(_of_digits(row.get("set")) or err.faults, "set")
            unread.add("product_set")
    if "stars" in fields:
        fields["stars"], fields["pending"] = fields["stars"]
    if not unread:
        try:
            return Recognition(**_REQUIRED | fields)
        except InputError as err:
            faults.take(err.faults)
            return None
    check_fields(_REQUIRED | fields, faults, unread)
    return None


def _of_digits(value: object) -> tuple[Fault, ...]:
    """The fault of a cell that is typed in other digits than 0 to 9; none where it is not."""
    plain = plain_digits(value) if isinstance(value, str) else None
    return () if plain is None else (fault("other-digits", given=value, plain=plain),)


_REQUIRED: dict[str, Any] = dict.fromkeys(("name", "stars", "issued_on"))


def _read_set(value: object, fields: dict[str, Any], numbering: str | None) -> None:
    """The product set, in the numbering of the row or of the regime in force on its day."""
    if not _empty(value):
        which: Any = as_whole(value)  # type: ignore[arg-type]  # any cell
        if type(which) is not int:
            which = normalize("NFKC", _text(value))
        fields["product_set"] = _set(numbering or _numbering_on(fields["issued_on"]), which)


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
