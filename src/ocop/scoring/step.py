"""Steps of an advice: one criterion to raise, what it brings and what it costs."""

from __future__ import annotations

import attrs

from ocop.checked import Checked
from ocop.law.kind import OptionCase
from ocop.scoring.cheapest import Cost
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.tables import held_options, mask_of, points_of
from ocop.text import Label

__all__ = ["Step", "step_of"]


@attrs.frozen(kw_only=True, repr=False)
class Step(Checked):
    """One criterion to raise.

    Attributes:
        criterion: The number of the criterion.
        criterion_id: Its id, the same across sets and decisions.
        label: Its name.
        held: The option numbers held now; empty for none.
        reached: The option numbers to reach.
        case: The case that the option reached belongs to, ``"a"`` or ``"b"``; None where the
            criterion has none.
        points: How many points that adds.
        cost: What it costs, in the caller's unit; one a level where none was given.
        meets: The ranks whose minimum in this criterion it newly meets.
    """

    criterion: str
    criterion_id: str
    label: Label
    held: tuple[int, ...]
    reached: tuple[int, ...]
    case: OptionCase | None = None
    points: int
    cost: Cost
    meets: tuple[int, ...]


def step_of(rubric: Rubric, i: int, held: int, reached: int, cost: Cost) -> Step:
    """The step in the criterion at a place, from what is held to what is reached."""
    criterion, words = rubric.criteria[i], rubric._tables.words[i]
    before, after = (held_options(criterion, each) for each in (held, reached))
    return Step(
        criterion=criterion.no,
        criterion_id=criterion.id,
        label=criterion.label,
        held=tuple(option.no for option in before),
        reached=tuple(option.no for option in after),
        case=after[-1].branch,
        points=points_of(words[reached]) - points_of(words[held]),
        cost=cost,
        meets=tuple(sorted(mask_of(words[held]) - mask_of(words[reached]))),
    )
