"""Measures from plain data: the tables ``measure`` of a plan, every fault with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ocop.errors import Faults, InputError, told
from ocop.targets._keys import at, checked_row
from ocop.targets._numbers import read_number, read_percent
from ocop.targets.filtering import KEYS, Where, read_period
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
from ocop.targets.registry import EVENTS
from ocop.text import Label, hint
from ocop.words import nfc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from fractions import Fraction

__all__ = ["KINDS", "MAKERS", "MeasureReader"]


class MeasureReader:
    """Reads words, numbers and measures, noting every fault."""

    def __init__(self) -> None:
        self.faults = Faults()
        self.names: Mapping[str, Label] = {}

    def each(self, value: object, place: str, one: Callable[[object, str], Any]) -> tuple[Any, ...]:
        """Every item of a list as ``one`` reads it; nothing where it is no list."""
        if not isinstance(value, list):
            self.faults.tell(place, f"{value!r} is not a list")
            return ()
        return tuple(one(item, f"{place}[{n}]") for n, item in enumerate(value))

    def words(self, value: object, place: str) -> str:
        """A text that is not empty."""
        if not isinstance(value, str) or not value.strip():
            self.faults.tell(place, f"{value!r} is not text")
            return ""
        return nfc(value).strip()

    def text(self, row: Mapping[str, Any], key: str, place: str) -> str | None:
        """The text under a key; None where the key is not there."""
        return self.words(row[key], at(place, key)) if key in row else None

    def label(self, row: Mapping[str, Any], key: str, place: str) -> Label | None:
        """The words under a key in both languages; None where the key is not there."""
        return self.read_label(row[key], at(place, key)) if key in row else None

    def read_label(self, value: object, place: str) -> Label:
        """Words in both languages; a plain text stands for both."""
        if isinstance(value, str):
            words = self.words(value, place)
            return Label(words, words)
        row = checked_row(value, place, self.faults, required=("vi", "en"))
        return Label(self.text(row, "vi", place) or "", self.text(row, "en", place) or "")

    def number(self, value: object, place: str, *, share: bool) -> int | Fraction | None:
        """An exact number; text for what is not whole, with ``%`` for a share."""
        if isinstance(value, str):
            percent = read_percent(value)
            if percent is not None and not share:
                self.faults.tell(place, f"{value!r}, but the measure is no share of a whole")
                return None
            found = read_number(value) if percent is None else percent
            if found is not None:
                return found
        if type(value) is int:
            return value
        how = "write it as text, such as '20 %', '1/5' or '17.5'"
        self.faults.tell(place, f"{value!r} is not an exact number", how)
        return None

    def note(self, err: InputError, place: str) -> None:
        """Note the faults of a value at the keys that gave it."""
        self.faults.found += [
            told(at(place, fault.place) if fault.place else place, fault.message(), fault.hint())
            for fault in err.faults
        ]

    def measure(self, value: object, place: str) -> Measure | None:
        """The measure that a table says; None, with faults, where it says none."""
        if not isinstance(value, dict):
            self.faults.tell(place, f"{value!r} is not a table", 'write { type = "count", … }')
            return None
        kind = value.get("type")
        if not isinstance(kind, str) or kind not in KINDS:
            if kind is None:
                self.faults.tell(place, "the key 'type' is missing", hint("", KINDS))
            else:
                self.faults.tell(at(place, "type"), f"no measure {kind!r}", hint(str(kind), KINDS))
            return None
        needed, more, filtered = KINDS[kind]
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
            measure: Measure = MAKERS[kind](**made)
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
                made["label"] = self.names.get(made[key])
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
                    self.faults.tell(here, f"{value!r} is not a number of 1 or more")
        return made

    def choice(self, value: object, place: str, known: Iterable[str]) -> object:
        """One of the known words."""
        names = tuple(known)
        if not isinstance(value, str) or value not in names:
            self.faults.tell(place, f"{value!r} is not known", hint(str(value), names))
        return value

    def simple(self, value: object, place: str) -> Simple | None:
        """A count, a distinct count or an indicator, which others are made of."""
        measure = self.measure(value, place)
        if measure is None or isinstance(measure, Simple):
            return measure
        self.faults.tell(place, "only a count, distinct or indicator can stand here")
        return None


#: Kind → keys it needs, keys it may have, whether it has a filter.
KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...], bool]] = {
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
MAKERS: dict[str, Callable[..., Any]] = {
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
