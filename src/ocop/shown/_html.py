"""Tables as HTML for notebooks.

No colours: Jupyter, VS Code and GitHub each bring their own, light or dark. Jupyter sets every cell
to the right unless its style says otherwise, and GitHub drops styles but keeps ``align``, so that
numbers have both.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ocop.shown._sign import SIGNS, STATE_WORDS
from ocop.shown.table import Table, TableRow
from ocop.words import Lang, escaped

__all__ = ["html"]

_LEFT = ' style="text-align:left"'
_RIGHT = ' align="right" style="text-align:right"'


def html(table: Table) -> str:
    """A table, its facts above it and its notes below."""
    return f"<div>{''.join(_pieces(table))}</div>"


def _pieces(table: Table) -> Iterator[str]:
    yield f"<p><strong>{_words(table.caption)}</strong></p>"
    if table.facts:
        rows = (
            f"<tr><th{_LEFT}>{_words(name)}</th><td{_LEFT}>{_words(text)}</td></tr>"
            for name, text in table.facts
        )
        yield f"<table>{''.join(rows)}</table>"
    if table.columns and table.rows:
        yield f"<table>{_head(table)}{''.join(_row(table, row) for row in table.rows)}</table>"
    if table.notes:
        notes = "".join(f"<li>{_words(note)}</li>" for note in table.notes)
        yield f"<ul{_LEFT}>{notes}</ul>"
    for below in table.below:
        yield html(below)


def _head(table: Table) -> str:
    if not any(column.head for column in table.columns):
        return ""
    sign = "<th></th>" if table.has_states else ""
    cells = "".join(
        f"<th{_side(column.kind)}>{_words(column.head)}</th>" for column in table.columns
    )
    return f"<tr>{sign}{cells}</tr>"


def _row(table: Table, row: TableRow) -> str:
    tag = "td" if row.kind == "row" else "th"
    sign = f"<td>{_sign(row, table.lang)}</td>" if table.has_states else ""
    cells = "".join(
        f"<{tag}{_side(column.kind)}>{_words(cell)}</{tag}>"
        for column, cell in zip(table.columns, row.cells, strict=True)
    )
    return f"<tr>{sign}{cells}</tr>"


def _sign(row: TableRow, lang: Lang) -> str:
    if row.state is None:
        return ""
    return f'<span title="{escape(STATE_WORDS[row.state](lang))}">{SIGNS[row.state]}</span>'


def _side(kind: str) -> str:
    return _RIGHT if kind == "number" else _LEFT


def _words(text: str) -> str:
    return "<br>".join(escape(escaped(line)) for line in text.split("\n"))
