"""The tally: a council's ballots held to its regulation and to each other become one verdict.

Reference: 26/2026/QĐ-TTg, Art. 3.3.
"""

from __future__ import annotations

from collections.abc import Iterable

from ocop.argument import check_type, checked_items
from ocop.cycle.council.regulation import Ballot, CouncilRules
from ocop.cycle.council.verdict import Verdict
from ocop.errors import Faults
from ocop.scoring.rubric.rubric import Rubric
from ocop.text import Label

__all__ = ["verdict"]


def verdict(ballots: Iterable[Ballot], regulation: CouncilRules | None = None) -> Verdict:
    """What a council's ballots come to; their order never matters.

    Args:
        ballots: The members' ballots, at least one of them valid.
        regulation: The council's regulation; where not given, one that asks for nothing.

    Raises:
        InputError: every fault at once: a member twice, two chairs, sheets on different rubrics,
            more ballots than members, no valid ballot.

    Reference: 26/2026/QĐ-TTg, Art. 3.3.
    """
    faults = Faults()
    taken = CouncilRules() if regulation is None else regulation
    check_type(faults, taken, CouncilRules, "regulation")
    with faults.at():
        cast = checked_items(ballots, "ballots")
        for i, vote in enumerate(cast):
            check_type(faults, vote, Ballot, "ballots", i)
    faults.raise_if_any()
    with faults.at("ballots"):
        _check_ballots(cast, taken, faults)
        _check_rubrics(cast, faults)
    faults.raise_if_any()
    return Verdict(ballots=tuple(sorted(cast, key=lambda ballot: ballot.member)), regulation=taken)


def _check_ballots(cast: tuple[Ballot, ...], rules: CouncilRules, faults: Faults) -> None:
    members: set[str] = set()
    for i, ballot in enumerate(cast):
        if ballot.member in members:
            faults.add("second-ballot", i, "member", member=ballot.member)
        members.add(ballot.member)
    chairs = sorted({ballot.member for ballot in cast if ballot.chair})
    if len(chairs) > 1:
        faults.add("several-chairs", chairs=tuple(chairs))
    if rules.members is not None and len(cast) > rules.members:
        faults.add("more-ballots-than-members", ballots=len(cast), members=rules.members)


def _check_rubrics(cast: tuple[Ballot, ...], faults: Faults) -> None:
    judged = [
        (i, ballot.member, ballot.sheet.rubric)
        for i, ballot in enumerate(cast)
        if ballot.valid and ballot.sheet is not None
    ]
    if not judged:
        faults.add("no-valid-ballot")
        return
    (_, first, rubric), *others = judged
    for i, _, other in others:
        if other is rubric or other == rubric:
            continue
        if other.title == rubric.title and other.rules != rubric.rules:
            faults.add(
                "rubric-under-other-rules",
                i,
                "sheet",
                rules=_named_rules(other),
                member=first,
                other_rules=_named_rules(rubric),
            )
        else:
            faults.add(
                "other-rubric",
                i,
                "sheet",
                rubric=other.title,
                decision=other.regime.citation,
                member=first,
                other_rubric=rubric.title,
                other_decision=rubric.regime.citation,
            )


def _named_rules(rubric: Rubric) -> tuple[Label, ...]:
    """How the law of a rubric differs from the law as it stands."""
    changes = tuple(change.title for change in rubric.rules.changes)
    return (*changes, *rubric.rules.readings.labels) or (_AS_IT_STANDS,)


_AS_IT_STANDS = Label("như mặc định", "the default")
