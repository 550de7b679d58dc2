"""Councils (hội đồng): their own regulation as parameters, and their members' ballots.

The law sets neither members nor quorum, spread, rounding or invalid ballots: each council's own
regulation (quy chế) does.

Reference: 26/2026/QĐ-TTg, Art. 3.3.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ocop.cycle._checks import check_bool, check_text
from ocop.cycle._rules import rows
from ocop.errors import Faults, InputError, NotFoundError, told
from ocop.law import reading_questions
from ocop.law.citation import Cited
from ocop.scoring import Sheet
from ocop.text import Label, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ocop.law import Rules

__all__ = ["Ballot", "CouncilRules", "council_rules", "council_rules_seen"]


#: Rules of a council that are readings of a question of the law.
_READ_BY = {
    "average": "council_average",
    "minima": "ballot_minima",
    "exclusions": "ballot_exclusions",
}
_MOST_DECIMALS = 6
_OWN = Label("Quy chế hội đồng", "The council's regulation")


@attrs.frozen(kw_only=True)
class CouncilRules(Cited):
    """A council's own regulation; nothing is asked where nothing is set.

    Attributes:
        members: How many members it has; None where that is not said.
        quorum: How many ballots it needs: an int counts them, a Fraction is the least share of the
            members (over 0, up to 1), for which ``members`` must be said.
        quorum_of: Which ballots count for it: ``"valid"`` ones, or ``"all"`` that were cast.
        chair_must_attend: Whether the chair must be among them.
        spread: How many points two members' totals may lie apart; None for no limit.
        average: How the average is reckoned, a reading of ``council_average``: ``"exact"``, the
            mean of the totals, or ``"by-part"``, each part's mean rounded half up to ``decimals``
            and added, as councils' software does; None for the one that the rubric is read under.
        decimals: To how many decimals (0–6) the average is shown, and parts are rounded where it is
            reckoned by part; else it is never rounded for the rank.
        minima: How star minima are held against ballots: a reading of ``ballot_minima``; None for
            the one that the rubric is read under.
        exclusions: When an exclusion holds: a reading of ``ballot_exclusions``; None as above.
        id: The id of the example; empty for rules of one's own.
        label: What they are called.
        reference: Where they stand.

    Raises:
        InputError: with every fault.
    """

    members: int | None = None
    quorum: int | Fraction | None = None
    quorum_of: Literal["valid", "all"] = "valid"
    chair_must_attend: bool = False
    spread: int | Fraction | None = None
    average: Literal["exact", "by-part"] | None = None
    decimals: int = 2
    minima: Literal["most-members", "majority", "mean-points", "every-member"] | None = None
    exclusions: Literal["most-members", "any-member"] | None = None
    id: str = ""
    label: Label = _OWN
    reference: str = ""

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        members = self.members
        if members is not None and (type(members) is not int or members < 1):
            faults.tell("members", f"{members!r} is not a number of members", "1 or more, or None")
            members = None
        self._check_quorum(members, faults)
        if self.quorum_of not in {"valid", "all"}:
            faults.tell("quorum_of", f"{self.quorum_of!r} is not known", "use 'valid' or 'all'")
        check_bool(faults, chair_must_attend=self.chair_must_attend)
        spread = self.spread
        if spread is not None and (type(spread) not in {int, Fraction} or spread < 0):
            faults.tell("spread", f"{spread!r} is not a number of points", "an int or a Fraction")
        if type(self.decimals) is not int or not 0 <= self.decimals <= _MOST_DECIMALS:
            faults.tell(
                "decimals",
                f"{self.decimals!r} is not a number of decimals",
                f"0 to {_MOST_DECIMALS}",
            )
        for place, question in _READ_BY.items():
            self._check_reading(place, question, faults)
        check_text(faults, id=self.id, reference=self.reference)
        faults.raise_if_any()

    def _check_quorum(self, members: int | None, faults: Faults) -> None:
        quorum = self.quorum
        if quorum is None:
            return
        if type(quorum) is int:
            if quorum < 1 or (members is not None and quorum > members):
                most = "any number" if members is None else members
                faults.tell("quorum", f"{quorum} ballots", f"1 to {most}")
        elif type(quorum) is not Fraction or not 0 < quorum <= 1:
            faults.tell(
                "quorum", f"{quorum!r} is neither a count nor a share", "an int, or a Fraction to 1"
            )
        elif self.members is None:
            faults.tell("quorum", f"a share of {quorum}, but of how many members", "say members")

    def _check_reading(self, place: str, question: str, faults: Faults) -> None:
        value = getattr(self, place)
        known = next(
            [reading.id for reading in each.readings]
            for each in reading_questions()
            if each.id == question
        )
        if value is not None and value not in known:
            faults.tell(place, f"no reading {value!r}", f"there are {', '.join(known)}")

    def over(self, rules: Rules) -> Rules:
        """The rules that a verdict is reached by: those of the rubric, read as these say."""
        own = {
            question: getattr(self, place)
            for place, question in _READ_BY.items()
            if getattr(self, place) is not None
        }
        return rules.read(**own) if own else rules

    def quorum_met(self, ballots: int) -> bool:
        """Whether so many ballots make the quorum; True where none is set."""
        if self.quorum is None:
            return True
        if isinstance(self.quorum, int):
            return ballots >= self.quorum
        assert self.members is not None  # noqa: S101 - for the type checker: checked on making
        return ballots >= self.quorum * self.members


@attrs.frozen(kw_only=True)
class Ballot:
    """One member's sheet (phiếu).

    Attributes:
        member: Who cast it: a name or an id, one a member.
        sheet: The member's sheet; None where an invalid ballot has none.
        chair: Whether the member chairs the council.
        invalid: Why it does not count; empty for a valid ballot.

    Raises:
        InputError: with every fault; a valid ballot needs a sheet.
    """

    member: str
    sheet: Sheet | None = None
    chair: bool = False
    invalid: str = ""

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_text(faults, needed=True, member=self.member)
        check_text(faults, invalid=self.invalid)
        check_bool(faults, chair=self.chair)
        if self.sheet is None:
            if not self.invalid:
                faults.tell("sheet", "is missing", "give one, or say why the ballot is invalid")
        elif not isinstance(self.sheet, Sheet):
            faults.tell(
                "sheet",
                f"{type(self.sheet).__name__} is not a sheet",
                "make it with rubric.sheet(…)",
            )
        faults.raise_if_any()

    @property
    def valid(self) -> bool:
        """Whether it counts."""
        return not self.invalid


def _rules(row: Mapping[str, Any]) -> dict[str, Any]:
    found = {**row, "label": Label.of(row["label"])}
    if isinstance(row.get("quorum"), dict):
        found["quorum"] = Fraction(row["quorum"]["share"])
    return found


@cache
def _seen() -> dict[str, dict[str, Any]]:
    return {row["id"]: _rules(row) for row in rows("councils", "councils")}


def council_rules_seen() -> tuple[str, ...]:
    """The ids of the regulations seen in practice, for :func:`council_rules`."""
    return tuple(_seen())


def council_rules(which: str, *, members: int | None = None) -> CouncilRules:
    """A regulation seen in practice: an example to start from, not national law.

    >>> council_rules("tay-ninh", members=9).quorum_met(6)
    False

    Args:
        which: Its id, see :func:`council_rules_seen`.
        members: How many members the council has, where the example does not say.

    Raises:
        InputError: the example needs members (its quorum is a share), or has another number.
        NotFoundError: there is none of that id.
    """
    if which not in _seen():
        near = nearest(str(which), _seen(), most=1)
        raise NotFoundError(
            told(
                "council rules",
                f"{which!r} is not known",
                f"did you mean {near[0]!r}?" if near else f"there are {', '.join(_seen())}",
            )
        )
    row = _seen()[which]
    if members is None:
        return CouncilRules(**row)
    if row.get("members", members) != members:
        raise InputError(
            told("members", f"{members!r}, but {which!r} has {row['members']}", "leave it out")
        )
    return CouncilRules(**{**row, "members": members})
