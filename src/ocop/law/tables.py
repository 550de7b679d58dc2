"""The tables of a decision: in which file each stands, and the keys of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, is_typeddict

from ocop.errors import InputError, RuleDataError
from ocop.law.rows.table import TABLES
from ocop.shape import fits

__all__ = ["HOMES", "OPTIONAL", "PACKAGE", "SHORT", "check_rows", "cites", "row_kinds"]

PACKAGE = "ocop.rules"
#: Table → the file of a root decision in which it stands.
HOMES = {
    "parts": "stars",
    "bands": "stars",
    "levels": "levels",
    "returns": "levels",
    "passes": "levels",
    "entities": "entities",
    "outline": "entities",
    "term": "certificates",
    "window": "certificates",
    "notice": "certificates",
    "extension": "certificates",
    "withdrawal": "certificates",
    "grounds": "certificates",
    "transition": "procedure",
    "rounds": "procedure",
    "deadlines": "procedure",
    "events": "procedure",
    "dossiers": "dossiers",
    "documents": "dossiers",
    "evidence": "dossiers",
    "set_names": "names",
}
#: Tables that a root decision may do without, and says no silence of.
OPTIONAL = ("outline", "set_names")
#: The key of a row that a bare value stands for: ``4 = 75`` for ``4 = { from = 75 }``.
SHORT = {"bands": "from"}


def row_kinds(name: str) -> tuple[Mapping[str, Any], bool]:
    """Key → annotation of what a row of a table may have, and whether the table is one row."""
    kind = TABLES[name]
    one = is_typeddict(kind)
    row = kind if one else get_args(kind)[1]
    return row.__annotations__ if is_typeddict(row) else {}, one


def cites(name: str) -> bool:
    """Whether every row of a table has a reference of its own."""
    kind = TABLES[name]
    row = kind if is_typeddict(kind) else get_args(kind)[1]
    return "reference" in getattr(row, "__required_keys__", ())


def check_rows(name: str, rows: Mapping[str, Any], *path: str) -> None:
    """Hold the rows of a table to their keys and types.

    Raises:
        RuleDataError: with every fault.
    """
    if not rows or fits(TABLES[name], rows):
        return
    from ocop.documents import read  # noqa: PLC0415 - only where something is wrong

    try:
        read(TABLES[name], rows)
    except InputError as err:
        raise RuleDataError(fault.inside(*path, name) for fault in err.faults) from None
