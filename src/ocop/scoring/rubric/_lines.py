"""The lines that the scorecards of a rubric share: built once an option, not once a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from ocop.brief import Brief
from ocop.law.reading import Readings
from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.scoring.rubric.line import Line
from ocop.scoring.rubric.tables import Tables, holdings, mask_of, points_of
from ocop.scoring.stars import MissedMinimum, missed_minima

__all__ = ["Lines", "lines_of"]


@attrs.frozen(eq=False, repr=False)
class Lines(Brief):
    """Every line that a scorecard of a rubric can have.

    Attributes:
        applicable: By place of the criterion and what is held in it, as in ``Tables.words``.
        inapplicable: Place → the same, of the criteria that need something.
        missed: The minima missed by each line.
    """

    applicable: tuple[tuple[Line, ...], ...]
    inapplicable: Mapping[int, tuple[Line, ...]]
    missed: tuple[tuple[tuple[MissedMinimum, ...], ...], ...]


def lines_of(criteria: Sequence[Criterion], tables: Tables, readings: Readings) -> Lines:
    """The lines of a rubric under its readings."""
    applicable = tuple(
        tuple(
            _line(criterion, held, word, readings)
            for held, word in zip(holdings(criterion), words, strict=True)
        )
        for criterion, words in zip(criteria, tables.words, strict=True)
    )
    conditional = {i for i, *_ in (*tables.needs, *tables.asserted)}
    return Lines(
        applicable=applicable,
        inapplicable={
            i: tuple(attrs.evolve(line, applicable=False) for line in applicable[i])
            for i in conditional
        },
        missed=tuple(tuple(line.missed for line in lines) for lines in applicable),
    )


def _line(criterion: Criterion, held: tuple[Option, ...], word: int, readings: Readings) -> Line:
    ranks = mask_of(word)
    return Line(
        criterion=criterion,
        held=held,
        points=points_of(word),
        missed=missed_minima(criterion, held, readings),
        cap=min(ranks) - 1 if ranks else None,
        applicable=True,
    )
