"""The heading of a register: where it stands, and which columns its names are."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice

import attrs

from ocop.errors import Faults, InputError
from ocop.targets.registry.column import column_of, columns, columns_data
from ocop.words import as_step, fold

__all__ = ["Heading", "delimiter_of", "heading_row", "is_apart", "named"]

#: Rows that are looked at for the heading: titles, dates and signatures may stand above it.
_FIRST_ROWS = 40
_MARKS = ",;\t"
_ROMAN = re.compile(r"[ivxlc]+|[a-h]")
_DIGITS = re.compile(r"[0-9]+")


@attrs.frozen
class Heading:
    """Which columns the headers of a register name.

    Attributes:
        names: Header → column; None for one that is read past. Other headers are kept by name.
        number: The headers of the running number.
    """

    names: Mapping[str, str | None]
    number: frozenset[str]


def _known(headers: Sequence[object]) -> set[str]:
    """The columns that some headers name."""
    known = set()
    for header in headers:
        try:
            column = column_of(header)
        except InputError:
            continue
        if column is not None:
            known.add(column)
    return known


def delimiter_of(text: str) -> str:
    """Of comma, semicolon and tab the one by which a row names the most columns."""

    def most(mark: str) -> int:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        try:
            return max((len(_known(row)) for row in islice(rows, _FIRST_ROWS)), default=0)
        except csv.Error:
            return 0

    return max(_MARKS, key=most)


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The index of the heading: of the first rows that which names the most columns.

    Of a file in which no row names two it is the first row; None where there is none.
    """
    numbers = {n: len(_known(row)) for n, row in enumerate(rows[:_FIRST_ROWS])}
    best = max(numbers, key=lambda n: numbers[n], default=0)
    if numbers.get(best, 0) > 1:
        return best
    return next((n for n, row in enumerate(rows) if any(cell.strip() for cell in row)), None)


def named(headers: Iterable[object], faults: Faults) -> Heading:
    """Which columns headers name; a fault where two name one, and where one is missing."""
    names: dict[str, str | None] = {}
    taken: dict[str, str] = {}
    numbers = set()
    for key in headers:
        header = as_step(key)
        try:
            column = column_of(key)
        except InputError:
            continue  # kept by name
        if column in taken:
            faults.add("column-twice", given=header, other=taken[column], column=column)
            continue
        if column is not None:
            taken[column] = header
        elif fold(header) in _number_headers():
            numbers.add(header)
        names[header] = column
    for each in columns():
        if each.required and each.id not in taken:
            faults.add("missing-column", column=each.id, label=each.label)
    return Heading(names, frozenset(numbers))


@cache
def _number_headers() -> frozenset[str]:
    row = next(row for row in columns_data()["ignored"] if row["id"] == "number")
    return frozenset(fold(name) for name in (row["id"], *row["synonyms"]))


@cache
def _words_of_rows(kind: str) -> tuple[str, ...]:
    return tuple(f"{fold(word)} " for word in columns_data()["spellings"]["rows"][kind])


@cache
def _sum() -> re.Pattern[str]:
    words = "|".join(word.strip() for word in _words_of_rows("total"))
    return re.compile(rf"(?:{words})(?: san pham)?(?: [0-9 ]+)?")


def is_apart(cells: Mapping[str, object], heading: Heading) -> bool:
    """Whether a row is no recognition but a heading of a section, a sum or a signature."""
    filled = {
        header: cell for header, cell in cells.items() if isinstance(cell, str) and cell.strip()
    }
    by_column = {heading.names.get(header): cell for header, cell in filled.items()}
    if "issued_on" in by_column:
        return False
    text = [fold(cell) for header, cell in filled.items() if header not in heading.number]
    number = [fold(filled[header]) for header in heading.number if header in filled]
    first = (number + text)[:2]
    if any(_sum().fullmatch(each) for each in first):
        return True
    if len(text) > 1 or any(map(_DIGITS.fullmatch, number)):
        return False
    if any(f"{each} ".startswith(_words_of_rows("section")) for each in text):
        return True
    return "stars" not in by_column and bool(number and _ROMAN.fullmatch(number[0]))
