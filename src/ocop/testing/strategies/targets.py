"""Strategies for registries, filters and published totals."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import strategies as st

from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.dates import DateRange
from ocop.law.entity import EntityKind, entity_kinds
from ocop.law.level import Level
from ocop.law.product_set import numberings, product_sets
from ocop.law.regime import regime_on, regimes
from ocop.law.rules import Rules
from ocop.targets._home import group_ids
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.registry.standing import IN_FORCE, Standing
from ocop.targets.snapshot.asked import AGAIN, COUNTED, COUNTED_EVENTS
from ocop.targets.snapshot.published import PublishedCount
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import STARS, Where

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["days", "published", "published_counts", "recognitions", "registries", "wheres"]

_FIRST = regimes()[0].first_day
_LAST = date(2031, 12, 31)
_PLACES = {
    "province": ("Hà Tĩnh", "Lạng Sơn"),
    "district": ("Huyện Kỳ Anh", "Thị xã Kỳ Anh", "Can Lộc"),
    "commune": ("Kỳ Lâm", "Thiên Lộc"),
}
_LEVELS = {3: (Level.DISTRICT, Level.PROVINCE), 4: (Level.PROVINCE,), 5: (Level.CENTRE,)}
_TOTALS = {
    3: (50, 87, Fraction(175, 2), Fraction(266, 3)),
    4: (70, 87, Fraction(175, 2), Fraction(266, 3)),
    5: (90, Fraction(281, 3)),
}
_DAY = timedelta(days=1)
_YEAR = 366
_KINDS = tuple(kind for kind in entity_kinds() if not kind.may_be)
_EARLY = date(2016, 1, 1)


def days() -> SearchStrategy[date]:
    """Any day since the first criteria, ten years and more ahead."""
    return st.dates(_FIRST, _LAST)


def _any_kind(number: int) -> SearchStrategy[EntityKind]:
    """The kind of an entity, or what an office may have written for it."""
    kind = _KINDS[number]
    return st.sampled_from([kind, *(k for k in entity_kinds() if kind.id in k.may_be)])


def _maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def _after(draw: DrawFn, day: date) -> date:
    return day + timedelta(days=draw(st.integers(0, 5 * _YEAR)))


@st.composite
def recognitions(
    draw: DrawFn, *, code: str | None = None, issued_on: date | None = None, complete: bool = False
) -> Recognition:
    """One recognition: any set of either numbering, any entity, withdrawn or not.

    One issued before the first criteria (21 August 2019) has a recorded end or has none.

    Args:
        draw: Hypothesis gives it.
        code: The product's code; any, or none, where not given.
        issued_on: The day of issue; any where not given.
        complete: Leave nothing unrecorded that a filter may ask for.
    """
    issued = draw(days()) if issued_on is None else issued_on
    some = (lambda strategy: strategy) if complete else _maybe
    stars = draw(st.sampled_from(STARS))
    pending = draw(st.integers(0, 9)) == 0
    withdrawn = draw(_maybe(_after(issued))) if draw(st.integers(0, 3)) == 0 else None
    filed = None
    if not pending and draw(st.integers(0, 3)) == 0:
        filed = issued + timedelta(days=draw(st.integers(2 * _YEAR, 3 * _YEAR + 90)))
    number = draw(st.integers(0, 5))
    early = issued < _FIRST
    begins = ends = None
    if not early and not pending and draw(st.integers(0, 9)) == 0:
        begins = issued + timedelta(days=draw(st.integers(0, 90)))
    if (early and not pending and draw(st.booleans())) or draw(st.integers(0, 19)) == 0:
        ends = draw(_after(begins or issued))
    return Recognition(
        code=code if code is not None else draw(some(st.sampled_from(("83-1", "83-2", "83-3")))),
        name=f"Sản phẩm {draw(st.integers(0, 4))}",
        product_set=draw(
            some(st.sampled_from(product_sets(regime_on(max(issued, _FIRST)).numbering)))
            if draw(st.booleans())
            else some(st.sampled_from([s for each in numberings() for s in product_sets(each)]))
        ),
        group=draw(_maybe(st.sampled_from(group_ids()))),
        entity=draw(some(st.just(f"Chủ thể {number}"))),
        entity_kind=draw(st.just(_KINDS[number]) if complete else st.none() | _any_kind(number)),
        **{level: draw(some(st.sampled_from(names))) for level, names in _PLACES.items()},
        stars=stars,
        pending=pending,
        issued_on=issued,
        valid_from=begins,
        ends_on=ends,
        decision=draw(_maybe(st.just("4086/QĐ-UBND"))),
        issuer=draw(_maybe(st.just("UBND tỉnh"))),
        level=draw(_maybe(st.sampled_from(_LEVELS[stars]))),
        kind=draw(some(st.sampled_from(("first", "upgrade", "re-evaluation")))),
        withdrawn_on=withdrawn,
        withdrawal_ground=draw(_maybe(st.sampled_from([g.id for g in Withdrawal.grounds()])))
        if withdrawn
        else None,
        superseded_on=draw(_after(issued)) if draw(st.integers(0, 9)) == 0 else None,
        re_evaluation_filed_on=filed,
        re_evaluation_decided_on=draw(_maybe(_after(filed))) if filed else None,
        total=draw(_maybe(st.sampled_from(_TOTALS[stars]))),
    )


@st.composite
def registries(
    draw: DrawFn, *, least: int = 0, most: int = 12, complete: bool = False, early: bool = False
) -> Registry:
    """A registry of a few products, some of them recognised several times.

    Args:
        draw: Hypothesis gives it.
        least: The fewest recognitions.
        most: The most recognitions.
        complete: Leave nothing unrecorded that a filter may ask for.
        early: Some recognitions from before the first criteria (21 August 2019) too, of which it
            may not be known until when they are valid.
    """
    issued_on = st.dates(_EARLY, _FIRST - _DAY) | days() if early else days()
    keys = draw(
        st.lists(
            st.tuples(st.sampled_from(("P1", "P2", "P3", "P4", "P5")), issued_on),
            min_size=least,
            max_size=most,
            unique=True,
        )
    )
    rows = [
        draw(recognitions(code=code, issued_on=issued, complete=complete)) for code, issued in keys
    ]
    rules = Rules().read(
        last_valid_day=draw(st.sampled_from(("anniversary", "day-before"))),
        extension=draw(st.sampled_from(("transitional", "standing"))),
        extension_filing=draw(st.sampled_from(("by-last-day", "later-too"))),
        lower_rank=draw(st.sampled_from(("at-once", "after-old-term"))),
        withdrawn_upgrade=draw(st.sampled_from(("nothing-revives", "older-revives"))),
    )
    return Registry(rows, rules=rules)


@st.composite
def wheres(draw: DrawFn) -> Where:
    """Any filter."""

    def few(values: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a sequence of anything
        return tuple(draw(st.lists(st.sampled_from(values), max_size=2, unique=True)))

    numbering = draw(st.sampled_from(numberings()))
    ends = sorted((draw(days()), draw(days())))
    return Where.of(
        status=draw(
            st.sampled_from(("in-force", "recognised"))
            | st.lists(st.sampled_from(Standing), min_size=1, unique=True)
        ),
        stars=few(STARS),
        set=few(range(1, 27)),
        numbering=numbering,
        group=few(group_ids()),
        entity_kind=few([kind.id for kind in entity_kinds()]),
        **{level: few(names) for level, names in _PLACES.items()},
        kind=few(("first", "upgrade", "re-evaluation")),
        issued=draw(_maybe(st.just(DateRange(*ends)))),
    )


@st.composite
def published_counts(draw: DrawFn) -> PublishedCount:
    """Any published total: of what stands so, or of what happened."""
    where = draw(wheres())
    event = draw(st.sampled_from((None, *COUNTED_EVENTS)))
    cohort = event in {"recognised", "due"}
    then = draw(st.sampled_from((None, *AGAIN))) if cohort else None
    days_of_it = DateRange(*sorted((draw(days()), draw(days()))))
    return PublishedCount(
        where=where if event is None else attrs.evolve(where, status=IN_FORCE),
        value=draw(st.integers(0, 500)),
        of=draw(st.sampled_from(COUNTED)) if then is None else "products",
        event=event,
        within=None if event is None else days_of_it,
        then=then,
    )


@st.composite
def published(draw: DrawFn, *, registry: Registry | None = None) -> Snapshot:
    """Totals of some standings and ranks, as a province might publish them; all of them true.

    Args:
        draw: Hypothesis gives it.
        registry: The registry that they are taken from; any where not given.
    """
    found = draw(registries(least=1)) if registry is None else registry
    truth = found.on(draw(days()))
    told: dict[str, Any] = {}
    for name in ("recognised", *(str(each) for each in Standing)):
        how = draw(st.sampled_from(("", "", "total", "stars")))
        if how == "total":
            told[name.replace("-", "_")] = truth.count(Where.of(status=name)).value
        elif how:
            told[name.replace("-", "_")] = {
                stars: truth.count(Where.of(status=name, stars=stars)).value
                for stars in draw(st.lists(st.sampled_from(STARS), min_size=1, unique=True))
            }
    return Snapshot.of(truth.on, **told)
