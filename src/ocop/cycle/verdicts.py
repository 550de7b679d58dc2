"""Verdicts (kết luận của hội đồng): members' ballots become one result.

The rank follows the exact average of the totals; nothing is rounded before it.

Reference: 26/2026/QĐ-TTg, Art. 3.3.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from ocop.cycle.councils import Ballot, CouncilRules
from ocop.cycle.results import CouncilResult
from ocop.errors import Fault, Faults, InputError
from ocop.scoring import missed_minima, rank, score
from ocop.text import Label, checked_lang

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ocop.scoring import Criterion, Exclusion, MissedMinimum, Option, Rubric, Scorecard, Sheet

__all__ = ["Apart", "Need", "Verdict", "verdict"]


@attrs.frozen(kw_only=True)
class Apart:
    """Two members whose totals lie further apart than the council allows."""

    members: tuple[str, str]
    points: int


@attrs.frozen(kw_only=True)
class Need:
    """What a verdict lacks before it stands.

    Attributes:
        id: ``"more-members"``, ``"chair"`` or ``"second-scoring"``.
        label: The words.
    """

    id: str
    label: Label


@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
class Verdict:
    """What a council's ballots come to; made by :func:`verdict`.

    Attributes:
        ballots: Every ballot, by member.
        rules: The council's regulation.
    """

    ballots: tuple[Ballot, ...]
    rules: CouncilRules

    def __repr__(self) -> str:
        stars = "no rank" if self.stars is None else f"{self.stars}★"
        return f"<Verdict of {len(self.valid)} ballots on {self.rubric!r}: {self.shown}, {stars}>"

    def __str__(self) -> str:
        return "\n".join(self.summary("vi"))

    @cached_property
    def valid(self) -> tuple[Ballot, ...]:
        """The ballots that count, at least one."""
        return tuple(each for each in self.ballots if each.valid)

    @cached_property
    def _sheets(self) -> tuple[Sheet, ...]:
        return tuple(each.sheet for each in self.valid if each.sheet is not None)

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric that all ballots are on."""
        return self._sheets[0].rubric

    @cached_property
    def scorecards(self) -> Mapping[str, Scorecard]:
        """Member → the scorecard of a valid ballot."""
        names = (each.member for each in self.valid)
        cards = (score(sheet) for sheet in self._sheets)
        return MappingProxyType(dict(zip(names, cards, strict=True)))

    @cached_property
    def _cards(self) -> tuple[Scorecard, ...]:
        return tuple(self.scorecards.values())

    def _mean(self, points: Iterable[int]) -> Fraction:
        return Fraction(sum(points), len(self._cards))

    @cached_property
    def total(self) -> Fraction:
        """The exact average of the members' totals, 0–100."""
        return self._mean(card.total for card in self._cards)

    @property
    def shown(self) -> str:
        """The average to the decimals of the rules, for display only: half up."""
        unit = 10**self.rules.decimals
        whole, part = divmod((self.total * unit + Fraction(1, 2)).__floor__(), unit)
        return f"{whole}.{part:0{self.rules.decimals}}" if self.rules.decimals else str(whole)

    @cached_property
    def criteria(self) -> Mapping[str, Fraction]:
        """Criterion number → the average of its points."""
        return MappingProxyType(
            {
                criterion.no: self._mean(card.lines[i].points for card in self._cards)
                for i, criterion in enumerate(self.rubric.criteria)
            }
        )

    @cached_property
    def parts(self) -> Mapping[str, Fraction]:
        """Part (A, B, C) → the average of its points."""
        return MappingProxyType(
            {
                part.id: self._mean(card.parts[part.id].points for card in self._cards)
                for part in self.rubric.parts
            }
        )

    @cached_property
    def spread(self) -> int:
        """How many points the highest total lies over the lowest."""
        totals = [card.total for card in self._cards]
        return max(totals) - min(totals)

    @cached_property
    def apart(self) -> tuple[Apart, ...]:
        """The pairs of members whose totals lie further apart than the rules allow."""
        limit = self.rules.spread
        if limit is None:
            return ()
        totals = [(name, card.total) for name, card in self.scorecards.items()]
        return tuple(
            Apart(members=(one, other), points=abs(a - b))
            for (one, a), (other, b) in combinations(totals, 2)
            if abs(a - b) > limit
        )

    @property
    def quorum_met(self) -> bool:
        """Whether the ballots that count for it make the quorum."""
        return self.rules.quorum_met(len(self._counted))

    @property
    def chair_attended(self) -> bool:
        """Whether a ballot that counts for the quorum is the chair's."""
        return any(each.chair for each in self._counted)

    @property
    def _counted(self) -> tuple[Ballot, ...]:
        return self.valid if self.rules.quorum_of == "valid" else self.ballots

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """What it lacks before it stands; empty where it stands."""
        found = []
        if not self.quorum_met:
            found.append(Need(id="more-members", label=_MORE_MEMBERS))
        if self.rules.chair_must_attend and not self.chair_attended:
            found.append(Need(id="chair", label=_CHAIR))
        if self.apart:
            found.append(Need(id="second-scoring", label=_SECOND))
        return tuple(found)

    @property
    def stands(self) -> bool:
        """Whether the rules of the council are kept, so that it can be acted on."""
        return not self.needs

    @cached_property
    def held(self) -> Mapping[str, tuple[Option, ...]]:
        """Criterion number → the options that most members hold, ties to the lower."""
        rubric = self.rubric
        columns = zip(*(sheet for sheet in self._sheets), strict=True)
        return MappingProxyType(
            {
                criterion.no: _most_held(criterion, [options for _, options in column])
                for criterion, column in zip(rubric.criteria, columns, strict=True)
            }
        )

    @cached_property
    def missed_minima(self) -> tuple[MissedMinimum, ...]:
        """The star minima missed, as the rules or the rubric's reading hold them to ballots."""
        reading = self.rules.minima or self.rubric.readings.ballot_minima
        found: list[MissedMinimum] = []
        for i, criterion in enumerate(self.rubric.criteria):
            options = {sheet.options(criterion.no) for sheet in self._sheets}
            if reading == "most-members" or len(options) == 1:
                found += missed_minima(self.rubric, criterion, self.held[criterion.no])
            elif reading == "every-member":
                found += _missed_by_any(self.rubric, criterion, options)
            else:
                found += self._missed_by_mean(criterion, i)
        return tuple(found)

    def _missed_by_mean(self, criterion: Criterion, i: int) -> list[MissedMinimum]:
        """The marks above the mean of those whom they bind; a mark of one case binds only it."""
        most = self.held[criterion.no]
        lines = [card.lines[i] for card in self._cards]
        found = []
        for missed in missed_minima(self.rubric, criterion, ()):
            mark = criterion.option(missed.needs_option)
            if mark.branch is None:
                bound = lines
            elif most and most[0].branch != mark.branch:
                continue
            else:
                bound = [
                    line for line in lines if not line.held or line.held[0].branch == mark.branch
                ]
            if criterion.choice == "many":
                points = sum(mark.points for line in bound if mark in line.held)
            else:
                points = sum(line.points for line in bound)
            if points < mark.points * len(bound):
                found.append(attrs.evolve(missed, option=most[-1].no if most else 0))
        return found

    @cached_property
    def stars_by_points(self) -> int | None:
        """The rank that the exact average reaches, before any minimum."""
        return self.rubric.stars_by_points(self.total)

    @cached_property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """The exclusions that hold: as most members assert (ties hold), or any member."""
        reading = self.rules.exclusions or self.rubric.readings.ballot_exclusions
        said = Counter(each for card in self._cards for each in card.exclusions)
        voters = len(self._cards)
        return tuple(
            each
            for each in self.rubric.exclusions
            if said[each] and (reading == "any-member" or 2 * said[each] >= voters)
        )

    @cached_property
    def stars(self) -> int | None:
        """The rank that the ballots come to, 1–5; None for none.

        It counts only where the verdict :attr:`stands`.
        """
        if self.exclusions:
            return None
        return rank(self.rubric, self.total, self.missed_minima)

    @property
    def result(self) -> CouncilResult:
        """What the verdict comes to, as an application records it.

        Raises:
            InputError: it was reached on a rubric that is changed for what-if.
        """
        rubric = self.rubric
        if rubric.changes:
            raise InputError(
                Fault("rubric", "is changed for what-if", "judge by the rubric of the decision")
            )
        return CouncilResult(
            regime=rubric.regime.id,
            product_set=rubric.product_set.number,
            total=self.total,
            stars=self.stars,
            needs=tuple(need.id for need in self.needs),
            readings=rubric.readings,
        )

    def summary(self, lang: str = "vi") -> tuple[str, ...]:
        """The verdict and its reasons, a sentence a line.

        Raises:
            InputError: another language than ``"vi"`` or ``"en"``.
        """
        said = checked_lang(lang)
        words = _WORDS[said]
        stars = words["no_rank"] if self.stars is None else f"{self.stars}★"
        exact = "" if self.total * 10**self.rules.decimals % 1 == 0 else f" (= {self.total})"
        lines = [
            f"{self.rubric.title(said)} ({self.rubric.regime.reference})",
            words["average"].format(len(self.valid), self.shown + exact, stars),
            words["spread"].format(self.spread),
        ]
        lines += [
            words["apart"].format(*each.members, each.points, self.rules.spread)
            for each in self.apart
        ]
        lines += [f"{words['excluded']}: {each.label(said)}" for each in self.exclusions]
        lines += [f"{words['missed']}: {each}" for each in self.missed_minima]
        lines += [f"{words['needs']}: {need.label(said)}" for need in self.needs]
        return tuple(lines)


_MORE_MEMBERS = Label("Cần thêm thành viên cho đủ số", "More members, to make the quorum")
_CHAIR = Label("Cần có chủ tịch hội đồng", "The chair must attend")
_SECOND = Label("Thảo luận và chấm lại", "Discuss and score a second time")
_WORDS = {
    "vi": {
        "average": "Bình quân {} phiếu: {} điểm, {}",
        "spread": "Chênh lệch lớn nhất: {} điểm",
        "apart": "{} và {} lệch nhau {} điểm, cho phép {}",
        "excluded": "Bị loại",
        "missed": "Thiếu dấu sao",
        "needs": "Còn cần",
        "no_rank": "không xếp hạng",
    },
    "en": {
        "average": "Average of {} ballots: {} points, {}",
        "spread": "Widest gap: {} points",
        "apart": "{} and {} lie {} points apart, {} allowed",
        "excluded": "Excluded",
        "missed": "Minimum missed",
        "needs": "Still needed",
        "no_rank": "no rank",
    },
}


def _most_held(criterion: Criterion, held: list[tuple[Option, ...]]) -> tuple[Option, ...]:
    if criterion.choice == "many":
        ticks = Counter(option for options in held for option in options)
        return tuple(option for option in criterion.options if 2 * ticks[option] > len(held))
    votes = Counter(held)
    most = max(votes.values())
    return min((o for o in votes if votes[o] == most), key=lambda o: o[0].no if o else 0)


def _missed_by_any(
    rubric: Rubric, criterion: Criterion, options: set[tuple[Option, ...]]
) -> list[MissedMinimum]:
    lowest: dict[tuple[int, int], MissedMinimum] = {}
    for held in sorted(options, key=lambda held: [option.no for option in held]):
        for missed in missed_minima(rubric, criterion, held):
            lowest.setdefault((missed.stars, missed.needs_option), missed)
    return [lowest[key] for key in sorted(lowest)]


def verdict(ballots: Iterable[Ballot], rules: CouncilRules | None = None) -> Verdict:
    """What a council's ballots come to; their order never matters.

    Args:
        ballots: The members' ballots, at least one of them valid.
        rules: The council's regulation; where not given, one that asks for nothing.

    Raises:
        InputError: every fault at once: a member twice, two chairs, sheets on different rubrics,
            more ballots than members, no valid ballot.

    Reference: 26/2026/QĐ-TTg, Art. 3.3.
    """
    faults = Faults()
    taken = CouncilRules() if rules is None else rules
    if not isinstance(taken, CouncilRules):
        raise InputError(Fault("rules", f"{taken!r} is not a CouncilRules"))
    given = tuple(ballots)
    for i, each in enumerate(given):
        if not isinstance(each, Ballot):
            faults.add(f"ballots[{i}]", f"{type(each).__name__} is not a Ballot")
    faults.raise_if_any()
    cast = tuple(sorted(given, key=lambda ballot: ballot.member))
    for member, count in Counter(ballot.member for ballot in cast).items():
        if count > 1:
            faults.add(f'ballots["{member}"]', f"{count} ballots of one member", "one each")
    chairs = [ballot.member for ballot in cast if ballot.chair]
    if len(chairs) > 1:
        faults.add("ballots", f"several chairs: {', '.join(chairs)}", "a council has one")
    if taken.members is not None and len(cast) > taken.members:
        faults.add("ballots", f"{len(cast)} ballots, but the council has {taken.members} members")
    _check_rubrics([ballot for ballot in cast if ballot.valid], faults)
    faults.raise_if_any()
    return Verdict(ballots=cast, rules=taken)


def _check_rubrics(valid: list[Ballot], faults: Faults) -> None:
    sheets = [(ballot.member, ballot.sheet) for ballot in valid if ballot.sheet is not None]
    if not sheets:
        faults.add("ballots", "none is valid", "there is nothing to average")
        return
    (first, sheet), *others = sheets
    for member, other in others:
        if other.rubric is not sheet.rubric and other.rubric != sheet.rubric:
            faults.add(
                f'ballots["{member}"]',
                f"is on {other.rubric!r}",
                f"{first} is on {sheet.rubric!r}; one council judges by one rubric",
            )
