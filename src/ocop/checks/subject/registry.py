"""Registers: what counts on a day, and what happened from one day to another."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NotRequired, TypedDict

from ocop.checks.subject.subject import Facts, Setting, Subject, View, attributes, on_day, under
from ocop.errors import Faults, InputError
from ocop.targets.registry.flow import Flows
from ocop.targets.registry.registry import PartialRegistry, Registry
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where
from ocop.words import Lang

__all__ = ["REGISTRY", "RegistryGiven", "registry_of"]


class RegistryGiven(TypedDict):
    """A register: a CSV file beside, its text, or rows of cells.

    A row that says ``times`` stands so many times, each with a product code of its own.
    """

    file: NotRequired[str]
    csv: NotRequired[str]
    rows: NotRequired[tuple[dict[str, Any], ...]]
    lenient: NotRequired[bool]
    fill_down: NotRequired[tuple[str, ...]]
    serial_dates: NotRequired[bool]


def registry_of(given: Mapping[str, Any], setting: Setting) -> Registry | PartialRegistry:
    """The register that is given; with its faults beside it where it is read leniently.

    Raises:
        InputError: more than one form is given, or none; and every fault of a strict reading.
    """
    forms = [key for key in ("file", "csv", "rows") if key in given]
    if len(forms) != 1:
        raise InputError.of("check-one-form", known=("file", "csv", "rows"))
    way: dict[str, Any] = {
        "lenient": given.get("lenient", False),
        "fill_down": given.get("fill_down", ()),
        "serial_dates": given.get("serial_dates", False),
        "rules": setting.rules,
    }
    found: Registry | PartialRegistry
    if "rows" in given:
        found = Registry.from_records(_rows(given["rows"]), **way)
    else:
        text = given["csv"] if "csv" in given else setting.beside(given["file"])
        found = Registry.from_csv(text, **way)
    return found


def _rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    records, faults = [], Faults()
    for n, row in enumerate(rows):
        cells = {key: cell for key, cell in row.items() if key != "times"}
        times = row.get("times", 1)
        if type(times) is not int or times < 1:
            faults.add("not-a-whole-number", "rows", n, "times", given=times)
            continue
        codes = [{"code": f"{n + 1}-{copy + 1}"} for copy in range(times if "times" in row else 0)]
        records += [{**code, "name": code["code"], **cells} for code in codes] or [cells]
    faults.raise_if_any()
    return records


def _make(given: Mapping[str, Any], setting: Setting) -> Registry | PartialRegistry:
    with under("registry"):
        return registry_of(given["registry"], setting)


def _registry(view: View) -> Registry:
    held = view.value
    registry: Registry = held.registry if isinstance(held, PartialRegistry) else held
    return registry


def _where(view: View) -> Where | None:
    return Where.of(**view.asked["where"]) if "where" in view.asked else None


def _snapshot(view: View) -> Snapshot:
    return _registry(view).on(on_day(view))


def _flows(view: View) -> Flows:
    return _registry(view).between(view.asked["from"], view.asked["until"])


#: What is asked of the register itself.
_WHOLE: Facts = {
    "recognitions": lambda view: len(_registry(view)),
    "set_aside": lambda view: _registry(view).set_aside,
    "unknown_cells": lambda view: _registry(view).unknown_cells,
    "notes": lambda view: _registry(view).notes,
    "faults": lambda view: [fault.code for fault in getattr(view.value, "faults", ())],
}
_ON_A_DAY: Facts = {
    **{
        name: lambda view, name=name: getattr(_snapshot(view), name)  # type: ignore[misc]
        for name in attributes(Snapshot)
        if name not in {"on", "source", "counts", "indicators", "milestones", "units"}
        and name != "recognitions"
    },
    "by_stars": lambda view: _snapshot(view).by("stars"),
}
_OF_A_KIND: Facts = {
    "count": lambda view: _snapshot(view).count(_where(view)).value,
    "products": lambda view: _snapshot(view).distinct("products", _where(view)).value,
    "entities": lambda view: _snapshot(view).distinct("entities", _where(view)).value,
}
_BETWEEN: Facts = {
    name: lambda view, name=name: getattr(_flows(view), name)  # type: ignore[misc]
    for name in attributes(Flows, "period")
}


def _facts(_: Mapping[str, Any], asked: Mapping[str, Any]) -> Facts:
    if "from" in asked or "until" in asked:
        if {"from", "until"} - asked.keys() or asked.keys() & {"on", "where"}:
            raise InputError.of("check-period", needed=("from", "until"), without=("on", "where"))
        return _BETWEEN
    if "on" not in asked:
        return _WHOLE
    return _OF_A_KIND if "where" in asked else _ON_A_DAY


def _why(view: View, lang: Lang) -> Iterable[str]:
    if "on" in view.asked:
        return _snapshot(view).text(lang).splitlines()
    return tuple(note.label(lang) for note in _registry(view).notes)


REGISTRY = Subject(
    name="registry",
    schema=RegistryGiven,
    make=_make,
    asks={"on": date, "where": dict[str, Any], "from": date, "until": date},
    facts=_facts,
    forms=(
        ({}, {}),
        ({}, {"on": None}),
        ({}, {"on": None, "where": {}}),
        ({}, {"from": None, "until": None}),
    ),
    why=_why,
)
