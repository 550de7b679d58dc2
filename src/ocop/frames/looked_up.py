"""Numbers that are looked up by what an old sheet holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import add
from typing import Any

from ocop.frames.build import Build
from ocop.frames.expression import any_of, steps_of, tree, whole
from ocop.frames.unit_bound import Cause, Lookup, inapplicable_of
from ocop.scenarios.crosswalk.crosswalk import Crosswalk

__all__ = ["LookedUp"]

Expr = Any


class LookedUp:
    """The columns that lookups are asked by.

    Args:
        laid: The crosswalk.
        build: The columns of the old table, whose numbers are read first.
        lookups: Every lookup that will be asked.
    """

    def __init__(self, laid: Crosswalk, build: Build, lookups: Iterable[Lookup]) -> None:
        self._laid, self._build = laid, build
        self._together = dict.fromkeys(lookup.causes for lookup in lookups)
        causes = dict.fromkeys(cause for together in self._together for cause in together)
        self._causes = {cause: n for n, cause in enumerate(causes)}

    def held(self) -> Iterator[tuple[str, Expr]]:
        """What is held in each old criterion; whether each condition may be unmet."""
        for cause in self._causes:
            if cause.no:
                value = self._option(cause)
            else:
                nos = inapplicable_of(self._laid, cause.condition) or ()
                flags = [self._inapplicable(no) for no in nos]
                value = any_of(self._build.space, flags).cast(self._build.engine.wide)
            yield self._name(cause), value

    def codes(self) -> Iterator[tuple[str, Expr]]:
        """Where several causes are looked at together: the place in the lookup."""
        for causes in self._together:
            if len(causes) > 1:
                yield self._name(*causes), self._code(causes)

    def value(self, lookup: Lookup) -> Expr:
        """What a lookup says of a row, once what is held has its columns."""
        if not lookup.causes:
            return self._lit(lookup.values[0])
        values = lookup.by_held if len(lookup.causes) == 1 else lookup.values
        column = self._build.space.col(self._name(*lookup.causes))
        return steps_of(self._build.space, column, values, self._build.engine.wide)

    def _places(self, no: str) -> list[int]:
        return [n for n, term in enumerate(self._build.terms) if term.criterion.no == no]

    def _inapplicable(self, no: str) -> Expr:
        (n,) = self._places(no)
        return self._build.inapplicable(self._build.terms[n])

    def _option(self, cause: Cause) -> Expr:
        """As the classes of a cause are counted."""
        build, wide = self._build, self._build.engine.wide
        terms = [build.terms[n] for n in self._places(cause.no)]
        values = [build.number(n).cast(wide) for n in self._places(cause.no)]
        if terms[0].line:  # ticked lines as bits
            bits = [self._lit(1 << term.line - 1) for term in terms]
            return tree(add, [value * bit for value, bit in zip(values, bits, strict=True)])
        (value,) = values
        if not terms[0].conditional:
            return value
        none = self._lit(len(cause.classes) - 1)
        return build.space.when(self._inapplicable(cause.no)).then(none).otherwise(value)

    def _code(self, causes: tuple[Cause, ...]) -> Expr:
        space, wide = self._build.space, self._build.engine.wide
        parts, weight = [], 1
        for cause in reversed(causes):
            value = steps_of(space, space.col(self._name(cause)), cause.classes, wide)
            parts.append(value * self._lit(weight))
            weight *= cause.count
        return tree(add, parts)

    def _name(self, *causes: Cause) -> str:
        return self._build.name("by" + "_".join(str(self._causes[cause]) for cause in causes))

    def _lit(self, value: int) -> Expr:
        return whole(self._build.space, value, self._build.engine.wide)
