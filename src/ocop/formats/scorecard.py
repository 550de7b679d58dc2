"""Scorecards: their sheet, what it scored, and the digest of the table that it was scored by.

A scorecard is scored anew when it is read, never taken over. Where the digest is that of today's
table, what is stored must be what is scored, or somebody altered it. Where it is another, the table
was corrected since: the scorecard says what it scores now, and keeps what it scored then.
"""

from collections.abc import Mapping
from typing import Any, NotRequired

from ocop import documents
from ocop.errors import Faults, InputError
from ocop.formats._results import MissedTable, NoteTable, Results, worded, written_minima
from ocop.formats.kind import Kind, Options
from ocop.formats.sheet import BY_HAND, days_read, read_sheet, write_sheet
from ocop.formats.sheet_table import SheetTable
from ocop.scoring.earlier import Earlier
from ocop.scoring.scorecard import Scorecard, score
from ocop.scoring.sheet.sheet import Sheet

__all__ = ["KINDS", "ScorecardTable"]


class ScorecardTable(SheetTable):
    """The table of a scorecard; what it may lack is None."""

    rubric: NotRequired[str]
    parts: dict[str, int]
    total: int
    stars_by_points: NotRequired[int | None]
    stars: NotRequired[int | None]
    capped_by: tuple[MissedTable, ...]
    excluded: tuple[str, ...]
    notes: tuple[NoteTable, ...]
    doubts: tuple[str, ...]
    earlier: NotRequired[tuple[Earlier, ...]]


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
        "capped_by": written_minima(card.capped_by),
        "excluded": [exclusion.id for exclusion in card.exclusions],
        **worded(card),
    }


_RESULTS = Results(
    schema=ScorecardTable,
    inputs=BY_HAND,
    plain={
        "parts": {},
        "total": 0,
        "stars_by_points": None,
        "stars": None,
        "capped_by": (),
        "excluded": (),
        "notes": (),
        "doubts": (),
    },
    write=_results,
)


def _read(table: Mapping[str, Any], options: Options) -> Scorecard:
    faults, stored = Faults(), {"stars_by_points": None, "stars": None, **days_read(table)}
    by_hand = {**BY_HAND, **_RESULTS.plain}
    sheet = read_sheet(stored, faults, schema=ScorecardTable, by_hand=by_hand)
    if not isinstance(sheet, Sheet):
        faults.take(_RESULTS.type_faults(stored))
        raise InputError(faults.found)
    return _RESULTS.settled(score(sheet), stored, options, faults)


KINDS = {
    Scorecard: Kind(
        name="scorecard",
        schema=ScorecardTable,
        write=_write,
        read=_read,
        takes=("on_difference",),
    )
}
