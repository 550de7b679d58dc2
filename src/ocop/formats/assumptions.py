"""Assumptions of a forecast: the tables of their file."""

from __future__ import annotations

from ocop.formats.kind import Kind
from ocop.scenarios.assumptions.assumptions import Assumptions

__all__ = ["KINDS"]

KINDS = {
    Assumptions: Kind(
        name="assumptions",
        schema=Assumptions,
        write=Assumptions.to_table,
        read=lambda table, _: Assumptions.from_table(table),
    )
}
