"""A target as a forecast holds it: what is counted for it, and between which numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from math import ceil, floor
from typing import Literal

import attrs

from ocop.law.rules import Rules
from ocop.scenarios.forecast._grid import Grid
from ocop.scenarios.forecast._outcome import Point
from ocop.targets.plan.bound import top_of
from ocop.targets.plan.measure import (
    Count,
    Cover,
    Distinct,
    Flow,
    Gain,
    Measure,
    Share,
)
from ocop.targets.plan.reckoning import in_place, reckon
from ocop.targets.plan.target import Target
from ocop.targets.registry.flow import FlowEvent
from ocop.targets.registry.standing import IN_FORCE, RECOGNISED
from ocop.targets.snapshot.figure import Number
from ocop.targets.snapshot.snapshot import Snapshot, counted_by
from ocop.targets.where import STARS, Where
from ocop.text import Label

__all__ = ["Counted", "Held", "held"]

_DAY = timedelta(days=1)
#: The finest share that is reckoned exactly: its denominator.
FINEST = 1000


@attrs.frozen
class Counted:
    """A number that is summed up over product lines, or entities.

    Attributes:
        rest: The filter, its ranks and standings apart.
        stars: The ranks that count.
        what: ``("in-force",)``, or the events that count.
        entities: Whether entities are counted, each once.
        first: The first step whose events count.
        last: The last step whose events count; None for that of the question.
        base: What there is already.
    """

    rest: Where
    stars: frozenset[int]
    what: tuple[str, ...]
    entities: bool = False
    first: int = 0
    last: int | None = None
    base: int = 0

    def point(self, step: int, worth: int) -> Point:
        """What is asked of each line for the number at a step."""
        if self.what == ("in-force",):
            return Point(self.what, self.stars, step, step, worth)
        last = step if self.last is None else min(step, self.last)
        return Point(self.what, self.stars, self.first, last, worth)


@attrs.frozen(kw_only=True)
class Held:
    """A target that is held against what comes.

    Attributes:
        target: The target; of one that is to hold in every year, the first year that is not over.
        counted: What is counted: one number, part and whole, or a number for each place.
        kind: How its value comes of them.
        since: Of a gain the number before.
        enough: Of a cover how many a place is to have.
        top: The most that meets it; None where there is none.
        step: The step of its day.
        reason: Why it is not forecast; None where it is.
    """

    target: Target
    counted: tuple[Counted, ...] = ()
    kind: Literal["number", "share", "cover"] = "number"
    since: Number = 0
    enough: int = 1
    top: Number | None = None
    step: int = 0
    reason: Label | None = None

    @property
    def rests(self) -> tuple[Where, ...]:
        """The filters that are asked, each once."""
        return tuple(dict.fromkeys(each.rest for each in self.counted))

    @property
    def entities(self) -> bool:
        """Whether entities are counted."""
        return any(each.entities for each in self.counted)

    @property
    def limits(self) -> tuple[int | None, int | None]:
        """The least and the most of its number, or of the places of a cover, in whole numbers."""
        low, high = self.target.at_least, self.top
        scale = len(self.counted) if self.kind == "cover" else 1
        least = most = None
        if low is not None:
            bound = (Fraction(low) + self.since) * scale
            least = floor(bound) + 1 if self.target.over else ceil(bound)
        if high is not None:
            most = floor((Fraction(high) + self.since) * scale)
        return least, most

    def value(self, numbers: Sequence[Number]) -> Number | None:
        """What it comes to with these numbers; None for a share of nothing."""
        if self.kind == "number":
            return numbers[0] - self.since
        if self.kind == "share":
            return Fraction(numbers[0]) / numbers[1] if numbers[1] else None
        covered = sum(number >= self.enough for number in numbers)
        return Fraction(covered, len(numbers))


def held(
    target: Target, snapshot: Snapshot, baseline: Snapshot | None, grid: Grid, rules: Rules
) -> Held:
    """A target as it is held from the day of a snapshot on."""
    on, until = grid.days[0], grid.days[-1]
    live = next((year for year in target.years() if year.by >= on), None)
    if live is None:
        return Held(target=target, reason=_PASSED)
    if live.by > until:
        return Held(target=live, reason=_LATER)
    own = Held(target=live, top=top_of(live, rules), step=grid.since(live.by))
    return _counting(own, live.measure, snapshot, baseline, grid)


def _counting(  # noqa: PLR0911 - a line a kind
    own: Held, measure: Measure, snapshot: Snapshot, baseline: Snapshot | None, grid: Grid
) -> Held:
    if isinstance(measure, Cover):
        return _cover(own, measure, snapshot)
    if isinstance(measure, Flow):
        return _flow(own, measure, snapshot, grid)
    if isinstance(measure, Gain):
        one = _number(measure.of, snapshot)
        if isinstance(one, Label):
            return attrs.evolve(own, reason=one)
        before = reckon(measure, snapshot, own.target.period, baseline)
        if before.value is None:
            return attrs.evolve(own, reason=before.reason)
        now = reckon(measure.of, snapshot, own.target.period)
        assert now.value is not None  # noqa: S101 - the gain is known
        return attrs.evolve(own, counted=(one,), since=now.value - before.value)
    if isinstance(measure, Share):
        part, whole = _number(measure.part, snapshot), _number(measure.whole, snapshot)
        if isinstance(part, Label) or isinstance(whole, Label):
            reasons = [side for side in (part, whole) if isinstance(side, Label)]
            return attrs.evolve(own, reason=reasons[0])
        return attrs.evolve(own, counted=(part, whole), kind="share")
    one = _number(measure, snapshot)
    if isinstance(one, Label):
        return attrs.evolve(own, reason=one)
    return attrs.evolve(own, counted=(one,))


def _number(measure: Measure, snapshot: Snapshot) -> Counted | Label:
    """What is summed up for a count; or why that is not forecast."""
    if not isinstance(measure, (Count, Distinct)):
        return _NO_COUNT
    where = measure.where
    if where.kinds or where.issued is not None:
        return _OF_ISSUE
    entities = isinstance(measure, Distinct) and measure.of == "entities"
    stars = frozenset(where.stars or STARS)
    if where.status == IN_FORCE:
        return Counted(where.rest, stars, ("in-force",), entities)
    if where.status == RECOGNISED and isinstance(measure, Count):
        figure = snapshot.count(where)
        if figure.value is None:
            return figure.reason or _NO_COUNT
        return Counted(where.rest, stars, _BORN, base=int(figure.value))
    return _STATUS


_BORN = ("new", "upgraded", "renewed")
_EVENTS: dict[FlowEvent, tuple[str, ...]] = {
    "recognised": _BORN,
    "new": ("new",),
    "upgraded": ("upgraded",),
    "re-recognised": ("renewed",),
    "lapsed": ("-lapsed",),
    "withdrawn": ("-withdrawn",),
}


def _flow(own: Held, measure: Flow, snapshot: Snapshot, grid: Grid) -> Held:
    where, period = measure.where, own.target.period
    if where.kinds or where.issued is not None:
        return attrs.evolve(own, reason=_OF_ISSUE)
    if measure.event not in _EVENTS:
        return attrs.evolve(own, reason=_NO_SUCH_EVENT)
    before = counted_by(snapshot).happened(measure.event, period, where)
    if before.value is None:
        return attrs.evolve(own, reason=before.reason)
    counted = Counted(
        where.rest,
        frozenset(where.stars or STARS),
        _EVENTS[measure.event],
        # the first step is a day of which all is known
        first=max(1, grid.after(period.first - _DAY)),
        last=grid.upto(period.last),
        base=int(before.value),
    )
    return attrs.evolve(own, counted=(counted,))


def _cover(own: Held, measure: Cover, snapshot: Snapshot) -> Held:
    units = measure.units
    places = snapshot.units.get(units, ()) if isinstance(units, str) else units
    if not places:
        return attrs.evolve(own, reason=_NO_PLACES)
    one = _number(measure.of, snapshot)
    if isinstance(one, Label):
        return attrs.evolve(own, reason=one)
    if one.base or one.what != ("in-force",):
        return attrs.evolve(own, reason=_STATUS)
    counted = tuple(
        attrs.evolve(one, rest=in_place(one.rest, measure.level, place)) for place in places
    )
    return attrs.evolve(own, counted=counted, kind="cover", enough=measure.at_least)


_PASSED = Label("đã qua hạn", "its day has passed")
_LATER = Label("hạn sau ngày cuối của dự báo", "its day is after the last of the forecast")
_NO_COUNT = Label(
    "không phải số đếm sản phẩm, chủ thể được công nhận: không dự báo",
    "no count of recognised products or their entities: not forecast",
)
_OF_ISSUE = Label(
    "hỏi hình thức hoặc ngày công nhận: không dự báo",
    "it asks for the kind or the day of a recognition: not forecast",
)
_STATUS = Label(
    "hỏi tình trạng khác với còn hiệu lực hoặc đã công nhận: không dự báo",
    "it asks for another standing than in force or recognised: not forecast",
)
_NO_SUCH_EVENT = Label("sự việc này không dự báo", "this event is not forecast")
_NO_PLACES = Label("chưa có danh sách địa bàn", "there is no list of the places")
