"""Sheets (phiếu chấm điểm): the chosen option for every criterion.

A :class:`Sheet` is complete and checked; a :class:`Draft` is checked and may have criteria without
an answer. Both come from :meth:`ocop.scoring.Rubric.sheet`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import getitem
from types import MappingProxyType
from typing import TYPE_CHECKING, Self, Unpack

import attrs

from ocop import _ports
from ocop.checked import check_fields
from ocop.errors import Faults, InputError
from ocop.law.rules import Rules
from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.tables import UNANSWERED, held_options
from ocop.scoring.sheet.owner import NOBODY, Owner, OwnerFields
from ocop.shown.value import Shown, Tidy

if TYPE_CHECKING:  # it has a draft: what makes it is asked at a port
    from ocop.scoring.sheet.review import TakenOver

__all__ = ["Draft", "Sheet"]


_NONE: frozenset[str] = frozenset()


@attrs.frozen(repr=False, init=False)
class _Answers(Shown, Tidy):
    """What sheet and draft share.

    Attributes:
        rubric: The rubric that it answers.
        exclusions: Ids of the facts asserted that end the evaluation, in the rubric's order.
        unmet: Ids of the conditions asserted to be unmet.
        owner: Whose it is: ``product``, ``code``, ``entity``, ``member``, ``place``.
    """

    rubric: Rubric
    #: By place of the criterion: the option number, 0 for none; of a checklist its lines as bits.
    _held: tuple[int, ...]
    exclusions: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    owner: Owner = NOBODY

    def __init__(
        self,
        rubric: Rubric,
        held: Sequence[int],
        exclusions: Sequence[str] = (),
        unmet: Sequence[str] = (),
        owner: Owner = NOBODY,
    ) -> None:
        """A sheet of what is held, checked; :meth:`ocop.scoring.Rubric.sheet` reads choices.

        Raises:
            InputError: what is held does not fit the rubric.
        """
        self.__attrs_init__(rubric, held, exclusions, unmet, owner)  # type: ignore[arg-type]  # checked next
        check_fields(self)
        self._check()

    @classmethod
    def _checked(
        cls,
        rubric: Rubric,
        held: tuple[int, ...],
        exclusions: tuple[str, ...] = (),
        unmet: tuple[str, ...] = (),
        owner: Owner = NOBODY,
    ) -> Self:
        """A sheet of what is checked already: a sheet is scored in microseconds."""
        sheet = cls.__new__(cls)
        sheet.__attrs_init__(rubric, held, exclusions, unmet, owner)
        return sheet

    def _of(self, owner: Owner) -> Self:
        """The same sheet of another owner: what is held is checked already."""
        return self._checked(self.rubric, self._held, self.exclusions, self.unmet, owner)

    def _check(self) -> None:
        """Hold what is held to the rubric.

        Raises:
            InputError: every fault.
        """
        faults, tables = Faults(), self.rubric._tables
        partial = isinstance(self, Draft)
        least = UNANSWERED if partial else 0
        if len(self._held) != len(tables.nos):
            faults.add("not-so-many", "held", number=len(self._held), needed=len(tables.nos))
        for n, (held, words) in enumerate(zip(self._held, tables.words, strict=False)):
            if not least <= held < len(words):
                faults.add("out-of-range", "held", n, given=held, least=least, most=len(words) - 1)
        faults.raise_if_any()
        by_choices = self.rubric.sheet(
            self.choices, exclusions=self.exclusions, unmet=self.unmet, partial=partial
        )
        if by_choices._held != self._held:  # a level held in a criterion that does not apply
            raise InputError.of("not-a-sheet", "held", given=self._held)

    def __repr__(self) -> str:
        name = type(self).__name__
        return f"<{name} of {self.rubric!r}: {len(self.choices)} choices>"

    @property
    def rules(self) -> Rules:
        """Under which rules it stands: which law, and how it is read where it is silent."""
        return self.rubric.rules

    @cached_property
    def choices(self) -> Mapping[str, int | tuple[int, ...]]:
        """Criterion number → option number, as printed from 1; 0 for none of the levels.

        A checklist has the numbers of its ticked lines. A criterion that does not apply, or has no
        answer, is not in it.
        """
        skipped = self.inapplicable
        return MappingProxyType(
            {
                criterion.no: self._choice(criterion, held)
                for criterion, held in zip(self.rubric.criteria, self._held, strict=True)
                if held != UNANSWERED and criterion.no not in skipped
            }
        )

    @staticmethod
    def _choice(criterion: Criterion, held: int) -> int | tuple[int, ...]:
        if criterion.choice == "many":
            return tuple(option.no for option in held_options(criterion, held))
        return held

    @cached_property
    def inapplicable(self) -> frozenset[str]:
        """Numbers of the criteria in which no level may be chosen, for want of what they need.

        They score 0 and miss their minima, but for those that are not required of the product
        (:attr:`Criterion.not_required`).
        """
        tables, held = self.rubric._tables, self._held
        places = [i for i, j, above in tables.needs if UNANSWERED < held[j] <= above]
        if self.unmet:
            places += [i for i, condition, _ in tables.asserted if condition in self.unmet]
        return frozenset([tables.nos[i] for i in places])

    def options(self, which: str) -> tuple[Option, ...]:
        """The options held in a criterion: one, none, or a checklist's ticked lines.

        Where the criterion is not required of the product, the one beyond its levels.

        Raises:
            NotFoundError: the rubric has no such criterion.
        """
        criterion = self.rubric.criterion(which)
        return held_options(criterion, self._held[self.rubric._tables.place[criterion.no]])

    def carry_to(self, rubric: Rubric, **owner: Unpack[OwnerFields]) -> TakenOver:
        """The sheet on another table: of another decision, or of a sister product of the set.

        A criterion is taken over where it says the same there, is judged alike, and has the same
        levels in the same words under the same conditions; all others are listed for review. Facts
        that end an evaluation are not taken over.

        Args:
            rubric: The rubric to carry it to.
            owner: Whose sheet the new one is, as for :meth:`ocop.scoring.Rubric.sheet`; as the old
                one where nothing is given.

        Returns:
            The ``draft`` of the new table, the criteria to ``review`` with their reasons, and the
            ``exclusions`` of the old sheet.

        Raises:
            InputError: it is no rubric, or a field of the owner is no text.
        """
        carried: TakenOver = _ports.ask("carry-to", self, rubric, owner)
        return carried

    def __iter__(self) -> Iterator[tuple[Criterion, tuple[Option, ...]]]:
        """Every criterion with the options held in it."""
        for criterion, held in zip(self.rubric.criteria, self._held, strict=True):
            yield criterion, held_options(criterion, held)


@attrs.frozen(repr=False, init=False)
class Sheet(_Answers):
    """A complete, checked sheet; score it with :func:`ocop.score`."""

    @classmethod
    def _summed(cls, rubric: Rubric, held: tuple[int, ...], word: int, owner: Owner) -> Self:
        """A sheet of what is checked already and summed by the way, and where all applies."""
        sheet = cls.__new__(cls)
        sheet.__attrs_init__(rubric, held, (), (), owner)
        object.__setattr__(sheet, "_word", word)
        object.__setattr__(sheet, "inapplicable", _NONE)
        return sheet

    @cached_property
    def _word(self) -> int:
        """What is held as one number: the points, and for each rank how many withhold it."""
        return sum(map(getitem, self.rubric._tables.words, self._held))


@attrs.frozen(repr=False, init=False)
class Draft(_Answers):
    """A checked sheet that may lack answers; :func:`ocop.score` gives its bounds."""

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Numbers of the criteria without an answer."""
        pairs = zip(self.rubric._tables.nos, self._held, strict=True)
        return tuple(no for no, held in pairs if held == UNANSWERED)

    def finish(self) -> Sheet:
        """The complete sheet.

        Raises:
            InputError: criteria lack an answer: a fault for each.
        """
        sheet = self.rubric.sheet(self.choices, exclusions=self.exclusions, unmet=self.unmet)
        return sheet._of(self.owner)
