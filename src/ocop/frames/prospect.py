"""What sheets that go to another table come to there, and whether they keep their rank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import and_
from typing import Any

from ocop.frames.bounded import Bounded
from ocop.frames.build import Build
from ocop.frames.expression import greatest_of, joined, least_of, tree
from ocop.frames.looked_up import LookedUp
from ocop.frames.measure import Measures
from ocop.frames.target import BOUNDS, Target
from ocop.frames.unit_bound import units_of
from ocop.scenarios.crosswalk.crosswalk import Crosswalk
from ocop.scoring.rubric._units import cases_of

__all__ = ["Prospects"]

Expr = Any


class Prospects:
    """The steps and the answers of a row.

    Args:
        build: The columns of the old table.
        target: Where its sheets go.
    """

    def __init__(self, build: Build, target: Target) -> None:
        self._build, self._space, self._target = build, build.space, target
        old, new = build.rubric, target.new
        cases = cases_of(new, new._tables.one_case)
        measures = [Measures(new, units_of(old, new, case)) for case in cases]
        lookups = [lookup for one in measures for lookup in one.lookups]
        self._looked_up = LookedUp(Crosswalk.between(old, new), build, lookups)
        self._cases = [
            Bounded(build, one, self._looked_up, f"of{n}_") for n, one in enumerate(measures)
        ]

    def steps(self) -> Iterator[Mapping[str, Expr]]:
        """The steps behind those that score the old sheet."""
        if "bounds" not in self._build.needed:
            return
        yield dict(self._looked_up.held())
        yield dict(self._looked_up.codes())
        yield {name: value for case in self._cases for name, value in case.sums()}
        yield from (step for case in self._cases for step in case.layers)
        yield {name: value for case in self._cases for name, value in case.ends()}
        yield dict(self._joined())

    def _joined(self) -> Iterator[tuple[str, Expr]]:
        """The bounds over all cases, and whether there is no case to be of."""
        for name in BOUNDS:
            join = least_of if name.startswith("lowest") else greatest_of
            yield self._build.name(name), join(self._space, [one.col(name) for one in self._cases])
        if len(self._cases) > 1:
            lacking = [one.col("lacking") > 0 for one in self._cases]
            yield self._build.name("no_case"), tree(and_, lacking)

    def answer(self, name: str) -> Expr:
        """A column as it is handed back: null where the row is at fault, or where there is none."""
        build, space = self._build, self._space
        fault = build.col("fault")
        if len(self._cases) > 1:
            fault = fault | build.col("no_case")
        if name == "fault":
            return fault
        if name == "faults":
            return self._faults()
        if name == "keeps":
            kept, words = self._kept(), ("keeps", "falls", "undecided")
            keeps = build.col("lowest_stars") >= kept
            falls = ~keeps & (build.col("highest_stars") < kept)
            flags = (keeps, falls, ~keeps & ~falls)
            word = joined(space, list(zip(flags, words, strict=True)))
            return space.when(~fault & (kept > 0)).then(word)
        value = self._kept() if name == "stars" else build.col(name)
        fine = ~fault if name.endswith("total") else ~fault & (value > 0)
        return space.when(fine).then(value.cast(space.Int16))

    def _kept(self) -> Expr:
        """The rank to be kept, 0 for none."""
        if self._target.stars is None:
            return self._build.col("stars")
        return self._space.lit(self._target.stars, dtype=self._build.engine.wide)

    def _faults(self) -> Expr:
        """Where something is wrong: with the old sheet, else that no case is left."""
        build, faults = self._build, self._build.col("faults")
        if len(self._cases) == 1:
            return faults
        fine = ~build.col("fault") & build.col("no_case")
        no_case = joined(self._space, [(fine, "options:no-one-case")])
        return self._space.when(build.col("fault")).then(faults).otherwise(no_case)
