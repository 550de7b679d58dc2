"""The columns of a registry file: their names, their spellings, and what a cell says.

A cell is read as it is written or not at all. Dates are ``2026-05-22`` or ``22/05/2026``; a rank is
``4``, ``4 sao`` or ``★★★★``; *đề xuất 5 sao* is a proposal, no rank. *Tiềm năng 5 sao* is one where
the total or the level of its row says so: offices say it of products at 88 points too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.dates import DateRange
from ocop.errors import Fault, Faults, InputError, OcopError, fault
from ocop.exact import as_whole
from ocop.law.entity import EntityKind, entity_kind
from ocop.law.level import Level
from ocop.law.product_set import ProductSet, numberings
from ocop.law.rules import Rules
from ocop.law.set_name import find_set
from ocop.numbers import read_number
from ocop.targets._home import group_names, numbering_on
from ocop.targets.registry._lookup import looked_up
from ocop.targets.registry._rank_cell import WHOLE, Rank, read_rank
from ocop.targets.registry._recognition_check import BROKEN, field_of, first_day
from ocop.targets.registry._recognition_law import check_by_law
from ocop.targets.registry._span import MOST, ORDER
from ocop.targets.registry.column import columns_data
from ocop.targets.registry.day_cell import of_serial, read_day
from ocop.targets.registry.recognition import Recognition, check_fields, without
from ocop.text import Label
from ocop.words import Names, fold, half_width, listed, plain_digits

__all__ = ["DAYS", "is_empty", "read_cell", "read_row", "read_set"]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise InputError.of("not-text", given=value)
    return value


def _whole(value: Any) -> Any:  # noqa: ANN401 - any cell
    """A whole number of any library, a float that is one too; anything else as it is."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return as_whole(value)


def _stars(value: Any) -> Rank:  # noqa: ANN401 - any cell
    whole = _whole(value)
    if type(whole) is int:
        return Rank(stars=whole)
    if isinstance(value, float):
        raise InputError.of("not-a-whole-number", given=value)
    return read_rank(_text(value))


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


@lru_cache(maxsize=64)
def _spellings(column: str, rules: Rules) -> tuple[dict[str, str], Names, tuple[Label, ...]]:
    """Of a column with a closed list: folded spelling → id, the spellings, and what there is."""
    names: dict[str, list[str]] = {}
    if column == "withdrawal_ground":
        names = {one.id: [one.label.vi, one.label.en] for one in Withdrawal.grounds(rules)}
    elif column == "group":
        names = {id_: [*spelt] for id_, spelt in group_names().items()}
    elif column == "numbering":
        names = {numbering: [] for numbering in numberings()}
    for id_, others in columns_data()["spellings"].get(column, {}).items():
        names.setdefault(id_, []).extend(others)
    spelt = [(name, id_) for id_, others in names.items() for name in (id_, *others)]
    options = tuple(Label(next(iter(others), id_), id_) for id_, others in names.items())
    return (
        {fold(name): id_ for name, id_ in spelt},
        listed(name for name, _ in spelt),
        options,
    )


_OF_A_GROUP = re.compile(r"(?:nhom|nganh hang|nganh)(?: san pham)? (.+)")


def _spelt(column: str, value: object, rules: Rules) -> str:
    known, names, options = _spellings(column, rules)
    text = _text(value)
    key = fold(text)
    id_ = known.get(key)
    if id_ is None and column == "group" and (match := _OF_A_GROUP.fullmatch(key)):
        id_ = known.get(match[1])
    if id_ is None:
        raise InputError.of("not-known", given=text, known=names, options=options)
    return id_


@looked_up
def _kind_of_entity(text: str) -> EntityKind:
    return entity_kind(text)


@looked_up
def _set(numbering: str, which: int | str) -> ProductSet:
    return find_set(numbering, which, words=False)  # a cell is a name, not a question


DAYS = ("issued_on", *ORDER)

_READERS: dict[str, Callable[[object], Any]] = {
    **dict.fromkeys(DAYS, read_day),
    "stars": _stars,
    "total": _total,
    "entity_kind": lambda value: _kind_of_entity(_text(value)),
}
#: The columns with a closed list.
_SPELT = frozenset({"level", "kind", "group", "withdrawal_ground", "numbering"})


def is_empty(value: object) -> bool:
    """Whether a cell holds nothing; data frames have NaN, which differs from itself, for that."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, (float, date)) and value != value)  # noqa: PLR0124


def read_cell(column: str, value: object, rules: Rules) -> Any:  # noqa: ANN401 - as _READERS
    """What a cell of a column says that is not empty.

    Raises:
        OcopError: it says nothing that can be read.
    """
    if isinstance(value, str):
        if value.strip().casefold() in BROKEN:
            raise InputError.of("broken-formula", given=value.strip())
        if (column in _READERS or column in _SPELT) and not value.isascii():
            value = half_width(value)  # digits typed full width are digits
    if column in _SPELT:
        id_ = _spelt(column, value, rules)
        return Level(id_) if column == "level" else id_
    return _READERS.get(column, _text)(value)


def read_row(
    row: Mapping[str, object],
    faults: Faults,
    *,
    others: Mapping[str, str],
    serial_dates: bool,
    rules: Rules,
) -> Recognition | None:
    """The recognition that a row says, its cells by column id; None where it says none.

    A cell that cannot be read, or cannot be so beside the others, is a fault. It leaves the row
    with that cell unread; only a row without a name, stars or a day of issue says no recognition.
    What cannot be read and what cannot be so are told together.

    Args:
        row: Column → cell.
        faults: What is wrong with the row so far.
        others: Header → cell of the columns that nobody knows.
        serial_dates: Whether a number of five digits is the day that a spreadsheet counts.
        rules: Which law says what a row may be.
    """
    fields: dict[str, Any] = {"others": others} if others else {}
    unread: dict[str, str] = {}
    for column, value in row.items():
        if is_empty(value) or column == "set":
            continue
        try:
            cell = of_serial(value) if serial_dates and column in DAYS else value
            fields[column] = read_cell(column, cell, rules)
        except OcopError as err:
            faults.take(_of_digits(value) or err.faults, column)
            unread[column] = _as_it_stands(value)
    _read_set(row.get("set"), fields, unread, faults)
    _read_spans(row, fields, unread, faults)
    if (rank := fields.get("stars")) is not None:
        fields["stars"], fields["pending"] = rank.stars, rank.pending
        if rank.loose and not _surely_proposed(fields, rules):
            faults.add("potential-alone", "stars", given=_text(row["stars"]), stars=rank.stars)
            unread["stars"] = _as_it_stands(fields.pop("stars"))
    return _recognition(row, fields, unread, faults, rules)


def _read_spans(
    row: Mapping[str, object], fields: dict[str, Any], unread: dict[str, str], faults: Faults
) -> None:
    """Keep the months and years among the days: the first day of each, and its last."""
    columns = [column for column in DAYS if isinstance(fields.get(column), DateRange)]
    for column in columns[MOST:]:
        faults.add("not-to-the-day", column, given=row[column])
        unread[column] = _as_it_stands(row[column])
        del fields[column]
    if columns:
        days = {column: fields[column] for column in columns[:MOST]}
        fields |= {column: span.first for column, span in days.items()}
        fields["until"] = {column: span.last for column, span in days.items()}


def _surely_proposed(fields: Mapping[str, Any], rules: Rules) -> bool:
    """Whether the total or the level of a row says that its rank was proposed."""
    if "total" in fields or "issued_on" not in fields:
        return True  # the total is held against the rank; without a day there is no recognition
    day, stars = fields["issued_on"], fields["stars"]
    if day < first_day():
        return False
    levels = (rule.level for rule in rules.regime_on(day).levels if stars in rule.recognises)
    return fields.get("level") in {*levels}


def _recognition(
    row: Mapping[str, object],
    fields: dict[str, Any],
    unread: dict[str, str],
    faults: Faults,
    rules: Rules,
) -> Recognition | None:
    """The recognition of fields, those left out that cannot be beside the others."""
    lost = unread.keys() & _REQUIRED or {*_REQUIRED} - fields.keys()
    recognition: Recognition | None = None
    lacks: set[str] = set()
    while True:
        rest = {column: text for column, text in unread.items() if column not in _REQUIRED}
        if lost:
            lacking = [field_of(column) for column in unread]
            faults.take(check_fields({**fields, "unread": rest}, lacking, rules))
            return None
        if recognition is None:
            recognition, wrong = _made({**fields, "unread": rest}, rules)
        else:  # what it is without them is as right by itself
            recognition = without(recognition, lacks, rest)
            wrong = _by_law(recognition, rules)
        if not wrong:
            return recognition
        faults.take(wrong)
        lacks = {str(one.path[0]) for one in wrong}
        if lacks & {*_REQUIRED, "pending"}:
            return None
        for field in lacks:
            column = "set" if field == "product_set" else field
            unread[column] = _as_it_stands(row[column])
            del fields[field]
            fields.get("until", {}).pop(field, None)


def _made(fields: dict[str, Any], rules: Rules) -> tuple[Recognition | None, tuple[Fault, ...]]:
    """The recognition of fields, None where they make none; and what is wrong with them."""
    try:
        recognition = Recognition(**fields)
    except InputError as err:
        return None, check_fields(fields, (), rules, err.faults)
    return recognition, _by_law(recognition, rules)


def _by_law(recognition: Recognition, rules: Rules) -> tuple[Fault, ...]:
    faults = Faults()
    check_by_law(recognition, rules, faults)
    return tuple(faults.found)


def _as_it_stands(value: object) -> str:
    """A cell as text."""
    return " ".join(value.split()) if isinstance(value, str) else str(value)


#: The columns without which a row says no recognition.
_REQUIRED = ("name", "stars", "issued_on")


def _of_digits(value: object) -> tuple[Fault, ...]:
    """The fault of a cell that is typed in other digits than 0 to 9; none where it is not."""
    plain = plain_digits(value) if isinstance(value, str) else None
    return () if plain is None else (fault("other-digits", given=value, plain=plain),)


_BY_NUMBER = re.compile(r"(?:bo(?: so| san pham)?|set) ([0-9]{1,2})")


def _read_set(
    value: object, fields: dict[str, Any], unread: dict[str, str], faults: Faults
) -> None:
    """The product set, in the numbering of the row or of the regime in force on its day."""
    numbering = fields.pop("numbering", None)
    if is_empty(value):
        return
    unread["set"] = _as_it_stands(value)
    if "issued_on" not in fields or "numbering" in unread:
        return
    try:
        fields["product_set"] = _set_in(_numberings(numbering, fields["issued_on"]), value)
        del unread["set"]
    except OcopError as err:
        faults.take(_of_digits(value) or err.faults, "set")
        if numbering is not None:
            unread["numbering"] = numbering


def _number_or_name(text: str) -> int | str:
    """The number of a set where a cell has no more than that: ``6``, ``6.0``, ``Bộ 6``."""
    match = WHOLE.fullmatch(text.strip()) or _BY_NUMBER.fullmatch(fold(text))
    return text if match is None else int(match[1])


def _numberings(numbering: str | None, issued: date | DateRange) -> tuple[str, ...]:
    """The numbering of a row, or those in force on the days of its issue."""
    if numbering is not None:
        return (numbering,)
    ends = (issued.first, issued.last) if isinstance(issued, DateRange) else (issued,)
    return tuple(dict.fromkeys(numbering_on(day) for day in ends))


def _set_in(numbering: tuple[str, ...], value: object) -> ProductSet:
    if len(numbering) > 1:
        raise InputError.of("numbering-not-clear", given=_which(value))
    return read_set(numbering[0], value)


def read_set(numbering: str, value: object) -> ProductSet:
    """The product set of a numbering that a cell says.

    Raises:
        OcopError: it says none.
    """
    return _set(numbering, _which(value))


def _which(value: object) -> int | str:
    which = _whole(value)
    return which if type(which) is int else _number_or_name(half_width(_text(value)))
