"""A target (chỉ tiêu): what was promised, how it is measured, and by when it is to hold."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

import attrs

from ocop.dates import DateRange
from ocop.errors import Faults, NotFoundError, told
from ocop.frozen_map import as_tuple
from ocop.targets.figures import Number, checked_number, checked_text
from ocop.targets.measures import Cohort, Cover, Measure, MilestoneDone, Share
from ocop.text import Label, hint

__all__ = ["Target", "TargetMeasure", "Wording", "as_label", "check_bounds", "is_share"]

Wording = Literal["at-least", "strive", "over", "about"]


def as_label(value: str | Label) -> Label:
    """Words in both languages; a plain text stands for both."""
    return Label(value, value) if isinstance(value, str) else value


def checked_label(value: object, place: str, faults: Faults) -> None:
    """Note a fault where ``value`` is not words in both languages."""
    if not isinstance(value, Label):
        faults.tell(place, f"{value!r} is not text", "give a Label, or one text for both languages")
        return
    for lang in ("vi", "en"):
        checked_text(value(lang), place, faults)


@attrs.frozen(kw_only=True)
class TargetMeasure:
    """One way to measure a target whose source leaves open what is counted.

    Attributes:
        id: Short and stable within the target.
        label: What is counted.
        measure: The measure.
    """

    id: str
    label: Label = attrs.field(converter=as_label)
    measure: Measure


@attrs.frozen(kw_only=True)
class Target:
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
        InputError: no bound, a bound that is not exact, above 100 % of a share, or reversed.
    """

    id: str
    label: Label = attrs.field(converter=as_label)
    measure: Measure
    measures: tuple[TargetMeasure, ...] = attrs.field(default=(), converter=as_tuple)
    at_least: Number | None = None
    at_most: Number | None = None
    wording: Wording | None = None
    period: DateRange
    each: Literal["year"] | None = None
    priority: int | None = None
    source: Label = attrs.field(converter=as_label)
    doubt: Label | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        checked_text(self.id, "id", faults)
        checked_label(self.label, "label", faults)
        checked_label(self.source, "source", faults)
        if self.priority is not None and (type(self.priority) is not int or self.priority < 1):
            faults.tell("priority", f"{self.priority!r} is not a rank", "1 is the first")
        if self.each not in {None, "year"}:
            faults.tell("each", f"{self.each!r} is not known", 'use "year", or leave it out')
        if self.wording is not None and self.wording not in get_args(Wording):
            known = get_args(Wording)
            faults.tell("wording", f"{self.wording!r} is not known", hint(str(self.wording), known))
        check_bounds(self.measure, self.at_least, self.at_most, faults, wording=self.wording)
        if self.measures and self.measure not in [way.measure for way in self.measures]:
            faults.tell("measure", "is none of measures")
        for n, way in enumerate(self.measures):
            if is_share(way.measure) != is_share(self.measure):
                faults.tell(f"measures[{n}]", "a share beside a number: one bound cannot hold both")
        faults.raise_if_any()

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
        known = [way.id for way in self.measures]
        what = f"{self.id!r} has no measure {which!r}"
        raise NotFoundError(told("measures", what, hint(which, known)))

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
    return isinstance(measure, (Share, Cohort, Cover))


def check_bounds(
    measure: Measure,
    at_least: Number | None,
    at_most: Number | None,
    faults: Faults,
    *,
    wording: str | None = None,
) -> None:
    """Note a fault for every bound that the measure cannot have."""
    given = {"at_least": at_least, "at_most": at_most}
    if isinstance(measure, MilestoneDone):
        for name, bound in given.items():
            if bound is not None:
                faults.tell(name, "a milestone has no bound: it is done or it is not")
        return
    if at_least is None and at_most is None:
        faults.tell("at_least", "there is no bound", "give at_least, at_most or both")
    elif at_least is None and wording is not None:
        faults.tell("wording", f"{wording!r} is said of the least, and there is none")
    if isinstance(measure, Cover) and at_most is not None:
        faults.tell("at_most", "a cover has a least bound only")
    for name, bound in given.items():
        if bound is not None:
            _check_bound(bound, name, faults, share=is_share(measure))
    if not faults.found and at_least is not None:
        _check_room(at_least, at_most, faults, over=wording == "over", share=is_share(measure))


def _check_bound(bound: Number, name: str, faults: Faults, *, share: bool) -> None:
    before = len(faults.found)
    checked_number(bound, name, faults)
    if len(faults.found) == before and share and bound > 1:
        meant = f"is '{bound} %' meant?" if type(bound) is int else ""
        faults.tell(name, f"{bound} is above 100 % of the whole", meant)


def _check_room(
    at_least: Number, at_most: Number | None, faults: Faults, *, over: bool, share: bool
) -> None:
    """Note a fault where no value is between the bounds."""
    if over and share and at_least == 1:
        faults.tell("at_least", "nothing is over 100 % of the whole")
    if at_most is not None and at_least > at_most:
        faults.tell("at_least", f"{at_least} is above at_most, {at_most}")
    elif over and at_least == at_most:
        faults.tell("at_least", f"nothing is over {at_least} and at most {at_most}")
