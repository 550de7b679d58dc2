"""The steps from the columns of a wide frame to its scores: one plan for each rubric and schema.

A plan is a list of steps, each a list of named expressions; the later ones use what the earlier
ones named. What nobody asks for is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from operator import and_
from typing import Any

import attrs

from ocop.frames.answered import applying, faulty, numbers
from ocop.frames.build import Build
from ocop.frames.engine import Reader
from ocop.frames.expression import tree
from ocop.frames.field import Fields
from ocop.frames.ranked import NO_CAP, ranks, stars, sums, totals
from ocop.frames.target import Target
from ocop.frames.words import capped_words, excluded_words, fault_words
from ocop.scoring.rubric.rubric import Rubric

__all__ = ["FLAGS", "HELD", "OUTPUTS", "TEXTS", "Plan", "Read", "plan_of"]

#: Every column that can be asked for.
OUTPUTS = (
    "part_a",
    "part_b",
    "part_c",
    "total",
    "stars_by_points",
    "cap",
    "capped_by",
    "stars",
    "excluded",
    "excluded_by",
    "fault",
    "faults",
)
#: Those that are text or true and false, of old sheets under a new table too; others are numbers.
TEXTS, FLAGS = (
    frozenset({"capped_by", "excluded_by", "faults", "keeps"}),
    frozenset({"excluded", "fault"}),
)
#: What every term holds, as columns ``h`` and its place, and whether each exclusion holds, ``e``
#: and its place; of rows that are not at fault.
HELD = "held"
#: What a column is reckoned from.
_FROM: Mapping[str, tuple[str, ...]] = {
    "total": ("part_a", "part_b", "part_c"),
    "stars_by_points": ("total",),
    "stars": ("stars_by_points", "cap", "excluded"),
    "capped_by": ("stars",),
    "excluded_by": ("excluded",),
}
#: What is reckoned of sums that only rows have that are not at fault, unless sums wrap.
_NULL_AT_FAULT = {"part_a", "part_b", "part_c", "total", "stars_by_points", "stars"}


@attrs.frozen(eq=False)
class Plan:
    """Steps of named expressions, and the columns that are the answer."""

    steps: tuple[tuple[Any, ...], ...]

    def run(self, frame: Any) -> Any:  # noqa: ANN401 - a frame
        """The frame with what the steps name."""
        for step in self.steps:
            frame = frame.with_columns(*step)
        return frame


def plan_of(
    rubric: Rubric,
    engine: Reader,
    fields: Fields,
    want: tuple[str, ...],
    *,
    more: tuple[tuple[str, str], ...] = (),
    prefix: str = "",
    to: Target | None = None,
) -> Plan:
    """The plan of a rubric, kept for the next frame of the same columns.

    Args:
        rubric: The rubric.
        engine: How the frame is read.
        fields: Its columns.
        want: Which of :data:`OUTPUTS` are asked for, or :data:`HELD`.
        more: Columns of flags that are faults in themselves, with what each says.
        prefix: What the names of the columns begin with.
        to: Where the sheets go, if they do; ``want`` is then of
            :data:`ocop.frames.target.PROSPECTS`.
    """
    return _plan(rubric, Read.of(engine), fields, want, more=more, prefix=prefix, to=to)


@attrs.frozen
class Read:
    """An engine without its frame, known by what its plans depend on: a plan keeps no frame."""

    engine: Reader = attrs.field(eq=False, repr=False)
    key: tuple[object, ...]

    @classmethod
    def of(cls, engine: Reader) -> Read:
        """How a frame is read, and all like it."""
        held: Any = engine
        return cls(attrs.evolve(held, frame=None) if hasattr(held, "frame") else held, engine.key)


@lru_cache(maxsize=128)
def _plan(
    rubric: Rubric,
    read: Read,
    fields: Fields,
    want: tuple[str, ...],
    *,
    more: tuple[tuple[str, str], ...],
    prefix: str,
    to: Target | None,
) -> Plan:
    needed = _needed(want if to is None else to.needs(want))
    build = Build(rubric, read.engine, fields, needed, more)
    if to is None:
        answers = {name: _answer(build, name) for name in want if name != HELD}
        answers |= dict(_held(build)) if HELD in want else {}
        return _whole(build, (), {prefix + name: value for name, value in answers.items()})
    from ocop.frames.prospect import Prospects  # noqa: PLC0415 - scores do without crosswalks

    prospects = Prospects(build, to)
    answers = {prefix + name: prospects.answer(name) for name in want}
    return _whole(build, prospects.steps(), answers)


def _needed(want: Iterable[str]) -> frozenset[str]:
    """What is asked for, with all that it is reckoned from; whether a row is at fault, always."""
    needed, open_ = {"fault"}, list(want)
    while open_:
        name = open_.pop()
        needed.add(name)
        open_ += [each for each in _FROM.get(name, ()) if each not in needed]
    return frozenset(needed)


def _whole(build: Build, more: Iterable[Mapping[str, Any]], answers: Mapping[str, Any]) -> Plan:
    steps = (
        dict(numbers(build)),
        dict(applying(build)),
        dict(faulty(build)),
        dict(sums(build)),
        dict(totals(build)),
        dict(ranks(build)),
        dict(stars(build)),
        dict(_words(build)),
        *more,
        answers,
    )
    return Plan(
        tuple(
            tuple(expression.alias(name) for name, expression in step.items())
            for step in steps
            if step
        )
    )


def _words(build: Build) -> Iterator[tuple[str, Any]]:
    """What is said in words."""
    if "capped_by" in build.needed:
        yield build.name("capped_by"), capped_words(build)
    if "excluded_by" in build.needed:
        yield build.name("excluded_by"), excluded_words(build)
    if "faults" in build.needed:
        yield build.name("faults"), fault_words(build)


def _held(build: Build) -> Iterator[tuple[str, Any]]:
    """The columns of what is held."""
    for n in range(len(build.terms)):
        yield f"h{n}", build.held(n)
    for n in range(len(build.rubric.exclusions)):
        yield f"e{n}", build.col(f"e{n}")


def _answer(build: Build, name: str) -> Any:  # noqa: ANN401 - an expression
    """A column as it is handed back: null where the row is at fault, or where there is none."""
    value, flags = build.col(name), []
    if name in {"fault", "faults"}:
        return value
    if build.engine.wraps or name not in _NULL_AT_FAULT:
        flags.append(~build.col("fault"))
    if name in build.unranked:
        flags.append(value > 0)
    elif name == "cap":
        flags.append(value < NO_CAP)
    if name not in {"excluded", "excluded_by", "capped_by"}:
        value = value.cast(build.space.Int16)
    return build.space.when(tree(and_, flags)).then(value) if flags else value
