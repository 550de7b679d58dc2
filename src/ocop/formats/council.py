"""What a council goes by, what its members hand in, and what is recorded of it."""

from collections.abc import Mapping
from typing import Any

from ocop import documents
from ocop.cycle.council.regulation import Ballot, CouncilRules
from ocop.cycle.council.result import CouncilResult
from ocop.formats.kind import Kind, Options
from ocop.law.kind import NONE
from ocop.law.rules import Rules, default_rules

__all__ = ["KINDS"]


def _write_result(result: CouncilResult) -> dict[str, Any]:
    table = documents.write_fields(result)
    # a word, since TOML has no null: a result that says no stars is not read as one without rank
    return table if result.stars is not None else {**table, "stars": NONE}


def _read_result(table: Mapping[str, Any], _: Options) -> CouncilResult:
    said = {**table, "stars": None} if table.get("stars") == NONE else table
    return documents.read_fields(CouncilResult, said)


def _rules_of_ballot(ballot: Ballot) -> Rules:
    return default_rules() if ballot.sheet is None else ballot.sheet.rules


KINDS = {
    Ballot: Kind(name="ballot", schema=Ballot, rules=_rules_of_ballot),
    CouncilResult: Kind(
        name="council-result", schema=CouncilResult, write=_write_result, read=_read_result
    ),
    CouncilRules: Kind(
        name="council-rules",
        schema=CouncilRules,
        write=CouncilRules.to_table,
        read=lambda table, _: CouncilRules.from_table(table),
    ),
}
