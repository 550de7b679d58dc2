"""What a row says in words: which minima cap it, what ends its evaluation, what is wrong.

``build`` is what builds the plan, which imports this module.
"""

# ruff: noqa: ANN401 - see above

from __future__ import annotations

from typing import Any

from ocop.frames.engine import MISSING, NO_SUCH, NOT_AN_OPTION
from ocop.frames.expression import any_of, held_in, joined
from ocop.frames.field import EXCLUSION, UNMET
from ocop.frames.term import Term
from ocop.scoring.stars import MARKED

__all__ = ["capped_words", "excluded_words", "fault_words"]

Expr = Any


def capped_words(build: Any) -> Expr:
    """Numbers of the criteria whose minima withhold a rank that the points reach."""
    by_points, kept = build.col("stars_by_points"), build.col("stars")
    own = build.readings.star_minima == "own"
    flags: dict[str, list[Expr]] = {}
    for n, term in enumerate(build.terms):
        values = term.values(build.unmet)
        for star in MARKED:
            below = [value for value in values if star in term.missed[value]]
            if below:
                flag = held_in(build.held(n), below, values) & (by_points >= star)
                flag = flag & (kept < star) if own else flag
                flags.setdefault(term.criterion.no, []).append(flag)
    words = [(any_of(build.space, of_one), no) for no, of_one in flags.items()]
    return joined(build.space, words)


def excluded_words(build: Any) -> Expr:
    """Ids of the facts that end the evaluation."""
    return joined(build.space, [(flag, id_) for id_, flag in build.excluded()])


def fault_words(build: Any) -> Expr:
    """Where something is wrong, and the code of it."""
    space = build.space
    parts = [(space.col(column), word) for column, word in build.more]
    for n, term in enumerate(build.terms):
        parts += [(flag, f"{term.key}:{code}") for flag, code in _faults(build, n, term)]
    for name, key in _assertions(build):
        flag = build.col(name)
        wrong = (flag != MISSING) & ((flag < 0) | (flag > 1))
        parts.append((wrong, f"{key}:not-true-or-false"))
    return joined(space, parts)


def _assertions(build: Any) -> list[tuple[str, str]]:
    return [
        *((f"u{n}", UNMET + id_) for n, (id_, _) in enumerate(build.fields.unmet)),
        *((f"x{n}", EXCLUSION + id_) for n, (id_, _) in enumerate(build.fields.exclusions)),
    ]


def _faults(build: Any, n: int, term: Term) -> list[tuple[Expr, str]]:
    """Flags of what is wrong with one answer, no two of which can be set, with their codes."""
    number = build.number(n)
    beyond = (number == NO_SUCH) | (number > term.last)
    chosen = (number > 0) & (number <= term.last)
    unanswered, none = number == MISSING, number == 0
    found = [
        (number == NOT_AN_OPTION, "not-true-or-false" if term.line else "not-an-option"),
        (beyond, "not-true-or-false" if term.line else "no-such-option"),
    ]
    if term.conditional:
        not_there = build.inapplicable(term)
        unanswered = unanswered & ~not_there
        none = none & ~not_there
    if term.needs is not None:
        needing = build.needing(term.needs)
        found.append((chosen & needing, "needs-another-option"))
        decider = build.number(build.by_place[term.needs[0]])
        none = (
            none
            & (decider > term.needs[1])
            & (decider <= build.terms[build.by_place[term.needs[0]]].last)
        )
    denied = [flag for id_, _ in term.asserted if (flag := build.denied(id_)) is not None]
    if denied:
        found.append((chosen & any_of(build.space, denied), "condition-unmet"))
    found.append((unanswered, "no-option-chosen"))
    if term.first == 1:
        prints_zero = term.criterion.zero_option is not None
        found.append((none, "zero-is-a-level" if prints_zero else "none-of-the-levels"))
    return [*found, *_cases(build, term)]


def _cases(build: Any, term: Term) -> list[tuple[Expr, str]]:
    """Whether another case is held than in the first of the criteria that ask one question."""
    places = build.rubric._tables.one_case
    if term.place not in places:
        return []
    cases = build.cases()
    k = places.index(term.place)
    flags = []
    for case, other in (("a", "b"), ("b", "a")):
        # the first that holds any holds the other case
        first = build.space.lit(value=False)
        for before in reversed(range(k)):
            first = cases[other][before] | (~cases[case][before] & first)
        flags.append(cases[case][k] & first)
    return [(any_of(build.space, flags), "two-cases")]
