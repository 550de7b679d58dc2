"""The steps from the columns of a wide frame to its scores: one plan for each rubric and schema.

A plan is a list of steps, each a list of named expressions; the later ones use what the earlier
ones named. What nobody asks for is not in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import attrs

from ocop.frames.engine import ANY, MISSING, Engine
from ocop.frames.expression import any_of, held_in, points_of_terms, steps_of
from ocop.frames.field import Fields
from ocop.frames.term import Term, terms_of
from ocop.frames.words import capped_words, excluded_words, fault_words
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.stars import MARKED, stars_of

__all__ = ["OUTPUTS", "TEMPORARY", "Plan", "plan_of"]

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
#: What the names of columns begin with that are there on the way.
TEMPORARY = "__ocop_"
#: A cap that leaves every rank.
_NO_CAP = 9
#: What a column is reckoned from.
_FROM: Mapping[str, tuple[str, ...]] = {
    "total": ("part_a", "part_b", "part_c"),
    "stars_by_points": ("total",),
    "stars": ("stars_by_points", "cap", "excluded"),
    "capped_by": ("stars",),
    "excluded_by": ("excluded",),
}


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
    engine: Engine,
    fields: Fields,
    want: tuple[str, ...],
    *,
    more: tuple[tuple[str, str], ...] = (),
    prefix: str = "",
) -> Plan:
    """The plan of a rubric, kept for the next frame of the same columns.

    Args:
        rubric: The rubric.
        engine: How the frame is read.
        fields: Its columns.
        want: Which of :data:`OUTPUTS` are asked for.
        more: Columns of flags that are faults in themselves, with what each says.
        prefix: What the names of the columns begin with.
    """
    read = _Read(engine, engine.key)
    return _plan(rubric, read, fields, want, more=more, prefix=prefix)


@attrs.frozen
class _Read:
    """An engine, known by what its plans depend on."""

    engine: Engine = attrs.field(eq=False, repr=False)
    key: tuple[object, ...]


@lru_cache(maxsize=128)
def _plan(
    rubric: Rubric,
    read: _Read,
    fields: Fields,
    want: tuple[str, ...],
    *,
    more: tuple[tuple[str, str], ...],
    prefix: str,
) -> Plan:
    return _Builder(rubric, read.engine, fields, _needed(want), more).plan(want, prefix)


def _needed(want: Iterable[str]) -> frozenset[str]:
    """What is asked for, with all that it is reckoned from; whether a row is at fault, always."""
    needed, open_ = {"total", "part_a", "part_b", "part_c", "fault"}, list(want)
    while open_:
        name = open_.pop()
        needed.add(name)
        open_ += [each for each in _FROM.get(name, ()) if each not in needed]
    return frozenset(needed)


class _Builder:
    """Builds a plan, step by step."""

    def __init__(
        self,
        rubric: Rubric,
        engine: Engine,
        fields: Fields,
        needed: frozenset[str],
        more: tuple[tuple[str, str], ...],
    ) -> None:
        self.rubric, self.engine, self.fields = rubric, engine, fields
        self.space, self.needed, self.more = engine.space, needed, more
        self.terms = terms_of(rubric)
        self.readings = rubric.rules.readings
        deciders = {term.needs[0] for term in self.terms if term.needs is not None}
        cases = set(rubric._tables.one_case)
        #: Terms whose answer decides, or hangs on another, and so must be certain.
        self.exact = {
            n
            for n, term in enumerate(self.terms)
            if "faults" in needed
            or term.conditional
            or term.place in deciders | cases
            or fields.terms[n] not in engine.bare
        }
        self.unmet = tuple(condition for condition, _ in fields.unmet)
        self.by_place = {term.place: n for n, term in enumerate(self.terms) if not term.line}

    def name(self, what: str) -> str:
        return TEMPORARY + what

    def col(self, what: str) -> Any:  # noqa: ANN401 - an expression
        return self.space.col(self.name(what))

    def lit(self, value: int) -> Any:  # noqa: ANN401 - an expression
        return self.space.lit(value, dtype=self.engine.small)

    def number(self, n: int) -> Any:  # noqa: ANN401 - an expression
        """The column of a term as it was answered."""
        column = self.fields.terms[n]
        if n in self.exact or column in self.engine.narrowed:
            return self.col(f"n{n}")
        return self.space.col(column)

    def held(self, n: int) -> Any:  # noqa: ANN401 - an expression
        """The column of what a term holds: 0 where it does not apply."""
        return self.col(f"h{n}") if self.terms[n].conditional else self.number(n)

    # --- the steps

    def plan(self, want: Sequence[str], prefix: str) -> Plan:
        steps = (
            dict(self.numbers()),
            dict(self.applying()),
            dict(self.sums()),
            dict(self.totals()),
            dict(self.ranks()),
            dict(self.stars()),
            dict(self.words()),
            {prefix + name: self.answer(name) for name in want},
        )
        return Plan(
            tuple(
                tuple(expression.alias(name) for name, expression in step.items())
                for step in steps
                if step
            )
        )

    def numbers(self) -> Iterator[tuple[str, Any]]:
        """Each answer as a small whole number; each assertion as a flag."""
        space, engine = self.space, self.engine
        for n, (term, column) in enumerate(zip(self.terms, self.fields.terms, strict=True)):
            if column is None:
                yield self.name(f"n{n}"), space.lit(MISSING, dtype=engine.wide)
            elif n in self.exact:
                yield self.name(f"n{n}"), engine.number(column, term.last)
            elif column in engine.narrowed:  # what does not fit is null, and so at fault
                yield self.name(f"n{n}"), space.col(column).cast(engine.small, strict=False)
        for name, column in self.assertions:
            yield self.name(name), engine.number(column, 1)

    @property
    def assertions(self) -> Iterator[tuple[str, str]]:
        for n, (_, column) in enumerate(self.fields.unmet):
            yield f"u{n}", column
        for n, (_, column) in enumerate(self.fields.exclusions):
            yield f"x{n}", column

    def denied(self, condition: str) -> Any | None:  # noqa: ANN401 - an expression
        """Whether a condition is said to be unmet; None where the frame says nothing of it."""
        if condition not in self.unmet:
            return None
        return self.col(f"u{self.unmet.index(condition)}") == 1

    def inapplicable(self, term: Term) -> Any:  # noqa: ANN401 - an expression
        """Whether a conditional term does not apply."""
        flags = [
            flag for condition, _ in term.asserted if (flag := self.denied(condition)) is not None
        ]
        if term.needs is not None:
            flags.append(self.needing(term.needs))
        return any_of(self.space, flags)

    def needing(self, needs: tuple[int, int]) -> Any:  # noqa: ANN401 - an expression
        """Whether the criterion that decides is answered, and not by enough."""
        n = self.by_place[needs[0]]
        decider = self.number(n)
        return (decider >= 0) & (decider <= min(needs[1], self.terms[n].last))

    def applying(self) -> Iterator[tuple[str, Any]]:
        """What is held in the terms that may not apply."""
        for n, term in enumerate(self.terms):
            if not term.conditional:
                continue
            held = self.number(n)
            branches = [] if term.needs is None else [(self.needing(term.needs), 0)]
            for condition, value in term.asserted:
                flag = self.denied(condition)
                if flag is not None:
                    branches.append((flag, value))
            for flag, value in branches:  # the last one decides
                value_ = self.space.lit(value, dtype=self.engine.wide)
                held = self.space.when(flag).then(value_).otherwise(held)
            yield self.name(f"h{n}"), held

    def sums(self) -> Iterator[tuple[str, Any]]:
        """Points by part, ranks withheld, facts asserted, and whether a value is out of range."""
        for part in "ABC":
            chosen = [
                (self.held(n), term.values(self.unmet), term)
                for n, term in enumerate(self.terms)
                if term.criterion.part == part
            ]
            points = (
                points_of_terms(self.space, chosen, self.engine.small) if chosen else self.lit(0)
            )
            yield self.name(f"part_{part.lower()}"), points
        if "cap" in self.needed:
            yield self.name("cap"), self.cap()
        if self.readings.star_minima == "own" and "stars" in self.needed:
            for star in MARKED:
                yield self.name(f"w{star}"), any_of(self.space, self.withholding(star))
        if "excluded" in self.needed:
            for n, exclusion in enumerate(self.rubric.exclusions):
                flags = list(self.excluding(n, exclusion.id))
                if flags:
                    yield self.name(f"e{n}"), any_of(self.space, flags)
        yield self.name("range"), any_of(self.space, self.out_of_range())

    def withholding(self, star: int, without: Collection[tuple[int, int]] = ()) -> Iterator[Any]:
        """Flags of what withholds a rank, but for (term, value) that are already seen to."""
        for n, term in enumerate(self.terms):
            values = term.values(self.unmet)
            wanted = [v for v in values if star in term.withheld[v] and (n, v) not in without]
            if wanted:
                yield held_in(self.held(n), wanted, values)

    def cap(self) -> Any:  # noqa: ANN401 - an expression
        """One below the lowest rank that is withheld."""
        seen: set[tuple[int, int]] = set()
        branches = []
        for star in MARKED:
            flags = list(self.withholding(star, seen))
            if flags:
                branches.append((any_of(self.space, flags), star - 1))
            seen |= {
                (n, value)
                for n, term in enumerate(self.terms)
                for value in term.values(self.unmet)
                if star in term.withheld[value]
            }
        cap = self.lit(_NO_CAP)
        for flag, stars in reversed(branches):
            cap = self.space.when(flag).then(self.lit(stars)).otherwise(cap)
        return cap

    def excluding(self, n: int, id_: str) -> Iterator[Any]:
        """Flags of what makes an exclusion hold."""
        for k, (asserted, _) in enumerate(self.fields.exclusions):
            if asserted == id_:
                yield self.col(f"x{k}") == 1
        for one, place, option in self.rubric._tables.triggers:
            if one == n:
                yield self.held(self.by_place[place]) == option

    def out_of_range(self) -> Iterator[Any]:
        """Flags of what no sheet may say, but for what is null."""
        for n, term in enumerate(self.terms):
            number = self.number(n)
            outside = (number < term.first) | (number > term.last)
            if not term.conditional:
                yield outside
                continue
            not_there = self.inapplicable(term)
            yield (~not_there) & outside
            yield not_there & (number != 0) & (number != MISSING)
        for name, _ in self.assertions:
            flag = self.col(name)
            yield (flag != MISSING) & ((flag < 0) | (flag > 1))
        for column, _ in self.more:
            yield self.space.col(column)
        cases = self.cases()
        if cases:
            yield any_of(self.space, cases["a"]) & any_of(self.space, cases["b"])

    def cases(self) -> dict[str, list[Any]]:
        """Where all must be of one case: flags of the criteria that hold each."""
        flags: dict[str, list[Any]] = {"a": [], "b": []}
        for place in self.rubric._tables.one_case:
            n = self.by_place[place]
            options = self.rubric.criteria[place].options
            for case, of_case in flags.items():
                wanted = [option.no for option in options if option.branch == case]
                of_case.append(held_in(self.number(n), wanted, ANY))
        return flags if self.rubric._tables.one_case else {}

    def totals(self) -> Iterator[tuple[str, Any]]:
        parts = (self.col(f"part_{part}").cast(self.engine.wide) for part in "abc")
        a, b, c = parts
        yield self.name("total"), a + b + c
        if "excluded" in self.needed:
            yield self.name("excluded"), any_of(self.space, [flag for _, flag in self.excluded()])

    def excluded(self) -> list[tuple[str, Any]]:
        """Id of each exclusion that can hold, with its flag."""
        return [
            (exclusion.id, self.col(f"e{n}"))
            for n, exclusion in enumerate(self.rubric.exclusions)
            if any(True for _ in self.excluding(n, exclusion.id))
        ]

    def ranks(self) -> Iterator[tuple[str, Any]]:
        """The rank by points, 0 for none, and whether the row is at fault: what is null is."""
        total = self.col("total")
        yield self.name("fault"), (self.col("range") | total.is_null()).fill_null(value=True)
        if "stars_by_points" in self.needed:
            most = sum(max(term.points) for term in self.terms)
            ranks = [
                stars_of(self.rubric.bands, points, self.readings) or 0
                for points in range(most + 1)
            ]
            by_points = steps_of(self.space, total, ranks, self.engine.small)
            yield self.name("stars_by_points"), by_points

    def stars(self) -> Iterator[tuple[str, Any]]:
        """The rank that is left, 0 for none."""
        if "stars" not in self.needed:
            return
        by_points = self.col("stars_by_points")
        refused = self.readings.missed_minimum == "refused"
        if self.readings.star_minima == "own":
            stars = left = self.lit(0)
            for star in MARKED:
                withheld = self.col(f"w{star}")
                lower = self.lit(0) if refused else left
                left = self.space.when(withheld).then(lower).otherwise(self.lit(star))
                stars = self.space.when(by_points == star).then(left).otherwise(stars)
        else:
            cap = self.col("cap")
            lower = self.lit(0) if refused else cap
            stars = self.space.when(cap < by_points).then(lower).otherwise(by_points)
        if self.excluded():
            stars = self.space.when(self.col("excluded")).then(self.lit(0)).otherwise(stars)
        yield self.name("stars"), stars

    def words(self) -> Iterator[tuple[str, Any]]:
        """What is said in words."""
        if "capped_by" in self.needed:
            yield self.name("capped_by"), capped_words(self)
        if "excluded_by" in self.needed:
            yield self.name("excluded_by"), excluded_words(self)
        if "faults" in self.needed:
            yield self.name("faults"), fault_words(self)

    def answer(self, name: str) -> Any:  # noqa: ANN401 - an expression
        """A column as it is handed back: null where the row is at fault, or where there is none."""
        value, fine = self.col(name), ~self.col("fault")
        if name in {"fault", "faults"}:
            return value
        if name in {"stars", "stars_by_points"}:
            fine = fine & (value > 0)
        elif name == "cap":
            fine = fine & (value < _NO_CAP)
        if name not in {"excluded", "excluded_by", "capped_by"}:
            value = value.cast(self.engine.wide)
        return self.space.when(fine).then(value)
