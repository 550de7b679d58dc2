"""Councils (hội đồng): their own regulation as parameters, and their members' ballots.

The law sets neither members nor quorum, spread, rounding or invalid ballots: each council's own
regulation (quy chế) does.

Reference: 26/2026/QĐ-TTg, Art. 3.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, TypeGuard

import attrs

from ocop import documents
from ocop.argument import LARGEST, check_bool, check_one_of, check_texts, check_type, check_whole
from ocop.brief import Brief
from ocop.cycle._rules import rows
from ocop.errors import Fault, Faults, InputError, NotFoundError, fault
from ocop.law.citation import Cited
from ocop.law.question import reading_questions
from ocop.law.rules import Rules
from ocop.limits import MOST_DIGITS
from ocop.numbers import read_number, read_percent
from ocop.scoring.sheet.sheet import Sheet
from ocop.text import Label

__all__ = ["Ballot", "CouncilRules"]


#: Rules of a council that are readings of a question of the law.
_READ_BY = {
    "average": "council_average",
    "minima": "ballot_minima",
    "exclusions": "ballot_exclusions",
}
_MOST_DECIMALS = 6
_TOO_LARGE: int = 10**MOST_DIGITS
_OWN = Label("Quy chế hội đồng", "The council's regulation")


def _kind_and_number(quorum: object) -> tuple[type, object]:
    """What a quorum is compared by: one ballot is not the whole of the members, though 1 == 1/1."""
    return type(quorum), quorum


@attrs.frozen(kw_only=True, repr=False)
class CouncilRules(Cited):
    """A council's own regulation; nothing is asked where nothing is set.

    Attributes:
        members: How many members it has; None where that is not said.
        quorum: How many ballots it needs: an int counts them, a Fraction is the least share of the
            members (over 0, up to 1), for which ``members`` must be said. In a file a share is
            written ``"75 %"``, ``"3/4"`` or ``"0,75"``, and a count is a number.
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
    quorum: int | Fraction | None = attrs.field(default=None, eq=_kind_and_number)
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
        if members is not None and not check_whole(faults, "members", members):
            members = None
        self._check_quorum(members, faults)
        check_one_of(faults, "quorum_of", self.quorum_of, ("valid", "all"))
        check_bool(faults, chair_must_attend=self.chair_must_attend)
        spread = self.spread
        if spread is not None and not (_is_exact(spread) and spread >= 0):
            faults.add("not-a-spread", "spread", given=spread)
        check_whole(faults, "decimals", self.decimals, least=0, most=_MOST_DECIMALS)
        for name, question in _READ_BY.items():
            if getattr(self, name) is not None:
                check_one_of(faults, name, getattr(self, name), _readings_of(question))
        check_texts(faults, id=self.id, reference=self.reference)
        check_type(faults, self.label, Label, "label")
        faults.raise_if_any()

    def _check_quorum(self, members: int | None, faults: Faults) -> None:
        quorum = self.quorum
        if quorum is None:
            return
        if type(quorum) is int:
            check_whole(faults, "quorum", quorum, most=LARGEST if members is None else members)
        elif not (_is_exact(quorum) and 0 < quorum <= 1):
            faults.add("not-a-quorum", "quorum", given=quorum)
        elif self.members is None:
            faults.add("share-without-members", "quorum", share=quorum)

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> CouncilRules:
        """The regulation that a table says: a quorum is a count, or a share as text.

        Raises:
            InputError: every fault.
        """
        if not isinstance(table, Mapping):
            raise InputError.of("not-a-table", given=table)
        quorum = table.get("quorum")
        share = _share(quorum) if isinstance(quorum, str) else None
        try:
            return documents.read_fields(
                cls, table if share is None else {**table, "quorum": share}
            )
        except InputError as err:
            raise InputError(_of_quorum(one, quorum) for one in err.faults) from None

    def to_table(self) -> dict[str, Any]:
        """The regulation as a table, as :meth:`from_table` reads it."""
        whole = isinstance(self.quorum, Fraction) and self.quorum == 1
        return {**documents.write_fields(self), **({"quorum": "100 %"} if whole else {})}

    @staticmethod
    def examples() -> Mapping[str, Label]:
        """The regulations seen in practice: the id for :meth:`example` → what it is called."""
        return MappingProxyType({id_: row["label"] for id_, row in _seen().items()})

    @staticmethod
    def example(which: str, *, members: int | None = None) -> CouncilRules:
        """A regulation seen in practice: an example to start from, not national law.

        >>> CouncilRules.example("tay-ninh", members=9).quorum_met(6)
        False

        Args:
            which: Its id, see :meth:`examples`.
            members: How many members the council has, where the example does not say.

        Raises:
            InputError: the example needs members (its quorum is a share), or has another number.
            NotFoundError: there is none of that id.
        """
        if type(which) is not str or which not in _seen():
            raise NotFoundError.of("not-known", "which", given=which, known=tuple(_seen()))
        row = _seen()[which]
        if members is None:
            return CouncilRules(**row)
        if "members" in row and row["members"] != members:
            raise InputError.of(
                "other-members", "members", given=members, id=which, members=row["members"]
            )
        return CouncilRules(**{**row, "members": members})

    def over(self, rules: Rules) -> Rules:
        """The rules that a verdict is reached by: those of the rubric, read as these say."""
        own = {
            question: getattr(self, place)
            for place, question in _READ_BY.items()
            if getattr(self, place) is not None
        }
        return rules.read(**own) if own else rules

    def quorum_met(self, ballots: int) -> bool:
        """Whether so many ballots make the quorum; True where none is set.

        Raises:
            InputError: not a number of ballots.
        """
        faults = Faults()
        check_whole(faults, "ballots", ballots, least=0)
        faults.raise_if_any()
        if self.quorum is None:
            return True
        if isinstance(self.quorum, int):
            return ballots >= self.quorum
        assert self.members is not None  # noqa: S101 - for the type checker: checked on making
        return ballots >= self.quorum * self.members


def _share(text: str) -> Fraction | None:
    """The share that a text writes; None of one that has the digits of a count alone."""
    if "%" in text:
        return read_percent(text)
    number = None if text.strip().isdigit() else read_number(text)
    return None if number is None else Fraction(number)


def _of_quorum(one: Fault, given: object) -> Fault:
    """A fault of the table; one of the quorum says how both kinds of it are written."""
    if one.path != ("quorum",) or one.code not in {"not-a-number", "not-a-quorum"}:
        return one
    return fault("not-a-quorum", "quorum", given=given)


def _is_exact(value: object) -> TypeGuard[int | Fraction]:
    """Whether a value is an exact number, of so many digits that it can be written."""
    if type(value) is Fraction:
        return max(abs(value.numerator), value.denominator) < _TOO_LARGE
    return type(value) is int and abs(value) <= LARGEST


def _readings_of(question: str) -> tuple[str, ...]:
    known = next(one.readings for one in reading_questions() if one.id == question)
    return tuple(reading.id for reading in known)


@attrs.frozen(kw_only=True, repr=False)
class Ballot(Brief):
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
        check_texts(faults, needed=True, member=self.member)
        check_texts(faults, invalid=self.invalid)
        check_bool(faults, chair=self.chair)
        if self.sheet is None:
            if not self.invalid:
                faults.add("ballot-without-sheet", "sheet")
        else:
            check_type(faults, self.sheet, Sheet, "sheet")
        faults.raise_if_any()

    @property
    def valid(self) -> bool:
        """Whether it counts."""
        return not self.invalid


def _rules(row: Mapping[str, Any]) -> dict[str, Any]:
    fields = {**row, "label": Label.of(row["label"])}
    if isinstance(row.get("quorum"), dict):
        fields["quorum"] = Fraction(row["quorum"]["share"])
    return fields


@cache
def _seen() -> dict[str, dict[str, Any]]:
    return {row["id"]: _rules(row) for row in rows("councils", "councils")}
