"""Rubrics: the scoring tree of one product set under one regime.

A :class:`Rubric` (bộ tiêu chí) has three parts (phần) A, B and C; a part has groups (nhóm tiêu
chí), a group has criteria (tiêu chí), and a criterion has options (mức), lowest first.

Reference: 26/2026/QĐ-TTg, Appendix II; 148/QĐ-TTg, Appendix III; 1048/QĐ-TTg; 781/QĐ-TTg.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Unpack, overload

import attrs

from ocop import _ports, exact
from ocop.brief import cut
from ocop.checked import settled
from ocop.errors import Fault, Faults, InputError, NotFoundError, checked_lang
from ocop.law import later
from ocop.law.citation import Cited
from ocop.law.product_set import ProductSet
from ocop.law.regime import Band, Regime
from ocop.law.rules import Rules
from ocop.scoring.rubric._lines import Lines, Missed, lines_of, missed_of
from ocop.scoring.rubric._spans import Spans, spans_of
from ocop.scoring.rubric.criterion import Choice, Criterion, Doubt, Exclusion, Group, Part
from ocop.scoring.rubric.spelling import by_name, find_criterion, no_criterion
from ocop.scoring.rubric.tables import Tables, compile_tables
from ocop.scoring.sheet.owner import OwnerFields
from ocop.scoring.stars import MissedMinimum, stars_left, stars_of, withheld_by
from ocop.shown.value import Shown, Tidy
from ocop.text import Label

if TYPE_CHECKING:  # they have a rubric: what makes them is asked at a port
    from ocop.scoring.rubric.change import Change
    from ocop.scoring.sheet.sheet import Draft, Sheet

__all__ = ["Rubric"]


@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
class Rubric(Cited, Shown, Tidy):
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
    changes: tuple[later.Changed, ...] = ()
    what_if: tuple[later.Changes, ...] = ()
    reference: str

    def __str__(self) -> str:
        return f"{self.title.en} ({self.citation})"

    def __repr__(self) -> str:
        under = "" if self.rules.is_default else f", {self.rules!r}"
        place = f"{cut(self.regime.id, 20)}/{self.product_set.number}"
        return f"<Rubric {place}: {cut(self.title.vi, 60)}{under}>"

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
    def _names(self) -> dict[str, Criterion]:
        """Number and id of every criterion."""
        return by_name(self.criteria)

    @cached_property
    def _tables(self) -> Tables:
        """Points and withheld ranks by criterion and option: what scoring works on."""
        return compile_tables(self.criteria, self.exclusions, self.same_case, self.rules.readings)

    @cached_property
    def _lines(self) -> Lines:
        """The lines that its scorecards share."""
        return lines_of(self.criteria, self._tables, self._missed)

    @cached_property
    def _missed(self) -> Missed:
        """The minima missed by criterion and what is held: one sheet needs no line for them."""
        return missed_of(self.criteria, self._tables, self.rules.readings)

    @cached_property
    def _raises(self) -> Any:  # noqa: ANN401 - what it is has a rubric
        """What steps can make of its sheets, see :class:`ocop.scoring._raises.Raises`."""
        return _ports.ask("raises", self)

    @cached_property
    def _reach(self) -> Any:  # noqa: ANN401 - what it gives has a module of its own
        """What its units can come to, see :func:`ocop.scoring._reach.reach_of`."""
        return _ports.ask("reach", self)

    @cached_property
    def _group_spans(self) -> Spans:
        return spans_of((group.no, group.maximum, len(group.criteria)) for group in self.groups)

    @cached_property
    def _part_spans(self) -> Spans:
        return spans_of(
            (part.id, part.maximum, sum(len(group.criteria) for group in part.groups))
            for part in self.parts
        )

    @cached_property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that name what its table scores, whatever its words.

        A stored result carries it: a corrected table has another.
        """
        from ocop.scoring.rubric._digest import digest_of  # noqa: PLC0415 - only to store a result

        return digest_of(self.criteria, self.exclusions, self.same_case, self.bands)

    def criterion(self, which: str) -> Criterion:
        """The criterion of this number or id.

        Raises:
            NotFoundError: there is none; it names the nearest.
        """
        criterion = find_criterion(self._names, which)
        if criterion is None:
            raise NotFoundError(no_criterion(self.criteria, which, "which"))
        return criterion

    def stars_by_points(self, total: int | exact.Fraction) -> int | None:
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
        if type(total) is not int and not isinstance(total, exact.Fraction):
            raise InputError.of("not-an-exact-number", "total", given=total)
        most = self.regime.full_marks
        if not 0 <= total <= most:
            raise InputError.of("out-of-range", "total", given=total, least=0, most=most)
        return stars_of(self.bands, total, self.rules.readings)

    def stars(
        self, total: int | exact.Fraction, missed: Sequence[MissedMinimum] = ()
    ) -> int | None:
        """The stars of a total, given the star minima missed, whichever way that was found.

        Args:
            total: 0–100, an int or a Fraction.
            missed: The minima missed.

        Returns:
            1–5; None where no rank is given.

        Raises:
            InputError: as :meth:`stars_by_points`, and for what are no such minima.
        """
        faults, readings = Faults(), self.rules.readings
        missed = settled(tuple[MissedMinimum, ...], missed, faults, "missed")
        faults.raise_if_any()
        withheld = withheld_by({one.stars for one in missed}, readings)
        return stars_left(self.stars_by_points(total), withheld, readings)

    @overload
    def sheet(
        self,
        choices: Mapping[str, Choice],
        *,
        exclusions: Iterable[str] = (),
        unmet: Iterable[str] = (),
        partial: Literal[False] = False,
        **owner: Unpack[OwnerFields],
    ) -> Sheet: ...

    @overload
    def sheet(
        self,
        choices: Mapping[str, Choice],
        *,
        exclusions: Iterable[str] = (),
        unmet: Iterable[str] = (),
        partial: Literal[True],
        **owner: Unpack[OwnerFields],
    ) -> Draft: ...

    @overload
    def sheet(
        self,
        choices: Mapping[str, Choice],
        *,
        exclusions: Iterable[str] = (),
        unmet: Iterable[str] = (),
        partial: bool,
        **owner: Unpack[OwnerFields],
    ) -> Sheet | Draft: ...

    def sheet(
        self,
        choices: Mapping[str, Choice],
        *,
        exclusions: Iterable[str] = (),
        unmet: Iterable[str] = (),
        partial: bool = False,
        **owner: Unpack[OwnerFields],
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
            owner: Whose sheet it is, as text: ``product``, ``code``, ``entity``, ``member``,
                ``place``. Kept as ``sheet.owner``, and never scored.

        Raises:
            InputError: every fault at once: unknown, missing or doubled criteria, options out of
                range, wrong types, a story criterion without a story, and both cases of a product
                under the reading ``tourism_cases="one-case"``.
        """
        checked = _ports.answer("sheet")
        sheet: Sheet | Draft = checked(
            self, choices, exclusions, unmet, partial=partial, owner=owner
        )
        return sheet

    def check(
        self,
        choices: object,
        *,
        exclusions: object = (),
        unmet: object = (),
        partial: bool = False,
    ) -> tuple[Fault, ...]:
        """What is wrong with choices; empty where :meth:`sheet` takes them. It never raises.

        For saving what a user has typed so far, right or not.

        Args:
            choices: As for :meth:`sheet`, or anything else.
            exclusions: As for :meth:`sheet`.
            unmet: As for :meth:`sheet`.
            partial: Whether criteria may be missing.
        """
        faults: tuple[Fault, ...] = _ports.ask(
            "choice-faults", self, choices, exclusions, unmet, partial=partial
        )
        return faults

    def sheet_from_points(
        self,
        points: Mapping[str, int],
        *,
        exclusions: Iterable[str] = (),
        unmet: Iterable[str] = (),
        **owner: Unpack[OwnerFields],
    ) -> Sheet:
        """A checked sheet from the points given per criterion, where they tell the option.

        Raises:
            InputError: as :meth:`sheet`; also for points that no option has, or that several have.
        """
        sheet: Sheet = _ports.ask("sheet-from-points", self, points, exclusions, unmet, owner)
        return sheet

    def blank_sheet(self, lang: str = "vi") -> str:
        """A blank sheet as TOML: every criterion with its levels, points and minima in comments.

        To fill it in, take the ``#`` from each ``"1.1" =`` and write the option number behind it;
        then read it by ``ocop.from_toml(ocop.Sheet, text)``.

        Args:
            lang: ``"vi"`` or ``"en"``.

        Raises:
            InputError: another language.
        """
        text: str = _ports.ask("blank-sheet", self, lang)
        return text

    def to_dict(self, lang: str = "vi") -> dict[str, Any]:
        """The rubric as plain data, enough to render a form of it.

        ``parts`` hold ``groups``, groups ``criteria``, and a criterion its ``options`` (``no``,
        ``points``, ``min_star``, ``branch``, ``label``), its star ``minima`` as they are read, what
        it ``needs`` (an option of another ``criterion`` ``above`` one; else an id that the sheet
        may list as unmet), its ``guidance`` and ``citation``. ``zero`` is None where 0 may not be
        chosen; else its ``id`` says what 0 means: ``"none-of-these"``, or ``"not-applicable"``,
        where it is taken only while what the criterion needs is not there. Of the criteria in
        ``same_case`` all must be held to one ``branch``.

        Args:
            lang: ``"vi"`` or ``"en"``, for the labels.

        Raises:
            InputError: another language.
        """
        from ocop.scoring.rubric._form import form_of  # noqa: PLC0415 - only for a form

        return form_of(self, checked_lang(lang))

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
            changes: Changes of options or headings, see :class:`ocop.scoring.Change`.
            bands: Rank → least total, 0–100, such as ``{4: 75}``; ranks not named stay, and the
                lowest begins at 0.

        Returns:
            A new rubric, which says in :attr:`changes` what differs from the law; this one where
            no change is given.

        Raises:
            InputError: a change of what isn't there, or that changes nothing, one that leaves
                points or minima out of order, totals above full marks, or totals without a rank.
        """
        from ocop.scoring.rubric.what_if import amended  # noqa: PLC0415 - only for what-if

        return amended(self, changes, bands)

    def without_minima(self) -> Rubric:
        """The rubric with every star minimum removed: stars by points alone."""
        from ocop.scoring.rubric.what_if import without_minima  # noqa: PLC0415 - only for what-if

        return without_minima(self)


def _named(regime: Regime, number: int, own: Mapping[str, Any]) -> Rubric:
    """A rubric by its regime and set, with what is its own."""
    named = regime.rubric(number)
    return attrs.evolve(named, **own) if own else named
