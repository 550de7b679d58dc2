"""Runs: what all targets come to together, drawn by chance; numpy is needed.

A unit, a line or an entity with its lines, comes out in one of few ways for what is asked, each
with its exact chance; so many units alike are one draw of several ways. Runs are cut into pieces
that each have a seed of their own, so that the numbers are the same whoever works on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from importlib import import_module
from math import floor
from typing import Any

import attrs

from ocop.errors import MissingExtra
from ocop.scenarios.forecast._held import Counted
from ocop.scenarios.forecast._outcome import Law, Outcomes, TooMany, mixed, together
from ocop.scenarios.forecast._scene import Scene
from ocop.targets.where import Where

__all__ = ["Asked", "drawn", "numpy_or_fault"]

#: Runs of one piece; with its seed it says what is drawn, so that it never depends on the machine.
PIECE = 500
#: From how many runs on a terminal shows how far they are.
_LONG = 5000
#: Bits of a number within the whole number that holds all of them for one unit.
_BITS = 24
_MASK = (1 << _BITS) - 1


@attrs.frozen
class Asked:
    """A number that is asked at a step."""

    counted: Counted
    step: int


def numpy_or_fault() -> Any:  # noqa: ANN401 - a module
    """The module numpy.

    Raises:
        MissingExtra: it is not there.
    """
    try:
        return import_module("numpy")
    except ImportError:
        raise MissingExtra.of("numpy-missing", "runs") from None


def drawn(
    scene: Scene,
    asked: Sequence[Asked],
    *,
    runs: int,
    seed: int,
    workers: int,
    progress: bool | None,
) -> Any:  # noqa: ANN401 - an array of whole numbers, runs × asked
    """What is asked, in every run.

    Raises:
        MissingExtra: numpy is not there.
        TooMany: a unit comes out in too many ways; ask for fewer steps at once.
    """
    numpy = numpy_or_fault()
    cast = _Cast(numpy, scene, asked)
    draws = [*cast.units(), *cast.coming()]
    base = numpy.array([one.counted.base for one in asked], dtype=numpy.int64)
    pieces = [(first, min(PIECE, runs - first)) for first in range(0, runs, PIECE)]

    def piece(number: int) -> Any:  # noqa: ANN401 - an array
        rng = numpy.random.Generator(
            numpy.random.PCG64(numpy.random.SeedSequence(seed, spawn_key=(number,)))
        )
        sums = numpy.tile(base, (pieces[number][1], 1))
        for draw in draws:
            draw(rng, sums)
        return sums

    with ThreadPoolExecutor(workers) as pool:
        done = pool.map(piece, range(len(pieces)))
        shown = _shown(done, len(pieces), runs, progress)
        return numpy.concatenate(list(shown))


def _shown(done: Iterator[Any], pieces: int, runs: int, progress: bool | None) -> Iterable[Any]:
    """The pieces, with a bar that says how far they are: where asked, or long on a terminal."""
    if progress is False or (progress is None and runs < _LONG):
        return done
    try:
        tqdm = import_module("tqdm").tqdm
    except ImportError:
        return done
    bar: Iterable[Any] = tqdm(done, total=pieces, disable=None if progress is None else False)
    return bar


#: Adds what it draws to the sums of a piece: one row a run.
_Draw = Callable[[Any, Any], None]


class _Cast:
    """The units, and how each may come out."""

    def __init__(self, numpy: Any, scene: Scene, asked: Sequence[Asked]) -> None:  # noqa: ANN401 - a module
        self.numpy, self.scene, self.asked = numpy, scene, asked
        self.rests: tuple[Where, ...] = tuple(dict.fromkeys(one.counted.rest for one in asked))
        self.by_entity = any(one.counted.entities for one in asked)
        self._outcomes: dict[int, Outcomes] = {}

    def _at(self, mask: int) -> Outcomes:
        if mask not in self._outcomes:
            bits = {rest: 1 << bit for bit, rest in enumerate(self.rests)}
            points = [
                one.counted.point(one.step, 1 << place * _BITS)
                for place, one in enumerate(self.asked)
                if mask & bits[one.counted.rest]
            ]
            self._outcomes[mask] = Outcomes(self.scene.chain, points, most=_MOST_WAYS)
        return self._outcomes[mask]

    def _vectors(self, law: Law) -> tuple[Any, Any]:
        """The ways of a law as rows of numbers, and their chances."""
        ways: dict[tuple[int, ...], float] = {}
        for packed, chance in law.items():
            numbers = tuple(
                min(1, number) if one.counted.entities else number
                for one, number in zip(self.asked, self._numbers(packed), strict=True)
            )
            ways[numbers] = ways.get(numbers, 0.0) + chance
        rows = sorted(ways.items())
        vectors = self.numpy.array([row for row, _ in rows], dtype=self.numpy.int64)
        chances = self.numpy.array([chance for _, chance in rows])
        return vectors.reshape(len(rows), len(self.asked)), chances

    def _numbers(self, packed: int) -> Iterator[int]:
        for _ in self.asked:
            yield packed & _MASK
            packed >>= _BITS

    def units(self) -> Iterator[_Draw]:
        """The draws of what there is already."""
        alike: dict[tuple[tuple[int, float], ...], int] = {}
        for unit in self.scene.stock.units(self.rests, by_entity=self.by_entity):
            law = together(
                mixed(
                    (float(share), self._at(part.mask).of(life, stars))
                    for life, stars, share in part.starts
                )
                for part in unit.parts
            )
            if len(law) > _MOST_WAYS:
                raise TooMany
            key = tuple(sorted(law.items()))
            alike[key] = alike.get(key, 0) + unit.number
        for key, number in alike.items():
            vectors, chances = self._vectors(dict(key))
            yield _held(vectors, chances / chances.sum(), number)

    def coming(self) -> Iterator[_Draw]:
        """The draws of newcomers."""
        newcomers = self.scene.newcomers
        if not newcomers.arrivals:
            return
        masks = newcomers.masks(self.rests)
        entities = newcomers.suppose.new_entities or Fraction()
        for arrival in newcomers.arrivals:
            law = mixed(
                (float(share * part), law)
                for mask, share in masks.items()
                for stars, part in arrival.stars
                for law in (self._born(self._at(mask).born(arrival.life, stars, "new"), entities),)
            )
            unrecognised = 1 - sum(part for _, part in arrival.stars)
            if unrecognised:
                law = {**law, 0: law.get(0, 0.0) + float(unrecognised)}
            vectors, chances = self._vectors(law)
            chances = chances / chances.sum()
            if newcomers.poisson:
                yield _by_poisson(vectors, chances * float(arrival.mean))
            else:
                yield _fixed(vectors, chances, arrival.mean)

    def _born(self, law: Law, entities: Fraction) -> Law:
        """The law of a newcomer, who is of a new entity by a chance."""
        if not self.by_entity:
            return law
        lines = sum(
            _MASK << place * _BITS
            for place, one in enumerate(self.asked)
            if not one.counted.entities
        )
        share = float(entities)
        without: Law = {}
        for packed, chance in law.items():
            without[packed & lines] = without.get(packed & lines, 0.0) + chance
        return mixed(((share, law), (1 - share, without)))


def _held(vectors: Any, chances: Any, number: int) -> _Draw:  # noqa: ANN401 - arrays
    def draw(rng: Any, sums: Any) -> None:  # noqa: ANN401 - of numpy
        sums += rng.multinomial(number, chances, size=len(sums)) @ vectors

    return draw


def _by_poisson(vectors: Any, rates: Any) -> _Draw:  # noqa: ANN401 - arrays
    def draw(rng: Any, sums: Any) -> None:  # noqa: ANN401 - of numpy
        sums += rng.poisson(rates, size=(len(sums), len(rates))) @ vectors

    return draw


def _fixed(vectors: Any, chances: Any, mean: Fraction) -> _Draw:  # noqa: ANN401 - arrays
    whole = floor(mean)
    part = float(mean - whole)

    def draw(rng: Any, sums: Any) -> None:  # noqa: ANN401 - of numpy
        numbers = whole + (rng.random(len(sums)) < part)
        sums += rng.multinomial(numbers, chances) @ vectors

    return draw


#: In how many ways a unit may come out at most.
_MOST_WAYS = 400
