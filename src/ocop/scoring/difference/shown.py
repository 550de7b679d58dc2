"""Differences as tables and records."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import attrs

from ocop.scoring.difference.difference import Difference, ranges
from ocop.scoring.difference.row import GROUP_TITLES, DifferenceRow
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.scorecard import Scorecard
from ocop.shown.record import Record
from ocop.shown.table import Table, TableRow, column, part_row, row
from ocop.text import Label
from ocop.words import Lang

__all__ = ["difference_records", "difference_table"]

_HEADS = (
    Label("Ở đâu", "Where"),
    Label("Khác ở", "What"),
    Label("Trước", "Before"),
    Label("Sau", "After"),
    Label("Bộ", "Sets"),
)


def difference_table(found: Difference, lang: Lang) -> Table:
    """A row for everything that differs, group by group."""
    ends = " → ".join(_title(end, lang) for end in (found.before, found.after))
    return Table(
        caption=ends,
        lang=lang,
        columns=tuple(column(head(lang)) for head in _HEADS),
        rows=tuple(_rows(found, lang)),
    )


def _title(end: object, lang: Lang) -> str:
    rubric = end.rubric if isinstance(end, Scorecard) else end
    if isinstance(rubric, Rubric):
        return f"{rubric.title(lang)} ({rubric.regime.citation(lang)})"
    return str(rubric.citation(lang))  # type: ignore[attr-defined]  # a regime


def _rows(found: Difference, lang: Lang) -> Iterator[TableRow]:
    for group, rows in groupby(found.shared_rows(), key=lambda pair: pair[1].group):
        yield part_row(GROUP_TITLES[group](lang), "", "", "", "")
        for sets, one in rows:
            cells = (each(lang) for each in (one.place, one.what, one.before, one.after))
            yield row(*cells, ranges(sets))


def difference_records(found: Difference, lang: Lang) -> list[Record]:
    """A record a row: its group, the fields of :class:`DifferenceRow`, and its words."""
    return [_record(row, lang) for row in found.rows]


def _record(row: DifferenceRow, lang: Lang) -> Record:
    record: Record = {"group": row.group}
    for field in attrs.fields(DifferenceRow):
        value = getattr(row, field.name)
        record[field.name] = value(lang) if isinstance(value, Label) else value
    return {**record, "text": row.text(lang)}
