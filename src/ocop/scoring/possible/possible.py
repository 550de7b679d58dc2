"""Possible sheets: for every criterion the options that it may hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property, partial
from itertools import groupby

import attrs

from ocop.checked import Checked
from ocop.errors import Faults, InputError
from ocop.scoring.bounds import Bounds, bounds_over
from ocop.scoring.rubric._units import by_case, levels
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.sheet.sheet import Draft

__all__ = ["Possible", "every_option"]

_Way = Callable[[int], Iterable[int]]


def every_option(rubric: Rubric, no: str) -> tuple[int, ...]:
    """What may be held in a criterion that applies: option numbers; 0 for none of the levels.

    Of a checklist, its ticked lines as bits.
    """
    return tuple(levels(rubric, rubric._tables.place[no]))


@attrs.frozen(kw_only=True, repr=False)
class Possible(Checked):
    """What a sheet may be, as far as it is known.

    Attributes:
        rubric: The rubric of the sheet.
        options: By criterion, in the order of the table: the options that it may hold where it
            applies; 0 for none of the levels. One alone is certain.
        conditions: Ids of the conditions that may be unmet, of those that a sheet has to deny; the
            others hold.

    Raises:
        InputError: a field of another type, not a choice for every criterion, one that the rubric
            does not have, or both cases where a sheet is held to one.
    """

    rubric: Rubric
    options: tuple[tuple[int, ...], ...]
    conditions: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        faults, nos = Faults(), self.rubric._tables.nos
        if len(self.options) != len(nos):
            faults.add("not-so-many", "options", number=len(self.options), needed=len(nos))
        for n, (no, options) in enumerate(zip(nos, self.options, strict=False)):
            if not options or not set(options) <= set(every_option(self.rubric, no)):
                faults.add("not-options", "options", n, criterion=no, given=options)
        faults.raise_if_any()
        if not any(True for _ in self.ways()):
            raise InputError.of("no-one-case", "options")

    def may_hold(self, which: str) -> tuple[int, ...]:
        """What a criterion may hold where it applies.

        Raises:
            NotFoundError: the rubric has no such criterion.
        """
        return self.options[self.rubric._tables.place[self.rubric.criterion(which).no]]

    @cached_property
    def _denied(self) -> dict[int, int]:
        """Place of the criterion → what it holds where its condition is unmet, of those open."""
        return {i: held for i, id_, held in self.rubric._tables.asserted if id_ in self.conditions}

    def _allowed(self, i: int) -> tuple[int, ...]:
        denied = (self._denied[i],) if i in self._denied else ()
        return tuple(dict.fromkeys((*self.options[i], *denied)))

    def ways(self) -> Iterator[_Way]:
        """Each way to fill the sheet, so that criteria that need another apply in all or in none.

        What may be held is a function of the place, as units of a rubric take it.
        """
        tables = self.rubric._tables
        deciders = {j for _, j, _ in tables.needs}
        ways: list[_Way] = [self._allowed]
        for j in sorted(deciders):
            least = {i: above for i, decider, above in tables.needs if decider == j}
            applying = partial(_applying, least)
            split = [
                (set(applies), tuple(held))
                for applies, held in groupby(sorted(self._allowed(j)), key=applying)
            ]
            ways = [_within(way, j, *one, least) for way in ways for one in split]
        for way in ways:
            yield from by_case(self.rubric, tables.one_case, way)

    @cached_property
    def bounds(self) -> Bounds:
        """The lowest and highest total and stars of any such sheet; both can be reached.

        No fact is asserted that ends the evaluation; choices that say one themselves count.
        """
        return bounds_over(self.draft, self.ways())

    @cached_property
    def draft(self) -> Draft:
        """What is certain, as a draft: the criteria that can hold one option alone, and apply."""
        tables = self.rubric._tables
        sure = [len(held) == 1 and i not in self._denied for i, held in enumerate(self.options)]
        for i, decider, above in tables.needs:
            sure[i] &= min(self._allowed(decider)) > above
        choices = {no: self._choice(i) for i, no in enumerate(tables.nos) if sure[i]}
        return self.rubric.sheet(choices, partial=True)

    def _choice(self, i: int) -> int | list[int]:
        (held,) = self._allowed(i)
        if i in self.rubric._tables.many:
            return [n + 1 for n in range(held.bit_length()) if held >> n & 1]
        return held


def _applying(least: dict[int, int], held: int) -> tuple[int, ...]:
    """Which of the criteria that need another apply where this is held there."""
    return tuple(i for i, above in least.items() if held > above)


def _within(
    way: _Way, decider: int, applies: Collection[int], held: tuple[int, ...], least: Collection[int]
) -> _Way:
    """A way with the options of a decider under which the same criteria apply."""

    def within(i: int) -> Iterable[int]:
        if i == decider:
            return held
        if i in least and i not in applies:
            return (0,)
        return way(i)

    return within
