"""Verdicts (kết luận của hội đồng): members' ballots become one result.

The rank follows the average as the council reckons it; nothing else is rounded before it.

Reference: 26/2026/QĐ-TTg, Art. 3.3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import attrs

from ocop import _ports
from ocop.brief import Brief
from ocop.cycle.council._averages import added_by_part, as_text, decimals_shown, with_comma
from ocop.cycle.council._ballot_minima import Vote, missed_by_ballots, most_held
from ocop.cycle.council.regulation import Ballot, CouncilRules
from ocop.cycle.council.result import CouncilResult
from ocop.errors import InputError, checked_lang
from ocop.law.regime import Note
from ocop.law.rules import Rules
from ocop.scoring.earlier import Earlier, notes_of_earlier
from ocop.scoring.rubric.criterion import Doubt, Exclusion, Option
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.scorecard import Scorecard, score
from ocop.scoring.sheet.sheet import Sheet
from ocop.scoring.stars import MissedMinimum
from ocop.shown.value import Shown, Tidy
from ocop.text import Label

if TYPE_CHECKING:  # they read verdicts
    from ocop.cycle.council.minutes import Minutes

__all__ = ["NEEDS", "Apart", "Need", "Verdict"]


@attrs.frozen(kw_only=True, repr=False)
class Apart(Brief):
    """Two members whose totals lie further apart than the council allows."""

    members: tuple[str, str]
    points: int


@attrs.frozen(kw_only=True, repr=False)
class Need(Brief):
    """What a verdict lacks before it stands.

    Attributes:
        id: ``"more-members"``, ``"chair"`` or ``"second-scoring"``.
        label: The words.
    """

    id: Literal["more-members", "chair", "second-scoring"]
    label: Label


@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
class Verdict(Shown, Tidy):
    """What a council's ballots come to; made by :func:`ocop.verdict`.

    Attributes:
        ballots: Every ballot, by member.
        regulation: The council's regulation.
        earlier: What it was when it was stored, where its table was corrected since; oldest first.
        valid: The ballots that count, at least one.
        rubric: The rubric that all ballots are on.
        rules: The rules that it is reached by: the rubric's, read as the regulation says.
        scorecards: Member → the scorecard of a valid ballot.
        total: The average, 0–100, as the council reckons it.
        criteria: Criterion number → the average of its points.
        parts: Part (A, B, C) → the exact average of its points.
        spread: How many points the highest total lies over the lowest.
        apart: The pairs of members whose totals lie further apart than the regulation allows.
        needs: What it lacks before it stands; empty where it stands.
        held: Criterion number → the options that most members hold.
        missed_minima: The star minima missed.
        exclusions: The exclusions that hold.
        stars_by_points: The rank that the average reaches, before any minimum.
        stars: The rank that the ballots come to, 1–5; None for none.
        notes: What a reader should know of it.
    """

    ballots: tuple[Ballot, ...]
    regulation: CouncilRules
    earlier: tuple[Earlier, ...] = ()

    def __repr__(self) -> str:
        stars = "no rank" if self.stars is None else f"{self.stars}★"
        return f"<Verdict of {len(self.valid)} ballots on {self.rubric!r}: {self.shown}, {stars}>"

    def __str__(self) -> str:
        return "\n".join(self.summary("en"))

    @cached_property
    def valid(self) -> tuple[Ballot, ...]:
        """The ballots that count, at least one."""
        return tuple(ballot for ballot in self.ballots if ballot.valid)

    @cached_property
    def _sheets(self) -> tuple[Sheet, ...]:
        return tuple(ballot.sheet for ballot in self.valid if ballot.sheet is not None)

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric that all ballots are on."""
        return self._sheets[0].rubric

    @cached_property
    def scorecards(self) -> Mapping[str, Scorecard]:
        """Member → the scorecard of a valid ballot."""
        names = (ballot.member for ballot in self.valid)
        cards = (score(sheet) for sheet in self._sheets)
        return MappingProxyType(dict(zip(names, cards, strict=True)))

    @cached_property
    def _cards(self) -> tuple[Scorecard, ...]:
        return tuple(self.scorecards.values())

    def _mean(self, points: int) -> Fraction:
        """The average of what all members give together."""
        return Fraction(points, len(self._cards))

    @cached_property
    def rules(self) -> Rules:
        """The rules that it is reached by: the rubric's, read as the council's regulation says."""
        return self.regulation.over(self.rubric.rules)

    @cached_property
    def total(self) -> Fraction:
        """The average, 0–100, as the council reckons it: exact, or added by part."""
        return self._totals[self.rules.readings.council_average]

    @cached_property
    def _totals(self) -> Mapping[str, Fraction]:
        """The average by each reading of how it is reckoned."""
        return {
            "exact": self._mean(sum(self._points)),
            "by-part": added_by_part(self.parts.values(), self.regulation.decimals),
        }

    @property
    def shown(self) -> str:
        """The average for display, half up to the decimals of the regulation.

        It has more decimals where it would look like a rank that it does not reach: 89.995 to two
        decimals is shown as 89.995, never as 90.00.
        """
        decimals = decimals_shown(self.total, self.regulation.decimals, self.rubric.stars_by_points)
        return as_text(self.total, decimals)

    @cached_property
    def criteria(self) -> Mapping[str, Fraction]:
        """Criterion number → the average of its points."""
        pairs = zip(self.rubric.criteria, self._points, strict=True)
        return MappingProxyType({criterion.no: self._mean(points) for criterion, points in pairs})

    @cached_property
    def parts(self) -> Mapping[str, Fraction]:
        """Part (A, B, C) → the exact average of its points, not yet rounded."""
        sums = dict.fromkeys((part.id for part in self.rubric.parts), 0)
        for criterion, points in zip(self.rubric.criteria, self._points, strict=True):
            sums[criterion.part] += points
        return MappingProxyType({part: self._mean(points) for part, points in sums.items()})

    @cached_property
    def spread(self) -> int:
        """How many points the highest total lies over the lowest."""
        totals = [card.total for card in self._cards]
        return max(totals) - min(totals)

    @cached_property
    def apart(self) -> tuple[Apart, ...]:
        """The pairs of members whose totals lie further apart than the regulation allows."""
        limit = self.regulation.spread
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
        return self.regulation.quorum_met(len(self._counted))

    @property
    def chair_attended(self) -> bool:
        """Whether a ballot that counts for the quorum is the chair's."""
        return any(ballot.chair for ballot in self._counted)

    @property
    def _counted(self) -> tuple[Ballot, ...]:
        return self.valid if self.regulation.quorum_of == "valid" else self.ballots

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """What it lacks before it stands; empty where it stands."""
        needs = []
        if not self.quorum_met:
            needs.append(Need(id="more-members", label=NEEDS["more-members"]))
        if self.regulation.chair_must_attend and not self.chair_attended:
            needs.append(Need(id="chair", label=NEEDS["chair"]))
        if self.apart:
            needs.append(Need(id="second-scoring", label=NEEDS["second-scoring"]))
        return tuple(needs)

    @property
    def stands(self) -> bool:
        """Whether the council's regulation is kept, so that it can be acted on."""
        return not self.needs

    @cached_property
    def _votes(self) -> tuple[tuple[Vote, ...], ...]:
        """Of each criterion what the members hold, and how many hold it."""
        return tuple(
            tuple((lines[held], count) for held, count in Counter(column).items())
            for lines, *column in zip(
                self.rubric._lines.applicable,  # noqa: SLF001 - built once, not once a ballot
                *(sheet._held for sheet in self._sheets),  # noqa: SLF001 - as above
                strict=True,
            )
        )

    @cached_property
    def _points(self) -> tuple[int, ...]:
        """Of each criterion the points of all members together."""
        return tuple(sum(line.points * count for line, count in votes) for votes in self._votes)

    @cached_property
    def held(self) -> Mapping[str, tuple[Option, ...]]:
        """Criterion number → the options that most members hold, ties to the lower.

        A plurality: of 2, 2, 2, 3, 3, 4 and 4 it is 2, though four of seven hold 3 or more.
        """
        pairs = zip(self.rubric.criteria, self._votes, strict=True)
        return MappingProxyType({criterion.no: most_held(votes) for criterion, votes in pairs})

    @cached_property
    def missed_minima(self) -> tuple[MissedMinimum, ...]:
        """The star minima missed, by the reading of how they are held to ballots."""
        readings, reading = self.rubric.rules.readings, self.rules.readings.ballot_minima
        return tuple(
            missed
            for votes in self._votes
            for missed in missed_by_ballots(votes, readings, reading)
        )

    @cached_property
    def stars_by_points(self) -> int | None:
        """The rank that the average reaches, before any minimum."""
        return self.rubric.stars_by_points(self.total)

    @cached_property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """The exclusions that hold: as most members assert (ties hold), or any member."""
        reading = self.rules.readings.ballot_exclusions
        asserted = Counter(exclusion for card in self._cards for exclusion in card.exclusions)
        voters = len(self._cards)
        return tuple(
            exclusion
            for exclusion in self.rubric.exclusions
            if asserted[exclusion]
            and (reading == "any-member" or 2 * asserted[exclusion] >= voters)
        )

    @cached_property
    def stars(self) -> int | None:
        """The rank that the ballots come to, 1–5; None for none.

        It counts only where the verdict :attr:`stands`.
        """
        if self.exclusions:
            return None
        return self.rubric.stars(self.total, self.missed_minima)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is not certain about the rubric's table."""
        return self.rubric.doubts

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What a reader should know of it.

        That the other way to reckon the average would reach another rank (id ``"other-average"``,
        unless it is excluded), what members' scorecards note, with how many of them do, and what it
        was by a table that was corrected since (id ``"table-corrected"``).
        """
        noted = Counter(note for card in self._cards for note in card.notes)
        notes = [_held_by(note, count, len(self._cards)) for note, count in noted.items()]
        (other,) = self._totals.keys() - {self.rules.readings.council_average}
        if not self.exclusions:
            reached = self.rubric.stars_by_points(self._totals[other])
            if reached != self.stars_by_points:
                notes.insert(0, _other_average(other, self, reached))
        corrected = notes_of_earlier(self.earlier, self.rubric, self.total, self.stars)
        return (*notes, *corrected)

    @property
    def result(self) -> CouncilResult:
        """What the verdict comes to, as an application records it.

        Raises:
            InputError: it was reached on a rubric that is changed for what-if.
        """
        rubric = self.rubric
        if rubric.what_if:
            raise InputError.of("rubric-changed", "rubric")
        return CouncilResult(
            regime=rubric.regime.id,
            product_set=rubric.product_set.number,
            total=self.total,
            stars=self.stars,
            needs=tuple(need.id for need in self.needs),
            rules=self.rules,
        )

    def summary(self, lang: str = "vi") -> tuple[str, ...]:
        """The verdict and its reasons, a sentence a line, with its notes and doubts.

        Raises:
            InputError: another language than ``"vi"`` or ``"en"``.
        """
        from ocop.cycle.council._words import summary  # noqa: PLC0415 - it reads verdicts

        return summary(self, checked_lang(lang))

    def minutes(self, lang: str = "vi") -> Minutes:
        """The minutes (biên bản): who attended, how members scored, and what follows from it.

        Raises:
            InputError: another language than ``"vi"`` or ``"en"``.
        """
        minutes: Minutes = _ports.ask("minutes", self, checked_lang(lang))
        return minutes


#: What a verdict may lack, in words.
NEEDS = {
    "more-members": Label("Cần thêm thành viên cho đủ số", "More members, to make the quorum"),
    "chair": Label("Cần có chủ tịch hội đồng", "The chair must attend"),
    "second-scoring": Label("Thảo luận và chấm lại", "Discuss and score a second time"),
}


def _held_by(note: Note, members: int, of: int) -> Note:
    """A note of scorecards, with how many of them say so."""
    label = Label(
        f"{note.label.vi} ({members} trên {of} phiếu)",
        f"{note.label.en} ({members} of {of} ballots)",
    )
    return attrs.evolve(note, label=label)


def _other_average(other: str, verdict: Verdict, stars: int | None) -> Note:
    """That the average reckoned the other way reaches another rank."""
    points = verdict._totals[other]  # noqa: SLF001 - of the same module
    decimals = decimals_shown(points, verdict.regulation.decimals, verdict.rubric.stars_by_points)
    text = as_text(points, decimals)
    way = _WAYS[other]
    return Note(
        id="other-average",
        label=Label(
            f"{way.vi} thì được {with_comma(text, 'vi')} điểm, "
            + ("không có hạng" if stars is None else f"{stars} sao theo điểm"),
            f"{way.en} it would be {text} points, "
            + ("no rank" if stars is None else f"{stars}★ by points"),
        ),
        reference=_SILENT_IN,
    )


_SILENT_IN = "26/2026/QĐ-TTg, Art. 3.3"
_WAYS = {
    "exact": Label("Tính bình quân chính xác của tổng điểm", "By the exact mean of the totals"),
    "by-part": Label(
        "Cộng bình quân từng phần đã làm tròn", "By the means of the parts, rounded and added"
    ),
}
