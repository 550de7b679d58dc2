"""Standings of a whole frame of recognitions: how each stands on a day, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from ocop.argument import check_day
from ocop.errors import Faults
from ocop.exact import as_day
from ocop.frames.build import TEMPORARY
from ocop.frames.certified import CERTIFICATE_DAYS, Certified
from ocop.frames.door import Asked, answered
from ocop.frames.expression import any_of, joined
from ocop.frames.extra import nw
from ocop.law.rules import Rules, check_rules, default_rules
from ocop.targets.registry.standing import IN_FORCE, Standing

__all__ = ["STANDINGS", "standings"]

Expr = Any

_READ = (*CERTIFICATE_DAYS, "ends_on", "stars", "pending")
#: Every column that can be asked for.
STANDINGS = (
    "standing",
    "in_force",
    "last_valid_day",
    "extended_to",
    "replaced_on",
    "fault",
    "faults",
)
_WANT = ("standing", "in_force", "last_valid_day", "replaced_on", "fault")
#: The questions whose readings make more of the order of a product's recognitions.
_OF_ORDER = ("lower_rank", "withdrawn_upgrade")
#: What only a certificate of the national rules can be at fault of.
_BY_LAW = {"calendar-ends-before-term", "decided-without-filing", "decided-before-filing"}


def standings(
    frame: Any,  # noqa: ANN401 - any engine's
    *,
    on: date,
    key: str | Sequence[str],
    rules: Rules | None = None,
    want: Iterable[str] = _WANT,
    columns: Mapping[str, str] | None = None,
    faults: str = "row",
    prefix: str = "",
) -> Any:  # noqa: ANN401 - a frame as it was handed in
    """How each recognition of a frame stands on a day.

    Every cell is what :meth:`ocop.targets.Registry.standings` says of the same rows. A later
    recognition of a product takes the place of the one before. Counts are a ``group_by`` away.

    Args:
        frame: As for :func:`certificates`, a row for each recognition. ``ends_on`` may have the
            last valid day of one from before the national criteria, and ``pending`` say by true
            or 1 that a row is a proposal.
        on: The day.
        key: The columns that name a product; its rows must spell them alike.
        rules: Which law, and how it is read where it is silent; the default where not given.
        want: The columns to add, of ``standing`` (a value of :class:`ocop.targets.Standing`; null
            where the row is issued later), ``in_force``, ``last_valid_day`` (extensions apart;
            null of a proposal, and where it is not known), ``extended_to``, ``replaced_on``
            (the first day of what took its place; null where nothing did), ``fault`` and
            ``faults``, as of :func:`certificates`.
        columns: A column as named above → the frame's own name for it.
        faults: ``"row"`` or ``"raise"``, as for :func:`certificates`.
        prefix: What the names of the added columns begin with.

    Returns:
        The frame with the columns, of the kind that was handed in; lazy where that is lazy, whose
        rows may then come in another order.

    Raises:
        InputError: as :func:`certificates`, or rules that read ``lower_rank`` or
            ``withdrawn_upgrade`` otherwise than by default: then the whole history of a product
            decides, which only a registry knows.
    """
    wrong = Faults()
    day = as_day(on)
    check_day(wrong, "on", day)
    under = default_rules() if rules is None else rules
    if check_rules(wrong, under):
        for question in under.readings.changed.keys() & set(_OF_ORDER):
            wrong.add("reading-of-histories", "rules", question=question)
    keys = (key,) if isinstance(key, str) else tuple(key)

    def build(data: Any, asked: Asked, more: Faults) -> Any:  # noqa: ANN401 - frames of narwhals
        return _Standings.of(data, asked, more, under, day).frame()

    return answered(
        frame,
        build,
        wrong,
        want=want,
        known=STANDINGS,
        reads=_READ,
        needs=("issued_on",),
        columns=columns,
        faults=faults,
        prefix=prefix,
        keys=keys,
        flags={"fault": "boolean", "in_force": "boolean"},
    )


@attrs.frozen(kw_only=True)
class _Standings(Certified):
    """The steps to the columns of the standings of a frame of narwhals."""

    def frame(self) -> Any:  # noqa: ANN401 - a frame of narwhals
        """The frame with the columns that are asked for."""
        data = self.data
        for step in (self.read, self.begun):
            data = data.with_columns(*(value.alias(name) for name, value in step()))
        data = self.followed(data)
        for step in (self.ended, self.extended, self.standing, self.stood, self.answers):
            columns = [value.alias(name) for name, value in step()]
            data = data.with_columns(*columns) if columns else data
        return data

    def has(self, key: str) -> bool:
        """Whether there is a column of such days: what took the place is always looked for."""
        return key == "superseded_on" or super().has(key)

    @property
    def pending(self) -> Expr:
        """Whether a row is a proposal."""
        return self.col("pending") == 1

    @property
    def special(self) -> Expr:
        """Whether no national certificate was issued: to a proposal, and before the criteria."""
        return self.pending | (self.col("issued_on") < self._begun)

    @property
    def _begun(self) -> Expr:
        return self.days.lit(self.rules.regimes()[0].first_day)

    def read(self) -> Iterator[tuple[str, Expr]]:
        """The days of the frame, and which rows are proposals."""
        yield from super().read()
        if "ends_on" in self.asked.columns:
            yield TEMPORARY + "ends_on", self.days.read(self.asked.columns["ends_on"])
        yes, no = nw.lit(1, dtype=nw.Int64), nw.lit(0, dtype=nw.Int64)
        flag = nw.lit(value=False)
        if "pending" in self.asked.columns:
            column = nw.col(self.asked.columns["pending"])
            flag = ~column.is_null() & (column == 1)
        yield TEMPORARY + "pending", nw.when(flag).then(yes).otherwise(no)
        yield TEMPORARY + "one", yes

    def followed(self, data: Any) -> Any:  # noqa: ANN401 - frames of narwhals
        """The frame with the day on which a later recognition took the place of each."""
        own = [TEMPORARY + name for name in ("first", "issued_on", "pending")]
        first, issued, pending = own
        keys = list(self.asked.keys)
        number = data.group_by(*keys, issued, pending).agg(
            nw.col(TEMPORARY + "one").sum().alias(TEMPORARY + "number")
        )
        later = data.select(*keys, *(nw.col(name).alias(name + "_2") for name in own))
        pairs = data.select(*keys, *own).join(later, on=keys, how="inner")
        after = nw.col(first + "_2") > nw.col(first)
        alike = nw.col(first + "_2") == nw.col(first)
        behind = nw.col(issued + "_2") > nw.col(issued)
        last = (nw.col(issued + "_2") == nw.col(issued)) & (
            nw.col(pending + "_2") > nw.col(pending)
        )
        takes = nw.col(pending + "_2") <= nw.col(pending)
        pairs = pairs.filter((after | (alike & (behind | last))) & takes)
        day = TEMPORARY + "successor"
        days = pairs.group_by(*keys, *own).agg(nw.col(first + "_2").min().alias(day))
        data = data.join(number, on=[*keys, issued, pending], how="left")
        data = data.join(days, on=[*keys, *own], how="left")
        if "superseded_on" not in self.asked.columns:
            return data.with_columns(nw.col(day).alias(TEMPORARY + "superseded_on"))
        recorded, found = self.col("superseded_on"), nw.col(day)
        sooner = found.is_null() | (recorded < found)
        value = nw.when(~recorded.is_null() & sooner).then(recorded).otherwise(found)
        return data.with_columns(value.alias(TEMPORARY + "superseded_on"))

    def ended(self) -> Iterator[tuple[str, Expr]]:
        """The last valid day: by the rules, or as recorded from before them."""
        for name, value in super().ended():
            if name != TEMPORARY + "last":
                yield name, value
                continue
            ends = nw.lit(None).cast(self.days.kind)
            if "ends_on" in self.asked.columns:
                ends = nw.when(~self.pending).then(self.col("ends_on"))
            yield name, nw.when(self.special).then(ends).otherwise(value)

    def extended(self) -> Iterator[tuple[str, Expr]]:
        """The last day of the extension; null where there is none."""
        for name, value in super().extended():
            yield name, nw.when(~self.special).then(value)

    def standing(self) -> Iterator[tuple[str, Expr]]:
        """What each is on the day, whatever it is asked for."""
        yield TEMPORARY + "status", self.status()

    def stood(self) -> Iterator[tuple[str, Expr]]:
        """How each stands: a proposal waits or is closed; of an old one the end may be unknown."""
        status = self.col("status")
        over = any_of(nw, [status == str(one) for one in (Standing.WITHDRAWN, Standing.SUPERSEDED)])
        unknown = self.special & self.col("last").is_null()
        standing = nw.when(unknown & ~over).then(nw.lit(str(Standing.END_UNKNOWN)))
        value = standing.otherwise(status)
        for flag, other in (
            (self.pending & ~over, Standing.PENDING),
            (self.pending & over, Standing.CLOSED),
        ):
            value = nw.when(flag).then(nw.lit(str(other))).otherwise(value)
        issued = self.col("issued_on") <= self.days.lit(self.on)
        yield TEMPORARY + "standing", nw.when(issued).then(value)

    def answers(self) -> Iterator[tuple[str, Expr]]:
        """What is asked for; null where the row is at fault."""
        none, standing = nw.lit(None).cast(self.days.kind), self.col("standing")
        for name, added in zip(self.asked.want, self.asked.added, strict=True):
            if name == "fault":
                yield added, self.col("fault")
            elif name == "faults":
                yield added, joined(nw, list(self.faults()))
            else:
                extended = self.col("extended") if self._extends else none
                value = {
                    "standing": standing,
                    "in_force": any_of(nw, [standing == str(one) for one in IN_FORCE]),
                    "last_valid_day": self.col("last"),
                    "extended_to": extended,
                    "replaced_on": self.col("superseded_on"),
                }[name]
                there = ~self.col("fault") & ~standing.is_null()
                yield added, nw.when(there).then(value)

    def faults(self) -> Iterator[tuple[Expr, str]]:
        """Flags of what is wrong, with where and the code of each."""
        for flag, word in super().faults():
            where, _, code = word.partition(":")
            if code == "before-the-first-criteria":
                continue
            by_law = code in _BY_LAW
            yield (flag & ~self.special if by_law else flag), f"{where}:{code}"
        if "ends_on" in self.asked.columns:
            ends, first = self.col("ends_on"), self.col("first")
            yield ~ends.is_null() & (ends < first), "ends_on:ends-before-valid"
        yield self.col("number") > 1, f"{self.asked.keys[0]}:recognised-twice"
