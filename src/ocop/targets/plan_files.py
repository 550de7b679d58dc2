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
plan's period. The measures:

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
from ocop.errors import Fault, Faults, InputError
from ocop.serial import load_toml
from ocop.targets._keys import at, checked_row
from ocop.targets._lines import key_lines
from ocop.targets._numbers import read_number, read_percent
from ocop.targets.filtering import KEYS, Where, read_day, read_period
from ocop.targets.measures import (
    Cohort,
    Count,
    Cover,
    Distinct,
    Flow,
    Gain,
    IndicatorFigure,
    Measure,
    MilestoneDone,
    Share,
    Simple,
)
from ocop.targets.planning import Plan, Target, UnitList, check_bounds, is_share
from ocop.targets.registry import EVENTS
from ocop.targets.snapshot_files import read_snapshot
from ocop.text import Label, hint, nfc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from fractions import Fraction

__all__ = ["plan_from_dict", "plan_from_toml"]

_REQUIRED = ("id", "title", "period", "targets")
_OPTIONAL = (
    "format",
    "province",
    "decision",
    "references",
    "notes",
    "sources",
    "units",
    "baseline",
)
_TARGET = ("id", "label", "measure", "source")
_TARGET_MORE = ("at_least", "at_most", "by", "within", "priority", "doubt")
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
        lines = key_lines(text)
        raise InputError(_with_line(fault, lines) for fault in err.faults) from None


def _with_line(fault: Fault, lines: Mapping[str, int]) -> Fault:
    """The fault with the line of its key, or of the nearest table that has it."""
    path = fault.place
    while path and path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    line = f"line {lines.get(path, 1)}"
    return attrs.evolve(fault, place=f"{line}, {fault.place}" if fault.place else line)


def plan_from_dict(data: Mapping[str, Any]) -> Plan:
    """The plan that plain data says, as :func:`plan_from_toml` takes it.

    Raises:
        InputError: every fault with its key.
    """
    return _PlanReader().read(data)


class _PlanReader:
    def __init__(self) -> None:
        self.faults = Faults()
        self.sources: Mapping[str, str] | None = None

    def read(self, data: object) -> Plan:
        faults = self.faults
        row = checked_row(data, "", faults, required=_REQUIRED, optional=_OPTIONAL)
        version = row.get("format", _FORMAT)
        if type(version) is not int or version != _FORMAT:
            faults.add("format", f"{version!r} is not known", f"this library reads {_FORMAT}")
        if "sources" in row:
            self.sources = self.texts(row["sources"], "sources")
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
            "baseline": self.baseline(row),
            "units": self.units(row.get("units", {})),
        }
        self.twice(row)
        if faults.found or period is None:
            raise InputError(faults.found)
        return Plan(**made, targets=tuple(each for each in targets if each is not None))

    def twice(self, row: Mapping[str, Any]) -> None:
        """Note targets that share an id, or all of what they ask, whatever else is wrong."""
        targets = row.get("targets", [])
        ids: dict[object, int] = {}
        asked: dict[str, int] = {}
        for n, each in enumerate(targets if isinstance(targets, list) else []):
            if not isinstance(each, dict):
                continue
            place = f"targets[{n}]"
            told = {key: each.get(key) for key in ("measure", "by", "within")}
            what = repr((told, "at_least" in each, "at_most" in each))
            if "id" in each and ids.setdefault(repr(each["id"]), n) != n:
                self.faults.add(at(place, "id"), f"{each['id']!r} is there twice")
            elif "measure" in each and asked.setdefault(what, n) != n:
                other = targets[asked[what]].get("id")
                self.faults.add(place, f"the same target twice: it asks what {other!r} asks")

    def each(self, value: object, place: str, one: Callable[[object, str], Any]) -> tuple[Any, ...]:
        if not isinstance(value, list):
            self.faults.add(place, f"{value!r} is not a list")
            return ()
        return tuple(one(item, f"{place}[{n}]") for n, item in enumerate(value))

    def words(self, value: object, place: str) -> str:
        if not isinstance(value, str) or not value.strip():
            self.faults.add(place, f"{value!r} is not text")
            return ""
        return nfc(value).strip()

    def text(self, row: Mapping[str, Any], key: str, place: str) -> str | None:
        return self.words(row[key], at(place, key)) if key in row else None

    def texts(self, value: object, place: str) -> dict[str, str]:
        if not isinstance(value, dict):
            self.faults.add(place, f"{value!r} is not a table")
            return {}
        return {key: self.words(each, at(place, key)) for key, each in value.items()}

    def label(self, row: Mapping[str, Any], key: str, place: str) -> Label | None:
        return self.read_label(row[key], at(place, key)) if key in row else None

    def read_label(self, value: object, place: str) -> Label:
        if isinstance(value, str):
            words = self.words(value, place)
            return Label(words, words)
        row = checked_row(value, place, self.faults, required=("vi", "en"))
        return Label(self.text(row, "vi", place) or "", self.text(row, "en", place) or "")

    def source(self, row: Mapping[str, Any], place: str) -> str:
        said = self.text(row, "source", place) or ""
        if self.sources is None or "source" not in row:
            return said
        if said not in self.sources:
            what = f"{said!r} is not among the sources"
            self.faults.add(at(place, "source"), what, hint(said, self.sources))
        return self.sources.get(said, said)

    def baseline(self, row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a snapshot or None
        if "baseline" not in row:
            return None
        return read_snapshot(row["baseline"], "baseline", self.faults, self.source)

    def units(self, value: object) -> dict[str, UnitList]:
        rows = checked_row(
            value, "units", self.faults, optional=value if isinstance(value, dict) else ()
        )
        found = {}
        for name, each in rows.items():
            place = at("units", name)
            row = checked_row(each, place, self.faults, required=("places", "source"))
            places = self.each(row.get("places", []), at(place, "places"), self.words)
            found[name] = UnitList(places=places, source=self.source(row, place))
        return found

    def target(self, period: DateRange | None) -> Callable[[object, str], Target | None]:
        def one(value: object, place: str) -> Target | None:
            before = len(self.faults.found)
            row = checked_row(value, place, self.faults, required=_TARGET, optional=_TARGET_MORE)
            measure = (
                self.measure(row["measure"], at(place, "measure")) if "measure" in row else None
            )
            bounds = self.bounds(row, measure, place)
            made: dict[str, Any] = {
                "id": self.text(row, "id", place),
                "label": self.label(row, "label", place),
                "source": self.source(row, place),
                "priority": row.get("priority"),
                "doubt": self.label(row, "doubt", place),
                "period": self.period(row, place, period),
            }
            if len(self.faults.found) > before or made["period"] is None or measure is None:
                return None
            try:
                return Target(**made, measure=measure, **bounds)
            except InputError as err:
                self.note(err, place)
                return None

        return one

    def note(self, err: InputError, place: str) -> None:
        """Note the faults of a value at the keys that gave it."""
        self.faults.found += [
            attrs.evolve(fault, place=at(place, fault.place) if fault.place else place)
            for fault in err.faults
        ]

    def period(
        self, row: Mapping[str, Any], place: str, period: DateRange | None
    ) -> DateRange | None:
        if "by" in row and "within" in row:
            self.faults.add(at(place, "by"), "stands beside within", "give one of them")
        if "within" in row:
            return read_period(row["within"], at(place, "within"), self.faults)
        if "by" not in row or period is None:
            return period
        day = read_day(row["by"], at(place, "by"), self.faults)
        if day is None:
            return None
        if day < period.first:
            self.faults.add(
                at(place, "by"),
                f"the dates are reversed: {day} comes before the plan's first day, {period.first}",
            )
            return None
        return DateRange(period.first, day)

    def bounds(self, row: Mapping[str, Any], measure: Measure | None, place: str) -> dict[str, Any]:
        before = len(self.faults.found)
        found = {
            key: self.number(row[key], at(place, key), share=measure is None or is_share(measure))
            for key in ("at_least", "at_most")
            if key in row
        }
        if measure is not None and len(self.faults.found) == before:
            checked = Faults()
            check_bounds(measure, found.get("at_least"), found.get("at_most"), checked)
            self.note(InputError(checked.found), place)
        return found

    def number(self, value: object, place: str, *, share: bool) -> int | Fraction | None:
        """An exact number; text for what is not whole, with ``%`` for a share."""
        if isinstance(value, str):
            percent = read_percent(value)
            if percent is not None and not share:
                self.faults.add(place, f"{value!r}, but the measure is no share of a whole")
                return None
            found = read_number(value) if percent is None else percent
            if found is not None:
                return found
        if type(value) is int:
            return value
        how = "write it as text, such as '20 %', '1/5' or '17.5'"
        self.faults.add(place, f"{value!r} is not an exact number", how)
        return None

    def measure(self, value: object, place: str) -> Measure | None:
        if not isinstance(value, dict):
            self.faults.add(place, f"{value!r} is not a table", 'write { type = "count", … }')
            return None
        kind = value.get("type")
        if kind not in _KINDS:
            if kind is None:
                self.faults.add(place, "the key 'type' is missing", hint("", _KINDS))
            else:
                self.faults.add(at(place, "type"), f"no measure {kind!r}", hint(str(kind), _KINDS))
            return None
        needed, more, filtered = _KINDS[kind]
        before = len(self.faults.found)
        optional = (*more, *(KEYS if filtered else ()))
        row = checked_row(value, place, self.faults, required=("type", *needed), optional=optional)
        made = self.fields(kind, row, place)
        if filtered:
            own = {key: row[key] for key in row if key in KEYS}
            made["where"] = Where.read(own, place, self.faults)
        if len(self.faults.found) > before:
            return None
        try:
            measure: Measure = _MAKERS[kind](**made)
        except InputError as err:
            self.note(err, place)
            return None
        return measure

    def fields(self, kind: str, row: Mapping[str, Any], place: str) -> dict[str, Any]:
        """The fields of a measure but for its filter; faults for those that are not of its kind."""
        made: dict[str, Any] = {}
        for key, value in row.items():
            here = at(place, key)
            if (kind, key) in _CHOICES:
                made[key] = self.choice(value, here, _CHOICES[kind, key])
            elif key in {"part", "whole"} or (key == "of" and kind in {"gain", "cover"}):
                made[key] = self.simple(value, here)
            elif key == "id":
                made[key] = self.words(value, here)
            elif key == "since":
                made[key] = self.number(value, here, share=False)
            elif key == "period":
                made[key] = read_period(value, here, self.faults)
            elif key == "units":
                named = isinstance(value, str)
                made[key] = self.words(value, here) if named else self.each(value, here, self.words)
            elif key == "at_least":
                made[key] = value
                if type(value) is not int or value < 1:
                    self.faults.add(here, f"{value!r} is not a number of 1 or more")
        return made

    def choice(self, value: object, place: str, known: Iterable[str]) -> object:
        names = tuple(known)
        if value not in names:
            self.faults.add(place, f"{value!r} is not known", hint(str(value), names))
        return value

    def simple(self, value: object, place: str) -> Simple | None:
        found = self.measure(value, place)
        if found is None or isinstance(found, Simple):
            return found
        self.faults.add(place, "only a count, distinct or indicator can stand here")
        return None


#: Kind → keys it needs, keys it may have, whether it has a filter.
_KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...], bool]] = {
    "count": ((), (), True),
    "distinct": (("of",), (), True),
    "indicator": (("id",), (), False),
    "share": (("part", "whole"), (), False),
    "gain": (("of",), ("since",), False),
    "flow": (("event",), (), True),
    "cover": (("of", "units", "level"), ("at_least",), False),
    "cohort": (("event", "period"), ("then",), True),
    "milestone": (("id",), (), False),
}
_MAKERS: dict[str, Callable[..., Any]] = {
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
_CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("distinct", "of"): ("entities", "products"),
    ("flow", "event"): EVENTS,
    ("cover", "level"): ("province", "district", "commune"),
    ("cohort", "event"): ("recognised", "due"),
    ("cohort", "then"): ("any", "upgrade", "re-evaluation"),
}
