"""The whole field: every race, everybody's first call and memory, and how it grows."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Collection
from statistics import median

import attrs

from benchmarks.races.contestant import Contestant
from benchmarks.races.entries import CONTESTANTS, RACES
from benchmarks.races.probe import Probe, probed
from benchmarks.races.race import SIZES, Track, grown
from benchmarks.run import Outcome, Point, Speed


@attrs.frozen
class Field:
    """What was measured of the contestants: see ``Run``."""

    speeds: tuple[Speed, ...]
    outcomes: tuple[Outcome, ...]
    points: tuple[Point, ...]


def measured(count: int, most: int, only: Collection[str] | None = None) -> Field:
    """Everything.

    Args:
        count: Sheets of a race.
        most: Sheets at most as they grow.
        only: The ids of those who take part; None for all.
    """
    takes_part = {id_: one for id_, one in CONTESTANTS.items() if only is None or id_ in only}
    notes = {
        id_: f"not installed: {', '.join(one.missing)}"
        for id_, one in takes_part.items()
        if one.missing
    }
    outcomes, rates = _raced(count, takes_part, notes)
    there = [id_ for id_ in takes_part if id_ not in notes]
    points = _grown(there, most)
    probes = {id_: _probed(id_, count) for id_ in there}
    speeds = tuple(
        _speed(one, count, rates[id_], probes.get(id_), notes.get(id_, ""))
        for id_, one in takes_part.items()
    )
    return Field(speeds, outcomes, points)


def _raced(
    count: int, takes_part: dict[str, Contestant], notes: dict[str, str]
) -> tuple[tuple[Outcome, ...], dict[str, list[float]]]:
    track = Track(count)
    outcomes: list[Outcome] = []
    rates: dict[str, list[float]] = defaultdict(list)
    for race in RACES:
        pair = (race.ours, race.other)
        if any(id_ not in takes_part or id_ in notes for id_ in pair):
            continue
        _say(f"{race.ours} beside {race.other}")
        try:
            outcome, rounds = track.run(race)
        except Exception as error:  # noqa: BLE001 - the others go on
            told = f"{type(error).__name__}: {error}".splitlines()[0]
            notes.setdefault(race.other, f"failed beside {race.ours}: {told}")
            continue
        outcomes.append(outcome)
        if race.part == 1:
            for id_, column in zip(pair, zip(*rounds, strict=True), strict=True):
                rates[id_] += column
    return tuple(outcomes), rates


def _grown(ids: Collection[str], most: int) -> tuple[Point, ...]:
    points = []
    for point in grown(ids, most):
        _say(f"{point.id}, {point.sheets:,} sheets")
        points.append(point)
    if "polars" in ids:
        for count in (size for size in SIZES if 100_000 <= size <= most):
            probe = _probed("polars", count)
            if probe is not None:
                given = {"memory": probe.memory, "given": probe.given}
                points.append(Point(id="polars", sheets=count, **given))
    return tuple(points)


def _probed(id_: str, count: int) -> Probe | None:
    _say(f"{id_} in a process of its own")
    try:
        return probed(id_, count)
    except subprocess.CalledProcessError as error:
        _say(error.stderr.strip().rpartition("\n")[2])
        return None


def _speed(
    contestant: Contestant, count: int, rates: list[float], probe: Probe | None, note: str
) -> Speed:
    return Speed(
        id=contestant.id,
        name=contestant.name,
        ours=contestant.ours,
        sheets=min(count, contestant.most or count) if rates else 0,
        per_second=median(rates) if rates else None,
        first=probe.first if probe else None,
        memory=probe.memory if probe else None,
        given=probe.given if probe else None,
        note=note,
    )


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)
