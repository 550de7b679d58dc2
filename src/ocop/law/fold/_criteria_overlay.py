"""What changes say of the criteria of one set, laid over them.

Option numbers are those before the changes, in all of their rows: levels are dropped and added at
the end, and what names levels by number (exclusions, conditions) follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from ocop.errors import Path
from ocop.frozen_map import frozen_value
from ocop.law.fold._overlay import Overlay, without_none
from ocop.law.fold.rubric_table import most_points, out_of_order
from ocop.law.kind import NONE

__all__ = ["CriteriaOverlay"]

_OF_OPTION = ("points", "star", "vi", "en", "branch")
_OF_CRITERION = ("heading_star", "needs", "vi", "en")
_OF_NEED = ("what", "criterion", "above", "printed")


@attrs.define(eq=False, repr=False)
class CriteriaOverlay:
    """The criteria of one set, with the rows laid over them one after the other.

    Attributes:
        criteria: Number → criterion as it is by now.
        needs: Number → what the criterion needs, where that is changed.
        touched: Numbers of the criteria whose points are changed.
        moved: Number → level before → level now, of the criteria with new or dropped levels.
    """

    overlay: Overlay
    criteria: dict[str, dict[str, Any]] = attrs.field(factory=dict)
    needs: dict[str, tuple[Any, ...]] = attrs.field(factory=dict)
    touched: set[str] = attrs.field(factory=set)
    moved: dict[str, dict[int, int | None]] = attrs.field(factory=dict)
    #: Number → level as numbered before → the level; None where it is dropped.
    _levels: dict[str, dict[int, dict[str, Any] | None]] = attrs.field(factory=dict)
    #: Number → new levels, each with the number of what it follows.
    _new: dict[str, list[tuple[int, dict[str, Any]]]] = attrs.field(factory=dict)

    def lay(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Lay every row over the criteria that it means, where they are as it says they were."""
        self.criteria = dict(self.overlay.before.criteria)
        for n, row in enumerate(rows):
            if self.overlay.number in row.get("sets", (self.overlay.number,)):
                for no, body in self.overlay.before.criteria.items():
                    if row.get("no", no) == no and row.get("id", body["id"]) == body["id"]:
                        self._row(no, row, ("criteria", n))
        for no in {**self._levels, **self._new}:
            self._settle(no)

    def _row(self, no: str, row: Mapping[str, Any], path: Path) -> None:
        options = self.overlay.before.criteria[no]["options"]
        key = "option" if "option" in row else "after"
        if key in row and not (key == "option") <= row[key] <= len(options):
            if "was" in row:  # it is no such criterion
                self.overlay.laid.left.setdefault(path, []).append(no)
            else:
                self.overlay.no_level((*path, key), no, row[key])
        elif "option" in row:
            self._option(no, row, path)
        elif "points" in row:
            self._new_option(no, row, path)
        else:
            self._heading(no, row, path)

    def _option(self, no: str, row: Mapping[str, Any], path: Path) -> None:
        at: int = row["option"]
        before = self.overlay.before.criteria[no]["options"][at - 1]
        if self._is_left(no, row, before, path):
            return
        level = self._levels.setdefault(no, {}).get(at, before)
        if level is None:
            self.overlay.faults.add("level-dropped-already", *path, "option", criterion=no, at=at)
        elif row.get("points") == NONE:
            self.overlay.note(
                row, (*path, "points"), ("criteria", no, str(at), "dropped"), level, None
            )
            self._levels[no][at] = None
        else:
            self._levels[no][at] = self._merged(level, row, _OF_OPTION, (no, str(at)), path)

    def _new_option(self, no: str, row: Mapping[str, Any], path: Path) -> None:
        after = row.get("after", len(self.overlay.before.criteria[no]["options"]))
        level = without_none({key: row[key] for key in _OF_OPTION if key in row})
        self._new.setdefault(no, []).append((after, level))
        self.overlay.reach(path, no)
        at = ("criteria", no, str(after), "new-level")
        self.overlay.note(row, (*path, "points"), at, None, frozen_value(level))
        self.overlay.laid.done |= {(path, key) for key in _OF_OPTION if key in row}

    def _heading(self, no: str, row: Mapping[str, Any], path: Path) -> None:
        needs = {"needs": self._needs_of(no)} if self._needs_of(no) else {}
        before = {**self.overlay.before.criteria[no], **needs}
        if self._is_left(no, row, before, path):
            return
        merged = self._merged({**self.criteria[no], **needs}, row, _OF_CRITERION, (no,), path)
        self.needs[no] = merged.pop("needs", ())
        if "needs" in row:
            for n, need in enumerate(self.needs[no]):
                self._check_need(need, (*path, "needs", n))
        self.criteria[no] = merged

    def _needs_of(self, no: str) -> tuple[Any, ...]:
        """What a criterion needs before a level may be chosen in it."""
        if no in self.needs:
            return self.needs[no]
        groups = self.overlay.before.file["groups"]
        rows = (row for group in groups for row in group["criteria"] if row["no"] == no)
        needs: tuple[Any, ...] = frozen_value(next(rows).get("needs", ()))
        return needs

    def _check_need(self, need: Mapping[str, Any], path: Path) -> None:
        faults = self.overlay.faults
        for key in need:
            if key not in _OF_NEED:
                faults.add("unknown-key", *path, key, given=key, known=_OF_NEED)
        conditions = tuple(self.overlay.before.notes.get("conditions", ()))
        if need.get("what") not in conditions:
            faults.add("no-such-condition", *path, given=need.get("what"), known=conditions)
        if "criterion" in need and need["criterion"] not in self.criteria:
            self.overlay.no_criterion((*path, "criterion"), need["criterion"])

    def _is_left(
        self, no: str, row: Mapping[str, Any], before: Mapping[str, Any], path: Path
    ) -> bool:
        """Whether a row leaves a criterion alone, for it is not as the row says it was."""
        laid, was = self.overlay.laid, row.get("was", {})
        if all(before.get(key, NONE) == value for key, value in was.items()):
            self.overlay.reach(path, no)
            return False
        laid.left.setdefault(path, []).append(no)
        return True

    def _merged(
        self,
        before: Mapping[str, Any],
        row: Mapping[str, Any],
        keys: tuple[str, ...],
        at: tuple[str, ...],
        path: Path,
    ) -> dict[str, Any]:
        """A level or a criterion with the values that a row says."""
        after = dict(before)
        for key in keys:
            old = before.get(key, NONE)
            if row.get(key, old) == old:
                continue
            after[key] = row[key]
            old, new = (None if value == NONE else value for value in (old, row[key]))
            self.overlay.note(row, (*path, key), ("criteria", *at, key), old, new)
        return without_none(after)

    def _settle(self, no: str) -> None:
        """Put the levels of a changed criterion in their new order, its maximum following."""
        before = self.overlay.before.criteria[no]["options"]
        levels: list[dict[str, Any]] = []
        moved: dict[int, int | None] = {0: 0}
        for at in range(len(before) + 1):
            if at:
                level = self._levels.get(no, {}).get(at, before[at - 1])
                levels += [] if level is None else [level]
                moved[at] = None if level is None else len(levels)
            levels += [level for after, level in self._new.get(no, ()) if after == at]
        if moved != {at: at for at in moved}:
            self.moved[no] = moved
        self.criteria[no] = {**self.criteria[no], "options": levels}
        if levels:
            self._settle_points(no, before, levels)
        else:
            self.overlay.faults.add("no-level-left", *self._last(no), criterion=no)

    def _settle_points(
        self, no: str, before: list[dict[str, Any]], levels: list[dict[str, Any]]
    ) -> None:
        choice = self.criteria[no].get("choice", "one")
        rows = [(row["points"], row.get("star"), row.get("branch")) for row in levels]
        for code, values in out_of_order(choice, rows):
            self.overlay.faults.add(
                code, *self._last(no), set=self.overlay.number, criterion=no, values=values
            )
        points = [[row["points"] for row in each] for each in (before, levels)]
        old, new = (most_points(choice, each) for each in points)
        if old != new:
            self.criteria[no] = {**self.criteria[no], "max": new}
        if points[0] != points[1]:
            self.touched.add(no)

    def _last(self, no: str) -> Path:
        """The last row that reached a criterion."""
        return [path for path, names in self.overlay.laid.reached.items() if no in names][-1]

    def row_of(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """The row of a group that names a criterion, with what it needs by now."""
        needs = self._needs_of(row["no"])
        moved = [self._moved_need(need) for need in needs]
        own = {key: value for key, value in row.items() if key != "needs"}
        return {**own, "needs": moved} if moved else own

    def _moved_need(self, need: Mapping[str, Any]) -> dict[str, Any]:
        """A condition whose level has the number that it has by now."""
        above = self.moved.get(need.get("criterion", ""), {}).get(need.get("above", 0))
        return {**need, "above": above} if above else dict(need)
