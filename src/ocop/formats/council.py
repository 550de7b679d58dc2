"""What a council goes by and comes to: its regulation, ballots, verdict and recorded result.

A verdict is reached anew when it is read, as a scorecard is scored anew.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NotRequired, TypedDict

from ocop import documents
from ocop.cycle.council.regulation import Ballot, CouncilRules
from ocop.cycle.council.result import CouncilResult
from ocop.cycle.council.tally import verdict
from ocop.cycle.council.verdict import Verdict
from ocop.errors import Faults, InputError
from ocop.formats._results import MissedTable, NoteTable, Results, worded, written_minima
from ocop.formats.kind import Kind, Options
from ocop.formats.sheet import shape_faults
from ocop.law.rules import Rules, default_rules
from ocop.scoring.earlier import Earlier

__all__ = ["KINDS", "VerdictTable"]


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


def _read_result(table: Mapping[str, Any], _: Options) -> CouncilResult:
    # TOML has no null, and no rank is a result
    return documents.read_fields(CouncilResult, {"stars": None, **table})


def _rules_of_ballot(ballot: Ballot) -> Rules:
    return default_rules() if ballot.sheet is None else ballot.sheet.rules


KINDS = {
    Ballot: Kind(name="ballot", schema=Ballot, rules=_rules_of_ballot),
    CouncilResult: Kind(name="council-result", schema=CouncilResult, read=_read_result),
    CouncilRules: Kind(name="council-rules", schema=CouncilRules),
    Verdict: Kind(
        name="verdict", schema=VerdictTable, write=_write, read=_read, takes=("on_difference",)
    ),
}
