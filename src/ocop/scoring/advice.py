"""Advice: the cheapest set of steps that reaches a rank."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import attrs

from ocop.checked import Checked
from ocop.errors import Faults
from ocop.law.kind import OptionCase
from ocop.law.regime import Note
from ocop.scoring.cheapest import Cost, cheapest, checked_cost
from ocop.scoring.rubric._units import Alternative, alternatives, by_case, units
from ocop.scoring.rubric.criterion import Doubt
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.spelling import find_criterion, no_criterion
from ocop.scoring.rubric.tables import held_cases, points_of, withheld
from ocop.scoring.scorecard import Scorecard
from ocop.scoring.sheet.choices import by_criterion, is_list
from ocop.scoring.sheet.sheet import Sheet
from ocop.shown.value import Shown, Tidy
from ocop.text import Label
from ocop.words import in_words

__all__ = ["Advice", "Step", "advise"]


@attrs.frozen(kw_only=True, repr=False)
class Step(Checked):
    """One criterion to raise.

    Attributes:
        criterion: The number of the criterion.
        criterion_id: Its id, the same across sets and decisions.
        label: Its name.
        held: The option numbers held now; empty for none.
        reached: The option numbers to reach.
        case: The case that the option reached belongs to, ``"a"`` or ``"b"``; None where the
            criterion has none.
        points: How many points that adds.
        cost: What it costs, in the caller's unit; one a level where none was given.
        meets: The ranks whose minimum in this criterion it newly meets.
    """

    criterion: str
    criterion_id: str
    label: Label
    held: tuple[int, ...]
    reached: tuple[int, ...]
    case: OptionCase | None = None
    points: int
    cost: Cost
    meets: tuple[int, ...]


@attrs.frozen(kw_only=True, repr=False)
class Advice(Checked, Shown, Tidy):
    """The cheapest way to a rank; no cheaper one exists.

    Attributes:
        to: The rank aimed at, 1–5.
        reachable: Whether any steps reach it.
        steps: What to raise, in the order of the table; empty where it is reached already, or
            cannot be.
        cost: What the steps cost together; 0 where there are none.
        result: The scorecard after the steps; the present one where it cannot be reached.
        why_not: Why it cannot be reached; empty where it can.
    """

    to: int
    reachable: bool
    steps: tuple[Step, ...]
    cost: Cost
    result: Scorecard
    why_not: tuple[Label, ...] = ()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is not certain about the rubric's table, on which the steps rest."""
        return self.result.doubts

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the card after the steps says of its sheet."""
        return self.result.notes

    def text(self, lang: str = "vi") -> str:
        """The steps in words, or why there are none.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        if not self.reachable:
            reasons = "; ".join(reason(lang) for reason in self.why_not)
            return _WORDS["unreachable"](lang).format(self.to, reasons)
        if not self.steps:
            return _WORDS["reached"](lang).format(self.to)
        lines = [_WORDS["head"](lang).format(self.to, in_words(self.cost, lang))]
        for step in self.steps:
            case = _WORDS["case"](lang).format(step.case) if step.case else ""
            lines.append(
                _WORDS["step"](lang).format(
                    f"{step.criterion} {step.label(lang)}",
                    ", ".join(map(str, step.held)) or _WORDS["none"](lang),
                    ", ".join(map(str, step.reached)),
                    case,
                    step.points,
                )
            )
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text("en")


_WORDS = {
    "unreachable": Label("Không thể đạt {}★: {}", "{}★ cannot be reached: {}"),
    "reached": Label("Đã đạt {}★", "{}★ is reached already"),
    "head": Label("Để đạt {}★, chi phí {}:", "to {}★, cost {}:"),
    "step": Label("  {}: mức {} → {}{}, +{} điểm", "  {}: option {} → {}{}, +{} points"),
    "case": Label(" (trường hợp {})", " (case {})"),
    "none": Label("không", "none"),
}


class _Costs:
    """What it costs to go from one option held to another."""

    def __init__(
        self,
        rubric: Rubric,
        cost: Mapping[str, Cost] | Callable[[str, int, int], Cost] | None,
        faults: Faults,
    ) -> None:
        self.rubric = rubric
        self.function = cost if callable(cost) else None
        table = {} if cost is None or callable(cost) else cost
        self.per_level = {
            rubric._tables.place[no]: checked_cost(a_level, faults, "cost", no)
            for no, a_level in by_criterion(rubric, table, "cost", faults).items()
        }

    def __call__(self, i: int, held: int, reached: int) -> Cost:
        tables = self.rubric._tables
        if self.function is not None:
            faults = Faults()
            no = tables.nos[i]
            cost = checked_cost(self.function(no, held, reached), faults, "cost", no)
            faults.raise_if_any()
            return cost
        return self.per_level.get(i, 1) * self._levels(i, held, reached)

    def _levels(self, i: int, held: int, reached: int) -> int:
        if i in self.rubric._tables.many:
            return (reached & ~held).bit_count()
        options = self.rubric.criteria[i].options
        case = [o.no for o in options if o.branch == options[reached - 1].branch]
        # none of the levels lies one below the first, or is the printed level of 0 points
        start = held or self.rubric._tables.zero[i]
        return case.index(reached) - (case.index(start) if start in case else -1)


def _places(rubric: Rubric, fixed: object, faults: Faults) -> set[int]:
    """Where the criteria stand that cannot change."""
    if not is_list(fixed):
        faults.add("not-a-list", "fixed", given=fixed)
        return set()
    places = set()
    for n, which in enumerate(fixed):
        criterion = find_criterion(rubric._names, which)
        if criterion is None:
            faults.take([no_criterion(rubric.criteria, which, "fixed", n)])
        else:
            places.add(rubric._tables.place[criterion.no])
    return places


def _raised(rubric: Rubric, i: int, held: int) -> Iterable[int]:
    """What may be held in a criterion after steps: what is held now, or more of the same case."""
    tables = rubric._tables
    if i in tables.many:
        return (ticks for ticks in range(len(tables.words[i])) if ticks & held == held)
    options = rubric.criteria[i].options
    if not held:
        return range(len(options) + 1)
    branch = options[held - 1].branch
    return (o.no for o in options if o.no >= held and o.branch == branch)


def _spans(rubric: Rubric, to: int) -> Iterable[tuple[int, int, int | None]]:
    """For every rank from ``to`` up: the rank, its least total, and the total that it ends before.

    Where a missed minimum refuses a rank, points beyond a band are no help.
    """
    above: int | None = None
    for band in rubric.bands:
        if band.stars >= to:
            refused = rubric.rules.readings.missed_minimum == "refused"
            yield band.stars, band.least, above if refused else None
        above = band.least


def _why_not(
    card: Scorecard, to: int, per_unit: list[list[tuple[Alternative, Cost, int]]]
) -> tuple[Label, ...]:
    rubric = card.rubric
    reasons = []
    for unit in per_unit:
        if unit and all(withheld(each[0].word, to) for each in unit):
            no = rubric._tables.nos[unit[0][0].held[0][0]]
            reasons.append(
                Label(
                    f"Tiêu chí {no} không thể đạt dấu sao cho {to} sao",
                    f"criterion {no} cannot meet its minimum for {to} stars",
                )
            )
    if not all(per_unit):
        reasons.append(Label("Sản phẩm bị loại", "the product is excluded"))
    highest = sum(max((points_of(a.word) for a, _, _ in unit), default=0) for unit in per_unit)
    least = min(band.least for band in rubric.bands if band.stars >= to)
    if highest < least:
        reasons.append(
            Label(
                f"Tối đa chỉ được {highest} điểm, cần {least}",
                f"at most {highest} points can be had, {least} are needed",
            )
        )
    if not reasons:
        reasons.append(
            Label(
                "Đạt đủ dấu sao thì không đạt điểm, hoặc ngược lại",
                "no choice of options meets both the points and the minima",
            )
        )
    return tuple(reasons)


def _steps(
    card: Scorecard, chosen: list[Alternative], costs: _Costs
) -> Iterable[tuple[int, int, Step]]:
    rubric, tables = card.rubric, card.rubric._tables
    for i, reached in sorted(pair for alternative in chosen for pair in alternative.held):
        held = card.sheet._held[i]
        if reached == held:
            continue
        before, after = tables.words[i][held], tables.words[i][reached]
        criterion = rubric.criteria[i]
        many = i in tables.many

        def numbers(value: int, *, many: bool = many) -> tuple[int, ...]:
            if many:
                return tuple(n + 1 for n in range(value.bit_length()) if value >> n & 1)
            return (value,) if value else ()

        marked = [band.stars for band in reversed(rubric.bands)]
        yield (
            i,
            reached,
            Step(
                criterion=criterion.no,
                criterion_id=criterion.id,
                label=criterion.label,
                held=numbers(held),
                reached=numbers(reached),
                case=None if many else criterion.options[reached - 1].branch,
                points=points_of(after) - points_of(before),
                cost=costs(i, held, reached),
                meets=tuple(s for s in marked if withheld(before, s) and not withheld(after, s)),
            ),
        )


def _ways(
    card: Scorecard,
    unit: tuple[int, ...],
    allowed: Callable[[int], Iterable[int]],
    costs: _Costs,
) -> list[tuple[Alternative, Cost, int]]:
    """Every way to fill a unit that excludes nothing, with its cost and its number of steps."""
    before = card.sheet._held
    ways = []
    for each in alternatives(card.rubric, unit, allowed):
        changed = [(i, h) for i, h in each.held if h != before[i]]
        if not each.excluded:
            price = sum((costs(i, before[i], h) for i, h in changed), start=0)
            ways.append((each, price, len(changed)))
    return ways


def advise(
    card: Scorecard,
    to: int,
    cost: Mapping[str, Cost] | Callable[[str, int, int], Cost] | None,
    fixed: Collection[str],
    rescore: Callable[[Sheet], Scorecard],
) -> Advice:
    """The cheapest set of steps to a rank, see :meth:`ocop.scoring.Scorecard.advice`.

    Scorecards hand on advice: what scores the sheet after the steps is handed in.
    """
    rubric, sheet = card.rubric, card.sheet
    faults = Faults()
    ranks = tuple(band.stars for band in reversed(rubric.bands))
    if type(to) is not int or to not in ranks:
        faults.add("no-such-rank", "to", given=to, ranks=ranks)
    costs = _Costs(rubric, cost, faults)
    kept = _places(rubric, fixed, faults)
    faults.raise_if_any()
    denied = {i for i, condition, _ in rubric._tables.asserted if condition in sheet.unmet}
    if card.stars is not None and card.stars >= to:
        return Advice(to=to, reachable=True, steps=(), cost=0, result=card)

    def allowed(i: int) -> Iterable[int]:
        if i in kept or i in denied:
            return (sheet._held[i],)
        return _raised(rubric, i, sheet._held[i])

    # steps bring no second case in; where the sheet mixes them, each criterion keeps its own
    cases = rubric._tables.cases
    mixed = len({case for _, case in held_cases(rubric.criteria, sheet._held, cases)}) > 1
    per_case = [
        [_ways(card, unit, within, costs) for unit in units(rubric)]
        for within in by_case(rubric, () if mixed else cases, allowed)
    ]
    found = [
        way
        for per_unit in per_case
        for star, least, most in _spans(rubric, to)
        if (way := cheapest(per_unit, star, least, most)) is not None
    ]
    if sheet.exclusions or not found:
        asserted = tuple(e.label for e in rubric.exclusions if e.id in sheet.exclusions)
        return Advice(
            to=to,
            reachable=False,
            steps=(),
            cost=0,
            result=card,
            why_not=asserted
            or tuple(
                dict.fromkeys(why for per_unit in per_case for why in _why_not(card, to, per_unit))
            ),
        )
    price, _, _, chosen = min(found, key=lambda way: way[:3])
    steps = list(_steps(card, chosen, costs))
    held = list(sheet._held)
    for i, reached, _ in steps:
        held[i] = reached
    after = rescore(attrs.evolve(sheet, held=tuple(held)))
    return Advice(
        to=to, reachable=True, steps=tuple(s for _, _, s in steps), cost=price, result=after
    )
