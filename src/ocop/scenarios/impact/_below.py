"""The tables that stand below the one of an impact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ocop.shown.table import Table, TableRow, column
from ocop.words import Lang

__all__ = ["table_below"]


def table_below(
    words: Callable[..., str],
    lang: Lang,
    caption: str,
    columns: Mapping[str, bool],
    rows: Iterable[TableRow],
    *,
    notes: tuple[str, ...],
) -> Table:
    """A table below.

    Args:
        words: Key → the words of the language.
        lang: The language.
        caption: The key of its caption.
        columns: The key of each column's head → whether it holds numbers.
        rows: Its rows.
        notes: What stands below it.
    """
    return Table(
        caption=words(caption),
        lang=lang,
        columns=tuple(column(words(head), number=number) for head, number in columns.items()),
        rows=tuple(rows),
        notes=notes,
    )
