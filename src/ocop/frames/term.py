"""A rubric as the numbers that an engine works on: a term for each criterion, or checklist line."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import attrs

from ocop.scoring.rubric.criterion import Criterion
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.tables import held_options
from ocop.scoring.stars import minima, missed, withheld_by

__all__ = ["Term", "terms_of"]


@attrs.frozen(kw_only=True)
class Term:
    """What one column of a wide frame answers.

    Attributes:
        key: The number of the criterion; of a checklist's line with it behind, as ``"4.1[2]"``.
        criterion: The criterion.
        place: Its place in the rubric.
        line: The line of the checklist, from 1; 0 for a criterion with levels.
        first: The least value that may be chosen, 0 or 1.
        last: The highest.
        points: By value held, from 0: what it earns. Behind the levels what is held where the
            criterion is not required.
        missed: By value held: the ranks of the minima that it does not reach.
        withheld: By value held: the ranks that it withholds, as minima are read.
        needs: The place of the criterion that decides whether this one applies, and the option to
            be above; None where none does.
        asserted: (condition id, what is held where it is unmet), what is held last deciding.
    """

    key: str
    criterion: Criterion
    place: int
    line: int = 0
    first: int
    last: int
    points: tuple[int, ...]
    missed: tuple[frozenset[int], ...]
    withheld: tuple[frozenset[int], ...]
    needs: tuple[int, int] | None = None
    asserted: tuple[tuple[str, int], ...] = ()

    @property
    def conditional(self) -> bool:
        """Whether it may not apply to a product."""
        return self.needs is not None or bool(self.asserted)

    def values(self, unmet: Iterable[str]) -> range:
        """Every value that a sheet can hold in it, where these conditions may be denied."""
        held = [value for condition, value in self.asserted if condition in unmet]
        none = self.needs is not None or 0 in held
        return range(0 if none else self.first, max([self.last, *held]) + 1)


@lru_cache(maxsize=64)
def terms_of(rubric: Rubric) -> tuple[Term, ...]:
    """The terms of a rubric, in the order of its criteria."""
    terms: list[Term] = []
    for place, criterion in enumerate(rubric.criteria):
        if criterion.choice == "many":
            terms += _lines(rubric, place, criterion)
        else:
            terms.append(_levels(rubric, place, criterion))
    return tuple(terms)


def _levels(rubric: Rubric, place: int, criterion: Criterion) -> Term:
    tables, readings = rubric._tables, rubric.rules.readings
    count = tables.counts[place]
    more = 1 if criterion.not_required is None else 2
    held = [held_options(criterion, value) for value in range(count + more)]
    ranks = [frozenset(star for star, _ in missed(criterion, one, readings)) for one in held]
    none = not tables.zero[place] and readings.none_of_these == "allowed"
    asserted = [(condition, value) for i, condition, value in tables.asserted if i == place]
    return Term(
        key=criterion.no,
        criterion=criterion,
        place=place,
        first=0 if none else 1,
        last=count,
        points=tuple(sum(option.points for option in one) for one in held),
        missed=tuple(ranks),
        withheld=tuple(withheld_by(each, readings) for each in ranks),
        needs=next(((j, above) for i, j, above in tables.needs if i == place), None),
        asserted=tuple(sorted(asserted, key=lambda row: row[1])),
    )


def _lines(rubric: Rubric, place: int, criterion: Criterion) -> list[Term]:
    readings = rubric.rules.readings
    marks = minima(criterion, readings)
    terms = []
    for option in criterion.options:
        ranks = frozenset(star for star, mark in marks if mark.no == option.no)
        terms.append(
            Term(
                key=f"{criterion.no}[{option.no}]",
                criterion=criterion,
                place=place,
                line=option.no,
                first=0,
                last=1,
                points=(0, option.points),
                missed=(ranks, frozenset()),
                withheld=(withheld_by(ranks, readings), frozenset()),
            )
        )
    return terms
