"""What the criteria of a sheet can still come to, unit by unit.

A unit is a criterion, or a criterion with those that need it (a story with its structure). Units do
not touch each other: the total is the sum over units, and a rank is withheld where any unit
withholds it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import product

import attrs

from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.tables import UNANSWERED, Tables

__all__ = [
    "Alternative",
    "alternatives",
    "by_case",
    "cases_of",
    "is_of_case",
    "levels",
    "open_or_answered",
]


@attrs.frozen
class Alternative:
    """One way to fill a unit: (place, held) for each of its criteria, and what comes of it."""

    held: tuple[tuple[int, int], ...]
    word: int
    excluded: bool


def levels(rubric: Rubric, i: int) -> Iterable[int]:
    """Everything that may be held in a criterion that applies."""
    tables = rubric._tables
    if i in tables.many:
        return range(len(tables.words[i]))
    none = not tables.zero[i] and rubric.rules.readings.none_of_these == "allowed"
    return range(0 if none else 1, tables.counts[i] + 1)


def _excluded(tables: Tables, held: tuple[tuple[int, int], ...]) -> bool:
    return any((i, option) in held for _, i, option in tables.triggers)


def alternatives(
    rubric: Rubric, unit: tuple[int, ...], allowed: Callable[[int], Iterable[int]]
) -> Iterator[Alternative]:
    """Every way to fill a unit.

    Args:
        rubric: The rubric.
        unit: One of ``Tables.units``: the deciding criterion comes first.
        allowed: The options that may be held in a criterion where it applies; 0 among them also
            allows that it does not apply.
    """
    tables = rubric._tables
    least = {i: above for i, _, above in tables.needs}
    decider, dependents = unit[0], unit[1:]
    can_lack = {i: 0 in set(levels(rubric, i)) for i in dependents}
    for chosen in allowed(decider):
        applies = [i for i in dependents if chosen > least[i]]
        ways = product(
            *(
                [held for held in allowed(i) if held or can_lack[i]]
                if i in applies
                else [held for held in allowed(i) if held == 0]
                for i in dependents
            )
        )
        for way in ways:
            held = ((decider, chosen), *zip(dependents, way, strict=True))
            word = sum(tables.words[i][h] for i, h in held)
            yield Alternative(held, word, _excluded(tables, held))


def open_or_answered(rubric: Rubric, held: tuple[int, ...]) -> Callable[[int], Iterable[int]]:
    """For a draft: the answer where there is one, everything where there is none."""
    told = {i for i, _, _ in rubric._tables.needs}

    def allowed(i: int) -> Iterable[int]:
        if held[i] != UNANSWERED:
            return (held[i],)
        found = levels(rubric, i)
        return sorted({0, *found}) if i in told else found

    return allowed


def by_case(
    rubric: Rubric, places: Collection[int], allowed: Callable[[int], Iterable[int]]
) -> Iterator[Callable[[int], Iterable[int]]]:
    """What may be held, once for each case that all of these criteria can be held to.

    Args:
        rubric: The rubric.
        places: Of the criteria that are held to one case; where there are none, ``allowed`` alone
            comes back.
        allowed: As for :func:`alternatives`. What is held in none of the cases fits each.
    """
    for case in cases_of(rubric, places):
        if case is None:
            yield allowed
            return

        def within(i: int, case: str = case) -> Iterable[int]:
            if i not in places:
                return allowed(i)
            return [held for held in allowed(i) if is_of_case(rubric, i, held, case)]

        if all(within(i) for i in places):
            yield within


def cases_of(rubric: Rubric, places: Collection[int]) -> tuple[str | None, ...]:
    """The cases that these criteria can be held to; None alone where there are no criteria."""
    cases = {option.branch for i in places for option in rubric.criteria[i].options}
    return tuple(sorted(filter(None, cases))) or (None,)


def is_of_case(rubric: Rubric, i: int, held: int, case: str) -> bool:
    """Whether what is held in a criterion fits a case: one of its options, or none of them."""
    return not held or rubric.criteria[i].options[held - 1].branch == case
