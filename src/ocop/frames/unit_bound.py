"""What the units of a new table come to by what an old sheet holds, as lists to look it up in.

A unit is a criterion, or one with those that need it. Units do not touch each other: points are
added, and a rank is withheld where any unit withholds it; so the bounds of each are enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

import attrs

from ocop.errors import InputError
from ocop.scenarios.crosswalk.crosswalk import Crosswalk
from ocop.scenarios.crosswalk.row import CrosswalkRow
from ocop.scoring._reach import Reach
from ocop.scoring.possible.possible import Possible, every_option
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.stars import MARKED, stars_of

__all__ = ["Cause", "Lookup", "Measure", "inapplicable_of", "measures_of"]

#: What is summed over the units: ``"low"`` and ``"high"``, the fewest and the most points;
#: ``"excluded"``, whether a way to fill it ends the evaluation; ``"missed"``, whether one withholds
#: the rank; ``"less"``, what the best way that leaves the rank falls short of the most points.
_Key = tuple[str, int]


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


@attrs.frozen(cache_hash=True)
class Lookup:
    """What a unit comes to, by the classes of its causes, the last counting fastest."""

    causes: tuple[Cause, ...]
    values: tuple[int, ...]

    @property
    def by_held(self) -> tuple[int, ...]:
        """Of a lookup with one cause: by what is held."""
        (cause,) = self.causes
        return tuple(self.values[each] for each in cause.classes)


@attrs.frozen
class Measure:
    """A sum over the units of a table: what is the same for every sheet, and what is looked up."""

    constant: int
    lookups: tuple[Lookup, ...]


@lru_cache(maxsize=128)
def measures_of(old: Rubric, new: Rubric) -> dict[_Key, Measure]:
    """What is summed over the units of the new table, by name and rank; 0 where no rank is meant.

    Raises:
        InputError: the new rules are read so that units do touch each other.
    """
    _check_readings(new)
    laid = Crosswalk.between(old, new)
    constants: dict[_Key, int] = {}
    lookups: dict[_Key, list[Lookup]] = {}
    for unit in new._tables.units:
        for key, lookup in _of_unit(laid, unit).items():
            kept = _lookup(lookup)
            if kept.causes:
                lookups.setdefault(key, []).append(kept)
            else:
                constants[key] = constants.get(key, 0) + kept.values[0]
    keys = dict.fromkeys([*constants, *lookups])
    return {key: Measure(constants.get(key, 0), tuple(lookups.get(key, ()))) for key in keys}


def _check_readings(new: Rubric) -> None:
    readings = new.rules.readings
    points = range(sum(map(max, new._tables.points)) + 1)
    ranks = [stars_of(new.bands, each, readings) or 0 for each in points]
    for name, together in (
        ("star_minima", readings.star_minima == "own"),
        ("missed_minimum", readings.missed_minimum == "refused"),
        ("tourism_cases", bool(new._tables.one_case)),
        ("between_bands", ranks != sorted(ranks)),
    ):
        if together:
            raise InputError.of("crosswalk-not-by-unit", "to", given=getattr(readings, name))


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


def _of_unit(laid: Crosswalk, unit: tuple[int, ...]) -> dict[_Key, Lookup]:
    """Every measure of a unit."""
    causes, ways = _of_criteria(laid, unit)
    asserted = dict.fromkeys(id_ for i in unit for id_ in _asserted(laid.rows[i]))
    unmet = [one for one in asserted if inapplicable_of(laid, one) is None]
    causes += [Cause("", one, (0, 1)) for one in asserted if one not in unmet]
    by_key: dict[_Key, list[int]] = {}
    for classes in product(*(range(cause.count) for cause in causes)):
        chosen = dict(zip(causes, classes, strict=True))
        options = {i: held[chosen[cause]] for cause, i, held in ways}
        denied = [one.condition for one, each in chosen.items() if one.condition and each]
        for key, value in _sums(laid.new, _reaches(laid, unit, options, [*unmet, *denied])):
            by_key.setdefault(key, []).append(value)
    return {key: Lookup(tuple(causes), tuple(values)) for key, values in by_key.items()}


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


def _reaches(
    laid: Crosswalk,
    unit: tuple[int, ...],
    options: dict[int, tuple[int, ...]],
    unmet: Sequence[str],
) -> list[Reach]:
    """What a unit can come to, by the ways to fill a sheet."""
    possible = Possible(
        rubric=laid.new,
        options=tuple(options.get(i, row.options) for i, row in enumerate(laid.rows)),
        conditions=tuple(unmet),
    )
    ways = possible.ways()
    return [laid.new._reach(unit, tuple([tuple(way(i)) for i in unit])) for way in ways]


def _sums(new: Rubric, reaches: Sequence[Reach]) -> Iterator[tuple[_Key, int]]:
    """Every measure of what a unit can come to."""
    states = [state for reach in reaches for state in reach.states]
    most = max(reach.highest for reach in reaches)
    none = most - 1 - sum(map(max, new._tables.points))  # no other unit makes up for it
    yield ("low", 0), min(reach.lowest for reach in reaches)
    yield ("high", 0), most
    yield ("excluded", 0), int(any(reach.may_be_excluded for reach in reaches))
    for rank in MARKED:
        yield ("missed", rank), int(any(rank in withheld for _, withheld in states))
        left = max((points for points, withheld in states if rank not in withheld), default=none)
        yield ("less", rank), most - left


def _lookup(lookup: Lookup) -> Lookup:
    """A lookup without the causes that it does not depend on."""
    causes, values = list(lookup.causes), list(lookup.values)
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
