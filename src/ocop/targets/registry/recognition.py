"""Recognitions: one row of a registry, one time that a product was given its stars."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from sys import intern
from textwrap import shorten
from types import SimpleNamespace
from typing import Any, SupportsIndex

import attrs

from ocop.argument import checked
from ocop.cycle.application.application import Application
from ocop.cycle.certificate.certificate import Certificate
from ocop.dates import DateRange
from ocop.errors import Fault, Faults
from ocop.exact import as_day, as_day_or_none, as_whole
from ocop.frozen_map import FrozenMap
from ocop.law.case import Case
from ocop.law.entity import EntityKind, entity_kind
from ocop.law.level import Level
from ocop.law.product_set import ProductSet
from ocop.law.rules import Rules
from ocop.shown.value import Shown, Tidy
from ocop.targets.registry._recognition_check import check_row, first_day
from ocop.targets.registry._recognition_law import check_by_law
from ocop.targets.registry._span import NO_CELLS, NO_DAYS, span_of
from ocop.targets.where import place_key
from ocop.words import fold, nfc

__all__ = ["Recognition", "as_checked", "check_fields", "shared", "tidy", "without"]

#: What tells one product from another where there is no code.
_IDENTITY = frozenset({"code", "entity", "province"})


def check_fields(
    fields: dict[str, Any],
    lacking: Collection[str],
    rules: Rules,
    known: tuple[Fault, ...] | None = None,
) -> tuple[Fault, ...]:
    """What is wrong with a row, apart from the fields that could not be read and it cannot lack.

    Args:
        fields: Its fields, as far as they are there.
        lacking: Those of which nothing is told.
        rules: Which law says what a row may be.
        known: What is wrong with it under any law, where that was asked before.
    """
    own, row = Faults(), SimpleNamespace(**_nothing() | fields)
    if known is None:
        check_row(row, own)
    else:
        own.found += known
    check_by_law(row, rules, own)
    return tuple(one for one in own.found if one.path[0] not in lacking)


@cache
def _nothing() -> dict[str, Any]:
    """The fields of a row of which nothing is known."""
    rest = {"pending": False, "until": NO_DAYS, "unread": NO_CELLS, "others": NO_CELLS}
    return dict.fromkeys(field.name for field in attrs.fields(Recognition)) | rest


def without(row: Recognition, fields: Collection[str], unread: Mapping[str, str]) -> Recognition:
    """A recognition without some of the fields that it need not have, whose cells are not read."""
    values = {one.name: getattr(row, one.name) for one in attrs.fields(Recognition)}
    until = {field: last for field, last in row.until.items() if field not in fields}
    values |= dict.fromkeys(fields) | {"until": _as_days(until), "unread": _as_map(unread)}
    return as_checked(values.values())


def tidy(value: str | None) -> Any:  # noqa: ANN401 - what is not text is left for the check
    """Text in NFC with single spaces, None where nothing is left."""
    if not isinstance(value, str):
        return value
    text = " ".join((value if value.isascii() else nfc(value)).split())
    return (value if type(value) is str and text == value else text) or None


def shared(value: str | None) -> Any:  # noqa: ANN401 - as tidy
    """The same of a text that many rows have: one object for all of them."""
    text = tidy(value)
    return intern(text) if isinstance(text, str) else text


def _as_map(table: Mapping[str, str]) -> FrozenMap[str, str]:
    if not isinstance(table, Mapping):
        return table  # what is no table is left for the check
    if not table:
        return NO_CELLS
    return table if type(table) is FrozenMap else FrozenMap(table)


def _as_days(table: Mapping[str, Any]) -> FrozenMap[str, Any]:
    if not isinstance(table, Mapping):
        return table  # what is no table is left for the check
    if not table:
        return NO_DAYS
    if type(table) is FrozenMap:
        return table
    return FrozenMap((field, as_day(day)) for field, day in table.items())


def _total(value: SupportsIndex | Fraction | None) -> int | Fraction | None:
    return value if value is None or isinstance(value, Fraction) else as_whole(value)


# a country has millions of them: nothing points weakly at one
@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class Recognition(Shown, Tidy):
    """One recognition (công nhận) of one product; a field that is not recorded is None.

    Whole numbers of other libraries, such as numpy's, are taken as they are, and a midnight without
    a time zone, such as pandas', as its day.

    Attributes:
        code: The product code, by which the recognitions of one product are told; without one, its
            name, entity and province tell them.
        name: The product's name.
        product_set: Its set, in the numbering in force when it was recognised.
        group: The id of its product group, where the set is not recorded.
        entity: The name of the entity (chủ thể).
        entity_kind: Its kind.
        province: Where it is from; likewise the former ``district`` and the ``commune``.
        stars: 3, 4 or 5; for a pending product the rank that it was proposed for.
        pending: It is proposed for ``stars`` and waits for the result (tiềm năng 5 sao); nobody has
            issued a certificate of that rank.
        issued_on: The day of issue; for a pending product the day of the proposal. Where only its
            month or year is recorded, the first day of that. A recognition
            from before 21 August 2019 was given under a province's own rules: it counts as
            recognised, and its end is not known unless it is recorded.
        valid_from: The first valid day that the decision set of its own; None where it set none.
        ends_on: The last valid day as recorded. It ends a recognition from before 21 August 2019;
            of later ones the law sets the term, and a registry notes where the record differs.
        decision: The number of the decision.
        issuer: Who issued it, as recorded.
        level: The issuer's level.
        kind: ``"first"``, ``"upgrade"`` or ``"re-evaluation"``.
        withdrawn_on: The first day on which it no longer counts because it was withdrawn.
        withdrawal_ground: The id of the ground, see :meth:`ocop.cycle.Withdrawal.grounds`. Whether
            it is one, and whether the total allows the stars, the registry says, which has rules.
        superseded_on: The day of a later recognition that this registry does not hold; those that
            it holds are found by themselves.
        re_evaluation_filed_on: The day on which a re-evaluation was filed, which may extend it.
        re_evaluation_decided_on: The day of that re-evaluation's result.
        total: The council's average total, 0–100.
        until: Field → last day, of the days of which only the month or the year is recorded, three
            at most; the field itself has the first day of it. Any day between may be meant.
        unread: Column → cell of the cells that nobody could read. What they say is unknown, which
            is not the same as nothing: of a row whose day of withdrawal cannot be read it is not
            known whether it was withdrawn.
        issue_days: The days that may be that of issue: one, or those of its month or year.
        others: Header → cell of the columns of its register that nobody knows, written back as they
            stand.
        product: What tells the recognitions of one product: its code, or name, entity and province.
        holder: What tells one entity from another; None where it is not recorded.
        first_valid_day: The day of issue, or the first valid day that the decision set.
        certified: Whether a certificate of the national rules was issued.
        product_known: Whether what tells its product from others could be read.

    Raises:
        InputError: with every fault: no name, a rank that is not certified, days out of order…
    """

    code: str | None = attrs.field(default=None, converter=tidy)
    name: str = attrs.field(converter=tidy)
    product_set: ProductSet | None = None
    group: str | None = None
    entity: str | None = attrs.field(default=None, converter=shared)
    entity_kind: EntityKind | None = None
    province: str | None = attrs.field(default=None, converter=shared)
    district: str | None = attrs.field(default=None, converter=shared)
    commune: str | None = attrs.field(default=None, converter=shared)
    stars: int = attrs.field(converter=as_whole)
    pending: bool = False
    issued_on: date = attrs.field(converter=as_day)
    valid_from: date | None = attrs.field(default=None, converter=as_day_or_none)
    ends_on: date | None = attrs.field(default=None, converter=as_day_or_none)
    decision: str | None = attrs.field(default=None, converter=shared)
    issuer: str | None = attrs.field(default=None, converter=shared)
    level: Level | None = None
    kind: Case | None = None
    withdrawn_on: date | None = attrs.field(default=None, converter=as_day_or_none)
    withdrawal_ground: str | None = attrs.field(default=None, converter=shared)
    superseded_on: date | None = attrs.field(default=None, converter=as_day_or_none)
    re_evaluation_filed_on: date | None = attrs.field(default=None, converter=as_day_or_none)
    re_evaluation_decided_on: date | None = attrs.field(default=None, converter=as_day_or_none)
    total: int | Fraction | None = attrs.field(default=None, converter=_total)
    until: FrozenMap[str, date] = attrs.field(default=NO_DAYS, converter=_as_days)
    unread: FrozenMap[str, str] = attrs.field(default=NO_CELLS, converter=_as_map)
    others: FrozenMap[str, str] = attrs.field(default=NO_CELLS, converter=_as_map)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_row(self, faults)
        faults.raise_if_any()

    def __repr__(self) -> str:
        name = shorten(self.code or self.name, 60, placeholder="…")
        what = f"proposed for {self.stars}★" if self.pending else f"{self.stars}★"
        day = self.issue_days if "issued_on" in self.until else self.issued_on
        return f"<Recognition of {name!r}, {what}, {day}>"

    @classmethod
    def of_certificate(cls, certificate: Certificate, **details: Any) -> Recognition:  # noqa: ANN401
        """The row of a register that records a certificate.

        >>> from datetime import date
        >>> held = Certificate(product="Trà sen", stars=4, issued_on=date(2024, 1, 10))
        >>> Recognition.of_certificate(held, code="83-1", province="Hà Tĩnh")
        <Recognition of '83-1', 4★, 2024-01-10>

        Args:
            certificate: The certificate; its product is the name where no other is given. The days
                on which a withdrawn upgrade stood in its place no row can record.
            details: Other fields of the recognition, such as ``code`` and ``entity``.

        Raises:
            InputError: no certificate, or details that are none.
        """
        held = checked(certificate, Certificate, "certificate")
        fields = {field.name for field in attrs.fields(cls)}
        faults = Faults()
        for name in details.keys() - fields:
            faults.add("unknown-key", name, given=name, known=tuple(sorted(fields)))
        faults.raise_if_any()
        withdrawal = held.withdrawal
        recorded: dict[str, Any] = {
            "name": held.product,
            "stars": held.stars,
            "issued_on": held.issued_on,
            "valid_from": held.valid_from,
            "decision": held.decision_no,
            "issuer": held.issuer,
            "level": held.level,
            "kind": held.kind,
            "withdrawn_on": None if withdrawal is None else withdrawal.on,
            "withdrawal_ground": None if withdrawal is None else withdrawal.ground,
            "superseded_on": held.superseded_on,
            "re_evaluation_filed_on": held.re_evaluation_filed_on,
            "re_evaluation_decided_on": held.re_evaluation_decided_on,
        }
        return cls(**recorded | details)

    @classmethod
    def of_application(
        cls,
        application: Application,
        **details: Any,  # noqa: ANN401 - fields of any kind
    ) -> tuple[Recognition, ...]:
        """The rows of a register that record the certificates of an application, oldest first.

        Args:
            application: The application; its entity and the kind of that are recorded.
            details: Other fields of each recognition, such as ``code`` and ``entity``.

        Raises:
            InputError: no application, or details that are none.
        """
        held = checked(application, Application, "application")
        kind = entity_kind(held.entity_kind) if held.entity_kind else None
        return tuple(
            cls.of_certificate(each, **{"entity": held.entity, "entity_kind": kind, **details})
            for each in held.certificates
        )

    @property
    def product(self) -> Hashable:
        """What tells the recognitions of one product: its code, or name, entity and province."""
        if self.code is not None:
            return self.code.casefold()
        return (
            fold(self.name),
            fold(self.entity or ""),
            place_key("province", self.province or ""),
        )

    @property
    def holder(self) -> Hashable | None:
        """What tells one entity from another: its name and province; None where not recorded."""
        if self.entity is None or "province" in self.unread:
            return None
        return (fold(self.entity), place_key("province", self.province or ""))

    @property
    def product_known(self) -> bool:
        """Whether what tells its product from others could be read."""
        if not self.unread:
            return True
        return not self.unread.keys() & (_IDENTITY if self.code is None else {"code"})

    @property
    def issue_days(self) -> DateRange:
        """The days that may be that of issue: one, or those of its month or year.

        What is recorded of later can have been no earlier.
        """
        return span_of(self, "issued_on")

    @property
    def first_valid_day(self) -> date:
        """The first valid day: the day of issue, or the one that the decision set."""
        return self.issued_on if self.valid_from is None else self.valid_from

    @property
    def certified(self) -> bool:
        """Whether a certificate of the national rules was issued: neither a proposal nor older."""
        return not self.pending and self.issued_on >= first_day()


_SETTERS = tuple(getattr(Recognition, field.name).__set__ for field in attrs.fields(Recognition))


def as_checked(values: Iterable[Any]) -> Recognition:
    """The recognition of these values of its fields, in their order, as they are: nothing is asked.

    For what has made them as the fields do, and holds them against each other itself.
    """
    row = Recognition.__new__(Recognition)
    for put, value in zip(_SETTERS, values, strict=True):
        put(row, value)
    return row
