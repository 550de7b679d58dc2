"""Verdicts of councils over a whole frame: from a row an answer to a row a product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil, floor
from operator import add
from typing import Any

import attrs

from ocop.argument import check_type
from ocop.cycle.council.regulation import CouncilRules
from ocop.errors import Faults
from ocop.frames.ballot_minimum import Held, missed_by_count
from ocop.frames.build import TEMPORARY
from ocop.frames.door import Asked, answered
from ocop.frames.engine import MISSING, Engine, engine_of
from ocop.frames.expression import any_of, joined, tree
from ocop.frames.extra import nw
from ocop.frames.long import LONG_FAULTS, LongForm, gathered
from ocop.frames.plan import plan_of
from ocop.frames.term import terms_of
from ocop.law.rules import Rules
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.stars import MARKED

__all__ = ["VERDICTS", "verdicts"]

Expr = Any

#: Every column that can be asked for.
VERDICTS = (
    "ballots",
    "valid",
    "part_a_sum",
    "part_b_sum",
    "part_c_sum",
    "total_sum",
    "total_count",
    "stars_by_points",
    "stars",
    "excluded",
    "excluded_by",
    "spread",
    "needs",
    "fault",
    "faults",
)
_WANT = ("valid", "total_sum", "total_count", "stars_by_points", "stars", "needs", "fault")
_READ = ("member", "criterion", "option", "chair", "invalid")
_PARTS = ("part_a", "part_b", "part_c")
#: What the columns of the plan of a ballot begin with.
_OF = TEMPORARY + "s_"
#: More points than any sheet has.
_FAR = 1000


def verdicts(
    frame: Any,  # noqa: ANN401 - any engine's
    rubric: Rubric,
    *,
    key: str | Sequence[str],
    regulation: CouncilRules | None = None,
    want: Iterable[str] = _WANT,
    columns: Mapping[str, str] | None = None,
    faults: str = "row",
    prefix: str = "",
) -> Any:  # noqa: ANN401 - a frame as it was handed in
    """What the ballots of a frame come to, a row for each product.

    Every cell is what :func:`ocop.verdict` says of the same ballots. Averages are whole sums and
    counts, and ranks follow from those: nothing is divided.

    Args:
        frame: Of polars, pandas, pyarrow, duckdb, ibis, dask, pyspark or whatever else narwhals
            reads, with a row for each answer: the columns ``member``, ``criterion`` and
            ``option``, as :func:`score` reads those of a long frame. ``chair`` may say by true or
            1 which member chairs, and ``invalid`` by true, 1 or a reason which ballot does not
            count; both are the same in every row of a ballot.
        rubric: The rubric that all ballots are on.
        key: The columns that name a product.
        regulation: The council's regulation; where not given, one that asks for nothing.
        want: The columns to add, of ``ballots`` (those cast), ``valid`` (those that count),
            ``part_a_sum``, ``part_b_sum``, ``part_c_sum`` (the points of those that count; over
            ``valid`` the average), ``total_sum`` and ``total_count`` (the average is the one over
            the other, as the council reckons it), ``stars_by_points``, ``stars`` (null for no
            rank), ``excluded``, ``excluded_by`` (ids), ``spread`` (points), ``needs`` (ids, empty
            where the verdict stands), ``fault`` (whether there is no verdict; the columns between
            ``valid`` and it are then null) and ``faults`` (the code of each).
        columns: A column as named above → the frame's own name for it.
        faults: ``"row"``: a product at fault says so; ``"raise"``: it is an error, and a lazy frame
            is reckoned once to know.
        prefix: What the names of the added columns begin with.

    Returns:
        A frame of the columns of ``key`` and those asked for, in no order; of the kind that was
        handed in, lazy where that is lazy.

    Raises:
        InputError: no frame, no rubric or regulation, a column that is missing or holds no options;
            with ``"raise"`` the faults of its products too, of the first 1,000.

    Reference: 26/2026/QĐ-TTg, Art. 3.3.
    """
    wrong = Faults()
    if not isinstance(rubric, Rubric):
        wrong.add("not-a-rubric", "rubric", given=rubric)
    council = CouncilRules() if regulation is None else regulation
    check_type(wrong, council, CouncilRules, "regulation")
    keys = (key,) if isinstance(key, str) else tuple(key)

    def build(data: Any, asked: Asked, more: Faults) -> Any:  # noqa: ANN401 - frames of narwhals
        return _Council.of(data, asked, more, rubric, council).frame(data)

    return answered(
        frame,
        build,
        wrong,
        want=want,
        known=VERDICTS,
        reads=_READ,
        needs=("member", "criterion", "option"),
        columns=columns,
        faults=faults,
        prefix=prefix,
        keys=keys,
        apart=True,
        flags={
            name: "boolean" if name in {"excluded", "fault"} else "Int64"
            for name in VERDICTS
            if name not in {"excluded_by", "needs", "faults"}
        },
    )


@attrs.frozen(kw_only=True)
class _Council:
    """The steps from the answers of ballots to verdicts."""

    asked: Asked
    engine: Engine
    rubric: Rubric
    council: CouncilRules

    @classmethod
    def of(
        cls,
        data: Any,  # noqa: ANN401 - a frame of narwhals
        asked: Asked,
        faults: Faults,
        rubric: Rubric,
        council: CouncilRules,
    ) -> _Council:
        """How a frame is read.

        Raises:
            InputError: a column that cannot be what it is to hold.
        """
        schema = data.collect_schema()
        flags = [asked.columns[key] for key in ("chair", "invalid") if key in asked.columns]
        counted = [column for column in flags if not _is_text(schema[column])]
        engine = engine_of(data, (asked.columns["option"], *counted), faults)
        faults.raise_if_any()
        return cls(asked=asked, engine=engine, rubric=rubric, council=council)

    @property
    def space(self) -> Any:  # noqa: ANN401 - a module
        return self.engine.space

    @property
    def rules(self) -> Rules:
        """The rules that verdicts are reached by."""
        return self.council.over(self.rubric.rules)

    @property
    def held(self) -> Held:
        """What is counted of what members hold."""
        return Held(terms_of(self.rubric), self.rubric.rules.readings)

    def col(self, name: str) -> Expr:
        return self.space.col(TEMPORARY + name)

    def one(self, flag: Expr) -> Expr:
        """A flag as 1 or 0."""
        wide = self.space.Int64
        lit = self.space.lit
        return self.space.when(flag).then(lit(1, dtype=wide)).otherwise(lit(0, dtype=wide))

    def frame(self, data: Any) -> Any:  # noqa: ANN401 - frames of narwhals
        """The verdicts."""
        frame = self.ballots()
        for step in (self.said, self.counted, self.ends):
            frame = frame.with_columns(*(value.alias(name) for name, value in step()))
        sums = [self.space.col(name).sum() for name, _ in self.counted()]
        ends = [self.col("most").max(), self.col("least").min()]
        members = self.space.col(self.asked.columns["member"]).n_unique()
        frame = frame.group_by(*self.asked.keys).agg(
            *sums, *ends, members.alias(TEMPORARY + "members")
        )
        for step in (self.wrong, self.reckoned, self.ranked, self.answers):
            frame = frame.with_columns(*(value.alias(name) for name, value in step()))
        if self.space is nw:
            return frame
        return nw.from_native(frame if isinstance(data, nw.LazyFrame) else frame.collect())

    def ballots(self) -> Any:  # noqa: ANN401 - a frame
        """A row a ballot, with what its sheet comes to."""
        columns = self.asked.columns
        own = [columns[key] for key in ("member", "chair", "invalid") if key in columns]
        form = LongForm((*self.asked.keys, *own), columns["criterion"], columns["option"])
        engine, fields = gathered(self.engine, self.rubric, form)
        want = (*_PARTS, "total", "excluded", "fault", "faults")
        plan = plan_of(self.rubric, engine, fields, want, more=LONG_FAULTS, prefix=_OF)
        return plan.run(engine.frame)

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
            yield f"{TEMPORARY}x_{exclusion.id}", self.one(counts & self.col(f"e{n}"))
        terms = terms_of(self.rubric)
        for n, value in self.held.counted():
            which = self.col(f"h{n}" if terms[n].conditional else f"n{n}")
            yield f"{TEMPORARY}t{n}_{value}", self.one(counts & (which == value))

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
        cast = self.col("cast")
        yield cast > self.col("members"), "second-ballot"
        yield self.col("chairs") > 1, "several-chairs"
        if self.council.members is not None:
            yield cast > self.council.members, "more-ballots-than-members"
        yield self.col("valid") == 0, "no-valid-ballot"
        yield self.col("bad") > 0, "ballot-at-fault"

    def reckoned(self) -> Iterator[tuple[str, Expr]]:
        """The average as a whole number over another, and what is missed and excluded."""
        space, valid = self.space, self.col("valid")
        points, count = self.col("sum_total"), valid
        if self.rules.readings.council_average == "by-part":
            unit = 10**self.council.decimals
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
        return self.space.lit(number, dtype=self.space.Int64)

    def needs(self) -> Iterator[tuple[Expr, str]]:
        """What a verdict lacks before it stands."""
        council = self.council
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


def _is_text(dtype: Any) -> bool:  # noqa: ANN401 - a type of narwhals
    return dtype in {nw.String, nw.Categorical, nw.Enum, nw.Object, nw.Unknown}
