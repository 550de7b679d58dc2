"""Plans: what has become of their targets, by a register, by published totals or by a baseline."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ocop.checks.subject.registry import RegistryGiven, registry_of
from ocop.checks.subject.subject import Facts, Setting, Subject, View, attributes, on_day, under
from ocop.errors import Faults, InputError
from ocop.formats.door import from_dict, from_toml
from ocop.shape import fits
from ocop.targets.plan.outcome import TargetOutcome
from ocop.targets.plan.plan import Plan, PlanReport
from ocop.targets.plan.shipped import plan
from ocop.targets.registry.registry import PartialRegistry, Registry
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.words import Lang

__all__ = ["PLAN", "held_of", "plan_of"]

#: A plan's id, and what it is held against: a registry, a snapshot, or nothing but its baseline.
_Held = tuple[Plan, Registry | Snapshot | None, Setting]


def _make(given: Mapping[str, Any], setting: Setting) -> _Held:
    faults = Faults()
    found: Plan | None = None
    held: Registry | Snapshot | None = None
    with faults.at("plan"):
        found = plan_of(given["plan"], setting)
    with faults.at():
        held = held_of(given, found, setting)
    faults.raise_if_any()
    assert found is not None  # noqa: S101 - else a fault was raised
    return found, held, setting


def plan_of(given: str, setting: Setting) -> Plan:
    """The plan of an id, or of a file beside.

    Raises:
        OcopError: there is none, or the file is not right.
    """
    return from_toml(Plan, setting.beside(given)) if given.endswith(".toml") else plan(given)


def held_of(
    given: Mapping[str, Any], for_plan: Plan | None, setting: Setting
) -> Registry | Snapshot | None:
    """What a plan is held against: a registry, a snapshot, or None for its own baseline.

    Raises:
        InputError: both are given, or what is given is not right.
    """
    if "registry" in given and "snapshot" in given:
        raise InputError.of("check-one-form", known=("registry", "snapshot"))
    if "registry" in given:
        with under("registry"):
            held = registry_of(given["registry"], setting)
        return held.registry if isinstance(held, PartialRegistry) else held
    if "snapshot" in given:
        with under("snapshot"):
            return _snapshot_of(given["snapshot"], for_plan, setting)
    return None


def _snapshot_of(
    given: Any,  # noqa: ANN401 - a table or a file
    for_plan: Plan | None,
    setting: Setting,
) -> Snapshot:
    if isinstance(given, str):
        return from_toml(Snapshot, setting.beside(given))
    units = {one.id: one.unit.vi for one in getattr(for_plan, "figures", ()) if one.unit}
    shared = {
        "source": setting.name,
        **{key: given[key] for key in ("on", "source") if key in given},
    }
    whole = {
        key: [_with(row, shared, units) for row in given[key]]
        for key in ("indicators", "milestones")
        if fits(tuple[dict[str, Any], ...], given.get(key))
    }
    return from_dict(Snapshot, {**given, **whole})


def _with(row: Mapping[str, Any], shared: Mapping[str, Any], units: Mapping[str, str]) -> Any:  # noqa: ANN401 - a row
    """A figure with the day and the source of its snapshot, and the unit that its plan names."""
    named = row.get("id")
    unit = {"unit": units[named]} if isinstance(named, str) and named in units else {}
    return {**shared, **unit, **row}


def _report(view: View) -> PlanReport:
    found, held, setting = view.value
    on = view.asked.get("on")
    snapshot = held.on(on_day(view)) if isinstance(held, Registry) else held
    report: PlanReport = found.evaluate(snapshot, on=on, rules=setting.rules)
    return report


def _outcome(view: View) -> TargetOutcome:
    return _report(view).outcome(view.asked["target"])


_OF_THE_PLAN: Facts = {
    "counts": lambda view: _report(view).counts,
    "notes": lambda view: _report(view).notes,
    "needed": lambda view: _report(view).needed().total,
    "targets": lambda view: [target.id for target in view.value[0].targets],
}
_OF_A_TARGET: Facts = {
    **{
        name: lambda view, name=name: getattr(_outcome(view), name)  # type: ignore[misc]
        for name in attributes(TargetOutcome, "target", "years")
    },
    "missing": lambda view: [missing.id or missing.row for missing in _outcome(view).missing],
}


def _facts(given: Mapping[str, Any], asked: Mapping[str, Any]) -> Facts:
    if "registry" in given and "on" not in asked:
        raise InputError.of("check-no-day")
    return _OF_A_TARGET if "target" in asked else _OF_THE_PLAN


def _why(view: View, lang: Lang) -> Iterable[str]:
    report = _report(view).explain(lang)
    if "target" not in view.asked:
        return report.summary
    row = next(row for row in report.rows if row["id"] == _outcome(view).target.id)
    cells = (row[key] for key in ("target", "value", "bound", "gap", "status", "pace", "reason"))
    return ("; ".join(cell for cell in cells if cell),)


def _cites(view: View, lang: Lang) -> Iterable[str]:
    if "target" in view.asked:
        return (_outcome(view).target.source(lang),)
    return (view.value[0].title(lang),)


PLAN = Subject(
    name="plan",
    schema=str,
    beside={"snapshot": str | dict[str, Any], "registry": RegistryGiven},
    make=_make,
    asks={"on": date, "target": str},
    facts=_facts,
    forms=(({}, {}), ({}, {"target": ""})),
    why=_why,
    cites=_cites,
)
