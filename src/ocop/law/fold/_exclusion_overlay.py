"""What changes say of the exclusions and doubts of one set, laid over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ocop.errors import Path
from ocop.frozen_map import frozen_value
from ocop.law.fold._overlay import Overlay, without_none
from ocop.law.kind import NONE

__all__ = ["doubts_over", "exclusions_over"]

#: Number of a criterion → level before → level now; None where it is dropped.
Moved = Mapping[str, Mapping[int, int | None]]

_KEYS = ("kind", "vi", "en", "at", "when", "stated", "bare")
#: The keys that name levels by their numbers.
_NAMING = ("when", "stated", "bare")


def exclusions_over(
    overlay: Overlay,
    rows: Sequence[Mapping[str, Any]],
    moved: Moved,
) -> list[dict[str, Any]]:
    """The exclusions of the set with the rows laid over them, by the new numbers of levels."""
    exclusions = {row["use"]: dict(row) for row in overlay.before.file.get("exclusions", ())}
    for n, row in enumerate(rows):
        if overlay.number in row.get("sets", (overlay.number,)):
            _lay(overlay, exclusions, row, ("exclusions", n))
    return [_renumbered(overlay, row, moved) for row in exclusions.values()]


def _lay(
    overlay: Overlay, exclusions: dict[str, dict[str, Any]], row: Mapping[str, Any], path: Path
) -> None:
    id_ = row["id"]
    rule = overlay.before.notes.get("exclusions", {}).get(id_, {})
    before = exclusions.get(id_)
    if row.get("kind") == NONE:
        if before is None:
            return
        overlay.reach(path, id_)
        overlay.note(row, (*path, "kind"), ("exclusions", id_), {**rule, **before}, None)
        del exclusions[id_]
        return
    says = {key: row[key] for key in _KEYS if key in row}
    after = without_none({"use": id_, **(before or {}), **says})
    for key in ("kind", "vi", "en"):
        if key not in after and key not in rule:
            overlay.faults.add("missing-key", *path, key, key=key)
    _check_names(overlay, after, path)
    exclusions[id_] = after
    overlay.reach(path, id_)
    if before is None:
        overlay.note(row, (*path, "id"), ("exclusions", id_), None, {**rule, **after})
        overlay.laid.done |= {(path, key) for key in says}
        return
    was = frozen_value({**rule, **before})
    for key, value in says.items():
        old = was.get(key, NONE)
        if value != old:
            values = (None if each == NONE else each for each in (old, value))
            overlay.note(row, (*path, key), ("exclusions", id_, key), *values)


def _check_names(overlay: Overlay, row: Mapping[str, Any], path: Path) -> None:
    """Hold what an exclusion names to criteria and levels that are there."""
    criteria = overlay.before.criteria
    if "at" in row and row["at"] not in criteria:
        overlay.no_criterion((*path, "at"), row["at"])
    for key in _NAMING:
        for no, option in row.get(key, ()):
            if no not in criteria:
                overlay.no_criterion((*path, key), no)
            elif not 0 <= option <= len(criteria[no]["options"]):
                overlay.no_level((*path, key), no, option)


def _renumbered(overlay: Overlay, row: dict[str, Any], moved: Moved) -> dict[str, Any]:
    for key in _NAMING:
        pairs = [(no, moved.get(no, {}).get(option, option)) for no, option in row.get(key, ())]
        for (no, option), (_, now) in zip(row.get(key, ()), pairs, strict=True):
            if now is None:
                overlay.faults.add(
                    "exclusion-names-level", "criteria",
                    set=overlay.number, criterion=no, given=option, exclusion=row["use"],
                )  # fmt: skip
        if pairs:
            row[key] = pairs
    return row


def doubts_over(overlay: Overlay, rows: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Id → every doubt about the set, without those that are settled and with the new ones."""
    doubts: dict[str, Mapping[str, Any]] = {
        **{row["id"]: row for row in overlay.before.file.get("doubts", ())},
        **overlay.before.doubts,
    }
    for id_, row in rows.items():
        path: Path = ("doubts", id_)
        if row == NONE:
            if id_ in doubts:
                words = {key: doubts[id_][key] for key in ("vi", "en")}
                overlay.reach(path, id_)
                overlay.note({}, (*path, "settled"), ("doubts", id_), words, None)
                del doubts[id_]
        elif overlay.number in row.get("sets", (overlay.number,)):
            doubts[id_] = row
            overlay.reach(path, id_)
            words = {key: row[key] for key in ("vi", "en")}
            overlay.note(row, (*path, "vi"), ("doubts", id_), None, words)
    return doubts
