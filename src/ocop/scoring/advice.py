"""Advice: the cheapest set of steps that reaches a rank."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import attrs

from ocop.checked import Checked
from ocop.errors import Faults
from ocop.law.regime import Note
from ocop.scoring._raises import Change, Raise, raised
from ocop.scoring.cheapest import Cost, Priced, cheapest, checked_cost
from ocop.scoring.rubric._units import by_case
from ocop.scoring.rubric.criterion import Doubt
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.spelling import find_criterion, no_criterion
from ocop.scoring.rubric.tables import held_cases, points_of, withheld
from ocop.scoring.scorecard import Scorecard
from ocop.scoring.sheet.choices import by_criterion, is_list
from ocop.scoring.sheet.sheet import Sheet
from ocop.scoring.step import Step
from ocop.shown.value import Shown, Tidy
from ocop.text import Label
from ocop.words import in_words

__all__ = ["Advice", "advise"]


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


def _priced(
    rubric: Rubric,
    cost: Mapping[str, Cost] | Callable[[str, int, int], Cost] | None,
    raises: list[list[tuple[Raise, ...]]],
) -> tuple[list[list[list[Priced]]], Mapping[Change, Cost]]:
    """Everything that steps can make of a sheet with what it costs, and what each change costs.

    Args:
        rubric: The rubric.
        cost: A function, or what a level costs by criterion; None where each costs 1.
        raises: Case by case and unit by unit.

    Raises:
        InputError: a function gave something below 0, or no exact number.
    """
    every = {c: n for units in raises for of in units for one in of for c, n in one.levels.items()}
    if cost is None:
        return [[[one.by_level for one in of] for of in units] for units in raises], every
    nos, faults = rubric._tables.nos, Faults()
    costs: dict[Change, Cost] = {}
    for change, levels in every.items():
        i, held, reached = change
        no = nos[i]
        if not callable(cost):
            costs[change] = cost.get(no, 1) * levels
        elif ("cost", no) not in {fault.path for fault in faults.found}:
            costs[change] = checked_cost(cost(no, held, reached), faults, "cost", no)
    faults.raise_if_any()

    def price(one: Raise) -> Priced:
        return one.alternative, sum([costs[change] for change in one.levels]), len(one.levels)

    return [[[price(one) for one in of] for of in units] for units in raises], costs


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


def _spans(rubric: Rubric, to: int) -> Iterable[tuple[int, int, int | None]]:
    """For the ranks from ``to`` up: the rank, its least total, and the total that it ends before.

    Where a missed minimum refuses a rank, points beyond a band are no help. Where it withholds the
    ranks above as well, what reaches a higher rank reaches this one.
    """
    readings, above = rubric.rules.readings, None
    refused = readings.missed_minimum == "refused"
    alone = readings.star_minima == "cumulative" and not refused
    for band in rubric.bands:
        if band.stars == to or (band.stars > to and not alone):
            yield band.stars, band.least, above if refused else None
        above = band.least


def _why_not(card: Scorecard, to: int, per_unit: list[list[Priced]]) -> tuple[Label, ...]:
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


def _raises_within(
    card: Scorecard, kept: set[int], cases: tuple[int, ...]
) -> list[list[tuple[Raise, ...]]]:
    """Case by case and unit by unit what steps can make of a sheet.

    Args:
        card: The scorecard.
        kept: Places of the criteria that do not change.
        cases: Places of the criteria to be held to one case.
    """
    rubric, held = card.rubric, card.sheet._held
    raises = rubric._raises
    every = [
        (unit, raises.of(unit, tuple([held[i] for i in unit]))) for unit in rubric._tables.units
    ]

    def allowed(i: int) -> Iterable[int]:
        return (held[i],) if i in kept else raised(rubric, i, held[i])

    per_case = []
    for within in by_case(rubric, cases, allowed):
        bound = {i: frozenset(within(i)) for i in (*kept, *cases)}
        per_case.append(
            [
                tuple(
                    one
                    for one in of_unit
                    if all(
                        reached in bound.get(i, (reached,)) for i, reached in one.alternative.held
                    )
                )
                if not bound.keys().isdisjoint(unit)
                else of_unit
                for unit, of_unit in every
            ]
        )
    return per_case


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
    per_level = None
    if cost is not None and not callable(cost):
        table = by_criterion(rubric, cost, "cost", faults)
        per_level = {no: checked_cost(one, faults, "cost", no) for no, one in table.items()}
    kept = _places(rubric, fixed, faults)
    faults.raise_if_any()
    denied = {i for i, condition, _ in rubric._tables.asserted if condition in sheet.unmet}
    if card.stars is not None and card.stars >= to:
        return Advice(to=to, reachable=True, steps=(), cost=0, result=card)

    # steps bring no second case in; where the sheet mixes them, each criterion keeps its own
    cases = rubric._tables.cases
    mixed = len({case for _, case in held_cases(rubric.criteria, sheet._held, cases)}) > 1
    raises = _raises_within(card, kept | denied, () if mixed else cases)
    per_case, costs = _priced(rubric, cost if callable(cost) else per_level, raises)
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
    held, steps = list(sheet._held), []
    for i, reached in sorted(pair for alternative in chosen for pair in alternative.held):
        if reached != held[i]:
            steps.append(rubric._raises.step(i, held[i], reached, costs[i, held[i], reached]))
            held[i] = reached
    after = Sheet._checked(rubric, tuple(held), sheet.exclusions, sheet.unmet, sheet.owner)
    return Advice(
        to=to,
        reachable=True,
        steps=tuple(steps),
        cost=price,
        result=rescore(after),
    )
