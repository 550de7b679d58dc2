"""The impact of a change of rules on a register: which ends and windows move, what lapses when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Literal

import attrs

from ocop.brief import Brief
from ocop.dates import DateRange
from ocop.errors import InputError
from ocop.frozen_map import FrozenMap
from ocop.law.regime import Note
from ocop.scenarios.impact.end_moved import EndMoved
from ocop.scenarios.impact.plan_impact import PlanImpact
from ocop.scenarios.impact.single import Single
from ocop.shown.value import Shown, Tidy
from ocop.targets.plan.plan import Plan
from ocop.targets.registry.registry import Registry
from ocop.targets.registry.standing import IN_FORCE, Standing
from ocop.targets.registry.standing_row import StandingRow
from ocop.targets.snapshot.figure import Indicator, Milestone
from ocop.text import Label

__all__ = ["EndDimension", "EndsIn", "MonthMoved", "RegistryImpact"]

#: By what the recognitions are told apart.
EndDimension = Literal["stars", "set", "province", "district", "commune", "entity_kind"]
_DIMENSIONS = ("stars", "set", "province", "district", "commune", "entity_kind")


@attrs.frozen(kw_only=True, repr=False)
class EndsIn(Brief):
    """How many recognitions of one rank, set, place or kind of entity end later, or earlier.

    Attributes:
        key: The stars, the number of the set, the place, or the id of the kind; None for what is
            not recorded.
        label: The same in words; None where not recorded.
        later: How many end later.
        earlier: How many end earlier.
        unmoved: How many end on the same day.
        unknown: Of how many one of the ends is not known.
        in_force_before: How many are in force on the day under the rules before.
        in_force_after: How many are under the rules after.
    """

    key: str | int | None
    label: Label | None
    later: int
    earlier: int
    unmoved: int
    unknown: int
    in_force_before: int
    in_force_after: int


@attrs.frozen(kw_only=True, repr=False)
class MonthMoved(Brief):
    """What ends in one month under both rules.

    Attributes:
        days: The days of the month, or of the part of it that was asked for.
        before: How many surely end in it under the rules before.
        after: How many surely end in it under the rules after.
        may_end_before: How many more may end in it under the rules before.
        may_end_after: How many more may under the rules after.
    """

    days: DateRange
    before: int
    after: int
    may_end_before: int
    may_end_after: int


@attrs.frozen(kw_only=True, repr=False)
class RegistryImpact(Shown, Tidy):
    """What a change of rules does to a register, made by :func:`ocop.impact`; ``str`` gives text.

    ``to_records`` has a row for every recognition: ``code``, ``name``, ``set``, ``stars``, its
    places, ``entity``, ``entity_kind``, ``issued_on``; ``standing``, ``end``, ``filing_from`` and
    ``filing_to``, each ``_before`` and ``_after``; ``days`` by which the end moves, ``rest``,
    ``faults``.

    Attributes:
        before: The register under the rules before.
        after: The register under the rules after.
        on: The day on which the recognitions stand.
        ends: One for every recognition issued by the day, in the register's order.
        singles: Every single change between the two that may concern certificates.
        later: The recognitions that end later.
        earlier: Those that end earlier.
        unmoved: Those that end on the same day.
        unknown: Those of which one of the ends is not known.
        matrix: (standing before, standing after) → how many, of those that the rules allow.
        months: What ends month by month from the day on, under both.
        notes: What the two registers and their rules say of themselves.
    """

    before: Registry
    after: Registry
    on: date
    ends: tuple[EndMoved, ...]
    singles: tuple[Single, ...]

    def __repr__(self) -> str:
        numbers = f"{len(self.later)} later, {len(self.earlier)} earlier"
        unknown = f", {len(self.unknown)} unknown" if self.unknown else ""
        return (
            f"<RegistryImpact on {len(self.ends)} recognitions: "
            f"{numbers}, {len(self.unmoved)} unmoved{unknown}>"
        )

    def __str__(self) -> str:
        return str(self.table("en"))

    @cached_property
    def later(self) -> tuple[EndMoved, ...]:
        """The recognitions that end later."""
        return tuple(end for end in self.ends if end.days is not None and end.days > 0)

    @cached_property
    def earlier(self) -> tuple[EndMoved, ...]:
        """The recognitions that end earlier."""
        return tuple(end for end in self.ends if end.days is not None and end.days < 0)

    @cached_property
    def unmoved(self) -> tuple[EndMoved, ...]:
        """The recognitions that end on the same day."""
        return tuple(end for end in self.ends if end.days == 0)

    @cached_property
    def unknown(self) -> tuple[EndMoved, ...]:
        """The recognitions of which one of the ends is not known."""
        return tuple(end for end in self.ends if end.days is None)

    def together(self) -> tuple[EndMoved, ...]:
        """The recognitions whose days the single changes, each by itself, do not add up to."""
        return tuple(end for end in self.ends if end.rest)

    @cached_property
    def matrix(self) -> FrozenMap[tuple[Standing, Standing], int]:
        """(standing before, standing after) → how many, of those that the rules allow."""
        numbers: dict[tuple[Standing, Standing], int] = {}
        for end in self.ends:
            if end.before is not None and end.after is not None:
                pair = (end.before.standing, end.after.standing)
                numbers[pair] = numbers.get(pair, 0) + 1
        return FrozenMap(numbers)

    @cached_property
    def months(self) -> tuple[MonthMoved, ...]:
        """What ends month by month from the day on, under both."""
        days = [day for end in self.ends for day in (end.end_before, end.end_after) if day]
        last = max(days, default=self.on)
        if last < self.on:
            return ()
        pairs = zip(
            self.before.lapsing(self.on, last), self.after.lapsing(self.on, last), strict=True
        )
        return tuple(
            MonthMoved(
                days=was.days,
                before=len(was.recognitions),
                after=len(now.recognitions),
                may_end_before=len(was.may_end),
                may_end_after=len(now.may_end),
            )
            for was, now in pairs
        )

    def by(self, dimension: EndDimension) -> tuple[EndsIn, ...]:
        """The recognitions by ``"stars"``, ``"set"``, a level of place or ``"entity_kind"``.

        Raises:
            InputError: by anything else.
        """
        if dimension not in _DIMENSIONS:
            raise InputError.of("not-known", "dimension", given=dimension, known=_DIMENSIONS)
        ends_of: dict[str | int | None, list[EndMoved]] = {}
        labels: dict[str | int | None, Label | None] = {}
        for end in self.ends:
            key, label = _key(end, dimension)
            ends_of.setdefault(key, []).append(end)
            labels.setdefault(key, label)
        return tuple(
            _ends_in(key, labels[key], ends_of[key])
            for key in sorted(ends_of, key=lambda key: (key is None, isinstance(key, str), key))
        )

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What the two registers and their rules say of themselves."""
        before, after = self.before.rules, self.after.rules
        regimes = [
            note for rules in (before, after) for regime in rules.regimes() for note in regime.notes
        ]
        return tuple(dict.fromkeys([*regimes, *self.before.notes, *self.after.notes]))

    def plan(
        self,
        plan: Plan,
        amended: Plan | None = None,
        *,
        indicators: Iterable[Indicator] = (),
        milestones: Iterable[Milestone] = (),
        units: Mapping[str, Iterable[str]] | None = None,
    ) -> PlanImpact:
        """A plan held against the register on the day, under both rules side by side.

        Args:
            plan: The plan.
            amended: What it becomes, held against the register after; the same where not given.
            indicators: As for :meth:`ocop.Registry.on`.
            milestones: As for :meth:`ocop.Registry.on`.
            units: As for :meth:`ocop.Registry.on`.

        Raises:
            InputError: no plan, or figures that are none.
        """
        figures, done = tuple(indicators), tuple(milestones)
        before, after = (
            held.on(self.on, indicators=figures, milestones=done, units=units)
            for held in (self.before, self.after)
        )
        return PlanImpact.of((plan, plan if amended is None else amended), (before, after))


def _key(end: EndMoved, dimension: EndDimension) -> tuple[str | int | None, Label | None]:
    each = end.recognition
    if dimension == "stars":
        return each.stars, Label(f"{each.stars}★", f"{each.stars}★")
    if dimension == "set":
        of_set = each.product_set
        return (None, None) if of_set is None else (of_set.number, of_set.label)
    if dimension == "entity_kind":
        kind = each.entity_kind
        return (None, None) if kind is None else (kind.id, kind.label)
    name: str | None = getattr(each, dimension)
    return name, None if name is None else Label(name, name)


def _ends_in(key: str | int | None, label: Label | None, ends: list[EndMoved]) -> EndsIn:
    days = [end.days for end in ends]
    known = [moved for moved in days if moved is not None]
    return EndsIn(
        key=key,
        label=label,
        later=sum(moved > 0 for moved in known),
        earlier=sum(moved < 0 for moved in known),
        unmoved=known.count(0),
        unknown=len(days) - len(known),
        in_force_before=sum(_in_force(end.before) for end in ends),
        in_force_after=sum(_in_force(end.after) for end in ends),
    )


def _in_force(row: StandingRow | None) -> bool:
    return row is not None and row.standing in IN_FORCE
