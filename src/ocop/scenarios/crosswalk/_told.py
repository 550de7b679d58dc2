"""The rows that a decision's own crosswalk tells, held to both tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ocop.errors import Faults, RuleDataError
from ocop.law.fold.law import shipped
from ocop.scenarios.crosswalk.row import CrosswalkRow, Link, all_of
from ocop.scoring.matching import has_same_levels
from ocop.scoring.possible.possible import every_option
from ocop.scoring.rubric.criterion import Criterion
from ocop.scoring.rubric.rubric import Rubric
from ocop.text import Label

__all__ = ["crosswalk_file", "told_rows"]


def crosswalk_file(decision: str) -> Mapping[str, Any]:
    """The crosswalk that leads to a root decision; empty where none is written."""
    return shipped().read(decision, "crosswalk")


def told_rows(decision: str, old: Rubric, new: Rubric) -> tuple[CrosswalkRow, ...]:
    """A row for every criterion of a table of the decision.

    Args:
        decision: The id of the decision that the file leads to.
        old: A table of the decision that the file leads from, or of one that amends it.
        new: A table of the decision.

    Raises:
        RuleDataError: the file does not fit the tables: every fault.
    """
    faults = Faults()
    rows = [_row(old, new, criterion, faults) for criterion in new.criteria]
    if faults.found:
        raise RuleDataError(fault.in_file(f"{decision}/crosswalk.toml") for fault in faults.found)
    return tuple(rows)


def entries_of(decision: str, id_: str, old: Rubric, new: Rubric) -> list[Mapping[str, Any]]:
    """The entries that a file has for a criterion of two sets; those that name sets go first."""
    of_id = [
        entry
        for entry in crosswalk_file(decision)["criteria"]
        if entry["id"] == id_
        and old.product_set.number in entry.get("old_sets", (old.product_set.number,))
        and old.regime.id == entry.get("old_decision", old.regime.id)
    ]
    named = [entry for entry in of_id if new.product_set.number in entry.get("sets", ())]
    return named or [entry for entry in of_id if "sets" not in entry]


def _row(old: Rubric, new: Rubric, criterion: Criterion, faults: Faults) -> CrosswalkRow:
    options = every_option(new, criterion.no)
    at = ("criteria", criterion.id, f"{old.regime.id}/{old.product_set.number}")
    entries = entries_of(new.regime.id, criterion.id, old, new)
    blank = CrosswalkRow(new=criterion, options=options, grounds=("not-asked-before",))
    if len(entries) != 1:
        set_ = new.product_set.number
        faults.add("crosswalk-not-one-row", *at, set=set_, number=len(entries))
        return blank
    (entry,) = entries
    notes = (Label.of(entry["note"]),) if "note" in entry else ()
    ground = entry.get("ground")
    if ground == "not-asked-before":
        return CrosswalkRow(new=criterion, options=options, grounds=(ground,), notes=notes)
    was = entry.get("was", criterion.id)
    before = next((each for each in old.criteria if each.id == was), None)
    if before is None:
        faults.add("crosswalk-not-there", *at, given=was)
        return blank
    held = () if before.choice == "many" else every_option(old, before.no)
    if ground == "same-words":
        as_many = len(before.options) == len(criterion.options)
        # where a note says in what the words differ, the levels answer each other by their places
        if not has_same_levels(before, criterion) and not (notes and as_many):
            faults.add("crosswalk-not-same-words", *at)
        links = tuple(Link(old=each, new=(each,), grounds=(ground,)) for each in held)
    elif ground is not None:
        links = tuple(Link(old=each, new=options, grounds=(ground,)) for each in held)
    else:
        links = tuple(_links(entry, held, options, faults, *at))
    grounds = (ground,) if ground else all_of(link.grounds for link in links)
    return CrosswalkRow(
        new=criterion, old=before, options=options, links=links, grounds=grounds, notes=notes
    )


def _links(
    entry: Mapping[str, Any],
    held: tuple[int, ...],
    options: tuple[int, ...],
    faults: Faults,
    *at: str,
) -> Iterator[Link]:
    """The links of an entry that says them level by level."""
    levels = entry.get("levels", ())
    numbers = [level["old"] for level in levels]
    if sorted(numbers) != sorted(held):
        faults.add("crosswalk-levels-not-answered", *at, given=tuple(numbers), known=held)
    for level in levels:
        may_be = tuple(sorted(set(level["new"])))
        if not may_be or len(may_be) != len(level["new"]) or not set(may_be) <= set(options):
            faults.add(
                "crosswalk-no-such-levels", *at, level["old"], given=level["new"], most=options[-1]
            )
            continue
        note = (Label.of(level["note"]),) if "note" in level else ()
        yield Link(old=level["old"], new=may_be, grounds=(level["ground"],), notes=note)
