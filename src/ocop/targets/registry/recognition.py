"""Recognitions: one row of a registry, one time that a product was given its stars."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache
from textwrap import shorten
from types import SimpleNamespace
from typing import Any, SupportsIndex, get_args

import attrs

from ocop.checks import check_type
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.errors import Fault, Faults, InputError
from ocop.exact import as_day, as_day_or_none, as_whole
from ocop.law.case import Case
from ocop.law.entity import EntityKind, entity_kinds
from ocop.law.level import Level
from ocop.law.product_set import ProductSet, numberings, product_sets
from ocop.law.regime import regimes
from ocop.targets._home import group_ids
from ocop.targets.where import STARS, place_key
from ocop.words import fold, nfc

__all__ = ["BROKEN", "Recognition", "check_fields"]

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
#: What else of a row its certificate is made of.
_CERTIFICATE = (
    "valid_from",
    "level",
    "superseded_on",
    "re_evaluation_filed_on",
    "re_evaluation_decided_on",
)
_CASES = get_args(Case)

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
    return tuple(ground.id for ground in Withdrawal.grounds())


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
def _faults_of(
    stars: int,
    issued_on: date,
    *more: Any,  # noqa: ANN401 - those of _CERTIFICATE, in its order
) -> tuple[Fault, ...]:
    """What a certificate would have against these."""
    try:
        fields: dict[str, Any] = dict(zip(_CERTIFICATE, more, strict=True))
        Certificate(product="–", stars=stars, issued_on=issued_on, **fields)
    except InputError as err:
        return tuple(attrs.evolve(one, path=(str(one.path[-1]),)) for one in err.faults)
    return ()


def check_fields(fields: Mapping[str, Any], faults: Faults, unread: Collection[str]) -> None:
    """Note what else is wrong with a row of which some fields could not be read."""
    names = (field.name for field in attrs.fields(Recognition))
    row = SimpleNamespace(**dict.fromkeys(names) | {"pending": False} | dict(fields))
    own = Faults()
    _check(row, own)
    faults.take(one for one in own.found if one.path[0] not in unread)


def _check(row: Any, faults: Faults) -> None:  # noqa: ANN401 - a recognition, or what is to be one
    _check_texts(row, faults)
    if row.stars is None:
        faults.add("missing", "stars")
    elif type(row.stars) is not int or row.stars not in STARS:
        faults.add("not-a-certified-rank", "stars", given=row.stars, least=STARS[0], most=STARS[-1])
    if type(row.pending) is not bool:
        faults.add("not-true-or-false", "pending", given=row.pending)
    _check_kinds(row, faults)
    _check_days(row, faults)
    _check_certificate(row, faults)
    if row.total is not None:
        _check_total(row.total, faults)


def _check_texts(row: Any, faults: Faults) -> None:  # noqa: ANN401 - see _check
    for field in _TEXTS:
        value = getattr(row, field)
        if value is None:
            if field == "name":
                faults.add("missing", field)
        elif not isinstance(value, str):
            faults.add("not-text", field, given=value)
        elif len(value) > _LONGEST:
            faults.add("too-long-a-cell", field, length=len(value), most=_LONGEST)
        elif value[0] == "#" and value.casefold() in BROKEN:
            faults.add("broken-formula", field, given=value)
        elif not value.isascii() and _SURROGATE.search(value):
            faults.add("half-a-character", field, given=value)
    ground = row.withdrawal_ground
    if isinstance(ground, str) and ground not in _ground_ids():
        faults.add("not-known", "withdrawal_ground", given=ground, known=_ground_ids())


def _check_total(total: Any, faults: Faults) -> None:  # noqa: ANN401 - what was handed in
    exact = type(total) is int or isinstance(total, Fraction)
    if not exact or not 0 <= total <= _full_marks():
        faults.add("not-an-exact-total", "total", given=total, most=_full_marks())
    elif isinstance(total, Fraction) and total.denominator >= _FINEST:
        faults.add("too-fine-a-total", "total")


def _check_kinds(row: Any, faults: Faults) -> None:  # noqa: ANN401 - see _check
    for field, kind in (("product_set", ProductSet), ("entity_kind", EntityKind), ("level", Level)):
        value = getattr(row, field)
        if value is not None:
            check_type(faults, value, kind, field)
    held, whose = row.product_set, row.entity_kind
    if isinstance(held, ProductSet) and _sets().get((held.numbering, held.number)) != held:
        faults.add("not-of-the-library", "product_set", given=held.id)
    if isinstance(whose, EntityKind) and _entity_kinds().get(whose.id) != whose:
        faults.add("not-of-the-library", "entity_kind", given=whose.id)
    for field, known in (("group", group_ids()), ("kind", _CASES)):
        value = getattr(row, field)
        if value is not None and not (isinstance(value, str) and value in known):
            faults.add("not-known", field, given=value, known=known)


def _check_days(row: Any, faults: Faults) -> None:  # noqa: ANN401 - see _check
    for field in _DAYS:
        value = getattr(row, field)
        if value is not None and type(value) is not date:
            faults.add("not-a-date", field, given=value)
    issued = row.issued_on
    if issued is None:
        faults.add("missing", "issued_on")
    if type(issued) is date:
        for field in _DAYS[1:]:
            value = getattr(row, field)
            if type(value) is date and value < issued:
                faults.add("before-the-issue", field, given=value, issued=issued)
    first, ends = row.valid_from, row.ends_on
    if type(first) is date and type(ends) is date and ends < first:
        faults.add("ends-before-valid", "ends_on", given=ends, first=first)
    if row.withdrawal_ground is not None and row.withdrawn_on is None:
        faults.add("ground-without-a-day", "withdrawal_ground")


def _check_certificate(row: Any, faults: Faults) -> None:  # noqa: ANN401 - see _check
    """Note what a certificate of the row would have against the fields that are well so far."""
    wrong = {one.path[0] for one in faults.found}
    if wrong & {"stars", "issued_on", "pending"} or row.pending or row.issued_on < _first_day():
        return
    told = (None if field in wrong else getattr(row, field) for field in _CERTIFICATE)
    faults.take(_faults_of(row.stars, row.issued_on, *told))


def _tidy(value: str | None) -> Any:  # noqa: ANN401 - what is not text is left for the check
    """Text in NFC with single spaces, None where nothing is left."""
    if not isinstance(value, str):
        return value
    if not value.isascii():
        value = nfc(value)
    return " ".join(value.split()) or None


def _total(value: SupportsIndex | Fraction | None) -> int | Fraction | None:
    return value if value is None or isinstance(value, Fraction) else as_whole(value)


@attrs.frozen(kw_only=True, repr=False)
class Recognition:
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
        withdrawal_ground: The id of the ground, see :meth:`ocop.cycle.Withdrawal.grounds`.
        superseded_on: The day of a later recognition that this registry does not hold; those that
            it holds are found by themselves.
        re_evaluation_filed_on: The day on which a re-evaluation was filed, which may extend it.
        re_evaluation_decided_on: The day of that re-evaluation's result.
        total: The council's average total, 0–100.
        product: What tells the recognitions of one product: its code, or name, entity and province.
        holder: What tells one entity from another; None where it is not recorded.
        first_valid_day: The day of issue, or the first valid day that the decision set.
        certified: Whether a certificate of the national rules was issued.

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
    stars: int = attrs.field(converter=as_whole)
    pending: bool = False
    issued_on: date = attrs.field(converter=as_day)
    valid_from: date | None = attrs.field(default=None, converter=as_day_or_none)
    ends_on: date | None = attrs.field(default=None, converter=as_day_or_none)
    decision: str | None = attrs.field(default=None, converter=_tidy)
    issuer: str | None = attrs.field(default=None, converter=_tidy)
    level: Level | None = None
    kind: Case | None = None
    withdrawn_on: date | None = attrs.field(default=None, converter=as_day_or_none)
    withdrawal_ground: str | None = attrs.field(default=None, converter=_tidy)
    superseded_on: date | None = attrs.field(default=None, converter=as_day_or_none)
    re_evaluation_filed_on: date | None = attrs.field(default=None, converter=as_day_or_none)
    re_evaluation_decided_on: date | None = attrs.field(default=None, converter=as_day_or_none)
    total: int | Fraction | None = attrs.field(default=None, converter=_total)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        _check(self, faults)
        faults.raise_if_any()

    def __repr__(self) -> str:
        name = shorten(self.code or self.name, 60, placeholder="…")
        what = f"proposed for {self.stars}★" if self.pending else f"{self.stars}★"
        return f"<Recognition of {name!r}, {what}, {self.issued_on}>"

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
