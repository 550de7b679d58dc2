"""Who takes part, and how its answers are held to those of the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Any

import attrs
import numpy as np

from benchmarks.races.sheets import WANT, Sheets


@attrs.frozen(kw_only=True, eq=False)
class Contestant:
    """One way to score many sheets.

    Attributes:
        id: A short name, the same in every run.
        name: What the page calls it.
        prepare: What makes a call of sheets: everything before is not measured.
        answers: Reads the result of a call: by name of ``WANT`` an array, null as NaN or 0.
        needs: The modules without which it does not take part.
        ours: Whether it is the library.
        most: How many sheets it is given at most; those that go one by one would take hours.
        outside: Whether it works in another process, whose memory is not seen here.
        ordered: Whether its rows come in the order of the sheets.
    """

    id: str
    name: str
    prepare: Callable[[Sheets], Callable[[], Any]]
    answers: Callable[[Any], Mapping[str, Any]]
    needs: tuple[str, ...] = ()
    ours: bool = False
    most: int | None = None
    outside: bool = False
    ordered: bool = True

    @property
    def missing(self) -> tuple[str, ...]:
        """The modules that are not installed."""
        return tuple(name for name in self.needs if find_spec(name) is None)

    def given(self, data: Sheets) -> Sheets:
        """As many of the sheets as it takes."""
        return data if self.most is None else data.head(self.most)


class UnequalError(AssertionError):
    """Two contestants do not answer alike: their speeds say nothing."""


def hold(contestant: Contestant, result: Any, right: Mapping[str, Any], count: int) -> None:
    """Hold every row of a result to the right answers.

    Raises:
        UnequalError: a row differs; where the engine keeps no order, the rows as a whole.
    """
    own = _packed(contestant.answers(result))
    wanted = _packed({name: column[:count] for name, column in right.items()})
    if not contestant.ordered:
        own, wanted = np.sort(own), np.sort(wanted)
    if not np.array_equal(own, wanted):
        raise UnequalError(f"{contestant.name} does not answer as the others")


def _packed(columns: Mapping[str, Any]) -> Any:
    """A whole number a row, of all that is wanted."""
    packed: Any = 0
    for name in WANT:
        column = np.nan_to_num(np.asarray(columns[name], dtype="float64")).astype("int64")
        packed = packed * 128 + column
    return packed
