"""What a measure comes to when it is put to a snapshot: a number, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any, Literal

import attrs

from ocop.brief import Brief
from ocop.dates import DateRange
from ocop.targets._words import count_label
from ocop.targets.plan.measure import (
    LEVELS,
    Cohort,
    Count,
    Cover,
    Distinct,
    Flow,
    Gain,
    IndicatorFigure,
    Measure,
    MilestoneDone,
    Share,
    Simple,
)
from ocop.targets.snapshot.figure import Figure, Number
from ocop.targets.snapshot.snapshot import Snapshot, counted_by
from ocop.targets.where import Where
from ocop.text import Label
from ocop.words import decimal

__all__ = ["Missing", "Reckoning", "figure_of", "in_place", "reckon"]


@attrs.frozen(kw_only=True, repr=False)
class Missing(Brief):
    """A figure that a target waits for, and how a file of figures gives it.

    Attributes:
        table: Where it is given: ``"counts"``, ``"indicators"``, ``"milestones"`` or ``"units"``.
        id: The id under which it is given; None for a total, which has none.
        label: What it is; None where the plan has no words for it.
        place: The unit that it is of; None for the whole territory.
        row: Of a total the row that gives it, with ``…`` for the number; None of what has an id.
    """

    table: Literal["counts", "indicators", "milestones", "units"]
    id: str | None = None
    label: Label | None = None
    place: str | None = None
    row: str | None = None


@attrs.frozen(kw_only=True)
class Reckoning:
    """What a measure comes to.

    Attributes:
        value: The number; for a milestone whether it is done; None where it is unknown.
        part: Of a share the part, of a cover the places that have enough.
        whole: Of a share the whole, of a cover all the places.
        reason: Why the value is unknown.
        places: Of a cover the places that lack something.
        lacks: How many each of those lacks.
        as_of: The day of the oldest figure in it, where that is not the snapshot's own.
        missing: What was not given.
    """

    value: Number | bool | None
    part: Number | None = None
    whole: Number | None = None
    reason: Label | None = None
    places: tuple[str, ...] = ()
    lacks: tuple[int, ...] = ()
    as_of: date | None = None
    missing: tuple[Missing, ...] = ()


def reckon(  # noqa: PLR0911 - a line a kind
    measure: Measure, snapshot: Snapshot, period: DateRange, baseline: Snapshot | None = None
) -> Reckoning:
    """What a measure comes to.

    Args:
        measure: What is looked at.
        snapshot: What counts.
        period: The target's days, which a flow is counted in.
        baseline: The snapshot that the plan began from, which a gain is held against.
    """
    if isinstance(measure, Share):
        return _share(measure, snapshot)
    if isinstance(measure, Gain):
        return _gain(measure, snapshot, baseline)
    if isinstance(measure, Flow):
        return _flow(measure, snapshot, period)
    if isinstance(measure, Cover):
        return _cover(measure, snapshot)
    if isinstance(measure, Cohort):
        return _cohort(measure, snapshot)
    if isinstance(measure, MilestoneDone):
        return _milestone(measure, snapshot)
    figure = figure_of(measure, snapshot)
    return attrs.evolve(_of(figure), missing=_missing(measure, figure, snapshot))


def figure_of(measure: Simple, snapshot: Snapshot, place: str | None = None) -> Figure:
    """The number that a count or an indicator comes to; ``place`` for an indicator of one place."""
    if isinstance(measure, Count):
        return snapshot.count(measure.where)
    if isinstance(measure, Distinct):
        return snapshot.distinct(measure.of, measure.where)
    indicator = snapshot.indicator(measure.id, place)
    name = _named(measure.label, measure.id)
    if indicator is None:
        return Figure.unknown(f"chưa có số liệu: {name.vi}", f"no figure is given: {name.en}")
    if indicator.wording is not None:
        limit, value = _WORDINGS[indicator.wording], indicator.value
        return Figure.unknown(
            f"{name.vi}: chỉ được công bố là {limit.vi} {decimal(value, 'vi')}",
            f"{name.en}: was published as {limit.en} {decimal(value, 'en')} only",
        )
    return Figure(indicator.value, as_of=indicator.on)


_WORDINGS = {
    "over": Label("trên", "over"),
    "nearly": Label("gần", "nearly"),
    "about": Label("khoảng", "about"),
}


def _named(label: Label | None, id_: str) -> Label:
    """The words for a figure; its id, quoted, where the plan has none."""
    return label or Label(f"“{id_}”", f"{id_!r}")


def _missing(
    measure: Simple, figure: Figure, snapshot: Snapshot, place: str | None = None
) -> tuple[Missing, ...]:
    """What was not given of a figure: the indicator, or the totals that would tell."""
    if not isinstance(measure, IndicatorFigure):
        return _totals(figure)
    if snapshot.indicator(measure.id, place):
        return ()
    return (Missing(table="indicators", id=measure.id, label=measure.label, place=place),)


def _totals(*figures: Figure) -> tuple[Missing, ...]:
    """The totals that were not published and would tell."""
    asked = dict.fromkeys(asked for figure in figures for asked in figure.asked)
    return tuple(Missing(table="counts", label=count_label(each), row=each.row()) for each in asked)


def _unknown(vi: str, en: str) -> Reckoning:
    return Reckoning(value=None, reason=Label(vi, en))


def _of(figure: Figure) -> Reckoning:
    return Reckoning(value=figure.value, reason=figure.reason, as_of=figure.as_of)


def _oldest(*figures: Figure) -> date | None:
    return min((figure.as_of for figure in figures if figure.as_of is not None), default=None)


_MORE_THAN_ALL = Label("phần lớn hơn tổng thể", "the part is more than the whole")


def _share(measure: Share, snapshot: Snapshot) -> Reckoning:
    part, whole = figure_of(measure.part, snapshot), figure_of(measure.whole, snapshot)
    sides = Reckoning(
        value=None,
        part=part.value,
        whole=whole.value,
        reason=part.reason or whole.reason,
        as_of=_oldest(part, whole),
        missing=(
            *_missing(measure.part, part, snapshot),
            *_missing(measure.whole, whole, snapshot),
        ),
    )
    if part.value is None or whole.value is None:
        return sides
    if not whole.value:
        reason = Label("tổng thể bằng 0, không có tỷ lệ", "the whole is 0: there is no share")
        return attrs.evolve(sides, reason=reason)
    if part.value > whole.value:
        return attrs.evolve(sides, reason=_MORE_THAN_ALL)
    return attrs.evolve(sides, value=Fraction(part.value) / whole.value)


def _gain(measure: Gain, snapshot: Snapshot, baseline: Snapshot | None) -> Reckoning:
    """How much more there is; below 0 where there is less."""
    if measure.since is not None:
        before = Figure(measure.since)
    elif baseline is None:
        return _unknown("kế hoạch không có số gốc", "the plan has no baseline")
    else:
        before = figure_of(measure.of, baseline)
    now = figure_of(measure.of, snapshot)
    if before.value is None or now.value is None:
        missing = _missing(measure.of, now, snapshot)
        return Reckoning(value=None, reason=before.reason or now.reason, missing=missing)
    return Reckoning(value=now.value - before.value, as_of=now.as_of)


def _flow(measure: Flow, snapshot: Snapshot, period: DateRange) -> Reckoning:
    """What happened; from published totals only where just this was published."""
    if snapshot.on < period.first:
        return Reckoning(value=0)
    kinds = _PUBLISHED_AS.get(measure.event)
    if snapshot.recognitions is None and kinds is not None:
        recognised = Where.of(status="recognised").status
        where = attrs.evolve(measure.where, status=recognised, kinds=kinds, issued=period)
        published = snapshot.count(where)
        if published.value is not None:
            return _of(published)
    figure = counted_by(snapshot).happened(measure.event, period, measure.where)
    return attrs.evolve(_of(figure), missing=_totals(figure))


#: Event → the kinds of recognition that it is, where the number of them can be published.
_PUBLISHED_AS: dict[str, tuple[str, ...]] = {
    "recognised": (),
    "new": ("first",),
    "upgraded": ("upgrade",),
    "re-recognised": ("re-evaluation",),
}


def _cover(measure: Cover, snapshot: Snapshot) -> Reckoning:
    units = measure.units
    places = snapshot.units.get(units, ()) if isinstance(units, str) else units
    if not places:
        return _without_list(measure)
    figures = [_in(place, measure, snapshot) for place in places]
    lacking: list[tuple[str, int]] = []
    unknown: dict[Label, list[str]] = {}
    for place, figure in zip(places, figures, strict=True):
        if figure.value is None:
            unknown.setdefault(figure.reason or Label("", ""), []).append(place)
        elif figure.value < measure.at_least:
            lacking.append((place, ceil(measure.at_least - figure.value)))
    enough = len(places) - len(lacking)
    shared: dict[str, Any] = {
        "whole": len(places),
        "places": tuple(place for place, _ in lacking),
        "lacks": tuple(lack for _, lack in lacking),
    }
    if unknown:
        missing = tuple(
            one
            for place, figure in zip(places, figures, strict=True)
            for one in _missing(measure.of, figure, snapshot, place)
        )
        return Reckoning(value=None, reason=_of_places(unknown), missing=missing, **shared)
    return Reckoning(
        value=Fraction(enough, len(places)), part=enough, as_of=_oldest(*figures), **shared
    )


def _without_list(measure: Cover) -> Reckoning:
    """Nothing is known without the places."""
    level = LEVELS[measure.level]
    missing: tuple[Missing, ...] = ()
    if isinstance(measure.units, str):
        missing = (Missing(table="units", id=measure.units, label=level),)
    reason = Label(f"chưa có danh sách {level.vi}", f"there is no list of the {level.en}")
    return Reckoning(value=None, reason=reason, missing=missing)


def _in(place: str, measure: Cover, snapshot: Snapshot) -> Figure:
    if isinstance(measure.of, IndicatorFigure):
        return figure_of(measure.of, snapshot, place)
    where = in_place(measure.of.where, measure.level, place)
    return figure_of(attrs.evolve(measure.of, where=where), snapshot)


def _of_places(unknown: Mapping[Label, list[str]]) -> Label:
    """Every reason with all the places that it holds for."""
    return Label(
        "; ".join(f"{why.vi} ({', '.join(places)})" for why, places in unknown.items()),
        "; ".join(f"{why.en} ({', '.join(places)})" for why, places in unknown.items()),
    )


def in_place(where: Where, level: str, place: str) -> Where:
    """The filter for a place; ``"Kỳ Anh / Kỳ Lâm"`` names what it lies in first."""
    levels = ("provinces", "districts", "communes")
    upward = levels[: levels.index(f"{level}s") + 1][::-1]
    fields: dict[str, Any] = {
        name: (step.strip(),) for name, step in zip(upward, place.split("/")[::-1], strict=False)
    }
    return attrs.evolve(where, **fields)


def _cohort(measure: Cohort, snapshot: Snapshot) -> Reckoning:
    part, whole = counted_by(snapshot).followed(
        measure.event, measure.period, measure.where, measure.then
    )
    if part.value is None or whole.value is None:
        reason = whole.reason or part.reason
        missing = _totals(whole, part)
        return Reckoning(value=None, whole=whole.value, reason=reason, missing=missing)
    if not whole.value:
        return _unknown("không có sản phẩm nào thuộc diện", "no product is of those asked for")
    if part.value > whole.value:
        return Reckoning(value=None, part=part.value, whole=whole.value, reason=_MORE_THAN_ALL)
    return Reckoning(value=Fraction(part.value) / whole.value, part=part.value, whole=whole.value)


def _milestone(measure: MilestoneDone, snapshot: Snapshot) -> Reckoning:
    last_word = snapshot.milestone(measure.id)
    if last_word is not None:
        return Reckoning(value=last_word.done)
    name = _named(measure.label, measure.id)
    return Reckoning(
        value=None,
        reason=Label(f"chưa biết đã xong chưa: {name.vi}", f"not known: {name.en}"),
        missing=(Missing(table="milestones", id=measure.id, label=measure.label),),
    )
