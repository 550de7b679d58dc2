"""Differences: between two rubrics, or between two scorecards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, overload

import attrs

from ocop.checked import Checked
from ocop.errors import InputError
from ocop.scoring.rubric.criterion import Criterion
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.scorecard import Line, Scorecard
from ocop.text import Label

__all__ = ["Difference", "diff"]


DifferenceKind = Literal[
    "regime",
    "set",
    "least total",
    "exclusion",
    "criterion",
    "number",
    "name",
    "maximum",
    "heading minimum",
    "condition",
    "points",
    "minimum",
    "case",
    "level",
    "changes",
    "option",
    "total",
    "stars by points",
    "stars",
]


@attrs.frozen(repr=False)
class Difference(Checked):
    """One thing that differs; ``str`` says it in English.

    Attributes:
        place: Where, such as ``3.5, option 2`` or ``scorecard``.
        what: What differs there: ``"points"``, ``"minimum"``, ``"name"``…
        before: In the first; None where it has none.
        after: In the second; None where it has none.
    """

    place: Label
    what: DifferenceKind
    before: Label | None
    after: Label | None

    def text(self, lang: str = "vi") -> str:
        """The difference in words.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        before, after = (
            "–" if value is None else value(lang) for value in (self.before, self.after)
        )
        return f"{self.place(lang)}: {_WHAT[self.what](lang)} {before} → {after}"

    def __str__(self) -> str:
        return self.text("en")


_WHAT: dict[DifferenceKind, Label] = {
    "regime": Label("quy định", "regime"),
    "set": Label("bộ sản phẩm", "set"),
    "least total": Label("tổng điểm tối thiểu", "least total"),
    "exclusion": Label("trường hợp bị loại", "exclusion"),
    "criterion": Label("tiêu chí", "criterion"),
    "number": Label("số thứ tự", "number"),
    "name": Label("tên", "name"),
    "maximum": Label("điểm tối đa", "maximum"),
    "heading minimum": Label("mức tối thiểu ở tên tiêu chí", "heading minimum"),
    "condition": Label("điều kiện", "condition"),
    "points": Label("điểm", "points"),
    "minimum": Label("mức tối thiểu", "minimum"),
    "case": Label("trường hợp", "case"),
    "level": Label("nội dung", "level"),
    "changes": Label("sửa để thử", "changes"),
    "option": Label("mức", "option"),
    "total": Label("tổng điểm", "total"),
    "stars by points": Label("số sao theo điểm", "stars by points"),
    "stars": Label("số sao", "stars"),
}
_RUBRIC = Label("bộ tiêu chí", "rubric")
_SCORECARD = Label("kết quả chấm", "scorecard")
_NONE = Label("không", "none")
_NOT_REQUIRED = Label("không yêu cầu", "not required")


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
    raise InputError.of("not-of-a-kind", a=a, b=b)


def _pairs(a: Rubric, b: Rubric) -> Iterator[tuple[Criterion | None, Criterion | None]]:
    first, second = ({c.id: c for c in rubric.criteria} for rubric in (a, b))
    for id_ in {**first, **second}:
        yield first.get(id_), second.get(id_)


def _held(line: Line) -> Label:
    if not line.applicable:
        return _NOT_REQUIRED if line.held else _NONE
    return _as_it_is(", ".join(str(option.no) for option in line.held)) or _NONE


def _as_it_is(value: object) -> Label | None:
    """A number or an id, the same in both languages; None where there is none."""
    return None if value is None or value == "" else Label(str(value), str(value))


def _facts(
    criterion: Criterion,
) -> dict[tuple[int | None, DifferenceKind], tuple[object, Label | None]]:
    """What may differ of a criterion and its options: what is compared, and the words for it."""
    conditions = criterion.conditions
    facts: dict[tuple[int | None, DifferenceKind], tuple[object, Label | None]] = {
        (None, "name"): (criterion.label.vi, criterion.label),
        (None, "maximum"): (criterion.maximum, _as_it_is(criterion.maximum)),
        (None, "heading minimum"): (criterion.heading_star, _as_it_is(criterion.heading_star)),
        (None, "condition"): (
            tuple(each.id for each in conditions) or None,
            Label(
                "; ".join(each.label.vi for each in conditions),
                "; ".join(each.label.en for each in conditions),
            )
            if conditions
            else None,
        ),
    }
    for option in criterion.options:
        facts[option.no, "points"] = (option.points, _as_it_is(option.points))
        facts[option.no, "minimum"] = (option.min_star, _as_it_is(option.min_star))
        facts[option.no, "case"] = (option.branch, _as_it_is(option.branch))
        facts[option.no, "level"] = (option.label.vi, option.label)
    return facts


def _rubrics(a: Rubric, b: Rubric) -> Iterator[Difference]:
    if a.regime != b.regime:
        yield Difference(_RUBRIC, "regime", _as_it_is(a.regime.id), _as_it_is(b.regime.id))
    if a.product_set.id != b.product_set.id:
        yield Difference(_RUBRIC, "set", a.product_set.label, b.product_set.label)
    for old, new in zip(a.bands, b.bands, strict=True):
        if old.least != new.least:
            rank = Label(f"{old.stars}★", f"{old.stars}★")
            yield Difference(rank, "least total", _as_it_is(old.least), _as_it_is(new.least))
    for one, other in _pairs(a, b):
        yield from _criteria(one, other)
    first, second = ({e.id: e.label for e in rubric.exclusions} for rubric in (a, b))
    for id_ in {**first, **second}:
        before, after = first.get(id_), second.get(id_)
        if before is None or after is None or before.vi != after.vi:
            yield Difference(Label(f"“{id_}”", id_), "exclusion", before, after)


def _criteria(one: Criterion | None, other: Criterion | None) -> Iterator[Difference]:
    if one is None or other is None:
        names = [None if each is None else each.label for each in (one, other)]
        yield Difference(_at((one or other).no), "criterion", *names)  # type: ignore[union-attr]  # a pair has one
        return
    if one.no != other.no:
        yield Difference(_at(one.no), "number", _as_it_is(one.no), _as_it_is(other.no))
    first, second = _facts(one), _facts(other)
    for option, what in {**first, **second}:
        before, after = (facts.get((option, what), (None, None)) for facts in (first, second))
        if before[0] != after[0]:
            yield Difference(_at(one.no, option), what, before[1], after[1])


def _at(criterion: str, option: int | None = None) -> Label:
    if option is None:
        return Label(criterion, criterion)
    return Label(f"{criterion}, mức {option}", f"{criterion}, option {option}")


def _scorecards(a: Scorecard, b: Scorecard) -> Iterator[Difference]:
    yield from (
        Difference(_RUBRIC, "changes", None, each.label)
        for each in b.rubric.changes
        if each not in a.rubric.changes
    )
    first, second = ({line.criterion.id: line for line in card.lines} for card in (a, b))
    for id_ in {**first, **second}:
        one, other = first.get(id_), second.get(id_)
        there = one or other
        assert there is not None  # noqa: S101 - for the type checker: a pair has one
        at = _at(there.criterion.no)
        held = [None if line is None else _held(line) for line in (one, other)]
        if held[0] != held[1]:
            yield Difference(at, "option", *held)
        points = [None if line is None else line.points for line in (one, other)]
        if points[0] != points[1]:
            yield Difference(at, "points", *map(_as_it_is, points))
    whole: dict[DifferenceKind, tuple[int | None, int | None]] = {
        "total": (a.total, b.total),
        "stars by points": (a.stars_by_points, b.stars_by_points),
        "stars": (a.stars, b.stars),
    }
    for what, numbers in whole.items():
        if numbers[0] != numbers[1]:
            yield Difference(_SCORECARD, what, *map(_as_it_is, numbers))
