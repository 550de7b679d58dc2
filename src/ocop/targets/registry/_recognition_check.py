"""What is wrong with a recognition by itself: its fields, alone and beside each other.

What the law has against it hangs on the rules of its register, see ``_recognition_law``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, get_args

from ocop.argument import check_type
from ocop.errors import Faults
from ocop.frozen_map import FrozenMap
from ocop.law.case import Case
from ocop.law.entity import EntityKind, entity_kinds
from ocop.law.level import Level
from ocop.law.product_set import ProductSet, numberings, product_sets
from ocop.law.regime import regimes
from ocop.targets._checks import check_map
from ocop.targets._home import group_ids
from ocop.targets.registry._span import MOST, ORDER, ends_of, first_of, last_of
from ocop.targets.where import STARS
from ocop.words import as_step

__all__ = [
    "BROKEN",
    "TEXTS",
    "check_ground",
    "check_row",
    "check_text",
    "check_total",
    "field_of",
    "first_day",
    "out_of_order",
]

_DAYS = ("issued_on", *ORDER)
TEXTS = (
    "name",
    "code",
    "entity",
    "province",
    "district",
    "commune",
    "decision",
    "issuer",
    "withdrawal_ground",
)
_CASES = get_args(Case)

#: The columns of which a cell may be unread: a row without the others is no recognition.
_UNREAD = (
    "code",
    "set",
    "numbering",
    "group",
    "entity",
    "entity_kind",
    "province",
    "district",
    "commune",
    "decision",
    "issuer",
    "level",
    "kind",
    "withdrawal_ground",
    "total",
    *ORDER,
)

#: Characters that a cell of a spreadsheet holds at most.
_LONGEST = 32_767

#: No average of a council needs a denominator of so many digits, and no file holds more.
_FINEST = 10**20

_SURROGATE = re.compile("[\ud800-\udfff]")

#: What a spreadsheet shows in the place of a value.
BROKEN = ("#ref!", "#n/a", "#name?", "#value!", "#div/0!", "#num!", "#null!")


@cache
def first_day() -> date:
    """The first day of the first national criteria, which no changes of the rules move."""
    return regimes()[0].first_day


@cache
def _full_marks() -> int:
    """The most that a council can give, under any regime of the law as it stands."""
    return max(each.full_marks for each in regimes())


@cache
def _entity_kinds() -> dict[str, EntityKind]:
    return {kind.id: kind for kind in entity_kinds()}


@cache
def _sets() -> dict[tuple[str, int], ProductSet]:
    return {
        (numbering, each.number): each
        for numbering in numberings()
        for each in product_sets(numbering)
    }


def field_of(column: str) -> str:
    """The field that a column of a register fills."""
    return "product_set" if column == "set" else column


def check_row(row: Any, faults: Faults) -> None:  # noqa: ANN401 - a recognition, or what is to be one
    _check_texts(row, faults)
    if row.stars is None:
        faults.add("missing", "stars")
    elif type(row.stars) is not int or row.stars not in STARS:
        faults.add("not-a-certified-rank", "stars", given=row.stars, least=STARS[0], most=STARS[-1])
    if type(row.pending) is not bool:
        faults.add("not-true-or-false", "pending", given=row.pending)
    _check_kinds(row, faults)
    _check_days(row, faults)
    if row.total is not None:
        check_total(row.total, faults)
    if not _is_empty(row.unread):
        _check_unread(row, faults)
    if not _is_empty(row.others) and check_map(faults, row.others, "others"):
        for header, text in row.others.items():
            if not isinstance(text, str):
                faults.add("not-text", "others", header, given=text)


def _is_empty(table: Any) -> bool:  # noqa: ANN401 - what was handed in
    """Whether it is a table of nothing, as nearly every one is."""
    return type(table) is FrozenMap and not table


def _check_unread(row: Any, faults: Faults) -> None:  # noqa: ANN401 - see _check
    if not check_map(faults, row.unread, "unread"):
        return
    for column, text in row.unread.items():
        if column not in _UNREAD:
            faults.add("not-known", "unread", as_step(column), given=column, known=_UNREAD)
        elif not isinstance(text, str):
            faults.add("not-text", "unread", column, given=text)
        elif getattr(row, field_of(column), None) is not None:
            faults.add("known-and-unread", "unread", column)


def _check_texts(row: Any, faults: Faults) -> None:  # noqa: ANN401 - see _check
    for field in TEXTS:
        value = getattr(row, field)
        if value is not None:
            check_text(value, faults, field)
        elif field == "name":
            faults.add("missing", field)


def check_text(value: Any, faults: Faults, field: str) -> None:  # noqa: ANN401 - what was handed in
    """Note what is wrong with the text of a field."""
    if not isinstance(value, str):
        faults.add("not-text", field, given=value)
    elif len(value) > _LONGEST:
        faults.add("too-long-a-cell", field, length=len(value), most=_LONGEST)
    elif value[0] == "#" and value.casefold() in BROKEN:
        faults.add("broken-formula", field, given=value)
    elif not value.isascii() and _SURROGATE.search(value):
        faults.add("half-a-character", field, given=value)


def check_total(total: Any, faults: Faults) -> None:  # noqa: ANN401 - what was handed in
    """Note what is wrong with a total by itself."""
    exact = type(total) is int or isinstance(total, Fraction)
    if not exact or total < 0:
        faults.add("not-an-exact-total", "total", given=total, most=_full_marks())
    elif isinstance(total, Fraction) and total.denominator >= _FINEST:
        faults.add("too-fine-a-total", "total")


def _check_kinds(row: Any, faults: Faults) -> None:  # noqa: ANN401 - see _check
    for field, kind in (("product_set", ProductSet), ("entity_kind", EntityKind), ("level", Level)):
        value = getattr(row, field)
        if value is not None:
            check_type(faults, value, kind, field)
    held, whose = row.product_set, row.entity_kind
    if isinstance(held, ProductSet) and _sets().get((held.numbering, held.number)) != held:
        faults.add("not-of-the-library", "product_set", given=held.id)
    if isinstance(whose, EntityKind) and _entity_kinds().get(whose.id) != whose:
        faults.add("not-of-the-library", "entity_kind", given=whose.id)
    for field, known in (("group", group_ids()), ("kind", _CASES)):
        value = getattr(row, field)
        if value is not None and not (isinstance(value, str) and value in known):
            faults.add("not-known", field, given=value, known=known)


def _check_days(row: Any, faults: Faults) -> None:  # noqa: ANN401 - see _check
    for field in _DAYS:
        value = getattr(row, field)
        if value is not None and type(value) is not date:
            faults.add("not-a-date", field, given=value)
    if row.issued_on is None:
        faults.add("missing", "issued_on")
    if _is_empty(row.until) or _check_until(row, faults):
        for code, field, values in out_of_order(row):
            faults.add(code, field, **values)
    check_ground(row, faults)


def check_ground(row: Any, faults: Faults) -> None:  # noqa: ANN401 - see _check
    """Note a ground of no withdrawal."""
    if row.withdrawal_ground is not None and row.withdrawn_on is None:
        unread = isinstance(row.unread, Mapping) and "withdrawn_on" in row.unread
        if not unread:
            faults.add("ground-without-a-day", "withdrawal_ground")


def _check_until(row: Any, faults: Faults) -> bool:  # noqa: ANN401 - see _check
    """Note what is no month or year of a day; whether there is none such."""
    before = len(faults.found)
    if not check_map(faults, row.until, "until"):
        return False
    if len(row.until) > MOST:
        faults.add("too-many-months", "until", count=len(row.until), most=MOST)
    for field, last in row.until.items():
        if field not in _DAYS:
            faults.add("not-known", "until", as_step(field), given=field, known=_DAYS)
        elif type(last) is not date:
            faults.add("not-a-date", "until", field, given=last)
        elif (first := first_of(row, field)) is None or last not in ends_of(first):
            faults.add("not-a-month-or-year", "until", field, given=last, first=first)
    return len(faults.found) == before


def out_of_order(row: Any) -> Iterator[tuple[str, str, dict[str, date]]]:  # noqa: ANN401 - see _check
    """(code, field, values of the fault) of the days that come before what they follow."""
    issued, to_the_day = first_of(row, "issued_on"), _is_empty(row.until)
    for field in ORDER:
        last = getattr(row, field) if to_the_day else last_of(row, field)
        if type(last) is date and issued is not None and last < issued:
            yield "before-the-issue", field, {"given": last, "issued": issued}
    first, ends = first_of(row, "valid_from"), last_of(row, "ends_on")
    if first is not None and ends is not None and ends < first:
        yield "ends-before-valid", "ends_on", {"given": ends, "first": first}
