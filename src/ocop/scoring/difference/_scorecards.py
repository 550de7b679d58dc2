"""What differs between two scorecards, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ocop.scoring.difference._rubrics import rules_rows
from ocop.scoring.difference.row import DifferenceKind, DifferenceRow
from ocop.scoring.rubric.line import Line
from ocop.scoring.scorecard import Scorecard
from ocop.text import Label

__all__ = ["rows_of_scorecards"]

_NONE = Label("không", "none")
_NOT_REQUIRED = Label("không yêu cầu", "not required")


def rows_of_scorecards(a: Scorecard, b: Scorecard) -> Iterator[DifferenceRow]:
    """Everything that differs from one scorecard to the other, the rules first."""
    yield from rules_rows(a.rubric, b.rubric)
    sets: dict[str, Any] = {
        "set_before": a.rubric.product_set.number,
        "set_after": b.rubric.product_set.number,
    }
    changes = [dict.fromkeys(card.rubric.changes) for card in (a, b)]
    for change in {**changes[0], **changes[1]}:
        before, after = (change.label if change in one else None for one in changes)
        if before is None or after is None:
            yield DifferenceRow(kind="changes", words_before=before, words_after=after, **sets)
    first, second = ({line.criterion.id: line for line in card.lines} for card in (a, b))
    for id_ in {**first, **second}:
        yield from _line(id_, first.get(id_), second.get(id_), sets)
    whole: dict[DifferenceKind, tuple[int | None, int | None]] = {
        "total": (a.total, b.total),
        "stars-by-points": (a.stars_by_points, b.stars_by_points),
        "stars": (a.stars, b.stars),
    }
    for what, (before_, after_) in whole.items():
        if before_ != after_:
            yield DifferenceRow(kind=what, number_before=before_, number_after=after_, **sets)


def _line(
    id_: str, one: Line | None, other: Line | None, sets: dict[str, Any]
) -> Iterator[DifferenceRow]:
    at: dict[str, Any] = {
        **sets,
        "criterion_id": id_,
        "no_before": one and one.criterion.no,
        "no_after": other and other.criterion.no,
    }
    held, words = [_held(one), _held(other)], [_words(one), _words(other)]
    if held[0] != held[1] or words[0] != words[1]:
        yield DifferenceRow(
            kind="option",
            option_before=held[0],
            option_after=held[1],
            words_before=words[0],
            words_after=words[1],
            **at,
        )
    before, after = (None if line is None else line.points for line in (one, other))
    if before != after:
        yield DifferenceRow(kind="points", number_before=before, number_after=after, **at)


def _held(line: Line | None) -> int | None:
    """The number of the level held, 0 for none of them; None of a checklist, and where none can."""
    if line is None or not line.applicable or line.criterion.choice == "many":
        return None
    return line.held[0].no if line.held else 0


def _words(line: Line | None) -> Label | None:
    """What is held, where a number of a level does not say it."""
    if line is None or _held(line):
        return None
    if not line.applicable and line.held:
        return _NOT_REQUIRED
    lines = ", ".join(str(option.no) for option in line.held)
    return Label(lines, lines) if lines else _NONE
