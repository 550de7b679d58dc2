"""The impact of a change of rules on sheets: who moves, by what, and what cannot be told."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Literal

import attrs

from ocop import _ports
from ocop.brief import Brief
from ocop.errors import InputError, checked_lang
from ocop.frozen_map import FrozenMap
from ocop.law.regime import Note
from ocop.law.rules import Rules
from ocop.scenarios.impact.move import Move
from ocop.scenarios.impact.single import Single
from ocop.scoring.rubric.criterion import Doubt
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.stars import MARKED
from ocop.shown.value import Shown, Tidy
from ocop.text import Label

__all__ = ["Dimension", "Impact", "ImpactIn", "MinimumMoved", "Rank"]

#: A rank, None for none, and the word for one that is not known.
Rank = int | None | Literal["unknown"]
#: By what winners and losers are told apart.
Dimension = Literal["set", "place", "entity", "entity_kind"]
_DIMENSIONS = ("set", "place", "entity", "entity_kind")
_RANKS: tuple[Rank, ...] = (None, *MARKED, "unknown")


@attrs.frozen(kw_only=True, repr=False)
class ImpactIn(Brief):
    """How many win, lose and stay of one set, place, entity or kind of entity.

    Attributes:
        key: The number of the set, the place, the entity, or the id of the kind; None for what is
            not recorded.
        label: The same in words; None where not recorded.
        winners: How many come to a higher rank.
        losers: How many come to a lower one.
        unmoved: How many keep theirs.
        unknown: How many have no scorecard before or after.
    """

    key: str | int | None
    label: Label | None
    winners: int
    losers: int
    unmoved: int
    unknown: int


@attrs.frozen(kw_only=True, repr=False)
class MinimumMoved(Brief):
    """A star minimum that withholds a rank of other products than it did.

    Attributes:
        criterion_id: The id of its criterion.
        label: What the criterion is called, in the first of the sets.
        stars: The rank that it withholds.
        withheld: How many it withholds that rank of now, and did not before.
        freed: How many it withheld that rank of, and does not now.
    """

    criterion_id: str
    label: Label
    stars: int
    withheld: int
    freed: int


@attrs.frozen(kw_only=True, repr=False)
class Impact(Shown, Tidy):
    """What a change of rules does to sheets, made by :func:`ocop.impact`; ``str`` gives text.

    ``to_records`` has a row for every sheet: ``id``, ``set``, ``place``, ``entity``,
    ``entity_kind``; ``total``, ``stars_by_points`` and ``stars``, each ``_before`` and ``_after``;
    ``step``; ``alone``, the single changes that move it by themselves; ``rest``; ``points``, the
    ids of the criteria that earn other points; ``withheld`` and ``freed``, minima as ``id:stars``;
    ``excluded`` and ``admitted``, ids of facts; ``faults``.

    Attributes:
        before: The rules before.
        after: The rules after.
        moves: One for every sheet, in the order given.
        singles: Every single change between the two.
        winners: The moves to a higher rank; no rank is below one star.
        losers: The moves to a lower rank.
        unmoved: The moves that keep their rank.
        unknown: The moves without a scorecard before or after.
        matrix: (rank before, rank after) → how many, every pair of them; ``"unknown"`` where there
            is no scorecard.
        matrix_by_points: The same of the ranks by points alone.
        minima: The star minima that withhold ranks of other products than they did.
        doubts: Number of a set and what is not certain about its table, of every table in use.
        notes: What the regimes in use say of themselves, such as that one is a proposal.
    """

    before: Rules
    after: Rules
    moves: tuple[Move, ...]
    singles: tuple[Single, ...]

    def __repr__(self) -> str:
        numbers = f"{len(self.winners)} up, {len(self.losers)} down, {len(self.unmoved)} unmoved"
        unknown = f", {len(self.unknown)} unknown" if self.unknown else ""
        return f"<Impact on {len(self.moves)} sheets: {numbers}{unknown}>"

    @cached_property
    def winners(self) -> tuple[Move, ...]:
        """The moves to a higher rank; no rank is below one star."""
        return tuple(move for move in self.moves if move.step is not None and move.step > 0)

    @cached_property
    def losers(self) -> tuple[Move, ...]:
        """The moves to a lower rank."""
        return tuple(move for move in self.moves if move.step is not None and move.step < 0)

    @cached_property
    def unmoved(self) -> tuple[Move, ...]:
        """The moves that keep their rank."""
        return tuple(move for move in self.moves if move.step == 0)

    @cached_property
    def unknown(self) -> tuple[Move, ...]:
        """The moves without a scorecard before or after."""
        return tuple(move for move in self.moves if move.step is None)

    @cached_property
    def matrix(self) -> FrozenMap[tuple[Rank, Rank], int]:
        """(rank before, rank after) → how many."""
        return _matrix((_rank(move, "before"), _rank(move, "after")) for move in self.moves)

    @cached_property
    def matrix_by_points(self) -> FrozenMap[tuple[Rank, Rank], int]:
        """(rank by points before, rank by points after) → how many."""
        return _matrix(
            (_rank(move, "before", by_points=True), _rank(move, "after", by_points=True))
            for move in self.moves
        )

    def together(self) -> tuple[Move, ...]:
        """The moves that the single changes, each by itself, do not add up to."""
        return tuple(move for move in self.moves if move.rest)

    def by(self, dimension: Dimension) -> tuple[ImpactIn, ...]:
        """Winners and losers by ``"set"``, ``"place"``, ``"entity"`` or ``"entity_kind"``.

        Raises:
            InputError: by anything else.
        """
        if dimension not in _DIMENSIONS:
            raise InputError.of("not-known", "dimension", given=dimension, known=_DIMENSIONS)
        moves_of: dict[str | int | None, list[Move]] = {}
        labels: dict[str | int | None, Label | None] = {}
        for move in self.moves:
            key, label = _key(move, dimension)
            moves_of.setdefault(key, []).append(move)
            labels[key] = label
        return tuple(
            ImpactIn(key=key, label=labels[key], **_numbers(moves_of[key]))
            for key in sorted(moves_of, key=_in_order)
        )

    @cached_property
    def minima(self) -> tuple[MinimumMoved, ...]:
        """The star minima that withhold ranks of other products than they did."""
        marks: dict[tuple[str, int], list[int]] = {}
        labels: dict[str, Label] = {}
        for move in self.moves:
            if move.before is None or move.after is None:
                continue
            sides = ((move.withheld, move.after.rubric), (move.freed, move.before.rubric))
            for n, (missed, rubric) in enumerate(sides):
                for one in {(one.criterion_id, one.stars): one for one in missed}.values():
                    marks.setdefault((one.criterion_id, one.stars), [0, 0])[n] += 1
                    label = rubric.criterion(one.criterion).label
                    labels.setdefault(one.criterion_id, label)
        return tuple(
            MinimumMoved(
                criterion_id=id_, label=labels[id_], stars=stars, withheld=withheld, freed=freed
            )
            for (id_, stars), (withheld, freed) in sorted(marks.items())
        )

    @cached_property
    def _rubrics(self) -> tuple[Rubric, ...]:
        """The rubrics in use, before and after, by set."""
        cards = (card for move in self.moves for card in (move.before, move.after))
        rubrics = dict.fromkeys(card.rubric for card in cards if card is not None)
        return tuple(sorted(rubrics, key=lambda rubric: rubric.product_set.number))

    @cached_property
    def doubts(self) -> tuple[tuple[int, Doubt], ...]:
        """Number of a set and what is not certain about its table."""
        doubts = (
            (rubric.product_set.number, doubt)
            for rubric in self._rubrics
            for doubt in rubric.doubts
        )
        return tuple(dict.fromkeys(doubts))

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What the regimes in use say of themselves."""
        notes = (note for rubric in self._rubrics for note in rubric.regime.notes)
        return tuple(dict.fromkeys(notes))

    def __str__(self) -> str:
        return str(self.table("en"))

    def to_data(self, lang: str = "vi") -> dict[str, Any]:
        """The impact as plain data, as ``ocop impact --json`` writes it.

        Keys: ``sheets``, ``winners``, ``losers``, ``unmoved``, ``unknown`` (how many), ``matrix``
        and ``matrix_by_points`` (``before``, ``after``, ``number``), ``singles`` (what each changes
        by itself), ``minima``, ``by`` (dimension → rows), ``moves``, ``doubts``, ``notes``,
        ``readings_before``, ``readings_after``.

        Args:
            lang: ``"vi"`` or ``"en"``, for the words.

        Raises:
            InputError: another language.
        """
        data: dict[str, Any] = _ports.ask("impact-data", self, checked_lang(lang))
        return data


def _rank(move: Move, side: Literal["before", "after"], *, by_points: bool = False) -> Rank:
    card = move.before if side == "before" else move.after
    if card is None:
        return "unknown"
    return card.stars_by_points if by_points else card.stars


def _matrix(pairs: Iterable[tuple[Rank, Rank]]) -> FrozenMap[tuple[Rank, Rank], int]:
    numbers = {(before, after): 0 for before in _RANKS for after in _RANKS}
    for pair in pairs:
        numbers[pair] += 1
    return FrozenMap(numbers)


def _numbers(moves: list[Move]) -> dict[str, int]:
    steps = [move.step for move in moves]
    known = [step for step in steps if step is not None]
    return {
        "winners": sum(step > 0 for step in known),
        "losers": sum(step < 0 for step in known),
        "unmoved": known.count(0),
        "unknown": len(steps) - len(known),
    }


def _key(move: Move, dimension: Dimension) -> tuple[str | int | None, Label | None]:
    if dimension == "set":
        return move.product_set, None if move.before is None else move.before.rubric.title
    if dimension == "entity_kind":
        kind = move.entity_kind
        return (None, None) if kind is None else (kind.id, kind.label)
    name = move.place if dimension == "place" else move.entity
    return name, None if name is None else Label(name, name)


def _in_order(key: str | int | None) -> tuple[bool, int, str]:
    """Numbers, then names; what is not recorded comes last."""
    return key is None, key if isinstance(key, int) else 0, str(key)
