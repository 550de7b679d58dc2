"""What a council does, as tables."""

from __future__ import annotations

from ocop.cycle.council.minutes import Minutes
from ocop.shown.table import Table, column, row

__all__ = ["minutes_table"]


def minutes_table(minutes: Minutes) -> Table:
    """The minutes section by section, the members' scores in columns."""
    heads, *scores = minutes.scores
    bodies = [
        Table(caption=f"{number}. {heading}", lang=minutes.lang, notes=lines)
        for number, (heading, lines) in enumerate(minutes.sections, 1)
    ]
    bodies[1] = Table(
        caption=bodies[1].caption,
        lang=minutes.lang,
        columns=tuple(column(head, number=n > 0) for n, head in enumerate(heads)),
        rows=tuple(row(*cells) for cells in scores),
        notes=minutes.spread,
    )
    return Table(caption=minutes.title, lang=minutes.lang, notes=minutes.head, below=tuple(bodies))
