"""A rubric as numbers: what an option earns and which ranks it withholds.

Each option knows its cap. For a criterion with minima, an option withholds the ranks whose marked
option it does not reach; stars are the highest rank of the total's band or below that no option
withholds. Both sit in one integer per option, so that one sum over a sheet gives the total and, for
every rank, how many criteria withhold it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from operator import itemgetter
from typing import Any

import attrs

from ocop.brief import Brief
from ocop.law.reading import Readings
from ocop.scoring.rubric.criterion import Condition, Criterion, Exclusion, Option
from ocop.scoring.stars import MARKED, missed, withheld_by

__all__ = [
    "UNANSWERED",
    "Tables",
    "compile_tables",
    "held_cases",
    "held_options",
    "holdings",
    "mask_of",
    "points_of",
    "withheld",
    "withheld_in",
    "withholds",
]

UNANSWERED = -1
_TOTAL_BITS = 32
_COUNT_BITS = 12
_TOTAL = (1 << _TOTAL_BITS) - 1
_COUNT = (1 << _COUNT_BITS) - 1
#: Rank → the bits of its count, behind the total.
_COUNTS = tuple((star, _COUNT << _COUNT_BITS * (star - 1)) for star in MARKED)


@attrs.frozen(eq=False, repr=False)
class Tables(Brief):
    """What scoring works on, by place of the criterion in the rubric.

    Attributes:
        place: Criterion number → place.
        nos: The numbers, by place.
        counts: How many options each has.
        words: For each criterion, by option held (0 = none of them; a checklist's options as bits;
            last what is held where it is not required): points and withheld ranks in one integer.
        points: The points of each word.
        zero: By place, the number of the option of 0 points; 0 where there is none.
        many: Places of the checklists.
        pick: What gives the choices of a table in the order of the places.
        plain: By place, option → word, of the choices that need no closer look: a level above 0 in
            every criterion, and what others need among them. Empty where every sheet needs one.
        needs: (place, place of the deciding criterion, the option to be above) for every criterion
            whose condition the sheet itself tells.
        units: The places of the criteria, unit by unit: a criterion, or one with those that need it
            behind it. Units do not touch each other.
        asserted: (place, condition id, what is held then) for every criterion whose condition a
            sheet must deny.
        triggers: (index of the exclusion, place, option) for choices that are an exclusion.
        noted: The same for choices that are only noted, as they may be one.
        cases: Places of the criteria whose cases are one question.
        one_case: Those of them that a sheet must hold to one case.
    """

    place: dict[str, int]
    nos: tuple[str, ...]
    counts: tuple[int, ...]
    words: tuple[tuple[int, ...], ...]
    points: tuple[tuple[int, ...], ...]
    zero: tuple[int, ...]
    many: frozenset[int]
    pick: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    plain: tuple[Mapping[int, int], ...]
    needs: tuple[tuple[int, int, int], ...]
    units: tuple[tuple[int, ...], ...]
    asserted: tuple[tuple[int, str, int], ...]
    triggers: tuple[tuple[int, int, int], ...]
    noted: tuple[tuple[int, int, int], ...]
    cases: tuple[int, ...]
    one_case: tuple[int, ...]


def mask_of(word: int) -> frozenset[int]:
    """The ranks withheld in a word, or in a sum of words."""
    counts = word >> _TOTAL_BITS
    return frozenset([star for star, count in _COUNTS if counts & count])


def points_of(word: int) -> int:
    """The points in a word, or in a sum of words."""
    return word & _TOTAL


def withholds(word: int) -> bool:
    """Whether a word, or a sum of words, withholds any rank."""
    return word > _TOTAL


def withheld(word: int, star: int) -> int:
    """How many criteria withhold this rank, in a word or a sum of words."""
    return word >> _shift(star) & _COUNT


def withheld_in(star: int) -> int:
    """The bits of a word, or of a sum of words, of which any withholds this rank."""
    return _COUNT << _shift(star)


def _shift(star: int) -> int:
    return _TOTAL_BITS + _COUNT_BITS * (star - 1)


def held_options(criterion: Criterion, held: int) -> tuple[Option, ...]:
    """The options that ``held`` stands for: none, one, or a checklist's ticked lines.

    Where the criterion is not required, the one beyond its levels.
    """
    if criterion.choice == "many":
        return tuple(option for option in criterion.options if held >> (option.no - 1) & 1)
    if held > len(criterion.options):
        return (criterion.not_required,) if criterion.not_required else ()
    return (criterion.options[held - 1],) if held > 0 else ()


def held_cases(
    criteria: Sequence[Criterion], held: Sequence[int], places: Iterable[int]
) -> tuple[tuple[str, str], ...]:
    """Which case is held in these criteria: pairs of criterion and case, where one is held."""
    return tuple(
        (criteria[i].no, case)
        for i in places
        if held[i] > 0 and (case := criteria[i].options[held[i] - 1].branch)
    )


def _word(criterion: Criterion, held: tuple[Option, ...], readings: Readings) -> int:
    stars = {star for star, _ in missed(criterion, held, readings)}
    withheld = withheld_by(stars, readings)
    return sum(option.points for option in held) + sum(1 << _shift(star) for star in withheld)


def holdings(criterion: Criterion) -> Iterable[tuple[Option, ...]]:
    """Everything that can be held in a criterion, in the order of ``Tables.words``."""
    if criterion.choice == "one":
        yield ()
        yield from ((option,) for option in criterion.options)
        if criterion.not_required is not None:
            yield (criterion.not_required,)
        return
    ticks: dict[int, tuple[Option, ...]] = {}
    for size in range(len(criterion.options) + 1):
        for chosen in combinations(criterion.options, size):
            ticks[sum(1 << (option.no - 1) for option in chosen)] = chosen
    yield from (ticks[held] for held in sorted(ticks))


def compile_tables(
    criteria: Sequence[Criterion],
    exclusions: Sequence[Exclusion],
    same_case: Iterable[str],
    readings: Readings,
) -> Tables:
    """The numbers of a rubric under its readings."""
    place = {criterion.no: i for i, criterion in enumerate(criteria)}
    conditions = [
        (i, condition)
        for i, criterion in enumerate(criteria)
        for condition in criterion.conditions
        if condition.holds_under(readings)
    ]
    ending, noted = _triggers(exclusions, place, readings.stated_stop)
    cases = tuple(place[no] for no in same_case)
    one_case = cases if readings.tourism_cases == "one-case" else ()
    counts = tuple(len(criterion.options) for criterion in criteria)
    words = tuple(
        tuple(_word(criterion, held, readings) for held in holdings(criterion))
        for criterion in criteria
    )
    many = frozenset(i for i, c in enumerate(criteria) if c.choice == "many")
    needs = tuple(
        (i, place[condition.criterion], condition.above)
        for i, condition in conditions
        if condition.criterion is not None
    )
    return Tables(
        place=place,
        nos=tuple(place),
        counts=counts,
        words=words,
        points=tuple(tuple(map(points_of, of_option)) for of_option in words),
        zero=tuple(zero.no if (zero := c.zero_option) else 0 for c in criteria),
        many=many,
        pick=itemgetter(*place),
        plain=_plain(counts, words, needs) if len(place) > 1 and not (many or one_case) else (),
        needs=needs,
        units=tuple(_units(len(criteria), {i: decider for i, decider, _ in needs})),
        asserted=tuple(
            (i, c.id, _held_where_unmet(c, readings)) for i, c in conditions if c.criterion is None
        ),
        triggers=ending,
        noted=noted,
        cases=cases,
        one_case=one_case,
    )


def _plain(
    counts: Sequence[int], words: Sequence[Sequence[int]], needs: Iterable[tuple[int, int, int]]
) -> tuple[Mapping[int, int], ...]:
    """The choices that need no closer look, see :class:`Tables`."""
    least = [1] * len(counts)
    for _, decider, above in needs:
        least[decider] = max(least[decider], above + 1)
    return tuple(
        {option: of_option[option] for option in range(first, count + 1)}
        for first, count, of_option in zip(least, counts, words, strict=True)
    )


def _units(count: int, deciders: Mapping[int, int]) -> Iterator[tuple[int, ...]]:
    """The places, unit by unit, where some are decided by others."""
    for i in range(count):
        if i not in deciders or i in deciders.values():
            yield (i, *(place for place, decider in deciders.items() if decider == i))


def _held_where_unmet(condition: Condition, readings: Readings) -> int:
    """What is held in a criterion whose condition the sheet denies."""
    otherwise = condition.otherwise
    if otherwise is None:
        return 0
    # with the maximum given, the table itself says that nothing more is asked
    binds = readings.no_declaration_required == "binds-all" and otherwise.points == 0
    return 0 if binds else otherwise.no


def _triggers(
    exclusions: Sequence[Exclusion], place: dict[str, int], reading: str
) -> tuple[tuple[tuple[int, int, int], ...], tuple[tuple[int, int, int], ...]]:
    """The choices that end the evaluation as stated stops are read, and those only noted."""
    ending: list[tuple[int, int, int]] = []
    noted: list[tuple[int, int, int]] = []
    for n, exclusion in enumerate(exclusions):
        for choices, ends in (
            (exclusion.when, True),
            (exclusion.stated, reading != "noted"),
            (exclusion.bare, reading == "bare-too"),
        ):
            found = ending if ends else noted
            found += [(n, place[no], option) for no, option in choices]
    return tuple(ending), tuple(noted)
