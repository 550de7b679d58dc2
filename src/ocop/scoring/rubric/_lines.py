"""The lines that the scorecards of a rubric share: built once an option, not once a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat

import attrs

from ocop.brief import Brief
from ocop.law.reading import Readings
from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.scoring.rubric.line import Line
from ocop.scoring.rubric.tables import Tables, holdings, mask_of, points_of, withholds
from ocop.scoring.stars import MissedMinimum, missed_minima

__all__ = ["Lines", "Missed", "lines_of", "missed_of"]

#: By place of the criterion and what is held in it: the minima that it misses.
Missed = tuple[tuple[tuple[MissedMinimum, ...], ...], ...]


@attrs.frozen(eq=False, repr=False)
class Lines(Brief):
    """Every line that a scorecard of a rubric can have.

    Attributes:
        applicable: By place of the criterion and what is held in it, as in ``Tables.words``.
        inapplicable: Place → the same, of the criteria that need something.
    """

    applicable: tuple[tuple[Line, ...], ...]
    inapplicable: Mapping[int, tuple[Line, ...]]


def missed_of(criteria: Sequence[Criterion], tables: Tables, readings: Readings) -> Missed:
    """The minima that what is held misses, for a rubric under its readings."""
    return tuple(
        tuple(
            missed_minima(criterion, held, readings) if withholds(word) else ()
            for held, word in zip(holdings(criterion), words, strict=True)
        )
        for criterion, words in zip(criteria, tables.words, strict=True)
    )


def lines_of(criteria: Sequence[Criterion], tables: Tables, missed: Missed) -> Lines:
    """The lines of a rubric, by the minima that they miss."""
    applicable = tuple(
        tuple(map(_line, repeat(criterion), holdings(criterion), words, of_words))
        for criterion, words, of_words in zip(criteria, tables.words, missed, strict=True)
    )
    conditional = {i for i, *_ in (*tables.needs, *tables.asserted)}
    return Lines(
        applicable=applicable,
        inapplicable={
            i: tuple(attrs.evolve(line, applicable=False) for line in applicable[i])
            for i in conditional
        },
    )


def _line(
    criterion: Criterion, held: tuple[Option, ...], word: int, missed: tuple[MissedMinimum, ...]
) -> Line:
    ranks = mask_of(word)
    return Line(
        criterion=criterion,
        held=held,
        points=points_of(word),
        missed=missed,
        cap=min(ranks) - 1 if ranks else None,
        applicable=True,
    )
