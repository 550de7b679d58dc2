"""What a council concluded, as recorded, and what comes next at its level.

Reference: 26/2026/QĐ-TTg, Art. 4.1, 7.3, 7.4.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Literal, cast

import attrs

from ocop.argument import LARGEST, as_items, check_items, check_one_of, check_type, check_whole
from ocop.brief import Brief
from ocop.cycle._checks import as_needed_level, check_level
from ocop.cycle._rules import doubts_of, row_back
from ocop.errors import Faults, InputError
from ocop.exact import as_whole, as_whole_or_none
from ocop.law.citation import Cited
from ocop.law.level import Level, LevelRule
from ocop.law.regime import Note, Regime
from ocop.law.rules import Rules, check_rules, default_rules
from ocop.scoring.stars import stars_of
from ocop.shown.value import Shown, Tidy
from ocop.text import Label

__all__ = ["Conclusion", "CouncilResult", "Outcome"]

Outcome = Literal["recognised", "forwarded", "returned", "not-certified", "undecided"]


def _exact(total: Fraction | int) -> Fraction:
    """A whole number as a Fraction; anything else as it is, for the checks to find."""
    whole = total if isinstance(total, Fraction) else as_whole(total)
    return Fraction(whole) if type(whole) is int else cast("Fraction", whole)


def _texts(needs: Iterable[str]) -> tuple[str, ...]:
    return (needs,) if isinstance(needs, str) else as_items(needs)


@attrs.frozen(kw_only=True, repr=False)
class Conclusion(Cited):
    """What follows from a council's result at its level.

    Attributes:
        outcome: ``"recognised"`` by this level, ``"forwarded"`` to the level above, ``"returned"``
            to the level below (which may recognise on that result what it can, or evaluate itself),
            ``"not-certified"``, or ``"undecided"`` where the result does not stand.
        stars: The rank concerned: recognised, or pending at the level above (5 is then
            "potentially 5★", a class of its own and no recognition); None for none.
        to: The level that has it next; None where it stays.
        label: The words.
        reference: The source in law.
        notes: What is not certain.
    """

    outcome: Outcome
    stars: int | None
    to: Level | None = None
    label: Label
    reference: str
    notes: tuple[Note, ...] = ()


@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
class CouncilResult(Brief, Shown, Tidy):
    """What a council concluded, as recorded.

    From :attr:`ocop.cycle.Verdict.result`, or from the minutes where the ballots are not at hand.

    Attributes:
        regime: The id of the regime whose rubric it judged by.
        total: The average, 0–100, given as an int or a Fraction; no denominator of a council has
            more than nine digits.
        stars: The rank after minima and exclusions, 1–5; None for none, as between two bands under
            the reading ``between_bands="no-rank"``.
        product_set: The number of the product set; None where it is not recorded.
        needs: What it lacks before it stands, see :attr:`ocop.Verdict.needs`; empty where it does.
        rules: Which law, and how it was read where it is silent.

    Raises:
        InputError: with every fault; stars above the rank that the total reaches are one.
    """

    regime: str
    total: Fraction = attrs.field(converter=_exact)
    stars: int | None = attrs.field(converter=as_whole_or_none)
    product_set: int | None = attrs.field(default=None, converter=as_whole_or_none)
    needs: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    rules: Rules = attrs.field(factory=default_rules)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        self._check(faults)
        faults.raise_if_any()

    def _check(self, faults: Faults) -> None:
        rules = self.rules if check_rules(faults, self.rules) else default_rules()
        regimes = rules.regimes()
        regime = next((regime for regime in regimes if regime.id == self.regime), None)
        if regime is None:
            check_one_of(faults, "regime", self.regime, (regime.id for regime in regimes))
        number = self.product_set
        sets = () if regime is None else [product_set.number for product_set in regime.sets]
        if number is not None and (type(number) is not int or (sets and number not in sets)):
            faults.add("no-such-set", "product_set", given=number, most=len(sets) or None)
        for i, need in enumerate(check_items(faults, "needs", self.needs)):
            if not isinstance(need, str):
                faults.add("not-text", "needs", i, given=need)
        most = max(regime.full_marks for regime in regimes)
        if type(self.total) is not Fraction or not 0 <= self.total <= most:
            faults.add("not-an-exact-total", "total", given=self.total, most=most)
        elif max(self.total.numerator, self.total.denominator) > LARGEST:
            faults.add("too-fine-a-total", "total")
        elif regime is not None:
            self._check_stars(regime, rules, faults)
            return
        if self.stars is not None:
            check_whole(faults, "stars", self.stars, most=max(map(_highest, regimes)))

    def _check_stars(self, regime: Regime, rules: Rules, faults: Faults) -> None:
        reached = stars_of(regime.bands, self.total, rules.readings)
        if self.stars is None:
            return
        if reached is None:
            faults.add("stars-between-bands", "stars", stars=self.stars, total=self.total)
        elif type(self.stars) is not int or not 1 <= self.stars <= reached:
            faults.add(
                "stars-not-of-total", "stars", stars=self.stars, total=self.total, most=reached
            )

    @property
    def stands(self) -> bool:
        """Whether the council's own rules were kept, so that it can be acted on."""
        return not self.needs

    def conclusion(
        self,
        level: Level | str,
        *,
        under: Regime | None = None,
        came_back: bool = False,
    ) -> Conclusion:
        """What follows from the result at the level of its council.

        Under the reading ``forwarding="rank-held"`` a product whose points reach the level above
        but whose minima do not is recognised at the rank it holds; under ``"points-alone"`` it goes
        up. The conclusion's notes carry the doubts of the rubric that the result rests on.

        Args:
            level: The level of the council.
            under: The regime whose levels and readings decide; where not given, the one it was
                judged by, read as the council did.
            came_back: Whether the result is that of the level above, sent back: this level then
                recognises on it what it can, and does not send it up once more. It sends it further
                down where a level below recognises that rank.

        Raises:
            InputError: no such level, or one whose council does not evaluate.
            NotFoundError: the level has no part in the regime.

        Reference: 26/2026/QĐ-TTg, Art. 4.1, 7.3, 7.4; the same of the decisions before.
        """
        at, faults = as_needed_level(level), Faults()
        if under is not None:
            check_type(faults, under, Regime, "under")
        check_level(faults, "level", at, optional=False)
        faults.raise_if_any()
        regime = self.rules.regime(self.regime) if under is None else under
        rule = regime.level(at)
        if rule.duty != "evaluates":
            raise InputError.of("no-council", "level", level=at, decision=regime.citation)
        if not self.stands:
            return Conclusion(
                outcome="undecided",
                stars=None,
                label=Label("Chưa kết luận được", "Nothing can be concluded yet"),
                reference=rule.reference,
            )
        concluded = _concluded(self, rule, regime, came_back=came_back)
        notes = (*concluded.notes, *_rubric_doubts(self.rules, self.regime, self.product_set))
        return attrs.evolve(concluded, notes=tuple(dict.fromkeys(notes)))


def _highest(regime: Regime) -> int:
    return max(band.stars for band in regime.bands)


# the sets of every regime, under a few rules
@lru_cache(maxsize=512)
def _rubric_doubts(rules: Rules, judged_by: str, product_set: int | None) -> tuple[Note, ...]:
    """What is not certain about the table that a result rests on."""
    if product_set is None:
        return ()
    rubric = rules.regime(judged_by).rubric(product_set)
    doubts = []
    for doubt in rubric.doubts:
        at = f", {doubt.at}" if doubt.at else ""
        doubts.append(
            Note(
                id="rubric-doubt",
                label=Label(
                    f"Bộ {product_set}{at}: {doubt.label.vi}",
                    f"Set {product_set}{at}: {doubt.label.en}",
                ),
                reference=rubric.reference,
            )
        )
    return tuple(doubts)


def _goes_up(result: CouncilResult, rule: LevelRule, regime: Regime) -> bool:
    if rule.forwards_from is None or result.stars is None or result.total < rule.forwards_from:
        return False
    if regime.rules.readings.forwarding == "points-alone":
        return True
    return result.stars not in rule.recognises and regime.recognises(result.stars) is not None


def _concluded(
    result: CouncilResult, rule: LevelRule, regime: Regime, *, came_back: bool
) -> Conclusion:
    stars = result.stars
    up = None if came_back else rule.forwards_to
    if up is not None and _goes_up(result, rule, regime):
        readings = regime.rules.readings
        by_points = stars_of(regime.bands, result.total, readings)
        pending = by_points if readings.forwarding == "points-alone" else stars
        return Conclusion(
            outcome="forwarded",
            stars=pending,
            to=up,
            label=_pending(pending, up, regime),
            reference=rule.reference,
        )
    notes = _doubts_of_the_way_back(rule, regime) if came_back else ()
    if stars in rule.recognises:
        return Conclusion(
            outcome="recognised",
            stars=stars,
            label=Label(f"Công nhận {stars} sao", f"Recognised at {stars}★"),
            reference=rule.reference,
            notes=notes,
        )
    row, recognises = row_back(regime, rule.level), _recognises_below(stars, rule, regime)
    if row is not None and (recognises is not None or not came_back):
        return Conclusion(
            outcome="returned",
            stars=stars,
            to=Level(row["to"]),
            label=_back(Level(row["to"]), recognises),
            reference=row["reference"],
            notes=(*notes, *doubts_of(row)),
        )
    return Conclusion(
        outcome="not-certified",
        stars=stars,
        label=Label("Không công nhận", "Not certified"),
        reference=rule.reference,
        notes=notes,
    )


def _recognises_below(stars: int | None, rule: LevelRule, regime: Regime) -> Level | None:
    """The level below one that recognises so many stars; None where none does."""
    below = regime.levels[: regime.levels.index(rule)]
    return next((level_rule.level for level_rule in below if stars in level_rule.recognises), None)


def _doubts_of_the_way_back(rule: LevelRule, regime: Regime) -> tuple[Note, ...]:
    """What is not certain about a dossier's being at a level because the one above sent it back."""
    above = (row_back(regime, level_rule.level) for level_rule in regime.levels)
    return tuple(
        note
        for row in above
        if row is not None and row["to"] == rule.level
        for note in doubts_of(row)
    )


def _back(to: Level, recognises: Level | None) -> Label:
    """Where a result goes back to, and what may be done with it there."""
    vi, en = f"Trả về {to.label.vi.lower()}", f"Back to the {to.value}"
    if recognises is None:
        return Label(
            f"{vi}: kết quả này không được cấp nào công nhận; có thể tự đánh giá",
            f"{en}: no level recognises on this result; it may evaluate itself",
        )
    if recognises is to:
        return Label(
            f"{vi}: công nhận theo kết quả này hoặc tự đánh giá",
            f"{en}: it recognises on this result or evaluates itself",
        )
    return Label(
        f"{vi}, rồi {recognises.label.vi.lower()}: cấp ấy công nhận theo kết quả này",
        f"{en}, then the {recognises.value}, which recognises on this result",
    )


def _pending(stars: int | None, to: Level, regime: Regime) -> Label:
    top = regime.levels[-1]
    if to is top.level and stars in top.recognises:
        return Label(
            f"Tiềm năng {stars} sao, chờ {to.label.vi.lower()}",
            f"Potentially {stars}★, pending at the {to.value}",
        )
    return Label(f"Chuyển {to.label.vi.lower()}", f"Forwarded to the {to.value}")
