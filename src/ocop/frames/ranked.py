"""The steps from what a row holds to its points, its cap and its stars."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from ocop.frames.build import Build
from ocop.frames.expression import any_of, held_in, points_of_terms, steps_of
from ocop.scoring.stars import MARKED

__all__ = ["NO_CAP", "ranks", "stars", "sums", "totals"]

#: A cap that leaves every rank.
NO_CAP = 9


def sums(build: Build) -> Iterator[tuple[str, Any]]:
    """Points by part, ranks withheld, exclusions that hold."""
    for part in "ABC":
        name = f"part_{part.lower()}"
        if name not in build.needed:
            continue
        chosen = [
            (build.added(n), term.values(build.unmet), term)
            for n, term in enumerate(build.terms)
            if term.criterion.part == part
        ]
        points = points_of_terms(build.space, chosen, build.small) if chosen else build.lit(0)
        yield build.name(name), build.fine(points)
    if "cap" in build.needed:
        for stars, flag in capping(build):
            yield build.name(f"c{stars}"), flag
    if build.readings.star_minima == "own" and "stars" in build.needed:
        for star in MARKED:
            yield build.name(f"w{star}"), any_of(build.space, withholding(build, star))
    if "excluded" in build.needed:
        for n, exclusion in enumerate(build.rubric.exclusions):
            flags = list(build.excluding(n, exclusion.id))
            if flags:
                yield build.name(f"e{n}"), any_of(build.space, flags)


def withholding(
    build: Build, star: int, without: Collection[tuple[int, int]] = ()
) -> Iterator[Any]:
    """Flags of what withholds a rank; none of terms all of whose (term, value) are seen to."""
    for n, term in enumerate(build.terms):
        values = term.values(build.unmet)
        wanted = [value for value in values if star in term.withheld[value]]
        if any((n, value) not in without for value in wanted):
            yield held_in(build.held(n), wanted, values)


def capping(build: Build) -> Iterator[tuple[int, Any]]:
    """For each rank the stars below it, and whether it is withheld, if no lower one is."""
    seen: set[tuple[int, int]] = set()
    for star in MARKED:
        flags = list(withholding(build, star, seen))
        if flags:
            yield star - 1, any_of(build.space, flags)
        seen |= {
            (n, value)
            for n, term in enumerate(build.terms)
            for value in term.values(build.unmet)
            if star in term.withheld[value]
        }


def cap(build: Build) -> Any:  # noqa: ANN401 - an expression
    """One below the lowest rank that is withheld."""
    cap = build.lit(NO_CAP)
    for stars, _ in reversed(list(capping(build))):
        cap = build.space.when(build.col(f"c{stars}")).then(build.lit(stars)).otherwise(cap)
    return cap


def totals(build: Build) -> Iterator[tuple[str, Any]]:
    """The points, the cap, and whether the evaluation is ended."""
    if "total" in build.needed:
        a, b, c = (build.col(f"part_{part}").cast(build.engine.wide) for part in "abc")
        yield build.name("total"), a + b + c
    if "cap" in build.needed:
        yield build.name("cap"), cap(build)
    if "excluded" in build.needed:
        yield build.name("excluded"), any_of(build.space, [flag for _, flag in build.excluded()])


def ranks(build: Build) -> Iterator[tuple[str, Any]]:
    """The rank by points, 0 for none."""
    if "stars_by_points" in build.needed:
        by_points = steps_of(build.space, build.col("total"), build.levels, build.small)
        yield build.name("stars_by_points"), by_points


def stars(build: Build) -> Iterator[tuple[str, Any]]:
    """The rank that is left, 0 for none."""
    if "stars" not in build.needed:
        return
    by_points = build.col("stars_by_points")
    refused = build.readings.missed_minimum == "refused"
    if build.readings.star_minima == "own":
        stars = left = build.lit(0)
        for star in MARKED:
            withheld = build.col(f"w{star}")
            lower = build.lit(0) if refused else left
            left = build.space.when(withheld).then(lower).otherwise(build.lit(star))
            stars = build.space.when(by_points == star).then(left).otherwise(stars)
    else:
        cap = build.col("cap")
        lower = build.lit(0) if refused else cap
        stars = build.space.when(cap < by_points).then(lower).otherwise(by_points)
    if build.excluded():
        stars = build.space.when(build.col("excluded")).then(build.lit(0)).otherwise(stars)
    yield build.name("stars"), stars
