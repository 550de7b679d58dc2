"""What councils do as flat records."""

from __future__ import annotations

from ocop.cycle.council.minutes import Minutes
from ocop.cycle.council.result import CouncilResult
from ocop.cycle.council.verdict import Verdict
from ocop.shown.record import Record, exactly, joined
from ocop.words import Lang

__all__ = ["minutes_records", "result_records", "verdict_records"]


def result_records(result: CouncilResult, lang: Lang) -> list[Record]:  # noqa: ARG001 - it has no labels
    """A result as one record."""
    return [
        {
            "regime": result.regime,
            "set": result.product_set,
            **exactly("total", result.total),
            "stars": result.stars,
            "needs": joined(result.needs),
        }
    ]


def verdict_records(verdict: Verdict, lang: Lang) -> list[Record]:  # noqa: ARG001 - as above
    """A record a ballot, valid or not, with the points of the member's own sheet."""
    records: list[Record] = []
    for ballot in verdict.ballots:
        card = verdict.scorecards[ballot.member] if ballot.valid else None
        parts: Record = {
            f"part_{part}": None if card is None else card.parts[part].points
            for part in verdict.parts
        }
        records.append(
            {
                "member": ballot.member,
                "chair": ballot.chair,
                "valid": ballot.valid,
                "invalid": ballot.invalid or None,
                **parts,
                "total": None if card is None else card.total,
                "stars": None if card is None else card.stars,
                **exactly("average", verdict.total),
                "verdict": verdict.stars,
            }
        )
    return records


def minutes_records(minutes: Minutes) -> list[Record]:
    """A record a ballot."""
    return minutes.verdict.to_records(minutes.lang)
