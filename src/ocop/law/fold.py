"""The decisions that are known, and the rules of each regime folded from them.

A decision is a folder of :mod:`ocop.rules`. One that ``amends`` another says in ``changes.toml``
what it changes; what it does not name stays, and the word ``"none"`` ends a value. One that amends
none is a root: it starts anew, and what it does not regulate stands in its tables ``none``, each
with its source.

The fold works on tables, before any object is made.
"""

from __future__ import annotations

from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

import attrs

from ocop.errors import Faults, RuleDataError, told
from ocop.law.rubric_table import RubricTable, expanded
from ocop.law.source import NONE, Source
from ocop.serial import check_keys, read_data
from ocop.text import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

__all__ = ["HOMES", "OPTIONAL", "PACKAGE", "Law", "shipped"]

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
_SHORT = {"bands": "from"}

Path = tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class Law:
    """The decisions that are known.

    Attributes:
        decisions: Id → what a decision says of itself, oldest first.
        read: The table of a file of a decision's folder, such as ``("148", "levels")``.
    """

    decisions: Mapping[str, Mapping[str, Any]]
    read: Callable[[str, str], Mapping[str, Any]]
    _folded: dict[tuple[str, str], tuple[dict[str, Any], dict[Path, Source]]] = attrs.field(
        factory=dict, init=False
    )

    @cached_property
    def regime_ids(self) -> tuple[str, ...]:
        """The decisions that begin a regime, in the order of their first days."""
        days = {id_: row["from"] for id_, row in self.decisions.items() if "from" in row}
        return tuple(sorted(days, key=days.__getitem__))

    def root(self, regime: str) -> str:
        """The decision at the root of a regime: itself where it amends none."""
        amends = self.decisions[regime].get("amends")
        return regime if amends is None else self.root(amends)

    def line(self, regime: str) -> tuple[str, ...]:
        """The root of a regime and every amendment of it in force, the root first.

        An amendment stands on all that amended the same root before it, not only on the one that
        it names.
        """
        ids = [each for each in self.regime_ids if self.root(each) == self.root(regime)]
        return tuple(ids[: ids.index(regime) + 1])

    def first_day(self, decision: str) -> date:
        """The first day on which a decision is in force."""
        day: date = self.decisions[decision]["from"]
        return day

    def table(self, regime: str, name: str) -> Mapping[str, Any]:
        """A table of a regime as the decisions in force say it; empty where they are silent."""
        return self._fold(regime, name)[0]

    def source(self, regime: str, name: str, *path: str) -> Source:
        """Where a folded value comes from: the last decision that touched it, else the root."""
        rows, sources = self._fold(regime, name)
        if path in sources:
            return sources[path]
        row: Any = rows
        for key in path:
            row = row[key]
        decision = self.root(regime)
        reference = row.get("reference", "") if isinstance(row, dict) else ""
        return Source(decision=decision, since=self.first_day(decision), reference=reference)

    def rubric(self, regime: str, number: int) -> RubricTable:
        """The rubric of a set as a table, with the amendments in force laid over it."""
        root, *amendments = self.line(regime)
        table = self._rubric_file(root, number)
        for each in amendments:
            changes = self._changes(each)
            if number in changes.get("rubrics", ()):
                table = self._rubric_file(each, number)
            else:
                table = table.amended(each, self.first_day(each), changes, number)
        return table

    def _rubric_file(self, decision: str, number: int) -> RubricTable:
        path = f"rubrics/set-{number:02d}"
        # an amendment writes out its own: what it shares with its root is the root's
        own = self.root(decision) == decision
        shared = self.read(decision, "rubrics/shared")["criteria"] if own else {}
        return expanded(decision, f"{decision}/{path}.toml", self.read(decision, path), shared)

    def adding(self, decision: Mapping[str, Any], changes: Mapping[str, Any]) -> Law:
        """The same law with one more decision, an amendment: what its two files say."""
        more = {**self.decisions, decision["id"]: decision}
        own, read = decision["id"], self.read

        def reading(folder: str, file: str) -> Mapping[str, Any]:
            return changes if (folder, file) == (own, "changes") else read(folder, file)

        return Law(more, reading)

    def _fold(self, regime: str, name: str) -> tuple[dict[str, Any], dict[Path, Source]]:
        """A table of a regime, and where those of its values come from that an amendment said."""
        if (regime, name) not in self._folded:
            *earlier, last = self.line(regime)
            if not earlier:
                rows = dict(self._file(last, HOMES[name]).get(name, {}))
                sources: dict[Path, Source] = {}
            else:
                rows, sources = self._fold(earlier[-1], name)
                changes = self._changes(last)
                if name in changes:
                    fold = _Fold(self, last, name, changes["reference"], dict(sources))
                    rows = fold.table(rows, changes[name])
                    sources = fold.sources
            check_rows(name, rows, f"{last}: {name}")
            self._folded[regime, name] = rows, sources
        return self._folded[regime, name]

    def _file(self, decision: str, file: str) -> Mapping[str, Any]:
        """A file of a root decision, which has the tables that are at home in it and no other."""
        found = self.read(decision, file)
        own = [name for name, home in HOMES.items() if home == file]
        silent = found.get(NONE, {})
        _check_names([*found, *silent], [*own, NONE], f"{decision}/{file}.toml")
        both = set(silent) & set(found)
        if both:
            what = f"{sorted(both)} stand there, and are said not to be regulated"
            raise RuleDataError(told(f"{decision}/{file}.toml: {NONE}", what))
        return found

    def _changes(self, decision: str) -> Mapping[str, Any]:
        found = self.read(decision, "changes")
        known = [*HOMES, "reference", "rubrics", "criteria", "doubts"]
        _check_names(found, known, f"{decision}/changes.toml")
        return found


@attrs.define
class _Fold:
    """One decision's changes laid over one table."""

    law: Law
    decision: str
    name: str
    reference: str
    sources: dict[Path, Source]

    def table(self, rows: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
        """The whole table with the changes."""
        after = self.over(rows, changes, ())
        reference = changes.get("reference", self.reference)
        keys = _row_keys()[self.name]
        if keys.get("one", False) and "reference" in keys["required"]:
            after.setdefault("reference", reference)
        self._note((), rows, reference)
        return after

    def over(
        self, rows: Mapping[str, Any], changes: Mapping[str, Any], path: Path
    ) -> dict[str, Any]:
        """The rows with the changes; a row that is touched is cited by who touched it."""
        after = dict(rows)
        reference = changes.get("reference", self.reference)
        for key, change in changes.items():
            here, before = (*path, key), after.get(key)
            value = self._spelt_out(change, path)
            if value == NONE:
                if key not in after:
                    raise self._fault(here, "there is nothing to end")
                self._note(here, after.pop(key), reference)
            elif isinstance(value, dict) and isinstance(before, dict):
                after[key] = self.over(before, value, here)
                self._note(here, before, value.get("reference", reference))
            elif value == before:
                raise self._fault(here, "changes nothing")
            else:
                after[key] = self._cited(value, reference) if not path else value
                self._note(here, before, reference)
        if "reference" in rows:
            after["reference"] = reference
        return after

    def _cited(self, row: Any, reference: str) -> Any:  # noqa: ANN401 - any TOML value
        """A new row, with the reference that its kind of row must have."""
        keys = _row_keys()[self.name]
        if keys.get("one", False) or "reference" not in keys.get("required", ()):
            return row
        return {"reference": reference, **row} if isinstance(row, dict) else row

    def _spelt_out(self, change: Any, path: Path) -> Any:  # noqa: ANN401 - any TOML value
        """A row, where a table's row is written short as its one value."""
        short = _SHORT.get(self.name)
        if path or short is None or isinstance(change, dict) or change == NONE:
            return change
        return {short: change}

    def _note(self, path: Path, before: Any, reference: str) -> None:  # noqa: ANN401 - any TOML value
        self.sources[path] = Source(
            decision=self.decision,
            since=self.law.first_day(self.decision),
            before=before,
            reference=reference,
        )

    def _fault(self, path: Path, what: str) -> RuleDataError:
        place = ".".join((self.name, *path))
        return RuleDataError(told(f"{self.decision}/changes.toml: {place}", what))


def _check_names(names: Iterable[str], known: list[str], place: str) -> None:
    faults = Faults()
    for name in names:
        if name not in known:
            faults.tell(place, f"unknown key {name!r}", hint(name, known))
    faults.raise_if_any(RuleDataError)


@cache
def _row_keys() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read_data(PACKAGE, "schema.toml")["tables"]
    return found


def check_rows(name: str, rows: Mapping[str, Any], place: str) -> None:
    """Hold the rows of a table to the keys that they must and may have.

    Raises:
        RuleDataError: with every fault.
    """
    keys, faults = _row_keys()[name], Faults()
    required, optional = keys.get("required", ()), keys.get("optional", ())
    if not rows or keys.get("words", False):
        return
    for key, row in [("", rows)] if keys.get("one", False) else rows.items():
        where = f"{place}.{key}" if key else place
        if isinstance(row, dict):
            check_keys(row, required=required, optional=optional, place=where, faults=faults)
        else:
            faults.tell(where, f"{row!r} is not a row")
    faults.raise_if_any(RuleDataError)


@cache
def shipped() -> Law:
    """The law that comes with the library: every folder of :mod:`ocop.rules`."""
    folders = (
        each.name
        for each in resources.files(PACKAGE).iterdir()
        if each.is_dir() and each.joinpath("decision.toml").is_file()
    )
    rows = (read_data(PACKAGE, f"{name}/decision.toml") for name in folders)
    ordered = sorted(rows, key=lambda row: (row["signed_on"], row["id"]))
    return Law({row["id"]: row for row in ordered}, _read)


@cache
def _read(decision: str, file: str) -> Mapping[str, Any]:
    """A file of a decision's folder; nothing where the folder does not have it."""
    path = f"{decision}/{file}.toml"
    there = resources.files(PACKAGE).joinpath(path).is_file()
    return read_data(PACKAGE, path) if there else {}
