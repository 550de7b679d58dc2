"""The elements of a rubric: what options earn, star minima, and exclusions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from ocop.checks.coverage.element import Element, Shift
from ocop.law.fold.rubric_table import out_of_order
from ocop.law.kind import NONE
from ocop.scoring.rubric.criterion import Criterion, Exclusion, Option
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.stars import MARKED

__all__ = ["rubric_elements", "with_star"]


def rubric_elements(rubric: Rubric) -> Iterator[Element]:
    """Every element of a rubric, in the order of its criteria."""
    for criterion in rubric.criteria:
        yield from _of_criterion(rubric, criterion)
    for exclusion in rubric.exclusions:
        yield _exclusion(rubric, exclusion)


def _of_criterion(rubric: Rubric, criterion: Criterion) -> Iterator[Element]:
    for option in criterion.options:
        points = [option.points - 1, option.points + 1]
        room = [one for one in points if _has_room(rubric, criterion, option, points=one)]
        if room:  # one lower, where that leaves them in order
            yield _option(rubric, criterion, option, "points", room[:1])
    for option in criterion.options:
        if option.min_star is not None:
            stars = [None, option.min_star - 1, option.min_star + 1]
            room_ = [one for one in stars if _has_room(rubric, criterion, option, min_star=one)]
            yield _option(rubric, criterion, option, "star", room_)
    star = criterion.heading_star
    if star is not None:
        others = [NONE, *(one for one in (star - 1, star + 1) if one in MARKED)]
        yield Element(
            kind="minimum",
            regime=rubric.regime.id,
            product_set=rubric.product_set.number,
            place=("criteria", criterion.no, "heading_star"),
            value=star,
            shifts=tuple(_shift(rubric, criterion, {"heading_star": other}) for other in others),
            reference=criterion.reference,
        )


def with_star(criterion: Criterion, element: Element, star: int | None) -> Criterion | None:
    """A criterion with another star at a minimum; None where its levels would be out of order."""
    *_, at, key = element.place
    if key == "heading_star":
        return attrs.evolve(criterion, heading_star=star)
    options = [
        attrs.evolve(one, min_star=star) if str(one.no) == at else one for one in criterion.options
    ]
    if _are_out_of_order(criterion, options):
        return None
    return attrs.evolve(criterion, options=tuple(options))


def _has_room(rubric: Rubric, criterion: Criterion, option: Option, **values: Any) -> bool:  # noqa: ANN401 - points or stars
    """Whether an option with other points or another star leaves the levels in order."""
    other = attrs.evolve(option, **values) if values != {"points": -1} else None
    if other is None or (other.min_star is not None and other.min_star not in MARKED):
        return False
    options = [other if one is option else one for one in criterion.options]
    if _are_out_of_order(criterion, options):
        return False
    return _most(criterion, options) <= _most(criterion, criterion.options) or (
        sum(one.maximum for one in rubric.criteria) < rubric.regime.full_marks
    )


def _are_out_of_order(criterion: Criterion, options: Sequence[Option]) -> bool:
    levels = [(one.points, one.min_star, one.branch) for one in options]
    return any(True for _ in out_of_order(criterion.choice, levels))


def _most(criterion: Criterion, options: Sequence[Option]) -> int:
    points = [option.points for option in options]
    return sum(points) if criterion.choice == "many" else max(points)


def _option(
    rubric: Rubric, criterion: Criterion, option: Option, key: str, others: Sequence[int | None]
) -> Element:
    return Element(
        kind="option" if key == "points" else "minimum",
        regime=rubric.regime.id,
        product_set=rubric.product_set.number,
        place=("criteria", criterion.no, str(option.no), key),
        value=option.points if key == "points" else option.min_star,
        shifts=tuple(
            _shift(rubric, criterion, {"option": option.no, key: NONE if one is None else one})
            for one in others
        ),
        reference=criterion.reference,
    )


def _shift(rubric: Rubric, criterion: Criterion, says: dict[str, Any]) -> Shift:
    *_, after = says.values()
    row = {"sets": [rubric.product_set.number], "no": criterion.no, **says}
    return Shift(after=None if after == NONE else after, says={"criteria": [row]})


def _exclusion(rubric: Rubric, exclusion: Exclusion) -> Element:
    row = {"sets": [rubric.product_set.number], "id": exclusion.id, "kind": NONE}
    return Element(
        kind="exclusion",
        regime=rubric.regime.id,
        product_set=rubric.product_set.number,
        place=("exclusions", exclusion.id),
        value=exclusion.label,
        shifts=(Shift(after=None, says={"exclusions": [row]}),),
        reference=exclusion.reference,
    )
