"""Strategies for registries, filters and published totals."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import cache
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
from ocop.testing.strategies.kept import among, few, maybe, number

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
#: Whether something is recorded, and in how many days something may come after another.
_RECORDED, _AHEAD = maybe(st.just(True)), number(0, 5 * _YEAR)  # noqa: FBT003 - a value of its own
_EITHER = st.booleans()
_GROUNDS = tuple(ground.id for ground in Withdrawal.grounds())
_EVERY_SET = tuple(one for numbering in numberings() for one in product_sets(numbering))


@cache
def days() -> SearchStrategy[date]:
    """Any day since the first criteria, ten years and more ahead."""
    return st.dates(_FIRST, _LAST)


@cache
def _any_kind(which: int) -> SearchStrategy[EntityKind]:
    """The kind of an entity, or what an office may have written for it."""
    kind = _KINDS[which]
    return st.sampled_from([kind, *(k for k in entity_kinds() if kind.id in k.may_be)])


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
    return _recognition(draw, code, draw(days()) if issued_on is None else issued_on, complete)


def _recognition(draw: DrawFn, code: str | None, issued: date, complete: bool) -> Recognition:
    def one_in(many: int) -> bool:
        return draw(number(0, many - 1)) == 0

    def some(values: tuple[Any, ...]) -> Any:  # noqa: ANN401 - one of anything, or None
        return draw(among(values) if complete else maybe(among(values)))

    def after(day: date) -> date:
        return day + timedelta(days=draw(_AHEAD))

    stars = draw(among(STARS))
    pending = one_in(10)
    withdrawn = after(issued) if one_in(4) and draw(_RECORDED) else None
    filed = None
    if not pending and one_in(4):
        filed = issued + timedelta(days=draw(number(2 * _YEAR, 3 * _YEAR + 90)))
    which = draw(number(0, 5))
    early = issued < _FIRST
    begins = ends = None
    if not early and not pending and one_in(10):
        begins = issued + timedelta(days=draw(number(0, 90)))
    if (early and not pending and draw(_EITHER)) or one_in(20):
        ends = after(begins or issued)
    of_its_day = draw(_EITHER)
    return Recognition(
        code=code if code is not None else some(("83-1", "83-2", "83-3")),
        name=f"Sản phẩm {draw(number(0, 4))}",
        product_set=some(
            product_sets(regime_on(max(issued, _FIRST)).numbering) if of_its_day else _EVERY_SET
        ),
        group=draw(maybe(among(group_ids()))),
        entity=f"Chủ thể {which}" if complete or draw(_RECORDED) else None,
        entity_kind=_KINDS[which] if complete else draw(maybe(_any_kind(which))),
        **{level: some(names) for level, names in _PLACES.items()},
        stars=stars,
        pending=pending,
        issued_on=issued,
        valid_from=begins,
        ends_on=ends,
        decision=draw(maybe(among(("4086/QĐ-UBND",)))),
        issuer=draw(maybe(among(("UBND tỉnh",)))),
        level=draw(maybe(among(_LEVELS[stars]))),
        kind=some(("first", "upgrade", "re-evaluation")),
        withdrawn_on=withdrawn,
        withdrawal_ground=draw(maybe(among(_GROUNDS))) if withdrawn else None,
        superseded_on=after(issued) if one_in(10) else None,
        re_evaluation_filed_on=filed,
        re_evaluation_decided_on=after(filed) if filed and draw(_RECORDED) else None,
        total=draw(maybe(among(_TOTALS[stars]))),
    )


@cache
def _keys(least: int, most: int, early: bool) -> SearchStrategy[list[tuple[str, date]]]:
    """The code and the day of issue of some recognitions."""
    issued_on = st.dates(_EARLY, _FIRST - _DAY) | days() if early else days()
    codes = st.sampled_from(("P1", "P2", "P3", "P4", "P5"))
    return st.lists(st.tuples(codes, issued_on), min_size=least, max_size=most, unique=True)


#: The readings that the standing of a recognition hangs on.
_READINGS = {
    "last_valid_day": ("anniversary", "day-before"),
    "extension": ("transitional", "standing"),
    "extension_filing": ("by-last-day", "later-too"),
    "lower_rank": ("at-once", "after-old-term"),
    "withdrawn_upgrade": ("nothing-revives", "older-revives"),
}


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
    rows = [
        _recognition(draw, code, issued, complete)
        for code, issued in draw(_keys(least, most, early))
    ]
    rules = Rules().read(**{question: draw(among(some)) for question, some in _READINGS.items()})
    return Registry(rows, rules=rules)


_STATUSES = st.sampled_from(("in-force", "recognised")) | st.lists(
    st.sampled_from(Standing), min_size=1, unique=True
)
_RANKS = st.lists(st.sampled_from(STARS), min_size=1, unique=True)


@cache
@st.composite
def wheres(draw: DrawFn) -> Where:
    """Any filter."""
    numbering = draw(among(numberings()))
    ends = sorted((draw(days()), draw(days())))
    return Where.of(
        status=draw(_STATUSES),
        stars=tuple(draw(few(STARS))),
        set=tuple(draw(few(tuple(range(1, 27))))),
        numbering=numbering,
        group=tuple(draw(few(group_ids()))),
        entity_kind=tuple(draw(few(tuple(kind.id for kind in entity_kinds())))),
        **{level: tuple(draw(few(names))) for level, names in _PLACES.items()},
        kind=tuple(draw(few(("first", "upgrade", "re-evaluation")))),
        issued=DateRange(*ends) if draw(_RECORDED) else None,
    )


@cache
@st.composite
def published_counts(draw: DrawFn) -> PublishedCount:
    """Any published total: of what stands so, or of what happened."""
    where = draw(wheres())
    event = draw(among((None, *COUNTED_EVENTS)))
    cohort = event in {"recognised", "due"}
    then = draw(among((None, *AGAIN))) if cohort else None
    days_of_it = DateRange(*sorted((draw(days()), draw(days()))))
    return PublishedCount(
        where=where if event is None else attrs.evolve(where, status=IN_FORCE),
        value=draw(number(0, 500)),
        of=draw(among(COUNTED)) if then is None else "products",
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
    whole = draw(registries(least=1)) if registry is None else registry
    truth = whole.on(draw(days()))
    totals: dict[str, Any] = {}
    for name in ("recognised", *(str(each) for each in Standing)):
        how = draw(among(("", "", "total", "stars")))
        if how == "total":
            totals[name.replace("-", "_")] = truth.count(Where.of(status=name)).value
        elif how:
            totals[name.replace("-", "_")] = {
                stars: truth.count(Where.of(status=name, stars=stars)).value
                for stars in draw(_RANKS)
            }
    return Snapshot.of(truth.on, **totals)
