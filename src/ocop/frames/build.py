"""What every step of a plan is built from: the columns of a rubric's terms as they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ocop.frames.engine import ANY, Reader
from ocop.frames.expression import any_of, held_in, whole
from ocop.frames.field import Fields
from ocop.frames.term import Term, terms_of
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.stars import stars_of

__all__ = ["TEMPORARY", "Build"]

#: What the names of columns begin with that are there on the way.
TEMPORARY = "__ocop_"
#: The highest number of eight bits.
_MOST_SMALL = 127


class Build:
    """The columns of a frame under a rubric, as the steps of its plan speak of them.

    ``n`` is the place of a term. Names of columns on the way: ``n`` and the place for a number as
    it was answered, ``h`` for what is held in a term that may not apply, ``u`` for a condition
    that is denied, ``x`` for an exclusion that is asserted, ``e`` for one that holds, ``c`` and
    ``w`` for ranks that are withheld.
    """

    def __init__(
        self,
        rubric: Rubric,
        engine: Reader,
        fields: Fields,
        needed: frozenset[str],
        more: tuple[tuple[str, str], ...],
    ) -> None:
        self.rubric, self.engine, self.fields = rubric, engine, fields
        self.space, self.needed, self.more = engine.space, needed, more
        self.terms = terms_of(rubric)
        parts = Counter({"A": 0})
        for term in self.terms:
            parts[term.criterion.part] += max(map(abs, term.points)) * (1 if engine.wraps else 2)
        #: Eight bits where the points of every part fit: what wraps on the way wraps back.
        self.fits = max(parts.values()) <= _MOST_SMALL
        self.small = engine.small if self.fits else engine.wide
        self.readings = rubric.rules.readings
        self.unmet = tuple(condition for condition, _ in fields.unmet)
        #: Terms that may not apply, as far as the frame can say so.
        self.conditional = {
            n
            for n, term in enumerate(self.terms)
            if term.needs is not None or any(one in self.unmet for one, _ in term.asserted)
        }
        #: Terms that are read in full: else a null, or what is out of range, is just a fault.
        self.exact = {
            n
            for n in range(len(self.terms))
            if not needed.isdisjoint({"faults", "bounds", "held"})
            or fields.terms[n] not in engine.bare
        }
        #: Terms that are cast, as what does not fit is a fault.
        self.cast = {
            n
            for n, column in enumerate(fields.terms)
            if engine.wraps
            and n not in self.exact
            and column in (engine.narrowed if self.fits else engine.bare)
        }
        #: Terms that hold what is in their column, if need be nothing, where a row is not at fault.
        self.unfilled = {
            n
            for n in self.conditional - self.exact
            if not engine.wraps and not any(one in self.unmet for one, _ in self.terms[n].asserted)
        }
        most = sum(max(term.points) for term in self.terms)
        #: By total the rank that it reaches, 0 for none.
        self.levels = [stars_of(rubric.bands, n, self.readings) or 0 for n in range(most + 1)]
        #: What can be 0, for no rank.
        lowest = 0 in self.levels
        lost = self.readings.missed_minimum == "refused" or self.readings.star_minima == "own"
        self.unranked = {"stars_by_points"} if lowest else set()
        self.by_place = {term.place: n for n, term in enumerate(self.terms) if not term.line}
        self.unranked |= {"stars"} if lowest or lost or self.excluded() else set()

    def name(self, what: str) -> str:
        """The name of a column on the way."""
        return TEMPORARY + what

    def col(self, what: str) -> Any:  # noqa: ANN401 - an expression
        """A column on the way."""
        return self.space.col(self.name(what))

    def lit(self, value: int) -> Any:  # noqa: ANN401 - an expression
        """A number of the rubric."""
        return whole(self.space, value, self.small)

    def number(self, n: int) -> Any:  # noqa: ANN401 - an expression
        """The column of a term as it was answered."""
        if n in self.exact or n in self.cast - self.conditional:
            return self.col(f"n{n}")
        return self.space.col(self.fields.terms[n])

    def held(self, n: int) -> Any:  # noqa: ANN401 - an expression
        """The column of what a term holds, 0 where it does not apply; of a row that is right."""
        if n in self.unfilled:
            return self.number(n).fill_null(value=0)
        return self.col(f"h{n}") if n in self.conditional else self.number(n)

    def added(self, n: int) -> Any:  # noqa: ANN401 - an expression
        """The column of what a term holds, as it is added up."""
        held = self.held(n)
        if n in self.exact or self.engine.wraps:
            return held
        return self.engine.narrow(held, self.small)

    def fine(self, value: Any) -> Any:  # noqa: ANN401 - expressions
        """A value that is reckoned where the row is not at fault, if an engine would overflow."""
        if self.engine.wraps:
            return value
        return self.space.when(~self.col("fault")).then(value)

    @property
    def assertions(self) -> Iterator[tuple[str, str]]:
        """What conditions and exclusions are called on the way, with their columns."""
        for n, (_, column) in enumerate(self.fields.unmet):
            yield f"u{n}", column
        for n, (_, column) in enumerate(self.fields.exclusions):
            yield f"x{n}", column

    def denied(self, condition: str) -> Any | None:  # noqa: ANN401 - an expression
        """Whether a condition is said to be unmet; None where the frame says nothing of it."""
        if condition not in self.unmet:
            return None
        return self.col(f"u{self.unmet.index(condition)}") == 1

    def inapplicable(self, term: Term) -> Any:  # noqa: ANN401 - an expression
        """Whether a conditional term does not apply."""
        flags = [
            flag for condition, _ in term.asserted if (flag := self.denied(condition)) is not None
        ]
        if term.needs is not None:
            flags.append(self.needing(term.needs))
        return any_of(self.space, flags)

    def needing(self, needs: tuple[int, int]) -> Any:  # noqa: ANN401 - an expression
        """Whether the criterion that decides is answered, and not by enough."""
        n = self.by_place[needs[0]]
        decider = self.number(n)
        return (decider >= 0) & (decider <= min(needs[1], self.terms[n].last))

    def cases(self) -> dict[str, list[Any]]:
        """Where all must be of one case: flags of the criteria that hold each."""
        flags: dict[str, list[Any]] = {"a": [], "b": []}
        for place in self.rubric._tables.one_case:
            n = self.by_place[place]
            options = self.rubric.criteria[place].options
            for case, of_case in flags.items():
                wanted = [option.no for option in options if option.branch == case]
                of_case.append(held_in(self.number(n), wanted, ANY))
        return flags if self.rubric._tables.one_case else {}

    def excluding(self, n: int, id_: str) -> Iterator[Any]:
        """Flags of what makes an exclusion hold."""
        for k, (asserted, _) in enumerate(self.fields.exclusions):
            if asserted == id_:
                yield self.col(f"x{k}") == 1
        for one, place, option in self.rubric._tables.triggers:
            if one == n:
                yield self.held(self.by_place[place]) == option

    def excluded(self) -> list[tuple[str, Any]]:
        """Id of each exclusion that can hold, with its flag."""
        return [
            (exclusion.id, self.col(f"e{n}"))
            for n, exclusion in enumerate(self.rubric.exclusions)
            if any(True for _ in self.excluding(n, exclusion.id))
        ]
