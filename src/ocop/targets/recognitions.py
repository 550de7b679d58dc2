"""Recognitions: one row of a registry, one time that a product was given its stars."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, get_args

import attrs

from ocop.cycle import Certificate, withdrawal_grounds
from ocop.errors import Faults, InputError
from ocop.law import (
    Case,
    EntityKind,
    Level,
    ProductSet,
    entity_kinds,
    numberings,
    product_sets,
    regimes,
)
from ocop.targets.filtering import STARS, place_key
from ocop.targets.homes import group_ids
from ocop.text import hint
from ocop.words import fold, nfc

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ocop.errors import Fault

__all__ = ["BROKEN", "Recognition"]

_DAYS = (
    "issued_on",
    "valid_from",
    "ends_on",
    "withdrawn_on",
    "superseded_on",
    "re_evaluation_filed_on",
    "re_evaluation_decided_on",
)
_TEXTS = (
    "name",
    "code",
    "entity",
    "province",
    "district",
    "commune",
    "decision",
    "issuer",
    "withdrawal_ground",
)


#: Characters that a cell of a spreadsheet holds at most.
_LONGEST = 32_767

#: No average of a council needs a denominator of so many digits, and no file holds more.
_FINEST = 10**20

_SURROGATE = re.compile("[\ud800-\udfff]")

#: What a spreadsheet shows in the place of a value.
BROKEN = ("#ref!", "#n/a", "#name?", "#value!", "#div/0!", "#num!", "#null!")


@cache
def _first_day() -> date:
    """The first day of the first national criteria."""
    return regimes()[0].first_day


@cache
def _full_marks() -> int:
    """The most that a council can give, under any regime."""
    return max(each.full_marks for each in regimes())


@cache
def _ground_ids() -> tuple[str, ...]:
    return tuple(ground.id for ground in withdrawal_grounds())


@cache
def _entity_kinds() -> dict[str, EntityKind]:
    return {kind.id: kind for kind in entity_kinds()}


@cache
def _sets() -> dict[tuple[str, int], ProductSet]:
    return {
        (numbering, each.number): each
        for numbering in numberings()
        for each in product_sets(numbering)
    }


# as many as a registry has distinct days of issue, times ranks and levels
@lru_cache(maxsize=65536)
def _faults_of(  # noqa: PLR0917 - what is kept is told apart by them
    stars: int,
    issued_on: date,
    valid_from: date | None,
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
            valid_from=valid_from,
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
        issued_on: The day of issue; for a pending product the day of the proposal. A recognition
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
    valid_from: date | None = None
    ends_on: date | None = None
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
        self._check_texts(faults)
        if type(self.stars) is not int or self.stars not in STARS:
            faults.tell("stars", f"nobody certifies {self.stars!r} stars", "3 to 5 are")
        if type(self.pending) is not bool:
            faults.tell("pending", f"{self.pending!r} is neither true nor false")
        self._check_kinds(faults)
        self._check_days(faults)
        if not faults.found and self.certified:
            faults.found += _faults_of(
                self.stars,
                self.issued_on,
                self.valid_from,
                self.level,
                self.superseded_on,
                self.re_evaluation_filed_on,
                self.re_evaluation_decided_on,
            )
        if self.total is not None:
            self._check_total(faults)
        faults.raise_if_any()

    def _check_texts(self, faults: Faults) -> None:
        for field in _TEXTS:
            value = getattr(self, field)
            if value is None:
                if field == "name":
                    faults.tell(field, "is missing")
            elif not isinstance(value, str):
                faults.tell(field, f"{value!r} is not text")
            elif len(value) > _LONGEST:
                faults.tell(field, f"has {len(value)} characters", f"a cell holds {_LONGEST}")
            elif value[0] == "#" and value.casefold() in BROKEN:
                faults.tell(field, f"{value} is a broken formula")
            elif not value.isascii() and _SURROGATE.search(value):
                faults.tell(field, f"{value!r} has half a character in it")
        ground = self.withdrawal_ground
        if isinstance(ground, str) and ground not in _ground_ids():
            faults.tell(
                "withdrawal_ground", f"{ground!r} is not a ground", hint(ground, _ground_ids())
            )

    def _check_total(self, faults: Faults) -> None:
        total = self.total
        if (
            type(total) is not int and not isinstance(total, Fraction)
        ) or not 0 <= total <= _full_marks():
            faults.tell("total", f"{total!r} is not an exact total of 0 to {_full_marks()}")
        elif isinstance(total, Fraction) and total.denominator >= _FINEST:
            faults.tell("total", "has more digits than a council's average can have")

    def _check_kinds(self, faults: Faults) -> None:
        for field, type_ in (
            ("product_set", ProductSet),
            ("entity_kind", EntityKind),
            ("level", Level),
        ):
            value = getattr(self, field)
            if value is not None and not isinstance(value, type_):
                faults.tell(field, f"{value!r} is not a {type_.__name__}")
        held, kind = self.product_set, self.entity_kind
        if isinstance(held, ProductSet) and _sets().get((held.numbering, held.number)) != held:
            faults.tell("product_set", f"{held.id!r} is none of the library's sets")
        if isinstance(kind, EntityKind) and _entity_kinds().get(kind.id) != kind:
            faults.tell("entity_kind", f"{kind.id!r} is none of the library's kinds")
        if self.group is not None and self.group not in group_ids():
            faults.tell("group", f"{self.group!r} is not known", hint(str(self.group), group_ids()))
        if self.kind is not None and self.kind not in get_args(Case):
            faults.tell("kind", f"{self.kind!r} is not known", f"use {', '.join(get_args(Case))}")

    def _check_days(self, faults: Faults) -> None:
        for field in _DAYS:
            value = getattr(self, field)
            if value is not None and type(value) is not date:
                faults.tell(field, f"{value!r} is not a date", "give a datetime.date")
        if type(self.issued_on) is not date:
            if self.issued_on is None:
                faults.tell("issued_on", "is missing")
            return
        for field in _DAYS[1:]:
            value = getattr(self, field)
            if type(value) is date and value < self.issued_on:
                faults.tell(field, f"{value} comes before the issue on {self.issued_on}")
        first, ends = self.valid_from, self.ends_on
        if type(first) is date and type(ends) is date and ends < first:
            faults.tell("ends_on", f"{ends} comes before the first valid day {first}")
        if self.withdrawal_ground is not None and self.withdrawn_on is None:
            faults.tell("withdrawal_ground", "stands without a day of withdrawal")

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

    @property
    def first_valid_day(self) -> date:
        """The first valid day: the day of issue, or the one that the decision set."""
        return self.issued_on if self.valid_from is None else self.valid_from

    @property
    def certified(self) -> bool:
        """Whether a certificate of the national rules was issued: neither a proposal nor older."""
        return not self.pending and self.issued_on >= _first_day()
