"""What steps can make of a sheet, unit by unit: told once for what is held, not once a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial

import attrs

from ocop.scoring.cheapest import Cost, Priced
from ocop.scoring.rubric._units import Alternative, alternatives
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.step import Step, step_of

__all__ = ["Change", "Raise", "Raises", "raised", "raises_of"]

#: Units with what is held in them, and steps, that are kept of a rubric.
_MOST = 1024
#: Place of a criterion, what is held in it, and what is reached.
Change = tuple[int, int, int]


@attrs.frozen
class Raise:
    """One way to fill a unit by steps.

    Attributes:
        alternative: The unit as it is then.
        levels: Of each change how many levels lie between; of a checklist, the lines.
        by_level: It with its cost where a level costs 1, and its number of steps.
    """

    alternative: Alternative
    levels: Mapping[Change, int]
    by_level: Priced


@attrs.frozen(eq=False)
class Raises:
    """What steps can make of the sheets of a rubric.

    Attributes:
        of: A unit and what is held in it → every way to fill it by steps that excludes nothing,
            none at all among them.
        step: A change, with its cost → the step.
    """

    of: Callable[[tuple[int, ...], tuple[int, ...]], tuple[Raise, ...]]
    step: Callable[[int, int, int, Cost], Step]


def raises_of(rubric: Rubric) -> Raises:
    """What steps can make of the sheets of a rubric."""
    return Raises(
        lru_cache(_MOST)(partial(_raises, rubric)),
        lru_cache(_MOST, typed=True)(partial(step_of, rubric)),  # a cost of 1 is none of 1/1
    )


def _raises(rubric: Rubric, unit: tuple[int, ...], before: tuple[int, ...]) -> tuple[Raise, ...]:
    held = dict(zip(unit, before, strict=True))

    def way(alternative: Alternative) -> Raise:
        levels = {
            (i, held[i], reached): _levels(rubric, i, held[i], reached)
            for i, reached in alternative.held
            if reached != held[i]
        }
        return Raise(alternative, levels, (alternative, sum(levels.values()), len(levels)))

    every = alternatives(rubric, unit, lambda i: raised(rubric, i, held[i]))
    return tuple(way(alternative) for alternative in every if not alternative.excluded)


def raised(rubric: Rubric, i: int, held: int) -> Iterable[int]:
    """What may be held in a criterion after steps: what is held now, or more of the same case."""
    tables = rubric._tables
    if i in tables.many:
        return (ticks for ticks in range(len(tables.words[i])) if ticks & held == held)
    options = rubric.criteria[i].options
    if not held:
        return range(len(options) + 1)
    if held > len(options):  # not required of the product
        return (held,)
    branch = options[held - 1].branch
    return (o.no for o in options if o.no >= held and o.branch == branch)


def _levels(rubric: Rubric, i: int, held: int, reached: int) -> int:
    tables = rubric._tables
    if i in tables.many:
        return (reached & ~held).bit_count()
    options = rubric.criteria[i].options
    case = [o.no for o in options if o.branch == options[reached - 1].branch]
    # none of the levels lies one below the first, or is the printed level of 0 points
    start = held or tables.zero[i]
    return case.index(reached) - (case.index(start) if start in case else -1)
