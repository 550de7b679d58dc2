"""The rubric of one set as a table: what its file says and shares, with the amendments over it.

First expand, then change: what sets share is written out before any change applies, so that a later
change of it still reaches a set that an earlier one touched.

An amendment says in ``changes.toml`` what it changes, criterion by criterion:

    [[criteria]]
    id = "intellectual-property"    # wherever a set uses it; sets = [1, 4] where not all are meant
    option = 2                      # numbered as before the amendment
    star = 5                        # points and star of the option; heading_star of the criterion
    was = { star = 4 }              # sets where it is not so are left alone

    [[criteria]]
    sets = [1]
    no = "3.5"
    option = 1
    points = 2

``star = "none"`` takes the asterisks away. Maxima follow from the options.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ocop.errors import Faults, RuleDataError, told
from ocop.law.source import NONE, Source
from ocop.serial import check_keys
from ocop.text import hint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

__all__ = ["RubricTable", "expanded"]

_OF_OPTION = ("points", "star")
_OF_CRITERION = ("heading_star",)


@attrs.frozen(kw_only=True)
class RubricTable:
    """A set's rubric as a table.

    Attributes:
        decision: The id of the decision whose folder has its file.
        place: That file.
        file: What the file says, but for its criteria.
        criteria: Number → criterion, each written out.
        doubts: Id → what amendments that left it alone leave doubtful.
        sources: (number, option or nothing, key) → where a changed value comes from.
        touched: Numbers of the criteria whose points an amendment changed.
    """

    decision: str
    place: str
    file: Mapping[str, Any]
    criteria: dict[str, dict[str, Any]]
    doubts: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    sources: Mapping[tuple[str, ...], Source] = attrs.field(factory=dict)
    touched: frozenset[str] = frozenset()

    def amended(
        self, decision: str, since: date, changes: Mapping[str, Any], number: int
    ) -> RubricTable:
        """The table with what an amendment says of it."""
        doubts = {**self.doubts, **changes.get("doubts", {})}
        rows = changes.get("criteria", ())
        if not rows:
            return attrs.evolve(self, doubts=doubts)
        laid = _Overlay(self, decision, since, changes["reference"])
        for n, row in enumerate(rows):
            laid.lay(row, number, f"{decision}/changes.toml: criteria[{n}]")
        return attrs.evolve(
            self,
            doubts=doubts,
            criteria=laid.criteria,
            sources=laid.sources,
            touched=self.touched | laid.touched,
        )


def expanded(
    decision: str, place: str, file: Mapping[str, Any], shared: Mapping[str, Any]
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
                faults.tell(f"{place}: criterion {no}", f"no {name!r}", hint(name, known))
    faults.raise_if_any(RuleDataError)
    return RubricTable(decision=decision, place=place, file=file, criteria=criteria)


class _Overlay:
    """One amendment's changes laid over one set's criteria, row by row."""

    def __init__(self, before: RubricTable, decision: str, since: date, reference: str) -> None:
        self.before = before.criteria
        self.criteria = dict(before.criteria)
        self.sources = dict(before.sources)
        self.touched: set[str] = set()
        self.decision = decision
        self.since = since
        self.reference = reference

    def lay(self, row: Mapping[str, Any], number: int, place: str) -> None:
        """Lay one row over the criterion that it means, where this set has it and it is so."""
        _check_row(row, place)
        if number not in row.get("sets", (number,)):
            return
        was = row.get("was", {})
        for no, body in self.before.items():
            if row.get("no", no) != no or row.get("id", body["id"]) != body["id"]:
                continue
            before = self._meant(body, row, place)
            if before is not None and all(before.get(key) == value for key, value in was.items()):
                self._change(no, row, place)

    def _meant(
        self, body: Mapping[str, Any], row: Mapping[str, Any], place: str
    ) -> Mapping[str, Any] | None:
        """The option or criterion that a row speaks of; None where there is no such option."""
        if "option" not in row:
            return body
        options: Sequence[Mapping[str, Any]] = body["options"]
        if 1 <= row["option"] <= len(options):
            option: Mapping[str, Any] = options[row["option"] - 1]
            return option
        if "was" in row:
            return None
        raise RuleDataError(told(place, f"there is no option {row['option']} of {len(options)}"))

    def _change(self, no: str, row: Mapping[str, Any], place: str) -> None:
        body = dict(self.criteria[no])
        if "option" in row:
            options = list(body["options"])
            at = row["option"] - 1
            options[at] = self._changed(options[at], row, (no, str(row["option"])), place)
            body["options"] = options
        else:
            body = self._changed(body, row, (no,), place)
        if "points" in row:
            points = [option["points"] for option in body["options"]]
            body["max"] = sum(points) if body.get("choice") == "many" else max(points)
            self.touched.add(no)
        self.criteria[no] = body

    def _changed(
        self, before: Mapping[str, Any], row: Mapping[str, Any], path: tuple[str, ...], place: str
    ) -> dict[str, Any]:
        after = dict(before)
        for key in (*_OF_OPTION, *_OF_CRITERION):
            if key not in row:
                continue
            value = None if row[key] == NONE else row[key]
            if value == before.get(key):
                raise RuleDataError(told(place, f"changes nothing in criterion {path[0]}"))
            after[key] = value
            self.sources[*path, key] = Source(
                decision=self.decision,
                since=self.since,
                before=before.get(key),
                reference=row.get("reference", self.reference),
            )
        return {key: value for key, value in after.items() if value is not None}


def _check_row(row: Mapping[str, Any], place: str) -> None:
    faults = Faults()
    values = _OF_OPTION if "option" in row else _OF_CRITERION
    check_keys(
        row,
        optional=("id", "no", "sets", "option", "was", "reference", *values),
        place=place,
        faults=faults,
    )
    if ("id" in row) == ("no" in row):
        faults.tell(place, "names its criterion by id or by no", "give one of them")
    if "no" in row and "sets" not in row:
        faults.tell(place, "a number means another criterion in another set", "give sets")
    if not any(key in row for key in values):
        faults.tell(place, "says nothing that changes", f"give {' or '.join(values)}")
    faults.raise_if_any(RuleDataError)
