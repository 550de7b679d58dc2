"""The rules in openfisca-core, the engine of tax and benefit systems, on all sheets at once.

As its documentation has it: a variable for each thing, formulas over whole arrays, and a table of
amounts by step as a parameter with brackets (``single_amount``). A second form takes the points
from numpy tables within the formulas, which is quicker, and loses the dated parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from benchmarks.races.sheets import PARTS, TERMS, WANT, Sheets, bands, identifier, least, minima

DAY = "2026-11-01"


def in_openfisca(form: str) -> Callable[[Sheets], Callable[[], Any]]:
    """What prepares a call, with points from ``"brackets"`` or from ``"tables"``."""

    def prepare(data: Sheets) -> Callable[[], Any]:
        from openfisca_core.simulations import SimulationBuilder  # noqa: PLC0415 - a peer

        system = _system(form)
        columns = {identifier(key): column for key, column in data.wide("int32").columns.items()}

        def call() -> Mapping[str, Any]:
            simulation = SimulationBuilder().build_default_simulation(system, len(data))
            for name, column in columns.items():
                simulation.set_input(name, DAY, column)
            return {name: simulation.calculate(name, DAY) for name in WANT}

        return call

    return prepare


def _system(form: str) -> Any:
    from openfisca_core.entities import Entity  # noqa: PLC0415 - a peer
    from openfisca_core.periods import DateUnit  # noqa: PLC0415 - a peer
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # noqa: PLC0415 - a peer
    from openfisca_core.variables import Variable  # noqa: PLC0415 - a peer

    sheet = Entity("sheet", "sheets", "", "")
    system = TaxBenefitSystem([sheet])
    system.parameters = _parameters()

    def add(name: str, formula: Callable[..., Any] | None = None, kind: type = int) -> None:
        words = {
            "value_type": kind,
            "entity": sheet,
            "definition_period": DateUnit.DAY,
            "label": name,
        }
        if formula is not None:
            words["formula"] = formula
        system.add_variable(type(name, (Variable,), words))

    for term in TERMS:
        add(identifier(term.key))
    for part, terms in PARTS.items():
        add(f"part_{part.lower()}", _by_tables(terms) if form == "tables" else _by_brackets(terms))
    add("total", lambda own, day: own("part_a", day) + own("part_b", day) + own("part_c", day))
    add("stars_by_points", _stars_by_points)
    add("cap", _cap)
    add("fault", _fault, bool)
    add("stars", _stars)
    return system


def _parameters() -> Any:
    from openfisca_core.parameters import ParameterNode, ParameterScale  # noqa: PLC0415 - a peer

    def dated(value: int) -> dict[str, dict[str, int]]:
        return {"2026-05-22": {"value": value}}

    points = ParameterNode("points", data={})
    for term in TERMS:
        name = identifier(term.key)
        brackets = [
            {"threshold": dated(value), "amount": dated(term.points[value])}
            for value in range(term.last + 1)
        ]
        data = {"metadata": {"type": "single_amount"}, "brackets": brackets}
        points.add_child(name, ParameterScale(name, data, ""))
    root = ParameterNode("", data={})
    root.add_child("points", points)
    return root


def _by_brackets(terms: Any) -> Callable[..., Any]:
    names = [identifier(term.key) for term in terms]

    def formula(own: Any, day: Any, parameters: Any) -> Any:
        points = parameters(day).points
        return sum(getattr(points, name).calc(own(name, day)) for name in names)

    return formula


def _by_tables(terms: Any) -> Callable[..., Any]:
    tables = {
        identifier(term.key): np.array(term.points[: term.last + 1], np.int32) for term in terms
    }

    def formula(own: Any, day: Any) -> Any:
        return sum(table[own(name, day)] for name, table in tables.items())

    return formula


def _stars_by_points(own: Any, day: Any) -> Any:
    total = own("total", day)
    *higher, (_, lowest) = bands()
    return np.select([total >= points for points, _ in higher], [s for _, s in higher], lowest)


def _cap(own: Any, day: Any) -> Any:
    cap = np.full(own.count, 5)
    for term, value, stars in minima():
        cap = np.minimum(cap, np.where(own(identifier(term.key), day) <= value, stars, 5))
    return cap


def _fault(own: Any, day: Any) -> Any:
    fault = np.zeros(own.count, bool)
    for term in TERMS:
        column = own(identifier(term.key), day)
        fault |= (column < least(term)) | (column > term.last)
    return fault


def _stars(own: Any, day: Any) -> Any:
    stars = np.minimum(own("stars_by_points", day), own("cap", day))
    return np.where(own("fault", day), 0, stars)
