"""The tables of a decision: in which file each stands, and the keys of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ocop.errors import Faults, RuleDataError
from ocop.serial import read_data

__all__ = ["HOMES", "OPTIONAL", "PACKAGE", "SHORT", "check_rows", "cites", "row_keys"]

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


@cache
def _schema() -> dict[str, dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = read_data(PACKAGE, "schema.toml")["tables"]
    return tables


def row_keys(name: str) -> tuple[tuple[str, ...], bool]:
    """The keys that a row of a table may have, and whether the table is one row."""
    keys = _schema()[name]
    return (*keys.get("required", ()), *keys.get("optional", ())), keys.get("one", False)


def cites(name: str) -> bool:
    """Whether every row of a table has a reference of its own."""
    return "reference" in _schema()[name].get("required", ())


def check_rows(name: str, rows: Mapping[str, Any], *path: str) -> None:
    """Hold the rows of a table to the keys that they must and may have.

    Raises:
        RuleDataError: with every fault.
    """
    keys, faults = _schema()[name], Faults()
    required, optional = keys.get("required", ()), keys.get("optional", ())
    if not rows or keys.get("words", False):
        return
    one = keys.get("one", False)
    for key, row in [("", rows)] if one else rows.items():
        with faults.at(*path, name, *([] if one else [key])):
            if isinstance(row, Mapping):
                _check_row(row, required, optional, faults)
            else:
                faults.add("change-not-a-row", given=row)
    faults.raise_if_any(RuleDataError)


def _check_row(
    row: Mapping[str, Any], required: list[str], optional: list[str], faults: Faults
) -> None:
    for key in row:
        if key not in required and key not in optional:
            faults.add("unknown-key", key, given=key, known=(*required, *optional))
    for key in required:
        if key not in row:
            faults.add("missing-key", key, key=key)
