"""The steps from the answers of ballots to verdicts of councils, on one rubric."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor
from operator import add
from typing import Any

import attrs

from ocop.cycle.council.regulation import CouncilRules
from ocop.frames.ballot_minimum import Held, missed_by_count
from ocop.frames.build import TEMPORARY
from ocop.frames.door import Asked
from ocop.frames.engine import MISSING, Engine
from ocop.frames.expression import any_of, joined, tree, whole
from ocop.frames.extra import nw
from ocop.frames.long import LONG_FAULTS, LongForm, gathered
from ocop.frames.plan import HELD, plan_of
from ocop.frames.sql import sql_engine
from ocop.frames.term import terms_of
from ocop.law.rules import Rules
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.stars import MARKED

__all__ = ["Council"]

Expr = Any

_PARTS = ("part_a", "part_b", "part_c")
#: What the columns of the plan of a ballot begin with.
_OF = TEMPORARY + "s_"
#: Columns that pandas makes at once without a warning.
_MOST_AT_ONCE = 50
#: More points than any sheet has.
_FAR = 1000


@attrs.frozen(kw_only=True)
class Council:
    """The steps from the answers of ballots on one rubric to verdicts.

    Attributes:
        asked: What is asked.
        engine: How the frame is read, and the frame.
        rubric: The rubric that its ballots are on.
        regulation: The council's regulation.
        known: Whether there is such a set; of one that there is not, every product is at fault.
    """

    asked: Asked
    engine: Engine
    rubric: Rubric
    regulation: CouncilRules
    known: bool = True

    @property
    def space(self) -> Any:  # noqa: ANN401 - a module
        """The module whose expressions are built."""
        return self.engine.space

    @property
    def rules(self) -> Rules:
        """The rules that verdicts are reached by."""
        return self.regulation.over(self.rubric.rules)

    @property
    def held(self) -> Held:
        """What is counted of what members hold."""
        return Held(terms_of(self.rubric), self.rubric.rules.readings)

    def col(self, name: str) -> Expr:
        """A column on the way."""
        return self.space.col(TEMPORARY + name)

    def one(self, flag: Expr) -> Expr:
        """A flag as 1 or 0."""
        wide = self.space.Int64
        lit = self.space.lit
        return self.space.when(flag).then(lit(1, dtype=wide)).otherwise(lit(0, dtype=wide))

    def frame(self) -> Any:  # noqa: ANN401 - a frame of the engine
        """The verdicts, a row for each product."""
        frame = self.ballots()
        counted = dict(self.counted())
        for columns in (dict(self.said()), counted | dict(self.ends())):
            frame = frame.with_columns(*(value.alias(name) for name, value in columns.items()))
        sums = [self.space.col(name).sum() for name in counted]
        ends = [self.col("most").max(), self.col("least").min()]
        members = self.space.col(self.asked.columns["member"]).n_unique()
        counts = [*sums, *ends, members.alias(TEMPORARY + "members")]
        frame = _aggregated(frame, self.asked.keys, counts)
        for step in (self.wrong, self.reckoned, self.ranked, self.answers):
            frame = frame.with_columns(*(value.alias(name) for name, value in step()))
        return frame.select(*self.asked.keys, *self.asked.added)

    def ballots(self) -> Any:  # noqa: ANN401 - a frame
        """A row a ballot, with what its sheet comes to."""
        columns = self.asked.columns
        own = [columns[key] for key in ("member", "chair", "invalid") if key in columns]
        form = LongForm((*self.asked.keys, *own), columns["criterion"], columns["option"])
        engine, fields = gathered(self.engine, self.rubric, form)
        want = (*_PARTS, "total", "excluded", "fault", HELD)
        if self.space is nw and engine.frame.implementation.is_duckdb():
            relation = sql_engine(engine)
            plan = plan_of(self.rubric, relation, fields, want, more=LONG_FAULTS, prefix=_OF)
            return nw.from_native(plan.run(relation.frame).select(*form.keys, *self.read))
        plan = plan_of(self.rubric, engine, fields, want, more=LONG_FAULTS, prefix=_OF)
        return plan.run(engine.frame)

    @property
    def read(self) -> Iterator[str]:
        """The columns that are read of a ballot once it is scored."""
        yield from (_OF + name for name in (*_PARTS, "total", "fault"))
        yield from dict.fromkeys(f"{_OF}h{n}" for n, _ in self.held.counted())
        yield from (f"{_OF}e{n}" for n in range(len(self.rubric.exclusions)))

    def said(self) -> Iterator[tuple[str, Expr]]:
        """Whether a ballot counts, is the chair's, and is at fault."""
        invalid, chair = self.flag("invalid"), self.flag("chair")
        yield TEMPORARY + "counts", ~invalid
        yield TEMPORARY + "chair", chair

    def flag(self, key: str) -> Expr:
        """Whether a ballot says something of itself."""
        column = self.asked.columns.get(key)
        if column is None:
            return self.space.lit(value=False)
        if column in self.engine.kinds:
            number = self.engine.number(column, 1)
            return (number != 0) & (number != MISSING)
        text = self.space.col(column).cast(self.space.String).fill_null("")
        return text.str.strip_chars() != ""

    def counted(self) -> Iterator[tuple[str, Expr]]:
        """What is summed over the ballots of a product."""
        counts, space, wide = self.col("counts"), self.space, self.space.Int64
        yield TEMPORARY + "cast", self.one(space.lit(value=True) | counts)
        yield TEMPORARY + "valid", self.one(counts)
        yield TEMPORARY + "chairs", self.one(self.col("chair"))
        yield TEMPORARY + "chairs_valid", self.one(self.col("chair") & counts)
        yield TEMPORARY + "bad", self.one(counts & space.col(_OF + "fault"))
        nothing = space.lit(0, dtype=wide)
        for name in (*_PARTS, "total"):
            points = space.col(_OF + name).fill_null(0).cast(wide)
            yield TEMPORARY + "sum_" + name, space.when(counts).then(points).otherwise(nothing)
        for n, exclusion in enumerate(self.rubric.exclusions):
            holds = space.col(f"{_OF}e{n}")
            yield f"{TEMPORARY}x_{exclusion.id}", self.one(counts & holds)
        for n, value in self.held.counted():
            holds = space.col(f"{_OF}h{n}") == value
            yield f"{TEMPORARY}t{n}_{value}", self.one(counts & holds)

    def ends(self) -> Iterator[tuple[str, Expr]]:
        """The total of a ballot that counts, for the highest and the lowest of them."""
        space, given = self.space, self.space.col(_OF + "total")
        known, total = self.col("counts") & ~given.is_null(), given.fill_null(0).cast(space.Int64)
        for name, other in (("most", -_FAR), ("least", _FAR)):
            lit = space.lit(other, dtype=space.Int64)
            yield TEMPORARY + name, space.when(known).then(total).otherwise(lit)

    def wrong(self) -> Iterator[tuple[str, Expr]]:
        """Whether there is no verdict."""
        yield TEMPORARY + "none", any_of(self.space, [flag for flag, _ in self.faults()])

    def faults(self) -> Iterator[tuple[Expr, str]]:
        """Flags of what is wrong with the ballots of a product, with the code of each."""
        if not self.known:
            yield self.col("cast") > 0, "set:no-such-set"
            return
        cast = self.col("cast")
        yield cast > self.col("members"), "second-ballot"
        yield self.col("chairs") > 1, "several-chairs"
        if self.regulation.members is not None:
            yield cast > self.regulation.members, "more-ballots-than-members"
        yield self.col("valid") == 0, "no-valid-ballot"
        yield self.col("bad") > 0, "ballot-at-fault"

    def reckoned(self) -> Iterator[tuple[str, Expr]]:
        """The average as a whole number over another, and what is missed and excluded."""
        space, valid = self.space, self.col("valid")
        points, count = self.col("sum_total"), valid
        if self.rules.readings.council_average == "by-part":
            unit = 10**self.regulation.decimals
            # half up: twice the mean in the smallest unit, and one more, halved
            rounded = [
                (self.col("sum_" + part) * (2 * unit) + valid) // self.twice(valid)
                for part in _PARTS
            ]
            points, count = tree(add, rounded), valid * 0 + unit
        yield TEMPORARY + "points", points.cast(space.Int64)
        yield TEMPORARY + "count", count.cast(space.Int64)
        missed = missed_by_count(
            space,
            self.held,
            lambda n, value: self.col(f"t{n}_{value}"),
            valid,
            self.rules.readings.ballot_minima,
        )
        for star in MARKED:
            yield f"{TEMPORARY}m{star}", any_of(space, [missed[star]] if star in missed else [])
        yield TEMPORARY + "out", any_of(space, [flag for flag, _ in self.excluded()])

    def twice(self, valid: Expr) -> Expr:
        """Twice the ballots; of none a number that can divide."""
        return self.space.when(valid > 0).then(valid * 2).otherwise(valid * 0 + 1)

    def excluded(self) -> Iterator[tuple[Expr, str]]:
        """Whether each exclusion holds: as most members assert, ties holding, or any member."""
        any_member = self.rules.readings.ballot_exclusions == "any-member"
        for exclusion in self.rubric.exclusions:
            number = self.col(f"x_{exclusion.id}")
            flag = number > 0
            yield flag if any_member else flag & (number * 2 >= self.col("valid")), exclusion.id

    def ranked(self) -> Iterator[tuple[str, Expr]]:
        """The rank by points, and the one that minima and exclusions leave; 0 for none."""
        space, readings = self.space, self.rubric.rules.readings
        points, count = self.col("points"), self.col("count")
        rank = self.lit(0)
        for band in reversed(self.rubric.bands):
            stars = self.lit(band.stars)
            if band.printed_to is not None and readings.between_bands == "no-rank":
                over = points > count * band.printed_to
                stars = space.when(over).then(self.lit(0)).otherwise(stars)
            rank = space.when(points >= count * band.least).then(stars).otherwise(rank)
        yield TEMPORARY + "rank", rank
        left = kept = self.lit(0)
        lower: list[Expr] = []
        for star in MARKED:
            own = self.col(f"m{star}")
            lower.append(own)
            cumulative = readings.star_minima == "cumulative"
            withheld = any_of(space, lower) if cumulative else own
            instead = self.lit(0) if readings.missed_minimum == "refused" else left
            left = space.when(withheld).then(instead).otherwise(self.lit(star))
            kept = space.when(rank == star).then(left).otherwise(kept)
        kept = space.when(self.col("out")).then(self.lit(0)).otherwise(kept)
        yield TEMPORARY + "kept", kept

    def lit(self, number: int) -> Expr:
        """A whole number."""
        return whole(self.space, number, self.space.Int64)

    def needs(self) -> Iterator[tuple[Expr, str]]:
        """What a verdict lacks before it stands."""
        council = self.regulation
        valid_only = council.quorum_of == "valid"
        counted = self.col("valid" if valid_only else "cast")
        if council.quorum is not None:
            share = not isinstance(council.quorum, int)
            least = ceil(council.quorum * (council.members or 0)) if share else council.quorum
            yield counted < least, "more-members"
        if council.chair_must_attend:
            yield self.col("chairs_valid" if valid_only else "chairs") == 0, "chair"
        if council.spread is not None:
            yield self.spread > floor(council.spread), "second-scoring"

    @property
    def spread(self) -> Expr:
        """How many points the highest total lies over the lowest."""
        return self.col("most") - self.col("least")

    def answers(self) -> Iterator[tuple[str, Expr]]:
        """What is asked for; null where there is no verdict, but for what was cast."""
        space, none = self.space, self.col("none")
        for name, added in zip(self.asked.want, self.asked.added, strict=True):
            value = self.answer(name)
            fine = ~none
            if name in {"stars", "stars_by_points"}:
                fine = fine & (value > 0)
            if name not in {"ballots", "valid", "fault", "faults"}:
                value = space.when(fine).then(value)
            yield added, value

    def answer(self, name: str) -> Expr:
        """A column that is asked for, as it stands where there is a verdict."""
        texts = {"faults": self.faults, "needs": self.needs, "excluded_by": self.excluded}
        if name in texts:
            return joined(self.space, list(texts[name]()))
        if name == "spread":
            return self.spread
        columns = {
            "ballots": "cast",
            "valid": "valid",
            "total_sum": "points",
            "total_count": "count",
            "stars_by_points": "rank",
            "stars": "kept",
            "excluded": "out",
            "fault": "none",
        }
        return self.col(columns.get(name) or "sum_" + name.removesuffix("_sum"))


def _aggregated(frame: Any, keys: Sequence[str], columns: Sequence[Expr]) -> Any:  # noqa: ANN401
    """The columns, a row for each product; some at a time where more would be a warning."""
    if not (isinstance(frame, nw.DataFrame) and frame.implementation.is_pandas()):
        return frame.group_by(*keys).agg(*columns)
    parts = [
        frame.group_by(*keys).agg(*columns[n : n + _MOST_AT_ONCE])
        for n in range(0, len(columns), _MOST_AT_ONCE)
    ]
    return nw.concat([parts[0], *(part.drop(*keys) for part in parts[1:])], how="horizontal")
