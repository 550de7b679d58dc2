"""The steps that read the answers of a row, and tell whether a sheet may say them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ocop.frames.build import Build
from ocop.frames.engine import MISSING
from ocop.frames.expression import any_of

__all__ = ["applying", "faulty", "numbers"]


def numbers(build: Build) -> Iterator[tuple[str, Any]]:
    """Each answer as a small whole number; each assertion as a flag."""
    space, engine = build.space, build.engine
    for n, (term, column) in enumerate(zip(build.terms, build.fields.terms, strict=True)):
        if column is None:
            yield build.name(f"n{n}"), space.lit(MISSING, dtype=engine.wide)
        elif n in build.exact:
            number = engine.number(column, term.last)
            yield build.name(f"n{n}"), number if build.fits else number.cast(build.small)
        elif n in build.cast - build.conditional:
            yield build.name(f"n{n}"), engine.narrow(space.col(column), build.small)
    for name, column in build.assertions:
        yield build.name(name), engine.number(column, 1)


def applying(build: Build) -> Iterator[tuple[str, Any]]:
    """What is held in the terms that may not apply."""
    for n, term in enumerate(build.terms):
        if n not in build.conditional or n in build.unfilled:
            continue
        held = build.number(n)
        branches = [] if term.needs is None else [(build.needing(term.needs), 0)]
        for condition, value in term.asserted:
            flag = build.denied(condition)
            if flag is not None:
                branches.append((flag, value))
        for flag, value in branches:  # the last one decides
            held = build.space.when(flag).then(build.lit(value)).otherwise(held)
        cast = n in build.cast
        yield build.name(f"h{n}"), build.engine.narrow(held, build.small) if cast else held


def faulty(build: Build) -> Iterator[tuple[str, Any]]:
    """Whether the row is at fault: what is null is."""
    yield build.name("fault"), any_of(build.space, out_of_range(build)).fill_null(value=True)


def out_of_range(build: Build) -> Iterator[Any]:
    """Flags of what no sheet may say, but for what is null."""
    for n, term in enumerate(build.terms):
        number = build.number(n)
        outside = (number < term.first) | (number > term.last)
        if n not in build.conditional:
            yield outside
            continue
        if n in build.unfilled and term.needs is not None:
            yield from _unlike(build, n, ~build.needing(term.needs))
            continue
        not_there = build.inapplicable(term)
        yield (~not_there) & outside
        answered = not_there & (number != 0)
        exact = n in build.exact
        yield answered & (number != MISSING) if exact else answered.fill_null(value=False)
    for name, _ in build.assertions:
        flag = build.col(name)
        yield (flag != MISSING) & ((flag < 0) | (flag > 1))
    for column, _ in build.more:
        yield build.space.col(column)
    cases = build.cases()
    if cases:
        yield any_of(build.space, cases["a"]) & any_of(build.space, cases["b"])


def _unlike(build: Build, n: int, there: Any) -> Iterator[Any]:  # noqa: ANN401 - expressions
    """The same of a term that another decides on alone, with 0 for null: fewer branches."""
    term, held = build.terms[n], build.held(n)
    answered = held > 0
    yield (held < 0) | (held > term.last)
    yield (there != answered) if term.first else (~there) & answered
