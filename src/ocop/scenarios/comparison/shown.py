"""Comparisons and sweeps as tables and as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from ocop.scenarios.assumptions.row import LABELS
from ocop.scenarios.comparison.comparison import Comparison, aligned, records_of, with_name
from ocop.scenarios.comparison.swept import Swept, point_cells
from ocop.scenarios.forecast.forecast import Forecast
from ocop.shown.record import Record
from ocop.shown.table import Table, TableRow, column, row
from ocop.shown.value import Shown
from ocop.targets._words import WORDS
from ocop.targets.plan.bound_words import bound_words, value_words
from ocop.targets.plan.target import Target
from ocop.text import Label
from ocop.words import Lang, decimal, in_words, percent

__all__ = ["comparison_records", "comparison_table", "swept_records", "swept_table"]

_COMPARED = Label("So sánh: {}", "Compared: {}")
_EXPECTED = Label(
    "Kỳ vọng đến hạn của chỉ tiêu; trong ngoặc là khả năng đạt.",
    "Expected on the day of the target; in brackets the chance that it is met.",
)
_SWEPT = Label("Kết quả theo từng giá trị", "What comes of each value")
#: The columns of the records of a forecast that are shown, and what they are called.
_OF_FORECAST = {
    "label": WORDS["target"],
    "by": Label("Hạn", "By"),
    "expected": Label("Kỳ vọng", "Expected"),
    "chance": Label("Khả năng đạt", "Chance"),
}


def comparison_records(comparison: Comparison, lang: Lang) -> list[Record]:
    """The records of every scenario, each with its name."""
    return aligned(
        with_name(name, record)
        for name, value in comparison.scenarios.items()
        for record in records_of(value, lang)
    )


def comparison_table(comparison: Comparison, lang: Lang) -> Table:
    """Forecasts of the same targets side by side; then the table of every scenario, by its name."""
    below = []
    for name, value in comparison.scenarios.items():
        table = value.table(lang) if isinstance(value, Shown) else value.table()
        below.append(attrs.evolve(table, caption=f"{name}: {table.caption}"))
    names = tuple(comparison.scenarios)
    forecasts = [one for one in comparison.scenarios.values() if isinstance(one, Forecast)]
    targets = dict.fromkeys(target for one in forecasts for target in one.plan.targets)
    beside = len(forecasts) == len(names)
    return Table(
        caption=_COMPARED(lang).format(", ".join(names)),
        lang=lang,
        columns=tuple(map(column, (WORDS["target"](lang), *names))) if beside else (),
        rows=tuple(_beside(target, forecasts, lang) for target in targets) if beside else (),
        notes=(_EXPECTED(lang),) if beside else (),
        below=tuple(below),
    )


def _beside(target: Target, forecasts: Sequence[Forecast], lang: Lang) -> TableRow:
    """What each forecast expects of a target, and its chance."""
    head = f"{target.label(lang)}: {bound_words(target, lang)}"
    return row(head, *(_outlook(forecast, target, lang) for forecast in forecasts))


def _outlook(forecast: Forecast, target: Target, lang: Lang) -> str:
    last = next((step for step in forecast.expected if step.on == target.by), None)
    value = None if last is None or target not in forecast.plan.targets else last.values[target.id]
    if value is None:
        return "–"
    chance = forecast.chance(target.id).value
    shown = value_words(value, target, lang)
    return shown if chance is None else f"{shown} ({percent(Fraction(chance), lang)})"


def swept_records(swept: Swept) -> list[Record]:
    """The records of every point, each with the values of the point."""
    return aligned(
        {**point_cells(point, supposed=swept.forecasts), **record}
        for point, records in zip(swept.points, swept.records, strict=True)
        for record in records
    )


def swept_table(swept: Swept) -> Table:
    """A row a record; of forecasts only what is expected, and the chance."""
    lang, records = swept.lang, swept_records(swept)
    names = [name for name in (records[0] if records else ()) if not name.endswith("_exact")]
    if swept.forecasts:
        inner = {name for point in swept.records for record in point for name in record}
        names = [name for name in names if name in _OF_FORECAST or name not in inner]
    labels = {**LABELS, **_OF_FORECAST} if swept.forecasts else {}
    return Table(
        caption=_SWEPT(lang),
        lang=lang,
        columns=tuple(
            column(labels[name](lang) if name in labels else name, number=_is_number(records, name))
            for name in names
        ),
        rows=tuple(row(*(_cell(record, name, lang) for name in names)) for record in records),
    )


def _is_number(records: list[Record], name: str) -> bool:
    cells = [record[name] for record in records if record[name] is not None]
    return all(isinstance(cell, int | float) for cell in cells)


def _cell(record: Mapping[str, Any], name: str, lang: Lang) -> str:
    cell = record[name]
    if cell is None:
        return "–"
    if isinstance(cell, date):
        return in_words(cell, lang)
    if isinstance(cell, float):
        return (percent if name == "chance" else decimal)(Fraction(cell), lang)
    return str(cell)
