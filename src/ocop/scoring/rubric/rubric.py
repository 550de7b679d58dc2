"""Rubrics: the scoring tree of one product set under one regime.

A :class:`Rubric` (bộ tiêu chí) has three parts (phần) A, B and C; a part has groups (nhóm tiêu
chí), a group has criteria (tiêu chí), and a criterion has options (mức), lowest first.

Reference: 26/2026/QĐ-TTg, Appendix II; 148/QĐ-TTg, Appendix III; 1048/QĐ-TTg; 781/QĐ-TTg.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, overload

import attrs

from ocop.errors import InputError, NotFoundError
from ocop.law.citation import Cited
from ocop.scoring.rubric.tables import Tables, compile_tables
from ocop.scoring.sheet.choices import (
    checked_sheet,
    find_criterion,
    no_criterion,
    sheet_from_points,
)
from ocop.scoring.stars import stars_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ocop.law.changes.changed import Changed
    from ocop.law.changes.changes import Changes
    from ocop.law.product_set import ProductSet
    from ocop.law.regime import Band, Regime
    from ocop.law.rules import Rules
    from ocop.scoring.rubric.change import Change
    from ocop.scoring.sheet.sheet import Choice, Draft, Sheet
    from ocop.text import Label

__all__ = [
    "Condition",
    "Criterion",
    "Doubt",
    "Exclusion",
    "Group",
    "Option",
    "Part",
    "Rubric",
]


@attrs.frozen(kw_only=True)
class Option:
    """A level (mức) of a criterion.

    Attributes:
        no: Its place in the table, from 1.
        points: What it earns, 0–100.
        min_star: The asterisks printed on it: 3, 4 or 5; None where there are none. It is then the
            least level to hold in this criterion for that many stars.
        branch: ``"a"`` or ``"b"`` where the criterion offers two cases; None elsewhere.
        label: The level in our own words.
    """

    no: int
    points: int
    min_star: int | None = None
    branch: str | None = None
    label: Label


@attrs.frozen(kw_only=True)
class Condition:
    """What a criterion needs before a level may be chosen in it.

    Attributes:
        id: ``"story"``, ``"test-reports"``, ``"declaration"`` or ``"compulsory-test"``.
        label: The condition.
        criterion: Where the sheet itself tells: the number of that criterion; None where the sheet
            has to say that the condition is unmet.
        above: The condition holds where an option above this one is chosen there.
        printed: Whether the table prints the condition at this criterion; where not, the reading
            ``story_scope`` decides.
        otherwise: What is held in the criterion where the condition is unmet: an option beyond
            those of the table, which no minimum binds and which earns nothing or the maximum. None
            where it then scores 0 and misses its minima. Where it earns nothing, the reading
            ``no_declaration_required`` decides whether the minima bind.
    """

    id: str
    label: Label
    criterion: str | None = None
    above: int = 0
    printed: bool = True
    otherwise: Option | None = None


@attrs.frozen(kw_only=True)
class Doubt:
    """What is not certain about a table.

    Attributes:
        id: Stable and unique in the rule files, such as ``"26-07-1"``: a correction names it.
        at: The number of the criterion; None for the whole set.
        label: The doubt.
    """

    id: str
    at: str | None = None
    label: Label


@attrs.frozen(kw_only=True)
class Exclusion(Cited):
    """A fact that ends the evaluation (bị loại, không đánh giá).

    Attributes:
        id: What a sheet asserts, such as ``"forged-dossier"``.
        kind: ``"dossier"`` (the dossier is disqualified), ``"excluded"`` (the product is),
            ``"requirement"`` (one is not met) or ``"stop"`` (no further step is evaluated).
        label: The fact.
        at: The number of the criterion that prints it; None where the set does.
        when: Choices that are this fact by the table's own words: pairs of criterion and option.
        stated: Choices of a level that states the fact in the same words; option 0 is none of the
            levels, where the lowest is its contrary.
        bare: Choices of a level that states it barely ("has impurities", where the table stops at
            unacceptable ones), or none of the levels that are acceptable. For both, the reading
            ``stated_stop`` decides whether the choice ends the evaluation or is noted on the card.
            Whatever no choice says, a sheet has to assert.
        reference: The source in law.
    """

    id: str
    kind: str
    label: Label
    at: str | None = None
    when: tuple[tuple[str, int], ...] = ()
    stated: tuple[tuple[str, int], ...] = ()
    bare: tuple[tuple[str, int], ...] = ()
    reference: str


@attrs.frozen(kw_only=True)
class Criterion(Cited):
    """A criterion (tiêu chí).

    Attributes:
        no: As printed, such as ``"1.1"`` or ``"1đ"``; unique in the rubric.
        id: Stable and ASCII; the same for the same criterion across sets and decisions.
        label: Its official name, and an English one.
        part: ``"A"``, ``"B"`` or ``"C"``.
        group: The number of its group.
        maximum: The points of it, as printed.
        options: Its levels, lowest first (a checklist's lines in their order).
        choice: ``"one"`` level holds, or ``"many"``: a checklist, every ticked line adds.
        heading_star: Asterisks printed on the heading instead of on a level; None elsewhere.
        conditions: What it needs before a level may be chosen; empty where nothing.
        guidance: How it is to be judged, in our own words.
        reference: The source in law.
    """

    no: str
    id: str
    label: Label
    part: str
    group: str
    maximum: int
    options: tuple[Option, ...]
    choice: Literal["one", "many"] = "one"
    heading_star: int | None = None
    conditions: tuple[Condition, ...] = ()
    guidance: tuple[Label, ...] = ()
    reference: str

    def option(self, no: int) -> Option:
        """The option of this number.

        Raises:
            NotFoundError: there is none.
        """
        most = len(self.options)
        if type(no) is int and 1 <= no <= most:
            return self.options[no - 1]
        raise NotFoundError.of(
            "criterion-lacks-option", "no", criterion=self.no, given=no, most=most
        )

    @property
    def zero_option(self) -> Option | None:
        """The level of 0 points that the table prints; None where it prints none."""
        return next((option for option in self.options if option.points == 0), None)

    @property
    def not_required(self) -> Option | None:
        """What is held where the law does not ask the criterion of a product, beyond the levels.

        None where it is asked of every product.
        """
        return next((each.otherwise for each in self.conditions if each.otherwise), None)


@attrs.frozen(kw_only=True)
class Group:
    """A group of criteria (nhóm tiêu chí); ``maximum`` is as printed."""

    no: str
    id: str
    label: Label
    part: str
    maximum: int
    criteria: tuple[Criterion, ...]


@attrs.frozen(kw_only=True)
class Part:
    """A part (phần) of the rubric: ``"A"``, ``"B"`` or ``"C"``; ``maximum`` is as printed."""

    id: str
    maximum: int
    groups: tuple[Group, ...]


@attrs.frozen(kw_only=True, cache_hash=True)
class Rubric(Cited):
    """The rubric (bộ tiêu chí) of one product set under one regime.

    Attributes:
        regime: The regime it belongs to, with the rules that it is read under.
        product_set: The product set that it judges.
        title: The set's name as this decision spells it.
        parts: Its parts A, B, C.
        exclusions: The facts that end an evaluation.
        same_case: Numbers of the criteria whose cases a and b are one question, as in tourism; the
            reading ``tourism_cases`` decides whether they may differ.
        doubts: What is not certain about the table; it reaches every scorecard.
        bands: The ranks by total, highest first: the regime's, unless amended.
        changes: What differs in it from the law of the library, by proposals, corrections and
            what-ifs; empty for the law itself.
        what_if: What is laid over this rubric alone, see :meth:`amended`.
        reference: The source in law.
    """

    regime: Regime
    product_set: ProductSet
    title: Label
    parts: tuple[Part, ...]
    exclusions: tuple[Exclusion, ...] = ()
    same_case: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    bands: tuple[Band, ...]
    changes: tuple[Changed, ...] = ()
    what_if: tuple[Changes, ...] = ()
    reference: str

    def __str__(self) -> str:
        return f"{self.title.en} ({self.citation})"

    def __repr__(self) -> str:
        under = "" if self.rules.is_default else f", {self.rules!r}"
        return f"<Rubric {self.regime.id}/{self.product_set.number}: {self.title.vi}{under}>"

    def __reduce__(self) -> tuple[Any, ...]:
        # named by its regime and set, with what is its own: the tables stay at home
        of_law = self._of_law
        own = {
            each.name: getattr(self, each.name)
            for each in attrs.fields(Rubric)
            if getattr(self, each.name) != getattr(of_law, each.name)
        }
        return _named, (self.regime, self.product_set.number, own)

    @property
    def _of_law(self) -> Rubric:
        """The rubric of its set as the law has it."""
        return self.regime.rubric(self.product_set)

    @property
    def rules(self) -> Rules:
        """Under which rules it stands: which law, and how it is read where it is silent."""
        return self.regime.rules

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every group, in order."""
        return tuple(group for part in self.parts for group in part.groups)

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, in order."""
        return tuple(criterion for group in self.groups for criterion in group.criteria)

    @cached_property
    def tables(self) -> Tables:
        """Points and withheld ranks by criterion and option: what scoring works on."""
        return compile_tables(self)

    def criterion(self, which: str) -> Criterion:
        """The criterion of this number or id.

        Raises:
            NotFoundError: there is none; it names the nearest.
        """
        criterion = find_criterion(self, which)
        if criterion is None:
            raise NotFoundError(no_criterion(self, which, "which"))
        return criterion

    def stars_by_points(self, total: int | Fraction) -> int | None:
        """The rank that a total reaches, before any minimum.

        Exact: bands are half-open, so 89.99 is 4. Under the reading ``between_bands="no-rank"``, a
        total between two bands that the decision prints in whole numbers has none.

        Args:
            total: 0–100, an int or a Fraction.

        Returns:
            1–5; None for no rank.

        Raises:
            InputError: the total is not exact, or beyond what a product can have.

        Reference: 26/2026/QĐ-TTg, Art. 3.3.
        """
        if type(total) is not int and not isinstance(total, Fraction):
            raise InputError.of("not-an-exact-number", "total", given=total)
        most = self.regime.full_marks
        if not 0 <= total <= most:
            raise InputError.of("out-of-range", "total", given=total, least=0, most=most)
        return stars_of(self.bands, total, self.rules.readings)

    @overload
    def sheet(
        self,
        choices: Mapping[str, Choice],
        *,
        exclusions: Iterable[str] = (),
        unmet: Iterable[str] = (),
        partial: Literal[False] = False,
    ) -> Sheet: ...

    @overload
    def sheet(
        self,
        choices: Mapping[str, Choice],
        *,
        exclusions: Iterable[str] = (),
        unmet: Iterable[str] = (),
        partial: Literal[True],
    ) -> Draft: ...

    def sheet(
        self,
        choices: Mapping[str, Choice],
        *,
        exclusions: Iterable[str] = (),
        unmet: Iterable[str] = (),
        partial: bool = False,
    ) -> Sheet | Draft:
        """A checked sheet (phiếu chấm điểm).

        Args:
            choices: Criterion number → option number as printed, from 1; a list of option numbers
                for a checklist. 0 says "none of these levels" where the table prints no level of 0
                points. A criterion that needs a story is left out where there is none.
            exclusions: Ids of the facts that end the evaluation, see :attr:`exclusions`.
            unmet: Ids of conditions that only the sheet can tell to be unmet: ``"test-reports"``,
                ``"declaration"`` (the law asks none of this product), ``"compulsory-test"``. The
                criteria that need them are left out.
            partial: Make a :class:`Draft`: criteria may be missing.

        Raises:
            InputError: every fault at once: unknown, missing or doubled criteria, options out of
                range, wrong types, a story criterion without a story, and both cases of a product
                under the reading ``tourism_cases="one-case"``.
        """
        return checked_sheet(self, choices, exclusions, unmet, partial=partial)

    def sheet_from_points(
        self,
        points: Mapping[str, int],
        *,
        exclusions: Iterable[str] = (),
        unmet: Iterable[str] = (),
    ) -> Sheet:
        """A checked sheet from the points given per criterion, where they tell the option.

        Raises:
            InputError: as :meth:`sheet`; also for points that no option has, or that several have.
        """
        return sheet_from_points(self, points, exclusions, unmet)

    def under(self, rules: Rules) -> Rubric:
        """The rubric of the same regime and set under other rules.

        One that is changed for what-if keeps its changes where the rules have the same law, only
        read otherwise.

        Raises:
            InputError: it is changed for what-if, and the rules have another law.
            NotFoundError: they have no such regime.
        """
        regime = self.regime.under(rules)
        if self == self._of_law:
            return regime.rubric(self.product_set)
        if rules.changes != self.rules.changes:
            raise InputError.of("under-another-law", "rules")
        return attrs.evolve(self, regime=regime)

    def amended(self, *changes: Change, bands: Mapping[int, int] | None = None) -> Rubric:
        """A changed rubric, for what-if; it shares all that is not changed.

        Args:
            changes: Changes of options or headings, see :func:`ocop.scoring.change`.
            bands: Rank → least total, 0–100, such as ``{4: 75}``; ranks not named stay, and the
                lowest begins at 0.

        Returns:
            A new rubric, which says in :attr:`changes` what differs from the law; this one where
            no change is given.

        Raises:
            InputError: a change of what isn't there, or that changes nothing, one that leaves
                points or minima out of order, totals above full marks, or totals without a rank.
        """
        from ocop.scoring.rubric.change import amended  # noqa: PLC0415 - only for what-if

        return amended(self, changes, bands)

    def without_minima(self) -> Rubric:
        """The rubric with every star minimum removed: stars by points alone."""
        from ocop.scoring.rubric.change import without_minima  # noqa: PLC0415 - only for what-if

        return without_minima(self)


def _named(regime: Regime, number: int, own: Mapping[str, Any]) -> Rubric:
    """A rubric by its regime and set, with what is its own."""
    named = regime.rubric(number)
    return attrs.evolve(named, **own) if own else named
