"""Plans from TOML: every fault at once, with its line and key.

A plan:

    id = "ha-tinh-2023-2025"
    title = { vi = "…", en = "…" }          # or one text for both languages
    period = { from = 2023-01-01, to = 2025-12-31 }

    [baseline]                              # optional: see snapshot_from_dict
    on = 2023-01-01
    source = "…"
    counts = [ { status = "recognised", value = 284 }, … ]

    [[targets]]
    id = "products"
    label = { vi = "…", en = "…" }
    measure = { type = "count", stars = [3, 4, 5] }
    at_least = 300                          # at_most too for a range; "20 %" of a share
    source = "…"                            # with a table [sources]: one of its keys

A target's date is ``by``, or ``within = { from = …, to = … }``; without either, the end of the
plan's period. ``each = "year"`` asks for it in every calendar year of that. ``wording`` says how
the source words the least: "at-least", "strive", "over" (the number itself does not meet it) or
"about". Where the source leaves open what is counted, ``measures`` stands in the place of
``measure``, the default first:

    measures = [
      { id = "new", label = "…", measure = { type = "flow", event = "new" } },
      { id = "valid", label = "…", measure = { type = "gain", of = { type = "count" } } },
    ]

The words for indicators and milestones stand in ``figures``, so that a report need not name ids:

    figures = [ { id = "sales-points", label = { … }, unit = { … } } ]

A baseline may have a ``doubt``, such as that its day is taken. The measures:

    { type = "count",     <filter> }
    { type = "distinct",  of = "entities" or "products", <filter> }
    { type = "indicator", id = "…" }
    { type = "share",     part = <one of those three>, whole = <another> }
    { type = "gain",      of = <one of those three>, since = 84 }   # without since: the baseline
    { type = "flow",      event = "new", <filter> }
    { type = "cover",     of = <one of the first three>, at_least = 1, units = "districts",
                          level = "district" }
    { type = "cohort",    event = "recognised" or "due", period = { from = …, to = … },
                          then = "any", <filter> }
    { type = "milestone", id = "…" }

A filter has the keys of :meth:`ocop.targets.Where.of`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ocop.dates import DateRange
from ocop.errors import Fault, Faults, InputError, told
from ocop.serial import load_toml
from ocop.targets._keys import at, checked_row
from ocop.targets.filtering import read_day, read_period
from ocop.targets.measure_files import MeasureReader
from ocop.targets.planning import NamedFigure, Plan, UnitList, built_in_ids, plan
from ocop.targets.snapshot_files import read_snapshot
from ocop.targets.target import Target, TargetMeasure, as_label, check_bounds, is_share
from ocop.text import Label, hint
from ocop.toml_lines import key_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from ocop.targets.measures import Measure
    from ocop.toml_lines import Path

__all__ = ["plan_from_dict", "plan_from_toml", "read_plan"]

_REQUIRED = ("id", "title", "period", "targets")
_OPTIONAL = (
    "format",
    "province",
    "decision",
    "references",
    "notes",
    "sources",
    "units",
    "figures",
    "baseline",
)
_TARGET = ("id", "label", "source")
_TARGET_MORE = (
    "measure",
    "measures",
    "at_least",
    "at_most",
    "wording",
    "by",
    "within",
    "each",
    "priority",
    "doubt",
)
_FORMAT = 1


def plan_from_toml(text: str) -> Plan:
    """The plan that a TOML says.

    Raises:
        InputError: not TOML, or not a plan: every fault with its line and key.
    """
    data = load_toml(text)
    try:
        return plan_from_dict(data)
    except InputError as err:
        lines = {_dotted(path): line for path, line in key_lines(text).items()}
        raise InputError(_with_line(fault, lines) for fault in err.faults) from None


def _dotted(path: Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)[1:]


def _with_line(fault: Fault, lines: Mapping[str, int]) -> Fault:
    """The fault with the line of its key, or of the nearest table that has it."""
    path = fault.place
    while path and path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    line = f"line {lines.get(path, 1)}"
    return told(f"{line}, {fault.place}" if fault.place else line, fault.message(), fault.hint())


def plan_from_dict(data: Mapping[str, Any]) -> Plan:
    """The plan that plain data says, as :func:`plan_from_toml` takes it.

    Raises:
        InputError: every fault with its key; among them an id that a built-in plan has, unless the
            plan is that one.
    """
    found = read_plan(data)
    if found.id in built_in_ids() and found != plan(found.id):
        what = f"{found.id!r} is the id of a built-in plan"
        raise InputError(told("id", what, "give this one an id of its own"))
    return found


def read_plan(data: object) -> Plan:
    """The plan that plain data says, whatever its id."""
    return _PlanReader().read(data)


class _PlanReader(MeasureReader):
    def __init__(self) -> None:
        super().__init__()
        self.sources: Mapping[str, Label] | None = None

    def read(self, data: object) -> Plan:
        faults = self.faults
        row = checked_row(data, "", faults, required=_REQUIRED, optional=_OPTIONAL)
        version = row.get("format", _FORMAT)
        if type(version) is not int or version != _FORMAT:
            faults.tell("format", f"{version!r} is not known", f"this library reads {_FORMAT}")
        if "sources" in row:
            self.sources = self.labels(row["sources"], "sources")
        figures = self.figures(row.get("figures", []))
        period = read_period(row["period"], "period", faults) if "period" in row else None
        targets = self.each(row.get("targets", []), "targets", self.target(period))
        made: dict[str, Any] = {
            "id": self.text(row, "id", "") or "?",
            "title": self.label(row, "title", ""),
            "province": self.text(row, "province", ""),
            "decision": self.text(row, "decision", ""),
            "period": period,
            "references": self.each(row.get("references", []), "references", self.words),
            "notes": self.each(row.get("notes", []), "notes", self.read_label),
            "figures": figures,
            **self.baseline(row),
            "units": self.units(row.get("units", {})),
        }
        self.twice(row)
        if faults.found or period is None:
            raise InputError(faults.found)
        return Plan(**made, targets=tuple(target for target in targets if target is not None))

    def twice(self, row: Mapping[str, Any]) -> None:
        """Note targets that share an id, or all of what they ask, whatever else is wrong."""
        targets = row.get("targets", [])
        ids: dict[object, int] = {}
        asked: dict[str, int] = {}
        for n, each in enumerate(targets if isinstance(targets, list) else []):
            if not isinstance(each, dict):
                continue
            place = f"targets[{n}]"
            asks = {key: each.get(key) for key in ("measure", "measures", "by", "within", "each")}
            what = repr((asks, "at_least" in each, "at_most" in each))
            if "id" in each and ids.setdefault(repr(each["id"]), n) != n:
                self.faults.tell(at(place, "id"), f"{each['id']!r} is there twice")
            elif "measure" in each and asked.setdefault(what, n) != n:
                other = targets[asked[what]].get("id")
                self.faults.tell(place, f"the same target twice: it asks what {other!r} asks")

    def labels(self, value: object, place: str) -> dict[str, Label]:
        if not isinstance(value, dict):
            self.faults.tell(place, f"{value!r} is not a table")
            return {}
        return {key: self.source_label(label, at(place, str(key))) for key, label in value.items()}

    def figures(self, value: object) -> tuple[NamedFigure, ...]:
        """The words for indicators and milestones; noted by id for the measures that follow."""
        figures = tuple(
            figure for figure in self.each(value, "figures", self.figure) if figure is not None
        )
        self.names = {figure.id: figure.label for figure in figures}
        return figures

    def figure(self, value: object, place: str) -> NamedFigure | None:
        row = checked_row(value, place, self.faults, required=("id", "label"), optional=("unit",))
        label, unit = self.label(row, "label", place), self.label(row, "unit", place)
        id_ = self.text(row, "id", place)
        return None if id_ is None or label is None else NamedFigure(id=id_, label=label, unit=unit)

    def source(self, row: Mapping[str, Any], place: str) -> Label:
        """Whose word it is: one of the plan's sources where it lists them."""
        if "source" not in row:
            return Label("", "")
        if self.sources is None:
            return self.source_label(row["source"], at(place, "source"))
        key = self.text(row, "source", place) or ""
        if key not in self.sources:
            what = f"{key!r} is not among the sources"
            self.faults.tell(at(place, "source"), what, hint(key, map(str, self.sources)))
        return self.sources.get(key, Label(key, key))

    def baseline(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The baseline and what is said of it; nothing where there is none."""
        if "baseline" not in row:
            return {}
        table, doubt = row["baseline"], None
        if isinstance(table, dict):
            doubt = self.label(table, "doubt", "baseline")
            table = {key: value for key, value in table.items() if key != "doubt"}
        snapshot = read_snapshot(table, "baseline", self.faults, self.source_text)
        source = self.source(table, "baseline") if isinstance(table, dict) else None
        if snapshot is not None and source is not None:
            snapshot = attrs.evolve(snapshot, source=source)
        return {"baseline": snapshot, "baseline_doubt": doubt}

    def source_label(self, value: object, place: str) -> Label:
        if isinstance(value, dict):
            return self.read_label(value, place)
        return as_label(self.words(value, place))

    def source_text(self, row: Mapping[str, Any], place: str) -> str:
        return self.source(row, place).vi

    def units(self, value: object) -> dict[str, UnitList]:
        rows = checked_row(
            value, "units", self.faults, optional=value if isinstance(value, dict) else ()
        )
        lists = {}
        for name, listed in rows.items():
            place = at("units", str(name))
            row = checked_row(listed, place, self.faults, required=("places", "source"))
            places = self.each(row.get("places", []), at(place, "places"), self.words)
            lists[name] = UnitList(places=places, source=self.source(row, place))
        return lists

    def target(self, period: DateRange | None) -> Callable[[object, str], Target | None]:
        def one(value: object, place: str) -> Target | None:
            before = len(self.faults.found)
            row = checked_row(value, place, self.faults, required=_TARGET, optional=_TARGET_MORE)
            measures = self.measures(row, place)
            measure = measures[0].measure if measures else self.only_measure(row, place)
            bounds = self.bounds(row, measure, place)
            made: dict[str, Any] = {
                "id": self.text(row, "id", place),
                "label": self.label(row, "label", place),
                "source": self.source(row, place),
                "wording": row.get("wording"),
                "each": row.get("each"),
                "priority": row.get("priority"),
                "doubt": self.label(row, "doubt", place),
                "period": self.period(row, place, period),
                "measures": measures,
            }
            if len(self.faults.found) > before or made["period"] is None or measure is None:
                return None
            try:
                return Target(**made, measure=measure, **bounds)
            except InputError as err:
                self.note(err, place)
                return None

        return one

    def only_measure(self, row: Mapping[str, Any], place: str) -> Measure | None:
        if "measure" in row:
            return self.measure(row["measure"], at(place, "measure"))
        if row and "measures" not in row:
            self.faults.tell(place, "the key 'measure' is missing")
        return None

    def measures(self, row: Mapping[str, Any], place: str) -> tuple[TargetMeasure, ...]:
        """The ways to measure a target, the default first; none where it has one only."""
        if "measures" not in row:
            return ()
        here = at(place, "measures")
        if "measure" in row:
            self.faults.tell(here, "stands beside measure", "give one of them")
        if row["measures"] == []:
            self.faults.tell(here, "is empty", "give measure where there is one way only")
        ways = self.each(row["measures"], here, self.way)
        return tuple(way for way in ways if way is not None)

    def way(self, value: object, place: str) -> TargetMeasure | None:
        needed = ("id", "label", "measure")
        row = checked_row(value, place, self.faults, required=needed)
        id_, label = self.text(row, "id", place), self.label(row, "label", place)
        measure = self.measure(row["measure"], at(place, "measure")) if "measure" in row else None
        if id_ is None or label is None or measure is None:
            return None
        return TargetMeasure(id=id_, label=label, measure=measure)

    def period(
        self, row: Mapping[str, Any], place: str, period: DateRange | None
    ) -> DateRange | None:
        if "by" in row and "within" in row:
            self.faults.tell(at(place, "by"), "stands beside within", "give one of them")
        if "within" in row:
            within = read_period(row["within"], at(place, "within"), self.faults)
            last = None if within is None else within.last
            return within if self.in_time(last, period, at(place, "within")) else None
        if "by" not in row or period is None:
            return period
        day = read_day(row["by"], at(place, "by"), self.faults)
        if day is None:
            return None
        if day < period.first:
            self.faults.tell(
                at(place, "by"),
                f"the dates are reversed: {day} comes before the plan's first day, {period.first}",
            )
            return None
        return DateRange(period.first, day) if self.in_time(day, period, at(place, "by")) else None

    def in_time(self, last: date | None, period: DateRange | None, place: str) -> bool:
        """Whether a target's date is within the plan's period; a fault where it comes after."""
        if last is None or period is None or last <= period.last:
            return True
        self.faults.tell(place, f"{last} comes after the plan's last day, {period.last}")
        return False

    def bounds(self, row: Mapping[str, Any], measure: Measure | None, place: str) -> dict[str, Any]:
        before = len(self.faults.found)
        found = {
            key: self.number(row[key], at(place, key), share=measure is None or is_share(measure))
            for key in ("at_least", "at_most")
            if key in row
        }
        if measure is not None and len(self.faults.found) == before:
            checked = Faults()
            wording = row.get("wording")
            check_bounds(
                measure,
                found.get("at_least"),
                found.get("at_most"),
                checked,
                wording=wording if isinstance(wording, str) else None,
            )
            self.note(InputError(checked.found), place)
        return found
