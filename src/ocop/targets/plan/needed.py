"""The least for all targets together: the fewest additions that meet every count and share at once.

The gap of one target supposes that nothing else grows: 41 more at 4★ are enough today, and too few
once the products that another target asks for are there. Here every addition counts for all
targets: it is one product, newly recognised at some rank, of a new entity or of one that has a
product already. What is found is exact: one addition fewer never does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations
from math import floor, lcm
from typing import Literal

import attrs

from ocop.brief import Brief
from ocop.law.entity import entity_kinds
from ocop.shown.value import Shown, Tidy
from ocop.targets.plan._integers import Bound, TooMuchWork, least
from ocop.targets.plan.measure import (
    Count,
    Distinct,
    Flow,
    Gain,
    IndicatorFigure,
    Measure,
    Share,
    Simple,
)
from ocop.targets.plan.reckoning import figure_of, reckon
from ocop.targets.plan.target import Target
from ocop.targets.registry.standing import Standing
from ocop.targets.snapshot.figure import Number
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import STARS, Where
from ocop.text import Label

__all__ = ["Addition", "LeftOut", "Needed", "Wanted", "bound_of", "fewest"]


@attrs.frozen(kw_only=True, repr=False)
class Addition(Brief):
    """So many products to be newly recognised.

    Attributes:
        number: How many.
        stars: Their rank.
        entity_kind: The kind of their entity; None for one that no target asks for.
        new_entity: Whether each is of an entity of its own that has no product so far; None where
            no target asks for entities.
    """

    number: int
    stars: int
    entity_kind: str | None = None
    new_entity: bool | None = None


@attrs.frozen(kw_only=True, repr=False)
class LeftOut(Brief):
    """A target that was not held, and why."""

    target: str
    reason: Label


@attrs.frozen(kw_only=True, repr=False)
class Needed(Brief, Shown, Tidy):
    """The fewest additions that meet every count and share of a plan at once.

    Of several ways with as few, the one with the fewest at 5★, then at 4★, then of new entities, as
    far as that is found within the bounds of the search.

    Attributes:
        additions: What is to be added; empty where every target is met; None where no additions
            would do, or that was not found.
        targets: The ids of the targets that were held together.
        contradicting: Of targets that no additions meet together the smallest group, by id.
        left_out: The targets that were not held.
        renewed: ``"all"``: what counts today stays; ``"none"``: what ends by a target's day does
            not count for it.
        reason: Why there is no answer; None otherwise.
    """

    additions: tuple[Addition, ...] | None
    targets: tuple[str, ...]
    contradicting: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    renewed: Literal["all", "none"]
    reason: Label | None = None

    @property
    def total(self) -> int | None:
        """How many additions; None where there is no answer."""
        return None if self.additions is None else sum(each.number for each in self.additions)

    @property
    def by_stars(self) -> dict[int, int]:
        """Stars → how many additions; empty where there is no answer."""
        if self.additions is None:
            return {}
        return {
            stars: sum(each.number for each in self.additions if each.stars == stars)
            for stars in STARS
        }

    @property
    def new_entities(self) -> dict[str | None, int]:
        """Entity kind → how many new entities; None for any kind that no target asks for."""
        found: dict[str | None, int] = {}
        for each in self.additions or ():
            if each.new_entity:
                found[each.entity_kind] = found.get(each.entity_kind, 0) + each.number
        return found


@attrs.frozen(kw_only=True)
class Wanted:
    """A target as it is held here: what it counts, where it stands, between which bounds."""

    target: Target
    top: Number | None
    snapshot: Snapshot
    baseline: Snapshot | None


_Counted = Count | Distinct | Flow
#: The kind of an addition's entity, and whether that is new.
_Entity = tuple[str | None, bool | None]


@attrs.frozen
class _Cell:
    """A kind of addition, by its rank, by its entity, or by both; None where it is not told."""

    stars: int | None = None
    entity: _Entity | None = None


_NO_COUNT = Label(
    "không phải số đếm hay tỷ lệ của sản phẩm, chủ thể được công nhận",
    "no count or share of recognised products or their entities",
)
_TOO_FINE = Label(
    "tính theo bộ, nhóm, địa bàn, hình thức hoặc ngày, hoặc chủ thể theo hạng sao",
    "it counts by set, group, place, kind or day, or entities by rank",
)
_NO_TARGETS = Label("không có chỉ tiêu nào tính được", "there is no target to hold")
_UNMET = Label(
    "chỉ thêm sản phẩm thì không thể đạt cùng lúc", "no additions alone meet them together"
)
_TOO_MUCH = Label(
    "chưa tính được trong giới hạn tính toán", "not found within the bounds of the search"
)


def fewest(
    wanted: Iterable[Wanted], left_out: Iterable[LeftOut], renewed: Literal["all", "none"]
) -> Needed:
    """The fewest additions for all that is wanted, see :meth:`ocop.targets.PlanReport.needed`."""
    held: list[Wanted] = []
    out = list(left_out)
    for each in wanted:
        reason = _unfit(each)
        if reason is None:
            held.append(each)
        else:
            out.append(LeftOut(target=each.target.id, reason=reason))
    ids = tuple(each.target.id for each in held)
    blank = Needed(additions=None, targets=ids, left_out=tuple(out), renewed=renewed)
    if not held:
        return attrs.evolve(blank, reason=_NO_TARGETS)
    cells = _cells(held)
    bounds = [_bounds(each, cells) for each in held]
    try:
        every = (bound for each in bounds for bound in each)
        numbers = _least(cells, [*_link(cells), *every])
        if numbers is None:
            group = tuple(ids[n] for n in _contradicting(cells, bounds))
            return attrs.evolve(blank, contradicting=group, reason=_UNMET)
    except TooMuchWork:
        return attrs.evolve(blank, reason=_TOO_MUCH)
    return attrs.evolve(blank, additions=tuple(_additions(cells, numbers)))


def _additions(cells: list[_Cell], numbers: tuple[int, ...]) -> Iterable[Addition]:
    """The additions; ranks and entities that stand apart are paired in their order."""
    given = [(cell, number) for cell, number in zip(cells, numbers, strict=True) if number]
    entities = [cell.entity for cell, number in given if cell.stars is None for _ in range(number)]
    start = 0
    for cell, number in given:
        if cell.stars is None:
            continue
        own = Counter(entities[start : start + number]) or {cell.entity: number}
        start += number
        for entity, together in own.items():
            yield _addition(together, cell.stars, entity)


def _addition(number: int, stars: int, entity: _Entity | None) -> Addition:
    kind, new = entity or (None, None)
    return Addition(number=number, stars=stars, entity_kind=kind, new_entity=new)


def _least(cells: list[_Cell], bounds: list[Bound]) -> tuple[int, ...] | None:
    """The fewest additions; of as few those of few stars, and of known entities, before others."""
    numbers = None
    rows = list(bounds)
    for weights in (
        [int(cell.stars is not None) for cell in cells],
        *([int(cell.stars == stars) for cell in cells] for stars in reversed(STARS[1:])),
        [int(cell.entity is not None and bool(cell.entity[1])) for cell in cells],
    ):
        try:
            found = _numbers(cells, weights, rows)
        except TooMuchWork:
            if numbers is None:
                raise
            break
        if found is None:
            return None
        numbers = found
        total = sum(w * n for w, n in zip(weights, numbers, strict=True))
        rows.append(Bound(tuple(-w for w in weights), -total))
    return numbers


def _numbers(cells: list[_Cell], costs: list[int], bounds: list[Bound]) -> tuple[int, ...] | None:
    """The numbers of least cost, searched by their sums first: of additions, of new entities."""
    sums = (
        [int(cell.stars is not None) for cell in cells],
        [int(cell.entity is not None and bool(cell.entity[1])) for cell in cells],
    )
    rows = [Bound((0, 0, *bound.coefficients), bound.least) for bound in bounds]
    for n, parts in enumerate(sums):
        own = [int(n == m) for m in range(len(sums))]
        whole = (*own, *(-part for part in parts))
        rows += [Bound(whole, 0), Bound(tuple(-each for each in whole), 0)]
    found = least([0, 0, *costs], rows)
    return None if found is None else found[len(sums) :]


def _contradicting(cells: list[_Cell], bounds: list[tuple[Bound, ...]]) -> tuple[int, ...]:
    """The smallest group of targets that no additions meet, by their places."""
    ones, link = [1] * len(cells), _link(cells)

    def unmet(group: Iterable[int]) -> bool:
        rows = [*link, *(bound for n in group for bound in bounds[n])]
        return _numbers(cells, ones, rows) is None

    return next(
        group
        for size in range(1, len(bounds) + 1)
        for group in combinations(range(len(bounds)), size)
        if unmet(group)
    )


def _parts(measure: Measure) -> tuple[_Counted, ...] | None:
    """The counts that a measure rests on; None where it is no count or share of them."""
    if isinstance(measure, Share):
        parts: tuple[Measure, ...] = (measure.part, measure.whole)
        if not isinstance(measure.part, (Count, Distinct)):
            return None
    else:
        parts = (measure.of,) if isinstance(measure, Gain) else (measure,)
    counts = tuple(part for part in parts if isinstance(part, _Counted))
    return counts if counts and (isinstance(measure, Share) or len(counts) == len(parts)) else None


def _unfit(wanted: Wanted) -> Label | None:
    """Why a target cannot be held here; None where it can."""
    parts = _parts(wanted.target.measure)
    if parts is None:
        return _NO_COUNT
    if not all(_coarse(part) for part in parts):
        return _TOO_FINE
    return _start(wanted)[1]


def _coarse(part: _Counted) -> bool:
    """Whether rank and entity kind are all that a count asks of an addition."""
    if isinstance(part, Flow) and part.event not in {"new", "recognised"}:
        return False
    where = part.where
    fine = (where.sets, where.groups, where.provinces, where.districts, where.communes, where.kinds)
    if any(fine) or where.issued is not None:
        return False
    return not (isinstance(part, Distinct) and part.of == "entities" and where.stars)


def _start(wanted: Wanted) -> tuple[tuple[Number, ...], Label | None]:
    """The figures that a target begins from: one, or part and whole; why they are unknown."""
    measure = wanted.target.measure
    if isinstance(measure, Share):
        figures = [figure_of(part, wanted.snapshot) for part in (measure.part, measure.whole)]
        values = tuple(figure.value for figure in figures if figure.value is not None)
        reason = next((figure.reason for figure in figures if figure.value is None), None)
        return values, reason
    reckoning = reckon(measure, wanted.snapshot, wanted.target.period, wanted.baseline)
    if reckoning.value is None:
        return (), reckoning.reason
    return (reckoning.value,), None


def _cells(held: list[Wanted]) -> list[_Cell]:
    """The kinds of addition that the targets tell apart.

    Ranks and entities stand apart, unless a target asks for both of one product: any numbers of
    ranks go with any numbers of entities that come to the same sum.
    """
    parts = [part for each in held for part in _parts(each.target.measure) or ()]
    asked = {kind for part in parts for kind in part.where.entity_kinds}
    kinds = [kind.id for kind in entity_kinds() if kind.id in asked]
    entities: list[_Entity] = []
    if any(isinstance(part, Distinct) and part.of == "entities" for part in parts):
        there = _kinds_there(held[0].snapshot, kinds)
        every = ((kind, new) for kind in (*kinds, None) for new in (False, True))
        entities = [(kind, new) for kind, new in every if new or kind in there]
    elif kinds:
        entities = [(kind, None) for kind in (*kinds, None)]
    if any(part.where.stars and part.where.entity_kinds for part in parts):
        return [_Cell(stars, entity) for stars in STARS for entity in entities]
    return [
        *(_Cell(stars=stars) for stars in STARS),
        *(_Cell(entity=entity) for entity in entities),
    ]


def _link(cells: list[_Cell]) -> tuple[Bound, ...]:
    """That as many additions have a rank as an entity, where the two stand apart."""
    if all(cell.stars is not None for cell in cells):
        return ()
    sides = [1 if cell.entity is None else -1 for cell in cells]
    return (Bound(tuple(sides), 0), Bound(tuple(-side for side in sides), 0))


def _kinds_there(snapshot: Snapshot, kinds: list[str]) -> set[str | None]:
    """The kinds of which some entity has a product in force already; None for any other."""
    numbers: dict[str | None, Number | None] = {
        kind: snapshot.distinct("entities", Where(entity_kinds=(kind,))).value for kind in kinds
    }
    every = snapshot.distinct("entities").value
    known = [number for number in numbers.values() if number is not None]
    if every is not None and len(known) == len(kinds):
        numbers[None] = every - sum(known)
    return {kind for kind, number in numbers.items() if number}


def _adds(part: Simple | Flow, cell: _Cell) -> int:
    """How much one addition adds to a count: 1 or nothing."""
    if isinstance(part, IndicatorFigure):
        return 0
    where = part.where
    if not isinstance(part, Flow) and Standing.VALID not in where.status:
        return 0
    entities = isinstance(part, Distinct) and part.of == "entities"
    if entities or where.entity_kinds:
        kind, new = cell.entity or (None, None)
        counts = cell.entity is not None and not (entities and not new)
        if not counts or (where.entity_kinds and kind not in where.entity_kinds):
            return 0
        return int(not where.stars or cell.stars in where.stars)
    return int(cell.stars is not None and (not where.stars or cell.stars in where.stars))


def _bounds(wanted: Wanted, cells: list[_Cell]) -> tuple[Bound, ...]:
    """What the additions have to keep for one target."""
    target, measure = wanted.target, wanted.target.measure
    start, _ = _start(wanted)
    low, high = _fraction(target.at_least), _fraction(wanted.top)
    if isinstance(measure, Share):
        part, whole = map(Fraction, start)
        sides = [(_adds(measure.part, cell), _adds(measure.whole, cell)) for cell in cells]
        rows = []
        if low is not None:
            terms = [a - low * b for a, b in sides]
            rows.append(bound_of(terms, low * whole - part, over=target.over))
        if high is not None:
            terms = [high * b - a for a, b in sides]
            rows.append(bound_of(terms, part - high * whole))
        if not whole:
            rows.append(Bound(tuple(b for _, b in sides), 1))
        return tuple(rows)
    of = measure.of if isinstance(measure, Gain) else measure
    assert isinstance(of, _Counted)  # noqa: S101 - others are left out
    ones = [Fraction(_adds(of, cell)) for cell in cells]
    rows = []
    if low is not None:
        rows.append(bound_of(ones, low - start[0], over=target.over))
    if high is not None:
        rows.append(bound_of([-one for one in ones], start[0] - high))
    return tuple(rows)


def bound_of(terms: list[Fraction], limit: Fraction | Number, *, over: bool = False) -> Bound:
    """A bound in whole numbers; one that is to be passed is reached one step further."""
    scale = lcm(*(term.denominator for term in terms))
    limit = Fraction(limit) * scale
    least_whole = floor(limit) + 1 if over else -floor(-limit)
    return Bound(tuple(int(term * scale) for term in terms), least_whole)


def _fraction(bound: Number | None) -> Fraction | None:
    return None if bound is None else Fraction(bound)
