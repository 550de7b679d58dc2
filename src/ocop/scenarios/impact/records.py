"""The impact on sheets as flat records and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from ocop.scenarios.impact.move import Move
from ocop.scenarios.impact.result import Dimension, Impact, Rank
from ocop.scoring.scorecard import Scorecard
from ocop.scoring.stars import MissedMinimum
from ocop.shown.record import Record, joined
from ocop.words import Lang

__all__ = ["impact_data", "impact_records", "single_records"]


def impact_records(impact: Impact, lang: Lang) -> list[Record]:
    """A flat row for every sheet."""
    return [move_record(impact, move, lang) for move in impact.moves]


def move_record(impact: Impact, move: Move, lang: Lang) -> Record:
    """The flat row of a sheet."""
    kind = move.entity_kind
    return {
        "id": move.id,
        "set": move.product_set,
        "place": move.place,
        "entity": move.entity,
        "entity_kind": None if kind is None else kind.id,
        **_both("total", move),
        **_both("stars_by_points", move),
        **_both("stars", move),
        "step": move.step,
        "alone": _listed(impact.singles[one.single].place for one in move.alone),
        "rest": move.rest,
        "points": _listed(one.criterion_id for one in move.points),
        "withheld": _listed(_mark(one) for one in move.withheld),
        "freed": _listed(_mark(one) for one in move.freed),
        "excluded": _listed(move.excluded),
        "admitted": _listed(move.admitted),
        "faults": _listed(one.text(lang) for one in move.faults),
    }


def _both(name: str, move: Move) -> Record:
    return {f"{name}_before": _of(move.before, name), f"{name}_after": _of(move.after, name)}


def _of(card: Scorecard | None, name: str) -> Any:  # noqa: ANN401 - what it says
    return None if card is None else getattr(card, name)


def _mark(missed: MissedMinimum) -> str:
    return f"{missed.criterion_id}:{missed.stars}"


def _listed(words: Iterable[str]) -> str | None:
    return joined(dict.fromkeys(words))


def single_records(impact: Impact, lang: Lang) -> list[Record]:
    """What each single change does by itself: a flat row for each."""
    return [
        {
            "changes": single.changes,
            "path": single.place,
            "label": single(lang),
            "stands_alone": single.rules is not None,
            "up": _moved(impact, n, 1),
            "down": _moved(impact, n, -1),
            "unknown": sum(
                one.step is None for move in impact.moves for one in move.alone if one.single == n
            ),
            "faults": _listed(one.message(lang) for one in single.faults),
        }
        for n, single in enumerate(impact.singles)
    ]


def _moved(impact: Impact, single: int, sign: int) -> int:
    steps = (one.step for move in impact.moves for one in move.alone if one.single == single)
    return sum(step * sign > 0 for step in steps if step is not None)


def impact_data(impact: Impact, lang: Lang) -> dict[str, Any]:
    """The impact as plain data."""
    return {
        "sheets": len(impact.moves),
        "winners": len(impact.winners),
        "losers": len(impact.losers),
        "unmoved": len(impact.unmoved),
        "unknown": len(impact.unknown),
        "matrix": _rows(impact.matrix),
        "matrix_by_points": _rows(impact.matrix_by_points),
        "singles": single_records(impact, lang),
        "together": len(impact.together()),
        "minima": [
            {
                "criterion": one.criterion_id,
                "label": one.label(lang),
                "stars": one.stars,
                "withheld": one.withheld,
                "freed": one.freed,
            }
            for one in impact.minima
        ],
        "by": {
            dimension: [
                {
                    "key": one.key,
                    "label": None if one.label is None else one.label(lang),
                    "winners": one.winners,
                    "losers": one.losers,
                    "unmoved": one.unmoved,
                    "unknown": one.unknown,
                }
                for one in impact.by(dimension)
            ]
            for dimension in get_args(Dimension)
        },
        "moves": [
            {
                **move_record(impact, move, lang),
                "faults": [one.to_data(lang) for one in move.faults],
            }
            for move in impact.moves
        ],
        "doubts": [
            {"set": number, "id": doubt.id, "at": doubt.at, "text": doubt.label(lang)}
            for number, doubt in impact.doubts
        ],
        "notes": [{"id": note.id, "text": note.label(lang)} for note in impact.notes],
        "readings_before": impact.before.readings.changed,
        "readings_after": impact.after.readings.changed,
    }


def _rows(matrix: Mapping[tuple[Rank, Rank], int]) -> list[dict[str, Any]]:
    return [
        {"before": before, "after": after, "number": number}
        for (before, after), number in matrix.items()
    ]
