"""Plans: what of them is reached, and which figures are still to be entered."""

from __future__ import annotations

import json
from typing import Any

import attrs
from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

import ocop
from examples.app.asked import Ask, Asked, Form, text
from examples.app.registry import registry
from ocop.text import Label

__all__ = ["router"]

router = APIRouter()

#: What a snapshot takes beside the registry.
_KINDS = ("indicators", "milestones", "units")


@attrs.frozen(kw_only=True)
class Figure:
    """A figure that a plan waits for, or has.

    Attributes:
        kind: Where a snapshot takes it: among its indicators, its milestones or its lists of units.
        name: The id under which it is given.
        place: The unit that it is of; empty for the whole territory.
        typed: Field → what is typed for it.
        sent: Whether it was just sent, with a fault.
    """

    kind: str
    name: str
    place: str = ""
    label: Label
    unit: Label | None = None
    typed: dict[str, str]
    sent: bool = False

    @classmethod
    def of(cls, plan: ocop.Plan, kind: str, name: str, place: str, typed: dict[str, str]) -> Figure:
        """The figure of this name, with the plan's own words for it.

        Raises:
            NotFoundError: the plan speaks of none.
        """
        words = plan.figure(name)
        if kind == "units" and name in plan.units:
            return cls(kind=kind, name=name, label=plan.units[name].source, typed=typed)
        if words is None or kind not in _KINDS:
            known = tuple(figure.id for figure in plan.figures)
            raise ocop.NotFoundError.of("not-known", "name", given=name, known=known)
        return cls(
            kind=kind, name=name, place=place, label=words.label, unit=words.unit, typed=typed
        )

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells one figure of a plan from another."""
        return self.kind, self.name, self.place

    def row(self) -> Any:  # noqa: ANN401 - a row of a table, or a list of places
        """What a snapshot's table says of it."""
        if self.kind == "units":
            return [line.strip() for line in self.typed["places"].splitlines() if line.strip()]
        row: dict[str, Any] = {"id": self.name, **self.typed}
        if self.kind == "milestones":
            return {**row, "done": bool(self.typed["done"])}
        unit = self.label if self.unit is None else self.unit
        return {**row, "unit": unit.vi, **({"place": self.place} if self.place else {})}


def _figures(asked: Asked, plan: str) -> dict[str, Any]:
    """The table of what was entered for a plan, as a snapshot reads it."""
    table: dict[str, Any] = {"indicators": [], "milestones": [], "units": {}}
    for row in asked.store.figures(plan):
        entered = json.loads(row["document"])
        if row["kind"] == "units":
            table["units"][row["name"]] = entered
        else:
            table[row["kind"]].append(entered)
    return table


@router.get("/plans")
def plans(asked: Ask) -> HTMLResponse:
    """The plans that the library has."""
    return asked.page("plans.html", "/plans", plans=ocop.plans())


@router.get("/plans/{id_}")
def show(asked: Ask, id_: str) -> HTMLResponse:
    """What of a plan is reached on the day by the registry and the figures entered."""
    return _page(asked, ocop.plan(id_))


def _page(
    asked: Asked, plan: ocop.Plan, *faults: ocop.Fault, sent: Figure | None = None
) -> HTMLResponse:
    entered = ocop.from_dict(ocop.Snapshot, {"on": asked.on, **_figures(asked, plan.id)})
    snapshot = registry(asked).on(asked.on).adding(entered)
    report = plan.evaluate(snapshot)
    told = report.explain(asked.lang)
    _, _, *remarks = told.summary
    # which figures lack says the form below, and not how a file would give them
    notes = (*remarks, *told.background, *told.needed)
    return asked.page(
        "plan.html",
        f"/plans/{plan.id}",
        faults=faults,
        plan=plan,
        report=attrs.evolve(told.table(), notes=notes),
        missing=_missing(asked, plan, report, sent),
        entered=entered,
    )


def _missing(
    asked: Asked, plan: ocop.Plan, report: ocop.PlanReport, sent: Figure | None
) -> list[Figure]:
    """The figures that are still to be entered, each once; one that was sent as it was typed."""
    waiting = dict.fromkeys(
        (missing.table, missing.id, missing.place or "")
        for outcome in report.outcomes
        for missing in outcome.missing
    )
    known = {*plan.units} - {*report.snapshot.units}
    lists = {("units", name, ""): None for name in known if not plan.units[name].places}
    blank = {"on": asked.on.isoformat(), "value": "", "done": "", "source": "", "places": ""}
    figures = [Figure.of(plan, *key, blank) for key in [*lists, *waiting]]
    if sent is None:
        return figures
    # one that was given for another day is not missing, and can be at fault all the same
    at_fault = attrs.evolve(sent, typed={**blank, **sent.typed}, sent=True)
    return [at_fault, *(figure for figure in figures if figure.key != sent.key)]


@router.post("/plans/{id_}")
def enter(asked: Ask, id_: str, form: Form) -> Response:
    """Keep a figure, in the place of the one of the same day."""
    plan = ocop.plan(id_)
    kind, name, place = (text(form, field) for field in ("kind", "name", "place"))
    fields = {"indicators": ("value",), "milestones": ("done",)}.get(kind)
    wanted = ("places",) if fields is None else (*fields, "on", "source")
    figure = Figure.of(plan, kind, name, place, {field: text(form, field) for field in wanted})
    row = figure.row()
    try:
        ocop.from_dict(
            ocop.Snapshot,
            {"on": asked.on, kind: {name: row} if kind == "units" else [row]},
        )
    except ocop.InputError as err:
        faults = (attrs.evolve(one, path=one.path[-1:]) for one in err.faults)
        return _page(asked, plan, *faults, sent=figure)
    asked.store.set_figure(id_, kind, name, place, figure.typed.get("on", ""), json.dumps(row))
    return asked.go(f"/plans/{id_}")


@router.post("/plans/{id_}/figures")
def remove(asked: Ask, id_: str, form: Form) -> Response:
    """Take a figure away that was entered."""
    kept = [text(form, field) for field in ("kind", "name", "place", "on")]
    asked.store.remove_figure(id_, *kept)
    return asked.go(f"/plans/{id_}")
