"""Open criteria: which decide whether a rank is kept, and the least of them to find out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, combinations, product

import attrs

from ocop.checked import Checked
from ocop.errors import Faults
from ocop.scoring.cheapest import Cost, cheapest, checked_cost
from ocop.scoring.possible.possible import Possible
from ocop.scoring.rubric._units import Alternative, alternatives, cases_of
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.tables import mask_of, points_of, withheld
from ocop.scoring.sheet.choices import by_criterion
from ocop.text import Label

__all__ = ["OpenCriterion", "open_criteria"]


@attrs.frozen(kw_only=True, repr=False)
class OpenCriterion(Checked):
    """A criterion that is open, and what hangs on it.

    Attributes:
        criterion: The number of the criterion.
        criterion_id: Its id, the same across sets and decisions.
        label: Its name.
        options: The options that it may hold; 0 for none of the levels, or where it does not apply;
            the number behind that of the last level where it is not required of the product.
        levels: How many levels it has.
        lowest_points: The points of the worst of them.
        highest_points: The points of the best.
        withholds: The ranks that the worst of them withhold and the best do not.
        cost: What it costs to find out, in the caller's unit; 1 where none was given.
        needed: Whether it is in the least set that can make the rank certain.
        answer: The best answer, with which the set makes the rank certain; None where it is not in
            the set.
        serving: The answers that still do where the others of the set have their best; empty where
            it is not in the set.
    """

    criterion: str
    criterion_id: str
    label: Label
    options: tuple[int, ...]
    levels: int
    lowest_points: int
    highest_points: int
    withholds: tuple[int, ...]
    cost: Cost = 1
    needed: bool = False
    answer: int | None = None
    serving: tuple[int, ...] = ()

    @property
    def points(self) -> int:
        """The points at stake."""
        return self.highest_points - self.lowest_points

    def options_text(self, lang: str = "vi") -> str:
        """The options that it may hold, in words.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        return _named(self.options, self.levels, lang)

    def serving_text(self, lang: str = "vi") -> str:
        """The answers that do, in words; empty where it is not in the set.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        return _named(self.serving, self.levels, lang)

    def text(self, lang: str = "vi") -> str:
        """The criterion in words, with what hangs on it.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        words = _WORDS["open"](lang).format(
            f"{self.criterion} {self.label(lang)}",
            self.options_text(lang),
            self.lowest_points,
            self.highest_points,
        )
        ranks = ", ".join(f"{stars}★" for stars in self.withholds)
        minima = _WORDS["minima"](lang).format(ranks) if ranks else ""
        wanted = _WORDS["answer"](lang).format(self.serving_text(lang)) if self.needed else ""
        return f"{words}{minima}{wanted}"

    def __str__(self) -> str:
        return self.text("en")


def _named(options: tuple[int, ...], levels: int, lang: str) -> str:
    beyond = _WORDS["not_required"](lang)
    return ", ".join(str(option) if option <= levels else beyond for option in options)


_WORDS = {
    "open": Label("{}: mức {} ({}–{} điểm)", "{}: option {} ({}–{} points)"),
    "not_required": Label("không yêu cầu", "not required"),
    "minima": Label("; mức tối thiểu cho {}", "; minimum for {}"),
    "answer": Label("; cần mức {}", "; needs option {}"),
}


def open_criteria(
    possible: Possible, stars: int | None, costs: Mapping[str, Cost] | None = None
) -> tuple[OpenCriterion, ...]:
    """The open criteria on which points or ranks hang.

    Those of the least set come first: the criteria that must be known, as their worst option
    withholds the rank, then the cheapest, then those with the most points at stake. That set is the
    cheapest (each costs 1 where no cost is given, so that it is the smallest) whose best answers
    make it certain that the rank is reached, whatever the other open criteria come to. It is empty
    where the rank is certain already, where it is out of reach, and where no rank is asked for.
    Where a missed minimum refuses every rank (the reading ``missed_minimum``), no minimum of the
    rank or above it may be missed.

    Args:
        possible: What the sheet may be.
        stars: The rank to be reached, 1–5; None for none.
        costs: Number or id of a criterion → what it costs to find out.

    Raises:
        InputError: a cost below 0 or not exact, or of no such criterion.
    """
    rubric = possible.rubric
    faults = Faults()
    table = by_criterion(rubric, {} if costs is None else costs, "costs", faults)
    prices = {no: checked_cost(cost, faults, "costs", no) for no, cost in table.items()}
    faults.raise_if_any()
    found: dict[int, int] = {}
    serving: dict[int, tuple[int, ...]] = {}
    if stars is not None and (possible.bounds.lowest_stars or 0) < stars:
        found = _least(possible, stars, prices)
        serving = _serving(possible, found, stars)
    rows = [
        each
        for unit in rubric._tables.units
        for each in _of_unit(rubric, _alternatives(possible, unit), found, serving, prices)
    ]
    return tuple(sorted(rows, key=lambda each: _order(each, stars)))


def _serving(
    possible: Possible, found: Mapping[int, int], stars: int
) -> dict[int, tuple[int, ...]]:
    """Place → the answers that make the rank certain where the others are the best."""
    rubric = possible.rubric
    # one beyond the levels, that the criterion is not required, is no level to be held
    known = {i: held for i, held in found.items() if held in possible.options[i]}
    # a level that is held says that its condition is met
    met = {id_ for i, id_, _ in rubric._tables.asserted if i in known}
    best = attrs.evolve(
        possible,
        options=_with(possible.options, known),
        conditions=tuple(id_ for id_ in possible.conditions if id_ not in met),
    )
    serving: dict[int, tuple[int, ...]] = {i: (held,) for i, held in found.items()}
    for i, held in known.items():
        for option in possible.options[i]:
            if option == held or _case(rubric, i, option) != _case(rubric, i, held):
                continue
            other = attrs.evolve(best, options=_with(best.options, {i: option}))
            if (other.bounds.lowest_stars or 0) >= stars:
                serving[i] = (*serving[i], option)
    return {i: tuple(sorted(options)) for i, options in serving.items()}


def _with(
    options: tuple[tuple[int, ...], ...], known: Mapping[int, int]
) -> tuple[tuple[int, ...], ...]:
    return tuple((known[i],) if i in known else held for i, held in enumerate(options))


def _case(rubric: Rubric, i: int, held: int) -> str | None:
    """The case of an option, where a sheet is held to one; else None."""
    if not held or i not in rubric._tables.one_case:
        return None
    return rubric.criteria[i].options[held - 1].branch


def _order(each: OpenCriterion, stars: int | None) -> tuple[bool, bool, Cost, int]:
    must = stars is not None and any(rank <= stars for rank in each.withholds)
    return not each.needed, not must, each.cost, -each.points


def _alternatives(possible: Possible, unit: tuple[int, ...]) -> list[Alternative]:
    """Every way to fill a unit of a possible sheet, each once."""
    ways: Iterable[Callable[[int], Iterable[int]]] = possible.ways()
    every = chain.from_iterable(alternatives(possible.rubric, unit, way) for way in ways)
    return list({each.held: each for each in every}.values())


def _of_unit(
    rubric: Rubric,
    ways: list[Alternative],
    found: Mapping[int, int],
    serving: Mapping[int, tuple[int, ...]],
    prices: Mapping[str, Cost],
) -> Iterator[OpenCriterion]:
    for place, (i, _) in enumerate(ways[0].held):
        options = tuple(sorted({each.held[place][1] for each in ways}))
        words = [rubric._tables.words[i][held] for held in options]
        points, masks = [points_of(word) for word in words], [mask_of(word) for word in words]
        stakes = frozenset.union(*masks) - frozenset.intersection(*masks)
        if len(set(points)) == 1 and not stakes and i not in found:
            continue
        criterion = rubric.criteria[i]
        yield OpenCriterion(
            criterion=criterion.no,
            criterion_id=criterion.id,
            label=criterion.label,
            options=options,
            levels=len(criterion.options),
            lowest_points=min(points),
            highest_points=max(points),
            withholds=tuple(sorted(stakes)),
            cost=prices.get(criterion.no, 1),
            needed=i in found,
            answer=found.get(i),
            serving=serving.get(i, ()),
        )


def _least(possible: Possible, stars: int, prices: Mapping[str, Cost]) -> dict[int, int]:
    """Place → answer, of the cheapest set that makes a rank certain."""
    rubric, nos = possible.rubric, possible.rubric._tables.nos
    readings = rubric.rules.readings
    refused = readings.missed_minimum == "refused"
    # where a rank that is withheld takes along those above it, a higher one is never the easier
    alone = refused or readings.star_minima == "cumulative"
    every = [_alternatives(possible, unit) for unit in rubric._tables.units]
    ends = []
    for case, band in product(cases_of(rubric, rubric._tables.one_case), rubric.bands):
        if band.stars < stars or (alone and band.stars > stars):
            continue
        # where a missed minimum refuses every rank, one above must not be missed either
        ranks = [each.stars for each in rubric.bands if refused and each.stars > band.stars]
        per_unit = [
            [
                (each, sum((prices.get(nos[i], 1) for i, _ in each.held), start=0), len(each.held))
                for each in _known(ways, [band.stars, *ranks])
                if _is_of(rubric, each, case)
            ]
            for ways in every
        ]
        end = cheapest(per_unit, band.stars, band.least, None)
        if end is not None:
            ends.append(end)
    if not ends:
        return {}
    *_, chosen = min(ends, key=lambda end: end[:3])
    return {i: held for alternative in chosen for i, held in alternative.held}


def _is_of(rubric: Rubric, known: Alternative, case: str | None) -> bool:
    """Whether answers are of a case, or of none."""
    return all(_case(rubric, i, held) in {None, case} for i, held in known.held)


def _known(ways: list[Alternative], ranks: list[int]) -> Iterator[Alternative]:
    """What a unit comes to at worst, where some of its criteria are known and answered best.

    For every set of its open criteria and every answer: the least points that the rest leaves.
    Those are left out whose rest may still withhold a rank, or end the evaluation.
    """
    places = range(len(ways[0].held))
    opened = [k for k in places if len({each.held[k] for each in ways}) > 1]
    for size in range(len(opened) + 1):
        for known in combinations(opened, size):
            groups: dict[tuple[tuple[int, int], ...], list[Alternative]] = {}
            for each in ways:
                groups.setdefault(tuple(each.held[k] for k in known), []).append(each)
            for answers, group in groups.items():
                if not any(
                    each.excluded or any(withheld(each.word, rank) for rank in ranks)
                    for each in group
                ):
                    points = min(points_of(each.word) for each in group)
                    yield Alternative(answers, points, excluded=False)
