"""The rubric of one set as a table: what its file says and shares, with the amendments over it.

First expand, then change: what sets share is written out before any change applies, so that a later
change of it still reaches a set that an earlier one touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from ocop.brief import Brief
from ocop.errors import Fault, Faults, RuleDataError
from ocop.law import later

__all__ = ["RubricTable", "expanded", "most_points", "out_of_order", "reference_faults"]

#: Points, asterisks and case of an option.
Level = tuple[int, int | None, str | None]


@attrs.frozen(kw_only=True, repr=False)
class RubricTable(Brief):
    """A set's rubric as a table.

    Attributes:
        place: Its file.
        file: What the file says, but for its criteria.
        notes: What the notes printed with its criteria mean.
        criteria: Number → criterion, each written out.
        doubts: Id → what amendments that left it alone leave doubtful.
        sources: (number, option or nothing, key) → where a changed value comes from.
        touched: Numbers of the criteria whose points an amendment changed.
        changed: Each value that an amendment, proposal or correction made different, in order.
    """

    place: str
    file: Mapping[str, Any]
    notes: Mapping[str, Any]
    criteria: dict[str, dict[str, Any]]
    doubts: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    sources: Mapping[tuple[str, ...], later.Source] = attrs.field(factory=dict)
    touched: frozenset[str] = frozenset()
    changed: tuple[later.Changed, ...] = ()

    @property
    def points(self) -> int:
        """The points of all its criteria together."""
        return sum(body["max"] for body in self.criteria.values())


def expanded(
    place: str, file: Mapping[str, Any], notes: Mapping[str, Any], shared: Mapping[str, Any]
) -> RubricTable:
    """A set's file with every criterion written out.

    Raises:
        RuleDataError: a criterion that is neither in the file nor shared.
    """
    local, criteria, faults = file.get("criteria", {}), {}, Faults()
    for group in file["groups"]:
        for row in group["criteria"]:
            no = row["no"]
            name, known = (row["use"], shared) if "use" in row else (no, local)
            if name in known:
                criteria[no] = dict(known[name])
            else:
                faults.add("rules-no-criterion", no, given=name, known=tuple(known))
    if faults.found:
        raise RuleDataError(fault.in_file(place) for fault in faults.found)
    return RubricTable(place=place, file=file, notes=notes, criteria=criteria)


def reference_faults(
    file: Mapping[str, Any], notes: Mapping[str, Any], shared: Mapping[str, Any]
) -> list[Fault]:
    """What a set's file, or the file of what sets share, names that is nowhere."""
    faults, local = Faults(), file.get("criteria", {})
    conditions, exclusions = notes.get("conditions", {}), notes.get("exclusions", {})

    def check(name: str, known: Mapping[str, Any], *path: str | int) -> None:
        if name not in known:
            faults.add("rules-not-there", *path, given=name, known=tuple(known))

    for n, group in enumerate(file.get("groups", ())):
        for i, row in enumerate(group["criteria"]):
            path = ("groups", n, "criteria", i)
            if "use" in row:
                check(row["use"], shared, *path, "use")
            else:
                check(row["no"], local, *path, "no")
            for m, need in enumerate(row.get("needs", ())):
                check(need["what"], conditions, *path, "needs", m, "what")
    for no, body in local.items():
        for m, name in enumerate(body.get("guidance", ())):
            check(name, notes.get("guidance", {}), "criteria", no, "guidance", m)
    for n, row in enumerate(file.get("exclusions", ())):
        check(row["use"], exclusions, "exclusions", n, "use")
    return faults.found


def most_points(choice: str, points: Sequence[int]) -> int:
    """The most points that the levels of a criterion give."""
    return sum(points) if choice == "many" else max(points)


def out_of_order(choice: str, levels: Sequence[Level]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What of the levels of a criterion is out of order: a code, and the numbers.

    Where one level holds, points ascend, and asterisks too, in each case (a or b) for itself.
    """
    if choice == "many":
        return
    for branch in sorted({branch or "" for _, _, branch in levels}):
        case = [level for level in levels if (level[2] or "") == branch]
        points = tuple(points for points, _, _ in case)
        if list(points) != sorted(points):
            yield "points-out-of-order", points
        stars = tuple(star for _, star, _ in case if star)
        if list(stars) != sorted(set(stars)):
            yield "minima-out-of-order", stars
