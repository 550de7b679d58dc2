"""How far ranks that are withheld together raise the fewest points of a sheet.

Where every minimum is but for its own rank, a rank falls far only where the next ones are withheld
too, and it may take several units to withhold them all: each the ones that cost the least.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ocop.frames.expression import least_of

__all__ = ["Group", "joined_covers"]

Expr = Any
_Ranks = frozenset[int]
#: Ranks that units can withhold together → the column with what that costs.
Group = Mapping[_Ranks, str]


def joined_covers(
    space: Any,  # noqa: ANN401 - a module
    groups: Sequence[Group],
    name: str,
) -> Iterator[tuple[Mapping[str, Expr], Sequence[Group]]]:
    """Group by group joined to its neighbour until one is left, step by step.

    Args:
        space: What builds expressions.
        groups: Of each unit.
        name: What the names of the columns begin with.

    Yields:
        The columns of the step, and the groups that are left.
    """
    layer = 0
    while len(groups) > 1:
        layer += 1
        step, left = dict[str, Expr](), list[Group]()
        for n in range(0, len(groups), 2):
            ways = _ways(space, groups[n : n + 2])
            names = {ranks: f"{name}{layer}_{n}_{_text(ranks)}" for ranks in ways}
            step |= {names[ranks]: least_of(space, costs) for ranks, costs in ways.items()}
            left.append(names)
        groups = left
        yield step, groups


def _ways(
    space: Any,  # noqa: ANN401 - a module
    both: Sequence[Group],
) -> Mapping[_Ranks, Sequence[Expr]]:
    """Ranks → what each way costs to withhold them by one or both of two groups."""
    ways: dict[_Ranks, list[Expr]] = {}
    for group in both:
        for ranks, column in group.items():
            ways.setdefault(ranks, []).append(space.col(column))
    one, other = (*both, {})[:2]
    for some, column in one.items():
        for others, also in other.items():
            if not some & others:
                costs = space.col(column) + space.col(also)
                ways.setdefault(some | others, []).append(costs)
    return ways


def _text(ranks: Iterable[int]) -> str:
    return "".join(map(str, sorted(ranks)))
