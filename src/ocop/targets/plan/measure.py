"""Measures: what a target looks at. A closed set of kinds, each a value; nothing to evaluate.

Put to a snapshot, a measure comes to a :class:`~ocop.targets.plan.reckoning.Reckoning`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, Self

import attrs

from ocop.argument import check_each, check_text, check_type
from ocop.brief import Brief
from ocop.dates import DateRange
from ocop.documents import write_fields
from ocop.errors import Faults, InputError
from ocop.targets._checks import as_text, as_texts, check_label, check_number, maybe_label
from ocop.targets.registry.flow import FLOW_EVENTS, FlowEvent
from ocop.targets.snapshot.figure import Number
from ocop.targets.where import KEYS, Where, read_filtered
from ocop.text import Label

__all__ = [
    "LEVELS",
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
    "Share",
    "Simple",
    "of_rows",
]


class _OfTable(Brief):
    """What a table ``{ type = "count", … }`` says; see :mod:`ocop.targets.plan.plan_table`."""

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
        keys = [field.name for field in attrs.fields(kind)]
        if "where" in keys:
            keys = [key for key in keys if key != "where"] + list(KEYS)
        fields = {key: value for key, value in table.items() if key != "type"}
        if isinstance(fields.get("label"), str):
            fields["label"] = {"vi": fields["label"], "en": fields["label"]}
        return read_filtered(kind, fields, keys)

    def to_table(self) -> dict[str, Any]:
        """The measure as a table; :meth:`from_table` gives it back."""
        type_ = next(name for name, kind in MEASURES.items() if kind is type(self))
        fields = write_fields(self)
        where = fields.pop("where", {})
        return {"type": type_, **fields, **where}

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        self._check(faults)
        faults.raise_if_any()

    def _check(self, faults: Faults) -> None:
        """Note a fault for every field that is not what it must be."""
        for name, check in _CHECKS.items():
            if hasattr(self, name):
                check(faults, getattr(self, name), name)

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


def _check_simple(faults: Faults, value: object, *path: str | int) -> None:
    if not isinstance(value, Simple):
        faults.add("not-a-simple-measure", *path)


def _check_label(faults: Faults, value: object, *path: str | int) -> None:
    if value is not None:
        check_label(faults, value, *path)


@attrs.frozen(kw_only=True, repr=False)
class Count(_OfTable):
    """How many recognitions there are; without a word on their status, those in force."""

    where: Where = attrs.field(factory=Where)


@attrs.frozen(kw_only=True, repr=False)
class Distinct(_OfTable):
    """How many distinct entities, or products, have such recognitions."""

    of: Literal["products", "entities"]
    where: Where = attrs.field(factory=Where)

    def _check(self, faults: Faults) -> None:
        _check_choice(("entities", "products"), self.of, faults, "of")
        check_type(faults, self.where, Where, "where")


@attrs.frozen(kw_only=True, repr=False)
class IndicatorFigure(_OfTable):
    """A named figure that is not about certificates.

    Attributes:
        id: The id under which it is given.
        label: What it is; None where the plan has no words for it.
    """

    id: str = attrs.field(converter=as_text)
    label: Label | None = attrs.field(default=None, converter=maybe_label)


Simple = Count | Distinct | IndicatorFigure


@attrs.frozen(kw_only=True, repr=False)
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


def _counted(measure: Simple) -> str:
    if isinstance(measure, Count):
        return "recognitions"
    return measure.of if isinstance(measure, Distinct) else ""


def _where(measure: Simple) -> Where:
    return Where() if isinstance(measure, IndicatorFigure) else measure.where


@attrs.frozen(kw_only=True, repr=False)
class Gain(_OfTable):
    """How much more there is than before.

    Attributes:
        of: What is compared.
        since: The number before; None for that of the plan's baseline.
    """

    of: Simple
    since: Number | None = None

    def _check(self, faults: Faults) -> None:
        _check_simple(faults, self.of, "of")
        if self.since is not None:
            check_number(faults, self.since, "since")


@attrs.frozen(kw_only=True, repr=False)
class Flow(_OfTable):
    """How many recognitions something happened to within the target's period.

    Attributes:
        event: What happened: ``"recognised"``, ``"new"``, ``"upgraded"``, ``"lapsed"`` and so on.
        where: Which recognitions; its status is not asked.
    """

    event: FlowEvent
    where: Where = attrs.field(factory=Where)

    def _check(self, faults: Faults) -> None:
        _check_choice(FLOW_EVENTS, self.event, faults, "event")
        check_type(faults, self.where, Where, "where")


def _as_units(units: str | Iterable[str]) -> str | tuple[str, ...]:
    return as_text(units) if isinstance(units, str) else as_texts(units)


@attrs.frozen(kw_only=True, repr=False)
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
    units: str | tuple[str, ...] = attrs.field(converter=_as_units)
    level: Literal["province", "district", "commune"]

    def _check(self, faults: Faults) -> None:
        _check_simple(faults, self.of, "of")
        if type(self.at_least) is not int or self.at_least < 1:
            faults.add("not-one-or-more", "at_least", given=self.at_least)
        if isinstance(self.units, tuple):
            check_each(faults, self.units, str, "units")
        else:
            check_text(faults, self.units, "units")
        _check_choice(tuple(LEVELS), self.level, faults, "level")


LEVELS = {
    "province": Label("tỉnh, thành phố", "provinces"),
    "district": Label("huyện, thị xã, thành phố", "districts"),
    "commune": Label("xã, phường, thị trấn", "communes"),
}


@attrs.frozen(kw_only=True, repr=False)
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


@attrs.frozen(kw_only=True, repr=False)
class MilestoneDone(_OfTable):
    """Whether something is done.

    Attributes:
        id: The id under which it is given.
        label: What it is; None where the plan has no words for it.
    """

    id: str = attrs.field(converter=as_text)
    label: Label | None = attrs.field(default=None, converter=maybe_label)


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
    "period": lambda faults, value, *path: check_type(faults, value, DateRange, *path),
    "where": lambda faults, value, *path: check_type(faults, value, Where, *path),
}


def of_rows(measure: Measure) -> bool:
    """Whether a measure counts recognitions, so that a row more might change it."""
    if isinstance(measure, Share):
        return of_rows(measure.part) or of_rows(measure.whole)
    if isinstance(measure, (Gain, Cover)):
        return of_rows(measure.of)
    return not isinstance(measure, (IndicatorFigure, MilestoneDone))
