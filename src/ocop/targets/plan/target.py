"""A target (chỉ tiêu): what was promised, how it is measured, and by when it is to hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Literal, get_args

import attrs

from ocop.argument import as_items, check_each, check_text, check_type
from ocop.brief import Brief
from ocop.dates import DateRange
from ocop.documents import read_fields, write_fields
from ocop.errors import Faults, InputError, NotFoundError
from ocop.numbers import read_percent
from ocop.shown.value import Shown, Tidy
from ocop.targets._checks import as_label, as_text, check_label, check_number, maybe_label
from ocop.targets.plan.measure import MEASURES, Cohort, Cover, Measure, MilestoneDone, Share
from ocop.targets.snapshot.figure import Number
from ocop.text import Label

__all__ = ["Target", "TargetMeasure", "Wording", "in_both", "is_share"]

Wording = Literal["at-least", "strive", "over", "about"]


def in_both(table: object, *keys: str) -> object:
    """A table in which a plain text under these keys stands for both languages."""
    if not isinstance(table, Mapping):
        return table
    texts = {key: table[key] for key in keys if isinstance(table.get(key), str)}
    return {**table, **{key: {"vi": text, "en": text} for key, text in texts.items()}}


@attrs.frozen(kw_only=True, repr=False)
class TargetMeasure(Brief):
    """One way to measure a target whose source leaves open what is counted.

    Attributes:
        id: Short and stable within the target.
        label: What is counted.
        measure: The measure.
    """

    id: str = attrs.field(converter=as_text)
    label: Label = attrs.field(converter=as_label)
    measure: Measure

    @classmethod
    def from_table(cls, table: object) -> TargetMeasure:
        """The way that a table says.

        Raises:
            InputError: every fault.
        """
        return read_fields(cls, in_both(table, "label"))

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_text(faults, self.id, "id")
        check_label(faults, self.label, "label")
        _check_measure(self.measure, faults, "measure")
        faults.raise_if_any()


def _check_measure(value: object, faults: Faults, *path: str | int) -> bool:
    if isinstance(value, Measure):
        return True
    faults.add("not-a-measure", *path, given=value)
    return False


@attrs.frozen(kw_only=True, repr=False)
class Target(Brief, Shown, Tidy):
    """One target of a plan: a measure, its bounds, and the day by which they are to hold.

    Attributes:
        id: Short and stable within the plan.
        label: What was promised, in our own words.
        measure: What is looked at.
        measures: Where the source leaves open what is counted: the ways to measure it, the default
            first; ``measure`` is one of them. Empty where there is one way only.
        at_least: The least that meets it; None where there is none. A share is a Fraction.
        at_most: The most that meets it; None where there is none. The top of a range (both bounds,
            not equal) binds only under the reading ``range_top="missed"``.
        wording: How the source words the least: ``"at-least"`` (tối thiểu), ``"strive"`` (phấn
            đấu), ``"over"`` (trên: the number itself does not meet it), ``"about"`` (khoảng);
            None where it gives the number alone.
        period: From when, and by when: its last day is the target's date. What a flow counts
            happened in it.
        each: ``"year"`` where every calendar year of the period is to meet it; None otherwise.
        priority: 1 for what matters most; None where the plan sets no order.
        source: On whose word the figures stand; one text stands for both languages.
        doubt: What is not certain about it; None where nothing.

    Raises:
        InputError: no bound, a bound that is not exact, above 100 % of a share, or reversed; one
            that any of its ways cannot have is a fault of that way.
    """

    id: str = attrs.field(converter=as_text)
    label: Label = attrs.field(converter=as_label)
    measure: Measure
    measures: tuple[TargetMeasure, ...] = attrs.field(default=(), converter=as_items)
    at_least: Number | None = None
    at_most: Number | None = None
    wording: Wording | None = None
    period: DateRange
    each: Literal["year"] | None = None
    priority: int | None = None
    source: Label = attrs.field(converter=as_label)
    doubt: Label | None = attrs.field(default=None, converter=maybe_label)

    @classmethod
    def from_table(cls, table: object) -> Target:
        """The target that a table says, see :mod:`ocop.targets.plan.plan_table`.

        Its days stand under ``period``; with ``measures``, ``taken`` is the id of the way in which
        it is measured, the first where not given.

        Raises:
            InputError: every fault.
        """
        fields = in_both(table, "label", "source", "doubt")
        if not isinstance(fields, dict):
            return read_fields(cls, fields)
        faults = Faults()
        ways = fields.get("measures")
        if "measures" in fields and "measure" in fields:
            faults.add("beside", "measures", given="measures", other="measure")
        elif isinstance(ways, (list, tuple)):
            if ways:
                _take_way(fields, ways, faults)
            else:
                faults.add("no-ways", "measures")
        _read_bounds(fields, faults)
        try:
            target = read_fields(cls, fields)
        except InputError as err:
            # the first of the ways stands there twice
            faults.take(
                one
                for one in err.faults
                if "measures" not in fields or one.path[:1] != ("measure",)
            )
            raise InputError(faults.found) from None
        faults.raise_if_any()
        return target

    def to_table(self) -> dict[str, Any]:
        """The target as a table; :meth:`from_table` gives it back."""
        table = write_fields(self)
        if self.measures:
            del table["measure"]
            taken = self.taken
            if taken is not None and taken != self.measures[0]:
                table["taken"] = taken.id
        return table

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_text(faults, self.id, "id")
        check_label(faults, self.label, "label")
        check_label(faults, self.source, "source")
        if self.doubt is not None:
            check_label(faults, self.doubt, "doubt")
        check_type(faults, self.period, DateRange, "period")
        if self.priority is not None and (type(self.priority) is not int or self.priority < 1):
            faults.add("not-a-priority", "priority", given=self.priority)
        for name, known in (("each", ("year",)), ("wording", get_args(Wording))):
            word = getattr(self, name)
            if word is not None and word not in known:
                faults.add("not-known", name, given=word, known=known)
        if _check_measure(self.measure, faults, "measure"):
            _check_bounds(self, self.measure, faults)
            if check_each(faults, self.measures, TargetMeasure, "measures"):
                self._check_ways(faults)
        faults.raise_if_any()

    def _check_ways(self, faults: Faults) -> None:
        if self.measures and self.measure not in [way.measure for way in self.measures]:
            faults.add("none-of-the-ways", "measure")
        ids: dict[str, int] = {}
        for n, way in enumerate(self.measures):
            if ids.setdefault(way.id, n) != n:
                faults.add("id-twice", "measures", n, "id", given=way.id)
            if is_share(way.measure) != is_share(self.measure):
                faults.add("share-beside-a-number", "measures", n)
            elif way.measure != self.measure:
                with faults.at("measures", n):
                    _check_bounds(self, way.measure, faults)

    @property
    def by(self) -> date:
        """The day by which it is to be met, itself included."""
        return self.period.last

    @property
    def over(self) -> bool:
        """Whether the least is to be passed, not only reached."""
        return self.wording == "over"

    @property
    def taken(self) -> TargetMeasure | None:
        """The way in which it is measured, where its source leaves that open; None where not."""
        return next((way for way in self.measures if way.measure == self.measure), None)

    def measured(self, which: str) -> Target:
        """The target measured in another of its ways.

        Raises:
            NotFoundError: there is no such way; it names the nearest.
        """
        for way in self.measures:
            if way.id == which:
                return attrs.evolve(self, measure=way.measure)
        known = tuple(way.id for way in self.measures)
        code = "no-such-way" if known else "one-way-only"
        raise NotFoundError.of(code, "measures", target=self.id, given=which, known=known)

    def named(self, labels: Mapping[str, Label]) -> Target:
        """The target, what it measures having the words of a plan, by id."""
        ways = tuple(attrs.evolve(way, measure=way.measure.named(labels)) for way in self.measures)
        return attrs.evolve(self, measure=self.measure.named(labels), measures=ways)

    def years(self) -> tuple[Target, ...]:
        """The target for every calendar year of its period; itself where it has no ``each``."""
        if self.each is None:
            return (self,)
        first, last = self.period.first, self.period.last
        return tuple(
            attrs.evolve(
                self,
                each=None,
                period=DateRange(max(first, date(year, 1, 1)), min(last, date(year, 12, 31))),
            )
            for year in range(first.year, last.year + 1)
        )


def is_share(measure: Measure) -> bool:
    """Whether a measure comes to a share of a whole."""
    return isinstance(measure, _SHARES)


_SHARES = (Share, Cohort, Cover)


def _take_way(fields: dict[str, Any], ways: Sequence[Any], faults: Faults) -> None:
    """Put the way that is taken under ``measure``."""
    first = ways[0]
    if "taken" in fields:
        taken = fields.pop("taken")
        by_id = [
            (way["id"], way)
            for way in ways
            if isinstance(way, Mapping) and isinstance(way.get("id"), str)
        ]
        first = next((way for id_, way in by_id if id_ == taken), None)
        if first is None:
            faults.add("not-known", "taken", given=taken, known=tuple(id_ for id_, _ in by_id))
    if isinstance(first, Mapping):
        fields["measure"] = first.get("measure")


def _read_bounds(fields: dict[str, Any], faults: Faults) -> None:
    """Read the percentages among the bounds, which only a share of a whole can have."""
    measure = fields.get("measure")
    type_ = measure.get("type") if isinstance(measure, Mapping) else None
    share = not isinstance(type_, str) or type_ not in MEASURES or MEASURES[type_] in _SHARES
    for key in ("at_least", "at_most"):
        bound = fields.get(key)
        percent = read_percent(bound) if isinstance(bound, str) else None
        if percent is not None:
            if not share:
                faults.add("no-share", key, given=bound)
            elif percent > 1:
                faults.add("above-the-whole", key, given=bound, meant=None)
            # what is told here is not to be told again
            fields[key] = min(percent, Fraction(1))


def _check_bounds(target: Target, measure: Measure, faults: Faults) -> None:
    """Note a fault for every bound that a measure cannot have."""
    low, high = target.at_least, target.at_most
    bounds = {
        name: bound for name, bound in (("at_least", low), ("at_most", high)) if bound is not None
    }
    if isinstance(measure, MilestoneDone):
        for name in bounds:
            faults.add("bound-of-a-milestone", name)
        return
    if not bounds:
        faults.add("no-bound", "at_least")
    elif low is None and target.wording is not None:
        faults.add("wording-without-a-least", "wording", given=target.wording)
    if isinstance(measure, Cover) and high is not None:
        faults.add("cover-with-a-most", "at_most")
    right = [_check_bound(bound, name, faults, measure) for name, bound in bounds.items()]
    if all(right) and low is not None:
        _check_room(low, high, faults, over=target.over, share=is_share(measure))


def _check_bound(bound: Number, name: str, faults: Faults, measure: Measure) -> bool:
    before = len(faults.found)
    check_number(faults, bound, name)
    if len(faults.found) == before and is_share(measure) and bound > 1:
        meant = bound if type(bound) is int else None
        faults.add("above-the-whole", name, given=bound, meant=meant)
    return len(faults.found) == before


def _check_room(
    low: Number, high: Number | None, faults: Faults, *, over: bool, share: bool
) -> None:
    """Note a fault where no value is between the bounds."""
    if over and share and low == 1:
        faults.add("over-the-whole", "at_least")
    if high is not None and low > high:
        faults.add("least-above-most", "at_least", given=low, most=high)
    elif over and low == high:
        faults.add("over-and-at-most", "at_least", given=low)
