"""Recognitions: one row of a registry, one time that a product was given its stars."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, get_args

import attrs

from ocop.cycle import Certificate, Withdrawal
from ocop.errors import Fault, Faults, InputError
from ocop.law import Case, EntityKind, Level, ProductSet, Readings, regimes
from ocop.targets.filtering import STARS, place_key
from ocop.text import fold, nfc

if TYPE_CHECKING:
    from collections.abc import Hashable

__all__ = ["Recognition"]

_DAYS = (
    "issued_on",
    "withdrawn_on",
    "superseded_on",
    "re_evaluation_filed_on",
    "re_evaluation_decided_on",
)
_TEXTS = (
    "code",
    "entity",
    "province",
    "district",
    "commune",
    "decision",
    "issuer",
    "withdrawal_ground",
)


@cache
def _full_marks() -> int:
    """The most that a council can give, under any regime."""
    return max(each.full_marks for each in regimes())


# as many as a registry has distinct days of issue, times ranks and levels
@lru_cache(maxsize=65536)
def _faults_of(  # noqa: PLR0917 - what is kept is told apart by them
    stars: int,
    issued_on: date,
    level: Level | None,
    superseded_on: date | None,
    filed_on: date | None,
    decided_on: date | None,
) -> tuple[Fault, ...]:
    """What a certificate would have against these."""
    try:
        Certificate(
            product="",
            stars=stars,
            issued_on=issued_on,
            level=level,
            superseded_on=superseded_on,
            re_evaluation_filed_on=filed_on,
            re_evaluation_decided_on=decided_on,
        )
    except InputError as err:
        return err.faults
    return ()


def _tidy(value: Any) -> Any:  # noqa: ANN401 - what is not text is left for the check
    """Text in NFC with single spaces, None where nothing is left."""
    if not isinstance(value, str):
        return value
    if not value.isascii():
        value = nfc(value)
    return " ".join(value.split()) or None


@attrs.frozen(kw_only=True)
class Recognition:
    """One recognition (công nhận) of one product; a field that is not recorded is None.

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
        issued_on: The day of issue; for a pending product the day of the proposal.
        decision: The number of the decision.
        issuer: Who issued it, as recorded.
        level: The issuer's level.
        kind: ``"first"``, ``"upgrade"`` or ``"re-evaluation"``.
        withdrawn_on: The first day on which it no longer counts because it was withdrawn.
        withdrawal_ground: The id of the ground, see :func:`ocop.cycle.withdrawal_grounds`.
        superseded_on: The day of a later recognition that this registry does not hold; those that
            it holds are found by themselves.
        re_evaluation_filed_on: The day on which a re-evaluation was filed, which may extend it.
        re_evaluation_decided_on: The day of that re-evaluation's result.
        total: The council's average total, 0–100.

    Raises:
        InputError: with every fault: no name, a rank that is not certified, days out of order…
    """

    code: str | None = attrs.field(default=None, converter=_tidy)
    name: str = attrs.field(converter=_tidy)
    product_set: ProductSet | None = None
    group: str | None = None
    entity: str | None = attrs.field(default=None, converter=_tidy)
    entity_kind: EntityKind | None = None
    province: str | None = attrs.field(default=None, converter=_tidy)
    district: str | None = attrs.field(default=None, converter=_tidy)
    commune: str | None = attrs.field(default=None, converter=_tidy)
    stars: int
    pending: bool = False
    issued_on: date
    decision: str | None = attrs.field(default=None, converter=_tidy)
    issuer: str | None = attrs.field(default=None, converter=_tidy)
    level: Level | None = None
    kind: Case | None = None
    withdrawn_on: date | None = None
    withdrawal_ground: str | None = attrs.field(default=None, converter=_tidy)
    superseded_on: date | None = None
    re_evaluation_filed_on: date | None = None
    re_evaluation_decided_on: date | None = None
    total: int | Fraction | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if not isinstance(self.name, str):
            faults.add("name", "is missing" if self.name is None else f"{self.name!r} is not text")
        for field in _TEXTS:
            value = getattr(self, field)
            if value is not None and not isinstance(value, str):
                faults.add(field, f"{value!r} is not text")
        if type(self.stars) is not int or self.stars not in STARS:
            faults.add("stars", f"nobody certifies {self.stars!r} stars", "3 to 5 are")
        if type(self.pending) is not bool:
            faults.add("pending", f"{self.pending!r} is neither true nor false")
        self._check_kinds(faults)
        self._check_days(faults)
        if not faults.found and not self.pending:
            faults.found += _faults_of(
                self.stars,
                self.issued_on,
                self.level,
                self.superseded_on,
                self.re_evaluation_filed_on,
                self.re_evaluation_decided_on,
            )
        if self.total is not None and (
            (type(self.total) is not int and not isinstance(self.total, Fraction))
            or not 0 <= self.total <= _full_marks()
        ):
            faults.add("total", f"{self.total!r} is not an exact total of 0 to {_full_marks()}")
        faults.raise_if_any()

    def _check_kinds(self, faults: Faults) -> None:
        for field, type_ in (
            ("product_set", ProductSet),
            ("entity_kind", EntityKind),
            ("level", Level),
        ):
            value = getattr(self, field)
            if value is not None and not isinstance(value, type_):
                faults.add(field, f"{value!r} is not a {type_.__name__}")
        if self.kind is not None and self.kind not in get_args(Case):
            faults.add("kind", f"{self.kind!r} is not known", f"use {', '.join(get_args(Case))}")

    def _check_days(self, faults: Faults) -> None:
        for field in _DAYS:
            value = getattr(self, field)
            if value is not None and type(value) is not date:
                faults.add(field, f"{value!r} is not a date", "give a datetime.date")
        if type(self.issued_on) is not date:
            if self.issued_on is None:
                faults.add("issued_on", "is missing")
            return
        for field in _DAYS[1:]:
            value = getattr(self, field)
            if type(value) is date and value < self.issued_on:
                faults.add(field, f"{value} comes before the issue on {self.issued_on}")
        if self.withdrawal_ground is not None and self.withdrawn_on is None:
            faults.add("withdrawal_ground", "stands without a day of withdrawal")

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
        if self.entity is None:
            return None
        return (fold(self.entity), place_key("province", self.province or ""))

    def certificate(self, *, readings: Readings | None = None) -> Certificate:
        """The certificate that it gave, to ask for its window, its notice and its status.

        A kind that is not recorded stands as the certificate's own default.

        Raises:
            InputError: it is pending, or was withdrawn on a ground that is not recorded or not one
                of the six, or was issued before 21 August 2019.
        """
        if self.pending:
            raise InputError(Fault("pending", f"no certificate of {self.stars}★ was issued yet"))
        withdrawal = None
        if self.withdrawn_on is not None:
            if self.withdrawal_ground is None:
                raise InputError(Fault("withdrawal_ground", "is not recorded"))
            withdrawal = Withdrawal(on=self.withdrawn_on, ground=self.withdrawal_ground)
        return Certificate(
            product=self.code or self.name,
            stars=self.stars,
            issued_on=self.issued_on,
            issuer=self.issuer or "",
            level=self.level,
            decision_no=self.decision or "",
            kind=self.kind or "first",
            withdrawal=withdrawal,
            superseded_on=self.superseded_on,
            re_evaluation_filed_on=self.re_evaluation_filed_on,
            re_evaluation_decided_on=self.re_evaluation_decided_on,
            readings=readings or Readings(),
        )
