"""Minutes (biên bản): a verdict with how it was reached, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Any

import attrs

from ocop.checked import Checked
from ocop.cycle.council._averages import as_text, with_comma
from ocop.cycle.council._minutes_words import WORDS
from ocop.cycle.council._words import reckoning
from ocop.cycle.council.regulation import Ballot
from ocop.cycle.council.verdict import Verdict
from ocop.law.citation import cite
from ocop.scoring.sheet.owner import OWNER_WORDS
from ocop.scoring.stars import MissedMinimum
from ocop.shown.value import InOneLanguage, TidyInOneLanguage
from ocop.words import Lang, escaped, in_words, percent

__all__ = ["Minutes"]


@attrs.frozen(repr=False)
class Minutes(Checked, InOneLanguage, TidyInOneLanguage):
    """What a council's minutes say of a verdict, in one language.

    ``str`` gives text; :meth:`to_data` plain data; a notebook shows a table.

    Attributes:
        verdict: The verdict.
        lang: ``"vi"`` or ``"en"``.
        title: The heading of the whole.
        head: What was judged, under which decision and regulation, a line each.
        rows: A row a ballot, in words.
        sections: Who attended, how members scored, the result, what to bear in mind: the heading
            of each with its lines.
        scores: The headings of the members' scores, then a row a valid ballot.
        spread: How far apart the members are, and what is allowed, a line each.
        references: The articles that the result rests on.
    """

    verdict: Verdict
    lang: Lang

    def _w(self, key: str) -> str:
        return WORDS[key](self.lang)

    def _number(self, points: int | Fraction) -> str:
        """Points to the decimals of the regulation, with the exact number where that is another."""
        text = with_comma(as_text(Fraction(points), self.verdict.regulation.decimals), self.lang)
        exact = in_words(points, self.lang)
        return text if Fraction(text.replace(",", ".")) == points else f"{text} (= {exact})"

    def _stars(self, stars: int | None) -> str:
        return self._w("no_rank") if stars is None else f"{stars}★"

    @property
    def references(self) -> str:
        """The articles that the result rests on."""
        verdict = self.verdict
        reached = verdict.stars_by_points
        of_ranks = [band.reference for band in verdict.rubric.bands if band.stars == reached]
        missed = [one.reference for one in verdict.missed_minima]
        excluded = [one.reference for one in verdict.exclusions]
        return cite([verdict.rubric.reference, *of_ranks, *missed, *excluded], self.lang)

    @cached_property
    def head(self) -> tuple[str, ...]:
        """What was judged, under which decision and regulation, a line each."""
        verdict = self.verdict
        rubric, regulation = verdict.rubric, verdict.regulation
        owners = [ballot.sheet.owner.fields for ballot in verdict.valid if ballot.sheet]
        said = {
            name: dict.fromkeys(owner[name] for owner in owners if name in owner)
            for name in OWNER_WORDS
            if name != "member"
        }
        source = f" ({regulation.citation(self.lang)})" if regulation.reference else ""
        return (
            f"{rubric.title(self.lang)} ({rubric.regime.citation(self.lang)})",
            *(
                f"{OWNER_WORDS[name](self.lang)}: {'; '.join(map(escaped, values))}"
                for name, values in said.items()
                if values
            ),
            f"{self._w('regulation')}: {regulation.label(self.lang)}{source}",
        )

    @cached_property
    def rows(self) -> tuple[dict[str, Any], ...]:
        """A row a ballot.

        Keys: ``member``, ``chair``, ``invalid`` (why it does not count), and of a valid one
        ``parts`` (part → points), ``total`` and ``stars`` (of the member's own sheet).
        """
        return tuple(self._row(ballot) for ballot in self.verdict.ballots)

    def _row(self, ballot: Ballot) -> dict[str, Any]:
        row: dict[str, Any] = {
            "member": ballot.member,
            "chair": ballot.chair,
            "invalid": ballot.invalid,
        }
        if not ballot.valid:
            return row
        card = self.verdict.scorecards[ballot.member]
        parts = {part: score.points for part, score in card.parts.items()}
        return {**row, "parts": parts, "total": card.total, "stars": card.stars}

    @property
    def title(self) -> str:
        """The heading of the whole."""
        return self._w("title")

    @cached_property
    def spread(self) -> tuple[str, ...]:
        """How far apart the members are, and what is allowed, a line each."""
        return tuple(self._spread())

    @cached_property
    def sections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The heading of each section with its lines."""
        return (
            (self._w("attendance"), tuple(self._attendance())),
            (self._w("scores"), (*self._table(), *self.spread)),
            (self._w("result"), tuple(self._result())),
            (self._w("remarks"), tuple(self._remarks()) or (self._w("nothing"),)),
        )

    def _attendance(self) -> Iterator[str]:
        verdict, regulation = self.verdict, self.verdict.regulation
        cast, valid = len(verdict.ballots), len(verdict.valid)
        if regulation.members is None:
            yield self._w("ballots").format(cast, valid)
        else:
            yield self._w("ballots_of").format(cast, regulation.members, valid)
        for ballot in verdict.ballots:
            chair = f" ({self._w('chair')})" if ballot.chair else ""
            invalid = f": {self._w('invalid')}: {escaped(ballot.invalid)}" if ballot.invalid else ""
            yield f"- {escaped(ballot.member)}{chair}{invalid}"
        yield self._quorum()
        if regulation.chair_must_attend:
            yield self._w("chair_there" if verdict.chair_attended else "chair_missing")

    def _quorum(self) -> str:
        verdict, regulation = self.verdict, self.verdict.regulation
        quorum = regulation.quorum
        if quorum is None:
            return self._w("no_quorum")
        needed = str(quorum)
        if isinstance(quorum, Fraction):
            share = quorum * 10000  # a percentage of two decimals at most is told exactly
            text = percent(quorum, self.lang) if share.denominator == 1 else str(quorum)
            members = regulation.members or 0  # a share is of members, which it then says
            needed = self._w("share").format(text, members, ceil(quorum * members))
        counted = len(verdict.valid if regulation.quorum_of == "valid" else verdict.ballots)
        of = self._w(f"of_{regulation.quorum_of}")
        met = self._w("met" if verdict.quorum_met else "not_met")
        return self._w("quorum").format(needed, of, counted, met)

    @cached_property
    def scores(self) -> tuple[tuple[str, ...], ...]:
        """The headings of the members' scores, then a row a valid ballot."""
        parts = list(self.verdict.parts)
        heads = (self._w("member"), *parts, self._w("total"), self._w("own_rank"))
        cells = (
            (
                row["member"],
                *(str(row["parts"][part]) for part in parts),
                str(row["total"]),
                self._stars(row["stars"]),
            )
            for row in self.rows
            if not row["invalid"]
        )
        return heads, *cells

    def _table(self) -> Iterator[str]:
        """The scores of valid ballots in columns."""
        cells = [(escaped(name), *numbers) for name, *numbers in self.scores]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for name, *numbers in cells:
            right = "  ".join(
                cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True)
            )
            yield f"{name.ljust(widths[0])}  {right}"

    def _spread(self) -> Iterator[str]:
        verdict = self.verdict
        allowed = verdict.regulation.spread
        limit = self._w("any_spread") if allowed is None else in_words(allowed, self.lang)
        yield self._w("spread").format(verdict.spread, limit)
        for pair in verdict.apart:
            one, other = map(escaped, pair.members)
            yield "- " + self._w("apart").format(one, other, pair.points)

    def _result(self) -> Iterator[str]:
        verdict = self.verdict
        parts = ", ".join(f"{part} {self._number(mean)}" for part, mean in verdict.parts.items())
        yield f"{self._w('by_part')}: {parts}"
        shown = with_comma(verdict.shown, self.lang)
        exact = Fraction(verdict.shown) == verdict.total
        total = shown if exact else f"{shown} (= {in_words(verdict.total, self.lang)})"
        yield f"{self._w('average')}: {total}"
        yield from reckoning(verdict, self.lang)
        yield f"{self._w('by_points')}: {self._stars(verdict.stars_by_points)}"
        yield from (f"{self._w('missed')}: {self._minimum(one)}" for one in verdict.missed_minima)
        for exclusion in verdict.exclusions:
            citation = exclusion.citation(self.lang)
            yield f"{self._w('excluded')}: {exclusion.label(self.lang)} [{citation}]"
        yield f"{self._w('comes_to')}: {self._stars(verdict.stars)}"
        if verdict.stands:
            yield self._w("stands")
        yield from (f"{self._w('needs')}: {need.label(self.lang)}" for need in verdict.needs)
        yield f"{self._w('references')}: {self.references}"

    def _minimum(self, missed: MissedMinimum) -> str:
        criterion = self.verdict.rubric.criterion(missed.criterion)
        least = criterion.option(missed.needs_option).label(self.lang)
        return f"{missed.text(self.lang)} ({criterion.label(self.lang)}: {least})"

    def _remarks(self) -> Iterator[str]:
        verdict = self.verdict
        for note in (*verdict.notes, *verdict.rubric.regime.notes):
            yield note.label(self.lang)
        for doubt in verdict.doubts:
            where = f" ({doubt.at})" if doubt.at else ""
            yield f"{self._w('doubt')}{where}: {doubt.label(self.lang)}"
        for label in verdict.rules.readings.labels:
            yield f"{self._w('reading')}: {label(self.lang)}"
        for change in verdict.rubric.changes:
            yield f"{self._w('change')}: {change(self.lang)}"

    def __str__(self) -> str:
        lines = [self.title, *self.head]
        for number, (heading, body) in enumerate(self.sections, 1):
            lines += ["", f"{number}. {heading}", *(f"  {line}" for line in body)]
        return "\n".join(lines)

    def to_data(self) -> dict[str, Any]:
        """The minutes as plain data.

        Words are in the language of the minutes; averages are exact: whole numbers, or text such
        as ``"17999/200"``.
        """
        verdict, regulation = self.verdict, self.verdict.regulation
        quorum = regulation.to_table().get("quorum")
        return {
            "lang": self.lang,
            "head": list(self.head),
            "members": regulation.members,
            "ballots": list(self.rows),
            "quorum": {"needed": quorum, "of": regulation.quorum_of, "met": verdict.quorum_met},
            "chair_attended": verdict.chair_attended,
            "spread": verdict.spread,
            "spread_allowed": _plain(regulation.spread),
            "apart": [
                {"members": list(pair.members), "points": pair.points} for pair in verdict.apart
            ],
            "parts": {part: _plain(mean) for part, mean in verdict.parts.items()},
            "total": _plain(verdict.total),
            "shown": verdict.shown,
            "stars_by_points": verdict.stars_by_points,
            "stars": verdict.stars,
            "missed": [self._minimum(missed) for missed in verdict.missed_minima],
            "excluded": [exclusion.label(self.lang) for exclusion in verdict.exclusions],
            "stands": verdict.stands,
            "needs": [{"id": need.id, "label": need.label(self.lang)} for need in verdict.needs],
            "remarks": list(self._remarks()),
            "references": self.references,
            "sections": [
                {"heading": heading, "lines": list(lines)} for heading, lines in self.sections
            ],
        }


def _plain(points: int | Fraction | None) -> int | str | None:
    if points is None or isinstance(points, int):
        return points
    return points.numerator if points.denominator == 1 else str(points)
