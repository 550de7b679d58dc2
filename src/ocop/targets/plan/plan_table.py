"""Plans as tables: what a file of a plan says, every fault at once, and back.

A plan:

    id = "ha-tinh-2023-2025"
    title = { vi = "…", en = "…" }          # or one text for both languages
    period = { from = 2023-01-01, to = 2025-12-31 }

    [baseline]                              # optional: see ocop.Snapshot.from_table
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

``taken`` names the one that is measured, where that is not the first.

The words for indicators and milestones stand in ``figures``, so that a report need not name ids:

    figures = [ { id = "sales-points", label = { … }, unit = { … } } ]

A figure of which they say nothing may have its ``label`` in its measure.

A baseline may have a ``doubt``, such as that its day is taken. A plan that was amended has under
``original`` the plan as it was decided, whole. The measures:

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

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

import attrs

from ocop.data import check_keys
from ocop.dates import DateRange, parse_date
from ocop.documents import read, write_fields
from ocop.errors import Faults, InputError
from ocop.targets.plan.named_figure import NamedFigure
from ocop.targets.plan.target import Target, in_both
from ocop.targets.plan.unit_list import UnitList
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.text import Label

if TYPE_CHECKING:
    from ocop.targets.plan.plan import Plan

__all__ = ["plan_fields", "plan_table", "read_target"]

_NEEDED = ("id", "title", "period", "targets")
_KEYS = (
    *("province", "decision", "references", "notes", "sources", "units", "figures"),
    "baseline",
)
_TARGET = tuple(field.name for field in attrs.fields(Target) if field.name != "period")


def plan_fields(table: object, original: Callable[[object], Plan] | None = None) -> dict[str, Any]:
    """The fields of the plan that a table says.

    Args:
        table: The table.
        original: How the plan that this one amends is read; None where it can amend none.

    Raises:
        InputError: every fault.
    """
    if not isinstance(table, Mapping):
        raise InputError.of("not-a-table", given=table)
    faults = Faults()
    own = _KEYS if original is None else (*_KEYS, "original")
    check_keys(table, required=_NEEDED, optional=own, place="", faults=faults)
    sources = _read(table, "sources", dict[str, Label], faults)
    fields: dict[str, Any] = {
        "id": _read(table, "id", str, faults),
        "title": _read(table, "title", Label, faults),
        "province": _read(table, "province", str, faults),
        "decision": _read(table, "decision", str, faults),
        "period": _read(table, "period", DateRange, faults),
        "references": _read(table, "references", tuple[str, ...], faults),
        "notes": _read(table, "notes", tuple[Label, ...], faults),
        "figures": _read(table, "figures", tuple[NamedFigure, ...], faults),
        "units": _read(
            _cited(table, "units", sources, faults), "units", dict[str, UnitList], faults
        ),
        **_baseline(table, sources, faults),
    }
    targets = _cited(table, "targets", sources, faults)
    fields["targets"] = _targets(targets, fields["period"], faults)
    if original is not None and "original" in table:
        with faults.at("original"):
            fields["original"] = original(table["original"])
    faults.raise_if_any()
    return {key: value for key, value in fields.items() if value is not None}


def plan_table(plan: Plan) -> dict[str, Any]:
    """The table of a plan, as :func:`plan_fields` reads it."""
    table = write_fields(plan)
    table["targets"] = list(_target_tables(plan))
    doubt = table.pop("baseline_doubt", None)
    if doubt is not None:
        table["baseline"]["doubt"] = doubt
    return table


def _target_tables(plan: Plan) -> Iterator[dict[str, Any]]:
    """The tables of the targets, whose days are told as far as they are not those of the plan."""
    for target in plan.targets:
        table = target.to_table()
        days = table.pop("period")
        if target.period.first != plan.period.first:
            table["within"] = days
        elif target.period.last != plan.period.last:
            table["by"] = days["to"]
        yield table


def _read(table: Mapping[str, Any], key: str, kind: Any, faults: Faults) -> Any:  # noqa: ANN401
    """What stands under a key; None, with every fault of it, where it is not of the kind."""
    if key not in table:
        return None
    value = table[key]
    if kind is Label or (Label in get_args(kind) and not isinstance(value, str)):
        value = _in_both(value)
    with faults.at(key):
        return read(kind, value)
    return None


def _in_both(value: Any) -> Any:  # noqa: ANN401 - any value of TOML
    """Words in both languages, or a list or table of them; a plain text stands for both."""
    if isinstance(value, str):
        return {"vi": value, "en": value}
    if isinstance(value, (list, tuple)):
        return [_in_both(inner) for inner in value]
    if isinstance(value, Mapping) and not value.keys() & {"vi", "en"}:
        return {key: _in_both(inner) for key, inner in value.items()}
    return value


def _cited(
    table: Mapping[str, Any], key: str, sources: Mapping[str, Label] | None, faults: Faults
) -> Mapping[str, Any]:
    """The table, its rows under a key having the words of their sources for the ids of them."""
    rows = table.get(key)
    if isinstance(rows, Mapping):
        return {
            **table,
            key: {
                name: _with_source(row, sources, faults, key, name) for name, row in rows.items()
            },
        }
    if isinstance(rows, (list, tuple)):
        return {
            **table,
            key: [_with_source(row, sources, faults, key, n) for n, row in enumerate(rows)],
        }
    return table


def _with_source(
    row: Any,  # noqa: ANN401 - what is no table is told where it is read
    sources: Mapping[str, Label] | None,
    faults: Faults,
    *path: str | int,
) -> Any:  # noqa: ANN401 - as row
    if not isinstance(row, Mapping) or "source" not in row:
        return row
    source = row["source"]
    if sources is None:
        return in_both(row, "source")
    if not isinstance(source, str) or source not in sources:
        faults.add("not-among-the-sources", *path, "source", given=source, known=tuple(sources))
        return {**row, "source": _NO_WORDS}
    return {**row, "source": {"vi": sources[source].vi, "en": sources[source].en}}


#: Stands for a source that is not there, so that it is told once.
_NO_WORDS = {"vi": "–", "en": "–"}


def _baseline(
    table: Mapping[str, Any], sources: Mapping[str, Label] | None, faults: Faults
) -> dict[str, Any]:
    """The baseline, and what is not certain of it; nothing where there is none."""
    row = table.get("baseline")
    if not isinstance(row, Mapping):
        return {"baseline": _read(table, "baseline", Snapshot, faults)}
    if sources is not None:
        row = _with_source(row, sources, faults, "baseline")
    with faults.at("baseline"):
        for key in ("indicators", "milestones"):
            row = _cited(row, key, sources, faults)
            if isinstance(row.get(key), (list, tuple)):
                row = {**row, key: [_in_vietnamese(inner) for inner in row[key]]}
        doubt = _read(row, "doubt", Label, faults)
        figures = {key: value for key, value in row.items() if key != "doubt"}
        return {"baseline": read(Snapshot, figures), "baseline_doubt": doubt}
    return {}


def _in_vietnamese(row: object) -> object:
    """A row of figures, whose source is one text."""
    if isinstance(row, Mapping) and isinstance(row.get("source"), Mapping):
        return {**row, "source": row["source"].get("vi")}
    return row


def _targets(
    table: Mapping[str, Any],
    period: DateRange | None,
    faults: Faults,
) -> list[Target] | None:
    rows = table.get("targets", [])
    if not isinstance(rows, (list, tuple)):
        faults.add("not-a-list", "targets", given=rows)
        return None
    targets = []
    for n, row in enumerate(rows):
        with faults.at("targets", n):
            targets.append(_target(row, period, faults))
    _check_once(rows, faults)
    return targets


def _target(row: object, period: DateRange | None, faults: Faults) -> Target:
    """The target of a row, whose days are those of the plan where it says no others."""
    if not isinstance(row, Mapping):
        raise InputError.of("not-a-table", given=row)
    check_keys(row, optional=_TARGET_KEYS, place="", faults=faults)
    fields = {key: value for key, value in row.items() if key in (*_TARGET, "taken")}
    if "by" in row and "within" in row:
        faults.add("beside", "by", given="by", other="within")
    days = None
    with faults.at("within" if "within" in row else "by"):
        if "within" in row:
            days = DateRange.from_table(row["within"])
        elif "by" not in row:
            days = period
        else:
            day = parse_date(row["by"])
            days = period and DateRange(period.first, max(day, period.first))
            if period is not None and day < period.first:
                faults.add("before-the-plan", given=day, first=period.first)
        if days is not None and period is not None and days.last > period.last:
            faults.add("after-the-plan", given=days.last, last=period.last)
    # days that cannot be read have been told: any others stand in for them
    return read(Target, {**fields, "period": days or DateRange.from_table(_ANY_YEAR)})


def read_target(row: object, period: DateRange) -> Target:
    """The target of a row of a plan of this period.

    Raises:
        InputError: every fault.
    """
    faults = Faults()
    target: Target | None = None
    with faults.at():
        target = _target(row, period, faults)
    faults.raise_if_any()
    assert target is not None  # noqa: S101 - for the type checker: it was read
    return target


_ANY_YEAR = 2026
_TARGET_KEYS = (*_TARGET, "taken", "by", "within")


def _check_once(rows: Sequence[Any], faults: Faults) -> None:
    """Note targets that share an id, or all of what they ask, whatever else is wrong."""
    ids: dict[str, int] = {}
    asked: dict[object, int] = {}
    for n, row in enumerate(rows):
        if not isinstance(row, Mapping):
            continue
        asks = {key: row.get(key) for key in ("measure", "measures", "by", "within", "each")}
        what = (_as_key(asks), "at_least" in row, "at_most" in row)
        if isinstance(row.get("id"), str) and ids.setdefault(row["id"], n) != n:
            faults.add("id-twice", "targets", n, "id", given=row["id"])
        elif "measure" in row and asked.setdefault(what, n) != n:
            first = rows[asked[what]].get("id")
            faults.add("asked-twice", "targets", n, given=row.get("id"), other=first)


def _as_key(value: object) -> object:
    """The value as one that has a hash."""
    if isinstance(value, Mapping):
        return frozenset((key, _as_key(inner)) for key, inner in value.items())
    if isinstance(value, (list, tuple)):
        return tuple(map(_as_key, value))
    try:
        hash(value)
    except TypeError:
        return id(value)
    return value
