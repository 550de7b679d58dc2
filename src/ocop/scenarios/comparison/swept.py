"""Sweeps: one question asked over a grid of values, by whatever map is handed in."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

import attrs

from ocop.argument import as_items, check_text
from ocop.brief import Brief
from ocop.errors import Faults, InputError, checked_lang
from ocop.frozen_map import FrozenMap
from ocop.numbers import as_fraction
from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scenarios.comparison.comparison import records_of
from ocop.scenarios.forecast.forecast import Forecast
from ocop.shown.record import Record, exactly
from ocop.shown.value import InOneLanguage, Tidy, TidyInOneLanguage
from ocop.words import Lang, as_step

__all__ = ["Swept", "point_cells", "sweep"]

#: What a sweep may set of a forecast, beside its assumptions.
_OF_FORECAST = ("until", "runs", "seed")
#: Name → value.
Point = FrozenMap[str, Any]


@attrs.frozen(kw_only=True, repr=False)
class Swept(Brief, InOneLanguage, TidyInOneLanguage):
    """What came of each point of a grid; :func:`ocop.scenarios.sweep` gives one.

    Attributes:
        points: The points, in the order of the grid: name → value.
        records: Of each point its records, without the point's own columns.
        forecasts: Whether they are of a forecast, a record a target.
        lang: The language of labels.
    """

    points: tuple[Point, ...]
    records: tuple[tuple[FrozenMap[str, Any], ...], ...]
    forecasts: bool
    lang: Lang


def sweep(
    of: Forecast | Callable[..., Any],
    grid: Mapping[str, Iterable[Any]] | Iterable[Mapping[str, Any]],
    *,
    map: Callable[..., Iterable[Any]] = builtins.map,  # noqa: A002 - what is handed in is one
    lang: str = "vi",
) -> Swept:
    """One question asked over a grid of values.

    Of a forecast a point names assumptions, or ``until``, ``runs`` and ``seed``; a record a target
    says what is expected of it on its day, and its chance. A function is called with the names of a
    point as keywords, and answers with something that has ``to_records()``, with a number, a text
    or a day (the column ``value``), or with a table of such.

    >>> import ocop
    >>> at_rest = ocop.plan("ha-tinh-2023-2025").forecast(None, ocop.Assumptions())
    >>> swept = sweep(at_rest, {"renewal": ["0", "50 %"], "new_per_month": [4, 8]})
    >>> [round(one["expected"]) for one in swept.to_records() if one["target"] == "products"]
    [144, 288, 253, 397]

    Args:
        of: A forecast, or a function; one that another process can find by name where ``map`` is of
            processes.
        grid: Name → values, for every combination of them, the last name changing fastest; or the
            points one by one.
        map: What calls a function over a list and answers in its order: the built-in one, that of
            an executor of processes, a pool's, a Dask client's. The results do not depend on it.
        lang: The language of labels, ``"vi"`` or ``"en"``.

    Raises:
        InputError: a point that is none, with every fault; neither a forecast nor a function; a map
            that answers with fewer or more than it was asked.
    """
    words = checked_lang(lang)
    faults = Faults()
    points = _points(grid, faults)
    if not callable(map):
        faults.add("not-a-function", "map", given=map)
    if isinstance(of, Forecast):
        asked: list[Any] = list(_forecasts(of, points, faults))
        faults.raise_if_any()
        answers = map(partial(_of_forecast, words), asked)
    else:
        if not callable(of):
            faults.add("not-a-function", "of", given=of)
        faults.raise_if_any()
        answers = map(partial(_of_function, of, words), list(points))
    found = [_now(answer) for answer in answers]
    if len(found) != len(points):
        raise InputError.of("not-so-many", "map", number=len(found), needed=len(points))
    _check_columns(points, found)
    return Swept(
        points=points, records=tuple(found), forecasts=isinstance(of, Forecast), lang=words
    )


def _points(grid: object, faults: Faults) -> tuple[Point, ...]:
    """The points of a grid; a fault for what is none."""
    if isinstance(grid, Mapping):
        axes: dict[str, tuple[Any, ...]] = {}
        for name, values in grid.items():
            check_text(faults, name, "grid")
            items = as_items(values)
            if not isinstance(items, tuple):
                faults.add("not-a-list", "grid", as_step(name), given=values)
            elif not items:
                faults.add("empty", "grid", as_step(name))
            else:
                axes[name] = items
        if faults.found:
            return ()
        return tuple(FrozenMap(zip(axes, one, strict=True)) for one in product(*axes.values()))
    items = as_items(grid)  # type: ignore[arg-type]  # what is no list is told
    if not isinstance(items, tuple):
        faults.add("not-a-list", "grid", given=grid)
        return ()
    points = []
    for n, point in enumerate(items):
        if not isinstance(point, Mapping):
            faults.add("not-a-table", "grid", n, given=point)
            continue
        for name in point:
            check_text(faults, name, "grid", n)
        points.append(FrozenMap(point))
    return tuple(points)


def _forecasts(forecast: Forecast, points: tuple[Point, ...], faults: Faults) -> Iterator[Forecast]:
    """The forecast of every point; a fault for what a forecast does not have."""
    supposed = tuple(field.name for field in attrs.fields(Assumptions))
    for n, point in enumerate(points):
        own = {name: value for name, value in point.items() if name in _OF_FORECAST}
        rest = {name: value for name, value in point.items() if name in supposed}
        for name in point:
            if name not in own and name not in rest:
                known = (*supposed, *_OF_FORECAST)
                faults.add("not-known", "grid", n, name, given=name, known=known)
        with faults.at("grid", n):
            suppose = attrs.evolve(forecast.assumptions, **rest)
            yield attrs.evolve(forecast, assumptions=suppose, **own)


def _of_forecast(lang: Lang, forecast: Forecast) -> tuple[FrozenMap[str, Any], ...]:
    """A record a target: what is expected of it on its day, and its chance."""
    records = []
    for target in forecast.plan.targets:
        chance = forecast.chance(target.id)
        last = next((one for one in forecast.expected if one.on == target.by), None)
        record: Record = {
            "target": target.id,
            "label": target.label(lang),
            "by": target.by,
            **exactly("expected", None if last is None else last.values[target.id]),
            "chance": chance.value,
            "error": chance.error if chance.value is not None else None,
            "way": chance.way,
        }
        records.append(FrozenMap(record))
    return tuple(records)


def _of_function(
    of: Callable[..., Any], lang: Lang, point: Point
) -> tuple[FrozenMap[str, Any], ...]:
    """The records of what a function answers at a point."""
    answer = of(**point)
    if isinstance(answer, Tidy | TidyInOneLanguage):
        return tuple(FrozenMap(record) for record in records_of(answer, lang))
    cells = answer if isinstance(answer, Mapping) else {"value": answer}
    return (FrozenMap(_cells(cells)),)


def _cells(values: Mapping[str, Any]) -> Record:
    """Values as the cells of a record."""
    record: Record = {}
    for name, value in values.items():
        if isinstance(value, Fraction):
            record |= exactly(name, value)
        elif value is None or isinstance(value, str | int | float | date):
            record[name] = value
        elif isinstance(value, Mapping):
            record[name] = ", ".join(f"{key}: {item}" for key, item in value.items())
        else:
            record[name] = str(value)
    return record


def _now(answer: Any) -> Any:  # noqa: ANN401 - what a map answers with
    """What a map answers with; of a promise of a pool or a cluster, once it is kept."""
    return answer.result() if hasattr(answer, "add_done_callback") else answer


def _check_columns(points: tuple[Point, ...], found: list[Any]) -> None:
    """Refuse a point whose name is a column of the records: one would hide the other.

    Raises:
        InputError: there is one.
    """
    columns = {name for records in found for record in records for name in record}
    twice = [
        name for name in dict.fromkeys(n for point in points for n in point) if name in columns
    ]
    if twice:
        raise InputError.of("column-of-both", "grid", given=twice[0])


def point_cells(point: Point, *, supposed: bool) -> Record:
    """The columns of a point; where it is of assumptions, a number that is text is a number."""
    return _cells(
        {name: as_fraction(value) if supposed else value for name, value in point.items()}
    )
