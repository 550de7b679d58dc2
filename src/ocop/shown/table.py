"""Tables (bảng): what a value shows, in one language, before it is text, HTML or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import attrs

from ocop import _ports
from ocop.checked import Checked, check_fields
from ocop.errors import Faults
from ocop.words import Lang

__all__ = [
    "State",
    "Table",
    "TableColumn",
    "TableRow",
    "column",
    "facts",
    "part_row",
    "row",
    "total_row",
]

#: How a row stands: what it asks is met, missed, still open, or cannot be told.
State = Literal["met", "missed", "open", "unknown"]


@attrs.frozen(repr=False)
class TableColumn(Checked):
    """A column: its heading, and whether it holds words (to the left) or numbers (to the right)."""

    head: str
    kind: Literal["text", "number"] = "text"


@attrs.frozen(repr=False)
class TableRow(Checked):
    """A row: a text for every column.

    Attributes:
        cells: One a column, in their order; a text may have several lines.
        kind: ``"part"`` heads the rows below it, ``"total"`` sums up those above it.
        state: How it stands, shown as a sign of its own; None where there is nothing to tell.
    """

    cells: tuple[str, ...]
    kind: Literal["row", "part", "total"] = "row"
    state: State | None = None


@attrs.frozen(kw_only=True, repr=False)
class Table(Checked):
    """A table in one language; ``print`` it, or let a notebook show it.

    Attributes:
        caption: What it shows, in a line.
        lang: ``"vi"`` or ``"en"``.
        facts: What holds for all of it, said once above the rows: name and text.
        columns: Its columns.
        rows: Its rows.
        notes: What is said once below the rows: sources, readings, doubts.
        below: Tables that follow it.

    Raises:
        InputError: a field is at fault, or a row has not a cell for every column.
    """

    caption: str
    lang: Lang
    facts: tuple[tuple[str, str], ...] = ()
    columns: tuple[TableColumn, ...] = ()
    rows: tuple[TableRow, ...] = ()
    notes: tuple[str, ...] = ()
    below: tuple[Table, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_fields(self)
        faults = Faults()
        for n, one in enumerate(self.rows):
            if len(one.cells) != len(self.columns):
                number, needed = len(one.cells), len(self.columns)
                faults.add("not-so-many", "rows", n, "cells", number=number, needed=needed)
        faults.raise_if_any()

    @property
    def has_states(self) -> bool:
        """Whether some row tells how it stands."""
        return any(one.state for one in self.rows)

    def text(self) -> str:
        """The table as lines of text."""
        text: str = _ports.ask("text-of-table", self)
        return text

    def html(self) -> str:
        """The table as HTML without colours of its own, so that light and dark pages both do."""
        html: str = _ports.ask("html-of-table", self)
        return html

    def markdown(self) -> str:
        """The table as Markdown, as GitHub reads it."""
        markdown: str = _ports.ask("markdown-of-table", self)
        return markdown

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return self.html()

    def _repr_markdown_(self) -> str:
        return self.markdown()


def column(head: str, *, number: bool = False) -> TableColumn:
    """A column of words, or of numbers."""
    return TableColumn(head, "number" if number else "text")


def row(*cells: str, state: State | None = None) -> TableRow:
    """A row of these cells."""
    return TableRow(cells, state=state)


def part_row(*cells: str) -> TableRow:
    """A row that heads those below it."""
    return TableRow(cells, "part")


def total_row(*cells: str, state: State | None = None) -> TableRow:
    """A row that sums up those above it."""
    return TableRow(cells, "total", state)


def facts(pairs: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The facts of a table, without those that have no text."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    return tuple((name, text) for name, text in items if text)
