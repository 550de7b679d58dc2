"""Ballots: what a council comes to, under a regulation of its own or under none."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal, NotRequired, TypedDict

from ocop.checks.subject.sheet import filled, rubric_of
from ocop.checks.subject.subject import Facts, Setting, Subject, View, attributes, under
from ocop.cycle.council.regulation import Ballot, CouncilRules
from ocop.cycle.council.tally import verdict
from ocop.cycle.council.verdict import Verdict
from ocop.errors import Faults
from ocop.formats.door import from_dict, from_toml
from ocop.law.rules import Rules
from ocop.scoring.rubric.criterion import Choice
from ocop.words import Lang

__all__ = ["BALLOTS"]


class MemberGiven(TypedDict):
    """What one member chose otherwise than the rest; ``invalid`` says why a ballot has no say."""

    member: NotRequired[str]
    choices: NotRequired[dict[str, Choice]]
    exclusions: NotRequired[tuple[str, ...]]
    unmet: NotRequired[tuple[str, ...]]
    invalid: NotRequired[str]


class BallotsGiven(TypedDict):
    """The members' sheets: what all of them chose, and a table for each member.

    ``chair`` is the place of the chair among the members, from 1; nobody where it is not said.
    """

    regime: NotRequired[str]
    on: NotRequired[date]
    set: int | str
    rest: NotRequired[Literal["top", "lowest"]]
    choices: NotRequired[dict[str, Choice]]
    exclusions: NotRequired[tuple[str, ...]]
    unmet: NotRequired[tuple[str, ...]]
    chair: NotRequired[int]
    members: tuple[MemberGiven, ...]


def _make(given: Mapping[str, Any], setting: Setting) -> Verdict:
    faults, table = Faults(), given["ballots"]
    regulation = CouncilRules()
    with faults.at("council"):
        regulation = _regulation(given.get("council", {}), setting)
    members = table["members"]
    if "chair" in table and not 1 <= table["chair"] <= len(members):
        values = {"given": table["chair"], "least": 1, "most": len(members)}
        faults.add("out-of-range", "ballots", "chair", **values)
    ballots = []
    for n, member in enumerate(members):
        with faults.at("ballots", "members", n):
            ballots.append(_ballot(table, member, n + 1, setting))
    faults.raise_if_any()
    return verdict(ballots, regulation)


def _regulation(given: Any, setting: Setting) -> CouncilRules:  # noqa: ANN401 - a table or a file
    if isinstance(given, str):
        return from_toml(CouncilRules, setting.beside(given))
    return from_dict(CouncilRules, given)


def _sheet_of(table: Mapping[str, Any], member: Mapping[str, Any]) -> dict[str, Any]:
    """The sheet of a member, over what all of them chose."""
    own = {**table, "choices": {**table.get("choices", {}), **member.get("choices", {})}}
    return own | {key: member[key] for key in ("exclusions", "unmet") if key in member}


def _whole(given: Mapping[str, Any], rules: Rules) -> dict[str, Any]:
    """The ballots with every choice of every member standing in it."""
    table = given["ballots"]
    with under("ballots"):
        rubric = rubric_of(table, rules)
        members = [
            {**member, "choices": filled(rubric, _sheet_of(table, member))}
            for member in table["members"]
        ]
    own = {key: table[key] for key in table if key not in {"rest", "choices"}}
    return {**given, "ballots": {**own, "members": members}}


def _ballot(
    table: Mapping[str, Any], member: Mapping[str, Any], number: int, setting: Setting
) -> Ballot:
    own = _sheet_of(table, member)
    rubric = rubric_of(own, setting.rules)
    told = {key: own[key] for key in ("exclusions", "unmet") if key in own}
    sheet = rubric.sheet(filled(rubric, own), **told)
    return Ballot(
        member=member.get("member", str(number)),
        sheet=sheet,
        chair=table.get("chair") == number,
        invalid=member.get("invalid", ""),
    )


_FACTS: Facts = {
    **attributes(
        Verdict, "rubric", "ballots", "valid", "scorecards", "regulation", "result", "earlier"
    ),
    "valid": lambda view: len(view.value.valid),
}


def _why(view: View, lang: Lang) -> Iterable[str]:
    lines: tuple[str, ...] = view.value.summary(lang)
    return lines


def _cites(view: View, lang: Lang) -> Iterable[str]:
    verdict_ = view.value
    cited = [*verdict_.missed_minima, *verdict_.exclusions] or [verdict_.rubric]
    return tuple(dict.fromkeys(one.citation(lang) for one in cited))


BALLOTS = Subject(
    name="ballots",
    schema=BallotsGiven,
    beside={"council": str | dict[str, Any]},
    make=_make,
    facts=lambda _given, _asked: _FACTS,
    whole=_whole,
    why=_why,
    cites=_cites,
)
