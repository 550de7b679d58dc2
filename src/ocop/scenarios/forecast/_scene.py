"""All that a forecast reckons with: the steps, the chain, what there is, who comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from math import lcm, prod

import attrs

from ocop.law.rules import Rules
from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scenarios.forecast._chain import Chain, Life
from ocop.scenarios.forecast._flow import Expectation, expectation
from ocop.scenarios.forecast._grid import Grid
from ocop.scenarios.forecast._held import Counted, Held, held
from ocop.scenarios.forecast._listed import Listed
from ocop.scenarios.forecast._newcomers import Newcomers, round_days
from ocop.scenarios.forecast._outcome import Outcomes, Point
from ocop.scenarios.forecast._totals import Totals
from ocop.scenarios.forecast._unit import Unit
from ocop.targets.plan.plan import Plan
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where
from ocop.text import Label

__all__ = ["Scene", "scene_of"]

_DAY = timedelta(days=1)
#: Event of a line, as a point asks it → its name among what is expected.
_EVENTS = {"-lapsed": "lapsed", "-withdrawn": "withdrawn"}


def scene_of(plan: Plan, known: Snapshot, suppose: Assumptions, until: date, rules: Rules) -> Scene:
    """What a plan's targets are held against, from the day of a snapshot on."""
    lists = {name: listed.places for name, listed in plan.units.items()}
    known = attrs.evolve(known, units={**lists, **known.units})
    asked = [day for target in plan.targets for day in (target.by, target.period.first - _DAY)]
    years = [year for target in plan.targets for year in target.years()]
    asked += [day for year in years for day in (year.by, year.period.first - _DAY)]
    if any(suppose.new_per_round.values()):
        asked += round_days(known.on, until, rules)
    chain = Chain(Grid.of(known.on, until, asked), rules, suppose)
    stock = Totals(known, chain) if known.recognitions is None else Listed(known, chain)
    return Scene(plan, chain, stock, Newcomers(chain, suppose))


@attrs.frozen(eq=False)
class Scene:
    """What is reckoned with; every answer is kept."""

    plan: Plan
    chain: Chain
    stock: Listed | Totals
    newcomers: Newcomers
    _expected: dict[Where, Expectation] = attrs.field(factory=dict, init=False)
    _entities: dict[tuple[Counted, int], Fraction] = attrs.field(factory=dict, init=False)
    _in_force: dict[tuple[frozenset[int], int], dict[tuple[Life, int], Fraction]] = attrs.field(
        factory=dict, init=False
    )
    _of_entities: dict[Where, list[tuple[int, list[tuple[Life, int]]]]] = attrs.field(
        factory=dict, init=False
    )
    _newly: dict[Where, Expectation] = attrs.field(factory=dict, init=False)
    _units: dict[tuple[tuple[Where, ...], bool], list[Unit]] = attrs.field(factory=dict, init=False)

    def check(self) -> None:
        """Ask what may not be there: rounds to come, totals by stars, days of issue.

        Raises:
            InputError, NotFoundError, NotRegulated: it is not there.
        """
        _ = self.newcomers.days
        if isinstance(self.stock, Totals):
            _ = self.stock.days, self.stock.numbers

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """The plan's targets, each with the reason where it is not forecast."""
        every = []
        for target in self.plan.targets:
            grid, rules = self.chain.grid, self.chain.rules
            own = held(target, self.stock.snapshot, self.plan.baseline, grid, rules)
            every.append(attrs.evolve(own, reason=own.reason or self._unknown(own)))
        return tuple(every)

    def _unknown(self, own: Held) -> Label | None:
        """Why the numbers of a target are not known; None where they are."""
        unsure = max(map(self.stock.unsure, own.rests))
        if unsure:
            return Label(
                f"chưa xác định được {unsure} sản phẩm có thuộc diện hay không",
                f"whether products belong to it is not recorded: {unsure}",
            )
        if own.entities and self.stock.unnamed:
            return _NO_ENTITIES
        return self.newcomers.unsaid(own.rests, entities=own.entities)

    def expectation(self, rest: Where | None = None) -> Expectation:
        """What is to be expected of what passes a filter; of all without one."""
        rest = Where() if rest is None else rest
        if rest not in self._expected:
            masses = self.stock.masses(rest), self.newcomers.masses(rest)
            self._expected[rest] = expectation(self.chain, *masses)
        return self._expected[rest]

    def numbers(self, counted: Counted) -> tuple[Fraction, ...]:
        """What is to be expected of a number at each step."""
        if counted.entities:
            steps = range(len(self.chain.grid))
            return tuple(self._entities_at(counted, step) for step in steps)
        expected = self.expectation(counted.rest)
        if counted.what == ("in-force",):
            return expected.of(counted.stars)
        rows = [
            expected.events[_EVENTS.get(event, event), stars]
            for event in counted.what
            for stars in counted.stars
        ]
        numbers, total = [], Fraction(counted.base)
        for step, row in enumerate(zip(*rows, strict=True)):
            within = counted.last is None or step <= counted.last
            if step and step >= counted.first and within:
                total += sum(row)
            numbers.append(total)
        return tuple(numbers)

    def number(self, counted: Counted, step: int) -> Fraction:
        """What is to be expected of a number at one step."""
        if counted.entities:
            return self._entities_at(counted, step)
        return self.numbers(counted)[step]

    def _entities_at(self, counted: Counted, step: int) -> Fraction:
        key = (counted, step)
        if key not in self._entities:
            chances = self._chances(counted.stars, step)
            self._entities[key] = _entities(chances, self._lines(counted.rest)) + sum(
                (self._coming(counted.rest).in_force[stars][step] for stars in counted.stars),
                Fraction(),
            )
        return self._entities[key]

    def _chances(self, stars: frozenset[int], step: int) -> dict[tuple[Life, int], Fraction]:
        """A life and rank → the chance of being in force at a step with some stars."""
        key = (stars, step)
        if key not in self._in_force:
            point = Point(("in-force",), stars, step, step, 1)
            outcomes = Outcomes(self.chain, (point,), exact=True)
            assert isinstance(self.stock, Listed)  # noqa: S101 - of totals no entity is known
            self._in_force[key] = {
                start: outcomes.of(*start).get(1, Fraction()) for start in self.stock.cohorts
            }
        return self._in_force[key]

    def _lines(self, rest: Where) -> list[tuple[int, list[tuple[Life, int]]]]:
        """How many entities have which lines that pass a filter."""
        if rest not in self._of_entities:
            self._of_entities[rest] = [
                (unit.number, [part.starts[0][:2] for part in unit.parts if part.mask])
                for unit in self.stock.units((rest,), by_entity=True)
            ]
        return self._of_entities[rest]

    def _coming(self, rest: Where) -> Expectation:
        """What is to be expected of newcomers of new entities that pass a filter."""
        if rest not in self._newly:
            share = self.newcomers.suppose.new_entities or Fraction()
            masses = self.newcomers.masses(rest, of=share)
            self._newly[rest] = expectation(self.chain, (), masses)
        return self._newly[rest]

    def units(self, own: Held) -> Sequence[Unit]:
        """The lines of a target, or its entities, alike in the filters that it asks."""
        key = (own.rests, own.entities)
        if key not in self._units:
            self._units[key] = self.stock.units(own.rests, by_entity=own.entities)
        return self._units[key]


def _entities(
    chances: dict[tuple[Life, int], Fraction], entities: list[tuple[int, list[tuple[Life, int]]]]
) -> Fraction:
    """How many entities are to be expected to have a line that counts."""
    # over one denominator, whole numbers do
    base = lcm(*(chance.denominator for chance in chances.values()))
    without = {start: base - int(chance * base) for start, chance in chances.items()}
    by_lines: dict[int, int] = {}
    for number, lines in entities:
        none = prod(without[start] for start in lines)
        size = len(lines)
        by_lines[size] = by_lines.get(size, 0) + number * (base**size - none)
    return sum((Fraction(n, base**size) for size, n in by_lines.items()), Fraction())


_NO_ENTITIES = Label("chưa rõ chủ thể của mọi sản phẩm", "the entity is not known of every product")
