"""Standings of a whole frame of recognitions: how each stands on a day, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import attrs

from ocop.argument import check_day
from ocop.cycle.certificate.status import Status
from ocop.errors import Faults
from ocop.exact import as_day
from ocop.frames.build import TEMPORARY
from ocop.frames.certificate_day import CertificateDays
from ocop.frames.certified import CERTIFICATE_DAYS, Certified
from ocop.frames.deferred import Deferral
from ocop.frames.door import Asked, answered
from ocop.frames.expression import any_of, joined
from ocop.frames.extra import nw
from ocop.frames.followed import followed, followed_in_chains
from ocop.frames.history import (
    AWAY,
    BEYOND,
    CERTIFIED,
    FIRST,
    FOR_GOOD,
    ISSUED,
    NEXT,
    NUMBER,
    OF_UPGRADE,
    OWN_FIRST,
    PENDING,
    STARS,
    SUPERSEDED,
    UPGRADE,
    WAITS,
    of_other,
    one_where,
)
from ocop.frames.revived import revived
from ocop.law.case import CASES
from ocop.law.rules import Rules, check_rules, default_rules
from ocop.targets.registry.standing import IN_FORCE, Standing

__all__ = ["STANDINGS", "standings"]

Expr = Any

_READ = (*CERTIFICATE_DAYS, "ends_on", "stars", "pending", "kind")
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
_TOO_LONG = "history-too-long"
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
            or 1 that a row is a proposal. ``kind`` says that one is ``"first"``, ``"upgrade"`` or
            ``"re-evaluation"``; it must be there under ``withdrawn_upgrade="older-revives"``, and
            it and ``stars`` under ``lower_rank="after-old-term"``.
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
        InputError: as :func:`certificates`.
    """
    wrong = Faults()
    day = as_day(on)
    check_day(wrong, "on", day)
    under = default_rules() if rules is None else rules
    if not check_rules(wrong, under):
        under = default_rules()
    keys = (key,) if isinstance(key, str) else tuple(key)

    return answered(
        frame,
        partial(_stood, rules=under, on=day),
        wrong,
        want=want,
        known=STANDINGS,
        reads=_READ,
        needs=("issued_on", *_needed(under)),
        columns=columns,
        faults=faults,
        prefix=prefix,
        keys=keys,
        flags={"fault": "boolean", "in_force": "boolean"},
    )


def _stood(data: Any, asked: Asked, faults: Faults, rules: Rules, on: date) -> Any:  # noqa: ANN401 - frames of narwhals
    return _Standings.of(data, asked, faults, rules, on).frame()


def _needed(rules: Rules) -> tuple[str, ...]:
    """The columns without which the order of a product's recognitions cannot be told."""
    readings = rules.readings
    if readings.lower_rank == "after-old-term":
        return ("kind", "stars")
    return ("kind",) if readings.withdrawn_upgrade == "older-revives" else ()


@attrs.frozen(kw_only=True)
class _Standings(Certified):
    """The steps to the columns of the standings of a frame of narwhals."""

    def frame(self) -> Any:  # noqa: ANN401 - a frame of narwhals
        """The frame with the columns that are asked for."""
        data = self.stepped(self.data, self.read, self.begun)
        data = self.stepped(data, self.told) if self.chained else data
        data = self.beside(data, self.histories(data))
        return self.stepped(
            data,
            self.taken,
            self.ended,
            self.judged,
            self.extended,
            self.standing,
            self.stood,
            self.answers,
        )

    @property
    def waits(self) -> bool:
        """Whether fewer stars by re-evaluation begin when the term of the others ends."""
        return self.rules.readings.lower_rank == "after-old-term"

    @property
    def revives(self) -> bool:
        """Whether a certificate may come back."""
        return self.rules.readings.withdrawn_upgrade == "older-revives" and self.recorded(
            "withdrawn_on"
        )

    @property
    def chained(self) -> bool:
        """Whether the order of a product's certificates tells more than what is next."""
        return bool(_needed(self.rules))

    def recorded(self, key: str) -> bool:
        """Whether the frame itself has a column of such days."""
        return key in self.asked.columns

    def histories(self, data: Any) -> Any:  # noqa: ANN401 - frames of narwhals
        """The recognitions of each product, held side by side."""
        keys = self.asked.keys
        if not self.chained:
            return followed(data, keys)
        deferral = None
        if self.waits:
            ending = [
                TEMPORARY + key for key in ("withdrawn_on", "superseded_on") if self.recorded(key)
            ]
            rules = CertificateDays(self.days, self.rules)
            deferral = Deferral.of(data, keys, ending, rules)
        days = [TEMPORARY + key for key in CERTIFICATE_DAYS[1:] if self.recorded(key)]
        kept = (*days, UPGRADE) if self.revives else ()
        history = followed_in_chains(data, keys, kept, deferral)
        if not self.revives:
            return history
        history = self.stepped(history, super().ended, super().extended)
        kept = (FIRST, NEXT, NUMBER, *((BEYOND,) if self.waits else ()))
        on = self.days.lit(self.on)
        extends, recorded = self._extends, self.recorded("superseded_on")
        return revived(history, keys, kept, self.days, on, extends=extends, recorded=recorded)

    def beside(self, data: Any, histories: Any) -> Any:  # noqa: ANN401 - frames of narwhals
        """The rows beside what became of their product."""
        on = [*self.asked.keys, ISSUED, PENDING]
        names = [NEXT, NUMBER, *((BEYOND,) if self.waits else ())]
        if self.revives:
            names += [AWAY, FOR_GOOD, *((OF_UPGRADE,) if self.recorded("superseded_on") else ())]
        first = [nw.col(FIRST).alias(of_other(FIRST))] if self.chained else []
        return data.join(histories.select(*on, *names, *first), on=on, how="left")

    def taken(self) -> Iterator[tuple[str, Expr]]:
        """The first valid day, and the day on which another took the place."""
        if self.chained:
            begins = nw.col(of_other(FIRST))
            yield FIRST, nw.when(begins.is_null()).then(nw.col(FIRST)).otherwise(begins)
        day = nw.col(NEXT)
        if self.revives:
            own = nw.col(CERTIFIED) == 1
            day = nw.when(own).then(nw.col(FOR_GOOD)).otherwise(day)
        if self.recorded("superseded_on"):
            own = ~nw.col(SUPERSEDED).is_null()
            if self.revives:  # it records an upgrade that was undone
                own = own & (one_where(nw.col(OF_UPGRADE) == 1) == 0)
            sooner = day.is_null() | (nw.col(SUPERSEDED) < day)
            day = nw.when(own & sooner).then(nw.col(SUPERSEDED)).otherwise(day)
        yield SUPERSEDED, day

    def has(self, key: str) -> bool:
        """Whether there is a column of such days: what took the place is always looked for."""
        return key == "superseded_on" or super().has(key)

    @property
    def pending(self) -> Expr:
        """Whether a row is a proposal."""
        return nw.col(PENDING) == 1

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
        proposed = nw.lit(value=False)
        if "pending" in self.asked.columns:
            column = nw.col(self.asked.columns["pending"])
            proposed = ~column.is_null() & (column == 1)
        yield PENDING, one_where(proposed)

    def told(self) -> Iterator[tuple[str, Expr]]:
        """What readings ask of the order of a product's certificates."""
        kind = self.kind
        own = nw.lit(value=True)
        if self.has("valid_from"):
            own = self.col("valid_from").is_null()
        yield OWN_FIRST, self.col("first")
        yield CERTIFIED, one_where(~self.special)
        yield UPGRADE, one_where(kind == "upgrade")
        if self.waits:
            yield WAITS, one_where((kind == "re-evaluation") & own)
            yield STARS, nw.col(self.asked.columns["stars"])

    @property
    def kind(self) -> Expr:
        """What each was given for; empty where that is not said."""
        text = nw.col(self.asked.columns["kind"]).cast(nw.String)
        return text.fill_null("").str.strip_chars()

    def ended(self) -> Iterator[tuple[str, Expr]]:
        """The last valid day: by the rules, or as recorded from before them."""
        for name, value in super().ended():
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
        status = self.status()
        if self.revives:
            there = any_of(nw, [status == str(one) for one in Status if one.counts])
            away = there & (nw.col(AWAY) == 1)
            status = nw.when(away).then(nw.lit(str(Status.SUPERSEDED))).otherwise(status)
        yield TEMPORARY + "status", status

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
            ends = self.col("ends_on")
            first = nw.col(OWN_FIRST if self.chained else FIRST)
            yield ~ends.is_null() & (ends < first), "ends_on:ends-before-valid"
        for column, name in zip(self.asked.keys, self.asked.called, strict=True):
            yield nw.col(column).is_null(), f"{name}:missing"
        yield nw.col(NUMBER) > 1, f"{self.asked.called[0]}:recognised-twice"
        if self.chained:
            known = any_of(nw, [self.kind == word for word in ("", *CASES)])
            yield ~known, "kind:not-known"
        if self.waits:
            yield nw.col(BEYOND) == 1, f"{self.asked.called[0]}:{_TOO_LONG}"
