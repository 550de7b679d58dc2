"""One table of a regime with one amendment, proposal or correction laid over it: a keyed merge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ocop.errors import RuleDataError
from ocop.frozen_map import frozen_map
from ocop.law.changes.changed import Changed
from ocop.law.changes.changes import Changes
from ocop.law.fold._folded import Folded
from ocop.law.kind import NONE
from ocop.law.source import Source
from ocop.law.tables import SHORT, check_rows, cites, row_kinds

__all__ = ["laid_over"]

Path = tuple[str, ...]


def laid_over(before: Folded, name: str, changes: Changes, since: date) -> Folded:
    """A table with what the changes say of it; the same where they say nothing.

    Raises:
        RuleDataError: they end what is not there, change nothing, or leave a row without a key.
    """
    settled = [id_ for id_, row in changes.tables.get("doubts", {}).items() if row == NONE]
    if name not in changes.tables and not settled:
        return before
    merge = _Merge(name, changes, since, before)
    rows = dict(before.rows)
    if name in changes.tables:
        rows = merge.table(rows, changes.tables[name])
    if name == "bands":
        rows = _without_stale_ends(rows, before.rows)
    rows = merge.without_doubts(rows, settled)
    check_rows(name, rows)
    return Folded(
        rows=frozen_map(rows),
        sources=merge.sources,
        changed=(*before.changed, *merge.changed),
        idle={**before.idle, changes.id: tuple(merge.idle)} if merge.idle else before.idle,
    )


def _without_stale_ends(rows: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The ranks without printed last totals that stopped short of the next rank by the changes.

    Totals between two printed ranks have none by one reading: a gap that the changes made, and do
    not print, is no such gap.
    """
    after = dict(rows)
    least = None
    for stars, row in rows.items():
        end = row.get("printed_to") if isinstance(row, Mapping) else None
        is_said = end != before.get(stars, {}).get("printed_to")
        if end is not None and least not in {None, end + 1} and not is_said:
            after[stars] = {key: value for key, value in row.items() if key != "printed_to"}
        least = row.get("from") if isinstance(row, Mapping) else None
    return after


class _Merge:
    def __init__(self, name: str, changes: Changes, since: date, before: Folded) -> None:
        self.name = name
        self.changes = changes
        self.since = since
        self.sources = dict(before.sources)
        self.changed: list[Changed] = []
        self.idle: list[Path] = []
        self.touches = 0

    def table(self, rows: Mapping[str, Any], changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any TOML value
        """The whole table with the changes."""
        if changes == NONE:
            if not rows:
                self.nothing((), "change-nothing-to-end")
            for key, row in rows.items():
                self.note((key,), row, None, self.changes.reference)
            self.sources[()] = self.source(rows, self.changes.reference)
            return {}
        after = self.over(rows, changes, ())
        reference = changes.get("reference", self.changes.reference)
        if row_kinds(self.name)[1] and cites(self.name):
            after.setdefault("reference", reference)
        self.sources[()] = self.source(rows, reference)
        return after

    def over(
        self, rows: Mapping[str, Any], changes: Mapping[str, Any], path: Path
    ) -> dict[str, Any]:
        """The rows with the changes; a row that is touched is cited by who touched it."""
        after, touches = dict(rows), self.touches
        reference = changes.get("reference", self.changes.reference)
        for key, change in changes.items():
            if key == "reference" and len(changes) > 1:
                continue
            here, before = (*path, key), after.get(key)
            value = self.spelt_out(change, path)
            if value == NONE:
                if key in after:
                    self.note(here, after.pop(key), None, reference)
                else:
                    self.nothing(here, "change-nothing-to-end", rows)
            elif isinstance(value, Mapping) and isinstance(before, Mapping):
                after[key] = self.over(before, value, here)
                self.sources[here] = self.source(before, value.get("reference", reference))
            elif value == before:
                self.nothing(here, "change-nothing", rows)
            else:
                after[key] = self.cited(value, reference) if not path else value
                self.note(here, before, after[key], reference)
        if "reference" in rows and self.touches > touches:
            after["reference"] = reference
        return after

    def without_doubts(self, rows: dict[str, Any], settled: list[str]) -> dict[str, Any]:
        """The table without the doubts that the changes settle."""
        if rows.get("id") in settled:  # the table is a doubt as a whole
            self.note((), rows, None, self.changes.reference)
            return {}
        after: dict[str, Any] = {}
        for key, row in rows.items():
            if isinstance(row, Mapping) and row.get("id") in settled and key == "doubt":
                self.note((key,), row, None, self.changes.reference)
            elif isinstance(row, Mapping):
                inner = row.get("doubt", {})
                if inner.get("id") in settled:
                    self.note((key, "doubt"), inner, None, self.changes.reference)
                    after[key] = {name: value for name, value in row.items() if name != "doubt"}
                else:
                    after[key] = row
            else:
                after[key] = row
        return after

    def cited(self, row: Any, reference: str) -> Any:  # noqa: ANN401 - any TOML value
        """A new row, with the reference that its kind of row must have."""
        if row_kinds(self.name)[1] or not cites(self.name):
            return row
        return {"reference": reference, **row} if isinstance(row, Mapping) else row

    def spelt_out(self, change: Any, path: Path) -> Any:  # noqa: ANN401 - any TOML value
        """A row, where a table's row is written short as its one value."""
        short = SHORT.get(self.name)
        if path or short is None or isinstance(change, Mapping) or change == NONE:
            return change
        return {short: change}

    def source(self, before: Any, reference: str) -> Source:  # noqa: ANN401 - any TOML value
        decision = self.changes.id
        return Source(decision=decision, since=self.since, before=before, reference=reference)

    def note(self, path: Path, before: Any, after: Any, reference: str) -> None:  # noqa: ANN401 - any TOML value
        """Note a value that is different from here on."""
        self.touches += 1
        self.sources[path] = self.source(before, reference)
        if path[-1:] != ("reference",):
            self.changed.append(
                Changed(
                    changes=self.changes.id,
                    table=self.name,
                    path=path,
                    before=before,
                    after=after,
                    reference=reference,
                )
            )

    def nothing(self, path: Path, code: str, rows: Mapping[str, Any] | None = None) -> None:
        """A change that changes nothing: noted of a correction, refused of all else."""
        if self.changes.kind == "correction":
            self.idle.append((self.name, *path))
            return
        known = tuple(rows) if rows and code == "change-nothing-to-end" else ()
        given = path[-1] if path else self.name
        raise RuleDataError.of(code, self.name, *path, given=given, known=known)
