"""Measures: what a target looks at. A closed set of kinds, each a value; nothing to evaluate.

A measure is put to a snapshot and gives a :class:`Reckoning`: a number, or the reason why there is
none.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any, Literal, Self

import attrs

from ocop.dates import DateRange
from ocop.errors import Faults, InputError
from ocop.targets._checks import as_items, check_items, check_kind, check_number, check_text
from ocop.targets.registry.registry import EVENTS
from ocop.targets.snapshot.figure import Figure, Number
from ocop.targets.where import KEYS, Where, read_filtered
from ocop.text import Label
from ocop.words import decimal

if TYPE_CHECKING:
    from datetime import date

    from ocop.targets.snapshot.snapshot import Snapshot

__all__ = [
    "MEASURES",
    "Cohort",
    "Count",
    "Cover",
    "Distinct",
    "Flow",
    "Gain",
    "IndicatorFigure",
    "Measure",
    "MilestoneDone",
    "Missing",
    "Reckoning",
    "Setting",
    "Share",
    "Simple",
]


@attrs.frozen(kw_only=True)
class Setting:
    """What a measure may need beside the snapshot: the plan's baseline and the target's period."""

    period: DateRange
    baseline: Snapshot | None = None


@attrs.frozen(kw_only=True)
class Missing:
    """A figure that a target waits for, and how a file of figures gives it.

    Attributes:
        table: Where it is given: ``"indicators"`` or ``"milestones"``.
        id: The id under which it is given.
        label: What it is; None where the plan has no words for it.
        place: The unit that it is of; None for the whole territory.
    """

    table: Literal["indicators", "milestones"]
    id: str
    label: Label | None = None
    place: str | None = None


@attrs.frozen(kw_only=True)
class Reckoning:
    """What a measure comes to.

    Attributes:
        value: The number; for a milestone whether it is done; None where it is unknown.
        part: Of a share the part, of a cover the places that have enough.
        whole: Of a share the whole, of a cover all the places.
        reason: Why the value is unknown.
        places: Of a cover the places that lack something.
        lacks: How many each of those lacks.
        as_of: The day of the oldest figure in it, where that is not the snapshot's own.
        missing: Indicators and milestones that were not given.
    """

    value: Number | bool | None
    part: Number | None = None
    whole: Number | None = None
    reason: Label | None = None
    places: tuple[str, ...] = ()
    lacks: tuple[int, ...] = ()
    as_of: date | None = None
    missing: tuple[Missing, ...] = ()


def _unknown(vi: str, en: str) -> Reckoning:
    return Reckoning(value=None, reason=Label(vi, en))


class _OfTable:
    """What a table ``{ type = "count", … }`` says; see :mod:`ocop.targets.plan.file`."""

    __slots__ = ()

    @classmethod
    def from_table(cls, table: object) -> Any:  # noqa: ANN401 - the type says which measure
        """The measure of the type that a table says.

        Raises:
            InputError: every fault.
        """
        if not isinstance(table, Mapping):
            raise InputError.of("no-table-of-a-measure", given=table)
        kinds = tuple(MEASURES)
        if "type" not in table:
            raise InputError.of("missing-key", "type", key="type", known=kinds)
        type_ = table["type"]
        if not isinstance(type_, str) or type_ not in MEASURES:
            raise InputError.of("no-such-measure", "type", given=type_, known=kinds)
        kind = MEASURES[type_]
        keys = [field.name for field in attrs.fields(kind) if field.name != "label"]
        if "where" in keys:
            keys = [key for key in keys if key != "where"] + list(KEYS)
        fields = {key: value for key, value in table.items() if key != "type"}
        return read_filtered(kind, fields, keys)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        self._check(faults)
        faults.raise_if_any()

    def _check(self, faults: Faults) -> None:
        """Note a fault for every field that is not what it must be."""
        for name, check in _CHECKS.items():
            if hasattr(self, name):
                check(getattr(self, name), faults, name)

    def named(self, labels: Mapping[str, Label]) -> Self:
        """The same measure, what it is made of having the words of a plan, by id."""
        words: dict[str, Any] = {}
        for name in ("of", "part", "whole"):
            part = getattr(self, name, None)
            if isinstance(part, _OfTable):
                words[name] = part.named(labels)
        if hasattr(self, "label") and hasattr(self, "id"):
            words["label"] = labels.get(self.id, self.label)
        evolved: Self = attrs.evolve(self, **words)  # type: ignore[misc]  # a measure is one of attrs
        return evolved


def _check_choice(known: tuple[str, ...], value: object, faults: Faults, *path: str | int) -> None:
    if not isinstance(value, str) or value not in known:
        faults.add("not-known", *path, given=value, known=known)


def _check_simple(value: object, faults: Faults, *path: str | int) -> None:
    if not isinstance(value, Simple):
        faults.add("not-a-simple-measure", *path)


def _check_label(value: object, faults: Faults, *path: str | int) -> None:
    if value is not None:
        check_kind(value, Label, faults, *path)


@attrs.frozen(kw_only=True)
class Count(_OfTable):
    """How many recognitions there are; without a word on their status, those in force."""

    where: Where = attrs.field(factory=Where)

    def figure(self, snapshot: Snapshot) -> Figure:
        """The number, or why there is none."""
        return snapshot.count(self.where)

    def reckon(self, snapshot: Snapshot, setting: Setting) -> Reckoning:  # noqa: ARG002
        """What it comes to."""
        return _simple(self, snapshot)


@attrs.frozen(kw_only=True)
class Distinct(_OfTable):
    """How many distinct entities, or products, have such recognitions."""

    of: Literal["products", "entities"]
    where: Where = attrs.field(factory=Where)

    def _check(self, faults: Faults) -> None:
        _check_choice(("entities", "products"), self.of, faults, "of")
        check_kind(self.where, Where, faults, "where")

    def figure(self, snapshot: Snapshot) -> Figure:
        """The number, or why there is none."""
        return snapshot.distinct(self.of, self.where)

    def reckon(self, snapshot: Snapshot, setting: Setting) -> Reckoning:  # noqa: ARG002
        """What it comes to."""
        return _simple(self, snapshot)


def _named(label: Label | None, id_: str) -> Label:
    """The words for a figure; its id, quoted, where the plan has none."""
    return label or Label(f"“{id_}”", f"{id_!r}")


@attrs.frozen(kw_only=True)
class IndicatorFigure(_OfTable):
    """A named figure that is not about certificates.

    Attributes:
        id: The id under which it is given.
        label: What it is; None where the plan has no words for it.
    """

    id: str
    label: Label | None = None

    def figure(self, snapshot: Snapshot, place: str | None = None) -> Figure:
        """The number, or why there is none; ``place`` for the figure of one place."""
        given = snapshot.indicator(self.id, place)
        name = _named(self.label, self.id)
        if given is None:
            return Figure.unknown(f"chưa có số liệu: {name.vi}", f"no figure is given: {name.en}")
        if given.wording is not None:
            limit = _WORDINGS[given.wording]
            return Figure.unknown(
                f"{name.vi}: chỉ được công bố là {limit.vi} {decimal(given.value, 'vi')}",
                f"{name.en}: was published as {limit.en} {decimal(given.value, 'en')} only",
            )
        return Figure(given.value, as_of=given.on)

    def missing(self, snapshot: Snapshot, place: str | None = None) -> tuple[Missing, ...]:
        """Itself, where it was not given."""
        if snapshot.indicator(self.id, place) is not None:
            return ()
        return (Missing(table="indicators", id=self.id, label=self.label, place=place),)

    def reckon(self, snapshot: Snapshot, setting: Setting) -> Reckoning:  # noqa: ARG002
        """What it comes to."""
        return attrs.evolve(_simple(self, snapshot), missing=self.missing(snapshot))


_WORDINGS = {
    "over": Label("trên", "over"),
    "nearly": Label("gần", "nearly"),
    "about": Label("khoảng", "about"),
}

Simple = Count | Distinct | IndicatorFigure


def _simple(measure: Simple, snapshot: Snapshot) -> Reckoning:
    return _of(measure.figure(snapshot))


def _missing(measure: Simple, snapshot: Snapshot) -> tuple[Missing, ...]:
    return measure.missing(snapshot) if isinstance(measure, IndicatorFigure) else ()


def _of(found: Figure) -> Reckoning:
    return Reckoning(value=found.value, reason=found.reason, as_of=found.as_of)


def _oldest(*figures: Figure) -> date | None:
    return min((each.as_of for each in figures if each.as_of is not None), default=None)


@attrs.frozen(kw_only=True)
class Share(_OfTable):
    """The share of a part in a whole, both named.

    Raises:
        InputError: both count products or entities, and the part counts what the whole does not.
    """

    part: Simple
    whole: Simple

    def _check(self, faults: Faults) -> None:
        super()._check(faults)
        if not faults.found and self.nested and not _where(self.part).within(_where(self.whole)):
            faults.add("part-beyond-the-whole", "part")

    @property
    def nested(self) -> bool:
        """Whether what is added to the part is added to the whole too."""
        return not isinstance(self.part, IndicatorFigure) and _counted(self.part) == _counted(
            self.whole
        )

    @property
    def wider(self) -> bool:
        """Whether something may be added to the whole that is not in the part."""
        return not self.nested or not _where(self.whole).within(_where(self.part))

    def reckon(self, snapshot: Snapshot, setting: Setting) -> Reckoning:  # noqa: ARG002
        """What it comes to."""
        part, whole = self.part.figure(snapshot), self.whole.figure(snapshot)
        found = Reckoning(
            value=None,
            part=part.value,
            whole=whole.value,
            reason=part.reason or whole.reason,
            as_of=_oldest(part, whole),
            missing=(*_missing(self.part, snapshot), *_missing(self.whole, snapshot)),
        )
        if part.value is None or whole.value is None:
            return found
        if not whole.value:
            reason = Label("tổng thể bằng 0, không có tỷ lệ", "the whole is 0: there is no share")
            return attrs.evolve(found, reason=reason)
        if part.value > whole.value:
            reason = Label("phần lớn hơn tổng thể", "the part is more than the whole")
            return attrs.evolve(found, reason=reason)
        return attrs.evolve(found, value=Fraction(part.value) / whole.value)


def _counted(measure: Simple) -> str:
    if isinstance(measure, Count):
        return "recognitions"
    return measure.of if isinstance(measure, Distinct) else ""


def _where(measure: Simple) -> Where:
    return Where() if isinstance(measure, IndicatorFigure) else measure.where


@attrs.frozen(kw_only=True)
class Gain(_OfTable):
    """How much more there is than before.

    Attributes:
        of: What is compared.
        since: The number before; None for that of the plan's baseline.
    """

    of: Simple
    since: Number | None = None

    def _check(self, faults: Faults) -> None:
        _check_simple(self.of, faults, "of")
        if self.since is not None:
            check_number(self.since, faults, "since")

    def reckon(self, snapshot: Snapshot, setting: Setting) -> Reckoning:
        """What it comes to; below 0 where there is less."""
        if self.since is not None:
            before = Figure(self.since)
        elif setting.baseline is None:
            return _unknown("kế hoạch không có số gốc", "the plan has no baseline")
        else:
            before = self.of.figure(setting.baseline)
        now = self.of.figure(snapshot)
        if before.value is None or now.value is None:
            missing = _missing(self.of, snapshot)
            return Reckoning(value=None, reason=before.reason or now.reason, missing=missing)
        return Reckoning(value=now.value - before.value, as_of=now.as_of)


@attrs.frozen(kw_only=True)
class Flow(_OfTable):
    """How many recognitions something happened to within the target's period.

    Attributes:
        event: One of :data:`ocop.targets.EVENTS`.
        where: Which recognitions; its status is not asked.
    """

    event: str
    where: Where = attrs.field(factory=Where)

    def _check(self, faults: Faults) -> None:
        _check_choice(EVENTS, self.event, faults, "event")
        check_kind(self.where, Where, faults, "where")

    def reckon(self, snapshot: Snapshot, setting: Setting) -> Reckoning:
        """What it comes to; from published totals only where just this was published."""
        if snapshot.on < setting.period.first:
            return Reckoning(value=0)
        if snapshot.registry is None and self.event in _PUBLISHED_AS:
            published = snapshot.count(self.published_as(setting.period))
            if published.value is not None:
                return _of(published)
        return _of(snapshot.happened(self.event, setting.period, self.where))

    def published_as(self, period: DateRange) -> Where:
        """The count by which a total of what happened in a period is published."""
        return attrs.evolve(
            self.where,
            status=Where.of(status="recognised").status,
            kinds=_PUBLISHED_AS[self.event],
            issued=period,
        )


#: Event → the kinds of recognition that it is, where the number of them can be published.
_PUBLISHED_AS: dict[str, tuple[str, ...]] = {
    "recognised": (),
    "new": ("first",),
    "upgraded": ("upgrade",),
    "re-recognised": ("re-evaluation",),
}


@attrs.frozen(kw_only=True)
class Cover(_OfTable):
    """The share of places that have enough of something.

    Attributes:
        of: What each place is to have.
        at_least: How many of it, 1 or more.
        units: The places; the name of a list in the plan or the snapshot, or the places themselves.
        level: ``"province"``, ``"district"`` or ``"commune"``: what the places are.
    """

    of: Simple
    at_least: int = 1
    units: str | tuple[str, ...] = attrs.field(converter=as_items)
    level: Literal["province", "district", "commune"]

    def _check(self, faults: Faults) -> None:
        _check_simple(self.of, faults, "of")
        if type(self.at_least) is not int or self.at_least < 1:
            faults.add("not-one-or-more", "at_least", given=self.at_least)
        if isinstance(self.units, tuple):
            check_items(self.units, str, faults, "units")
        else:
            check_text(self.units, faults, "units")
        _check_choice(tuple(_LEVELS), self.level, faults, "level")

    def reckon(self, snapshot: Snapshot, setting: Setting) -> Reckoning:  # noqa: ARG002
        """What it comes to."""
        places = snapshot.units.get(self.units, ()) if isinstance(self.units, str) else self.units
        if not places:
            level = _LEVELS[self.level]
            return _unknown(f"chưa có danh sách {level.vi}", f"there is no list of the {level.en}")
        figures = [self._in(place, snapshot) for place in places]
        lacking: list[tuple[str, int]] = []
        unknown: dict[Label, list[str]] = {}
        for place, figure in zip(places, figures, strict=True):
            if figure.value is None:
                unknown.setdefault(figure.reason or Label("", ""), []).append(place)
            elif figure.value < self.at_least:
                lacking.append((place, ceil(self.at_least - figure.value)))
        enough = len(places) - len(lacking)
        lacks = tuple(lack for _, lack in lacking)
        if unknown:
            return Reckoning(
                value=None,
                whole=len(places),
                places=tuple(place for place, _ in lacking),
                lacks=lacks,
                reason=_of_places(unknown),
                missing=self._missing(places, snapshot),
            )
        return Reckoning(
            value=Fraction(enough, len(places)),
            part=enough,
            whole=len(places),
            places=tuple(place for place, _ in lacking),
            lacks=lacks,
            as_of=_oldest(*figures),
        )

    def _missing(self, places: tuple[str, ...], snapshot: Snapshot) -> tuple[Missing, ...]:
        if not isinstance(self.of, IndicatorFigure):
            return ()
        return tuple(each for place in places for each in self.of.missing(snapshot, place))

    def _in(self, place: str, snapshot: Snapshot) -> Figure:
        if isinstance(self.of, IndicatorFigure):
            return self.of.figure(snapshot, place)
        where = _in_place(self.of.where, self.level, place)
        return attrs.evolve(self.of, where=where).figure(snapshot)


_LEVELS = {
    "province": Label("tỉnh, thành phố", "provinces"),
    "district": Label("huyện, thị xã, thành phố", "districts"),
    "commune": Label("xã, phường, thị trấn", "communes"),
}


def _of_places(unknown: Mapping[Label, list[str]]) -> Label:
    """Every reason with all the places that it holds for."""
    return Label(
        "; ".join(f"{why.vi} ({', '.join(places)})" for why, places in unknown.items()),
        "; ".join(f"{why.en} ({', '.join(places)})" for why, places in unknown.items()),
    )


def _in_place(where: Where, level: str, place: str) -> Where:
    """The filter for a place; ``"Kỳ Anh / Kỳ Lâm"`` names what it lies in first."""
    levels = ("provinces", "districts", "communes")
    upward = levels[: levels.index(f"{level}s") + 1][::-1]
    fields: dict[str, Any] = {
        name: (step.strip(),) for name, step in zip(upward, place.split("/")[::-1], strict=False)
    }
    return attrs.evolve(where, **fields)


@attrs.frozen(kw_only=True)
class Cohort(_OfTable):
    """Of the products recognised, or due to lapse, in a period: the share recognised again.

    A product counts once. What counts is a recognition after its last one in the cohort.

    Attributes:
        event: ``"recognised"`` in the period, or ``"due"``: its last valid day is in it.
        period: The period of the cohort.
        where: Which recognitions; its status is not asked.
        then: The recognition that counts: ``"any"``, ``"upgrade"`` or ``"re-evaluation"``.
    """

    event: Literal["recognised", "due"]
    period: DateRange
    where: Where = attrs.field(factory=Where)
    then: Literal["any", "upgrade", "re-evaluation"] = "any"

    def _check(self, faults: Faults) -> None:
        super()._check(faults)
        _check_choice(("recognised", "due"), self.event, faults, "event")
        _check_choice(("any", "upgrade", "re-evaluation"), self.then, faults, "then")

    def reckon(self, snapshot: Snapshot, setting: Setting) -> Reckoning:  # noqa: ARG002
        """What it comes to."""
        part, whole = snapshot.followed(self.event, self.period, self.where, self.then)
        if part.value is None or whole.value is None:
            return Reckoning(value=None, whole=whole.value, reason=whole.reason or part.reason)
        if not whole.value:
            return _unknown("không có sản phẩm nào thuộc diện", "no product is of those asked for")
        return Reckoning(
            value=Fraction(part.value) / whole.value, part=part.value, whole=whole.value
        )


@attrs.frozen(kw_only=True)
class MilestoneDone(_OfTable):
    """Whether something is done.

    Attributes:
        id: The id under which it is given.
        label: What it is; None where the plan has no words for it.
    """

    id: str
    label: Label | None = None

    def reckon(self, snapshot: Snapshot, setting: Setting) -> Reckoning:  # noqa: ARG002
        """What it comes to."""
        last_word = snapshot.milestone(self.id)
        if last_word is None:
            name = _named(self.label, self.id)
            return Reckoning(
                value=None,
                reason=Label(f"chưa biết đã xong chưa: {name.vi}", f"not known: {name.en}"),
                missing=(Missing(table="milestones", id=self.id, label=self.label),),
            )
        return Reckoning(value=last_word.done)


Measure = Simple | Share | Gain | Flow | Cover | Cohort | MilestoneDone

#: Type, as a table says it → the measure.
MEASURES: dict[str, type[Measure]] = {
    "count": Count,
    "distinct": Distinct,
    "indicator": IndicatorFigure,
    "share": Share,
    "gain": Gain,
    "flow": Flow,
    "cover": Cover,
    "cohort": Cohort,
    "milestone": MilestoneDone,
}

#: Field → its check, where it is the same in every measure that has it.
_CHECKS: dict[str, Any] = {
    "id": check_text,
    "label": _check_label,
    "part": _check_simple,
    "whole": _check_simple,
    "period": lambda value, faults, *path: check_kind(value, DateRange, faults, *path),
    "where": lambda value, faults, *path: check_kind(value, Where, faults, *path),
}
