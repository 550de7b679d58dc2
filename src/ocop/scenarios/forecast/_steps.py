"""The steps of a forecast as they are reported: by month, or by round of the province."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from ocop.frozen_map import FrozenMap
from ocop.scenarios.forecast._held import Held
from ocop.scenarios.forecast._newcomers import round_days
from ocop.scenarios.forecast._scene import Scene
from ocop.scenarios.forecast.step import ForecastStep
from ocop.targets.where import STARS

__all__ = ["ending_by", "expected_on_its_day", "expected_values", "reported", "steps_of"]


def reported(scene: Scene, every: str) -> tuple[int, ...]:
    """The steps that are reported: the first, the last, those of targets, and every so often."""
    grid = scene.chain.grid
    steps = {0, len(grid) - 1, *(own.step for own in scene.held)}
    if every == "month":
        steps |= set(grid.month_ends)
    else:
        days: tuple[date, ...] = round_days(grid.days[0], grid.days[-1], scene.chain.rules)
        steps |= {grid.since(day) for day in days}
    return tuple(sorted(steps))


def expected_values(scene: Scene, own: Held) -> tuple[Fraction | None, ...]:
    """What a target's measure is expected to come to, at every step."""
    size = len(scene.chain.grid)
    if own.reason is not None:
        return (None,) * size
    numbers = [scene.numbers(counted) for counted in own.counted]
    values = []
    for each in zip(*numbers, strict=True):
        value = own.value(each)
        values.append(None if value is None else Fraction(value))
    return tuple(values)


def expected_on_its_day(scene: Scene, own: Held) -> Fraction | None:
    """What a target's measure is expected to come to on its day; None where not forecast."""
    if own.reason is not None:
        return None
    value = own.value([scene.number(counted, own.step) for counted in own.counted])
    return None if value is None else Fraction(value)


def ending_by(scene: Scene, own: Held) -> Fraction | None:
    """How many products of those that count today have certificates that end before its day.

    Of a share those of the whole; None of entities, of places, of what does not lapse, and where it
    is not forecast.
    """
    counted = own.counted[-1] if own.counted else None
    single = own.reason is None and own.kind != "cover" and not own.entities
    if counted is None or not single or counted.what != ("in-force",):
        return None
    return sum(
        (
            mass
            for life, stars, mass in scene.stock.masses(counted.rest)
            if stars in counted.stars and life.start == 0 and life.over <= own.step
        ),
        Fraction(),
    )


def steps_of(scene: Scene, every: str) -> Iterator[ForecastStep]:
    """What is to be expected at every step that is reported."""
    whole = scene.expectation()
    values = {own.target.id: expected_values(scene, own) for own in scene.held}
    before = 0
    for step in reported(scene, every):

        def of(event: str, first: int = before + 1, last: int = step) -> FrozenMap[int, Fraction]:
            return FrozenMap(
                (stars, sum(whole.events[event, stars][first : last + 1], Fraction()))
                for stars in STARS
            )

        yield ForecastStep(
            on=scene.chain.grid.days[step],
            by_stars=FrozenMap((stars, whole.in_force[stars][step]) for stars in STARS),
            new=of("new"),
            renewed=of("renewed"),
            lapsing=of("ended"),
            upgraded=of("upgraded"),
            withdrawn=of("withdrawn"),
            values=FrozenMap((target, row[step]) for target, row in values.items()),
        )
        before = step
