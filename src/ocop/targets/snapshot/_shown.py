"""Snapshots shown: their figures as text, as data and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ocop.errors import checked_lang
from ocop.targets._words import WORDS, stars_words
from ocop.targets.registry.standing import RECOGNISED, Standing
from ocop.targets.where import Where
from ocop.words import Lang, decimal, escaped, in_words

if TYPE_CHECKING:
    from ocop.targets.snapshot.snapshot import Snapshot

__all__ = [
    "reading_data",
    "snapshot_data",
    "snapshot_heads",
    "snapshot_remarks",
    "snapshot_rows",
    "snapshot_text",
    "source_words",
]


def snapshot_rows(snapshot: Snapshot, lang: Lang) -> tuple[tuple[str, str], ...]:
    """A snapshot's figures: what is counted, and how many."""

    def shown(value: int | None) -> str:
        return WORDS["unknown"](lang) if value is None else decimal(value, lang)

    def counted(*status: Standing) -> str:
        figure = snapshot.count(Where(status=status))
        if figure.value is None and snapshot.recognitions is not None:
            least = len(snapshot.rows(Where(status=status)).sure)
            return f"{WORDS['surely'](lang)} {decimal(least, lang)}"
        return shown(figure.value if isinstance(figure.value, int) else None)

    rows = [(WORDS["recognised"](lang), counted(*RECOGNISED))]
    for standing in Standing:
        figure = counted(standing)
        if standing in _SELDOM and not snapshot.count(Where(status=(standing,))).value:
            continue
        if standing is Standing.VALID:
            by_stars = ", ".join(
                f"{stars_words(stars, lang)} {shown(n)}"
                for stars, n in snapshot.valid_by_stars.items()
            )
            figure += f" ({by_stars})"
        rows.append((standing.label(lang), figure))
    rows.append((WORDS["entities"](lang), shown(snapshot.entities)))
    return (*rows, *_named_rows(snapshot, lang))


def _named_rows(snapshot: Snapshot, lang: Lang) -> Iterator[tuple[str, str]]:
    """The figures that are not about certificates, and what is done, by their ids."""
    for indicator in snapshot.indicators:
        number = decimal(indicator.value, lang)
        if indicator.wording is not None:
            number = WORDS[indicator.wording](lang).format(number)
        place = "" if indicator.place is None else f", {escaped(indicator.place)}"
        yield f"“{escaped(indicator.id)}”{place}", number
    for milestone in snapshot.milestones:
        done = WORDS["done" if milestone.done else "not_done"](lang)
        on = f"{WORDS['on'](lang)} {in_words(milestone.on, lang)}"
        yield f"“{escaped(milestone.id)}”", f"{done}, {on}"


#: Standings that are told only where there are any.
_SELDOM = {Standing.NOT_YET_VALID, Standing.END_UNKNOWN, Standing.CLOSED}


def snapshot_remarks(snapshot: Snapshot, lang: Lang) -> list[str]:
    """What the figures say of themselves, and the readings that are not the default."""
    remarks = [f"{WORDS['note'](lang)}: {note.label(lang)}" for note in snapshot.notes]
    return remarks + [
        f"{WORDS['reading'](lang)}: {label(lang)}" for label in snapshot.rules.readings.labels
    ]


def snapshot_heads(snapshot: Snapshot, lang: Lang) -> list[str]:
    heads = [f"{WORDS['on'](lang).capitalize()} {in_words(snapshot.on, lang)}"]
    source = source_words(snapshot, lang)
    return [*heads, f"{WORDS['source'](lang)}: {source}"] if source else heads


def source_words(snapshot: Snapshot, lang: Lang) -> str:
    """Whose figures they are, in words."""
    source = snapshot.source
    return source if isinstance(source, str) else source(lang)


def snapshot_text(snapshot: Snapshot, lang: str) -> str:
    """A snapshot's figures, one a line.

    Raises:
        InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
    """
    lang = checked_lang(lang)
    rows = (f"{what}: {figure}" for what, figure in snapshot_rows(snapshot, lang))
    return "\n".join([*snapshot_heads(snapshot, lang), *rows, *snapshot_remarks(snapshot, lang)])


def reading_data(snapshot: Snapshot) -> dict[str, int | None]:
    """How many rows a snapshot's list has, and how many of them and of its cells were not read."""
    rows = snapshot.recognitions
    return {
        "rows": None if rows is None else len(rows) + snapshot.set_aside,
        "set_aside": snapshot.set_aside,
        "unknown_cells": snapshot.unknown_cells,
    }


def snapshot_data(snapshot: Snapshot) -> dict[str, Any]:
    """A snapshot's figures as plain data, with the readings that are not the default.

    ``rows`` counts the recognitions and the rows that were set aside.
    """
    return {
        "on": snapshot.on.isoformat(),
        **reading_data(snapshot),
        "recognised": snapshot.recognised,
        "valid": snapshot.valid,
        "extended": snapshot.extended,
        "lapsed": snapshot.lapsed,
        "withdrawn": snapshot.withdrawn,
        "superseded": snapshot.superseded,
        "not_yet_valid": snapshot.not_yet_valid,
        "end_unknown": snapshot.end_unknown,
        "pending": snapshot.pending,
        "closed": snapshot.closed,
        "valid_by_stars": {str(stars): n for stars, n in snapshot.valid_by_stars.items()},
        "entities": snapshot.entities,
        **snapshot.rules.to_dict(),
        "notes": [
            {"id": note.id, "vi": note.label.vi, "en": note.label.en} for note in snapshot.notes
        ],
    }
