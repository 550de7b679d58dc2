"""Scorecards: their sheet, what it scored, and the digest of the table that it was scored by.

A scorecard is scored anew when it is read, never taken over. Where the digest is that of today's
table, what is stored must be what is scored, or somebody altered it. Where it is another, the table
was corrected since: the scorecard says what it scores now, and keeps what it scored then.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NotRequired, TypedDict

import attrs

from ocop import documents
from ocop.errors import Fault, Faults, InputError
from ocop.formats._agreement import hold_to
from ocop.formats.kind import Kind, Options
from ocop.formats.sheet import (
    BY_HAND,
    SheetTable,
    days_read,
    read_sheet,
    shape_faults,
    write_sheet,
)
from ocop.scoring.earlier import Earlier
from ocop.scoring.scorecard import Scorecard, score
from ocop.scoring.sheet.sheet import Sheet

__all__ = ["KINDS", "ScorecardTable"]


class _MissedTable(TypedDict):
    criterion: str
    option: int
    needs_option: int
    stars: int


class _NoteTable(TypedDict):
    id: str
    vi: str
    en: str


class ScorecardTable(SheetTable):
    """The table of a scorecard; what it may lack is None."""

    rubric: NotRequired[str]
    parts: dict[str, int]
    total: int
    stars_by_points: NotRequired[int | None]
    stars: NotRequired[int | None]
    capped_by: tuple[_MissedTable, ...]
    excluded: tuple[str, ...]
    notes: tuple[_NoteTable, ...]
    doubts: tuple[str, ...]
    earlier: NotRequired[tuple[Earlier, ...]]


#: What is held to the results, with something that passes for each.
_RESULTS: dict[str, Any] = {
    "parts": {},
    "total": 0,
    "stars_by_points": None,
    "stars": None,
    "capped_by": (),
    "excluded": (),
    "notes": (),
    "doubts": (),
}
#: Those of them that are words.
_WORDED = frozenset({"notes", "doubts"})


def _write(card: Scorecard) -> dict[str, Any]:
    as_checked_on = card.regime.as_checked_on
    sheet = write_sheet(card.sheet)
    sheet.pop("as_checked_on", None)  # stands last, with the results
    earlier = {"earlier": documents.write(card.earlier)} if card.earlier else {}
    return {
        **sheet,
        "rubric": card.rubric.digest,
        **_results(card),
        **earlier,
        "as_checked_on": None if as_checked_on is None else as_checked_on.isoformat(),
    }


def _results(card: Scorecard) -> dict[str, Any]:
    return {
        "parts": {key: part.points for key, part in card.parts.items()},
        "total": card.total,
        "stars_by_points": card.stars_by_points,
        "stars": card.stars,
        "capped_by": [
            {
                "criterion": missed.criterion,
                "option": missed.option,
                "needs_option": missed.needs_option,
                "stars": missed.stars,
            }
            for missed in card.capped_by
        ],
        "excluded": [exclusion.id for exclusion in card.exclusions],
        "notes": [{"id": one.id, "vi": one.label.vi, "en": one.label.en} for one in card.notes],
        "doubts": [
            f"{doubt.at}: {doubt.label.en}" if doubt.at else doubt.label.en for doubt in card.doubts
        ],
    }


def _read(table: Mapping[str, Any], options: Options) -> Scorecard:
    faults, stored = Faults(), {"stars_by_points": None, "stars": None, **days_read(table)}
    sheet = read_sheet(stored, faults, schema=ScorecardTable, by_hand={**BY_HAND, **_RESULTS})
    if not isinstance(sheet, Sheet):
        faults.take(_of_results(stored, _RESULTS))
        raise InputError(faults.found)
    earlier = documents.read(tuple[Earlier, ...], stored["earlier"]) if "earlier" in stored else ()
    card = attrs.evolve(score(sheet), earlier=earlier)
    now = card.rubric.digest
    digest = stored.get("rubric", now)
    if digest == now:
        _hold(card, stored, faults)
    else:
        faults.take(_of_results(stored, _RESULTS))
        if options.on_difference == "fault":
            faults.add("table-corrected-since", "rubric", given=digest, now=now)
    faults.raise_if_any()
    if digest == now:
        return card
    then = Earlier(rubric=digest, total=stored["total"], stars=stored["stars"])
    return attrs.evolve(card, earlier=(*earlier, then))


def _of_results(stored: Mapping[str, Any], keys: Collection[str]) -> Iterator[Fault]:
    """What is wrong with the types of results that are there."""
    of_shape = shape_faults(ScorecardTable, stored, BY_HAND)
    return (fault for fault in of_shape if fault.path[0] in keys and fault.path[0] in stored)


def _hold(card: Scorecard, stored: Mapping[str, Any], faults: Faults) -> None:
    """Hold what is stored to what is scored; of notes their ids, for words may be mended."""
    results = _results(card)
    for key in _RESULTS:
        if key in _WORDED:
            continue
        hold_to(results[key], stored[key], faults, key)
    of_words = tuple(_of_results(stored, _WORDED))
    faults.take(of_words)
    if not any(fault.path[0] == "notes" for fault in of_words):
        scored, said = (
            [note["id"] for note in notes] for notes in (results["notes"], stored["notes"])
        )
        hold_to(scored, said, faults, "notes")


KINDS = {
    Scorecard: Kind(
        name="scorecard",
        schema=ScorecardTable,
        write=_write,
        read=_read,
        takes=("on_difference",),
    )
}
