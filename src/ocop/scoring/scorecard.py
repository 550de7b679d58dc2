"""Scorecards (kết quả chấm): points, stars, and why.

Stars are the lower of the band of the total and what the star minima leave; an exclusion leaves
none.

Reference: 26/2026/QĐ-TTg, Art. 3.3 and the footnote of Appendix II.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from itertools import accumulate, chain
from operator import getitem
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self, overload

import attrs

from ocop import _ports, exact
from ocop.checked import check_fields
from ocop.errors import Faults, InputError
from ocop.law.regime import Note, Regime
from ocop.law.rules import Rules
from ocop.scoring import later
from ocop.scoring._notes import exclusions_of, notes_of
from ocop.scoring.rubric import tables
from ocop.scoring.rubric.criterion import Choice, Doubt, Exclusion
from ocop.scoring.rubric.line import Line
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.score import Score
from ocop.scoring.rubric.spelling import no_criterion
from ocop.scoring.rubric.tables import points_of
from ocop.scoring.sheet.choices import by_criterion
from ocop.scoring.sheet.dependents import with_dependents
from ocop.scoring.sheet.sheet import Draft, Sheet
from ocop.scoring.stars import MissedMinimum, capping, stars_left, stars_of
from ocop.shown.value import Shown, Tidy

if TYPE_CHECKING:  # they have a scorecard: what makes them is asked at a port
    from ocop.scoring.advice import Advice
    from ocop.scoring.bounds import Bounds
    from ocop.scoring.explanation import Explanation

__all__ = [
    "Scorecard",
    "score",
]

#: Sets what a card reckons when it is asked for.
_keep = object.__setattr__


@attrs.frozen(repr=False, init=False)
class Scorecard(Shown, Tidy):
    """The result (kết quả chấm) of one sheet; made by :func:`score`.

    Attributes:
        sheet: What was scored.
        total: The sum of all points, 0–100.
        stars_by_points: The rank that the total reaches, 1–5; None only for no rank.
        stars: The rank, 1–5; None where an exclusion ends the evaluation, or where the reading
            ``missed_minimum="refused"`` refuses one.
        earlier: What it was when it was stored, where its table was corrected since; oldest first.
    """

    sheet: Sheet
    total: int
    stars_by_points: int | None
    stars: int | None
    earlier: tuple[later.Earlier, ...] = ()

    def __init__(
        self,
        sheet: Sheet,
        total: int,
        stars_by_points: int | None,
        stars: int | None,
        earlier: tuple[later.Earlier, ...] = (),
    ) -> None:
        """The result of a sheet, held to its types.

        Raises:
            InputError: every field that is at fault.
        """
        self.__attrs_init__(sheet, total, stars_by_points, stars, earlier)
        check_fields(self)

    @classmethod
    def _scored(
        cls,
        sheet: Sheet,
        total: int,
        stars_by_points: int | None,
        stars: int | None,
        exclusions: tuple[Exclusion, ...],
        *,
        withholds: bool,
    ) -> Self:
        """The same of what is right already: a sheet is scored in microseconds."""
        card = cls.__new__(cls)
        card.__attrs_init__(sheet, total, stars_by_points, stars)
        # what is known now is dearer when it is asked for
        _keep(card, "exclusions", exclusions)
        if not withholds:
            _keep(card, "missed_minima", ())
            _keep(card, "capped_by", ())
        return card

    def __repr__(self) -> str:
        stars = "no rank" if self.stars is None else f"{self.stars}★"
        return f"<Scorecard of {self.rubric!r}: {self.total} points, {stars}>"

    def __str__(self) -> str:
        return str(self.explain("en"))

    @property
    def rubric(self) -> Rubric:
        """The rubric that it was scored on."""
        return self.sheet.rubric

    @property
    def regime(self) -> Regime:
        """The regime that it was scored under; its notes say what the answer owes."""
        return self.rubric.regime

    @property
    def rules(self) -> Rules:
        """Under which rules it was scored: which law, and how it was read where it is silent."""
        return self.rubric.rules

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every criterion: what was held, what it earned, what it withholds."""
        sheet = self.sheet
        shared, held = sheet.rubric._lines, sheet._held
        lines = tuple(map(getitem, shared.applicable, held))
        if not sheet.inapplicable:
            return lines
        places = {sheet.rubric._tables.place[no] for no in sheet.inapplicable}
        return tuple(
            shared.inapplicable[i][held[i]] if i in places else line for i, line in enumerate(lines)
        )

    def line(self, which: str) -> Line:
        """The line of this criterion.

        Raises:
            NotFoundError: the rubric has no such criterion.
        """
        return self.lines[self.rubric._tables.place[self.rubric.criterion(which).no]]

    @cached_property
    def _running(self) -> tuple[int, ...]:
        """The points before each criterion, and after the last."""
        points = map(getitem, self.sheet.rubric._tables.points, self.sheet._held)
        return tuple(accumulate(points, initial=0))

    @cached_property
    def groups(self) -> Mapping[str, Score]:
        """Group number → points and maximum."""
        return MappingProxyType(self.sheet.rubric._group_spans.scores(self._running))

    @cached_property
    def parts(self) -> Mapping[str, Score]:
        """Part (A, B, C) → points and maximum."""
        return MappingProxyType(self.sheet.rubric._part_spans.scores(self._running))

    @cached_property
    def missed_minima(self) -> tuple[MissedMinimum, ...]:
        """Every star minimum missed, in the order of the table."""
        if not tables.withholds(self.sheet._word):
            return ()
        missed = map(getitem, self.rubric._missed, self.sheet._held)
        # tuple() of an iterator leaves some thousands of tuples of each length behind
        return (*chain.from_iterable(missed),)

    @cached_property
    def capped_by(self) -> tuple[MissedMinimum, ...]:
        """The minima missed that withhold a rank which the points reach.

        Empty where the minima cost no star.
        """
        if not self.missed_minima:
            return ()
        readings = self.rubric.rules.readings
        return capping(self.missed_minima, self.stars_by_points, self.stars, readings)

    @cached_property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """The facts that end the evaluation: asserted on the sheet, or said by its choices."""
        return exclusions_of(self.sheet)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is not certain about the rubric's table."""
        return self.rubric.doubts

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What the card says of its sheet: a fact barely stated, cases mixed, what is not required.

        Ids: ``"stated-stop"``, ``"tourism-cases"``, ``"not-required"``; ``"table-corrected"`` where
        the table was corrected after the card was stored. What the answer says of its rules stands
        in the notes of :attr:`regime`.
        """
        notes = notes_of(self.sheet, self.exclusions)
        if not self.earlier:
            return notes
        from ocop.scoring.earlier import notes_of_earlier  # noqa: PLC0415 - only for a stored card

        return *notes, *notes_of_earlier(self.earlier, self.rubric, self.total, self.stars)

    @cached_property
    def next_star(self) -> later.NextStar | None:
        """What is missing for the next star; None at the highest.

        Where a missed minimum refuses the rank that the points reach, it is the least rank that
        they leave open: fewer points cannot be had. An excluded product is told what its own points
        and minima would leave it short of.
        """
        if self.stars == self.rubric.bands[0].stars:  # the highest
            return None
        from ocop.scoring.next_star import next_star_of  # noqa: PLC0415 - the highest needs none

        return next_star_of(self)

    def explain(self, lang: str = "vi") -> Explanation:
        """Why: criterion by criterion, with the references.

        ``print`` it for text, take its ``rows`` for plain data; a notebook shows a table.

        Args:
            lang: ``"vi"`` or ``"en"``.

        Raises:
            InputError: another language.
        """
        explanation: Explanation = _ports.ask("explanation", self, lang)
        return explanation

    def advice(
        self,
        to: int,
        *,
        cost: Mapping[str, int | exact.Fraction]
        | Callable[[str, int, int], int | exact.Fraction]
        | None = None,
        fixed: Collection[str] = (),
    ) -> Advice:
        """The cheapest set of steps to ``to`` stars.

        Args:
            to: The rank aimed at, 1–5.
            cost: What a step costs: criterion → cost of one level, or a function of criterion,
                option held and option reached (numbers, 0 for none; of a checklist the lines
                as bits); one a level where not given. A checklist's line is a level. What a
                function raises passes as it is.
            fixed: Numbers of criteria that cannot change.

        Raises:
            InputError: no such rank or criterion, a cost below 0 or one that is not exact.
        """
        advice: Advice = _ports.ask("advice", self, to, cost, fixed, score)
        return advice

    def with_choice(self, which: str, choice: Choice | None) -> Scorecard:
        """What the scorecard would be with another option in one criterion; see with_choices."""
        if not isinstance(which, str):
            raise InputError(no_criterion(self.rubric.criteria, which, "which"))
        return self.with_choices({which: choice})

    def with_choices(self, choices: Mapping[str, Choice | None]) -> Scorecard:
        """What the scorecard would be with other options; None leaves a criterion out.

        A story that is lost takes along the criteria that need it, which then score 0. Where one
        is gained they come in at the least that can be held, unless ``choices`` says more.

        Args:
            choices: Number or id of the criterion → what is held instead, as for a sheet.

        Raises:
            InputError: as for a sheet, also for a criterion under two spellings.
        """
        faults = Faults()
        new = by_criterion(self.rubric, choices, "choices", faults)
        merged: dict[str, Any] = {**self.sheet.choices, **new}
        held = with_dependents(
            self.rubric,
            {no: choice for no, choice in merged.items() if choice is not None},
            new,
            self.sheet.unmet,
        )
        try:
            sheet = self.rubric.sheet(
                held, exclusions=self.sheet.exclusions, unmet=self.sheet.unmet
            )
        except InputError as err:
            raise InputError([*faults.found, *err.faults]) from None
        faults.raise_if_any()
        return score(sheet._of(self.sheet.owner))


@overload
def score(sheet: Sheet) -> Scorecard: ...


@overload
def score(sheet: Draft) -> Bounds: ...


def score(sheet: Sheet | Draft) -> Scorecard | Bounds:
    """Points, stars and reasons of a sheet; the bounds of a draft.

    Args:
        sheet: From :meth:`ocop.scoring.Rubric.sheet`.

    Returns:
        A :class:`Scorecard`; for a :class:`Draft` the lowest and highest total and stars that it
        can still come to.

    Raises:
        InputError: it is neither.

    Reference: 26/2026/QĐ-TTg, Art. 3.3 and the footnote of Appendix II.
    """
    if isinstance(sheet, Draft):
        from ocop.scoring.bounds import bounds  # noqa: PLC0415 - only for drafts

        return bounds(sheet)
    if not isinstance(sheet, Sheet):
        raise InputError.of("not-a-sheet", "sheet", given=sheet)
    rubric = sheet.rubric
    word, readings = sheet._word, rubric.regime.rules.readings
    total = points_of(word)
    by_points = stars_of(rubric.bands, total, readings)
    exclusions, withholds = exclusions_of(sheet), tables.withholds(word)
    stars = None
    if not exclusions:
        stars = stars_left(by_points, tables.mask_of(word) if withholds else (), readings)
    return Scorecard._scored(sheet, total, by_points, stars, exclusions, withholds=withholds)
