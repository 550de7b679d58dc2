"""Differences: between two rubrics, or between two scorecards."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

import attrs

from ocop.errors import InputError, told
from ocop.scoring.rubric import Rubric
from ocop.scoring.scorecard import Scorecard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocop.scoring.rubric import Criterion
    from ocop.scoring.scorecard import Line

__all__ = ["Difference", "diff"]


@attrs.frozen
class Difference:
    """One thing that differs.

    Attributes:
        place: Where, such as ``"3.5, option 2"`` or ``"total"``.
        what: What differs there, such as ``"points"``.
        before: In the first; empty where it has none.
        after: In the second; empty where it has none.
    """

    place: str
    what: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.before or '–'} → {self.after or '–'}"


@overload
def diff(a: Rubric, b: Rubric) -> tuple[Difference, ...]: ...


@overload
def diff(a: Scorecard, b: Scorecard) -> tuple[Difference, ...]: ...


def diff(a: Rubric | Scorecard, b: Rubric | Scorecard) -> tuple[Difference, ...]:
    """What differs from ``a`` to ``b``: two rubrics or two scorecards; empty where nothing does.

    Criteria are paired by id, so that rubrics of two decisions can be laid side by side.

    Raises:
        InputError: one of each, or something else.
    """
    if isinstance(a, Rubric) and isinstance(b, Rubric):
        return tuple(_rubrics(a, b))
    if isinstance(a, Scorecard) and isinstance(b, Scorecard):
        return tuple(_scorecards(a, b))
    kinds = f"{type(a).__name__} and {type(b).__name__}"
    raise InputError(told("diff", f"{kinds} cannot be compared", "give two of a kind"))


def _pairs(a: Rubric, b: Rubric) -> Iterator[tuple[Criterion | None, Criterion | None]]:
    first, second = ({c.id: c for c in rubric.criteria} for rubric in (a, b))
    for id_ in {**first, **second}:
        yield first.get(id_), second.get(id_)


def _held(line: Line) -> str:
    if not line.applicable:
        return "not required" if line.held else "none"
    return ", ".join(str(option.no) for option in line.held) or "none"


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _facts(criterion: Criterion) -> dict[tuple[str, str], object]:
    found: dict[tuple[str, str], object] = {
        ("", "name"): criterion.label.vi,
        ("", "maximum"): criterion.maximum,
        ("", "heading minimum"): criterion.heading_star,
        ("", "condition"): ", ".join(each.id for each in criterion.conditions),
    }
    for option in criterion.options:
        place = f", option {option.no}"
        found[place, "points"] = option.points
        found[place, "minimum"] = option.min_star
        found[place, "case"] = option.branch
        found[place, "level"] = option.label.vi
    return found


def _rubrics(a: Rubric, b: Rubric) -> Iterator[Difference]:
    if a.regime != b.regime:
        yield Difference("rubric", "regime", a.regime.id, b.regime.id)
    if a.product_set.id != b.product_set.id:
        yield Difference("rubric", "set", a.product_set.id, b.product_set.id)
    for old, new in zip(a.bands, b.bands, strict=True):
        if old.least != new.least:
            yield Difference(f"{old.stars}★", "least total", str(old.least), str(new.least))
    for one, other in _pairs(a, b):
        yield from _criteria(one, other)
    first_ids, second_ids = ({e.id: e.label.vi for e in r.exclusions} for r in (a, b))
    for id_ in {**first_ids, **second_ids}:
        before, after = first_ids.get(id_, ""), second_ids.get(id_, "")
        if before != after:
            yield Difference(id_, "exclusion", before, after)


def _criteria(one: Criterion | None, other: Criterion | None) -> Iterator[Difference]:
    if one is None or other is None:
        names = [each.label.vi if each else "" for each in (one, other)]
        yield Difference((one or other).no, "criterion", *names)  # type: ignore[union-attr]  # a pair has one
        return
    if one.no != other.no:
        yield Difference(one.no, "number", one.no, other.no)
    first, second = _facts(one), _facts(other)
    for key in {**first, **second}:
        before, after = _text(first.get(key)), _text(second.get(key))
        if before != after:
            yield Difference(f"{one.no}{key[0]}", key[1], before, after)


def _scorecards(a: Scorecard, b: Scorecard) -> Iterator[Difference]:
    yield from (
        Difference("rubric", "changes", "", each)
        for each in b.rubric.changes
        if each not in a.rubric.changes
    )
    first, second = ({line.criterion.id: line for line in card.lines} for card in (a, b))
    for id_ in {**first, **second}:
        one, other = first.get(id_), second.get(id_)
        there = one or other
        assert there is not None  # noqa: S101 - for the type checker: a pair has one
        held = [_held(line) if line else "" for line in (one, other)]
        if held[0] != held[1]:
            yield Difference(there.criterion.no, "option", held[0], held[1])
        points = [_text(line and line.points) for line in (one, other)]
        if points[0] != points[1]:
            yield Difference(there.criterion.no, "points", points[0], points[1])
    whole = {
        "total": (a.total, b.total),
        "stars by points": (a.stars_by_points, b.stars_by_points),
        "stars": (a.stars, b.stars),
    }
    for what, (before_, after_) in whole.items():
        if before_ != after_:
            yield Difference("scorecard", what, _text(before_), _text(after_))
