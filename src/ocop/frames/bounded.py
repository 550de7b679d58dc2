"""The steps from the columns of old sheets to their bounds under a new table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from operator import add
from typing import Any

import attrs

from ocop.frames.answered import numbers
from ocop.frames.build import Build
from ocop.frames.expression import any_of, steps_of, tree
from ocop.frames.extra import nw
from ocop.frames.unit_bound import Cause, Lookup, inapplicable_of, measures_of
from ocop.scenarios.crosswalk.crosswalk import Crosswalk
from ocop.scoring.stars import MARKED, stars_of

__all__ = ["OLD", "OUTPUTS", "Steps"]

Expr = Any

#: Every column that can be asked for.
OUTPUTS = (
    "lowest_total",
    "highest_total",
    "lowest_stars",
    "highest_stars",
    "stars",
    "keeps",
    "fault",
    "faults",
)
#: What the columns of the old scores begin with.
OLD = "ocop old "
#: The type of all numbers on the way.
_WIDE = nw.Int16


@attrs.frozen
class Steps:
    """The steps, each some named columns; the later ones use what the earlier ones named.

    Attributes:
        laid: The crosswalk.
        build: The columns of the old table, whose numbers are read first.
        stars: The rank to be kept; None for that of each sheet.
    """

    laid: Crosswalk
    build: Build
    stars: int | None

    def plan(self, want: tuple[str, ...], prefix: str) -> tuple[tuple[Expr, ...], ...]:
        """The steps as expressions; the last adds the columns that are asked for."""
        build = self.build
        steps = (numbers(build), self.held(), self.codes(), self.sums(), self.bounds())
        named = [tuple(value.alias(name) for name, value in step) for step in steps]
        answers = tuple(self.answer(name).alias(prefix + name) for name in want)
        return tuple(step for step in (*named, answers) if step)

    def col(self, what: str) -> Expr:
        """A column that is there on the way."""
        return nw.col(self.build.name(what))

    @cached_property
    def lookups(self) -> tuple[Lookup, ...]:
        """Every lookup of every measure."""
        measures = measures_of(self.laid.old, self.laid.new)
        return tuple(dict.fromkeys(one for each in measures.values() for one in each.lookups))

    @cached_property
    def causes(self) -> Mapping[Cause, int]:
        """What is looked at of the old sheet, each with a number."""
        every = dict.fromkeys(cause for lookup in self.lookups for cause in lookup.causes)
        return {cause: n for n, cause in enumerate(every)}

    def held(self) -> Iterator[tuple[str, Expr]]:
        """What is held in each old criterion; whether each condition may be unmet."""
        for cause in self.causes:
            if cause.no:
                value = self._option(cause)
            else:
                nos = inapplicable_of(self.laid, cause.condition) or ()
                value = any_of(nw, [self._inapplicable(no) for no in nos]).cast(_WIDE)
            yield self._name(cause), value

    def _places(self, no: str) -> list[int]:
        return [n for n, term in enumerate(self.build.terms) if term.criterion.no == no]

    def _inapplicable(self, no: str) -> Expr:
        (n,) = self._places(no)
        return self.build.inapplicable(self.build.terms[n])

    def _option(self, cause: Cause) -> Expr:
        """As the classes of a cause are counted."""
        terms = [self.build.terms[n] for n in self._places(cause.no)]
        values = [self.build.number(n).cast(_WIDE) for n in self._places(cause.no)]
        if terms[0].line:  # ticked lines as bits
            bits = [nw.lit(1 << term.line - 1, dtype=_WIDE) for term in terms]
            return tree(add, [value * bit for value, bit in zip(values, bits, strict=True)])
        (value,) = values
        if not terms[0].conditional:
            return value
        none = nw.lit(len(cause.classes) - 1, dtype=_WIDE)
        return nw.when(self._inapplicable(cause.no)).then(none).otherwise(value)

    def codes(self) -> Iterator[tuple[str, Expr]]:
        """Where several causes are looked at together: the place in the lookup."""
        for causes in dict.fromkeys(lookup.causes for lookup in self.lookups):
            if len(causes) > 1:
                yield self._name(*causes), self._code(causes)

    def _code(self, causes: tuple[Cause, ...]) -> Expr:
        parts, weight = [], 1
        for cause in reversed(causes):
            value = steps_of(nw, self.col_of(cause), cause.classes, _WIDE)
            parts.append(value * nw.lit(weight, dtype=_WIDE))
            weight *= cause.count
        return tree(add, parts)

    def _name(self, *causes: Cause) -> str:
        return self.build.name("k" + "_".join(str(self.causes[cause]) for cause in causes))

    def col_of(self, *causes: Cause) -> Expr:
        """The column of a cause, or of several together."""
        return nw.col(self._name(*causes))

    def sums(self) -> Iterator[tuple[str, Expr]]:
        """Every measure, summed over the units."""
        for (name, rank), measure in measures_of(self.laid.old, self.laid.new).items():
            parts = [nw.lit(measure.constant, dtype=_WIDE)]
            for lookup in measure.lookups:
                one = len(lookup.causes) == 1
                values = lookup.by_held if one else lookup.values
                parts.append(steps_of(nw, self.col_of(*lookup.causes), values, _WIDE))
            yield self.build.name(f"{name}{rank}"), tree(add, parts)

    def bounds(self) -> Iterator[tuple[str, Expr]]:
        """The lowest and highest rank, 0 for none; the rank to be kept, 0 for none."""
        new = self.laid.new
        most = sum(map(max, new._tables.points))
        levels = [stars_of(new.bands, each, new.rules.readings) or 0 for each in range(most + 1)]
        lowest = steps_of(nw, self.col("low0"), levels, _WIDE)
        highest = nw.lit(0, dtype=_WIDE)
        for band in reversed(new.bands):
            left = self.col("high0") - self.col(f"less{band.stars}") >= band.least
            highest = nw.when(left).then(nw.lit(band.stars, dtype=_WIDE)).otherwise(highest)
        for rank in reversed(MARKED):
            fewer = nw.lit(rank - 1, dtype=_WIDE)
            missed = (self.col(f"missed{rank}") > 0) & (lowest >= rank)
            lowest = nw.when(missed).then(fewer).otherwise(lowest)
        none = nw.lit(0, dtype=_WIDE)
        lowest = nw.when(self.col("excluded0") > 0).then(none).otherwise(lowest)
        yield self.build.name("lowest"), lowest
        yield self.build.name("highest"), highest
        own = nw.col(OLD + "stars").fill_null(0).cast(_WIDE)
        kept = own if self.stars is None else nw.lit(self.stars, dtype=_WIDE)
        yield self.build.name("kept"), kept

    def answer(self, name: str) -> Expr:
        """A column as it is handed back: null where the row is at fault, or where there is none."""
        if name in {"fault", "faults"}:
            return nw.col(OLD + name)
        fine = ~nw.col(OLD + "fault")
        if name == "keeps":
            kept = self.col("kept")
            word = nw.when(self.col("lowest") >= kept).then(nw.lit("keeps"))
            word = word.when(self.col("highest") < kept).then(nw.lit("falls"))
            return nw.when(fine & (kept > 0)).then(word.otherwise(nw.lit("undecided")))
        key = {"lowest_total": "low0", "highest_total": "high0", "stars": "kept"}.get(name)
        value = self.col(key or name.partition("_")[0])
        if not name.endswith("total"):
            fine = fine & (value > 0)
        # a column of pandas has nulls in whole numbers where what it is reckoned from has
        nullable = nw.col(OLD + "stars").fill_null(0) * nw.lit(0, dtype=_WIDE)
        return nw.when(fine).then((nullable + value).cast(_WIDE))
