"""The rows of a file of figures that a plan waits for, with blanks to fill in."""

from __future__ import annotations

from ocop.data import toml_inline, toml_string
from ocop.targets.plan.named_figure import NamedFigure
from ocop.targets.plan.reckoning import Missing
from ocop.targets.snapshot.asked import BLANK
from ocop.words import Lang

__all__ = ["row_of"]


def row_of(missing: Missing, figure: NamedFigure | None, lang: Lang) -> str:
    """The row that gives what is missing, as TOML, with ``…`` where something is to be written.

    Args:
        missing: What is missing.
        figure: The words that the plan has for it.
        lang: The language of the unit.
    """
    if missing.id is None:
        return missing.row or ""
    if missing.table == "units":
        return toml_inline({missing.id: [BLANK]}).strip("{ }")
    name = f"id = {toml_string(missing.id)}"
    if missing.table == "milestones":
        return f"{{ {name}, done = {BLANK}, on = {BLANK} }}"
    unit = BLANK if figure is None or figure.unit is None else figure.unit(lang)
    place = "" if missing.place is None else f", place = {toml_string(missing.place)}"
    return f"{{ {name}, value = {BLANK}, unit = {toml_string(unit)}{place} }}"
