"""The decisions that are known, and the rules of each regime folded from them.

A decision is a folder of :mod:`ocop.rules`. One that ``amends`` another says in ``changes.toml``
what it changes; what it does not name stays, and the word ``"none"`` ends a value. One that amends
none is a root: it starts anew, and what it does not regulate stands in its tables ``none``, each
with its source. Proposals and corrections are laid over the law, see :mod:`ocop.law.changes.check`.

The fold works on tables, before any object is made.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Any

import attrs

from ocop.data import folder_of, read_data, rule_faults
from ocop.errors import Faults, InputError, Path, RuleDataError
from ocop.frozen_map import frozen_map
from ocop.law import later
from ocop.law.fold._folded import Folded
from ocop.law.fold.rubric_table import RubricTable, expanded, reference_faults
from ocop.law.kind import NONE
from ocop.law.rows.file import kind_of_file, root_file
from ocop.law.tables import HOMES, OPTIONAL, PACKAGE

__all__ = ["HOMES", "OPTIONAL", "PACKAGE", "Law", "changes_of_folder", "law_in", "shipped"]


@attrs.frozen(eq=False, repr=False)
class Law:
    """The decisions that are known, with what is laid over them.

    Attributes:
        folders: Id → what the decision of a folder says of itself, oldest first.
        read: The table of a file of a decision's folder, such as ``("148", "levels")``.
        added: What is laid over the decisions, one after the other.
    """

    folders: Mapping[str, Mapping[str, Any]]
    read: Callable[[str, str], Mapping[str, Any]]
    added: tuple[later.Changes, ...] = ()
    _folded: dict[tuple[str, str], Folded] = attrs.field(factory=dict, init=False)

    @cached_property
    def _added(self) -> dict[str, later.Changes]:
        return {changes.id: changes for changes in self.added}

    @cached_property
    def decisions(self) -> Mapping[str, Mapping[str, Any]]:
        """Id → what a decision, or what is laid over it, says of itself."""
        rows = {id_: dict(row) for id_, row in self.folders.items()}
        for row in self.folders.values():
            # said by who repeals: the folder of a decision is never edited when a new one comes
            lapses = rows[row["id"]].pop("lapses", None)
            for id_ in row.get("repeals", ()) if lapses else ():
                rows[id_] |= {"lapses": lapses["last_day"], "lapses_by": lapses["reference"]}
        return {**rows, **{id_: _row(changes) for id_, changes in self._added.items()}}

    @cached_property
    def regime_ids(self) -> tuple[str, ...]:
        """The decisions and proposals that begin a regime, in the order of their first days."""
        days = {
            id_: row["from"]
            for id_, row in self.decisions.items()
            if "from" in row and row.get("kind") != "correction"
        }
        return tuple(sorted(days, key=days.__getitem__))

    def amendment(self, id_: str) -> later.Changes:
        """What an amending decision, a proposal or a correction changes."""
        return self._added[id_] if id_ in self._added else self._own_changes[id_]

    @cached_property
    def _own_changes(self) -> dict[str, later.Changes]:
        return {
            id_: changes_of_folder(row, self.read(id_, "changes"))
            for id_, row in self.folders.items()
            if "amends" in row
        }

    def root(self, regime: str) -> str:
        """The decision at the root of a regime: itself where it amends none."""
        amends = self.decisions[regime].get("amends")
        return regime if amends is None else self.root(amends)

    def line(self, regime: str) -> tuple[str, ...]:
        """The root of a regime and every amendment of it in force, the root first.

        An amendment stands on all that amended the same root before it, not only on the one that
        it names. A correction stands behind what it corrects, before later amendments.
        """
        root = self.root(regime)
        line: list[str] = []
        for id_ in (one for one in self.regime_ids if self.root(one) == root):
            line += self._corrected(id_)
            if id_ == regime:
                break
        return tuple(line)

    def _corrected(self, id_: str) -> list[str]:
        """A decision, and the corrections of it with theirs, in the order in which they came."""
        line = [id_]
        for changes in self.added:
            if changes.kind == "correction" and changes.amends == id_:
                line += self._corrected(changes.id)
        return line

    def first_day(self, decision: str) -> date:
        """The first day on which a decision is in force; of a correction, that of the corrected."""
        row = self.decisions[decision]
        if row.get("kind") == "correction":
            return self.first_day(row["amends"])
        day: date = row["from"]
        return day

    def table(self, regime: str, name: str) -> Mapping[str, Any]:
        """A table of a regime as the decisions in force say it; empty where they are silent."""
        return self._fold(regime, name).rows

    def source(self, regime: str, name: str, *path: str) -> later.Source:
        """Where a folded value comes from: the last decision that touched it, else the root."""
        folded = self._fold(regime, name)
        if path in folded.sources:
            return folded.sources[path]
        row: Any = folded.rows
        for key in path:
            row = row[key]
        decision = self.root(regime)
        reference = row.get("reference", "") if isinstance(row, Mapping) else ""
        return later.Source(decision=decision, since=self.first_day(decision), reference=reference)

    def changed(self, regime: str, name: str) -> tuple[later.Changed, ...]:
        """What was laid over a table of a regime: each value that differs, in order."""
        return tuple(one for one in self._fold(regime, name).changed if one.changes in self._added)

    def idle_values(self, regime: str, correction: str) -> list[Path]:
        """What a correction says of the tables of a regime that stood so already."""
        tables = (self._fold(regime, name).idle.get(correction, ()) for name in HOMES)
        return [path for some in tables for path in some]

    def total(self, regime: str) -> int:
        """The most points of a set: those of the root's parts, unless an amendment says more."""
        totals = [self.amendment(id_).total for id_ in self.line(regime)[1:]]
        stated = [total for total in totals if total is not None]
        if stated:
            return stated[-1]
        parts = self.table(self.root(regime), "parts")
        return sum(points for part, points in parts.items() if part != "reference")

    def set_numbers(self, regime: str) -> range:
        """The numbers of the product sets of a regime."""
        numbering = self.decisions[self.root(regime)]["numbering"]
        return range(1, len(self.read(numbering, "sets")["sets"]) + 1)

    def rubric(self, regime: str, number: int) -> RubricTable:
        """The rubric of a set as a table, with all that amends or corrects it laid over it."""
        return self.rubric_of_line(self.line(regime), number)

    def rubric_of_line(self, line: tuple[str, ...], number: int) -> RubricTable:
        """The rubric of a set as a root and some of what amends or corrects it say it."""
        root, *amendments = line
        table = self._rubric_file(root, number)
        for id_ in amendments:
            changes = self.amendment(id_)
            if number in changes.tables.get("rubrics", ()):
                table = self._rubric_file(id_, number)
            elif not changes.tables.keys().isdisjoint(("criteria", "exclusions", "doubts")):
                # a root that nothing amends needs no overlay
                from ocop.law.fold.rubric_overlay import laid_over  # noqa: PLC0415

                table, _ = laid_over(table, changes, self.first_day(id_), number)
        return table

    def _rubric_file(self, decision: str, number: int) -> RubricTable:
        path = f"rubrics/set-{number:02d}"
        # an amendment writes out its own: what it shares with its root is the root's
        own = self.root(decision) == decision
        shared = self.read(decision, "rubrics/shared")["criteria"] if own else {}
        file, notes = self.read(decision, path), self.read(decision, "rubrics/notes")
        return expanded(f"{decision}/{path}.toml", file, notes, shared)

    def with_changes(self, changes: later.Changes) -> Law:
        """The same law with changes laid over it that hold, see :mod:`ocop.law.changes.check`."""
        return Law(self.folders, self.read, (*self.added, changes))

    def _fold(self, regime: str, name: str) -> Folded:
        """A table of a regime, and where those of its values come from that an amendment said."""
        if (regime, name) not in self._folded:
            root, *amendments = self.line(regime)
            rows = frozen_map(self._file(root, HOMES[name]).get(name, {}))
            folded = Folded(rows=rows)
            for id_ in amendments:
                folded = self._laid_over(folded, name, id_)
            self._folded[regime, name] = folded
        return self._folded[regime, name]

    def _laid_over(self, folded: Folded, name: str, id_: str) -> Folded:
        # a root that nothing amends needs no merge: `ocop score` starts without it
        from ocop.law.fold._table_fold import laid_over  # noqa: PLC0415

        try:
            return laid_over(folded, name, self.amendment(id_), self.first_day(id_))
        except RuleDataError as err:
            if id_ in self._added:
                raise
            file = f"{id_}/changes.toml"
            raise RuleDataError(fault.in_file(file) for fault in err.faults) from None

    def _file(self, decision: str, file: str) -> Mapping[str, Any]:
        """A file of a root decision, which has the tables that are at home in it and no other."""
        tables = self.read(decision, file)
        own = [name for name, home in HOMES.items() if home == file]
        silent = tables.get(NONE, {})
        faults = Faults()
        for name in [*tables, *silent]:
            if name not in (*own, NONE):
                faults.add("unknown-key", name, given=name, known=(*own, NONE))
        for name in silent:
            if name in tables:
                faults.add("rules-silent-and-not", NONE, name, table=name)
        if faults.found:
            raise RuleDataError(fault.in_file(f"{decision}/{file}.toml") for fault in faults.found)
        return tables


def changes_of_folder(decision: Mapping[str, Any], changes: Mapping[str, Any]) -> later.Changes:
    """The amendment that the two files of a decision's folder say.

    Raises:
        RuleDataError: every fault of the two.
    """
    try:
        return later.Changes.from_dict({"kind": "amendment", **decision, **changes})
    except InputError as err:
        id_ = decision.get("id", "")
        raise RuleDataError(fault.in_file(f"{id_}/changes.toml") for fault in err.faults) from None


def _row(changes: later.Changes) -> dict[str, Any]:
    """What changes say of themselves, as a decision does in its folder."""
    kind = "decision" if changes.kind == "amendment" else changes.kind
    return {
        "id": changes.id,
        "kind": kind,
        "number": changes.number or changes.reference,
        "signed_on": changes.signed_on,
        "title": {"vi": changes.title.vi, "en": changes.title.en},
        "amends": changes.amends,
        "repeals": changes.repeals,
        "read": changes.read,
        "from": changes.first_day,
        "verified_on": changes.verified_on,
    }


@cache
def _kind_of(file: str) -> Any:  # noqa: ANN401 - a TypedDict
    """What a file of a decision's folder is; None where it is held to that otherwise."""
    tables = [name for name, home in HOMES.items() if home == file]
    return root_file(tables) if tables else kind_of_file(file)


def law_in(package: str | os.PathLike[str]) -> Law:
    """The law of a folder of decisions, such as that of the library.

    Raises:
        RuleDataError: a file is not TOML, or what a decision says of itself is not what it must be.
    """
    home = package if isinstance(package, str) else os.path.abspath(package)
    folder = folder_of(home)

    @cache
    def read(decision: str, file: str) -> Mapping[str, Any]:
        """A file of a decision's folder; nothing where the folder does not have it."""
        path = f"{decision}/{file}.toml"
        if not os.path.isfile(os.path.join(folder, path)):
            return {}
        table: Mapping[str, Any] = read_data(home, path, _kind_of(file))
        if file == "rubrics/shared" or file.startswith("rubrics/set-"):
            own = file != "rubrics/shared" and "amends" not in read(decision, "decision")
            shared = read(decision, "rubrics/shared")["criteria"] if own else {}
            faults = reference_faults(table, read(decision, "rubrics/notes"), shared)
            if faults:
                raise RuleDataError(rule_faults(faults, home, path))
        return table

    decisions = (row for name in os.listdir(folder) if (row := read(name, "decision")))
    rows = sorted(decisions, key=lambda row: (row["signed_on"], row["id"]))
    law = Law({row["id"]: row for row in rows}, read)
    for row in rows:
        faults = Faults()
        for key in ("amends", "numbering"):
            if key in row and row[key] not in law.folders:
                faults.add("rules-not-there", key, given=row[key], known=tuple(law.folders))
        if faults.found:
            path = f"{row['id']}/decision.toml"
            raise RuleDataError(rule_faults(faults.found, home, path))
    return law


@cache
def shipped() -> Law:
    """The law that comes with the library: every folder of :mod:`ocop.rules`."""
    return law_in(PACKAGE)
