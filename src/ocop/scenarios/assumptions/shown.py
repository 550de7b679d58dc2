"""Assumptions as a table and as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import attrs

from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scenarios.assumptions.row import LABELS
from ocop.scenarios.assumptions.share import key_text
from ocop.shown.record import Record, exactly
from ocop.shown.table import Table, column, row
from ocop.text import Label
from ocop.words import Lang

__all__ = ["assumptions_records", "assumptions_table"]

_CAPTION = Label("Giả định của dự báo", "Assumptions of a forecast")
_HEADS = (
    Label("Điều", "What"),
    Label("Được cho là", "Is supposed to be"),
    Label("Nguồn", "Source"),
)


def assumptions_table(assumptions: Assumptions, lang: Lang) -> Table:
    """A row a field, with its source."""
    return Table(
        caption=_CAPTION(lang),
        lang=lang,
        columns=tuple(column(head(lang)) for head in _HEADS),
        rows=tuple(row(one.what, one.value, one.source) for one in assumptions.rows(lang)),
    )


def assumptions_records(assumptions: Assumptions, lang: Lang) -> list[Record]:
    """A record a number that is said."""
    return [
        {
            "field": field,
            "label": LABELS[field](lang),
            "key": ".".join(key) or None,
            **exactly("value", number),
            "source": assumptions.sources.get(field),
        }
        for field, held in attrs.asdict(assumptions, recurse=False).items()
        for key, number in _numbers(held)
    ]


def _numbers(held: Any, *keys: str) -> Iterator[tuple[tuple[str, ...], Fraction]]:  # noqa: ANN401 - a field
    """The numbers of a field, each with the keys under which it stands."""
    if isinstance(held, Fraction):
        yield keys, held
    elif isinstance(held, Mapping):
        for key, inner in held.items():
            yield from _numbers(inner, *keys, key_text(key))
