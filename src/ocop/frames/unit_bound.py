"""What the units of a new table come to by what an old sheet holds, as lists to look it up in.

A unit is a criterion, or one with those that need it. Units do not touch each other, unless some of
them are held to one case: then they are asked case by case.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from itertools import product

import attrs

from ocop.scenarios.crosswalk.crosswalk import Crosswalk
from ocop.scenarios.crosswalk.row import CrosswalkRow
from ocop.scoring._reach import State
from ocop.scoring.possible.possible import Possible, every_option
from ocop.scoring.rubric._units import is_of_case
from ocop.scoring.rubric.rubric import Rubric

__all__ = ["Cause", "Lookup", "Outcome", "UnitBound", "inapplicable_of", "units_of"]


@attrs.frozen(cache_hash=True)
class Cause:
    """Something of an old sheet that a unit depends on.

    Attributes:
        no: The number of the old criterion; "" for a condition.
        condition: The id of the condition; "" for a criterion.
        classes: By what is held: which of the ways to hold it that differ for the unit. Of a
            criterion the option, 0 for none (a checklist's ticked lines as bits), and last where it
            does not apply; of a condition 0 where it is met and 1 where it may be unmet.
    """

    no: str
    condition: str
    classes: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many classes there are."""
        return max(self.classes) + 1


@attrs.frozen
class Lookup:
    """Whole numbers by the classes of some causes, the last counting fastest."""

    causes: tuple[Cause, ...]
    values: tuple[int, ...]

    @property
    def by_held(self) -> tuple[int, ...]:
        """Of a lookup with one cause: by what is held."""
        (cause,) = self.causes
        return tuple(self.values[each] for each in cause.classes)


@attrs.frozen
class Outcome:
    """What a unit can come to, by all ways to fill it together.

    Attributes:
        lowest: The fewest points.
        highest: The most.
        excluded: Whether a way to fill it ends the evaluation.
        states: Points and withheld ranks of each way that does not.
    """

    lowest: int
    highest: int
    excluded: bool
    states: frozenset[State]

    def points(
        self, *, without: Collection[int] = (), among: Collection[int] = ()
    ) -> tuple[int, ...]:
        """The points it can come to, in order, where ranks are left and others are withheld.

        Args:
            without: Ranks of which none is withheld.
            among: Ranks that all are.
        """
        return tuple(
            sorted(
                {
                    points
                    for points, ranks in self.states
                    if ranks.isdisjoint(without) and ranks.issuperset(among)
                }
            )
        )


@attrs.frozen
class UnitBound:
    """What a unit comes to, by the classes of its causes; None where no way to fill it is left."""

    causes: tuple[Cause, ...]
    outcomes: tuple[Outcome | None, ...]

    def lookup(self, value: Callable[[Outcome], int]) -> Lookup:
        """A number of each outcome, 0 where there is none, by the causes that it depends on."""
        values = [0 if one is None else value(one) for one in self.outcomes]
        return _by_fewest(self.causes, values)

    @property
    def lacking(self) -> Lookup:
        """Where no way to fill it is left, 1."""
        return _by_fewest(self.causes, [int(one is None) for one in self.outcomes])


@lru_cache(maxsize=128)
def units_of(old: Rubric, new: Rubric, case: str | None) -> tuple[UnitBound, ...]:
    """Every unit of the new table by what a sheet of the old one holds.

    Args:
        old: The old table.
        new: The new one.
        case: The case that a sheet of the new one is held to; None where it is held to none.
    """
    laid = Crosswalk.between(old, new)
    return tuple(_of_unit(laid, unit, case) for unit in new._tables.units)


def inapplicable_of(laid: Crosswalk, condition: str) -> tuple[str, ...] | None:
    """Old criteria of which one must not apply, that a condition may be unmet; None if it may be.

    Args:
        laid: The crosswalk.
        condition: The id of a condition of the new table that a sheet has to deny.
    """
    rows = [row for row in laid.rows if condition in _asserted(row)]
    if not all(row.old and condition in {one.id for one in row.old.conditions} for row in rows):
        return None
    return tuple(row.old.no for row in rows if row.old)


def _asserted(row: CrosswalkRow) -> list[str]:
    return [one.id for one in row.new.conditions if one.criterion is None]


def _of_unit(laid: Crosswalk, unit: tuple[int, ...], case: str | None) -> UnitBound:
    causes, ways = _of_criteria(laid, unit)
    asserted = dict.fromkeys(id_ for i in unit for id_ in _asserted(laid.rows[i]))
    unmet = [one for one in asserted if inapplicable_of(laid, one) is None]
    causes += [Cause("", one, (0, 1)) for one in asserted if one not in unmet]
    outcomes = []
    for classes in product(*(range(cause.count) for cause in causes)):
        chosen = dict(zip(causes, classes, strict=True))
        options = {i: held[chosen[cause]] for cause, i, held in ways}
        denied = [one.condition for one, each in chosen.items() if one.condition and each]
        outcomes.append(_outcome(laid, unit, options, [*unmet, *denied], case))
    return UnitBound(tuple(causes), tuple(outcomes))


def _of_criteria(
    laid: Crosswalk, unit: tuple[int, ...]
) -> tuple[list[Cause], list[tuple[Cause, int, list[tuple[int, ...]]]]]:
    """Old criteria that a unit depends on; and what each of its places may hold, by class."""
    causes, ways = [], []
    by_old: dict[str, list[int]] = {}
    for i in unit:
        old = laid.rows[i].old
        if old is not None:
            by_old.setdefault(old.no, []).append(i)
    for no, places in by_old.items():
        held = [tuple(laid.rows[i].may_be(each) for i in places) for each in _held(laid.old, no)]
        kinds = list(dict.fromkeys(held))
        cause = Cause(no, "", tuple(kinds.index(each) for each in held))
        causes.append(cause)
        ways += [(cause, i, [kind[n] for kind in kinds]) for n, i in enumerate(places)]
    return causes, ways


def _held(old: Rubric, no: str) -> Iterator[int | None]:
    """What may be held in an old criterion, from 0; None where it does not apply, or never is."""
    known = every_option(old, no)
    for option in range(max(known) + 1):
        yield option if option in known else None
    yield None


def _outcome(
    laid: Crosswalk,
    unit: tuple[int, ...],
    options: dict[int, tuple[int, ...]],
    unmet: Sequence[str],
    case: str | None,
) -> Outcome | None:
    """What a unit can come to, by all the ways to fill a sheet of a case."""
    new = laid.new
    every = [options.get(i, row.options) for i, row in enumerate(laid.rows)]
    if case is not None:
        for i in set(unit) & set(new._tables.one_case):
            every[i] = tuple(held for held in every[i] if is_of_case(new, i, held, case))
            if not every[i]:
                return None
    possible = Possible(rubric=new, options=tuple(every), conditions=tuple(unmet))
    reaches = [new._reach(unit, tuple([tuple(way(i)) for i in unit])) for way in possible.ways()]
    return Outcome(
        lowest=min(reach.lowest for reach in reaches),
        highest=max(reach.highest for reach in reaches),
        excluded=any(reach.may_be_excluded for reach in reaches),
        states=frozenset(state for reach in reaches for state in reach.states),
    )


def _by_fewest(causes: Sequence[Cause], values: Sequence[int]) -> Lookup:
    """A lookup without the causes that it does not depend on."""
    causes, values = list(causes), list(values)
    n, after = len(causes), 1
    while n:
        n -= 1
        count = causes[n].count
        # by the classes of this cause, the values of all others
        slices = [
            [value for place, value in enumerate(values) if place // after % count == k]
            for k in range(count)
        ]
        if all(one == slices[0] for one in slices):
            values = slices[0]
            del causes[n]
        else:
            after *= count
    return Lookup(tuple(causes), tuple(values))
