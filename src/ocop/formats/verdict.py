"""Verdicts: a council's ballots under its regulation, reached anew when they are read.

As it is stored, a verdict says what it came to, and is held to it:

    {"type": "verdict", "ballots": [{"member": "A", "sheet": {…}}, …], "regulation": {…},
     "total": "1799/20", "stars": 4, …}

As a person writes it, a council file, it says nothing of what comes of it, and once what all sheets
share:

    regime = "26"                   # or on = 2026-11-20
    set = 1
    product = "Trà sen"
    regulation = { members = 9, quorum = "75 %", spread = 10, chair_must_attend = true }

    [[ballots]]
    member = "Nguyễn Văn A"
    chair = true
    choices = { "1.1" = 3, … }

A ballot may have a whole ``sheet`` of its own in place of ``choices``, and one that is ``invalid``
may have neither.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NotRequired, TypedDict

import attrs

from ocop import documents
from ocop.cycle.council.regulation import Ballot, CouncilRules
from ocop.cycle.council.tally import verdict
from ocop.cycle.council.verdict import Verdict
from ocop.data import check_keys
from ocop.errors import Fault, Faults, InputError
from ocop.formats._results import MissedTable, NoteTable, Results, worded, written_minima
from ocop.formats.kind import Kind, Options
from ocop.formats.sheet import shape_faults
from ocop.formats.sheet_table import SheetTable
from ocop.law.changes.changes import Changes
from ocop.scoring.earlier import Earlier
from ocop.scoring.rubric.criterion import Choice
from ocop.scoring.sheet.sheet import Sheet

__all__ = ["KINDS", "ONLY_STORED", "BallotTable", "CouncilTable", "VerdictTable"]


class BallotTable(TypedDict):
    """A ballot of a council file: with ``choices``, or a whole sheet, or invalid with neither."""

    member: str
    chair: NotRequired[bool]
    invalid: NotRequired[str]
    choices: NotRequired[dict[str, Choice]]
    exclusions: NotRequired[tuple[str, ...]]
    unmet: NotRequired[tuple[str, ...]]
    sheet: NotRequired[Sheet]


class CouncilTable(TypedDict):
    """The table of a council file."""

    ballots: tuple[BallotTable, ...]
    regulation: NotRequired[CouncilRules]
    regime: NotRequired[str]
    on: NotRequired[date]
    set: NotRequired[int | str]
    readings: NotRequired[dict[str, str]]
    changes: NotRequired[tuple[Changes, ...]]
    what_if: NotRequired[tuple[Changes, ...]]
    as_checked_on: NotRequired[date | None]
    product: NotRequired[str]
    code: NotRequired[str]
    entity: NotRequired[str]
    place: NotRequired[str]


class VerdictTable(TypedDict):
    """The table of a verdict; what it may lack is None."""

    ballots: tuple[Ballot, ...]
    regulation: NotRequired[CouncilRules]
    rubric: NotRequired[str]
    parts: dict[str, int | Fraction]
    total: int | Fraction
    stars_by_points: NotRequired[int | None]
    stars: NotRequired[int | None]
    spread: int
    needs: tuple[str, ...]
    missed: tuple[MissedTable, ...]
    excluded: tuple[str, ...]
    notes: tuple[NoteTable, ...]
    doubts: tuple[str, ...]
    earlier: NotRequired[tuple[Earlier, ...]]


def _results(found: Verdict) -> dict[str, Any]:
    return {
        "parts": documents.write(found.parts),
        "total": documents.write(found.total),
        "stars_by_points": found.stars_by_points,
        "stars": found.stars,
        "spread": found.spread,
        "needs": [need.id for need in found.needs],
        "missed": written_minima(found.missed_minima),
        "excluded": [exclusion.id for exclusion in found.exclusions],
        **worded(found),
    }


_RESULTS = Results(
    schema=VerdictTable,
    inputs={"ballots": (), "regulation": {}},
    plain={
        "parts": {},
        "total": 0,
        "stars_by_points": None,
        "stars": None,
        "spread": 0,
        "needs": (),
        "missed": (),
        "excluded": (),
        "notes": (),
        "doubts": (),
    },
    write=_results,
)


def _write(found: Verdict) -> dict[str, Any]:
    earlier = {"earlier": documents.write(found.earlier)} if found.earlier else {}
    return {
        "ballots": documents.write(found.ballots),
        "regulation": documents.write(found.regulation),
        "rubric": found.rubric.digest,
        **_results(found),
        **earlier,
    }


def _read(table: Mapping[str, Any], options: Options) -> Verdict:
    """A verdict as it is stored, or as a person writes it who knows no result yet."""
    if ONLY_STORED & table.keys():
        return _read_stored(table, options)
    return _read_council(table)


def _read_stored(table: Mapping[str, Any], options: Options) -> Verdict:
    faults, stored = Faults(), {"stars_by_points": None, "stars": None, **table}
    faults.take(shape_faults(VerdictTable, stored, {**_RESULTS.inputs, **_RESULTS.plain}))
    found, regulation = None, CouncilRules()
    ballots: tuple[Ballot, ...] = ()
    before = len(faults.found)
    with faults.at():
        ballots = documents.read(tuple[Ballot, ...], stored.get("ballots", ()), "ballots")
    with faults.at():
        if "regulation" in stored:
            regulation = documents.read(CouncilRules, stored["regulation"], "regulation")
    if "ballots" in stored and len(faults.found) == before:
        with faults.at():
            found = verdict(ballots, regulation)
    if found is None or faults.found:
        faults.take(_RESULTS.type_faults(stored))
        raise InputError(faults.found)
    return _RESULTS.settled(found, stored, options, faults)


#: What only a stored verdict says.
ONLY_STORED = frozenset({"rubric", "earlier", *_RESULTS.plain})
#: What a ballot of a council file says of its own.
_OF_BALLOT = ("member", "chair", "invalid")
_OF_SHEET = ("choices", "exclusions", "unmet")
#: What it says once for all sheets.
_SHARED = tuple(key for key in SheetTable.__annotations__ if key not in {*_OF_SHEET, "member"})


def _read_council(table: Mapping[str, Any]) -> Verdict:
    faults, regulation = Faults(), CouncilRules()
    check_keys(
        table,
        required=["ballots"],
        optional=["regulation", *_SHARED],
        place="",
        faults=faults,
    )
    with faults.at():
        if "regulation" in table:
            regulation = documents.read(CouncilRules, table["regulation"], "regulation")
    rows = table.get("ballots", ())
    if not isinstance(rows, list | tuple):
        faults.add("not-a-list", "ballots", given=rows)
        rows = ()
    shared = {key: table[key] for key in _SHARED if key in table}
    ballots: list[Ballot] = []
    for n, row in enumerate(rows):
        try:
            ballots.append(_ballot(row, shared))
        except InputError as err:
            for one in (_placed(one, n, row) for one in err.faults):
                if one not in faults.found:  # of what all share it is told once
                    faults.take([one])
    faults.raise_if_any()
    return verdict(ballots, regulation)


def _ballot(row: object, shared: Mapping[str, Any]) -> Ballot:
    """The ballot of a row, on its own sheet or on that which all share."""
    if not isinstance(row, Mapping):
        raise InputError.of("not-a-table", given=row)
    faults = Faults()
    check_keys(
        row,
        required=["member"],
        optional=[*_OF_BALLOT, *_OF_SHEET, "sheet"],
        place="",
        faults=faults,
    )
    own = {key: row[key] for key in _OF_SHEET if key in row}
    if own and "sheet" in row:
        faults.add("sheet-and-choices", "sheet", given=tuple(own))
    faults.raise_if_any()
    cast = {key: row[key] for key in (*_OF_BALLOT, "sheet") if key in row}
    if own:
        cast["sheet"] = {**shared, **own}
    return documents.read(Ballot, cast)


def _placed(one: Fault, n: int, row: object) -> Fault:
    """A fault of a ballot where a person wrote it: what all sheets share, at the top."""
    shares = (
        isinstance(row, Mapping) and "sheet" not in row and not row.keys().isdisjoint(_OF_SHEET)
    )
    if not shares or one.path[:1] != ("sheet",):
        return one.inside("ballots", n)
    path = one.path[1:]
    own = path[:1] and path[0] in _OF_SHEET
    return attrs.evolve(one, path=("ballots", n, *path) if own else path)


KINDS = {
    Verdict: Kind(
        name="verdict",
        reads=("verdict", "council"),
        schema=VerdictTable,
        write=_write,
        read=_read,
        takes=("on_difference",),
    ),
}
