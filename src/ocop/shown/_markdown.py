"""Tables as Markdown, with the tables of GitHub's dialect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ocop.shown._sign import SIGNS
from ocop.shown.table import Table, TableRow
from ocop.words import escaped

__all__ = ["markdown"]

#: Letters that Markdown would take for its own.
_MEANT = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_[]<>|~#&$"})
#: What would begin a list at the head of a line.
_LIST = re.compile(r"^(\s*)(?:([-+])|(\d+)([.)]))(?=\s|$)")


def markdown(table: Table) -> str:
    """A table, its facts above it and its notes below."""
    return "\n\n".join(_pieces(table)) + "\n"


def _pieces(table: Table) -> Iterator[str]:
    yield f"**{_words(table.caption)}**"
    if table.facts:
        yield "\n".join(f"- {_words(name)}: {_words(text)}" for name, text in table.facts)
    if table.columns and table.rows:
        yield "\n".join(_lines(table))
    if table.notes:
        yield "\n".join(f"- {_words(note)}" for note in table.notes)
    for below in table.below:
        yield markdown(below).rstrip("\n")


def _lines(table: Table) -> Iterator[str]:
    signed = table.has_states
    sides = ["---:" if column.kind == "number" else ":---" for column in table.columns]
    yield _line([*[""] * signed, *(_words(column.head) for column in table.columns)])
    yield _line([*[":---"] * signed, *sides])
    for row in table.rows:
        yield _line([*[SIGNS[row.state]] * signed, *_cells(row)])


def _cells(row: TableRow) -> Iterator[str]:
    for cell in row.cells:
        words = _words(cell)
        yield f"**{words}**" if words.strip() and row.kind != "row" else words


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _words(text: str) -> str:
    return "<br>".join(_line_words(line) for line in text.split("\n"))


def _line_words(line: str) -> str:
    return _LIST.sub(_no_list, escaped(line).translate(_MEANT))


def _no_list(head: re.Match[str]) -> str:
    indent, bullet, number, dot = head.groups()
    return f"{indent}\\{bullet}" if bullet else f"{indent}{number}\\{dot}"
