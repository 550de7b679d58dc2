"""Certificates of a whole frame: their last days, windows and standing, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any, Self

import attrs

from ocop.argument import check_day
from ocop.cycle.certificate.status import Status
from ocop.cycle.certificate.term import LATEST
from ocop.errors import Faults
from ocop.exact import as_day
from ocop.frames.build import TEMPORARY
from ocop.frames.certificate_day import CertificateDays
from ocop.frames.day import Days, days_of
from ocop.frames.door import Asked, answered
from ocop.frames.expression import any_of, joined
from ocop.frames.extra import nw
from ocop.law.regime import Regime
from ocop.law.rules import Rules, check_rules, default_rules

__all__ = ["CERTIFICATE_DAYS", "OUTPUTS", "Certified", "certificates"]

Expr = Any
#: Gives columns by name, of those that the frame has.
Step = Callable[[], Iterator[tuple[str, Expr]]]

#: Columns that are read, and what a frame may lack of them.
CERTIFICATE_DAYS = (
    "issued_on",
    "valid_from",
    "withdrawn_on",
    "superseded_on",
    "re_evaluation_filed_on",
    "re_evaluation_decided_on",
)
_READ = (*CERTIFICATE_DAYS, "stars")
#: Every column that can be asked for.
OUTPUTS = (
    "last_valid_day",
    "extended_to",
    "filing_from",
    "filing_to",
    "notice_by",
    "status",
    "in_force",
    "fault",
    "faults",
)
_WANT = ("last_valid_day", "filing_from", "filing_to", "status", "fault")


def certificates(
    frame: Any,  # noqa: ANN401 - any engine's
    *,
    on: date,
    rules: Rules | None = None,
    want: Iterable[str] = _WANT,
    columns: Mapping[str, str] | None = None,
    faults: str = "row",
    prefix: str = "",
) -> Any:  # noqa: ANN401 - a frame as it was handed in
    """What each certificate of a frame is on a day, and what falls due for it.

    Every cell is what :class:`ocop.cycle.Certificate` says of the same days.

    Args:
        frame: Of polars, pandas, pyarrow, duckdb, ibis, dask, pyspark or whatever else narwhals
            reads, with a row for each certificate. The column ``issued_on`` must be there;
            ``valid_from``, ``withdrawn_on``, ``superseded_on``, ``re_evaluation_filed_on``,
            ``re_evaluation_decided_on`` and ``stars`` may be. Days are dates, or midnights without
            a time zone; an empty cell says that there was none.
        on: The day.
        rules: Which law, and how it is read where it is silent; the default where not given.
        want: The columns to add, of ``last_valid_day`` (extensions apart), ``extended_to`` (null
            where there is no extension), ``filing_from`` and ``filing_to`` (null where the rules
            set no window), ``notice_by`` (null where they ask for none), ``status`` (a value of
            :class:`ocop.cycle.Status`), ``in_force`` (valid or extended), ``fault`` (whether the
            row is at fault; every other column is then null) and ``faults`` (where, and the code
            of each). By default the last day, the window, the status and whether a row is at fault.
        columns: A column as named above → the frame's own name for it.
        faults: ``"row"``: a row at fault says so; ``"raise"``: it is an error, and a lazy frame is
            reckoned once to know.
        prefix: What the names of the added columns begin with.

    Returns:
        The frame with the columns, of the kind that was handed in; lazy where that is lazy. Days
        are dates; midnights where the frame is of pandas and has midnights.

    Raises:
        InputError: no frame, a column that is missing or holds no days, a name that is taken; with
            ``"raise"`` the faults of its rows too, of the first 1,000.

    Reference: 26/2026/QĐ-TTg, Art. 4.3, 7.6, 8, 12.1, 12.3; 148/QĐ-TTg.
    """
    wrong = Faults()
    day = as_day(on)
    check_day(wrong, "on", day)
    under = default_rules() if rules is None else rules
    check_rules(wrong, under)

    return answered(
        frame,
        partial(_certified, rules=under, on=day),
        wrong,
        want=want,
        known=OUTPUTS,
        reads=_READ,
        needs=("issued_on",),
        columns=columns,
        faults=faults,
        prefix=prefix,
        flags={"fault": "boolean", "in_force": "boolean"},
    )


def _certified(data: Any, asked: Asked, faults: Faults, rules: Rules, on: date) -> Any:  # noqa: ANN401 - frames of narwhals
    return Certified.of(data, asked, faults, rules, on).frame()


@attrs.frozen(kw_only=True)
class Certified:
    """The steps to the columns of the certificates of a frame of narwhals."""

    data: Any
    asked: Asked
    stars: str | None
    days: Days
    rules: Rules
    on: date

    @classmethod
    def of(cls, data: Any, asked: Asked, faults: Faults, rules: Rules, on: date) -> Self:  # noqa: ANN401
        """How a frame is read.

        Raises:
            InputError: a column that cannot be what it is to hold.
        """
        columns = dict(asked.columns)
        stars = columns.pop("stars", None)
        columns.pop("pending", None)
        columns.pop("kind", None)
        days = days_of(data, columns.values(), faults)
        if stars is not None and not (dtype := data.collect_schema()[stars]).is_numeric():
            faults.add("column-not-options", "frame", stars, given=str(dtype))
        faults.raise_if_any()
        return cls(data=data, asked=asked, stars=stars, days=days, rules=rules, on=on)

    def frame(self) -> Any:  # noqa: ANN401 - a frame of narwhals
        """The frame with the columns that are asked for."""
        return self.stepped(
            self.data,
            self.read,
            self.begun,
            self.ended,
            self.judged,
            self.extended,
            self.standing,
            self.answers,
        )

    @staticmethod
    def stepped(data: Any, *steps: Step) -> Any:  # noqa: ANN401 - frames of narwhals
        """The frame with what each step names, one after the other."""
        for step in steps:
            columns = [value.alias(name) for name, value in step()]
            data = data.with_columns(*columns) if columns else data
        return data

    def has(self, key: str) -> bool:
        """Whether the frame has a column of such days."""
        return key in self.asked.columns

    def col(self, key: str) -> Expr:
        """A column that is there on the way."""
        return nw.col(TEMPORARY + key)

    def read(self) -> Iterator[tuple[str, Expr]]:
        """The days of the frame."""
        for key in CERTIFICATE_DAYS:
            if key in self.asked.columns:
                yield TEMPORARY + key, self.days.read(self.asked.columns[key])

    def begun(self) -> Iterator[tuple[str, Expr]]:
        """The first valid day."""
        first = issued = self.col("issued_on")
        if self.has("valid_from"):
            own = self.col("valid_from")
            first = nw.when(own.is_null()).then(issued).otherwise(own)
        yield TEMPORARY + "first", first

    def ended(self) -> Iterator[tuple[str, Expr]]:
        """The last valid day."""
        rules = CertificateDays(self.days, self.rules)
        last = rules.last_valid_day(self.col("issued_on"), self.col("first"))
        yield TEMPORARY + "last", last

    def judged(self) -> Iterator[tuple[str, Expr]]:
        """Whether the row is at fault."""
        yield TEMPORARY + "fault", any_of(nw, [flag for flag, _ in self.faults()])

    def extended(self) -> Iterator[tuple[str, Expr]]:
        """The last day of the extension; null where there is none."""
        if not self.has("re_evaluation_filed_on"):
            return
        last, filed = self.col("last"), self.col("re_evaluation_filed_on")
        latest = CertificateDays(self.days, self.rules).may_extend_to(last)
        by = last if self.rules.readings.extension_filing == "by-last-day" else latest
        end = latest
        if self.has("re_evaluation_decided_on"):
            decided = self.col("re_evaluation_decided_on")
            before = self.days.after(decided, -1)
            end = nw.when((decided <= latest) & ~decided.is_null()).then(before).otherwise(latest)
        yield TEMPORARY + "extended", nw.when((filed <= by) & (end > last)).then(end)

    def standing(self) -> Iterator[tuple[str, Expr]]:
        """What each is on the day, where that is asked."""
        if {"status", "in_force"} & set(self.asked.want):
            yield TEMPORARY + "status", self.status()

    def answers(self) -> Iterator[tuple[str, Expr]]:
        """What is asked for; null where the row is at fault."""
        fault, last = self.col("fault"), self.col("last")
        rules = CertificateDays(self.days, self.rules)
        none = nw.lit(None).cast(self.days.kind)
        for name, added in zip(self.asked.want, self.asked.added, strict=True):
            if name == "fault":
                value = fault
            elif name == "faults":
                value = joined(nw, list(self.faults()))
            else:
                value = {
                    "last_valid_day": lambda: last,
                    "extended_to": lambda: self.col("extended") if self._extends else none,
                    "filing_from": lambda: rules.window_opens(last),
                    "filing_to": lambda: rules.window_closes(last),
                    "notice_by": lambda: rules.notice_by(last),
                    "status": lambda: self.col("status"),
                    "in_force": self.in_force,
                }[name]()
                value = nw.when(~fault).then(value)
            yield added, value

    @property
    def _extends(self) -> bool:
        return self.has("re_evaluation_filed_on")

    def status(self) -> Expr:
        """What each is on the day; the first that ended it stays."""
        on, last = self.days.lit(self.on), self.col("last")
        end = last
        if self._extends:
            extended = self.col("extended")
            end = nw.when(extended.is_null()).then(last).otherwise(extended)
        lapsed = end < on
        status = _said(Status.EXTENDED)
        for flag, other in (
            (last >= on, Status.VALID),
            (self.col("first") > on, Status.NOT_YET_VALID),
            (lapsed, Status.LAPSED),
        ):
            status = nw.when(flag).then(_said(other)).otherwise(status)
        lapses = self.days.after(end, 1)
        for key, other in (
            ("superseded_on", Status.SUPERSEDED),
            ("withdrawn_on", Status.WITHDRAWN),
        ):
            if self.has(key):
                day = self.col(key)
                flag = (day <= on) & ((day <= lapses) | lapses.is_null()) & ~day.is_null()
                if key == "withdrawn_on" and self.has("superseded_on"):
                    sooner = self.col("superseded_on")
                    flag = flag & (sooner.is_null() | (day <= sooner))
                status = nw.when(flag).then(_said(other)).otherwise(status)
        return status

    def in_force(self) -> Expr:
        """Whether each is valid or extended on the day."""
        status = self.col("status")
        return (status == _said(Status.VALID)) | (status == _said(Status.EXTENDED))

    def faults(self) -> Iterator[tuple[Expr, str]]:
        """Flags of what is wrong, with where and the code of each."""
        issued, lit = self.col("issued_on"), self.days.lit
        for key in CERTIFICATE_DAYS:
            if self.asked.columns.get(key) in self.days.timed:
                yield self.days.untrue(self.asked.columns[key]), f"{key}:not-a-date"
        yield issued.is_null(), "issued_on:missing"
        begun = lit(self.rules.regimes()[0].first_day)
        yield ~issued.is_null() & (issued < begun), "issued_on:before-the-first-criteria"
        yield from self._beyond(issued, begun)
        for key in ("valid_from", "withdrawn_on", "superseded_on", "re_evaluation_filed_on"):
            if self.has(key):
                day = self.col(key)
                yield ~day.is_null() & ~issued.is_null() & (day < issued), f"{key}:before-the-issue"
        yield from self._decided()
        if self.stars is not None:
            yield ~self._certified(nw.col(self.stars)), "stars:not-a-certified-rank"

    def _beyond(self, issued: Expr, begun: Expr) -> Iterator[tuple[Expr, str]]:
        """Whether the calendar ends before the term."""
        latest = self.days.lit(LATEST)
        fine = ~issued.is_null() & (issued >= begun)
        own = self.col("valid_from").is_null() if self.has("valid_from") else nw.lit(value=True)
        yield fine & own & (issued > latest), "issued_on:calendar-ends-before-term"
        if self.has("valid_from"):
            first = self.col("first")
            flag = fine & ~own & (first > latest)
            yield flag, "valid_from:calendar-ends-before-term"

    def _decided(self) -> Iterator[tuple[Expr, str]]:
        """Whether a result stands without its filing, or before it."""
        if not self.has("re_evaluation_decided_on"):
            return
        decided = self.col("re_evaluation_decided_on")
        filed = nw.lit(None).cast(self.days.kind)
        if self._extends:
            filed = self.col("re_evaluation_filed_on")
        there = ~decided.is_null() & ~self.col("issued_on").is_null()
        key = "re_evaluation_decided_on"
        yield there & filed.is_null(), f"{key}:decided-without-filing"
        if self._extends:
            before = there & ~filed.is_null() & (decided < filed)
            yield before, f"{key}:decided-before-filing"

    def _certified(self, stars: Expr) -> Expr:
        """Whether some level recognises so many stars under the rules of the day of issue."""
        regimes = self.rules.regimes()
        flag = _one_of(stars, _ranks(*regimes))
        for ranks, alike in groupby(regimes, _ranks):
            begun = self.col("issued_on") >= self.days.lit(next(alike).first_day)
            flag = nw.when(begun).then(_one_of(stars, ranks)).otherwise(flag)
        return flag


def _said(status: Status) -> Expr:
    return nw.lit(str(status))


def _ranks(*regimes: Regime) -> tuple[int, ...]:
    """The stars that some level recognises under one of the regimes."""
    levels = [rule for regime in regimes for rule in regime.levels]
    return tuple(sorted({stars for rule in levels for stars in rule.recognises}))


def _one_of(column: Expr, values: tuple[int, ...]) -> Expr:
    """Whether a column has one of some values; False where it is null."""
    return any_of(nw, [(column == value) & ~column.is_null() for value in values])
