"""Snapshots of published totals from TOML, JSON and plain data.

    on = 2023-01-01
    source = "…"
    counts = [
      { status = "recognised", value = 284 },
      { status = "valid", stars = 4, value = 11 },
      { of = "entities", entity_kind = "cooperative", value = 90 },
    ]
    indicators = [
      { id = "sales-points", value = 2, unit = "points", place = "Can Lộc" },
    ]
    milestones = [ { id = "regulation", done = true, on = 2020-12-01 } ]
    units = { districts = ["Can Lộc", "Cẩm Xuyên"] }

An indicator or a milestone without ``on`` or ``source`` has those of the snapshot. A count's other
keys are those of a filter (:meth:`ocop.targets.Where.of`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ocop.errors import Faults, InputError, told
from ocop.targets._keys import at, checked_row
from ocop.targets._numbers import read_number
from ocop.targets.figures import Indicator, Milestone
from ocop.targets.filtering import KEYS, Where, read_day
from ocop.targets.published import COUNTED, PublishedCount
from ocop.targets.snapshots import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

__all__ = ["read_snapshot", "snapshot_from_dict"]


def snapshot_from_dict(data: Mapping[str, Any]) -> Snapshot:
    """The snapshot that plain data says, as TOML and JSON give it.

    Raises:
        InputError: every fault with its key.
    """
    faults = Faults()

    def source(row: Mapping[str, Any], place: str) -> str:
        said = row.get("source", "")
        if not isinstance(said, str):
            faults.tell(at(place, "source"), f"{said!r} is not text")
            return ""
        return said

    found = read_snapshot(data, "", faults, source)
    faults.raise_if_any()
    assert found is not None  # noqa: S101 - what is not read has a fault
    return found


def read_snapshot(
    data: object, place: str, faults: Faults, source: Callable[[Mapping[str, Any], str], str]
) -> Snapshot | None:
    """The snapshot that a row says; None, with faults, where it says none."""
    before = len(faults.found)
    row = checked_row(
        data,
        place,
        faults,
        required=("on",),
        optional=("source", "counts", "indicators", "milestones", "units"),
    )
    on = read_day(row["on"], at(place, "on"), faults) if "on" in row else None
    whose = source(row, place)
    reader = _Rows(on, whose, faults, source)
    made: dict[str, Any] = {
        "counts": reader.each(row.get("counts", []), at(place, "counts"), reader.count),
        "indicators": reader.each(
            row.get("indicators", []), at(place, "indicators"), reader.indicator
        ),
        "milestones": reader.each(
            row.get("milestones", []), at(place, "milestones"), reader.milestone
        ),
        "units": _units(row.get("units", {}), at(place, "units"), faults),
    }
    if len(faults.found) > before or on is None:
        return None
    try:
        return Snapshot(on=on, source=whose, **made)
    except InputError as err:
        faults.found += [_placed(fault, place) for fault in err.faults]
        return None


def _placed(fault: Any, place: str) -> Any:  # noqa: ANN401 - a fault in, a fault out

    return told(at(place, fault.place) if fault.place else place, fault.message(), fault.hint())


def _units(value: object, place: str, faults: Faults) -> dict[str, tuple[str, ...]]:
    rows = checked_row(value, place, faults, optional=value if isinstance(value, dict) else ())
    found = {}
    for name, places in rows.items():
        if not isinstance(places, list) or not all(isinstance(each, str) for each in places):
            faults.tell(at(place, name), f"{places!r} is not a list of names")
        else:
            found[name] = tuple(places)
    return found


class _Rows:
    def __init__(
        self,
        on: date | None,
        whose: str,
        faults: Faults,
        source: Callable[[Mapping[str, Any], str], str],
    ) -> None:
        self.on = on
        self.whose = whose
        self.faults = faults
        self.source = source

    def each(self, value: object, place: str, one: Callable[[object, str], Any]) -> tuple[Any, ...]:
        if not isinstance(value, list):
            self.faults.tell(place, f"{value!r} is not a list")
            return ()
        found = (one(row, f"{place}[{n}]") for n, row in enumerate(value))
        return tuple(each for each in found if each is not None)

    def made(self, kind: Callable[..., Any], fields: dict[str, Any], place: str) -> Any:  # noqa: ANN401
        try:
            return kind(**fields)
        except InputError as err:
            self.faults.found += [_placed(fault, place) for fault in err.faults]
            return None

    def count(self, value: object, place: str) -> PublishedCount | None:
        row = checked_row(value, place, self.faults, required=("value",), optional=("of", *KEYS))
        before = len(self.faults.found)
        where = Where.read({key: row[key] for key in row if key in KEYS}, place, self.faults)
        if "value" not in row or len(self.faults.found) > before:
            return None
        fields = {"where": where, "value": row["value"], "of": row.get("of", COUNTED[0])}
        found: PublishedCount | None = self.made(PublishedCount, fields, place)
        return found

    def day(self, row: Mapping[str, Any], place: str) -> date | None:
        return read_day(row["on"], at(place, "on"), self.faults) if "on" in row else self.on

    def indicator(self, value: object, place: str) -> Indicator | None:
        row = checked_row(
            value,
            place,
            self.faults,
            required=("id", "value", "unit"),
            optional=("on", "source", "place", "wording"),
        )
        number = row.get("value")
        if isinstance(number, str):
            # what writes no number is refused as what it is
            number = number if (read := read_number(number)) is None else read
        fields = {
            "id": row.get("id"),
            "value": number,
            "unit": row.get("unit"),
            "on": self.day(row, place),
            "source": self.source(row, place) if "source" in row else self.whose,
            "place": row.get("place"),
            "wording": row.get("wording"),
        }
        if fields["on"] is None or not {"id", "value", "unit"} <= set(row):
            return None
        found: Indicator | None = self.made(Indicator, fields, place)
        return found

    def milestone(self, value: object, place: str) -> Milestone | None:
        row = checked_row(
            value, place, self.faults, required=("id", "done"), optional=("on", "source")
        )
        fields = {
            "id": row.get("id"),
            "done": row.get("done"),
            "on": self.day(row, place),
            "source": self.source(row, place) if "source" in row else self.whose,
        }
        if fields["on"] is None or not {"id", "done"} <= set(row):
            return None
        found: Milestone | None = self.made(Milestone, fields, place)
        return found
