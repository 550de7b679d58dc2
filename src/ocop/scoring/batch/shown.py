"""Scored rows as a table, and as flat records."""

from __future__ import annotations

from typing import Any

from ocop.scoring.batch.batch import ScoredRow, ScoredRows
from ocop.scoring.sheet.owner import OWNER_WORDS
from ocop.shown.record import Record, Scalar, joined
from ocop.shown.table import Table, column, facts, row
from ocop.text import Label
from ocop.words import Lang, shortened

__all__ = ["scored_rows_records", "scored_rows_table"]

_PARTS = ("A", "B", "C")
_WORDS = {
    "title": Label("Kết quả chấm: {} phiếu", "Scored: {} sheets"),
    "scored": Label("Chấm được", "Scored"),
    "faulty": Label("Có lỗi", "At fault"),
    "row": Label("Dòng", "Row"),
    "sheet": Label("Phiếu", "Sheet"),
    "set": Label("Bộ", "Set"),
    "total": Label("Tổng điểm", "Total"),
    "by_points": Label("Sao theo điểm", "Stars by points"),
    "stars": Label("Hạng sao", "Stars"),
    "held": Label("Chưa đạt mức tối thiểu ở", "Held back by"),
    "excluded": Label("Bị loại", "Excluded"),
    "fault": Label("Lỗi", "Faults"),
}


def scored_rows_records(scored: ScoredRows, lang: Lang) -> list[Record]:
    """A flat row for every sheet; those at fault have their faults."""
    others = dict.fromkeys(name for one in scored for name in one.cells)
    records = []
    for one in scored:
        record = _record(one, lang)
        more = {name: _scalar(one.cells.get(name)) for name in others if name not in record}
        records.append({**record, **more})
    return records


def _scalar(value: Any) -> Scalar:  # noqa: ANN401 - a cell
    if isinstance(value, tuple):
        return joined(value)
    return value if isinstance(value, Scalar) else str(value)


def _record(one: ScoredRow, lang: Lang) -> Record:
    sheet, card = one.sheet, one.card
    parts = {} if card is None else {key: part.points for key, part in card.parts.items()}
    owner = {} if sheet is None else sheet.owner.fields
    return {
        "row": one.n,
        "id": one.id,
        "regime": None if sheet is None else sheet.rubric.regime.id,
        "set": None if sheet is None else sheet.rubric.product_set.number,
        **{name: owner.get(name) for name in OWNER_WORDS},
        "entity_kind": None if one.entity_kind is None else one.entity_kind.id,
        "total": None if card is None else card.total,
        **{f"part_{key.lower()}": parts.get(key) for key in _PARTS},
        "stars_by_points": None if card is None else card.stars_by_points,
        "stars": None if card is None else card.stars,
        "capped_by": None if card is None else joined(_ids(card.capped_by)),
        "excluded": None if card is None else joined(each.id for each in card.exclusions),
        "fault": joined(fault.text(lang) for fault in one.faults),
    }


def _ids(missed: Any) -> list[str]:  # noqa: ANN401 - minima
    return list(dict.fromkeys(one.criterion_id for one in missed))


def scored_rows_table(scored: ScoredRows, lang: Lang) -> Table:
    """A row for every sheet."""
    w = {key: label(lang) for key, label in _WORDS.items()}
    number = len(scored.cards)
    return Table(
        caption=w["title"].format(len(scored)),
        lang=lang,
        facts=facts({w["scored"]: str(number), w["faulty"]: str(len(scored) - number)}),
        columns=(
            column(w["row"], number=True),
            column(w["sheet"]),
            column(w["set"], number=True),
            *(column(w[key], number=True) for key in ("total", "by_points", "stars")),
            *(column(w[key]) for key in ("held", "excluded", "fault")),
        ),
        rows=tuple(
            row(*_cells(one, lang), state="unknown" if one.card is None else None) for one in scored
        ),
    )


def _cells(one: ScoredRow, lang: Lang) -> tuple[str, ...]:
    place = (str(one.n), shortened(str(one.id)))
    if one.card is None:
        faults = "\n".join(fault.text(lang) for fault in one.faults)
        return (*place, "", "", "", "", "", "", faults)
    card = one.card
    return (
        *place,
        str(card.rubric.product_set.number),
        str(card.total),
        *("" if stars is None else f"{stars}★" for stars in (card.stars_by_points, card.stars)),
        ", ".join(dict.fromkeys(missed.criterion for missed in card.capped_by)),
        "; ".join(exclusion.label(lang) for exclusion in card.exclusions),
        "",
    )
