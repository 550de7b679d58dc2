"""What differs between two rubrics, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from ocop.scoring.difference.row import DifferenceRow
from ocop.scoring.matching import (
    LevelPair,
    has_same_guidance,
    matched_criteria,
    matched_levels,
    same_words,
)
from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.scoring.rubric.rubric import Rubric
from ocop.text import Label

__all__ = ["as_it_is", "rows_of_rubrics", "rules_rows"]

_CHOICES = {
    "one": Label("chọn một mức", "one level"),
    "many": Label("đánh dấu nhiều dòng", "a checklist"),
}


def as_it_is(value: object) -> Label | None:
    """A number or an id, the same in both languages; None where there is none."""
    return None if value is None or value == "" else Label(str(value), str(value))


def rules_rows(a: Rubric, b: Rubric) -> Iterator[DifferenceRow]:
    """Which regime, readings and set two rubrics are of, where these differ."""
    row = partial(DifferenceRow, set_before=a.product_set.number, set_after=b.product_set.number)
    if a.regime.id != b.regime.id:
        yield row(
            kind="regime", words_before=as_it_is(a.regime.id), words_after=as_it_is(b.regime.id)
        )
    readings = [
        as_it_is(", ".join(f"{question}={taken}" for question, taken in changed.items()))
        for changed in (a.rules.readings.changed, b.rules.readings.changed)
    ]
    if readings[0] != readings[1]:
        yield row(kind="readings", words_before=readings[0], words_after=readings[1])
    if a.product_set.id != b.product_set.id:
        yield row(kind="set", words_before=a.product_set.label, words_after=b.product_set.label)


def rows_of_rubrics(a: Rubric, b: Rubric) -> Iterator[DifferenceRow]:
    """Everything that differs from one rubric to the other."""
    sets: dict[str, Any] = {
        "set_before": a.product_set.number,
        "set_after": b.product_set.number,
    }
    yield from rules_rows(a, b)
    for old, new in zip(a.bands, b.bands, strict=True):
        if old.least != new.least:
            yield DifferenceRow(
                kind="least-total",
                stars=old.stars,
                number_before=old.least,
                number_after=new.least,
                **sets,
            )
    for one, other in matched_criteria(a, b):
        yield from _criterion(one, other, sets)
    first, second = ({e.id: e.label for e in rubric.exclusions} for rubric in (a, b))
    for id_ in {**first, **second}:
        before, after = first.get(id_), second.get(id_)
        if before is None or after is None or not same_words(before, after):
            yield DifferenceRow(
                kind="exclusion", exclusion_id=id_, words_before=before, words_after=after, **sets
            )


def _criterion(
    one: Criterion | None, other: Criterion | None, sets: dict[str, Any]
) -> Iterator[DifferenceRow]:
    there: Any = one or other
    at = {
        **sets,
        "criterion_id": there.id,
        "no_before": one and one.no,
        "no_after": other and other.no,
    }
    if one is None or other is None:
        yield from _alone(there, at, added=one is None)
        return
    if one.no != other.no:
        yield DifferenceRow(kind="number", **at)
    if not same_words(one.label, other.label):
        yield DifferenceRow(kind="name", words_before=one.label, words_after=other.label, **at)
    if one.maximum != other.maximum:
        yield DifferenceRow(
            kind="maximum", number_before=one.maximum, number_after=other.maximum, **at
        )
    yield from _heading(one.heading_star, other.heading_star, at)
    if one.choice != other.choice:
        yield DifferenceRow(
            kind="choice",
            words_before=_CHOICES[one.choice],
            words_after=_CHOICES[other.choice],
            **at,
        )
    if {each.id for each in one.conditions} != {each.id for each in other.conditions}:
        yield DifferenceRow(
            kind="condition",
            words_before=_joined(each.label for each in one.conditions),
            words_after=_joined(each.label for each in other.conditions),
            **at,
        )
    if not has_same_guidance(one, other):
        yield DifferenceRow(
            kind="guidance",
            words_before=_joined(one.guidance),
            words_after=_joined(other.guidance),
            **at,
        )
    for pair in matched_levels(one, other):
        yield from _level(pair, at)


def _alone(criterion: Criterion, at: dict[str, Any], *, added: bool) -> Iterator[DifferenceRow]:
    """A criterion that one rubric alone has, with its minima."""
    if added:
        yield DifferenceRow(
            kind="criterion-added",
            words_after=criterion.label,
            number_after=criterion.maximum,
            **at,
        )
        yield from _heading(None, criterion.heading_star, at)
    else:
        yield DifferenceRow(
            kind="criterion-dropped",
            words_before=criterion.label,
            number_before=criterion.maximum,
            **at,
        )
        yield from _heading(criterion.heading_star, None, at)
    for option in criterion.options:
        before, after = (None, option) if added else (option, None)
        yield from _minimum(before, after, at)


def _level(pair: LevelPair, at: dict[str, Any]) -> Iterator[DifferenceRow]:
    old, new = pair.old, pair.new
    at = {**at, "option_before": old and old.no, "option_after": new and new.no}
    if old is None:
        added: Any = new  # a pair has one
        yield DifferenceRow(
            kind="level-added", words_after=added.label, number_after=added.points, **at
        )
    elif new is None:
        yield DifferenceRow(
            kind="level-dropped", words_before=old.label, number_before=old.points, **at
        )
    else:
        if old.no != new.no:
            yield DifferenceRow(kind="level-number", **at)
        if old.points != new.points:
            yield DifferenceRow(
                kind="points", number_before=old.points, number_after=new.points, **at
            )
        if not pair.same:
            yield DifferenceRow(kind="level", words_before=old.label, words_after=new.label, **at)
    yield from _minimum(old, new, at)


def _minimum(old: Option | None, new: Option | None, at: dict[str, Any]) -> Iterator[DifferenceRow]:
    before, after = (None if each is None else each.min_star for each in (old, new))
    if before != after:
        at = {**at, "option_before": old and old.no, "option_after": new and new.no}
        yield DifferenceRow(kind="minimum", number_before=before, number_after=after, **at)


def _heading(before: int | None, after: int | None, at: dict[str, Any]) -> Iterator[DifferenceRow]:
    if before != after:
        yield DifferenceRow(kind="heading-minimum", number_before=before, number_after=after, **at)


def _joined(labels: Iterable[Label]) -> Label | None:
    several = tuple(labels)
    if not several:
        return None
    return Label("; ".join(each.vi for each in several), "; ".join(each.en for each in several))
