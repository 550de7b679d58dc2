"""What falls due, and rounds, as tables and records."""

from __future__ import annotations

from collections.abc import Iterable

from ocop.cycle.calendar.round import Round
from ocop.cycle.due import Due
from ocop.law.regime import Note
from ocop.shown.record import Record
from ocop.shown.table import Table, facts
from ocop.text import Label
from ocop.words import Lang, in_words

__all__ = ["due_records", "due_table", "round_records", "round_table"]

_WORDS = {
    "day": Label("Ngày", "Day"),
    "product": Label("Sản phẩm", "Product"),
    "propose": Label("Hạn đề nghị", "Last day to propose"),
    "decide": Label("Ngày cuối của đợt", "Last day of the round"),
    "reference": Label("Căn cứ", "Reference"),
}


def due_table(due: Due, lang: Lang) -> Table:
    """What falls due, when and for whom."""
    return Table(
        caption=due.label(lang),
        lang=lang,
        facts=facts(
            {
                _WORDS["day"](lang): in_words(due.day, lang),
                _WORDS["product"](lang): due.product,
                _WORDS["reference"](lang): due.citation(lang),
            }
        ),
        notes=tuple(note.label(lang) for note in due.notes),
    )


def due_records(due: Due, lang: Lang) -> list[Record]:
    """What falls due as one record."""
    return [
        {
            "day": due.day,
            "kind": due.kind,
            "label": due.label(lang),
            "product": due.product or None,
            "rest_day": due.rest_day,
            "calendar": due.calendar,
            "notes": _texts(due.notes, lang),
            "reference": due.reference,
        }
    ]


def round_table(round_: Round, lang: Lang) -> Table:
    """A round with its days."""
    return Table(
        caption=round_.label(lang),
        lang=lang,
        facts=facts(
            {
                _WORDS["propose"](lang): in_words(round_.propose_by, lang),
                _WORDS["decide"](lang): in_words(round_.decide_by, lang),
                _WORDS["reference"](lang): round_.citation(lang),
            }
        ),
        notes=tuple(note.label(lang) for note in round_.notes),
    )


def round_records(round_: Round, lang: Lang) -> list[Record]:
    """A round as one record."""
    return [
        {
            "level": str(round_.level),
            "year": round_.year,
            "no": round_.no,
            "label": round_.label(lang),
            "propose_by": round_.propose_by,
            "decide_by": round_.decide_by,
            "calendar": round_.calendar,
            "notes": _texts(round_.notes, lang),
            "reference": round_.reference,
        }
    ]


def _texts(notes: Iterable[Note], lang: Lang) -> str | None:
    return "; ".join(note.label(lang) for note in notes) or None
